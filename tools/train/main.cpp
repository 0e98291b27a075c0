// kg_train: makes the text model (loaders/text/model/english.bin) from a treebank and WordNet, and measures
// it. One step after the other, because each learns from what those before it gave to sentences that they had
// not seen: the tagger, a parser from either end, and the choice between their trees.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>

#include "kg/error.hpp"
#include "loaders/text/conllu.hpp"
#include "loaders/text/tokens.hpp"
#include "loaders/text/trees.hpp"
#include "tools/train/confidence.hpp"
#include "tools/train/train.hpp"
#include "tools/train/word_tables.hpp"

namespace kg::train {
namespace {

struct Options {
  std::string treebank, wordnet = "/usr/share/wordnet", clusters, model, jackknifed, output;
  std::vector<std::string> articles;
  int folds = 10;
  double ridge = 3;
  bool from_right = false, fast = false;
  Schedule schedule, parser_schedule;
};

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw Error(fmt::format("cannot write '{}'", path));
}

WeightTables packed(const char* name, const std::vector<Weight>& weights, const Schedule& schedule) {
  WeightTables tables = quantise(weights, schedule.megabytes);
  fmt::print(stderr, "{}: {} of {} weights kept, from {:.2f} to {:.1f}, of {} features, {:.1f} MB\n", name,
             tables.kept, weights.size(), tables.least, tables.largest, tables.features,
             static_cast<double>(4 * tables.starts.size() + 2 * tables.rows.size()) / 1e6);
  return tables;
}

// Everything but the parser, and the treebank with predicted tags and lemmas.
void train_tags(const Options& options) {
  std::vector<text::Sentence> sentences = text::read_conllu(read_file(options.treebank));
  const Dictionaries dictionaries{read_wordnet(options.wordnet), read_clusters(options.clusters)};
  const std::vector<text::Tag> tags = tags_of(sentences);
  if (tags.size() > text::kClasses) throw Error(fmt::format("{} tags are too many", tags.size()));
  const std::vector<text::LexiconEntry> lexicon = lexicon_of(dictionaries, sentences);
  const LemmaTables lemmas = lemmas_of(dictionaries.wordnet, text::Lexicon(lexicon), sentences);
  const auto weights = packed(
      "tagger", train_tagger(sentences, text::Lexicon(lexicon), tags, options.schedule), options.schedule);
  text::ModelHead head;
  for (const text::Tag& tag : tags) head.tags.emplace_back(static_cast<std::uint8_t>(tag.upos), tag.xpos);
  write_file(options.output, text::Model::write(head, {{"lexicon", bytes_of(lexicon)},
                                                       {"lemmas", lemmas.places},
                                                       {"lemma characters", lemmas.characters},
                                                       {"tagger starts", bytes_of(weights.starts)},
                                                       {"tagger rows", bytes_of(weights.rows)}}));
  if (options.jackknifed.empty()) return;
  Schedule once = options.schedule;
  once.seeds = 1;
  jackknife(sentences, dictionaries, tags, options.folds, once);
  std::string conllu;
  for (const text::Sentence& sentence : sentences) conllu += text::to_conllu(sentence);
  write_file(options.jackknifed, conllu);
}

// Adds a parser to a model.
void train_trees(const Options& options) {
  const std::vector<text::Sentence> sentences = text::read_conllu(read_file(options.treebank));
  const std::string file = read_file(options.model);
  const text::Model model = text::Model::at(std::as_bytes(std::span(file)));
  const std::vector<text::Move> moves = moves_of(sentences);
  const Side side = options.from_right ? Side::Right : Side::Left;
  const std::string name = options.from_right ? "right parser" : "left parser";
  const auto weights = packed(
      name.c_str(), train_parser(sentences, model.lexicon, moves, side, options.schedule), options.schedule);
  write_file(options.output,
             text::Model::extend(
                 std::as_bytes(std::span(file)), moves, {{name, unit_of(weights, options.schedule)}},
                 {{name + " starts", bytes_of(weights.starts)}, {name + " rows", bytes_of(weights.rows)}}));
}

// Adds the choice between two parsers to a model.
void train_choice(const Options& options) {
  const std::vector<text::Sentence> sentences = text::read_conllu(read_file(options.treebank));
  const std::string file = read_file(options.model);
  const text::Model model = text::Model::at(std::as_bytes(std::span(file)));
  const std::vector<text::Move> moves = moves_of(sentences);
  const std::vector<TwoTrees> trees =
      jackknife_trees(sentences, model.lexicon, moves, options.folds, options.parser_schedule);
  const auto weights =
      packed("arcs", train_arcs(sentences, model.lexicon, trees, options.schedule), options.schedule);
  write_file(options.output, text::Model::extend(std::as_bytes(std::span(file)), moves, {},
                                                 {{"arcs starts", bytes_of(weights.starts)},
                                                  {"arcs rows", bytes_of(weights.rows)}}));
}

// Prints the treebank with predicted tags, lemmas and (unless the model has tags only) trees, and how long
// they took.
void parse_treebank(const Options& options) {
  std::vector<text::Sentence> sentences = text::read_conllu(read_file(options.treebank));
  const std::string file = read_file(options.model);
  const text::Model model = text::Model::at(std::as_bytes(std::span(file)));
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t clock = std::clock();
  for (text::Sentence& sentence : sentences) {
    if (model.left.weights.empty()) {
      text::tag_and_lemmatise(sentence, model);
    } else {
      text::analyse(sentence, model, text::effort_of(options.fast));
    }
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  const double worked = static_cast<double>(std::clock() - clock) / CLOCKS_PER_SEC;
  for (const text::Sentence& sentence : sentences) fmt::print("{}", text::to_conllu(sentence));
  const auto count = static_cast<double>(sentences.size());
  fmt::print(stderr, "{} sentences in {:.3f} s: {:.0f} sentences/s, {:.0f} a second of processor time\n",
             sentences.size(), took.count(), count / took.count(), count / worked);
}

// Prints the sentences of a raw text with tags, lemmas and trees.
void read_raw(const Options& options) {
  const std::string file = read_file(options.model), text = read_file(options.treebank);
  const text::Model model = text::Model::at(std::as_bytes(std::span(file)));
  for (text::Sentence& sentence : text::split_sentences(text)) {
    text::analyse(sentence, model, text::effort_of(options.fast));
    fmt::print("{}", text::to_conllu(sentence));
  }
}

// Prints the weights of statement_confidence.cpp and how well such weights do on articles left out.
void train_confidence(const Options& options) {
  std::vector<Verdict> verdicts = read_verdicts(read_file(options.treebank));
  if (!options.articles.empty()) verdicts = refresh(verdicts, options.articles);
  if (!options.output.empty()) write_file(options.output, print_verdicts(verdicts));
  const Confidences fitted = fit_confidences(verdicts, options.ridge);
  fmt::print("constexpr double kBias = {:.2f};\n", fitted.bias);
  for (std::size_t i = 0; i < text::kStatementFeatures; ++i)
    fmt::print("{:5.2f},  // {}\n", fitted.weights[i], text::kFeatureNames[i]);
  const auto confidences = cross_validate(verdicts, options.ridge, static_cast<std::size_t>(options.folds));
  fmt::print("\nnot seen by the model that judges them:\n{}",
             calibration_of(verdicts, confidences, Use::Fresh));
  fmt::print("\nset aside:\n{}", calibration_of(verdicts, confidences, Use::Aside));
}

void run(int count, char** arguments) {
  CLI::App app("Trains and measures the text model of kg");
  app.require_subcommand(1);
  Options options;
  Schedule& schedule = options.schedule;
  const auto training = [&](CLI::App* command) {
    command->add_option("treebank", options.treebank, "sentences in CoNLL-U")->required();
    command->add_option("-o,--output", options.output, "the model to write")->required();
    command->add_option("--epochs", schedule.epochs, "passes over the treebank");
    command->add_option("--seeds", schedule.seeds, "runs whose weights are summed");
    command->add_option("--megabytes", schedule.megabytes, "room for the weights in the file");
    command->add_option("--least", schedule.least, "smallest average weight that is kept");
    return command;
  };
  CLI::App* tags = training(app.add_subcommand("tags", "train lexicon, lemmas and tagger"));
  tags->add_option("--wordnet", options.wordnet, "folder of WordNet's files");
  tags->add_option("--clusters", options.clusters, "words and their clusters")->required();
  tags->add_option("--jackknifed", options.jackknifed, "write the treebank with tags predicted crosswise");
  tags->add_option("--folds", options.folds, "parts for that");
  CLI::App* trees = training(app.add_subcommand("trees", "add a parser to a model"));
  trees->add_option("--model", options.model, "what `tags` wrote")->required();
  trees->add_option("--exploration", schedule.exploration, "how often the parser follows its own move");
  trees->add_flag("--from-right", options.from_right, "the parser that reads from the right");
  CLI::App* arcs = training(app.add_subcommand("arcs", "add the choice between two parsers to a model"));
  arcs->add_option("--model", options.model, "what `trees` wrote, twice")->required();
  arcs->add_option("--folds", options.folds,
                   "parts in which parsers have not seen the sentences that they parse");
  arcs->add_option("--parser-epochs", options.parser_schedule.epochs, "passes of their training");
  arcs->add_option("--margin", schedule.margin, "by how much the right arc must be ahead");
  arcs->callback([&] { train_choice(options); });
  CLI::App* parse = app.add_subcommand("parse", "tag and parse a treebank's sentences");
  parse->add_option("treebank", options.treebank, "sentences in CoNLL-U")->required();
  parse->add_option("--model", options.model, "a whole model")->required();
  parse->add_flag("--fast", options.fast, "one parser only");
  CLI::App* raw = app.add_subcommand("raw", "split, tag and parse a raw text");
  raw->add_option("text", options.treebank, "a text in UTF-8")->required();
  raw->add_option("--model", options.model, "a whole model")->required();
  raw->add_flag("--fast", options.fast, "one parser only");
  raw->callback([&] { read_raw(options); });
  CLI::App* confidence = app.add_subcommand("confidence", "fit how sure statements are");
  confidence->add_option("verdicts", options.treebank, "judged statements (verdicts.tsv)")->required();
  confidence->add_option("--articles", options.articles,
                         "the articles that they were read in: read them again");
  confidence->add_option("-o,--output", options.output, "write the verdicts on what is still read");
  confidence->add_option("--ridge", options.ridge, "how much the weights are held near 0")
      ->capture_default_str();
  confidence->add_option("--folds", options.folds, "parts for the calibration")->capture_default_str();
  confidence->callback([&] { train_confidence(options); });
  tags->callback([&] { train_tags(options); });
  trees->callback([&] { train_trees(options); });
  parse->callback([&] { parse_treebank(options); });
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    const bool fine = app.exit(error) == 0;
    if (!fine) throw Error("see kg_train --help", Exit::Usage);
  }
}

}  // namespace
}  // namespace kg::train

int main(int count, char** arguments) {
  try {
    kg::train::run(count, arguments);
  } catch (const std::exception& error) {
    fmt::print(stderr, "kg_train: {}\n", error.what());
    const auto* ours = dynamic_cast<const kg::Error*>(&error);
    return static_cast<int>(ours == nullptr ? kg::Exit::Wrong : ours->code());
  }
}

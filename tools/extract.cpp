// `kg extract`: the reading of documents as a filter, from any stage to any stage, without a graph.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kg/word.hpp"
#include "loaders/formats/markdown.hpp"
#include "loaders/loader.hpp"
#include "loaders/text/conllu.hpp"
#include "loaders/text/english.hpp"
#include "loaders/text/name_repairs.hpp"
#include "loaders/text/stages.hpp"
#include "loaders/text/trees.hpp"
#include "tools/commands.hpp"
#include "tools/in_order.hpp"
#include "tools/inputs.hpp"
#include "tools/output.hpp"
#include "tools/statement_output.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"
#include "tools/usage.hpp"

namespace kg::tools {
namespace {

const std::vector<std::string> kStages = {"tokens", "tree", "mentions", "clauses", "facts"};

struct Arguments {
  std::vector<std::string> inputs;
  std::string stage = "facts";
  std::string format = "facts";
  std::string input = "text";
  bool keep_trees = false;
  loaders::LoadOptions options;
  std::size_t jobs = 0;
  std::string shard;
};

/// `2/8`: the second of eight parts. Throws `Error` for anything else.
struct Shard {
  std::size_t index = 1, count = 1;
  bool holds(std::size_t document) const { return document % count == index - 1; }
};

Shard read_shard(const std::string& text) {
  Shard shard;
  if (text.empty()) return shard;
  const char* end = text.data() + text.size();
  const auto index = std::from_chars(text.data(), end, shard.index);
  const bool slash = index.ec == std::errc{} && index.ptr != end && *index.ptr == '/';
  const auto count = slash ? std::from_chars(index.ptr + 1, end, shard.count) : index;
  if (!slash || count.ec != std::errc{} || count.ptr != end || shard.index < 1 || shard.index > shard.count) {
    throw Error(fmt::format("--shard: expected i/n with i from 1 to n, but found '{}'", text), Exit::Usage);
  }
  return shard;
}

/// A document on its way: its text and the sentences in it.
struct Reading {
  std::string text, date;
  std::vector<text::Sentence> sentences;
};

Reading read_sentences_of(const std::string& name, const std::string& bytes, const Arguments& arguments) {
  Reading reading{{}, arguments.options.date, {}};
  const auto effort = text::effort_of(arguments.options.fast);
  if (arguments.input == "conllu") {
    auto treebank = text::read_treebank(bytes);
    reading.text = std::move(treebank.text);
    reading.sentences = std::move(treebank.sentences);
  } else if (arguments.input == "tokens") {
    reading.text = bytes;
    reading.sentences = text::read_token_lines(reading.text);
  } else {
    auto plain = loaders::plain_text_of(name, bytes);
    reading.text = std::move(plain.text);
    if (!plain.date.empty()) reading.date = std::move(plain.date);
    reading.sentences = text::read_sentences(reading.text, effort, arguments.options.stop);
    return reading;
  }
  if (!arguments.keep_trees && arguments.stage != "tokens") {
    for (auto& sentence : reading.sentences) text::analyse(sentence, effort);
  }
  return reading;
}

std::string_view text_of(const text::Sentence& sentence, std::string_view text) {
  return text.substr(sentence.begin, sentence.end - sentence.begin);
}

std::string words_of(const text::Sentence& sentence, std::int32_t first, std::int32_t last) {
  std::string words;
  for (auto i = first; i < last; ++i) {
    if (i > first) words += ' ';
    words += sentence.tokens[static_cast<std::size_t>(i)].form;
  }
  return words;
}

/// SENTENCE, TYPE, TERM, REASON and the words, split by tabs.
std::string mention_lines(const Reading& reading) {
  std::string out;
  const auto mentions =
      text::find_mentions(reading.sentences, text::trees_of(reading.sentences), reading.date);
  for (const auto& of_sentence : mentions.by_sentence) {
    for (const auto& mention : of_sentence) {
      const auto& sentence = reading.sentences[static_cast<std::size_t>(mention.sentence)];
      out +=
          fmt::format("{}\t{}\t{}\t{}\t{}\n", mention.sentence + 1, text::name_of(mention.type),
                      print(mention.term), mention.reason, words_of(sentence, mention.first, mention.last));
    }
  }
  return out;
}

/// Mends the trees as `read_english` does before it looks at them.
void mend(Reading& reading) {
  for (auto& sentence : reading.sentences) text::repair_tree(sentence);
}

std::string stage_lines(const std::string& name, Reading reading, const std::string& stage) {
  if (stage == "mentions" || stage == "clauses") mend(reading);
  if (stage == "mentions") return mention_lines(reading);
  std::string out;
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    const auto& sentence = reading.sentences[i];
    if (stage == "tokens") {
      out += words_of(sentence, 0, static_cast<std::int32_t>(sentence.tokens.size())) + "\n";
    } else if (stage == "tree") {
      out += text::to_conllu(sentence, fmt::format("{}-{}", name, i + 1));
    } else {
      std::string one_line(text_of(sentence, reading.text));
      std::ranges::replace_if(
          one_line, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
      const text::Tree tree(sentence);
      out += text::clause_lines(tree, one_line, text::read_clauses(tree));
    }
  }
  return out;
}

std::string fact_lines(const Document& document, const std::string& format) {
  std::string out;
  for (const auto& statement : proven_statements(document))
    out += format == "jsonl" ? json_line(statement) : facts_lines(statement, {});
  return out;
}

/// What an input becomes: what to print, and what was wrong.
struct Extract {
  std::string out;
  std::vector<Diagnostic> problems;
};

Extract extract(const std::string& name, const Arguments& arguments) {
  check_stop();
  try {
    const std::string bytes = read_bytes(name);
    const bool as_document = arguments.input == "text" && arguments.stage == "facts";
    if (as_document) {
      auto document = loaders::read_document(name, bytes, arguments.options);
      return {fact_lines(document, arguments.format), std::move(document.diagnostics)};
    }
    check_utf8(bytes);
    const Reading reading = read_sentences_of(name, bytes, arguments);
    if (arguments.stage != "facts") return {stage_lines(name, reading, arguments.stage), {}};
    auto document =
        text::read_english(name, reading.text, reading.sentences, reading.date, arguments.options.stop);
    loaders::keep_certain(document, arguments.options);
    return {fact_lines(document, arguments.format), {}};
  } catch (const Error& error) {
    const std::string message = error.what();
    if (error.code() == Exit::Interrupted) throw;
    return {{}, {{{message.starts_with(name) ? "" : name, 0, 0}, message}}};
  }
}

Exit run(const Arguments& arguments) {
  const Shard shard = read_shard(arguments.shard);
  auto inputs = find_inputs(arguments.inputs);
  bool failed = !inputs.problems.empty();
  for (const auto& problem : inputs.problems) print_diagnostic(problem);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < inputs.names.size(); ++i) {
    if (shard.holds(i)) names.push_back(inputs.names[i]);
  }
  Output out;
  Progress progress(names.size());
  in_order(
      names.size(), arguments.jobs, [&](std::size_t i) { return extract(names[i], arguments); },
      [&](std::size_t i, const Extract& extracted) {
        progress.clear();
        for (const auto& problem : extracted.problems) print_diagnostic(problem);
        failed = failed || !extracted.problems.empty();
        out.write(extracted.out);
        if (!stdout_is_terminal()) progress.show(i + 1, names[i]);
      });
  out.close();
  return failed ? Exit::Wrong : Exit::Done;
}

}  // namespace

Run declare_extract(CLI::App& app) {
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("INPUT", arguments->inputs, "files, folders, or - for plain text on standard input")
      ->required();
  app.add_option("--stage", arguments->stage,
                 "where to stop: tokens, tree (CoNLL-U), mentions, clauses or facts")
      ->type_name("STAGE")
      ->check(one_of(kStages))
      ->capture_default_str();
  app.add_option("--format", arguments->format, "of facts: facts or jsonl")
      ->type_name("FORMAT")
      ->check(one_of({"facts", "jsonl"}))
      ->capture_default_str();
  app.add_option("--input", arguments->input,
                 "what the inputs hold: text, tokens (a sentence a line, split by spaces) or conllu")
      ->type_name("KIND")
      ->check(one_of({"text", "tokens", "conllu"}))
      ->capture_default_str();
  app.add_flag("--keep-trees", arguments->keep_trees, "with --input conllu: take the trees too");
  arguments->options.stop = &stop_requested;
  add_date(app, arguments->options.date);
  add_fast(app, arguments->options.fast);
  add_min_confidence(app, arguments->options.least_confidence);
  add_jobs(app, arguments->jobs);
  app.add_option("--shard", arguments->shard, "only every n-th document, beginning with the i-th")
      ->type_name("i/n");
  return [arguments] { return run(*arguments); };
}

}  // namespace kg::tools

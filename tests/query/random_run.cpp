#include "tests/query/random_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include "kg/error.hpp"
#include "query/parser.hpp"
#include "query/parser/lexer.hpp"
#include "query/plan.hpp"
#include "tests/kgt/compare.hpp"
#include "tests/kgt/directives.hpp"
#include "tests/query/corpora.hpp"
#include "tests/query/manual.hpp"
#include "tests/query/random_query.hpp"
#include "tests/query/said.hpp"

namespace kg::query {
namespace {

/// As measured; lookups for nothing, so that every join that can looks up or starts from seeds; lookups dear,
/// so that none does, and circles are joined at once.
constexpr std::array<Costs, 3> kCosts = {
    {{}, {.probe = 0.0, .row = 5.0, .hash = 5.0}, {.probe = 1e6, .row = 0.2, .hash = 0.1, .leap = 0.0}}};

/// The lines of a document, the triples without a statement, which put all so far into pages, and the lines
/// of another document, which stand beside the pages and may say what a triple says.
using Documents = std::array<std::vector<std::string>, 3>;
constexpr std::array<std::pair<const char*, const char*>, 3> kParts = {
    {{"facts", "one"}, {"plain", ""}, {"facts", "two"}}};  // directive and name

ast::Command read(const std::string& text) {
  static const std::shared_ptr<Bindings> kBindings = RandomText::bindings();
  return Script(text, "", kBindings).next().value();
}

std::string joined(const std::vector<std::string>& lines, std::string_view between) {
  return fmt::format("{}", fmt::join(lines, between));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

class LoadedGraph {
 public:
  explicit LoadedGraph(const Documents& documents) {
    kgt::Directives directives;
    kgt::add_query_directives(directives);
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto& [directive, name] = kParts[i];
      kgt::Case facts;
      facts.options["name"] = name;
      facts.body = joined(documents[i], "\n") + "\n";
      const std::string said = directives.at(directive)(facts, state_);
      if (!said.empty()) throw Error(fmt::format("no facts: {}", said));
    }
    snapshot_ = state_.graph().snapshot();
  }
  const std::shared_ptr<const Snapshot>& snapshot() const { return snapshot_; }

 private:
  kgt::State state_;
  std::shared_ptr<const Snapshot> snapshot_;
};

/// How the two evaluators differ; nothing if they agree or the query is refused.
std::optional<std::string> difference(const std::string& query, const LoadedGraph& graph,
                                      const Costs& costs) {
  try {
    kgt::answer(read(query), graph.snapshot(), costs);
    return std::nullopt;
  } catch (const SyntaxError&) {
    return std::nullopt;
  } catch (const Error& error) {
    return error.what();
  }
}

/// The words of a query, each with the space before it.
std::vector<std::string> words_of(const std::string& query) {
  const Source source{"", query};
  std::size_t position = 0;
  std::vector<std::string> words;
  for (const parser::Token& token : parser::lex_command(source, position, nullptr))
    if (token.kind != parser::TokenKind::End)
      words.push_back((token.glued ? "" : " ") + std::string(token.text));
  return words;
}

/// Leaves out runs of parts, long ones first, as long as the rest still fails (Zeller's delta debugging
/// without its complements).
template <typename Fails>
void shrink(std::vector<std::string>& parts, const Fails& fails) {
  for (std::size_t length = parts.size(); length > 0; length = length == 1 ? 0 : (length + 1) / 2) {
    for (std::size_t at = 0; at + length <= parts.size();) {
      std::vector<std::string> fewer = parts;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at),
                  fewer.begin() + static_cast<std::ptrdiff_t>(at + length));
      if (!fewer.empty() && fails(fewer))
        parts = std::move(fewer);
      else
        ++at;
    }
  }
}

/// The smallest case found, as what a corpus would hold.
std::string smallest(Documents documents, const std::string& query, const Costs& costs) {
  std::vector<std::string> words = words_of(query);
  {
    const LoadedGraph graph(documents);
    shrink(words, [&](const auto& fewer) { return difference(joined(fewer, ""), graph, costs).has_value(); });
  }
  for (auto& lines : documents) {
    std::vector<std::string>& part = lines;
    shrink(part, [&](const auto& fewer) {
      Documents smaller = documents;
      smaller[static_cast<std::size_t>(&part - documents.data())] = fewer;
      return difference(joined(words, ""), LoadedGraph(smaller), costs).has_value();
    });
  }
  const auto left = difference(joined(words, ""), LoadedGraph(documents), costs);
  return fmt::format(
      "facts name=one\n{}\n----\n\nplain\n{}\n----\n\nfacts name=two\n{}\n----\n\nquery\n{}\n----\n\n{}",
      joined(documents[0], "\n"), joined(documents[1], "\n"), joined(documents[2], "\n"), joined(words, ""),
      left.value_or("(the smaller case agrees)"));
}

/// How often each kind of step stands in the plans; a test of plans that never occur tests nothing.
void count_steps(const Plan& plan, std::map<std::string, std::size_t>& steps) {
  static constexpr const char* kSteps[] = {"unit",     "scan",      "seeds",    "documents", "index join",
                                           "walk",     "walk join", "evidence", "ways",      "hash join",
                                           "leapfrog", "union",     "filter",   "extend",    "group",
                                           "sort",     "project",   "distinct", "slice",     "unfold"};
  ++steps[kSteps[static_cast<std::size_t>(plan.kind)]];
  if (plan.leaf.fetch) ++steps["fetch"];
  if (plan.kind == PlanKind::IndexJoin && plan.leaf.leaf.is_condition()) ++steps["condition looked up"];
  if (plan.leaf.leaf.record != kNoVar) ++steps["shared record"];
  for (const Plan& child : plan.children) count_steps(child, steps);
}

/// A variable that no pattern binds where it stands, or one name for two things: chance writes such things.
bool may_be_refused(std::string_view message) {
  const auto made = made_of(message);
  return made && (made->message == &kMeaning.stands_in_none || made->message == &kMeaning.not_seen ||
                  made->message == &kMeaning.name_of_column || made->message == &kMeaning.name_in_pattern ||
                  made->message == &kMeaning.open_end);
}

}  // namespace

void run_random(std::uint32_t seed, std::size_t queries, Tally& tally) {
  RandomText random(seed);
  Documents documents;
  documents[0] = lines_of(random.facts(9));
  documents[2] = lines_of(random.facts(9));
  documents[1] = lines_of(random.plain(3));
  const LoadedGraph graph(documents);
  Ebnf grammar = manual_grammar();
  for (std::size_t i = 0; i < queries; ++i) {
    const std::string text = random.query();
    const Costs& costs = kCosts[i % kCosts.size()];
    try {
      const auto command = read(text);
      const std::string answer = kgt::answer(command, graph.snapshot(), costs);
      Resolver resolver(*graph.snapshot());
      Algebra algebra = translate(command);
      count_steps(plan(algebra, *graph.snapshot(), resolver, costs), tally.steps);
      ++tally.run;
      if (answer.find("(no rows)") != answer.npos || answer == "no\n") continue;
      ++tally.with_rows;
      if (!recognise_query(grammar, text, *RandomText::bindings()))
        throw Error(fmt::format("no sentence of the grammar: {}", text));
    } catch (const SyntaxError& error) {
      if (!may_be_refused(error.what()))
        throw Error(fmt::format("seed {}: refused: {}\n{}\n{}", seed, text, error.what(), error.rendered()));
      ++tally.refused;
    } catch (const Error& error) {
      throw Error(fmt::format("seed {}\n{}\nplain:\n{}\n{}\n{}\n{}\n\nsmaller:\n{}", seed,
                              joined(documents[0], "\n"), joined(documents[1], "\n"),
                              joined(documents[2], "\n"), text, error.what(),
                              smallest(documents, text, costs)));
    }
  }
  for (const auto& [part, used] : grammar.uses()) tally.parts[part] += used;
}

}  // namespace kg::query

// Facts, a line `----`, and a script: every command ends within its time, planned and naive, with the same
// rows.
#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "kg/error.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"
#include "tests/fuzz/said_check.hpp"
#include "tests/kgt/compare.hpp"
#include "tests/kgt/directives.hpp"

namespace kg::fuzz {
namespace {

constexpr std::string_view kSeparator = "----\n";
constexpr std::size_t kMostFacts = 2000;  // bytes
constexpr std::size_t kMostCommands = 20;
constexpr std::size_t kKeptGraphs = 200;  // most inputs change the query only
constexpr auto kTime = std::chrono::milliseconds(300);

struct LoadedGraph {
  kgt::State state;
  std::shared_ptr<const Snapshot> snapshot;
};

std::unique_ptr<LoadedGraph> load(const std::string& facts) {
  auto graph = std::make_unique<LoadedGraph>();
  kgt::Directives directives;
  kgt::add_query_directives(directives);
  kgt::Case one;
  one.body = facts;
  directives.at("facts")(one, graph->state);  // lines that are no facts are left out
  graph->snapshot = graph->state.graph().snapshot();
  return graph;
}

const std::shared_ptr<const Snapshot>& graph_of(const std::string& facts) {
  static std::map<std::string, std::unique_ptr<LoadedGraph>> kept;
  if (kept.size() > kKeptGraphs) kept.clear();
  auto& graph = kept[facts];
  if (graph == nullptr) graph = load(facts);
  return graph->snapshot;
}

void run_one(const query::ast::Command& command, const std::shared_ptr<const Snapshot>& snapshot,
             const std::string& asked) {
  const auto deadline = std::chrono::steady_clock::now() + kTime;
  try {
    if (command.kind == query::ast::CommandKind::Query) {
      kgt::answer(command, snapshot, {}, deadline);
    } else {
      query::Context context{.snapshot = snapshot};  // nothing is written: the graph is used again
      context.deadline = deadline;
      query::run(command, context);
    }
  } catch (const Error& error) {
    if (std::string_view(error.what()).find("disagree") != std::string_view::npos)
      finding("a difference", asked, error.what());
    check_said(error, asked);
  }
  const auto late = std::chrono::steady_clock::now() - deadline;
  if (late > 20 * kTime) finding("time was up and it went on", asked);
}

void run_all(const std::string& facts, const std::string& text) {
  query::Script script(text, "");
  for (std::size_t i = 0; i < kMostCommands; ++i) {
    try {
      const auto command = script.next();
      if (!command) return;
      run_one(*command, graph_of(facts), text);
    } catch (const SyntaxError& error) {
      check_said(error, text);
    }
  }
}

}  // namespace
}  // namespace kg::fuzz

/// A graph comes and goes before any is kept: the statics of its store are made first, and so outlive them
/// all.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  kg::fuzz::load("China met Japan\n");
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = text.find(kg::fuzz::kSeparator);
  if (cut == text.npos || cut > kg::fuzz::kMostFacts) return -1;
  kg::fuzz::run_all(text.substr(0, cut), text.substr(cut + kg::fuzz::kSeparator.size()));
  return 0;
}

// Any bytes as RDF: the first byte chooses the syntax. They are read to the end whatever they are, the same
// in pieces as at once, every fault has a place, and what was read is read back from what is written of it.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/rdf.hpp"
#include "tools/rdf_output.hpp"

namespace kg::fuzz {
namespace {

using loaders::RdfSyntax;

struct Read {
  std::multiset<Statement> statements;
  std::vector<std::string> problems;
  bool operator==(const Read&) const = default;
};

[[noreturn]] void finding(std::string_view what, std::string_view text) {
  fmt::print(stderr, "{}\n----\n{}\n", what, text);
  std::abort();
}

Read read(std::string_view text, RdfSyntax syntax, std::size_t piece) {
  Read result;
  loaders::RdfSinks sinks;
  sinks.triple = [&](const TripleView& t) {
    result.statements.insert({t.subject.term(), t.predicate.term(), t.object.term(), {}});
  };
  sinks.statement = [&](Statement&& statement) { result.statements.insert(std::move(statement)); };
  sinks.prefix = [](std::string_view, std::string_view) {};
  sinks.problem = [&](Diagnostic&& problem) {
    if (problem.place.line == 0 || problem.place.column == 0) finding("a fault without a place", text);
    result.problems.push_back(to_string(problem.place) + ": " + problem.message);
  };
  std::string_view rest = text;
  const auto bytes = [&](char* to, std::size_t most) {
    const std::size_t count = rest.copy(to, std::min(most, piece));
    rest.remove_prefix(count);
    return count;
  };
  loaders::read_rdf("a", syntax, bytes, sinks);
  return result;
}

std::string written(const std::multiset<Statement>& statements, const std::string& format) {
  static const std::string kPath =
      (std::filesystem::temp_directory_path() / fmt::format("fuzz_rdf_{}", ::getpid())).string();
  tools::Output out(kPath);
  tools::RdfWriter writer(format, {{"e", "http://e/"}}, out);
  for (const Statement& statement : statements) writer.add(statement);
  writer.finish();
  out.close();
  std::ostringstream text;
  text << std::ifstream(kPath).rdbuf();
  std::filesystem::remove(kPath);
  return text.str();
}

void check(std::string_view text, RdfSyntax syntax) {
  const Read whole = read(text, syntax, text.size() + 1);
  if (read(text, syntax, 7) != whole) finding("pieces of seven bytes read otherwise", text);
  const std::multiset<Statement> once = [&] {
    const std::set<Statement> all(whole.statements.begin(), whole.statements.end());
    return std::multiset<Statement>(all.begin(), all.end());
  }();
  static const std::vector<std::pair<std::string, RdfSyntax>> kSyntaxes = {{"nt", RdfSyntax::NTriples},
                                                                           {"nq", RdfSyntax::NQuads},
                                                                           {"ttl", RdfSyntax::Turtle},
                                                                           {"trig", RdfSyntax::TriG}};
  for (const auto& [format, its] : kSyntaxes) {
    const std::string said = written(once, format);
    const Read back = read(said, its, said.size() + 1);
    if (!back.problems.empty()) finding(back.problems.front() + " in what was written:\n" + said, text);
    if (back.statements != once) finding("other statements from what was written:\n" + said, text);
  }
}

}  // namespace
}  // namespace kg::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  kg::fuzz::check(text, static_cast<kg::loaders::RdfSyntax>(data[0] % 4));
  return 0;
}

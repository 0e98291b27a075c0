#include "tests/query/corpora.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "kg/error.hpp"
#include "tests/kgt/corpus.hpp"

namespace kg::query {
namespace {

namespace fs = std::filesystem;

/// The files of a folder of the source tree that end so, in the order of their names.
std::vector<std::string> files(const std::string& folder, std::string_view ending) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(KG_SOURCE_DIR) / folder))
    if (entry.path().extension() == ending) names.push_back(folder + "/" + entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// What the commands of a case ask: `kg query GRAPH 'QUERY'`.
std::vector<std::string> asked_by_commands(const std::string& commands) {
  constexpr std::string_view kProgram = "kg query ";
  std::vector<std::string> result;
  for (std::size_t at = commands.find(kProgram); at != commands.npos; at = commands.find(kProgram, at + 1)) {
    const std::size_t open = commands.find_first_of("'\n;|&>", at);
    if (open == commands.npos || commands[open] != '\'') continue;
    result.push_back(commands.substr(open + 1, commands.find('\'', open + 1) - open - 1));
  }
  return result;
}

void add_lines(const std::string& place, const std::string& text, std::vector<Excerpt>& result) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) result.push_back({place, line});
}

bool holds_scripts(const kgt::Case& one) {
  for (const std::string_view other : {"facts", "aliases", "clear", "file", "cmd"})
    if (one.directive == other) return false;
  return true;
}

template <typename Visit>
void for_each_case(const Visit& visit) {
  for (const char* folder : {"tests/query", "tests/cli"})
    for (const std::string& file : files(folder, ".kgt"))
      for (const kgt::Case& one : kgt::read_corpus(source_file(file)).cases)
        visit(fmt::format("{}:{}", file, one.line), one);
}

}  // namespace

std::string source_file(const std::string& name) {
  std::ifstream in(fs::path(KG_SOURCE_DIR) / name, std::ios::binary);
  if (!in) throw Error(fmt::format("expected the file {}", name));
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<Excerpt> corpus_scripts() {
  std::vector<Excerpt> result;
  for_each_case([&](const std::string& place, const kgt::Case& one) {
    if (one.directive == "error")
      add_lines(place, one.body, result);
    else if (one.directive == "cmd")
      for (const std::string& query : asked_by_commands(one.body)) result.push_back({place, query});
    else if (holds_scripts(one) || one.directive_line.ends_with(".kgq"))
      result.push_back({place, one.body});
  });
  for (const std::string& file : files("examples", ".kgq")) result.push_back({file, source_file(file)});
  return result;
}

std::vector<CaseOfCorpus> corpus_cases() {
  std::vector<CaseOfCorpus> result;
  for (const std::string& file : files("tests/query", ".kgt")) {
    std::string facts;
    for (const kgt::Case& one : kgt::read_corpus(source_file(file)).cases) {
      if (one.directive == "clear") facts.clear();
      if (one.directive == "facts") facts += one.body;
      if (holds_scripts(one)) result.push_back({facts, one.body});
    }
  }
  return result;
}

std::vector<Excerpt> corpus_outputs() {
  std::vector<Excerpt> result;
  for_each_case(
      [&](const std::string& place, const kgt::Case& one) { add_lines(place, one.expected, result); });
  for (const std::string& file : files("examples", ".expected")) add_lines(file, source_file(file), result);
  return result;
}

std::string code_below(const std::string& manual, const std::string& heading) {
  constexpr std::string_view kIndent = "    ";
  std::istringstream lines(manual);
  std::string code;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) inside = line == heading;
    if (inside && line.starts_with(kIndent)) code += line.substr(kIndent.size()) + "\n";
  }
  return code;
}

}  // namespace kg::query

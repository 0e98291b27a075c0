// kgt_runner FILE… [--rewrite]: runs text corpora and prints what differs; --rewrite makes what is printed
// the expectation, to be read before it is committed.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

#include "kg/error.hpp"
#include "tests/kgt/directives.hpp"

namespace kg::kgt {
namespace {

std::string run_case(const Case& one, State& state) {
  const auto found = directives().find(one.directive);
  if (found == directives().end()) {
    std::string known;
    for (const auto& [name, function] : directives()) known += " " + name;
    return fmt::format("expected a directive ({} ), found {}\n", known, one.directive);
  }
  try {
    return found->second(one, state);
  } catch (const Error& error) {
    return fmt::format("error: {}\n", error.what());
  }
}

int run_file(const std::string& path, bool rewrite) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(fmt::format("expected a corpus, found no file {}", path));
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  Corpus corpus = read_corpus(text);
  State state;
  int failed = 0;
  for (Case& one : corpus.cases) {
    const std::string found = run_case(one, state);
    if (found == one.expected) continue;
    if (rewrite) {
      one.expected = found;
      continue;
    }
    ++failed;
    fmt::print("{}:{}: {}\n{}---- expected\n{}---- found\n{}\n", path, one.line, one.directive_line, one.body,
               one.expected, found);
  }
  if (corpus.cases.empty()) {
    fmt::print("{}: expected cases, found none\n", path);
    return 1;
  }
  if (rewrite) std::ofstream(path, std::ios::binary) << print(corpus);
  fmt::print("{}: {} cases, {} failed\n", path, corpus.cases.size(), failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace kg::kgt

int main(int argc, char** argv) {
  bool rewrite = false;
  for (int i = 1; i < argc; ++i) rewrite = rewrite || std::strcmp(argv[i], "--rewrite") == 0;
  int result = 0;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--rewrite") == 0) continue;
    try {
      result = std::max(result, kg::kgt::run_file(argv[i], rewrite));
    } catch (const kg::Error& error) {
      fmt::print(stderr, "{}: {}\n", argv[i], error.what());
      result = 2;
    }
  }
  return result;
}

// fuzz_seeds FOLDER: writes the scripts of the corpora as inputs of the fuzz targets: FOLDER/parser/N, and
// with the facts of their corpus FOLDER/engine/N; files of RDF with a byte for their syntax FOLDER/rdf/N.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "kg/error.hpp"
#include "loaders/rdf.hpp"
#include "tests/kgt/corpus.hpp"
#include "tests/query/corpora.hpp"

namespace kg::fuzz {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  explicit Folder(const fs::path& path) : path_(path) { fs::create_directories(path); }
  void add(const std::string& text) {
    std::ofstream(path_ / fmt::format("{:04}", count_++), std::ios::binary) << text;
  }
  std::size_t count() const { return count_; }

 private:
  fs::path path_;
  std::size_t count_ = 0;
};

void write_seeds(const fs::path& root) {
  Folder parser(root / "parser"), engine(root / "engine");
  for (const query::Excerpt& script : query::corpus_scripts()) parser.add(script.text);
  for (const query::CaseOfCorpus& one : query::corpus_cases()) {
    if (one.script.empty() || one.facts.empty()) continue;
    engine.add(one.facts + "----\n" + one.script);
  }
  Folder rdf(root / "rdf");
  for (const char* corpus : {"rdf", "rdf_syntax"}) {
    std::ifstream file(fmt::format("{}/tests/cli/{}.kgt", KG_SOURCE_DIR, corpus));
    const std::string text{std::istreambuf_iterator(file), {}};
    for (const kgt::Case& one : kgt::read_corpus(text).cases)
      if (const auto syntax = loaders::rdf_syntax_of(one.directive_line); one.directive == "file" && syntax)
        rdf.add(static_cast<char>(*syntax) + one.body);
  }
  fmt::print("{} inputs for the parser, {} for the engine, {} of RDF\n", parser.count(), engine.count(),
             rdf.count());
}

}  // namespace
}  // namespace kg::fuzz

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "fuzz_seeds FOLDER\n");
    return 2;
  }
  kg::fuzz::write_seeds(argv[1]);
  return 0;
}

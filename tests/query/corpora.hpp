// The queries and the expected outputs of all corpora, for tests of the language as a whole.
#pragma once

#include <string>
#include <vector>

namespace kg::query {

/// Text from a file of the source tree.
struct Excerpt {
  std::string place;  ///< "tests/query/ask.kgt:12"
  std::string text;
};

/// Scripts of the corpora in tests/query and tests/cli, of examples/ and of the benchmarks. Each line of an
/// `error` case is a script of its own.
std::vector<Excerpt> corpus_scripts();

/// A script of tests/query and the facts that its corpus has loaded before it.
struct CaseOfCorpus {
  std::string facts;
  std::string script;
};
std::vector<CaseOfCorpus> corpus_cases();

/// Each line that a case of these corpora expects, and the files of expected answers.
std::vector<Excerpt> corpus_outputs();

/// A file of the source tree.
std::string source_file(const std::string& name);

/// The indented lines below a heading of a manual, up to the next heading, without their indentation.
std::string code_below(const std::string& manual, const std::string& heading);

}  // namespace kg::query

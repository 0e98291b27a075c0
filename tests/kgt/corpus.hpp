// Text corpora: `.kgt` files of cases, each a directive line, a body, `----`, what it must print, and a blank
// line. Where the output holds blank lines, it stands between two pairs of `----`. Lines that begin with `#`
// between cases are comments.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kg::kgt {

/// One case. `comments`: the lines before it as they stand, so that a rewritten corpus keeps them.
struct Case {
  std::string comments;
  std::string directive_line;
  std::string directive;  ///< its first word
  std::map<std::string, std::string>
      options;           ///< `key=value` words of the line, and `word` alone as key with an empty value
  std::string body;      ///< lines, each with its newline
  std::string expected;  ///< the same
  std::size_t line = 0;  ///< of the directive, from 1
};

struct Corpus {
  std::vector<Case> cases;
  std::string rest;  ///< comments behind the last case
};

/// Throws kg::Error for a case without `----`.
Corpus read_corpus(std::string_view text);

std::string print(const Corpus& corpus);

}  // namespace kg::kgt

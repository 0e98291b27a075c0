// A grammar in EBNF, as a manual prints it, and a recogniser for it that is too simple to be wrong: for each
// part and place, all ends that the part can reach, remembered. It counts which parts sentences use, so that
// a test can say which they never do.
//
//   name = "word" | other { "," other } [ "not" ] ( a | b )
//
// `{ }` any number, `[ ]` none or one, `·` no white space, `"+ "` a mark with white space behind it. Names
// that are not defined are kinds of tokens.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "query/parser/lexer.hpp"

namespace kg::query {

using parser::Token;

enum class PartKind : std::uint8_t { Choice, Sequence, Optional, Repeat, Text, Name, Glue };

struct Part {
  PartKind kind = PartKind::Sequence;
  std::string text;                   ///< of `Text` and `Name`
  std::string shown;                  ///< as the grammar has it
  std::vector<std::size_t> children;  ///< indices of parts
  std::size_t used = 0;               ///< by how many derivations
  std::size_t left_out = 0;           ///< of `Optional` and `Repeat`
  std::size_t repeated = 0;           ///< of `Repeat`: twice or more in a row
};

class Ebnf {
 public:
  /// Whether a token is what an undefined name or a quoted text stands for.
  using Takes = std::function<bool(const Part&, const Token&)>;

  /// Reads the productions `name = …`, each from the start of a line; more indented lines go on. Throws
  /// kg::Error for what is no EBNF.
  Ebnf(std::string_view text, Takes takes);

  /// True if the tokens are a sentence of a production; its parts are counted then, one derivation's.
  bool recognise(std::string_view production, const std::vector<Token>& tokens);

  /// The parts that no sentence used, and the optional ones that none left out, in words.
  std::vector<std::string> gaps() const;
  /// How many derivations used each alternative and each optional part: what a generator lacks.
  std::map<std::string, std::size_t> uses() const;
  std::size_t productions() const { return rules_.size(); }
  /// The names that no production defines.
  std::vector<std::string> kinds_of_tokens() const;

 private:
  class Reader;
  class Derivation;

  /// Calls `visit` with each part that stands in a production, outer ones first; it returns whether to go on
  /// into the part.
  void walk(const std::function<bool(const std::string& production, const Part&)>& visit) const;

  Takes takes_;
  std::vector<Part> parts_;
  std::map<std::string, std::size_t, std::less<>> rules_;
};

}  // namespace kg::query

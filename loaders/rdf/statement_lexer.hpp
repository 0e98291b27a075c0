// Cuts a stream of Turtle or TriG into statements, each as its tokens, so that a parser has a whole one at
// hand and what is wrong with it costs no other.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kg/error.hpp"
#include "loaders/rdf.hpp"
#include "loaders/rdf/scan.hpp"

namespace kg::loaders::rdf {

class StatementLexer {
 public:
  /// Reads so many bytes at once, or more where a statement is longer. `read` must outlive this.
  explicit StatementLexer(const ReadBytes& read, std::size_t block = 1 << 18) : read_(read), block_(block) {}
  /// The tokens of the next statement with the `.` that ends it; of TriG, up to a `{` or `}` with it; of
  /// `PREFIX` and its like, up to their last. They are views that live until the next call. False at the end.
  /// Throws `BadRdf`; the next call then goes on behind the statement.
  bool next(std::vector<Token>& tokens);
  /// The place of a byte of the text that the tokens are views of.
  Place place(std::size_t at) const;

 private:
  bool read_more();
  bool peek_token(Token& token);
  bool ends(const std::vector<Token>& tokens) const;
  void skip_statement();

  const ReadBytes& read_;
  std::size_t block_;
  std::string text_;          ///< from the statement on, at least
  std::size_t begin_ = 0;     ///< of the statement
  std::size_t position_ = 0;  ///< of the next token
  std::uint64_t line_ = 1;    ///< of the text's first byte
  std::size_t column_ = 0;    ///< code points before it on its line
  bool ended_ = false;
  bool skips_ = false;  ///< the rest of a statement that could not be cut into tokens
};

}  // namespace kg::loaders::rdf

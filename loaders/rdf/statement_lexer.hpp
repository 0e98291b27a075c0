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

/// How a statement ends that could not be read. `Unknown`: it may have begun or ended a graph.
enum class StatementEnd : std::uint8_t { Point, Opens, Closes, Unknown };

class StatementLexer {
 public:
  /// Reads so many bytes at once, or more where a statement is longer. `read` must outlive this.
  explicit StatementLexer(const ReadBytes& read, std::size_t block = 1 << 18) : read_(read), block_(block) {}
  /// The tokens of the next statement with the `.` that ends it; of TriG, up to a `{` or `}` with it; of
  /// `PREFIX` and its like, up to their last. They are views that live until the next call. False at the end.
  /// Throws `BadRdf`; then `skip` is to be called.
  bool next(std::vector<Token>& tokens);
  /// Goes behind the statement that `next` threw for, or that these tokens of it are, and says how it ended.
  /// A string or an IRI that its line cuts off takes the rest of the line with it.
  StatementEnd skip(const std::vector<Token>& tokens);
  /// The place of a byte of the text that the tokens are views of.
  Place place(std::size_t at) const;

 private:
  bool read_more();
  bool peek_token(Token& token);
  bool ends(const std::vector<Token>& tokens) const;
  bool begins_directive(const Token& token) const;
  void pass(const Token& token);
  bool skip_bad(StatementEnd& end);

  const ReadBytes& read_;
  std::size_t block_;
  std::string text_;          ///< from the statement on, at least
  std::size_t begin_ = 0;     ///< of the statement
  std::size_t position_ = 0;  ///< of the next token
  std::uint64_t line_ = 1;    ///< of the text's first byte
  std::size_t column_ = 0;    ///< code points before it on its line
  bool ended_ = false;
  bool line_begins_ = false;  ///< between the token before and `position_`
  bool bad_ = false;          ///< what stands at `position_` begins no token of the statement
};

}  // namespace kg::loaders::rdf

// Any bytes as a script: the parser gives a tree or an error that reads well, and the words of a command, set
// with single spaces, give the same tree.
#include <cstdint>
#include <string>

#include "kg/word.hpp"
#include "query/parser.hpp"
#include "query/parser/grammar.hpp"
#include "tests/fuzz/said_check.hpp"

namespace kg::fuzz {
namespace {

using query::Source;
using query::parser::Token;
using query::parser::TokenKind;

/// The words of a command as it is mostly written.
std::string respelled(const std::vector<Token>& tokens) {
  std::string text;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::End) continue;
    if (!token.glued && !text.empty()) text += ' ';
    text += token.text;
  }
  return text;
}

std::string tree(const std::string& text, std::string& again) {
  const Source source{"", text};
  std::size_t position = 0;
  const auto tokens = query::parser::lex_command(source, position, nullptr);
  again = respelled(tokens);
  return print(query::parser::parse_command(source, tokens));
}

/// The words alone make the tree. Names of columns are cut from the text: only a text that is spelled so
/// already has the same.
void check_spelling(const std::string& spelled, const std::string& asked) {
  std::string again, once_more;
  const std::string first = tree(spelled, again);
  const std::string second = tree(again, once_more);
  if (again != once_more || (spelled == again && first != second))
    finding("another spelling", asked, first + "----\n" + second);
}

void parse_all(const std::string& text) {
  query::is_complete(text);
  query::Script script(text, "");
  while (true) {
    try {
      const auto command = script.next();
      if (!command) return;
      if (print(*command).empty()) finding("a tree without text", text);
    } catch (const Error& error) {
      check_said(error, text);
    }
  }
}

void respell_all(const std::string& text) {
  if (invalid_utf8(text)) return;
  const Source source{"", text};
  std::size_t position = 0;
  while (true) {
    std::vector<Token> tokens;
    try {
      tokens = query::parser::lex_command(source, position, nullptr);
      if (tokens.size() == 1) return;
      query::parser::parse_command(source, tokens);
    } catch (const Error&) {
      continue;
    }
    try {
      check_spelling(respelled(tokens), text);
    } catch (const Error& error) {
      finding("what was read is refused when it is spelled by its words", text, error.what());
    }
  }
}

}  // namespace
}  // namespace kg::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  kg::fuzz::parse_all(text);
  kg::fuzz::respell_all(text);
  return 0;
}

#include "query/parser.hpp"

#include "kg/error.hpp"
#include "kg/source_text.hpp"
#include "kg/unicode.hpp"
#include "kg/word.hpp"
#include "query/messages.hpp"
#include "query/parser/grammar.hpp"
#include "query/parser/lexer.hpp"

namespace kg::query {
namespace {

/// Shows the line with the broken bytes as U+FFFD.
SyntaxError broken_utf8(const Source& source, std::size_t at) {
  std::string readable = source.text.substr(0, at);
  const std::string_view line = std::string_view(source.text).substr(0, source.text.find('\n', at));
  for (std::size_t pos = at; pos < line.size();) append_utf8(readable, next_code_point(line, pos));
  const auto byte = static_cast<unsigned char>(source.text[at]);
  return syntax_error(kSyntax.utf8(byte).text(), readable, at, source.file);
}

}  // namespace

void fail_at(const Source& source, std::size_t at, std::size_t length, const Said& message) {
  const std::size_t width = display_width(std::string_view(source.text).substr(at, length));
  throw syntax_error(message.text(), source.text, at, source.file, width == 0 ? 1 : width);
}

Script::Script(std::string_view text, std::string_view file)
    : source_(std::make_shared<const Source>(Source{std::string(file), std::string(text)})) {}

std::optional<ast::Command> Script::next() {
  if (position_ == 0) {
    if (const auto offset = invalid_utf8(source_->text)) {
      position_ = source_->text.size();
      throw broken_utf8(*source_, *offset);
    }
  }
  const auto tokens = parser::lex_command(*source_, position_);
  if (tokens.size() == 1) return std::nullopt;
  ast::Command command = parser::parse_command(*source_, tokens);
  command.source = source_;
  command.at = tokens.front().at;
  const parser::Token& last = tokens[tokens.size() - 2];
  command.length = last.at + last.text.size() - command.at;
  return command;
}

std::vector<ast::Command> parse(std::string_view text, std::string_view file) {
  Script script(text, file);
  std::vector<ast::Command> commands;
  while (auto command = script.next()) commands.push_back(std::move(*command));
  return commands;
}

bool is_complete(std::string_view text) {
  return !parser::is_open(text);
}

}  // namespace kg::query

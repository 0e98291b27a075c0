#include "query/parser.hpp"

#include <algorithm>

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

Script::Script(std::string_view text, std::string_view file, std::shared_ptr<Bindings> bindings)
    : source_(std::make_shared<const Source>(
          Source{std::string(file), std::string(without_byte_order_mark(text))})),
      bindings_(bindings ? std::move(bindings) : std::make_shared<Bindings>()) {}

std::optional<ast::Command> Script::next() {
  check_utf8();
  const auto start = std::chrono::steady_clock::now();
  const auto tokens = parser::lex_command(*source_, position_, bindings_.get());
  if (tokens.size() == 1) return std::nullopt;
  ast::Command command = parser::parse_command(*source_, tokens);
  command.source = source_;
  command.at = tokens.front().at;
  const parser::Token& last = tokens[tokens.size() - 2];
  command.length = last.at + last.text.size() - command.at;
  if (command.kind == ast::CommandKind::Prefix) bindings_->prefixes[command.prefix] = command.document;
  command.parsing = std::chrono::steady_clock::now() - start;
  return command;
}

std::optional<std::string> Script::dot_line() {
  check_utf8();
  const std::string_view text = source_->text;
  parser::skip_to_command(text, position_);
  const bool at_margin = position_ == 0 || text[position_ - 1] == '\n';
  if (!at_margin || position_ == text.size() || text[position_] != '.') return std::nullopt;
  dot_begin_ = position_;
  position_ = std::min(text.find('\n', dot_begin_), text.size());
  const std::string line(text.substr(dot_begin_, position_ - dot_begin_));
  dot_length_ = std::min(line.find_first_of(" \t\r"), line.size());
  return line;
}

void Script::refuse_dot_line(const std::string& message) const {
  throw syntax_error(message, source_->text, dot_begin_, source_->file, dot_length_);
}

void Script::check_utf8() {
  if (is_utf8_) return;
  is_utf8_ = true;
  const auto offset = invalid_utf8(source_->text);
  if (!offset) return;
  position_ = source_->text.size();
  throw broken_utf8(*source_, *offset);
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

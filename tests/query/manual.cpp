#include "tests/query/manual.hpp"

#include <fmt/format.h>

#include <map>

#include "kg/error.hpp"
#include "tests/query/corpora.hpp"

namespace kg::query {
namespace {

using ast::OperandKind;
using parser::TokenKind;

bool is_operand(const Token& token, OperandKind kind) {
  return token.kind == TokenKind::Operand && token.operand.kind == kind;
}
bool is_value(const Token& token, TermKind kind) {
  return is_operand(token, OperandKind::Value) && token.operand.term.kind == kind;
}
bool is_comparator(const Token& token) {
  return token.kind == TokenKind::Mark &&
         std::string_view("= != < <= > >=").find(token.text) != std::string::npos;
}

/// The kinds of tokens, as LANGUAGE.md names them.
using Kind = bool (*)(const Token&);
const std::map<std::string, Kind, std::less<>> kKinds = {
    {"name", [](const Token& t) { return is_operand(t, OperandKind::Name); }},
    {"exact", [](const Token& t) { return is_operand(t, OperandKind::ExactName); }},
    {"variable", [](const Token& t) { return is_operand(t, OperandKind::Variable); }},
    {"root", [](const Token& t) { return is_operand(t, OperandKind::Root); }},
    {"value", [](const Token& t) { return is_operand(t, OperandKind::Value); }},
    {"string", [](const Token& t) { return is_value(t, TermKind::String); }},
    {"iri", [](const Token& t) { return is_value(t, TermKind::Iri); }},
    {"number",
     [](const Token& t) {
       return is_value(t, TermKind::Integer) && t.text.find_first_not_of("0123456789") == t.text.npos;
     }},
    {"word",  // an End stands behind every other token
     [](const Token& t) {
       const Token& next = *(&t + 1);
       return is_operand(t, OperandKind::Name) ||
              (t.kind == TokenKind::Keyword && (is_comparator(next) || next.is_word("in")));
     }},
    {"prefix", [](const Token& t) { return t.kind == TokenKind::Prefix; }},
    {"newline", [](const Token& t) { return t.kind == TokenKind::End && t.text != ";"; }},
};

bool takes(const Part& part, const Token& token) {
  if (part.kind == PartKind::Name) {
    const auto kind = kKinds.find(part.text);
    return kind != kKinds.end() && kind->second(token);
  }
  std::string_view text = part.text;
  if (text == "_") return is_operand(token, OperandKind::Any);
  if (text == ";") return token.kind == TokenKind::End && token.text == ";";
  if (text.starts_with('@'))
    return is_operand(token, OperandKind::Evidence) && token.operand.term.text == text.substr(1);
  if (text.starts_with(' ')) {  // every token but the first has one before it
    text.remove_prefix(1);
    return token.is_mark(text) && !(token.glued && (&token - 1)->kind != TokenKind::Mark);
  }
  if (text.ends_with(' ')) {
    text.remove_suffix(1);
    return token.is_mark(text) && token.spaced;
  }
  return token.is_mark(text) || token.is_word(text);
}

}  // namespace

Ebnf manual_grammar() {
  static const std::string kText = code_below(source_file("query/LANGUAGE.md"), "## Grammar");
  Ebnf grammar(kText, takes);
  for (const std::string& kind : grammar.kinds_of_tokens())
    if (!kKinds.contains(kind))
      throw Error(fmt::format("{} is neither a production nor a kind of token", kind));
  return grammar;
}

void mark_end(const Source& source, std::vector<Token>& tokens) {
  Token& end = tokens.back();
  if (end.at < source.text.size()) end.text = std::string_view(source.text).substr(end.at, 1);
}

bool recognise_query(Ebnf& grammar, const std::string& text, Bindings& bindings) {
  const Source source{"", text};
  std::size_t position = 0;
  std::vector<Token> tokens = parser::lex_command(source, position, &bindings);
  mark_end(source, tokens);
  return grammar.recognise("script", tokens);
}

}  // namespace kg::query

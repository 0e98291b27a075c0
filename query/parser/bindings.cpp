#include "query/bindings.hpp"

#include "kg/error.hpp"
#include "kg/word.hpp"
#include "query/messages.hpp"
#include "query/parser/lexer.hpp"

namespace kg::query {
namespace {

Term read_value(std::string_view text, const Prefixes& prefixes) {
  const bool word = word_length(text) == text.size() && !text.empty();
  return word && classify_word(text).kind == WordKind::PrefixedName ? expand_prefixed(text, prefixes)
                                                                    : read_term(text);
}

}  // namespace

void Bindings::set(std::string_view name, std::string_view value) {
  if (name.starts_with('$')) name.remove_prefix(1);
  if (name.empty() || parser::variable_length(name) != name.size() || (name[0] >= '0' && name[0] <= '9'))
    throw Error(kRun.parameter_name(name).text(), Exit::Usage);
  const bool quoted = value.find('\'') == value.find_first_not_of(' ');
  Parameter parameter;
  parameter.text = value;
  try {
    parameter.operand.term = read_value(value, prefixes);
  } catch (const Error& error) {
    throw Error(kRun.parameter(name, error.what()).text(), Exit::Usage);
  }
  if (parameter.operand.term.kind != TermKind::Name)
    parameter.operand.kind = ast::OperandKind::Value;
  else
    parameter.operand.kind = quoted ? ast::OperandKind::ExactName : ast::OperandKind::Name;
  if (!quoted && parameter.operand.term == Term::name("_"))
    throw Error(kRun.parameter_any(name).text(), Exit::Usage);
  parameters.insert_or_assign(std::string(name), std::move(parameter));
}

}  // namespace kg::query

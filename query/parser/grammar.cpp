// The grammar of LANGUAGE.md, production by production. Every rule builds its node in semantic actions, so
// that what stands in a node is written where its words are read.
#include "query/parser/grammar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>

#include "query/parser/check.hpp"
#include "query/parser/hints.hpp"
#include "query/parser/terminals.hpp"

namespace kg::query::parser {
namespace {

using namespace ast;

// ---- what the actions do ----

template <typename Member>
auto set(Member member) {
  return [member](auto& context) { x3::_val(context).*member = std::move(x3::_attr(context)); };
}
template <typename Member>
auto set_operand(Member member) {
  return [member](auto& context) { x3::_val(context).*member = std::move(x3::_attr(context).operand); };
}
template <typename Member>
auto append(Member member) {
  return [member](auto& context) { (x3::_val(context).*member).push_back(std::move(x3::_attr(context))); };
}
template <typename Member, typename Value>
auto put(Member member, Value value) {
  return [member, value](auto& context) { x3::_val(context).*member = value; };
}

Expr leaf(const Token& token) {
  Expr expr;
  expr.operand = token.operand;
  expr.at = token.at;
  expr.length = token.text.size();
  return expr;
}

Expr combine(ExprKind kind, Expr left, Expr right) {
  Expr expr;
  expr.kind = kind;
  expr.at = left.at;
  expr.length = right.at + right.length - left.at;
  expr.args.push_back(std::move(left));
  expr.args.push_back(std::move(right));
  return expr;
}

auto fold(ExprKind kind) {
  return [kind](auto& context) {
    auto& value = x3::_val(context);
    value = combine(kind, std::move(value), std::move(x3::_attr(context)));
  };
}

Compare compare_of(std::string_view mark) {
  if (mark == "=") return Compare::Equal;
  if (mark == "!=") return Compare::NotEqual;
  if (mark == "<") return Compare::Less;
  if (mark == "<=") return Compare::LessEqual;
  if (mark == ">") return Compare::Greater;
  return Compare::GreaterEqual;
}

constexpr auto take = [](auto& context) { x3::_val(context) = std::move(x3::_attr(context)); };
constexpr auto take_leaf = [](auto& context) { x3::_val(context) = leaf(x3::_attr(context)); };
/// Stretches the node over a closing bracket.
constexpr auto close = [](auto& context) {
  x3::_val(context).length = x3::_attr(context).at + x3::_attr(context).text.size() - x3::_val(context).at;
};
/// Takes what stands in brackets; it begins at the opening one.
constexpr auto take_inside = [](auto& context) {
  const std::size_t at = x3::_val(context).at;
  x3::_val(context) = std::move(x3::_attr(context));
  x3::_val(context).at = at;
};

std::uint64_t number(const Token& token) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62;  // more rows than there can be
  std::uint64_t value = 0;
  const auto read = std::from_chars(token.text.data(), token.text.data() + token.text.size(), value);
  return read.ec == std::errc() ? std::min(value, kMost) : kMost;
}

// ---- terminals ----

bool is_operand(const Token& token) {
  return token.kind == TokenKind::Operand && token.operand.kind != OperandKind::Root &&
         token.operand.kind != OperandKind::Evidence;
}
bool is_comparator(const Token& token) {
  return token.is_mark("=") || token.is_mark("!=") || token.is_mark("<") || token.is_mark("<=") ||
         token.is_mark(">") || token.is_mark(">=");
}
/// A keyword is a key only before a comparator (`in=Asia`). An `End` stands behind every other token.
bool is_key(const Token& token) {
  const Token& next = *(&token + 1);
  if (token.kind == TokenKind::Keyword || token.is_word("order"))
    return is_comparator(next) || next.is_word("in");
  return token.kind == TokenKind::Operand && token.operand.kind != OperandKind::Root &&
         token.operand.kind != OperandKind::Value;
}
bool is_predicate(const Token& token) {
  if (token.kind != TokenKind::Operand || token.operand.kind == OperandKind::Evidence) return false;
  return token.operand.kind != OperandKind::Value || token.operand.term.kind == TermKind::Iri;
}
bool is_value_operand(const Token& token) {
  return is_operand(token) && token.operand.kind != OperandKind::Any;
}
bool is_function(const Token& token) {
  return token.kind == TokenKind::Operand && token.operand.kind == OperandKind::Name;
}
bool is_whole_number(const Token& token) {
  return token.kind == TokenKind::Operand && token.operand.term.kind == TermKind::Integer &&
         token.operand.kind == OperandKind::Value &&
         token.text.find_first_not_of("0123456789") == token.text.npos;
}
bool is_glued_bracket(const Token& token) {
  return token.is_mark("(") && token.glued;
}
bool is_string(const Token& token) {
  return token.kind == TokenKind::Operand &&
         (token.operand.term.kind == TermKind::String || token.operand.kind == OperandKind::ExactName);
}
bool is_variable(const Token& token) {
  return token.kind == TokenKind::Operand && token.operand.kind == OperandKind::Variable;
}

const TokenParser subject_token("a pattern", is_operand);
const TokenParser predicate_token("a predicate", is_predicate);
const TokenParser object_token("an object", is_operand);
const TokenParser key_token("a qualifier", is_key);
const TokenParser comparator("a comparator such as `=`", is_comparator);
const TokenParser value_token("a value", is_operand);
const TokenParser condition_token("a condition", is_value_operand);
const TokenParser function_token("", is_function);
const TokenParser number_token("a whole number", is_whole_number);
const TokenParser call_bracket("", is_glued_bracket);
const TokenParser string_token("the name of a document in quotes", is_string);
const TokenParser variable_token("a variable", is_variable);
const TokenParser plus_sign("", [](const Token& token) { return token.is_mark("+") && token.spaced; });
const TokenParser minus_sign("", [](const Token& token) { return token.is_mark("-") && token.spaced; });

const auto comma = mark(",", "`,`");
const auto left_brace = mark("{", "`{`");
const auto right_brace = mark("}", "`}`");
const auto left_square = mark("[", "`[`");
const auto right_square = mark("]", "`]`");
const auto left_round = mark("(", "");
const auto right_round = mark(")", "`)`");
const auto in_word = word("in", "`in`");
const auto not_word = word("not", "`not`");
const auto optional_word = word("optional", "`optional`");
const auto or_word = word("or", "`or`");

/// Takes nothing, at the end only.
struct AtEnd : x3::parser<AtEnd> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator&, const Context& context, RuleContext&, Attribute&) const {
    if (first->kind == TokenKind::End) return true;
    x3::get<FurthestTag>(context).get().note(&*first, "the end of the line");
    return false;
  }
};

// ---- rules ----

const x3::rule<struct QualifierId, Qualifier> qualifier;
const x3::rule<struct GroupsId, QualifierGroup> qualifier_group;
const x3::rule<struct PatternId, Pattern> pattern;
const x3::rule<struct BracesId, Query> braces;
const x3::rule<struct OneId, Item> one;
const x3::rule<struct UnionId, Item> alternatives;
const x3::rule<struct OptionalId, Item> optional_item;
const x3::rule<struct NotId, Item> not_item;
const x3::rule<struct FilterId, Item> filter_item;
const x3::rule<struct ItemId, Item> item;
const x3::rule<struct OrId, Expr> or_expr;
const x3::rule<struct AndId, Expr> and_expr;
const x3::rule<struct UnaryId, Expr> unary_expr;
const x3::rule<struct CompareId, Expr> comparison;
const x3::rule<struct MembersId, Expr> members;
const x3::rule<struct SumId, Expr> sum;
const x3::rule<struct ProductId, Expr> product;
const x3::rule<struct FactorId, Expr> factor;
const x3::rule<struct CallId, Expr> call;
const x3::rule<struct BracketId, Expr> bracketed;
const x3::rule<struct ReturnItemId, ReturnItem> return_item;
const x3::rule<struct ReturnId, Return> return_part;
const x3::rule<struct OrderKeyId, OrderKey> order_key;
const x3::rule<struct QueryId, Query> query;
const x3::rule<struct FactId, Query> fact;
const x3::rule<struct CommandId, Command> command;

constexpr auto set_comparator = [](auto& context) {
  x3::_val(context).compare = compare_of(x3::_attr(context).text);
};
constexpr auto add_value = [](auto& context) {
  x3::_val(context).values.push_back(std::move(x3::_attr(context).operand));
};

/// A keyword before a comparator is a key like any other.
constexpr auto set_key = [](auto& context) {
  Operand& key = x3::_val(context).key;
  key = std::move(x3::_attr(context).operand);
  if (x3::_attr(context).kind == TokenKind::Keyword) {
    key.kind = OperandKind::Name;
    key.term = Term::name(std::string(x3::_attr(context).text));
  }
};

// clang-format off
const auto value_set = left_brace >> value_token[add_value] % comma >> right_brace;
const auto qualifier_def =
    key_token[set_key] >> ( comparator[set_comparator] >> value_token[add_value]
                          | in_word[put(&Qualifier::compare, Compare::In)]
                            >> (value_set[put(&Qualifier::is_set, true)] | value_token[add_value]) );

const auto bracket_or_one = left_square >> +qualifier[append(&QualifierGroup::qualifiers)] >> right_square
                          | qualifier[append(&QualifierGroup::qualifiers)];
const auto qualifier_group_def =
    optional_word[put(&QualifierGroup::mode, Mode::Optional)] >> bracket_or_one
  | not_word[put(&QualifierGroup::mode, Mode::Not)] >> bracket_or_one
  | qualifier[append(&QualifierGroup::qualifiers)];

const auto pattern_def =
    subject_token[set_operand(&Pattern::subject)] >> predicate_token[set_operand(&Pattern::predicate)]
    >> object_token[set_operand(&Pattern::object)] >> *qualifier_group[append(&Pattern::groups)];

const auto braces_def = left_brace >> query[take] >> right_brace;
const auto one_def =
    pattern[set(&Item::pattern)]
  | braces[put(&Item::kind, ItemKind::Group)][append(&Item::group)];

/// A single alternative is no union.
constexpr auto finish_union = [](auto& context) {
  Item& value = x3::_val(context);
  if (value.items.size() == 1) value = Item(std::move(value.items.front()));
};
const auto alternatives_def =
    x3::eps[put(&Item::kind, ItemKind::Union)] >> one[append(&Item::items)] % or_word >> x3::eps[finish_union];
const auto optional_item_def =
    optional_word[put(&Item::kind, ItemKind::Optional)] >> one[append(&Item::items)];
const auto not_item_def =
    not_word[put(&Item::kind, ItemKind::Not)] >> one[append(&Item::items)];

/// A lone operand or sum holds of nothing: the parse ends here, and the error names what could have followed.
constexpr auto must_be_condition = [](auto& context) {
  const ExprKind kind = x3::_val(context).filter.kind;
  x3::_pass(context) = kind == ExprKind::Compare || kind == ExprKind::And || kind == ExprKind::Or || kind == ExprKind::Not ||
                       kind == ExprKind::Call;
};
const auto filter_item_def =
    x3::eps[put(&Item::kind, ItemKind::Filter)] >> or_expr[set(&Item::filter)] >> x3::eps[must_be_condition];
const auto item_def = optional_item[take] | not_item[take] | alternatives[take] | filter_item[take];

const auto or_expr_def = and_expr[take] >> *(or_word >> and_expr[fold(ExprKind::Or)]);
const auto and_expr_def = unary_expr[take] >> *(word("and", "`and`") >> unary_expr[fold(ExprKind::And)]);

constexpr auto negate = [](auto& context) {
  Expr& value = x3::_val(context);
  value.kind = ExprKind::Not;
  value.at = x3::_attr(context).at;
  value.length = x3::_attr(context).length;
  value.args.push_back(std::move(x3::_attr(context)));
};
const auto unary_expr_def = not_word >> unary_expr[negate] | comparison[take];

constexpr auto start_comparison = [](auto& context) {
  Expr& value = x3::_val(context);
  Expr left = std::move(value);
  value = Expr();
  value.kind = ExprKind::Compare;
  value.at = left.at;
  value.compare = x3::_attr(context).is_word("in") ? Compare::In : compare_of(x3::_attr(context).text);
  value.args.push_back(std::move(left));
};
constexpr auto end_comparison = [](auto& context) {
  Expr& value = x3::_val(context);
  Expr& right = x3::_attr(context);
  value.length = right.at + right.length - value.at;
  value.args.push_back(std::move(right));
};
constexpr auto end_members = [](auto& context) {
  Expr& value = x3::_val(context);
  Expr& right = x3::_attr(context);
  value.length = right.at + right.length - value.at;
  value.is_set = true;
  for (Expr& member : right.args) value.args.push_back(std::move(member));
};
const auto members_def = left_brace[take_leaf] >> sum[append(&Expr::args)] % comma >> right_brace[close];
const auto comparison_def =
    sum[take] >> -( comparator[start_comparison] >> sum[end_comparison]
                  | in_word[start_comparison] >> (members[end_members] | sum[end_comparison]) );
const auto sum_def =
    product[take] >> *( mark("+", "") >> product[fold(ExprKind::Add)] | mark("-", "") >> product[fold(ExprKind::Subtract)] );
const auto product_def =
    factor[take] >> *( mark("*", "") >> factor[fold(ExprKind::Multiply)] | mark("/", "") >> factor[fold(ExprKind::Divide)] );

constexpr auto start_call = [](auto& context) {
  Expr& value = x3::_val(context);
  value = leaf(x3::_attr(context));
  value.kind = ExprKind::Call;
  value.function = lower(x3::_attr(context).text);
};
const auto arguments =
    mark("*", "`*`")[put(&Expr::star, true)]
  | -word("distinct", "`distinct`")[put(&Expr::distinct, true)] >> or_expr[append(&Expr::args)] % comma;
const auto call_def = function_token[start_call] >> call_bracket >> -arguments >> right_round[close];
const auto bracketed_def = left_round[take_leaf] >> or_expr[take_inside] >> right_round[close];
const auto factor_def = call[take] | condition_token[take_leaf] | bracketed[take];

constexpr auto rename = [](auto& context) {
  ReturnItem& value = x3::_val(context);
  value.renamed = true;
  value.name = x3::_attr(context).operand.term.text;
  value.at = x3::_attr(context).at;
  value.length = x3::_attr(context).text.size();
};
const auto return_item_def = or_expr[set(&ReturnItem::expr)] >> -(word("as", "`as`") >> variable_token[rename]);
const auto return_items = return_item[append(&Return::items)] % comma;
const auto return_part_def =
    word("return", "`return`")
    >> ( word("distinct", "`distinct`")[put(&Return::distinct, true)] >> -return_items | return_items );

const auto order_key_def =
    or_expr[set(&OrderKey::expr)]
    >> -( word("asc", "`asc`") | word("desc", "`desc`")[put(&OrderKey::descending, true)] );

constexpr auto set_limit = [](auto& context) { x3::_val(context).limit = number(x3::_attr(context)); };
constexpr auto set_offset = [](auto& context) { x3::_val(context).offset = number(x3::_attr(context)); };
const auto query_def =
    item[append(&Query::items)] % comma >> -comma
    >> -return_part[set(&Query::returned)]
    >> -(word("having", "") >> or_expr[set(&Query::having)])
    >> -(word("order", "`order by`") >> word("by", "`by`") >> order_key[append(&Query::order)] % comma)
    >> -(word("limit", "`limit`") >> number_token[set_limit])
    >> -(word("offset", "") >> number_token[set_offset]);

constexpr auto add_fact = [](auto& context) {
  Item fact_item;
  fact_item.pattern = std::move(x3::_attr(context));
  x3::_val(context).items.push_back(std::move(fact_item));
};
const auto fact_def = pattern[add_fact];
constexpr auto set_document = [](auto& context) { x3::_val(context).document = x3::_attr(context).operand.term.text; };
const auto command_def =
    ( plus_sign[put(&Command::kind, CommandKind::Add)] >> fact[set(&Command::query)]
    | minus_sign[put(&Command::kind, CommandKind::Remove)] >> query[set(&Command::query)]
    | word("forget", "")[put(&Command::kind, CommandKind::Forget)] >> word("source", "`source`") >> string_token[set_document]
    | word("explain", "")[put(&Command::kind, CommandKind::Explain)] >> query[set(&Command::query)]
    | word("assert", "")[put(&Command::kind, CommandKind::Assert)] >> query[set(&Command::query)]
    | x3::eps[put(&Command::kind, CommandKind::Query)] >> query[set(&Command::query)] )
    >> AtEnd();
// clang-format on

BOOST_SPIRIT_DEFINE(qualifier, qualifier_group, pattern, braces, one, alternatives, optional_item, not_item,
                    filter_item, item, or_expr, and_expr, unary_expr, comparison, members, sum, product,
                    factor, call, bracketed, return_item, return_part, order_key, query, fact, command)

}  // namespace

ast::Command parse_command(const Source& source, const std::vector<Token>& tokens) {
  Furthest furthest;
  ast::Command result;
  Iterator first = tokens.begin();
  const auto start = x3::with<FurthestTag>(std::ref(furthest))[command];
  if (!x3::parse(first, tokens.end(), start, result)) {
    const std::size_t stop =
        furthest.token == nullptr ? 0 : static_cast<std::size_t>(furthest.token - tokens.data());
    fail_to_parse(source, tokens, stop, furthest.expected);
  }
  check(source, result);
  return result;
}

}  // namespace kg::query::parser

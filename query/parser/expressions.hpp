// The rules of expressions: conditions and returned values. Included by grammar.cpp alone.
#pragma once

#include "query/parser/actions.hpp"
#include "query/parser/tokens.hpp"

namespace kg::query::parser {

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

// clang-format off
const auto or_expr_def = and_expr[take] >> *(or_word >> and_expr[fold(ExprKind::Or)]);
const auto and_expr_def = unary_expr[take] >> *(word("and", "`and`") >> unary_expr[fold(ExprKind::And)]);

constexpr auto negate = [](auto& context) {
  Expr& value = x3::_val(context);
  value.kind = ExprKind::Not;
  value.length = x3::_attr(context).at + x3::_attr(context).length - value.at;
  value.args.push_back(std::move(x3::_attr(context)));
};
const auto unary_expr_def = not_word[take_leaf] >> unary_expr[negate] | comparison[take];

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
  for (Expr& member : right.args) value.args.push_back(std::move(member));
};
const auto members_def = open_set[take_leaf] >> sum[append(&Expr::args)] % comma >> right_round[close];
const auto comparison_def =
    sum[take] >> -( comparator[start_comparison] >> sum[end_comparison]
                  | in_word[start_comparison] >> (members[end_members] | !left_round >> sum[end_comparison]) );
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
// clang-format on

BOOST_SPIRIT_DEFINE(or_expr, and_expr, unary_expr, comparison, members, sum, product, factor, call, bracketed)

}  // namespace kg::query::parser

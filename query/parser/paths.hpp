// The rules of paths: what may stand in the place of a predicate. Included by grammar.cpp alone.
#pragma once

#include "query/parser/actions.hpp"
#include "query/parser/tokens.hpp"

namespace kg::query::parser {

const x3::rule<struct PathId, Path> path;
const x3::rule<struct PathSequenceId, Path> path_sequence;
const x3::rule<struct PathTurnedId, Path> path_turned;
const x3::rule<struct PathRepeatId, Path> path_repeat;
const x3::rule<struct PathPrimaryId, Path> path_primary;
const x3::rule<struct AnyLinksId, Path> any_links;

/// A bracket glued to a word is that of a function.
inline bool is_path_bracket(const Token& token) {
  return token.is_mark("(") && !(token.glued && (&token - 1)->kind != TokenKind::Mark);
}
inline bool is_repetition(const Token& token) {
  return token.glued && (token.is_mark("+") || token.is_mark("*") || token.is_mark("?"));
}
inline bool is_glued_brace(const Token& token) {
  return token.glued && token.is_mark("{");
}

const TokenParser path_bracket("", is_path_bracket);
const TokenParser repetition_token("", is_repetition);
const TokenParser repetition_brace("", is_glued_brace);

inline void stretch(Path& value, std::size_t end) {
  value.length = end - value.at;
}
inline std::size_t end_of(const Token& token) {
  return token.at + token.text.size();
}

/// Adds a part to a sequence or to alternatives; a single one stands for itself.
inline auto add_part(PathKind kind) {
  return [kind](auto& context) {
    Path& value = x3::_val(context);
    Path& part = x3::_attr(context);
    const std::size_t end = part.at + part.length;
    if (value.kind != kind) {
      Path whole;
      whole.kind = kind;
      whole.at = value.at;
      whole.parts.push_back(std::move(value));
      value = std::move(whole);
    }
    value.parts.push_back(std::move(part));
    stretch(value, end);
  };
}

inline Path step(Operand predicate) {
  Path result;
  result.at = predicate.at;
  result.length = predicate.length;
  result.predicate = std::move(predicate);
  return result;
}
constexpr auto take_step = [](auto& context) {
  x3::_val(context) = step(std::move(x3::_attr(context).operand));
};
constexpr auto begin_path = [](auto& context) { x3::_val(context).at = x3::_attr(context).at; };
constexpr auto turn = [](auto& context) {
  Path& value = x3::_val(context);
  value.kind = PathKind::Inverse;
  value.parts.push_back(std::move(x3::_attr(context)));
  stretch(value, value.parts.front().at + value.parts.front().length);
};
constexpr auto close_path = [](auto& context) { stretch(x3::_val(context), end_of(x3::_attr(context))); };

/// Puts what stands so far under a repetition; how often follows.
inline void repeat(Path& value) {
  Path whole;
  whole.kind = PathKind::Repeat;
  whole.at = value.at;
  whole.parts.push_back(std::move(value));
  value = std::move(whole);
}
constexpr auto repeat_by_mark = [](auto& context) {
  Path& value = x3::_val(context);
  const Token& token = x3::_attr(context);
  repeat(value);
  value.least = token.is_mark("+") ? 1 : 0;
  if (token.is_mark("?")) value.most = 1;
  stretch(value, end_of(token));
};
inline std::uint32_t steps(const Token& token) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(number(token), kMostSteps + 1));
}
constexpr auto begin_repeat = [](auto& context) { repeat(x3::_val(context)); };
constexpr auto set_exactly = [](auto& context) {
  x3::_val(context).least = steps(x3::_attr(context));
  x3::_val(context).most = steps(x3::_attr(context));
};
constexpr auto set_endless = [](auto& context) { x3::_val(context).most.reset(); };
constexpr auto set_most = [](auto& context) { x3::_val(context).most = steps(x3::_attr(context)); };

// clang-format off
const auto path_def = path_sequence[take] >> *(mark("|", "") >> path_sequence[add_part(PathKind::Alternatives)]);
const auto path_sequence_def = path_turned[take] >> *(mark("/", "") >> path_turned[add_part(PathKind::Sequence)]);
const auto path_turned_def = mark("^", "")[begin_path] >> path_repeat[turn] | path_repeat[take];
const auto repetition_in_braces =
    repetition_brace[begin_repeat] >> number_token[set_exactly]
    >> -(comma[set_endless] >> -number_token[set_most]) >> right_brace[close_path];
const auto path_repeat_def = path_primary[take] >> -(repetition_token[repeat_by_mark] | repetition_in_braces);
const auto path_primary_def =
    step_token[take_step]
  | path_bracket[begin_path] >> path[take_inside] >> right_round[close_path];
// clang-format on

/// What `shortest` goes through where only the number of steps is told: anything, both ways.
inline Path either_way() {
  Path any, turned, both;
  any.predicate.kind = OperandKind::Any;
  turned.kind = PathKind::Inverse;
  turned.parts.push_back(any);
  both.kind = PathKind::Alternatives;
  both.parts = {any, turned};
  return both;
}
constexpr auto any_link = [](auto& context) { x3::_val(context) = either_way(); };
// clang-format off
const auto any_links_def = x3::eps[any_link] >> -repetition_in_braces;
// clang-format on

BOOST_SPIRIT_DEFINE(path, path_sequence, path_turned, path_repeat, path_primary, any_links)

}  // namespace kg::query::parser

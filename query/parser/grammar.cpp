// The grammar of LANGUAGE.md, production by production. Every rule builds its node in semantic actions, so
// that what stands in a node is written where its words are read. It is one translation unit: expressions.hpp
// and what it includes belong to it alone.
#include "query/parser/grammar.hpp"

#include <functional>

#include "query/parser/check.hpp"
#include "query/parser/expressions.hpp"
#include "query/parser/hints.hpp"
#include "query/parser/paths.hpp"

namespace kg::query::parser {
namespace {

const x3::rule<struct QualifierId, Qualifier> qualifier;
const x3::rule<struct GroupsId, QualifierGroup> qualifier_group;
const x3::rule<struct PatternId, Pattern> pattern;
const x3::rule<struct ShortestId, Item> shortest;
const x3::rule<struct BracesId, Query> braces;
const x3::rule<struct OneId, Item> one;
const x3::rule<struct UnionId, Item> alternatives;
const x3::rule<struct OptionalId, Item> optional_item;
const x3::rule<struct NotId, Item> not_item;
const x3::rule<struct FilterId, Item> filter_item;
const x3::rule<struct ItemId, Item> item;
const x3::rule<struct ReturnItemId, ReturnItem> return_item;
const x3::rule<struct ReturnId, Return> return_part;
const x3::rule<struct OrderKeyId, OrderKey> order_key;
const x3::rule<struct QueryId, Query> query;
const x3::rule<struct WindowId, Query> window;
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
const auto value_set = open_set >> value_token[add_value] % comma >> right_round;
const auto qualifier_def =
    key_token[set_key] >> ( comparator[set_comparator] >> value_token[add_value]
                          | in_word[put(&Qualifier::compare, Compare::In)]
                            >> (value_set | value_token[add_value]) );

const auto bracket_or_one = left_square >> +qualifier[append(&QualifierGroup::qualifiers)] >> right_square
                          | qualifier[append(&QualifierGroup::qualifiers)];
const auto qualifier_group_def =
    optional_word[put(&QualifierGroup::mode, Mode::Optional)] >> bracket_or_one
  | not_word[put(&QualifierGroup::mode, Mode::Not)] >> bracket_or_one
  | qualifier[append(&QualifierGroup::qualifiers)];

constexpr auto set_variable = [](auto& context) { x3::_val(context).path = step(std::move(x3::_attr(context).operand)); };
const auto pattern_def =
    subject_token[set_operand(&Pattern::subject)]
    >> (path[set(&Pattern::path)] | predicate_variable[set_variable])
    >> object_token[set_operand(&Pattern::object)] >> *qualifier_group[append(&Pattern::groups)];

const auto braces_def = left_brace >> query[take] >> right_brace;

template <typename Member>
auto set_end(Member member) {
  return [member](auto& context) { x3::_val(context).pattern.*member = std::move(x3::_attr(context).operand); };
}
/// Ways are pointed at from their variable on.
constexpr auto set_links = [](auto& context) {
  Item& value = x3::_val(context);
  Path& links = x3::_attr(context);
  const std::size_t end = std::max(links.at + links.length, value.via.at + value.via.length);
  links.at = value.via.at;
  links.length = end - links.at;
  value.pattern.path = std::move(links);
};
const auto shortest_def =
    word("shortest", "")[put(&Item::kind, ItemKind::Shortest)] >> end_token[set_end(&Pattern::subject)]
    >> via_token[set_operand(&Item::via)] >> (glued_equals >> path[set_links] | any_links[set_links])
    >> end_token[set_end(&Pattern::object)];

const auto one_def =
    shortest[take]
  | pattern[set(&Item::pattern)]
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

constexpr auto set_as_of = [](auto& context) { x3::_val(context).as_of = std::move(x3::_attr(context).operand); };
constexpr auto set_limit = [](auto& context) { x3::_val(context).limit = number(x3::_attr(context)); };
constexpr auto set_offset = [](auto& context) { x3::_val(context).offset = number(x3::_attr(context)); };
const auto limit_and_offset =
    -(word("limit", "`limit`") >> number_token[set_limit]) >> -(word("offset", "") >> number_token[set_offset]);
constexpr auto set_at = [](auto& context) { x3::_val(context).at = x3::_attr(context).at; };
constexpr auto set_tail = [](auto& context) { x3::_val(context).tail = x3::_attr(context).at; };
const auto query_def =
    here[set_at] >> item[append(&Query::items)] % comma >> -comma >> here[set_tail]
    >> -(word("as", "") >> word("of", "`of`") >> date_token[set_as_of])
    >> -return_part[set(&Query::returned)]
    >> -(word("having", "") >> or_expr[set(&Query::having)])
    >> -(word("order", "`order by`") >> word("by", "`by`") >> order_key[append(&Query::order)] % comma)
    >> limit_and_offset;
const auto window_def = x3::eps >> limit_and_offset;

constexpr auto add_fact = [](auto& context) {
  Item fact_item;
  fact_item.pattern = std::move(x3::_attr(context));
  x3::_val(context).items.push_back(std::move(fact_item));
};
const auto fact_def = pattern[add_fact];
constexpr auto set_document = [](auto& context) { x3::_val(context).document = x3::_attr(context).operand.term.text; };
constexpr auto set_prefix = [](auto& context) { x3::_val(context).prefix = x3::_attr(context).operand.term.text; };
constexpr auto add_thing = [](auto& context) {
  x3::_val(context).things.push_back(std::move(x3::_attr(context).operand));
};
const auto asked =
    word("why", "")[put(&Command::question, Question::Why)] >> query[set(&Command::query)]
  | word("about", "")[put(&Command::question, Question::About)] >> thing_token[add_thing] >> window[set(&Command::query)]
  | word("compare", "")[put(&Command::question, Question::Compare)] >> thing_token[add_thing] >> thing_token[add_thing]
    >> window[set(&Command::query)]
  | word("how", "")[put(&Command::question, Question::How)] >> name_token[add_thing] >> name_token[add_thing]
    >> window[set(&Command::query)]
  | query[set(&Command::query)];
/// At the beginning of a line nobody misses these words; behind `dry run` one of them must stand.
const auto writing = [](auto plus, auto minus, auto forget) {
  return plus[put(&Command::kind, CommandKind::Add)] >> fact[set(&Command::query)]
       | minus[put(&Command::kind, CommandKind::Remove)] >> query[set(&Command::query)]
       | forget[put(&Command::kind, CommandKind::Forget)] >> word("source", "`source`") >> string_token[set_document];
};
const auto command_def =
    ( writing(sign("+", ""), sign("-", ""), word("forget", ""))
    | word("dry", "")[put(&Command::dry_run, true)] >> word("run", "`run`")
      >> writing(sign("+", "`+`"), sign("-", "`-`"), word("forget", "`forget`"))
    | word("begin", "")[put(&Command::kind, CommandKind::Begin)]
    | word("commit", "")[put(&Command::kind, CommandKind::Commit)]
    | word("rollback", "")[put(&Command::kind, CommandKind::Rollback)]
    | word("explain", "")[put(&Command::kind, CommandKind::Explain)] >> asked
    | word("profile", "")[put(&Command::kind, CommandKind::Profile)] >> asked
    | word("prefix", "")[put(&Command::kind, CommandKind::Prefix)] >> prefix_token[set_prefix] >> iri_token[set_document]
    | word("assert", "")[put(&Command::kind, CommandKind::Assert)] >> query[set(&Command::query)]
    | x3::eps[put(&Command::kind, CommandKind::Query)] >> asked )
    >> AtEnd();
// clang-format on

BOOST_SPIRIT_DEFINE(qualifier, qualifier_group, pattern, shortest, braces, one, alternatives, optional_item,
                    not_item, filter_item, item, return_item, return_part, order_key, query, window, fact,
                    command)

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

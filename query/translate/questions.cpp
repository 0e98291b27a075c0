#include "query/translate/questions.hpp"

#include <fmt/format.h>

#include <string>

#include "query/parser.hpp"

namespace kg::query::translation {
namespace {

using namespace ast;

// In the queries below an exact name stands for a thing that the command names.

/// Which statement it is, and its evidence. A plain triple, which `@id` names here too, has none.
constexpr std::string_view kStatement = "@id=?fact optional [@source=?source @begin=?begin]";

/// Each record of evidence of each statement that speaks of the thing, in any place: counted for each
/// statement, and for each predicate to bring the most supported ones to the front.
std::string about() {
  const std::string statements = fmt::format(R"({{
    {{ {{ 'first' ?predicate _ {0} }}
      or {{ _ ?predicate 'first' {0} }}
      or {{ _ ?predicate _ _='first' {0} }}
      return distinct ?predicate, ?fact, ?source, ?begin }}
    return ?predicate, ?fact, count(?begin) as ?evidence, count(distinct ?source) as ?documents }})",
                                             kStatement);
  return fmt::format(R"({{
    {0}, {{ {0} return ?predicate, sum(?evidence) as ?support }}
    return ?predicate, ?fact, ?evidence, ?documents
    order by ?support desc, ?predicate, ?evidence desc, ?documents desc }})",
                     statements);
}

/// Each record of evidence of what is said of a thing: the relation, with `^` before it where the thing is
/// the object; what stands at the other end, in a column of the thing's own, and what equal values of it
/// share.
std::string said_of(std::string_view thing, std::string_view column) {
  return fmt::format(R"(
      {{ '{0}' ?did ?value {2}
        return relation(?did) as ?relation, ?did as ?form, normal(?value) as ?key, ?value as {1}, ?fact, ?source,
          ?begin }}
      or {{ ?value ?did '{0}' {2}
        return concat("^", relation(?did)) as ?relation, concat("^", ?did) as ?form, normal(?value) as ?key,
          ?value as {1}, ?fact, ?source, ?begin }})",
                     thing, column, kStatement);
}

/// The values of each relation: those that both things have, those of relations that both have, the rest. A
/// sentence that speaks of both things counts once. The relation is shown in a form that the graph has.
std::string compare() {
  const std::string values = fmt::format(R"({{
    {{ {} or {}
      return ?relation, ?key, ?source, ?begin, min(?form) as ?form_there, min(?x) as ?x_there,
        min(?y) as ?y_there }}
    return ?relation, ?key, min(?form_there) as ?a_form, min(?x_there) as ?first, min(?y_there) as ?second,
      count(?x_there) as ?xs, count(?y_there) as ?ys, count(?begin) as ?evidence,
      count(distinct ?source) as ?documents }})",
                                         said_of("first", "?x"), said_of("second", "?y"));
  return fmt::format(R"({{
    {0}, {{ {0} return ?relation, min(?a_form) as ?predicate, sum(?xs) as ?all_xs, sum(?ys) as ?all_ys }}
    return if(?xs > 0 and ?ys > 0, both, if(?all_xs > 0 and ?all_ys > 0, differ, only)) as ?found,
      ?predicate, ?first, ?second, ?evidence, ?documents
    order by ?found, ?all_ys = 0 desc, ?all_xs + ?all_ys desc, ?predicate, ?evidence desc, ?documents desc }})",
                     values);
}

std::string how() {
  return fmt::format("{{ shortest 'first' ?way{{1,{}}} 'second' }}", kHowSteps);
}

void put(Operand& place, const std::vector<Operand>& things) {
  if (place.kind == OperandKind::ExactName) place = things[place.term.text == "first" ? 0 : 1];
}

void put(Query& query, const std::vector<Operand>& things) {
  const auto visit = [&](const auto& self, Item& item) -> void {
    put(item.pattern.subject, things);
    put(item.pattern.object, things);
    for (QualifierGroup& group : item.pattern.groups)
      for (Qualifier& one : group.qualifiers)
        for (Operand& value : one.values) put(value, things);
    for (Query& group : item.group) put(group, things);
    for (Item& one : item.items) self(self, one);
  };
  for (Item& item : query.items) visit(visit, item);
}

}  // namespace

Query query_of(const Command& command) {
  if (command.things.empty()) return command.query;
  const bool ways = command.question == Question::How;
  const std::string text = ways ? how() : command.question == Question::About ? about() : compare();
  Query query = std::move(parse(text, "").front().query.items.front().group.front());
  put(query, command.things);
  query.limit = command.query.limit;
  if (ways && !query.limit) query.limit = kHowWays;
  query.offset = command.query.offset;
  return query;
}

}  // namespace kg::query::translation

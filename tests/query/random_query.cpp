#include "tests/query/random_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kg::query {
namespace {

const std::vector<std::string> kAsked = {"met",     "meet",  "will_meet",     "controls", "Meets", "~Control",
                                         "'meets'", "~meet", "rank_deposits", "_",        "$did"};
const std::vector<std::string> kDates = {"2024", "2025", "2025-10", "2025-10-30", "2026", "2023-01..2024-06"};
const std::vector<std::string> kVariables = {"?a", "?b", "?c", "?d", "?e"};
const std::vector<std::string> kComparators = {"=", "!=", "<", "<=", ">", ">="};

}  // namespace

std::shared_ptr<Bindings> RandomText::bindings() {
  auto bindings = std::make_shared<Bindings>();
  for (const auto& [name, value] :
       {std::pair("who", "China"), std::pair("whom", "'Japan'"), std::pair("did", "met"),
        std::pair("long", "12month"), std::pair("day", "2025-10-30")})
    bindings->set(name, value);
  bindings->prefixes["ex"] = "http://example.org/";
  return bindings;
}

std::string RandomText::variable() {
  const std::string& name = one_of(kVariables);
  if (std::find(used_.begin(), used_.end(), name) == used_.end()) used_.push_back(name);
  return name;
}

/// Mostly one that the query has: conditions on others are refused.
std::string RandomText::known_variable() {
  return used_.empty() || chance(10) ? variable() : one_of(used_);
}

/// As it may be spelled in a question.
std::string RandomText::asked_entity() {
  if (chance(6)) return one_of({"$who", "$whom", "ex:Eve"});
  const std::string name = entity();
  return chance(12) && !name.starts_with('<') ? "'" + name + "'" : name;
}
std::string RandomText::asked_value() {
  return chance(6) ? one_of({"$long", "$day"}) : value();
}

std::string RandomText::subject() {
  return chance(80) ? variable() : chance(30) ? "_" : asked_entity();
}
std::string RandomText::predicate() {
  return chance(25) ? variable() : one_of(kAsked);
}
/// A path of a few steps, mostly over the predicates that are there.
std::string RandomText::path(int depth) {
  const std::string step = chance(8) ? "_" : chance(8) ? "ex:nobody_says_so" : one_of(kAsked);
  if (depth == 0) return step;
  const std::string inner = chance(60) ? step : "(" + path(depth - 1) + ")";
  switch (below(6)) {
    case 0:
      return "^" + inner;
    case 1:
      return inner + "/" + path(depth - 1);
    case 2:
      return inner + "|" + path(depth - 1);
    case 3:
      return inner + one_of({"{0}", "{1,2}", "{2}", "{2,}", "{0,3}", "{3,4}"});
    default:
      return inner + one_of({"+", "*", "?"});
  }
}

std::string RandomText::object() {
  return chance(70) ? variable() : chance(30) ? "_" : chance(50) ? asked_entity() : asked_value();
}

std::string RandomText::qualifier() {
  if (chance(4)) return fmt::format("{}{}", chance(50) ? "@begin>=" : "@end<", below(80));
  if (chance(3)) return fmt::format("@extractor={}", chance(50) ? variable() : "facts");
  if (chance(4)) return fmt::format("_={}", chance(50) ? variable() : asked_value());
  if (chance(5)) return fmt::format("'{}'={}", key(), variable());
  if (chance(8)) return fmt::format("@source={}", chance(60) ? variable() : "\"one\"");
  if (chance(5)) return fmt::format("@quote={}", variable());
  if (chance(6)) return fmt::format("@confidence{}{}", one_of(kComparators), chance(30) ? variable() : "0.5");
  if (chance(3)) return fmt::format("@id={}", chance(70) ? "?s" : variable());
  if (chance(12)) return fmt::format("{}={}", variable(), chance(70) ? variable() : asked_value());
  if (chance(8))
    return fmt::format("{} in ({}, {})", key(), asked_value(), chance(50) ? entity() : asked_value());
  if (chance(8)) return fmt::format("{} in {}", key(), chance(80) ? "2025" : variable());
  if (chance(20))
    return fmt::format("{}{}{}", key(), one_of(kComparators), chance(25) ? variable() : asked_value());
  if (chance(10)) return fmt::format("{}=_", key());
  return fmt::format("{}={}", key(), chance(60) ? variable() : chance(40) ? entity() : asked_value());
}

std::string RandomText::qualifiers() {
  if (!chance(55)) return {};
  std::string text;
  if (chance(15)) {  // several parts that speak of one record of evidence
    text = fmt::format(" @source={} {} @confidence{}{}", variable(), chance(50) ? "optional" : "not",
                       one_of(kComparators), chance(50) ? "0.5" : "0.3");
    if (chance(50)) text += fmt::format(" optional @confidence={}", variable());
  }
  if (chance(15)) text += fmt::format(" optional {}{}", key(), chance(50) ? "=_" : "!=1");
  for (std::size_t count = 1 + below(2); count > 0; --count) {
    std::string one = qualifier();
    const bool names_statement = one.starts_with("@id");
    if (!names_statement && chance(40)) {
      if (chance(30)) {
        std::string other = qualifier();
        while (other.starts_with("@id")) other = qualifier();
        one = fmt::format("[{} {}]", one, other);
      }
      one = (chance(60) ? "optional " : "not ") + one;
    }
    text += " " + one;
  }
  return text;
}

std::string RandomText::pattern() {
  if (chance(18)) {
    const std::string who = subject(), way = path(2);
    return fmt::format("{} {} {}", who, way, object());
  }
  const std::string who = subject(), did = predicate(), what = object();
  return fmt::format("{} {} {}{}", who, did, what, qualifiers());
}

/// Patterns of which each goes on where the one before it ended, and the last ends where the first begins.
std::string RandomText::circle() {
  const std::size_t count = 3 + below(2);
  std::vector<std::string> ends;
  for (std::size_t first = below(kVariables.size()), i = 0; i < count; ++i) {
    ends.push_back(kVariables[(first + i) % kVariables.size()]);
    if (std::find(used_.begin(), used_.end(), ends.back()) == used_.end()) used_.push_back(ends.back());
  }
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string &from = ends[i], &to = ends[(i + 1) % count];
    const std::string did = one_of({"'met'", "'meets'", "'controls'", "'will_meet'"});
    text += (i == 0 ? "" : ", ") +
            (chance(50) ? fmt::format("{} {} {}", from, did, to) : fmt::format("{} {} {}", to, did, from));
  }
  return text;
}

/// A call, of any kind of value.
std::string RandomText::call() {
  const std::string a = used_.empty() ? variable() : one_of(used_), b = one_of(used_);
  switch (below(9)) {
    case 0:
      return fmt::format("coalesce({}, {}, {})", a, b, asked_value());
    case 1:
      return fmt::format("if(bound({}), {}, {})", a, b, entity());
    case 2:
      return fmt::format("if({} {} {}, {}, 1)", a, one_of(kComparators), asked_value(), b);
    case 3:
      return fmt::format("{}({})", chance(50) ? "lower" : "upper", a);
    case 4:
      return fmt::format("length({})", a);
    case 5:
      return fmt::format("{}({})", one_of({"abs", "round", "normal"}), a);
    case 6:
      return fmt::format("{}({} / 2)", chance(50) ? "floor" : "ceil", a);
    case 7:
      return fmt::format("{}({})", chance(50) ? "year" : "month", a);
    default:
      return fmt::format("day({} + 1month)", a);
  }
}

/// Arithmetic on a variable of the query.
std::string RandomText::sum() {
  std::string text = one_of(used_);
  for (std::size_t more = 1 + below(2); more > 0; --more)
    text += one_of({" + ", " - ", " * ", " / "}) + (chance(30) ? one_of(used_) : asked_value());
  return chance(25) ? fmt::format("({}) * 2", text) : text;
}

/// Between entities, and variables that the patterns of the same group bind for certain.
std::string RandomText::shortest(const std::string& patterns) {
  std::vector<std::string> ends = {asked_entity(), asked_entity()};
  for (const std::string& name : used_)
    if (patterns.find(name + " ") != patterns.npos) ends.push_back(name);
  static const std::vector<std::string> kVias = {"",
                                                 "{1,2}",
                                                 "{1,3}",
                                                 "{2,3}",
                                                 "{3,4}",
                                                 "{2,}",
                                                 "{1}",
                                                 "=(met|^controls){1,3}",
                                                 "=(~meet|^_){1,4}",
                                                 "=(_){2,3}",
                                                 "=^will_meet"};
  const std::string from = one_of(ends), to = one_of(ends);
  return fmt::format("shortest {} {}{} {}", from, chance(80) ? "?w" : "_", one_of(kVias), to);
}

std::string RandomText::condition(int depth) {
  if (chance(6))
    return fmt::format("{} {} {}", call(), one_of(kComparators), chance(50) ? call() : asked_value());
  if (chance(4)) return fmt::format("matches({}, \"{}\")", known_variable(), chance(50) ? "^[A-C]" : "n$|2");
  if (chance(4))
    return fmt::format("{}({}, \"{}\")", chance(50) ? "contains" : "starts_with", known_variable(),
                       chance(50) ? "a" : "Ch");
  const std::string left = chance(85) || used_.empty() ? known_variable() : sum();
  if (depth > 0 && chance(25)) {
    const bool bracket = chance(50);
    std::string text = condition(depth - 1);
    const char* joint = chance(50) ? " or " : " and ";
    for (std::size_t more = 1 + below(3); more > 0; --more) text += joint + condition(depth - 1);
    return bracket ? "(" + text + ")" : text;
  }
  if (depth > 0 && chance(12))
    return fmt::format("not {}{}", chance(20) ? "not " : "",
                       chance(50) ? condition(0) : "(" + condition(depth - 1) + ")");
  if (chance(10)) return fmt::format("bound({})", known_variable());
  if (chance(10)) {
    if (chance(30))
      return fmt::format("{} in {} {} {} {} {}", left, known_variable(), one_of({"*", "/"}), 1 + below(2),
                         one_of({"+", "-"}), asked_value());
    const std::string more = chance(70) ? ", " + asked_value() : std::string();
    return fmt::format("{} in ({}{})", left, chance(50) ? asked_entity() : known_variable(), more);
  }
  const std::string right = chance(40) ? known_variable() : chance(30) ? asked_entity() : asked_value();
  return fmt::format("{} {} {}", left, one_of(kComparators), right);
}

std::string RandomText::group(int depth) {
  const std::string inner = items(depth - 1);
  if (chance(10)) return fmt::format("{{ {} as of {} }}", inner, one_of(kDates));
  if (!chance(20) || used_.empty()) return "{ " + inner + " }";
  const std::string& kept = one_of(used_);
  if (inner.find(kept) == inner.npos) return "{ " + inner + " }";
  if (chance(30))
    return fmt::format("{{ {} return {}, count(*) as ?{} }}", inner, kept, chance(50) ? "n1" : "n2");
  return fmt::format("{{ {} return {}{} }}", inner, chance(50) ? "distinct " : "", kept);
}

std::string RandomText::items(int depth) {
  std::string text = pattern();
  std::string plain = text.substr(0, text.find(" optional")) + " ";  // what is bound for certain
  plain.resize(plain.find(" not ") == plain.npos ? plain.size() : plain.find(" not ") + 1);
  for (std::size_t more = below(depth > 1 ? 3 : 2); more > 0; --more) {
    const std::size_t kind = below(100);
    if (depth > 0 && kind < 10)
      text += ", optional " + (chance(50) ? pattern() : group(depth));
    else if (depth > 0 && kind < 22)
      text += ", not " + (chance(50) ? pattern() : group(depth));
    else if (depth > 0 && kind < 35)
      text += ", " + (chance(50) ? pattern() : group(depth)) + " or " + group(depth);
    else if (depth > 0 && kind < 42)
      text += ", " + group(depth);
    else if (kind < 50)
      text += (chance(60) ? ", " : chance(50) ? ", optional " : ", not ") + shortest(plain);
    else if (kind < 65)
      text += ", " + circle();
    else if (kind < 67)
      text += ", " + condition(1);
    else
      text += ", " + pattern();
  }
  return text;
}

std::string RandomText::tail() {
  if (used_.empty()) return {};
  const std::string first = one_of(used_);  // what follows may add variables
  std::string text;
  switch (below(15)) {
    case 12:  // where a condition fails the row stays, so that both evaluators show its truth
    case 13:
    case 14: {
      const std::string truth = condition(2);
      text = fmt::format(" return {} as ?n, {}, {}", truth, first, sum());
      break;
    }
    case 9:
      text = fmt::format(" return {}, group_concat({}{}, \"+\") as ?n, sample({})", first,
                         chance(50) ? "distinct " : "", one_of(used_), one_of(used_));
      break;
    case 10:
      text = fmt::format(
          " return sum(distinct {}) as ?n, coalesce(avg({}), count(*)), if(count(*) > 2, max({}), 0)", first,
          first, one_of(used_));
      break;
    case 11:
      text = fmt::format(" return {} as ?n, {}", call(), one_of(used_));
      break;
    case 0:
      text = fmt::format(" return {}, count(*) as ?n", first);
      break;
    case 1:
      text = fmt::format(" return {}, count(distinct {}) as ?n, min({}) as ?m having count(*) > 1", first,
                         one_of(used_), one_of(used_));
      break;
    case 2:
      text = fmt::format(" return sum({}) as ?n, avg({}), max({})", first, first, one_of(used_));
      break;
    case 3:
      text = fmt::format(" return distinct {}", first);
      break;
    case 4:
      text = fmt::format(" return {}, {} * 2 as ?n", one_of(used_), first);
      break;
    case 5:
      text = fmt::format(" return {} + 1 as ?m, {} as {}", first, one_of(used_), chance(80) ? "?n" : "?m");
      break;
    case 6:
      text = fmt::format(" return {}, count(*) as ?n, ?n * 2 as ?m, ?m + max({})", first, one_of(used_));
      break;
    default:
      break;
  }
  const bool grouped =
      text.find("count(") != text.npos || text.find("sum(") != text.npos || text.find("sample(") != text.npos;
  if (chance(40)) {
    const std::string key = !grouped ? one_of(used_) : text.find("?n") != text.npos ? "?n" : "count(*)";
    text += fmt::format(" order by {}{}", key, one_of({" desc", " asc", ""}));
    if (!grouped && chance(40)) text += fmt::format(", {}", one_of(used_));
    if (chance(50)) text += fmt::format(" limit {}", 1 + below(5));
    if (chance(30)) text += fmt::format(" offset {}", below(3));
  } else if (chance(10)) {
    text += fmt::format(" limit {}", 1 + below(5));
  }
  return text;
}

/// Rows of one pattern, mostly of variables alone, that are only counted.
std::string RandomText::counted() {
  const std::string who = variable(), did = chance(75) ? variable() : one_of(kAsked);
  const std::string what = chance(80) ? variable() : "_", key = one_of(used_);
  const std::string condition = chance(20) ? fmt::format(", {} != {}", key, asked_value()) : std::string();
  const std::string result = chance(50)   ? key + ", count(*)"
                             : chance(50) ? "count(*)"
                                          : fmt::format("count(distinct {}), count({})", key, one_of(used_));
  return fmt::format("{} {} {}{}{} return {}", who, did, what, chance(15) ? " @id=?s" : "", condition,
                     result);
}

std::string RandomText::removal() {
  used_.clear();
  std::string text = "dry run - " + pattern();
  if (chance(60)) text += ", " + items(1);
  return text;
}

std::string RandomText::query() {
  used_.clear();
  if (chance(3))
    return fmt::format("about {}{}", chance(80) ? entity() : asked_value(),
                       one_of({"", "", "", " limit 2", " limit 9 offset 1"}));
  if (chance(3)) return fmt::format("compare {} {}", entity(), chance(80) ? entity() : asked_value());
  if (chance(3))
    return fmt::format("how {} {}{}", asked_entity(), asked_entity(),
                       one_of({"", "", " limit 1", " limit 9"}));
  if (chance(4)) return counted();
  const std::string question = chance(20) ? "why " : "";
  const std::string body = items(2);
  const std::string as_of = chance(12) ? " as of " + one_of(kDates) : std::string();
  const std::string more = tail();
  return question + body + (more.empty() || chance(70) ? "" : ",") + as_of + more;
}

}  // namespace kg::query

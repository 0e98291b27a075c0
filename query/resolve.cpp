#include "query/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "kg/edit_distance.hpp"
#include "kg/quoted.hpp"
#include "kg/relation.hpp"
#include "kg/unicode.hpp"
#include "kg/word.hpp"

namespace kg::query {
namespace {

using ast::Operand;
using ast::OperandKind;

constexpr std::size_t kSuggestions = 3;
constexpr std::size_t kShortestAsked = 3;  // of fewer bytes nearly everything is near

std::vector<IdRange> ranges_of(std::vector<Id> ids) {
  std::sort(ids.begin(), ids.end());
  std::vector<IdRange> ranges;
  for (const Id id : ids)
    if (ranges.empty() || ranges.back().low != id) ranges.push_back(IdRange::one(id));
  return ranges;
}

/// Words, each with how often the graph uses it.
using Counted = std::vector<std::pair<Term, std::uint64_t>>;

/// The candidates nearest by edit distance, at most a third of the word away; of those as near, the most used
/// first.
std::vector<Term> nearest(std::string_view word, const Counted& candidates) {
  std::vector<std::tuple<std::size_t, std::uint64_t, Term>> found;
  const std::string folded = fold_name(word);
  if (folded.size() < kShortestAsked) return {};
  const std::size_t limit = std::max<std::size_t>(1, folded.size() / 3);
  for (const auto& [candidate, uses] : candidates)
    if (const auto distance = edit_distance(folded, fold_name(candidate.text), limit))
      found.emplace_back(*distance, ~uses, candidate);
  std::sort(found.begin(), found.end());
  std::vector<Term> result;
  for (auto& [distance, uses, candidate] : found)
    if (result.size() < kSuggestions) result.push_back(std::move(candidate));
  return result;
}

std::vector<std::string> printed(const std::vector<Term>& terms) {
  std::vector<std::string> names;
  for (const Term& term : terms) names.push_back(print_key(term));
  return names;
}

std::vector<std::string> printed(std::vector<std::string> names) {
  for (std::string& name : names) name = print_key(name);
  return names;
}

}  // namespace

void Resolver::hint(std::string what, const std::vector<std::string>& nearby) {
  if (!hints_.empty()) return;
  if (!nearby.empty()) what += fmt::format("; did you mean {}?", fmt::join(nearby, ", "));
  hints_.push_back(std::move(what));
}

std::vector<IdRange> Resolver::terms(const Operand& operand) {
  const std::string& text = operand.term.text;
  if (operand.kind == OperandKind::Name) {
    const std::vector<Id> ids = snapshot_.entities_named(text);
    if (ids.empty() && hints_.empty()) miss_name(operand);
    found_[text] = ids;
    return ranges_of(ids);
  }
  if (operand.kind == OperandKind::ExactName) {
    if (const auto id = snapshot_.find(operand.term)) {
      if (const Id entity = snapshot_.canonical(*id); entity != *id)
        hint(fmt::format("'{}' is another name of {}", text,
                         print_key(snapshot_.terms({&entity, 1}).front().text)),
             {});
      return {IdRange::one(*id)};
    }
    hint(fmt::format("the graph has no name spelled exactly '{}'", text),
         hints_.empty() ? snapshot_.similar_names(text, kSuggestions) : std::vector<std::string>());
    return {};
  }
  if (operand.term.is_value()) return snapshot_.equal_ranges(operand.term);
  if (const auto id = snapshot_.find(operand.term)) return {IdRange::one(*id)};
  if (operand.term.kind == TermKind::String && hints_.empty()) {
    const std::string name = normal_name(text);
    if (snapshot_.find(Term::name(name)))
      hint(fmt::format("\"{}\" is a string; the name is written {}", text, print_key(name)), {});
  }
  return {};
}

bool Resolver::miss_key(const std::string& what, const Operand& operand) {
  const std::vector<Id> keys = keys_named(operand);
  if (keys.empty()) return false;
  hint(fmt::format("{}, but a qualifier: it stands behind a pattern, {}=?x", what,
                   print_key(snapshot_.terms(keys).front())),
       {});
  return true;
}

void Resolver::miss_name(const Operand& operand) {
  const std::string& text = operand.term.text;
  const std::string what = fmt::format("the graph has no name {}", print_key(text));
  if (!predicates_named(operand).empty())
    hint(fmt::format("{}, but a predicate: it stands between two, ?x {} ?y", what, print_key(text)), {});
  else if (!miss_key(what, operand))
    hint(what, printed(snapshot_.similar_names(text, kSuggestions)));
}

std::vector<Id> Resolver::predicates_named(const Operand& operand) const {
  const std::string& text = operand.term.text;
  const Relation asked = relation_of(text);
  std::vector<Id> ids;
  for (const PredicateInfo& info : snapshot_.predicates()) {
    const bool same =
        operand.kind == OperandKind::Root
            ? info.root == asked.root
            : info.relation == asked.name && relation_of(plain(info.term)).modality == asked.modality;
    if (same || (operand.kind == OperandKind::Name && info.term == text)) ids.push_back(info.id);
  }
  if (!ids.empty()) return ids;
  const std::string folded_text = fold_name(text);  // capitals keep verbs from being known as such
  const Relation folded = relation_of(folded_text);
  for (const PredicateInfo& info : snapshot_.predicates()) {
    const std::string name = fold_name(plain(info.term));
    const Relation relation = relation_of(name);
    const bool same = operand.kind == OperandKind::Root
                          ? relation.root == folded.root
                          : relation.name == folded.name && relation.modality == folded.modality;
    if (same || (operand.kind == OperandKind::Name && name == folded_text)) ids.push_back(info.id);
  }
  return ids;
}

std::vector<IdRange> Resolver::predicates(const Operand& operand) {
  std::vector<Id> ids;
  if (operand.kind == OperandKind::ExactName || operand.kind == OperandKind::Value) {
    for (const PredicateInfo& info : snapshot_.predicates())  // known without a look at the disk
      if (info.term == operand.term) return {IdRange::one(info.id)};
    if (const auto id = snapshot_.find(operand.term)) return {IdRange::one(*id)};
  } else {
    ids = predicates_named(operand);
  }
  if (ids.empty() && hints_.empty()) miss_predicate(operand);
  return ranges_of(ids);
}

void Resolver::miss_predicate(const Operand& operand) {
  const std::string& text = operand.term.text;
  std::string what = fmt::format("the graph has no predicate {}", print_key(operand.term));
  const std::string root = relation_of(fold_name(text)).root;
  Counted candidates;
  std::vector<std::string> forms;
  for (const PredicateInfo& info : snapshot_.predicates()) {
    candidates.emplace_back(info.term, info.triples);
    if (operand.kind == OperandKind::Name && info.root == root && forms.size() < kSuggestions)
      forms.push_back(print_key(info.term));
  }
  if (!forms.empty()) {
    hint(
        fmt::format("{}, but {}; ~{} finds planned and denied forms too", what, fmt::join(forms, ", "), root),
        {});
    return;
  }
  if (miss_key(what, operand)) return;
  hint(std::move(what), printed(nearest(text, candidates)));
}

std::vector<Id> Resolver::keys_named(const Operand& operand) const {
  const std::string& text = operand.term.text;
  if (const auto id = snapshot_.find(operand.term))
    if (operand.kind == OperandKind::ExactName ||
        snapshot_.estimate({range_of(IdKind::Statement), IdRange::one(*id), {}}) > 0)
      return {*id};
  std::vector<Id> ids;
  if (operand.kind != OperandKind::Name) return ids;
  const std::string folded = fold_name(text);
  for (const auto& [key, count] : snapshot_.qualifier_keys())
    if (key.kind == TermKind::Name && fold_name(key.text) == folded)
      if (const auto id = snapshot_.find(key)) ids.push_back(*id);
  return ids;
}

std::vector<IdRange> Resolver::keys(const Operand& operand) {
  const std::vector<Id> ids = keys_named(operand);
  const bool written = operand.length > 0;  // `as of` asks for keys by itself
  if (ids.empty() && written && hints_.empty()) {
    hint(fmt::format("the graph has no qualifier {}", print_key(operand.term)),
         printed(nearest(operand.term.text, snapshot_.qualifier_keys())));
  }
  return ranges_of(ids);
}

const std::vector<Term>& Resolver::meanings(const std::string& name) {
  const auto [found, added] = meanings_.try_emplace(name);
  if (added) {
    ast::Operand operand;
    operand.kind = OperandKind::Name;
    operand.term = Term::name(name);
    std::vector<Id> ids = predicates_named(operand);
    const std::vector<Id> keys = keys_named(operand);
    ids.insert(ids.end(), keys.begin(), keys.end());
    if (ids.empty()) {
      for (const IdRange& range : terms(operand)) ids.push_back(range.low);  // or a hint
    } else {
      const std::vector<Id> entities = snapshot_.entities_named(name);
      ids.insert(ids.end(), entities.begin(), entities.end());
    }
    found->second = snapshot_.terms(ids);
  }
  return found->second;
}

void Resolver::tell_other_cases() {
  for (const auto& [name, ids] : found_) {
    if (ids.empty() || !hints_.empty()) continue;
    const std::string folded = fold_name(name);
    std::set<Id> others;  // where nothing is spelled so, a spelling finds what is in any case
    for (const std::string& spelling : {to_upper(name), to_lower(name)})
      for (const Id id : snapshot_.entities_named(spelling)) {
        const std::vector<std::string> called = snapshot_.aliases_of(id);
        const bool so = std::any_of(called.begin(), called.end(),
                                    [&](const std::string& one) { return fold_name(one) == folded; });
        if (so && std::find(ids.begin(), ids.end(), id) == ids.end()) others.insert(id);
      }
    if (others.empty()) continue;
    std::vector<std::string> names;
    for (const Term& term : snapshot_.terms(std::vector<Id>(others.begin(), others.end())))
      names.push_back(term.text);
    hint(fmt::format("{} is a name of its own in this graph", print_key(name)), printed(std::move(names)));
  }
}

void Resolver::tell_namesakes(const Operand& operand) {
  if (operand.kind != OperandKind::Name) return;
  const std::vector<Id> ids = snapshot_.entities_named(operand.term.text);
  if (ids.size() < 2) return;
  std::vector<std::string> names;
  for (const Term& term : snapshot_.terms(ids)) names.push_back(escaped(term.text, '\''));
  hint(fmt::format("{} may be {} things, and this is about all of them: {}", print_key(operand.term.text),
                   ids.size(), fmt::join(names, ", ")),
       {});
}

void Resolver::miss_document(const std::string& name) {
  if (!hints_.empty()) return;
  Counted candidates;
  for (const DocumentInfo& info : snapshot_.documents())
    candidates.emplace_back(Term::string(info.name), info.statements);
  std::vector<std::string> names;
  for (Term& one : nearest(name, candidates)) names.push_back(std::move(one.text));
  hint(fmt::format("the graph has no document \"{}\"", name), names);
}

}  // namespace kg::query

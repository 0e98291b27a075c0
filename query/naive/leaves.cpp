#include "query/naive/leaves.hpp"

#include <algorithm>

#include "kg/value.hpp"
#include "query/expression.hpp"
#include "query/naive/ways.hpp"
#include "query/statement_set.hpp"
#include "query/values/validity.hpp"
#include "query/way.hpp"

namespace kg::query::naive {

Leaves::Leaves(std::size_t width, const Snapshot& snapshot, Resolver& names, Limits& limits)
    : width_(width),
      snapshot_(snapshot),
      names_(names),
      limits_(limits),
      known_(read_all(snapshot, limits)) {}

std::set<Term> Leaves::terms_of(const std::vector<IdRange>& ranges) const {
  std::vector<Id> ids;
  for (const IdRange& range : ranges) ids.push_back(range.low);
  const auto terms = snapshot_.terms(ids);
  return {terms.begin(), terms.end()};
}

bool Leaves::means(const ast::Operand& constant, const Term& term) {
  if (constant.kind == ast::OperandKind::Name) {
    const auto [found, added] = entities_.try_emplace(constant.term.text);
    if (added) found->second = terms_of(names_.terms(constant));
    return found->second.contains(term);
  }
  return equal_values(constant.term, term);
}

bool Leaves::bind(const Slot& slot, const Term& term, Row& row) {
  if (slot.is_variable()) return bind(slot.var, term, row);
  return slot.is_any() || std::any_of(slot.constants.begin(), slot.constants.end(),
                                      [&](const ast::Operand& constant) { return means(constant, term); });
}

bool Leaves::bind(Var var, const Term& term, Row& row) {
  if (var == kNoVar) return true;
  if (row[var] && *row[var] != term) return false;
  row[var] = term;
  return true;
}

/// Predicates and keys: any of these names, or what the slot's variable allows.
bool Leaves::bind_name(const Slot& slot, const std::set<Term>& meant, const Term& term, Row& row) {
  return slot.constants.empty() ? bind(slot, term, row) : meant.contains(term);
}

/// The statements and plain triples of a predicate, those that hold on a day if one is given.
Pairs Leaves::step(const ast::Operand& predicate, const std::optional<ast::Operand>& as_of) {
  const std::set<Term> meant =
      predicate.kind == ast::OperandKind::Any ? std::set<Term>() : terms_of(names_.predicates(predicate));
  Pairs pairs;
  for (const Known& known : known_)
    if ((predicate.kind == ast::OperandKind::Any || meant.contains(known.statement.predicate)) &&
        (!as_of || holds_on(known.statement, as_of->term)))
      pairs.emplace(known.statement.subject, known.statement.object);
  return pairs;
}

Bag Leaves::walk(const Leaf& leaf) {
  std::set<Term> terms;  // that a walk of no step links to themselves
  for (const Known& known : known_) terms.insert({known.statement.subject, known.statement.object});
  for (const Slot* slot : {&leaf.subject, &leaf.object}) {
    for (const ast::Operand& constant : slot->constants) {
      if (constant.kind != ast::OperandKind::Value)
        terms.merge(terms_of(names_.terms(constant)));
      else if (snapshot_.find(constant.term))
        terms.insert(constant.term);
    }
  }
  Bag rows;
  for (const auto& [from, to] : pairs_of(
           leaf.path, terms, [&](const ast::Operand& predicate) { return step(predicate, leaf.as_of); },
           limits_)) {
    Row row(width_);
    if (bind(leaf.subject, from, row) && bind(leaf.object, to, row)) rows.push_back(std::move(row));
  }
  return rows;
}

Bag Leaves::rows(const Leaf& leaf) {
  if (leaf.kind == LeafKind::Walk) return walk(leaf);
  if (leaf.kind == LeafKind::Ways) return ways(leaf);
  std::set<Term> meant;
  for (const ast::Operand& constant : leaf.predicate.constants)
    meant.merge(
        terms_of(leaf.kind == LeafKind::Qualifier ? names_.keys(constant) : names_.predicates(constant)));
  Bag rows;
  for (const Known& known : known_) {
    limits_.tick();
    const std::size_t before = rows.size();
    if (leaf.kind == LeafKind::Statement)
      match_statement(leaf, meant, known, rows);
    else if (leaf.kind == LeafKind::Qualifier)
      match_qualifiers(leaf, meant, known, rows);
    else
      match_evidence(leaf, known, rows);
    if (leaf.is_condition() && rows.size() > before) rows.resize(before + 1);
  }
  return rows;
}

void Leaves::match_statement(const Leaf& leaf, const std::set<Term>& meant, const Known& known, Bag& rows) {
  if (leaf.plain == Plain::LeftOut && known.plain) return;
  Row row(width_);
  const Statement& statement = known.statement;
  if (bind(leaf.subject, statement.subject, row) &&
      bind_name(leaf.predicate, meant, statement.predicate, row) &&
      bind(leaf.object, statement.object, row) && bind(leaf.statement, known.id, row))
    rows.push_back(std::move(row));
}

void Leaves::match_qualifiers(const Leaf& leaf, const std::set<Term>& meant, const Known& known, Bag& rows) {
  for (const Qualifier& qualifier : known.statement.qualifiers) {
    Row row(width_);
    if (bind(leaf.subject, known.id, row) && bind_name(leaf.predicate, meant, qualifier.key, row) &&
        bind(leaf.object, qualifier.value, row) &&
        (!leaf.test || passes(qualifier.value, *leaf.test, names_)))
      rows.push_back(std::move(row));
  }
}

void Leaves::match_evidence(const Leaf& leaf, const Known& known, Bag& rows) {
  for (const Evidence& evidence : known.evidence) {
    const Term* parts[] = {&evidence.document, &evidence.quote,      &evidence.begin,
                           &evidence.end,      &evidence.confidence, &evidence.extractor};
    Row row(width_);
    bool fits = bind(leaf.statement, known.id, row) && bind(leaf.record, evidence.record, row);
    for (const EvidencePart& part : leaf.parts) {
      const Term& term = *parts[static_cast<std::size_t>(part.key)];
      fits = fits && bind(part.var, term, row) && (!part.test || passes(term, *part.test, names_));
    }
    if (fits) rows.push_back(std::move(row));
  }
}

/// The shortest ways between any two entities.
Bag Leaves::ways(const Leaf& leaf) {
  std::vector<NaiveLink> links;
  std::set<Term> entities;
  std::vector<std::string> facts;
  const auto allowed = [&](const std::vector<ast::Operand>& predicates, const Term& predicate) {
    return std::any_of(predicates.begin(), predicates.end(), [&](const ast::Operand& one) {
      return one.kind == ast::OperandKind::Any || terms_of(names_.predicates(one)).contains(predicate);
    });
  };
  for (std::size_t i = 0; i < known_.size(); ++i) {
    const Statement& statement = known_[i].statement;
    facts.push_back(print(statement));
    std::vector<Term> mentioned = {statement.object};
    for (const Qualifier& qualifier : statement.qualifiers) mentioned.push_back(qualifier.value);
    if (leaf.as_of && !holds_on(statement, leaf.as_of->term)) continue;
    const bool forward = allowed(leaf.via->forward, statement.predicate);
    const bool backward = allowed(leaf.via->backward, statement.predicate);
    for (const Term& other : mentioned) {
      if (other.kind != TermKind::Name && other.kind != TermKind::Iri) continue;
      entities.insert({statement.subject, other});
      if (forward) links.push_back({statement.subject, other, i});
      if (backward) links.push_back({other, statement.subject, i});
    }
  }
  Bag rows;
  for (const Term& from : entities) {
    Row begun(width_);
    if (!bind(leaf.subject, from, begun)) continue;
    for (const Term& to : entities) {
      Row row = begun;
      if (!bind(leaf.object, to, row)) continue;
      for (const auto& way : shortest_ways(links, from, to, leaf.via->least, leaf.via->most, limits_)) {
        std::vector<std::string> told;
        std::vector<Term> statements;
        for (const std::size_t i : way) {
          told.push_back(facts[i]);
          statements.push_back(known_[i].id);
        }
        Row one = row;
        const Term term = leaf.via->numbered ? number_term(std::uint64_t{rows.size() + 1}) : way_term(told);
        if (bind(leaf.predicate.var, term, one) && bind(leaf.statement, statement_list(statements), one))
          rows.push_back(std::move(one));
      }
    }
  }
  return rows;
}

}  // namespace kg::query::naive

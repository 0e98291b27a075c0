#include "query/naive.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "kg/value.hpp"
#include "query/aggregate.hpp"
#include "query/naive_graph.hpp"
#include "query/naive_path.hpp"
#include "query/naive_ways.hpp"
#include "query/statement_set.hpp"
#include "query/validity.hpp"
#include "query/way.hpp"

namespace kg::query {
namespace {

using Cell = std::optional<Term>;
using Row = std::vector<Cell>;  // one for each variable of the query
using Bag = std::vector<Row>;

class Naive {
 public:
  Naive(const Algebra& algebra, const Snapshot& snapshot, Resolver& names, Limits& limits)
      : width_(algebra.variables.names.size()),
        snapshot_(snapshot),
        names_(names),
        limits_(limits),
        known_(naive::read_all(snapshot, limits)) {}

  Bag bag(const Node& node) {
    limits_.check();
    switch (node.kind) {
      case NodeKind::Join: {
        Bag rows{Row(width_)};
        // Evidence speaks of statements that the other leaves bind; order does not matter to a join.
        for (const Leaf& leaf : node.leaves) rows = join(rows, this->leaf(leaf));
        for (const Node& child : node.children) rows = join(rows, bag(child));
        return rows;
      }
      case NodeKind::LeftJoin:
      case NodeKind::AntiJoin:
        return outer(node);
      case NodeKind::Union: {
        Bag rows;
        for (const Node& child : node.children)
          for (Row& row : bag(child)) rows.push_back(std::move(row));
        return rows;
      }
      case NodeKind::Filter: {
        Bag rows = bag(node.children[0]);
        std::erase_if(rows, [&](const Row& row) { return !all_hold(node.filters, row); });
        return rows;
      }
      case NodeKind::Extend: {
        Bag rows = bag(node.children[0]);
        for (Row& row : rows) row[node.var] = value(node.filters.front(), row);
        return rows;
      }
      case NodeKind::Group:
        return grouped(node);
      case NodeKind::Sort:
        return sorted(node);
      case NodeKind::Project: {
        Bag rows;
        for (const Row& row : bag(node.children[0])) {
          Row kept(width_);
          for (const Var var : node.vars) kept[var] = row[var];
          rows.push_back(std::move(kept));
        }
        return rows;
      }
      case NodeKind::Distinct: {
        Bag rows;
        std::set<Row> seen;
        for (Row& row : bag(node.children[0]))
          if (seen.insert(row).second) rows.push_back(std::move(row));
        return rows;
      }
      case NodeKind::Unfold:
        return unfolded(node);
      case NodeKind::Slice:
        break;
    }
    Bag rows = bag(node.children[0]);
    const std::uint64_t begin = std::min<std::uint64_t>(node.offset, rows.size());
    const std::uint64_t count =
        std::min<std::uint64_t>(node.limit.value_or(rows.size()), rows.size() - begin);
    const auto first = rows.begin() + static_cast<std::ptrdiff_t>(begin);
    return {first, first + static_cast<std::ptrdiff_t>(count)};
  }

 private:
  // ---- leaves ----

  std::set<Term> terms_of(const std::vector<IdRange>& ranges) const {
    std::vector<Id> ids;
    for (const IdRange& range : ranges) ids.push_back(range.low);
    const auto terms = snapshot_.terms(ids);
    return {terms.begin(), terms.end()};
  }

  bool means(const ast::Operand& constant, const Term& term) {
    if (constant.kind == ast::OperandKind::Name) {
      const auto [found, added] = entities_.try_emplace(constant.term.text);
      if (added) found->second = terms_of(names_.terms(constant));
      return found->second.contains(term);
    }
    return equal_values(constant.term, term);
  }

  bool bind(const Slot& slot, const Term& term, Row& row) {
    if (slot.is_variable()) return bind(slot.var, term, row);
    return slot.is_any() || std::any_of(slot.constants.begin(), slot.constants.end(),
                                        [&](const ast::Operand& constant) { return means(constant, term); });
  }

  static bool bind(Var var, const Term& term, Row& row) {
    if (var == kNoVar) return true;
    if (row[var] && *row[var] != term) return false;
    row[var] = term;
    return true;
  }

  /// Predicates and keys: any of these names, or what the slot's variable allows.
  bool bind_name(const Slot& slot, const std::set<Term>& meant, const Term& term, Row& row) {
    return slot.constants.empty() ? bind(slot, term, row) : meant.contains(term);
  }

  /// The statements and plain triples of a predicate, those that hold on a day if one is given.
  Pairs step(const ast::Operand& predicate, const std::optional<ast::Operand>& as_of) {
    const std::set<Term> meant =
        predicate.kind == ast::OperandKind::Any ? std::set<Term>() : terms_of(names_.predicates(predicate));
    Pairs pairs;
    for (const naive::Known& known : known_)
      if ((predicate.kind == ast::OperandKind::Any ||
           meant.contains(Term::name(known.statement.predicate))) &&
          (!as_of || holds_on(known.statement, as_of->term)))
        pairs.emplace(known.statement.subject, known.statement.object);
    return pairs;
  }

  Bag walk(const Leaf& leaf) {
    std::set<Term> terms;  // that a walk of no step links to themselves
    for (const naive::Known& known : known_) terms.insert({known.statement.subject, known.statement.object});
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

  Bag leaf(const Leaf& leaf) {
    if (leaf.kind == LeafKind::Walk) return walk(leaf);
    if (leaf.kind == LeafKind::Ways) return ways(leaf);
    std::set<Term> meant;
    for (const ast::Operand& constant : leaf.predicate.constants)
      meant.merge(
          terms_of(leaf.kind == LeafKind::Qualifier ? names_.keys(constant) : names_.predicates(constant)));
    Bag rows;
    for (const naive::Known& known : known_) {
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

  void match_statement(const Leaf& leaf, const std::set<Term>& meant, const naive::Known& known, Bag& rows) {
    if (leaf.must_have_statement && known.plain) return;
    Row row(width_);
    const Statement& statement = known.statement;
    if (bind(leaf.subject, statement.subject, row) &&
        bind_name(leaf.predicate, meant, Term::name(statement.predicate), row) &&
        bind(leaf.object, statement.object, row) && bind(leaf.statement, known.id, row))
      rows.push_back(std::move(row));
  }

  void match_qualifiers(const Leaf& leaf, const std::set<Term>& meant, const naive::Known& known, Bag& rows) {
    for (const Qualifier& qualifier : known.statement.qualifiers) {
      Row row(width_);
      if (bind(leaf.subject, known.id, row) &&
          bind_name(leaf.predicate, meant, Term::name(qualifier.key), row) &&
          bind(leaf.object, qualifier.value, row) &&
          (!leaf.test || passes(qualifier.value, *leaf.test, names_)))
        rows.push_back(std::move(row));
    }
  }

  void match_evidence(const Leaf& leaf, const naive::Known& known, Bag& rows) {
    for (const naive::Evidence& evidence : known.evidence) {
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
  Bag ways(const Leaf& leaf) {
    std::vector<NaiveLink> links;
    std::set<Term> entities;
    std::vector<std::string> facts;
    const auto allowed = [&](const std::vector<ast::Operand>& predicates, const std::string& name) {
      return std::any_of(predicates.begin(), predicates.end(), [&](const ast::Operand& one) {
        return one.kind == ast::OperandKind::Any ||
               terms_of(names_.predicates(one)).contains(Term::name(name));
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
            if (!known_[i].plain) statements.push_back(known_[i].id);
          }
          Row one = row;
          const Term term = leaf.via->numbered ? number_term(std::uint64_t{rows.size() + 1}) : way_term(told);
          if (bind(leaf.predicate.var, term, one) &&
              (statements.empty() || bind(leaf.statement, statement_list(statements), one)))
            rows.push_back(std::move(one));
        }
      }
    }
    return rows;
  }

  // ---- joins ----

  std::optional<Row> merged(const Row& a, const Row& b) {
    limits_.tick();
    Row row = a;
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (!b[i]) continue;
      if (row[i] && *row[i] != *b[i]) return std::nullopt;
      row[i] = b[i];
    }
    return row;
  }

  Bag join(const Bag& left, const Bag& right) {
    Bag rows;
    for (const Row& a : left)
      for (const Row& b : right)
        if (auto row = merged(a, b)) rows.push_back(std::move(*row));
    return rows;
  }

  Bag outer(const Node& node) {
    const Bag right = bag(node.children[1]);
    Bag rows;
    for (const Row& a : bag(node.children[0])) {
      bool any = false;
      for (const Row& b : right) {
        auto row = merged(a, b);
        if (!row || !all_hold(node.filters, *row)) continue;
        any = true;
        if (node.kind == NodeKind::LeftJoin) rows.push_back(std::move(*row));
      }
      if (!any) rows.push_back(a);
    }
    return rows;
  }

  // ---- expressions, groups, order ----

  Cell value(const Expression& expression, const Row& row) {
    limits_.tick();
    return evaluate(
        expression, [&](Var var) { return row[var] ? &*row[var] : nullptr; }, names_);
  }

  bool all_hold(const std::vector<Expression>& conditions, const Row& row) {
    limits_.tick();
    return std::all_of(conditions.begin(), conditions.end(), [&](const Expression& condition) {
      return holds(
          condition, [&](Var var) { return row[var] ? &*row[var] : nullptr; }, names_);
    });
  }

  Bag grouped(const Node& node) {
    std::map<Row, Bag> groups;
    for (Row& row : bag(node.children[0])) {
      Row key;
      for (const Var var : node.vars) key.push_back(row[var]);
      groups[key].push_back(std::move(row));
    }
    if (groups.empty() && node.vars.empty()) groups[{}] = {};
    Bag rows;
    for (const auto& [key, members] : groups) {
      Row result(width_);
      for (std::size_t i = 0; i < key.size(); ++i) result[node.vars[i]] = key[i];
      for (const Aggregate& one : node.aggregates) {
        std::map<Term, std::uint64_t> counts;
        if (!one.star) {
          for (const Row& member : members)
            if (const Cell term = value(one.argument, member)) ++counts[*term];
        }
        std::vector<std::pair<Term, std::uint64_t>> terms;
        for (const auto& [term, times] : counts) terms.emplace_back(term, one.distinct ? 1 : times);
        result[one.result] =
            one.star ? number_term(std::uint64_t{members.size()}) : aggregate(one, std::move(terms), limits_);
      }
      rows.push_back(std::move(result));
    }
    return rows;
  }

  Bag unfolded(const Node& node) {
    Bag rows;
    for (const Row& row : bag(node.children[0])) {
      const std::size_t before = rows.size();
      for (const Trace& trace : node.traces) {
        if (!row[trace.statement]) continue;
        for (const Term& statement : statements_in(*row[trace.statement])) {
          Row one = row;
          one[node.trace.statement] = statement;
          if (trace.record != kNoVar) one[node.trace.record] = row[trace.record];
          rows.push_back(std::move(one));
        }
      }
      if (rows.size() > before) continue;
      rows.push_back(row);
      rows.back()[node.trace.statement] = no_statement();
    }
    return rows;
  }

  static int order(const Cell& a, const Cell& b) {
    if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
    const auto result = total_order(*a, *b);
    return result < 0 ? -1 : result > 0 ? 1 : 0;
  }

  Bag sorted(const Node& node) {
    std::vector<std::pair<Row, Row>> rows;  // keys, row
    for (Row& row : bag(node.children[0])) {
      Row keys;
      for (const SortKey& key : node.keys) keys.push_back(value(key.expression, row));
      rows.emplace_back(std::move(keys), std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
      limits_.tick();
      for (std::size_t i = 0; i < node.keys.size(); ++i)
        if (const int by_key = order(a.first[i], b.first[i]); by_key != 0)
          return (by_key < 0) != node.keys[i].descending;
      for (const Var var : node.vars)
        if (const int by_column = order(a.second[var], b.second[var]); by_column != 0) return by_column < 0;
      return false;
    });
    Bag result;
    for (auto& [keys, row] : rows) result.push_back(std::move(row));
    return result;
  }

  std::size_t width_;
  const Snapshot& snapshot_;
  Resolver& names_;
  Limits& limits_;
  std::vector<naive::Known> known_;
  std::map<std::string, std::set<Term>> entities_;  ///< that bare names mean
};

}  // namespace

std::vector<std::vector<std::optional<Term>>> run_naively(const Algebra& algebra, const Snapshot& snapshot,
                                                          Resolver& names, Limits& limits) {
  Naive naive(algebra, snapshot, names, limits);
  std::vector<std::vector<std::optional<Term>>> result;
  for (const Row& row : naive.bag(algebra.root)) {
    Row columns;
    for (const Var var : algebra.columns) columns.push_back(row[var]);
    result.push_back(std::move(columns));
  }
  return result;
}

}  // namespace kg::query

#include "query/operators/neighbours.hpp"

#include <algorithm>

#include "query/operators/id_set.hpp"
#include "query/operators/leaf_reader.hpp"
#include "query/values/validity.hpp"

namespace kg::query {
namespace {

/// Everything but statements: these are the subjects of qualifiers.
constexpr IdRange kSubjects{0, make_id(IdKind::Statement, 0) - 1};

void visit_triples(const ExecContext& context, Order order, const TriplePattern& pattern,
                   const EdgeVisitor& visit) {
  const auto cursor = context.snapshot.scan(order, pattern);
  std::vector<Triple> edges;
  for (TripleColumns batch; cursor->next(batch);) {
    context.limits.check();
    edges.assign(batch.begin(), batch.end());
    visit(edges);
  }
}

TriplePattern pattern_at(IdRange predicate, IdRange term, Direction direction) {
  if (direction == Direction::Forward) return {term, predicate, {}};
  return {kSubjects, predicate, term};
}

}  // namespace

void visit_edges(const ExecContext& context, std::span<const IdRange> predicates, Id term,
                 Direction direction, const EdgeVisitor& visit) {
  if (direction == Direction::Forward && !kSubjects.contains(term)) return;
  for (const IdRange& predicate : predicates) {
    const TriplePattern pattern = pattern_at(predicate, IdRange::one(term), direction);
    visit_triples(context, order_for(pattern), pattern, visit);
  }
}

void visit_edges(const ExecContext& context, std::span<const IdRange> predicates, Direction direction,
                 const EdgeVisitor& visit) {
  for (const IdRange& predicate : predicates) {
    const bool forward = direction == Direction::Forward;
    const Order order =
        predicate.is_one() ? (forward ? Order::Pso : Order::Pos) : (forward ? Order::Spo : Order::Osp);
    visit_triples(context, order, {kSubjects, predicate, {}}, visit);
  }
}

double estimate_edges(const Snapshot& snapshot, std::span<const IdRange> predicates, Id term,
                      Direction direction) {
  double edges = 0;
  for (const IdRange& predicate : predicates)
    edges += static_cast<double>(snapshot.estimate(pattern_at(predicate, IdRange::one(term), direction)));
  return edges;
}

bool is_node(const Snapshot& snapshot, Id term) {
  const auto any = [&](Direction direction) {
    const TriplePattern pattern = pattern_at({}, IdRange::one(term), direction);
    TripleColumns batch;
    return snapshot.scan(order_for(pattern), pattern)->next(batch);
  };
  return (kSubjects.contains(term) && any(Direction::Forward)) || any(Direction::Backward);
}

std::vector<Id> nodes(const ExecContext& context, std::span<const IdRange> ranges, Charge& charge) {
  std::vector<Id> found;
  for (const IdRange& range : ranges) {
    if (range.is_one()) {
      if (is_node(context.snapshot, range.low)) found.push_back(range.low);
      continue;
    }
    for (const Direction direction : {Direction::Forward, Direction::Backward}) {
      TriplePattern pattern = pattern_at({}, range, direction);
      pattern.subject.high = std::min(pattern.subject.high, kSubjects.high);
      const Order order = direction == Direction::Forward ? Order::Spo : Order::Osp;
      visit_triples(context, order, pattern, [&](std::span<const Triple> batch) {
        const std::size_t before = found.size();
        for (const Triple& edge : batch) {
          const Id term = near_end(edge, direction);
          if (found.empty() || found.back() != term) found.push_back(term);
        }
        charge.add((found.size() - before) * sizeof(Id));
      });
    }
  }
  make_set(found, context.limits);
  return found;
}

std::vector<char> hold_on(const Snapshot& snapshot, std::span<const Id> statements, const Term& day) {
  std::vector<Id> ids;
  for (const Id id : statements)
    if (id != kNoId) ids.push_back(id);
  const std::vector<Statement> read = snapshot.statements(ids);
  auto statement = read.begin();
  std::vector<char> marks;
  for (const Id id : statements) marks.push_back(id == kNoId || holds_on(*statement++, day));
  return marks;
}

}  // namespace kg::query

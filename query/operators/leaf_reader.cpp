#include "query/operators/leaf_reader.hpp"

namespace kg::query {
namespace {

/// An order in which all that comes before the wanted place is fixed.
Order order_by(const TriplePattern& pattern, int wanted) {
  const std::array<const IdRange*, 3> ranges = {&pattern.subject, &pattern.predicate, &pattern.object};
  const Order usual = order_for(pattern);
  const auto fixed = [&](Order order) {
    std::size_t count = 0;
    for (const int place : slots_of(order)) {
      if (!ranges[static_cast<std::size_t>(place)]->is_one()) break;
      ++count;
    }
    return count;
  };
  const std::size_t least = fixed(usual);  // an order that reads more triples would cost more than it gains
  for (const Order order : {usual, Order::Spo, Order::Pso, Order::Pos, Order::Osp}) {
    const std::size_t count = fixed(order);
    if (count >= least && count < 3 && slots_of(order)[count] == wanted &&
        (pattern.object.is_all() || pattern.object.is_one() || wanted == 2 || usual == order))
      return order;
  }
  return usual;
}

int place_of(const Leaf& leaf, Var var) {
  return var == leaf.subject.var ? 0 : var == leaf.predicate.var ? 1 : var == leaf.object.var ? 2 : 3;
}

}  // namespace

LeafReader::LeafReader(ExecContext& context, const PlanLeaf& leaf, const std::vector<Var>& asked, Var first)
    : context_(context), leaf_(leaf), rows_(context, leaf.leaf, asked), first_(first) {}

bool LeafReader::next(Batch& batch) {
  if (!rows_.is_tested()) return next_untested(batch);
  Batch some(rows_.columns());
  if (!next_untested(some)) return false;
  rows_.test(some);
  batch.append(some, 0, some.rows);
  return true;
}

bool LeafReader::next_untested(Batch& batch) {
  const std::size_t before = batch.rows;
  while (batch.rows == before) {
    context_.limits.check();
    if (cursor_ == nullptr) {
      if (pattern_ == leaf_.patterns()) return false;
      const TriplePattern asked = leaf_.pattern(pattern_++);
      if (rows_.only_counts()) {
        count(asked, batch);
        continue;
      }
      if (rows_.only_predicates()) {
        count_each(asked.predicate, batch);
        continue;
      }
      cursor_ = context_.snapshot.scan(
          first_ == kNoVar ? order_for(asked) : order_by(asked, place_of(leaf_.leaf, first_)), asked);
      cursor_->ask(rows_.asked());
    }
    if (cursor_->next(triples_))
      rows_.take(triples_, 0, triples_.size(), batch);
    else
      cursor_.reset();
  }
  return true;
}

/// One row for all triples of a pattern, which the store counts without showing them.
void LeafReader::count(const TriplePattern& pattern, Batch& batch) {
  if (const std::uint64_t count = context_.snapshot.count(pattern); count > 0) batch.add_row(count);
}

/// One row for all triples of each predicate, which the graph has counted.
void LeafReader::count_each(const IdRange& predicates, Batch& batch) {
  for (const PredicateInfo& one : context_.snapshot.predicates()) {
    if (!predicates.contains(one.id)) continue;
    batch.columns[0].push_back(one.id);
    batch.add_row(one.triples);
  }
}

}  // namespace kg::query

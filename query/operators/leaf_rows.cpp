#include "query/operators/leaf_rows.hpp"

#include <algorithm>
#include <array>

namespace kg::query {
const IdColumn& column_at(const TripleColumns& rows, int place) {
  switch (place) {
    case 0:
      return rows.subject;
    case 1:
      return rows.predicate;
    case 2:
      return rows.object;
    default:
      return rows.statement;
  }
}

Order order_for(const TriplePattern& pattern) {
  const bool subject = pattern.subject.is_one();
  const bool predicate = pattern.predicate.is_one();
  const bool object = !pattern.object.is_all();
  if (subject) return object && !predicate ? Order::Osp : Order::Spo;
  if (predicate) return object ? Order::Pos : Order::Pso;
  return object ? Order::Osp : Order::Spo;
}

LeafRows::LeafRows(ExecContext& context, const Leaf& leaf, const std::vector<Var>& asked,
                   const std::vector<Var>& bound)
    : context_(context), leaf_(leaf) {
  const std::array<Var, 4> vars = {leaf.subject.var, leaf.predicate.var, leaf.object.var, leaf.statement};
  for (std::size_t i = 0; i < vars.size(); ++i)
    for (std::size_t k = i + 1; k < vars.size(); ++k)
      if (vars[i] != kNoVar && vars[i] == vars[k]) equal_.emplace_back(i, k);
  is_checked_ = leaf.plain == Plain::LeftOut || !equal_.empty();
  for (const Var var : asked)
    places_.push_back(var == leaf.subject.var     ? 0
                      : var == leaf.predicate.var ? 1
                      : var == leaf.object.var    ? 2
                                                  : 3);
  const auto dropped = [&](const Slot& slot) {
    return slot.constants.empty() && column_of(asked, slot.var) < 0 && column_of(bound, slot.var) < 0;
  };
  drops_ = dropped(leaf.subject) || dropped(leaf.predicate) || dropped(leaf.object);
  if (is_tested()) places_.push_back(2);
}

AskedColumns LeafRows::asked() const {
  if (is_checked_ || leaf_.plain == Plain::Named) return {};
  const auto is_asked = [&](int place) {
    return std::find(places_.begin(), places_.end(), place) != places_.end();
  };
  return {is_asked(0), is_asked(1), is_asked(2), is_asked(3)};
}

bool LeafRows::only_predicates() const {
  return leaf_.kind == LeafKind::Statement && places_ == std::vector<int>{1} && !is_checked_ &&
         leaf_.subject.constants.empty() && leaf_.object.constants.empty();
}

void LeafRows::take(const TripleColumns& rows, std::size_t begin, std::size_t end, Batch& batch) const {
  const std::size_t before = batch.rows;
  if (is_checked_) {
    for (std::size_t row = begin; row < end; ++row) {
      const Triple triple = rows[row];
      std::array<Id, 4> ids = {triple.subject, triple.predicate, triple.object, triple.statement};
      if (!accepts(ids)) continue;
      ids[3] = statement(triple);
      for (std::size_t i = 0; i < places_.size(); ++i)
        batch.columns[i].push_back(ids[static_cast<std::size_t>(places_[i])]);
      if (!batch.times.empty()) batch.times.push_back(1);
      ++batch.rows;
    }
  } else if (places_.empty()) {
    if (end > begin) batch.add_row(end - begin);
    return;
  } else {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const IdColumn& column = column_at(rows, places_[i]);
      std::vector<Id>& to = batch.columns[i];
      if (places_[i] == 3 && leaf_.plain == Plain::Named)
        for (std::size_t row = begin; row < end; ++row) to.push_back(statement(rows[row]));
      else if (column.is_constant())
        to.insert(to.end(), end - begin, column.one);
      else
        to.insert(to.end(), column.ids.begin() + static_cast<std::ptrdiff_t>(begin),
                  column.ids.begin() + static_cast<std::ptrdiff_t>(end));
    }
    if (!batch.times.empty()) batch.times.insert(batch.times.end(), end - begin, 1);
    batch.rows += end - begin;
  }
  if (drops_) batch.merge_equal_neighbours(before);
}

Id LeafRows::statement(const Triple& triple) const {
  const bool named = triple.statement == kNoId && leaf_.plain == Plain::Named;
  return named ? context_.pool.plain(triple) : triple.statement;
}

bool LeafRows::accepts(const std::array<Id, 4>& ids) const {
  if (leaf_.plain == Plain::LeftOut && ids[3] == kNoId) return false;
  return std::all_of(equal_.begin(), equal_.end(),
                     [&](auto places) { return ids[places.first] == ids[places.second]; });
}

std::vector<char> LeafRows::test(Batch& batch) const {
  std::vector<char> marks(batch.rows);
  const std::vector<Term> terms = context_.pool.terms(batch.columns.back());
  for (std::size_t row = 0; row < batch.rows; ++row) {
    context_.limits.check();
    marks[row] = passes(terms[row], *leaf_.test, context_.names) ? 1 : 0;
  }
  batch.keep(marks);
  batch.columns.pop_back();
  return marks;
}

}  // namespace kg::query

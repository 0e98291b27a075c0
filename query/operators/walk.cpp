#include "query/operators/walk.hpp"

namespace kg::query {

// ---- alone ----

WalkOperator::WalkOperator(const Plan& plan, ExecContext& context)
    : Operator(context, plan.vars),
      leaf_(plan.leaf),
      walker_(context, plan.leaf),
      direction_(plan.leaf.backward ? Direction::Backward : Direction::Forward) {}

void WalkOperator::begin() {
  begun_ = true;
  const bool forward = direction_ == Direction::Forward;
  const bool near_constant = !(forward ? leaf_.leaf.subject : leaf_.leaf.object).constants.empty();
  const bool far_constant = !(forward ? leaf_.leaf.object : leaf_.leaf.subject).constants.empty();
  starts_ =
      near_constant ? walker_.meant(forward ? leaf_.subject : leaf_.object) : walker_.starts(direction_);
  if (far_constant) wanted_ = walker_.meant(forward ? leaf_.object : leaf_.subject);
}

bool WalkOperator::do_next(Batch& batch) {
  if (!begun_) begin();
  while (at_ < starts_.size() && batch.rows < kBatchRows) {
    limits().check();
    pairs(starts_[at_++], batch);
  }
  return batch.rows > 0;
}

void WalkOperator::pairs(Id start, Batch& batch) {
  const bool forward = direction_ == Direction::Forward;
  const Leaf& leaf = leaf_.leaf;
  const bool both_constants = !leaf.subject.constants.empty() && !leaf.object.constants.empty();
  const auto row = [&](Id end) {
    const Id subject = forward ? start : end, object = forward ? end : start;
    if (leaf.subject.is_variable() && leaf.subject.var == leaf.object.var && subject != object) return;
    for (std::size_t i = 0; i < vars().size(); ++i)
      batch.columns[i].push_back(vars()[i] == leaf.subject.var ? subject : object);
    ++batch.rows;
  };
  if (both_constants) {
    for (const Id end : wanted_)
      if (walker_.links(forward ? start : end, forward ? end : start)) row(end);
  } else {
    for (const Id end : walker_.ends(start, direction_)) row(end);
  }
}

// ---- for each row ----

WalkJoin::WalkJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left)
    : RowJoin(plan, context, std::move(left), plan.leaf.leaf.variables()),
      leaf_(plan.leaf),
      walker_(context, plan.leaf) {
  if (!leaf_.leaf.subject.constants.empty()) subjects_ = walker_.meant(leaf_.subject);
  if (!leaf_.leaf.object.constants.empty()) objects_ = walker_.meant(leaf_.object);
}

bool WalkJoin::find(const Batch& left_rows, std::size_t row, Batch& found) {
  const auto bound = [&](const Slot& slot,
                         const std::vector<Id>& constants) -> std::optional<std::vector<Id>> {
    if (!slot.constants.empty()) return constants;
    const int column = slot.is_any() ? -1 : column_of(left_vars(), slot.var);
    if (column < 0) return std::nullopt;
    return std::vector<Id>{context().pool.settled(left_rows.columns[static_cast<std::size_t>(column)][row])};
  };
  const auto subjects = bound(leaf_.leaf.subject, subjects_);
  const auto objects = bound(leaf_.leaf.object, objects_);
  if (subjects && objects) {
    const bool same = leaf_.leaf.subject.is_variable() && leaf_.leaf.subject.var == leaf_.leaf.object.var;
    for (const Id subject : *subjects)
      for (const Id object : *objects)
        if ((!same || subject == object) && walker_.links(subject, object)) add(subject, object, found);
  } else if (subjects) {
    for (const Id subject : *subjects)
      for (const Id object : walker_.ends(subject, Direction::Forward)) add(subject, object, found);
  } else if (objects) {
    for (const Id object : *objects)
      for (const Id subject : walker_.ends(object, Direction::Backward)) add(subject, object, found);
  }
  return true;
}

void WalkJoin::add(Id subject, Id object, Batch& found) const {
  for (std::size_t i = 0; i < right_vars().size(); ++i)
    found.columns[i].push_back(right_vars()[i] == leaf_.leaf.subject.var ? subject : object);
  ++found.rows;
}

}  // namespace kg::query

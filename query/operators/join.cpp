#include "query/operators/join.hpp"

#include <algorithm>

#include "query/operators/id_set.hpp"

namespace kg::query {
namespace {

constexpr std::uint64_t kRecordBytes = sizeof(EvidenceRecord) + 64;  // in a list of a hash table, roughly
constexpr std::uint32_t kNone = 0xFFFFFFFF;                          // behind the last row of a key

/// Of a row in its batch; no term has such an id.
constexpr Id row_number(std::size_t row) {
  return make_id(IdKind::None, row + 1);
}

}  // namespace

JoinOperator::JoinOperator(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left,
                           const std::vector<Var>& right_vars)
    : Operator(context, plan.vars),
      plan_(plan),
      left_(std::move(left)),
      right_vars_(right_vars),
      combined_(left_->vars()) {
  for (const Var var : right_vars_)
    if (column_of(combined_, var) < 0) combined_.push_back(var);
}

bool JoinOperator::do_next(Batch& batch) {
  if (row_ >= left_batch_.rows) {
    if (!left_->next(left_batch_)) return false;
    row_ = 0;
  }
  Batch found(right_vars_.size());
  std::vector<std::uint32_t> origin;
  const std::size_t first = row_;
  bool complete = true;
  while (row_ < left_batch_.rows && origin.size() < kBatchRows) {
    limits().tick();
    complete = candidates(left_batch_, row_, found);
    origin.resize(found.rows, static_cast<std::uint32_t>(row_));
    if (complete) ++row_;
  }
  emit(origin, found, first, complete ? row_ : row_ + 1, complete, batch);
  return true;
}

void JoinOperator::emit(const std::vector<std::uint32_t>& origin, const Batch& found, std::size_t first_row,
                        std::size_t end_row, bool complete, Batch& batch) {
  const std::vector<Var>& left_vars = left_->vars();
  Batch combined(combined_.size());
  combined.rows = found.rows;
  for (std::size_t i = 0; i < combined_.size(); ++i) {
    limits().check();
    auto& column = combined.columns[i];
    const int right = column_of(right_vars_, combined_[i]);
    if (i >= left_vars.size()) {
      column = found.columns[static_cast<std::size_t>(right)];
      continue;
    }
    column.reserve(found.rows);
    for (const std::uint32_t row : origin) column.push_back(left_batch_.columns[i][row]);
    if (right < 0) continue;
    for (std::size_t row = 0; row < found.rows; ++row)
      if (column[row] == kNoId) column[row] = found.columns[static_cast<std::size_t>(right)][row];
  }
  std::vector<char> marks(found.rows, 1);
  if (!plan_.filters.empty()) marks = rows_that_hold(context(), combined, combined_, plan_.filters);
  if (plan_.join == JoinKind::Inner) {
    combined.keep(marks);
    batch = std::move(combined);
    return;
  }
  std::size_t next = 0;
  for (std::size_t row = first_row; row < end_row; ++row) {
    bool any = row == first_row && matched_;
    for (; next < found.rows && origin[next] == row; ++next) {
      limits().tick();
      if (marks[next] == 0) continue;
      any = true;
      if (plan_.join == JoinKind::Anti) continue;
      for (std::size_t i = 0; i < combined_.size(); ++i)
        batch.columns[i].push_back(combined.columns[i][next]);
      ++batch.rows;
    }
    matched_ = any && row + 1 == end_row && !complete;
    if (any || (row + 1 == end_row && !complete)) continue;
    for (std::size_t i = 0; i < batch.columns.size(); ++i)
      batch.columns[i].push_back(i < left_vars.size() ? left_batch_.columns[i][row] : kNoId);
    ++batch.rows;
  }
}

// ---- index join ----

IndexJoin::IndexJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left)
    : JoinOperator(plan, context, std::move(left), plan.leaf.leaf.variables()),
      leaf_(plan.leaf),
      reader_(context, plan.leaf) {}

bool IndexJoin::candidates(const Batch& left_rows, std::size_t row, Batch& found) {
  const Leaf& leaf = leaf_.leaf;
  const auto fixed = [&](Var var) -> std::optional<Id> {
    const int column = var == kNoVar ? -1 : column_of(left().vars(), var);
    if (column < 0) return std::nullopt;
    return context().pool.settled(left_rows.columns[static_cast<std::size_t>(column)][row]);
  };
  const FixedSlots slots{fixed(leaf.subject.var), fixed(leaf.predicate.var), fixed(leaf.object.var),
                         fixed(leaf.statement)};
  if (!opened_ || !(slots == last_)) {
    matches_.clear();
    charge_.clear();
    reader_.open(slots);
    for (std::size_t before = 0; reader_.next(matches_); before = matches_.size()) {
      if (leaf.is_condition() && !matches_.empty()) break;
      charge_.add((matches_.size() - before) * (sizeof(Triple) + right_vars().size() * sizeof(Id)));
    }
    if (leaf.is_condition() && !matches_.empty()) matches_.resize(1);
    last_ = slots;
    opened_ = true;
  }
  for (const Triple& triple : matches_) {
    limits().tick();
    for (std::size_t i = 0; i < right_vars().size(); ++i) {
      const Var var = right_vars()[i];
      found.columns[i].push_back(var == leaf.subject.var     ? triple.subject
                                 : var == leaf.predicate.var ? triple.predicate
                                 : var == leaf.object.var    ? triple.object
                                                             : triple.statement);
    }
  }
  found.rows += matches_.size();
  return true;
}

// ---- evidence ----

EvidenceJoin::EvidenceJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left)
    : JoinOperator(plan, context, std::move(left), plan.leaf.leaf.variables()), leaf_(plan.leaf.leaf) {}

bool EvidenceJoin::candidates(const Batch& left_rows, std::size_t row, Batch& found) {
  const auto& statements =
      left_rows.columns[static_cast<std::size_t>(column_of(left().vars(), leaf_.statement))];
  if (row == 0) {
    std::vector<Id> asked;
    for (const Id id : statements)
      if (id != kNoId) asked.push_back(id);
    make_set(asked, limits());
    records_.clear();
    charge_.clear();
    constexpr std::size_t kAtOnce = 256;  // statements, between two looks at the clock
    for (std::size_t begin = 0; begin < asked.size(); begin += kAtOnce) {
      limits().check();
      const auto some = std::span(asked).subspan(begin, std::min(kAtOnce, asked.size() - begin));
      const std::vector<EvidenceRecord> records = context().snapshot.evidence(some);
      charge_.add(records.size() * kRecordBytes);
      for (const EvidenceRecord& record : records) records_[record.statement].push_back(record);
    }
  }
  const auto known = records_.find(statements[row]);
  if (known == records_.end()) return true;
  for (const EvidenceRecord& record : known->second) {
    limits().check();
    std::vector<Id> ids(right_vars().size(), kNoId);
    const auto set = [&](Var var, Id id) {
      Id& place = ids[static_cast<std::size_t>(column_of(right_vars(), var))];
      const bool agrees = place == kNoId || place == id;
      place = id;
      return agrees;
    };
    bool fits = set(leaf_.statement, record.statement);
    if (leaf_.record != kNoVar) fits = set(leaf_.record, context().pool.record(record)) && fits;
    for (const EvidencePart& one : leaf_.parts) {
      Id id = kNoId;
      if (!fits || !part(one, record, id)) {
        fits = false;
        break;
      }
      if (one.var != kNoVar) fits = set(one.var, id);
    }
    for (std::size_t i = 0; fits && i < ids.size(); ++i) {  // what the left side binds already must agree
      const int column = column_of(left().vars(), right_vars()[i]);
      if (column < 0) continue;
      const Id bound = left_rows.columns[static_cast<std::size_t>(column)][row];
      fits = bound == kNoId || context().pool.settled(bound) == context().pool.settled(ids[i]);
    }
    if (!fits) continue;
    for (std::size_t i = 0; i < ids.size(); ++i) found.columns[i].push_back(ids[i]);
    ++found.rows;
    if (leaf_.is_condition()) return true;
  }
  return true;
}

bool EvidenceJoin::part(const EvidencePart& part, const EvidenceRecord& record, Id& id) {
  using Key = EvidencePart::Key;
  TermPool& pool = context().pool;
  switch (part.key) {
    case Key::Source:
      id = record.document;
      break;
    case Key::Quote:
      id = pool.quote(record);
      break;
    case Key::Begin:
      id = pool.intern(number_term(record.begin));
      break;
    case Key::End:
      id = pool.intern(number_term(record.end));
      break;
    case Key::Confidence:
      id = pool.intern(number_term(record.confidence));
      break;
    case Key::Extractor:
      id = record.extractor;
      break;
  }
  if (!part.test) return true;
  return passes(pool.terms(std::span(&id, 1)).front(), *part.test, context().names);
}

// ---- hash join ----

HashJoin::HashJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left,
                   std::unique_ptr<Operator> right)
    : JoinOperator(plan, context, std::move(left), right->vars()),
      plan_(plan),
      right_(std::move(right)),
      keys_(plan.keys_shared.size(), limits(), "a hash join") {
  for (std::size_t i = 0; i < right_vars().size(); ++i) {
    const int column = column_of(this->left().vars(), right_vars()[i]);
    if (column >= 0 && column_of(plan_.keys_shared, right_vars()[i]) < 0)
      compatible_.emplace_back(static_cast<std::size_t>(column), i);
  }
}

void HashJoin::build() {
  built_ = true;
  rows_.resize(right_vars().size());
  Batch batch;
  std::uint32_t count = 0;
  std::vector<Id> key(plan_.keys_shared.size());
  while (right_->next(batch)) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      context().pool.settle(batch.columns[i]);
      rows_[i].insert(rows_[i].end(), batch.columns[i].begin(), batch.columns[i].end());
    }
    for (std::size_t row = 0; row < batch.rows; ++row, ++count) {
      for (std::size_t k = 0; k < key.size(); ++k)
        key[k] = batch.columns[static_cast<std::size_t>(column_of(right_vars(), plan_.keys_shared[k]))][row];
      limits().tick();
      charge_.add(rows_.size() * sizeof(Id) + sizeof(count));
      const auto [number, added] = keys_.add(key);
      if (added) {
        first_.push_back(count);
        last_.push_back(count);
      } else {
        last_[number] = after_[last_[number]] = count;
      }
      after_.push_back(kNone);
    }
  }
}

/// Evaluates the right side again, for this batch only.
void HashJoin::build_from_seeds(const Batch& left_rows) {
  std::vector<std::vector<Id>>& seeds = context().seeds[plan_.seeds];
  seeds.clear();  // no more than a batch of them: not charged
  if (plan_.whole_rows)
    seed_rows(left_rows, seeds);
  else
    seed_keys(left_rows, seeds);
  keys_.clear();
  first_.clear();
  last_.clear();
  after_.clear();
  charge_.clear();
  for (auto& column : rows_) column.clear();
  right_ = build_operator(plan_.children[1], context());
  build();
}

void HashJoin::seed_rows(const Batch& left_rows, std::vector<std::vector<Id>>& seeds) {
  for (std::size_t row = 0; row < left_rows.rows; ++row) {
    limits().tick();
    std::vector<Id>& seed = seeds.emplace_back();
    for (const auto& column : left_rows.columns) seed.push_back(column[row]);
    context().pool.settle(seed);
    seed.push_back(row_number(row));
  }
}

void HashJoin::seed_keys(const Batch& left_rows, std::vector<std::vector<Id>>& seeds) {
  RowTable seen(plan_.keys_shared.size(), limits(), "a hash join");
  std::vector<Id> key(plan_.keys_shared.size());
  for (std::size_t row = 0; row < left_rows.rows; ++row) {
    for (std::size_t k = 0; k < key.size(); ++k)
      key[k] =
          left_rows.columns[static_cast<std::size_t>(column_of(left().vars(), plan_.keys_shared[k]))][row];
    context().pool.settle(key);
    if (std::find(key.begin(), key.end(), kNoId) == key.end() && seen.add(key).second) seeds.push_back(key);
  }
}

bool HashJoin::candidates(const Batch& left_rows, std::size_t row, Batch& found) {
  if (plan_.seeds > 0 && row == 0) build_from_seeds(left_rows);
  if (!built_) build();
  std::vector<Id> key(plan_.keys_shared.size());
  if (plan_.whole_rows) {
    key = {row_number(row)};
  } else {
    for (std::size_t k = 0; k < key.size(); ++k)
      key[k] =
          left_rows.columns[static_cast<std::size_t>(column_of(left().vars(), plan_.keys_shared[k]))][row];
    context().pool.settle(key);
  }
  const auto known = keys_.find(key);
  if (!known) return true;
  for (std::uint32_t match = first_[*known]; match != kNone; match = after_[match]) {
    limits().tick();
    bool fits = true;
    for (const auto& [l, r] : compatible_) {
      const Id bound = left_rows.columns[l][row];
      const Id other = rows_[r][match];
      fits = fits && (bound == kNoId || other == kNoId || context().pool.settled(bound) == other);
    }
    if (!fits) continue;
    for (std::size_t i = 0; i < rows_.size(); ++i) found.columns[i].push_back(rows_[i][match]);
    ++found.rows;
  }
  return true;
}

}  // namespace kg::query

#include "query/operators/index_join.hpp"

#include <algorithm>
#include <numeric>

#include "query/operators/id_set.hpp"

namespace kg::query {
namespace {

/// Matches that are kept at once, where there is a choice.
constexpr std::size_t kMostMatches = 1 << 16;
constexpr std::size_t kKeysBetweenLooks = 64;  ///< at the clock

/// What the leaf adds to the rows of the left side that somebody asks for.
std::vector<Var> asked_of(const Plan& plan, const std::vector<Var>& left) {
  const std::vector<Var> asked = asked_of_join(plan);
  std::vector<Var> vars;
  for (const Var var : plan.leaf.leaf.variables())
    if (column_of(left, var) < 0 && column_of(asked, var) >= 0) vars.push_back(var);
  return vars;
}

const IdRange& range_at(const TriplePattern& pattern, int place) {
  return place == 0 ? pattern.subject : place == 1 ? pattern.predicate : pattern.object;
}

bool is_one(const PlanSlot& slot) {
  return slot.var == kNoVar && !slot.ranges.empty() &&
         std::all_of(slot.ranges.begin(), slot.ranges.end(), [](IdRange range) { return range.is_one(); });
}

/// The order that begins with what is fixed and goes on with what is bound; -1 at `bound` for what is not.
Order order_of(const PlanLeaf& leaf, const std::array<int, 4>& bound, const Batch& left) {
  const std::array<const PlanSlot*, 3> slots = {&leaf.subject, &leaf.predicate, &leaf.object};
  int best_score = -1;
  Order best = Order::Spo;
  for (const Order order : kOrders) {
    int score = 0;
    bool only_fixed = true;
    for (const int place : slots_of(order)) {
      const auto i = static_cast<std::size_t>(place);
      if (bound[i] >= 0) {
        const std::vector<Id>& column = left.columns[static_cast<std::size_t>(bound[i])];
        score += 100 + (only_fixed && std::is_sorted(column.begin(), column.end()) ? 1 : 0);
        only_fixed = false;
      } else if (is_one(*slots[i])) {
        score += only_fixed ? 110 : 100;
      } else {
        score +=
            slots[i]->var == kNoVar && !slots[i]->ranges.empty() && !slots[i]->ranges[0].is_all() ? 10 : 0;
        break;
      }
    }
    if (score <= best_score) continue;
    best_score = score;
    best = order;
  }
  return best;
}

/// The first of the triples from `at` on that is not before (with `Or::Equal`: behind) the key.
enum class Or : std::uint8_t { Before, Equal };
template <Or kOr, std::size_t kWidth>
std::size_t skip(const std::array<const IdColumn*, 3>& columns, const std::array<Id, 3>& key, std::size_t at,
                 std::size_t count) {
  const auto skips = [&](std::size_t row) {
    for (std::size_t i = 0; i < kWidth; ++i) {
      const Id id = (*columns[i])[row];
      if (id != key[i]) return id < key[i];
    }
    return kOr == Or::Equal;
  };
  return gallop(at, count, skips);
}

template <Or kOr>
std::size_t skip(std::size_t width, const std::array<const IdColumn*, 3>& columns,
                 const std::array<Id, 3>& key, std::size_t at, std::size_t count) {
  return width == 1   ? skip<kOr, 1>(columns, key, at, count)
         : width == 2 ? skip<kOr, 2>(columns, key, at, count)
                      : skip<kOr, 3>(columns, key, at, count);
}

}  // namespace

IndexJoin::IndexJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left)
    : JoinOperator(plan, context, std::move(left), asked_of(plan, left->vars())),
      leaf_(plan.leaf),
      rows_(context, plan.leaf.leaf, right_vars(), left_vars()),
      left_columns_{
          column_of(left_vars(), leaf_.leaf.subject.var), column_of(left_vars(), leaf_.leaf.predicate.var),
          column_of(left_vars(), leaf_.leaf.object.var), column_of(left_vars(), leaf_.leaf.statement)} {}

void IndexJoin::begin(const Batch& left_rows) {
  begun_ = true;
  order_ = order_of(leaf_, left_columns_, left_rows);
  for (const int place : slots_of(order_))
    if (left_columns_[static_cast<std::size_t>(place)] >= 0) places_.push_back(place);
  if (leaf_.fetch) places_.push_back(3);
  keys_.columns.resize(places_.size());
  if (leaf_.fetch) return;
  for (std::size_t i = 0; i < leaf_.patterns(); ++i) parts_.emplace_back().pattern = leaf_.pattern(i);
}

bool IndexJoin::match(const Batch& left_rows, std::size_t row, std::vector<Run>& runs) {
  if (!begun_) begin(left_rows);
  std::size_t count = std::min(rows_at_once_, left_rows.rows - row);
  while (true) {
    make_keys(left_rows, row, row + count);
    if (find_all()) break;
    count = (count + 1) / 2;
    rows_at_once_ = count;
    last_key_.clear();
  }
  if (4 * found_.rows < kMostMatches) rows_at_once_ = std::min(2 * rows_at_once_, kMostRows);
  for (const std::uint32_t number : keys_.numbers) runs.push_back(runs_[number]);
  return true;
}

void IndexJoin::make_keys(const Batch& left_rows, std::size_t begin, std::size_t end) {
  const std::size_t count = end - begin;
  std::vector<std::vector<Id>> columns(places_.size());
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const auto column = static_cast<std::size_t>(left_columns_[static_cast<std::size_t>(places_[i])]);
    const auto first = left_rows.columns[column].begin() + static_cast<std::ptrdiff_t>(begin);
    columns[i].assign(first, first + static_cast<std::ptrdiff_t>(count));
    context().pool.settle(columns[i]);
  }
  const auto less = [&](std::size_t a, std::size_t b) {
    for (const auto& column : columns)
      if (column[a] != column[b]) return column[a] < column[b];
    return false;
  };
  std::vector<std::uint32_t> sorted(count);
  std::iota(sorted.begin(), sorted.end(), 0U);
  bool ascends = true;
  for (std::size_t i = 1; ascends && i < count; ++i) ascends = !less(i, i - 1);
  if (!ascends) std::sort(sorted.begin(), sorted.end(), less);
  keys_.numbers.resize(count);
  keys_.count = 0;
  for (auto& column : keys_.columns) column.clear();
  for (std::size_t i = 0; i < count; ++i) {
    if (i == 0 || less(sorted[i - 1], sorted[i])) {
      for (std::size_t k = 0; k < columns.size(); ++k) keys_.columns[k].push_back(columns[k][sorted[i]]);
      ++keys_.count;
    }
    keys_.numbers[sorted[i]] = static_cast<std::uint32_t>(keys_.count - 1);
  }
}

/// Where the keys do not go on behind the last ones, the cursors start over.
void IndexJoin::reopen() {
  std::vector<Id> first;
  for (const auto& column : keys_.columns) first.push_back(column.front());
  AskedColumns asked = rows_.asked();
  asked.subject = asked.subject || left_columns_[0] >= 0;
  asked.predicate = asked.predicate || left_columns_[1] >= 0;
  asked.object = asked.object || left_columns_[2] >= 0;
  for (Part& part : parts_) {
    const bool ascends = !last_key_.empty() && (last_key_ < first || (last_key_ == first && part.has_last));
    if (ascends) {
      if (last_key_ == first) part.at = part.last_begin;
      continue;
    }
    if (part.cursor == nullptr) {
      part.cursor = context().snapshot.scan(order_, part.pattern);
      part.cursor->ask(asked);
    } else {
      part.cursor->restart(part.pattern);
    }
    part.triples = {};
    part.at = 0;
    part.ended = false;
  }
  last_key_.clear();
  for (const auto& column : keys_.columns) last_key_.push_back(column.back());
}

/// False where there are more matches than should be kept at once.
bool IndexJoin::find_all() {
  found_.columns.resize(rows_.columns());
  found_.clear();
  charge_.clear();
  charged_ = 0;
  runs_.clear();
  if (leaf_.fetch) {
    fetch(runs_);
  } else {
    reopen();
    std::vector<std::vector<Run>> runs(parts_.size());
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      find(parts_[i], runs[i]);
      if (runs[i].size() < keys_.count) return false;
    }
    put_together(runs);
  }
  if (rows_.is_tested()) test();
  if (leaf_.leaf.is_condition()) {
    found_.times.clear();
    for (Run& run : runs_) run.end = std::min(run.end, run.begin + 1);
  }
  return true;
}

Id IndexJoin::key_at(int place, std::size_t key) const {
  for (std::size_t i = 0; i < places_.size(); ++i)
    if (places_[i] == place) return keys_.columns[i][key];
  return kNoId;
}

void IndexJoin::seek(Part& part, std::size_t key) {
  limits().check();
  std::array<Id, 3> least{};
  for (int place = 0; place < 3; ++place)
    least[static_cast<std::size_t>(place)] = left_columns_[static_cast<std::size_t>(place)] >= 0
                                                 ? key_at(place, key)
                                                 : range_at(part.pattern, place).low;
  part.cursor->seek({least[0], least[1], least[2], kNoId});
  part.ended = !part.cursor->next(part.triples);
  part.at = 0;
}

/// A run of found rows for each key; for fewer keys where they have too many.
void IndexJoin::find(Part& part, std::vector<Run>& runs) {
  std::array<const IdColumn*, 3> columns{};
  for (std::size_t i = 0; i < places_.size(); ++i) columns[i] = &column_at(part.triples, places_[i]);
  const std::size_t width = places_.size();
  const bool counts = rows_.only_counts();
  runs.reserve(keys_.count);
  for (std::size_t key = 0; key < keys_.count; ++key) {
    if (key % kKeysBetweenLooks == 0) limits().check();
    std::array<Id, 3> ids{};
    for (std::size_t i = 0; i < width; ++i) ids[i] = keys_.columns[i][key];
    const auto begin = static_cast<std::uint32_t>(found_.rows);
    part.has_last = false;
    if (!part.ended) {
      part.at = skip<Or::Before>(width, columns, ids, part.at, part.triples.size());
      if (part.at == part.triples.size()) seek(part, key);
      part.last_begin = part.at;
      part.has_last = !part.ended;
    }
    std::uint64_t count = 0;
    while (!part.ended) {
      const std::size_t end = skip<Or::Equal>(width, columns, ids, part.at, part.triples.size());
      if (counts)
        count += end - part.at;
      else
        rows_.take(part.triples, part.at, end, found_);
      part.at = end;
      if (end < part.triples.size()) break;
      if (!may_go_on()) return;
      limits().check();
      part.ended = !part.cursor->next(part.triples);
      part.at = 0;
      part.has_last = false;
    }
    if (count > 0) found_.add_row(count);
    runs.push_back({begin, static_cast<std::uint32_t>(found_.rows)});
    if (!may_go_on()) return;
  }
}

/// Notes the memory that the matches take; false where they should be found for fewer rows.
bool IndexJoin::may_go_on() {
  if (found_.rows - charged_ >= kBatchRows) {
    charge_.add((found_.rows - charged_) * (found_.columns.size() + 1) * sizeof(Id));
    charged_ = found_.rows;
  }
  return found_.rows <= kMostMatches || keys_.count == 1;
}

/// The rows of all parts, key by key.
void IndexJoin::put_together(const std::vector<std::vector<Run>>& runs) {
  if (runs.size() == 1) {
    runs_ = runs.front();
    return;
  }
  std::vector<std::uint32_t> rows;
  for (std::size_t key = 0; key < keys_.count; ++key) {
    Run run{static_cast<std::uint32_t>(rows.size()), 0};
    for (const auto& part : runs)
      for (std::uint32_t row = part[key].begin; row < part[key].end; ++row) rows.push_back(row);
    run.end = static_cast<std::uint32_t>(rows.size());
    runs_.push_back(run);
  }
  found_ = found_.at(rows);
}

/// The triples of statements, by the statements' ids.
void IndexJoin::fetch(std::vector<Run>& runs) {
  constexpr std::size_t kAtOnce = 256;  // statements, between two looks at the clock
  const std::vector<Id>& ids = keys_.columns.back();
  const std::array<const PlanSlot*, 3> slots = {&leaf_.subject, &leaf_.predicate, &leaf_.object};
  std::vector<Triple> triples(ids.size());
  std::vector<Id> asked;
  for (const Id id : ids)
    if (kind_of(id) == IdKind::Statement && (asked.empty() || asked.back() != id)) asked.push_back(id);
  make_set(asked, limits());
  std::vector<Triple> known;
  for (std::size_t at = 0; at < asked.size(); at += kAtOnce) {
    limits().check();
    const auto some = std::span(asked).subspan(at, std::min(kAtOnce, asked.size() - at));
    for (const Triple& triple : context().snapshot.triples(some)) known.push_back(triple);
  }
  for (std::size_t key = 0; key < keys_.count; ++key) {
    limits().tick();
    const auto begin = static_cast<std::uint32_t>(found_.rows);
    const auto place = std::lower_bound(asked.begin(), asked.end(), ids[key]);
    if (place != asked.end() && *place == ids[key]) {
      const Triple& triple = known[static_cast<std::size_t>(place - asked.begin())];
      const std::array<Id, 3> places = {triple.subject, triple.predicate, triple.object};
      bool fits = true;
      for (std::size_t i = 0; i < 3; ++i) {
        const auto& ranges = slots[i]->ranges;
        fits = fits && std::any_of(ranges.begin(), ranges.end(),
                                   [&](IdRange one) { return one.contains(places[i]); });
        if (left_columns_[i] >= 0) fits = fits && key_at(static_cast<int>(i), key) == places[i];
      }
      const TripleColumns one{
          {{}, triple.subject}, {{}, triple.predicate}, {{}, triple.object}, {{}, triple.statement}, 1};
      if (fits) rows_.take(one, 0, 1, found_);
    }
    runs.push_back({begin, static_cast<std::uint32_t>(found_.rows)});
    may_go_on();
  }
}

/// Drops what does not pass the leaf's test.
void IndexJoin::test() {
  std::vector<std::uint32_t> kept{0};  // of the rows before each
  const std::vector<char> marks = rows_.test(found_);
  for (const char mark : marks) kept.push_back(kept.back() + (mark != 0 ? 1U : 0U));
  for (Run& run : runs_) run = {kept[run.begin], kept[run.end]};
}

}  // namespace kg::query

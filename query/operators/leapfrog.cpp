#include "query/operators/leapfrog.hpp"

#include <algorithm>
#include <numeric>

namespace kg::query {
/// Small leaves first: what they have in a place need not be looked at beyond that in a large one.
void LeapfrogJoin::load() {
  relations_.resize(plan_.children.size());
  bound_.resize(plan_.group.size());
  std::vector<std::size_t> sequence(relations_.size());
  std::iota(sequence.begin(), sequence.end(), std::size_t{0});
  std::stable_sort(sequence.begin(), sequence.end(), [&](std::size_t a, std::size_t b) {
    return plan_.children[a].rows < plan_.children[b].rows;
  });
  std::vector<Known> known(plan_.group.size());
  for (const std::size_t i : sequence) {
    const auto begin = Limits::Clock::now();
    const Leaf& leaf = plan_.children[i].leaf.leaf;
    const int subject = column_of(plan_.group, leaf.subject.var);
    const int object = column_of(plan_.group, leaf.object.var);
    const auto first = static_cast<std::size_t>(std::min(subject, object));
    const auto second = static_cast<std::size_t>(std::max(subject, object));
    Relation& relation = relations_[i];
    read(plan_.children[i], subject < object, known[first], known[second], relation);
    if (known[first].keys == nullptr) known[first].keys = &relation.keys;
    if (i != sequence.back()) {
      note(relation.keys, known[first]);
      note(relation.values, known[second]);
    }
    depths_[first].push_back({i, true});
    depths_[second].push_back({i, false});
    if (context().profile == nullptr) continue;
    StepProfile& profile = (*context().profile)[&plan_.children[i]];
    ++profile.starts;
    profile.rows = profile.meant = relation.values.size();
    profile.time = Limits::Clock::now() - begin;
  }
}

void LeapfrogJoin::note(const std::vector<Id>& ids, Known& known) {
  if (known.filter) return;
  known.filter.emplace(ids.size());
  charge_.add(known.filter->bytes());
  for (const Id id : ids) known.filter->add(id);
}

/// Reads the triples whose terms may be among those known.
void LeapfrogJoin::read(const Plan& scan, bool forward, const Known& first, const Known& second,
                        Relation& relation) {
  const PlanLeaf& leaf = scan.leaf;
  TriplePattern pattern{leaf.subject.ranges[0], leaf.predicate.ranges[0], leaf.object.ranges[0]};
  const auto cursor = context().snapshot.scan(forward ? Order::Pso : Order::Pos, pattern);
  const auto read_all = [&] {
    for (TripleColumns rows; cursor->next(rows);) {
      limits().check();
      const std::size_t before = relation.values.size();
      add_rows(rows, forward, first, second, relation);
      charge_.add((relation.values.size() - before) * 2 * sizeof(Id));
    }
  };
  if (first.keys == nullptr || !scan.by_lookups) {
    read_all();
  } else {
    for (const Id key : *first.keys) {
      (forward ? pattern.subject : pattern.object) = IdRange::one(key);
      cursor->restart(pattern);
      read_all();
    }
  }
  relation.begins.push_back(static_cast<std::uint32_t>(relation.values.size()));
  if (!relation.times.empty()) relation.times.resize(relation.values.size(), 1);
}

void LeapfrogJoin::add_rows(const TripleColumns& rows, bool forward, const Known& first, const Known& second,
                            Relation& relation) {
  const IdColumn& keys = forward ? rows.subject : rows.object;
  const IdFilter* const filter = second.filter ? &*second.filter : nullptr;
  for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    const Id key = keys[begin];
    while (end < rows.size() && keys[end] == key) ++end;
    if (first.filter && !first.filter->may_have(key)) continue;
    const bool is_new = relation.keys.empty() || relation.keys.back() != key;
    if (is_new) relation.begins.push_back(static_cast<std::uint32_t>(relation.values.size()));
    add_values(forward ? rows.object : rows.subject, rows.statement, begin, end, filter, relation);
    if (!is_new) continue;
    if (relation.begins.back() == relation.values.size())
      relation.begins.pop_back();
    else
      relation.keys.push_back(key);
  }
}

/// Those of the last key that the filter lets pass, each once.
void LeapfrogJoin::add_values(const IdColumn& values, const IdColumn& statements, std::size_t begin,
                              std::size_t end, const IdFilter* filter, Relation& relation) {
  const bool plain = statements.is_constant() && statements.one == kNoId;  // each triple is there once
  for (std::size_t row = begin; row < end; ++row) {
    const Id value = values[row];
    if (filter != nullptr && !filter->may_have(value)) continue;
    if (!plain && relation.values.size() > relation.begins.back() && relation.values.back() == value) {
      relation.times.resize(relation.values.size(), 1);
      ++relation.times.back();
    } else {
      relation.values.push_back(value);
    }
  }
}

bool LeapfrogJoin::do_next(Batch& batch) {
  if (!loaded_) {
    loaded_ = true;
    load();
    enter(0);
  }
  while (!done_ && batch.rows < kBatchRows) {
    limits().tick();
    if (!meet(depth_)) {
      done_ = depth_ == 0;
      if (!done_) --depth_;
    } else if (depth_ + 1 < depths_.size()) {
      enter(++depth_);
    } else {
      add_row(batch);
    }
  }
  batch.merge_equal_neighbours();
  return batch.rows > 0;
}

/// The lists of a variable, given what is bound before it.
void LeapfrogJoin::enter(std::size_t depth) {
  for (Part& part : depths_[depth]) {
    const Relation& relation = relations_[part.relation];
    if (part.is_key) {
      part.ids = relation.keys.data();
      part.at = 0;
      part.end = relation.keys.size();
    } else {
      part.ids = relation.values.data();
      part.at = relation.begins[relation.key];
      part.end = relation.begins[relation.key + 1];
    }
  }
  bound_[depth] = kNoId;
}

bool LeapfrogJoin::meet(std::size_t depth) {
  std::vector<Part>& parts = depths_[depth];
  Id wanted = bound_[depth] + 1;  // behind the last one
  for (std::size_t agree = 0, i = 0; agree < parts.size(); i = i + 1 == parts.size() ? 0 : i + 1) {
    Part& part = parts[i];
    part.at = gallop(part.at, part.end, [&](std::size_t at) { return part.ids[at] < wanted; });
    if (part.at == part.end) return false;
    agree = part.ids[part.at] == wanted ? agree + 1 : 1;
    wanted = part.ids[part.at];
  }
  bound_[depth] = wanted;
  for (const Part& part : parts)
    (part.is_key ? relations_[part.relation].key : relations_[part.relation].value) = part.at;
  return true;
}

void LeapfrogJoin::add_row(Batch& batch) const {
  std::uint64_t times = 1;
  for (const Relation& relation : relations_)
    if (!relation.times.empty()) times = product_of_times(times, relation.times[relation.value]);
  for (std::size_t i = 0; i < handed_up_.size(); ++i) batch.columns[i].push_back(bound_[handed_up_[i]]);
  batch.add_row(times);
}

}  // namespace kg::query

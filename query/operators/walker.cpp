#include "query/operators/walker.hpp"

#include <algorithm>

#include "query/operators/id_set.hpp"

namespace kg::query {
namespace {

using ast::PathKind;

/// Ids that are kept from one search to the next; eight bytes each.
constexpr std::size_t kMostKept = 4'000'000;
/// Terms of a frontier whose edges are estimated one by one.
constexpr std::size_t kMostEstimates = 8;
/// Edges that are read in order in the time of one lookup; and lookups that are too few to think about it.
constexpr double kRowsOfLookup = 30;
constexpr std::size_t kFewLookups = 64;

bool is_nullable(const PlanPath& path) {
  if (path.kind == PathKind::Step) return false;
  if (path.kind == PathKind::Repeat && path.least == 0) return true;
  if (path.kind == PathKind::Alternatives)
    return std::any_of(path.parts.begin(), path.parts.end(), is_nullable);
  return std::all_of(path.parts.begin(), path.parts.end(), is_nullable);
}

/// The part that a walk in this direction enters first.
const PlanPath& first_part(const PlanPath& path, Direction direction) {
  return direction == Direction::Forward ? path.parts.front() : path.parts.back();
}

}  // namespace

Walker::Walker(ExecContext& context, const PlanLeaf& leaf)
    : context_(context), leaf_(leaf), nullable_(is_nullable(leaf.path)) {}

const std::vector<Id>& Walker::ends(Id start, Direction direction) {
  if (kept_ends_ > kMostKept) {
    ends_.clear();
    charge_ends_.clear();
    kept_ends_ = 0;
  }
  const auto [found, added] = ends_.try_emplace({start, direction});
  if (!added) return found->second;
  if (!nullable_ || may_stand_still(start)) found->second = expand(leaf_.path, {start}, direction);
  kept_ends_ += found->second.size() + 1;
  charge_ends_.add(kListBytes + found->second.size() * sizeof(Id));
  return found->second;
}

/// Walks of `least` steps in all from both sides, then a search for anything that is at most `most - least`
/// steps from one front to the other.
bool Walker::links(Id from, Id to) {
  if (nullable_ && !may_stand_still(from)) return false;
  const PlanPath& part = leaf_.path.parts.front();
  struct Side {
    Direction direction;
    Ids front;
    Found found;
  };
  Side sides[] = {{Direction::Forward, {from}, Found(context_.limits)},
                  {Direction::Backward, {to}, Found(context_.limits)}};
  const auto stuck = [&] { return sides[0].front.empty() || sides[1].front.empty(); };
  const auto cheaper = [&]() -> std::size_t {
    return fan_out(part, sides[0].front, Direction::Forward) <=
                   fan_out(part, sides[1].front, Direction::Backward)
               ? 0
               : 1;
  };
  for (std::uint32_t step = 0; step < leaf_.path.least; ++step) {
    if (stuck()) return false;
    Side& side = sides[cheaper()];
    side.front = expand(part, side.front, side.direction);
  }
  for (const Id id : sides[0].front) sides[0].found.add(id);
  for (const Id id : sides[1].front) {
    if (sides[0].found.seen.contains(id)) return true;
    sides[1].found.add(id);
  }
  for (std::uint32_t step = leaf_.path.least; !leaf_.path.most || step < *leaf_.path.most; ++step) {
    if (stuck()) return false;
    const std::size_t which = cheaper();
    Side& side = sides[which];
    const Side& other = sides[1 - which];
    Ids next;
    for (const Id id : expand(part, side.front, side.direction)) {
      context_.limits.tick();
      if (other.found.seen.contains(id)) return true;
      if (side.found.add(id)) next.push_back(id);
    }
    side.front = std::move(next);
  }
  return false;
}

std::vector<Id> Walker::starts(Direction direction) {
  read(leaf_.path, direction);
  if (nullable_) {
    const IdRange all;
    Ids ids = nodes(context_, {&all, 1}, charge_whole_);
    ids.insert(ids.end(), leaf_.own.begin(), leaf_.own.end());
    make_set(ids, context_.limits);
    return ids;
  }
  Found found(context_.limits);
  collect_starts(leaf_.path, direction, found);
  make_set(found.ids, context_.limits);
  return std::move(found.ids);
}

std::vector<Id> Walker::meant(const PlanSlot& slot) {
  Ids ids = nodes(context_, slot.ranges, charge_whole_);
  for (const Id id : leaf_.own)
    if (std::any_of(slot.ranges.begin(), slot.ranges.end(),
                    [&](const IdRange& range) { return range.contains(id); }))
      ids.push_back(id);
  make_set(ids, context_.limits);
  return ids;
}

bool Walker::may_stand_still(Id start) const {
  return std::find(leaf_.own.begin(), leaf_.own.end(), start) != leaf_.own.end() ||
         is_node(context_.snapshot, start);
}

Walker::Ids Walker::expand(const PlanPath& path, const Ids& from, Direction direction) {
  context_.limits.check();
  switch (path.kind) {
    case PathKind::Step: {
      if (from.size() == 1) return neighbours(path, from.front(), direction);
      read_for(path, from.size(), direction);
      Found found(context_.limits);
      for (const Id id : from)
        for (const Id next : neighbours(path, id, direction)) {
          context_.limits.tick();
          found.add(next);
        }
      return std::move(found.ids);
    }
    case PathKind::Inverse:
      return expand(path.parts.front(), from, turned(direction));
    case PathKind::Sequence: {
      Ids ids = from;
      for (std::size_t i = 0; i < path.parts.size() && !ids.empty(); ++i)
        ids = expand(path.parts[direction == Direction::Forward ? i : path.parts.size() - 1 - i], ids,
                     direction);
      return ids;
    }
    case PathKind::Alternatives: {
      Found found(context_.limits);
      for (const PlanPath& part : path.parts)
        for (const Id id : expand(part, from, direction)) {
          context_.limits.tick();
          found.add(id);
        }
      return std::move(found.ids);
    }
    case PathKind::Repeat:
      break;
  }
  return repeat(path, from, direction);
}

/// Walks of `least` steps, then whatever is at most `most - least` steps from their ends: the same terms as
/// those of all walks of `least` to `most` steps, found by visiting each once.
Walker::Ids Walker::repeat(const PlanPath& path, const Ids& from, Direction direction) {
  const PlanPath& part = path.parts.front();
  Found found(context_.limits);
  Ids front = times(part, path.least, from, direction);
  for (const Id id : front) found.add(id);
  for (std::uint32_t step = path.least; (!path.most || step < *path.most) && !front.empty(); ++step) {
    Ids next;
    for (const Id id : expand(part, front, direction)) {
      context_.limits.tick();
      if (found.add(id)) next.push_back(id);
    }
    front = std::move(next);
  }
  return std::move(found.ids);
}

Walker::Ids Walker::times(const PlanPath& path, std::uint32_t count, Ids from, Direction direction) {
  for (; count > 0 && !from.empty(); --count) from = expand(path, from, direction);
  return from;
}

const Walker::Ids& Walker::neighbours(const PlanPath& step, Id term, Direction direction) {
  static const Ids kNone;
  Adjacent* known = &adjacent(step, direction);
  const auto place = known->ids.find(term);
  if (place != known->ids.end()) return place->second;
  if (known->whole) return kNone;
  if (kept_ > kMostKept) {
    for (auto& [key, one] : steps_)
      if (!one.whole) one.ids.clear();
    charge_.clear();
    kept_ = 0;
  }
  Ids& ids = known->ids[term];
  visit_edges(context_, step.predicates, term, direction, holding([&](std::span<const Triple> batch) {
                for (const Triple& edge : batch) ids.push_back(far_end(edge, direction));
              }));
  make_set(ids, context_.limits);
  kept_ += ids.size() + 1;
  charge_.add(kListBytes + ids.size() * sizeof(Id));
  return ids;
}

void Walker::read_for(const PlanPath& step, std::size_t lookups, Direction direction) {
  Adjacent& known = adjacent(step, direction);
  if (known.whole || lookups < kFewLookups) return;
  if (!known.edges) {
    known.edges = 0;
    for (const IdRange& predicate : step.predicates)
      *known.edges += static_cast<double>(context_.snapshot.estimate({{}, predicate, {}}));
  }
  if (static_cast<double>(lookups) * kRowsOfLookup > *known.edges) read(step, direction);
}

EdgeVisitor Walker::holding(EdgeVisitor visit) const {
  if (!leaf_.leaf.as_of) return visit;
  return [this, visit = std::move(visit)](std::span<const Triple> batch) {
    std::vector<Id> ids;
    for (const Triple& edge : batch) ids.push_back(edge.statement);
    const std::vector<char> holds = hold_on(context_.snapshot, ids, leaf_.leaf.as_of->term);
    std::vector<Triple> held;
    for (std::size_t i = 0; i < batch.size(); ++i)
      if (holds[i] != 0) held.push_back(batch[i]);
    visit(held);
  };
}

void Walker::read(const PlanPath& path, Direction direction) {
  const Direction inner = path.kind == PathKind::Inverse ? turned(direction) : direction;
  for (const PlanPath& part : path.parts) read(part, inner);
  if (path.kind != PathKind::Step) return;
  Adjacent& known = adjacent(path, direction);
  known.whole = true;
  visit_edges(context_, path.predicates, direction, holding([&](std::span<const Triple> batch) {
                charge_whole_.add(batch.size() * (kListBytes + sizeof(Id)));
                for (const Triple& edge : batch)
                  known.ids[near_end(edge, direction)].push_back(far_end(edge, direction));
              }));
  for (auto& [term, ids] : known.ids) {
    context_.limits.tick();
    make_set(ids, context_.limits);
  }
}

/// REQUIRES: the path was read in this direction.
void Walker::collect_starts(const PlanPath& path, Direction direction, Found& found) {
  switch (path.kind) {
    case PathKind::Step:
      for (const auto& [term, ids] : adjacent(path, direction).ids) found.add(term);
      return;
    case PathKind::Inverse:
      return collect_starts(path.parts.front(), turned(direction), found);
    case PathKind::Sequence:
      // A part of no step lets the walk begin with the next one.
      for (std::size_t i = 0; i < path.parts.size(); ++i) {
        const PlanPath& part = path.parts[direction == Direction::Forward ? i : path.parts.size() - 1 - i];
        collect_starts(part, direction, found);
        if (!is_nullable(part)) return;
      }
      return;
    case PathKind::Alternatives:
    case PathKind::Repeat:
      for (const PlanPath& part : path.parts) collect_starts(part, direction, found);
      return;
  }
}

double Walker::fan_out(const PlanPath& path, const Ids& from, Direction direction) const {
  double edges = 0;
  switch (path.kind) {
    case PathKind::Step: {
      const std::size_t asked = std::min(from.size(), kMostEstimates);
      for (std::size_t i = 0; i < asked; ++i)
        edges += estimate_edges(context_.snapshot, path.predicates, from[i], direction);
      return edges * static_cast<double>(from.size()) / static_cast<double>(asked) +
             static_cast<double>(from.size());
    }
    case PathKind::Inverse:
      return fan_out(path.parts.front(), from, turned(direction));
    case PathKind::Alternatives:
      for (const PlanPath& part : path.parts) edges += fan_out(part, from, direction);
      return edges;
    case PathKind::Sequence:
    case PathKind::Repeat:
      break;
  }
  return fan_out(first_part(path, direction), from, direction);
}

}  // namespace kg::query

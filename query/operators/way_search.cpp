#include "query/operators/way_search.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace kg::query {
namespace {

constexpr std::size_t kSeenBytes = 48;  ///< of an entity in the set of those that were reached

void sort_distinct(std::vector<Id>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

bool has(const std::vector<Id>& sorted, Id id) {
  return std::binary_search(sorted.begin(), sorted.end(), id);
}

}  // namespace

WaySearch::WaySearch(const ExecContext& context, LinkReader& links, Id from, Id to, std::uint32_t least,
                     std::uint32_t most)
    : context_(context), links_(links), least_(least), most_(most), start_{from, false}, goal_{to, true} {
  if (from == to || !is_entity(from) || !is_entity(to)) most_ = 0;
  for (Side* side : {&start_, &goal_}) {
    side->frontier = {side->end};
    side->seen = {side->end};
  }
}

bool WaySearch::next(std::vector<Triple>& way) {
  while (true) {
    while (!frames_.empty()) {
      context_.limits.check();
      Frame& frame = frames_.back();
      way_.resize(frames_.size() - 1);
      if (frame.at == frame.beginnings.size()) {
        frame_bytes_ -= frame.bytes;
        frames_.pop_back();
        continue;
      }
      // Beginnings by way of other entities and the same statements go on together.
      const std::size_t begin = frame.at;
      way_.push_back(frame.beginnings[begin].statement);
      std::vector<Beginning> same;
      while (frame.at < frame.beginnings.size() && frame.beginnings[frame.at].statement == way_.back())
        same.push_back(std::move(frame.beginnings[frame.at++]));
      if (way_.size() == length_) {
        way = way_;
        found_ = true;
        return true;
      }
      push(go_on(way_.size(), std::move(same)));
    }
    if (found_ || !find_next_length()) return false;
  }
}

/// Grows the sides until they meet; false if they cannot.
bool WaySearch::find_next_length() {
  while (length_ < most_) {
    const bool forward = cost_of(start_) <= cost_of(goal_);
    if (!(forward ? grow(start_, goal_.end) : grow(goal_, start_.end))) {
      length_ = most_;
      return false;
    }
    ++length_;
    if (length_ < least_) continue;
    std::vector<Id> meeting;
    std::set_intersection(start_.frontier.begin(), start_.frontier.end(), goal_.frontier.begin(),
                          goal_.frontier.end(), std::back_inserter(meeting));
    if (meeting.empty()) continue;
    collect_ahead(meeting);
    push(go_on(0, {{{}, {start_.end}}}));
    return true;
  }
  return false;
}

double WaySearch::cost_of(Side& side) {
  if (side.cost < 0) side.cost = links_.estimate(side.frontier, side.turned);
  return side.cost;
}

/// No way leads through its ends. Where any way will do, an entity that was reached before is on none that is
/// shortest.
bool WaySearch::grow(Side& side, Id other_end) {
  std::erase(side.frontier, other_end);
  std::vector<Step> steps;
  links_.read(side.frontier, side.turned, steps);
  charge_.add(steps.size() * (sizeof(Step) + kSeenBytes));
  std::erase_if(steps, [&](const Step& step) {
    context_.limits.tick();
    return step.to == side.end || (least_ <= 1 && side.seen.contains(step.to));
  });
  std::sort(steps.begin(), steps.end(), [&](const Step& a, const Step& b) {
    context_.limits.tick();
    return std::tie(a.to, a.from, a.statement) < std::tie(b.to, b.from, b.statement);
  });
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  side.frontier.clear();
  for (const Step& step : steps)
    if (side.frontier.empty() || side.frontier.back() != step.to) side.frontier.push_back(step.to);
  side.seen.insert(side.frontier.begin(), side.frontier.end());
  side.levels.push_back(std::move(steps));
  side.cost = -1;
  return !side.frontier.empty();
}

/// From where the sides meet back to both ends: the steps that lie on some walk between them.
void WaySearch::collect_ahead(const std::vector<Id>& meeting) {
  ahead_.assign(length_, {});
  for (Side* side : {&start_, &goal_}) {
    std::vector<Id> wanted = meeting;
    for (std::size_t level = side->levels.size(); level-- > 0;) {
      std::vector<Step>& place = ahead_[side->turned ? length_ - 1 - level : level];
      std::vector<Id> nearer;
      for (const Step& step : side->levels[level]) {
        context_.limits.tick();
        if (!has(wanted, step.to)) continue;
        nearer.push_back(step.from);
        charge_.add(sizeof(Step));
        place.push_back(side->turned ? Step{step.to, step.from, step.statement} : step);
      }
      std::sort(place.begin(), place.end(), [&](const Step& a, const Step& b) {
        context_.limits.tick();
        return a < b;
      });
      sort_distinct(nearer);
      wanted = std::move(nearer);
    }
  }
}

WaySearch::Frame WaySearch::go_on(std::size_t step, std::vector<Beginning> beginnings) const {
  Frame frame;
  for (const Beginning& beginning : beginnings) {
    const Id from = beginning.entities.back();
    auto next = std::lower_bound(ahead_[step].begin(), ahead_[step].end(), Step{from, kNoId, {}});
    for (; next != ahead_[step].end() && next->from == from; ++next) {
      context_.limits.tick();
      const std::vector<Id>& walked = beginning.entities;
      if (std::find(walked.begin(), walked.end(), next->to) != walked.end()) continue;
      Beginning& longer = frame.beginnings.emplace_back(Beginning{next->statement, walked});
      longer.entities.push_back(next->to);
    }
  }
  std::stable_sort(
      frame.beginnings.begin(), frame.beginnings.end(), [&](const Beginning& a, const Beginning& b) {
        context_.limits.tick();
        return std::tie(a.statement.statement, a.statement) < std::tie(b.statement.statement, b.statement);
      });
  return frame;
}

void WaySearch::push(Frame frame) {
  for (const Beginning& one : frame.beginnings)
    frame.bytes += sizeof(Beginning) + one.entities.size() * sizeof(Id);
  frame_bytes_ += frame.bytes;
  if (frame_bytes_ > most_frame_bytes_) {
    charge_.add(frame_bytes_ - most_frame_bytes_);
    most_frame_bytes_ = frame_bytes_;
  }
  frames_.push_back(std::move(frame));
}

}  // namespace kg::query

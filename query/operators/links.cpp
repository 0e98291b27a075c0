#include "query/operators/links.hpp"

#include <algorithm>

#include "query/operators/neighbours.hpp"
#include "query/values/validity.hpp"

namespace kg::query {
namespace {

constexpr std::size_t kEstimated = 16;  ///< entities that an estimate looks at
constexpr std::size_t kFetched = 1024;  ///< statements fetched by their ids at once

const IdRange kStatements = range_of(IdKind::Statement);

bool contains(const std::vector<IdRange>& ranges, Id id) {
  return std::any_of(ranges.begin(), ranges.end(), [&](IdRange range) { return range.contains(id); });
}

void add(std::vector<Step>& steps, Id from, Id to, const Triple& statement) {
  if (from != to && is_entity(to)) steps.push_back({from, to, statement});
}

}  // namespace

LinkReader::LinkReader(ExecContext& context, Links links, std::optional<ast::Operand> as_of)
    : context_(context),
      links_(std::move(links)),
      as_of_(std::move(as_of)),
      has_qualifiers_(context.snapshot.estimate({kStatements, {}, {}}) > 0) {}

void LinkReader::read(std::span<const Id> entities, bool turned, std::vector<Step>& steps) {
  const std::vector<IdRange>& from_subject = turned ? links_.backward : links_.forward;
  const std::vector<IdRange>& from_object = turned ? links_.forward : links_.backward;
  const std::size_t begin = steps.size();
  for (const Id entity : entities) {
    context_.limits.check();
    read_from_subject(entity, from_subject, steps);
    read_from_object(entity, from_object, steps);
  }
  follow_qualifiers(steps);
  follow_mentions(from_object, steps);
  if (as_of_) keep_holding(steps, begin);
}

void LinkReader::keep_holding(std::vector<Step>& steps, std::size_t begin) {
  std::size_t kept = begin;
  for (std::size_t first = begin; first < steps.size(); first += kFetched) {
    context_.limits.check();
    const std::size_t end = std::min(steps.size(), first + kFetched);
    std::vector<Id> ids;
    for (std::size_t i = first; i < end; ++i) ids.push_back(steps[i].statement.statement);
    const std::vector<char> holds = hold_on(context_.snapshot, ids, as_of_->term);
    for (std::size_t i = first; i < end; ++i)
      if (holds[i - first] != 0) steps[kept++] = steps[i];
  }
  steps.resize(kept);
}

void LinkReader::read_from_subject(Id entity, const std::vector<IdRange>& predicates,
                                   std::vector<Step>& steps) {
  visit_edges(context_, predicates, entity, Direction::Forward, [&](std::span<const Triple> edges) {
    for (const Triple& edge : edges) {
      add(steps, entity, edge.object, edge);
      if (has_qualifiers_ && edge.statement != kNoId) subjects_.push_back({entity, kNoId, edge});
    }
  });
}

void LinkReader::read_from_object(Id entity, const std::vector<IdRange>& predicates,
                                  std::vector<Step>& steps) {
  visit_edges(context_, predicates, entity, Direction::Backward, [&](std::span<const Triple> edges) {
    for (const Triple& edge : edges) add(steps, entity, edge.subject, edge);
  });
  if (!has_qualifiers_ || predicates.empty()) return;
  const auto cursor = context_.snapshot.scan(Order::Osp, {kStatements, {}, IdRange::one(entity)});
  while (cursor->next(batch_)) {
    context_.limits.check();
    for (const Triple triple : batch_)
      mentions_.push_back({entity, kNoId, {kNoId, kNoId, kNoId, triple.subject}});
  }
}

/// From subjects to the names among the qualifiers: one pass over the statements in the order of their ids.
void LinkReader::follow_qualifiers(std::vector<Step>& steps) {
  if (subjects_.empty()) return;
  std::sort(subjects_.begin(), subjects_.end(), [&](const Step& a, const Step& b) {
    context_.limits.tick();
    return a.statement.statement < b.statement.statement;
  });
  const auto cursor = context_.snapshot.scan(Order::Spo, {kStatements, {}, {}});
  batch_ = {};
  std::size_t at = 0;
  for (const Step& step : subjects_) {
    const Id statement = step.statement.statement;
    if (at == batch_.size() || batch_.subject[batch_.size() - 1] < statement) {
      context_.limits.check();
      cursor->seek({statement, kNoId, kNoId, kNoId});
      at = 0;
      if (!cursor->next(batch_)) break;
    }
    while (true) {
      while (at < batch_.size() && batch_.subject[at] < statement) ++at;
      for (; at < batch_.size() && batch_.subject[at] == statement; ++at)
        add(steps, step.from, batch_.object[at], step.statement);
      if (at < batch_.size()) break;
      at = 0;
      if (!cursor->next(batch_)) break;
    }
  }
  subjects_.clear();
}

/// From the values of qualifiers to the subjects.
void LinkReader::follow_mentions(const std::vector<IdRange>& predicates, std::vector<Step>& steps) {
  for (std::size_t begin = 0; begin < mentions_.size(); begin += kFetched) {
    context_.limits.check();
    std::vector<Id> ids;
    const std::size_t end = std::min(mentions_.size(), begin + kFetched);
    for (std::size_t i = begin; i < end; ++i) ids.push_back(mentions_[i].statement.statement);
    const std::vector<Triple> triples = context_.snapshot.triples(ids);
    for (std::size_t i = begin; i < end; ++i) {
      const Triple& triple = triples[i - begin];
      if (contains(predicates, triple.predicate)) add(steps, mentions_[i].from, triple.subject, triple);
    }
  }
  mentions_.clear();
}

double LinkReader::estimate(std::span<const Id> entities, bool turned) const {
  const std::vector<IdRange>& from_subject = turned ? links_.backward : links_.forward;
  const std::vector<IdRange>& from_object = turned ? links_.forward : links_.backward;
  const std::size_t stride = std::max<std::size_t>(1, entities.size() / kEstimated);
  double rows = 0;
  for (std::size_t i = 0; i < entities.size(); i += stride)
    rows += 1 + estimate_edges(context_.snapshot, from_subject, entities[i], Direction::Forward) +
            estimate_edges(context_.snapshot, from_object, entities[i], Direction::Backward);
  return rows * static_cast<double>(stride);
}

}  // namespace kg::query

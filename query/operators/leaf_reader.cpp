#include "query/operators/leaf_reader.hpp"

#include <algorithm>

namespace kg::query {
namespace {

void narrow(std::vector<IdRange>& ranges, const PlanSlot& slot, const std::optional<Id>& fixed) {
  ranges = slot.ranges;
  if (!fixed) return;
  const bool inside = *fixed != kNoId && std::any_of(ranges.begin(), ranges.end(),
                                                     [&](IdRange range) { return range.contains(*fixed); });
  ranges.clear();
  if (inside) ranges.push_back(IdRange::one(*fixed));
}

}  // namespace

Order order_for(const TriplePattern& pattern) {
  const bool subject = pattern.subject.is_one();
  const bool predicate = pattern.predicate.is_one();
  const bool object = !pattern.object.is_all();
  if (subject) return object && !predicate ? Order::Osp : Order::Spo;
  if (predicate) return object ? Order::Pos : Order::Pso;
  return object ? Order::Osp : Order::Spo;
}

LeafReader::LeafReader(ExecContext& context, const PlanLeaf& leaf) : context_(context), leaf_(leaf) {}

void LeafReader::open(const FixedSlots& fixed) {
  fixed_ = fixed;
  fetched_ = false;
  cursor_.reset();
  narrow(subjects_, leaf_.subject, fixed.subject);
  narrow(predicates_, leaf_.predicate, fixed.predicate);
  narrow(objects_, leaf_.object, fixed.object);
  combination_ = 0;
  combinations_ = subjects_.size() * predicates_.size() * objects_.size();
  if (fixed.statement && *fixed.statement == kNoId) combinations_ = 0;
}

bool LeafReader::next(std::vector<Triple>& matches) {
  if (leaf_.fetch) {
    if (fetched_ || combinations_ == 0) return false;
    fetched_ = true;
    fetch(matches);
    return true;
  }
  while (true) {
    context_.limits.check();
    if (cursor_ == nullptr) {
      if (combination_ == combinations_) return false;
      open_cursor();
      ++combination_;
    }
    if (!cursor_->next(buffer_)) {
      cursor_.reset();
      continue;
    }
    const std::size_t begin = matches.size();
    for (const Triple triple : buffer_)
      if (accepts(triple)) matches.push_back(triple);
    test(matches, begin);
    return true;
  }
}

void LeafReader::open_cursor() {
  std::size_t rest = combination_;
  TriplePattern pattern;
  pattern.object = objects_[rest % objects_.size()];
  rest /= objects_.size();
  pattern.subject = subjects_[rest % subjects_.size()];
  rest /= subjects_.size();
  pattern.predicate = predicates_[rest];
  cursor_ = context_.snapshot.scan(order_for(pattern), pattern);
}

void LeafReader::fetch(std::vector<Triple>& matches) {
  const Id id = *fixed_.statement;
  if (kind_of(id) != IdKind::Statement) return;  // of a variable that stands elsewhere too
  const Triple triple = context_.snapshot.triples(std::span(&id, 1)).front();
  const auto inside = [](const std::vector<IdRange>& ranges, Id value) {
    return std::any_of(ranges.begin(), ranges.end(), [&](IdRange range) { return range.contains(value); });
  };
  if (inside(subjects_, triple.subject) && inside(predicates_, triple.predicate) &&
      inside(objects_, triple.object) && accepts(triple))
    matches.push_back(triple);
}

bool LeafReader::accepts(const Triple& triple) const {
  const Leaf& leaf = leaf_.leaf;
  if (fixed_.statement && triple.statement != *fixed_.statement) return false;
  if (leaf.must_have_statement && triple.statement == kNoId) return false;
  const auto same = [](Var a, Var b, Id x, Id y) { return a == kNoVar || a != b || x == y; };
  return same(leaf.subject.var, leaf.predicate.var, triple.subject, triple.predicate) &&
         same(leaf.subject.var, leaf.object.var, triple.subject, triple.object) &&
         same(leaf.predicate.var, leaf.object.var, triple.predicate, triple.object) &&
         same(leaf.statement, leaf.subject.var, triple.statement, triple.subject) &&
         same(leaf.statement, leaf.predicate.var, triple.statement, triple.predicate) &&
         same(leaf.statement, leaf.object.var, triple.statement, triple.object);
}

void LeafReader::test(std::vector<Triple>& matches, std::size_t begin) {
  if (!leaf_.leaf.test || begin == matches.size()) return;
  std::vector<Id> objects;
  for (std::size_t i = begin; i < matches.size(); ++i) objects.push_back(matches[i].object);
  const std::vector<Term> terms = context_.pool.terms(objects);
  std::size_t kept = begin;
  for (std::size_t i = begin; i < matches.size(); ++i) {
    context_.limits.check();
    if (passes(terms[i - begin], *leaf_.leaf.test, context_.names)) matches[kept++] = matches[i];
  }
  matches.resize(kept);
}

}  // namespace kg::query

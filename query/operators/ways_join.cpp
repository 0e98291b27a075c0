#include "query/operators/ways_join.hpp"

#include <algorithm>

#include "kg/statement.hpp"
#include "query/statement_set.hpp"
#include "query/way.hpp"

namespace kg::query {
namespace {

constexpr std::size_t kFactsKept = 1 << 16;

}  // namespace

WaysJoin::WaysJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left)
    : RowJoin(plan, context, std::move(left), plan.leaf.leaf.variables()),
      leaf_(plan.leaf),
      only_first_(plan.join == JoinKind::Anti && plan.filters.empty() &&
                  column_of(left_vars(), plan.leaf.leaf.predicate.var) < 0),
      links_(context, plan.leaf.links, plan.leaf.leaf.as_of),
      from_(meant(plan.leaf.subject)),
      to_(meant(plan.leaf.object)) {}

std::vector<Id> WaysJoin::meant(const PlanSlot& slot) const {
  std::vector<Id> ids;
  if (slot.var != kNoVar) return ids;
  for (const IdRange& range : slot.ranges) ids.push_back(range.low);
  const std::vector<Term> terms = context().snapshot.terms(ids);
  std::vector<std::pair<Term, Id>> sorted;
  for (std::size_t i = 0; i < ids.size(); ++i) sorted.emplace_back(terms[i], ids[i]);
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = sorted[i].second;
  return ids;
}

void WaysJoin::begin(const Batch& left_rows, std::size_t row) {
  const auto ends = [&](const PlanSlot& slot, const std::vector<Id>& constants) {
    if (slot.var == kNoVar) return constants;
    return std::vector<Id>{
        left_rows.columns[static_cast<std::size_t>(column_of(left_vars(), slot.var))][row]};
  };
  pairs_.clear();
  for (const Id from : ends(leaf_.subject, from_))
    for (const Id to : ends(leaf_.object, to_)) pairs_.emplace_back(from, to);
  pair_ = 0;
  number_ = 0;
  begun_ = true;
}

bool WaysJoin::find(const Batch& left_rows, std::size_t row, Batch& found) {
  if (!begun_) begin(left_rows, row);
  const Via& via = *leaf_.leaf.via;
  std::vector<std::vector<Triple>> ways;
  std::vector<std::pair<Id, Id>> ends;
  std::vector<Triple> way;
  while (ways.size() < (only_first_ ? 1 : kBatchRows) && pair_ < pairs_.size()) {
    const auto [from, to] = pairs_[pair_];
    if (search_ == nullptr)
      search_ = std::make_unique<WaySearch>(context(), links_, from, to, via.least, via.most);
    if (search_->next(way)) {
      ways.push_back(way);
      ends.emplace_back(from, to);
    } else {
      search_.reset();
      ++pair_;
    }
  }
  const std::vector<Id> terms = terms_of(ways);
  const Var told = leaf_.leaf.predicate.var;
  const int bound_column = column_of(left_vars(), told);
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const Id bound =
        bound_column < 0 ? kNoId : left_rows.columns[static_cast<std::size_t>(bound_column)][row];
    if (bound != kNoId && context().pool.settled(bound) != terms[i]) continue;
    for (std::size_t column = 0; column < right_vars().size(); ++column) {
      const Var var = right_vars()[column];
      found.columns[column].push_back(var == told                   ? terms[i]
                                      : var == leaf_.leaf.statement ? statements_of(ways[i])
                                      : var == leaf_.subject.var    ? ends[i].first
                                                                    : ends[i].second);
    }
    ++found.rows;
  }
  const bool complete = only_first_ || pair_ == pairs_.size();
  if (complete) {
    search_.reset();
    begun_ = false;
  }
  return complete;
}

Id WaysJoin::statements_of(const std::vector<Triple>& way) {
  std::vector<Term> terms;
  for (const Triple& triple : way) terms.push_back(statement_term(triple));
  return context().pool.intern(statement_list(terms));
}

std::vector<Id> WaysJoin::terms_of(const std::vector<std::vector<Triple>>& ways) {
  std::vector<Id> terms;
  if (leaf_.leaf.via->numbered) {
    for (std::size_t i = 0; i < ways.size(); ++i)
      terms.push_back(context().pool.intern(number_term(++number_)));
    return terms;
  }
  print_facts(ways);
  std::vector<std::string> facts;
  for (const std::vector<Triple>& way : ways) {
    facts.clear();
    for (const Triple& triple : way) {
      if (triple.statement != kNoId) {
        facts.push_back(facts_.at(triple.statement));
      } else {
        const std::vector<Id> parts{triple.subject, triple.predicate, triple.object};
        const std::vector<Term> plain = context().snapshot.terms(parts);
        facts.push_back(print(Statement{plain[0], plain[1], plain[2], {}}));
      }
    }
    terms.push_back(context().pool.intern(way_term(facts)));
  }
  return terms;
}

void WaysJoin::print_facts(const std::vector<std::vector<Triple>>& ways) {
  if (facts_.size() > kFactsKept) facts_.clear();
  std::vector<Id> ids;
  for (const std::vector<Triple>& way : ways)
    for (const Triple& triple : way)
      if (triple.statement != kNoId && facts_.try_emplace(triple.statement).second)
        ids.push_back(triple.statement);
  const std::vector<Statement> statements = context().snapshot.statements(ids);
  for (std::size_t i = 0; i < ids.size(); ++i) facts_[ids[i]] = print(statements[i]);
}

}  // namespace kg::query

#include "query/run/execution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kg/statement.hpp"
#include "query/naive/evaluator.hpp"
#include "query/print.hpp"
#include "query/statement_set.hpp"

namespace kg::query {
namespace {

/// So long the first rows of a small batch wait for others.
constexpr auto kGathering = std::chrono::milliseconds(10);

}  // namespace

Execution::Execution(const Context& context)
    : snapshot_(context.snapshot),
      resolver_(*snapshot_),
      limits_(context.stop, context.deadline, context.memory),
      context_{*snapshot_, resolver_, limits_},
      costs_(context.costs),
      naive_(context.naive) {}

void Execution::start(const ast::Command& command) {
  for (const ast::Operand& thing : command.things) resolver_.tell_namesakes(thing);
  start(translate(command));
}

void Execution::start(Algebra algebra) {
  algebra_ = std::move(algebra);
  if (naive_) {
    naive_rows_ = run_naively(algebra_, *snapshot_, resolver_, limits_);
    return;
  }
  plan_ = plan(algebra_, *snapshot_, resolver_, costs_);
  root_ = build_operator(plan_, context_);
}

bool Execution::next(Rows& rows) {
  rows = {};
  if (!first_rows_.empty()) {
    std::swap(rows, first_rows_);
    return true;
  }
  if (!next_as_they_are(rows)) {
    if (none_) resolver_.tell_other_cases();
    return false;
  }
  none_ = false;
  show_facts(rows);
  return true;
}

bool Execution::any() {
  Rows rows;
  const bool found = next(rows);
  first_rows_ = std::move(rows);
  return found;
}

bool Execution::rests_on_nothing() {
  if (first_rows_.size() != 1 || first_rows_.cell(0, 0) != nullptr) return false;
  Rows first = std::exchange(first_rows_, {}), more;
  const bool only = !next(more);
  if (only) {
    first_rows_ = std::move(first);
    return true;
  }
  for (std::size_t i = 0; i < more.columns.size(); ++i) more.columns[i].insert(more.columns[i].begin(), 0);
  if (!more.times.empty()) more.times.insert(more.times.begin(), 1);
  ++more.lines;
  first_rows_ = std::move(more);
  return false;
}

bool Execution::next_as_they_are(Rows& rows) {
  if (naive_) {
    take_naive(rows);
    return !rows.empty();
  }
  if (!gather_rows()) return false;
  const std::vector<Var>& columns = algebra_.columns;
  rows.lines = batch_.rows;
  rows.times = batch_.times;
  rows.columns.resize(columns.size());
  ids_.clear();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& ids = batch_.columns[static_cast<std::size_t>(column_of(root_->vars(), columns[i]))];
    rows.columns[i].reserve(ids.size());
    for (const Id id : ids) rows.columns[i].push_back(id == kNoId ? 0 : ids_.add({&id, 1}).first + 1);
  }
  rows.terms = context_.pool.terms(ids_.ids());
  return true;
}

/// Small batches become a large one, whose terms are looked up together, unless that takes long.
bool Execution::gather_rows() {
  if (root_ == nullptr || ended_ || !root_->next(batch_)) return false;
  const auto begin = Limits::Clock::now();
  while (batch_.rows + kBatchRows <= kMostRows && Limits::Clock::now() - begin < kGathering) {
    ended_ = !root_->next(more_);
    if (ended_) break;
    batch_.append(more_, 0, more_.rows);
  }
  return true;
}

/// The rows of the naive evaluator, all at once.
void Execution::take_naive(Rows& rows) {
  rows.columns.resize(algebra_.columns.size());
  for (Row& row : std::exchange(naive_rows_, {})) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i]) rows.terms.push_back(std::move(*row[i]));
      rows.columns[i].push_back(row[i] ? static_cast<std::uint32_t>(rows.terms.size()) : 0);
    }
    ++rows.lines;
  }
}

/// Statements by number become statements in words.
void Execution::show_facts(Rows& rows) const {
  const auto found = std::find(algebra_.columns.begin(), algebra_.columns.end(), algebra_.fact);
  if (algebra_.fact == kNoVar || found == algebra_.columns.end()) return;
  std::vector<std::uint32_t>& column =
      rows.columns[static_cast<std::size_t>(found - algebra_.columns.begin())];
  std::vector<Triple> shown;
  std::vector<std::uint32_t> numbers(rows.terms.size() + 1);  // of the words for each term
  for (std::uint32_t& number : column) {
    if (number == 0) continue;
    if (numbers[number] == 0 && rows.terms[number - 1] != no_statement()) {
      shown.push_back(row_of(rows.terms[number - 1]));
      rows.terms.push_back({TermKind::Statement, {}, rows.terms[number - 1].text});
      numbers[number] = static_cast<std::uint32_t>(rows.terms.size());
    }
    number = numbers[number];
  }
  const std::vector<Statement> statements = snapshot_->statements_of(shown);
  const std::size_t first = rows.terms.size() - shown.size();
  for (std::size_t i = 0; i < shown.size(); ++i) rows.terms[first + i].text = kg::print(statements[i]);
}

std::string Execution::profile(const ast::Command& command) {
  context_.profile = &steps_;
  naive_ = false;
  const auto begin = Limits::Clock::now();
  start(command);
  const auto planned = Limits::Clock::now();
  std::uint64_t rows = 0;
  while (root_->next(batch_)) rows += batch_.total();
  const auto end = Limits::Clock::now();
  return fmt::format("rows      {}\nparsing   {}\nplanning  {}\nrunning   {}\ntotal     {}\nplan\n{}", rows,
                     milliseconds(command.parsing), milliseconds(planned - begin),
                     milliseconds(end - planned), milliseconds(command.parsing + (end - begin)),
                     print(plan_, algebra_.variables, &steps_));
}

std::string Execution::explain(const ast::Command& command) {
  naive_ = false;
  start(command);
  return fmt::format("algebra\n{}plan\n{}", print(algebra_), print(plan_, algebra_.variables));
}

std::vector<Triple> Execution::statements() {
  std::vector<Triple> result;
  std::vector<Id> ids;
  for (Rows rows; next(rows);) {
    const std::size_t first = result.size();
    ids.clear();
    for (std::size_t line = 0; line < rows.lines; ++line) {
      const Term* statement = rows.cell(line, 0);
      if (statement == nullptr || *statement == no_statement()) continue;
      result.push_back(row_of(*statement));
      if (result.back().statement != kNoId) ids.push_back(result.back().statement);
    }
    const std::vector<Triple> known = snapshot_->triples(ids);
    auto triple = known.begin();
    for (std::size_t i = first; i < result.size(); ++i)
      if (result[i].statement != kNoId) result[i] = *triple++;
  }
  return result;
}

}  // namespace kg::query

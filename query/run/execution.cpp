#include "query/run/execution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "kg/statement.hpp"
#include "query/naive/evaluator.hpp"
#include "query/print.hpp"
#include "query/statement_set.hpp"

namespace kg::query {

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

bool Execution::next(std::vector<Row>& rows) {
  rows.clear();
  if (!first_rows_.empty()) {
    rows.swap(first_rows_);
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
  std::vector<Row> rows;
  const bool found = next(rows);
  first_rows_ = std::move(rows);
  return found;
}

bool Execution::rests_on_nothing() {
  if (first_rows_.size() != 1 || first_rows_.front().front()) return false;
  std::vector<Row> rows = std::exchange(first_rows_, {}), more;
  next(more);
  rows.insert(rows.end(), more.begin(), more.end());
  first_rows_ = std::move(rows);
  return more.empty();
}

bool Execution::next_as_they_are(std::vector<Row>& rows) {
  if (naive_) {
    rows.swap(naive_rows_);
    return !rows.empty();
  }
  if (root_ == nullptr || !root_->next(batch_)) return false;
  rows.assign(batch_.rows, Row(algebra_.columns.size()));
  std::vector<Id> ids;
  std::unordered_map<Id, std::size_t> places;
  for (const auto& column : batch_.columns)
    for (const Id id : column)
      if (id != kNoId && places.try_emplace(id, ids.size()).second) ids.push_back(id);
  const std::vector<Term> terms = context_.pool.terms(ids);
  for (std::size_t i = 0; i < algebra_.columns.size(); ++i) {
    const auto& column =
        batch_.columns[static_cast<std::size_t>(column_of(root_->vars(), algebra_.columns[i]))];
    for (std::size_t row = 0; row < batch_.rows; ++row)
      if (column[row] != kNoId) rows[row][i] = terms[places.at(column[row])];
  }
  return true;
}

/// Statements by number become statements in words.
void Execution::show_facts(std::vector<Row>& rows) const {
  const auto column = std::find(algebra_.columns.begin(), algebra_.columns.end(), algebra_.fact);
  if (algebra_.fact == kNoVar || column == algebra_.columns.end()) return;
  const auto place = static_cast<std::size_t>(column - algebra_.columns.begin());
  std::vector<Id> ids;
  std::vector<Term*> cells;
  for (Row& row : rows) {
    if (row[place] == no_statement()) row[place].reset();
    if (!row[place]) continue;
    ids.push_back(statement_id(*row[place]));
    cells.push_back(&*row[place]);
  }
  const std::vector<Statement> statements = snapshot_->statements(ids);
  for (std::size_t i = 0; i < cells.size(); ++i)
    *cells[i] = {TermKind::Statement, kg::print(statements[i]), cells[i]->text};
}

std::string Execution::profile(const ast::Command& command) {
  context_.profile = &steps_;
  naive_ = false;
  const auto begin = Limits::Clock::now();
  start(command);
  const auto planned = Limits::Clock::now();
  std::uint64_t rows = 0;
  while (root_->next(batch_)) rows += batch_.rows;
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

std::vector<Id> Execution::statements() {
  std::vector<Id> ids;
  for (std::vector<Row> rows; next(rows);)
    for (const Row& row : rows)
      ids.push_back(row.front() ? snapshot_->find(*row.front()).value_or(kNoId) : kNoId);
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace kg::query

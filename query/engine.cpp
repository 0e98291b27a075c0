#include "query/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "kg/error.hpp"
#include "kg/statement.hpp"
#include "kg/word.hpp"
#include "query/messages.hpp"
#include "query/naive.hpp"
#include "query/operators/operator.hpp"
#include "query/plan.hpp"
#include "query/print.hpp"
#include "query/statement_set.hpp"

namespace kg::query {

/// All that a running query needs, in the order in which it may be destroyed backwards.
struct Result::Execution {
  std::shared_ptr<const Snapshot> snapshot;
  Resolver resolver;
  Limits limits;
  ExecContext context;
  Algebra algebra;
  Plan plan;
  Profile steps;  ///< of `profile` only
  std::unique_ptr<Operator> root;
  std::vector<Row> naive_rows;
  std::string if_none;          ///< a hint for an answer without a row
  std::vector<Row> first_rows;  ///< pulled to know whether there are any
  Costs costs;
  bool naive = false;
  Batch batch;

  explicit Execution(const Context& given)
      : snapshot(given.snapshot),
        resolver(*snapshot),
        limits(given.stop, given.deadline, given.memory),
        context{*snapshot, resolver, limits},
        costs(given.costs),
        naive(given.naive) {}

  void start(const ast::Command& command) {
    for (const ast::Operand& thing : command.things) resolver.tell_namesakes(thing);
    start(translate(command));
  }
  void start(Algebra what) {
    algebra = std::move(what);
    if (naive) {
      naive_rows = run_naively(algebra, *snapshot, resolver, limits);
      return;
    }
    plan = query::plan(algebra, *snapshot, resolver, costs);
    root = build_operator(plan, context);
  }

  bool next(std::vector<Row>& rows) {
    rows.clear();
    if (!first_rows.empty()) {
      rows.swap(first_rows);
      return true;
    }
    if (!next_as_they_are(rows)) {
      if (!if_none.empty()) resolver.note(std::exchange(if_none, {}));
      return false;
    }
    if_none.clear();
    show_facts(rows);
    return true;
  }

  bool next_as_they_are(std::vector<Row>& rows) {
    if (naive) {
      rows.swap(naive_rows);
      return !rows.empty();
    }
    if (root == nullptr || !root->next(batch)) return false;
    rows.assign(batch.rows, Row(algebra.columns.size()));
    std::vector<Id> ids;
    std::unordered_map<Id, std::size_t> places;
    for (const auto& column : batch.columns)
      for (const Id id : column)
        if (id != kNoId && places.try_emplace(id, ids.size()).second) ids.push_back(id);
    const std::vector<Term> terms = context.pool.terms(ids);
    for (std::size_t i = 0; i < algebra.columns.size(); ++i) {
      const auto& column =
          batch.columns[static_cast<std::size_t>(column_of(root->vars(), algebra.columns[i]))];
      for (std::size_t row = 0; row < batch.rows; ++row)
        if (column[row] != kNoId) rows[row][i] = terms[places.at(column[row])];
    }
    return true;
  }

  /// Runs the question for its times alone.
  std::string profile(const ast::Command& command) {
    context.profile = &steps;
    naive = false;
    const auto begin = Limits::Clock::now();
    start(command);
    const auto planned = Limits::Clock::now();
    std::uint64_t rows = 0;
    while (root->next(batch)) rows += batch.rows;
    const auto end = Limits::Clock::now();
    return fmt::format("rows      {}\nparsing   {}\nplanning  {}\nrunning   {}\ntotal     {}\nplan\n{}", rows,
                       milliseconds(command.parsing), milliseconds(planned - begin),
                       milliseconds(end - planned), milliseconds(command.parsing + (end - begin)),
                       print(plan, algebra.variables, &steps));
  }

  /// Statements by number become statements in words.
  void show_facts(std::vector<Row>& rows) const {
    const auto column = std::find(algebra.columns.begin(), algebra.columns.end(), algebra.fact);
    if (algebra.fact == kNoVar || column == algebra.columns.end()) return;
    const auto place = static_cast<std::size_t>(column - algebra.columns.begin());
    std::vector<Id> ids;
    std::vector<Term*> cells;
    for (Row& row : rows) {
      if (row[place] == no_statement()) row[place].reset();
      if (!row[place]) continue;
      ids.push_back(statement_id(*row[place]));
      cells.push_back(&*row[place]);
    }
    const std::vector<Statement> statements = snapshot->statements(ids);
    for (std::size_t i = 0; i < cells.size(); ++i)
      *cells[i] = {TermKind::Statement, kg::print(statements[i]), cells[i]->text};
  }

  /// The ids of the statements that a removal is about, sorted; `kNoId` for plain triples.
  std::vector<Id> statements() {
    std::vector<Id> ids;
    for (std::vector<Row> rows; next(rows);)
      for (const Row& row : rows)
        ids.push_back(row.front() ? snapshot->find(*row.front()).value_or(kNoId) : kNoId);
    std::sort(ids.begin(), ids.end());
    return ids;
  }
};

Result::Result() = default;
Result::Result(Result&&) noexcept = default;
Result& Result::operator=(Result&&) noexcept = default;
Result::~Result() = default;

bool Result::next(std::vector<Row>& rows) {
  rows.clear();
  return execution_ != nullptr && is_query && !columns.empty() && execution_->next(rows);
}

std::vector<Row> Result::all() {
  std::vector<Row> result;
  for (std::vector<Row> rows; next(rows);) std::move(rows.begin(), rows.end(), std::back_inserter(result));
  return result;
}

const std::vector<std::string>& Result::hints() const {
  static const std::vector<std::string> kNone;
  return execution_ == nullptr ? kNone : execution_->resolver.hints();
}

namespace {

Statement statement_of(const ast::Pattern& pattern) {
  Statement statement{pattern.subject.term, pattern.path.predicate.term.text, pattern.object.term, {}};
  for (const ast::QualifierGroup& group : pattern.groups)
    for (const ast::Qualifier& one : group.qualifiers)
      statement.qualifiers.push_back({one.key.term.text, one.values.front().term});
  normalise(statement);
  return statement;
}

std::string statements(std::uint64_t count) {
  return fmt::format("{} statement{}", count, count == 1 ? "" : "s");
}

[[noreturn]] void fail(const ast::Command& command, const Said& message) {
  fail_at(*command.source, command.at, command.length, message);
}

Graph& writer_of(const Context& context) {
  if (context.transaction != nullptr) return *context.transaction;
  if (!context.writer) throw Error(kRun.read_only().text());
  return context.writer();
}

Graph& open_transaction(const ast::Command& command, const Context& context) {
  if (context.transaction == nullptr) fail(command, kRun.no_transaction());
  return *context.transaction;
}

/// Does the command to a draft of the graph, and tells what came of it.
Result dry_run(ast::Command command, Context context) {
  const auto draft = context.snapshot->draft();
  draft->begin();
  context.transaction = draft.get();
  command.dry_run = false;
  Result result = run(command, context);
  const auto [added, removed] = draft->staged();
  for (const Statement& one : removed) result.facts += fmt::format("- {}\n", print(one));
  for (const Statement& one : added) result.facts += fmt::format("+ {}\n", print(one));
  // The graph says so already, or has no such document.
  if (result.text.empty() || (command.kind == ast::CommandKind::Add && result.added == 0)) return result;
  result.added = result.removed = 0;
  result.text = fmt::format("would add {}, remove {}\n", statements(added.size()), removed.size());
  return result;
}

}  // namespace

std::uint64_t Result::remove(const ast::Command& command, const Context& context) {
  Graph& graph = writer_of(context);
  Context locked = context;
  locked.snapshot = graph.snapshot();
  Execution execution(locked);
  execution.start(command);
  const std::vector<Id> ids = execution.statements();
  if (ids.empty()) return 0;
  if (ids.front() == kNoId) fail(command, kRun.plain_triples());
  graph.change({}, ids);
  return ids.size();
}

std::vector<Id> statements_behind(const ast::Command& question, const Context& context) {
  if (question.kind != ast::CommandKind::Query) throw Error(kRun.no_question().text());
  Result::Execution execution(context);
  execution.start(translate_statements(question));
  std::vector<Id> ids;
  for (std::vector<Row> rows; execution.next(rows);)
    for (const Row& row : rows)
      if (row.front() && *row.front() != no_statement()) ids.push_back(statement_id(*row.front()));
  return ids;
}

Result run(const ast::Command& command, const Context& context) {
  if (command.dry_run) return dry_run(command, context);
  Result result;
  result.execution_ = std::make_unique<Result::Execution>(context);
  Result::Execution& execution = *result.execution_;
  switch (command.kind) {
    case ast::CommandKind::Add: {
      const Statement statement = statement_of(command.query.items.front().pattern);
      result.added = writer_of(context).change(std::span(&statement, 1), {});
      result.text = result.added == 0 ? "the graph says so already\n"
                                      : fmt::format("added {}\n", statements(result.added));
      return result;
    }
    case ast::CommandKind::Remove: {
      execution.start(command);
      // What the reader saw may have changed before the lock was taken: decide again under it.
      if (!execution.statements().empty()) result.removed = Result::remove(command, context);
      result.text = fmt::format("removed {}\n", statements(result.removed));
      return result;
    }
    case ast::CommandKind::Forget: {
      Graph& graph = writer_of(context);  // a reader may not know the document yet
      const auto info = graph.snapshot()->document(command.document);
      if (!info || !graph.forget(command.document)) {
        execution.resolver.miss_document(command.document);
        return result;
      }
      result.removed = info->statements;
      result.text =
          fmt::format("forgot \"{}\" and its evidence for {}\n", info->name, statements(info->statements));
      return result;
    }
    case ast::CommandKind::Begin:
      if (context.transaction != nullptr) fail(command, kRun.begun());
      writer_of(context).begin();
      return result;
    case ast::CommandKind::Commit: {
      Graph& graph = open_transaction(command, context);
      const auto [added, removed] = graph.staged();
      graph.commit();
      result.text =
          fmt::format("committed: added {}, removed {}\n", statements(added.size()), removed.size());
      return result;
    }
    case ast::CommandKind::Rollback:
      open_transaction(command, context).rollback();
      result.text = "rolled back: nothing was written\n";
      return result;
    case ast::CommandKind::Prefix:  // the script has seen to it
      return result;
    case ast::CommandKind::Profile:
      result.text = execution.profile(command);
      return result;
    case ast::CommandKind::Explain:
      execution.naive = false;
      execution.start(command);
      result.text = fmt::format("algebra\n{}plan\n{}", print(execution.algebra),
                                print(execution.plan, execution.algebra.variables));
      return result;
    case ast::CommandKind::Query:
    case ast::CommandKind::Assert:
      break;
  }
  execution.start(command);
  if (command.kind == ast::CommandKind::Assert || execution.algebra.is_ground) {
    std::vector<Row> rows;
    result.answer = execution.next(rows);
    execution.first_rows = std::move(rows);
  }
  if (command.kind == ast::CommandKind::Assert) {
    if (result.answer) return result;
    const auto& hints = execution.resolver.hints();
    fail(command, hints.empty() ? kRun.no_row() : kRun.no_row_hint(hints.front()));
  }
  result.is_query = true;
  result.is_ground = execution.algebra.is_ground;
  result.columns = execution.algebra.column_names;
  result.grouped_columns = execution.algebra.grouped_columns;
  if (command.question == ast::Question::How && command.query.limit != 0u)
    execution.if_none = fmt::format("no way of up to {} steps links {} and {}", ast::kHowSteps,
                                    print(command.things[0]), print(command.things[1]));
  const bool proven = result.is_ground && !result.columns.empty() && result.answer;
  if (proven && execution.algebra.fact != kNoVar && !execution.first_rows.front().front())
    result.columns.clear();  // it rests on what is not there
  return result;
}

}  // namespace kg::query

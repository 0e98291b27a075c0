#include "query/run/writing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <tuple>

#include "kg/error.hpp"
#include "kg/statement.hpp"
#include "query/messages.hpp"
#include "query/run/execution.hpp"

namespace kg::query {
namespace {

Statement statement_of(const ast::Pattern& pattern) {
  Statement statement{pattern.subject.term, pattern.path.predicate.term, pattern.object.term, {}};
  for (const ast::QualifierGroup& group : pattern.groups)
    for (const ast::Qualifier& one : group.qualifiers)
      statement.qualifiers.push_back({one.key.term, one.values.front().term});
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

/// Roughly, of a statement whose change is put together or held in memory.
constexpr std::uint64_t kBytesOfChange = 4096;

/// A change that is put together asks now and then whether time is up.
Watch watch(Execution& execution) {
  return [&limits = execution.limits()] { limits.check(); };
}

/// The statements that `-` removes, plain triples first, then by number.
std::vector<Triple> found_by(Execution& execution) {
  std::vector<Triple> rows = execution.statements();
  std::sort(rows.begin(), rows.end(), [](const Triple& a, const Triple& b) {
    return std::tie(a.statement, a) < std::tie(b.statement, b);
  });
  return rows;
}

void add(const ast::Command& command, const Context& context, Execution& reader, Result& result) {
  const Statement statement = statement_of(command.query.items.front().pattern);
  result.added = writer_of(context).change(std::span(&statement, 1), {}, watch(reader));
  result.text =
      result.added == 0 ? "the graph says so already\n" : fmt::format("added {}\n", statements(result.added));
}

/// Decides under the lock, so that nothing that others wrote since the reader's snapshot is passed over.
void remove(const ast::Command& command, const Context& context, Execution& reader, Result& result) {
  Algebra algebra = translate(command);  // mistakes are told before anybody is locked out
  Graph& graph = writer_of(context);
  Context locked = context;
  locked.snapshot = graph.snapshot();
  Execution execution(locked);
  execution.start(std::move(algebra));
  const std::vector<Triple> rows = found_by(execution);
  for (const std::string& hint : execution.resolver().hints()) reader.resolver().note(hint);
  Charge charge(execution.limits(), "the removal");
  charge.add(rows.size() * kBytesOfChange);
  const auto plain =
      std::find_if(rows.begin(), rows.end(), [](const Triple& row) { return row.statement != kNoId; });
  std::vector<Id> ids;
  for (auto row = plain; row != rows.end(); ++row) ids.push_back(row->statement);
  graph.change({}, ids, watch(execution), {rows.begin(), plain});
  result.removed = rows.size();
  result.text = fmt::format("removed {}\n", statements(result.removed));
}

/// Decides under the lock too.
void forget(const ast::Command& command, const Context& context, Execution& reader, Result& result) {
  Graph& graph = writer_of(context);
  const auto snapshot = graph.snapshot();
  const auto info = snapshot->document(command.document);
  if (!info) {
    Resolver names(*snapshot);
    names.miss_document(command.document);
    for (const std::string& hint : names.hints()) reader.resolver().note(hint);
    return;
  }
  Charge charge(reader.limits(), "the removal");
  charge.add(info->statements * kBytesOfChange);
  graph.forget(command.document, watch(reader));
  result.removed = info->statements;
  result.text =
      fmt::format("forgot \"{}\" and its evidence for {}\n", info->name, statements(info->statements));
}

void commit(const ast::Command& command, const Context& context, Execution& reader, Result& result) {
  Graph& graph = open_transaction(command, context);
  const auto [added, removed] = graph.staged(watch(reader));
  graph.commit();
  result.text = fmt::format("committed: added {}, removed {}\n", statements(added.size()), removed.size());
}

/// A line for each statement behind the sign.
void list(char sign, const Snapshot& snapshot, std::span<const Triple> rows, Execution& reader,
          Result& result) {
  constexpr std::size_t kAtOnce = 256;  // statements, between two looks at the clock
  Charge charge(reader.limits(), "the facts of a dry run");
  for (std::size_t first = 0; first < rows.size(); first += kAtOnce) {
    reader.limits().check();
    const std::size_t begin = result.facts.size();
    for (const Statement& one :
         snapshot.statements_of(rows.subspan(first, std::min(kAtOnce, rows.size() - first))))
      result.facts += fmt::format("{} {}\n", sign, print(one));
    charge.add(result.facts.size() - begin);
  }
}

/// Tells what the command would do. What `-` finds is what it removes; the others are done to a draft of the
/// graph.
void dry_run(const ast::Command& command, const Context& context, Execution& reader, Result& result) {
  std::size_t added = 0, removed = 0;
  if (command.kind == ast::CommandKind::Remove) {
    reader.start(command);
    const std::vector<Triple> rows = found_by(reader);
    list('-', *context.snapshot, rows, reader, result);
    removed = rows.size();
  } else {
    const auto draft = context.snapshot->draft();
    draft->begin();
    Context drafted = context;
    drafted.transaction = draft.get();
    const bool adds = command.kind == ast::CommandKind::Add;
    adds ? add(command, drafted, reader, result) : forget(command, drafted, reader, result);
    if (adds ? result.added == 0 : result.text.empty()) return;  // it is there already, or is not there
    result.added = result.removed = 0;
    const Difference difference = draft->staged(watch(reader));
    list('-', *context.snapshot, difference.removed, reader, result);
    list('+', *draft->snapshot(), difference.added, reader, result);
    added = difference.added.size();
    removed = difference.removed.size();
  }
  result.text = fmt::format("would add {}, remove {}\n", statements(added), removed);
}

}  // namespace

bool writes(ast::CommandKind kind) {
  using enum ast::CommandKind;
  return kind == Add || kind == Remove || kind == Forget || kind == Begin || kind == Commit ||
         kind == Rollback;
}

Result write(const ast::Command& command, const Context& context) {
  Result result(std::make_unique<Execution>(context));
  Execution& reader = result.execution();
  if (command.dry_run) {
    dry_run(command, context, reader, result);
    return result;
  }
  switch (command.kind) {
    case ast::CommandKind::Add:
      add(command, context, reader, result);
      break;
    case ast::CommandKind::Remove:
      remove(command, context, reader, result);
      break;
    case ast::CommandKind::Forget:
      forget(command, context, reader, result);
      break;
    case ast::CommandKind::Begin:
      if (context.transaction != nullptr) fail(command, kRun.begun());
      writer_of(context).begin();
      break;
    case ast::CommandKind::Commit:
      commit(command, context, reader, result);
      break;
    default:
      open_transaction(command, context).rollback();
      result.text = "rolled back: nothing was written\n";
  }
  return result;
}

}  // namespace kg::query

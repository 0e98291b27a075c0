#include "query/run/writing.hpp"

#include <fmt/format.h>

#include "kg/error.hpp"
#include "kg/statement.hpp"
#include "query/messages.hpp"
#include "query/run/execution.hpp"

namespace kg::query {
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

void add(const ast::Command& command, const Context& context, Result& result) {
  const Statement statement = statement_of(command.query.items.front().pattern);
  result.added = writer_of(context).change(std::span(&statement, 1), {});
  result.text =
      result.added == 0 ? "the graph says so already\n" : fmt::format("added {}\n", statements(result.added));
}

/// Removes what the question finds in the graph as its writer sees it; returns how many statements.
std::uint64_t remove_found(const ast::Command& command, const Context& context) {
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

/// `reader` asks first: where there is nothing to remove, nobody is locked out.
void remove(const ast::Command& command, const Context& context, Execution& reader, Result& result) {
  reader.start(command);
  // What the reader saw may have changed before the lock was taken: decide again under it.
  if (!reader.statements().empty()) result.removed = remove_found(command, context);
  result.text = fmt::format("removed {}\n", statements(result.removed));
}

void forget(const ast::Command& command, const Context& context, Execution& reader, Result& result) {
  Graph& graph = writer_of(context);  // a reader may not know the document yet
  const auto info = graph.snapshot()->document(command.document);
  if (!info || !graph.forget(command.document)) {
    reader.resolver().miss_document(command.document);
    return;
  }
  result.removed = info->statements;
  result.text =
      fmt::format("forgot \"{}\" and its evidence for {}\n", info->name, statements(info->statements));
}

void commit(const ast::Command& command, const Context& context, Result& result) {
  Graph& graph = open_transaction(command, context);
  const auto [added, removed] = graph.staged();
  graph.commit();
  result.text = fmt::format("committed: added {}, removed {}\n", statements(added.size()), removed.size());
}

/// Does the command to a draft of the graph, and tells what came of it.
Result dry_run(ast::Command command, Context context) {
  const auto draft = context.snapshot->draft();
  draft->begin();
  context.transaction = draft.get();
  command.dry_run = false;
  Result result = write(command, context);
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

bool writes(ast::CommandKind kind) {
  using enum ast::CommandKind;
  return kind == Add || kind == Remove || kind == Forget || kind == Begin || kind == Commit ||
         kind == Rollback;
}

Result write(const ast::Command& command, const Context& context) {
  if (command.dry_run) return dry_run(command, context);
  Result result(std::make_unique<Execution>(context));
  switch (command.kind) {
    case ast::CommandKind::Add:
      add(command, context, result);
      break;
    case ast::CommandKind::Remove:
      remove(command, context, result.execution(), result);
      break;
    case ast::CommandKind::Forget:
      forget(command, context, result.execution(), result);
      break;
    case ast::CommandKind::Begin:
      if (context.transaction != nullptr) fail(command, kRun.begun());
      writer_of(context).begin();
      break;
    case ast::CommandKind::Commit:
      commit(command, context, result);
      break;
    default:
      open_transaction(command, context).rollback();
      result.text = "rolled back: nothing was written\n";
  }
  return result;
}

}  // namespace kg::query

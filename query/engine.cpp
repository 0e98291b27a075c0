#include "query/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kg/error.hpp"
#include "query/messages.hpp"
#include "query/run/execution.hpp"
#include "query/run/writing.hpp"

namespace kg::query {

Result::Result() = default;
Result::Result(std::unique_ptr<Execution> execution) : execution_(std::move(execution)) {}
Result::Result(Result&&) noexcept = default;
Result& Result::operator=(Result&&) noexcept = default;
Result::~Result() = default;

bool Result::next(Rows& rows) {
  rows = {};
  return execution_ != nullptr && is_query && !columns.empty() && execution_->next(rows);
}

std::vector<Row> Result::all() {
  std::vector<Row> result;
  for (Rows rows; next(rows);) rows.append_to(result);
  return result;
}

const std::vector<std::string>& Result::hints() const {
  static const std::vector<std::string> kNone;
  return execution_ == nullptr ? kNone : execution_->resolver().hints();
}

StatementsBehind statements_behind(const ast::Command& question, const Context& context) {
  if (question.kind != ast::CommandKind::Query) throw Error(kRun.no_question().text());
  Execution execution(context);
  execution.start(translate_statements(question));
  StatementsBehind result{execution.statements(), {}};
  result.hints = execution.resolver().hints();
  return result;
}

namespace {

/// Says why `how` shows no way, unless it was told to leave out all that there are.
void tell_no_way(const ast::Command& command, Execution& execution, const Context& context) {
  if (command.query.offset > 0) {
    ast::Command whole = command;
    whole.query.offset = 0;
    Execution other(context);
    other.start(whole);
    if (other.any()) return;
  }
  Resolver& resolver = execution.resolver();
  const std::string first = print(command.things[0]), second = print(command.things[1]);
  const auto ids = resolver.terms(command.things[0]);
  if (ids.size() == 1 && ids == resolver.terms(command.things[1]))
    resolver.note(fmt::format("no way leads from {} to itself", first));
  else
    resolver.note(fmt::format("no way of up to {} steps links {} and {}", ast::kHowSteps, first, second));
}

/// Whether rows rest on a repetition, whose statements nobody sees.
bool walks(const Node& node) {
  for (const Leaf& leaf : node.leaves)
    if (leaf.kind == LeafKind::Walk) return true;
  auto end = node.children.end();  // what is negated stands behind
  if (node.kind == NodeKind::AntiJoin) end = node.children.begin() + 1;
  if (node.kind == NodeKind::LeftJoin) end = node.children.begin() + 2;
  return std::any_of(node.children.begin(), end, walks);
}

/// Runs a question, or an assertion.
void ask(const ast::Command& command, Execution& execution, const Context& context, Result& result) {
  execution.start(command);
  const Algebra& algebra = execution.algebra();
  const bool asserts = command.kind == ast::CommandKind::Assert;
  if (asserts || algebra.is_ground) result.answer = execution.any();
  if (asserts) {
    if (result.answer) return;
    const auto& hints = execution.resolver().hints();
    fail_at(*command.source, command.at, command.length,
            hints.empty() ? kRun.no_row() : kRun.no_row_hint(hints.front()));
  }
  result.is_query = true;
  result.is_ground = algebra.is_ground;
  result.columns = algebra.column_names;
  result.grouped_columns = algebra.grouped_columns;
  if (command.question == ast::Question::Why && walks(algebra.root) && execution.any())
    execution.resolver().note(
        "what repeats in a path shows no statements; `shortest` and `how` show ways with theirs");
  if (command.question == ast::Question::How && command.query.limit != 0u && !execution.any())
    tell_no_way(command, execution, context);
  if (result.is_ground && result.answer && algebra.fact != kNoVar && execution.rests_on_nothing())
    result.columns.clear();
}

}  // namespace

Result run(const ast::Command& command, const Context& context) {
  if (writes(command.kind)) return write(command, context);
  Result result(std::make_unique<Execution>(context));
  if (command.kind == ast::CommandKind::Profile)
    result.text = result.execution().profile(command);
  else if (command.kind == ast::CommandKind::Explain)
    result.text = result.execution().explain(command);
  else if (command.kind != ast::CommandKind::Prefix)  // the script has seen to that
    ask(command, result.execution(), context, result);
  return result;
}

}  // namespace kg::query

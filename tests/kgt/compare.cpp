#include "tests/kgt/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kg/error.hpp"
#include "kg/unicode.hpp"
#include "kg/word.hpp"

namespace kg::kgt {
namespace {

using query::Row;
using Deadline = std::optional<std::chrono::steady_clock::time_point>;
using Table = std::vector<std::vector<std::string>>;

struct Answer {
  std::vector<std::string> columns;
  Table rows;
  bool is_ground = false;
  bool yes = false;
  std::vector<std::string> hints;
};

Answer run(const query::ast::Command& command, const std::shared_ptr<const Snapshot>& snapshot,
           const query::Costs& costs, Deadline deadline, bool naive) {
  query::Context context{.snapshot = snapshot};
  context.costs = costs;
  context.deadline = deadline;
  context.naive = naive;
  query::Result result = query::run(command, context);
  Answer answer{result.columns, {}, result.is_ground, result.answer, {}};
  for (const Row& row : result.all()) {
    auto& line = answer.rows.emplace_back();
    for (const auto& cell : row) line.push_back(cell ? print(*cell) : "");
  }
  answer.hints = result.hints();
  return answer;
}

std::string table(const Answer& answer) {
  std::string text;
  if (answer.is_ground) text = answer.yes ? "yes\n" : "no\n";
  if (answer.is_ground && (answer.columns.empty() || !answer.yes)) return text;
  std::vector<std::size_t> widths;
  for (const std::string& name : answer.columns) widths.push_back(display_width(name));
  for (const auto& row : answer.rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string result;
    for (std::size_t i = 0; i < cells.size(); ++i)
      result += cells[i] + std::string(widths[i] - display_width(cells[i]) + 2, ' ');
    while (result.ends_with(' ')) result.pop_back();
    text += (result.empty() ? "-" : result) + "\n";
  };
  line(answer.columns);
  for (const auto& row : answer.rows) line(row);
  if (answer.rows.empty()) text += "(no rows)\n";
  return text;
}

void demand_equal(Answer planned, Answer naive, bool ordered) {
  if (!ordered) {
    std::sort(planned.rows.begin(), planned.rows.end());
    std::sort(naive.rows.begin(), naive.rows.end());
  }
  if (planned.columns == naive.columns && planned.rows == naive.rows && planned.yes == naive.yes) return;
  throw Error(
      fmt::format("the two evaluators disagree\nplanned:\n{}naive:\n{}", table(planned), table(naive)));
}

}  // namespace

std::string answer(const query::ast::Command& command, std::shared_ptr<const Snapshot> snapshot,
                   const query::Costs& costs, Deadline deadline) {
  const bool why = command.question == query::ast::Question::Why;
  // The order of what an answer rests on means nothing.
  const bool about = !command.things.empty();  // its rows are in order
  const bool ordered = (!command.query.order.empty() || about) && !why;
  Answer planned = run(command, snapshot, costs, deadline, false);
  if (!ordered && (command.query.limit || command.query.offset > 0)) {
    // Which rows a limit keeps without an order is nobody's business; all rows must agree, and their number.
    query::ast::Command whole = command;
    whole.query.limit.reset();
    whole.query.offset = 0;
    Answer all = run(whole, snapshot, costs, deadline, false);
    demand_equal(all, run(whole, snapshot, costs, deadline, true), false);
    std::sort(all.rows.begin(), all.rows.end());
    std::sort(planned.rows.begin(), planned.rows.end());
    if (!std::includes(all.rows.begin(), all.rows.end(), planned.rows.begin(), planned.rows.end()))
      throw Error("expected rows of the whole answer");
    const std::size_t begin = std::min<std::size_t>(command.query.offset, all.rows.size());
    const std::size_t rows =
        std::min<std::size_t>(command.query.limit.value_or(all.rows.size()), all.rows.size() - begin);
    if (planned.rows.size() != rows && !why)
      throw Error(fmt::format("expected {} rows, found {}", rows, planned.rows.size()));
  } else {
    demand_equal(planned, run(command, snapshot, costs, deadline, true), ordered);
  }
  if (!ordered) std::sort(planned.rows.begin(), planned.rows.end());
  std::string text = table(planned);
  for (const std::string& hint : planned.hints) text += "hint: " + hint + "\n";
  return text;
}

}  // namespace kg::kgt

// From a question to the statements that answer it: each pattern is asked for its statement's id as well.
#include <fmt/format.h>

#include <charconv>
#include <set>

#include "query/parser.hpp"
#include "tools/selection.hpp"

namespace kg::tools {
namespace {

using namespace query::ast;

/// Adds `@id=?…` to the patterns of a question that must hold or may, and lists the variables.
class StatementVariables {
 public:
  void visit(Query& query) {
    for (auto& item : query.items) visit(item);
  }
  std::vector<ReturnItem> returned() const {
    std::vector<ReturnItem> items;
    for (const auto& name : names_) {
      ReturnItem& item = items.emplace_back();
      item.expr.operand = variable(name);
      item.name = name;
    }
    return items;
  }

 private:
  static Operand variable(const std::string& name) { return {OperandKind::Variable, Term::name(name), 0, 0}; }

  void visit(Item& item) {
    if (item.kind == ItemKind::Not) return;
    if (item.kind == ItemKind::Pattern) visit(item.pattern);
    for (auto& group : item.group) visit(group);
    for (auto& one : item.items) visit(one);
  }

  void visit(Pattern& pattern) {
    if (!pattern.path.is_single()) return;  // `@id` speaks of one statement
    for (const auto& group : pattern.groups) {
      for (const auto& qualifier : group.qualifiers) {
        if (qualifier.key.kind != OperandKind::Evidence || qualifier.key.term.text != "id") continue;
        names_.push_back(qualifier.values.front().term.text);  // the question asks for it itself
        return;
      }
    }
    names_.push_back(fmt::format("statement {}", names_.size() + 1));  // no variable is spelled with a space
    const Operand key{OperandKind::Evidence, Term::name("id"), 0, 0};
    pattern.groups.push_back({Mode::Required, {{key, Compare::Equal, {variable(names_.back())}}}});
  }

  std::vector<std::string> names_;
};

bool only_variables(const std::optional<Return>& returned) {
  if (!returned) return true;
  for (const auto& item : returned->items) {
    if (item.expr.kind != ExprKind::Operand || item.renamed) return false;
  }
  return true;
}

/// `#12` → the id of statement 12.
Id statement_id(const Term& term) {
  std::uint64_t number = 0;
  std::from_chars(term.text.data() + 1, term.text.data() + term.text.size(), number);
  return make_id(IdKind::Statement, number);
}

}  // namespace

std::vector<Id> statements_of_query(const Command& question, const query::Context& context) {
  if (question.kind != CommandKind::Query)
    throw Error("expected a question, whose statements can be written");
  Command command = question;
  if (!only_variables(command.query.returned)) {  // what is counted and computed is no statement
    command.query.having.reset();
    command.query.order.clear();
    command.query.limit.reset();
    command.query.offset = 0;
  }
  StatementVariables variables;
  variables.visit(command.query);
  command.query.returned = Return{false, variables.returned()};

  std::vector<Id> ids;
  std::set<Id> seen;
  auto result = query::run(command, context);
  for (std::vector<query::Row> rows; result.next(rows);) {
    for (const auto& row : rows) {
      for (const auto& cell : row) {
        if (cell && cell->kind == TermKind::Statement && seen.insert(statement_id(*cell)).second)
          ids.push_back(statement_id(*cell));
      }
    }
  }
  return ids;
}

}  // namespace kg::tools

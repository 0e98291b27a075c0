#include "query/parser/check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kg/word.hpp"
#include "query/messages.hpp"
#include "query/values/arithmetic.hpp"
#include "query/values/functions.hpp"
#include "query/values/text.hpp"

namespace kg::query::parser {
namespace {

using namespace ast;

/// Planning takes time with the square of these; nobody writes so many by hand.
constexpr std::size_t kMostParts = 250;
constexpr std::size_t kMostColumns = 250;

class Checker {
 public:
  explicit Checker(const Source& source) : source_(source) {}

  void command(Command& command) {
    if (command.kind == CommandKind::Add) fact(command.query.items.front().pattern);
    query(command.query);
    if (command.kind == CommandKind::Remove) removal(command);
  }

 private:
  std::string_view slice(std::size_t at, std::size_t length) const {
    return std::string_view(source_.text).substr(at, length);
  }

  [[noreturn]] void fail(const Operand& operand, const Said& message) const {
    fail_at(source_, operand.at, operand.length, message);
  }

  [[noreturn]] void fail_at_word(std::size_t at, const Said& message) const {
    const std::string_view rest = std::string_view(source_.text).substr(at);
    fail_at(source_, at, std::max<std::size_t>(word_length(rest), 1), message);
  }

  void fact(const Pattern& pattern) const {
    ground(pattern.subject, "a name");
    if (!pattern.path.is_step())
      fail_at(source_, pattern.path.at, pattern.path.length,
              kMeaning.path_of_fact(slice(pattern.path.at, pattern.path.length)));
    const Operand& predicate = pattern.path.predicate;
    ground(predicate, "a predicate");
    ground(pattern.object, "a name or a value");
    if (pattern.subject.kind == OperandKind::Value && pattern.subject.term.kind != TermKind::Iri)
      fail(pattern.subject, kMeaning.subject_of_fact(slice(pattern.subject.at, pattern.subject.length)));
    for (const QualifierGroup& group : pattern.groups) {
      for (const Qualifier& qualifier : group.qualifiers) {
        ground(qualifier.key, "the key of a qualifier");
        if (group.mode != Mode::Required || qualifier.compare != Compare::Equal)
          fail(qualifier.key, kMeaning.key_of_fact());
        ground(qualifier.values.front(), "a value");
      }
    }
  }

  void ground(const Operand& operand, std::string_view what) const {
    if (operand.kind == OperandKind::Name || operand.kind == OperandKind::ExactName ||
        operand.kind == OperandKind::Value)
      return;
    fail(operand, kMeaning.ground(what, slice(operand.at, operand.length)));
  }

  void removal(const Command& command) const {
    if (command.query.items.front().kind != ItemKind::Pattern)
      fail_at_word(command.query.at, kMeaning.removal_begins());
    const Path& path = command.query.items.front().pattern.path;
    if (!path.is_single())
      fail_at(source_, path.at, path.length, kMeaning.path_of_removal(slice(path.at, path.length)));
    const Query& query = command.query;
    if (query.as_of || query.returned || query.having || !query.order.empty() || query.limit ||
        query.offset > 0)
      fail_at_word(query.tail, kMeaning.removal_whole());
  }

  void count(const Operand& part) {
    if (++parts_ > kMostParts) fail(part, kMeaning.parts(kMostParts));
  }

  void query(Query& query) {
    for (Item& one : query.items) item(one);
    if (query.as_of && (query.as_of->kind != OperandKind::Value || !days_of(query.as_of->term)))
      fail(*query.as_of, kMeaning.as_of(slice(query.as_of->at, query.as_of->length)));
    if (query.returned) {
      if (query.returned->items.size() > kMostColumns) {
        const Expr& column = query.returned->items[kMostColumns].expr;
        fail_at(source_, column.at, column.length, kMeaning.columns(kMostColumns));
      }
      for (ReturnItem& one : query.returned->items) {
        expression(one.expr, true);
        if (one.renamed) continue;
        const bool variable =
            one.expr.kind == ExprKind::Operand && one.expr.operand.kind == OperandKind::Variable;
        one.name = variable ? one.expr.operand.term.text : std::string(slice(one.expr.at, one.expr.length));
      }
    }
    if (query.having) condition(*query.having, true);
    for (const OrderKey& key : query.order) expression(key.expr, true);
  }

  void item(Item& item) {
    if (item.kind == ItemKind::Filter) condition(item.filter, false);
    if (item.kind == ItemKind::Pattern) count(item.pattern.subject);
    for (Item& one : item.items) this->item(one);
    for (Query& group : item.group) query(group);
    path(item.pattern.path);
    if (!item.pattern.groups.empty()) single(item.pattern);
    if (item.kind == ItemKind::Shortest) ways(item.pattern);
    for (const QualifierGroup& group : item.pattern.groups)
      for (const Qualifier& one : group.qualifiers) {
        count(one.key);
        qualifier(one);
      }
  }

  void single(const Pattern& pattern) const {
    if (pattern.path.is_single()) return;
    fail(pattern.groups.front().qualifiers.front().key,
         kMeaning.qualifier_of_path(slice(pattern.path.at, pattern.path.length)));
  }

  void ways(const Pattern& pattern) const {
    for (const Operand* end : {&pattern.subject, &pattern.object})
      if (end->kind == OperandKind::Any ||
          (end->kind == OperandKind::Value && end->term.kind != TermKind::Iri))
        fail(*end, kMeaning.end_of_ways(slice(end->at, end->length)));
    const Path* links = &pattern.path;
    if (links->kind == PathKind::Repeat) {
      if (links->least == 0) fail_at(source_, links->at, links->length, kMeaning.no_step());
      links = &links->parts.front();
    }
    const auto is_link = [](const Path& link) {
      return link.is_step() || (link.kind == PathKind::Inverse && link.parts.front().is_step());
    };
    const bool fits = links->kind == PathKind::Alternatives
                          ? std::all_of(links->parts.begin(), links->parts.end(), is_link)
                          : is_link(*links);
    if (!fits) fail_at(source_, pattern.path.at, pattern.path.length, kMeaning.links());
  }

  void path(const Path& path) const {
    if (path.least > kMostSteps || path.most.value_or(0) > kMostSteps)
      fail_at(source_, path.at, path.length, kMeaning.steps(kMostSteps));
    if (path.most && *path.most < path.least)
      fail_at(source_, path.at, path.length, kMeaning.order_of_steps(*path.most, path.least));
    for (const Path& part : path.parts) this->path(part);
  }

  void qualifier(const Qualifier& qualifier) const {
    const bool open_key =
        qualifier.key.kind == OperandKind::Variable || qualifier.key.kind == OperandKind::Any;
    if (open_key && qualifier.compare != Compare::Equal)
      fail(qualifier.key, kMeaning.open_key(slice(qualifier.key.at, qualifier.key.length)));
  }

  void condition(const Expr& expr, bool may_aggregate) const {
    expression(expr, may_aggregate);
    require(ValueKind::Condition, expr, {});
  }

  void expression(const Expr& expr, bool may_aggregate) const {
    const bool logic = expr.kind == ExprKind::Not || expr.kind == ExprKind::And || expr.kind == ExprKind::Or;
    const Function* function = nullptr;
    if (expr.kind == ExprKind::Call) {
      function = find_function(expr.function);
      if (function == nullptr)
        fail_at(source_, expr.at, expr.function.size(), unknown_function(expr.function));
      if (function->aggregate && !may_aggregate)
        fail_at(source_, expr.at, expr.length, kMeaning.aggregate(expr.function));
      count_arguments(expr, *function);
      may_aggregate = may_aggregate && !function->aggregate;
    }
    for (const Expr& argument : expr.args) expression(argument, may_aggregate);
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
      if (logic) require(ValueKind::Condition, expr.args[i], {});
      if (function != nullptr && !expr.star)
        require(function->arguments[std::min(i, function->arguments.size() - 1)], expr.args[i],
                function->usage);
    }
  }

  void count_arguments(const Expr& expr, const Function& function) const {
    const std::size_t count = expr.args.size();
    const bool fits = count >= function.least && (function.repeats || count <= function.arguments.size());
    const bool star = expr.star && function.name == "count";
    if (star || (fits && !expr.star && (!expr.distinct || function.aggregate))) return;
    const std::string found = expr.star    ? "`*`"
                              : fits       ? "`distinct`"
                              : count == 0 ? "no argument"
                                           : fmt::format("{} argument{}", count, count == 1 ? "" : "s");
    fail_at(source_, expr.at, expr.length, kMeaning.arguments(function.usage, found));
  }

  /// Fails where an expression can be nothing but of another kind. `usage`: of the call that it stands in.
  void require(ValueKind wanted, const Expr& expr, std::string_view usage) const {
    const bool operand = expr.kind == ExprKind::Operand;
    const bool variable = operand && expr.operand.kind == OperandKind::Variable;
    bool good = variable && wanted != ValueKind::Separator;
    if (operand && !variable) good = fits(wanted, expr.operand.term);
    if (expr.kind == ExprKind::Call) good = fits(wanted, find_function(expr.function)->result);
    const bool logic = expr.kind == ExprKind::Not || expr.kind == ExprKind::And ||
                       expr.kind == ExprKind::Or || expr.kind == ExprKind::Compare;
    if (logic) good = fits(wanted, ValueKind::Condition);
    if (!operand && !logic && expr.kind != ExprKind::Call)  // arithmetic, also of dates
      good = fits(wanted, ValueKind::Number) || fits(wanted, ValueKind::Date);
    const std::string_view found = slice(expr.at, expr.length);
    if (!good)
      fail_at(source_, expr.at, expr.length,
              usage.empty() ? kMeaning.condition(found) : kMeaning.argument(spoken(wanted), usage, found));
    if (wanted != ValueKind::Pattern || !operand || variable) return;
    if (const auto error = pattern_error(*text_of(expr.operand.term)))
      fail_at(source_, expr.at, expr.length, kMeaning.pattern().with(*error));
  }

  const Source& source_;
  std::size_t parts_ = 0;  ///< patterns and qualifiers so far
};

}  // namespace

void check(const Source& source, Command& command) {
  Checker(source).command(command);
}

}  // namespace kg::query::parser

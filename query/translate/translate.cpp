// The syntax tree into the algebra, group by group. Optional parts apply to what stands before them; `not`
// and conditions to their whole group, wherever they stand in it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "query/algebra.hpp"
#include "query/functions.hpp"

namespace kg::query {
namespace {

using namespace ast;

/// The variables of one group that ends in `return`, or of the whole query.
struct Scope {
  std::map<std::string, Var> vars;
  std::set<std::string> in_patterns;
  std::vector<Var> visible;  ///< in order of appearance; not those of `not`
};

bool has_tail(const Query& query) {
  return query.returned || query.having || !query.order.empty() || query.limit || query.offset > 0;
}

bool has_aggregate(const Expr& expr) {
  if (expr.kind == ExprKind::Call && find_function(expr.function)->aggregate) return true;
  return std::any_of(expr.args.begin(), expr.args.end(), has_aggregate);
}

Node wrap(NodeKind kind, Node child) {
  Node node;
  node.kind = kind;
  node.children.push_back(std::move(child));
  return node;
}

class Translator {
 public:
  explicit Translator(const Command& command) : command_(command) {}

  Algebra run() {
    Scope scope;
    if (command_.kind == CommandKind::Remove) {
      Node group = this->group(command_.query, scope, nullptr);
      algebra_.first_statement = first_statement_;
      Node project = wrap(NodeKind::Project, std::move(group));
      project.vars = {first_statement_};
      algebra_.root = wrap(NodeKind::Distinct, std::move(project));
      algebra_.columns = {first_statement_};
      algebra_.column_names = {"statement"};
    } else {
      algebra_.root = query(command_.query, scope, algebra_.columns, algebra_.column_names);
      algebra_.is_ground = algebra_.columns.empty();
    }
    for (const Operand& operand : used_)
      if (!pattern_names_.contains(operand.term.text))
        fail_at(*command_.source, operand.at, operand.length,
                fmt::format("expected a variable of some pattern, found `?{}`, which stands in none",
                            operand.term.text));
    return std::move(algebra_);
  }

 private:
  [[noreturn]] void fail(const Expr& expr, const std::string& message) const {
    fail_at(*command_.source, expr.at, expr.length, message);
  }

  Var hidden(std::string_view prefix) {
    return algebra_.variables.add(fmt::format(".{}{}", prefix, ++hidden_count_));
  }

  Var variable(const std::string& name, Scope& scope) {
    const auto [found, added] = scope.vars.try_emplace(name, kNoVar);
    if (added) found->second = algebra_.variables.add(name);
    return found->second;
  }

  Var pattern_variable(const std::string& name, Scope& scope) {
    const Var var = variable(name, scope);
    scope.in_patterns.insert(name);
    pattern_names_.insert(name);
    if (nots_ == 0) show(var, scope);
    return var;
  }

  static void show(Var var, Scope& scope) {
    if (std::find(scope.visible.begin(), scope.visible.end(), var) == scope.visible.end())
      scope.visible.push_back(var);
  }

  // ---- patterns ----

  Slot slot(const Operand& operand, Scope& scope) {
    Slot result;
    if (operand.kind == OperandKind::Variable)
      result.var = pattern_variable(operand.term.text, scope);
    else if (operand.kind != OperandKind::Any)
      result.constants = {operand};
    return result;
  }

  static void append_leaf(Node& node, Leaf leaf) {
    if (node.kind != NodeKind::Join) node = wrap(NodeKind::Join, std::move(node));
    node.leaves.push_back(std::move(leaf));
  }

  /// What the qualifiers of one bracket (or all the required ones) ask: leaves and conditions between
  /// variables.
  struct Demands {
    std::vector<Leaf> leaves;
    std::vector<Expression> filters;
  };

  void pattern(const Pattern& pattern, Scope& scope, Node& current, std::vector<Node>& nots,
               std::vector<Expression>& filters) {
    Leaf leaf;
    leaf.subject = slot(pattern.subject, scope);
    leaf.predicate = slot(pattern.predicate, scope);
    leaf.object = slot(pattern.object, scope);
    std::size_t evidence_groups = 0;
    bool required_evidence = false;
    for (const QualifierGroup& group : pattern.groups) {
      bool speaks = false;
      for (const Qualifier& qualifier : group.qualifiers) {
        if (qualifier.key.kind != OperandKind::Evidence) continue;
        if (qualifier.key.term.text == "id")
          bind_statement(leaf, group, qualifier, scope);
        else
          speaks = true;
      }
      if (speaks && !(group.mode == Mode::Required && required_evidence)) ++evidence_groups;
      if (speaks && group.mode == Mode::Required) required_evidence = true;
    }
    const bool removes = command_.kind == CommandKind::Remove && first_statement_ == kNoVar;
    if (leaf.statement == kNoVar && (!pattern.groups.empty() || removes)) leaf.statement = hidden("s");
    if (removes) {
      first_statement_ = leaf.statement;
      leaf.must_have_statement = true;
    }
    const Var statement = leaf.statement;
    const Var record = evidence_groups > 1 ? hidden("e") : kNoVar;
    append_leaf(current, std::move(leaf));

    Demands required = demands(pattern.groups, Mode::Required, statement, record, scope);
    for (Leaf& one : required.leaves) append_leaf(current, std::move(one));
    for (Expression& one : required.filters) filters.push_back(std::move(one));
    for (const QualifierGroup& group : pattern.groups) {
      if (group.mode == Mode::Required) continue;
      if (group.mode == Mode::Not) ++nots_;
      Demands one = demands({group}, group.mode, statement, record, scope);
      if (group.mode == Mode::Not) --nots_;
      Node right;
      right.leaves = std::move(one.leaves);
      if (right.leaves.empty()) continue;
      if (group.mode == Mode::Optional)
        left_join(current, std::move(right), std::move(one.filters));
      else
        nots.push_back(not_node(std::move(right), std::move(one.filters)));
    }
  }

  void bind_statement(Leaf& leaf, const QualifierGroup& group, const Qualifier& qualifier, Scope& scope) {
    const Operand& value = qualifier.values.front();
    if (group.mode != Mode::Required || qualifier.compare != Compare::Equal ||
        value.kind != OperandKind::Variable)
      fail_at(*command_.source, qualifier.key.at, qualifier.key.length,
              "expected @id=?variable, required: it names the statement itself");
    leaf.statement = pattern_variable(value.term.text, scope);
    leaf.must_have_statement = true;
  }

  Demands demands(const std::vector<QualifierGroup>& groups, Mode mode, Var statement, Var record,
                  Scope& scope) {
    Demands result;
    Leaf evidence;
    evidence.kind = LeafKind::Evidence;
    evidence.statement = statement;
    evidence.record = record;
    for (const QualifierGroup& group : groups) {
      if (group.mode != mode) continue;
      for (const Qualifier& qualifier : group.qualifiers) {
        if (qualifier.key.kind == OperandKind::Evidence) {
          if (qualifier.key.term.text != "id")
            evidence.parts.push_back(evidence_part(qualifier, scope, result.filters));
        } else {
          result.leaves.push_back(qualifier_leaf(qualifier, statement, scope, result.filters));
        }
      }
    }
    if (!evidence.parts.empty()) result.leaves.push_back(std::move(evidence));
    return result;
  }

  Leaf qualifier_leaf(const Qualifier& qualifier, Var statement, Scope& scope,
                      std::vector<Expression>& filters) {
    Leaf leaf;
    leaf.kind = LeafKind::Qualifier;
    leaf.subject.var = statement;
    leaf.predicate = slot(qualifier.key, scope);
    if (qualifier.compare == Compare::Equal) {
      leaf.object = slot(qualifier.values.front(), scope);
    } else if (speaks_of_variables(qualifier)) {
      leaf.object.var = hidden("v");
      filters.push_back(comparison(qualifier, leaf.object.var, scope));
    } else if (qualifier.is_set) {
      leaf.object.constants = qualifier.values;
    } else {
      leaf.test = Test{qualifier.compare, qualifier.values, false};
    }
    return leaf;
  }

  EvidencePart evidence_part(const Qualifier& qualifier, Scope& scope, std::vector<Expression>& filters) {
    EvidencePart part;
    const std::string& key = qualifier.key.term.text;
    using Key = EvidencePart::Key;
    part.key = key == "source"       ? Key::Source
               : key == "quote"      ? Key::Quote
               : key == "begin"      ? Key::Begin
               : key == "end"        ? Key::End
               : key == "confidence" ? Key::Confidence
                                     : Key::Extractor;
    const Operand& value = qualifier.values.front();
    if (qualifier.compare == Compare::Equal && value.kind == OperandKind::Variable) {
      part.var = pattern_variable(value.term.text, scope);
    } else if (qualifier.compare == Compare::Equal && value.kind == OperandKind::Any) {
      return part;
    } else if (speaks_of_variables(qualifier)) {
      part.var = hidden("v");
      filters.push_back(comparison(qualifier, part.var, scope));
    } else {
      part.test = Test{qualifier.compare, qualifier.values, qualifier.is_set};
      const bool name = part.key == Key::Extractor;  // documents and quotes are strings, extractors are names
      for (Operand& one : part.test->values) {
        if (one.term.kind == TermKind::Name && !name) one.term = Term::string(one.term.text);
        if (one.term.kind == TermKind::String && name) one.term = Term::name(one.term.text);
        if (one.kind == OperandKind::Name || one.kind == OperandKind::ExactName || name)
          one.kind = name ? OperandKind::ExactName : OperandKind::Value;
      }
    }
    return part;
  }

  bool speaks_of_variables(const Qualifier& qualifier) const {
    bool found = false;
    for (const Operand& value : qualifier.values) {
      if (value.kind == OperandKind::Any)
        fail_at(*command_.source, value.at, value.length,
                "expected a value to compare with, found `_`: it goes with `=` only");
      found = found || value.kind == OperandKind::Variable;
    }
    return found;
  }

  Expression comparison(const Qualifier& qualifier, Var left, Scope& scope) {
    Expression result;
    result.kind = ExprKind::Compare;
    result.compare = qualifier.compare;
    result.is_set = qualifier.is_set;
    result.args.emplace_back();
    result.args.back().var = left;
    for (const Operand& value : qualifier.values) {
      Expression one;
      one.operand = value;
      if (value.kind == OperandKind::Variable) {
        one.var = variable(value.term.text, scope);
        used_.push_back(value);
      }
      result.args.push_back(std::move(one));
    }
    return result;
  }

  // ---- groups ----

  static void left_join(Node& current, Node right, std::vector<Expression> filters) {
    Node node;
    node.kind = NodeKind::LeftJoin;
    node.children.push_back(std::move(current));
    node.children.push_back(std::move(right));
    node.filters = std::move(filters);
    current = std::move(node);
  }

  /// An AntiJoin whose left side is still to come.
  static Node not_node(Node right, std::vector<Expression> filters) {
    Node node;
    node.kind = NodeKind::AntiJoin;
    node.children.emplace_back();
    node.children.push_back(std::move(right));
    node.filters = std::move(filters);
    return node;
  }

  /// The items between the commas. Where `hoisted` is given, the group's own conditions go there: `optional`
  /// and `not` let them see the rows outside.
  Node group(const Query& query, Scope& scope, std::vector<Expression>* hoisted) {
    Node current;
    std::vector<Node> nots;
    std::vector<Expression> filters;
    for (const Item& one : query.items) item(one, scope, current, nots, filters);
    for (Node& one : nots) {
      one.children[0] = std::move(current);
      current = std::move(one);
    }
    if (hoisted != nullptr) {
      *hoisted = std::move(filters);
    } else if (!filters.empty()) {
      current = wrap(NodeKind::Filter, std::move(current));
      current.filters = std::move(filters);
    }
    return current;
  }

  void item(const Item& item, Scope& scope, Node& current, std::vector<Node>& nots,
            std::vector<Expression>& filters) {
    switch (item.kind) {
      case ItemKind::Pattern:
        pattern(item.pattern, scope, current, nots, filters);
        break;
      case ItemKind::Group:
      case ItemKind::Union: {
        Node node = operand(item, scope, nullptr);
        if (current.kind != NodeKind::Join) current = wrap(NodeKind::Join, std::move(current));
        current.children.push_back(std::move(node));
        break;
      }
      case ItemKind::Optional: {
        std::vector<Expression> inner;
        Node right = operand(item.items.front(), scope, &inner);
        left_join(current, std::move(right), std::move(inner));
        break;
      }
      case ItemKind::Not: {
        std::vector<Expression> inner;
        ++nots_;
        Node right = operand(item.items.front(), scope, &inner);
        --nots_;
        nots.push_back(not_node(std::move(right), std::move(inner)));
        break;
      }
      case ItemKind::Filter:
        filters.push_back(expression(item.filter, scope));
        break;
    }
  }

  /// A pattern, a group or a union that stands for itself.
  Node operand(const Item& item, Scope& scope, std::vector<Expression>* hoisted) {
    if (item.kind == ItemKind::Union) {
      Node node;
      node.kind = NodeKind::Union;
      for (const Item& one : item.items) node.children.push_back(operand(one, scope, nullptr));
      return node;
    }
    if (item.kind == ItemKind::Group) {
      const Query& inner = item.group.front();
      return has_tail(inner) ? subquery(inner, scope) : group(inner, scope, hoisted);
    }
    Query alone;
    alone.items.push_back(item);
    return group(alone, scope, hoisted);
  }

  /// A group with a tail. With `return`, only what it returns is seen outside: all other variables are its
  /// own.
  Node subquery(const Query& inner, Scope& outer) {
    Scope scope;
    if (inner.returned && !inner.returned->items.empty()) {
      for (const ReturnItem& one : inner.returned->items) {
        const bool plain =
            one.expr.kind == ExprKind::Operand && one.expr.operand.kind == OperandKind::Variable;
        if (one.renamed || plain) scope.vars[one.name] = variable(one.name, outer);
      }
    } else {
      scope.vars = outer.vars;
    }
    std::vector<Var> columns;
    std::vector<std::string> names;
    Node node = query(inner, scope, columns, names);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& name = algebra_.variables.names[columns[i]];
      if (name.starts_with('.')) continue;
      outer.vars[name] = columns[i];
      outer.in_patterns.insert(name);
      pattern_names_.insert(name);
      if (nots_ == 0) show(columns[i], outer);
    }
    return node;
  }

  // ---- return, having, order by, limit ----

  Node query(const Query& query, Scope& scope, std::vector<Var>& columns, std::vector<std::string>& names) {
    const int outer_nots = std::exchange(nots_, 0);  // what a subquery shows is its own affair
    Node node = group(query, scope, nullptr);
    std::vector<SortKey> keys;
    if (!query.returned || query.returned->items.empty()) {
      columns = scope.visible;
      for (const Var var : columns) names.push_back(algebra_.variables.names[var]);
      if (query.having) fail(*query.having, "expected `return` with an aggregate before `having`");
      for (const OrderKey& key : query.order) {
        if (has_aggregate(key.expr)) fail(key.expr, "expected `return` before an aggregate in `order by`");
        keys.push_back({expression(key.expr, scope), key.descending});
      }
    } else {
      node = returned(query, scope, std::move(node), columns, names, keys);
    }
    if (!keys.empty()) {
      node = wrap(NodeKind::Sort, std::move(node));
      node.keys = std::move(keys);
      node.vars = columns;
    }
    node = wrap(NodeKind::Project, std::move(node));
    node.vars = columns;
    if (query.returned && query.returned->distinct) node = wrap(NodeKind::Distinct, std::move(node));
    if (query.limit || query.offset > 0) {
      node = wrap(NodeKind::Slice, std::move(node));
      node.limit = query.limit;
      node.offset = query.offset;
    }
    nots_ = outer_nots;
    return node;
  }

  Node returned(const Query& query, Scope& scope, Node node, std::vector<Var>& columns,
                std::vector<std::string>& names, std::vector<SortKey>& keys) {
    const auto& items = query.returned->items;
    bool groups = query.having && has_aggregate(*query.having);
    for (const ReturnItem& one : items) groups = groups || has_aggregate(one.expr);
    for (const OrderKey& key : query.order) groups = groups || has_aggregate(key.expr);
    if (query.having && !groups)
      fail(*query.having,
           "expected an aggregate in `having` or `return`; a plain condition stands among the patterns");
    grouping_ = groups;
    aggregates_.clear();
    std::vector<Var> group_keys;
    std::vector<std::pair<Var, Expression>> after;  // computed behind the grouping
    for (const ReturnItem& one : items) {
      const bool plain = one.expr.kind == ExprKind::Operand && one.expr.operand.kind == OperandKind::Variable;
      names.push_back(one.name);
      if (plain && !one.renamed) {
        columns.push_back(variable(one.name, scope));
        used_.push_back(one.expr.operand);
        group_keys.push_back(columns.back());
        continue;
      }
      Expression value = expression(one.expr, scope);
      if (one.renamed && scope.in_patterns.contains(one.name))
        fail_at(
            *command_.source, one.at, one.length,
            fmt::format("expected a new name after `as`, found `?{}`, which stands in a pattern", one.name));
      const Var var = one.renamed ? variable(one.name, scope) : hidden("r");
      if (one.renamed) pattern_names_.insert(one.name);
      columns.push_back(var);
      if (groups && has_aggregate(one.expr)) {
        after.emplace_back(var, std::move(value));
      } else {
        node = extend(std::move(node), var, std::move(value));
        group_keys.push_back(var);
      }
    }
    std::optional<Expression> having;
    if (query.having) having = expression(*query.having, scope);
    for (const OrderKey& key : query.order) keys.push_back({expression(key.expr, scope), key.descending});
    if (groups) {
      node = wrap(NodeKind::Group, std::move(node));
      node.vars = group_keys;
      node.aggregates = aggregates_;
      std::set<Var> known(group_keys.begin(), group_keys.end());
      for (const Aggregate& aggregate : aggregates_) known.insert(aggregate.result);
      for (auto& [var, value] : after) {
        require_grouped(value, known, items.front().expr);
        known.insert(var);
      }
      if (having) require_grouped(*having, known, *query.having);
      for (std::size_t i = 0; i < keys.size(); ++i)
        require_grouped(keys[i].expression, known, query.order[i].expr);
    }
    for (auto& [var, value] : after) node = extend(std::move(node), var, std::move(value));
    if (having) {
      node = wrap(NodeKind::Filter, std::move(node));
      node.filters.push_back(std::move(*having));
    }
    grouping_ = false;
    return node;
  }

  static Node extend(Node child, Var var, Expression value) {
    Node node = wrap(NodeKind::Extend, std::move(child));
    node.var = var;
    node.filters.push_back(std::move(value));
    return node;
  }

  void require_grouped(const Expression& value, const std::set<Var>& known, const Expr& place) const {
    for (const Var var : variables_of(value))
      if (!known.contains(var))
        fail(place,
             fmt::format(
                 "expected a returned variable or an aggregate beside one, found `?{}`, which is neither",
                 algebra_.variables.names[var]));
  }

  // ---- expressions ----

  Expression expression(const Expr& expr, Scope& scope) {
    Expression result;
    result.kind = expr.kind;
    result.compare = expr.compare;
    result.function = expr.function;
    result.is_set = expr.is_set;
    if (expr.kind == ExprKind::Operand) {
      result.operand = expr.operand;
      if (expr.operand.kind == OperandKind::Variable) {
        result.var = variable(expr.operand.term.text, scope);
        used_.push_back(expr.operand);
      }
      return result;
    }
    if (grouping_ && expr.kind == ExprKind::Call && find_function(expr.function)->aggregate) {
      Aggregate aggregate;
      aggregate.function = expr.function;
      aggregate.star = expr.star;
      aggregate.distinct = expr.distinct;
      grouping_ = false;
      if (!expr.star) aggregate.argument = expression(expr.args.front(), scope);
      grouping_ = true;
      aggregate.result = hidden("a");
      Expression reference;
      reference.var = aggregate.result;
      aggregates_.push_back(std::move(aggregate));
      return reference;
    }
    for (const Expr& argument : expr.args) result.args.push_back(expression(argument, scope));
    return result;
  }

  const Command& command_;
  Algebra algebra_;
  std::set<std::string> pattern_names_;
  std::vector<Operand> used_;  ///< variables of conditions and results
  std::vector<Aggregate> aggregates_;
  Var first_statement_ = kNoVar;
  bool grouping_ = false;
  int nots_ = 0;
  int hidden_count_ = 0;
};

}  // namespace

Algebra translate(const Command& command) {
  return Translator(command).run();
}

}  // namespace kg::query

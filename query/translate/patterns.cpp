#include "query/messages.hpp"
#include "query/translate/translator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kg/value.hpp"

namespace kg::query::translation {
namespace {

/// True where to lie within one of them is to be equal to one: names, texts, and values that are no
/// intervals.
bool all_points(const std::vector<Operand>& values) {
  return std::all_of(values.begin(), values.end(), [](const Operand& one) {
    if (!one.term.is_value()) return true;
    const auto value = value_of(one.term);
    return value && value->low == value->high && equal_readings(*value).size() == 1;
  });
}

/// True where a pattern has a row for each record of evidence: a variable stands among its `@` keys.
bool binds_evidence(const Pattern& pattern) {
  for (const QualifierGroup& group : pattern.groups)
    for (const Qualifier& one : group.qualifiers)
      if (group.mode != Mode::Not && one.key.kind == OperandKind::Evidence && one.key.term.text != "id" &&
          std::any_of(one.values.begin(), one.values.end(),
                      [](const Operand& value) { return value.kind == OperandKind::Variable; }))
        return true;
  return false;
}

}  // namespace

Slot Translator::slot(const Operand& operand, Scope& scope) {
  Slot result;
  if (operand.kind == OperandKind::Variable)
    result.var = pattern_variable(operand.term.text, scope);
  else if (operand.kind != OperandKind::Any)
    result.constants = {operand};
  return result;
}

void Translator::append_leaf(Node& node, Leaf leaf) {
  if (node.kind != NodeKind::Join) node = wrap(NodeKind::Join, std::move(node));
  node.leaves.push_back(std::move(leaf));
}

void Translator::pattern(const Pattern& pattern, Scope& scope, Node& current, Conditions& conditions) {
  const Path* path = &pattern.path;
  bool turned = false;
  for (; path->kind == PathKind::Inverse; path = &path->parts.front()) turned = !turned;
  Leaf leaf;
  leaf.subject = slot(pattern.subject, scope);
  if (path->is_step()) leaf.predicate = slot(path->predicate, scope);
  leaf.object = slot(pattern.object, scope);
  if (turned) std::swap(leaf.subject, leaf.object);
  if (!path->is_step()) {
    link(leaf.subject, *path, leaf.object, scope, current, conditions.nots);
    return;
  }
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
  const bool traced = traced_ && nots_ == 0;
  if (leaf.statement == kNoVar && (!pattern.groups.empty() || removes || traced || as_of_))
    leaf.statement = hidden("s");
  if (removes) first_statement_ = leaf.statement;
  if ((removes || traced) && leaf.plain == Plain::Open) leaf.plain = Plain::Named;
  const Var statement = leaf.statement;
  const bool by_record = traced && binds_evidence(pattern);
  const Var record = evidence_groups > 1 || by_record ? hidden("e") : kNoVar;
  if (traced) scope.traces.push_back({leaf.statement, by_record ? record : kNoVar});
  append_leaf(current, std::move(leaf));
  if (as_of_) require_holding(statement, conditions.nots);

  Demands required = demands(pattern.groups, Mode::Required, statement, record, scope);
  for (Leaf& one : required.leaves) append_leaf(current, std::move(one));
  for (Expression& one : required.filters) conditions.filters.push_back(std::move(one));
  for (const QualifierGroup& group : pattern.groups) {
    if (group.mode == Mode::Required) continue;
    if (group.mode == Mode::Not) ++nots_;
    Demands one = demands({group}, group.mode, statement, record, scope);
    if (group.mode == Mode::Not) --nots_;
    Node right;
    right.leaves = std::move(one.leaves);
    if (right.leaves.empty()) continue;
    if (group.mode == Mode::Optional)
      attach(current, NodeKind::LeftJoin, std::move(right), {std::move(one.filters), {}});
    else
      conditions.nots.push_back({std::move(right), {std::move(one.filters), {}}});
  }
}

void Translator::link(const Slot& subject, const Path& path, const Slot& object, Scope& scope, Node& current,
                      std::vector<Negated>& nots) {
  Leaf leaf;
  leaf.subject = subject;
  leaf.object = object;
  switch (path.kind) {
    case PathKind::Step: {
      leaf.predicate = slot(path.predicate, scope);
      if (as_of_ || (traced_ && nots_ == 0)) leaf.statement = hidden("s");
      if (traced_ && nots_ == 0) {
        leaf.plain = Plain::Named;
        scope.traces.push_back({leaf.statement, kNoVar});
      }
      const Var statement = leaf.statement;
      append_leaf(current, std::move(leaf));
      if (as_of_) require_holding(statement, nots);
      return;
    }
    case PathKind::Inverse:
      link(object, path.parts.front(), subject, scope, current, nots);
      return;
    case PathKind::Sequence: {
      Slot from = subject;
      for (std::size_t i = 0; i < path.parts.size(); ++i) {
        Slot to = object;
        if (i + 1 < path.parts.size()) to = Slot{hidden("p"), {}};
        link(from, path.parts[i], to, scope, current, nots);
        from = std::move(to);
      }
      return;
    }
    case PathKind::Alternatives: {
      Node any;
      any.kind = NodeKind::Union;
      for (const Path& part : path.parts) {
        Node& one = any.children.emplace_back();
        std::vector<Negated> its_nots;
        link(subject, part, object, scope, one, its_nots);
        drop(one, std::move(its_nots));
      }
      if (current.kind != NodeKind::Join) current = wrap(NodeKind::Join, std::move(current));
      current.children.push_back(std::move(any));
      return;
    }
    case PathKind::Repeat:
      leaf.kind = LeafKind::Walk;
      leaf.path = path;
      leaf.as_of = as_of_;
      append_leaf(current, std::move(leaf));
      return;
  }
}

void Translator::bind_statement(Leaf& leaf, const QualifierGroup& group, const Qualifier& qualifier,
                                Scope& scope) {
  const Operand& value = qualifier.values.front();
  if (group.mode != Mode::Required || qualifier.compare != Compare::Equal ||
      value.kind != OperandKind::Variable)
    fail_at(*command_.source, qualifier.key.at, qualifier.key.length, kMeaning.statement());
  leaf.statement = pattern_variable(value.term.text, scope);
  leaf.plain = command_.things.empty() ? Plain::LeftOut : Plain::Named;  // asked by the language itself
}

Translator::Demands Translator::demands(const std::vector<QualifierGroup>& groups, Mode mode, Var statement,
                                        Var record, Scope& scope) {
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

Leaf Translator::qualifier_leaf(const Qualifier& qualifier, Var statement, Scope& scope,
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
  } else if (qualifier.compare == Compare::In && all_points(qualifier.values)) {
    leaf.object.constants = qualifier.values;
  } else {
    leaf.test = Test{qualifier.compare, qualifier.values};
  }
  return leaf;
}

EvidencePart Translator::evidence_part(const Qualifier& qualifier, Scope& scope,
                                       std::vector<Expression>& filters) {
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
    part.test = Test{qualifier.compare, qualifier.values};
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

bool Translator::speaks_of_variables(const Qualifier& qualifier) const {
  bool found = false;
  for (const Operand& value : qualifier.values) {
    if (value.kind == OperandKind::Any)
      fail_at(*command_.source, value.at, value.length, kMeaning.no_value());
    found = found || value.kind == OperandKind::Variable;
  }
  return found;
}

Expression Translator::comparison(const Qualifier& qualifier, Var left, Scope& scope) {
  Expression result;
  result.kind = ExprKind::Compare;
  result.compare = qualifier.compare;
  result.args.emplace_back();
  result.args.back().var = left;
  for (const Operand& value : qualifier.values) {
    Expression one;
    one.operand = value;
    if (value.kind == OperandKind::Variable) {
      one.var = variable(value.term.text, scope);
      use(value);
    }
    result.args.push_back(std::move(one));
  }
  return result;
}

}  // namespace kg::query::translation

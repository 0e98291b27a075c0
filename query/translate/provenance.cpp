// What the rows of a question rest on: each pattern keeps its statement in a hidden variable, and a group
// keeps the set of those of its rows (lineage: Cui, Widom and Wiener 2000). Nothing else of the query
// changes, so that `why` explains just the rows that the question has.
#include "query/translate/questions.hpp"
#include "query/translate/translator.hpp"
#include "query/values/aggregate.hpp"

namespace kg::query::translation {

void Translator::gather_traces(Node& group, Scope& scope) {
  for (Trace& trace : scope.traces) {
    Aggregate one;
    one.function = kStatements;
    one.argument.var = trace.statement;
    one.result = hidden("s");
    trace = {one.result, kNoVar};
    group.aggregates.push_back(std::move(one));
  }
}

Node Translator::distinct(Node node, const std::vector<Var>& columns, Scope& scope) {
  if (!traced_) return wrap(NodeKind::Distinct, std::move(node));
  node = wrap(NodeKind::Group, std::move(node));
  node.vars = columns;
  gather_traces(node, scope);
  return node;
}

Node Translator::unfolded(Node node, std::vector<Var> columns, const Scope& scope, const Trace& trace) {
  node = wrap(NodeKind::Unfold, std::move(node));
  node.traces = scope.traces;
  node.trace = trace;
  columns.insert(columns.end(), {trace.statement, trace.record});
  node = wrap(NodeKind::Project, std::move(node));
  node.vars = std::move(columns);
  return wrap(NodeKind::Distinct, std::move(node));
}

void Translator::why(Scope& scope) {
  const Trace trace{hidden("s"), hidden("e")};
  algebra_.root = unfolded(std::move(algebra_.root), algebra_.columns, scope, trace);
  algebra_.fact = trace.statement;
  algebra_.grouped_columns = algebra_.columns.size() + 1;
  algebra_.columns.push_back(trace.statement);
  algebra_.column_names.push_back("@fact");

  Leaf evidence;
  evidence.kind = LeafKind::Evidence;
  evidence.statement = trace.statement;
  evidence.record = trace.record;
  using Key = EvidencePart::Key;
  constexpr std::pair<Key, const char*> kShown[] = {
      {Key::Source, "@source"}, {Key::Confidence, "@confidence"}, {Key::Quote, "@quote"}};
  for (const auto& [key, name] : kShown) {
    evidence.parts.push_back({key, hidden("v"), {}});
    algebra_.columns.push_back(evidence.parts.back().var);
    algebra_.column_names.push_back(name);
  }
  Node right;
  right.leaves.push_back(std::move(evidence));
  attach(algebra_.root, NodeKind::LeftJoin, std::move(right), {});
  algebra_.root = wrap(NodeKind::Project, std::move(algebra_.root));
  algebra_.root.vars = algebra_.columns;
}

void Translator::about(Scope& scope) {
  algebra_.fact = variable(kFact, scope);
  algebra_.grouped_columns = 1;
}

void Translator::compare() {
  algebra_.grouped_columns = 2;
  for (std::size_t i = 0; i < 2; ++i) algebra_.column_names[2 + i] = command_.things[i].term.text;
}

Algebra Translator::run_for_statements() {
  Scope scope;
  traced_ = command_.question != Question::About;  // whose rows are statements
  std::vector<Var> columns;
  std::vector<std::string> names;
  Node node = query(query_of(command_), scope, columns, names);
  require_no_open();
  check_ends(node, {});
  if (!traced_) {
    show_statements_only(std::move(node), variable(kFact, scope));
    return std::move(algebra_);
  }
  const Trace trace{hidden("s"), hidden("e")};
  show_statements_only(unfolded(std::move(node), {}, scope, trace), trace.statement);
  return std::move(algebra_);
}

}  // namespace kg::query::translation

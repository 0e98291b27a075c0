// `as of DATE`: what a pattern asks of the times of its statement, said by negated parts. Statements without
// times, plain triples among them, have nothing that could be found there, and hold.
#include "query/translate/translator.hpp"

namespace kg::query::translation {

Leaf Translator::time_leaf(Var statement, const std::vector<std::string_view>& keys) const {
  Leaf leaf;
  leaf.kind = LeafKind::Qualifier;
  leaf.subject.var = statement;
  for (const std::string_view key : keys) {
    Operand operand;
    operand.kind = OperandKind::ExactName;
    operand.term = Term::name(std::string(key));
    leaf.predicate.constants.push_back(std::move(operand));
  }
  return leaf;
}

void Translator::require_holding(Var statement, std::vector<Negated>& nots) {
  const auto none = [&](Leaf leaf, Compare compare) {
    leaf.test = Test{compare, {*as_of_}};
    Node right;
    right.leaves.push_back(std::move(leaf));
    nots.push_back({std::move(right), {}});
  };
  none(time_leaf(statement, {"since", "date"}), Compare::Greater);
  none(time_leaf(statement, {"until"}), Compare::Less);

  Leaf begin = time_leaf(statement, {"since", "date"});
  Leaf duration = time_leaf(statement, {"duration"});
  begin.object.var = hidden("v");
  duration.object.var = hidden("v");
  const auto of = [](Var var) {
    Expression expression;
    expression.var = var;
    return expression;
  };
  Expression end;
  end.kind = ExprKind::Add;
  end.args = {of(begin.object.var), of(duration.object.var)};
  Expression date;
  date.operand = *as_of_;
  Expression over;
  over.kind = ExprKind::Compare;
  over.compare = Compare::Less;
  over.args = {std::move(end), std::move(date)};
  Node right;
  right.leaves = {std::move(begin), std::move(duration)};
  nots.push_back({std::move(right), {{std::move(over)}, {}}});
}

}  // namespace kg::query::translation

// `shortest`: what its ways go through, and that something binds their ends.
#include <algorithm>

#include "query/messages.hpp"
#include "query/translate/translator.hpp"

namespace kg::query::translation {

Leaf Translator::shortest(const Item& item, Scope& scope) {
  Leaf leaf;
  leaf.kind = LeafKind::Ways;
  leaf.as_of = as_of_;
  leaf.subject = slot(item.pattern.subject, scope);
  leaf.predicate.var =
      item.via.kind == OperandKind::Variable ? pattern_variable(item.via.term.text, scope) : hidden("w");
  leaf.object = slot(item.pattern.object, scope);
  if (leaf.subject.is_variable()) ends_.try_emplace(leaf.subject.var, item.pattern.subject);
  if (leaf.object.is_variable()) ends_.try_emplace(leaf.object.var, item.pattern.object);

  if (traced_ && nots_ == 0) {
    leaf.statement = hidden("s");
    scope.traces.push_back({leaf.statement, kNoVar});
  }
  Via via;
  via.numbered = command_.question == Question::How;
  const Path* path = &item.pattern.path;
  if (path->kind == PathKind::Repeat) {
    via.least = path->least;
    via.most = path->most.value_or(std::max(via.least, kDefaultSteps));
    path = &path->parts.front();
  }
  const auto allow = [&](const Path& link) {
    if (link.is_step())
      via.forward.push_back(link.predicate);
    else
      via.backward.push_back(link.parts.front().predicate);
  };
  if (path->kind == PathKind::Alternatives)
    for (const Path& link : path->parts) allow(link);
  else
    allow(*path);
  leaf.via = std::move(via);
  return leaf;
}

void Translator::check_ends(const Node& node, const std::vector<Var>& outside) const {
  std::vector<Var> bound = outside;
  const auto binds = [&](const std::vector<Var>& vars) {
    bound.insert(bound.end(), vars.begin(), vars.end());
  };
  for (const Leaf& leaf : node.leaves)
    if (leaf.kind != LeafKind::Ways) binds(leaf.variables());
  if (node.kind == NodeKind::Join)
    for (const Node& child : node.children) binds(certain_variables_of(child));
  for (const Leaf& leaf : node.leaves) {
    if (leaf.kind != LeafKind::Ways) continue;
    for (const Var var : leaf.needed()) {
      if (std::find(bound.begin(), bound.end(), var) != bound.end()) continue;
      const Operand& end = ends_.at(var);
      fail_at(*command_.source, end.at, end.length, kMeaning.open_end(end.term.text));
    }
  }
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    // A `shortest` that stands alone behind `optional` or `not` sees what is bound before it.
    const Node& child = node.children[i];
    const bool two_sided = node.kind == NodeKind::LeftJoin || node.kind == NodeKind::AntiJoin;
    const bool alone = child.kind == NodeKind::Join && child.leaves.size() == 1 && child.children.empty();
    std::vector<Var> before;
    if (two_sided && (i > 1 || (i == 1 && alone))) {
      before = outside;
      for (std::size_t side = 0; side < std::min<std::size_t>(i, 2); ++side) {
        const std::vector<Var> certain = certain_variables_of(node.children[side]);
        before.insert(before.end(), certain.begin(), certain.end());
      }
    }
    check_ends(child, before);
  }
}

}  // namespace kg::query::translation

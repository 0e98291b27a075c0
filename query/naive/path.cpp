#include "query/naive/path.hpp"

namespace kg::query {
namespace {

/// From a to c if the first goes from a to some b and the second from there to c.
Pairs composed(const Pairs& first, const Pairs& second, Limits& limits) {
  Pairs result;
  for (const auto& [a, b] : first)
    for (auto next = second.lower_bound({b, Term()}); next != second.end() && next->first == b; ++next) {
      limits.tick();
      result.emplace(a, next->second);
    }
  return result;
}

}  // namespace

Pairs pairs_of(const ast::Path& path, const std::set<Term>& terms,
               const std::function<Pairs(const ast::Operand&)>& step, Limits& limits) {
  if (path.is_step()) return step(path.predicate);
  Pairs result = pairs_of(path.parts.front(), terms, step, limits);
  switch (path.kind) {
    case ast::PathKind::Step:
      break;
    case ast::PathKind::Inverse: {
      Pairs turned;
      for (const auto& [from, to] : result) turned.emplace(to, from);
      return turned;
    }
    case ast::PathKind::Sequence:
      for (std::size_t i = 1; i < path.parts.size(); ++i)
        result = composed(result, pairs_of(path.parts[i], terms, step, limits), limits);
      break;
    case ast::PathKind::Alternatives:
      for (std::size_t i = 1; i < path.parts.size(); ++i)
        result.merge(pairs_of(path.parts[i], terms, step, limits));
      break;
    case ast::PathKind::Repeat: {
      Pairs walks;  // of exactly so many steps
      for (const Term& term : terms) walks.emplace(term, term);
      for (std::uint32_t i = 0; i < path.least; ++i) walks = composed(walks, result, limits);
      for (std::uint32_t steps = path.least; !path.most || steps < *path.most; ++steps) {
        const std::size_t before = walks.size();
        walks.merge(composed(walks, result, limits));
        if (walks.size() == before) break;
      }
      return walks;
    }
  }
  return result;
}

}  // namespace kg::query

// A plan into operators, step by step.
#include "query/operators/hash_join.hpp"
#include "query/operators/index_join.hpp"
#include "query/operators/leapfrog.hpp"
#include "query/operators/rows.hpp"
#include "query/operators/walk.hpp"
#include "query/operators/ways_join.hpp"

namespace kg::query {

namespace {

std::unique_ptr<Operator> build_unrecorded(const Plan& plan, ExecContext& context) {
  std::vector<std::unique_ptr<Operator>> children;
  if (plan.kind == PlanKind::Leapfrog) return std::make_unique<LeapfrogJoin>(plan, context);
  for (const Plan& child : plan.children) children.push_back(build_operator(child, context));
  switch (plan.kind) {
    case PlanKind::Unit:
      return std::make_unique<UnitOperator>(context, plan.vars);
    case PlanKind::Scan:
      return std::make_unique<ScanOperator>(plan, context);
    case PlanKind::Seeds:
      return std::make_unique<SeedsOperator>(plan, context);
    case PlanKind::Documents:
      return std::make_unique<DocumentsOperator>(plan, context);
    case PlanKind::IndexJoin:
      return std::make_unique<IndexJoin>(plan, context, std::move(children[0]));
    case PlanKind::Walk:
      return std::make_unique<WalkOperator>(plan, context);
    case PlanKind::WalkJoin:
      return std::make_unique<WalkJoin>(plan, context, std::move(children[0]));
    case PlanKind::Evidence:
      return std::make_unique<EvidenceJoin>(plan, context, std::move(children[0]));
    case PlanKind::Ways:
      return std::make_unique<WaysJoin>(plan, context, std::move(children[0]));
    case PlanKind::HashJoin:
      return std::make_unique<HashJoin>(plan, context, std::move(children[0]), std::move(children[1]));
    case PlanKind::Leapfrog:  // reads the leaves by itself
      break;
    case PlanKind::Union:
      return std::make_unique<UnionOperator>(plan, context, std::move(children));
    case PlanKind::Filter:
      return std::make_unique<FilterOperator>(plan, context, std::move(children[0]));
    case PlanKind::Extend:
      return std::make_unique<ExtendOperator>(plan, context, std::move(children[0]));
    case PlanKind::Group:
      return std::make_unique<GroupOperator>(plan, context, std::move(children[0]));
    case PlanKind::Sort:
      return std::make_unique<SortOperator>(plan, context, std::move(children[0]));
    case PlanKind::Project:
      return std::make_unique<ProjectOperator>(plan, context, std::move(children[0]));
    case PlanKind::Distinct:
      return std::make_unique<DistinctOperator>(plan, context, std::move(children[0]));
    case PlanKind::Slice:
      return std::make_unique<SliceOperator>(plan, context, std::move(children[0]));
    case PlanKind::Unfold:
      return std::make_unique<UnfoldOperator>(plan, context, std::move(children[0]));
  }
  return nullptr;
}

}  // namespace

std::unique_ptr<Operator> build_operator(const Plan& plan, ExecContext& context) {
  auto made = build_unrecorded(plan, context);
  if (context.profile != nullptr) made->record((*context.profile)[&plan]);
  return made;
}

}  // namespace kg::query

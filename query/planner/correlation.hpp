// Negations that ask of both sides of an optional or a negated part (algebra.hpp), as plain joins.
#pragma once

#include "query/algebra.hpp"

namespace kg::query::planner {

/// The same rows without negations behind the two sides: the right side joins the different rows of the left,
/// and the negations come off that. Adds hidden variables.
Node uncorrelated(Node node, Variables& variables);

}  // namespace kg::query::planner

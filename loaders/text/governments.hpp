// Whether a capital stands for its government ("Santiago lifted the tariffs") or is a place; a step of
// resolve.hpp.
#pragma once

#include "loaders/text/clause_tree.hpp"

namespace kg::text {

/// Whether the name of a capital with this head does, owns or suffers what governments do and cities do not.
bool acts_as_government(const Tree& tree, std::int32_t head);

}  // namespace kg::text

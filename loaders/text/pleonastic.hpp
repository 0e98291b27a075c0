// "It" that stands for nothing ("it is clear that", "it took an hour to"); a step of pronouns.hpp.
#pragma once

#include "loaders/text/clause_tree.hpp"

namespace kg::text {

/// Whether "it" at this token means nothing, or a whole event: with an adjective and a clause ("it is hard
/// to"), with verbs of seeming and taking time, of the weather, and before "the first time" (Lappin and Leass
/// 1994).
bool means_nothing(const Tree& tree, std::int32_t it);

}  // namespace kg::text

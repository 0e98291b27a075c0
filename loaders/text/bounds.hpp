// Numbers that a text gives only as a bound or about: "more than 3%", "up to $5 million". The graph has no
// value that is open at one end, so a qualifier of the statement says what the number is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loaders/text/clause_tree.hpp"
#include "loaders/text/mention.hpp"

namespace kg::text {

struct Bound {
  std::string_view key;  ///< `at_least`, `more_than`, `at_most`, `less_than`, `about`
  Term value;            ///< as the statement has it: of a mention, or a number
};

/// What the words before its numbers say of them, in the order of the sentence.
std::vector<Bound> find_bounds(const Sentence& sentence, const Tree& tree,
                               const std::vector<Mention>& mentions);

/// Adds a qualifier for each bound whose value is the object or that of a qualifier: `count=11` gets
/// `at_least=11`.
void add_bounds(const std::vector<Bound>& bounds, const Term& object, std::vector<Qualifier>& qualifiers);

}  // namespace kg::text

// Which entries of the tables of messages a line is made of.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "query/messages.hpp"

namespace kg::query {

/// As the manual shows it: `…` for what a message speaks of.
std::string shown(const Message& message);

/// The message and the hint (null if none) that a line was made of: of all that fit, those with most text of
/// their own.
struct Made {
  const Message* message = nullptr;
  const Message* hint = nullptr;
};
std::optional<Made> made_of(std::string_view line);

/// True if a line was made of a message of this table.
template <typename Table>
bool is_of(const Table& table, std::string_view line) {
  const auto made = made_of(line);
  const auto all = entries(table);
  return made && made->message >= all.data() && made->message < all.data() + all.size();
}

}  // namespace kg::query

#include "query/functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "kg/edit_distance.hpp"

namespace kg::query {
namespace {

constexpr std::array<Function, 7> kFunctions = {{
    {"count", 1, true, "count(*), count(?x) or count(distinct ?x)"},
    {"sum", 1, true, "sum(?x), of one value"},
    {"avg", 1, true, "avg(?x), of one value"},
    {"min", 1, true, "min(?x), of one value"},
    {"max", 1, true, "max(?x), of one value"},
    {"bound", 1, false, "bound(?x), of one variable"},
    {"contains", 2, false, "contains(?text, \"part\"), of two values"},
}};

}  // namespace

const Function* find_function(std::string_view name) {
  const auto found =
      std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Function& f) { return f.name == name; });
  return found == kFunctions.end() ? nullptr : &*found;
}

std::string unknown_function(std::string_view name) {
  const Function* nearest = nullptr;
  std::size_t most = 2;
  std::vector<std::string_view> names;
  for (const Function& function : kFunctions) {
    names.push_back(function.name);
    const auto distance = edit_distance(name, function.name, most);
    if (distance && (nearest == nullptr || *distance < most)) {
      most = *distance;
      nearest = &function;
    }
  }
  const std::string hint =
      nearest == nullptr ? std::string() : fmt::format("; did you mean `{}`?", nearest->name);
  return fmt::format("expected a function ({}), found `{}`{}", fmt::join(names, ", "), name, hint);
}

}  // namespace kg::query

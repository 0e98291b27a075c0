#include "query/functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

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
  std::size_t least = 3;
  std::vector<std::string_view> names;
  for (const Function& function : kFunctions) {
    names.push_back(function.name);
    const std::size_t distance = edit_distance(name, function.name);
    if (distance < least) {
      least = distance;
      nearest = &function;
    }
  }
  const std::string hint =
      nearest == nullptr ? std::string() : fmt::format("; did you mean `{}`?", nearest->name);
  return fmt::format("expected a function ({}), found `{}`{}", fmt::join(names, ", "), name, hint);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace kg::query

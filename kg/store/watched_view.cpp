#include "kg/store/watched_view.hpp"

#include <algorithm>
#include <iterator>

namespace kg::store {
namespace {

constexpr std::size_t kAtOnce = 512;  ///< keys or ranges, between two calls of the watch

}  // namespace

std::vector<std::optional<std::string>> WatchedView::multi_get(std::span<const std::string> keys) const {
  std::vector<std::optional<std::string>> values;
  values.reserve(keys.size());
  for (std::size_t begin = 0; begin < keys.size(); begin += kAtOnce) {
    ask();
    std::ranges::move(view_.multi_get(keys.subspan(begin, std::min(kAtOnce, keys.size() - begin))),
                      std::back_inserter(values));
  }
  return values;
}

void WatchedView::multi_scan(std::span<const KeyRange> ranges, const EntryVisitor& visit) const {
  for (std::size_t begin = 0; begin < ranges.size(); begin += kAtOnce) {
    ask();
    view_.multi_scan(ranges.subspan(begin, std::min(kAtOnce, ranges.size() - begin)),
                     [&](std::size_t range, std::string_view key, std::string_view value) {
                       tick();
                       return visit(begin + range, key, value);
                     });
  }
}

}  // namespace kg::store

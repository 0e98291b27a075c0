#include "kg/store/check_pages.hpp"

#include <fmt/format.h>

#include "kg/error.hpp"
#include "kg/store/page.hpp"

namespace kg::store {
namespace {

/// Null where all is well; otherwise what is not.
const char* fault_in(const PageReader& page, Row& last, const Row& bound) {
  for (std::size_t i = 0; i < page.rows(); ++i) {
    const Row row = page.row(i);
    if (row <= last) return "has rows out of order";
    if (bound < row) return "has rows beyond its bound";
    last = row;
  }
  return nullptr;
}

}  // namespace

std::vector<std::string> page_problems(const View& view, const Meta& meta) {
  constexpr std::array kNames = {"spo", "pso", "pos", "osp"};
  std::vector<std::string> problems;
  for (const Order order : kOrders) {
    const auto place = static_cast<std::size_t>(order);
    std::uint64_t pages = 0, keys = 0;
    Row last{};
    for (const auto page = view.iterate(prefix_range(key(page_space(order)))); page->valid(); page->next()) {
      ++pages;
      const Row bound = row_in(page->key());
      const char* fault = nullptr;
      try {
        fault = fault_in(PageReader(page->value()), last, bound);
      } catch (const StorageError&) {
        fault = "cannot be read";
      }
      if (fault != nullptr)
        problems.push_back(fmt::format("page {} of permutation {} {}", pages, kNames[place], fault));
    }
    for (const auto row = view.iterate(prefix_range(key(delta_space(order)))); row->valid(); row->next()) {
      ++keys;
      if (!row->value().empty() && row->value() != "-")
        problems.push_back(fmt::format("permutation {} has a row that neither came nor went", kNames[place]));
    }
    const bool in_pages = !meta.permutations.empty();
    const PermutationState state = in_pages ? meta.permutations[place] : PermutationState{0, keys, {}};
    if (state.pages != pages || state.delta != keys)
      problems.push_back(
          fmt::format("permutation {} has {} pages and {} later rows, but the counters say {} and {}",
                      kNames[place], pages, keys, state.pages, state.delta));
  }
  return problems;
}

}  // namespace kg::store

// Sorts keys with their values, within its share of the memory: in memory where they fit, else in sorted runs
// that are merged.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/store/bulk/spool.hpp"

namespace kg::store {

class EntrySorter {
 public:
  using Visit = std::function<void(std::string_view key, std::string_view value)>;

  /// Takes at most about `memory` bytes; runs go to `file`, which must outlive this.
  EntrySorter(std::uint64_t memory, SpoolFile& file) : memory_(memory), file_(file) {}

  void add(std::string_view key, std::string_view value);
  /// Calls `visit` for all entries in the order of the keys' bytes. Call once, after the last `add`.
  void visit_sorted(const Visit& visit);

 private:
  struct Entry {
    std::uint64_t at = 0;  ///< of the key in `bytes_`; the value follows
    std::uint32_t key = 0, value = 0;
  };

  std::string_view key(const Entry& entry) const { return {bytes_.data() + entry.at, entry.key}; }
  std::string_view value(const Entry& entry) const {
    return {bytes_.data() + entry.at + entry.key, entry.value};
  }
  void sort();
  void spill();

  std::uint64_t memory_;
  SpoolFile& file_;
  std::string bytes_;
  std::vector<Entry> entries_;
  bool sorted_ = true;
  std::vector<Spool> runs_;
};

}  // namespace kg::store

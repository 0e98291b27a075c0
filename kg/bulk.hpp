// Loading triples by the million: what `Graph::bulk_load` is given, and what it says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/prefixes.hpp"
#include "kg/triple_view.hpp"
#include "kg/watch.hpp"

namespace kg {

/// Reads triples into the sink until there are no more: called by each job at once, which share the work. Of
/// `watch` it need not know: the sink throws.
using TripleSource = std::function<void(std::size_t job, const TripleSink& sink)>;

/// What a load of triples comes from. Its triples rest on no document; what has qualifiers is a statement that
/// rests on the first document of the load, read by the extractor.
struct TripleDocument {
  std::string name, date, content_hash;
  Prefixes prefixes = {};
  std::string extractor = {};
};

inline constexpr std::uint64_t kLeastBulkMemory = 16'000'000;

struct BulkOptions {
  /// Bytes of memory for terms and triples; what does not fit goes to a file in the graph's folder meanwhile.
  /// With less than `kLeastBulkMemory` it takes more than this.
  std::uint64_t memory = std::uint64_t{1} << 30;
  std::size_t jobs = 1;
  /// Called by all jobs; what it throws ends the load, and then the graph is as it was.
  Watch watch;
  /// Told of each step of the work: `merging terms`.
  std::function<void(std::string_view step)> step;
};

struct BulkResult {
  std::uint64_t read = 0;   ///< triples and statements
  std::uint64_t added = 0;  ///< by how many statements the graph grew
};

}  // namespace kg

// All that a snapshot holds as terms: what the naive evaluator (evaluator.hpp) walks through for each leaf.
#pragma once

#include <vector>

#include "kg/graph.hpp"
#include "query/limits.hpp"

namespace kg::query::naive {

/// `record` tells records apart and is never shown.
struct Evidence {
  Term document, quote, begin, end, confidence, extractor, record;
};

/// A statement with all that is known of it.
struct Known {
  Statement statement;
  Term id;
  bool plain = false;  ///< a triple without a statement of its own
  std::vector<Evidence> evidence;
};

std::vector<Known> read_all(const Snapshot& snapshot, Limits& limits);

}  // namespace kg::query::naive

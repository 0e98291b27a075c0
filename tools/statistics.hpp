// What a graph holds, counted; `kg stats` and the shell's `.stats` print it.
#pragma once

#include <string>

#include "kg/graph.hpp"

namespace kg::tools {

/// A line for each count, and the predicates that are used most.
std::string statistics_lines(const Snapshot& snapshot);

/// A line for each document: name, date, bytes of text and statements, split by tabs.
std::string document_lines(const Snapshot& snapshot);

}  // namespace kg::tools

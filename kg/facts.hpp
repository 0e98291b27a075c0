// The `.facts` format: one ground statement a line, with qualifiers and, behind `@`, its evidence.
//
//   # a comment; blank lines are skipped
//   prefix schema: <http://schema.org/>
//   China suspended export_controls duration=1year @source="news.txt" @quote="Beijing suspended …" @begin=10
//   @end=62
//
// The lexicon is kg/word.hpp's. A broken line is reported and the others are read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kg/error.hpp"
#include "kg/prefixes.hpp"
#include "kg/statement.hpp"
#include "kg/watch.hpp"

namespace kg {

/// One fact of a `.facts` text.
struct FactLine {
  Statement statement;
  std::vector<Qualifier>
      at_keys;  ///< keys with their `@`, in the order written: `@source`, `@quote`, `@begin`, …; each once
  std::size_t line = 0;   ///< from 1
  std::size_t begin = 0;  ///< bytes of the text that spell the fact, half-open, without comment and margins
  std::size_t end = 0;
};

struct Facts {
  std::vector<FactLine> lines;
  std::vector<Diagnostic> diagnostics;  ///< a place and a message for each line that could not be read
};

/// Reads a whole `.facts` text. `file` names it in diagnostics. Lines that are not UTF-8 are reported like
/// any other fault. Throws what `watch` throws.
Facts read_facts(std::string_view text, std::string_view file, const Watch& watch = {});

/// The fact on one line; `begin` and `end` count from the line's start, `line` is 1. Throws `SyntaxError`. A
/// comment may follow.
FactLine read_fact_line(std::string_view line, const Prefixes& prefixes = {});

/// A fact with evidence as one line: the statement, then the `@` keys in the order given.
std::string print_fact(const Statement& statement, const std::vector<Qualifier>& at_keys,
                       const Prefixes& prefixes = {});

/// `prefix` and IRI of the line `prefix schema: <http://…>` are added; false if `line` is no such line.
/// Throws `SyntaxError` if it begins as one and goes on otherwise.
bool read_prefix_line(std::string_view line, Prefixes& prefixes);

}  // namespace kg

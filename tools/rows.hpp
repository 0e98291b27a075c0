// Answers as text: a table for people; CSV, TSV, JSON and JSON Lines for programs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/engine.hpp"
#include "tools/output.hpp"

namespace kg::tools {

enum class RowFormat { Table, Csv, Tsv, Json, JsonLines, Facts };

/// "table", "csv", "tsv", "json", "jsonl", "facts", in the order of RowFormat.
const std::vector<std::string>& row_format_names();
std::optional<RowFormat> row_format_of(const std::string& name);

/// Writes rows as they come. Names and strings stand without quotes; in JSON, numbers and truth values are
/// JSON's own, and a variable without a value is null. A table takes its widths from its first rows, so that
/// a long one begins at once.
class RowWriter {
 public:
  /// `grouped` leading columns of a table are blank where they repeat the row above.
  /// A table shortens IRIs by `prefixes`, which must outlive this.
  RowWriter(RowFormat format, std::vector<std::string> columns, const Prefixes& prefixes, Output& out,
            std::size_t grouped = 0);
  void add(const query::Rows& rows);
  void finish();

 private:
  /// The cell as it stands in a row.
  std::string text_of(const Term& term) const;
  /// A row of cells' texts as it is written, but for a table.
  void put_together(const std::vector<const std::string*>& cells);
  void add_to_table(const std::vector<const std::string*>& cells);
  void begin_table();
  void write_table_row(const std::vector<std::string>& cells);
  void write_table_line(const std::vector<std::string>& cells, bool header);

  RowFormat format_;
  std::vector<std::string> columns_;
  const Prefixes& prefixes_;
  Output& out_;
  std::string line_;                               ///< the row at hand
  std::vector<std::string> keys_;                  ///< in JSON: what stands before each cell
  std::vector<std::vector<std::string>> waiting_;  ///< of a table, until its widths are known
  std::vector<std::size_t> widths_;                ///< of a table, once they are
  std::vector<std::string> above_;                 ///< the grouped cells of the last row of a table
  std::size_t grouped_;
  bool first_ = true;
};

/// The text with a space for each control character: a cell of a table stands on one line.
std::string one_line(std::string text);

/// The answer to a question without holes.
std::string format_answer(RowFormat format, bool yes);

}  // namespace kg::tools

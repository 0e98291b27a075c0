// Dates of a document: calendar dates, and words like "Tuesday", "last month", "the following day", which the
// document's own date and the dates before them resolve. The clock is never asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kg/date.hpp"
#include "loaders/text/clause_tree.hpp"
#include "loaders/text/mention.hpp"

namespace kg::text {

/// Finds the dates of a document's sentences, which must come in their order: "the following day" follows the
/// date mentioned last.
class DateFinder {
 public:
  /// `document_date` is "2025-11-02" or empty; what it alone could resolve stays in words if it is empty.
  explicit DateFinder(std::string_view document_date) : today_(parse_day(document_date)) {}

  std::vector<Mention> find(const Sentence& sentence, const Tree& tree, std::int32_t index);

 private:
  struct Found;
  std::optional<Found> date_at(const Sentence& sentence, const Tree& tree, std::int32_t token);
  std::optional<Found> calendar_date(const Sentence& sentence, const Tree& tree, std::int32_t token);
  std::optional<Found> relative_date(const Sentence& sentence, const Tree& tree, std::int32_t token);
  std::optional<Found> part_of_year(const Sentence& sentence, const Tree& tree, std::int32_t token);
  Found with_year(unsigned month, unsigned day, std::int32_t last, bool ahead, bool present) const;

  std::optional<Day> today_;
  std::optional<DaySpan> last_;  ///< the date mentioned last
  std::optional<YearlessDate> last_yearless_;
  std::optional<int> year_in_sentence_;
};

/// A dateline before the first sentence of a text or of a paragraph ("PARIS, Nov. 2, 2025 —", "LONDON (AP)
/// —").
struct Dateline {
  std::size_t begin = 0, end = 0;  ///< bytes in the text, half-open, with the dash
  std::string
      date;  ///< "2025-11-02", or empty if it has none or is not the text's first, below a title perhaps
};
std::vector<Dateline> find_datelines(std::string_view text);

}  // namespace kg::text

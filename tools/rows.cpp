#include "tools/rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "query/way.hpp"
#include "tools/escape.hpp"
#include "tools/statement_output.hpp"
#include "tools/terminal.hpp"

namespace kg::tools {
namespace {

std::string shortened_fact(const std::string& fact, const Prefixes& prefixes) {
  return fact.find('<') == std::string::npos ? fact : print(read_statement(fact), prefixes);
}

/// In a table: IRIs are shortened, also those in facts and ways.
std::string shown_cell(const Term& cell, const Prefixes& prefixes) {
  if (prefixes.empty()) return cell.text;
  if (cell.kind == TermKind::Statement && !cell.tag.empty()) return shortened_fact(cell.text, prefixes);
  if (!query::is_way(cell)) return shown(cell, prefixes);
  std::vector<std::string> facts = query::facts_of(cell);
  for (std::string& fact : facts) fact = shortened_fact(fact, prefixes);
  return query::way_term(facts).text;
}

/// RFC 4180: quoted if need be, quotes doubled.
std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

/// As SPARQL's TSV: tab, newline, return and backslash are escaped.
std::string tsv_cell(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (const char letter = letter_of_escape(c); letter != 0)
      (out += '\\') += letter;
    else
      out += c;
  }
  return out;
}

/// Numbers keep their digits, however many there are.
std::string json_of(const Term& cell) {
  if (cell.kind == TermKind::Boolean) return cell.text == "true" ? "true" : "false";
  const bool number = cell.kind == TermKind::Integer || cell.kind == TermKind::Decimal;
  if (number && nlohmann::json::accept(cell.text)) return cell.text;
  if (!query::is_way(cell)) return json_string(cell.text);
  std::string facts;
  for (const auto& fact : query::facts_of(cell)) facts += (facts.empty() ? "" : ",") + json_string(fact);
  return "[" + facts + "]";
}

constexpr std::size_t kRowsMeasured = 1000;  ///< of a table, before its first line is written

}  // namespace

std::string one_line(std::string text) {
  std::ranges::replace_if(
      text, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return text;
}

RowWriter::RowWriter(RowFormat format, std::vector<std::string> columns, const Prefixes& prefixes,
                     Output& out, std::size_t grouped)
    : format_(format), columns_(std::move(columns)), prefixes_(prefixes), out_(out), grouped_(grouped) {
  if (format_ == RowFormat::Csv || format_ == RowFormat::Tsv) {
    std::vector<std::string> names;
    for (const auto& column : columns_) names.push_back(text_of(Term::string(column)));
    std::vector<const std::string*> cells;
    for (const auto& name : names) cells.push_back(&name);
    put_together(cells);
    out_.write(line_);
  }
  for (const auto& column : columns_)
    keys_.push_back(fmt::format("{}{}:", keys_.empty() ? "{" : ",", json_string(column)));
}

std::string RowWriter::text_of(const Term& term) const {
  switch (format_) {
    case RowFormat::Csv:
      return csv_cell(term.text);
    case RowFormat::Tsv:
      return tsv_cell(term.text);
    case RowFormat::Json:
    case RowFormat::JsonLines:
      return json_of(term);
    default:
      return one_line(shown_cell(term, prefixes_));
  }
}

void RowWriter::add(const query::Rows& rows) {
  std::vector<std::string> texts;  // each once, however many rows have it
  for (const auto& term : rows.terms) texts.push_back(text_of(term));
  const bool json = format_ == RowFormat::Json || format_ == RowFormat::JsonLines;
  const std::string unbound = json ? "null" : "";
  std::vector<const std::string*> cells(rows.columns.size());
  for (std::size_t line = 0; line < rows.lines; ++line) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto number = rows.columns[i][line];
      cells[i] = number == 0 ? &unbound : &texts[number - 1];
    }
    if (format_ != RowFormat::Table) put_together(cells);
    for (auto times = rows.times_of(line); times > 0; --times) {
      if (format_ == RowFormat::Table)
        add_to_table(cells);
      else if (format_ == RowFormat::Json)
        out_.write(first_ ? "[\n  " : ",\n  ");
      out_.write(line_);
      first_ = false;
    }
  }
}

void RowWriter::put_together(const std::vector<const std::string*>& cells) {
  line_.clear();
  const bool json = format_ == RowFormat::Json || format_ == RowFormat::JsonLines;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (json)
      line_ += keys_[i];
    else if (i > 0)
      line_ += format_ == RowFormat::Csv ? ',' : '\t';
    line_ += *cells[i];
  }
  if (json)
    line_ += format_ == RowFormat::JsonLines ? "}\n" : "}";
  else
    line_ += '\n';
}

void RowWriter::add_to_table(const std::vector<const std::string*>& cells) {
  std::vector<std::string> row;
  for (const auto* cell : cells) row.push_back(*cell);
  if (!widths_.empty()) return write_table_row(row);
  waiting_.push_back(std::move(row));
  if (waiting_.size() == kRowsMeasured) begin_table();
}

void RowWriter::begin_table() {
  for (const auto& column : columns_) widths_.push_back(display_width(column));
  for (const auto& line : waiting_) {
    for (std::size_t i = 0; i < line.size(); ++i) widths_[i] = std::max(widths_[i], display_width(line[i]));
  }
  write_table_line(columns_, true);
  for (const auto& line : waiting_) write_table_row(line);
  waiting_.clear();
}

void RowWriter::write_table_row(const std::vector<std::string>& cells) {
  std::vector<std::string> shown = cells;
  for (std::size_t i = 0; i < grouped_ && i < above_.size() && cells[i] == above_[i]; ++i) shown[i].clear();
  above_.assign(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(grouped_));
  write_table_line(shown, false);
}

void RowWriter::write_table_line(const std::vector<std::string>& cells, bool header) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    line += header ? bold_out(cells[i]) : cells[i];
    const std::size_t width = display_width(cells[i]);
    if (i + 1 < cells.size()) line.append(widths_[i] > width ? widths_[i] - width + 2 : 2, ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out_.write(line + "\n");
}

void RowWriter::finish() {
  if (format_ == RowFormat::Table && widths_.empty()) begin_table();
  if (format_ == RowFormat::Json) out_.write(first_ ? "[]\n" : "\n]\n");
}

std::string format_answer(RowFormat format, bool yes) {
  switch (format) {
    case RowFormat::Json:
    case RowFormat::JsonLines:
      return fmt::format("{{\"answer\":{}}}\n", yes);
    case RowFormat::Csv:
    case RowFormat::Tsv:
      return fmt::format("answer\n{}\n", yes ? "yes" : "no");
    default:
      return yes ? "yes\n" : "no\n";
  }
}

const std::vector<std::string>& row_format_names() {
  static const std::vector<std::string> names = {"table", "csv", "tsv", "json", "jsonl", "facts"};
  return names;
}

std::optional<RowFormat> row_format_of(const std::string& name) {
  const auto& names = row_format_names();
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<RowFormat>(found - names.begin());
}

}  // namespace kg::tools

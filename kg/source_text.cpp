#include "kg/source_text.hpp"

#include <algorithm>
#include <utility>

#include "kg/unicode.hpp"

namespace kg {
namespace {

constexpr std::size_t kShownBefore = 70;  // columns of a long line that are shown before the caret …
constexpr std::size_t kShownAfter = 30;   // … and after it, unless more of it is meant
constexpr std::size_t kShownMost = 120;

struct Line {
  std::size_t begin;
  std::size_t end;
};

Line line_around(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  std::size_t end = std::min(text.find('\n', offset), text.size());
  if (end > begin && text[end - 1] == '\r') --end;
  return {begin, end};
}

/// The nearest offset from `offset` on where a character may begin.
std::size_t character_at(std::string_view text, std::size_t offset) {
  while (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) ++offset;
  return offset;
}

/// The last part of `text` that is at most `columns` wide; it does not begin with the mark of what is cut off
/// (`is_cut`: even before `text`).
std::string_view tail(std::string_view text, std::size_t columns, bool is_cut) {
  std::size_t pos = 0;
  while (display_width(text.substr(pos)) > columns) next_code_point(text, pos);
  while ((is_cut || pos > 0) && pos < text.size()) {
    std::size_t next = pos;
    next_code_point(text, next);
    if (display_width(text.substr(pos, next - pos)) > 0) break;
    pos = next;
  }
  return text.substr(pos);
}

/// The first part of `text` that is at most `columns` wide.
std::string_view head(std::string_view text, std::size_t columns) {
  std::size_t pos = 0;
  while (pos < text.size()) {
    std::size_t next = pos;
    next_code_point(text, next);
    if (display_width(text.substr(0, next)) > columns) break;
    pos = next;
  }
  return text.substr(0, pos);
}

}  // namespace

Place place_at(std::string_view text, std::size_t byte_offset, std::string file) {
  byte_offset = std::min(byte_offset, text.size());
  const std::string_view before = text.substr(0, byte_offset);
  Place place{std::move(file), 1, 1};
  place.line += static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  // Code points begin at bytes that continue none: so a damaged line counts the same from wherever it is cut.
  for (const char c : before.substr(line_around(text, byte_offset).begin)) place.column += (c & 0xC0) != 0x80;
  return place;
}

std::string render_place(std::string_view text, std::size_t byte_offset, std::size_t width) {
  const Line line = line_around(text, byte_offset);
  const std::size_t at = std::clamp(byte_offset, line.begin, line.end);
  // Only so much of the line is measured as can be shown: a line may be as long as a document.
  const std::size_t near =
      at - line.begin > 4 * kShownBefore ? character_at(text, at - 4 * kShownBefore) : line.begin;
  const std::string_view before = text.substr(near, at - near);
  const std::size_t wanted = std::clamp(width, kShownAfter, kShownMost);
  const std::size_t far = std::min(line.end, character_at(text, at + 4 * wanted));
  const std::string_view after = text.substr(at, far - at);
  const std::string_view shown_before = tail(before, kShownBefore, near > line.begin);
  const std::string_view shown_after = head(after, wanted);

  std::string out = shown_before.size() < at - line.begin ? "…" : "";
  out += shown_before;
  const std::size_t column = display_width(out);
  out += shown_after;
  if (shown_after.size() < line.end - at) out += "…";
  std::replace(out.begin(), out.end(), '\t', ' ');
  out += '\n';
  out.append(column, ' ');
  out.append(std::clamp<std::size_t>(width, 1, std::max<std::size_t>(display_width(shown_after), 1)), '^');
  return out;
}

SyntaxError syntax_error(const std::string& message, std::string_view text, std::size_t byte_offset,
                         std::string file, std::size_t width) {
  return SyntaxError(message, place_at(text, byte_offset, std::move(file)),
                     render_place(text, byte_offset, width));
}

}  // namespace kg

#include "loaders/formats/markdown.hpp"

#include <array>
#include <cctype>
#include <utility>
#include <vector>

namespace kg::loaders {
namespace {

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return lines;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// `2025-11-02` at the start of the value of a front matter's line, quoted or not, with or without a time
/// behind it.
std::string date_in(std::string_view value) {
  value = trim(value);
  if (value.starts_with('"') || value.starts_with('\'')) value.remove_prefix(1);
  if (value.size() < 10 || value[4] != '-' || value[7] != '-') return {};
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!is_digit(value[i])) return {};
  }
  return std::string(value.substr(0, 10));
}

/// True if the line is made of at least three of one mark and spaces: `---`, `* * *`, `===`.
bool is_rule(std::string_view line, std::string_view marks) {
  line = trim(line);
  if (line.empty() || marks.find(line[0]) == std::string_view::npos) return false;
  int count = 0;
  for (const char c : line) {
    if (c == line[0])
      ++count;
    else if (c != ' ' && c != '\t')
      return false;
  }
  return count >= 3;
}

/// Bytes of a list item's mark with the space behind it (`- `, `12. `), 0 if the line begins with none.
std::size_t list_mark(std::string_view line) {
  std::size_t i = 0;
  while (i < line.size() && is_digit(line[i])) ++i;
  const std::string_view marks = i == 0 ? "-*+" : ".)";
  if (i > 9 || i + 1 >= line.size() || marks.find(line[i]) == std::string_view::npos) return 0;
  return line[i + 1] == ' ' || line[i + 1] == '\t' ? i + 2 : 0;
}

/// Brackets within brackets that are followed; CommonMark names 32 for those of a link's target. Without a
/// bound, a run of opening brackets takes the square of its length.
constexpr int kDeepestBracket = 32;

/// The end of a bracket that opens at `open`, past nested ones; npos if it does not close.
std::size_t closing(std::string_view text, std::size_t open, char left, char right) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == left && ++depth > kDeepestBracket)
      return std::string_view::npos;
    else if (text[i] == right && --depth == 0)
      return i;
  }
  return std::string_view::npos;
}

/// True if the run of `*` or `_` at [i, end) is emphasis: it touches a word on one side, and `_` never stands
/// within a word.
bool is_emphasis(std::string_view text, std::size_t i, std::size_t end) {
  const bool space_before = i == 0 || text[i - 1] == ' ';
  const bool space_after = end == text.size() || text[end] == ' ';
  if (space_before && space_after) return false;
  return text[i] == '*' || i == 0 || end == text.size() || !is_word(text[i - 1]) || !is_word(text[end]);
}

std::string inline_text(std::string_view text);

/// What a `[` at `i` stands for: a link's text, nothing for a footnote. Moves `i` past all of it.
std::string link_text(std::string_view text, std::size_t& i, bool image) {
  const auto close = closing(text, i, '[', ']');
  if (close == std::string_view::npos) {
    ++i;
    return "[";
  }
  const auto label = text.substr(i + 1, close - i - 1);
  i = close + 1;
  bool is_link = label.starts_with('^');
  if (i < text.size() && (text[i] == '(' || text[i] == '[')) {
    const auto end = closing(text, i, text[i], text[i] == '(' ? ')' : ']');
    if (end != std::string_view::npos) {
      i = end + 1;
      is_link = true;
    }
  }
  if (image || label.starts_with('^')) return {};
  return is_link ? inline_text(label) : "[" + inline_text(label) + "]";
}

/// `<br>`, `</b>`, `<!-- … -->`, `<https://…>` at `i`: bytes to skip; 0 if `<` is only less-than.
std::size_t tag_length(std::string_view text) {
  if (text.starts_with("<!--")) {
    const auto end = text.find("-->");
    return end == std::string_view::npos ? text.size() : end + 3;
  }
  if (text.size() < 3 || !(std::isalpha(static_cast<unsigned char>(text[1])) != 0 || text[1] == '/'))
    return 0;
  const auto end = text.find_first_of("<>", 1);
  return end == std::string_view::npos || text[end] == '<' ? 0 : end + 1;
}

std::string inline_text(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kEntities = {
      {{"&amp;", "&"},
       {"&lt;", "<"},
       {"&gt;", ">"},
       {"&quot;", "\""},
       {"&#39;", "'"},
       {"&apos;", "'"},
       {"&nbsp;", " "}}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size() && std::ispunct(static_cast<unsigned char>(text[i + 1])) != 0) {
      out += text[i + 1];
      i += 2;
    } else if (c == '!' && text.substr(i + 1).starts_with('[')) {
      out += link_text(text, ++i, true);
    } else if (c == '[') {
      out += link_text(text, i, false);
    } else if (c == '`') {
      ++i;
    } else if (const auto length = c == '<' ? tag_length(text.substr(i)) : 0; length > 0) {
      i += length;
    } else if (c == '*' || c == '_' || (c == '~' && text.substr(i).starts_with("~~"))) {
      const auto end = std::min(text.find_first_not_of(c, i), text.size());
      if (c != '~' && !is_emphasis(text, i, end)) out += text.substr(i, end - i);
      i = end;
    } else {
      std::size_t eaten = 0;
      for (const auto& [entity, character] : kEntities) {
        if (c == '&' && text.substr(i).starts_with(entity)) {
          out += character;
          eaten = entity.size();
        }
      }
      if (eaten == 0) out += c;
      i += eaten == 0 ? 1 : eaten;
    }
  }
  return out;
}

/// The blocks of a document, line by line.
class Blocks {
 public:
  explicit Blocks(std::string_view markdown) : lines_(lines_of(markdown)) {}

  PlainText read() {
    read_front_matter();
    for (; at_ < lines_.size(); ++at_) read_line(lines_[at_]);
    end_paragraph();
    return std::move(result_);
  }

 private:
  void read_front_matter() {
    if (lines_.empty() || trim(lines_[0]) != "---") return;
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      const auto line = trim(lines_[i]);
      if (line == "---" || line == "...") {
        at_ = i + 1;
        return;
      }
      if (line.starts_with("date:")) result_.date = date_in(line.substr(5));
    }
    result_.date.clear();  // it never ended, so it was a rule and not a front matter
  }

  void read_line(std::string_view line) {
    while (trim(line).starts_with('>')) line = trim(line).substr(1);
    const auto text = trim(line);
    const bool indented = line.starts_with("    ") || line.starts_with('\t');
    if (text.empty()) {
      end_paragraph();
    } else if (text.starts_with("```") || text.starts_with("~~~")) {
      skip_fenced_code(text.substr(0, 3));
    } else if (indented && paragraph_.empty() && !in_list_) {
      // indented code
    } else if (is_rule(text, "=") || (is_rule(text, "-*_"))) {
      end_paragraph();
    } else if (text.starts_with('|') ||
               (text.starts_with('[') && text.find("]:") != std::string_view::npos)) {
      end_paragraph();  // a table's row; a link's or footnote's definition
    } else if (const auto hashes = text.find_first_not_of('#');
               text[0] == '#' && hashes <= 6 && text[hashes] == ' ') {
      end_paragraph();
      auto heading = trim(text.substr(hashes));
      while (heading.ends_with('#')) heading = trim(heading.substr(0, heading.size() - 1));
      paragraph_ = heading;
      end_paragraph();
      in_list_ = false;
    } else if (const auto mark = list_mark(text); mark > 0) {
      end_paragraph();
      in_list_ = true;
      paragraph_ = trim(text.substr(mark));
    } else {
      if (!indented && paragraph_.empty()) in_list_ = false;
      if (!paragraph_.empty()) paragraph_ += ' ';
      paragraph_ += text.ends_with('\\') ? text.substr(0, text.size() - 1) : text;
    }
  }

  void skip_fenced_code(std::string_view fence) {
    end_paragraph();
    do ++at_;
    while (at_ < lines_.size() && !trim(lines_[at_]).starts_with(fence));
  }

  void end_paragraph() {
    const std::string inlined = inline_text(paragraph_);
    const auto text = trim(inlined);
    paragraph_.clear();
    if (text.empty()) return;
    if (!result_.text.empty()) result_.text += "\n\n";
    result_.text += text;
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  bool in_list_ = false;
  std::string paragraph_;  ///< of the paragraph being read, with its marks
  PlainText result_;
};

}  // namespace

PlainText plain_text_of_markdown(std::string_view markdown) {
  return Blocks(markdown).read();
}

PlainText plain_text_of(std::string_view name, std::string_view bytes) {
  if (name.ends_with(".md") || name.ends_with(".markdown")) return plain_text_of_markdown(bytes);
  return {std::string(bytes), {}};
}

}  // namespace kg::loaders

// Markdown (CommonMark's common part) to plain text, for the reading of English: paragraphs stay, marks go.
// Headings, list items and quotes become paragraphs of their own; code, tables, images, comments and link
// targets are dropped.
#pragma once

#include <string>
#include <string_view>

namespace kg::loaders {

struct PlainText {
  std::string text;  ///< paragraphs split by an empty line
  std::string date;  ///< `date:` of the front matter, "2025-11-02", or empty
};

PlainText plain_text_of_markdown(std::string_view markdown);

/// The text of a file of that name: Markdown without its marks, anything else as it is.
PlainText plain_text_of(std::string_view name, std::string_view bytes);

}  // namespace kg::loaders

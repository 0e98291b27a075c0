// `.txt` and `.md`: English.
#include "loaders/formats/formats.hpp"
#include "loaders/formats/markdown.hpp"
#include "loaders/text/english.hpp"

namespace kg::loaders {

Document read_plain_text_document(std::string_view name, std::string_view bytes, const LoadOptions& options) {
  return text::read_english(name, bytes, options.date, text::effort_of(options.fast), options.stop);
}

Document read_markdown_document(std::string_view name, std::string_view bytes, const LoadOptions& options) {
  const auto plain = plain_text_of_markdown(bytes);
  return text::read_english(name, plain.text, plain.date.empty() ? options.date : plain.date,
                            text::effort_of(options.fast), options.stop);
}

}  // namespace kg::loaders

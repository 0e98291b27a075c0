#include "loaders/text/model.hpp"

extern "C" {
extern const std::byte kg_text_english_begin[];
extern const std::byte kg_text_english_end[];
}

namespace kg::text {

const Model& english() {
  static const Model model = Model::at({kg_text_english_begin, kg_text_english_end});
  return model;
}

}  // namespace kg::text

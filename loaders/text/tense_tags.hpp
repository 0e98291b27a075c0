// Which of the Penn Treebank's tags show tense: the verbs of finite clauses.
#pragma once

#include <string_view>

namespace kg::text {

/// "went", "goes", "go", "will"; not "gone", "going" or the infinitive.
inline bool shows_tense(std::string_view tag) {
  return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD";
}

}  // namespace kg::text

// English verb forms, read by a table of irregular verbs and by the spelling rules of regular ones. A word is
// judged alone, without its sentence; kg/relation.hpp decides what a form means in its group.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kg {

/// What one word can be as a form of a verb; a word can be several at once (`put`, `met`).
struct VerbForm {
  std::string base;
  bool third_person = false;
  bool past = false;
  bool participle = false;
  bool gerund = false;
};

/// The form of an inflected word in lower case; nothing for a base form and for a word that no rule takes for
/// a verb's form.
std::optional<VerbForm> verb_form(std::string_view word);

/// The irregular verbs, a line each: base, past, participle; `-` where there is none. Regular forms of them
/// are left out.
extern const std::string_view kIrregularVerbs;

}  // namespace kg

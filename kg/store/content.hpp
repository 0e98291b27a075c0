// Statements in ids: where entities stand in them, their normal form, and how they are found by their
// content.
#pragma once

#include <string>

#include "kg/store/records.hpp"

namespace kg::store {

/// Calls `visit(id)` for subject, object and the values of qualifiers: where entities stand, and merging may
/// change them.
template <typename SomeContent, typename Visit>
void for_each_entity_slot(SomeContent& content, const Visit& visit) {
  visit(content.subject);
  visit(content.object);
  for (auto& [name, value] : content.qualifiers) visit(value);
}

/// By id, no pair twice.
void sort_qualifiers(Content& content);

/// The key under which the statement with this content is found. REQUIRES: sorted qualifiers.
std::string fingerprint_key(const Content& content);

}  // namespace kg::store

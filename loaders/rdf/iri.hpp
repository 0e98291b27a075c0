// Relative IRIs against a base (RFC 3986, section 5.2).
#pragma once

#include <string>
#include <string_view>

namespace kg::loaders::rdf {

/// What `reference` stands for where `base` holds. REQUIRES: base is absolute.
std::string resolved(std::string_view base, std::string_view reference);

}  // namespace kg::loaders::rdf

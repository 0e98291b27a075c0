#include "kg/error.hpp"

#include <fmt/format.h>

namespace kg {

std::string to_string(const Place& place) {
  std::string out = place.file;
  for (const std::size_t number : {place.line, place.column}) {
    if (number == 0) break;
    if (!out.empty()) out += ':';
    out += fmt::to_string(number);
  }
  return out;
}

}  // namespace kg

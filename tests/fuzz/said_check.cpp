#include "tests/fuzz/said_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "kg/word.hpp"
#include "tests/query/said.hpp"

namespace kg::fuzz {

void finding(std::string_view what, std::string_view asked, std::string_view more) {
  fmt::print(stderr, "finding: {}\n---- asked\n{}\n---- more\n{}\n----\n", what, asked, more);
  std::abort();
}

void check_said(const Error& error, std::string_view asked) {
  const std::string message = error.what();
  if (message.empty() || invalid_utf8(message)) finding("a message that is no text", asked, message);
  for (const std::string_view ours : {"::", "std", "x3", "boost", "spirit", "Operand", "kg:"})
    if (message.find(ours) != message.npos && asked.find(ours) == asked.npos)
      finding("a name of ours in a message", asked, message);
  const auto* placed = dynamic_cast<const SyntaxError*>(&error);
  if (placed == nullptr) return;
  if (!query::made_of(message)) finding("a message that no table has", asked, message);
  constexpr std::string_view kNothing = "expected , found";
  if (message.find(kNothing) != message.npos && asked.find(kNothing) == asked.npos)
    finding("nothing was expected", asked, message);
  const std::string& shown = placed->rendered();
  if (invalid_utf8(shown) && !invalid_utf8(std::string(asked)))
    finding("a line that is no text", asked, shown);
  if (std::count(shown.begin(), shown.end(), '\n') != 1)
    finding("a place of other than two lines", asked, shown);
  const std::string_view caret = std::string_view(shown).substr(shown.find('\n') + 1);
  if (caret.find('^') == caret.npos || caret.find_first_not_of(" ^") != caret.npos)
    finding("no caret below the line", asked, shown);
}

}  // namespace kg::fuzz

// What every error of the language owes to whoever reads it, whatever was asked.
#pragma once

#include <string_view>

#include "kg/error.hpp"

namespace kg::fuzz {

/// Aborts unless the message is one line of good UTF-8 made from the tables of messages, without a name of
/// ours or of a library's that the query does not have, and the place is one line and a caret below it.
void check_said(const Error& error, std::string_view asked);

/// Prints and aborts.
[[noreturn]] void finding(std::string_view what, std::string_view asked, std::string_view more = {});

}  // namespace kg::fuzz

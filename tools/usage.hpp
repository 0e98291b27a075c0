// What a command line may say, and what is said about one that says something else, in the words of the other
// messages.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kg::tools {

/// The value of an option is one of these words.
CLI::Validator one_of(std::vector<std::string> words);

/// The value is a whole number, both ends included.
CLI::Validator whole_number(std::uint64_t first, std::uint64_t last);

/// The value is a number above 0.
CLI::Validator seconds();

/// The value is a number from 0 to 1.
CLI::Validator fraction();

/// The value is a size, of so many bytes at least.
CLI::Validator size(std::uint64_t least = 1);

/// Seconds above 0, at most some decades; nothing for another text.
std::optional<double> seconds_of(const std::string& text);
/// Bytes of `4096`, `512MB` (millions), `2GiB` (1024 MiB), above 0 and below an exabyte; nothing for another
/// text.
std::optional<std::uint64_t> bytes_of(const std::string& text);

/// Throws `CLI::ValidationError` if an option was given without a text; validators do not see an empty
/// argument.
void refuse_empty(const CLI::App& app);

/// What is wrong with the arguments of `app`, which `app.parse` did not take: what was expected and found.
std::string usage_message(const CLI::ParseError& error, const CLI::App& app);

}  // namespace kg::tools

#include "tools/usage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "tools/nearest.hpp"

namespace kg::tools {
namespace {

/// True if all of the text spells the number that it fills in.
template <typename Number>
bool read_number(const std::string& text, Number& number) {
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && rest == end;
}

std::string extra_argument(const CLI::App& app) {
  const auto extras = app.remaining(true);
  if (extras.empty()) return "expected no more arguments";
  const auto parsed = app.get_subcommands();
  const CLI::App& command = parsed.empty() ? app : *parsed.front();
  for (const auto& extra : extras) {
    if (!extra.starts_with('-')) continue;
    std::vector<std::string> names;
    for (const auto* option : command.get_options()) {
      for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    }
    const auto near = nearest(extra, names);
    return fmt::format("expected an option, but found '{}'{}", extra,
                       near ? fmt::format("; did you mean '{}'?", *near) : "");
  }
  return fmt::format("expected no more arguments, but found '{}'{}", extras.front(),
                     command.get_name() == "query" ? ": put a query in quotes" : "");
}

}  // namespace

CLI::Validator one_of(std::vector<std::string> words) {
  return {[words](const std::string& text) {
            return std::ranges::find(words, text) != words.end()
                       ? std::string{}
                       : fmt::format("expected one of {}, but found '{}'", fmt::join(words, ", "), text);
          },
          ""};
}

CLI::Validator whole_number(std::uint64_t first, std::uint64_t last) {
  return {[first, last](const std::string& text) {
            std::uint64_t number = 0;
            return read_number(text, number) && number >= first && number <= last
                       ? std::string{}
                       : fmt::format("expected a whole number from {} to {}, but found '{}'", first, last,
                                     text);
          },
          ""};
}

CLI::Validator fraction() {
  return {[](const std::string& text) {
            double number = 0;
            return read_number(text, number) && number >= 0 && number <= 1
                       ? std::string{}
                       : fmt::format("expected a number from 0 to 1, but found '{}'", text);
          },
          ""};
}

CLI::Validator seconds() {
  return {[](const std::string& text) {
            return seconds_of(text) ? std::string{}
                                    : fmt::format("expected seconds above 0, but found '{}'", text);
          },
          ""};
}

CLI::Validator size(std::uint64_t least) {
  return {[least](const std::string& text) {
            const auto bytes = bytes_of(text);
            if (!bytes) return fmt::format("expected a size such as 512MB or 2GiB, but found '{}'", text);
            return *bytes >= least
                       ? std::string{}
                       : fmt::format("expected at least {}MB, but found '{}'", least / 1'000'000, text);
          },
          ""};
}

std::optional<double> seconds_of(const std::string& text) {
  constexpr double kMost = 1e9;
  double number = 0;
  if (!read_number(text, number) || number <= 0 || !std::isfinite(number)) return std::nullopt;
  return std::min(number, kMost);
}

std::optional<std::uint64_t> bytes_of(const std::string& text) {
  struct Unit {
    std::string_view name;
    double bytes;
  };
  static constexpr std::array<Unit, 10> kUnits = {{{"", 1},
                                                   {"B", 1},
                                                   {"KB", 1e3},
                                                   {"MB", 1e6},
                                                   {"GB", 1e9},
                                                   {"TB", 1e12},
                                                   {"KIB", 0x1p10},
                                                   {"MIB", 0x1p20},
                                                   {"GIB", 0x1p30},
                                                   {"TIB", 0x1p40}}};
  const auto digits = std::min(text.find_first_not_of("0123456789."), text.size());
  std::string unit = text.substr(std::min(text.find_first_not_of(' ', digits), text.size()));
  for (char& c : unit)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const auto* found = std::ranges::find(kUnits, std::string_view(unit), &Unit::name);
  double number = 0;
  if (found == kUnits.end() || !read_number(text.substr(0, digits), number)) return std::nullopt;
  const double bytes = number * found->bytes;
  if (bytes < 1 || bytes > 1e18) return std::nullopt;
  return static_cast<std::uint64_t>(bytes);
}

void refuse_empty(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options())
    if (option->nonpositional() && std::ranges::count(option->results(), std::string{}) > 0)
      throw CLI::ValidationError(option->get_name(), "expected a value, but found ''");
}

std::string usage_message(const CLI::ParseError& error, const CLI::App& app) {
  const std::string message = error.what();
  const auto around = [&](const std::string& mark) {  // what stands before it and behind it
    const auto at = message.find(mark);
    return at == std::string::npos ? std::pair(message, std::string{})
                                   : std::pair(message.substr(0, at), message.substr(at + mark.size()));
  };
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return extra_argument(app);
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
    return "expected " + around(" is required").first;
  if (dynamic_cast<const CLI::RequiresError*>(&error) != nullptr) {
    const auto [option, other] = around(" requires ");
    return fmt::format("{}: expected {} with it", option, other);
  }
  if (dynamic_cast<const CLI::ExcludesError*>(&error) != nullptr) {
    const auto [option, other] = around(" excludes ");
    return fmt::format("{}: expected no {} with it", option, other);
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const auto [option, problem] = around(": ");
    return fmt::format("{}: expected {}", option, problem.starts_with("At Most") ? "only once" : "a value");
  }
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {  // of a flag; options have validators
    const auto [option, value] = around(" = ");
    return fmt::format("{}: expected no value, but found '{}'", option.substr(option.find('-')), value);
  }
  return message;
}

}  // namespace kg::tools

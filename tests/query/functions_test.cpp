// The table of functions against the parser, the evaluator and the manual: each is checked, each is run, each
// is documented.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "kg/error.hpp"
#include "query/parser.hpp"
#include "query/values/functions.hpp"

namespace kg::query {
namespace {

std::string example(ValueKind kind) {
  switch (kind) {
    case ValueKind::Condition:
      return "?x = 1";
    case ValueKind::Text:
    case ValueKind::Pattern:
    case ValueKind::Separator:
      return "\"a\"";
    case ValueKind::Number:
      return "1.5km";
    case ValueKind::Date:
      return "2025-10-30";
    case ValueKind::Any:
    case ValueKind::Variable:
      break;
  }
  return "?x";
}

/// A constant that no argument of this kind may be; empty if there is none.
std::string misfit(ValueKind kind) {
  switch (kind) {
    case ValueKind::Any:
      return {};
    case ValueKind::Text:
    case ValueKind::Pattern:
    case ValueKind::Separator:
      return "2025-10-30";
    case ValueKind::Variable:
      return "5";
    default:
      return "\"a\"";
  }
}

std::string call(const Function& function, const std::vector<std::string>& arguments) {
  return fmt::format("?x met ?y return {}({})", function.name, fmt::join(arguments, ", "));
}

std::vector<std::string> arguments_of(const Function& function, std::size_t count) {
  std::vector<std::string> arguments;
  for (std::size_t i = 0; i < count; ++i)
    arguments.push_back(example(function.arguments[std::min(i, function.arguments.size() - 1)]));
  return arguments;
}

/// What is wrong with a query; empty if nothing is.
std::string error_of(const std::string& text) {
  try {
    parse(text, "");
    return {};
  } catch (const SyntaxError& error) {
    return error.what();
  }
}

TEST(Functions, TakeTheArgumentsOfTheTable) {
  for (const Function& function : functions()) {
    const std::size_t most = function.arguments.size() + (function.repeats ? 3 : 0);
    for (std::size_t count = function.least; count <= most; ++count)
      EXPECT_EQ(error_of(call(function, arguments_of(function, count))), "") << function.name << " " << count;
    const std::string few = fmt::format("expected the call {}, found ", function.usage);
    EXPECT_TRUE(error_of(call(function, arguments_of(function, function.least - 1))).starts_with(few))
        << function.name;
    if (!function.repeats) {
      EXPECT_TRUE(error_of(call(function, arguments_of(function, most + 1))).starts_with(few))
          << function.name;
    }
  }
}

TEST(Functions, RefuseConstantsOfOtherKinds) {
  for (const Function& function : functions()) {
    for (std::size_t i = 0; i < function.arguments.size(); ++i) {
      std::vector<std::string> arguments = arguments_of(function, function.arguments.size());
      arguments[i] = misfit(function.arguments[i]);
      if (arguments[i].empty()) continue;
      EXPECT_EQ(error_of(call(function, arguments)),
                fmt::format("expected {} in {}, found `{}`", spoken(function.arguments[i]), function.usage,
                            arguments[i]));
    }
  }
}

TEST(Functions, AreNamedAfterASlip) {
  for (const Function& function : functions()) {
    const std::string slip = std::string(function.name) + "x";
    EXPECT_EQ(error_of(fmt::format("?x met ?y return {}(?x)", slip)),
              fmt::format("expected a function, found `{}`: did you mean `{}`?", slip, function.name));
  }
}

TEST(Functions, StandInTheManual) {
  std::ifstream file(KG_SOURCE_DIR "/query/LANGUAGE.md");
  std::stringstream text;
  text << file.rdbuf();
  for (const Function& function : functions())
    EXPECT_NE(text.str().find(fmt::format("`{}(", function.name)), std::string::npos) << function.name;
}

}  // namespace
}  // namespace kg::query

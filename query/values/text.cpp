#include "query/values/text.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <map>
#include <memory>

#include "query/messages.hpp"

namespace kg::query {
namespace {

constexpr std::size_t kMostKept = 64;
constexpr std::int64_t kMostBytes = 8 << 20;  // of one compiled pattern

std::unique_ptr<const re2::RE2> compile(std::string_view pattern) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMostBytes);
  return std::make_unique<const re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
}

const re2::RE2& compiled(std::string_view pattern) {
  thread_local std::map<std::string, std::unique_ptr<const re2::RE2>, std::less<>> kept;
  if (const auto found = kept.find(pattern); found != kept.end()) return *found->second;
  if (kept.size() == kMostKept) kept.clear();
  return *kept.emplace(pattern, compile(pattern)).first->second;
}

/// With control characters as a pattern may write them.
std::string shown(const std::string& pattern) {
  std::string text;
  for (const char c : pattern) {
    const auto byte = static_cast<unsigned char>(c);
    text += byte < 0x20 || byte == 0x7F ? fmt::format("\\x{:02x}", byte) : std::string(1, c);
  }
  return text;
}

}  // namespace

std::optional<std::string> text_of(const Term& term) {
  if (term.kind == TermKind::Name || term.kind == TermKind::String || term.kind == TermKind::Iri)
    return term.text;
  return std::nullopt;
}

std::optional<bool> matches_pattern(std::string_view text, std::string_view pattern) {
  const re2::RE2& read = compiled(pattern);
  if (!read.ok()) return std::nullopt;
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), read);
}

std::optional<Said> pattern_error(std::string_view pattern) {
  const re2::RE2& read = compiled(pattern);
  const std::string where = shown(read.error_arg());
  switch (read.error_code()) {
    case re2::RE2::NoError:
      return std::nullopt;
    case re2::RE2::ErrorBadEscape:
      return kPatternHint.escape(where);
    case re2::RE2::ErrorBadCharClass:
    case re2::RE2::ErrorBadCharRange:
      return kPatternHint.no_range(where);
    case re2::RE2::ErrorMissingBracket:
      return kPatternHint.open_class(where);
    case re2::RE2::ErrorMissingParen:
      return kPatternHint.open_bracket();
    case re2::RE2::ErrorUnexpectedParen:
      return kPatternHint.closing_bracket();
    case re2::RE2::ErrorTrailingBackslash:
      return kPatternHint.backslash();
    case re2::RE2::ErrorRepeatArgument:
      return kPatternHint.repeats_nothing(where);
    case re2::RE2::ErrorRepeatSize:
      return kPatternHint.repeats_too_often(where);
    case re2::RE2::ErrorRepeatOp:
      return kPatternHint.repeats_twice(where);
    case re2::RE2::ErrorBadPerlOp:
      return kPatternHint.not_understood(where);
    case re2::RE2::ErrorBadNamedCapture:
      return kPatternHint.no_group(where);
    case re2::RE2::ErrorPatternTooLarge:
    case re2::RE2::ErrorInternal:
    case re2::RE2::ErrorBadUTF8:
      break;
  }
  return kPatternHint.too_large();
}

}  // namespace kg::query

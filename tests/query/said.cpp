#include "tests/query/said.hpp"

#include <fmt/format.h>

#include <vector>

namespace kg::query {
namespace {

/// The text of a message between its holes: `{{` and `}}` are braces, `{…}` is a hole.
std::vector<std::string> pieces(std::string_view format) {
  std::vector<std::string> result(1);
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if ((c == '{' || c == '}') && i + 1 < format.size() && format[i + 1] == c) {
      result.back() += c;
      ++i;
    } else if (c == '{') {
      i = format.find('}', i);
      result.emplace_back();
    } else {
      result.back() += c;
    }
  }
  return result;
}

std::size_t length_of(const std::vector<std::string>& pieces) {
  std::size_t length = 0;
  for (const std::string& piece : pieces) length += piece.size();
  return length;
}

/// True if the line is the pieces with anything in the holes.
bool fits(std::string_view line, const std::vector<std::string>& pieces) {
  if (pieces.size() == 1) return line == pieces.front();
  if (length_of(pieces) > line.size() || !line.starts_with(pieces.front()) || !line.ends_with(pieces.back()))
    return false;
  line.remove_prefix(pieces.front().size());
  line.remove_suffix(pieces.back().size());
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    const std::size_t at = line.find(pieces[i]);
    if (at == line.npos) return false;
    line.remove_prefix(at + pieces[i].size());
  }
  return true;
}

struct Candidate {
  Made made;
  std::vector<std::string> pieces;
};

std::vector<std::string> joined(std::string_view first, std::string_view between, std::string_view second) {
  return pieces(std::string(first) + std::string(between) + std::string(second));
}

/// All messages, and those that take hints with each of these.
std::vector<Candidate> all_candidates() {
  std::vector<Candidate> result;
  const auto add = [&](const auto& table) {
    for (const Message& message : entries(table)) {
      result.push_back({{&message, nullptr}, pieces(message.format)});
      const bool of_pattern = &message == &kMeaning.pattern;
      for (const Message& hint : of_pattern ? entries(kPatternHint) : entries(kHint))
        result.push_back({{&message, &hint}, joined(message.format, ": ", hint.format)});
    }
  };
  add(kSyntax);
  add(kMeaning);
  add(kRun);
  for (const Message& message : entries(kWord)) {
    if (&message != &kWord.no_literal) {
      result.push_back({{&message, nullptr}, pieces(message.format)});
      continue;
    }
    const std::string_view stem = message.format.substr(0, message.format.rfind("{}"));
    for (const Message& hint : entries(kLiteralHint))
      result.push_back({{&message, &hint}, joined(stem, "", hint.format)});
  }
  return result;
}

}  // namespace

std::string shown(const Message& message) {
  return fmt::format("{}", fmt::join(pieces(message.format), "…"));
}

std::optional<Made> made_of(std::string_view line) {
  static const std::vector<Candidate> kCandidates = all_candidates();
  std::optional<Made> best;
  std::size_t most = 0;
  for (const Candidate& one : kCandidates) {
    const std::size_t own = length_of(one.pieces);
    if (own <= most || !fits(line, one.pieces)) continue;
    most = own;
    best = one.made;
  }
  return best;
}

}  // namespace kg::query

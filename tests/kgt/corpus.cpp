#include "tests/kgt/corpus.hpp"

#include <fmt/format.h>

#include <sstream>

#include "kg/error.hpp"

namespace kg::kgt {
namespace {

constexpr std::string_view kSeparator = "----";

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return lines;
}

void read_directive(Case& one) {
  std::istringstream words(one.directive_line);
  words >> one.directive;
  for (std::string word; words >> word;) {
    const std::size_t equals = word.find('=');
    one.options[word.substr(0, equals)] = equals == word.npos ? "" : word.substr(equals + 1);
  }
}

bool has_blank_line(const std::string& text) {
  return text.starts_with("\n") || text.find("\n\n") != text.npos;
}

}  // namespace

Corpus read_corpus(std::string_view text) {
  const std::vector<std::string> lines = lines_of(text);
  Corpus corpus;
  std::size_t at = 0;
  const auto done = [&] { return at == lines.size(); };
  while (true) {
    std::string comments;
    while (!done() && (lines[at].empty() || lines[at].starts_with('#'))) comments += lines[at++] + "\n";
    if (done()) {
      corpus.rest = comments;
      return corpus;
    }
    Case one;
    one.comments = std::move(comments);
    one.line = at + 1;
    one.directive_line = lines[at++];
    read_directive(one);
    while (!done() && lines[at] != kSeparator) one.body += lines[at++] + "\n";
    if (done())
      throw Error(
          fmt::format("expected `----` after the case of line {}, found the end of the file", one.line));
    ++at;
    if (!done() && lines[at] == kSeparator) {
      for (++at; at + 1 < lines.size() && !(lines[at] == kSeparator && lines[at + 1] == kSeparator);)
        one.expected += lines[at++] + "\n";
      at += 2;
    } else {
      while (!done() && !lines[at].empty()) one.expected += lines[at++] + "\n";
    }
    if (!done()) ++at;
    corpus.cases.push_back(std::move(one));
  }
}

std::string print(const Corpus& corpus) {
  std::string text;
  for (const Case& one : corpus.cases) {
    text += one.comments + one.directive_line + "\n" + one.body + "----\n";
    text += has_blank_line(one.expected) ? "----\n" + one.expected + "----\n----\n" : one.expected;
    text += "\n";
  }
  text += corpus.rest;
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace kg::kgt

#include "tests/query/ebnf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kg/error.hpp"

namespace kg::query {
namespace {

constexpr std::string_view kGlue = "·";

struct Word {
  std::string_view text;
  std::size_t at = 0;
  bool begins_line = false;
};

bool is_name(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  std::size_t pos = 0, line = 0;
  while (pos < text.size()) {
    if (text[pos] == '\n') line = pos + 1;
    if (text[pos] == ' ' || text[pos] == '\n') {
      ++pos;
      continue;
    }
    const std::size_t begin = pos;
    if (text[pos] == '"') {
      pos = text.find('"', pos + 1);
      if (pos == text.npos)
        throw Error(fmt::format("expected a closing quote in the grammar: {}", text.substr(begin, 20)));
      ++pos;
    } else if (text.substr(pos).starts_with(kGlue)) {
      pos += kGlue.size();
    } else if (is_name(text.substr(pos, 1))) {
      while (pos < text.size() && is_name(text.substr(pos, 1))) ++pos;
    } else {
      ++pos;
    }
    words.push_back({text.substr(begin, pos - begin), begin, begin == line});
  }
  return words;
}

}  // namespace

/// Recursive descent over the words of the grammar.
class Ebnf::Reader {
 public:
  Reader(Ebnf& grammar, std::string_view text) : grammar_(grammar), text_(text), words_(words_of(text)) {}

  void productions() {
    while (next_ < words_.size()) {
      const std::string name(words_[next_].text);
      if (!begins_production(next_)) fail();
      next_ += 2;
      const std::size_t body = choice();
      if (!grammar_.rules_.try_emplace(name, body).second)
        throw Error(fmt::format("two productions define {}", name));
    }
  }

 private:
  bool begins_production(std::size_t i) const {
    return i + 1 < words_.size() && words_[i].begins_line && is_name(words_[i].text) &&
           words_[i + 1].text == "=";
  }
  bool at(std::string_view text) const { return next_ < words_.size() && words_[next_].text == text; }
  bool at_end() const {
    return next_ == words_.size() || begins_production(next_) || at("|") || at(")") || at("]") || at("}");
  }
  [[noreturn]] void fail() const {
    const std::size_t place = next_ < words_.size() ? words_[next_].at : text_.size();
    throw Error(fmt::format("expected EBNF, found {}", text_.substr(place, 30)));
  }

  std::size_t add(PartKind kind, std::size_t begin, std::vector<std::size_t> children) {
    Part part;
    part.kind = kind;
    part.children = std::move(children);
    const std::size_t from = words_[begin].at;
    const std::size_t last = next_ - 1;
    part.shown = std::string(text_.substr(from, words_[last].at + words_[last].text.size() - from));
    while (part.shown.find("  ") != part.shown.npos || part.shown.find('\n') != part.shown.npos) {
      std::replace(part.shown.begin(), part.shown.end(), '\n', ' ');
      const std::size_t twice = part.shown.find("  ");
      if (twice != part.shown.npos) part.shown.erase(twice, 1);
    }
    grammar_.parts_.push_back(std::move(part));
    return grammar_.parts_.size() - 1;
  }

  std::size_t choice() {
    const std::size_t begin = next_;
    std::vector<std::size_t> alternatives = {sequence()};
    while (at("|")) {
      ++next_;
      alternatives.push_back(sequence());
    }
    return alternatives.size() == 1 ? alternatives.front() : add(PartKind::Choice, begin, alternatives);
  }

  std::size_t sequence() {
    const std::size_t begin = next_;
    std::vector<std::size_t> elements;
    while (!at_end()) elements.push_back(element());
    if (elements.empty()) fail();
    return elements.size() == 1 ? elements.front() : add(PartKind::Sequence, begin, elements);
  }

  std::size_t element() {
    const std::size_t begin = next_;
    const std::string_view word = words_[next_++].text;
    for (const auto& [open, close, kind] : {std::tuple{"{", "}", PartKind::Repeat},
                                            {"[", "]", PartKind::Optional},
                                            {"(", ")", PartKind::Sequence}}) {
      if (word != open) continue;
      const std::size_t inner = choice();
      if (!at(close)) fail();
      ++next_;
      return kind == PartKind::Sequence ? inner : add(kind, begin, {inner});
    }
    const bool quoted = word.starts_with('"');
    if (!quoted && word != kGlue && !is_name(word)) {
      --next_;
      fail();
    }
    const std::size_t part = add(quoted          ? PartKind::Text
                                 : word == kGlue ? PartKind::Glue
                                                 : PartKind::Name,
                                 begin, {});
    grammar_.parts_[part].text = quoted ? word.substr(1, word.size() - 2) : word;
    return part;
  }

  Ebnf& grammar_;
  std::string_view text_;
  std::vector<Word> words_;
  std::size_t next_ = 0;
};

/// What one row of tokens is.
class Ebnf::Derivation {
 public:
  Derivation(Ebnf& grammar, const std::vector<Token>& tokens) : grammar_(grammar), tokens_(tokens) {}

  /// All places where the part can end that begins at a place.
  const std::set<std::size_t>& ends(std::size_t part, std::size_t at) {
    const auto [found, added] = known_.try_emplace({part, at});
    if (!added) {
      if (!found->second.done)
        throw Error(fmt::format("the grammar is left-recursive in {}", grammar_.parts_[part].shown));
      return found->second.ends;
    }
    std::set<std::size_t> result = reach(grammar_.parts_[part], at);
    Known& known = known_[{part, at}];
    known.ends = std::move(result);
    known.done = true;
    return known.ends;
  }

  /// Counts the parts of the first derivation from a place to an end that `ends` has.
  void count(std::size_t index, std::size_t at, std::size_t end) {
    Part& part = grammar_.parts_[index];
    ++part.used;
    switch (part.kind) {
      case PartKind::Choice:
        for (const std::size_t child : part.children)
          if (ends(child, at).contains(end)) return count(child, at, end);
        break;
      case PartKind::Sequence: {
        for (std::size_t i = 0; i < part.children.size(); ++i) {
          const std::size_t next = split(part, i, at, end);
          count(part.children[i], at, next);
          at = next;
        }
        break;
      }
      case PartKind::Optional:
        if (at == end) {
          ++part.left_out;
          --part.used;
        } else {
          count(part.children.front(), at, end);
        }
        break;
      case PartKind::Repeat: {
        if (at == end) {
          ++part.left_out;
          --part.used;
        }
        for (std::size_t times = 1; at != end; ++times) {
          if (times == 2) ++part.repeated;
          for (const std::size_t next : ends(part.children.front(), at)) {
            if (next == at || !reach(part, next).contains(end)) continue;
            count(part.children.front(), at, next);
            at = next;
            break;
          }
        }
        break;
      }
      case PartKind::Name:
        if (const auto rule = grammar_.rules_.find(part.text); rule != grammar_.rules_.end())
          count(rule->second, at, end);
        break;
      case PartKind::Text:
      case PartKind::Glue:
        break;
    }
  }

 private:
  struct Known {
    std::set<std::size_t> ends;
    bool done = false;
  };

  std::set<std::size_t> reach(const Part& part, std::size_t at) {
    std::set<std::size_t> result;
    switch (part.kind) {
      case PartKind::Choice:
        for (const std::size_t child : part.children) result.merge(std::set(ends(child, at)));
        return result;
      case PartKind::Sequence:
        return rest(part, 0, at);
      case PartKind::Optional:
        result = ends(part.children.front(), at);
        result.insert(at);
        return result;
      case PartKind::Repeat: {
        result = {at};
        std::vector<std::size_t> open = {at};
        while (!open.empty()) {
          const std::size_t from = open.back();
          open.pop_back();
          for (const std::size_t next : ends(part.children.front(), from))
            if (result.insert(next).second) open.push_back(next);
        }
        return result;
      }
      case PartKind::Name:
        if (const auto rule = grammar_.rules_.find(part.text); rule != grammar_.rules_.end())
          return ends(rule->second, at);
        [[fallthrough]];
      case PartKind::Text:
        if (at < tokens_.size() && grammar_.takes_(part, tokens_[at])) result.insert(at + 1);
        return result;
      case PartKind::Glue:
        if (at < tokens_.size() && tokens_[at].glued) result.insert(at);
        return result;
    }
    return result;
  }

  /// Where the elements of a sequence from the i-th on can end.
  std::set<std::size_t> rest(const Part& part, std::size_t i, std::size_t at) {
    std::set<std::size_t> places = {at};
    for (; i < part.children.size(); ++i) {
      std::set<std::size_t> next;
      for (const std::size_t place : places) next.merge(std::set(ends(part.children[i], place)));
      places = std::move(next);
    }
    return places;
  }

  /// The first end of the i-th element from which the others reach the end.
  std::size_t split(const Part& part, std::size_t i, std::size_t at, std::size_t end) {
    for (const std::size_t next : ends(part.children[i], at))
      if (rest(part, i + 1, next).contains(end)) return next;
    throw Error("a derivation that is none");
  }

  Ebnf& grammar_;
  const std::vector<Token>& tokens_;
  std::map<std::pair<std::size_t, std::size_t>, Known> known_;
};

Ebnf::Ebnf(std::string_view text, Takes takes) : takes_(std::move(takes)) {
  Reader(*this, text).productions();
}

bool Ebnf::recognise(std::string_view production, const std::vector<Token>& tokens) {
  const auto rule = rules_.find(production);
  if (rule == rules_.end()) throw Error(fmt::format("the grammar has no production {}", production));
  Derivation derivation(*this, tokens);
  if (!derivation.ends(rule->second, 0).contains(tokens.size())) return false;
  derivation.count(rule->second, 0, tokens.size());
  return true;
}

void Ebnf::walk(const std::function<bool(const std::string&, const Part&)>& visit) const {
  for (const auto& [name, root] : rules_) {
    std::vector<std::size_t> open = {root};
    while (!open.empty()) {
      const Part& part = parts_[open.back()];
      open.pop_back();
      if (visit(name, part)) open.insert(open.end(), part.children.begin(), part.children.end());
    }
  }
}

std::vector<std::string> Ebnf::gaps() const {
  std::vector<std::string> result;
  walk([&](const std::string& name, const Part& part) {
    const auto gap = [&](std::string_view what) {
      result.push_back(fmt::format("{}: {} {}", name, part.shown, what));
    };
    const bool may_lack = part.kind == PartKind::Optional || part.kind == PartKind::Repeat;
    if (part.used == 0) gap("is used by no query");
    if (part.used > 0 && may_lack && part.left_out == 0) gap("is left out by no query");
    if (part.used > 0 && part.kind == PartKind::Repeat && part.repeated == 0) gap("is repeated by no query");
    return part.used > 0;
  });
  return result;
}

std::map<std::string, std::size_t> Ebnf::uses() const {
  std::map<std::string, std::size_t> result;
  walk([&](const std::string& name, const Part& part) {
    const auto add = [&](const Part& one) { result[fmt::format("{}: {}", name, one.shown)] += one.used; };
    if (part.kind == PartKind::Optional || part.kind == PartKind::Repeat) add(part);
    if (part.kind == PartKind::Choice)
      for (const std::size_t child : part.children) add(parts_[child]);
    return true;
  });
  return result;
}

std::vector<std::string> Ebnf::kinds_of_tokens() const {
  std::set<std::string> names;
  for (const Part& part : parts_)
    if (part.kind == PartKind::Name && !rules_.contains(part.text)) names.insert(part.text);
  return {names.begin(), names.end()};
}

}  // namespace kg::query

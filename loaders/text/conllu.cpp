#include "loaders/text/conllu.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <iterator>
#include <optional>
#include <utility>

#include "kg/error.hpp"

namespace kg::text {
namespace {

enum Column : std::size_t { Id, Form, Lemma, UposTag, Xpos, Feats, Head, Relation, Deps, Misc };
constexpr std::size_t kColumns = 10;
using Row = std::array<std::string_view, kColumns>;

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

bool no_space_after(std::string_view misc) {
  return misc.find("SpaceAfter=No") != std::string_view::npos;
}

// Reads line by line; `finish` closes the sentence that is open, if any.
class Reader {
 public:
  void line(std::string_view text) {
    ++line_;
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    if (text.empty()) {
      finish();
    } else if (text.front() == '#') {
      comment(text);
    } else {
      row(split(text));
    }
  }

  void finish() {
    if (sentence_.tokens.empty()) return;
    check_heads();
    place();
    bank_.sentences.push_back(std::exchange(sentence_, Sentence()));
    range_end_ = 0;
  }

  Treebank take() { return std::move(bank_); }

 private:
  [[noreturn]] void fail(std::string_view found) const {
    throw Error(fmt::format("line {}: expected a row of CoNLL-U, found {}", line_, found));
  }

  void comment(std::string_view text) {
    if (text.starts_with("# newdoc") || text.starts_with("# newpar")) sentence_.starts_paragraph = true;
  }

  Row split(std::string_view text) const {
    Row row;
    for (std::size_t column = 0; column < kColumns; ++column) {
      const std::size_t tab = text.find('\t');
      if ((tab == std::string_view::npos) != (column + 1 == kColumns))
        fail("another number of columns than ten");
      row[column] = text.substr(0, tab);
      if (tab != std::string_view::npos) text.remove_prefix(tab + 1);
    }
    return row;
  }

  void row(const Row& row) {
    if (row[Id].find('.') != std::string_view::npos) return;
    if (const std::size_t dash = row[Id].find('-'); dash != std::string_view::npos) {
      range_end_ = number(row[Id].substr(dash + 1)).value_or(0);
      range_glued_ = no_space_after(row[Misc]);
      return;
    }
    const int id = number(row[Id]).value_or(0);
    if (id != static_cast<int>(sentence_.tokens.size()) + 1) fail(fmt::format("the number '{}'", row[Id]));
    Token token;
    token.form = row[Form];
    if (row[Lemma] != "_" || row[Form] == "_") token.lemma = row[Lemma];
    if (row[UposTag] != "_") token.upos = upos_of(row[UposTag]);
    if (row[Xpos] != "_") token.xpos = row[Xpos];
    if (row[Relation] != "_") token.deprel = deprel_of(row[Relation]);
    if (row[Head] != "_") {
      const auto head = number(row[Head]);
      if (!head || *head < 0) fail(fmt::format("the head '{}'", row[Head]));
      token.head = *head == 0 ? kNoHead : *head - 1;
    }
    token.space_after = id < range_end_    ? false
                        : id == range_end_ ? !range_glued_
                                           : !no_space_after(row[Misc]);
    sentence_.tokens.push_back(std::move(token));
  }

  void check_heads() const {
    const auto size = static_cast<std::int32_t>(sentence_.tokens.size());
    for (const Token& token : sentence_.tokens) {
      if (token.head >= size) fail(fmt::format("a head beyond the {} words of the sentence before it", size));
    }
  }

  // Appends the sentence to the text, and tells its tokens where they stand.
  void place() {
    std::string& text = bank_.text;
    if (!text.empty()) text += sentence_.starts_paragraph ? "\n\n" : " ";
    for (Token& token : sentence_.tokens) {
      token.begin = static_cast<std::uint32_t>(text.size());
      text += token.form;
      token.end = static_cast<std::uint32_t>(text.size());
      if (token.space_after) text += ' ';
    }
    if (sentence_.tokens.back().space_after) text.pop_back();
    sentence_.begin = sentence_.tokens.front().begin;
    sentence_.end = sentence_.tokens.back().end;
  }

  Treebank bank_;
  Sentence sentence_;
  int line_ = 0;
  int range_end_ = 0;
  bool range_glued_ = false;
};

}  // namespace

Treebank read_treebank(std::string_view conllu) {
  Reader reader;
  while (!conllu.empty()) {
    const std::size_t end = conllu.find('\n');
    reader.line(conllu.substr(0, end));
    conllu.remove_prefix(end == std::string_view::npos ? conllu.size() : end + 1);
  }
  reader.finish();
  return reader.take();
}

std::vector<Sentence> read_conllu(std::string_view conllu) {
  return read_treebank(conllu).sentences;
}

std::string to_conllu(const Sentence& sentence, std::string_view id) {
  std::string out;
  const auto back = std::back_inserter(out);
  if (sentence.starts_paragraph) out += "# newpar\n";
  if (!id.empty()) fmt::format_to(back, "# sent_id = {}\n", id);
  out += "# text = ";
  for (const Token& token : sentence.tokens) {
    out += token.form;
    if (token.space_after && &token != &sentence.tokens.back()) out += ' ';
  }
  out += '\n';
  const auto shown = [](std::string_view value) { return value.empty() ? std::string_view("_") : value; };
  int number = 0;
  for (const Token& token : sentence.tokens) {
    fmt::format_to(back, "{}\t{}\t{}\t{}\t{}\t_\t", ++number, token.form, shown(token.lemma),
                   name_of(token.upos), shown(token.xpos));
    const bool in_tree = token.head != kNoHead || token.deprel == Deprel::Root;
    if (in_tree) {
      fmt::format_to(back, "{}\t{}", token.head + 1, name_of(token.deprel));
    } else {
      out += "_\t_";
    }
    out += token.space_after ? "\t_\t_\n" : "\t_\tSpaceAfter=No\n";
  }
  out += '\n';
  return out;
}

}  // namespace kg::text

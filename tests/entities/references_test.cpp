// Short names, pronouns and definite nouns lead to who is meant. NAME.entities lists those of NAME.txt in the
// order of the text, as a reader understands them: `mention | entity`. `A / B`: either will do; `A + B`: both
// are meant; `-`: nobody is. Each mention is the next one of these words behind the mention before it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include "loaders/text/dates.hpp"
#include "loaders/text/name_repairs.hpp"
#include "loaders/text/stages.hpp"
#include "loaders/text/trees.hpp"

namespace kg::text {
namespace {

using Names = std::set<std::string>;

struct Reference {
  std::string mention;
  std::size_t begin = 0, end = 0;  ///< bytes of the text, half-open
  std::vector<Names> meanings;     ///< any of them will do; empty: nobody is meant
};

struct Score {
  std::size_t wanted = 0, right = 0, wrong = 0;
};

struct Scores {
  Score aliases, pronouns, nouns;
  std::string report;
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> split(std::string_view text, std::string_view by) {
  std::vector<std::string> parts;
  for (std::size_t end = 0; end != std::string_view::npos;
       text.remove_prefix(std::min(end + by.size(), text.size()))) {
    end = text.find(by);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
  }
  return parts;
}

/// Where the next `words` stand at or behind `from`, as whole words.
std::size_t find_words(std::string_view text, std::string_view words, std::size_t from) {
  const auto letter = [&](std::size_t at) {
    return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
  };
  for (std::size_t at = text.find(words, from); at != std::string_view::npos; at = text.find(words, at + 1)) {
    if ((at == 0 || !letter(at - 1)) && !letter(at + words.size())) return at;
  }
  return std::string_view::npos;
}

std::vector<Reference> read_references(const std::filesystem::path& path, std::string_view text) {
  std::vector<Reference> references;
  std::ifstream file(path);
  std::size_t from = 0;
  for (std::string line; std::getline(file, line);) {
    const auto columns = split(line, " | ");
    Reference reference;
    reference.mention = columns.front();
    reference.begin = find_words(text, reference.mention, from);
    if (columns.size() != 2 || reference.begin == std::string_view::npos) {
      ADD_FAILURE() << path << ": no such mention: " << line;
      continue;
    }
    from = reference.end = reference.begin + reference.mention.size();
    if (columns[1] != "-") {
      for (const std::string& meaning : split(columns[1], " / ")) {
        const auto names = split(lower(meaning), " + ");
        reference.meanings.emplace_back(names.begin(), names.end());
      }
    }
    references.push_back(std::move(reference));
  }
  return references;
}

/// What the program takes the mention to mean: the terms of the smallest mentions at its last word.
Names found_at(const Reference& reference, const std::vector<Sentence>& sentences,
               const DocumentMentions& mentions) {
  Names names;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    const auto& tokens = sentences[s].tokens;
    for (auto t = static_cast<std::int32_t>(tokens.size()) - 1; t >= 0; --t) {
      if (tokens[t].begin < reference.begin || tokens[t].end > reference.end) continue;
      for (const Mention& mention : mentions.by_sentence[s]) {
        if (mention.first <= t && t < mention.last && mention.type < MentionType::Date)
          names.insert(lower(mention.term.text));
      }
      if (!names.empty() || !lower(tokens[t].form).ends_with("s")) return names;  // "the company 's"
    }
  }
  return names;
}

void score(const std::filesystem::path& entities, Scores& scores) {
  const std::string text = read_file(std::filesystem::path(entities).replace_extension(".txt"));
  ASSERT_FALSE(text.empty()) << entities;
  std::string body = text;
  for (const Dateline& dateline : find_datelines(text))
    std::fill(body.begin() + static_cast<std::ptrdiff_t>(dateline.begin),
              body.begin() + static_cast<std::ptrdiff_t>(dateline.end), ' ');
  auto sentences = read_sentences(body);
  for (Sentence& sentence : sentences) {
    repair_tree(sentence);
  }
  const DocumentMentions mentions = find_mentions(sentences, trees_of(sentences), "");
  for (const Reference& reference : read_references(entities, text)) {
    const Names found = found_at(reference, sentences, mentions);
    const bool right = reference.meanings.empty()
                           ? found.empty()
                           : std::find(reference.meanings.begin(), reference.meanings.end(), found) !=
                                 reference.meanings.end();
    const std::string words = lower(reference.mention);
    static const std::set<std::string> kPronouns = {"he", "him", "his",  "she",  "her",
                                                    "it", "its", "they", "them", "their"};
    const bool definite =
        words.starts_with("the ") &&
        reference.mention.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1) == std::string::npos;
    Score& of_kind = kPronouns.contains(words) ? scores.pronouns : definite ? scores.nouns : scores.aliases;
    ++of_kind.wanted;
    of_kind.right += right;
    of_kind.wrong += !right && !found.empty();
    if (right) continue;
    std::string names;
    for (const std::string& name : found) names += (names.empty() ? "" : " + ") + name;
    const std::size_t from = reference.begin < 50 ? 0 : reference.begin - 50;
    std::string around = text.substr(from, reference.end + 30 - from);
    std::replace(around.begin(), around.end(), '\n', ' ');
    scores.report += entities.stem().string() + ": " + reference.mention + " → " +
                     (names.empty() ? "none" : names) + "\t\t…" + around + "…\n";
  }
}

TEST(References, LeadToWhoIsMeant) {
  const char* elsewhere = std::getenv("KG_REFERENCES");  // another folder to score, with all that is missed
  std::vector<std::filesystem::path> folders = {std::filesystem::path(KG_ENTITIES_FOLDER) / "references",
                                                std::filesystem::path(KG_ENTITIES_FOLDER) / "../articles"};
  if (elsewhere) folders = {elsewhere};
  Scores scores;
  std::vector<std::filesystem::path> paths;
  for (const auto& folder : folders) {
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.path().extension() == ".entities") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) score(path, scores);
  const auto line = [](const char* kind, const Score& s) {
    std::cout << kind << ": " << s.right << " of " << s.wanted << " right, " << s.wrong << " wrong\n";
  };
  line("aliases", scores.aliases);
  line("pronouns", scores.pronouns);
  line("definite nouns", scores.nouns);
  if (elsewhere) {
    std::cout << scores.report;
    return;
  }
  // A little less than is read today, for trees change; one that finds more raises the bar.
  EXPECT_GE(scores.aliases.right, 212u) << scores.report;
  EXPECT_GE(scores.pronouns.right, 490u) << scores.report;
  EXPECT_GE(scores.nouns.right, 80u) << scores.report;
  EXPECT_LE(scores.aliases.wrong + scores.pronouns.wrong + scores.nouns.wrong, 74u) << scores.report;
}

}  // namespace
}  // namespace kg::text

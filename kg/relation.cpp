#include "kg/relation.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "kg/verb_forms.hpp"

namespace kg {
namespace {

using Words = std::unordered_set<std::string_view>;
using Modalities = std::unordered_map<std::string_view, Modality>;

const Modalities kModals = {
    {"will", Modality::Planned},   {"shall", Modality::Planned},   {"may", Modality::Possible},
    {"might", Modality::Possible}, {"could", Modality::Possible},  {"can", Modality::Possible},
    {"would", Modality::Possible}, {"should", Modality::Possible}, {"must", Modality::Possible},
};

// Verbs and adjectives before `to` and an infinitive: what they make of the deed. `be_` marks passives and
// adjectives.
const Modalities kBeforeInfinitive = {
    {"plan", Modality::Planned},
    {"seek", Modality::Planned},
    {"hope", Modality::Planned},
    {"want", Modality::Planned},
    {"wish", Modality::Planned},
    {"intend", Modality::Planned},
    {"aim", Modality::Planned},
    {"expect", Modality::Planned},
    {"agree", Modality::Planned},
    {"promise", Modality::Planned},
    {"pledge", Modality::Planned},
    {"vow", Modality::Planned},
    {"threaten", Modality::Planned},
    {"prepare", Modality::Planned},
    {"propose", Modality::Planned},
    {"decide", Modality::Planned},
    {"offer", Modality::Planned},
    {"try", Modality::Planned},
    {"attempt", Modality::Planned},
    {"commit", Modality::Planned},
    {"move", Modality::Planned},
    {"vote", Modality::Planned},
    {"strive", Modality::Planned},
    {"prefer", Modality::Planned},
    {"need", Modality::Possible},
    {"appear", Modality::Possible},
    {"seem", Modality::Possible},
    {"claim", Modality::Possible},
    {"ask", Modality::Possible},
    {"refuse", Modality::Denied},
    {"fail", Modality::Denied},
    {"decline", Modality::Denied},
    {"neglect", Modality::Denied},
    {"continue", Modality::Done},
    {"begin", Modality::Done},
    {"start", Modality::Done},
    {"manage", Modality::Done},
    {"help", Modality::Done},
    {"come", Modality::Done},
    {"tend", Modality::Done},
    {"happen", Modality::Done},
    {"be_expected", Modality::Planned},
    {"be_set", Modality::Planned},
    {"be_due", Modality::Planned},
    {"be_scheduled", Modality::Planned},
    {"be_poised", Modality::Planned},
    {"be_ready", Modality::Planned},
    {"be_willing", Modality::Planned},
    {"be_prepared", Modality::Planned},
    {"be_determined", Modality::Planned},
    {"be_committed", Modality::Planned},
    {"be_planned", Modality::Planned},
    {"be_eager", Modality::Planned},
    {"be_likely", Modality::Possible},
    {"be_unlikely", Modality::Possible},
    {"be_able", Modality::Possible},
    {"be_allowed", Modality::Possible},
    {"be_required", Modality::Possible},
    {"be_asked", Modality::Possible},
    {"be_said", Modality::Possible},
    {"be_believed", Modality::Possible},
    {"be_alleged", Modality::Possible},
    {"be_reported", Modality::Possible},
    {"be_thought", Modality::Possible},
    {"be_reluctant", Modality::Possible},
    {"be_forced", Modality::Done},
    {"be_unable", Modality::Denied},
    {"be_unwilling", Modality::Denied},
};

// Verbs before a gerund: `considered banning`, `denied signing`.
const Modalities kBeforeGerund = {
    {"consider", Modality::Possible}, {"suggest", Modality::Possible}, {"propose", Modality::Planned},
    {"discuss", Modality::Possible},  {"deny", Modality::Denied},      {"avoid", Modality::Denied},
    {"begin", Modality::Done},        {"start", Modality::Done},       {"stop", Modality::Done},
    {"continue", Modality::Done},     {"keep", Modality::Done},        {"resume", Modality::Done},
    {"finish", Modality::Done},       {"quit", Modality::Done},
};

// Contractions as their parts.
const std::unordered_map<std::string_view, std::string_view> kContractions = {
    {"didn't", "did"},   {"doesn't", "does"}, {"don't", "do"},       {"isn't", "is"},
    {"aren't", "are"},   {"wasn't", "was"},   {"weren't", "were"},   {"hasn't", "has"},
    {"haven't", "have"}, {"hadn't", "had"},   {"won't", "will"},     {"wouldn't", "would"},
    {"can't", "can"},    {"cannot", "can"},   {"couldn't", "could"}, {"shouldn't", "should"},
    {"mustn't", "must"},
};

const Words kNegations = {"not", "never"};

std::vector<std::string_view> split(std::string_view predicate) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t end = predicate.find('_');
    const std::string_view word = predicate.substr(0, end);
    if (const auto parts = kContractions.find(word); parts != kContractions.end()) {
      words.push_back(parts->second);
      words.push_back("not");
    } else {
      words.push_back(word);
    }
    if (end == std::string_view::npos) return words;
    predicate.remove_prefix(end + 1);
  }
}

/// Reads a verb group from left to right: auxiliaries, the verb, and where that takes another verb, the same
/// again.
class GroupReader {
 public:
  explicit GroupReader(std::string_view predicate) : words_(split(predicate)) {}

  Relation read() {
    group(false);
    Relation relation{join(0, name_.size()), "", modality_};
    std::size_t end = name_.size();
    if (passive_ && end > root_ + 1 && name_.back() == "by") --end;
    if (passive_) name_[root_] = base_form(name_[root_]);
    relation.root = join(root_, end);
    return relation;
  }

 private:
  std::size_t left() const { return words_.size() - pos_; }
  std::string_view word(std::size_t ahead = 0) const {
    return ahead < left() ? words_[pos_ + ahead] : std::string_view{};
  }
  std::optional<VerbForm> form(std::size_t ahead = 0) const { return verb_form(word(ahead)); }
  bool is_form_of(std::string_view base, std::size_t ahead = 0) const {
    const auto known = form(ahead);
    return word(ahead) == base || (known && known->base == base);
  }

  std::string join(std::size_t begin, std::size_t end) const {
    std::string out;
    for (std::size_t i = begin; i < end; ++i) out += (i == begin ? "" : "_") + name_[i];
    return out;
  }

  /// A denial outweighs all; else what stands first, as the outermost, holds.
  void add(Modality modality) {
    if (modality == Modality::Denied || modality_ == Modality::Done) modality_ = modality;
  }

  bool skip_negation() {
    if (left() > 1 && kNegations.contains(word())) {
      ++pos_;
    } else if (left() > 2 && word() == "no" && word(1) == "longer") {
      pos_ += 2;
    } else {
      return false;
    }
    add(Modality::Denied);
    return true;
  }

  /// How many words of denial stand `ahead`.
  std::size_t negations(std::size_t ahead) const {
    std::size_t count = 0;
    while (kNegations.contains(word(ahead + count))) ++count;
    return count;
  }

  /// Passes over one auxiliary. `bare` becomes true where the verb that follows is a plain infinitive.
  bool skip_auxiliary(bool& bare) {
    if (left() < 2) return false;
    if (skip_negation()) return true;
    if (const auto modal = kModals.find(word()); modal != kModals.end()) {
      add(modal->second);
      ++pos_;
      bare = true;
      return true;
    }
    const std::size_t next = 1 + negations(1);
    const auto next_form = form(next);
    if (is_form_of("do") && next > 1) {
      ++pos_;
      bare = true;
      return true;
    }
    if (word() == "used" && word(1) == "to" && left() > 2) return skip_to(2, Modality::Done, bare);
    if (is_form_of("have")) {
      if (word(1) == "to" && left() > 2) return skip_to(2, Modality::Possible, bare);
      if (!next_form || !next_form->participle) return false;
      ++pos_;
      bare = false;
      return true;
    }
    if (!is_form_of("be")) return false;
    if (word(next) == "to" && left() > next + 1) {
      if (next > 1) add(Modality::Denied);
      return skip_to(next + 1, Modality::Planned, bare);
    }
    if ((word(next) == "going" || word(next) == "about") && word(next + 1) == "to" && left() > next + 2) {
      if (next > 1) add(Modality::Denied);
      return skip_to(next + 2, Modality::Planned, bare);
    }
    if (!next_form || !next_form->gerund) return false;
    ++pos_;
    bare = false;
    return true;
  }

  bool skip_to(std::size_t words, Modality modality, bool& bare) {
    add(modality);
    pos_ += words;
    bare = true;
    return true;
  }

  void group(bool bare) {
    bool auxiliary = false;
    while (skip_auxiliary(bare)) auxiliary = true;
    root_ = name_.size();
    passive_ = false;
    if (is_form_of("be") && left() > 1) {
      name_.emplace_back("be");
      ++pos_;
      if (word() == "not" && left() == 1) {
        add(Modality::Denied);
        ++pos_;
      }
      while (skip_negation()) {
      }
      if (before_infinitive("be_" + std::string(word()), std::string(word()))) return;
      const auto participle = form();
      if (!participle || !participle->participle) return rest();
      passive_ = true;
      root_ = name_.size();
      name_.emplace_back(word());
      ++pos_;
      return rest();
    }
    const auto verb = form();
    // A gerund without its auxiliary is a noun, and an infinitive is no form of another verb (`to found`).
    const bool inflected = verb && !bare && (auxiliary || !verb->gerund);
    const std::string base = inflected ? verb->base : std::string(word());
    if (before_infinitive(base, base)) return;
    name_.push_back(base);
    ++pos_;
    const auto outer = kBeforeGerund.find(base);
    const auto inner = form();
    if (outer != kBeforeGerund.end() && inner && inner->gerund) {
      add(outer->second);
      root_ = name_.size();
      name_.push_back(inner->base);
      ++pos_;
    }
    rest();
  }

  /// `plan` … `to sign`: takes the verb as `spelling`, `to`, and reads the group behind it.
  bool before_infinitive(const std::string& key, const std::string& spelling) {
    const std::size_t to = 1 + negations(1);
    const auto outer = kBeforeInfinitive.find(key);
    if (outer == kBeforeInfinitive.end() || word(to) != "to" || left() < to + 2) return false;
    add(outer->second);
    if (to > 1) add(Modality::Denied);
    name_.push_back(spelling);
    name_.emplace_back("to");
    pos_ += to + 1;
    group(true);
    return true;
  }

  void rest() {
    while (left() > 0) name_.emplace_back(words_[pos_++]);
  }

  std::vector<std::string_view> words_;
  std::size_t pos_ = 0;
  std::vector<std::string> name_;
  std::size_t root_ = 0;  // where the last verb stands in name_; a participle there if passive_
  bool passive_ = false;
  Modality modality_ = Modality::Done;
};

}  // namespace

Relation relation_of(std::string_view predicate) {
  const bool group = !predicate.empty() && std::all_of(predicate.begin(), predicate.begin() + 1,
                                                       [](char c) { return c >= 'a' && c <= 'z'; });
  const bool whole = predicate.find("__") == std::string_view::npos && !predicate.ends_with('_');
  if (!group || !whole) return {std::string(predicate), std::string(predicate), Modality::Done};
  return GroupReader(predicate).read();
}

}  // namespace kg

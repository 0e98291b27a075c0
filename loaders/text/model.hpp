// The trained model of English: lexicon, lemmas, and the weights of tagger and parsers. One file, linked into
// the program and used where it lies. The trainer (tools/train) writes it; text/model/README.md tells how.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "loaders/text/lemma.hpp"
#include "loaders/text/lexicon.hpp"
#include "loaders/text/parser.hpp"
#include "loaders/text/tagger.hpp"
#include "loaders/text/weights.hpp"

namespace kg::text {

/// What the file's head says: small things, and where the tables lie.
struct ModelHead {
  struct Section {
    std::uint64_t begin = 0;  ///< bytes from the end of the head, a multiple of 64
    std::uint64_t size = 0;   ///< bytes
    template <class Archive>
    void serialize(Archive& archive) {
      archive(begin, size);
    }
  };
  std::vector<std::pair<std::uint8_t, std::string>> tags;  ///< UPOS and Penn tag of each class of the tagger
  std::vector<Move> moves;                                 ///< what the parser may do, sorted
  std::map<std::string, std::int32_t> units;               ///< of each parser
  std::map<std::string, Section> sections;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(tags, moves, units, sections);
  }
};

/// Views of a model's bytes, which must outlive it. Never changed after `at`, so that any number of threads
/// share it.
struct Model {
  std::vector<Tag> tags;
  std::vector<Move> moves;
  Lexicon lexicon;
  Lemmas lemmas;
  Weights tagger;
  Parser left;   ///< reads from the left; empty in a model that has tags only
  Parser right;  ///< reads from the right
  Weights arcs;  ///< chooses where the two disagree

  /// `bytes` is a whole file, 64-byte aligned. Throws `Error` if it is no model, or one of another version.
  ///
  ///     | "kgmodel" version | 8 bytes: length of the head | head (cereal, portable) | zeros to 64 | tables |
  static Model at(std::span<const std::byte> bytes);

  /// A model's file. `tables` are the bytes of each section by name.
  static std::string write(ModelHead head, const std::map<std::string, std::string>& tables);

  /// A model's file with these moves, and these units and tables beside or instead of its own.
  static std::string extend(std::span<const std::byte> bytes, std::vector<Move> moves,
                            const std::map<std::string, std::int32_t>& units,
                            std::map<std::string, std::string> tables);
};

/// The model that is linked in. Throws `Error` as `Model::at` does.
const Model& english();

}  // namespace kg::text

// The records of the store: plain structs, written by cereal in its portable binary form (one byte 01 for
// little-endian, then the members in order; drawn in FORMAT.md).
#pragma once

#include <array>
#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/utility.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "kg/error.hpp"
#include "kg/id.hpp"

namespace kg::store {

/// Of a permutation that has pages.
struct PermutationState {
  std::uint64_t pages = 0;
  std::uint64_t delta = 0;        ///< keys in its delta
  std::array<Id, 4> folded = {};  ///< the last row that was folded into the pages

  template <typename Archive>
  void serialize(Archive& archive) {
    archive(pages, delta, folded);
  }
};

/// Counters of the whole graph.
struct Meta {
  std::uint64_t version = 0;    ///< one more with each batch
  std::uint64_t next_term = 1;  ///< number of the next term in the dictionary
  std::uint64_t next_statement = 1;
  std::uint64_t statements = 0, qualifiers = 0, evidence = 0, documents = 0;
  std::uint64_t entities = 0;  ///< names and IRIs that statements use
  std::uint64_t predicates = 0;
  std::uint64_t plain_triples = 0;  ///< of the statements, those that are rows without a statement
  std::uint64_t base_terms = 0;     ///< the watermark: terms up to this number lie in blocks, in order
  std::vector<PermutationState> permutations;  ///< of each order; none while all rows are in the delta

  template <typename Archive>
  void serialize(Archive& archive) {
    archive(version, next_term, next_statement, statements, qualifiers, evidence, documents, entities,
            predicates, plain_triples, base_terms, permutations);
  }
};

/// A statement in ids; the qualifiers sorted by id, no pair twice.
struct Content {
  Id subject = kNoId, predicate = kNoId, object = kNoId;
  std::vector<std::pair<Id, Id>> qualifiers;
  auto operator<=>(const Content&) const = default;

  template <typename Archive>
  void serialize(Archive& archive) {
    archive(subject, predicate, object, qualifiers);
  }
};

/// What stands behind the key (statement, document, begin, number).
struct EvidenceValue {
  std::uint64_t end = 0;
  double confidence = 1.0;
  Id extractor = kNoId;
  std::optional<Content>
      as_read;  ///< the statement as the document has it, where merging of names has changed it

  template <typename Archive>
  void serialize(Archive& archive) {
    archive(end, confidence, extractor, as_read);
  }
};

struct DocumentValue {
  std::string date, content_hash;
  std::uint64_t bytes = 0;      ///< of the text
  std::uint32_t next_fact = 0;  ///< number of the next fact; greater than those of all facts so far

  template <typename Archive>
  void serialize(Archive& archive) {
    archive(date, content_hash, bytes, next_fact);
  }
};

struct AliasValue {
  std::string reason;
  bool everywhere = false;

  template <typename Archive>
  void serialize(Archive& archive) {
    archive(reason, everywhere);
  }
};

template <typename Record>
std::string encode(const Record& record) {
  std::ostringstream out;
  {
    cereal::PortableBinaryOutputArchive archive(out,
                                                cereal::PortableBinaryOutputArchive::Options::LittleEndian());
    archive(record);
  }
  return std::move(out).str();
}

template <typename Record>
Record decode(std::string_view bytes) {
  Record record;
  try {
    std::istringstream in{std::string(bytes)};
    cereal::PortableBinaryInputArchive archive(in);
    archive(record);
  } catch (const std::exception&) {  // cereal's own, or a length that no memory holds
    throw StorageError(
        "a record of the graph cannot be read; the graph is damaged, restore it from a backup or load it "
        "anew");
  }
  return record;
}

}  // namespace kg::store

// The keys of the store, drawn in FORMAT.md: one byte for the kind of entry, then its parts, numbers in
// big-endian so that the order of bytes is the order of numbers.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "kg/id.hpp"

namespace kg::store {

/// The first byte of a key. What stands in `[]` are the parts behind it, after the colon the value.
enum class Space : char {
  Meta = '!',  ///< []: Meta
  Spo = '1',  ///< [id ×4]: a row of a permutation that came (empty) or went (`-`) since its page was written
  Pso = '2',
  Pos = '3',
  Osp = '4',
  SpoPage = '5',  ///< [id ×4]: a page of the permutation (page.hpp)
  PsoPage = '6',
  PosPage = '7',
  OspPage = '8',
  TermBlock = 'B',         ///< [number of its last term]: a block of the dictionary (term_blocks.hpp)
  TermBlockEnd = 'b',      ///< [bytes of its last term]: that term's number
  Canonical = 'C',         ///< [name]: id of the name that it was merged into
  Document = 'D',          ///< [document]: DocumentValue
  Evidence = 'E',          ///< [statement, document, begin, number]: EvidenceValue
  Fingerprint = 'F',       ///< [16 bytes of hash]: statement with this content
  Alias = 'A',             ///< [alias, canonical]: Votes; the merge table in sum
  AliasOf = 'a',           ///< [canonical, alias]: empty
  DocumentAlias = 'd',     ///< [document, alias, canonical]: AliasValue; the rows of the merge table
  DocumentEvidence = 'e',  ///< [document, statement, begin, number]: empty
  FoldedName = 'f',        ///< [folded text, 0x00, name]: empty
  KeyCount = 'k',          ///< [key]: number of qualifiers
  Prefix = 'N',            ///< [prefix]: what it stands for
  PredicateCount = 'p',    ///< [predicate]: number of statements
  PredicateTerms = 'P',    ///< [predicate]: distinct subjects, distinct objects; two numbers
  Statement = 'S',         ///< [statement]: Content
  TermOfId = 'T',          ///< [id]: term bytes
  IdOfTerm = 't',          ///< [term bytes]: id
  Uses = 'u',              ///< [name or IRI]: how often statements use it as subject, object or qualifier
  ValueOrder = 'v',        ///< [value bytes, id]: empty; values that have no inline id
  Text = 'X',              ///< [document, chunk]: zstd frame
};

/// Each of them once.
inline constexpr std::array kAllSpaces = {Space::Meta,
                                          Space::Spo,
                                          Space::Pso,
                                          Space::Pos,
                                          Space::Osp,
                                          Space::SpoPage,
                                          Space::PsoPage,
                                          Space::PosPage,
                                          Space::OspPage,
                                          Space::TermBlock,
                                          Space::Canonical,
                                          Space::Document,
                                          Space::Evidence,
                                          Space::Fingerprint,
                                          Space::Alias,
                                          Space::AliasOf,
                                          Space::DocumentAlias,
                                          Space::DocumentEvidence,
                                          Space::FoldedName,
                                          Space::KeyCount,
                                          Space::Prefix,
                                          Space::PredicateCount,
                                          Space::PredicateTerms,
                                          Space::Statement,
                                          Space::TermOfId,
                                          Space::IdOfTerm,
                                          Space::Uses,
                                          Space::ValueOrder,
                                          Space::Text,
                                          Space::TermBlockEnd};

inline void append(std::string& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(number >> shift));
}
inline void append(std::string& out, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(number >> shift));
}
inline void append(std::string& out, std::string_view bytes) {
  out.append(bytes);
}

/// A key, or the beginning of one: `key(Space::Evidence, statement, document)`.
template <typename... Parts>
std::string key(Space space, const Parts&... parts) {
  std::string out(1, static_cast<char>(space));
  (append(out, parts), ...);
  return out;
}

/// Eight big-endian bytes of `bytes` as a number; REQUIRES that they are there.
inline std::uint64_t number_at(std::string_view bytes, std::size_t offset) {
  std::uint64_t number = 0;
  for (const char c : bytes.substr(offset, 8)) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

/// The `index`-th part of a key made of ids only.
inline Id id_in(std::string_view key, std::size_t index) {
  return number_at(key, 1 + 8 * index);
}

/// The four bytes at the end of a key of evidence: the number of the fact in its document.
inline std::uint32_t fact_number_in(std::string_view key) {
  return static_cast<std::uint32_t>(number_at(key, key.size() - 4));
}

/// A value that is one number.
inline std::string number_bytes(std::uint64_t number) {
  std::string out;
  append(out, number);
  return out;
}

}  // namespace kg::store

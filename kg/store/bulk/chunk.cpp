#include "kg/store/bulk/chunk.hpp"

namespace kg::store {
namespace {

Spool spool_in(const std::string& folder) {
  return folder.empty() ? Spool() : Spool(folder);
}

}  // namespace

SealedChunk::SealedChunk(const std::string& folder)
    : terms(spool_in(folder)), triples(spool_in(folder)), ranks(spool_in(folder)) {}

void Chunk::add(const TripleView& triple) {
  term_key(triple.subject, subject_);
  const std::uint64_t subject_hash = TermTable::hash(subject_);
  table_.prefetch(subject_hash);
  term_key(triple.object, object_);
  const std::uint64_t object_hash = TermTable::hash(object_);
  table_.prefetch(object_hash);
  term_key(triple.predicate, predicate_);
  const SealedChunk::Places numbers = {table_.number(subject_, subject_hash),
                                       table_.number(predicate_, TermTable::hash(predicate_)),
                                       table_.number(object_, object_hash)};
  triples_.append(numbers);
  ++count_;
}

SealedChunk Chunk::seal(const std::string& folder) {
  SealedChunk sealed(folder);
  std::vector<std::uint32_t> places(table_.size());
  {
    std::uint32_t place = 0;
    for (const TermTable::Record* record : table_.sorted()) {
      sealed.terms.add(record->key());
      places[record->number] = place++;
    }
  }
  table_ = TermTable();
  Spool::Reader reader(triples_);
  for (SealedChunk::Places triple; reader.read(triple);) {
    for (std::uint32_t& number : triple) number = places[number];
    sealed.triples.append(triple);
  }
  *this = Chunk();
  return sealed;
}

}  // namespace kg::store

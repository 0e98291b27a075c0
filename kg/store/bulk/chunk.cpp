#include "kg/store/bulk/chunk.hpp"

namespace kg::store {

bool read_statement(Spool::Reader& reader, std::vector<std::uint32_t>& places) {
  std::uint32_t count = 0;
  if (!reader.read(count)) return false;
  places.resize(count);
  return reader.read(places.data(), count * sizeof places[0]);
}

std::vector<std::uint32_t> SealedChunk::rank_of_places() const {
  std::vector<std::uint32_t> found(terms.count());
  Spool::Reader(ranks).read(found.data(), found.size() * sizeof found[0]);
  return found;
}

void Chunk::add_statement(const TripleView& statement) {
  std::string key;
  const auto number = [&](const TermView& term) {
    key.clear();
    append_term_key(term, key);
    statements_.append(table_.number(key, TermTable::hash(key)));
  };
  statements_.append(static_cast<std::uint32_t>(3 + 2 * statement.qualifiers.size()));
  for (const TermView* term : {&statement.subject, &statement.predicate, &statement.object}) number(*term);
  for (const QualifierView& qualifier : statement.qualifiers) {
    number(qualifier.key);
    number(qualifier.value);
  }
  ++count_;
  ++statement_count_;
  qualifiers_ += statement.qualifiers.size();
}

void Chunk::add(const TripleView& triple) {
  if (!triple.qualifiers.empty()) return add_statement(triple);
  for (const TermView* term : {&triple.subject, &triple.predicate, &triple.object}) {
    const std::size_t begin = keys_.size();
    append_term_key(*term, keys_);
    const std::uint64_t hash = TermTable::hash(std::string_view(keys_).substr(begin));
    table_.prefetch_slot(hash);
    waiting_[waiting_count_++] = {keys_.size(), hash};
  }
  ++count_;
  if (waiting_count_ == waiting_.size()) number_waiting();
}

void Chunk::number_waiting() {
  for (std::size_t i = 0; i < waiting_count_; ++i) table_.prefetch_term(waiting_[i].hash);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < waiting_count_; i += 3) {
    SealedChunk::Places numbers;
    for (std::size_t k = 0; k < 3; ++k) {
      const auto [end, hash] = waiting_[i + k];
      numbers[k] = table_.number(std::string_view(keys_).substr(begin, end - begin), hash);
      begin = end;
    }
    triples_.append(numbers);
  }
  keys_.clear();
  waiting_count_ = 0;
}

SealedChunk Chunk::seal(SpoolFile* file) {
  number_waiting();
  SealedChunk sealed(file);
  std::vector<std::uint32_t> places(table_.size());
  {
    std::uint32_t place = 0;
    for (const TermTable::Record* record : table_.sorted()) {
      sealed.terms.add(record->key());
      places[record->number] = place++;
    }
  }
  sealed.terms.seal();
  table_ = TermTable();
  Spool::Reader reader(triples_);
  for (SealedChunk::Places triple; reader.read(triple);) {
    for (std::uint32_t& number : triple) number = places[number];
    sealed.triples.append(triple);
  }
  sealed.triples.seal();
  Spool::Reader said(statements_);
  for (std::vector<std::uint32_t> statement; read_statement(said, statement);) {
    sealed.statements.append(static_cast<std::uint32_t>(statement.size()));
    for (const std::uint32_t number : statement) sealed.statements.append(places[number]);
  }
  sealed.statements.seal();
  *this = Chunk();
  return sealed;
}

}  // namespace kg::store

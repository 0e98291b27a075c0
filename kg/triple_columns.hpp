// A batch of triples as a cursor hands them out: a column of ids for each slot, so that operators work on
// whole columns. Where all ids of a column are the same, as in a slot that the pattern fixes, it holds one.
#pragma once

#include <compare>
#include <cstddef>
#include <iterator>
#include <span>

#include "kg/id.hpp"

namespace kg {

/// A row of the index. Qualifiers are rows too: their subject is the id of a statement (`IdKind::Statement`),
/// their statement `kNoId`.
struct Triple {
  Id subject = kNoId;
  Id predicate = kNoId;
  Id object = kNoId;
  Id statement = kNoId;
  auto operator<=>(const Triple&) const = default;
};

/// Does not own its ids.
struct IdColumn {
  std::span<const Id> ids;  ///< one for each row, or none
  Id one = kNoId;           ///< the id of every row, if there are no `ids`

  bool is_constant() const { return ids.empty(); }
  Id operator[](std::size_t row) const { return ids.empty() ? one : ids[row]; }
};

/// Which columns somebody asks for.
struct AskedColumns {
  bool subject = true, predicate = true, object = true, statement = true;
};

struct TripleColumns {
  IdColumn subject, predicate, object, statement;
  std::size_t count = 0;  ///< rows

  std::size_t size() const { return count; }
  bool empty() const { return count == 0; }
  Triple operator[](std::size_t row) const {
    return {subject[row], predicate[row], object[row], statement[row]};
  }

  /// Goes through the rows as triples, for those who do not care for columns.
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Triple;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Triple;

    Iterator(const TripleColumns& columns, std::size_t row) : columns_(&columns), row_(row) {}
    Triple operator*() const { return (*columns_)[row_]; }
    Iterator& operator++() {
      ++row_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return row_ == other.row_; }

   private:
    const TripleColumns* columns_;
    std::size_t row_;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, count}; }
};

}  // namespace kg

// What a graph has already, as a rewrite sees it: its terms as sources of the merge, which tells their new
// ranks, its rows, and everything else, with the ids in it changed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kg/graph.hpp"
#include "kg/store/bulk/ranked_ids.hpp"
#include "kg/store/bulk/row_sorter.hpp"
#include "kg/store/bulk/term_run.hpp"
#include "kg/store/key_value.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/records.hpp"
#include "kg/watch.hpp"

namespace kg::store {

class OldGraph {
 public:
  /// `view` must outlive this.
  OldGraph(const View& view, Watch watch);

  const Meta& meta() const { return meta_; }
  /// Its terms, and the values that stand in ids of its rows. The sources write down here what they are told,
  /// so this must stay where it is, and outlive them.
  void add_sources(std::vector<std::unique_ptr<TermSource>>& sources);

  /// After the merge: the new rank of an old id, and its new id.
  std::uint32_t rank(Id old, const RankedIds& ids) const;
  Id renewed(Id old, const RankedIds& ids) const;
  Content renewed(Content old, const RankedIds& ids) const;

  /// By new rank, whether a term is a name that is merged into another; empty where none is.
  std::vector<bool> merged_names(const RankedIds& ids) const;

  bool has_statements() const { return meta_.statements > meta_.plain_triples; }
  bool has_qualifiers(Id statement) const;
  /// Whether a statement has evidence from the document of plain triples that was read as it is.
  bool rests_on_triples(Id statement) const;

  /// Its rows in new ranks, in any order.
  void visit_rows(const RankedIds& ids, const std::function<void(const RankRow&)>& visit) const;

  /// Its statements in new ranks (new_statements.hpp), with their numbers.
  void visit_statements(
      const RankedIds& ids,
      const std::function<void(std::span<const std::uint32_t> ranks, std::uint32_t number)>& visit) const;
  /// Whether it has this prefix.
  bool has_prefix(std::string_view prefix) const;

  /// The spaces that hold ids and are no terms, rows, or what follows from these alone.
  static const std::vector<Space>& other_spaces();
  /// All entries of one of these with new ids, in any order; texts sorted.
  void visit_entries(
      Space space, const RankedIds& ids,
      const std::function<void(const std::string& key, const std::string& value)>& visit) const;

 private:
  void for_each(Space space, const std::function<void(std::string_view, std::string_view)>& visit) const;
  void visit_texts(const RankedIds& ids,
                   const std::function<void(const std::string& key, const std::string& value)>& visit) const;

  const View& view_;
  Watch watch_;
  Meta meta_;
  std::vector<std::uint32_t> ranks_;  ///< by old number
};

}  // namespace kg::store

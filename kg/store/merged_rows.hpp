// The rows of a run in order, from its pages and its delta, as stretches: rows of one page that no change
// touches, which need not be decoded to be counted, and rows one by one where changes lie between.
#pragma once

#include <memory>
#include <vector>

#include "kg/store/key_value.hpp"
#include "kg/store/page.hpp"
#include "kg/store/records.hpp"
#include "kg/store/row_range.hpp"

namespace kg::store {

/// Rows in order: [begin, end) of `page`, or, if there is no page, `rows`.
struct Stretch {
  const PageReader* page = nullptr;
  std::size_t begin = 0, end = 0;
  std::vector<Row> rows;

  std::size_t size() const { return page != nullptr ? end - begin : rows.size(); }
};

class MergedRows {
 public:
  /// `meta` tells whether the order has pages, and a delta.
  MergedRows(const View& view, const Meta& meta, Order order);

  /// Begins at the least row of the run.
  void start(const RowRange& range);
  const RowRange& range() const { return range_; }
  /// Sets `stretch` to the next rows, about `most` of them; false at the end. They live until the next move.
  bool next(Stretch& stretch, std::size_t most);
  /// Skips rows before `least`.
  void seek(const Row& least);

 private:
  void find_page(const Row& row);
  void load_page();
  void limit_page();
  void settle();
  bool finds_delta();
  bool delta_is_before(const Row& row) const;
  void next_delta();
  void merge_page_rows(std::size_t end, std::vector<Row>& rows);

  const View& view_;
  Order order_;
  bool has_pages_, has_delta_;
  RowRange range_;
  std::unique_ptr<KeyIterator> pages_, delta_;
  PageReader page_;               ///< the one at `pages_`
  Row bound_{};                   ///< of its key
  std::size_t at_ = 0, end_ = 0;  ///< its rows of the run that are still to come
  bool pages_done_ = true;        ///< no page behind it has rows of the run
  /// Of the delta's rows from the first of these to the second, `delta_` is at the first.
  Row delta_from_{}, delta_until_{};
};

}  // namespace kg::store

#include "kg/store/merged_rows.hpp"

#include <algorithm>

namespace kg::store {
namespace {

/// Pages that are stepped over before one farther on is sought, which costs as much as several steps.
constexpr int kPagesAhead = 2;
/// The same of rows of the delta.
constexpr int kRowsAhead = 4;

}  // namespace

MergedRows::MergedRows(const View& view, const Meta& meta, Order order)
    : view_(view), order_(order), has_pages_(!meta.permutations.empty()) {
  has_delta_ = !has_pages_ || meta.permutations[static_cast<std::size_t>(order)].delta > 0;
}

void MergedRows::start(const RowRange& range) {
  range_ = range;
  const auto open = [&](std::unique_ptr<KeyIterator>& iterator, KeyRange keys) {
    iterator ? iterator->restart(std::move(keys)) : void(iterator = view_.iterate(std::move(keys)));
  };
  if (has_pages_) {
    if (pages_ && pages_->valid() && page_.row(0) <= range.low) {
      find_page(range.low);
    } else {
      open(pages_, {page_key(order_, range.low), after_prefix(key(page_space(order_)))});
      load_page();
    }
    limit_page();
    if (!pages_done_) at_ = page_.lower_bound(range.low);
  }
  if (!has_delta_ || finds_delta()) return;
  const bool in_page = has_pages_ && pages_->valid();
  delta_until_ = in_page ? std::max(range.high, bound_) : range.high;
  open(delta_, {delta_key(order_, range.low), delta_key(order_, delta_until_) + '\0'});
  delta_from_ = range.low;
}

/// True where the delta's iterator gets to the run by few steps, or is there: it reaches as far as the page,
/// so that lookups near each other seek once.
bool MergedRows::finds_delta() {
  if (!delta_ || range_.low < delta_from_ || delta_until_ < range_.high) return false;
  for (int i = 0; i < kRowsAhead && delta_->valid() && row_in(delta_->key()) < range_.low; ++i)
    delta_->next();
  if (delta_->valid() && row_in(delta_->key()) < range_.low) delta_->seek(delta_key(order_, range_.low));
  delta_from_ = range_.low;
  return true;
}

/// Goes forward to the page where this row belongs. REQUIRES: no page before `pages_` has it.
void MergedRows::find_page(const Row& row) {
  if (row <= bound_) return;
  const auto is_before = [&] { return pages_->valid() && row_in(pages_->key()) < row; };
  for (int steps = 0; steps < kPagesAhead && is_before(); ++steps) pages_->next();
  if (is_before()) pages_->seek(page_key(order_, row));
  load_page();
}

void MergedRows::load_page() {
  if (!pages_->valid()) return;
  page_.open(pages_->value());
  bound_ = row_in(pages_->key());
}

/// Finds which rows of the page at `pages_` the run can hold.
void MergedRows::limit_page() {
  at_ = end_ = 0;
  pages_done_ = !pages_->valid();
  if (pages_done_) return;
  if (bound_ <= range_.high) {
    end_ = page_.rows();
  } else {
    end_ = page_.lower_bound(range_.high);
    if (end_ < page_.rows() && page_.row(end_) == range_.high) ++end_;
    pages_done_ = end_ == 0;
  }
}

/// To the next page while nothing is left of this one.
void MergedRows::settle() {
  while (!pages_done_ && at_ >= end_) {
    if (range_.high <= bound_) {
      pages_done_ = true;
    } else {
      pages_->next();
      load_page();
      limit_page();
    }
  }
}

bool MergedRows::delta_is_before(const Row& row) const {
  return has_delta_ && delta_->valid() && row_in(delta_->key()) <= row;
}

void MergedRows::next_delta() {
  delta_from_ = row_in(delta_->key());
  ++delta_from_[3];
  delta_->next();
}

bool MergedRows::next(Stretch& stretch, std::size_t most) {
  stretch.page = nullptr;
  stretch.rows.clear();
  while (true) {
    settle();
    if (!pages_done_) {
      const std::size_t end = std::min(end_, at_ + most);
      if (!has_delta_ || !delta_is_before(page_.row(end - 1))) {
        stretch.page = &page_;
        stretch.begin = at_;
        stretch.end = at_ = end;
        return true;
      }
      merge_page_rows(end, stretch.rows);
      if (!stretch.rows.empty()) return true;
      continue;
    }
    if (!has_delta_) return false;
    for (; stretch.rows.size() < most && delta_is_before(range_.high); next_delta())
      if (delta_->value().empty()) stretch.rows.push_back(row_in(delta_->key()));
    return !stretch.rows.empty();
  }
}

/// The rows of the page up to `end` and what the delta says of them and of those between.
void MergedRows::merge_page_rows(std::size_t end, std::vector<Row>& rows) {
  std::array<std::array<Id, kRowsOfPage>, 4> columns;
  for (std::size_t place = 0; place < columns.size(); ++place)
    page_.decode(place, at_, end, columns[place].data());
  for (std::size_t i = 0; at_ < end; ++i, ++at_) {
    const Row row = {columns[0][i], columns[1][i], columns[2][i], columns[3][i]};
    bool present = true;
    while (delta_is_before(row)) {
      const Row changed = row_in(delta_->key());
      if (changed == row)
        present = delta_->value().empty();
      else if (delta_->value().empty())
        rows.push_back(changed);
      next_delta();
    }
    if (present) rows.push_back(row);
  }
}

void MergedRows::seek(const Row& least) {
  if (!pages_done_) {
    if (bound_ < least) {
      find_page(least);
      limit_page();
    }
    if (!pages_done_) at_ = page_.lower_bound(least, at_);
  }
  if (has_delta_ && delta_->valid() && row_in(delta_->key()) < least) {
    delta_->seek(delta_key(order_, least));
    delta_from_ = least;
  }
}

}  // namespace kg::store

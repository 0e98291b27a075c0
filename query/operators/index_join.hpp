// Looks up a leaf for the rows of a batch: its distinct keys, sorted, are met by a cursor that only moves
// forward, and stays open from batch to batch while keys ascend. Where keys are few this is an index nested
// loop, where they are many and sorted a galloping merge join.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "query/operators/join.hpp"
#include "query/operators/leaf_rows.hpp"

namespace kg::query {

/// The distinct rows of some columns, sorted.
struct Keys {
  std::vector<std::vector<Id>> columns;
  std::vector<std::uint32_t> numbers;  ///< of each row: that of its key
  std::size_t count = 0;
};

class IndexJoin final : public JoinOperator {
 public:
  IndexJoin(const Plan& plan, ExecContext& context, std::unique_ptr<Operator> left);

 private:
  /// A combination of the ranges of the leaf's constants, and how far its triples are read.
  struct Part {
    TriplePattern pattern;
    std::unique_ptr<Cursor> cursor;
    TripleColumns triples;
    std::size_t at = 0;
    bool ended = false;
    std::size_t last_begin = 0;  ///< of the last key's triples
    bool has_last = false;       ///< they all lie in `triples`
  };

  bool match(const Batch& left, std::size_t row, std::vector<Run>& runs) override;
  const Batch& candidates() const override { return found_; }

  void begin(const Batch& left);
  void make_keys(const Batch& left, std::size_t begin, std::size_t end);
  void reopen();
  bool find_all();
  void find(Part& part, std::vector<Run>& runs);
  void seek(Part& part, std::size_t key);
  void fetch(std::vector<Run>& runs);
  bool may_go_on();
  void put_together(const std::vector<std::vector<Run>>& runs);
  void test();
  Id key_at(int place, std::size_t key) const;

  const PlanLeaf& leaf_;
  LeafRows rows_;
  std::array<int, 4> left_columns_;  ///< of the places that the left side binds; else -1
  Order order_ = Order::Spo;
  std::vector<int> places_;  ///< bound, in that order
  bool begun_ = false;
  std::vector<Part> parts_;
  Keys keys_;
  std::vector<Id> last_key_;
  Batch found_;
  std::vector<Run> runs_;  ///< of the keys
  std::size_t rows_at_once_ = kMostRows;
  Charge charge_{limits(), "the matches of some rows"};
  std::size_t charged_ = 0;
};

}  // namespace kg::query

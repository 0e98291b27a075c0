// The seam to the engine: what views, batches and scans promise, whichever engine stands behind it.
#include "kg/store/key_value.hpp"

#include "kg/store/keys.hpp"
#include "tests/store/store_test.hpp"

namespace kg::store {
namespace {

using Lines = std::vector<std::string>;

class KeyValueTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    store_ = open_rocks(path(), path(), Access::Write);
    Batch batch;
    for (const char* key : {"a1", "a2", "a3", "b1", "c1"}) batch.put(key, std::string("value of ") + key);
    store_->apply(batch, false);
  }
  static Lines keys_in(const View& view, const KeyRange& range) {
    Lines keys;
    for (const auto entry = view.iterate(range); entry->valid(); entry->next())
      keys.emplace_back(entry->key());
    return keys;
  }
  std::shared_ptr<KeyValueStore> store_;
};

TEST_F(KeyValueTest, GetsManyAtOnceInTheirOrder) {
  const auto view = store_->view();
  const auto found = view->multi_get(Lines{"b1", "none", "a1", "b1"});
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[0], "value of b1");
  EXPECT_EQ(found[1], std::nullopt);
  EXPECT_EQ(found[2], "value of a1");
  EXPECT_EQ(found[3], "value of b1");
}

TEST_F(KeyValueTest, IteratesHalfOpenRangesAndSeeks) {
  const auto view = store_->view();
  EXPECT_EQ(keys_in(*view, {"a2", "c1"}), (Lines{"a2", "a3", "b1"}));
  EXPECT_EQ(keys_in(*view, prefix_range("a")), (Lines{"a1", "a2", "a3"}));
  EXPECT_EQ(keys_in(*view, prefix_range("x")), Lines{});
  const auto entries = view->iterate({"a2", "c1"});
  entries->seek("a");  // never before the range
  EXPECT_EQ(entries->key(), "a2");
  entries->seek("b");
  EXPECT_EQ(entries->key(), "b1");
  entries->seek("c1");
  EXPECT_FALSE(entries->valid());
}

TEST_F(KeyValueTest, ScansManyRanges) {
  Lines seen;
  const std::vector<KeyRange> ranges = {prefix_range("c"), prefix_range("a"), prefix_range("x")};
  store_->view()->multi_scan(ranges, [&](std::size_t range, std::string_view key, std::string_view value) {
    seen.push_back(std::to_string(range) + " " + std::string(key) + " " + std::string(value));
    return key != "a2";
  });
  EXPECT_EQ(seen, (Lines{"0 c1 value of c1", "1 a1 value of a1", "1 a2 value of a2"}));
}

TEST_F(KeyValueTest, AViewDoesNotChange) {
  const auto before = store_->view();
  Batch batch;
  batch.erase("a1");
  batch.put("a2", "first");
  batch.put("a2", "second");
  store_->apply(batch, true);
  EXPECT_EQ(keys_in(*before, prefix_range("a")), (Lines{"a1", "a2", "a3"}));
  EXPECT_EQ(before->get("a2"), "value of a2");
  EXPECT_EQ(keys_in(*store_->view(), prefix_range("a")), (Lines{"a2", "a3"}));
  EXPECT_EQ(store_->view()->get("a2"), "second");
  store_.reset();  // a view keeps its store open
  EXPECT_EQ(before->get("a1"), "value of a1");
}

TEST_F(KeyValueTest, WhatWasAppliedIsThereAfterReopening) {
  store_->flush();
  Batch batch;
  batch.put("d1", "in the log");
  store_->apply(batch, true);
  const auto beside = open_rocks(path(), path(), Access::Read)->view();  // while the writer has it open
  EXPECT_EQ(beside->get("d1"), "in the log");
  EXPECT_EQ(beside->get("a1"), "value of a1");
}

TEST_F(KeyValueTest, EstimatesAreNear) {
  Batch batch;
  for (std::uint32_t i = 0; i < 50'000; ++i) batch.put(key(Space::Spo, Id{i % 10}, Id{i}), std::to_string(i));
  store_->apply(batch, false);
  store_->flush();  // of what still lies in memory the engine knows little
  const std::uint64_t all = store_->view()->bytes(prefix_range(key(Space::Spo)));
  const std::uint64_t some = store_->view()->bytes(prefix_range(key(Space::Spo, Id{3})));
  EXPECT_GT(some, all / 20);
  EXPECT_LT(some, all / 5);
  store_.reset();
  EXPECT_EQ(open_rocks(path(), path(), Access::Read)->view()->bytes(prefix_range(key(Space::Spo, Id{3}))),
            some);
}

TEST(Keys, OrderOfBytesIsOrderOfNumbers) {
  const std::vector<Id> ids = {0, 1, 255, 256, 65'535, 1ull << 32, 1ull << 63, ~0ull};
  for (std::size_t i = 1; i < ids.size(); ++i) {
    EXPECT_LT(key(Space::Spo, ids[i - 1]), key(Space::Spo, ids[i]));
    EXPECT_EQ(id_in(key(Space::Spo, ids[i - 1], ids[i]), 1), ids[i]);
  }
  EXPECT_EQ(after_prefix("a\xff\xff"), "b");
  EXPECT_EQ(fact_number_in(key(Space::Evidence, Id{1}, Id{2}, Id{3}, std::uint32_t{77})), 77u);
}

}  // namespace
}  // namespace kg::store

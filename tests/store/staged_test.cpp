// Changes that are staged over a view: the merged view against a map, with random batches, and views that
// stay as they were.
#include "kg/store/staged.hpp"

#include <atomic>
#include <map>
#include <random>
#include <thread>

#include "tests/store/store_test.hpp"

namespace kg::store {
namespace {

using Twin = std::map<std::string, std::string>;

/// Few keys, so that batches meet; prefixes of each other, and one beyond ASCII.
std::string random_key(std::mt19937& random) {
  static const std::vector<std::string> kParts = {"", "a", "b", "ab", "\x01", "\xff"};
  const auto part = [&] { return kParts[random() % kParts.size()]; };
  return "k" + part() + part() + part();
}

Batch random_batch(std::mt19937& random, Twin& twin, int changes) {
  Batch batch;
  for (int i = 0; i < changes; ++i) {
    const std::string key = random_key(random);
    if (random() % 3 == 0) {
      batch.erase(key);
      twin.erase(key);
    } else {
      const std::string value = std::to_string(random() % 1000);
      batch.put(key, value);
      twin[key] = value;
    }
  }
  return batch;
}

KeyRange random_range(std::mt19937& random) {
  std::string from = random_key(random), to = random_key(random);
  if (to < from) std::swap(from, to);
  return random() % 4 == 0 ? prefix_range("k") : KeyRange{std::move(from), std::move(to)};
}

void demand_entry(const KeyIterator& found, Twin::const_iterator expected, Twin::const_iterator end) {
  ASSERT_EQ(found.valid(), expected != end);
  if (expected == end) return;
  ASSERT_EQ(found.key(), expected->first);
  ASSERT_EQ(found.value(), expected->second);
}

/// Reads the view in every way there is.
void demand_equal(const View& view, const Twin& twin, std::mt19937& random) {
  std::vector<std::string> keys;
  for (int i = 0; i < 20; ++i) keys.push_back(random_key(random));
  const auto values = view.multi_get(keys);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto found = twin.find(keys[i]);
    ASSERT_EQ(values[i], found == twin.end() ? std::nullopt : std::optional(found->second));
  }

  std::vector<KeyRange> ranges;
  for (int i = 0; i < 6; ++i) ranges.push_back(random_range(random));
  std::vector<std::string> scanned, expected;
  const std::size_t most = random() % 6;  // of one range
  std::size_t of_this = 0, last = 0;
  view.multi_scan(ranges, [&](std::size_t range, std::string_view key, std::string_view value) {
    of_this = range == last ? of_this : 0;
    last = range;
    scanned.push_back(std::to_string(range) + std::string(key) + "=" + std::string(value));
    return ++of_this <= most;
  });
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    std::size_t count = 0;
    for (auto entry = twin.lower_bound(ranges[i].from);
         entry != twin.lower_bound(ranges[i].to) && count <= most; ++entry, ++count)
      expected.push_back(std::to_string(i) + entry->first + "=" + entry->second);
  }
  ASSERT_EQ(scanned, expected);

  const KeyRange range = random_range(random);
  const auto end = twin.lower_bound(range.to);
  auto place = twin.lower_bound(range.from);
  const auto entries = view.iterate(range);
  demand_entry(*entries, place, end);
  for (int move = 0; move < 30; ++move) {
    if (random() % 3 == 0 || place == end) {  // forwards and back
      const std::string target = random_key(random);
      entries->seek(target);
      place = twin.lower_bound(std::max(target, range.from));
      if (target >= range.to) place = end;
    } else {
      entries->next();
      ++place;
    }
    demand_entry(*entries, place, end);
    if (testing::Test::HasFatalFailure()) return;
  }
}

class StagedTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    store_ = open_rocks(path(), path(), Access::Write);
  }
  Twin all_of(const View& view) const {
    Twin twin;
    for (const auto entry = view.iterate(prefix_range("k")); entry->valid(); entry->next())
      twin.emplace(entry->key(), entry->value());
    return twin;
  }
  std::shared_ptr<KeyValueStore> store_;
};

TEST_F(StagedTest, ReadsAsAMapDoes) {
  std::mt19937 random(5);
  Twin twin;
  for (int round = 0; round < 60; ++round) {
    store_->apply(random_batch(random, twin, 20), false);
    const Twin below = twin;
    StagedStore staged(store_->view());
    std::vector<std::pair<std::shared_ptr<const View>, Twin>> views = {{staged.view(), twin}};
    for (int batch = 0; batch < 4; ++batch) {
      staged.apply(random_batch(random, twin, 1 << (2 * batch)), true);
      views.emplace_back(staged.view(), twin);
    }
    for (const auto& [view, expected] : views) {  // the older ones too
      ASSERT_EQ(all_of(*view), expected);
      ASSERT_NO_FATAL_FAILURE(demand_equal(*view, expected, random));
    }
    ASSERT_EQ(all_of(*store_->view()), below);
    if (round % 2 == 0) {
      twin = below;  // rolled back
    } else {
      store_->apply(staged.batch(), true);
      ASSERT_EQ(all_of(*store_->view()), twin);
    }
  }
}

TEST_F(StagedTest, BytesAtHandOutliveLaterBatches) {
  StagedStore staged(store_->view());
  Batch first, second;
  first.put("k", "one");
  staged.apply(first, false);
  const auto view = staged.view();
  const auto entry = view->iterate(prefix_range("k"));
  second.put("k", "two");
  for (int i = 0; i < 1000; ++i) second.put("k" + std::to_string(i), "x");
  staged.apply(second, false);
  EXPECT_EQ(entry->value(), "one");
  entry->next();
  EXPECT_FALSE(entry->valid());
}

TEST_F(StagedTest, ListsWhatWasAppliedToAPrefix) {
  StagedStore staged(store_->view());
  Batch batch;
  batch.put("a", "1");
  batch.put("b1", "2");
  batch.put("b1", "3");
  batch.erase("b2");
  batch.put("c", "4");
  staged.apply(batch, false);
  const Batch found = staged.batch("b");
  ASSERT_EQ(found.changes().size(), 2u);
  EXPECT_EQ(found.changes()[0].value, "3");
  EXPECT_EQ(found.changes()[1].key, "b2");
  EXPECT_EQ(found.changes()[1].value, std::nullopt);
  EXPECT_EQ(staged.batch().changes().size(), 4u);
}

TEST_F(StagedTest, ViewsAreReadByThreadsWhileItGoesOn) {
  StagedStore staged(store_->view());
  std::mt19937 random(7);
  Twin twin;
  staged.apply(random_batch(random, twin, 30), false);
  const auto view = staged.view();
  const Twin expected = twin;
  std::atomic<bool> done = false, different = false;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      while (!done) different = different || all_of(*view) != expected;
    });
  for (int i = 0; i < 300; ++i) staged.apply(random_batch(random, twin, 5), false);
  done = true;
  readers.clear();
  EXPECT_FALSE(different);
  EXPECT_EQ(all_of(*staged.view()), twin);
}

}  // namespace
}  // namespace kg::store

// The parts of the bulk load against the sorts and sets of the standard library.
#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "kg/store/bulk/row_sorter.hpp"
#include "kg/store/bulk/term_table.hpp"
#include "tests/store/store_test.hpp"

namespace kg {
namespace {

using store::RankRow;
using store::RowSorter;
using store::Spool;
using store::SpoolFile;
using store::TermTable;

TEST(TermTable, NumbersTermsAndSortsThem) {
  std::mt19937 random(3);
  TermTable table;
  std::map<std::string, std::uint32_t> expected;
  for (int i = 0; i < 60'000; ++i) {
    std::string term = random() % 2 == 0 ? "http://example.org/" : "";
    for (auto n = random() % 12; n > 0; --n) term.push_back("ab\0\xff"[random() % 4]);
    if (random() % 5000 == 0) term.append(3 << 20, 'x');
    term.insert(0, 1, '\1');
    const auto [known, is_new] = expected.try_emplace(term, static_cast<std::uint32_t>(expected.size()));
    ASSERT_EQ(table.number(term, TermTable::hash(term)), known->second);
  }
  ASSERT_EQ(table.size(), expected.size());
  auto next = expected.begin();
  for (const TermTable::Record* record : table.sorted()) {
    ASSERT_EQ(record->key(), next->first);
    ASSERT_EQ(record->number, next->second);
    ++next;
  }
}

TEST_F(StoreTest, SpoolsShareAFile) {
  std::mt19937 random(4);
  SpoolFile file(path("spill"));
  std::vector<std::pair<Spool, std::string>> spools(5);  // with what is in them
  for (int step = 0; step < 300; ++step) {
    auto& [spool, expected] = spools[random() % spools.size()];
    if (random() % 20 == 0) {  // others may take its parts
      spool = random() % 4 == 0 ? Spool() : Spool(&file);
      expected.clear();
    }
    for (auto n = random() % 3000; n > 0; --n) {
      const std::string piece(random() % 100, static_cast<char>('a' + random() % 26));
      spool.append(piece.data(), piece.size());
      expected += piece;
    }
  }
  for (auto& [spool, expected] : spools) {
    const bool sealed = random() % 2 == 0;
    if (sealed) spool.seal();
    std::string found(expected.size(), '\0');
    Spool::Reader reader(spool);
    EXPECT_TRUE(reader.read(found.data(), found.size()));
    EXPECT_EQ(found, expected);
    EXPECT_FALSE(reader.read(found.data(), 1));
  }
  Spool spool(&file);
  spool.append(spools[0].second.data(), spools[0].second.size());
  EXPECT_LE(spool.memory(), SpoolFile::kPart);
  spool.seal();
  EXPECT_EQ(spool.memory(), 0U);
  EXPECT_TRUE(std::filesystem::is_empty(path("spill")));  // it has no name
}

TEST_F(StoreTest, RowsAreSortedWithinAnyMemory) {
  std::mt19937 random(5);
  std::vector<RankRow> rows;
  for (int i = 0; i < 150'000; ++i) {
    const auto pick = [&](std::uint32_t most) { return static_cast<std::uint32_t>(random() % most); };
    rows.push_back({1 + pick(3000), 1 + pick(5), 1 + pick(2'000'000) * (i % 3U), i % 7 == 0 ? pick(3) : 0});
    if (i % 4 == 0) rows.push_back(rows[rows.size() / 2]);
  }
  for (const std::uint64_t memory : {1ULL << 30, 1ULL << 10}) {
    for (const std::size_t jobs : {1U, 3U}) {
      SpoolFile file(path("spill"));
      RowSorter sorter(rows.size(), memory, jobs, file);
      for (const RankRow& row : rows) sorter.add(row);
      for (const Order order : RowSorter::kSequence) {
        const std::array<std::size_t, 3> slots = order == Order::Spo   ? std::array<std::size_t, 3>{0, 1, 2}
                                                 : order == Order::Pso ? std::array<std::size_t, 3>{1, 0, 2}
                                                 : order == Order::Pos ? std::array<std::size_t, 3>{1, 2, 0}
                                                                       : std::array<std::size_t, 3>{2, 0, 1};
        std::set<RankRow> expected;
        for (const RankRow& row : rows)
          expected.insert({row[slots[0]], row[slots[1]], row[slots[2]], row[3]});
        std::vector<RankRow> found;
        sorter.visit_sorted(order, [&](std::span<const RankRow> sorted) {
          for (const RankRow& row : sorted)
            found.push_back({row[slots[0]], row[slots[1]], row[slots[2]], row[3]});
        });
        ASSERT_TRUE(std::ranges::equal(found, expected)) << memory << " " << jobs;
      }
    }
  }
  if (std::filesystem::exists(path("spill"))) {
    EXPECT_TRUE(std::filesystem::is_empty(path("spill")));
  }
}

}  // namespace
}  // namespace kg

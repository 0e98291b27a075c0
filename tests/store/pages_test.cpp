// The permutations in pages and delta, compared with a set of rows: whatever comes, goes, and is folded,
// every order shows the same.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <map>
#include <random>
#include <set>

#include "kg/error.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/packed_column.hpp"
#include "kg/store/page.hpp"
#include "kg/store/permutations.hpp"
#include "kg/store/row_changes.hpp"
#include "kg/store/staged.hpp"
#include "tests/store/store_test.hpp"

namespace kg::store {
namespace {

using Random = std::mt19937_64;

std::uint64_t below(Random& random, std::uint64_t limit) {
  return random() % limit;
}

/// Ids of several kinds; few of them, or many.
Id random_id(Random& random, std::uint64_t many) {
  constexpr std::array kKinds = {IdKind::Name, IdKind::Iri, IdKind::String, IdKind::Number};
  const IdKind kind = kKinds[below(random, kKinds.size())];
  const std::uint64_t number = 1 + below(random, many);
  return make_id(kind, kind == IdKind::Number ? number << 40 : number);
}

TEST(PackedColumnTest, GivesBackWhatWasPacked) {
  const auto holds = [](std::uint64_t seed) {
    Random random(seed);
    const std::size_t rows = 1 + below(random, kRowsOfBlock);
    const std::uint64_t many = std::uint64_t{1} << below(random, 40);
    const bool sorted = below(random, 2) == 0, wild = below(random, 8) == 0, runs = below(random, 2) == 0;
    std::vector<Id> ids;
    for (std::size_t i = 0; i < rows; ++i) {
      const bool repeats = runs && !ids.empty() && below(random, 8) != 0;
      ids.push_back(repeats ? ids.back() : wild ? random() : random_id(random, many));
    }
    if (below(random, 16) == 0) ids.back() = ~Id{0};
    if (sorted) std::sort(ids.begin(), ids.end());
    std::string bytes;
    pack_column(ids, bytes);
    const std::size_t size = bytes.size();
    bytes.append(kColumnSlack, '\0');
    const PackedColumn column(bytes.data(), bytes.data() + size, rows);
    RC_ASSERT(column.end() == bytes.data() + size);
    for (std::size_t i = 0; i < rows; ++i) RC_ASSERT(column[i] == ids[i]);
    const std::size_t begin = below(random, rows), end = begin + below(random, rows - begin + 1);
    std::vector<Id> part(end - begin);
    column.decode(begin, end, part.data());
    RC_ASSERT(std::equal(part.begin(), part.end(), ids.begin() + static_cast<std::ptrdiff_t>(begin)));
  };
  EXPECT_TRUE(rc::check(holds));
}

TEST(PackedColumnTest, IdsThatLieNearEachOtherTakeFewBits) {
  const auto bytes_of = [](const std::vector<Id>& ids) {
    std::string bytes;
    pack_column(ids, bytes);
    return bytes.size();
  };
  std::vector<Id> same(128, make_id(IdKind::Iri, 1'000'000)), counting, mixed;
  for (std::uint64_t i = 0; i < 128; ++i) {
    counting.push_back(make_id(IdKind::Iri, 1'000'000 + i));
    mixed.push_back(make_id(i % 2 == 0 ? IdKind::Iri : IdKind::String, 1'000'000 + i));
  }
  EXPECT_EQ(bytes_of(std::vector<Id>(128, kNoId)), 2u);
  EXPECT_EQ(bytes_of(same), 2u + 3u);
  EXPECT_EQ(bytes_of(counting), 2u + 3u + 128 * 7 / 8);
  EXPECT_EQ(bytes_of(mixed), 3u + 4 * 3u + 128 * (2 + 6) / 8);
}

TEST(PageTest, DamagedBytesAreRefused) {
  std::vector<Row> rows;
  for (Id i = 1; i <= 300; ++i) rows.push_back({make_id(IdKind::Iri, i / 7), 5, i * i, kNoId});
  const std::string page = packed_page(rows);
  const PageReader reader(page);
  EXPECT_EQ(reader.rows(), 300u);
  EXPECT_EQ(reader.row(299), rows[299]);
  EXPECT_EQ(reader.lower_bound(rows[200]), 200u);
  EXPECT_THROW(PageReader(std::string_view(page).substr(0, 10)), StorageError);
  EXPECT_THROW(PageReader(std::string_view(page).substr(0, page.size() / 2)).row(299), StorageError);
}

/// A page with a wrong bit is refused, or all ways of reading it see the same.
TEST(PageTest, DamagedBitsAreRefusedOrReadInOneWay) {
  std::vector<Row> rows;
  for (Id i = 1; i <= 150; ++i)
    rows.push_back({make_id(IdKind::Iri, i / 7), 5 + i / 11 * 100'000,
                    make_id(static_cast<IdKind>(1 + i % 5), 1000 * (i % 3)), kNoId});
  std::sort(rows.begin(), rows.end());
  const std::string page = packed_page(rows);
  std::size_t refused = 0;
  for (std::size_t bit = 0; bit < 8 * (page.size() - kColumnSlack); ++bit) {
    std::string damaged = page;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
    damaged.shrink_to_fit();
    try {
      const PageReader reader(damaged);
      std::array<std::vector<Id>, 4> columns;
      for (std::size_t place = 0; place < 4; ++place) {
        columns[place].resize(reader.rows());
        reader.decode(place, 0, reader.rows(), columns[place].data());
      }
      for (std::size_t i = 0; i < reader.rows(); ++i)
        for (std::size_t place = 0; place < 4; ++place)
          ASSERT_EQ(reader.row(i)[place], columns[place][i]) << "bit " << bit << " row " << i;
    } catch (const StorageError&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 0U);
}

/// A store in memory and the rows that it must show.
class Twin {
 public:
  Twin(std::shared_ptr<const View> empty, Random& random) : store_(std::move(empty)), random_(random) {
    // Small enough that every way of writing is taken often.
    limits_ = {.small_graph = below(random, 3000),
               .delta = below(random, 300),
               .delta_part = 1000,
               .at_once = 50 + below(random, 2000)};
    many_ = 2 + below(random, 200);
  }

  void commit() {
    const auto view = store_.view();
    const Meta before = read_meta(*view);
    Meta meta = before;
    RowChanges rows(limits_);
    std::set<Triple> touched;
    const std::size_t adds = below(random_, 4) == 0 ? below(random_, 3000) : below(random_, 60);
    for (std::size_t i = 0; i < adds; ++i) {
      Triple triple = {random_id(random_, many_), random_id(random_, 3), random_id(random_, many_), kNoId};
      if (below(random_, 3) == 0) triple.statement = make_id(IdKind::Statement, meta.next_statement++);
      if (!all_.contains(triple) && touched.insert(triple).second) rows.put(triple);
    }
    const std::size_t added = touched.size();
    std::size_t removed = 0;
    for (const Triple& triple : all_) {
      if (below(random_, 10) != 0) continue;
      touched.insert(triple);
      rows.erase(triple);
      ++removed;
    }
    for (const Triple& triple : touched)
      if (!all_.erase(triple)) all_.insert(triple);
    meta.statements += added - removed;
    Batch batch;
    rows.write(*view, before, meta, batch, below(random_, 4) != 0);
    batch.put(key(Space::Meta), encode(meta));
    store_.apply(batch, true);
  }

  void compare() {
    const auto view = store_.view();
    const Meta meta = read_meta(*view);
    for (const Order order : kOrders) {
      const auto before = [order](const Triple& a, const Triple& b) {
        return row_of(order, a) < row_of(order, b);
      };
      std::vector<Triple> sorted(all_.begin(), all_.end());
      std::sort(sorted.begin(), sorted.end(), before);
      RC_ASSERT(all_matches(*view, meta, order, {}) == sorted);
      check_state(*view, meta, order);
      const auto cursor = scan(*view, meta, order, {});
      for (int i = 0; i < 8; ++i) {
        const TriplePattern pattern = random_pattern();
        std::vector<Triple> expected;
        std::copy_if(sorted.begin(), sorted.end(), std::back_inserter(expected),
                     [&](const Triple& t) { return pattern.matches(t); });
        cursor->restart(pattern);
        RC_ASSERT(rest(*cursor) == expected);
        RC_ASSERT(count(*view, meta, pattern) == expected.size());
        cursor->restart(pattern);
        seek_through(*cursor, expected, before);
      }
      look_up_in_order(*cursor, order, sorted, before);
    }
  }

 private:
  static std::vector<Triple> rest(Cursor& cursor) {
    std::vector<Triple> all;
    for (TripleColumns batch; cursor.next(batch);) all.insert(all.end(), batch.begin(), batch.end());
    return all;
  }

  IdRange random_range(std::uint64_t many) {
    switch (below(random_, 3)) {
      case 0:
        return {};
      case 1:
        return IdRange::one(random_id(random_, many));
      default:
        const Id a = random_id(random_, many), b = random_id(random_, many);
        return {std::min(a, b), std::max(a, b)};
    }
  }
  TriplePattern random_pattern() {
    TriplePattern pattern = {random_range(many_), random_range(3), random_range(many_)};
    return pattern;
  }

  /// Asks for the first two ids of rows one after the other, as joins do; some are read in part, or not.
  void look_up_in_order(Cursor& cursor, Order order, const std::vector<Triple>& sorted, const auto& before) {
    for (std::size_t i = 0; i < sorted.size(); i += 1 + below(random_, 20)) {
      Row row = row_of(order, sorted[i]);
      if (below(random_, 3) == 0) ++row[1];  // mostly none
      TriplePattern pattern;
      const std::array<IdRange*, 3> by_slot = {&pattern.subject, &pattern.predicate, &pattern.object};
      for (const std::size_t place : {0U, 1U}) *by_slot[slots_of(order)[place]] = IdRange::one(row[place]);
      auto next = std::ranges::lower_bound(sorted, triple_of(order, {row[0], row[1], 0, 0}), before);
      const auto end = std::ranges::lower_bound(sorted, triple_of(order, {row[0], row[1], ~0ULL, 0}), before);
      cursor.restart(pattern);
      TripleColumns batch;
      while (below(random_, 4) != 0) {
        RC_ASSERT(cursor.next(batch) == (next != end));
        if (batch.size() == 0) break;
        for (const Triple triple : batch) RC_ASSERT(triple == *next++);
      }
    }
  }

  /// Seeks forward again and again, and reads a batch each time.
  void seek_through(Cursor& cursor, const std::vector<Triple>& expected, const auto& before) {
    std::size_t at = 0;
    while (at < expected.size()) {
      const Triple target = {random_id(random_, many_), random_id(random_, 3), random_id(random_, many_),
                             kNoId};
      const auto found = std::lower_bound(expected.begin(), expected.end(), target, before);
      at = std::max(at, static_cast<std::size_t>(found - expected.begin()));
      cursor.seek(target);
      TripleColumns batch;
      RC_ASSERT(cursor.next(batch) == (at < expected.size()));
      for (std::size_t i = 0; i < batch.size(); ++i) RC_ASSERT(batch[i] == expected[at++]);
      if (below(random_, 4) == 0) return;
    }
  }

  /// What Meta says of an order is so.
  static void check_state(const View& view, const Meta& meta, Order order) {
    if (meta.permutations.empty()) return;
    const auto entries = [&](Space space) {
      std::uint64_t number = 0;
      for (const auto entry = view.iterate(prefix_range(key(space))); entry->valid(); entry->next()) ++number;
      return number;
    };
    const PermutationState& state = meta.permutations[static_cast<std::size_t>(order)];
    RC_ASSERT(entries(delta_space(order)) == state.delta);
    RC_ASSERT(entries(page_space(order)) == state.pages);
  }

  StagedStore store_;
  Random& random_;
  FoldLimits limits_;
  std::uint64_t many_;
  std::set<Triple> all_;
};

using PermutationsTest = StoreTest;

TEST_F(PermutationsTest, ShowTheSameAsASetOfRows) {
  const auto rocks = open_rocks(path(), path(), Access::Write);
  const auto holds = [&](std::uint64_t seed) {
    Random random(seed);
    Twin twin(rocks->view(), random);
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t commits = 1 + below(random, 4); commits > 0; --commits) twin.commit();
      twin.compare();
    }
  };
  EXPECT_TRUE(rc::check(holds));
}

std::string line_of(Random& random) {
  return fmt::format("thing_{} meets thing_{} year={}", below(random, 300), below(random, 300),
                     below(random, 50));
}

TEST_F(PermutationsTest, DocumentsComeAndGoInAGraphWithPages) {
  Random random(7);
  std::map<std::string, std::vector<std::string>> documents;
  auto graph = Graph::open_for_writing(path());
  const auto expect_all = [&] {
    std::set<std::string> lines;
    for (const auto& [name, said] : documents) lines.insert(said.begin(), said.end());
    const auto shown = printed(*graph->snapshot());
    EXPECT_EQ(std::vector<std::string>(lines.begin(), lines.end()), shown);
    EXPECT_EQ(graph->check(), std::vector<std::string>{});
  };
  const auto load = [&](int number, std::size_t lines) {
    const std::string name = fmt::format("{}.facts", number);
    std::vector<std::string>& said = documents[name];
    said.clear();
    while (said.size() < lines) said.push_back(line_of(random));
    graph->load(document_of(name, said));
  };
  load(0, 1500);
  for (int i = 1; i < 30; ++i) load(i, 60);
  expect_all();
  graph.reset();
  const auto view = open_rocks(path(), path(), Access::Read)->view();
  const Meta meta = read_meta(*view);
  ASSERT_EQ(meta.permutations.size(), kOrders.size());
  EXPECT_GT(meta.permutations[0].pages, 3u);
  EXPECT_GT(meta.permutations[0].delta, 0u);
  graph = Graph::open_for_writing(path());
  graph->forget("0.facts");
  documents.erase("0.facts");
  expect_all();
  const auto before = documents;
  graph->begin();
  for (int i = 5; i < 15; ++i) load(i, 70);
  graph->forget("1.facts");
  documents.erase("1.facts");
  expect_all();
  graph->rollback();
  documents = before;
  expect_all();
  graph->begin();
  for (int i = 5; i < 15; ++i) load(i, 70);
  graph->commit();
  expect_all();
  for (int i = 40; i < 80; ++i) load(i, 50);
  expect_all();
}

}  // namespace
}  // namespace kg::store

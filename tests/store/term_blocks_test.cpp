// The blocks of the dictionary against a sorted list: every term has its place in the list as its number, and
// nothing else is found.
#include "kg/store/term_blocks.hpp"

#include <random>
#include <set>

#include "kg/error.hpp"
#include "kg/store/dictionary.hpp"
#include "kg/store/keys.hpp"
#include "tests/store/store_test.hpp"

namespace kg::store {
namespace {

class TermBlocksTest : public StoreTest {
 protected:
  void write_blocks(const std::vector<std::string>& sorted) {
    Batch batch;
    TermBlockBuilder builder([&](std::string block_key, std::string block, std::string last_key) {
      batch.put(std::move(last_key), block_key.substr(1));
      batch.put(std::move(block_key), std::move(block));
    });
    for (const std::string& term : sorted) builder.add(term);
    builder.finish();
    EXPECT_EQ(builder.number(), sorted.size());
    store_ = open_rocks(path(), path(), Access::Write);
    store_->apply(batch, false);
    view_ = store_->view();
  }

  std::shared_ptr<KeyValueStore> store_;
  std::shared_ptr<const View> view_;
};

std::string random_term(std::mt19937& random) {
  static const std::vector<std::string> beginnings = {
      "",  "http://example.org/", "http://example.org/item/", std::string(5000, 'x'),
      "é", std::string(1, '\0')};
  std::string bytes(1, static_cast<char>(random() % 3));
  bytes += beginnings[random() % 20 == 0 ? 3 : random() % beginnings.size() % 3];
  for (auto n = random() % 6; n > 0; --n) bytes.push_back(static_cast<char>(random() % 256));
  return bytes;
}

TEST_F(TermBlocksTest, NumbersAndTermsAreThoseOfTheSortedList) {
  std::mt19937 random(7);
  std::set<std::string> terms;
  while (terms.size() < 3000) terms.insert(random_term(random));
  const std::vector<std::string> sorted(terms.begin(), terms.end());
  write_blocks(sorted);
  for (const unsigned one_in : {1U, 7U, 1000U}) {
    std::set<std::string> asked;
    for (const std::string& term : sorted)
      if (random() % one_in == 0) asked.insert(term);
    for (int i = 0; i < 300; ++i) asked.insert(random_term(random));
    const std::vector<std::string_view> views(asked.begin(), asked.end());
    std::vector<std::uint64_t> expected;
    for (const std::string& term : asked) {
      const auto place = std::lower_bound(sorted.begin(), sorted.end(), term);
      const bool known = place != sorted.end() && *place == term;
      expected.push_back(known ? static_cast<std::uint64_t>(place - sorted.begin()) + 1 : 0);
    }
    EXPECT_EQ(numbers_in_blocks(*view_, views), expected);

    std::vector<std::uint64_t> numbers;
    for (std::uint64_t n = 0; n < sorted.size() + 40; ++n)
      for (auto again = random() % one_in == 0 ? 1 + random() % 2 : 0UL; again > 0; --again)
        numbers.push_back(n);
    std::vector<std::string> found(numbers.size()), terms_at(numbers.size());
    visit_terms_in_blocks(*view_, numbers, [&](std::size_t i, std::string_view bytes) { found[i] = bytes; });
    for (std::size_t i = 0; i < numbers.size(); ++i)
      if (numbers[i] >= 1 && numbers[i] <= sorted.size()) terms_at[i] = sorted[numbers[i] - 1];
    EXPECT_EQ(found, terms_at);
  }
}

TEST_F(TermBlocksTest, TheDictionaryFindsTermsInBlocksAndLaterOnesTogether) {
  std::set<std::string> bytes;
  const std::vector<Term> base = {Term::name("China"),
                                  Term::name("Zug"),
                                  Term::string("no", "@en"),
                                  Term::string("no"),
                                  {TermKind::Iri, "http://example.org/a", {}},
                                  {TermKind::Range, "1..2year", {}}};
  for (const Term& term : base) bytes.insert(term_bytes(term));
  write_blocks({bytes.begin(), bytes.end()});
  std::uint64_t next_number = base.size() + 1;
  Batch later;
  const WatchedView watched(*view_, {});
  Interner interner(watched, next_number, later);
  const std::vector<Term> both = {
      Term::name("Basel"), base[0], base[5], {TermKind::Integer, "4", {}}, base[2]};
  interner.add(both);
  EXPECT_EQ(next_number, base.size() + 2);
  store_->apply(later, false);
  const auto now = store_->view();
  std::vector<Term> all = base;
  all.insert(all.end(), both.begin(), both.end());
  const std::vector<Id> ids = find_terms(*now, all);
  EXPECT_EQ(std::ranges::count(ids, kNoId), 0);
  EXPECT_EQ(terms_of(*now, ids), all);
  EXPECT_EQ(ids[0], make_id(IdKind::Name, 1));
  EXPECT_LT(ids[3], ids[2]);  // "no", then "no"@en
  EXPECT_EQ(find_term(*now, Term::name("China ")), std::nullopt);
  const Id wrong_kind = make_id(IdKind::String, 1), not_given = make_id(IdKind::Name, 100);
  EXPECT_THROW(terms_of(*now, {{wrong_kind}}), StorageError);
  EXPECT_THROW(terms_of(*now, {{not_given}}), StorageError);
}

TEST_F(TermBlocksTest, ADamagedBlockIsSaidToBeOne) {
  for (const std::string& block : {std::string("\x02\x00\x01", 3), std::string("\x01\x01\x00", 3),
                                   std::string("\x01\x00\x05"
                                               "ab",
                                               5),
                                   std::string("\xff")}) {
    EXPECT_THROW(
        {
          TermBlockReader reader(block);
          while (reader.next()) continue;
        },
        StorageError);
  }
}

}  // namespace
}  // namespace kg::store

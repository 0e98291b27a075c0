#include "kg/store/bulk/new_statements.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kg::store {
namespace {

/// Bytes whose equality is that of the ranks; their order is that of ranks on any machine.
void put_key(NewStatements::Ranks ranks, std::string& key) {
  key.clear();
  for (const std::uint32_t rank : ranks)
    for (int shift = 24; shift >= 0; shift -= 8) key += static_cast<char>(rank >> shift);
}

std::uint32_t number_in(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

void sort_pairs(std::vector<std::uint32_t>& ranks) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t i = 3; i < ranks.size(); i += 2) pairs.emplace_back(ranks[i], ranks[i + 1]);
  std::ranges::sort(pairs);
  const auto repeated = std::ranges::unique(pairs);
  pairs.erase(repeated.begin(), repeated.end());
  ranks.resize(3);
  for (const auto& [key, value] : pairs) {
    ranks.push_back(key);
    ranks.push_back(value);
  }
}

}  // namespace

void NewStatements::add(std::vector<std::uint32_t>& ranks) {
  if (ranks.size() > 5) sort_pairs(ranks);
  put_key(ranks, key_);
  sorter_->add(key_, {});
}

void NewStatements::add_old(Ranks ranks, std::uint32_t number) {
  put_key(ranks, key_);
  std::string value;
  put_key({&number, 1}, value);
  sorter_->add(key_, value);
}

void NewStatements::number(std::uint64_t first) {
  std::string last;
  std::uint32_t known = 0;  // number of the one at hand in the graph
  bool came = false;
  const auto end = [&] {
    if (!came) return;
    ++count_;
    const bool is_new = known == 0;
    const auto number = is_new ? static_cast<std::uint32_t>(first + is_new_++) : known;
    found_.append(std::array{number, std::uint32_t{is_new}});
    found_.append(static_cast<std::uint32_t>(last.size() / 4));
    for (std::size_t at = 0; at < last.size(); at += 4) found_.append(number_in(last, at));
  };
  sorter_->visit_sorted([&](std::string_view key, std::string_view value) {
    if (key != last) {
      end();
      last = key;
      known = 0;
      came = false;
    }
    if (value.empty())
      came = true;
    else
      known = number_in(value, 0);
  });
  end();
  found_.seal();
  sorter_.reset();
}

void NewStatements::visit(
    const std::function<void(std::uint32_t number, bool is_new, Ranks ranks)>& visit) const {
  Spool::Reader reader(found_);
  std::vector<std::uint32_t> ranks;
  for (std::array<std::uint32_t, 2> head; reader.read(head) && read_statement(reader, ranks);)
    visit(head[0], head[1] != 0, ranks);
}

}  // namespace kg::store

#include "tools/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kg/prefixes.hpp"
#include "tools/rows.hpp"

namespace kg::tools {

std::string statistics_lines(const Snapshot& snapshot) {
  const auto stats = snapshot.stats();
  std::string out = fmt::format(
      "documents   {:>10}\nstatements  {:>10}\nevidence    {:>10}\nentities    {:>10}\npredicates  "
      "{:>10}\nqualifiers  {:>10}\n"
      "terms       {:>10}\nbytes       {:>10}\n",
      stats.documents, stats.statements, stats.evidence, stats.entities, stats.predicates, stats.qualifiers,
      stats.terms, stats.bytes_on_disk);
  auto predicates = snapshot.predicates();
  std::ranges::stable_sort(predicates, [](const auto& a, const auto& b) {
    return a.triples != b.triples ? a.triples > b.triples : a.term < b.term;
  });
  predicates.resize(std::min<std::size_t>(predicates.size(), 10));
  if (!predicates.empty()) out += "\nmost used predicates\n";
  for (const auto& predicate : predicates)
    out += fmt::format("{:>10}  {}\n", predicate.triples, plain(predicate.term, snapshot.prefixes()));
  return out;
}

std::string document_lines(const Snapshot& snapshot) {
  std::string out;
  for (const auto& document : snapshot.documents()) {
    out += fmt::format("{}\t{}\t{}\t{}\n", one_line(document.name), document.date, document.bytes,
                       document.statements);
  }
  return out;
}

}  // namespace kg::tools

// The bytes on disk: the worked example of kg/FORMAT.md is built anew and compared with the table in that
// document, so that neither can change without the other.
#include <fmt/format.h>
#include <zstd.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "kg/store/key_value.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/page.hpp"
#include "tests/store/store_test.hpp"

namespace kg {
namespace {

using Lines = std::vector<std::string>;

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

/// Every entry, "key | value"; of a text's frame, which may differ between versions of zstd, what it holds.
Lines dump(const store::View& view) {
  Lines lines;
  const auto entries = view.iterate({std::string(1, '\0'), std::string(1, '\x7f')});
  for (; entries->valid(); entries->next()) {
    std::string value(entries->value());
    if (entries->key().front() == static_cast<char>(store::Space::Text)) {
      std::string text(1 << 16, '\0');
      text.resize(ZSTD_decompress(text.data(), text.size(), value.data(), value.size()));
      value = text;
    }
    lines.push_back(hex(entries->key()) + " | " + hex(value));
  }
  return lines;
}

/// The first two columns of a table, without the spaces that part the bytes for readers.
Lines documented(std::string_view table) {
  std::ifstream file(KG_FORMAT_MD);
  Lines lines;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      inside = line.substr(3) == table;
      continue;
    }
    if (!inside) continue;
    Lines columns(3);
    std::size_t column = 0;
    for (const char c : line) {
      if (c == '|')
        ++column;
      else if (c != ' ' && column < 2)
        columns[column] += c;
    }
    if (column > 0) lines.push_back(columns[0] + " | " + columns[1]);
  }
  return lines;
}

TEST_F(StoreTest, TheBytesAreThoseOfTheDocument) {
  {
    Document document = document_of("a.facts", {"China suspended export_controls duration=1year"},
                                    {{"PRC", "China", "country", true}});
    document.facts.push_back({read_statement("PRC said \"no\"@en"), {0, 5}, 0.5, "text"});
    document.facts.push_back({read_statement("China lasts 1..2year"), {6, 9}, 1.0, "facts"});
    document.date = "2025-11-02";
    document.content_hash = "c0ffee";
    const auto graph = Graph::open_for_writing(path());
    graph->load(document);
    EXPECT_EQ(graph->check(), Lines{});
  }
  const auto view = store::open_rocks(path(), path(), store::Access::Read)->view();
  const Lines found = dump(*view), expected = documented("dump");
  EXPECT_EQ(found, expected);
  if (found != expected) {
    for (const std::string& line : found) std::cout << line << "\n";
  }
  std::ifstream marker(path() + "/kg.format");
  std::string text;
  std::getline(marker, text);
  EXPECT_EQ(text, "kg graph, format 2");
}

TEST(FormatTest, ThePageIsThatOfTheDocument) {
  const auto iri = [](std::uint64_t number) { return make_id(IdKind::Iri, number); };
  const std::vector<store::Row> rows = {{iri(7), iri(1), iri(9), kNoId},
                                        {iri(7), iri(1), iri(12), kNoId},
                                        {iri(7), iri(3), make_id(IdKind::String, 20), kNoId},
                                        {iri(8), iri(1), iri(9), kNoId}};
  std::string expected;
  for (const std::string& line : documented("page")) expected += line.substr(0, line.find(' '));
  EXPECT_EQ(hex(store::packed_page(rows)), expected);
}

}  // namespace
}  // namespace kg

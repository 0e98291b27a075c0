// Shared by the tests of the store: a folder of one's own for each test, documents from lines of facts, and
// what a graph says.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "kg/graph.hpp"
#include "kg/statement.hpp"

namespace kg {

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "kg-store-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name = "test.kg") const { return (folder_ / name).string(); }

  std::filesystem::path folder_;
};

/// Each line a statement, its evidence the line.
inline Document document_of(const std::string& name, const std::vector<std::string>& lines,
                            std::vector<Alias> aliases = {}) {
  Document document;
  document.name = name;
  for (const std::string& line : lines) {
    const std::uint64_t begin = document.text.size();
    document.text += line;
    document.facts.push_back({read_statement(line), {begin, document.text.size()}, 1.0, "facts"});
    document.text += '\n';
  }
  document.aliases = std::move(aliases);
  document.content_hash = std::to_string(std::hash<std::string>{}(document.text));
  for (const Alias& alias : document.aliases)
    document.content_hash += "," + alias.alias + ">" + alias.canonical;
  return document;
}

/// Printed statements, sorted.
inline std::vector<std::string> printed(const Snapshot& view, const std::vector<Id>& ids) {
  std::vector<std::string> lines;
  for (const Statement& statement : view.statements(ids)) lines.push_back(print(statement));
  std::sort(lines.begin(), lines.end());
  return lines;
}

inline std::vector<Triple> triples(const Snapshot& view, Order order, const TriplePattern& pattern = {}) {
  std::vector<Triple> all;
  const auto cursor = view.scan(order, pattern);
  for (TripleColumns batch; cursor->next(batch);)
    for (const Triple triple : batch) all.push_back(triple);
  return all;
}

/// All statements of a graph, printed and sorted.
inline std::vector<std::string> printed(const Snapshot& view) {
  std::vector<Id> ids;
  for (const Triple& triple : triples(view, Order::Spo)) {
    if (triple.statement != kNoId) ids.push_back(triple.statement);
  }
  return printed(view, ids);
}

/// What exporting says: every statement with every quote that proves it.
inline std::vector<std::string> exported(const Snapshot& view) {
  std::vector<std::string> lines;
  for (const DocumentInfo& document : view.documents()) {
    const std::vector<Id> ids = view.statements_of_document(document.name);
    const std::vector<Statement> statements = view.statements(ids);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      for (const EvidenceRecord& record : view.evidence({&ids[i], 1})) {
        if (view.terms({&record.document, 1}).front().text != document.name) continue;
        lines.push_back(print(statements[i]) + " | " + document.name + " | " +
                        view.text(document.name, record.begin, record.end));
      }
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

inline Id id_of(const Snapshot& view, const std::string& name) {
  return view.find(Term::name(name)).value_or(kNoId);
}

}  // namespace kg

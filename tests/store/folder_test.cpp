// Folders that are graphs, folders that are not, and what is said about them.
#include <rocksdb/db.h>

#include <fstream>

#include "kg/error.hpp"
#include "tests/store/store_test.hpp"

namespace kg {
namespace {

using Lines = std::vector<std::string>;

class FolderTest : public StoreTest {
 protected:
  template <typename Open>
  static std::string message_of(const Open& open) {
    try {
      open();
    } catch (const StorageError& error) {
      EXPECT_EQ(error.code(), Exit::Storage);
      return error.what();
    }
    return "no error";
  }
  static std::string read_error(const std::string& path) {
    return message_of([&] { Graph::open(path); });
  }
  static std::string write_error(const std::string& path) {
    return message_of([&] { Graph::open_for_writing(path); });
  }
  void write_file(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  /// Names and sizes of all files.
  static Lines listing(const std::string& path) {
    Lines files;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      files.push_back(entry.path().filename().string() + " " + std::to_string(entry.file_size()));
    }
    std::sort(files.begin(), files.end());
    return files;
  }
};

TEST_F(FolderTest, NothingThere) {
  const std::string graph = path("none.kg");
  EXPECT_EQ(read_error(graph), "there is no graph " + graph + "; create it with: kg load " + graph + " FILE");
  EXPECT_FALSE(std::filesystem::exists(graph));
  EXPECT_EQ(write_error(path("a/b.kg")),
            "graph " + path("a/b.kg") +
                " cannot be created: No such file or directory; see that the folder above it "
                "exists and may be written");
}

TEST_F(FolderTest, AFileIsNoGraph) {
  write_file("file", "text");
  const std::string expected =
      path("file") + " is a file, but a graph is a folder; name another path for the graph";
  EXPECT_EQ(read_error(path("file")), expected);
  EXPECT_EQ(write_error(path("file")), expected);
}

TEST_F(FolderTest, AnEmptyFolderBecomesAGraph) {
  std::filesystem::create_directory(path());
  EXPECT_EQ(read_error(path()),
            path() + " is a folder but no graph, and is left as it is; name another path for the graph");
  EXPECT_EQ(write_error(path()), "no error");
  EXPECT_EQ(read_error(path()), "no error");
}

TEST_F(FolderTest, AnotherFolderIsNeverTouched) {
  std::filesystem::create_directory(path());
  write_file("test.kg/thesis.txt", "years of work");
  const Lines before = listing(path());
  const std::string expected =
      path() + " is a folder but no graph, and is left as it is; name another path for the graph";
  EXPECT_EQ(read_error(path()), expected);
  EXPECT_EQ(write_error(path()), expected);
  EXPECT_EQ(listing(path()), before);
}

TEST_F(FolderTest, AnotherProgramsDatabaseIsNeverTouched) {
  rocksdb::DB* db = nullptr;
  rocksdb::Options options;
  options.create_if_missing = true;
  ASSERT_TRUE(rocksdb::DB::Open(options, path(), &db).ok());
  delete db;
  const Lines before = listing(path());
  EXPECT_NE(write_error(path()).find("is a folder but no graph"), std::string::npos);
  EXPECT_EQ(listing(path()), before);
}

TEST_F(FolderTest, AnotherFormat) {
  Graph::open_for_writing(path())->load(document_of("a", {"a b c"}));
  write_file("test.kg/kg.format", "kg graph, format 1\n");
  const Lines before = listing(path());
  const std::string expected = "graph " + path() +
                               " has format 1, but this kg reads format 2; load its documents anew into "
                               "another graph, or use the kg that wrote it";
  EXPECT_EQ(read_error(path()), expected);
  EXPECT_EQ(write_error(path()), expected);
  EXPECT_EQ(listing(path()), before);
  write_file("test.kg/kg.format", "???");
  EXPECT_NE(read_error(path()).find("has a damaged file kg.format"), std::string::npos);
}

TEST_F(FolderTest, AnInterruptedCreationIsTakenUp) {
  std::filesystem::create_directory(path());
  write_file("test.kg/kg.lock", "");
  write_file("test.kg/kg.format.new", "kg gra");
  EXPECT_EQ(write_error(path()), "no error");
  std::filesystem::remove_all(path());
  std::filesystem::create_directory(path());
  write_file("test.kg/kg.format", "kg graph, format 2\n");
  EXPECT_EQ(read_error(path()),
            "graph " + path() + " has nothing in it yet; load a document: kg load " + path() + " FILE");
  EXPECT_EQ(write_error(path()), "no error");
}

TEST_F(FolderTest, AGraphThatLostItsCurrentFileIsDamagedNotEmpty) {
  Graph::open_for_writing(path())->change(std::vector{read_statement("a met b")}, {});
  std::filesystem::remove(path() + "/CURRENT");
  EXPECT_EQ(read_error(path()).find("has nothing in it yet"), std::string::npos) << read_error(path());
}

TEST_F(FolderTest, ADamagedGraphSaysSo) {
  {
    const auto graph = Graph::open_for_writing(path());
    Lines lines;
    for (int i = 0; i < 2000; ++i)
      lines.push_back("thing_" + std::to_string(i) + " weighs " + std::to_string(i) + "kg");
    graph->load(document_of("a", lines));
  }
  for (const auto& entry : std::filesystem::directory_iterator(path())) {
    if (entry.path().extension() != ".sst") continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    for (std::streamoff at = 1000; at < 9000; at += 100) {
      file.seekp(at);
      file.put('?');
    }
  }
  const auto graph = Graph::open(path());
  const Lines problems = graph->check();
  ASSERT_FALSE(problems.empty());
  EXPECT_TRUE(problems[0].starts_with("graph " + path() + " is damaged: Corruption: block checksum mismatch"))
      << problems[0];
}

TEST_F(FolderTest, FoldersStayTidy) {
  for (int i = 0; i < 5; ++i) {
    Graph::open_for_writing(path())->load(document_of("a", {"a b c" + std::to_string(i)}));
    Graph::open(path())->snapshot();
  }
  for (const auto& entry : std::filesystem::directory_iterator(path())) {
    EXPECT_FALSE(entry.path().filename().string().starts_with("LOG")) << entry.path();
  }
}

TEST_F(FolderTest, AGraphForReadingDoesNotWrite) {
  Graph::open_for_writing(path())->load(document_of("a", {"a b c"}));
  const auto graph = Graph::open(path());
  EXPECT_EQ(message_of([&] { graph->forget("a"); }),
            "graph " + path() + " is open for reading only; open it for writing");
}

}  // namespace
}  // namespace kg

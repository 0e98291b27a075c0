// Several processes on one graph: the lock, readers beside a writer, a writer killed, a disk that is full.
// The other process is kg_store_writer (writer.cpp).
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <map>
#include <set>

#include "kg/error.hpp"
#include "kg/store/folder.hpp"
#include "tests/store/store_test.hpp"

namespace kg {
namespace {

using Lines = std::vector<std::string>;

/// A running kg_store_writer; killed with this if it still runs.
class Writer {
 public:
  Writer(Lines arguments, rlim_t largest_file, const std::string& errors) {
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) abort();
    arguments.insert(arguments.begin(), KG_STORE_WRITER);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    process_ = fork();
    if (process_ == 0) {
      dup2(in[0], 0);
      dup2(out[1], 1);
      if (!errors.empty()) dup2(open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
      const rlimit limit = {largest_file, largest_file};
      if (largest_file != RLIM_INFINITY) setrlimit(RLIMIT_FSIZE, &limit);
      signal(SIGXFSZ, SIG_IGN);
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(in[0]);
    close(out[1]);
    input_ = in[1];
    output_ = fdopen(out[0], "r");
  }
  ~Writer() {
    if (process_ > 0) kill_now();
    if (input_ >= 0) close(input_);
    fclose(output_);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  pid_t process() const { return process_; }

  /// The next line that it prints; empty at the end.
  std::string line() {
    char text[64] = "";
    return fgets(text, sizeof text, output_) == nullptr ? "" : std::string(text, strcspn(text, "\n"));
  }
  void kill_now() {
    kill(process_, SIGKILL);
    wait_for_end();
  }
  int end() {
    close(input_);
    input_ = -1;
    return wait_for_end();
  }

 private:
  int wait_for_end() {
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  pid_t process_ = -1;
  int input_ = -1;
  FILE* output_ = nullptr;
};

class ProcessTest : public StoreTest {
 protected:
  Writer start(Lines arguments, rlim_t largest_file = RLIM_INFINITY) {
    arguments.insert(arguments.begin(), path());
    return Writer(std::move(arguments), largest_file, path("errors"));
  }
  std::string errors() const {
    std::ifstream in(path("errors"));
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::string refusal(const std::string& graph) {
    try {
      Graph::open_for_writing(graph);
    } catch (const StorageError& error) {
      return error.what();
    }
    return "none";
  }
  /// Fails unless each document is one whole edition. Returns the editions.
  static std::map<std::string, int> editions(const Snapshot& view) {
    std::map<std::string, int> editions;
    for (const DocumentInfo& document : view.documents()) {
      const auto statements = view.statements(view.statements_of_document(document.name));
      EXPECT_EQ(statements.size(), 50u) << document.name;
      std::set<std::string> said;
      for (const Statement& statement : statements) said.insert(statement.object.text);
      EXPECT_EQ(said, (std::set<std::string>{"edition_" + document.content_hash})) << document.name;
      EXPECT_TRUE(view.text(document.name, 0, 20).starts_with("thing_0 is_of editio"));
      editions[document.name] = std::stoi(document.content_hash);
    }
    return editions;
  }
};

TEST_F(ProcessTest, ASecondWriterIsToldWhoWrites) {
  {
    Writer writer = start({"hold"});
    ASSERT_EQ(writer.line(), "ready");
    EXPECT_EQ(refusal(path()),
              fmt::format(
                  "graph {} is being written by process {} ({} {} hold); wait until it has ended, or end it",
                  path(), writer.process(), KG_STORE_WRITER, path()));
    EXPECT_EQ(Graph::open(path())->snapshot()->stats().statements, 0u);
    EXPECT_EQ(writer.end(), 0);
  }
  EXPECT_EQ(refusal(path()), "none");
  const auto graph = Graph::open_for_writing(path());  // within one process, too
  EXPECT_NE(refusal(path()).find(fmt::format("is being written by process {} (", getpid())),
            std::string::npos);
}

TEST_F(ProcessTest, ReadersBesideAWriterSeeWholeDocuments) {
  Writer writer =
      start({"load", "100000", "100000"});  // large texts, so that it flushes and merges files all the while
  ASSERT_EQ(writer.line(), "0");
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  int opened = 0, latest = 0;
  for (; (opened < 16 || latest < 120) && std::chrono::steady_clock::now() < end; ++opened) {
    const auto graph = Graph::open(path());
    const auto seen = editions(*graph->snapshot());
    ASSERT_FALSE(seen.empty());
    if (opened % 4 == 0) {
      ASSERT_EQ(graph->check(), Lines{});
    }
    for (const auto& [name, edition] : seen) latest = std::max(latest, edition);
    if (HasFailure()) break;
  }
  EXPECT_GE(opened, 10);
  EXPECT_GE(latest, 50);
}

TEST_F(ProcessTest, AKilledWriterLeavesWholeDocumentsAndAllThatWereSafe) {
  for (int round = 0; round < 6; ++round) {
    int safe = -1;
    {
      Writer writer = start({"load", "100000"});
      for (int i = 0; i < 3 + 7 * round; ++i) safe = std::stoi(writer.line());
      usleep(static_cast<useconds_t>(700 * round));
      writer.kill_now();
    }
    const auto graph = Graph::open(path());
    const auto seen = editions(*graph->snapshot());
    EXPECT_GE(seen.at(fmt::format("d{}", safe % 3)), safe);
    EXPECT_EQ(graph->check(), Lines{});
  }
  EXPECT_EQ(refusal(path()), "none");
}

TEST_F(ProcessTest, ATransactionIsSeenWholeOrNotAtAll) {
  Graph::open_for_writing(path())->load(document_of("before", {"a b c"}));
  const auto said = [&] { return exported(*Graph::open(path())->snapshot()); };
  const Lines before = said();
  {
    Writer writer = start({"transaction", "30"});
    ASSERT_EQ(writer.line(), "ready");
    EXPECT_EQ(said(), before);
    EXPECT_NE(refusal(path()).find(fmt::format("is being written by process {} (", writer.process())),
              std::string::npos);
    writer.kill_now();
  }
  EXPECT_EQ(said(), before);
  EXPECT_EQ(Graph::open(path())->check(), Lines{});
  Writer writer = start({"transaction", "30"});
  ASSERT_EQ(writer.line(), "ready");
  EXPECT_EQ(said(), before);
  EXPECT_EQ(writer.end(), 0);
  EXPECT_EQ(said().size(), before.size() + 150);
  EXPECT_EQ(Graph::open(path())->check(), Lines{});
}

TEST_F(ProcessTest, AFullDiskLosesNothing) {
  int safe = -1;
  {
    Writer writer = start({"load", "100000", "100000"}, 3 << 20);
    for (std::string line = writer.line(); !line.empty(); line = writer.line()) safe = std::stoi(line);
    EXPECT_EQ(writer.end(), static_cast<int>(Exit::Storage));
  }
  const std::string said = errors();
  EXPECT_TRUE(said.starts_with("graph " + path() + " cannot be written: ")) << said;
  EXPECT_TRUE(said.ends_with("; make room on the disk and try again, nothing that was there is lost\n"))
      << said;
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
  ASSERT_GE(safe, 3);
  EXPECT_EQ(editions(*Graph::open(path())->snapshot()).at(fmt::format("d{}", safe % 3)), safe);
  const auto graph = Graph::open_for_writing(path());
  EXPECT_EQ(graph->load(document_of("later", {"a b c"})), LoadOutcome::Added);
  EXPECT_EQ(graph->check(), Lines{});
}

TEST_F(ProcessTest, AKilledBulkLoadLeavesTheGraphAsItWas) {
  constexpr std::uint64_t kTriples = 100'000;
  bool ended = false;
  for (int steps = 1; !ended; ++steps) {
    {
      Writer writer = start({"bulk", std::to_string(kTriples)});
      for (int i = 0; i < steps && !ended; ++i) ended = writer.line() == "done";
      usleep(static_cast<useconds_t>(300 * steps));
      writer.kill_now();
    }
    const auto graph = Graph::open_for_writing(path());
    EXPECT_FALSE(std::filesystem::exists(store::bulk_folder(path())));
    const auto statements = graph->snapshot()->stats().statements;
    EXPECT_TRUE(statements == 50 + kTriples || (statements == 50 && !ended)) << statements;
    EXPECT_EQ(graph->holds("many.nt", "hash"), statements != 50);
    EXPECT_EQ(graph->check(), Lines{});
    if (statements != 50) ended = true;
  }
}

TEST_F(ProcessTest, ABulkLoadThatFillsTheDiskLeavesTheGraphAsItWas) {
  for (const rlim_t largest : {rlim_t{40'000}, rlim_t{600'000}}) {
    {
      Writer writer = start({"bulk", "400000"}, largest);
      for (std::string line = writer.line(); !line.empty(); line = writer.line()) EXPECT_NE(line, "done");
      EXPECT_EQ(writer.end(), static_cast<int>(Exit::Storage));
    }
    const std::string said = errors();
    EXPECT_NE(said.find("; make room on the disk and try again, nothing that was there is lost\n"),
              std::string::npos)
        << said;
    EXPECT_FALSE(std::filesystem::exists(store::bulk_folder(path())));
    const auto graph = Graph::open_for_writing(path());
    EXPECT_EQ(graph->snapshot()->stats().statements, 50U);
    EXPECT_EQ(graph->check(), Lines{});
  }
}

/// A small file system of its own; only root can have one.
class MountTest : public ProcessTest {
 protected:
  void SetUp() override {
    ProcessTest::SetUp();
    std::filesystem::create_directory(path("disk"));
    if (mount("tmpfs", path("disk").c_str(), "tmpfs", 0, "size=6m") != 0)
      GTEST_SKIP() << "only root can mount a small disk";
    mounted_ = true;
  }
  void TearDown() override {
    if (mounted_) umount2(path("disk").c_str(), MNT_DETACH);
    ProcessTest::TearDown();
  }
  bool mounted_ = false;
};

TEST_F(MountTest, ADiskThatIsReallyFull) {
  const std::string graph = path("disk/g.kg");
  int safe = -1;
  {
    Writer writer({graph, "load", "100000", "100000"}, RLIM_INFINITY, path("errors"));
    for (std::string line = writer.line(); !line.empty(); line = writer.line()) safe = std::stoi(line);
    EXPECT_EQ(writer.end(), static_cast<int>(Exit::Storage));
  }
  EXPECT_NE(errors().find("; make room on the disk and try again, nothing that was there is lost\n"),
            std::string::npos)
      << errors();
  ASSERT_GE(safe, 3);
  EXPECT_EQ(editions(*Graph::open(graph)->snapshot()).at(fmt::format("d{}", safe % 3)), safe);
  EXPECT_EQ(Graph::open(graph)->check(), Lines{});
  const std::string refused = refusal(graph);  // there may be just enough room to open it
  EXPECT_TRUE(refused == "none" || refused.starts_with("graph " + graph + " cannot be written: ")) << refused;
  ASSERT_EQ(mount("tmpfs", path("disk").c_str(), "tmpfs", MS_REMOUNT, "size=60m"), 0);
  EXPECT_EQ(Graph::open_for_writing(graph)->load(document_of("later", {"a b c"})), LoadOutcome::Added);
}

TEST_F(MountTest, AReadOnlyDiskCanBeRead) {
  const std::string graph = path("disk/g.kg");
  Graph::open_for_writing(graph)->load(document_of("a", {"a b c"}));
  ASSERT_EQ(mount("tmpfs", path("disk").c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr), 0);
  EXPECT_EQ(printed(*Graph::open(graph)->snapshot()), (Lines{"a b c"}));
  EXPECT_EQ(
      refusal(graph),
      "graph " + graph + " cannot be written: Read-only file system; see that its folder may be written");
}

}  // namespace
}  // namespace kg

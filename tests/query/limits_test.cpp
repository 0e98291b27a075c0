// Whatever a query does, it stops soon after its deadline or an interrupt, and where its memory ends;
// questions that are too large to be meant are refused at once.
#include "query/limits.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <thread>

#include "kg/error.hpp"
#include "kg/statement.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"
#include "tests/kgt/directives.hpp"

namespace kg::query {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// How long after the deadline a query may still run by the clock, where others take the processors: for
/// ever would be wrong.
constexpr auto kPatience = 60s;
/// How long it may itself compute after it was asked to stop, which nobody else slows down.
constexpr auto kPromise = 50ms;

constexpr std::size_t kFacts = 500;
constexpr std::size_t kParts = 5000;
constexpr std::size_t kWidth = 30;
constexpr std::size_t kKnowing = 300, kKnown = 30;

struct Task {
  std::string_view name, question;
  bool naive = false;
};

/// Each keeps one step busy for some hundred milliseconds at least; `met` has kFacts statements, each of two
/// hubs kParts parts, and from West to East lead kWidth³ ways of four steps.
constexpr Task kTasks[] = {
    {"cross join", "?a met ?b, ?c met ?d, ?e met ?f return ?a, ?c, ?e"},
    {"index join", "?a met ?b, ?c met ?b, ?d met ?b, ?e met ?b, ?f met ?b"},
    {"optional", "?a met ?b, ?c met ?d, optional { ?e met ?f, ?e != ?a, ?e != ?c } return count(*)"},
    {"not", "?a met ?b, ?c met ?d, not { ?e met ?f, ?e != ?a, ?e < ?a, ?e > ?c } return count(*)"},
    {"or", "{ ?a met ?b, ?c met ?d, ?e met ?f } or { ?a met ?b, ?c met ?d }"},
    {"condition", "?a met ?b n=?n, ?c met ?d n=?m, ?n + ?m < 0"},
    {"values", "?a met ?b n=?n, ?c met ?d n=?m return ?n * 1000000000000000000 + ?m as ?x, ?n + ?m as ?y"},
    {"grouping", "?a met ?b, ?c met ?d return ?a, ?c, count(*) as ?n, count(distinct ?b)"},
    {"aggregates", "?a met ?b n=?n, ?c met ?d n=?m return max(?n * 1000 + ?m), sum(?n * 1000 + ?m)"},
    {"leapfrog", "?a knows ?b, ?b knows ?c, ?c knows ?d, ?d knows ?a return ?a"},
    {"sorting", "?a met ?b, ?c met ?d return ?a, ?c order by ?c desc, ?a"},
    {"sorting values", "?a met ?b n=?n, ?c met ?d n=?m return ?n * 1000 + ?m as ?x order by ?x desc"},
    {"distinct", "?a met ?b, ?c met ?d return distinct ?a, ?c"},
    {"evidence", "?a met ?b @quote=?q @begin=?i, ?c met ?d @quote=?r @end=?j, ?q < ?r, ?i < ?j"},
    {"document", "?a met ?b @source=\"many\", ?c met ?d @source=\"many\", ?e met ?f"},
    {"set",
     "?a met ?b n=?n, ?c met ?d n=?m, ?n - ?m in (1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009)"},
    {"paths", "?a (met|^met)+ ?b, ?c (met|^met){3} ?d, ?a met ?d"},
    {"paths between", "?a met ?b, ?c met ?d, ?a (met|^met){5,9} ?d"},
    {"ways", "?a met ?b, ?c met ?d, shortest ?a ?via{1,4} ?c return count(*)"},
    {"many ways", "shortest West ?via{4} East return count(?via)"},
    {"how", "how West East limit 1000000"},
    {"why", "why ?a met ?b, ?c met ?d"},
    {"about", "about Hub_1"},
    {"compare", "compare Hub_1 Hub_2"},
    {"matches", "?a met ?b, ?c met ?d, matches(concat(?a, ?c), \"^(N[0-9]+)*x$\")"},
    {"group_concat", "?a met ?b, ?c met ?d return ?b, group_concat(?c, \", \") as ?all"},
    {"dry run", "dry run - ?hub has_part ?part"},
    {"dry run of forget", "dry run forget source \"hubs\""},
    {"removal", "- ?a met ?b, ?c met ?d, ?e met ?f, ?a != ?c"},
    {"assertion", "assert ?a met ?b, ?c met ?d, ?e met ?f, ?a < ?c, ?c < ?e, ?e < ?a"},
    {"profile", "profile ?a met ?b, ?c met ?d, ?e met ?f"},
    {"naive paths", "?a (met/^met)+ ?b", true},
    {"naive join", "?a met ?b, ?c met ?d, ?e met ?f", true},
    {"naive sorting", "?a met ?b, ?c met ?d order by ?d, ?a", true},
    {"naive grouping", "?a met ?b, ?c met ?d return ?a, ?c, count(*)", true},
};

class LimitsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < kFacts; ++i) lines.push_back(fmt::format("N{} met M{} n={}", i, i % 10, i));
    load("many", lines);
  }

  void load(const std::string& name, const std::vector<std::string>& lines) {
    Document document;
    document.name = name;
    document.content_hash = name;
    for (const std::string& line : lines) {
      Fact fact;
      fact.statement = read_statement(line);
      fact.span = {document.text.size(), document.text.size() + line.size()};
      document.text += line + "\n";
      document.facts.push_back(std::move(fact));
    }
    state_.graph().load(document);
    snapshot_ = state_.graph().snapshot();
  }

  Context context() {
    Context context;
    context.snapshot = snapshot_;
    context.writer = [&]() -> Graph& { return state_.graph(); };
    return context;
  }

  /// What ends the question, and with which message.
  static std::pair<Exit, std::string> run_to_end(std::string_view question, const Context& context) {
    try {
      Result result = run(parse(question, "").front(), context);
      for (Rows rows; result.next(rows);) continue;
    } catch (const Error& error) {
      return {error.code(), error.what()};
    }
    return {Exit::Done, ""};
  }

  kgt::State state_;
  std::shared_ptr<const Snapshot> snapshot_;
};

/// With the graph of all tasks.
class TaskTest : public LimitsTest {
 protected:
  void SetUp() override {
    LimitsTest::SetUp();
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < kParts; ++i) {
      lines.push_back(fmt::format("Hub_1 has_part Part_{}", i));
      lines.push_back(fmt::format("Hub_2 has_part Part_{}", i + kParts / 2));
    }
    load("hubs", lines);
    lines.clear();
    for (std::size_t i = 0; i < kWidth; ++i) {
      lines.push_back(fmt::format("West leads_to A{}", i));
      lines.push_back(fmt::format("C{} leads_to East", i));
      for (std::size_t k = 0; k < kWidth; ++k) {
        lines.push_back(fmt::format("A{} leads_to B{}", i, k));
        lines.push_back(fmt::format("B{} leads_to C{}", i, k));
      }
    }
    load("ways", lines);
    lines.clear();  // pairs that close many circles
    for (std::size_t i = 0; i < kKnowing; ++i)
      for (std::size_t k = 1; k <= kKnown; ++k)
        lines.push_back(fmt::format("K{} knows K{}", i, (i + k * k) % kKnowing));
    load("circles", lines);
  }
};

TEST_F(TaskTest, EveryStepStopsWhenTimeIsUp) {
  for (const Task& task : kTasks) {
    Clock::duration latest{};
    int stopped = 0;
    for (const auto delay : {1ms, 7ms, 30ms, 80ms, 150ms}) {
      Context limited = context();
      limited.naive = task.naive;
      limited.deadline = Clock::now() + delay;
      const auto [code, message] = run_to_end(task.question, limited);
      if (code == Exit::Done) break;  // a fast machine, or a slow test of the next delay
      EXPECT_EQ(code, Exit::Timeout) << task.name << ": " << message;
      latest = std::max(latest, Clock::now() - *limited.deadline);
      ++stopped;
    }
    EXPECT_GT(stopped, 0) << task.name << " is too small a task";
    EXPECT_LT(latest, kPatience) << task.name;
  }
}

/// What a thread has computed so far.
std::chrono::nanoseconds processor_time(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

TEST_F(TaskTest, EveryStepStopsWhenInterrupted) {
  clockid_t clock{};
  ASSERT_EQ(pthread_getcpuclockid(pthread_self(), &clock), 0);
  const std::uint64_t statements = snapshot_->stats().statements;
  for (const Task& task : kTasks) {
    std::vector<std::chrono::nanoseconds> late;
    for (const auto delay : {1ms, 5ms, 20ms, 50ms, 100ms}) {
      std::atomic<bool> stop = false;
      std::chrono::nanoseconds asked{};
      std::thread interrupter([&] {
        std::this_thread::sleep_for(delay);
        stop = true;
        asked = processor_time(clock);
      });
      Context limited = context();
      limited.naive = task.naive;
      limited.stop = &stop;
      std::pair<Exit, std::string> ended;
      do {  // what was done before the interrupter had its turn is asked again
        ended = run_to_end(task.question, limited);
      } while (ended.first == Exit::Done);
      const auto end = processor_time(clock);
      interrupter.join();
      EXPECT_EQ(ended.first, Exit::Interrupted) << task.name << ": " << ended.second;
      late.push_back(end - asked);
    }
    std::ranges::sort(late);
    if (!task.naive) {  // which reads the whole graph at once
      EXPECT_LT(late[late.size() / 2], kPromise) << task.name;
    }
    fmt::print("computed on after it was asked to stop: {:<18} {:6.2f} ms, at most {:6.2f} ms\n", task.name,
               std::chrono::duration<double, std::milli>(late[late.size() / 2]).count(),
               std::chrono::duration<double, std::milli>(late.back()).count());
  }
  EXPECT_TRUE(snapshot_->stats().statements == statements &&
              state_.graph().snapshot()->stats().statements == statements)
      << "what was stopped has removed something";
}

TEST_F(LimitsTest, MemoryEnds) {
  const std::pair<std::string_view, std::string_view> tasks[] = {
      {"?a met ?b, ?c met ?d return ?a, ?c order by ?c desc, ?a", "sorting"},
      {"?a met ?b, ?c met ?d return ?a, ?c, count(*)", "grouping"},
      {"?a met ?b n=?n, ?c met ?d n=?m return count(distinct ?n * 1000 + ?m)", "grouping"},
      {"?a met ?b, ?c met ?d return distinct ?a, ?c", "distinct"},
      {"?a met ?b n=?n, ?c met ?d n=?m return ?n * 1000000000000000000 + ?m as ?x", "computed values"},
      {"?a met ?b, optional { ?c met ?d, ?e met ?f } return ?a, ?c, ?e", "a hash join"},
      {"dry run forget source \"many\"", "the removal"},
      {"- ?a met ?b", "the removal"},
  };
  for (const auto& [question, purpose] : tasks) {
    Context limited = context();
    limited.memory = 1 << 20;
    const auto [code, message] = run_to_end(question, limited);
    EXPECT_EQ(code, Exit::Wrong) << question;
    EXPECT_EQ(message,
              fmt::format("out of memory: the limit is 1MiB, most of it taken by {}: ask for less, or "
                          "raise the limit (--memory, .memory)",
                          purpose))
        << question;
  }
}

TEST_F(TaskTest, MemoryEndsASearch) {
  const std::tuple<std::string_view, std::string_view, std::uint64_t> tasks[] = {
      {"?a (has_part|^has_part)+ ?b return count(*)", "the search of paths", 1 << 20},
      {"shortest West ?via{4} East return count(*)", "the search for ways", 1 << 16},
  };
  for (const auto& [question, purpose, memory] : tasks) {
    Context limited = context();
    limited.memory = memory;
    const auto [code, message] = run_to_end(question, limited);
    EXPECT_EQ(code, Exit::Wrong) << question;
    EXPECT_NE(message.find(fmt::format("most of it taken by {}:", purpose)), message.npos) << message;
  }
}

TEST_F(LimitsTest, EnoughMemoryIsEnough) {
  Context limited = context();
  limited.memory = 1 << 20;
  EXPECT_EQ(run_to_end("?a met ?b, ?a met ?c return ?a, count(*) as ?n order by ?n, ?a", limited).first,
            Exit::Done);
  EXPECT_EQ(run_to_end("?a met ?b, ?c met ?d return count(*)", limited).first, Exit::Done)
      << "rows that pass by are not kept";
}

TEST_F(LimitsTest, ACircleKeepsOfALargePredicateOnlyWhatASmallOneLeaves) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < 200; ++i)
    lines.insert(lines.end(), {fmt::format("Hub knows N{}", i), fmt::format("N{} knows Hub", i)});
  for (std::size_t i = 0; i < kParts; ++i) lines.push_back(fmt::format("Head_{} heads Part_{}", i, i));
  load("heads", lines);
  const std::string question = "?a knows ?b, ?b knows ?c, ?c heads ?a return count(*)";
  for (const double probe : {1.0, 0.01}) {  // reading all of it, or looking up what is left
    Context limited = context();
    limited.costs = {.probe = probe, .leap = 0.0};
    limited.memory = kParts * 2 * sizeof(Id);
    EXPECT_NE(run(parse("explain " + question, "").front(), limited).text.find("leapfrog"),
              std::string::npos);
    EXPECT_EQ(run_to_end(question, limited).second, "");
  }
}

TEST(Limits, WhatIsGivenBackCanBeTakenAgain) {
  Limits limits(nullptr, {}, 100);
  {
    Charge charge(limits, "one");
    charge.add(90);
    charge.clear();
    charge.add(60);
    Charge other(limits, "two");
    EXPECT_THROW(other.add(50), Error);
  }
  Charge again(limits, "three");
  EXPECT_NO_THROW(again.add(100));
  EXPECT_THROW(again.add(1), Error);
}

std::string repeated(std::string_view part, std::size_t count, std::string_view between) {
  std::string text(part);
  for (std::size_t i = 1; i < count; ++i) text += fmt::format("{}{}", between, part);
  return text;
}

TEST_F(LimitsTest, AbsurdQuestionsAreRefused) {
  const std::pair<std::string, std::string_view> questions[] = {
      {repeated("?a met ?b", 10'000, ", "), "patterns"},
      {"?a met ?b " + repeated("n=1", 10'000, " "), "patterns"},
      {repeated("?a met ?b", 10'000, " or "), "operators"},
      {repeated("{", 5'000, " ") + "?a met ?b" + repeated("}", 5'000, " "), "brackets"},
      {"?x > " + repeated("(", 5'000, "") + "1" + repeated(")", 5'000, ""), "brackets"},
      {"?a met ?b, " + repeated("not", 10'000, " ") + " ?x > 1", "operators"},
      {"?a met ?b, ?x > " + repeated("1", 10'000, " + "), "operators"},
      {"?a " + repeated("met", 10'000, "|") + " ?b", "operators"},
      {"?a met ?b return " + repeated("?a", 10'000, ", "), "columns"},
  };
  for (const auto& [question, what] : questions) {
    const auto begin = Clock::now();
    std::string message;
    try {
      run(parse(question, "").front(), context());
    } catch (const SyntaxError& error) {
      message = error.what();
    }
    EXPECT_NE(message.find("expected at most"), std::string::npos)
        << question.substr(0, 60) << ": " << message;
    EXPECT_NE(message.find(what), std::string::npos) << message;
    EXPECT_LT(Clock::now() - begin, kPatience) << question.substr(0, 60);
  }
}

/// The largest questions that are let through are planned and answered.
TEST_F(LimitsTest, LargeQuestionsAreAnswered) {
  std::string chain = "?v0 met ?m";
  for (std::size_t i = 1; i < 200; ++i) chain += fmt::format(", ?v{} met ?m", i);
  std::string deep = repeated("{", 100, " ") + " ?a met ?b " + repeated("}", 100, " ");
  std::string members = "?a met ?b n in (" + repeated("17", 5'000, ", ") + ")";
  const auto begin = Clock::now();
  EXPECT_NO_THROW(run(parse("explain " + chain, "").front(), context()));
  const auto planned = Clock::now() - begin;
  EXPECT_LT(planned, 5 * kPatience);
  fmt::print("200 patterns read and planned in {:.1f} ms\n",
             std::chrono::duration<double, std::milli>(planned).count());
  EXPECT_EQ(run(parse(deep, "").front(), context()).all().size(), kFacts);
  EXPECT_EQ(run(parse(members, "").front(), context()).all().size(), 1u);
}

}  // namespace
}  // namespace kg::query

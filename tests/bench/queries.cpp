// Runs a folder of queries (`NAME.kgq`) against a graph, in this process and on one thread, and prints how
// long each took, tab-separated, in milliseconds: from the query's text to the last row as text (reading,
// planning and looking strings up are in it), and the same for `return count(*)` in the place of what it
// returns.
//
//   kg_queries watdiv.kg tests/bench/watdiv --rowcounts rowcounts.tsv
//
// `prefixes.kgq` of the folder is read before all others. Ends with 1 where a number of rows is not what was
// expected. With `--turns` the names of queries come on standard input, one a line, and each is run once: so
// a script can time several programs in turns (compare.py).
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "kg/error.hpp"
#include "kg/graph.hpp"
#include "query/bindings.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"
#include "tests/bench/clock.hpp"

namespace kg {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  std::string graph, folder, rowcounts;
  std::vector<std::string> only;
  int runs = 5;
  double timeout = 60;  ///< seconds for one run
  bool turns = false;
  bool rows_only = false;  ///< without counting
  bool cpu = false;        ///< time of the processor, not of the clock
};

/// One run of one query. `milliseconds` is below zero where time was up.
struct Run {
  std::uint64_t rows = 0;
  double milliseconds = -1;
};

/// The runs of a query: its rows, and the times of all runs.
struct Times {
  std::uint64_t rows = 0;
  std::vector<double> milliseconds;

  bool known() const { return !milliseconds.empty(); }
  double median() const {
    auto sorted = milliseconds;
    std::ranges::sort(sorted);
    const auto middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
};

constexpr double kPatience = 20;  ///< seconds, after which a query is not run once more
constexpr std::size_t kBuffer = 1 << 16;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) throw Error(fmt::format("expected a file that can be read, found {}", path.string()));
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Milliseconds with three digits; nothing where there is no time.
std::string shown(std::optional<double> milliseconds) {
  return milliseconds ? fmt::format("{:.3f}", *milliseconds) : "-";
}

class Queries {
 public:
  explicit Queries(const Options& options)
      : options_(options), graph_(Graph::open(options.graph)), snapshot_(graph_->snapshot()) {
    for (const auto& entry : std::filesystem::directory_iterator(options.folder)) {
      if (entry.path().extension() != ".kgq") continue;
      const auto name = entry.path().stem().string();
      if (name == "prefixes") {
        query::Script script(read_file(entry.path()), entry.path().string(), bindings_);
        while (script.next()) {
        }
      } else {
        texts_.emplace(name, read_file(entry.path()));
      }
    }
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& [name, text] : texts_)
      if (options_.only.empty() || std::ranges::count(options_.only, name) > 0) names.push_back(name);
    return names;
  }

  /// All rows as text: a line each, cells between tabs.
  Run rows(const std::string& name) const {
    return timed(name, [](query::Result& result) {
      std::uint64_t count = 0;
      std::string text;
      text.reserve(2 * kBuffer);
      std::string line;
      for (query::Rows rows; result.next(rows);) {
        for (std::size_t i = 0; i < rows.lines; ++i) {
          line.clear();
          for (std::size_t column = 0; column < rows.columns.size(); ++column) {
            if (const auto* cell = rows.cell(i, column)) line += cell->text;
            line += '\t';
          }
          line.back() = '\n';
          for (std::uint64_t times = rows.times_of(i); times > 0; --times) {
            text += line;
            if (text.size() > kBuffer) text.clear();  // a reader has it
          }
        }
        count += rows.size();
      }
      return count;
    });
  }

  /// True if it counts as it stands.
  bool counts(const std::string& name) const { return texts_.at(name).find("count(*)") != std::string::npos; }

  /// The same with `return count(*)`.
  Run count(const std::string& name) const {
    return timed(
        name,
        [](query::Result& result) {
          return static_cast<std::uint64_t>(std::stoull(result.all().at(0).at(0).value().text));
        },
        true);
  }

 private:
  template <typename Take>
  Run timed(const std::string& name, Take take, bool counted = false) const {
    const auto text = texts_.find(name);
    if (text == texts_.end()) throw Error(fmt::format("expected the name of a query, found {}", name));
    query::Context context;
    context.snapshot = snapshot_;
    const clockid_t clock = options_.cpu ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC;
    const double begin = milliseconds_now(clock);
    context.deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                          std::chrono::duration<double>(options_.timeout));
    try {
      Run run;
      query::Script script(counted ? counting(text->second) : text->second, name, bindings_);
      auto command = script.next();
      if (!command) throw Error(fmt::format("expected a question in {}.kgq, found none", name));
      auto result = query::run(*command, context);
      run.rows = take(result);
      run.milliseconds = milliseconds_now(clock) - begin;
      return run;
    } catch (const Error& error) {
      if (error.code() != Exit::Timeout) throw;
      return {};
    }
  }

  static std::string counting(const std::string& text) {
    const auto at = text.find("\nreturn ");
    if (at == std::string::npos) throw Error("expected a line that begins with `return`, found none");
    return text.substr(0, at) + "\nreturn count(*)";
  }

  Options options_;
  std::unique_ptr<Graph> graph_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<query::Bindings> bindings_ = std::make_shared<query::Bindings>();
  std::map<std::string, std::string> texts_;  ///< by name
};

/// The first run warms, and is not counted unless it is the only one.
template <typename Once>
Times repeat(const Options& options, Once once) {
  Times times;
  const auto begin = Clock::now();
  for (int i = 0; i <= options.runs; ++i) {
    const Run run = once();
    if (run.milliseconds < 0) return {};
    if (i == 1) times.milliseconds.clear();
    times.rows = run.rows;
    times.milliseconds.push_back(run.milliseconds);
    if (std::chrono::duration<double>(Clock::now() - begin).count() > kPatience) break;
  }
  return times;
}

std::map<std::string, std::uint64_t> expected_rows(const std::string& path) {
  std::map<std::string, std::uint64_t> expected;
  if (path.empty()) return expected;
  std::istringstream lines(read_file(path));
  std::string name;
  for (std::uint64_t rows = 0; lines >> name >> rows;) expected[name] = rows;
  return expected;
}

/// Says what is wrong, if something is.
bool agrees(const std::string& name, const char* what, const Times& found, std::uint64_t expected) {
  if (!found.known() || found.rows == expected) return true;
  fmt::print(stderr, "{}: expected {} rows, found {} ({})\n", name, expected, found.rows, what);
  return false;
}

/// WatDiv's own templates; what else is in a folder stands outside the mean.
bool is_basic(const std::string& name) {
  return std::string_view("LSFC").find(name.front()) != std::string_view::npos;
}

/// Of all basic queries; nothing if one was not answered.
class GeometricMean {
 public:
  void add(const std::string& name, const Times& times) {
    if (!is_basic(name)) return;
    logarithms_ += times.known() ? std::log(times.median()) : std::nan("");
    ++count_;
  }
  std::optional<double> value() const {
    if (count_ == 0 || std::isnan(logarithms_)) return {};
    return std::exp(logarithms_ / count_);
  }

 private:
  double logarithms_ = 0;
  int count_ = 0;
};

std::optional<double> median_of(const Times& times) {
  if (!times.known()) return {};
  return times.median();
}

bool run_all(const Options& options) {
  const Queries queries(options);
  const auto expected = expected_rows(options.rowcounts);
  GeometricMean of_rows, of_counts;
  bool good = true;
  fmt::print("query\trows\tms\tcount_ms\n");
  for (const auto& name : queries.names()) {
    const auto rows = repeat(options, [&] { return queries.rows(name); });
    const auto count = options.rows_only || queries.counts(name)
                           ? Times{}
                           : repeat(options, [&] { return queries.count(name); });
    const auto known = expected.find(name);
    if (known != expected.end()) {
      good =
          agrees(name, "rows", rows, known->second) && agrees(name, "count(*)", count, known->second) && good;
    } else if (rows.known()) {
      good = agrees(name, "count(*)", count, rows.rows) && good;
    }
    const std::string number = rows.known() ? fmt::format("{}", rows.rows) : "-";
    fmt::print("{}\t{}\t{}\t{}\n", name, number, shown(median_of(rows)), shown(median_of(count)));
    std::fflush(stdout);
    of_rows.add(name, rows);
    of_counts.add(name, count);
  }
  fmt::print("mean\t-\t{}\t{}\n", shown(of_rows.value()), shown(of_counts.value()));
  return good;
}

/// A line `NAME`, or `NAME count`, gives a line: name, rows, milliseconds.
void run_in_turns(const Options& options) {
  const Queries queries(options);
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string name, what;
    words >> name >> what;
    const Run run = what == "count" ? queries.count(name) : queries.rows(name);
    fmt::print("{}\t{}\t{:.4f}\n", name, run.rows, run.milliseconds);
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace kg

int main(int count, char** arguments) {
  kg::Options options;
  CLI::App app("Times a folder of queries on a graph.");
  app.add_option("GRAPH", options.graph, "the graph")->required();
  app.add_option("FOLDER", options.folder, "the queries, NAME.kgq, and prefixes.kgq")->required();
  app.add_option("--runs", options.runs, "how often each runs once it is warm; the median counts");
  app.add_option("--timeout", options.timeout, "seconds for one run");
  app.add_option("--only", options.only, "names of queries, with commas between them")->delimiter(',');
  app.add_option("--rowcounts", options.rowcounts, "lines of a name and its number of rows, to compare with");
  app.add_flag("--rows-only", options.rows_only, "do not count");
  app.add_flag("--cpu", options.cpu,
               "time of the processor, not of the clock: on a machine that does much else");
  app.add_flag("--turns", options.turns, "read names on standard input and run each once");
  CLI11_PARSE(app, count, arguments);
  try {
    if (!options.turns) return kg::run_all(options) ? 0 : 1;
    kg::run_in_turns(options);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "kg_queries: {}\n", error.what());
    return 2;
  }
}

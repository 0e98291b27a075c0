#include "tools/load_rdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>

#include "loaders/rdf.hpp"
#include "loaders/rdf/line_blocks.hpp"
#include "tools/bulk_progress.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"

namespace kg::tools {
namespace {

using loaders::RdfSyntax;

/// Thrown where lines have to be read in their order, by one job.
struct NeedsOrder {};

constexpr std::size_t kProblemsShown = 20;  ///< of a file; the others are counted

TermView view(const Term& term) {
  return {term.kind, term.text, term.tag};
}

std::string hash_of_file(const std::string& name, const loaders::LoadOptions& options) {
  loaders::ContentHash hash(options);
  const auto read = loaders::open_file(name, options.stop);
  std::string buffer(1 << 20, '\0');
  while (const std::size_t got = read(buffer.data(), buffer.size())) hash.add({buffer.data(), got});
  return hash.text();
}

/// One file on its way into a graph. Threads share it.
class Reading {
 public:
  Reading(const std::string& name, const RdfOptions& options, BulkProgress& progress)
      : name_(name),
        options_(options),
        syntax_(*loaders::rdf_syntax_of(name)),
        progress_(progress),
        hash_(options.reading),
        read_(loaders::decompressed(hashed(loaders::open_file(name, options.reading.stop)), name)),
        blocks_(read_) {
    std::error_code error;
    bytes_ = std::filesystem::file_size(name, error);
    if (error) bytes_ = 0;
  }

  /// A `TripleSource`.
  void read(std::size_t job, const TripleSink& sink) {
    try {
      read_on(job, sink);
    } catch (...) {
      ended_ = true;
      throw;
    }
  }

  /// Prints what was wrong, in order, and returns how much that was.
  std::uint64_t report() {
    std::ranges::sort(problems_, {},
                      [](const Diagnostic& one) { return std::pair(one.place.line, one.place.column); });
    const std::size_t shown = std::min(problems_.size(), kProblemsShown);
    for (std::size_t i = 0; i < shown; ++i) print_diagnostic(problems_[i]);
    if (shown < problem_count_)
      print_note(fmt::format("{}: {} more that could not be read", name_, problem_count_ - shown));
    return problem_count_;
  }

  /// When all has been read.
  void record(TripleDocument& document) const {
    document.content_hash = hash_.text() + (problem_count_ > 0 ? " in part" : "");
    document.prefixes = prefixes_;
  }

 private:
  void read_on(std::size_t job, const TripleSink& sink) {
    loaders::RdfSinks sinks;
    std::uint64_t triples = 0;
    sinks.triple = [&](const TripleView& triple) {
      sink(triple);
      constexpr std::uint64_t kBetween = 8192;
      if (++triples % kBetween == 0) tell(kBetween);
    };
    std::vector<QualifierView> qualifiers;
    sinks.statement = [&](Statement&& statement) {
      qualifiers.clear();
      for (const Qualifier& one : statement.qualifiers)
        qualifiers.push_back({view(one.key), view(one.value)});
      sinks.triple({view(statement.subject), view(statement.predicate), view(statement.object), qualifiers});
    };
    sinks.prefix = [&](std::string_view prefix, std::string_view iri) {
      prefixes_.insert_or_assign(std::string(prefix), std::string(iri));
    };
    sinks.problem = [&](Diagnostic&& problem) { add(std::move(problem)); };
    if (options_.jobs > 1) sinks.annotation = [] { throw NeedsOrder(); };
    if (syntax_ == RdfSyntax::NTriples || syntax_ == RdfSyntax::NQuads) {
      loaders::RdfLines lines(name_, syntax_, sinks);
      for (loaders::LineBlock block; !ended_ && blocks_.next(block);)
        lines.read(block.bytes, block.first_line);
      lines.finish();
    } else if (job == 0) {
      loaders::read_rdf(name_, syntax_, read_, sinks);
    }
  }

  loaders::ReadBytes hashed(loaders::ReadBytes read) {
    return [this, read = std::move(read)](char* bytes, std::size_t most) {
      const std::size_t got = read(bytes, most);
      hash_.add({bytes, got});
      bytes_read_ += got;
      return got;
    };
  }

  void tell(std::uint64_t triples) { progress_.reading(bytes_read_, bytes_, triples_ += triples); }

  void add(Diagnostic&& problem) {
    if (options_.strict) throw Error(fmt::format("{}: {}", to_string(problem.place), problem.message));
    const std::lock_guard lock(mutex_);
    ++problem_count_;
    constexpr std::size_t kKept = 100 * kProblemsShown;  // the first of them come early
    if (problems_.size() < kKept) problems_.push_back(std::move(problem));
  }

  const std::string& name_;
  const RdfOptions& options_;
  RdfSyntax syntax_;
  BulkProgress& progress_;
  loaders::ContentHash hash_;
  std::uint64_t bytes_ = 0;
  std::atomic<std::uint64_t> bytes_read_ = 0, triples_ = 0;
  std::atomic<bool> ended_ = false;  ///< by one job for all
  loaders::ReadBytes read_;
  loaders::LineBlocks blocks_;
  std::mutex mutex_;
  std::vector<Diagnostic> problems_;
  std::uint64_t problem_count_ = 0;
  Prefixes prefixes_;
};

RdfLoad load_changed(Graph& graph, const std::string& name, const RdfOptions& options,
                     const std::optional<DocumentInfo>& held) {
  RdfLoad load;
  load.outcome = held ? LoadOutcome::Replaced : LoadOutcome::Added;
  BulkProgress progress;
  Reading reading(name, options, progress);
  // The record is written when all has been read, and so knows the hash then.
  TripleDocument record{name, options.reading.date, {}, {}, std::string(loaders::kRdfExtractor)};
  std::atomic<std::size_t> running = options.jobs;
  const BulkResult result = graph.bulk_load(
      [&](std::size_t job, const TripleSink& sink) {
        reading.read(job, sink);
        if (--running == 0) reading.record(record);
      },
      {&record, 1}, progress.options(options.memory, options.jobs));
  progress.clear();
  load.problems = reading.report();
  load.read = result.read;
  load.added = result.added;
  return load;
}

}  // namespace

RdfLoad load_rdf(Graph& graph, const std::string& name, const RdfOptions& options) {
  const auto held = graph.snapshot()->document(name);
  if (held && held->content_hash == hash_of_file(name, options.reading)) return {};
  try {
    return load_changed(graph, name, options, held);
  } catch (const NeedsOrder&) {
    RdfOptions in_order = options;
    in_order.jobs = 1;
    return load_changed(graph, name, in_order, held);
  }
}

}  // namespace kg::tools

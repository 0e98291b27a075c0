// `kg export`: a graph, or the part around an entity or behind a query, as a picture or as statements.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <limits>
#include <span>

#include "query/engine.hpp"
#include "query/limits.hpp"
#include "query/parser.hpp"
#include "tools/commands.hpp"
#include "tools/export.hpp"
#include "tools/output.hpp"
#include "tools/picture.hpp"
#include "tools/rdf_output.hpp"
#include "tools/selection.hpp"
#include "tools/session_options.hpp"
#include "tools/statement_output.hpp"
#include "tools/stop.hpp"
#include "tools/terminal.hpp"
#include "tools/usage.hpp"

namespace kg::tools {
namespace {

const std::vector<std::string> kFormats = {"dot", "svg", "png", "facts", "jsonl", "nt", "nq", "ttl", "trig"};

/// The format asked for, else the one that the file's ending names, else facts.
std::string format_of(const ExportOptions& options) {
  if (!options.format.empty()) return options.format;
  const auto ending = std::filesystem::path(options.file).extension().string();
  const auto found =
      std::ranges::find_if(kFormats, [&](const std::string& format) { return "." + format == ending; });
  if (found != kFormats.end()) return *found;
  if (options.file.empty() || options.file == "-") return "facts";
  throw Error(fmt::format("{}: expected a file that ends in .{}, or --format", options.file,
                          fmt::join(kFormats, ", .")),
              Exit::Usage);
}

std::vector<Triple> around(const Snapshot& snapshot, const std::string& name, std::size_t depth) {
  const auto entities = snapshot.entities_named(name);
  if (!entities.empty()) return rows_around(snapshot, entities, depth);
  const auto similar = snapshot.similar_names(name, 3);
  print_hint(fmt::format("the graph has no entity '{}'{}", name,
                         similar.empty() ? "" : fmt::format("; did you mean {}?", fmt::join(similar, ", "))));
  return {};
}

/// Those behind the one question, which `prefix` commands may precede.
std::vector<Triple> matching(const query::Context& context, const ExportOptions& options) {
  std::vector<query::ast::Command> questions;
  for (query::Script script(options.query, "--query", options.bindings); auto command = script.next();)
    if (command->kind != query::ast::CommandKind::Prefix) questions.push_back(std::move(*command));
  if (questions.size() != 1)
    throw Error(fmt::format("--query: expected one question, but found {}", questions.size()), Exit::Usage);
  auto behind = query::statements_behind(questions.front(), context);
  for (const auto& hint : behind.hints) print_hint(hint);
  return std::move(behind.rows);
}

/// Calls `visit` with the rows to write, some at a time.
void select(const query::Context& context, const ExportOptions& options,
            const std::function<void(std::span<const Triple>)>& visit) {
  std::size_t left = options.limit > 0 ? options.limit : std::numeric_limits<std::size_t>::max(), all = 0;
  const auto limited = [&](std::span<const Triple> rows) {
    all += rows.size();
    const auto some = rows.first(std::min(left, rows.size()));
    left -= some.size();
    if (!some.empty()) visit(some);
  };
  if (!options.query.empty()) {
    limited(matching(context, options));
  } else if (!options.around.empty()) {
    limited(around(*context.snapshot, options.around, options.depth));
  } else {
    for_each_row(*context.snapshot, limited);
  }
  if (options.limit > 0 && all > options.limit)
    print_hint(fmt::format("the first {} of {} statements are written (--limit)", options.limit, all));
}

void write_facts(const query::Context& context, const ExportOptions& options, const query::Limits& limits,
                 bool json, Output& out) {
  const Prefixes& prefixes = context.snapshot->prefixes();
  if (!json) out.write(print(prefixes));
  select(context, options, [&](std::span<const Triple> rows) {
    for_each_proven(*context.snapshot, rows, limits, [&](const ProvenStatement& statement) {
      out.write(json ? json_line(statement) : facts_lines(statement, prefixes));
    });
  });
}

/// Statements of one triple side by side; the index has them so.
void write_rdf(const query::Context& context, const ExportOptions& options, const query::Limits& limits,
               const std::string& format, Output& out) {
  RdfWriter writer(format, context.snapshot->prefixes(), out);
  const bool sorts = !options.query.empty() || !options.around.empty();
  select(context, options, [&](std::span<const Triple> rows) {
    std::vector<Triple> sorted(rows.begin(), rows.end());
    if (sorts) std::ranges::sort(sorted);
    constexpr std::size_t kAtOnce = 1024;
    for (std::size_t first = 0; first < sorted.size(); first += kAtOnce) {
      limits.check();
      const auto some = std::span(sorted).subspan(first, std::min(kAtOnce, sorted.size() - first));
      for (Statement& statement : context.snapshot->statements_of(some)) writer.add(std::move(statement));
    }
  });
  writer.finish();
}

std::string picture_of(const query::Context& context, const ExportOptions& options,
                       const std::string& format) {
  std::vector<Statement> statements;
  select(context, options, [&](std::span<const Triple> rows) {
    for (Statement& one : context.snapshot->statements_of(rows)) statements.push_back(std::move(one));
  });
  std::ranges::sort(statements);
  const std::string dot = dot_of(statements, context.snapshot->prefixes());
  return format == "dot" ? dot : draw(dot, format);
}

}  // namespace

void export_statements(const std::shared_ptr<const Snapshot>& snapshot, const ExportOptions& options) {
  const std::string format = format_of(options);
  if (format == "png" && (options.file.empty() || options.file == "-") && stdout_is_terminal()) {
    throw Error("a PNG picture would spoil the terminal: expected -o FILE", Exit::Usage);
  }
  query::Context context;
  context.snapshot = snapshot;
  options.bindings->prefixes.insert(snapshot->prefixes().begin(), snapshot->prefixes().end());
  context.stop = &stop_requested;
  context.memory = options.memory;
  if (options.timeout) context.deadline = deadline_in(*options.timeout);
  const query::Limits limits(context.stop, context.deadline);
  Output out(options.file);
  out.wait_until(context.deadline);
  if (format == "facts" || format == "jsonl")
    write_facts(context, options, limits, format == "jsonl", out);
  else if (is_rdf_format(format))
    write_rdf(context, options, limits, format, out);
  else
    out.write(picture_of(context, options, format));
  out.close();
}

Run declare_export(CLI::App& app) {
  return declare_export(app, nullptr);
}

Run declare_export(CLI::App& app, std::shared_ptr<query::Bindings> bindings) {
  struct Arguments {
    std::string graph;
    ExportOptions options;
    LimitArguments limits;
    std::vector<std::string> parameters;
  };
  const auto arguments = std::make_shared<Arguments>();
  auto& options = arguments->options;
  app.add_option("GRAPH", arguments->graph, "the graph")->required();
  app.add_option("--format", options.format, "dot, svg, png, facts, jsonl, nt, nq, ttl or trig")
      ->type_name("FORMAT")
      ->check(one_of(kFormats));
  auto* around =
      app.add_option("--around", options.around, "only what is near this entity")->type_name("NAME");
  app.add_option("--depth", options.depth, "steps from that entity")
      ->type_name("N")
      ->capture_default_str()
      ->needs(around)
      ->check(whole_number(1, 100));
  app.add_option("--query", options.query, "only statements that match this query")
      ->type_name("QUERY")
      ->excludes(around);
  app.add_option("--limit", options.limit, "at most so many statements")
      ->type_name("N")
      ->check(whole_number(1, 1000000000));
  app.add_option("-o,--output", options.file, "the file to write; standard output if left out")
      ->type_name("FILE");
  if (bindings) {
    options.bindings = std::move(bindings);
  } else {
    add_parameters(app, arguments->parameters);
  }
  add_limit_options(app, arguments->limits);
  return [arguments] {
    bind_parameters(arguments->parameters, *arguments->options.bindings);
    arguments->options.timeout = seconds_of(arguments->limits.timeout);
    arguments->options.memory = bytes_of(arguments->limits.memory).value_or(0);
    const auto graph = Graph::open(arguments->graph);
    export_statements(graph->snapshot(), arguments->options);
    if (!arguments->parameters.empty()) tell_unused(*arguments->options.bindings);
    return Exit::Done;
  };
}

}  // namespace kg::tools

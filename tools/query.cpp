// `kg query`: one question, or a batch of them from files.
#include <algorithm>

#include "tools/commands.hpp"
#include "tools/inputs.hpp"
#include "tools/session.hpp"
#include "tools/usage.hpp"

namespace kg::tools {

Run declare_query(CLI::App& app) {
  struct Arguments {
    std::string graph, query, format = "table";
    std::vector<std::string> files;
    SessionOptions options;
    double timeout = 0;
    bool no_bail = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("GRAPH", arguments->graph, "the graph")->required();
  app.add_option("QUERY", arguments->query, "what to ask; - reads it from standard input");
  app.add_option("-f,--file", arguments->files,
                 "ask what stands in this file, - for standard input; may be repeated")
      ->type_name("FILE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--format", arguments->format,
                 "table, csv, tsv, json, jsonl, or facts: the statements behind the answer")
      ->type_name("FORMAT")
      ->check(one_of(row_format_names()))
      ->capture_default_str();
  app.add_option("--timeout", arguments->timeout, "end a query that takes longer, with exit code 124")
      ->type_name("SECONDS")
      ->check(seconds());
  app.add_flag("--no-bail", arguments->no_bail, "go on with the next query after an error");
  app.add_flag("--timer", arguments->options.timer, "say on standard error how long each query took");
  return [arguments] {
    if (arguments->query.empty() == arguments->files.empty()) {
      throw Error("expected a QUERY or -f FILE, and not both (kg help query tells more)", Exit::Usage);
    }
    SessionOptions options = arguments->options;
    options.format = *row_format_of(arguments->format);
    options.bail = !arguments->no_bail;
    if (arguments->timeout > 0) options.timeout = std::min(arguments->timeout, 1e9);

    Output out;
    Session session(arguments->graph, options, out);
    if (arguments->files.empty() && arguments->query != "-") return session.run(arguments->query, "query");
    const auto files = arguments->files.empty() ? std::vector<std::string>{"-"} : arguments->files;
    Exit exit = Exit::Done;
    for (const auto& file : files) {
      const auto code = session.run(read_bytes(file), file);
      if (exit == Exit::Done) exit = code;
      if (exit != Exit::Done && options.bail) break;
    }
    return exit;
  };
}

}  // namespace kg::tools

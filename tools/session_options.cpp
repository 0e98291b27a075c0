#include "tools/session_options.hpp"

#include <fmt/format.h>

#include "tools/usage.hpp"

namespace kg::tools {

void add_limit_options(CLI::App& app, LimitArguments& arguments) {
  app.add_option("--timeout", arguments.timeout, "end what takes longer, with exit code 124")
      ->type_name("SECONDS")
      ->check(seconds());
  app.add_option("--memory", arguments.memory, "end a query whose rows take more memory: 512MB, 2GiB")
      ->type_name("SIZE")
      ->check(size());
}

void add_parameters(CLI::App& app, std::vector<std::string>& parameters) {
  app.add_option(
         "--param", parameters,
         "give $NAME in the queries a value: who=China, day=2025-10-30, s='\"text\"'; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);  // what follows the value is the query
}

void bind_parameters(const std::vector<std::string>& parameters, query::Bindings& bindings) {
  for (const auto& parameter : parameters) {
    const auto equals = parameter.find('=');
    if (equals == std::string::npos || equals == 0)
      throw Error(fmt::format("--param: expected NAME=VALUE, but found '{}'", parameter), Exit::Usage);
    bindings.set(parameter.substr(0, equals), parameter.substr(equals + 1));
  }
}

void add_session_options(CLI::App& app, SessionArguments& arguments) {
  app.add_option("--format", arguments.format,
                 "table, csv, tsv, json, jsonl, or facts: the statements behind the answer")
      ->type_name("FORMAT")
      ->check(one_of(row_format_names()))
      ->capture_default_str();
  add_parameters(app, arguments.parameters);
  add_limit_options(app, arguments.limits);
  app.add_flag("--no-bail", arguments.no_bail, "go on with the next query after an error");
  app.add_flag("--timer", arguments.timer, "say on standard error how long each query took");
}

SessionOptions SessionArguments::options() const {
  SessionOptions options;
  options.format = *row_format_of(format);
  options.timeout = seconds_of(limits.timeout);
  options.memory = bytes_of(limits.memory).value_or(0);
  options.bail = !no_bail;
  options.timer = timer;
  return options;
}

}  // namespace kg::tools

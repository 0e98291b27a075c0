// The options of every command that runs queries: `kg query`, `kg shell`, and the limits and parameters of
// `kg export`.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "tools/session.hpp"

namespace kg::tools {

/// `--timeout SECONDS`, `--memory SIZE`.
struct LimitArguments {
  std::string timeout, memory;
};
void add_limit_options(CLI::App& app, LimitArguments& arguments);

/// `--param NAME=VALUE`, as often as need be.
void add_parameters(CLI::App& app, std::vector<std::string>& parameters);
/// Throws `Error` (usage) for a parameter that is none.
void bind_parameters(const std::vector<std::string>& parameters, query::Bindings& bindings);

/// The limits, and `--format`, `--param`, `--no-bail`, `--timer`.
struct SessionArguments {
  LimitArguments limits;
  std::string format = "table";
  std::vector<std::string> parameters;
  bool no_bail = false;
  bool timer = false;

  SessionOptions options() const;
};
void add_session_options(CLI::App& app, SessionArguments& arguments);

}  // namespace kg::tools

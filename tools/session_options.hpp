// The options of every command that runs queries: `kg query`, `kg shell`, and the limits of `kg export`.
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

/// The limits, and `--format`, `--param`, `--no-bail`, `--timer`.
struct SessionArguments {
  LimitArguments limits;
  std::string format = "table";
  std::vector<std::string> parameters;
  bool no_bail = false;
  bool timer = false;

  SessionOptions options() const;
  /// Throws `Error` (usage) for a parameter that is none.
  void bind(query::Bindings& bindings) const;
};
void add_session_options(CLI::App& app, SessionArguments& arguments);

}  // namespace kg::tools

// The commands of the program, one file each. The table in commands.cpp drives dispatch, help and the hints
// for typos.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "kg/error.hpp"
#include "query/bindings.hpp"

namespace kg::tools {

/// Runs a command whose arguments have been read. What ends it is thrown; `Exit::Wrong` is for a command that
/// went on past a bad document.
using Run = std::function<Exit()>;

struct Command {
  std::string_view name;
  std::string_view summary;   ///< a line of `kg help`
  std::string_view details;   ///< below the options of `kg help NAME`: what to know, and an example
  Run (*declare)(CLI::App&);  ///< declares the arguments; the function returned reads them
};

std::span<const Command> commands();

Run declare_load(CLI::App& app);
Run declare_query(CLI::App& app);
Run declare_shell(CLI::App& app);
Run declare_export(CLI::App& app);
/// With the parameters and prefixes of a session instead of options for them.
Run declare_export(CLI::App& app, std::shared_ptr<query::Bindings> bindings);
Run declare_extract(CLI::App& app);
Run declare_stats(CLI::App& app);
Run declare_check(CLI::App& app);
Run declare_compact(CLI::App& app);
Run declare_forget(CLI::App& app);
Run declare_entities(CLI::App& app);
Run declare_alias(CLI::App& app);
Run declare_split(CLI::App& app);

/// The option `--date YYYY-MM-DD`, checked to be a day of the calendar.
CLI::Option* add_date(CLI::App& app, std::string& date);

/// The option `--fast`.
CLI::Option* add_fast(CLI::App& app, bool& fast);

/// The option `--memory SIZE` of what writes many triples; the default is 1 GiB.
CLI::Option* add_memory(CLI::App& app, std::string& memory);

/// The option `--min-confidence X`, 0 to 1.
CLI::Option* add_min_confidence(CLI::App& app, double& least);

/// The option `--jobs N`; the default is the number of processors.
CLI::Option* add_jobs(CLI::App& app, std::size_t& jobs);

}  // namespace kg::tools

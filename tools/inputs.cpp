#include "tools/inputs.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include "kg/word.hpp"
#include "loaders/bytes.hpp"
#include "loaders/loader.hpp"
#include "tools/stop.hpp"

namespace kg::tools {
namespace {

namespace fs = std::filesystem;

std::string reason(const std::error_code& error) {
  return error == std::errc::no_such_file_or_directory ? "no such file or folder" : error.message();
}

/// Graphs are exported as text, and a name that is none would not load back.
void add_document(const std::string& name, Inputs& inputs) {
  if (invalid_utf8(name)) {
    inputs.problems.push_back({{name, 0, 0}, "the name of the file is not UTF-8: rename it"});
  } else {
    inputs.names.push_back(name);
  }
}

std::string normalised(const std::string& path) {
  std::string name = fs::path(path).lexically_normal().string();
  while (name.size() > 1 && name.ends_with('/')) name.pop_back();
  return name;
}

bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

/// Adds the documents below a folder, sorted by path. What cannot be looked at (a link in a circle, one to
/// nothing, a folder that may not be read) is a problem beside the others.
void add_documents_in(const std::string& folder, Inputs& inputs) {
  std::vector<std::string> names;
  std::vector<Diagnostic> problems;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const std::string name = normalised(entry->path().string());
    if (is_hidden(entry->path())) {
      entry.disable_recursion_pending();
      continue;
    }
    const auto status = entry->status(error);
    if (error) {
      if (loaders::loader_for(name)) problems.push_back({{name, 0, 0}, reason(error)});
    } else if (fs::is_directory(status)) {
      if (access(name.c_str(), R_OK | X_OK) == 0) continue;
      problems.push_back({{name, 0, 0}, std::strerror(errno)});
      entry.disable_recursion_pending();
    } else if (fs::is_regular_file(status) && loaders::loader_for(name)) {
      names.push_back(name);
    }
  }
  if (error) problems.push_back({{folder, 0, 0}, reason(error)});
  if (names.empty() && problems.empty()) {
    problems.push_back({{folder, 0, 0},
                        fmt::format("the folder holds no document: expected files that end in {}",
                                    fmt::join(loaders::known_endings(), ", "))});
  }
  std::ranges::sort(names);
  std::ranges::sort(problems, {},
                    [](const Diagnostic& problem) -> const std::string& { return problem.place.file; });
  for (const auto& name : names) add_document(name, inputs);
  inputs.problems.insert(inputs.problems.end(), problems.begin(), problems.end());
}

}  // namespace

Inputs find_inputs(const std::vector<std::string>& arguments) {
  Inputs inputs;
  for (const auto& argument : arguments) {
    if (argument.empty()) {
      inputs.problems.push_back({{}, "expected the name of a file or a folder, but found ''"});
      continue;
    }
    const std::string name = argument == "-" ? argument : normalised(argument);
    std::error_code error;
    const auto status = fs::status(name, error);
    if (name == "-" || fs::is_regular_file(status) || fs::is_fifo(status) || fs::is_character_file(status)) {
      add_document(name, inputs);
    } else if (fs::is_directory(status)) {
      add_documents_in(name, inputs);
    } else if (fs::exists(status)) {
      inputs.problems.push_back({{name, 0, 0}, "expected a file or a folder"});
    } else {
      inputs.problems.push_back({{name, 0, 0}, reason(error)});
    }
  }
  std::set<std::string> seen;
  for (const auto& name : inputs.names) {
    if (!seen.insert(name).second) {
      throw Error(
          fmt::format("{}: named twice in one command: a graph holds one document of a name, so give it once",
                      name),
          Exit::Usage);
    }
  }
  return inputs;
}

std::string read_bytes(const std::string& name) {
  return loaders::read_all(name, &stop_requested);
}

}  // namespace kg::tools

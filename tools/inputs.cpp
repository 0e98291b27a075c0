#include "tools/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <set>

#include "loaders/loader.hpp"

namespace kg::tools {
namespace {

namespace fs = std::filesystem;

std::string normalised(const std::string& path) {
  std::string name = fs::path(path).lexically_normal().string();
  while (name.size() > 1 && name.ends_with('/')) name.pop_back();
  return name;
}

bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

std::vector<std::string> documents_in(const std::string& folder) {
  std::vector<std::string> names;
  const auto options = fs::directory_options::skip_permission_denied;
  for (auto entry = fs::recursive_directory_iterator(folder, options);
       entry != fs::recursive_directory_iterator(); ++entry) {
    if (is_hidden(entry->path())) {
      if (entry->is_directory()) entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && loaders::loader_for(entry->path().string())) {
      names.push_back(normalised(entry->path().string()));
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

Inputs find_inputs(const std::vector<std::string>& arguments) {
  Inputs inputs;
  for (const auto& argument : arguments) {
    const std::string name = argument == "-" ? argument : normalised(argument);
    std::error_code error;
    const auto status = fs::status(name, error);
    if (name == "-" || fs::is_regular_file(status) || fs::is_fifo(status) || fs::is_character_file(status)) {
      inputs.names.push_back(name);
    } else if (fs::is_directory(status)) {
      const auto found = documents_in(name);
      if (found.empty()) {
        inputs.problems.push_back({{name, 0, 0},
                                   fmt::format("the folder holds no document: expected files that end in {}",
                                               fmt::join(loaders::known_endings(), ", "))});
      }
      inputs.names.insert(inputs.names.end(), found.begin(), found.end());
    } else if (fs::exists(status)) {
      inputs.problems.push_back({{name, 0, 0}, "expected a file or a folder"});
    } else {
      inputs.problems.push_back({{name, 0, 0},
                                 error && error != std::errc::no_such_file_or_directory
                                     ? error.message()
                                     : "no such file or folder"});
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
  const auto close = [](std::FILE* file) {
    if (file != stdin) std::fclose(file);
  };
  const std::unique_ptr<std::FILE, decltype(close)> file(name == "-" ? stdin : std::fopen(name.c_str(), "rb"),
                                                         close);
  if (!file) throw Error(fmt::format("{}: cannot be read: {}", name, std::strerror(errno)));
  std::string bytes;
  char buffer[1 << 16];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file.get()))
    bytes.append(buffer, count);
  if (std::ferror(file.get()) != 0)
    throw Error(fmt::format("{}: cannot be read: {}", name, std::strerror(errno)));
  return bytes;
}

}  // namespace kg::tools

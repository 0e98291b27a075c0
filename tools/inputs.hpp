// From what the user named (files, folders, `-`) to the documents to read, in a fixed order.
#pragma once

#include <string>
#include <vector>

#include "kg/error.hpp"

namespace kg::tools {

/// One input: the name is the path as given, normalised (`./a//b.txt` is `a/b.txt`), and is also where it is
/// read from; `-` is standard input.
struct Inputs {
  std::vector<std::string> names;
  std::vector<Diagnostic> problems;  ///< inputs that are not there, folders without documents
};

/// Files as given; folders recursively, sorted by path, files of known endings that are not hidden. Throws
/// `Error` (usage) if two inputs have one name.
Inputs find_inputs(const std::vector<std::string>& arguments);

/// The bytes of an input, decompressed where its name ends in .gz or .zst; throws `Error` saying why it
/// cannot be read.
std::string read_bytes(const std::string& name);

}  // namespace kg::tools

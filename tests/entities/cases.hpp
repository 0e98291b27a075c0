// Text cases: an optional line "date YYYY-MM-DD", a text, "----", and what must come of it, a line each.
// Cases of one file are split by "====".
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace kg::text {

struct TextCase {
  std::string date, text;
  std::vector<std::string> expected;
};

inline std::vector<TextCase> read_cases(const std::string& path) {
  std::ifstream file(path);
  std::vector<TextCase> cases(1);
  bool in_text = true;
  for (std::string line; std::getline(file, line);) {
    TextCase& one = cases.back();
    if (line == "====") {
      cases.emplace_back();
      in_text = true;
    } else if (line == "----") {
      in_text = false;
    } else if (!in_text) {
      if (!line.empty()) one.expected.push_back(line);
    } else if (one.text.empty() && line.starts_with("date")) {
      one.date = line.size() > 5 ? line.substr(5) : std::string();
    } else {
      one.text += line + "\n";
    }
  }
  return cases;
}

}  // namespace kg::text

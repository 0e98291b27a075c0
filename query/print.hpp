// What the printers of the syntax tree (print_ast.cpp), the algebra and the plan (print.cpp) share.
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <vector>

#include "query/algebra.hpp"

namespace kg::query {

/// Writes lines at a depth.
class Tree {
 public:
  template <typename... Args>
  void line(int depth, fmt::format_string<Args...> format, Args&&... args) {
    text_ += std::string(static_cast<std::size_t>(depth) * 2, ' ');
    text_ += fmt::format(format, std::forward<Args>(args)...);
    text_ += '\n';
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

/// `0.812 ms`.
std::string milliseconds(std::chrono::nanoseconds time);

std::string_view operation_name(ast::ExprKind kind);
/// `a, b`; and the same as a set: `(a, b)`, or the only part.
std::string list_text(const std::vector<std::string>& parts);
std::string set_text(const std::vector<std::string>& parts);

}  // namespace kg::query

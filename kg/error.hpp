// What ends an operation, and what is merely wrong with a document. Errors are thrown and caught once, in
// `main`; diagnostics are data: the loader reports them and goes on.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace kg {

/// The exit codes of the program; every `Error` carries one.
enum class Exit : int { Done = 0, Wrong = 1, Usage = 2, Storage = 3, Timeout = 124, Interrupted = 130 };

/// A place in a text. Lines and columns count from 1; a column counts code points. 0 means "not known".
struct Place {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
};

/// "file:line:column", without the parts that are not known.
std::string to_string(const Place& place);

/// Ends an operation. `what()` is one line, lower case, and says what was expected, what was found, and
/// where.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, Exit code = Exit::Wrong)
      : std::runtime_error(message), code_(code) {}
  Exit code() const { return code_; }

 private:
  Exit code_;
};

/// A graph that cannot be opened, read or written.
class StorageError : public Error {
 public:
  explicit StorageError(const std::string& message) : Error(message, Exit::Storage) {}
};

/// A text that breaks the rules of its language. `rendered` (several lines) shows the line with a caret under
/// the place.
class SyntaxError : public Error {
 public:
  SyntaxError(const std::string& message, Place place, std::string rendered)
      : Error(message), place_(std::move(place)), rendered_(std::move(rendered)) {}
  const Place& place() const { return place_; }
  const std::string& rendered() const { return rendered_; }

 private:
  Place place_;
  std::string rendered_;
};

/// Something wrong with one line or document, which the others survive.
struct Diagnostic {
  Place place;
  std::string message;
};

}  // namespace kg

// The two streams that people look at: whether they are terminals, whether they want colour, and how messages
// are written to standard error. Set up once in `main`, read everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kg/error.hpp"

namespace kg::tools {

enum class ColourChoice { Auto, Always, Never };

/// Chooses the locale of characters (libedit drops every key beyond ASCII in the C locale), never LC_ALL.
void set_locale();

/// Decides about colour: the option, else NO_COLOR, else CLICOLOR_FORCE, else whether the stream is a
/// terminal.
void set_colour(ColourChoice choice);

bool stdin_is_terminal();
bool stdout_is_terminal();
bool stderr_is_terminal();

/// The text in bold, red, … if the stream of that name shows colours, else as it is.
std::string bold_out(std::string_view text);
std::string dim_err(std::string_view text);

/// One message each on standard error: `error: …`, `hint: …`, and `note` without a word before it.
void print_error(std::string_view message);
void print_hint(std::string_view message);
void print_note(std::string_view message);
void print_diagnostic(const Diagnostic& diagnostic);
/// The message with its place, then the line with a caret under it.
void print_syntax_error(const SyntaxError& error);

/// "1 statement", "2 statements".
std::string counted(std::uint64_t count, std::string_view what);

/// Columns that a terminal needs for UTF-8 text: wide East Asian characters take two, combining marks none.
std::size_t display_width(std::string_view text);

/// A line on standard error that is written over, only on a terminal and only after the first second.
class Progress {
 public:
  explicit Progress(std::size_t total = 0);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// `12 of 300  a.txt`
  void show(std::size_t done, std::string_view what);
  void say(std::string_view line);
  void clear();

 private:
  std::size_t total_;
  long long started_ms_;
  bool shown_ = false;
};

}  // namespace kg::tools

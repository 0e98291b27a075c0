#include "tools/terminal.hpp"

#include <fmt/format.h>
#include <langinfo.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <chrono>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "kg/word.hpp"

namespace kg::tools {
namespace {

bool colour_out = false;
bool colour_err = false;

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool wants_colour(ColourChoice choice, int stream) {
  if (choice != ColourChoice::Auto) return choice == ColourChoice::Always;
  if (is_set("NO_COLOR")) return false;
  if (is_set("CLICOLOR_FORCE")) return std::strcmp(std::getenv("CLICOLOR_FORCE"), "0") != 0;
  const char* term = std::getenv("TERM");
  return isatty(stream) != 0 && term != nullptr && std::strcmp(term, "dumb") != 0;
}

std::string styled(bool colour, std::string_view code, std::string_view text) {
  return colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

/// The text as a terminal may show it: other bytes than UTF-8, and control characters, which could move the
/// cursor, are written as `\xE9`.
std::string visible(std::string_view text) {
  std::string out;
  const bool valid = !invalid_utf8(text);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool odd = (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f || (byte >= 0x80 && !valid);
    out += odd ? fmt::format("\\x{:02X}", byte) : std::string(1, c);
  }
  return out;
}

long long now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

void set_locale() {
  std::setlocale(LC_CTYPE, "");
  if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0) std::setlocale(LC_CTYPE, "C.UTF-8");
}

void set_colour(ColourChoice choice) {
  colour_out = wants_colour(choice, STDOUT_FILENO);
  colour_err = wants_colour(choice, STDERR_FILENO);
}

bool stdin_is_terminal() {
  return isatty(STDIN_FILENO) != 0;
}
bool stdout_is_terminal() {
  return isatty(STDOUT_FILENO) != 0;
}
bool stderr_is_terminal() {
  return isatty(STDERR_FILENO) != 0;
}

std::string bold_out(std::string_view text) {
  return styled(colour_out, "1", text);
}
std::string dim_err(std::string_view text) {
  return styled(colour_err, "2", text);
}

void print_error(std::string_view message) {
  fmt::print(stderr, "{} {}\n", styled(colour_err, "1;31", "error:"), visible(message));
}
void print_hint(std::string_view message) {
  fmt::print(stderr, "{} {}\n", styled(colour_err, "36", "hint:"), visible(message));
}
void print_note(std::string_view message) {
  fmt::print(stderr, "{}\n", visible(message));
}

void print_diagnostic(const Diagnostic& diagnostic) {
  const std::string place = to_string(diagnostic.place);
  print_error(place.empty() ? diagnostic.message : fmt::format("{}: {}", place, diagnostic.message));
}

void print_syntax_error(const SyntaxError& error) {
  print_diagnostic({error.place(), error.what()});
  if (!error.rendered().empty())
    fmt::print(stderr, "{}{}", visible(error.rendered()), error.rendered().ends_with('\n') ? "" : "\n");
}

std::string counted(std::uint64_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), i, length, c);
    const auto category = u_charType(c);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR ||
        category == U_CONTROL_CHAR)
      continue;
    const auto east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

Progress::Progress(std::size_t total) : total_(total), started_ms_(now_ms()) {}
Progress::~Progress() {
  clear();
}

void Progress::show(std::size_t done, std::string_view what) {
  say(fmt::format("{} of {}  {}", done, total_, what));
}

void Progress::say(std::string_view line) {
  if (!stderr_is_terminal() || now_ms() - started_ms_ < 1000) return;
  fmt::print(stderr, "\r\x1b[K{}", visible(line));
  std::fflush(stderr);
  shown_ = true;
}

void Progress::clear() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

}  // namespace kg::tools

#include "tools/line_editor.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "kg/error.hpp"
#include "tools/stop.hpp"

namespace kg::tools {
namespace {

namespace fs = std::filesystem;

constexpr int kHistorySize = 2000;

std::string history_path() {
  fs::path folder;
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/') {
    folder = state;
  } else if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    folder = fs::path(home) / ".local" / "state";
  } else {
    return {};
  }
  std::error_code error;
  fs::create_directories(folder / "kg", error);
  return error ? std::string{} : (folder / "kg" / "history").string();
}

}  // namespace

LineEditor::LineEditor()
    : history_(history_init()), line_(el_init("kg", stdin, stdout, stderr)), history_file_(history_path()) {
  if (!line_ || !history_)
    throw Error("the terminal cannot be used for editing: pipe the queries in, or use kg query -f FILE");
  HistEvent event;
  history(history_.get(), &event, H_SETSIZE, kHistorySize);
  history(history_.get(), &event, H_SETUNIQUE, 1);
  if (!history_file_.empty()) history(history_.get(), &event, H_LOAD, history_file_.c_str());
  el_set(line_.get(), EL_CLIENTDATA, this);
  el_set(
      line_.get(), EL_PROMPT, +[](EditLine* line) {
        LineEditor* self = nullptr;
        el_get(line, EL_CLIENTDATA, &self);
        return self->prompt_.data();
      });
  el_set(line_.get(), EL_EDITOR, "emacs");
  el_set(line_.get(), EL_HIST, history, history_.get());
  el_set(line_.get(), EL_BIND, "^R", "em-inc-search-prev", nullptr);
  el_source(line_.get(), nullptr);  // the user's ~/.editrc
}

LineEditor::~LineEditor() = default;

std::optional<std::string> LineEditor::read(const std::string& prompt) {
  prompt_ = prompt;
  int count = 0;
  errno = 0;
  const char* text = el_gets(line_.get(), &count);
  if (text == nullptr || count <= 0) {
    if (!stop_requested && errno != EINTR) return std::nullopt;
    el_reset(line_.get());
    std::fputc('\n', stdout);
    return std::string{};
  }
  std::string line(text, static_cast<std::size_t>(count));
  while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
  return line;
}

void LineEditor::remember(const std::string& statement) {
  std::string one_line = statement;
  std::ranges::replace(one_line, '\n', ' ');
  if (one_line.find_first_not_of(' ') == std::string::npos) return;
  HistEvent event;
  history(history_.get(), &event, H_ENTER, one_line.c_str());
  if (!history_file_.empty()) history(history_.get(), &event, H_SAVE, history_file_.c_str());
}

}  // namespace kg::tools

// Lines from somebody at a terminal: libedit with its editing keys and a history that outlives the shell.
#pragma once

#include <histedit.h>

#include <memory>
#include <optional>
#include <string>

namespace kg::tools {

class LineEditor {
 public:
  /// Reads the history of earlier shells: $XDG_STATE_HOME/kg/history, else ~/.local/state/kg/history. Without
  /// a home there is none.
  LineEditor();
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// One line without its newline; nothing at the end of input (Ctrl-D). Ctrl-C gives an empty line and sets
  /// `stop_requested`.
  std::optional<std::string> read(const std::string& prompt);
  /// Adds a whole statement to the history and saves it.
  void remember(const std::string& statement);

 private:
  struct End {
    void operator()(EditLine* line) const { el_end(line); }
    void operator()(History* history) const { history_end(history); }
  };
  std::unique_ptr<History, End> history_;
  std::unique_ptr<EditLine, End> line_;
  std::string prompt_;
  std::string history_file_;  ///< empty if there is no place for one
};

}  // namespace kg::tools

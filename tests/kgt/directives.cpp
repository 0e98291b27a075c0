#include "tests/kgt/directives.hpp"

namespace kg::kgt {

const Directives& directives() {
  static const Directives kTable = [] {
    Directives table;
    add_query_directives(table);
    add_command_directives(table);
    return table;
  }();
  return kTable;
}

}  // namespace kg::kgt

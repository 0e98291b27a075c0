// A loader of one's own: files that end in `.trade` hold a line for each flow of goods, "exporter > importer:
// good, share%". Registered for the ending, it is used like those that come with the library. Run it and it
// loads two lines into a graph and prints what is there.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "kg/graph.hpp"
#include "kg/word.hpp"
#include "loaders/loader.hpp"

namespace {

/// "Australia > Japan: iron_ore, 60%" → Australia exports iron_ore share=60% to=Japan; throws `kg::Error` for
/// any other line.
kg::Statement read_flow(std::string_view line) {
  const auto arrow = line.find('>');
  const auto colon = line.find(':');
  const auto comma = line.find(',');
  if (arrow == line.npos || colon == line.npos || comma == line.npos || !(arrow < colon && colon < comma)) {
    throw kg::Error(fmt::format("expected EXPORTER > IMPORTER: GOOD, SHARE%, but found '{}'", line));
  }
  const auto name = [&](std::size_t from, std::size_t to) {
    return kg::Term::name(kg::normal_name(line.substr(from, to - from)));
  };
  kg::Statement flow;
  flow.subject = name(0, arrow);
  flow.predicate = kg::Term::name("exports");
  flow.object = name(colon + 1, comma);
  flow.qualifiers = {{"to", name(arrow + 1, colon)},
                     {"share", kg::read_term(kg::normal_name(line.substr(comma + 1)))}};
  kg::normalise(flow);
  return flow;
}

/// The text is the file as it is; the evidence of a fact is its line. A broken line is reported and the
/// others are read.
kg::Document read_trade(std::string_view name, std::string_view bytes, const kg::loaders::LoadOptions&) {
  kg::Document document;
  document.text = bytes;
  std::size_t number = 1;
  for (std::size_t begin = 0; begin < bytes.size(); ++number) {
    const auto end = std::min(bytes.find('\n', begin), bytes.size());
    try {
      if (end > begin)
        document.facts.push_back({read_flow(bytes.substr(begin, end - begin)), {begin, end}, 1.0, "trade"});
    } catch (const kg::Error& error) {
      document.diagnostics.push_back({{std::string(name), number, 0}, error.what()});
    }
    begin = end + 1;
  }
  return document;
}

}  // namespace

int main() {
  kg::loaders::register_loader(".trade", read_trade);

  const std::string bytes =
      "Australia > Japan: iron ore, 8%\n"
      "this line is broken\n"
      "Malaysia > Japan: rare earths, 12%\n";
  const auto document = kg::loaders::read_document("flows.trade", bytes, {});
  for (const auto& [place, message] : document.diagnostics)
    fmt::print("{}: {}\n", kg::to_string(place), message);

  const auto folder = std::filesystem::temp_directory_path() / fmt::format("kg-own-loader-{}", getpid());
  {
    const auto graph = kg::Graph::open_for_writing(folder.string());
    graph->load(document);
    const auto snapshot = graph->snapshot();
    for (const auto& statement : snapshot->statements(snapshot->statements_of_document("flows.trade"))) {
      fmt::print("{}\n", kg::print(statement));
    }
  }
  std::filesystem::remove_all(folder);
}

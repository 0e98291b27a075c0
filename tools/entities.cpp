// `kg entities`, `kg alias` and `kg split`: what a graph speaks of, under which names, and what somebody
// decides about that.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kg/graph.hpp"
#include "kg/word.hpp"
#include "tools/commands.hpp"
#include "tools/output.hpp"
#include "tools/rows.hpp"
#include "tools/same_entity.hpp"
#include "tools/stop.hpp"

namespace kg::tools {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view by) {
  return fmt::format("{}", fmt::join(words, by));
}

/// A name as typed, in quotes or not.
std::string read_name(std::string_view text) {
  const std::string name = normal_name(text);
  return name.starts_with('\'') ? read_term(name).text : name;
}

/// The first `=` behind the name that begins here, which may be quoted.
std::size_t equal_sign(std::string_view text, std::size_t begin) {
  begin = std::min(text.find_first_not_of(' ', begin), text.size());
  if (begin < text.size() && text[begin] == '\'') begin = std::min(text.find('\'', begin + 1), text.size());
  return text.find('=', begin);
}

/// The entity of this name; throws `Error` with near names, or with all that it may mean.
EntityInfo entity_named(const Snapshot& snapshot, const std::string& graph, const std::string& name) {
  const std::vector<Id> ids = snapshot.entities_named(name);
  if (ids.empty()) {
    const auto near = snapshot.similar_names(name, 3);
    throw Error(fmt::format("{}: the graph has no entity '{}'{}", graph, name,
                            near.empty() ? "" : fmt::format("; did you mean {}?", joined(near, ", "))));
  }
  std::vector<std::string> names;
  for (const Term& term : snapshot.terms(ids)) names.push_back(term.text);
  if (ids.size() > 1)
    throw Error(fmt::format("{}: '{}' may mean {}; name one of them", graph, name, joined(names, " or ")));
  return {ids.front(), names.front(), 0};
}

/// A line for each entity, the most used first: name, uses and other names, split by tabs.
std::string entity_lines(const Snapshot& snapshot) {
  auto entities = snapshot.entities();
  std::ranges::sort(entities, [](const EntityInfo& a, const EntityInfo& b) {
    return a.uses != b.uses ? a.uses > b.uses : a.name < b.name;
  });
  std::string out;
  for (const EntityInfo& entity : entities) {
    auto aliases = snapshot.aliases_of(entity.id);
    std::erase(aliases, entity.name);
    for (std::string& alias : aliases) alias = print(Term::name(alias));
    out += fmt::format("{}\t{}\t{}\n", print(Term::name(entity.name)), entity.uses, joined(aliases, ", "));
  }
  return out;
}

/// A line for each name that documents give an entity: name, what it does there, why, and the document.
std::string name_lines(const Snapshot& snapshot, const EntityInfo& entity) {
  std::set<std::string> lines;
  const auto rows = snapshot.aliases();
  std::vector<Id> ids;
  for (const AliasInfo& row : rows) ids.insert(ids.end(), {row.alias, row.canonical});
  const auto names = snapshot.terms(ids);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].canonical != entity.id && snapshot.canonical(rows[i].canonical) != entity.id) continue;
    const bool split = rows[i].alias == rows[i].canonical;
    const bool merged = snapshot.canonical(rows[i].alias) == entity.id;
    lines.insert(fmt::format("{}\t{}\t{}\t{}\n", print(names[2 * i]),
                             split                          ? "apart"
                             : rows[i].everywhere && merged ? "merged"
                                                            : "alias",
                             rows[i].reason, one_line(rows[i].document)));
  }
  std::string out;
  for (const std::string& line : lines) out += line;
  return out;
}

}  // namespace

Run declare_entities(CLI::App& app) {
  struct Arguments {
    std::string graph, name;
    bool doubtful = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("GRAPH", arguments->graph, "the graph")->required();
  auto* name =
      app.add_option("NAME", arguments->name, "list the names of this entity, and which documents give them");
  app.add_flag("--doubtful", arguments->doubtful,
               "list pairs of entities that may be one: a line for `kg alias`, and why")
      ->excludes(name);
  return [arguments] {
    const auto snapshot = Graph::open(arguments->graph)->snapshot();
    Output out;
    if (!arguments->name.empty()) {
      out.write(name_lines(*snapshot, entity_named(*snapshot, arguments->graph, read_name(arguments->name))));
    } else if (arguments->doubtful) {
      for (const Doubt& doubt : doubtful_pairs(*snapshot))
        out.write(fmt::format("{} = {}\t{}\n", print(Term::name(doubt.name)),
                              print(Term::name(doubt.canonical)), doubt.reason));
    } else {
      out.write(entity_lines(*snapshot));
    }
    out.close();
    return Exit::Done;
  };
}

Run declare_alias(CLI::App& app) {
  struct Arguments {
    std::string graph;
    std::vector<std::string> words;
  };
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("GRAPH", arguments->graph, "the graph")->required();
  app.add_option("NAMES", arguments->words, "NAME = NAME: the first is another name of the second")
      ->required();
  return [arguments] {
    Graph::open(arguments->graph);
    const std::string text = joined(arguments->words, " ");
    const std::size_t sign = equal_sign(text, 0);
    if (sign == text.npos || equal_sign(text, sign + 1) != text.npos)
      throw Error(
          fmt::format("expected NAME = NAME, found '{}': a name with = in it stands in quotes", text));
    const std::string left = read_name(std::string_view(text).substr(0, sign));
    const std::string right = read_name(std::string_view(text).substr(sign + 1));
    const auto graph = Graph::open_for_writing(arguments->graph);
    const auto snapshot = graph->snapshot();
    const EntityInfo entity = entity_named(*snapshot, arguments->graph, right);
    const std::string name =
        snapshot->find(Term::name(left)) ? left : entity_named(*snapshot, arguments->graph, left).name;
    if (name == entity.name)
      throw Error(fmt::format("{}: '{}' and '{}' mean one entity already", arguments->graph, left, right));
    graph->point_name(name, entity.name, check_stop);
    return Exit::Done;
  };
}

namespace {

/// Whether somebody has decided so.
bool split_off(const Snapshot& snapshot, Id name) {
  const auto rows = snapshot.aliases();
  return std::any_of(rows.begin(), rows.end(), [&](const AliasInfo& row) {
    return row.document == kAssertedDocument && row.alias == name && row.canonical == name;
  });
}

}  // namespace

Run declare_split(CLI::App& app) {
  struct Arguments {
    std::string graph, name;
  };
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("GRAPH", arguments->graph, "the graph")->required();
  app.add_option("NAME", arguments->name, "a name that is merged into another, or might be")->required();
  return [arguments] {
    Graph::open(arguments->graph);
    const auto graph = Graph::open_for_writing(arguments->graph);
    const auto snapshot = graph->snapshot();
    const std::string name = read_name(arguments->name);
    const auto id = snapshot->find(Term::name(name));
    if (!id) {
      throw Error(
          fmt::format("{}: the graph has no name '{}'; kg entities {} lists the names of all entities",
                      arguments->graph, name, arguments->graph));
    }
    if (split_off(*snapshot, *id))
      throw Error(fmt::format("{}: '{}' is an entity of its own already", arguments->graph, name));
    graph->point_name(name, name, check_stop);
    return Exit::Done;
  };
}

}  // namespace kg::tools

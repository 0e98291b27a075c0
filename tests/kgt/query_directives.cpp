// The directives of the query language.
#include <fmt/format.h>

#include <regex>
#include <sstream>

#include "kg/error.hpp"
#include "kg/facts.hpp"
#include "kg/word.hpp"
#include "query/parser.hpp"
#include "tests/kgt/compare.hpp"
#include "tests/kgt/directives.hpp"

namespace kg::kgt {
namespace {

std::string option(const Case& one, const std::string& key, const std::string& otherwise) {
  const auto found = one.options.find(key);
  return found == one.options.end() ? otherwise : found->second;
}

std::string describe(const SyntaxError& error) {
  return fmt::format("{}:{}: {}\n{}\n", error.place().line, error.place().column, error.what(),
                     error.rendered());
}

/// Loads the body as a document of facts (`name=`, else `facts`); each line is the evidence of its fact, with
/// the @confidence and
/// @extractor that it gives.
std::string load_facts(const Case& one, State& state) {
  Document document;
  document.name = option(one, "name", "facts");
  document.text = one.body;
  document.content_hash = one.body;
  const Facts facts = read_facts(one.body, document.name);
  for (const FactLine& line : facts.lines) {
    Fact fact{line.statement, {line.begin, line.end}, 1.0, "facts"};
    for (const Qualifier& key : line.at_keys) {
      if (key.key == "@confidence") fact.confidence = std::stod(key.value.text);
      if (key.key == "@extractor") fact.extractor = key.value.text;
    }
    document.facts.push_back(std::move(fact));
  }
  state.graph().load(document);
  std::string text;
  for (const Diagnostic& diagnostic : facts.diagnostics)
    text += fmt::format("{}:{}: {}\n", diagnostic.place.line, diagnostic.place.column, diagnostic.message);
  return text;
}

/// Each line `subject predicate object`: triples without a statement of their own.
std::string load_plain(const Case& one, State& state) {
  const Facts facts = read_facts(one.body, "plain");
  const TripleSource source = [&](std::size_t, const TripleSink& sink) {
    const auto view_of = [](const Term& term) { return TermView{term.kind, term.text, term.tag}; };
    for (const FactLine& line : facts.lines) {
      const auto& [subject, predicate, object, qualifiers] = line.statement;
      sink({view_of(subject), view_of(predicate), view_of(object)});
    }
  };
  state.graph().bulk_load(source, {}, {});
  return {};
}

/// Each line `alias canonical`.
std::string load_aliases(const Case& one, State& state) {
  Document document;
  document.name = option(one, "name", "aliases");
  document.text = one.body;
  document.content_hash = one.body;
  std::istringstream lines(one.body);
  for (std::string alias, canonical; lines >> alias >> canonical;)
    document.aliases.push_back({alias, canonical, "test", true});
  state.graph().load(document);
  return {};
}

/// Both evaluators must find the same statements to remove.
void demand_same_removal(query::ast::Command command, query::Context context) {
  command.dry_run = true;
  const std::string planned = query::run(command, context).facts;
  context.naive = true;
  const std::string naive = query::run(command, context).facts;
  if (planned != naive)
    throw Error(fmt::format("the two evaluators disagree\nplanned:\n{}naive:\n{}", planned, naive));
}

std::string run_one(const query::ast::Command& command, const Case& one, State& state) {
  using query::ast::CommandKind;
  if (command.kind == CommandKind::Query) return answer(command, state.graph().snapshot());
  query::Context context{.snapshot = state.graph().snapshot()};
  if (!one.options.contains("read_only")) context.writer = [&]() -> Graph& { return state.graph(); };
  if (state.graph().in_transaction()) context.transaction = &state.graph();
  if (command.kind == CommandKind::Remove) demand_same_removal(command, context);
  const query::Result result = query::run(command, context);
  // No two runs take the same time.
  std::string text = result.facts + std::regex_replace(result.text, std::regex("[0-9]+\\.[0-9]+ ms"), "N ms");
  for (const std::string& hint : result.hints()) text += "hint: " + hint + "\n";
  return text.empty() ? "ok\n" : text;
}

/// `$name=value` words of the directive line are parameters.
std::shared_ptr<query::Bindings> bindings_of(const Case& one) {
  auto bindings = std::make_shared<query::Bindings>();
  for (const auto& [name, value] : one.options)
    if (name.starts_with('$')) bindings->set(name, value);
  return bindings;
}

/// Runs each command of the body; an error is printed and ends its command.
std::string run_script(const Case& one, State& state) {
  query::Script script(one.body, "", bindings_of(one));
  std::string text;
  while (true) {
    try {
      const auto command = script.next();
      if (!command) return text;
      text += run_one(*command, one, state);
    } catch (const SyntaxError& error) {
      text += describe(error);
    }
  }
}

std::string print_trees(const Case& one, State&) {
  std::string text;
  try {
    query::Script script(one.body, "", bindings_of(one));
    while (const auto command = script.next()) text += print(*command);
  } catch (const SyntaxError& error) {
    text += describe(error);
  }
  return text;
}

/// Each line of the body by itself must be wrong; with `read_only` nothing can be written.
std::string print_errors(const Case& one, State& state) {
  std::string text;
  std::istringstream lines(one.body);
  const auto bindings = bindings_of(one);
  for (std::string line; std::getline(lines, line);) {
    try {
      query::Script script(line, "", bindings);
      while (const auto command = script.next()) run_one(*command, one, state);
      text += fmt::format("no error: {}\n", line);
    } catch (const SyntaxError& error) {
      text += describe(error);
    } catch (const Error& error) {
      text += fmt::format("{}\n", error.what());
    }
  }
  return text;
}

std::string print_complete(const Case& one, State&) {
  return query::is_complete(one.body) ? "complete\n" : "to be continued\n";
}

}  // namespace

void add_query_directives(Directives& table) {
  table["facts"] = load_facts;
  table["aliases"] = load_aliases;
  table["plain"] = load_plain;
  table["clear"] = [](const Case&, State& state) {
    state.clear();
    return std::string();
  };
  table["query"] = run_script;
  table["explain"] = run_script;
  table["parse"] = print_trees;
  table["error"] = print_errors;
  table["complete"] = print_complete;
}

}  // namespace kg::kgt

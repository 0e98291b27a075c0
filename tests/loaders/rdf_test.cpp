// What is written as RDF reads back as the same statements, in whatever pieces it comes.
#include "loaders/rdf.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "loaders/rdf/statement_lexer.hpp"
#include "tests/kg/terms.hpp"
#include "tools/rdf_output.hpp"

namespace kg::loaders {
namespace {

struct Read {
  std::multiset<Statement> statements;
  std::vector<std::string> problems;
  Prefixes prefixes;
  bool operator==(const Read&) const = default;
};

/// Reads `text` in pieces of that many bytes.
Read read(std::string_view text, RdfSyntax syntax, std::size_t piece = 1 << 20) {
  Read result;
  RdfSinks sinks;
  sinks.triple = [&](const TripleView& t) {
    result.statements.insert({t.subject.term(), t.predicate.term(), t.object.term(), {}});
  };
  sinks.statement = [&](Statement&& statement) { result.statements.insert(std::move(statement)); };
  sinks.prefix = [&](std::string_view prefix, std::string_view iri) {
    result.prefixes[std::string(prefix)] = iri;
  };
  sinks.problem = [&](Diagnostic&& problem) {
    result.problems.push_back(to_string(problem.place) + ": " + problem.message);
  };
  const auto bytes = [&](char* to, std::size_t most) {
    const std::size_t count = text.copy(to, std::min(most, piece));
    text.remove_prefix(count);
    return count;
  };
  read_rdf("a", syntax, bytes, sinks);
  return result;
}

const std::vector<std::pair<std::string, RdfSyntax>> kSyntaxes = {{"nt", RdfSyntax::NTriples},
                                                                  {"nq", RdfSyntax::NQuads},
                                                                  {"ttl", RdfSyntax::Turtle},
                                                                  {"trig", RdfSyntax::TriG}};

std::string written(const std::set<Statement>& statements, const std::string& format) {
  const auto path = std::filesystem::temp_directory_path() / ("rdf_test_" + std::to_string(::getpid()));
  tools::Output out(path.string());
  tools::RdfWriter writer(format, {{"x", "http://a.b/"}, {"", "urn:isbn:"}}, out);
  for (const Statement& statement : statements) writer.add(statement);
  writer.finish();
  out.close();
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  std::filesystem::remove(path);
  return text.str();
}

/// With what only RDF has a form for: blank nodes, named graphs, several statements of one triple.
rc::Gen<std::set<Statement>> any_statements() {
  return rc::gen::exec([] {
    std::set<Statement> all;
    const int count = *rc::gen::inRange(0, 6);
    for (int i = 0; i < count; ++i) {
      Statement one = *any_statement();
      if (*rc::gen::inRange(0, 4) == 0) one.subject = Term::iri("_:b-0123456789ab");
      if (*rc::gen::inRange(0, 4) == 0) one.qualifiers.emplace_back("graph", *any_key());
      normalise(one);
      all.insert(one);
      if (*rc::gen::inRange(0, 2) == 0) {
        one.qualifiers.clear();
        all.insert(one);
      }
    }
    return all;
  });
}

RC_GTEST_PROP(Rdf, WhatIsWrittenReadsBack, ()) {
  const auto statements = *any_statements();
  for (const auto& [format, syntax] : kSyntaxes) {
    const std::string text = written(statements, format);
    const Read found = read(text, syntax);
    RC_LOG() << text;
    for (const std::string& problem : found.problems) RC_LOG() << problem << '\n';
    RC_ASSERT(found.problems.empty());
    RC_ASSERT(found.statements == std::multiset<Statement>(statements.begin(), statements.end()));
  }
}

/// Tokens and faults with their places, a line each.
std::vector<std::string> lexed(std::string_view text, std::size_t block) {
  const ReadBytes bytes = [&](char* to, std::size_t most) {
    const std::size_t count = text.copy(to, most);
    text.remove_prefix(count);
    return count;
  };
  rdf::StatementLexer lexer(bytes, block);
  std::vector<std::string> lines;
  std::vector<rdf::Token> tokens;
  for (bool more = true; more;) {
    try {
      more = lexer.next(tokens);
      for (const rdf::Token& token : tokens)
        lines.push_back(to_string(lexer.place(token.at)) + " " + std::string(token.text));
    } catch (const rdf::BadRdf& error) {
      lines.push_back(to_string(lexer.place(error.at)) + " " + error.what());
      lines.push_back("skipped to end " + std::to_string(static_cast<int>(lexer.skip(tokens))));
    }
  }
  return lines;
}

/// Of whole and of broken texts.
RC_GTEST_PROP(Rdf, PiecesDoNotShow, ()) {
  const auto& [format, syntax] = *rc::gen::elementOf(kSyntaxes);
  std::string text = written(*any_statements(), format);
  const int wounds = *rc::gen::inRange(0, 4);
  for (int i = 0; i < wounds && !text.empty(); ++i)
    text[*rc::gen::inRange<std::size_t>(0, text.size())] =
        *rc::gen::elementOf(std::string("\n\"'<>[]().;,|{}~\\^@_:#a \xff"));
  if (syntax == RdfSyntax::Turtle || syntax == RdfSyntax::TriG)
    RC_ASSERT(lexed(text, *rc::gen::inRange<std::size_t>(1, 400)) == lexed(text, 1 << 20));
  const Read whole = read(text, syntax);
  RC_ASSERT(read(text, syntax, *rc::gen::inRange<std::size_t>(1, 20)) == whole);
}

/// A subject says in which graph its statements stand: A, B or C. A fault may cost more than its own
/// statement, but moves none.
RC_GTEST_PROP(Rdf, AFaultMovesNothingToAnotherGraph, ()) {
  const auto any = [](int most) { return *rc::gen::inRange(0, most); };
  const auto space = [&] { return any(3) == 0 ? "\n" : " "; };
  const std::vector<std::string> objects = {"<http://e/o>", "<http://e/o> {| <http://e/k> 1 |}", "42",
                                            "'a b'", "[ <http://e/q> ( 1 ) ]"};
  const std::string graphs = "-ABC", marks = "\n\"'<>[]();.,|~\\^@_:a3 \xff";
  std::string text;
  for (int i = any(12); i > 0; --i) {
    const char graph = *rc::gen::elementOf(graphs);
    const bool named = graph != '-';
    if (named) text += fmt::format("<http://e/{}> {{{}", graph, space());
    for (int count = any(3); count >= 0; --count) {
      text += fmt::format("<http://e/{}> <http://e/p>{}{}{}{}", graph, space(), *rc::gen::elementOf(objects),
                          named && count == 0 ? " " : " .", space());
    }
    if (named) text += fmt::format("}}{}", space());
  }
  for (int wounds = any(4); wounds > 0; --wounds)
    text.insert(*rc::gen::inRange<std::size_t>(0, text.size() + 1), 1, *rc::gen::elementOf(marks));
  RC_LOG() << text;
  const auto letter = [&](const std::string& iri) {
    const auto found = iri.find_first_of(graphs);
    return found == std::string::npos ? '?' : iri[found];
  };
  for (const Statement& one : read(text, RdfSyntax::TriG).statements) {
    const auto graph = std::ranges::find(one.qualifiers, Term::name("graph"), &Qualifier::key);
    if (one.subject.text.starts_with("http"))
      RC_ASSERT(letter(one.subject.text) ==
                (graph == one.qualifiers.end() ? '-' : letter(graph->value.text)));
  }
}

TEST(Rdf, ALongStatementIsReadWhole) {
  std::string text = "@prefix e: <http://e/> .\ne:s e:p ";
  for (int i = 0; i < 200'000; ++i) text += (i == 0 ? "e:o" : " , e:o") + std::to_string(i);
  const Read found = read(text + " .\ne:s e:q 1 .", RdfSyntax::Turtle, 70'000);
  EXPECT_TRUE(found.problems.empty());
  EXPECT_EQ(found.statements.size(), 200'001u);
}

TEST(Rdf, AFaultCostsOneStatement) {
  const Read found = read(
      "<http://e/s> <http://e/p> 1 .\n"
      "<http://e/s> <http://e/p> \"open .\n"
      "<http://e/s> <http://e/p> 2 .\n"
      "<http://e/s> <http://e/p> .\n"
      "<http://e/s> <http://e/p> 3 .\n"
      "<http://e/s> <http://e/p> <http://e/ o> .\n"
      "<http://e/s> <http://e/p> 4 .\n"
      "<http://e/s> <http://e/p> 5",
      RdfSyntax::Turtle);
  EXPECT_EQ(found.statements.size(), 4u);
  EXPECT_EQ(found.problems,
            (std::vector<std::string>{
                "a:2:27: expected a closing \" before the end of the line",
                "a:4:27: expected an object (an IRI, a blank node or a literal), found `.`",
                "a:6:37: expected `>` at the end of the IRI, found a space",
                "a:8:28: expected `.` at the end of the statement, found the end of the file"}));
}

TEST(Rdf, ACarriageReturnAloneHidesNothing) {
  const Read found = read(
      "<http://e/s> <http://e/p> <http://e/a> .\r\n"
      "<http://e/s> <http://e/p> <http://e/b> .\r<http://e/s> <http://e/p> <http://e/c> .\n",
      RdfSyntax::NTriples);
  EXPECT_EQ(found.statements.size(), 1u);
  EXPECT_EQ(found.problems.size(), 1u);
  const Read behind =
      read("<http://e/s> <http://e/p> <http://e/a> . # one\r<http://e/s> <http://e/p> <http://e/b> .\n",
           RdfSyntax::NTriples);
  EXPECT_EQ(behind.problems.size(), 1u);
  const Read turtle =
      read("<http://e/s> <http://e/p> <http://e/a> . # one\r<http://e/s> <http://e/p> <http://e/b> .\n",
           RdfSyntax::Turtle);
  EXPECT_EQ(turtle.statements.size(), 2u);
}

TEST(Rdf, WhatIsSaidFarBehindItsTripleIsReported) {
  std::string text;
  for (int i = 0; i < 70'000; ++i)
    text += fmt::format(
        "_:r{0} <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( <http://e/s> <http://e/p> \"{0}\" "
        ")>> .\n"
        "_:r{0} <http://e/k> \"{0}\" .\n",
        i);
  text += "_:r9999 <http://e/l> \"near\" .\n_:r7 <http://e/l> \"far\" .\n";
  for (const RdfSyntax syntax : {RdfSyntax::NTriples, RdfSyntax::Turtle}) {
    const Read found = read(text, syntax);
    EXPECT_EQ(found.statements.size(), 70'000u);
    ASSERT_EQ(found.problems.size(), 1u);
    EXPECT_TRUE(found.problems.front().starts_with("a:140002:1: ")) << found.problems.front();
    EXPECT_EQ(
        std::ranges::count(found.statements, 2u, [](const Statement& s) { return s.qualifiers.size(); }), 1);
  }
}

TEST(Rdf, BlankNodesAreOfTheirDocument) {
  std::string here, there;
  for (const char* name : {"a", "b"}) {
    RdfSinks sinks;
    sinks.triple = [&](const TripleView& t) { (here.empty() ? here : there) = t.subject.text; };
    std::string_view text = "_:x <http://e/p> 1 .";
    read_rdf(
        name, RdfSyntax::Turtle,
        [&](char* to, std::size_t most) {
          const std::size_t count = text.copy(to, most);
          text.remove_prefix(count);
          return count;
        },
        sinks);
  }
  EXPECT_TRUE(here.starts_with("_:x-"));
  EXPECT_NE(here, there);
}

}  // namespace
}  // namespace kg::loaders

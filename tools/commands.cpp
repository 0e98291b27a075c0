#include "tools/commands.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <thread>

#include "kg/bulk.hpp"
#include "tools/usage.hpp"

namespace kg::tools {
namespace {

constexpr std::array kCommands = {
    Command{
        "load", "read documents into a graph",
        "Files that end in .txt and .md are read as English, .facts and .jsonl hold statements as they "
        "are, .nt, .nq, .ttl and\n"
        ".trig hold RDF (loaders/RDF.md); any may be compressed (.gz, .zst). A folder is read with all "
        "below it. A document that the\n"
        "graph holds unchanged is skipped, a changed one replaces what it said before; of changed RDF, new "
        "triples are added. What\n"
        "cannot be read is reported and the rest is loaded; the exit code is then 1.\n\n"
        "  kg load news.kg articles/ more.txt --date 2025-11-02\n"
        "  kg load wiki.kg dump.nt.zst --memory 4GiB",
        declare_load},
    Command{"query", "ask a graph questions",
            "A query is a fact with holes: names that begin with ? are what is asked for, a line without "
            "holes is answered yes or no.\n"
            "QUERY - reads the queries from standard input. query/LANGUAGE.md has the language, and what a "
            "script may say beside\n"
            "queries: prefix, assert, profile, and dot commands such as .read FILE (.help in the shell lists "
            "them).\n\n"
            "  kg query news.kg 'China suspended ?what duration=?how_long'\n"
            "  kg query news.kg 'why China suspended ?what'\n"
            "  kg query news.kg 'China suspended ?what @source=?document @quote=?sentence' --format jsonl\n"
            "  kg query news.kg '$who suspended ?what' --param who=China --timeout 5 --memory 512MB\n"
            "  kg query news.kg -f questions.kgq",
            declare_query},
    Command{
        "shell", "ask questions one after another (kg GRAPH does the same)",
        "Where standard input is no terminal, it is run as a script. In the shell, .help tells more; .param, "
        ".timeout, .memory,\n"
        ".format and .timer change what the options set.\n\n"
        "  kg news.kg\n"
        "  kg shell news.kg --no-bail < questions.kgq",
        declare_shell},
    Command{"export", "write a graph, or a part of it, as a picture or as statements",
            "Formats: dot (Graphviz's language), svg and png (drawn by Graphviz), facts and jsonl, and RDF: "
            "nt, nq, ttl and trig, with\n"
            "qualifiers as annotations (these load again). Without --format the ending of FILE decides, and "
            "facts where there is none.\n\n"
            "  kg export news.kg --around China --depth 2 -o china.svg\n"
            "  kg export news.kg --format jsonl > facts.jsonl\n"
            "  kg export news.kg -o news.ttl",
            declare_export},
    Command{"extract", "read documents and print their facts, without a graph",
            "A filter: documents in, facts out. --stage shows a step of the way from text to facts. --shard "
            "spreads a folder over machines:\n"
            "the n shards together hold every document once.\n\n"
            "  kg extract article.txt\n"
            "  kg extract articles/ --shard 1/8 --format jsonl > part1.jsonl\n"
            "  echo 'China controls 70% of mining.' | kg extract - --stage tree",
            declare_extract},
    Command{"stats", "count what a graph holds", "", declare_stats},
    Command{"check", "read all of a graph and report what is wrong with it",
            "Prints a line for each fault; the exit code is then 3.", declare_check},
    Command{"compact", "write a graph anew, smaller and faster",
            "After many changes, reads and writes all of it, in one step: ended early, the graph is as it "
            "was. It "
            "needs room on the\n"
            "disk for a second copy meanwhile.\n\n"
            "  kg compact news.kg --memory 512MB",
            declare_compact},
    Command{
        "forget", "remove a document and what rests on it alone",
        "DOCUMENT is its name as `kg stats GRAPH --documents` prints it. Triples of RDF rest on no document; "
        "`-` removes them.\n\n"
        "  kg forget news.kg articles/draft.txt\n"
        "  kg query news.kg '- ?s <http://a.b/p> ?o'",
        declare_forget},
    Command{"entities", "list what a graph speaks of, and under which names",
            "A line for each entity, the most used first: name, number of uses, and other names to ask for "
            "it by. With NAME, a "
            "line for each\n"
            "of its names: what it does (merged: its statements are the entity's; alias: it only serves "
            "asking; apart: split off "
            "by hand),\n"
            "why, and the document that says so (asserted: decided by hand). What is doubtful is listed and "
            "not merged.\n\n"
            "  kg entities news.kg\n"
            "  kg entities news.kg United_States\n"
            "  kg entities news.kg --doubtful",
            declare_entities},
    Command{"alias", "decide that two names mean one entity",
            "Statements about the first name become statements about the second, also those of documents "
            "loaded later. Evidence "
            "keeps the\n"
            "name as its document has it, so that `kg split` undoes this.\n\n"
            "  kg alias news.kg Bessent = Scott_Bessent",
            declare_alias},
    Command{"split", "decide that a name means an entity of its own",
            "Undoes a merge, whether documents or `kg alias` made it, and settles a doubt; `kg alias` undoes "
            "this.\n\n"
            "  kg split news.kg Bessent",
            declare_split},
};

/// Nothing, or what is wrong with a date.
std::string check_date(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const auto read = [&](std::size_t from, std::size_t count, auto& number) {
    const auto [end, error] = std::from_chars(text.data() + from, text.data() + from + count, number);
    return error == std::errc{} && end == text.data() + from + count;
  };
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' && read(0, 4, year) &&
                      read(5, 2, month) && read(8, 2, day);
  using namespace std::chrono;
  const bool exists =
      shaped &&
      year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)).ok();
  return exists ? "" : "expected a day as YYYY-MM-DD, but found '" + text + "'";
}

}  // namespace

std::span<const Command> commands() {
  return kCommands;
}

CLI::Option* add_date(CLI::App& app, std::string& date) {
  return app
      .add_option("--date", date,
                  "the date of documents that do not say theirs, YYYY-MM-DD; \"last month\" counts from it")
      ->type_name("DAY")
      ->check(CLI::Validator(check_date, ""));
}

CLI::Option* add_fast(CLI::App& app, bool& fast) {
  return app.add_flag("--fast", fast, "read English twice as fast, with somewhat more mistakes");
}

CLI::Option* add_min_confidence(CLI::App& app, double& least) {
  return app
      .add_option("--min-confidence", least,
                  "leave out what is less certain: with 0.6 about four of five statements are right")
      ->type_name("X")
      ->check(fraction());
}

CLI::Option* add_jobs(CLI::App& app, std::size_t& jobs) {
  jobs = std::max(1U, std::thread::hardware_concurrency());
  return app.add_option("-j,--jobs", jobs, "documents read at the same time; the result is the same")
      ->type_name("N")
      ->check(whole_number(1, 256));
}

CLI::Option* add_memory(CLI::App& app, std::string& memory) {
  memory = "1GiB";
  return app
      .add_option("--memory", memory,
                  "memory for sorting triples; more of them go through files: 512MB, 2GiB")
      ->type_name("SIZE")
      ->check(size(kLeastBulkMemory));
}

}  // namespace kg::tools

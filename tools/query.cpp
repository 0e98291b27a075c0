// `kg query`: one question, or scripts of them from files.
#include "tools/commands.hpp"
#include "tools/session.hpp"
#include "tools/session_options.hpp"

namespace kg::tools {

Run declare_query(CLI::App& app) {
  struct Arguments {
    std::string graph, query;
    std::vector<std::string> files;
    SessionArguments session;
  };
  const auto arguments = std::make_shared<Arguments>();
  app.add_option("GRAPH", arguments->graph, "the graph")->required();
  app.add_option("QUERY", arguments->query, "what to ask; - reads it from standard input");
  app.add_option("-f,--file", arguments->files,
                 "run the script in this file, - for standard input; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  add_session_options(app, arguments->session);
  return [arguments] {
    if (arguments->query.empty() == arguments->files.empty()) {
      throw Error("expected a QUERY or -f FILE, and not both (kg help query tells more)", Exit::Usage);
    }
    Output out;
    Session session(arguments->graph, arguments->session.options(), out);
    bind_parameters(arguments->session.parameters, *session.bindings);
    Exit exit = Exit::Done;
    if (arguments->files.empty() && arguments->query != "-") {
      exit = session.run(arguments->query, "query");
    } else {
      const auto files = arguments->files.empty() ? std::vector<std::string>{"-"} : arguments->files;
      for (const auto& file : files) {
        if (session.finished || (exit != Exit::Done && session.options.bail)) break;
        const auto code = session.read(file);
        if (exit == Exit::Done) exit = code;
      }
    }
    session.finish(exit);
    return exit;
  };
}

}  // namespace kg::tools

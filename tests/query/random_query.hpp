// Random facts and random queries over one small vocabulary, as text: so small that patterns meet, and with
// every construct of the language. Seeded: the same seed gives the same text everywhere (no std distribution
// is used).
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "query/bindings.hpp"

namespace kg::query {

class RandomText {
 public:
  explicit RandomText(std::uint32_t seed) : random_(seed) {}

  /// Lines of a `.facts` file; some repeat what earlier lines and files said.
  std::string facts(std::size_t count);
  /// Lines `subject predicate object` for the directive `plain`, of what the facts so far have.
  std::string plain(std::size_t count);
  /// What the parameters and prefixes of the queries stand for.
  static std::shared_ptr<Bindings> bindings();
  /// One query.
  std::string query();
  /// What `-` would remove.
  std::string removal();

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  bool chance(std::size_t percent) { return below(100) < percent; }
  const std::string& one_of(const std::vector<std::string>& words) { return words[below(words.size())]; }

  std::string entity();
  std::string value();
  std::string key();
  std::string variable();
  std::string known_variable();
  std::string asked_entity();
  std::string asked_value();
  std::string subject();
  std::string predicate();
  std::string path(int depth);
  std::string object();
  std::string qualifier();
  std::string qualifiers();
  std::string pattern();
  std::string circle();
  std::string call();
  std::string sum();
  std::string shortest(const std::string& patterns);
  std::string condition(int depth);
  std::string items(int depth);
  std::string group(int depth);
  std::string tail();
  std::string counted();

  std::mt19937 random_;
  std::vector<std::string> statements_;  ///< of all facts so far
  std::vector<std::string> used_;        ///< variables of the query so far
};

}  // namespace kg::query

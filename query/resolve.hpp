// From names as written to what a graph has under them: ids of entities, of predicates by inflection, of
// keys, of values in any unit. Remembers one hint for the first name that the graph does not know. One per
// query; not for several threads.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "kg/graph.hpp"
#include "query/expression.hpp"

namespace kg::query {

class Resolver final : public Names {
 public:
  explicit Resolver(const Snapshot& snapshot) : snapshot_(snapshot) {}

  /// Ids of a subject, an object or a qualifier's value; sorted, disjoint. Empty: the graph knows no such
  /// thing.
  std::vector<IdRange> terms(const ast::Operand& operand);
  /// Ids of the predicates that are asked for: forms of one verb of like modality, every form for `~verb`,
  /// one for `'exact'`.
  std::vector<IdRange> predicates(const ast::Operand& operand);
  /// Ids of a qualifier's key.
  std::vector<IdRange> keys(const ast::Operand& operand);

  /// What a bare name may mean beside a variable, which may stand for an entity, a predicate or a key: all of
  /// them.
  const std::vector<Term>& meanings(const std::string& name) override;

  /// Says so where several entities bear a bare name.
  void tell_namesakes(const ast::Operand& operand);
  /// Says so where a bare name of the question, spelled as it is, also stands in the graph in another case:
  /// for an answer without a row.
  void tell_other_cases();
  /// A hint about something else than names.
  void note(std::string what) { hint(std::move(what), {}); }
  /// Notes that a document is unknown.
  void miss_document(const std::string& name);
  const std::vector<std::string>& hints() const { return hints_; }

 private:
  std::vector<Id> predicates_named(const ast::Operand& operand) const;
  std::vector<Id> keys_named(const ast::Operand& operand) const;
  void miss_name(const ast::Operand& operand);
  /// Hints at a qualifier of that name; false if there is none.
  bool miss_key(const std::string& what, const ast::Operand& operand);
  void miss_predicate(const ast::Operand& operand);
  void hint(std::string what, const std::vector<std::string>& nearby);

  const Snapshot& snapshot_;
  std::map<std::string, std::vector<Term>> meanings_;
  std::map<std::string, std::vector<Id>> found_;  ///< for bare names
  std::vector<std::string> hints_;
};

}  // namespace kg::query

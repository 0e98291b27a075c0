// The syntax tree into the algebra. One class, in six files: groups (groups.cpp), patterns with their
// qualifiers (patterns.cpp) and the day for which they are asked (as_of.cpp), ways (ways.cpp), what stands
// behind them: results and expressions (results.cpp), and what rows rest on (provenance.cpp). Optional parts
// apply to what stands before them; `not` and conditions to their whole group, wherever they stand in it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "query/algebra.hpp"

namespace kg::query::translation {

using namespace ast;

/// The variables of one group that ends in `return`, or of the whole query.
struct Scope {
  std::map<std::string, Var> vars;
  std::set<std::string> in_patterns;
  std::vector<Var> visible;   ///< in order of appearance; not those of `not`
  std::vector<Trace> traces;  ///< where traced: of each pattern that a row may rest on
};

struct Negated;

/// What a group asks of its rows besides its patterns: `optional` and `not` let it see the rows outside.
struct Conditions {
  std::vector<Expression> filters;
  std::vector<Negated> nots;
};

/// A negated part, and the conditions of its own group.
struct Negated {
  Node part;
  Conditions conditions;
};

/// A node with one child.
Node wrap(NodeKind kind, Node child);

class Translator {
 public:
  explicit Translator(const Command& command) : command_(command) {}

  Algebra run();
  /// The statements behind the answers alone.
  Algebra run_for_statements();

 private:
  /// What the qualifiers of one bracket (or all the required ones) ask: leaves and conditions between
  /// variables.
  struct Demands {
    std::vector<Leaf> leaves;
    std::vector<Expression> filters;
  };

  [[noreturn]] void fail(const Expr& expr, const Said& message) const;
  Var hidden(std::string_view prefix);
  Var variable(const std::string& name, Scope& scope);
  Var pattern_variable(const std::string& name, Scope& scope);
  static void show(Var var, Scope& scope);

  // ---- groups ----

  /// Puts what stands on the left side of an optional or a negated part.
  static void attach(Node& current, NodeKind kind, Node right, Conditions conditions);
  static void drop(Node& current, std::vector<Negated> nots);
  /// The items between the commas. Where `hoisted` is given, the group's own conditions go there.
  Node group(const Query& query, Scope& scope, Conditions* hoisted);
  /// Ways hold for the whole group, like conditions, and go to `ways`.
  void item(const Item& item, Scope& scope, Node& current, std::vector<Leaf>& ways, Conditions& conditions);
  /// A pattern, a group or a union that stands for itself.
  Node operand(const Item& item, Scope& scope, Conditions* hoisted);
  /// A group with a tail. With `return`, only what it returns is seen outside: all other variables are its
  /// own.
  Node subquery(const Query& inner, Scope& outer);

  // ---- patterns ----

  Slot slot(const Operand& operand, Scope& scope);
  static void append_leaf(Node& node, Leaf leaf);
  void pattern(const Pattern& pattern, Scope& scope, Node& current, Conditions& conditions);
  /// Sequences become joins, alternatives unions, inverses turned patterns; repetitions stay (SPARQL 1.1,
  /// section 18.2.2.4).
  void link(const Slot& subject, const Path& path, const Slot& object, Scope& scope, Node& current,
            std::vector<Negated>& nots);
  void bind_statement(Leaf& leaf, const QualifierGroup& group, const Qualifier& qualifier, Scope& scope);
  Demands demands(const std::vector<QualifierGroup>& groups, Mode mode, Var statement, Var record,
                  Scope& scope);
  Leaf qualifier_leaf(const Qualifier& qualifier, Var statement, Scope& scope,
                      std::vector<Expression>& filters);
  EvidencePart evidence_part(const Qualifier& qualifier, Scope& scope, std::vector<Expression>& filters);
  bool speaks_of_variables(const Qualifier& qualifier) const;
  Expression comparison(const Qualifier& qualifier, Var left, Scope& scope);

  // ---- as of (as_of.cpp) ----

  /// Drops a statement that has not begun, or is over, on the date asked for: negated parts, made of its
  /// qualifiers.
  void require_holding(Var statement, std::vector<Negated>& nots);
  Leaf time_leaf(Var statement, const std::vector<std::string_view>& keys) const;

  // ---- ways (ways.cpp) ----

  Leaf shortest(const Item& item, Scope& scope);
  /// Fails where an end of ways is a variable that what stands around it may leave open: `outside`, and the
  /// rest of its join.
  void check_ends(const Node& node, const std::vector<Var>& outside) const;

  // ---- return, having, order by, limit ----

  Node query(const Query& query, Scope& scope, std::vector<Var>& columns, std::vector<std::string>& names);
  Node returned(const Query& query, Scope& scope, Node node, std::vector<Var>& columns,
                std::vector<std::string>& names, std::vector<SortKey>& keys);
  /// `x`, `x_2`: of columns that are called alike, all but the first get a number that no other has.
  void tell_columns_apart();
  static Node extend(Node child, Var var, Expression value);
  void require_grouped(const Expression& value, const std::set<Var>& known, const Expr& place) const;

  // ---- what rows rest on ----

  /// Hands what the grouped rows rest on to the row of their group.
  void gather_traces(Node& group, Scope& scope);
  /// The rows of a group of all `columns`: `distinct`, with what each row rests on.
  Node distinct(Node node, const std::vector<Var>& columns, Scope& scope);
  /// A row for each statement that a row rests on, and each just once.
  Node unfolded(Node node, std::vector<Var> columns, const Scope& scope, const Trace& trace);
  void why(Scope& scope);
  void about(Scope& scope);
  void compare();

  // ---- expressions ----

  Expression expression(const Expr& expr, Scope& scope);
  void use(const Operand& variable) { uses_.push_back({variable, nots_ > 0}); }
  void require_no_open() const;
  /// The only column is a statement, each once.
  void show_statements_only(Node node, Var statement);
  /// Notes which of the variables used since the last call are always open: seen by no pattern of the scope,
  /// nor named by an earlier column.
  void check_uses(const Scope& scope, const std::set<std::string>& columns);

  const Command& command_;
  Algebra algebra_;
  std::map<Var, Operand> ends_;  ///< variables at the ends of ways
  /// A variable of a condition or a result.
  struct Use {
    Operand operand;
    bool in_not = false;
  };

  std::set<std::string> pattern_names_;  ///< variables that some pattern of the command binds
  std::vector<Use> uses_;                ///< of the scope at hand, not yet checked
  std::vector<Operand> open_;            ///< uses of variables that nothing binds where they stand
  std::vector<Aggregate> aggregates_;
  Var first_statement_ = kNoVar;  ///< of a removal
  bool grouping_ = false;         ///< aggregates are taken out of the expression at hand
  std::optional<Operand> as_of_;  ///< of the group at hand, or of one around it
  int nots_ = 0;                  ///< negated parts around the pattern at hand
  int hidden_count_ = 0;
  bool traced_ = false;  ///< rows keep what they rest on
};

}  // namespace kg::query::translation

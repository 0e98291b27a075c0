// What a query means, after SPARQL 1.1's algebra (section 18): a tree of operations on bags of rows, where a
// row gives terms to some variables. translate() makes it of the syntax tree; the naive evaluator
// (naive/evaluator.hpp) runs it as it stands, the planner (plan.hpp) turns it into operators. It knows no
// graph: names are as written.
//
// A pattern is one leaf for its statement and one for each qualifier, joined by a hidden variable for the
// statement.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/ast.hpp"

namespace kg::query {

struct Function;

using Var = std::uint32_t;
inline constexpr Var kNoVar = 0xFFFFFFFF;

/// Names of the variables; hidden ones begin with `.`: `.s0` a statement, `.e0` a record of evidence, `.v0` a
/// value, `.p0` what stands between the steps of a path.
struct Variables {
  std::vector<std::string> names;
  Var add(std::string name) {
    names.push_back(std::move(name));
    return static_cast<Var>(names.size() - 1);
  }
};

/// A place of a leaf: a variable, anything (`var` is kNoVar, no constants), or any one of some constants.
struct Slot {
  Var var = kNoVar;
  std::vector<ast::Operand> constants;
  bool is_variable() const { return var != kNoVar; }
  bool is_any() const { return var == kNoVar && constants.empty(); }
};

/// A comparison that a qualifier's value, or a part of a record of evidence, must pass.
struct Test {
  ast::Compare compare = ast::Compare::Equal;
  std::vector<ast::Operand> values;  ///< one; for `in (…)` perhaps several
};

/// How the ways of `shortest` go: through these predicates, forward from a statement's subject to its object
/// and the names among its qualifiers, or backward; in `least` to `most` steps.
struct Via {
  std::vector<ast::Operand> forward, backward;  ///< `_`: any
  std::uint32_t least = 1, most = ast::kDefaultSteps;
  bool numbered = false;  ///< bound is the number of the way, from 1, instead of the way
};

enum class LeafKind : std::uint8_t {
  Statement,  ///< subject, predicate, object; `statement` if its id is needed
  Qualifier,  ///< subject: the statement's variable; predicate: the key; object: the value
  Evidence,   ///< records of the statement's evidence: `parts`
  Walk,       ///< each pair of subject and object that `path`, a repetition, links, once
  Ways,  ///< the shortest ways from subject to object through `via`; the predicate's variable is bound to the
         ///< way, `statement` to the set of its statements
};

/// What `@source` and its like ask of a record. `var` or a test or both.
struct EvidencePart {
  enum class Key : std::uint8_t { Source, Quote, Begin, End, Confidence, Extractor } key = Key::Source;
  Var var = kNoVar;
  std::optional<Test> test;
};

/// What a leaf makes of plain triples, which have no statement of their own.
enum class Plain : std::uint8_t {
  Open,     ///< they match, and leave its `statement` open
  Named,    ///< they match, and `statement` is the triple: where it is asked what rows rest on
  LeftOut,  ///< they do not match: `@id`
};

struct Leaf {
  LeafKind kind = LeafKind::Statement;
  Slot subject, predicate, object;
  Var statement = kNoVar;             ///< of `Statement` and `Evidence`
  Plain plain = Plain::Open;          ///< of `Statement`
  std::optional<Test> test;           ///< of a qualifier's value
  ast::Path path;                     ///< of `Walk`
  std::optional<ast::Operand> as_of;  ///< of `Walk` and ways: the date on which each statement holds
  std::vector<EvidencePart> parts;    ///< of evidence
  Var record = kNoVar;                ///< of evidence: the record itself, where several leaves speak of one
  std::optional<Via> via;             ///< of ways
  /// True where one match is as good as many: a leaf that binds nothing but its statement is a condition, and
  /// multiplies no rows.
  bool is_condition() const;
  /// True for what no scan lists, evidence and ways: it is looked up for rows that bind what is `needed()`.
  bool is_looked_up() const { return kind == LeafKind::Evidence || kind == LeafKind::Ways; }
  /// The statement of evidence, the ends of ways.
  std::vector<Var> needed() const;
  /// The variables that it binds, each once.
  std::vector<Var> variables() const;
};

/// An expression over variables. `operand` of a constant; `var` of a variable.
struct Expression {
  ast::ExprKind kind = ast::ExprKind::Operand;
  Var var = kNoVar;
  ast::Operand operand;
  ast::Compare compare = ast::Compare::Equal;
  const Function* function = nullptr;  ///< of a call (values/functions.hpp)
  std::vector<Expression> args;
};

struct Aggregate {
  std::string function;
  bool star = false;
  bool distinct = false;
  Expression argument;          ///< not of `count(*)`
  std::string separator = " ";  ///< of `group_concat`
  Var result = kNoVar;
};

struct SortKey {
  Expression expression;
  bool descending = false;
};

/// How a row shows what it rests on: variables of a statement, or of a set of them (statement_set.hpp), and
/// of one record of its evidence if the row is about a record; both may be unbound.
struct Trace {
  Var statement = kNoVar;
  Var record = kNoVar;
};

enum class NodeKind : std::uint8_t {
  Join,      ///< `leaves` and `children`; nothing at all is one empty row
  LeftJoin,  ///< children: left, right, negations; `filters` see both sides. Negations are `AntiJoin`s that
             ///< have the row of both sides as their left side; they too must let it pass (SPARQL 1.1,
             ///< section 18.6: a filter of an optional part, `not exists`, sees the whole row)
  AntiJoin,  ///< the same children; rows of the left that go with no row of the right
  Union,
  Filter,    ///< one child; all `filters` must hold
  Extend,    ///< one child; `var` := `filters[0]`, unbound where that fails
  Group,     ///< one child; keys `vars`, `aggregates`
  Sort,      ///< one child; `keys`, ties by `vars` in their order
  Project,   ///< one child; only `vars`, in order
  Distinct,  ///< one child; the first of each
  Slice,     ///< one child; `offset`, `limit`
  Unfold,    ///< one child; a row for each statement that `traces` name: `trace`; one with `#0` if there is
             ///< none
};

struct Node {
  NodeKind kind = NodeKind::Join;
  std::vector<Leaf> leaves;
  std::vector<Node> children;
  std::vector<Expression> filters;
  Var var = kNoVar;
  std::vector<Var> vars;
  std::vector<Aggregate> aggregates;
  std::vector<SortKey> keys;
  std::vector<Trace> traces;
  Trace trace;
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> limit;
};

/// A query ready to be run: its operations, its variables, and its columns in order.
struct Algebra {
  Node root;
  Variables variables;
  std::vector<Var> columns;
  std::vector<std::string> column_names;
  bool is_ground = false;           ///< no named variable and no `return`: yes or no
  Var fact = kNoVar;                ///< a column of statements that are shown as facts
  std::size_t grouped_columns = 0;  ///< leading columns in which rows that belong together agree
  Var first_statement = kNoVar;     ///< of a removal: the statement of the first pattern
};

/// Variables that a row of this node may bind, sorted; and those that it always binds.
std::vector<Var> variables_of(const Node& node);
std::vector<Var> certain_variables_of(const Node& node);
/// Variables that an optional or negated part may ask of the rows before it, sorted.
std::vector<Var> variables_asked(const Node& part);
/// Variables that an expression speaks of, sorted.
std::vector<Var> variables_of(const Expression& expression);

/// Throws `SyntaxError` for what only the whole query shows: a name after `as` that is taken, a value neither
/// grouped nor aggregated.
Algebra translate(const ast::Command& command);
/// The statements that a question's answers rest on, as its only column.
Algebra translate_statements(const ast::Command& command);

/// One operation a line, indented.
std::string print(const Algebra& algebra);
std::string print(const Leaf& leaf, const Variables& variables);
std::string print(const Expression& expression, const Variables& variables);
/// As it was written.
std::string print(const ast::Operand& operand);
std::string print(const ast::Path& path);
std::string_view print(ast::Compare compare);

}  // namespace kg::query

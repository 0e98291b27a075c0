// A command as it was written: what the parser hands on and the translator (algebra.hpp) reads. Plain
// structs, no Boost. `at` and `length` are bytes of the script that the command was cut from
// (`Command::source`), so that later stages can still point with a caret. LANGUAGE.md has the grammar.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kg/term.hpp"

namespace kg {
class Said;
}

namespace kg::query {

/// A script and its name, kept alive by the commands that were cut from it.
struct Source {
  std::string file;
  std::string text;
};

/// Throws the `SyntaxError` of a message (messages.hpp) about bytes [at, at + length) of a source.
[[noreturn]] void fail_at(const Source& source, std::size_t at, std::size_t length, const Said& message);

namespace ast {

/// What may fill a hole or be compared.
enum class OperandKind : std::uint8_t {
  Variable,   ///< `?name`; `term.text` is the name
  Any,        ///< `_`
  Name,       ///< a bare name: found through aliases, case and inflection
  ExactName,  ///< `'name'`
  Root,       ///< `~verb`: every form of a verb; predicates only
  Value,      ///< a literal, a string or an IRI
  Evidence,   ///< `@source` and its like: keys only
};

struct Operand {
  OperandKind kind = OperandKind::Any;
  Term term;
  std::size_t at = 0;
  std::size_t length = 0;
};

enum class Compare : std::uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, In };

/// `key compare value`; `key in (a, b)` has several values, all others one.
struct Qualifier {
  Operand key;
  Compare compare = Compare::Equal;
  std::vector<Operand> values;
};

enum class Mode : std::uint8_t { Required, Optional, Not };

/// `key=value`, `optional key=value`, `not [key=value key=value]`.
struct QualifierGroup {
  Mode mode = Mode::Required;
  std::vector<Qualifier> qualifiers;
};

enum class PathKind : std::uint8_t {
  Step,          ///< one predicate
  Inverse,       ///< `^a`: from object to subject
  Sequence,      ///< `a/b`: one after the other
  Alternatives,  ///< `a|b`: any of them
  Repeat,        ///< `a+`, `a*`, `a?`, `a{1,3}`
};

/// What links subject and object: a predicate, or a way over several statements. `parts`: two or more of a
/// sequence and of alternatives, one of an inverse and of a repetition.
struct Path {
  PathKind kind = PathKind::Step;
  Operand predicate;  ///< of a step
  std::vector<Path> parts;
  std::uint32_t least = 1;            ///< steps of a repetition; at most kMostSteps
  std::optional<std::uint32_t> most;  ///< of a repetition; none: no end
  std::size_t at = 0;
  std::size_t length = 0;

  bool is_step() const { return kind == PathKind::Step; }
  /// A statement, as it stands or turned: what qualifiers can speak of.
  bool is_single() const { return is_step() || (kind == PathKind::Inverse && parts.front().is_single()); }
};

/// The greatest number in `{m,n}`.
inline constexpr std::uint32_t kMostSteps = 1000;
/// How far `shortest` looks where it is not told.
inline constexpr std::uint32_t kDefaultSteps = 6;
/// How far `how` looks, and how many ways it shows where it is not told.
inline constexpr std::uint32_t kHowSteps = 4;
inline constexpr std::uint64_t kHowWays = 3;

/// A fact with holes.
struct Pattern {
  Operand subject;
  Path path;
  Operand object;
  std::vector<QualifierGroup> groups;
};

enum class ExprKind : std::uint8_t { Operand, Not, And, Or, Compare, Add, Subtract, Multiply, Divide, Call };

/// A filter, or a returned value. `args`: two for `Compare` (for `in` one and the members), `And`, `Or` and
/// arithmetic.
struct Expr {
  ExprKind kind = ExprKind::Operand;
  Operand operand;
  Compare compare = Compare::Equal;
  std::string function;   ///< of a call, lower case
  bool distinct = false;  ///< `count(distinct ?x)`
  bool star = false;      ///< `count(*)`
  std::vector<Expr> args;
  std::size_t at = 0;
  std::size_t length = 0;
};

struct Query;

enum class ItemKind : std::uint8_t { Pattern, Shortest, Group, Union, Optional, Not, Filter };

/// One of the things between the commas. `items`: the alternatives of a union, the one thing of `optional`
/// and `not`.
struct Item {
  ItemKind kind = ItemKind::Pattern;
  Pattern pattern;           ///< of `shortest` too: its ends, and as path what its ways are made of
  Operand via;               ///< of `shortest`
  std::vector<Query> group;  ///< one, for `Group`
  std::vector<Item> items;
  Expr filter;
};

struct ReturnItem {
  Expr expr;
  std::string name;  ///< of the column: the variable, what follows `as`, or the text itself
  bool renamed = false;
  std::size_t at = 0;  ///< of the name after `as`
  std::size_t length = 0;
};

struct Return {
  bool distinct = false;
  std::vector<ReturnItem> items;  ///< none: all variables
};

struct OrderKey {
  Expr expr;
  bool descending = false;
};

struct Query {
  std::vector<Item> items;
  std::optional<Operand> as_of;  ///< a date: what held then
  std::optional<Return> returned;
  std::optional<Expr> having;
  std::vector<OrderKey> order;
  std::optional<std::uint64_t> limit;
  std::uint64_t offset = 0;
  std::size_t at = 0;    ///< where it begins
  std::size_t tail = 0;  ///< where what stands behind its items does
};

enum class CommandKind : std::uint8_t {
  Query,
  Add,
  Remove,
  Forget,
  Begin,
  Commit,
  Rollback,
  Explain,
  Profile,
  Assert,
  Prefix
};

/// What a question asks for.
enum class Question : std::uint8_t {
  Rows,     ///< the rows of its query
  Why,      ///< `why`: for each row the statements that it rests on, and their evidence
  About,    ///< `about`: what is said of a thing
  Compare,  ///< `compare`: what two things have in common, and what not
  How,      ///< `how`: as `why`, the ways between two things, which are numbered
};

struct Command {
  CommandKind kind = CommandKind::Query;
  bool dry_run = false;                ///< of `Add`, `Remove` and `Forget`: say what it would do
  Question question = Question::Rows;  ///< of `Query`, `Explain` and `Profile`
  Query query;                  ///< of all kinds that ask; the fact of `+` is its only item; of `About`,
                                ///< `Compare` and `How` only limit and offset
  std::vector<Operand> things;  ///< of `About` one, of `Compare` and `How` two
  std::string document;         ///< of `Forget`; of `Prefix` the address
  std::string prefix;           ///< of `Prefix`: its name, without the colon
  std::shared_ptr<const Source> source;
  std::size_t at = 0;  ///< the command's own bytes of the source
  std::size_t length = 0;
  std::chrono::nanoseconds parsing{};  ///< how long it took to read
};

/// The tree as text, one node a line, indented by two spaces a level.
std::string print(const Command& command);

}  // namespace ast
}  // namespace kg::query

// Every error of the language, in tables: what breaks the grammar (kSyntax), what to write instead
// (kHint, behind a colon), what is well-formed and yet means nothing (kMeaning), and what ends a run (kRun).
// A new error is a line here, a line in LANGUAGE.md's section on errors, and a case of a corpus: fail_at()
// takes nothing else, and the test `coverage` compares all three. kg/message.hpp has the texts of words.
//
//   fail_at(source, at, length, kMeaning.stands_in_none("?x"));
#pragma once

#include "kg/message.hpp"

namespace kg::query {

/// The text breaks the grammar of LANGUAGE.md.
struct SyntaxMessages {
  Message expected{"expected {}, found {}"};
  Message no_command{"`{}` begins no command here"};
  Message foreign_mark{"found `{}`"};
  Message utf8{"expected UTF-8, found the broken byte 0x{:02x}"};
  Message control_character{"found the control character \\u{:04x}, which stands in no word"};
  Message no_word{"found `{}`, which begins no word: a name with such a character stands in '…'"};
  Message full_stop{
      "found `.`: a query needs no full stop at its end, a name that begins with one stands in '…'"};
  Message open_bracket{"expected the closing bracket, found `;`: a bracket is still open"};
  Message question_mark{
      "expected the name of a variable after `?`, as in ?what: a question needs no question mark at its end"};
  Message evidence_key{"expected @source, @quote, @begin, @end, @confidence, @extractor or @id, found `{}`"};
  Message verb{"expected a verb right after `~`, as in ~suspend"};
  Message money{"expected a value, found `$`: money is written with its currency behind the number, 4.25USD"};
  Message parameter{"expected the name of a parameter after `$`, as in $who"};
  Message bare_address{"expected a name, found `{0}//`: an address is written <{0}//…>"};
};
inline constexpr SyntaxMessages kSyntax;

/// What to write instead; stands behind another message and a colon.
struct HintMessages {
  // A first word that begins no command.
  Message select{"a question is patterns and then what to return: ?who met ?whom return ?who"};
  Message match{"a question is patterns without arrows: ?who met ?whom"};
  Message insert{"a fact is added by a plus sign: + Japan joined G7"};
  Message tail{
      "it belongs to the question before it: end that line with a comma, or put the question in {{ }}"};
  // Marks of other languages.
  Message equality{"equality is a single `=`"};
  Message inequality{"inequality is `!=`"};
  Message both{"conditions are joined by `and`"};
  Message either{"alternatives are joined by `or`"};
  Message comment{"a comment begins with `#`"};
  Message string_quotes{"strings stand in straight quotes, \"…\""};
  Message name_quotes{"exact names stand in straight quotes, '…'"};
  // Where the grammar stopped.
  Message missing_comma{"a comma is missing before `{}`"};
  Message two_words{"a name of two words is written {0}_{1} or '{0} {1}'"};
  Message three_parts{
      "a pattern has three parts, subject predicate object; the words of one name are joined by `_`"};
  Message call{"the bracket of a function follows its name without a space, {}("};
  Message sign{"a sign that writes has a space behind it, {} Japan joined G7"};
  Message dry_run{"`dry run` stands before a line that writes, and tells what it would do"};
  Message round_set{"a set is written in round brackets, (China, Japan)"};
  Message column{"a column is named like a variable, ?{}"};
  Message where{"conditions and qualifiers follow without `where`"};
  Message group_by{"rows are grouped by what is returned beside an aggregate"};
  Message quantity{"a quantity is written without a space, {}{}"};
  Message meant{"did you mean `{}`?"};
  Message comma{"patterns are joined by a comma"};
  Message all_columns{
      "all variables are returned where `return` is left out, and by `return distinct` alone"};
  Message different{"rows are counted by count(*), different values by count(distinct ?x)"};
  Message window{"`{}` takes `limit` and `offset` only"};
  Message order{"these stand in this order: as of, return, having, order by, limit, offset"};
  Message after_comma{"before a pattern, `{}` stands after a comma"};
  Message thousands{"a number is written without commas, {}{}"};
  Message date{"a date is written 2025-10-30"};
  Message question_mark{"a question needs no question mark at its end"};
  Message variable_in_path{"a variable is a predicate by itself; in a path, `_` stands for any"};
  Message repetition{"`{}` follows its predicate without a space"};
  Message via{"`{{` follows the variable without a space, as in ?via{{1,4}}"};
  Message keyword{"as a name it stands in quotes, '{}'"};
  Message or_mixed{"`or` joins patterns or comparisons, never both"};
};
inline constexpr HintMessages kHint;

/// The text follows the grammar, and cannot be asked or done all the same.
struct MeaningMessages {
  Message brackets{"expected at most {} brackets in each other, found one more"};
  Message operators{
      "expected at most {} operators in a command, found one more: a list of values is written ?x in (…)"};
  Message parts{
      "expected at most {} patterns and qualifiers in a command, found one more: several questions ask for "
      "it "
      "in parts"};
  Message columns{"expected at most {} columns, found one more"};
  Message parameter{
      "expected a value for `${0}`, which has none; set it by --param {0}=… or, in a script, .param set {0} "
      "…"};
  Message prefix{
      "expected a known prefix, found `{0}`; write `prefix {1}: <…>` before it, or quotes for a name, "
      "'{0}'"};
  Message ground{"expected {}, found `{}`: `+` adds a fact without holes"};
  Message subject_of_fact{"expected a name as the subject of a fact, found `{}`"};
  Message key_of_fact{
      "expected key=value: a fact to be added takes no `optional`, no `not` and no comparison"};
  Message path_of_fact{"expected a predicate, found the path `{}`: `+` adds a single fact"};
  Message path_of_removal{
      "expected a predicate in the first pattern after `-`, found the path `{}`: it removes the statements "
      "of "
      "that pattern"};
  Message qualifier_of_path{
      "expected no qualifier behind the path `{}`: a qualifier speaks of one statement, whose step stands in "
      "a "
      "pattern of its own"};
  Message steps{"expected at most {} steps, found more: `+`, `*` and {{1,}} have no end"};
  Message order_of_steps{"expected the smaller number first, {{{},{}}}"};
  Message end_of_ways{
      "expected a name or a variable as the end of ways, found `{}`: ways lead from name to name"};
  Message open_end{
      "expected a name, or a variable that a pattern beside binds, found `?{}`: ways are looked for between "
      "known ends"};
  Message no_step{"expected at least one step: a way of none leads nowhere"};
  Message links{
      "expected predicates joined by `|`, each perhaps turned by `^`, as in ?via=(met|^told){{1,4}}"};
  Message removal_begins{"expected a pattern after `-`: it removes the statements of its first pattern"};
  Message removal_whole{
      "expected patterns and conditions only after `-`: it removes all statements of its first pattern"};
  Message open_key{"expected a comma before `{}`: as the key of a qualifier it takes `=` only"};
  Message no_value{"expected a value to compare with, found `_`: it goes with `=` only"};
  Message statement{"expected @id=?variable, required: it names the statement itself"};
  Message no_function{"expected a function, found `{}`"};
  Message function{"expected a function ({}), found `{}`"};
  Message aggregate{
      "expected a plain value, found the aggregate `{}`: aggregates stand after `return`, `having` or `order "
      "by`, and not in each other"};
  Message arguments{"expected the call {}, found {}"};
  Message argument{"expected {} in {}, found `{}`"};
  Message condition{"expected a condition, which is true or false, found `{}`"};
  Message pattern{"expected a pattern that can be read"};
  Message as_of{"expected a date with its year after `as of`, found `{}`"};
  Message stands_in_none{"expected a variable of some pattern, found `?{}`, which stands in none"};
  Message not_seen{
      "expected a variable of some pattern, found `?{}`, which stands in none that is seen here"};
  Message name_in_pattern{"expected a new name after `as`, found `?{}`, which stands in a pattern"};
  Message name_of_column{"expected a new name after `as`, found `?{}`, which another column has"};
  Message having_alone{"expected `return` with an aggregate before `having`"};
  Message having_plain{
      "expected an aggregate in `having` or `return`; a plain condition stands among the patterns"};
  Message order_alone{"expected `return` before an aggregate in `order by`"};
  Message not_grouped{
      "expected a returned variable or an aggregate beside one, found `?{}`, which is neither"};
};
inline constexpr MeaningMessages kMeaning;

/// What is wrong with a pattern of `matches`; stands behind `MeaningMessages::pattern` and a colon.
struct PatternHints {
  Message escape{"`{}` means nothing; a backslash in a string is written twice, \"\\\\d\""};
  Message no_range{"`{}` is no range and no class of characters"};
  Message open_class{"the bracket `[` of `{}` is not closed"};
  Message open_bracket{"a bracket `(` is not closed"};
  Message closing_bracket{"a bracket `)` closes nothing"};
  Message backslash{"it ends in a backslash, which belongs to a character behind it"};
  Message repeats_nothing{"`{}` repeats nothing"};
  Message repeats_too_often{"`{}` repeats too often, or more than its end"};
  Message repeats_twice{"`{}` repeats a repetition"};
  Message not_understood{"`{}` is not understood"};
  Message no_group{"`{}` is no name of a group"};
  Message too_large{"it grows too large"};
};
inline constexpr PatternHints kPatternHint;

/// The run ended without an answer.
struct RunMessages {
  Message no_row{"expected a row, found none: the assertion does not hold"};
  Message no_question{"expected a question, whose statements can be written"};
  Message no_row_hint{"expected a row, found none: the assertion does not hold; {}"};
  Message read_only{"expected a question: this graph is open for reading only"};
  Message no_transaction{
      "expected `begin` before it: no transaction is open, and each line is written by itself"};
  Message begun{"expected `commit` or `rollback` before it: a transaction is open already"};
  Message begun_outside{
      "expected it in the script that wrote `begin`: a file that is read inside a transaction does not end "
      "it"};
  Message not_committed{
      "expected `commit` before the end, found an open transaction: it is rolled back, and nothing of it was "
      "written"};
  Message interrupted{"interrupted"};
  Message out_of_time{"out of time"};
  Message out_of_memory{
      "out of memory: the limit is {}, most of it taken by {}: ask for less, or raise the limit (--memory, "
      ".memory)"};
  Message too_many_rows{"expected fewer than 2^64 rows, found more"};
  Message parameter{"${}: {}"};
  Message parameter_name{"expected the name of a parameter, letters, digits and `_`, found `{}`"};
  Message parameter_any{"expected one thing for ${}, found `_`: a parameter never stands for anything"};
};
inline constexpr RunMessages kRun;

}  // namespace kg::query

// The syntax tree as text, one node a line: for `explain` and for tests.
#include "kg/word.hpp"
#include "query/print.hpp"

namespace kg::query {

using namespace ast;

std::string_view operation_name(ast::ExprKind kind) {
  switch (kind) {
    case ExprKind::And:
      return "and";
    case ExprKind::Or:
      return "or";
    case ExprKind::Add:
      return "+";
    case ExprKind::Subtract:
      return "-";
    case ExprKind::Multiply:
      return "*";
    case ExprKind::Divide:
      return "/";
    default:
      return "";
  }
}

std::string list_text(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string set_text(const std::vector<std::string>& parts) {
  return parts.size() == 1 ? parts.front() : "(" + list_text(parts) + ")";
}

namespace {

std::string_view mode_name(Mode mode) {
  return mode == Mode::Required ? "qualifier" : mode == Mode::Optional ? "optional" : "not";
}
std::string_view question_name(Question question) {
  constexpr std::string_view kNames[] = {"query", "why", "about", "compare", "how"};
  return kNames[static_cast<std::size_t>(question)];
}

std::string expr(const Expr& node) {
  std::vector<std::string> args;
  for (const Expr& argument : node.args) args.push_back(expr(argument));
  switch (node.kind) {
    case ExprKind::Operand:
      return print(node.operand);
    case ExprKind::Not:
      return fmt::format("(not {})", args[0]);
    case ExprKind::Call:
      return fmt::format("{}({}{})", node.function, node.distinct ? "distinct " : "",
                         node.star ? "*" : list_text(args));
    case ExprKind::Compare:
      return fmt::format("({} {} {})", args[0], print(node.compare),
                         set_text({args.begin() + 1, args.end()}));
    default:
      return fmt::format("({} {} {})", args[0], operation_name(node.kind), args[1]);
  }
}

std::string qualifier(const Qualifier& node) {
  std::vector<std::string> values;
  for (const Operand& value : node.values) values.push_back(print(value));
  return fmt::format("{} {} {}", print(node.key), print(node.compare), set_text(values));
}

void query(const Query& node, int depth, Tree& tree);

void item(const Item& node, int depth, Tree& tree) {
  switch (node.kind) {
    case ItemKind::Pattern:
      tree.line(depth, "pattern {} {} {}", print(node.pattern.subject), print(node.pattern.path),
                print(node.pattern.object));
      for (const QualifierGroup& group : node.pattern.groups)
        for (const Qualifier& one : group.qualifiers)
          tree.line(depth + 1, "{} {}", mode_name(group.mode), qualifier(one));
      return;
    case ItemKind::Shortest:
      tree.line(depth, "shortest {} {} {} {}", print(node.pattern.subject), print(node.via),
                print(node.pattern.path), print(node.pattern.object));
      return;
    case ItemKind::Filter:
      tree.line(depth, "filter {}", expr(node.filter));
      return;
    case ItemKind::Group:
      tree.line(depth, "group");
      query(node.group.front(), depth + 1, tree);
      return;
    case ItemKind::Union:
      tree.line(depth, "or");
      break;
    case ItemKind::Optional:
      tree.line(depth, "optional");
      break;
    case ItemKind::Not:
      tree.line(depth, "not");
      break;
  }
  for (const Item& one : node.items) item(one, depth + 1, tree);
}

void query(const Query& node, int depth, Tree& tree) {
  for (const Item& one : node.items) item(one, depth, tree);
  if (node.as_of) tree.line(depth, "as of {}", print(*node.as_of));
  if (node.returned) {
    tree.line(depth, "return{}", node.returned->distinct ? " distinct" : "");
    for (const ReturnItem& one : node.returned->items)
      tree.line(depth + 1, "{} as {}", expr(one.expr), one.name);
  }
  if (node.having) tree.line(depth, "having {}", expr(*node.having));
  for (const OrderKey& key : node.order)
    tree.line(depth, "order by {}{}", expr(key.expr), key.descending ? " desc" : "");
  if (node.limit) tree.line(depth, "limit {}", *node.limit);
  if (node.offset > 0) tree.line(depth, "offset {}", node.offset);
}

}  // namespace

std::string print(const Operand& operand) {
  switch (operand.kind) {
    case OperandKind::Variable:
      return "?" + operand.term.text;
    case OperandKind::Any:
      return "_";
    case OperandKind::Root:
      return "~" + operand.term.text;
    case OperandKind::Evidence:
      return "@" + operand.term.text;
    case OperandKind::Name:
      return print_key(operand.term.text);
    case OperandKind::ExactName:
      return "'" + operand.term.text + "'";
    case OperandKind::Value:
      break;
  }
  return kg::print(operand.term);
}

namespace {

/// In brackets where it would be read otherwise.
std::string path_part(const Path& path, bool brackets) {
  return brackets ? fmt::format("({})", print(path)) : print(path);
}

}  // namespace

std::string print(const Path& path) {
  std::vector<std::string> parts;
  switch (path.kind) {
    case PathKind::Step:
      return print(path.predicate);
    case PathKind::Inverse: {
      const Path& turned = path.parts.front();
      return "^" + path_part(turned, !turned.is_step() && turned.kind != PathKind::Repeat);
    }
    case PathKind::Sequence:
      for (const Path& part : path.parts)
        parts.push_back(
            path_part(part, part.kind == PathKind::Sequence || part.kind == PathKind::Alternatives));
      return fmt::format("{}", fmt::join(parts, "/"));
    case PathKind::Alternatives:
      for (const Path& part : path.parts)
        parts.push_back(path_part(part, part.kind == PathKind::Alternatives));
      return fmt::format("{}", fmt::join(parts, "|"));
    case PathKind::Repeat:
      break;
  }
  std::string text = path_part(path.parts.front(), !path.parts.front().is_step());
  if (path.least == 0 && path.most == 1u) return text + "?";
  if (path.least <= 1 && !path.most) return text + (path.least == 0 ? "*" : "+");
  if (path.least == path.most) return fmt::format("{}{{{}}}", text, path.least);
  return fmt::format("{}{{{},{}}}", text, path.least, path.most ? std::to_string(*path.most) : "");
}

std::string_view print(Compare compare) {
  switch (compare) {
    case Compare::Equal:
      return "=";
    case Compare::NotEqual:
      return "!=";
    case Compare::Less:
      return "<";
    case Compare::LessEqual:
      return "<=";
    case Compare::Greater:
      return ">";
    case Compare::GreaterEqual:
      return ">=";
    case Compare::In:
      break;
  }
  return "in";
}

std::string ast::print(const Command& command) {
  Tree tree;
  if (command.dry_run) tree.line(0, "dry run");
  switch (command.kind) {
    case CommandKind::Query:
      tree.line(0, "{}", question_name(command.question));
      break;
    case CommandKind::Add:
      tree.line(0, "add");
      break;
    case CommandKind::Remove:
      tree.line(0, "remove");
      break;
    case CommandKind::Forget:
      tree.line(0, "forget {}", kg::print(Term::string(command.document)));
      break;
    case CommandKind::Begin:
      tree.line(0, "begin");
      break;
    case CommandKind::Commit:
      tree.line(0, "commit");
      break;
    case CommandKind::Rollback:
      tree.line(0, "rollback");
      break;
    case CommandKind::Explain:
      tree.line(0, "explain {}", question_name(command.question));
      break;
    case CommandKind::Profile:
      tree.line(0, "profile");
      break;
    case CommandKind::Prefix:
      tree.line(0, "prefix {}: <{}>", command.prefix, command.document);
      break;
    case CommandKind::Assert:
      tree.line(0, "assert");
      break;
  }
  for (const Operand& thing : command.things) tree.line(1, "{}", kg::query::print(thing));
  query(command.query, 1, tree);
  return tree.take();
}

}  // namespace kg::query

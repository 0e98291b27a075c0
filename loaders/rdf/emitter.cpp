#include "loaders/rdf/emitter.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "kg/rdf.hpp"
#include "loaders/rdf/scan.hpp"

namespace kg::loaders::rdf {
namespace {

using kg::rdf::kBlank;

constexpr std::size_t kMark = 12;  // hexadecimal digits of a blank node's mark

bool is_marked(std::string_view label) {
  if (label.size() < kMark + 2 || label[label.size() - kMark - 1] != '-') return false;
  return std::ranges::all_of(label.substr(label.size() - kMark),
                             [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::uint64_t hash_of(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

void mark(std::string_view label, std::uint64_t hash, std::string& iri) {
  iri = kBlank;
  iri += label;
  fmt::format_to(std::back_inserter(iri), "-{:012x}", hash >> 16);
}

}  // namespace

TermView Emitter::blank(std::string_view label, std::string& scratch) const {
  if (is_marked(label)) {
    scratch = kBlank;
    scratch += label;
  } else {
    mark(label, hash_of(document_), scratch);
  }
  return {TermKind::Iri, scratch, {}};
}

TermView Emitter::fresh_blank(std::string& scratch) {
  const std::string unnamed = document_ + "\n[]";  // no other document's name
  mark(fmt::format("b{}", ++blanks_), hash_of(unnamed), scratch);
  return {TermKind::Iri, scratch, {}};
}

Emitter::Stated Emitter::stated(const TripleView& triple) const {
  return {{triple.subject.term(), triple.predicate.term(), triple.object.term(), {}}, graph_};
}

void Emitter::demand_open(const TermView& subject, std::size_t at) const {
  if (closed_.empty() || !closed_.contains(hash_of(subject.text))) return;
  throw BadRdf(at, fmt::format("expected what is said about {} near the triple that it stands for, found it "
                               "behind {} others",
                               subject.text, kMostOpen));
}

void Emitter::triple(const TripleView& triple) {
  if (!reified_.empty() && triple.subject.kind == TermKind::Iri) {
    if (const auto found = reified_.find(std::string(triple.subject.text)); found != reified_.end()) {
      for (Stated& one : found->second)
        one.statement.qualifiers.emplace_back(triple.predicate.term(), triple.object.term());
      return;
    }
  }
  hand_on_held();
  const auto keep = [](Term& term, const TermView& view) {
    term.kind = view.kind;
    term.text.assign(view.text);
    term.tag.assign(view.tag);
  };
  keep(held_.statement.subject, triple.subject);
  keep(held_.statement.predicate, triple.predicate);
  keep(held_.statement.object, triple.object);
  held_.graph = graph_;
  holds_ = true;
}

void Emitter::annotated(const TripleView& triple, std::span<const QualifierView> qualifiers) {
  hand_on_held();
  Stated one = stated(triple);
  for (const auto& [key, value] : qualifiers) one.statement.qualifiers.emplace_back(key.term(), value.term());
  hand_on(std::move(one));
}

Term Emitter::reify(const TripleView& triple, const TermView& reifier, bool again) {
  Stated one = stated(triple);
  if (holds_ && held_ == one) holds_ = false;
  hand_on_held();
  if (again) {
    const auto last = reified_.find(last_reifier_.text);
    if (last != reified_.end() && last->second.size() == 1) {
      Stated bare = last->second.front();
      bare.statement.qualifiers.clear();
      if (bare == one) return last_reifier_;
    }
    close({TermKind::Iri, last_reifier_.text, {}});
  }
  const Term its = reifier.term();
  if (again) last_reifier_ = its;
  const auto [open, is_new] = reified_.try_emplace(its.text);
  open->second.push_back(std::move(one));
  if (is_new && !again) opened_.push_back(its.text);
  if (opened_.size() > kMostOpen) close_oldest();
  return its;
}

void Emitter::close_oldest() {
  if (reified_.contains(opened_.front())) {
    closed_.insert(hash_of(opened_.front()));
    close({TermKind::Iri, opened_.front(), {}});
  }
  opened_.pop_front();
}

void Emitter::close(const TermView& reifier) {
  const auto found = reified_.find(std::string(reifier.text));
  if (found == reified_.end()) return;
  for (Stated& one : found->second) hand_on(std::move(one));
  reified_.erase(found);
}

/// That of names is no prefix of IRIs.
void Emitter::prefix(std::string_view prefix, std::string_view iri) {
  if (iri != kg::rdf::kNames) sinks_.prefix(prefix, iri);
}

void Emitter::hand_on(Stated stated) {
  Statement& statement = stated.statement;
  if (stated.graph) statement.qualifiers.emplace_back("graph", std::move(*stated.graph));
  if (statement.qualifiers.empty()) {
    const auto view = [](const Term& term) { return TermView{term.kind, term.text, term.tag}; };
    sinks_.triple({view(statement.subject), view(statement.predicate), view(statement.object)});
    return;
  }
  normalise(statement);
  sinks_.statement(std::move(statement));
}

void Emitter::hand_on_held() {
  if (!holds_) return;
  holds_ = false;
  if (held_.graph) return hand_on(held_);
  const auto view = [](const Term& term) { return TermView{term.kind, term.text, term.tag}; };
  const Statement& s = held_.statement;
  sinks_.triple({view(s.subject), view(s.predicate), view(s.object)});
}

void Emitter::finish() {
  hand_on_held();
  std::vector<std::string> reifiers;
  for (const auto& [reifier, triples] : reified_) reifiers.push_back(reifier);
  std::ranges::sort(reifiers);  // so that a document always reads the same
  for (const std::string& reifier : reifiers) close({TermKind::Iri, reifier, {}});
}

}  // namespace kg::loaders::rdf

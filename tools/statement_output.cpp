#include "tools/statement_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "kg/facts.hpp"
#include "kg/text_reader.hpp"
#include "kg/word.hpp"
#include "tools/selection.hpp"

namespace kg::tools {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Proof& proof) {
  return {{"document", proof.document},     {"begin", proof.span.begin},    {"end", proof.span.end},
          {"confidence", proof.confidence}, {"extractor", proof.extractor}, {"quote", proof.quote}};
}

Term integer(std::uint64_t number) {
  return {TermKind::Integer, std::to_string(number), {}};
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::vector<ProvenStatement> proven_statements(const Snapshot& snapshot, std::span<const Triple> rows) {
  std::vector<ProvenStatement> proven;
  std::map<Id, std::size_t> place;
  std::vector<Id> ids;
  for (auto& statement : snapshot.statements_of(rows)) {
    const Id id = rows[proven.size()].statement;
    if (id != kNoId) {
      ids.push_back(id);
      place.emplace(id, proven.size());
    }
    proven.push_back({std::move(statement), {}});
  }
  auto evidence = snapshot.evidence(ids);
  std::ranges::stable_sort(evidence, {}, [](const EvidenceRecord& record) {  // each text is read once
    return std::pair(record.document, record.begin);
  });
  TextReader texts(snapshot);
  std::vector<Id> term_ids;
  for (const auto& record : evidence) term_ids.insert(term_ids.end(), {record.document, record.extractor});
  const auto terms = snapshot.terms(term_ids);
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const auto& record = evidence[i];
    const auto& document = terms[2 * i].text;
    proven[place.at(record.statement)].proofs.push_back({document,
                                                         {record.begin, record.end},
                                                         record.confidence,
                                                         terms[2 * i + 1].text,
                                                         texts.text(document, record.begin, record.end)});
  }
  for (auto& one : proven) {
    std::ranges::stable_sort(one.proofs, {}, [](const Proof& p) {
      return std::tuple(std::string_view(p.document), p.span.begin, p.span.end);
    });
  }
  return proven;
}

void for_each_proven(const Snapshot& snapshot, std::span<const Triple> rows, const query::Limits& limits,
                     const std::function<void(const ProvenStatement&)>& visit) {
  constexpr std::size_t kAtOnce = 128;
  for (std::size_t first = 0; first < rows.size(); first += kAtOnce) {
    limits.check();
    const auto some = rows.subspan(first, std::min(kAtOnce, rows.size() - first));
    for (const auto& statement : proven_statements(snapshot, some)) visit(statement);
  }
}

std::vector<ProvenStatement> proven_statements(const Document& document) {
  std::vector<ProvenStatement> proven;
  std::map<Statement, std::size_t> place;
  for (const auto& fact : document.facts) {
    const auto [found, is_new] = place.emplace(fact.statement, proven.size());
    if (is_new) proven.push_back({fact.statement, {}});
    if (document.text.empty()) continue;  // of RDF: there is nothing to quote
    proven[found->second].proofs.push_back(
        {document.name, fact.span, fact.confidence, fact.extractor,
         document.text.substr(fact.span.begin, fact.span.end - fact.span.begin)});
  }
  return proven;
}

std::string facts_lines(const ProvenStatement& statement, const Prefixes& prefixes) {
  std::string out;
  for (const auto& proof : statement.proofs) {
    out += print_fact(statement.statement,
                      {{"@source", Term::string(proof.document)},
                       {"@begin", integer(proof.span.begin)},
                       {"@end", integer(proof.span.end)},
                       {"@confidence", {TermKind::Decimal, fmt::format("{:.3g}", proof.confidence), {}}},
                       {"@extractor", Term::name(proof.extractor)},
                       {"@quote", Term::string(proof.quote)}},
                      prefixes);
    out += '\n';
  }
  return out.empty() ? print(statement.statement, prefixes) + "\n" : out;
}

std::string json_line(const ProvenStatement& proven) {
  const auto& statement = proven.statement;
  Json json = {{"subject", print(statement.subject)},
               {"predicate", plain(statement.predicate)},
               {"object", print(statement.object)}};
  Json qualifiers = Json::object();
  for (const auto& [key, value] : statement.qualifiers) {
    auto& slot = qualifiers[plain(key)];
    if (slot.is_null()) {
      slot = print(value);
    } else {
      if (!slot.is_array()) slot = Json::array({slot});
      slot.push_back(print(value));
    }
  }
  json["qualifiers"] = std::move(qualifiers);
  if (!proven.proofs.empty()) {
    const auto surest = std::ranges::max(proven.proofs, {}, &Proof::confidence);
    json["confidence"] = surest.confidence;
    json["source"] = json_of(proven.proofs.front());
    json["evidence"] = Json::array();
    for (const auto& proof : proven.proofs) json["evidence"].push_back(json_of(proof));
  }
  return dump(json) + "\n";
}

std::string json_string(std::string_view text) {
  return dump(Json(std::string(text)));
}

}  // namespace kg::tools

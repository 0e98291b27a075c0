#include "kg/store/dictionary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kg/error.hpp"
#include "kg/inline_value.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/term_blocks.hpp"
#include "kg/unit.hpp"
#include "kg/value.hpp"
#include "kg/word.hpp"

namespace kg::store {
namespace {

/// The id of a term that needs no dictionary: a short value, or a statement (`#12`).
std::optional<Id> id_without_dictionary(const Term& term) {
  if (term.kind == TermKind::Statement) {
    std::uint64_t number = 0;
    const char* end = term.text.data() + term.text.size();
    const bool good =
        term.text.starts_with('#') && std::from_chars(term.text.data() + 1, end, number).ptr == end;
    return good && number != 0 && number <= kPayloadMask ? std::optional(make_id(IdKind::Statement, number))
                                                         : std::nullopt;
  }
  return inline_value_id(term);
}

std::optional<Term> term_without_dictionary(Id id) {
  const IdKind kind = kind_of(id);
  if (kind == IdKind::Statement) return Term{TermKind::Statement, fmt::format("#{}", payload_of(id)), {}};
  return kind >= IdKind::Number && kind <= IdKind::Boolean ? term_of_inline(id) : std::nullopt;
}

/// 128-bit numbers with the sign turned over, so that the order of bytes is the order of numbers.
void append_ordered(std::string& out, Int128 number) {
  const auto bits = static_cast<UInt128>(number) ^ (static_cast<UInt128>(1) << 127);
  append(out, static_cast<std::uint64_t>(bits >> 64));
  append(out, static_cast<std::uint64_t>(bits));
}

/// Values that are equal share this beginning of their keys.
std::string value_order_prefix(const Value& value) {
  std::string out = key(Space::ValueOrder);
  out.push_back(static_cast<char>(value.dimension));
  out.append(value.currency).push_back('\0');
  append_ordered(out, value.low);
  append_ordered(out, value.high);
  return out;
}

std::string id_key(const Term& term) {
  return key(Space::IdOfTerm, std::string_view(term_bytes(term)));
}

std::vector<std::string_view> views_of(const std::vector<std::pair<std::string, std::size_t>>& asked) {
  std::vector<std::string_view> views;
  for (const auto& [bytes, place] : asked) views.push_back(bytes);
  return views;
}

}  // namespace

IdKind kind_in_dictionary(TermKind kind) {
  switch (kind) {
    case TermKind::Name:
      return IdKind::Name;
    case TermKind::Iri:
      return IdKind::Iri;
    case TermKind::String:
      return IdKind::String;
    default:
      return IdKind::Value;
  }
}

std::string term_bytes(const Term& term) {
  std::string bytes(1, static_cast<char>(term.kind));
  bytes += term.text;
  if (term.kind == TermKind::String) bytes.append(1, '\0').append(term.tag);
  return bytes;
}

Term term_in(std::string_view bytes) {
  if (bytes.empty())
    throw StorageError("a term of the graph is empty; the graph is damaged, restore it from a backup");
  Term term{static_cast<TermKind>(bytes.front()), std::string(bytes.substr(1)), {}};
  if (term.kind == TermKind::String) {
    const auto zero = term.text.rfind('\0');  // a tag has none
    if (zero == std::string::npos)
      throw StorageError("a string of the graph has no end; restore the graph from a backup");
    term.tag = term.text.substr(zero + 1);
    term.text.resize(zero);
  }
  return term;
}

std::string folded_name_key(std::string_view name, Id id) {
  std::string out = key(Space::FoldedName, std::string_view(fold_name(name)));
  out.push_back('\0');
  append(out, id);
  return out;
}

std::optional<std::string> value_order_key(const Term& term, Id id) {
  const auto value = value_of(term);
  if (!value) return std::nullopt;
  std::string out = value_order_prefix(*value);
  append(out, id);
  return out;
}

std::vector<Id> find_terms(const View& view, std::span<const Term> terms) {
  std::vector<Id> ids(terms.size(), kNoId);
  std::vector<std::pair<std::string, std::size_t>> asked;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (const auto id = id_without_dictionary(terms[i]))
      ids[i] = *id;
    else
      asked.emplace_back(term_bytes(terms[i]), i);
  }
  std::sort(asked.begin(), asked.end());
  const std::vector<std::string_view> sorted = views_of(asked);
  const std::vector<std::uint64_t> numbers = numbers_in_blocks(view, sorted);
  std::vector<std::string> keys;
  std::vector<std::size_t> later;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const std::size_t place = asked[i].second;
    if (numbers[i] != 0) {
      ids[place] = make_id(kind_in_dictionary(terms[place].kind), numbers[i]);
    } else {
      keys.push_back(key(Space::IdOfTerm, sorted[i]));
      later.push_back(place);
    }
  }
  const auto found = view.multi_get(keys);
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i]) ids[later[i]] = number_at(*found[i], 0);
  return ids;
}

std::optional<Id> find_term(const View& view, const Term& term) {
  const Id id = find_terms(view, {&term, 1}).front();
  return id == kNoId ? std::nullopt : std::optional(id);
}

std::vector<Term> terms_of(const View& view, std::span<const Id> ids) {
  std::vector<Term> terms(ids.size());
  std::vector<std::pair<std::uint64_t, std::size_t>> asked;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (auto term = term_without_dictionary(ids[i]))
      terms[i] = std::move(*term);
    else
      asked.emplace_back(payload_of(ids[i]), i);
  }
  std::sort(asked.begin(), asked.end());
  std::vector<std::uint64_t> numbers;
  for (const auto& [number, place] : asked) numbers.push_back(number);
  std::vector<bool> found_in_block(asked.size());
  visit_terms_in_blocks(view, numbers, [&](std::size_t i, std::string_view bytes) {
    Term term = term_in(bytes);
    const std::size_t place = asked[i].second;
    if (kind_in_dictionary(term.kind) != kind_of(ids[place])) return;
    terms[place] = std::move(term);
    found_in_block[i] = true;
  });
  std::vector<std::string> keys;
  std::vector<std::size_t> later;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (found_in_block[i]) continue;
    later.push_back(asked[i].second);
    keys.push_back(key(Space::TermOfId, ids[later.back()]));
  }
  const auto found = view.multi_get(keys);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i])
      throw StorageError(
          fmt::format("the graph has no term with the id {:016x}; run kg check", ids[later[i]]));
    terms[later[i]] = term_in(*found[i]);
  }
  return terms;
}

std::vector<IdRange> equal_ranges(const View& view, const Term& value) {
  std::vector<IdRange> ranges;
  if (const auto meaning = value_of(value)) {
    ranges = inline_ranges_equal_to(value);
    std::vector<KeyRange> equal;
    for (const Value& reading : equal_readings(*meaning))
      equal.push_back(prefix_range(value_order_prefix(reading)));
    view.multi_scan(equal, [&](std::size_t, std::string_view found, std::string_view) {
      ranges.push_back(IdRange::one(number_at(found, found.size() - 8)));
      return true;
    });
  } else if (const auto id = find_term(view, value)) {
    ranges.push_back(IdRange::one(*id));
  }
  return ranges;
}

void Interner::add(std::span<const Term> terms) {
  std::vector<Term> unknown;
  for (const Term& term : terms) {
    if (term.kind == TermKind::Statement) {
      throw Error(fmt::format("expected a name or a value to store, found the statement {}", term.text));
    }
    if (ids_.try_emplace(term, kNoId).second) unknown.push_back(term);
    view_.tick();
  }
  const auto found = find_terms(view_, unknown);
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    view_.tick();
    const Term& term = unknown[i];
    Id id = found[i];
    if (id == kNoId) {
      id = make_id(kind_in_dictionary(term.kind), next_number_++);
      batch_.put(id_key(term), number_bytes(id));
      batch_.put(key(Space::TermOfId, id), term_bytes(term));
      if (term.kind == TermKind::Name) {
        batch_.put(folded_name_key(term.text, id), {});
        new_names_.emplace(id, term.text);
      }
      if (auto order = value_order_key(term, id)) batch_.put(std::move(*order), {});
    }
    ids_[term] = id;
  }
}

Id Interner::id(const Term& term) const {
  return ids_.at(term);
}

std::string Interner::name(Id id) const {
  const auto found = new_names_.find(id);
  return found != new_names_.end() ? found->second : terms_of(view_, {&id, 1}).front().text;
}

}  // namespace kg::store

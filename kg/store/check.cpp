#include "kg/store/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "kg/error.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/check_pages.hpp"
#include "kg/store/content.hpp"
#include "kg/store/dictionary.hpp"
#include "kg/store/keys.hpp"
#include "kg/store/merge_table.hpp"
#include "kg/store/permutations.hpp"
#include "kg/store/term_blocks.hpp"
#include "kg/store/texts.hpp"

namespace kg::store {
namespace {

constexpr std::size_t kMostProblems = 100;
constexpr std::size_t kAskedAtOnce = 4096;

struct EnoughFound {};

class Checker {
 public:
  explicit Checker(const View& view) : view_(view), meta_(read_meta(view)) {}

  std::vector<std::string> run() {
    try {
      for_each(Space::Canonical, [&](std::string_view found, std::string_view value) {
        merged_.emplace(id_in(found, 0), number_at(value, 0));
      });
      check_dictionary();
      check_statements();
      check_permutations();
      check_documents();
      check_evidence();
      check_merge_table();
      check_counters();
    } catch (const EnoughFound&) {
      problems_.push_back("… and more");
    } catch (const Error& error) {
      problems_.push_back(error.what());
    }
    return std::move(problems_);
  }

 private:
  void require(bool good, const auto& describe) {
    if (good) return;
    problems_.push_back(describe());
    if (problems_.size() == kMostProblems) throw EnoughFound{};
  }

  void for_each(Space space, const auto& visit) const {
    const KeyRange all = prefix_range(key(space));
    view_.multi_scan({&all, 1}, [&](std::size_t, std::string_view found, std::string_view value) {
      visit(found, value);
      return true;
    });
  }

  /// Asks for an entry later, among many at once.
  void expect(std::string key, std::string value, std::string otherwise) {
    expected_keys_.push_back(std::move(key));
    expected_.emplace_back(std::move(value), std::move(otherwise));
    if (expected_.size() == kAskedAtOnce) ask();
  }
  void ask() {
    const auto found = view_.multi_get(expected_keys_);
    for (std::size_t i = 0; i < found.size(); ++i) {
      require(found[i] == expected_[i].first, [&] { return expected_[i].second; });
    }
    expected_keys_.clear();
    expected_.clear();
  }

  /// What every term of the dictionary has, wherever it lies.
  void check_term(Id id, const Term& term) {
    known_.insert(id);
    if (auto order = value_order_key(term, id)) {
      ++values_;
      expect(std::move(*order), "", fmt::format("value {} is not found by what it means", term.text));
    }
    require(payload_of(id) < meta_.next_term,
            [&] { return fmt::format("term {:016x} has a number not given yet", id); });
    if (term.kind != TermKind::Name) return;
    ++names_;
    expect(folded_name_key(term.text, id), "",
           fmt::format("name {} is not found by its folded form", term.text));
  }

  void check_blocks() {
    std::uint64_t number = 0, blocks = 0, ends = 0;
    std::string last;
    for_each(Space::TermBlock, [&](std::string_view found, std::string_view block) {
      ++blocks;
      TermBlockReader terms(block);
      require(terms.count() > 0 && id_in(found, 0) == number + terms.count(), [&] {
        return fmt::format("the block of terms that ends with {} does not follow {}", id_in(found, 0),
                           number);
      });
      number = id_in(found, 0) - terms.count();
      while (terms.next()) {
        ++number;
        require(last < terms.term(), [&] { return fmt::format("term {} is out of order", number); });
        last = terms.term();
        const Term term = term_in(last);
        check_term(make_id(kind_in_dictionary(term.kind), number), term);
      }
      expect(key(Space::TermBlockEnd, std::string_view(last)), number_bytes(number),
             fmt::format("the block of terms that ends with {} is not found by its last", number));
    });
    ask();
    for_each(Space::TermBlockEnd, [&](std::string_view, std::string_view) { ++ends; });
    require(ends == blocks, [&] { return fmt::format("{} blocks of terms have {} ends", blocks, ends); });
    require(number == meta_.base_terms, [&] {
      return fmt::format("{} terms in blocks, but the graph counts {}", number, meta_.base_terms);
    });
  }

  void check_dictionary() {
    check_blocks();
    const std::size_t in_blocks = known_.size();
    for_each(Space::TermOfId, [&](std::string_view found, std::string_view bytes) {
      const Id id = id_in(found, 0);
      check_term(id, term_in(bytes));
      require(payload_of(id) > meta_.base_terms, [&] {
        return fmt::format("term {:016x} lies beside the blocks, but has a number of theirs", id);
      });
      expect(key(Space::IdOfTerm, bytes), number_bytes(id),
             fmt::format("term {:016x} is not found by its text", id));
    });
    ask();
    std::size_t ids = 0, folded = 0, ordered = 0;
    for_each(Space::IdOfTerm, [&](std::string_view, std::string_view) { ++ids; });
    for_each(Space::FoldedName, [&](std::string_view, std::string_view) { ++folded; });
    for_each(Space::ValueOrder, [&](std::string_view, std::string_view) { ++ordered; });
    require(ids == known_.size() - in_blocks, [&] {
      return fmt::format("{} terms have an id, {} ids have a term", ids, known_.size() - in_blocks);
    });
    require(ordered == values_,
            [&] { return fmt::format("{} values are listed {} times by what they mean", values_, ordered); });
    require(folded == names_, [&] { return fmt::format("{} names have {} folded forms", names_, folded); });
  }

  void require_term(Id id, std::string_view where) {
    const IdKind kind = kind_of(id);
    const bool good = kind == IdKind::Statement                           ? contents_.contains(id)
                      : kind >= IdKind::Number && kind <= IdKind::Boolean ? true
                                                                          : known_.contains(id);
    require(good, [&] { return fmt::format("{} speaks of {:016x}, which is no term", where, id); });
  }

  void check_statements() {
    for_each(Space::Statement, [&](std::string_view found, std::string_view bytes) {
      contents_.emplace(id_in(found, 0), decode<Content>(bytes));
    });
    for (const auto& [id, content] : contents_) {
      const std::string where = fmt::format("statement #{}", payload_of(id));
      for (const Id part : {content.subject, content.predicate, content.object}) require_term(part, where);
      for (const auto& [name, value] : content.qualifiers) {
        require_term(name, where);
        require_term(value, where);
      }
      expect(fingerprint_key(content), number_bytes(id), where + " is not found by its content");
      require(payload_of(id) < meta_.next_statement, [&] { return where + " has a number not given yet"; });
    }
    ask();
    std::size_t fingerprints = 0;
    for_each(Space::Fingerprint, [&](std::string_view, std::string_view) { ++fingerprints; });
    require(fingerprints == contents_.size(),
            [&] { return fmt::format("{} fingerprints for {} statements", fingerprints, contents_.size()); });
  }

  /// Triples without a statement of their own are what the first order says they are.
  void list_plain_triples() {
    TripleColumns batch;
    for (const auto cursor = scan(view_, meta_, Order::Spo, {}); cursor->next(batch);) {
      for (const Triple& t : batch) {
        if (t.statement != kNoId || kind_of(t.subject) == IdKind::Statement) continue;
        for (const Id part : {t.subject, t.predicate, t.object}) require_term(part, "a triple");
        require(!merged_.contains(t.subject) && !merged_.contains(t.object),
                [] { return "a plain triple has a name that is merged into another"; });
        plain_.push_back(t);
      }
    }
    require(plain_.size() == meta_.plain_triples, [&] {
      return fmt::format("{} plain triples, but the counter says {}", plain_.size(), meta_.plain_triples);
    });
    for (const auto& [id, content] : contents_) {
      const Triple same = {content.subject, content.predicate, content.object, kNoId};
      require(!content.qualifiers.empty() || !std::binary_search(plain_.begin(), plain_.end(), same),
              [&, id = id] { return fmt::format("statement #{} is a plain triple, too", payload_of(id)); });
    }
  }

  void check_permutations() {
    for (std::string& problem : page_problems(view_, meta_))
      require(false, [&] { return std::move(problem); });
    list_plain_triples();
    std::vector<Triple> expected = plain_;
    for (const auto& [id, content] : contents_) {
      expected.push_back({content.subject, content.predicate, content.object, id});
      for (const auto& [name, value] : content.qualifiers) expected.push_back({id, name, value, kNoId});
    }
    constexpr const char* kNames[] = {"spo", "pso", "pos", "osp"};
    for (const Order order : kOrders) {
      const auto before = [order](const Triple& a, const Triple& b) {
        return row_of(order, a) < row_of(order, b);
      };
      std::sort(expected.begin(), expected.end(), before);
      const std::vector<Triple> listed = all_matches(view_, meta_, order, {});
      std::vector<Triple> wrong;
      const auto report = [&](const char* what) {
        for (const Triple& t : wrong) {
          require(false, [&] {
            return fmt::format("permutation {} {} ({:016x}, {:016x}, {:016x}, {:016x})",
                               kNames[static_cast<int>(order)], what, t.subject, t.predicate, t.object,
                               t.statement);
          });
        }
        wrong.clear();
      };
      std::set_difference(expected.begin(), expected.end(), listed.begin(), listed.end(),
                          std::back_inserter(wrong), before);
      report("lacks");
      std::set_difference(listed.begin(), listed.end(), expected.begin(), expected.end(),
                          std::back_inserter(wrong), before);
      report("has, without a statement,");
    }
  }

  void check_documents() {
    for_each(Space::Document, [&](std::string_view found, std::string_view bytes) {
      const Id id = id_in(found, 0);
      require_term(id, "a document");
      const auto& document = documents_.emplace(id, decode<DocumentValue>(bytes)).first->second;
      try {
        for (std::uint64_t at = 0; at < document.bytes; at += kChunkBytes) {
          text_of(view_, id, document.bytes, at, at + kChunkBytes);
        }
      } catch (const StorageError& error) {
        require(false, [&] { return fmt::format("document {:016x}: {}", id, error.what()); });
      }
    });
    for_each(Space::Text, [&](std::string_view found, std::string_view) {
      require(documents_.contains(id_in(found, 0)), [] { return "a text belongs to no document"; });
    });
    require(documents_.size() == meta_.documents, [&] {
      return fmt::format("{} documents, but the counter says {}", documents_.size(), meta_.documents);
    });
  }

  void check_evidence() {
    std::unordered_set<Id> supported;
    std::size_t evidence = 0, listed = 0;
    for_each(Space::Evidence, [&](std::string_view found, std::string_view bytes) {
      ++evidence;
      const Id statement = id_in(found, 0), document = id_in(found, 1);
      const auto value = decode<EvidenceValue>(bytes);
      const std::string where =
          fmt::format("evidence of statement #{} in document {:016x}", payload_of(statement), document);
      const auto content = contents_.find(statement);
      require(content != contents_.end(), [&] { return where + " has no statement"; });
      supported.insert(statement);
      const auto owner = documents_.find(document);
      require(owner != documents_.end(), [&] { return where + " has no document"; });
      if (content == contents_.end() || owner == documents_.end()) return;
      require(id_in(found, 2) <= value.end && value.end <= owner->second.bytes, [&] {
        return fmt::format("{} lies outside its text: [{}, {})", where, id_in(found, 2), value.end);
      });
      require_term(value.extractor, where);
      require(mapped(value.as_read.value_or(content->second)) == content->second,
              [&] { return where + " supports another statement by the merge table"; });
      std::string list_key = key(Space::DocumentEvidence, document, statement);
      list_key += found.substr(17);
      expect(std::move(list_key), "", where + " is not in the document's list");
    });
    ask();
    for_each(Space::DocumentEvidence, [&](std::string_view, std::string_view) { ++listed; });
    require(listed == evidence,
            [&] { return fmt::format("{} pieces of evidence, {} in lists", evidence, listed); });
    require(evidence == meta_.evidence, [&] {
      return fmt::format("{} pieces of evidence, but the counter says {}", evidence, meta_.evidence);
    });
    for (const auto& [id, content] : contents_) {
      require(supported.contains(id),
              [&, id = id] { return fmt::format("statement #{} has no evidence", payload_of(id)); });
    }
  }

  Content mapped(Content content) const {
    for_each_entity_slot(content, [&](Id& id) {
      if (const auto merged = merged_.find(id); merged != merged_.end()) id = merged->second;
    });
    sort_qualifiers(content);
    return content;
  }

  /// Works the sums and the merges out from all rows anew.
  void check_merge_table() {
    std::map<std::pair<Id, Id>, Votes> counted, stored;
    const auto by_hand = find_document(view_, kAssertedDocument);
    for_each(Space::DocumentAlias, [&](std::string_view found, std::string_view value) {
      const Id document = id_in(found, 0), alias = id_in(found, 1), canonical = id_in(found, 2);
      Votes& votes = counted[{alias, canonical}];
      ++votes.documents;
      votes.everywhere +=
          weight_of(decode<AliasValue>(value).everywhere, by_hand && by_hand->first == document);
      require_term(alias, "the merge table");
      require_term(canonical, "the merge table");
      require(documents_.contains(document),
              [&] { return fmt::format("an alias of {:016x} has no document", canonical); });
    });
    for_each(Space::Alias, [&](std::string_view found, std::string_view value) {
      stored.emplace(std::pair(id_in(found, 0), id_in(found, 1)), votes_in(value));
    });
    require(stored == counted, [] { return "the sums of the merge table are wrong"; });
    std::set<std::pair<Id, Id>> aside;
    for_each(Space::AliasOf, [&](std::string_view found, std::string_view) {
      aside.emplace(id_in(found, 1), id_in(found, 0));
    });
    require(aside.size() == stored.size() &&
                std::all_of(stored.begin(), stored.end(),
                            [&](const auto& row) { return aside.contains(row.first); }),
            [] { return "an alias is not found from its entity"; });
    const std::map<Id, Id> ends = ends_of_all_names(view_);
    require(merged_ == ends,
            [] { return "names are merged otherwise than the rows of the merge table say"; });
  }

  void check_counters() {
    std::map<Id, std::uint64_t> predicates, keys, uses;
    std::uint64_t qualifiers = 0;
    const auto use = [&](Id id) {
      if (is_entity(id)) ++uses[id];
    };
    for (const Triple& triple : plain_) {
      ++predicates[triple.predicate];
      use(triple.subject);
      use(triple.object);
    }
    for (const auto& [id, content] : contents_) {
      ++predicates[content.predicate];
      for_each_entity_slot(content, use);
      qualifiers += content.qualifiers.size();
      for (const auto& [name, value] : content.qualifiers) ++keys[name];
    }
    const auto compare = [&](Space space, const std::map<Id, std::uint64_t>& counted, const char* what) {
      std::map<Id, std::uint64_t> stored;
      for_each(space, [&](std::string_view found, std::string_view value) {
        stored[id_in(found, 0)] = number_at(value, 0);
      });
      require(stored == counted, [&] { return fmt::format("the counters of {} are wrong", what); });
    };
    compare(Space::PredicateCount, predicates, "predicates");
    compare(Space::KeyCount, keys, "keys");
    compare(Space::Uses, uses, "entities");
    require(meta_.statements == contents_.size() + plain_.size() && meta_.qualifiers == qualifiers &&
                meta_.entities == uses.size() && meta_.predicates == predicates.size(),
            [] { return "the counters of the graph are wrong"; });
  }

  const View& view_;
  Meta meta_;
  std::vector<std::string> problems_;
  std::unordered_set<Id> known_;
  std::size_t names_ = 0, values_ = 0;
  std::vector<Triple> plain_;
  std::unordered_map<Id, Content> contents_;
  std::unordered_map<Id, DocumentValue> documents_;
  std::map<Id, Id> merged_;
  std::vector<std::string> expected_keys_;
  std::vector<std::pair<std::string, std::string>> expected_;
};

}  // namespace

std::vector<std::string> problems_of(const StoredSnapshot& snapshot) {
  return Checker(snapshot.view()).run();
}

}  // namespace kg::store

// Graphs behind the interface of graph.hpp: opening, the lock, and one batch for each change. How a change
// becomes a batch stands in store/change_set.hpp, reading in store/snapshot.hpp.
#include "kg/graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <thread>
#include <unordered_map>

#include "kg/error.hpp"
#include "kg/rdf.hpp"
#include "kg/store/bulk/bulk_load.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/check.hpp"
#include "kg/store/folder.hpp"
#include "kg/store/row_changes.hpp"
#include "kg/store/snapshot.hpp"
#include "kg/store/staged.hpp"
#include "kg/store/watched_view.hpp"

namespace kg {
namespace {

/// To open for reading, even where each attempt takes long.
constexpr int kFewestAttempts = 5;

void check_names(std::span<const TripleDocument> documents) {
  std::set<std::string_view> names;
  for (const TripleDocument& document : documents) {
    store::check_document_name(document.name);
    if (!names.insert(document.name).second)
      throw Error(fmt::format("expected documents of different names, found '{}' twice", document.name));
  }
}

class StoredGraph : public Graph {
 public:
  StoredGraph(std::shared_ptr<store::KeyValueStore> values, std::string path, store::Access access)
      : values_(std::move(values)), path_(std::move(path)), access_(access) {}

  ~StoredGraph() override {
    try {
      if (access_ == store::Access::Write) values_->flush();
    } catch (const StorageError&) {
      // What was acknowledged is in the log; only the next opening is slower.
    }
  }

  std::shared_ptr<const Snapshot> snapshot() const override {
    return std::make_shared<store::StoredSnapshot>(current().view());
  }

  LoadOutcome load(const Document& document, const Watch& watch) override {
    require_writing();
    const auto view = current().view();
    const auto old = store::find_document(*view, document.name);
    if (old && old->second.content_hash == document.content_hash) return LoadOutcome::Unchanged;
    store::ChangeSet changes(*view, watch);
    changes.load(document);
    apply(changes, watch);
    return old ? LoadOutcome::Replaced : LoadOutcome::Added;
  }

  bool holds(std::string_view document, std::string_view content_hash) const override {
    const auto found = store::find_document(*current().view(), document);
    return found && found->second.content_hash == content_hash;
  }

  bool forget(std::string_view document, const Watch& watch) override {
    require_writing();
    const auto view = current().view();
    if (rdf::is_rdf_file(document) && store::find_document(*view, document))
      throw Error(fmt::format(
          "expected a document that is not RDF, found {}: plain triples rest on none, and stay until "
          "`-` removes them",
          document));
    store::ChangeSet changes(*view, watch);
    if (!changes.forget(document)) return false;
    apply(changes, watch);
    return true;
  }

  std::uint64_t change(std::span<const Statement> add, std::span<const Id> remove, const Watch& watch,
                       std::span<const Triple> remove_plain) override {
    require_writing();
    if (add.empty() && remove.empty() && remove_plain.empty()) return 0;
    const auto view = current().view();
    store::ChangeSet changes(*view, watch);
    changes.remove_statements(remove);
    changes.remove_triples(remove_plain);
    const std::uint64_t added = changes.assert_by_hand(add);
    apply(changes, watch);
    return added - changes.absorbed();
  }

  BulkResult bulk_load(const TripleSource& source, std::span<const TripleDocument> documents,
                       const BulkOptions& options) override {
    require_writing();
    store::BulkLoad load(current(), store::bulk_folder(path_), options);
    load.read(source);
    check_names(documents);
    if (!load.is_small_against(*current().view())) return {load.count(), load.rewrite(documents)};
    const auto view = current().view();
    store::ChangeSet changes(*view, options.watch);
    load.commit(changes, *view, documents);
    apply(changes, options.watch);
    return {load.count(), changes.added()};
  }

  void compact(const BulkOptions& options) override {
    require_writing();
    store::BulkLoad(current(), store::bulk_folder(path_), options).rewrite({});
    current().shrink();
  }

  void point_name(const std::string& name, const std::string& canonical, const Watch& watch) override {
    require_writing();
    const auto view = current().view();
    store::ChangeSet changes(*view, watch);
    changes.point_by_hand(name, canonical);
    apply(changes, watch);
  }

  void begin() override {
    require_writing();
    if (staged_)
      throw Error("expected no transaction in graph " + path_ + ", found an open one; end it first");
    staged_ = std::make_unique<store::StagedStore>(values_->view());
  }

  void commit() override {
    const std::size_t rows = staged_->batch(store::key(store::Space::Spo)).changes().size();
    staged_->apply(store::fold_delta(*staged_->view(), rows), true);
    const store::Batch batch = staged_->batch();
    if (!batch.changes().empty()) values_->apply(batch, true);
    rollback();
  }

  void rollback() override {
    staged_.reset();
    staged_plain_.clear();
  }

  bool in_transaction() const override { return staged_ != nullptr; }

  Difference staged(const Watch& watch) const override {
    const auto view = values_->view();
    const store::WatchedView before(*view, watch);
    const store::Batch statements = staged_->batch(store::key(store::Space::Statement));
    std::vector<std::string> keys;
    for (const auto& change : statements.changes()) keys.emplace_back(change.key);
    const auto old = before.multi_get(keys);
    std::unordered_map<std::string_view, Id> gone;  // by content: what comes back is no difference
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (old[i] && !statements.changes()[i].value) gone.emplace(*old[i], store::id_in(keys[i], 0));
    Difference result;
    std::map<Triple, bool> plain = staged_plain_;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      before.tick();
      const auto& value = statements.changes()[i].value;
      if (!value || old[i] || gone.erase(*value) > 0) continue;
      const auto content = store::decode<store::Content>(*value);
      const bool was_plain = content.qualifiers.empty() &&
                             plain.erase({content.subject, content.predicate, content.object, kNoId}) > 0;
      if (!was_plain) result.added.push_back({.statement = store::id_in(keys[i], 0)});
    }
    std::erase_if(plain, [&](const auto& change) {  // a statement that is plain again
      const auto& [triple, came] = change;
      const store::Content content{triple.subject, triple.predicate, triple.object, {}};
      return came && gone.erase(store::encode(content)) > 0;
    });
    for (const auto& [content, id] : gone) result.removed.push_back({.statement = id});
    std::sort(result.removed.begin(), result.removed.end());
    for (const auto& [triple, came] : plain) (came ? result.added : result.removed).push_back(triple);
    return result;
  }

  std::vector<std::string> check() const override {
    try {
      return store::problems_of(store::StoredSnapshot(current().view()));
    } catch (const StorageError& error) {  // not even the beginning can be read
      return {error.what()};
    }
  }

 private:
  void require_writing() const {
    if (access_ != store::Access::Write)
      throw StorageError("graph " + path_ + " is open for reading only; open it for writing");
  }

  /// Onto the disk it is one step; in memory it takes as long as all before it, and may be ended.
  void apply(const store::Batch& batch, const Watch& watch) {
    if (staged_)
      staged_->apply(batch, watch);
    else
      values_->apply(batch, true);
  }

  void apply(store::ChangeSet& changes, const Watch& watch) {
    apply(changes.batch(!staged_), watch);
    if (!staged_) return;
    for (const auto& [triple, comes] : changes.plain_triples())
      if (const auto [place, added] = staged_plain_.emplace(triple, comes); !added)
        staged_plain_.erase(place);  // back to what it was
  }

  /// What is read and changed now.
  store::KeyValueStore& current() const { return staged_ ? *staged_ : *values_; }

  std::shared_ptr<store::KeyValueStore> values_;
  std::unique_ptr<store::StagedStore> staged_;  ///< while a transaction is open
  std::map<Triple, bool> staged_plain_;         ///< of it: plain triples that came (true) and went
  std::string path_;
  store::Access access_;
};

}  // namespace

std::unique_ptr<Graph> store::StoredSnapshot::draft() const {
  return std::make_unique<StoredGraph>(std::make_shared<StagedStore>(view_), "in memory", Access::Write);
}

std::vector<Statement> Snapshot::statements_of(std::span<const Triple> rows) const {
  std::vector<Id> ids, parts;
  for (const Triple& row : rows) {
    if (row.statement != kNoId)
      ids.push_back(row.statement);
    else
      parts.insert(parts.end(), {row.subject, row.predicate, row.object});
  }
  std::vector<Statement> with_id = statements(ids), result;
  std::vector<Term> terms = this->terms(parts);
  auto statement = with_id.begin();
  auto term = terms.begin();
  for (const Triple& row : rows) {
    if (row.statement != kNoId) {
      result.push_back(std::move(*statement++));
    } else {
      result.push_back({std::move(term[0]), std::move(term[1]), std::move(term[2]), {}});
      term += 3;
    }
  }
  return result;
}

std::unique_ptr<Graph> Graph::open(const std::string& path) {
  store::check_graph_folder(path);
  // A writer that moves files while they are being opened can make an opening fail, for a moment.
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  for (int attempt = 1;; ++attempt) {
    try {
      return std::make_unique<StoredGraph>(store::open_rocks(path, path, store::Access::Read), path,
                                           store::Access::Read);
    } catch (const StorageError&) {
      if (attempt >= kFewestAttempts && std::chrono::steady_clock::now() > deadline) {
        if (!store::lacks_data(path)) throw;
        throw StorageError("graph " + path + " has nothing in it yet; load a document: kg load " + path +
                           " FILE");
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(std::min(2 * attempt, 20)));
    }
  }
}

std::unique_ptr<Graph> Graph::open_for_writing(const std::string& path) {
  auto lock = store::prepare_for_writing(path);
  return std::make_unique<StoredGraph>(store::open_rocks(path, path, store::Access::Write, std::move(lock)),
                                       path, store::Access::Write);
}

}  // namespace kg

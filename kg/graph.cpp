// Graphs behind the interface of graph.hpp: opening, the lock, and one batch for each change. How a change
// becomes a batch stands in store/change_set.hpp, reading in store/snapshot.hpp.
#include "kg/graph.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "kg/error.hpp"
#include "kg/store/change_set.hpp"
#include "kg/store/check.hpp"
#include "kg/store/folder.hpp"
#include "kg/store/snapshot.hpp"

namespace kg {
namespace {

/// To open for reading, even where each attempt takes long.
constexpr int kFewestAttempts = 5;

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
    return std::make_shared<store::StoredSnapshot>(values_->view());
  }

  LoadOutcome load(const Document& document) override {
    require_writing();
    const auto view = values_->view();
    const auto old = store::find_document(*view, document.name);
    if (old && old->second.content_hash == document.content_hash) return LoadOutcome::Unchanged;
    store::ChangeSet changes(*view);
    changes.load(document);
    values_->apply(changes.batch(), true);
    return old ? LoadOutcome::Replaced : LoadOutcome::Added;
  }

  bool holds(std::string_view document, std::string_view content_hash) const override {
    const auto found = store::find_document(*values_->view(), document);
    return found && found->second.content_hash == content_hash;
  }

  bool forget(std::string_view document) override {
    require_writing();
    const auto view = values_->view();
    store::ChangeSet changes(*view);
    if (!changes.forget(document)) return false;
    values_->apply(changes.batch(), true);
    return true;
  }

  std::uint64_t change(std::span<const Statement> add, std::span<const Id> remove) override {
    require_writing();
    if (add.empty() && remove.empty()) return 0;
    const auto view = values_->view();
    store::ChangeSet changes(*view);
    changes.remove_statements(remove);
    const std::uint64_t added = changes.assert_by_hand(add);
    values_->apply(changes.batch(), true);
    return added;
  }

  std::vector<std::string> check() const override {
    try {
      return store::problems_of(store::StoredSnapshot(values_->view()));
    } catch (const StorageError& error) {  // not even the beginning can be read
      return {error.what()};
    }
  }

 private:
  void require_writing() const {
    if (access_ != store::Access::Write)
      throw StorageError("graph " + path_ + " is open for reading only; open it for writing");
  }

  std::shared_ptr<store::KeyValueStore> values_;
  std::string path_;
  store::Access access_;
};

}  // namespace

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

// The folder of a graph: what makes a folder a graph, and the lock that one writing process holds.
// `kg.format`, written first, makes it a graph; `kg.lock` is locked while a process writes; `kg.bulk` holds
// the files of a bulk load at work; all else is RocksDB's own.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace kg::store {

inline constexpr int kFormat = 2;

/// Held as long as this lives; the system lets go of it when the process ends, however it ends.
class WriterLock {
 public:
  /// Throws `StorageError` naming the process that holds the lock of the graph.
  explicit WriterLock(const std::string& graph);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  int file_ = -1;
};

/// Where files lie while a bulk load works, in the folder of its graph; what an interrupted one left goes
/// when the graph is next opened for writing.
std::string bulk_folder(const std::string& graph);

/// What to do about an error of the system, from its text.
std::string_view advice_for(std::string_view reason);

/// Throws `StorageError` unless the folder is a graph of this format.
void check_graph_folder(const std::string& graph);

/// Makes sure that the folder is a graph, creating it where nothing or an empty folder stands, and takes its
/// lock.
std::shared_ptr<const WriterLock> prepare_for_writing(const std::string& graph);

/// True where a graph has been begun that no process has written to yet: a graph that lost one of its files
/// does not lack them all.
bool lacks_data(const std::string& graph);

}  // namespace kg::store

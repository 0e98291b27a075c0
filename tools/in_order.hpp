// Work of many threads whose results are taken in the order of the input, so that the number of threads never
// shows in what comes out.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace kg::tools {

/// Calls `produce(i)` for every i in [0, count) on `threads` threads and `consume(i, result)` on the calling
/// thread, for i = 0, 1, 2, … Producers run ahead of the consumer by a few results a thread and no more, so
/// memory stays bounded. The first exception, of either function, stops all of it and is thrown here. The
/// order is exact: what `consume` sees does not depend on `threads`.
template <typename Produce, typename Consume>
void in_order(std::size_t count, std::size_t threads, Produce produce, Consume consume) {
  using Result = decltype(produce(std::size_t{}));
  if (threads <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) consume(i, produce(i));
    return;
  }

  const std::size_t window = threads * 4;
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, Result> ready;
  std::size_t next_to_start = 0;
  std::size_t consumed = 0;
  std::exception_ptr failure;

  const auto work = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock,
                   [&] { return failure || next_to_start >= count || next_to_start < consumed + window; });
      if (failure || next_to_start >= count) return;
      const std::size_t i = next_to_start++;
      lock.unlock();
      try {
        Result result = produce(i);
        lock.lock();
        ready.emplace(i, std::move(result));
      } catch (...) {
        if (!lock.owns_lock()) lock.lock();
        if (!failure) failure = std::current_exception();
      }
      changed.notify_all();
    }
  };

  std::vector<std::jthread> workers;
  for (std::size_t t = 0; t < std::min(threads, count); ++t) workers.emplace_back(work);

  std::unique_lock lock(mutex);
  while (consumed < count && !failure) {
    changed.wait(lock, [&] { return failure || ready.contains(consumed); });
    if (failure) break;
    auto node = ready.extract(consumed);
    lock.unlock();
    try {
      consume(node.key(), std::move(node.mapped()));
      lock.lock();
      ++consumed;
    } catch (...) {
      lock.lock();
      failure = std::current_exception();
    }
    changed.notify_all();
  }
  lock.unlock();
  workers.clear();  // joins
  if (failure) std::rethrow_exception(failure);
}

}  // namespace kg::tools

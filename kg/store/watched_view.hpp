// A view whose reader can be ended: it asks the watch while it reads many keys, and takes long loops' ticks.
#pragma once

#include "kg/store/key_value.hpp"
#include "kg/watch.hpp"

namespace kg::store {

/// For one thread. Reads throw what the watch throws.
class WatchedView : public View {
 public:
  /// `view` must outlive this.
  WatchedView(const View& view, Watch watch) : view_(view), watch_(std::move(watch)) {}

  std::vector<std::optional<std::string>> multi_get(std::span<const std::string> keys) const override;
  std::unique_ptr<KeyIterator> iterate(KeyRange range) const override {
    return view_.iterate(std::move(range));
  }
  void multi_scan(std::span<const KeyRange> ranges, const EntryVisitor& visit) const override;
  std::uint64_t bytes(const KeyRange& range) const override { return view_.bytes(range); }
  std::uint64_t bytes_on_disk() const override { return view_.bytes_on_disk(); }

  /// For loops of steps that take microseconds: asks the watch each 128th time.
  void tick() const {
    if ((++ticks_ & 127) == 0) ask();
  }

 private:
  void ask() const {
    if (watch_) watch_();
  }

  const View& view_;
  Watch watch_;
  mutable unsigned ticks_ = 0;
};

}  // namespace kg::store

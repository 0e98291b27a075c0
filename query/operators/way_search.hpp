// The shortest ways between two entities: levels of a breadth-first search grow from both ends, always the
// one that costs less to grow, until they meet (Pohl 1971: bi-directional search). What leads from one end
// to the other is then walked depth first, so that ways come one by one and a crowd of them needs no memory.
#pragma once

#include <unordered_set>
#include <vector>

#include "query/operators/links.hpp"

namespace kg::query {

class WaySearch {
 public:
  /// Ways from one entity to another of `least` to `most` steps, `least` at least 1. REQUIRES: context and
  /// reader outlive the search.
  WaySearch(const ExecContext& context, LinkReader& links, Id from, Id to, std::uint32_t least,
            std::uint32_t most);

  /// Replaces `way` by the statements of the next way, one for each step; false at the end. All ways are of
  /// one length, the least that there is; each sequence of statements comes once, in the order of their ids.
  bool next(std::vector<Triple>& way);

 private:
  /// What one end has reached. Steps of level i lead from entities i steps away to some that are i + 1 away
  /// (with `least` above 1: that i + 1 steps reach, by whichever detour), sorted by `to`.
  struct Side {
    Id end;
    bool turned;
    std::vector<std::vector<Step>> levels = {};
    std::vector<Id> frontier = {};  ///< sorted
    std::unordered_set<Id> seen = {};
    double cost = -1;  ///< of growing, estimated; negative where not yet known
  };
  /// The beginning of a way that ends with this statement.
  struct Beginning {
    Triple statement;
    std::vector<Id> entities;
  };
  /// Beginnings of one length, sorted; those up to `at` have been gone on from.
  struct Frame {
    std::vector<Beginning> beginnings;
    std::size_t at = 0;
    std::size_t bytes = 0;
  };

  bool find_next_length();
  bool grow(Side& side, Id other_end);
  double cost_of(Side& side);
  void collect_ahead(const std::vector<Id>& meeting);
  Frame go_on(std::size_t step, std::vector<Beginning> beginnings) const;
  void push(Frame frame);

  const ExecContext& context_;
  LinkReader& links_;
  std::uint32_t least_, most_;
  Side start_, goal_;
  std::uint32_t length_ = 0;  ///< levels of both sides
  std::vector<std::vector<Step>>
      ahead_;  ///< for each place of a way the steps that may stand there, by `from`
  std::vector<Frame> frames_;
  std::size_t frame_bytes_ = 0, most_frame_bytes_ = 0;
  std::vector<Triple> way_;
  bool found_ = false;
  Charge charge_{context_.limits, "the search for ways"};
};

}  // namespace kg::query

#include "kg/edit_distance.hpp"

#include <gtest/gtest.h>

namespace kg {
namespace {

TEST(EditDistance, CountsChangesUpToALimit) {
  EXPECT_EQ(edit_distance("China", "China", 0), 0u);
  EXPECT_EQ(edit_distance("Chian", "China", 2), 1u);  // neighbours that changed places
  EXPECT_EQ(edit_distance("Chna", "China", 2), 1u);
  EXPECT_EQ(edit_distance("chin", "coil", 2), 2u);
  EXPECT_EQ(edit_distance("", "abc", 3), 3u);
  EXPECT_EQ(edit_distance("", "abc", 2), std::nullopt);
  EXPECT_EQ(edit_distance("chin", "coil", 1), std::nullopt);
}

}  // namespace
}  // namespace kg

// Places and carets.
#include "kg/source_text.hpp"

#include <gtest/gtest.h>

#include "kg/unicode.hpp"

namespace kg {
namespace {

TEST(SourceText, PlacesCountFromOne) {
  const std::string_view text = "São\nb c\n";
  EXPECT_EQ(to_string(place_at(text, 0, "f")), "f:1:1");
  EXPECT_EQ(to_string(place_at(text, 3, "f")), "f:1:3");  // behind the two bytes of ã
  EXPECT_EQ(to_string(place_at(text, 4, "f")), "f:1:4");  // the line's end
  EXPECT_EQ(to_string(place_at(text, 7)), "2:3");
  EXPECT_EQ(to_string(place_at(text, 99)), "3:1");
  EXPECT_EQ(to_string(Place{"f", 0, 0}), "f");
}

TEST(SourceText, CaretsStandByDisplayWidth) {
  EXPECT_EQ(render_place("a b c", 2), "a b c\n  ^");
  EXPECT_EQ(render_place("a bcd e", 2, 3), "a bcd e\n  ^^^");
  EXPECT_EQ(render_place("东京 x", 7), "东京 x\n     ^");
  EXPECT_EQ(render_place("e\u0301 x", 4), "e\u0301 x\n  ^");
  EXPECT_EQ(render_place("\tx", 1), " x\n ^");
  EXPECT_EQ(render_place("a\nbc\r\nd", 3), "bc\n ^");
  EXPECT_EQ(render_place("a b", 3), "a b\n   ^");
  EXPECT_EQ(render_place("", 0), "\n^");
  EXPECT_EQ(render_place("a\n", 2), "\n^");
}

TEST(SourceText, LongLinesAreCut) {
  const std::string text(1000, 'x');
  const std::string shown = render_place(text, 500);
  EXPECT_EQ(shown, "…" + std::string(100, 'x') + "…\n" + std::string(71, ' ') + "^");
}

TEST(SourceText, DisplayWidth) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("São"), 3u);
  EXPECT_EQ(display_width("东京"), 4u);
  EXPECT_EQ(display_width("e\u0301\u200d"), 1u);
  EXPECT_EQ(display_width("😀"), 2u);
}

}  // namespace
}  // namespace kg

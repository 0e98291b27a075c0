#include "loaders/formats/markdown.hpp"

#include <gtest/gtest.h>

namespace kg::loaders {
namespace {

std::string plain(std::string_view markdown) {
  return plain_text_of_markdown(markdown).text;
}

TEST(Markdown, JoinsTheLinesOfAParagraph) {
  EXPECT_EQ(plain("one\ntwo\n\nthree\n"), "one two\n\nthree");
}

TEST(Markdown, MakesHeadingsParagraphs) {
  EXPECT_EQ(plain("# A title #\ntext\n## Second\nmore"), "A title\n\ntext\n\nSecond\n\nmore");
  EXPECT_EQ(plain("A title\n=======\ntext\n\n---\nmore"), "A title\n\ntext\n\nmore");
  EXPECT_EQ(plain("#hashtag stays"), "#hashtag stays");
}

TEST(Markdown, MakesListItemsParagraphs) {
  EXPECT_EQ(plain("- one\n  goes on\n* two\n12. three"), "one goes on\n\ntwo\n\nthree");
  EXPECT_EQ(plain("- item\n\n    its second paragraph"), "item\n\nits second paragraph");
  EXPECT_EQ(plain("-5 degrees"), "-5 degrees");
}

TEST(Markdown, DropsCodeTablesAndDefinitions) {
  EXPECT_EQ(plain("a\n\n```cpp\nint x;\n\n# no heading\n```\n\nb"), "a\n\nb");
  EXPECT_EQ(plain("a\n\n    indented code\n\nb"), "a\n\nb");
  EXPECT_EQ(plain("a\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\nb"), "a\n\nb");
  EXPECT_EQ(plain("a [text][1]\n\n[1]: https://example.org"), "a text");
  EXPECT_EQ(plain("~~~\nnever closed"), "");
}

TEST(Markdown, KeepsTheTextOfLinksAndMarks) {
  EXPECT_EQ(plain("**China** and _the_ [United *States*](https://example.org/a_(b)) met."),
            "China and the United States met.");
  EXPECT_EQ(plain("snake_case_name, 2 * 3 * 4, `code`, ~~gone~~"), "snake_case_name, 2 * 3 * 4, code, gone");
  EXPECT_EQ(plain("![a picture](x.png)Text.[^1]"), "Text.");
  EXPECT_EQ(plain("[not a link] and \\*stars\\*"), "[not a link] and *stars*");
  EXPECT_EQ(plain("an open [ bracket"), "an open [ bracket");
}

TEST(Markdown, DropsTagsAndDecodesEntities) {
  EXPECT_EQ(plain("a<br>b <!-- hidden --> AT&amp;T 1 < 2"), "ab  AT&T 1 < 2");
}

TEST(Markdown, UnwrapsQuotes) {
  EXPECT_EQ(plain("> said\n> she\n\nhe"), "said she\n\nhe");
}

TEST(Markdown, ReadsTheDateOfTheFrontMatter) {
  const auto read = plain_text_of_markdown("---\ntitle: x\ndate: \"2025-11-02T08:00\"\n---\nText.\n");
  EXPECT_EQ(read.date, "2025-11-02");
  EXPECT_EQ(read.text, "Text.");
  EXPECT_EQ(plain_text_of_markdown("---\ndate: soon\n---\nText.").date, "");
  EXPECT_EQ(plain_text_of_markdown("---\ndate: 2025-11-02\n\nnever ends").date, "");
}

TEST(Markdown, FollowsBracketsToABoundedDepth) {
  const auto nested = [](std::size_t depth) {
    return plain_text_of_markdown(std::string(depth, '[') + "a" + std::string(depth, ']') + "(b)").text;
  };
  EXPECT_EQ(nested(3), "[[a]]");
  EXPECT_EQ(nested(32), std::string(31, '[') + "a" + std::string(31, ']'));
  EXPECT_EQ(nested(33), std::string(33, '[') + "a" + std::string(33, ']') + "(b)");
  EXPECT_EQ(plain_text_of_markdown(std::string(1000000, '[')).text, std::string(1000000, '['))
      << "and in a moment";
}

}  // namespace
}  // namespace kg::loaders

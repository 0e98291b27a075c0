#include "loaders/loader.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kg::loaders {
namespace {

std::string message_of(std::string_view name, std::string_view bytes) {
  try {
    read_document(name, bytes, {});
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(Loader, IsFoundByTheEndingOfTheName) {
  EXPECT_TRUE(loader_for("a/b.facts"));
  EXPECT_TRUE(loader_for("a.b.txt"));
  EXPECT_TRUE(loader_for("-"));
  EXPECT_TRUE(loader_for("/dev/fd/63"));
  EXPECT_FALSE(loader_for("a.exe"));
  EXPECT_FALSE(loader_for("txt"));
  EXPECT_FALSE(loader_for("dir.txt/file"));
  EXPECT_FALSE(loader_for(".facts")) << "a hidden file without an ending";
}

TEST(Loader, RefusesWhatCannotBeRead) {
  EXPECT_EQ(message_of("a.facts", ""), "a.facts: the file is empty: there is nothing to read in it");
  EXPECT_EQ(message_of("a.facts", " \n\t\n"), "a.facts: the file is empty: there is nothing to read in it");
  EXPECT_EQ(message_of("a.txt", "good\nbad \xE9 here"),
            "a.txt:2: not UTF-8 at byte 9: convert the file first, for example with iconv -f windows-1252 -t "
            "utf-8");
  EXPECT_EQ(message_of("a.exe", "x"),
            "a.exe: no loader for '.exe': expected a file that ends in .facts, .jsonl, .markdown, .md, .nq, "
            ".nt, .trig, .ttl, .txt");
}

TEST(Loader, FillsInWhatEveryDocumentHas) {
  const auto document = read_document("a.facts",
                                      "\xEF\xBB\xBF"
                                      "A b c\n",
                                      {"2025-11-02"});
  EXPECT_EQ(document.name, "a.facts");
  EXPECT_EQ(document.date, "2025-11-02");
  EXPECT_EQ(document.content_hash.size(), 32u);
  EXPECT_EQ(document.facts.size(), 1u);
}

TEST(Loader, HashesBytesAndDate) {
  EXPECT_EQ(content_hash("a", {}), content_hash("a", {}));
  EXPECT_NE(content_hash("a", {}), content_hash("b", {}));
  EXPECT_NE(content_hash("a", {}), content_hash("a", {"2025-11-02"}));
}

TEST(Loader, StopsBetweenSentencesWhenAsked) {
  const std::atomic<bool> stop = true;
  LoadOptions options;
  options.stop = &stop;
  for (const std::string name : {"a.txt", "a.md"}) {
    try {
      read_document(name, "China suspended export controls. Japan imports rare earths.", options);
      FAIL() << name << " was read";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), Exit::Interrupted) << error.what();
    }
  }
}

TEST(Loader, OfOnesOwnCanBeAdded) {
  register_loader(".upper", [](std::string_view, std::string_view bytes, const LoadOptions&) {
    Document document;
    document.text = bytes;
    std::ranges::transform(document.text, document.text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return document;
  });
  EXPECT_EQ(read_document("a.upper", "abc", {}).text, "ABC");
  EXPECT_TRUE(std::ranges::count(known_endings(), ".upper") == 1);
  EXPECT_THROW(register_loader("upper", nullptr), Error);
}

}  // namespace
}  // namespace kg::loaders

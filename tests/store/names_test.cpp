// Asking by name: exact, alias, case, number, and what is near.
#include "kg/store/names.hpp"

#include "tests/store/store_test.hpp"

namespace kg {
namespace {

using Lines = std::vector<std::string>;

class NamesTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    graph_ = Graph::open_for_writing(path());
  }
  /// Names of the entities that somebody may mean.
  Lines named(const std::string& name) const {
    const auto view = graph_->snapshot();
    Lines names;
    for (const Term& term : view->terms(view->entities_named(name))) names.push_back(term.text);
    std::sort(names.begin(), names.end());
    return names;
  }
  Lines aliases_of(const std::string& name) const {
    const auto view = graph_->snapshot();
    return view->aliases_of(id_of(*view, name));
  }

  std::unique_ptr<Graph> graph_;
};

TEST_F(NamesTest, ExactThenCaseThenNumber) {
  graph_->load(document_of(
      "a", {"China signed export_controls with=Large_Countries", "US met us", "Straße is_in Zürich"}));
  EXPECT_EQ(named("China"), (Lines{"China"}));
  EXPECT_EQ(named("china"), (Lines{"China"}));
  EXPECT_EQ(named("US"), (Lines{"US"}));
  EXPECT_EQ(named("us"), (Lines{"us"}));
  EXPECT_EQ(named("Us"), (Lines{"US", "us"}));
  EXPECT_EQ(named("export_control"), (Lines{"export_controls"}));
  EXPECT_EQ(named("Export_Control"), (Lines{"export_controls"}));
  EXPECT_EQ(named("large_country"), (Lines{"Large_Countries"}));
  EXPECT_EQ(named("STRASSE"), (Lines{"Straße"}));
  EXPECT_EQ(named("zurich"), Lines{});  // diacritics tell names apart
  EXPECT_EQ(named("signed"), Lines{});  // a predicate is no entity
  EXPECT_EQ(named("with"), Lines{});
  EXPECT_EQ(named("Atlantis"), Lines{});
}

TEST_F(NamesTest, AliasesOfADocumentServeAskingOnly) {
  graph_->load(document_of(
      "a", {"Scott_Bessent said yes", "Jane_Roe said no"},
      {{"Bessent", "Scott_Bessent", "surname", false}, {"S._B.", "Scott_Bessent", "initials", false}}));
  graph_->load(document_of("b", {"Bessent_Avenue is_in Springfield", "Richard_Roe said yes"},
                           {{"Roe", "Richard_Roe", "surname", false}}));
  EXPECT_EQ(named("Bessent"), (Lines{"Scott_Bessent"}));
  EXPECT_EQ(named("bessent"), (Lines{"Scott_Bessent"}));
  EXPECT_EQ(named("Roe"), (Lines{"Richard_Roe"}));
  EXPECT_EQ(aliases_of("Scott_Bessent"), (Lines{"Bessent", "S._B.", "Scott_Bessent"}));

  graph_->load(document_of("c", {"Jane_Roe left home"}, {{"Roe", "Jane_Roe", "surname", false}}));
  EXPECT_EQ(named("Roe"), (Lines{"Jane_Roe", "Richard_Roe"}));
  graph_->load(document_of(
      "d", {"Roe sank quickly"}));  // an entity of its own comes before aliases, and takes nothing from them
  EXPECT_EQ(named("Roe"), (Lines{"Roe"}));
  EXPECT_EQ(printed(*graph_->snapshot()).size(), 6u);
  graph_->forget("d");
  graph_->forget("b");
  EXPECT_EQ(named("Roe"), (Lines{"Jane_Roe"}));
  graph_->forget("c");
  EXPECT_EQ(named("Roe"), Lines{});
  EXPECT_EQ(graph_->check(), Lines{});
}

TEST_F(NamesTest, AnAliasEverywhereMerges) {
  graph_->load(document_of("a", {"U.S. taxed steel", "steel came_from U.S. via=U.S."}));
  graph_->load(document_of("b", {"United_States taxed steel"}, {{"U.S.", "United_States", "country", true}}));
  const auto view = graph_->snapshot();
  EXPECT_EQ(printed(*view),
            (Lines{"United_States taxed steel", "steel came_from United_States via=United_States"}));
  EXPECT_EQ(view->canonical(id_of(*view, "U.S.")), id_of(*view, "United_States"));
  EXPECT_EQ(named("U.S."), (Lines{"United_States"}));
  EXPECT_EQ(named("u.s."), (Lines{"United_States"}));
  EXPECT_EQ(aliases_of("United_States"), (Lines{"U.S.", "United_States"}));
  EXPECT_EQ(graph_->check(), Lines{});
  graph_->forget("b");  // the alias dies with its document
  EXPECT_EQ(printed(*graph_->snapshot()), (Lines{"'U.S.' taxed steel", "steel came_from 'U.S.' via='U.S.'"}));
  EXPECT_EQ(named("U.S."), (Lines{"U.S."}));
  EXPECT_EQ(graph_->check(), Lines{});
}

TEST_F(NamesTest, MostDocumentsDecideWhatAnAliasMeans) {
  graph_->load(document_of("a", {"Congo borders Angola"}));
  graph_->load(document_of("b", {}, {{"Congo", "DR_Congo", "", true}}));
  EXPECT_EQ(printed(*graph_->snapshot()), (Lines{"DR_Congo borders Angola"}));
  graph_->load(document_of("c", {}, {{"Congo", "Congo_Republic", "", true}}));
  EXPECT_EQ(printed(*graph_->snapshot()),
            (Lines{"Congo_Republic borders Angola"}));  // one each: the first by code point
  graph_->load(document_of("d", {}, {{"Congo", "DR_Congo", "", true}}));
  EXPECT_EQ(printed(*graph_->snapshot()), (Lines{"DR_Congo borders Angola"}));
  EXPECT_EQ(graph_->check(), Lines{});
}

TEST_F(NamesTest, NearNamesAreOffered) {
  graph_->load(document_of("a", {"China suspended export_controls", "Chile suspended nothing",
                                 "China met Chile", "China signed treaty with=Peru"}));
  const auto view = graph_->snapshot();
  EXPECT_EQ(view->similar_names("Chian", 1), (Lines{"China"}));
  EXPECT_EQ(view->similar_names("Chine", 2), (Lines{"China", "Chile"}));
  EXPECT_EQ(view->similar_names("suspnded", 3), (Lines{"suspended"}));
  EXPECT_EQ(view->similar_names("export", 3), (Lines{"export_controls"}));
  EXPECT_EQ(view->similar_names("wiht", 1), (Lines{"with"}));
  EXPECT_EQ(view->similar_names("Liechtenstein", 3), Lines{});
  graph_->forget("a");
  EXPECT_EQ(graph_->snapshot()->similar_names("Chian", 1), Lines{});  // gone is gone
}

TEST(OtherNumbers, LastWordOnly) {
  const auto has = [](const std::string& name, const std::string& other) {
    const auto all = store::other_numbers(name);
    return std::find(all.begin(), all.end(), other) != all.end();
  };
  EXPECT_TRUE(has("rare_earths", "rare_earth"));
  EXPECT_TRUE(has("rare_earth", "rare_earths"));
  EXPECT_TRUE(has("g7_country", "g7_countries"));
  EXPECT_TRUE(has("taxes", "tax"));
  EXPECT_TRUE(has("tax", "taxes"));
  EXPECT_TRUE(has("spokesmen", "spokesmen") == false);
  EXPECT_TRUE(has("business_women", "business_woman"));
  EXPECT_TRUE(has("toy", "toys"));
  EXPECT_FALSE(has("press", "pres"));
}

}  // namespace
}  // namespace kg

// From predicates to relations, roots and modality.
#include "kg/relation.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace kg {
namespace {

struct Case {
  const char* predicate;
  Relation relation;
};

TEST(Relation, FormsOfOneVerbShareIt) {
  for (const char* form : {"suspend", "suspends", "suspended", "has_suspended", "had_suspended",
                           "is_suspending", "was_suspending", "has_been_suspending"})
    EXPECT_EQ(relation_of(form), (Relation{"suspend", "suspend", Modality::Done})) << form;
}

TEST(Relation, Modality) {
  const Case cases[] = {
      {"will_cooperate_with", {"cooperate_with", "cooperate_with", Modality::Planned}},
      {"did_not_sign", {"sign", "sign", Modality::Denied}},
      {"didn't_sign", {"sign", "sign", Modality::Denied}},
      {"never_signed", {"sign", "sign", Modality::Denied}},
      {"has_never_signed", {"sign", "sign", Modality::Denied}},
      {"no_longer_controls", {"control", "control", Modality::Denied}},
      {"is_not_cooperating_with", {"cooperate_with", "cooperate_with", Modality::Denied}},
      {"cannot_mine", {"mine", "mine", Modality::Denied}},
      {"may_have_signed", {"sign", "sign", Modality::Possible}},
      {"would_be_suspended", {"be_suspended", "suspend", Modality::Possible}},
      {"will_not_be_suspended", {"be_suspended", "suspend", Modality::Denied}},
      {"is_seeking_to_become", {"seek_to_become", "become", Modality::Planned}},
      {"plans_to_sign", {"plan_to_sign", "sign", Modality::Planned}},
      {"hopes_to_build", {"hope_to_build", "build", Modality::Planned}},
      {"wants_to_buy", {"want_to_buy", "buy", Modality::Planned}},
      {"refused_to_sign", {"refuse_to_sign", "sign", Modality::Denied}},
      {"failed_to_agree_on", {"fail_to_agree_on", "agree_on", Modality::Denied}},
      {"decided_not_to_sign", {"decide_to_sign", "sign", Modality::Denied}},
      {"is_going_to_build", {"build", "build", Modality::Planned}},
      {"is_to_build", {"build", "build", Modality::Planned}},
      {"had_to_close", {"close", "close", Modality::Possible}},
      {"is_expected_to_meet", {"be_expected_to_meet", "meet", Modality::Planned}},
      {"is_likely_to_rise", {"be_likely_to_rise", "rise", Modality::Possible}},
      {"was_unable_to_pay", {"be_unable_to_pay", "pay", Modality::Denied}},
      {"considered_banning", {"consider_ban", "ban", Modality::Possible}},
      {"denied_signing", {"deny_sign", "sign", Modality::Denied}},
      {"denied", {"deny", "deny", Modality::Done}},
      {"began_exporting", {"begin_export", "export", Modality::Done}},
      {"agreed_to", {"agree_to", "agree_to", Modality::Done}},
      {"plans_to_found", {"plan_to_found", "found", Modality::Planned}},
  };
  for (const Case& c : cases) {
    const Relation relation = relation_of(c.predicate);
    EXPECT_EQ(relation.name, c.relation.name) << c.predicate;
    EXPECT_EQ(relation.root, c.relation.root) << c.predicate;
    EXPECT_EQ(relation.modality, c.relation.modality) << c.predicate;
  }
}

TEST(Relation, PassivesAndCopulas) {
  EXPECT_EQ(relation_of("was_suspended_by"), (Relation{"be_suspended_by", "suspend", Modality::Done}));
  EXPECT_EQ(relation_of("is_suspended_by").name, "be_suspended_by");
  EXPECT_EQ(relation_of("has_been_suspended_by").name, "be_suspended_by");
  EXPECT_EQ(relation_of("is_being_suspended_by").name, "be_suspended_by");
  EXPECT_EQ(relation_of("was_accused_of"), (Relation{"be_accused_of", "accuse_of", Modality::Done}));
  EXPECT_EQ(relation_of("is"), (Relation{"be", "be", Modality::Done}));
  EXPECT_EQ(relation_of("was"), relation_of("is"));
  EXPECT_EQ(relation_of("is_part_of"), (Relation{"be_part_of", "be_part_of", Modality::Done}));
  EXPECT_EQ(relation_of("is_not"), (Relation{"be", "be", Modality::Denied}));
}

TEST(Relation, OtherWordsAreTheirOwn) {
  for (const char* noun :
       {"rank_deposits", "capital", "part_of", "friendOf", "CEO_of", "member_of", "<http://a.b/c>", "_x",
        "x_", "meeting", "population", "headquarters", "series", "hundred", "a__b", "need", "bus", "status"})
    EXPECT_EQ(relation_of(noun), (Relation{noun, noun, Modality::Done}));
  EXPECT_EQ(relation_of("has_capital").name, "have_capital");
  EXPECT_EQ(relation_of("has_population").name, "have_population");
  EXPECT_EQ(relation_of("does_business_with").name, "do_business_with");
  EXPECT_EQ(relation_of("controls").name, "control");
  EXPECT_EQ(relation_of("carried_out"), (Relation{"carry_out", "carry_out", Modality::Done}));
}

TEST(Relation, BaseForms) {
  std::istringstream pairs(
      "met meet|led lead|was be|has have|does do|goes go|went go|fled flee|found find|founded found|said "
      "say|brought bring|"
      "controls control|controlled control|controlling control|cancelled cancel|canceled cancel|called "
      "call|fulfilled fulfill|"
      "installed install|enrolled enroll|expelled expel|dispelled dispel|patrolled patrol|annulled "
      "annul|quelled quell|"
      "possesses possess|reaches reach|fixes fix|vetoes veto|vetoed veto|raises raise|seizes seize|focuses "
      "focus|carries carry|"
      "dies die|dying die|lying lie|tied tie|died die|denied deny|imposed impose|increased increase|focused "
      "focus|"
      "announced announce|achieved achieve|continued continue|argued argue|issuing issue|organized "
      "organize|changed change|"
      "belonged belong|merged merge|managed manage|banned ban|planned plan|admitted admit|preferred "
      "prefer|added add|"
      "boycotted boycott|created create|treated treat|negotiated negotiate|retaliated retaliate|evaluated "
      "evaluate|"
      "persuaded persuade|visited visit|limited limit|invited invite|united unite|voted vote|quoted "
      "quote|promoted promote|"
      "pivoted pivot|executed execute|shouted shout|targeted target|completed complete|acquired "
      "acquire|repaired repair|"
      "declared declare|appeared appear|offered offer|interfered interfere|ignored ignore|monitored "
      "monitor|secured secure|"
      "combined combine|joined join|gained gain|threatened threaten|intervened intervene|sanctioned "
      "sanction|postponed postpone|"
      "claimed claim|named name|assumed assume|provided provide|avoided avoid|traded trade|headed "
      "head|conceded concede|"
      "exceeded exceed|needed need|included include|invoked invoke|looked look|hoped hope|hopped "
      "hop|developed develop|"
      "escaped escape|signaled signal|compiled compile|detailed detail|ruled rule|scheduled schedule|enabled "
      "enable|"
      "handled handle|reversed reverse|collapsed collapse|licensed license|absorbed absorb|described "
      "describe|climbed climb|"
      "signed sign|warned warn|suspected suspect|funded fund|stayed stay|played play|showed show|owed "
      "owe|fixed fix|used use|"
      "using use|mining mine|dropping drop|panicked panic|agreed agree|agreeing agree|seeing see|freed "
      "free|born born|"
      "lasted last|wasted waste|breathed breathe|unveiled unveil|relied rely|buys buy|eased ease|ceased "
      "cease|caused cause|"
      "leased lease|seized seize|besieged besiege|received receive|believed believe|leaving leave|freezing "
      "freeze|choosing choose|"
      "pleased please|raised raise|praised praise|sourced source|housed house|proposing propose|opposing "
      "oppose|"
      "being be|having have|making make|taking take|getting get|running run|cutting cut|putting put|setting "
      "set|beginning begin|"
      "sign sign|bring bring|process process|thing thing|red red|king king|spring spring|embargoed "
      "embargo|bringing bring|ringing ring|oriented orient|challenged challenge|avenged avenge|equipped "
      "equip|worshiped worship|adhered adhere|appealed appeal|mistaking mistake|hanging hang|welcomed "
      "welcome|targeting target|");
  std::string pair;
  while (std::getline(pairs, pair, '|')) {
    const std::size_t space = pair.find(' ');
    EXPECT_EQ(base_form(pair.substr(0, space)), pair.substr(space + 1)) << pair;
  }
}

}  // namespace
}  // namespace kg

// What stands in the place of dates, ages, places and people, and how it reads there. Every name is invented.
#include "anonymise/policy.h"

#include <gtest/gtest.h>

#include "anonymise/prove.h"
#include "anonymise/replace.h"

namespace heed::anonymise {
namespace {

Register listed() {
  auto r = read_register_csv(
      "person,kind,value,replacement\n"
      "P1,name,Brevanth Koldermaine,Amara Okoro\nP1,date_of_birth,12/05/1984,\nP1,date_of_death,3 June 2019,\nP2,name,Oonagh Trellavan,the uncle\n"
      "child:P3,name,Ilo Vastermoor,Child A\nP4,name,Quenby Sarrowell,the GP\n"
      ",place,Hallow Mill,a small village\n,agency,Zelbury Surgery,\n,agency,Quillfeather Primary School,\n,other,Ostwick Carpets Ltd,\n,place,Marrowby Refuge,\n,address,\"14 Quillfeather Street, Zelbury, ZE4 7QX\",\n"
      "chair,allow,Dr Ines Vardley,\n");
  EXPECT_TRUE(r.ok()) << r.error().message;
  return std::move(r).value();
}

std::string of(std::string_view text, const Policy& policy = {}) {
  static const Detector detector(listed());
  Decisions decisions;
  decisions.policy = policy;
  const auto out = replace_text(text, detector, decisions).bytes;
  const auto proof = prove(out, "a.txt", listed());
  EXPECT_TRUE(proof.clean()) << out;
  return out;
}

struct Case {
  const char *from, *to;
};

TEST(Replace, EveryFormOfANameFollowsThePseudonym) {
  const Case cases[] = {
      {"Brevanth Koldermaine left.", "Amara Okoro left."},
      {"Brevanth\xE2\x80\x99s sister", "Amara\xE2\x80\x99s sister"},
      {"Mr Koldermaine left, and Mr Koldermaine's car", "Mr Okoro left, and Mr Okoro's car"},
      {"B. Koldermaine signed", "Amara Okoro signed"},
      {"initials B.K. below", "initials AO. below"},
      {"KOLDERMAINE, Brevanth", "Amara Okoro"},
      {"Mr Trellavan came", "The uncle came"},
      {"They met Oonagh Trellavan\xE2\x80\x99s son", "They met the uncle\xE2\x80\x99s son"},
      {"Seen by Dr Sarrowell. Dr Sarrowell said", "Seen by the GP. The GP said"},
      {"the Dr Ines Vardley report", "the Dr Ines Vardley report"},
  };
  for (const auto& c : cases) EXPECT_EQ(of(c.from), c.to);
}

TEST(Replace, DatesByPolicyAndKind) {
  const char* const text = "She died on 3 June 2019. On 31 May 2019 the GP rang; two days later she called. He was born on 12 May 1984.";
  EXPECT_EQ(of(text), "She died in June 2019. In May 2019 the GP rang; two days later she called. He was born on [aged 35 at death].");
  EXPECT_EQ(of(text, {.dates = DatePolicy::Year}), "She died in 2019. In 2019 the GP rang; two days later she called. He was born on [aged 35 at death].");
  EXPECT_EQ(of(text, {.dates = DatePolicy::Relative}), "She died on the day of the death. Three days before the death the GP rang; two days later she called. He was born on [aged 35 at death].");
  EXPECT_EQ(of("Seen on 1 March 2019, and 4 June 2024.", {.dates = DatePolicy::Relative}), "Seen about three months before the death, and about five years after the death.");
  EXPECT_EQ(of("Seen on 1 March 2019.", {.dates = DatePolicy::Keep}), "Seen on 1 March 2019.");
  EXPECT_EQ(of("Died 3/6/2019.", {.dates = DatePolicy::Keep}), "Died June 2019.");  // what is listed goes in any case
}

TEST(Replace, AgesAreBandedOnRequest) {
  EXPECT_EQ(of("She was aged 34."), "She was aged 34.");
  const Policy banded{.ages = AgePolicy::Banded};
  const Case cases[] = {
      {"She was aged 34 years old.", "She was aged 30\xE2\x80\x93" "39."},
      {"at the age of thirty-four, he", "at the age of 30\xE2\x80\x93" "39, he"},
      {"a 19-year-old woman", "an 18\xE2\x80\x93" "29-year-old woman"},
      {"An 18 year old man", "An 18\xE2\x80\x93" "29 year old man"},
      {"an 11-year-old", "a 5\xE2\x80\x93" "11-year-old"},
      {"He is 92 years old", "He is 90+ years old"},
      {"aged 6 months", "aged under 1"},
      {"aged 12 and over the speed of 34 miles", "aged 12\xE2\x80\x93" "17 and over the speed of 34 miles"},
      {"34 people were aged", "34 people were aged"},
  };
  for (const auto& c : cases) EXPECT_EQ(of(c.from, banded), c.to);
}

TEST(Replace, ChildrenLoseSexAndExactAge) {
  EXPECT_EQ(of("The son, Ilo Vastermoor, aged 7, was a quiet boy."), "The child, Child A, [age left out], was a quiet child.");
}

TEST(Replace, ProfessionalsAreNamedByRole) {
  const Policy roles{.professionals = ProfessionalPolicy::Role};
  const Case cases[] = {
      {"PC Wexcombe attended. DC Anneth Wexcombe\xE2\x80\x99s note", "The police officer attended. The police officer\xE2\x80\x99s note"},
      {"PC 4417 Wexcombe and PCSO 7093B J Pendry came", "The police officer and the police officer came"},
      {"Detective Sergeant Wexcombe rang the Social Worker Ilsa Pendry", "The police officer rang the social worker"},
      {"Dr Ines Vardley chaired; Dr Wexcombe wrote", "Dr Ines Vardley chaired; the doctor wrote"},
      {"The Nurse Practitioner and Judge Advocate", "The Nurse Practitioner and Judge Advocate"},
  };
  for (const auto& c : cases) EXPECT_EQ(of(c.from, roles), c.to);
  EXPECT_EQ(of("PC Wexcombe attended."), "PC Wexcombe attended.");
}

TEST(Replace, PlacesBecomeWhatTheyAreAndARefugeNothing) {
  const Case cases[] = {
      {"lived in Hallow Mill with", "lived in a small village with"},
      {"registered at the Zelbury Surgery", "registered at [a GP practice]"},
      {"went to Quillfeather Primary School.", "went to [a school]."},
      {"worked for Ostwick Carpets Ltd and", "worked for [an employer] and"},
      {"moved to Marrowby Refuge", "moved to [a place of safety]"},
  };
  for (const auto& c : cases) EXPECT_EQ(of(c.from), c.to);
}

TEST(Replace, AHeadingAndTheLineBelowItKeepANameEach) {
  EXPECT_EQ(of("Koldermaine\nBrevanth Koldermaine left"), "Okoro\nAmara Okoro left");
  EXPECT_EQ(of("Brevanth Koldermaine\nBrevanth Koldermaine"), "Amara Okoro\nAmara Okoro");
}

TEST(Replace, NeitherLengthNorLinesGiveAWordAway) {
  EXPECT_EQ(of("Seen by Trel-\nlavan today"), "Seen by the uncle today");
  EXPECT_EQ(of("Brevanth\nKoldermaine left"), "Amara Okoro left");
  EXPECT_EQ(of("lived at 14 Quillfeather Street,\nZelbury,\nZE4 7QX until"), "lived at [address removed] until");
  EXPECT_EQ(of("B R E"), "B R E");
}

TEST(Policy, WordsOfTheCommandLine) {
  EXPECT_EQ(*read_policy("", "", ""), Policy{});
  EXPECT_EQ(*read_policy("relative", "banded", "role"), (Policy{DatePolicy::Relative, AgePolicy::Banded, ProfessionalPolicy::Role}));
  EXPECT_FALSE(read_policy("decade", "", "").ok());
  EXPECT_FALSE(read_policy("", "exact", "").ok());
  EXPECT_FALSE(read_policy("", "", "name").ok());
  EXPECT_EQ(age_band(0), "under 1");
  EXPECT_EQ(age_band(90), "90+");
}

}  // namespace
}  // namespace heed::anonymise

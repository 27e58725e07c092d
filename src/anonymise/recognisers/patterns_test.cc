#include <gtest/gtest.h>

#include "anonymise/recognisers/pattern.h"
#include "anonymise/recognisers/recognisers.h"

namespace heed::anonymise {
namespace {

struct Found {
  std::string value, why;
  double confidence = 0;
};
/// What the layer `by` says first; nothing is a confidence of 0.
Found first(std::string_view s, std::string_view by) {
  std::vector<Detection> all;
  recognise_patterns(s, all);
  for (const auto& d : all)
    if (d.by == by) return {std::string(s.substr(d.span.begin, d.span.size())), d.why, d.confidence};
  return {};
}

TEST(Vehicles, EveryAgeOfRegistration) {
  EXPECT_GT(first("drove off in AB12 CDE.", "vehicle-registration").confidence, 0.8);
  EXPECT_GT(first("his car, registration A123 BCD", "vehicle-registration").confidence, 0.85);
  EXPECT_GT(first("the van (reg ABC 123D)", "vehicle-registration").confidence, 0.85);
  EXPECT_GT(first("a car with the index XIA 1234", "vehicle-registration").confidence, 0.75);
  EXPECT_EQ(first("a car with the plate XIA 1234", "vehicle-registration").value, "XIA 1234");
  EXPECT_EQ(first("the vehicle AB 1 was parked", "vehicle-registration").value, "AB 1");
  EXPECT_EQ(first("see page AB 1 for this", "vehicle-registration").confidence, 0);
  // Letters that are never used lower it; they do not drop it.
  const double odd = first("it was QI12 CDE", "vehicle-registration").confidence;
  EXPECT_GT(odd, 0.3);
  EXPECT_LT(odd, 0.6);
}

TEST(Money, SortCodesAreNoDates) {
  EXPECT_GT(first("sort code 12-34-56, account number 12345678", "sort-code").confidence, 0.9);
  EXPECT_EQ(first("sort code 12-34-56, account number 12345678", "bank-account").value, "12345678");
  EXPECT_EQ(first("paid into 12-34-56 12345678", "bank-account").value, "12-34-56 12345678");
  EXPECT_EQ(first("seen on 12-05-19 at home", "sort-code").confidence, 0);
}

TEST(Money, ChecksumsOfIbanAndCards) {
  EXPECT_GT(first("IBAN GB82 WEST 1234 5698 7654 32", "iban").confidence, 0.9);
  const double wrong = first("IBAN GB83 WEST 1234 5698 7654 32", "iban").confidence;
  EXPECT_GT(wrong, 0.4);
  EXPECT_LT(wrong, 0.9);
  EXPECT_GT(first("card 4111 1111 1111 1111", "payment-card").confidence, 0.9);
  const double mistyped = first("card 4111 1111 1111 1112", "payment-card").confidence;
  EXPECT_GT(mistyped, 0.4);
  EXPECT_LT(mistyped, 0.9);
}

TEST(PersonNumbers, DrivingLicences) {
  EXPECT_GT(first("driver number TARRO657054AB9IJ", "driving-licence").confidence, 0.9);
  EXPECT_GT(first("her licence QUEN9754315A99CD", "driving-licence").confidence, 0.9);
  const double wrong = first("licence TARRO699054AB9IJ", "driving-licence").confidence;
  EXPECT_GT(wrong, 0.4);
  EXPECT_LT(wrong, 0.9);
}

TEST(PersonNumbers, PassportsNeedTheirWord) {
  EXPECT_GT(first("her passport 123456789 had expired", "passport").confidence, 0.9);
  EXPECT_GT(first("passport number AB123456", "passport").confidence, 0.7);
  EXPECT_EQ(first("the total of 123456789 pounds", "passport").confidence, 0);
}

TEST(PersonNumbers, HospitalNumbers) {
  EXPECT_EQ(first("Hospital number: H1234567, seen", "hospital-number").value, "H1234567");
  EXPECT_EQ(first("MRN 0012345", "hospital-number").value, "0012345");
  EXPECT_EQ(first("hospital 20 times", "hospital-number").confidence, 0);
}

TEST(CaseNumbers, Courts) {
  for (const char* s : {"FD24C00123", "ZC21P01234", "E12YJ345", "T20217001", "KB-2023-001234", "CA-2021-000123"}) {
    const std::string text = std::string("case number ") + s + " was listed";
    EXPECT_EQ(first(text, "court-case").value, s);
    EXPECT_GT(first(text, "court-case").confidence, 0.9) << s;
  }
  EXPECT_EQ(first("Re A [2021] EWCA Civ 1234 held", "neutral-citation").value, "[2021] EWCA Civ 1234");
  EXPECT_EQ(first("[2019] EWHC 123 (Fam)", "neutral-citation").value, "[2019] EWHC 123 (Fam)");
}

TEST(CaseNumbers, PoliceAndPartners) {
  EXPECT_EQ(first("CAD 4821 refers", "police-log").value, "4821");
  EXPECT_EQ(first("incident log 567 of 12 March 2019", "police-log").value, "567 of 12 March 2019");
  EXPECT_GT(first("custody record 42AB/1234/19", "police-reference").confidence, 0.8);
  EXPECT_EQ(first("PNC ID 12/345678X", "police-reference").value, "12/345678X");
  EXPECT_EQ(first("attended by PC 4821", "collar-number").value, "4821");
  EXPECT_EQ(first("MARAC reference M12345", "case-system").value, "M12345");
  EXPECT_EQ(first("MARAC ref M-2019-0042 was", "case-system").value, "M-2019-0042");
  EXPECT_EQ(first("MAPPA reference WR/1234/20", "case-system").value, "WR/1234/20");
  EXPECT_EQ(first("Liquidlogic ID: 1234567", "case-system").value, "1234567");
  EXPECT_EQ(first("Mosaic number 445566", "case-system").value, "445566");
  EXPECT_EQ(first("Inquest ref 2020-0123", "coroner-reference").value, "2020-0123");
}

TEST(Contacts, NetworksAndHandles) {
  EXPECT_GT(first("logged in from IP 203.0.113.7", "network-address").confidence, 0.8);
  EXPECT_LT(first("version 203.0.999.7", "network-address").confidence, 0.5);
  EXPECT_EQ(first("on Instagram as @tarrow.by_1", "handle").value, "@tarrow.by_1");
  EXPECT_GT(first("on Instagram as @tarrow.by_1", "handle").confidence, 0.7);
  EXPECT_EQ(first("see www.example.org/a.", "web-address").value, "www.example.org/a");
}

TEST(Contacts, ProfilesAndAddressesInWords) {
  EXPECT_EQ(first("see facebook.com/brin.tarrow.90, she said", "social-profile").value, "facebook.com/brin.tarrow.90");
  EXPECT_EQ(first("https://www.instagram.com/tarrowby/", "social-profile").value, "https://www.instagram.com/tarrowby/");
  EXPECT_EQ(first("the page example.com/help", "social-profile").confidence, 0);
  EXPECT_EQ(first("write to b.tarrow [at] example [dot] org today", "email").value, "b.tarrow [at] example [dot] org");
  EXPECT_EQ(first("b.tarrow(at)example.org.", "email").value, "b.tarrow(at)example.org");
  EXPECT_EQ(first("she was (at) home. There", "email").confidence, 0);
}

TEST(Contacts, ABracketBelongsToTheNumberThatClosesIt) {
  EXPECT_EQ(first("her mother (07700 900123, at home)", "telephone").value, "07700 900123");
  EXPECT_EQ(first("call (020) 7946 0018 or", "telephone").value, "(020) 7946 0018");
  EXPECT_EQ(first("call (01632) 960123 or", "telephone").value, "(01632) 960123");
  EXPECT_EQ(first("call +44 (0)113 496 0000 or", "telephone").value, "+44 (0)113 496 0000");
}

TEST(TimesAndAges, InFiguresAndInWords) {
  for (const char* s : {"at 14:35 he", "at 2.15pm he", "at 0915hrs he", "about 3 pm he", "at half past three he", "at nine o’clock he"}) EXPECT_GT(first(s, "time").confidence, 0.3) << s;
  EXPECT_LT(first("at 27:75 he", "time").confidence, 0.3);
  for (const char* s : {"aged 45 and", "a 32-year-old man", "thirty-two years old", "in her late twenties", "aged nineteen", "five weeks old"}) EXPECT_GT(first(s, "age").confidence, 0.4) << s;
  EXPECT_EQ(first("on the twenty-first of March", "date").value, "the twenty-first of March");
  EXPECT_EQ(first("the agency was engaged", "age").confidence, 0);
}

TEST(Patterns, AMatchIsFoundOnceAndWhole) {
  std::vector<Detection> all;
  recognise_patterns("Flat 3, 12 Marrow Lane, then 020 7946 0018 and 020 7946 0019", all);
  int phones = 0, whole = 0;
  for (const auto& d : all) {
    phones += d.by == "telephone";
    whole += d.by == "street-address" && d.span.begin == 0;
  }
  EXPECT_EQ(phones, 2);
  EXPECT_EQ(whole, 1);
}

}  // namespace
}  // namespace heed::anonymise

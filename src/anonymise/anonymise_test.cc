// Detection and replacement in plain text and HTML, and their proof. Every name here is invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "anonymise/dates.h"
#include "anonymise/matcher.h"
#include "anonymise/prove.h"
#include "anonymise/recognisers/recognisers.h"
#include "anonymise/replace.h"
#include "anonymise/vocabulary.h"

namespace heed::anonymise {
namespace {

constexpr const char* kCsv =
    "person,kind,value,replacement\n"
    "P1,name,Zoë Marigold O’Brannock-Vell,Amara Okoro\n"
    "P1,nickname,Zozo,\n"
    "P1,former_name,Zoë Tarrowby,\n"
    "P1,date_of_birth,03/05/1980,\n"
    "P1,date_of_death,12 May 2019,\n"
    "P1,address,\"14 Quillfeather Street, Camford, CF1 2AB\",\n"
    "P1,phone,07700 900123,\n"
    "P1,email,zoe.vell@example.org,\n"
    "P1,nhs,943 476 5919,\n"
    "P1,nino,QQ 12 34 56 C,\n"
    "P1,reference,CR/4471/19,\n"
    "P2,name,Will Young,Adult B\n"
    "child:C1,name,Pip Tarnhelm,Child A\n"
    ",place,Thornwick Magna,a village\n"
    ",agency,Larkmoor Primary School,a primary school\n"
    ",other,Fernhollow Refuge,\n"
    ",allow,Camford Borough Council,\n"
    ",allow,Dr Ines Young,\n";

Register reg() {
  auto r = read_register_csv(kCsv);
  EXPECT_TRUE(r.ok()) << (r.ok() ? "" : r.error().message);
  return std::move(r).value();
}

std::string anonymised(std::string_view s) { return replace_text(s, Detector(reg()), {}).bytes; }

struct Case {
  const char *from, *to;
};

TEST(Anonymise, EveryVariantOfAListedValueGoes) {
  const Case cases[] = {
      {"Zoë Marigold O’Brannock-Vell died.", "Amara Okoro died."},
      {"ZOE O'BRANNOCK VELL died.", "Amara Okoro died."},
      {"O’Brannock‑Vell, Zoe was seen.", "Amara Okoro was seen."},
      {"Then Zoë’s mother rang.", "Then Amara’s mother rang."},
      {"Ms O'Brannock-Vell's flat", "Ms Okoro's flat"},
      {"They met OBrannockVell there.", "They met Okoro there."},
      {"Ms. Vell rang", "Ms. Okoro rang"},
      {"z.vell rang, Z. O’Brannock-Vell rang", "Amara Okoro rang, Amara Okoro rang"},
      {"known as Zozo to friends", "known as Amara to friends"},
      {"once Zo\xC2\xAD" "\xE2\x80\x8B" "\xC3\xAB Tarrowby", "once Amara Okoro"},
      {"a Zoe\xCC\x88 Tarrow\xE2\x80\x8E" "by", "a Amara Okoro"},
      {"She died on 12th of May, 2019.", "She died in May 2019."},
      {"She died 12.05.19.", "She died May 2019."},
      {"DOB 3/5/80", "DOB [aged 39 at death]"},
      {"born on 3 May 1980 in", "born on [aged 39 at death] in"},
      {"at 14 Quillfeather St, Camford CF12AB now", "at [address removed], Camford [address removed] now"},
      {"in Quillfeather Street yesterday", "in [address removed] yesterday"},
      {"ring +44 (0)7700 900 123 now", "ring [telephone number removed] now"},
      {"ring 07700-900-123.", "ring [telephone number removed]."},
      {"write to ZOE.VELL@example.org.", "write to [e-mail address removed]."},
      {"number 943-476-5919 and 9434765919", "number [NHS number removed] and [NHS number removed]"},
      {"NI qq123456c, QQ 12 34 56", "NI [National Insurance number removed], [National Insurance number removed]"},
      {"see CR 4471 19 and CR447119", "see [reference removed] and [reference removed]"},
      {"Mr Young came", "Adult B came"},
      {"WILL YOUNG came; Young, Will", "Adult B came; Adult B"},
      {"in Thornwick Magna", "in a village"},
      {"at Larkmoor Primary School", "at a primary school"},
      {"went to Fernhollow Refuge", "went to [a place of safety]"},
      {"The Vell\nfamily", "The Okoro\nfamily"},
      {"seen by Tar-\nrowby, Zoe", "seen by Amara Okoro"},
  };
  for (const auto& c : cases) EXPECT_EQ(anonymised(c.from), c.to);
}

TEST(Anonymise, NearMissesStay) {
  for (const char* s : {"The velleity of it.", "They will be young.", "Zoellner came", "Camford Borough Council wrote.", "Dr Ines Young chaired.", "a marigolds bed",
                        "in May 2019", "the May report", "page 12 of 19", "The young will often say so.", "as you will. Young people", "Section 9 of the 2004 Act", "1,234,567 and 10.30am"})
    EXPECT_EQ(anonymised(s), s);
}

TEST(Anonymise, ChildrenLoseSexAndExactAge) {
  EXPECT_EQ(anonymised("Pip Tarnhelm, her 7-year-old daughter, slept. The boy next door was aged 9."),
            "Child A, her [age left out] child, slept. The boy next door was aged 9.");
  EXPECT_EQ(anonymised("Pip Tarnhelm and two boys aged 4, 6 and eleven years slept."), "Child A and two children [age left out] slept.");
  EXPECT_EQ(anonymised("Pip Tarnhelm, aged 4, two neighbours and a nurse came."), "Child A, [age left out], two neighbours and a nurse came.");
}

TEST(Anonymise, InitialsWithEveryHalfAndNeverPartOfOthers) {
  const auto left = [](std::string_view s) {
    std::vector<std::string> shown;
    for (const auto& d : detect(s, reg(), {.patterns = false, .unknown_words = false}))
      if (d.person == "P1") shown.emplace_back(s.substr(d.span.begin, d.span.size()));
    return shown;
  };
  EXPECT_THAT(left("Then Z.M.O.V. rang, and ZOV too."), testing::ElementsAre("Z.M.O.V", "ZOV"));
  EXPECT_THAT(left("Then Z.O. rang."), testing::ElementsAre("Z.O"));
  EXPECT_THAT(left("Then Z.O.K. and A.Z.O. rang."), testing::IsEmpty());
}

TEST(Anonymise, IsIdempotentAndDeterministic) {
  const std::string s = "Zoë O’Brannock-Vell (born 3 May 1980) of 14 Quillfeather Street met Will Young on 12 May 2019; call 07700 900123 or 020 7946 0018.";
  const auto once = anonymised(s);
  EXPECT_EQ(once, anonymised(s));
  EXPECT_EQ(once, anonymised(once));
}

TEST(Anonymise, ASharedSurnameNamesNobody) {
  const auto r = read_register_csv("person,kind,value,replacement\nA,name,Ida Quennell,Rosa\nB,name,Tom Quennell,Piet\n");
  ASSERT_TRUE(r.ok());
  EXPECT_EQ(replace_text("Mr Quennell and Ida Quennell; Tom’s coat", Detector(*r), {}).bytes, "Mr [family name] and Rosa; Piet’s coat");
}

TEST(Anonymise, DecisionsAreFollowed) {
  const Detector detector(reg());
  const std::string s = "Call 020 7946 0018. Young left.";
  auto first = replace_text(s, detector, {});
  Decisions decisions;
  for (const auto& r : first.log.replaced) {
    if (r.by == "telephone") decisions.set(r.key, {Verdict::Keep, "", "A releaser", "A public desk"});
    if (r.by == "register") decisions.set(r.key, {Verdict::Change, "Adult B", "A releaser", "Is the person"});
  }
  EXPECT_EQ(replace_text(s, detector, decisions).bytes, "Call 020 7946 0018. Adult B left.");
  const auto read = read_decisions(write_decisions(decisions));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(replace_text(s, detector, *read).bytes, "Call 020 7946 0018. Adult B left.");
  EXPECT_FALSE(read_decisions("{}").ok());
  EXPECT_FALSE(read_decisions(R"({"decisions":[{"key":"a","verdict":"keep"}]})").ok());
}

// --- recognisers ------------------------------------------------------------------------------------------------------

double confidence_of(std::string_view s, std::string_view by) {
  std::vector<Detection> all;
  recognise_patterns(s, all);
  for (const auto& d : all)
    if (d.by == by) return d.confidence;
  return 0;
}

TEST(Patterns, AFormThatWasCheckedNamesWhatTheModelMarkedToo) {
  const std::string text = "Her NHS number is 943 476 5919 and she lived at Flat 3, 22b Baker's Row, Little Hopton, LH2 9XX.";
  std::vector<std::string> by;
  for (const auto& d : detect(text, Register{}, {.model = true}))
    if (d.confidence >= 0.75) by.push_back(d.by + ": " + text.substr(d.span.begin, d.span.size()));
  EXPECT_THAT(by, testing::Contains("nhs-number: 943 476 5919"));
  EXPECT_THAT(by, testing::Contains(testing::HasSubstr(": Flat 3, 22b Baker's Row, Little Hopton, LH2 9XX")));
}

TEST(Patterns, AFailedChecksumLowersAndNeverDrops) {
  EXPECT_GT(confidence_of("NHS number 943 476 5919", "nhs-number"), 0.9);
  const double wrong = confidence_of("NHS number 943 476 5918", "nhs-number");
  EXPECT_GE(wrong, 0.5);
  EXPECT_LT(wrong, 0.9);
  EXPECT_GE(confidence_of("9434765918", "nhs-number"), 0.5);
  EXPECT_EQ(confidence_of("94347659180", "nhs-number"), 0);
  EXPECT_EQ(confidence_of("943 476 591", "nhs-number"), 0);
}

TEST(Patterns, NationalInsuranceNumbers) {
  EXPECT_GT(confidence_of("AB 12 34 56 C", "nino"), 0.9);
  EXPECT_LT(confidence_of("QQ123456C", "nino"), 0.9);
  EXPECT_GT(confidence_of("QQ123456C", "nino"), 0.5);
  EXPECT_EQ(confidence_of("ABC123456", "nino"), 0);
  EXPECT_EQ(confidence_of("AB 12 34 5 C", "nino"), 0);
}

TEST(Patterns, PostcodesTelephonesAndEmail) {
  EXPECT_GT(confidence_of("in SW1A 1AA.", "postcode"), 0.85);
  EXPECT_GT(confidence_of("in M1 1AE", "postcode"), 0.85);
  EXPECT_LT(confidence_of("in M1 1CI", "postcode"), 0.6);
  EXPECT_EQ(confidence_of("form AB12", "postcode"), 0);
  EXPECT_GT(confidence_of("020 7946 0018", "telephone"), 0.8);
  EXPECT_GT(confidence_of("+44 7700 900 123", "telephone"), 0.8);
  EXPECT_LT(confidence_of("0808 2000 247", "telephone"), 0.5);
  EXPECT_EQ(confidence_of("2019 0512", "telephone"), 0);
  EXPECT_GT(confidence_of("a.b@c.example", "email"), 0.9);
  EXPECT_EQ(confidence_of("a @ b", "email"), 0);
  EXPECT_GT(confidence_of("lived at 12 Marrow Lane then", "street-address"), 0.8);
  EXPECT_EQ(confidence_of("12 people in the lane", "street-address"), 0);
}

TEST(Dates, EveryBritishForm) {
  const CivilDate want{2019, 5, 12};
  for (const char* s : {"12 May 2019", "12/05/2019", "12.05.19", "12th May 2019", "12th of May, 2019", "May 12 2019", "May 12th, 2019", "2019-05-12", "12-05-2019", "12-may-19",
                        "Sunday 12 May 2019", "12 5 2019"}) {
    ASSERT_TRUE(read_date(s)) << s;
    EXPECT_EQ(*read_date(s), want) << s;
  }
  for (const char* s : {"31/02/2019", "12 May", "May 2019", "12/13/2019", "hello", "29 February 2019"}) EXPECT_FALSE(read_date(s)) << s;
  EXPECT_EQ(find_dates("on 12 May 2019 and 1.2.3.4 and 3, 5, 19 and 10/11/2012, may 3").size(), 2u);
}

TEST(Unknown, CapitalsThatAreNoWords) {
  std::vector<Detection> all;
  recognise_unknown("The officer met Brevanth Kolde at NHS Camden. Police told Kolde. When kettles sang, Kettles did.", all);
  ASSERT_EQ(all.size(), 3u);
  for (const auto& d : all) EXPECT_LT(d.confidence, 0.5);
}

TEST(Matcher, FindsWhatLiesInsideOtherWords) {
  Matcher m;
  m.add("he", 0), m.add("she", 1), m.add("hers", 2), m.add("his", 3);
  m.build();
  std::vector<std::pair<std::size_t, std::uint32_t>> got;
  m.scan("ushers", [&](std::size_t end, std::uint32_t id) { got.emplace_back(end, id); });
  EXPECT_THAT(got, testing::ElementsAre(testing::Pair(4, 1), testing::Pair(4, 0), testing::Pair(6, 2)));
}

// --- HTML -------------------------------------------------------------------------------------------------------------

TEST(Html, NamesHiddenInMarkupGo) {
  const std::string page =
      "<!doctype html><html><head><meta charset=utf-8><meta name=author content='Zoe Vell'><title>About Zozo</title>"
      "<style>/* Zozo */ p{color:red}</style><script>var x='Vell'</script></head><body data-p=\"Zozo\">"
      "<!-- Zoe Tarrowby --><p onclick=\"vell()\">Z<b>o</b>&euml; O&rsquo;Brannock&#45;V<i>e</i>ll &amp; co</p>"
      "<img alt=\"Will Young smiling\" src=\"zozo.png\"><a href=\"mailto:zoe%2Evell@example.org\" title='Zozo'>mail</a><a href='https://example.org/x'>ok</a>"
      "<table><tr><td>Will</td><td>Young</td></tr></table></body></html>";
  const auto r = reg();
  const auto done = replace_html(page, Detector(r), {});
  ASSERT_TRUE(done.ok());
  const auto proof = prove(done->bytes, "out.html", r);
  EXPECT_TRUE(proof.clean());
  for (const auto& l : proof.left_strong) ADD_FAILURE() << l.part << " " << l.view << " " << l.value.reveal();
  for (const char* gone : {"Zoe", "Zozo", "ell", "Tarrowby", "script", "onclick", "data-p", "Young"}) EXPECT_EQ(done->bytes.find(gone), std::string::npos) << gone << done->bytes;
  EXPECT_NE(done->bytes.find("Amara Okoro"), std::string::npos);
  EXPECT_NE(done->bytes.find("&amp; co"), std::string::npos);
  EXPECT_NE(done->bytes.find("<b>"), std::string::npos);
  EXPECT_NE(done->bytes.find("https://example.org/x"), std::string::npos);
  EXPECT_FALSE(replace_html("<p>a <!-- b", Detector(r), {}).ok());
}

// --- the proof --------------------------------------------------------------------------------------------------------

TEST(Proof, FindsStrongVariantsInEveryReading) {
  const auto r = reg();
  for (const char* s : {"zoe tarrowby", "TARROWBY", "Z\xC3\xB6\xC3\xAB O\xE2\x80\x99" "Brannock-Vell", "07700900123", "+44 7700 900123", "c f1 2ab is CF1 2AB", "12 may 2019",
                        "14, Quillfeather Street", "Tar-\nrowby", "zoe_vell@example.org", "Zo\xEB Tarrowby", "the Tarrowbys"})
    EXPECT_FALSE(prove(s, "a.txt", r).clean()) << s;
  EXPECT_FALSE(prove(std::string("\xFF\xFEV\0e\0l\0l\0", 10), "a.txt", r).clean());
  EXPECT_FALSE(prove("nothing", "Vell report.txt", r).clean());
  EXPECT_FALSE(prove("<p>Ta<b>rrow</b>by</p>", "a.html", r).clean());
  EXPECT_FALSE(prove("<p title=\"Tarrow&#98;y\">x</p>", "a.html", r).clean());
  EXPECT_FALSE(prove("<p>x</p><!-- Tarrowby -->", "a.html", r).clean());
  EXPECT_FALSE(prove("<img src=\"data:text/plain;base64,aGVyZSBpcyBUYXJyb3dieSBoZXJl\">", "a.html", r).clean());
  EXPECT_FALSE(prove("<a href=\"https://x.example/Tarro%77by\">", "a.html", r).clean());
  EXPECT_FALSE(prove("%PDF-1.4 ...", "a.pdf", r).clean());
  // Half of another word in a run of its own is not the name.
  EXPECT_TRUE(prove("<w:p><w:r><w:t>Sa</w:t></w:r><w:r><w:t>vell</w:t></w:r></w:p>", "a.xml", r).clean());
  EXPECT_TRUE(prove("Nothing is left; they will be young.", "a.txt", r).settled());
}

TEST(Proof, WeakVariantsNeedADecision) {
  const auto r = reg();
  const std::string s = "It was said that Young left. W.Y. agreed.";
  const auto proof = prove(s, "a.txt", r);
  EXPECT_TRUE(proof.clean());
  EXPECT_FALSE(proof.settled());
  ASSERT_EQ(proof.left_weak.size(), 2u);
  Decisions decisions;
  for (const auto& l : proof.left_weak) decisions.set(l.key, {Verdict::Keep, "", "A releaser", "Another person"});
  const auto again = prove(s, "a.txt", r, decisions);
  EXPECT_TRUE(again.settled());
  EXPECT_EQ(again.decided.size(), 2u);
}

TEST(Proof, TheAllowListIsCountedApart) {
  const auto proof = prove("Dr Ines Young chaired.", "a.txt", reg());
  EXPECT_TRUE(proof.settled());
  EXPECT_FALSE(proof.allowed.empty());
}

TEST(Proof, TheCertificateSaysWhatItDoesNotProveAndHoldsNoValue) {
  const auto proof = prove("Tarrowby", "a.txt", reg());
  const auto json = write_certificate_json(proof, Instant{});
  EXPECT_NE(json.find("does_not_prove"), std::string::npos);
  EXPECT_EQ(json.find("Tarrowby"), std::string::npos);
  EXPECT_NE(write_certificate_json(proof, Instant{}, ShowValues::Yes).find("Tarrowby"), std::string::npos);
}

// --- the register -----------------------------------------------------------------------------------------------------

TEST(RegisterCsv, RefusalsNameRowAndColumnAndNoValue) {
  const Case cases[] = {
      {"", "empty"},
      {"person,kind\n", "no column “value”"},
      {"person,kind,value,colour\n", "Column 4"},
      {"person,kind,value\nP,nam,Brevanth Kolde\n", "Row 2, column kind"},
      {"person,kind,value\nP,name,\n", "Row 2, column value"},
      {"person,kind,value\nP,name,=HYPERLINK(1)\n", "Row 2, column value"},
      {"person,kind,value\nP,name,\"Kolde\n", "Row 2"},
      {"person,kind,value\nP,date_of_birth,spring 1980\n", "Row 2, column value"},
      {"person,kind,value\nP,name,Zo\xEB\n", "Row 2"},
      {"\xFF\xFEp", "UTF-16"},
      {"PK\x03\x04", "workbook"},
      {"person,kind,value,replacement\nP,name,Brevanth Kolde,Mr Kolde\n", "replacement"},
      {"person,kind,value\nP,nhs,123\n", "Row 2, column value"},
  };
  for (const auto& c : cases) {
    const auto r = read_register_csv(c.from);
    ASSERT_FALSE(r.ok()) << c.from;
    EXPECT_NE(r.error().message.find(c.to), std::string::npos) << r.error().message;
    EXPECT_EQ(r.error().message.find("Kolde"), std::string::npos);
  }
}

TEST(RegisterCsv, TakesAnyOrderSemicolonsAndMarks) {
  const auto r = read_register_csv("\xEF\xBB\xBFvalue;kind;person\r\n\"\xE2\x80\x8F" "Brevanth Kolde\";name;P\r\n\r\n+44 7700 900123;phone;P\r\n");
  ASSERT_TRUE(r.ok()) << r.error().message;
  EXPECT_EQ(r->values().size(), 2u);
  EXPECT_EQ(r->values()[0].value.reveal(), "Brevanth Kolde");
}

}  // namespace
}  // namespace heed::anonymise

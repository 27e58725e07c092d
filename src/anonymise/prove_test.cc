// What the proof finds beyond the listed spellings, what it says of rare facts, and files that are written anew. Every name is
// invented.
#include <gtest/gtest.h>

#include "anonymise/prove.h"
#include "anonymise/replace.h"
#include "document/zip.h"

namespace heed::anonymise {
namespace {

Register listed() {
  auto r = read_register_csv(
      "person,kind,value,replacement\nP1,name,Brevanth McKoldermaine,Adult A\nP1,date_of_birth,12/05/1990,\nP1,nhs,999 123 4560,\nP2,name,Oonagh Ní Trellavan,Adult B\nP2,phone,07700 900123,\n");
  EXPECT_TRUE(r.ok());
  return std::move(r).value();
}

Proof of(std::string_view text) { return prove(text, "a.txt", listed()); }

TEST(Prove, OneLetterDifferentIsWeak) {
  for (const char* text : {"Seen by Mr Trelavan.", "Then Trellavann left.", "Ask Trellavna again.", "So Tr\xC3\xA9llovan said."}) {
    const auto p = of(text);
    EXPECT_TRUE(p.clean()) << text;
    ASSERT_EQ(p.left_weak.size(), 1u) << text;
    EXPECT_EQ(p.left_weak[0].variant, VariantKind::Misspelt);
  }
  EXPECT_TRUE(of("The trelavan of it").settled());  // small letters: a word
  EXPECT_TRUE(of("Then Trelowan left.").settled());  // two letters differ
  Decisions kept;
  kept.set(of("Mr Trelavan").left_weak[0].key, {Verdict::Keep, "", "Releaser", "Another family"});
  EXPECT_TRUE(prove("Mr Trelavan", "a.txt", listed(), kept).settled());
}

TEST(Prove, WordsGluedTogetherAreStrong) {
  for (const char* text : {"See BrevanthMcKoldermaine2019 there", "in notes_Trellavan_2.txt", "by McKoldermaineB", "of OonaghN\xC3\xADTrellavan", "called Mc Koldermaine", "user Trellavan99", "style BMcKoldermaine1"})
    EXPECT_FALSE(of(text).clean()) << text;
  const Detector detector(listed());
  for (const char* text : {"See BrevanthMcKoldermaine2019 there", "in notes_Trellavan_2.txt", "of OonaghN\xC3\xADTrellavan", "user Trellavan99", "called Mc Koldermaine", "style BMcKoldermaine1"}) {
    const auto done = replace_text(text, detector, {});
    EXPECT_TRUE(of(done.bytes).clean()) << done.bytes;
  }
}

TEST(Prove, AnInitialThatHasGrownToItsName) {
  auto r = read_register_csv("person,kind,value,replacement\nP1,name,\xC3\x86gir McHaleyarden,Adult A\n");
  ASSERT_TRUE(r.ok());
  for (const char* text : {"style \xC3\x86McHaleyarden1", "\xC3\x86. McHaleyarden", "\xC3\x86gir Mc Haleyarden"}) {
    EXPECT_FALSE(prove(text, "a.txt", *r).clean()) << text;
    EXPECT_TRUE(prove(replace_text(text, Detector(*r), {}).bytes, "a.txt", *r).clean()) << text;
  }
}

TEST(Prove, DatesAsCourtsWriteThem) {
  EXPECT_FALSE(of("born on the 12th day of May 1990").clean());
  EXPECT_TRUE(of("born on the 13th day of May 1990").clean());
  EXPECT_TRUE(of("Sheet1!$A$12\nMay 1990").clean());  // a place in a sheet
}

TEST(Prove, ADayOfAnotherYearIsNoListedDate) {
  EXPECT_EQ(of("seen on 12 May by the GP").left_weak.size(), 1u);
  EXPECT_TRUE(of("seen on 12 May 2003 by the GP").settled());
  EXPECT_FALSE(of("seen on 12 May 1990 by the GP").clean());
}

TEST(Prove, CleanTextIsClean) {
  const auto p = of("The panel met in May. Information was shared between agencies, and she agreed to a plan; the GP was told.\nAppendix 2: DHR2019 terms (v2.1), NHS111 and COVID19.");
  EXPECT_TRUE(p.settled());
  EXPECT_TRUE(p.recognisable.empty());
}

TEST(Prove, PackedDataInAnAttributeIsRead) {
  // A zip in base 64, as Word keeps drawings of its own.
  const auto packed = document::pack({{"x.xml", "<a>McKoldermaine</a>"}});
  std::string b64;
  constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < packed.size(); i += 3) {
    std::uint32_t v = 0;
    for (std::size_t k = 0; k < 3; ++k) v = (v << 8) | (i + k < packed.size() ? static_cast<unsigned char>(packed[i + k]) : 0u);
    for (int k = 3; k >= 0; --k) b64 += kLetters[(v >> (6 * k)) & 63];
  }
  EXPECT_FALSE(prove("<p o:gfxdata=\"" + b64 + "\">x</p>", "a.html", listed()).clean());
}

TEST(Recognisable, RareFactsTogether) {
  const auto all = recognisable("She was a midwife, aged 34, who lived in Llanbrethyn with six children.\nA plan was agreed.\nHe used a crossbow.");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_GE(all[0].facts.size(), 4u);
  EXPECT_NE(all[0].why.find("occupation"), std::string::npos);
  EXPECT_NE(all[0].suggestion.find("age band"), std::string::npos);
  EXPECT_EQ(all[0].why.find("Llanbrethyn"), std::string::npos);
  EXPECT_NE(all[1].why.find("unusual way"), std::string::npos);
  EXPECT_TRUE(recognisable("The panel met in May and again in June. She was seen by her GP in Autumn.").empty());
}

TEST(Recognisable, EveryKindOfFactIsKnown) {
  struct Row {
    const char* text;
    FactKind kind;
  };
  // Each beside an occupation, so that no fact stands alone.
  const Row rows[] = {
      {"aged 34", FactKind::ExactAge},          {"on 12 May 2019", FactKind::ExactDate},       {"in May 2019", FactKind::Month},          {"moved from Llanbrethyn", FactKind::Place},
      {"with six children", FactKind::Children}, {"with twins", FactKind::Twins},               {"of Eritrean heritage", FactKind::Nationality}, {"was a Quaker", FactKind::Faith},
      {"had cystic fibrosis", FactKind::Illness}, {"and a vigil was held", FactKind::Press},     {"lived two doors away", FactKind::Distance}, {"was stabbed 47 times", FactKind::Method},
      {"had 23 stab wounds", FactKind::Method},  {"was killed with a crossbow", FactKind::Method}, {"he was sentenced to life with a minimum term of 22 years", FactKind::Sentence},
      {"lived on a narrowboat", FactKind::Home}, {"kept alpacas", FactKind::Animal},            {"was thirty years older", FactKind::AgeGap}, {"married for 52 years", FactKind::Marriage},
      {"served two tours in Afghanistan", FactKind::Service},
  };
  for (const auto& row : rows) {
    const auto all = recognisable(std::string("She was a midwife, ") + row.text + ".");
    ASSERT_EQ(all.size(), 1u) << row.text;
    EXPECT_TRUE(std::any_of(all[0].facts.begin(), all[0].facts.end(), [&](const Fact& f) { return f.kind == row.kind; })) << row.text;
    EXPECT_NE(all[0].why.find(words(row.kind)), std::string::npos) << all[0].why;
    EXPECT_FALSE(all[0].suggestion.empty());
  }
  // Usual words of a review are none.
  for (const char* usual : {"She saw the GP in May.", "He was arrested for assault and released.", "The children lived with their mother.", "The plan was agreed at the conference and shared."})
    EXPECT_TRUE(recognisable(usual).empty()) << usual;
  for (const char* rare : {"She was a lifeboat volunteer, aged 34.", "He was a farrier from Llanbrethyn with twins.", "She was an anaesthetist in Llanbrethyn."}) EXPECT_EQ(recognisable(rare).size(), 1u) << rare;
}

TEST(Certificate, SaysWhatItProvesAndDoesNot) {
  const auto json = nlohmann::json::parse(write_certificate_json(of("a midwife aged 34 in Llanbrethyn"), {}));
  EXPECT_EQ(json["program"], "heed 0.1.0");
  EXPECT_TRUE(json["clean"]);
  EXPECT_EQ(json["file_sha256"].get<std::string>().size(), 64u);
  EXPECT_EQ(json["register_sha256"].get<std::string>().size(), 64u);
  EXPECT_FALSE(json["does_not_prove"].get<std::string>().empty());
  ASSERT_EQ(json["could_someone_still_be_recognised"].size(), 1u);
  EXPECT_EQ(json.dump().find("Llanbrethyn"), std::string::npos);
}

TEST(Csv, CellsAreChangedAndTheRestStays) {
  const Detector detector(listed());
  const std::string in = "\xEF\xBB\xBFname,born,note\r\n\"McKoldermaine, Brevanth\",12/05/1990,\"said \"\"yes\"\"\"\r\nOonagh,N\xC3\xAD Trellavan,07700900123\r\n";
  const auto done = replace_file(in, "a.csv", detector, {});
  ASSERT_TRUE(done.ok());
  EXPECT_TRUE(of(done->bytes).clean()) << done->bytes;
  EXPECT_NE(done->bytes.find(",\"said \"\"yes\"\"\"\r\n"), std::string::npos) << done->bytes;
  EXPECT_TRUE(done->bytes.find("name,born,note\r\n") < 4);
  EXPECT_FALSE(replace_file("a,\"b\n", "a.csv", detector, {}).ok());
}

TEST(Xlsx, WrittenAnewWithoutAnythingElse) {
  document::Document sheet;
  document::Block table;
  table.kind = document::BlockKind::Table;
  table.caption = "Trellavan notes";
  for (const auto& cells : {std::vector<std::string>{"Name", "NHS", "Count"}, {"Brevanth McKoldermaine", "9991234560", "42"}}) {
    document::Row row;
    for (const auto& c : cells) {
      document::Cell cell;
      cell.text = c;
      cell.kind = c == "42" || c == "9991234560" ? document::CellKind::Number : document::CellKind::Text;
      row.cells.push_back(cell);
    }
    table.rows.push_back(row);
  }
  sheet.blocks.push_back(table);
  const auto in = document::write_xlsx(sheet, {"Trellavan"});
  EXPECT_FALSE(prove(in, "a.xlsx", listed()).clean());
  const auto done = replace_file(in, "a.xlsx", Detector(listed()), {});
  ASSERT_TRUE(done.ok()) << done.error().message;
  const auto proof = prove(done->bytes, "a.xlsx", listed());
  for (const auto& l : proof.left_strong) ADD_FAILURE() << l.part << " " << l.view << " " << l.value.reveal();
  EXPECT_TRUE(proof.clean());
  const auto back = document::read(done->bytes, "a.xlsx");
  ASSERT_TRUE(back.ok());
  EXPECT_NE(back->text().find("Adult A"), std::string::npos);
  EXPECT_NE(back->text().find("42"), std::string::npos);
}

TEST(ReplaceFile, KindsOfOutput) {
  const Detector detector(listed());
  EXPECT_FALSE(replace_file("%PDF-1.4", "a.pdf", detector, {}, ".pdf").ok());
  EXPECT_FALSE(replace_file("x", "a.txt", detector, {}, ".docx").ok());
  EXPECT_FALSE(replace_file("x", "a.msg", detector, {}).ok());
  EXPECT_EQ(output_ending(".PDF"), ".docx");
  EXPECT_EQ(output_ending(".csv"), ".csv");
}

}  // namespace
}  // namespace heed::anonymise

#include "review/report/report_fixture.h"

namespace heed::review {
namespace {

TEST_F(ReportTest, SectionsComeFromTheEditionFile) {
  // Another edition, with a section of its own, changes what is written without compiling.
  guidance::Edition other = *edition_;
  for (auto& kind : other.documents)
    if (kind.id == "overview_report") kind.sections.insert(kind.sections.begin() + 1, {"voice", "The person’s own words", "", "", {}, true});
  const auto* kind = other.document("overview_report");
  const auto before = read([&](store::Reader& r) { return report_sections(r, review_, *kind); });
  ASSERT_EQ(before.size(), edition_->document("overview_report")->sections.size() + 1);
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(before[i]->section, kind->sections[i].id);
  EXPECT_EQ(put(coordinator_, "overview_report", "voice", "x").error().code, Code::NotFound);
  EXPECT_TRUE(write([&](store::Writer& w) { return put_section(w, coordinator_, other, review_, "overview_report", "voice", "x", 0); }).ok());
  EXPECT_EQ(put(coordinator_, "overview_report", "no_such_section", "x").error().code, Code::NotFound);
  EXPECT_EQ(put(coordinator_, "no_such_document", "preface", "x").error().code, Code::NotFound);
}

TEST_F(ReportTest, EverySaveIsAVersionThatStays) {
  ASSERT_TRUE(put(coordinator_, "overview_report", "preface", "First.", 0).ok());
  ASSERT_TRUE(put(coordinator_, "overview_report", "preface", "Second.", 1).ok());
  ASSERT_TRUE(put(coordinator_, "overview_report", "preface", "Second.", 2).ok()) << "the same again";
  const auto row = read([&](store::Reader& r) { return report_section(r, review_, "overview_report", "preface"); });
  EXPECT_EQ(row.version, 2);
  const auto past = section_history(*store_, review_, row.id);
  ASSERT_EQ(past.size(), 2u);
  EXPECT_EQ(past[0].body->get<ReportSection>().text, "First.");
  EXPECT_EQ(put(coordinator_, "overview_report", "preface", "Third.", 1).error().code, Code::Stale);
}

TEST_F(ReportTest, VerbsRefuseWhoMayNot) {
  const auto panel = actor(access::Role::PanelMember);
  auto excluded = actor(access::Role::IndependentChair);
  excluded.excluded_from.push_back(review_);
  for (const access::Actor* who : {&panel, static_cast<const access::Actor*>(&excluded)}) {
    EXPECT_FALSE(put(*who, "overview_report", "preface", "x").ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return freeze(w, *who, *edition_, review_, "overview_report", ""); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return put_upload(w, *who, *edition_, review_, "overview_report", AttachmentId::random(), {}, {}, 0); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return drop_upload(w, *who, *edition_, review_, "overview_report", true, 1); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return decide_piece(w, *who, review_, "overview_report", 0, "nothing_lost", "x", 1); }).ok());
    EXPECT_FALSE(sign(ReportVersionId::random(), SignOffKind::Panel, "agreed", who).ok());
  }
  EXPECT_FALSE(read([&](store::Reader& r) { return report_section(r, review_, "overview_report", "preface").version; }));
}

TEST_F(ReportTest, AFrozenVersionIsASnapshot) {
  EXPECT_EQ(freeze_it("executive_summary").error().code, Code::Refused) << "sections are missing";
  fill("executive_summary");
  auto id = freeze_it("executive_summary");
  ASSERT_TRUE(id.ok()) << id.error().message;
  EXPECT_EQ(freeze_it("executive_summary", "again").error().code, Code::Refused) << "nothing has changed";
  ASSERT_TRUE(put(coordinator_, "executive_summary", "conclusions", "Other words.").ok());
  const auto first = read([&](store::Reader& r) { return frozen(r, review_, "executive_summary"); });
  ASSERT_TRUE(first);
  EXPECT_EQ(first->version.number, 1);
  EXPECT_TRUE(first->has_editor(coordinator_.account));
  EXPECT_FALSE(first->has_editor(AccountId::random()));
  EXPECT_EQ(first->document.text().find("Other words."), std::string::npos);
  EXPECT_EQ(freeze_it("executive_summary").error().fields.at(0).field, "note") << "a second version says what is new";
  ASSERT_TRUE(freeze_it("executive_summary", "Conclusions rewritten").ok());
  const auto second = read([&](store::Reader& r) { return frozen(r, review_, "executive_summary"); });
  EXPECT_EQ(second->version.number, 2);
  EXPECT_NE(second->version.sha256, first->version.sha256);
  EXPECT_NE(second->document.text().find("Other words."), std::string::npos);
  EXPECT_EQ(sign(*id, SignOffKind::Panel, "agreed").error().code, Code::Refused) << "there is a later version";
}

TEST_F(ReportTest, ThePartnershipSignsOffAfterThePanel) {
  for (const auto& kind : edition_->documents) {
    fill(kind.id);
    auto id = freeze_it(kind.id);
    ASSERT_TRUE(id.ok()) << id.error().message;
    EXPECT_EQ(sign(*id, SignOffKind::Partnership, "agreed").error().code, Code::Refused);
    ASSERT_TRUE(sign(*id, SignOffKind::Panel, "agreed").ok());
    EXPECT_FALSE(sign(*id, SignOffKind::Panel, "agreed_with_remarks").ok()) << "remarks are missing";
    EXPECT_FALSE(sign(*id, SignOffKind::Agency, "agreed").ok()) << "no agency";
    EXPECT_FALSE(sign(*id, SignOffKind::Family, "agreed").ok()) << "the family is not asked to agree";
    const auto chair = actor(access::Role::IndependentChair);
    EXPECT_EQ(sign(*id, SignOffKind::Partnership, "agreed", &chair).error().code, Code::Forbidden);
    ASSERT_TRUE(sign(*id, SignOffKind::Family, "chose_not_to").ok());
    auto done = sign(*id, SignOffKind::Partnership, "agreed");
    ASSERT_TRUE(done.ok()) << done.error().message;
    const auto now = read([&](store::Reader& r) { return *frozen(r, review_, kind.id); });
    EXPECT_TRUE(now.signed_off_by(SignOffKind::Partnership));
    EXPECT_TRUE(now.signed_off_by(SignOffKind::Family)) << "they were offered it";
  }
  read([&](store::Reader& r) {
    EXPECT_EQ(report_state(r, *review(r, review_)).is, StepState::Is::Done);
    bool submit_open = false;
    for (const auto& duty : guidance::duties(r, review_)) submit_open = submit_open || duty->rule == "submit";
    EXPECT_TRUE(submit_open) << "the completed report starts the clock for sending it";
  });
}

document::Block block(document::BlockKind kind, std::string text, int level = 0) {
  document::Block b;
  b.kind = kind;
  b.level = level;
  b.runs.push_back({});
  b.runs.back().text = std::move(text);
  return b;
}

TEST_F(ReportTest, AnUploadStandsForTheWholeAndWhatCouldNotBeReadBlocksIt) {
  document::Document d;
  d.blocks = {block(document::BlockKind::Heading, "3. Chronology of events", 1), block(document::BlockKind::Paragraph, "In May she asked for help."),
              block(document::BlockKind::Heading, "Police", 2), block(document::BlockKind::Heading, "A heading of our own", 1),
              block(document::BlockKind::Paragraph, "More.")};
  d.unread.push_back({{"body", "paragraph 4"}, "picture", "words in a picture are not read", true});
  // Through a real file, so that what is tested is what a person uploads.
  const auto bytes = document::write_docx(d, {});
  auto read_back = document::read(bytes, "report.docx");
  ASSERT_TRUE(read_back.ok());
  read_back->unread.push_back(d.unread.front());
  store::AttachmentMeta meta;
  meta.name = "report.docx";
  const auto done = write([&](store::Writer& w) { return put_upload(w, coordinator_, *edition_, review_, "overview_report", AttachmentId::random(), meta, *read_back, 0); });
  ASSERT_TRUE(done.ok()) << done.error().message;
  auto up = read([&](store::Reader& r) { return report_upload(r, review_, "overview_report"); });
  ASSERT_TRUE(up);
  ASSERT_EQ(up->value.sections.size(), 2u);
  EXPECT_EQ(up->value.sections[0].section, "chronology");
  EXPECT_EQ(up->value.sections[0].text, "In May she asked for help.\n\n## Police");
  EXPECT_EQ(up->value.sections[1].section, "");
  EXPECT_EQ(put(coordinator_, "overview_report", "preface", "x").error().code, Code::Refused);
  EXPECT_EQ(freeze_it("overview_report").error().code, Code::Refused) << "a piece is undecided";
  std::size_t piece = 0;
  while (!up->value.unread[piece].loses_words) ++piece;
  const auto decide = [&](const std::string& why) {
    return write([&](store::Writer& w) { return decide_piece(w, coordinator_, review_, "overview_report", piece, "nothing_lost", why, up->version); });
  };
  EXPECT_FALSE(decide("").ok());
  ASSERT_TRUE(decide("It is the crest of the borough").ok());
  ASSERT_TRUE(freeze_it("overview_report").ok());
  up = read([&](store::Reader& r) { return report_upload(r, review_, "overview_report"); });
  ASSERT_TRUE(write([&](store::Writer& w) { return drop_upload(w, coordinator_, *edition_, review_, "overview_report", true, up->version); }).ok());
  const auto row = read([&](store::Reader& r) { return report_section(r, review_, "overview_report", "chronology"); });
  EXPECT_EQ(row->text, "In May she asked for help.\n\n## Police\n\n## A heading of our own\n\nMore.") << "no word is lost";
}

TEST_F(ReportTest, AFileThatCannotBeReadIsToldInWords) {
  for (const std::string& bytes : {std::string("PK\x03\x04 cut off"), std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)}) {
    const auto read_back = document::read(bytes, "report.docx");
    ASSERT_FALSE(read_back.ok());
    EXPECT_FALSE(read_back.error().message.empty());
    EXPECT_FALSE(read_back.error().next.empty());
  }
  document::Document nothing;
  const auto done = write([&](store::Writer& w) { return put_upload(w, coordinator_, *edition_, review_, "overview_report", AttachmentId::random(), {}, nothing, 0); });
  EXPECT_EQ(done.error().code, Code::BadInput);
}

TEST_F(ReportTest, ExportsWithHeadingsMarkingAndAPlainName) {
  const auto d = to_document("Overview report", "Amara", {{"preface", "Preface", "We are sorry.\n\n## Thanks\n\n| A | B |\n| --- | --- |\n| 1 | 2 |"}});
  auto back = document::read(document::write_docx(d, write_options("Overview report", 3)), "x.docx");
  ASSERT_TRUE(back.ok());
  int headings = 0, tables = 0;
  for (const auto& b : back->blocks) {
    headings += b.kind == document::BlockKind::Heading;
    tables += b.kind == document::BlockKind::Table;
  }
  EXPECT_GE(headings, 2);
  EXPECT_EQ(tables, 1);
  EXPECT_NE(back->text().find("OFFICIAL-SENSITIVE"), std::string::npos);
  EXPECT_EQ(report_file_name("NB-2026-03", "overview_report", 3), "NB-2026-03-overview-report-v3.docx");
  EXPECT_EQ(report_file_name("NB-2026-03", "action_plan", 0), "NB-2026-03-action-plan-draft.docx");
}

TEST_F(ReportTest, BlamingWordsAreShownWithWhyAndWhatToSay) {
  ASSERT_FALSE(edition_->avoid_words.empty());
  const auto& word = edition_->avoid_words.front();
  const auto hits = check_words(*edition_, {{"analysis", "Analysis", "Ärzte say that " + word.pattern + " is written here."}});
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].section, "analysis");
  EXPECT_EQ(hits[0].word, word.pattern);
  EXPECT_FALSE(hits[0].why.empty());
  EXPECT_TRUE(check_words(*edition_, {{"analysis", "Analysis", "She asked for help."}}).empty());
}

TEST_F(ReportTest, DigestTellsHeadingsFromText) {
  EXPECT_NE(canonical_text({{"a", "b", "c"}}), canonical_text({{"a", "bc", ""}}));
}

}  // namespace
}  // namespace heed::review

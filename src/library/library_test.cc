#include <pugixml.hpp>
#include <thread>

#include "library/atom.h"
#include "library/library_fixture.h"
#include "library/library_state.h"

namespace heed::library {
namespace {

using Strings = std::vector<std::string>;

TEST_F(LibraryTest, AnEditionComesBackAsItWasPublished) {
  auto d = report("e1", {});
  d.blocks = {{BlockKind::Heading, 1, "1", "Findings", {}},
              {BlockKind::Paragraph, 1, "1.1", "The panel heard from three agencies.", {}},
              {BlockKind::Heading, 2, "1.2", "Housing", {}},
              {BlockKind::Table,
               1,
               "",
               "Contacts",
               {{{"Agency", true}, {"Contacts", true}}, {{"Housing", false}, {"4", false, 1, 1}}}},
              {BlockKind::Heading, 1, "2", "Lessons", {}},
              {BlockKind::ListItem, 2, "•", "Ask again.", {}}};
  d.docx = std::string("PK\0\x01 file", 9);
  d.content_note = "Describes coercive control.";
  put(d);
  const auto back = library_->document({"e1"});
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->entry.title, "The death of Rowan");
  EXPECT_EQ(back->entry.sha256, hex(d.sha256));
  EXPECT_EQ(back->entry.content_note, "Describes coercive control.");
  ASSERT_EQ(back->paragraphs.size(), 6u);
  EXPECT_EQ(back->paragraphs[0].anchor, "p1");
  EXPECT_EQ(back->paragraphs[0].section, "");
  EXPECT_EQ(back->paragraphs[1].section, "p1");
  EXPECT_EQ(back->paragraphs[2].section, "p1");
  EXPECT_EQ(back->paragraphs[3].section, "p3");
  EXPECT_EQ(back->paragraphs[3].block.text, "Contacts");
  ASSERT_EQ(back->paragraphs[3].block.rows.size(), 2u);
  EXPECT_TRUE(back->paragraphs[3].block.rows[0][0].header);
  EXPECT_EQ(back->paragraphs[3].block.rows[1][1].text, "4");
  EXPECT_EQ(back->paragraphs[4].section, "");
  EXPECT_EQ(back->paragraphs[5].section, "p5");
  EXPECT_EQ(back->paragraphs[5].block.label, "•");
  EXPECT_EQ(library_->docx({"e1"}).value(), d.docx);
  EXPECT_EQ(library_->fault(), std::nullopt);
}

TEST_F(LibraryTest, PublishingTheSameAgainChangesNothing) {
  const auto d = report("e1", {"One.", "Two."});
  put(d);
  EXPECT_EQ(library_->publish(d).value(), Outcome::Unchanged);
  EXPECT_EQ(library_->list({}, {}).total, 1);
  EXPECT_EQ(library_->statistics().paragraphs, 2);
  EXPECT_EQ(library_->search("one", {}, {}).total, 1);
}

TEST_F(LibraryTest, OtherWordsUnderAKnownIdAreRefused) {
  put(report("e1", {"One."}));
  auto other = report("e1", {"Another."});
  other.sha256 = sha256("another");
  const auto done = library_->publish(other);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, Code::Refused);
  EXPECT_EQ(library_->document({"e1"})->paragraphs[0].block.text, "One.");
}

TEST_F(LibraryTest, WhatCannotStandIsRefused) {
  const auto refused_field = [&](const PublishedDocument& d) {
    const auto done = library_->publish(d);
    return done.ok() || done.error().fields.empty() ? std::string() : done.error().fields[0].field;
  };
  for (const char* id : {"", "a/b", "..", "a b", "é", "<b>"}) {
    auto d = report("e1", {"One."});
    d.edition.text = id;
    EXPECT_EQ(refused_field(d), "edition") << id;
  }
  auto untitled = report("e1", {"One."}, " \n ");
  EXPECT_EQ(refused_field(untitled), "title");
  auto dayless = report("e1", {"One."});
  dayless.published = Day{};
  EXPECT_EQ(refused_field(dayless), "published");
  EXPECT_EQ(refused_field(report("e1", {})), "blocks");
  EXPECT_EQ(library_->contents().size(), 0u);
}

TEST_F(LibraryTest, ControlCharactersAndBrokenBytesNeverStand) {
  put(report("e1", {std::string("be\x01"
                                "fore\x02 \xff the\0 end",
                                19)}));
  const auto text = library_->document({"e1"})->paragraphs[0].block.text;
  EXPECT_EQ(text, "before \u00ff the end");
}

TEST_F(LibraryTest, WithdrawingRemovesEveryByte) {
  // Several others around it, so that pages and index segments are shared with words that stay.
  for (int i = 0; i < 30; ++i)
    put(report(fmt::format("other{}", i), Strings(20, "The surgery recorded a contact and asked nothing.")));
  auto d = report("e1", {"The zyxwvutquoth was known to Marlowquade.", "A second zyxwvutquoth."},
                  "About Oldtitlequorn");
  d.partnership = "Partnerquendle";
  d.reference = "REFQUIVERSTONE";
  d.content_note = "Notequagmire";
  d.blocks.push_back({BlockKind::Heading, 1, "", "Headingquaver", {}});
  d.blocks.push_back({BlockKind::Table, 1, "", "Captionquokka", {{{"Cellquintain"}}}});
  d.blocks.push_back({BlockKind::Paragraph, 1, "", "Under it.", {}});
  for (int i = 0; i < 20000; ++i) d.docx += "docxquassia";
  put(d);
  ASSERT_TRUE(library_->put_progress({"r-e1"}, {{{"e1"}, "p1", "Labelquoin", ProgressState::Done}}).ok());
  for (int i = 30; i < 40; ++i)
    put(report(fmt::format("other{}", i), Strings(20, "Housing wrote a letter.")));
  const Strings canaries = {"zyxwvutquoth",   "wvutquoth",      "Marlowquade",   "marlowquad",
                            "arlowquad",      "Oldtitlequorn",  "oldtitlequorn", "titlequorn",
                            "Partnerquendle", "REFQUIVERSTONE", "Notequagmire",  "Headingquaver",
                            "headingquav",    "Captionquokka",  "captionquokka", "Cellquintain",
                            "cellquintain",   "docxquassia",    "Labelquoin",    hex(d.sha256)};
  for (const char* there :
       {"zyxwvutquoth", "Marlowquade", "docxquassia", "Labelquoin", "headingquav", "REFQUIVERSTONE"})
    EXPECT_TRUE(on_disk(there)) << there << ": the test looks in the wrong place";

  ASSERT_EQ(library_->withdraw({"e1"}, withdrawn("n1")).value(), Outcome::Changed);
  for (const auto& canary : canaries) EXPECT_FALSE(on_disk(canary)) << canary;
  EXPECT_EQ(library_->search("zyxwvutquoth", {}, {}).total, 0);
  EXPECT_EQ(library_->document({"e1"}).error().code, Code::NotFound);
  EXPECT_EQ(library_->docx({"e1"}).error().code, Code::NotFound);
  EXPECT_TRUE(library_->progress({"r-e1"}).empty());
  EXPECT_EQ(library_->list({}, {}).total, 40);
  EXPECT_EQ(library_->gone({"e1"})->notice->text, "This document was withdrawn.");
  EXPECT_EQ(library_->search("surgery", {}, {}).total, 600);
  EXPECT_EQ(library_->fault(), std::nullopt);

  EXPECT_EQ(library_->withdraw({"e1"}, withdrawn("n1")).value(), Outcome::Unchanged);
  library_.reset();
  for (const auto& canary : canaries) EXPECT_FALSE(on_disk(canary)) << canary;
}

TEST_F(LibraryTest, WithdrawingWhileSomebodyReadsIsUnfinishedAndCanBeRepeated) {
  put(report("e1", {"The zyxwvutquoth."}));
  {
    Connection reader(file(), Connection::Mode::ReadOnly);
    Transaction snapshot(reader, Transaction::Kind::Read);
    ASSERT_EQ(reader.number("SELECT count(*) FROM document"), 1);
    const auto done = library_->withdraw({"e1"}, withdrawn("n1"));
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().code, Code::Unfinished);
    EXPECT_EQ(library_->document({"e1"}).error().code, Code::NotFound);
  }
  EXPECT_EQ(library_->withdraw({"e1"}, withdrawn("n1")).value(), Outcome::Unchanged);
  EXPECT_FALSE(on_disk("zyxwvutquoth"));
}

TEST_F(LibraryTest, AWithdrawnEditionNeverComesBack) {
  const auto d = report("e1", {"One.", "Two."});
  put(d);
  ASSERT_TRUE(library_->withdraw({"e1"}, withdrawn("n1")).ok());
  EXPECT_EQ(library_->publish(d).error().code, Code::Refused);
  // An edition withdrawn before it ever came here does not come later either.
  ASSERT_TRUE(library_->withdraw({"late"}, withdrawn("n2")).ok());
  EXPECT_EQ(library_->publish(report("late", {"Late."})).error().code, Code::Refused);
}

TEST_F(LibraryTest, AddressesOfParagraphsAreNeverGivenToOthers) {
  put(report("e1", {"The first words."}));
  ASSERT_TRUE(library_->withdraw({"e1"}, withdrawn("n1")).ok());
  auto second = report("e2", {"Other words."});
  put(second);
  EXPECT_EQ(found("words"), Strings{"e2#p1"});
  open(OpenOptions::Mode::ReadWrite);
  EXPECT_EQ(library_->publish(report("e1", {"Stolen words."})).error().code, Code::Refused);
  // A library made anew from the same editions has the same addresses.
  const auto before = library_->document({"e2"})->paragraphs[0].anchor;
  auto fresh = Library::open({folder_ / "fresh.db", OpenOptions::Mode::Create, 1});
  ASSERT_TRUE(fresh.ok());
  ASSERT_TRUE((*fresh)->publish(second).ok());
  EXPECT_EQ((*fresh)->document({"e2"})->paragraphs[0].anchor, before);
}

TEST_F(LibraryTest, ANewEditionTakesThePlaceOfTheOld) {
  put(report("e1", {"The zyxwvutquoth."}));
  auto second = report("e2", {"The corrected words."});
  second.replaces = {"e1"}, second.number = 2;
  put(second);
  auto third = report("e3", {"The final words."});
  third.replaces = {"e2"}, third.number = 3;
  put(third);
  EXPECT_EQ(library_->list({}, {}).total, 1);
  EXPECT_EQ(library_->gone({"e1"})->replaced_by.text, "e3");
  EXPECT_EQ(library_->gone({"e3"}), std::nullopt);
  EXPECT_EQ(library_->gone({"never"}), std::nullopt);
  EXPECT_FALSE(on_disk("zyxwvutquoth"));
  ASSERT_TRUE(library_->withdraw({"e3"}, withdrawn("n1")).ok());
  EXPECT_EQ(library_->gone({"e1"})->notice->id.text, "n1");
  EXPECT_EQ(library_->contents(), (std::vector<Held>{{{"e1"}, "", HeldState::Replaced},
                                                     {{"e2"}, "", HeldState::Replaced},
                                                     {{"e3"}, "", HeldState::Withdrawn}}));
}

TEST_F(LibraryTest, ContentsSayWhatTheCaseworkMustAgreeWith) {
  const auto d = report("e1", {"One."});
  put(d);
  EXPECT_EQ(library_->contents(), (std::vector<Held>{{{"e1"}, hex(d.sha256), HeldState::Published}}));
}

TEST_F(LibraryTest, NoticesAreAsBareAsTheyWereGiven) {
  const Notice bare{
      {"n1"}, NoticeKind::Withheld, "A review was carried out and is not published.", "", std::nullopt};
  const Notice dated{
      {"n2"}, NoticeKind::Withheld, "Withheld.", "Alderby Community Safety Partnership", day(2026, 2, 1)};
  EXPECT_EQ(library_->put_notice(bare).value(), Outcome::Changed);
  EXPECT_EQ(library_->put_notice(bare).value(), Outcome::Unchanged);
  EXPECT_EQ(library_->put_notice(dated).value(), Outcome::Changed);
  EXPECT_EQ(library_->notices(), (std::vector<Notice>{dated, bare}));
  EXPECT_EQ(library_->notices("Alderby Community Safety Partnership"), std::vector<Notice>{dated});
  // A feed says when: a notice without a day is in none.
  ASSERT_EQ(library_->feed().size(), 1u);
  EXPECT_EQ(library_->feed()[0].notice.text, "n2");
  EXPECT_EQ(library_->drop_notice({"n2"}).value(), Outcome::Changed);
  EXPECT_EQ(library_->drop_notice({"n2"}).value(), Outcome::Unchanged);
  EXPECT_FALSE(on_disk("Withheld."));
  EXPECT_FALSE(library_->put_notice({{"n3"}, NoticeKind::Withheld, "", "", {}}).ok());
}

TEST_F(LibraryTest, ProgressSpeaksInPublishedWords) {
  put(report("e1", {"Train every receptionist.", "Write to the family."}));
  const std::vector<Progress> lines = {{{"e1"}, "p2", "", ProgressState::InProgress, day(2026, 5, 1)},
                                       {{}, "", "Review the protocol", ProgressState::EvidenceOfEffect}};
  EXPECT_EQ(library_->put_progress({"r-e1"}, lines).value(), Outcome::Changed);
  EXPECT_EQ(library_->put_progress({"r-e1"}, lines).value(), Outcome::Unchanged);
  const auto back = library_->progress({"r-e1"});
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(back[0].text, "Write to the family.");
  EXPECT_EQ(back[0].state, ProgressState::InProgress);
  EXPECT_EQ(back[0].as_of, day(2026, 5, 1));
  EXPECT_EQ(back[1].title, "Review the protocol");
  EXPECT_EQ(library_->put_progress({"r-e1"}, {{{"e1"}, "p9", "", ProgressState::Done}}).error().code,
            Code::NotFound);
  EXPECT_FALSE(library_->put_progress({"r-e1"}, {{{}, "", std::string(301, 'a'), ProgressState::Done}}).ok());
  EXPECT_EQ(library_->progress({"r-e1"}).size(), 2u) << "a refused list changes nothing";
  ASSERT_TRUE(library_->withdraw({"e1"}, withdrawn("n1")).ok());
  EXPECT_TRUE(library_->progress({"r-e1"}).empty());
}

TEST_F(LibraryTest, ListsByPartnershipKindAndYearNewestFirst) {
  auto a = report("a", {"x."}), b = report("b", {"x."}), c = report("c", {"x."});
  b.published = day(2025, 1, 1), b.kind = Kind::ExecutiveSummary;
  c.published = day(2026, 4, 1), c.partnership = "Fenmere Partnership";
  put(a), put(b), put(c);
  const auto ids = [&](const Filter& f, Page page = {}) {
    std::string out;
    for (const auto& e : library_->list(f, page).entries) out += e.edition.text;
    return out;
  };
  EXPECT_EQ(ids({}), "cab");
  EXPECT_EQ(ids({"Fenmere Partnership"}), "c");
  EXPECT_EQ(ids({"", Kind::ExecutiveSummary}), "b");
  EXPECT_EQ(ids({"", {}, 2026}), "ca");
  EXPECT_EQ(ids({"Fenmere Partnership", {}, 2025}), "");
  EXPECT_EQ(ids({}, {2, 2}), "b");
  EXPECT_EQ(ids({}, {-3, 1}), "c");
  EXPECT_EQ(ids({}, {2000000000, 1}), "");
  EXPECT_EQ(library_->partnerships(),
            (std::vector<Count>{{"Alderby Community Safety Partnership", 2}, {"Fenmere Partnership", 1}}));
  const auto s = library_->statistics();
  EXPECT_EQ(s.documents, 3);
  EXPECT_EQ(s.by_year, (std::vector<Count>{{"2026", 2}, {"2025", 1}}));
  EXPECT_EQ(s.by_kind, (std::vector<Count>{{"overview-report", 2}, {"executive-summary", 1}}));
}

TEST_F(LibraryTest, ReadersAreNotHeldUpByPublishing) {
  put(report("e0", {"A constant word."}));
  std::atomic<bool> done{false};
  std::atomic<int> reads{0}, faults{0};
  std::vector<std::thread> readers;
  for (int t = 0; t < 6; ++t)
    readers.emplace_back([&] {
      while (!done) {
        const auto hits = library_->search("constant", {}, {1, 100});
        const auto listing = library_->list({}, {1, 100});
        if (hits.total < 1 || hits.passages.size() != std::size_t(std::min<std::int64_t>(hits.total, 100)))
          ++faults;
        if (listing.entries.size() != std::size_t(std::min<std::int64_t>(listing.total, 100))) ++faults;
        for (const auto& p : hits.passages)
          if (p.text.empty()) ++faults;
        ++reads;
      }
    });
  for (int i = 1; i <= 25; ++i) {
    auto d = report(fmt::format("e{}", i), Strings(10, "A constant word."));
    ASSERT_TRUE(library_->publish(d).ok());
    if (i % 5 == 0)
      while (!library_->withdraw(d.edition, withdrawn(fmt::format("n{}", i))).ok()) {
      }
  }
  done = true;
  for (auto& t : readers) t.join();
  EXPECT_EQ(faults, 0);
  EXPECT_GT(reads, 10);
  EXPECT_EQ(library_->search("constant", {}, {}).total, 201);
}

TEST_F(LibraryTest, APublicNodeReadsTheFileAlone) {
  put(report("e1", {"Words for everybody."}));
  std::filesystem::create_directories(folder_ / "node");
  std::filesystem::copy_file(
      file(), folder_ / "node" / "library.db");  // while the first is open, and without its log
  auto node = Library::open({folder_ / "node" / "library.db"});
  ASSERT_TRUE(node.ok()) << node.error().message;
  EXPECT_EQ((*node)->search("everybody", {}, {}).total, 1);
  EXPECT_EQ((*node)->publish(report("e2", {"x"})).error().code, Code::Refused);
  EXPECT_EQ((*node)->withdraw({"e1"}, withdrawn("n1")).error().code, Code::Refused);
  EXPECT_EQ((*node)->fault(), std::nullopt);
}

TEST_F(LibraryTest, WhatIsNoLibraryIsNotOpened) {
  const auto text = folder_ / "letter.db";
  std::ofstream(text) << std::string(5000, 'x');
  const auto other = folder_ / "other.db";
  Connection(other, Connection::Mode::Create).script("CREATE TABLE t (x)");
  const auto later = folder_ / "later.db";
  {
    ASSERT_TRUE(Library::open({later, OpenOptions::Mode::Create, 1}).ok());
    Connection(later, Connection::Mode::ReadWrite).script("PRAGMA user_version=99");
  }
  for (const auto mode :
       {OpenOptions::Mode::ReadOnly, OpenOptions::Mode::ReadWrite, OpenOptions::Mode::Create})
    for (const auto& path : {text, other, later, folder_}) {
      const auto opened = Library::open({path, mode, 1});
      ASSERT_FALSE(opened.ok()) << path;
      EXPECT_EQ(opened.error().code, Code::BadInput);
    }
  EXPECT_FALSE(Library::open({folder_ / "none.db"}).ok());
  EXPECT_FALSE(std::filesystem::exists(folder_ / "none.db"));
}

TEST_F(LibraryTest, ALostIndexRowIsAFault) {
  put(report("e1", {"One word."}));
  {
    Connection db(file(), Connection::Mode::ReadWrite);
    db.script(
        "DELETE FROM posting WHERE word = (SELECT number FROM word WHERE text = 'one')");
  }
  EXPECT_NE(library_->fault(), std::nullopt);
}

TEST_F(LibraryTest, TheFeedIsWellFormedAndEscaped) {
  auto d = report("e1", {"One."}, "Rowan & <script>alert(\"1\")</script> ]]> é");
  d.partnership = "A \"quoted\" 'partnership' & co";
  put(d);
  ASSERT_TRUE(
      library_->put_notice({{"n1"}, NoticeKind::Withdrawn, "With <b>drawn</b> &amp;", "", day(2026, 4, 1)})
          .ok());
  const auto items = library_->feed();
  const auto text = atom({"Reviews & more", "", "https://reviews.example",
                          "https://reviews.example/feed.atom?a=1&b=2", "Alderby"},
                         items);
  pugi::xml_document xml;
  const auto parsed = xml.load_string(text.c_str());
  ASSERT_TRUE(parsed) << parsed.description();
  EXPECT_EQ(text.find("<script"), text.npos);
  const auto feed = xml.child("feed");
  EXPECT_STREQ(feed.attribute("xmlns").value(), "http://www.w3.org/2005/Atom");
  EXPECT_STREQ(feed.child_value("title"), "Reviews & more");
  EXPECT_STREQ(feed.child_value("updated"), "2026-04-01T12:00:00Z");
  const auto notice = feed.child("entry");
  EXPECT_STREQ(notice.child_value("summary"), "With <b>drawn</b> &amp;");
  EXPECT_STREQ(notice.child("link").attribute("href").value(), "https://reviews.example/library/notices/n1");
  const auto entry = notice.next_sibling("entry");
  EXPECT_STREQ(entry.child_value("title"), "Rowan & <script>alert(\"1\")</script> ]]> é");
  EXPECT_STREQ(entry.child_value("summary"), "Overview report, published by A \"quoted\" 'partnership' & co");
  EXPECT_STREQ(entry.child("link").attribute("href").value(), "https://reviews.example/library/e1");
  EXPECT_FALSE(entry.next_sibling("entry"));
  const std::string id = entry.child_value("id");
  EXPECT_EQ(id.substr(0, 9), "urn:uuid:");
  EXPECT_EQ(id.size(), 45u);
  EXPECT_EQ(id[23], '8');
  EXPECT_EQ(library_->feed()[1].id, id) << "the same for ever";
  EXPECT_NE(std::string(notice.child_value("id")), id);
}

}  // namespace
}  // namespace heed::library

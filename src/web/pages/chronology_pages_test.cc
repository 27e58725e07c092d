#include "web/pages/chronology_pages.h"
#include "web/pages/page_fixture.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "review/chronology/chronology.h"

namespace heed::web {
namespace {

class ChronologyPages : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("heed-chronology-pages-" + AnyId::random().text());
    std::filesystem::create_directories(folder_);
    store_ = std::move(*store::Store::open({.data = folder_ / "data", .key_file = folder_ / "key", .create = true}, clock_));
    ASSERT_TRUE(store_->write({}, "test.setup", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), {.name = "Northborough Partnership"}, 0));
      HEED_ASSIGN(agency_, access::put_agency(w, AgencyId::random(), {.name = "Northborough Housing", .kind = "housing"}, 0));
      HEED_ASSIGN(review_, review::put_review(w, ReviewId::random(), {.reference = "NB-2026-03", .responsible = partnership_, .operating = partnership_}, 0));
      return {};
    }).ok());
    actor_.account = AccountId::random();
    actor_.memberships = {{actor_.account, access::Role::Coordinator, partnership_, {}, {}}};
    actor_.declared_for = {review_};
    add_chronology_routes(routes_);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  std::string base() const { return "/reviews/" + review_.text() + "/chronology"; }
  Response ask(std::string method, std::string path, Fields query = {}, Fields form = {}) {
    App app{.clock = clock_};
    app.casework = store_.get();
    Request request;
    request.method = method;
    request.path = path;
    request.query_fields = std::move(query);
    request.form_fields = std::move(form);
    return answer_page(app, routes_, actor_, review_, std::move(request));
  }
  /// A file as the upload page keeps it.
  AttachmentId kept(const std::string& csv, std::string purpose = "chronology") {
    bool given = false;
    const auto id = *store_->store_attachment({"sent.csv", "text/csv", std::int64_t(csv.size()), "", std::move(purpose)}, review_, [&] {
      if (given) return std::string();
      given = true;
      return csv;
    });
    EXPECT_TRUE(store_->write({actor_.account}, "chronology.upload", [&](store::Writer& w) { return review::keep_table(*store_, w, actor_, review_, agency_, id); }).ok());
    return id;
  }

  std::filesystem::path folder_;
  FixedClock clock_{Instant(std::chrono::seconds(1'795'000'000))};
  std::unique_ptr<store::Store> store_;
  PartnershipId partnership_;
  AgencyId agency_;
  ReviewId review_;
  access::Actor actor_;
  Routes routes_;
};

Fields fields(std::initializer_list<std::pair<std::string, std::string>> pairs) {
  Fields out;
  for (const auto& [name, value] : pairs) out.add(name, value);
  return out;
}
bool holds(const Response& r, std::string_view words) { return r.body.find(words) != std::string::npos; }

TEST_F(ChronologyPages, AnEmptyChronologySaysWhatToDo) {
  const auto page = ask("GET", base());
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "There is nothing here yet"));
  EXPECT_TRUE(holds(page, "Add an agency&#39;s chronology") || holds(page, "Add an agency&#x27;s chronology") || holds(page, "chronology/import"));
}

TEST_F(ChronologyPages, AFileIsLookedAtThenAddedThenShownFilteredAndTakenOut) {
  const auto id = kept("Date,Agency/Source,Event\n3 May 2016,Repairs log,Door was broken & repaired\n,Log,No date here\n");
  const auto look = base() + "/import/" + id.text();
  auto page = ask("GET", look);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "name=\"c0-1\""));
  EXPECT_TRUE(holds(page, "There are words but no date."));
  EXPECT_TRUE(holds(page, "Door was broken &amp; repaired"));
  page = ask("POST", look, {}, fields({{"csrf", "token"}, {"c0-1", "source"}, {"doubtful", "add"}}));
  EXPECT_EQ(page.status, 303);
  page = ask("POST", look, {}, fields({{"csrf", "token"}}));
  EXPECT_TRUE(holds(page, "added to the chronology already"));
  page = ask("GET", base());
  EXPECT_TRUE(holds(page, "heed-chronology"));
  EXPECT_TRUE(holds(page, "Repairs log"));
  EXPECT_TRUE(holds(page, "1 doubtful entry has to be settled"));
  page = ask("GET", base(), fields({{"words", "door"}}));
  EXPECT_TRUE(holds(page, "1 of 2 entries match."));
  page = ask("GET", base(), fields({{"from", "nonsense"}}));
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "value=\"nonsense\""));
  for (const char* format : {"xlsx", "docx", "csv"}) {
    page = ask("GET", base() + "/export/" + format);
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(std::string(page.headers["Content-Disposition"]).find(std::string("chronology-NB-2026-03.") + format), std::string::npos);
  }
  EXPECT_EQ(ask("GET", base() + "/export/exe").status, 404);
  const auto rows = store_->read([&](store::Reader& r) { return review::all_entries(r, review_); });
  ASSERT_EQ(rows.size(), 2u);
  const auto doubtful = base() + "/entry/" + rows[1].id.text();
  EXPECT_TRUE(holds(ask("GET", doubtful), "Event: No date here"));
  EXPECT_TRUE(holds(ask("GET", doubtful + "/change"), "What happened?"));
  page = ask("POST", doubtful + "/settle", {}, fields({{"_version", "1"}, {"date", "4 May 2016"}, {"how", ""}}));
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "value=\"4 May 2016\""));
  page = ask("POST", doubtful + "/settle", {}, fields({{"_version", "1"}, {"date", "4 May 2016"}, {"how", "The agency said so"}}));
  EXPECT_EQ(page.status, 303);
  EXPECT_TRUE(holds(ask("GET", base() + "/matches"), "No such pair was found."));
  EXPECT_EQ(ask("POST", doubtful + "/remove", {}, fields({{"_version", "2"}})).status, 303);
}

TEST_F(ChronologyPages, AFileOfAnotherPurposeIsNotFound) {
  EXPECT_EQ(ask("GET", base() + "/import/" + kept("Date,Event\n3 May 2016,Door\n", "letter").text()).status, 404);
  EXPECT_EQ(ask("GET", base() + "/import/" + AttachmentId::random().text()).status, 404);
}

TEST_F(ChronologyPages, WithoutAFileTheUploadKeepsTheAgency) {
  const auto page = ask("POST", base() + "/import", {}, fields({{"agency", agency_.text()}}));
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "Choose the file"));
  EXPECT_TRUE(holds(page, "selected"));
}

TEST_F(ChronologyPages, OneEntryIsAdded) {
  auto page = ask("POST", base() + "/new", {}, fields({{"agency", agency_.text()}, {"date", "about March 2018"}, {"what", "A letter was sent"}}));
  EXPECT_EQ(page.status, 303);
  EXPECT_TRUE(holds(ask("GET", base()), "A letter was sent"));
}

}  // namespace
}  // namespace heed::web

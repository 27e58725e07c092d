#include "publish/publish_fixture.h"

#include "anonymise/dates.h"
#include "base/json.h"

namespace heed::publish {
namespace {

class Detections : public Publishing {
 protected:
  void SetUp() override {
    Publishing::SetUp();
    report_and_letter(" Brenna Tolquist of Marrowdale Housing Trust wrote to her. Ottie was well known at the Marrowdale Housing Trust.");
    make();
  }
  void make() {
    auto made = make_edition(*store_, coordinator_, review_, "overview_report");
    ASSERT_TRUE(made.ok()) << made.error().message;
    edition_ = *made;
  }
  std::vector<FoundRow> all() {
    return read([&](store::Reader& r) { return found(r, review_, edition_); });
  }
  /// The value that holds these words; the test fails when there is none.
  FoundRow holding(const std::string& words) {
    for (auto& row : all())
      if (row.value.value.reveal().find(words) != std::string::npos) return row;
    ADD_FAILURE() << "nothing was found that holds " << words;
    return {};
  }
  Result<void> rule(const FoundRow& row, const std::string& verdict, const std::string& text = "") {
    return write([&](store::Writer& w) { return decide(w, coordinator_, review_, row.id, verdict, text, row.version); });
  }
  Result<std::vector<FoundId>> take_back(ActId act = {}) {
    return write([&](store::Writer& w) { return undo(w, coordinator_, review_, edition_, act); });
  }
  std::vector<ActRow> done() {
    return read([&](store::Reader& r) { return acts(r, review_, edition_, 0, 100); });
  }
  std::string preview() {
    std::string out;
    const auto blocks = draft_blocks(*store_, coordinator_, review_, edition_);
    if (blocks.ok())
      for (const auto& b : *blocks) out += b.text + "\n";
    return out;
  }
};

TEST_F(Detections, EveryDecisionSaysWhoAndWhenAndComesBack) {
  const auto row = holding("Tolquist");
  ASSERT_TRUE(rule(row, "change", "a housing officer").ok());
  ASSERT_EQ(done().size(), 1u);
  EXPECT_EQ(done()[0].value.ruling.by, coordinator_id_);
  EXPECT_EQ(done()[0].value.at, clock_.now().time_since_epoch().count());
  EXPECT_NE(preview().find("a housing officer"), std::string::npos);
  const auto back = take_back();
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(back->size(), 1u);
  EXPECT_TRUE(holding("Tolquist").value.open());
  EXPECT_EQ(done()[0].value.undone_by, coordinator_id_);
  EXPECT_FALSE(take_back().ok()) << "there is nothing left to undo";
  EXPECT_EQ(preview().find("a housing officer"), std::string::npos);
}

TEST_F(Detections, UndoingGoesBackThroughOnesOwnDecisionsOneByOne) {
  const auto row = holding("Tolquist");
  ASSERT_TRUE(rule(row, "change", "one").ok());
  ASSERT_TRUE(rule(holding("Tolquist"), "change", "two").ok());
  ASSERT_TRUE(take_back().ok());
  EXPECT_EQ(holding("Tolquist").value.ruling.replacement, "one");
  ASSERT_TRUE(take_back().ok());
  EXPECT_TRUE(holding("Tolquist").value.open());
}

TEST_F(Detections, ADecisionThatWasTakenAgainIsNotUndoneFromBehind) {
  const auto row = holding("Tolquist");
  ASSERT_TRUE(rule(row, "change", "one").ok());
  const auto first = done()[0].id;
  ASSERT_TRUE(rule(holding("Tolquist"), "change", "two").ok());
  EXPECT_EQ(take_back(first).error().code, Code::Refused);
  EXPECT_EQ(holding("Tolquist").value.ruling.replacement, "two");
}

TEST_F(Detections, ManyAtOnceAreOneDecisionAndComeBackTogether) {
  const auto before = read([&](store::Reader& r) { return progress(r, edition_); });
  ASSERT_GT(before.open, 3);
  const auto n = write([&](store::Writer& w) { return decide_all(w, coordinator_, review_, edition_, {}, "accept", ""); });
  ASSERT_TRUE(n.ok());
  EXPECT_EQ(*n, before.open);
  EXPECT_EQ(read([&](store::Reader& r) { return progress(r, edition_).open; }), 0);
  ASSERT_EQ(done().size(), 1u);
  EXPECT_EQ(take_back()->size(), std::size_t(before.open));
  EXPECT_EQ(read([&](store::Reader& r) { return progress(r, edition_).open; }), before.open);
}

TEST_F(Detections, OfManyAtOnceWhatWasDecidedAgainStays) {
  ASSERT_TRUE(write([&](store::Writer& w) { return decide_all(w, coordinator_, review_, edition_, {}, "accept", ""); }).ok());
  const auto bulk = done()[0].id;
  ASSERT_TRUE(rule(holding("Tolquist"), "change", "a housing officer").ok());
  ASSERT_TRUE(take_back(bulk).ok());
  EXPECT_EQ(holding("Tolquist").value.ruling.replacement, "a housing officer");
  EXPECT_TRUE(holding("Bramblewick").value.open());
}

TEST_F(Detections, AnAgencysNameStaysOpenInEveryDocument) {
  auto row = holding("Marrowdale");
  ASSERT_FALSE(row.value.listed);
  ASSERT_TRUE(rule(row, "agency").ok());
  EXPECT_EQ(read([&](store::Reader& r) { return edition(r, review_, edition_)->value.register_hash; }),
            read([&](store::Reader& r) { return build_register(r, *review::review(r, review_)).reg.hash(); }))
      << "the edition goes on with the register as it is now";
  ASSERT_TRUE(write([&](store::Writer& w) { return decide_all(w, coordinator_, review_, edition_, {}, "accept", ""); }).ok());
  EXPECT_NE(preview().find(row.value.value.reveal()), std::string::npos);
  const auto other = make_edition(*store_, coordinator_, review_, "executive_summary");
  ASSERT_TRUE(other.ok());
  for (const auto& f : read([&](store::Reader& r) { return found(r, review_, *other); }))
    EXPECT_EQ(f.value.value.reveal().find(row.value.value.reveal()), std::string::npos) << "found again in another document";
  ASSERT_TRUE(take_back().ok());  // the acceptance of the rest
  ASSERT_TRUE(take_back().ok());
  EXPECT_TRUE(read([&](store::Reader& r) { return allowed_names(r, review_); }).empty());
  EXPECT_EQ(rule(holding("Quennevais"), "agency").error().code, Code::BadInput) << "a name of the register is no agency's";
}

TEST_F(Detections, ThisIsThePersonEntersTheNameInTheRegister) {
  const auto row = holding("Ottie");
  EXPECT_EQ(rule(row, "person", "nobody").error().code, Code::BadInput);
  ASSERT_TRUE(rule(row, "person", died_.text()).ok());
  EXPECT_EQ(holding("Ottie").value.ruling.replacement, "Rowan");
  auto names = [&] { return read([&](store::Reader& r) { return review::person(r, died_)->value.other_names; }); };
  ASSERT_EQ(names().size(), 1u);
  EXPECT_EQ(names()[0].name, row.value.value);
  EXPECT_FALSE(finalise_edition(*store_, coordinator_, review_, edition_).ok()) << "the register holds more: the edition is made again";
  make();
  EXPECT_EQ(holding("Ottie").value.ruling.verdict, "person") << "what was decided is kept";
  EXPECT_TRUE(holding("Ottie").value.listed);
  EXPECT_EQ(preview().find("Ottie"), std::string::npos);
  ASSERT_TRUE(take_back().ok());
  EXPECT_TRUE(names().empty());
}

TEST_F(Detections, AFilterShowsAStretchInTheSameOrder) {
  const auto rows = all();
  ASSERT_GT(rows.size(), 4u);
  for (std::size_t i = 1; i < rows.size(); ++i) EXPECT_GE(int(rows[i - 1].value.listed), int(rows[i].value.listed));
  const auto two = read([&](store::Reader& r) { return found_page(r, review_, edition_, {}, 1, 2); });
  EXPECT_EQ(two.total, std::int64_t(rows.size()));
  ASSERT_EQ(two.rows.size(), 2u);
  EXPECT_EQ(two.rows[0].id, rows[1].id);
  EXPECT_EQ(read([&](store::Reader& r) { return place_in_order(r, rows[3], {}); }), 3);
  for (const auto& row : read([&](store::Reader& r) { return found_page(r, review_, edition_, {.certainty = Certainty::Listed}, 0, -1); }).rows) EXPECT_TRUE(row.value.listed);
  const auto named = read([&](store::Reader& r) { return found_page(r, review_, edition_, {.words = "tolQUIST%"}, 0, -1); });
  ASSERT_FALSE(named.rows.empty());
  EXPECT_NE(named.rows[0].value.value.reveal().find("Tolquist"), std::string::npos);
}

TEST_F(Detections, EveryPlaceIsShownWithTheWordsAroundIt) {
  const auto row = holding("Marrowdale");
  const auto places = read([&](store::Reader& r) { return places_of(r, review_, row); });
  ASSERT_TRUE(places.ok());
  EXPECT_GE(places->size(), 2u);
  for (const auto& p : *places) {
    EXPECT_FALSE(p.where.empty());
    EXPECT_NE(p.shown.reveal().find("Marrowdale"), std::string::npos);
  }
}

TEST_F(Detections, TheLogHoldsEveryReplacementAndIsReadByReleasersAlone) {
  ASSERT_TRUE(write([&](store::Writer& w) { return decide_all(w, coordinator_, review_, edition_, {}, "accept", ""); }).ok());
  const auto proof = finalise_edition(*store_, coordinator_, review_, edition_);
  ASSERT_TRUE(proof.ok()) << proof.error().message;
  ASSERT_TRUE(proof->settled);
  const auto log = replacement_log(*store_, chair_, review_, edition_);
  ASSERT_TRUE(log.ok()) << log.error().message;
  EXPECT_TRUE(std::any_of(log->rows.begin(), log->rows.end(), [](const auto& row) { return row.original.reveal() == "Ottoline Quennevais" && row.replacement == "Rowan" && row.applied; }));
  EXPECT_TRUE(replacement_log(*store_, approver_, review_, edition_).ok());
  EXPECT_EQ(replacement_log(*store_, coordinator_, review_, edition_).error().code, Code::Forbidden);
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder_)) {
    if (!file.is_regular_file() || file.path().string().find("attachments") == std::string::npos) continue;
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    EXPECT_EQ(bytes.find("Quennevais"), bytes.npos) << "an attachment is not encrypted";
  }
}

}  // namespace
}  // namespace heed::publish

#include "review/report/assemble.h"

#include "review/recommendations/recommendations.h"
#include "review/report/report_fixture.h"
#include "review/report/structured_text.h"

namespace heed::review {
namespace {

/// A lesson from the one finding of the review.
Lesson lesson_on(store::Reader& r, ReviewId review, AgencyId agency) {
  Lesson lesson;
  lesson.findings = {findings(r, review).front().id};
  lesson.reach = Reach::Within;
  lesson.agencies = {agency};
  lesson.text = "People speak when they are asked alone.";
  lesson.change = "Everybody is asked alone.";
  lesson.how = "A question in the first assessment";
  return lesson;
}

TEST_F(ReportTest, AssemblesFromTheCasefile) {
  const auto done = write([&](store::Writer& w) -> Result<void> {
    Terms terms;
    terms.purpose = "To learn how agencies worked together.";
    terms.scope = "What agencies knew and did in the two years before the death.";
    HEED_TRY(add_terms(w, coordinator_, *edition_, review_, terms, 0));
    KeyLine line;
    line.question = "What did agencies know of coercive control?";
    HEED_ASSIGN(const auto key_line, put_key_line(w, coordinator_, review_, {}, line, 0));
    access::Agency body;
    body.name = "Northborough Housing";
    HEED_ASSIGN(const auto agency, access::put_agency(w, AgencyId::random(), body, 0));
    ReviewAgency takes_part;
    takes_part.agency = agency;
    takes_part.authority = "listed";
    HEED_TRY(put_review_agency(w, coordinator_, review_, {}, takes_part, 0));
    Finding finding;
    finding.reach = Reach::Within;
    finding.agencies = {agency};
    finding.key_line = key_line;
    finding.text = "| Nobody asked her alone.";
    HEED_TRY(put_finding(w, coordinator_, review_, {}, finding, 0));
    Recommendation recommendation;
    recommendation.text = "Ask everybody alone";
    recommendation.origin = "panel";
    HEED_ASSIGN(const auto lesson, put_lesson(w, coordinator_, review_, {}, lesson_on(w, review_, agency), 0));
    recommendation.lessons = {lesson};
    HEED_TRY(put_recommendation(w, coordinator_, review_, {}, recommendation, 0));
    Appointment chair;
    chair.role = "chair";
    chair.name = PersonalText("Robin Ashdown");
    chair.independence = "Has never worked in the area.";
    HEED_TRY(put_appointment(w, coordinator_, *edition_, review_, {}, chair, 0));
    Person person;
    person.name = PersonalText("Realname Neverprinted");
    person.roles.push_back({"died", {}, {}, ""});
    person.pseudonym = "Amara";
    HEED_TRY(put_person(w, coordinator_, review_, PersonId::random(), person, 0));
    return {};
  });
  ASSERT_TRUE(done.ok()) << done.error().message;
  const auto* kind = edition_->document("overview_report");
  read([&](store::Reader& r) {
    const auto row = *review(r, review_);
    std::string all;
    for (const auto& section : kind->sections) {
      const auto text = assemble(r, coordinator_, row, *edition_, *kind, section, clock_.today());
      if (section.assemble.empty()) {
        EXPECT_EQ(text, "") << section.id;
      }
      all += text + "\n";
      EXPECT_EQ(text_of(parse_text(text)), text) << "what Heed writes is in the grammar: " << section.id;
    }
    EXPECT_NE(all.find("coercive control"), std::string::npos);
    EXPECT_NE(all.find("Robin Ashdown"), std::string::npos) << "the chair stays named";
    EXPECT_NE(all.find("Amara"), std::string::npos);
    EXPECT_NE(all.find("\\| Nobody asked her alone."), std::string::npos) << "what a person typed is no mark";
    EXPECT_NE(all.find("Recommendation 1. Ask everybody alone. Answers lesson 1."), std::string::npos);
    const auto* plan = edition_->document("action_plan");
    for (const auto& section : plan->sections)
      if (section.assemble == "actions") {
        const auto blocks = parse_text(assemble(r, coordinator_, row, *edition_, *plan, section, clock_.today()));
        ASSERT_EQ(blocks.size(), 1u);
        ASSERT_EQ(blocks[0].rows.size(), 2u);
        EXPECT_EQ(blocks[0].rows[0].cells.size(), plan->columns.size());
        EXPECT_EQ(blocks[0].rows[1].cells[2].text, "No action has been agreed yet");
      }
    EXPECT_EQ(all.find("Neverprinted"), std::string::npos) << "people of the register go by pseudonym";
    // Somebody who may not see the register gets nothing of it.
    const auto approver = actor(access::Role::PublicationApprover);
    for (const auto& section : kind->sections)
      if (section.assemble == "people") {
        EXPECT_EQ(assemble(r, approver, row, *edition_, *kind, section, clock_.today()), "");
      }
  });
}

}  // namespace
}  // namespace heed::review

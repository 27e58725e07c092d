#include "review/report/assemble.h"

#include "review/casefile/casefile.h"
#include "review/report/report_fixture.h"
#include "review/report/structured_text.h"

namespace heed::review {
namespace {

TEST_F(ReportTest, AssemblesFromTheCasefile) {
  const auto done = write([&](store::Writer& w) -> Result<void> {
    Terms terms;
    terms.purpose = "To learn how agencies worked together.";
    HEED_TRY(add_terms(w, coordinator_, *edition_, review_, terms, 0));
    KeyLine line;
    line.question = "What did agencies know of coercive control?";
    HEED_TRY(put_key_line(w, coordinator_, review_, {}, line, 0));
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

// Who is who in a report: the panel, the chair and the author stay; staff in the case go by role, bodies by what they are. Every
// name is invented.
#include "anonymise/recognisers/roles.h"

#include <gtest/gtest.h>

#include "anonymise/prove.h"
#include "anonymise/replace.h"
#include "document/document.h"

namespace heed::anonymise {
namespace {

constexpr std::string_view kReport =
    "1. Introduction\n"
    "This review was chaired by Ines Vardley, who has worked in safeguarding for thirty years. The author of this report is Tobin Arkwell.\n"
    "2. Members of the Review Panel\n"
    "DS Quenby Sarrowell, Detective Sergeant, Westbrook Police\n"
    "Dr Perrin Maskelow\tNamed GP\tWestbrook ICB\n"
    "Grace Young, Housing Manager, Westbrook Borough Council\n"
    "The panel met five times. Members were independent of the case.\n"
    "3. Chronology\n"
    "PC Anneth Wexcombe attended. DS Tamsel Orrin took a statement. Dr Perrin Maskelow wrote to the panel about it, and Dr Oswin Hartle saw her.\n"
    "She was registered at Hollin Bank Surgery and worked for Ostwick Carpets Ltd. Her son went to St Wilfreda\xE2\x80\x99s Primary School.\n"
    "She moved to Marrowby Refuge in May. Brevanth Koldermaine rang DS Quenby Sarrowell of Westbrook Police.\n";

Register listed() {
  auto r = read_register_csv("person,kind,value,replacement\nP1,name,Brevanth Koldermaine,Amara Okoro\n");
  EXPECT_TRUE(r.ok());
  return std::move(r).value();
}
Decisions by_role() {
  Decisions out;
  out.policy.professionals = ProfessionalPolicy::Role;
  return out;
}

void expect_each_as_due(const std::string& text) {
  for (const char* stays : {"chaired by Ines Vardley", "is Tobin Arkwell", "DS Quenby Sarrowell, Detective Sergeant", "Dr Perrin Maskelow", "Grace Young, Housing Manager", "Westbrook Borough Council",
                            "Dr Perrin Maskelow wrote to the panel", "rang DS Quenby Sarrowell of Westbrook Police"})
    EXPECT_NE(text.find(stays), std::string::npos) << stays << "\n" << text;
  for (const char* comes : {"The police officer attended. The police officer took a statement", "the doctor saw her", "registered at [a GP practice]", "worked for [an employer]", "went to [a school]", "moved to [a place of safety]",
                            "Amara Okoro rang"})
    EXPECT_NE(text.find(comes), std::string::npos) << comes << "\n" << text;
  for (const char* goes : {"Wexcombe", "Orrin", "Hartle", "Hollin", "Ostwick", "Wilfreda", "Marrowby", "Koldermaine"}) EXPECT_EQ(text.find(goes), std::string::npos) << goes << "\n" << text;
}

TEST(Roles, APanelIsNamedStaffGoByRoleAndOthersByPseudonym) { expect_each_as_due(replace_text(kReport, Detector(listed()), by_role()).bytes); }

TEST(Roles, TheSameInAWordDocumentWithItsPanelInATable) {
  document::Document d;
  document::Block table;
  table.kind = document::BlockKind::Table;
  for (std::size_t at = 0; at < kReport.size();) {
    const auto end = kReport.find('\n', at);
    const auto line = kReport.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("Dr Perrin Maskelow\t")) {
      document::Row row;
      for (const auto& words : {"Dr Perrin Maskelow", "Named GP", "Westbrook ICB"}) {
        document::Cell cell;
        cell.text = words;
        row.cells.push_back(cell);
      }
      table.rows.push_back(row);
      d.blocks.push_back(table);
      continue;
    }
    document::Block b;
    b.kind = line[0] >= '1' && line[0] <= '9' ? document::BlockKind::Heading : document::BlockKind::Paragraph;
    b.runs.push_back({});
    b.runs.back().text = std::string(line);
    d.blocks.push_back(b);
  }
  const auto done = replace_docx(document::write_docx(d, {}), Detector(listed()), by_role());
  ASSERT_TRUE(done.ok()) << done.error().message;
  const auto back = document::read(done->bytes, "a.docx");
  ASSERT_TRUE(back.ok());
  expect_each_as_due(back->text());
}

TEST(Roles, WhoIsListedGoesAlsoWhereThePanelStands) {
  const auto out = replace_text("Panel members\nBrevanth Koldermaine, adviser\nInes Vardley, chair\n", Detector(listed()), {}).bytes;
  EXPECT_EQ(out, "Panel members\nAmara Okoro, adviser\nInes Vardley, chair\n");
}

std::vector<std::string> open_in(std::string_view text) {
  std::vector<Detection> found;
  recognise_open_names(text, found);
  std::vector<std::string> out;
  for (const auto& d : found) out.emplace_back(text.substr(d.span.begin, d.span.size()));
  return out;
}

TEST(Roles, AListOfThePanelEndsWhereTheCaseIsTold) {
  EXPECT_EQ(open_in("The Review Panel\nOonagh Trellavan, Westbrook Police\nChronology\nTamsel Orrin called the police."), std::vector<std::string>{"Oonagh Trellavan"});
  EXPECT_EQ(open_in("Background\nTamsel Orrin called the police. The panel heard that Oonagh Trellavan was ill."), std::vector<std::string>{});
  const std::string prose = "In the spring of that year Tamsel Orrin went to her neighbour and told her what had happened on the day before, and the neighbour offered to call the police, which she did not want at that time.";
  EXPECT_EQ(open_in("Panel members\nOonagh Trellavan, Westbrook Police\n" + prose), std::vector<std::string>{"Oonagh Trellavan"});
  EXPECT_EQ(open_in("Panel members\nNamed Nurse\nDetective Sergeant\nWestbrook Borough Council\n"), std::vector<std::string>{});
}

std::string body_in(std::string_view text) {
  std::vector<Detection> found;
  recognise_bodies(text, found);
  return found.empty() ? "" : std::string(text.substr(found[0].span.begin, found[0].span.size())) + " -> " + found[0].replacement;
}

TEST(Roles, BodiesAreCalledWhatTheyAre) {
  EXPECT_EQ(body_in("seen at the Hollin Bank Surgery by"), "Hollin Bank Surgery -> [a GP practice]");
  EXPECT_EQ(body_in("The Church Street Medical Centre."), "Church Street Medical Centre -> [a GP practice]");
  EXPECT_EQ(body_in("of Quillfeather Church of England Primary School,"), "Quillfeather Church of England Primary School -> [a school]");
  EXPECT_EQ(body_in("at Tamsel & Orrin Ltd"), "Tamsel & Orrin Ltd -> [an employer]");
  EXPECT_EQ(body_in("to Zelbury Women\xE2\x80\x99s Refuge"), "Zelbury Women\xE2\x80\x99s Refuge -> [a place of safety]");
  for (const char* usual : {"the local Primary School", "at the Surgery", "Emergency Surgery", "in a refuge", "Domestic Abuse Refuge", "Westbrook Police", "Northcliffe Hospital NHS Foundation Trust", "Hollin Bank surgery hours"})
    EXPECT_EQ(body_in(usual), "") << usual;
}

}  // namespace
}  // namespace heed::anonymise

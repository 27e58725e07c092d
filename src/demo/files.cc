// The agencies' chronologies as agencies send them: a workbook, a Word document and a text file, each with headings of its own.
#include <fstream>

#include "demo/scene.h"
#include "document/document.h"

namespace heed::demo {

namespace {

using document::Block;
using document::BlockKind;

Block table(const std::string& caption, const std::vector<std::vector<std::string>>& rows) {
  Block b;
  b.kind = BlockKind::Table;
  b.caption = caption;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    document::Row row;
    row.header = i == 0;
    for (const auto& text : rows[i]) {
      document::Cell cell;
      cell.text = text;
      Block words;
      words.runs.push_back({.text = text});
      cell.blocks.push_back(words);
      row.cells.push_back(cell);
    }
    b.rows.push_back(row);
  }
  return b;
}

Block heading(const std::string& text) {
  Block b;
  b.kind = BlockKind::Heading;
  b.level = 1;
  b.runs.push_back({.text = text});
  return b;
}

void put(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), std::streamsize(bytes.size()));
  if (!out.flush()) throw std::runtime_error("a demonstration file could not be written");
}

}  // namespace

void write_agency_files(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  document::Document police;
  police.blocks.push_back(table("Contacts", {
      {"Date", "Time", "Record", "Persons concerned", "Event", "Action taken", "Officer role"},
      {"12/03/2024", "21:40", "Incident log", "Victim and suspect", "A neighbour rang about shouting. Officers spoke with both people together in the kitchen.", "No risk assessment was completed.", "Response officer"},
      {"14/03/2024", "10:15", "Call back", "Victim", "She said that it had been a misunderstanding. She was spoken to by telephone; whether she was alone was not recorded.", "Closed.", "Call handler"},
      {"02/06/2024", "23:05", "Incident log", "Victim and suspect", "She rang herself and left the line open. A child was heard.", "Officers attended within ten minutes; DASH completed, standard risk.", "Response officer"},
      {"03/06/2024", "", "Safeguarding notice", "Child", "Notice shared with the school and the health visitor.", "Shared.", "Safeguarding desk"},
      {"19/09/2024", "18:20", "Crime report", "Victim", "She reported that money was taken from her account every Friday.", "Recorded as theft; controlling behaviour was not considered.", "Investigator"},
      {"early 2025", "", "Intelligence", "Suspect", "A friend said that he checked her telephone each evening.", "Filed.", "Intelligence desk"},
      {"21/02/2025", "07:55", "Incident log", "Victim and suspect", "Called by a colleague who was worried that she had not come to work.", "Welfare check; she was well and said that she was ill.", "Response officer"}}));
  put(folder / "police.xlsx", document::write_xlsx(police, {.title = "Contacts"}));

  document::Document health;
  health.blocks.push_back(heading("Chronology of contact"));
  health.blocks.push_back(table("", {
      {"Date of contact", "Source of information", "Contact and detail", "Seen alone?", "Outcome", "Author's comment"},
      {"22 Jan 2024", "GP record", "Appointment about headaches and poor sleep.", "Yes", "Advice given.", "No routine question about safety at home was asked."},
      {"13.03.24", "Emergency department", "Attended with a sprained wrist. Said that she had slipped on the stairs.", "No, her partner stayed", "Discharged.", "The department did not know of the police call the evening before."},
      {"June 2024", "Health visitor", "Home visit. The notice from the police had arrived.", "Not recorded", "A further visit was planned.", "The visit did not take place because of sickness."},
      {"about 10 October 2024", "GP record", "Low mood. She spoke of being \"watched all the time\".", "Yes", "Referred to talking therapies.", "A disclosure; the domestic abuse worker of the practice was not told."},
      {"6/1/25", "Talking therapies", "Did not attend.", "", "Discharged after one letter.", "The letter went to the address that she shared with her partner."}}));
  put(folder / "health.docx", document::write_docx(health, {.title = "Chronology of contact"}));

  document::Document housing;
  housing.blocks.push_back(table("", {
      {"When", "Who (role)", "What happened", "Decision"},
      {"17-apr-24", "Housing officer", "Rent arrears letter. She rang and asked that letters go to her work.", "Noted on the account."},
      {"5 June 2024", "Housing officer", "Asked how to take her partner's name off the tenancy.", "Told to seek advice."},
      {"September 2024", "Repairs operative", "Bedroom door repaired; the frame had been broken from outside.", "No concern was passed on."},
      {"spring 2025", "Housing officer", "A neighbour asked whether she had moved.", "No visit."}}));
  put(folder / "housing.csv", document::write_csv(housing));
}

}  // namespace heed::demo

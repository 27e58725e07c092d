#include "library/dhrd.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "document/csv/csv_reader.h"
#include "library/library_state.h"

namespace heed::library {

namespace {

using Row = std::vector<std::string>;

struct Sheet {
  std::string file;  ///< "victims"
  std::vector<std::string> columns;
  std::vector<Row> rows;
  int column(std::string_view name) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i] == name) return int(i);
    return -1;
  }
  std::string cell(const Row& row, int at) const { return at >= 0 && std::size_t(at) < row.size() ? one_line(row[std::size_t(at)]) : std::string(); }
};

Result<Sheet> read_sheet(const std::string& file, const std::string& bytes) {
  HEED_ASSIGN(auto doc, document::read_csv(bytes, document::Limits{}));
  Sheet sheet{file, {}, {}};
  for (const auto& block : doc.blocks) {
    if (block.kind != document::BlockKind::Table) continue;
    for (const auto& row : block.rows) {
      Row cells;
      for (const auto& cell : row.cells) cells.push_back(cell.text);
      if (sheet.columns.empty()) {
        for (auto& c : cells) sheet.columns.push_back(one_line(c));
      } else if (std::any_of(cells.begin(), cells.end(), [](const std::string& c) { return !c.empty(); })) {
        sheet.rows.push_back(std::move(cells));
      }
    }
  }
  if (sheet.columns.empty()) return bad_input(file + ".csv is empty.", "Give the folder of the dataset as it was published.");
  return sheet;
}

Result<void> need(const Sheet& sheet, std::string_view column) {
  if (sheet.column(column) >= 0) return {};
  return bad_input(sheet.file + ".csv has no column " + std::string(column) + ".", "Give the folder of the dataset as it was published.");
}

/// A column that a field is read from.
struct Reading {
  int at;
  const Field* field;
};
std::vector<Reading> readings(const Sheet& sheet) {
  std::vector<Reading> out;
  for (const auto& field : FieldSchema::built_in().fields()) {
    if (!field.dhrd.starts_with(sheet.file + ".")) continue;
    if (const int at = sheet.column(field.dhrd.substr(sheet.file.size() + 1)); at >= 0) out.push_back({at, &field});
  }
  return out;
}

/// What was met that no value of the schema is, counted.
using Strange = std::map<std::string, std::int64_t>;

void code_row(const Sheet& sheet, const Row& row, const std::vector<Reading>& all, std::vector<Coding>& out, Strange& strange) {
  for (const auto& [at, field] : all) {
    const auto written = sheet.cell(row, at);
    if (written.empty()) continue;
    const auto s = slug(written);
    if (field->flag() && (s == "true" || s == "false")) {
      const std::string no = field->dhrd_false.empty() ? std::string(kNotRecorded) : field->dhrd_false;
      out.push_back({field->id, s == "true" ? std::string(kYes) : no, written, {}});
      continue;
    }
    bool known = true;
    const auto code = FieldSchema::built_in().code(*field, written, known);
    if (!code) continue;
    if (!known) ++strange[field->dhrd + ": “" + written.substr(0, 60) + "”"];
    out.push_back({field->id, *code, written, {}});
  }
}

Result<std::string> file_text(const std::filesystem::path& path, bool needed) {
  std::error_code ec;
  if (!std::filesystem::is_regular_file(path, ec)) {
    if (!needed) return std::string();
    return Error{Code::NotFound, "There is no " + path.filename().string() + " in that folder.", "Name the folder that the tables were unpacked to.", {}};
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.good() && !in.eof()) return bad_input(path.filename().string() + " could not be read.", "Check that you may read it.");
  return bytes;
}

}  // namespace

CodingSource dhrd_source() {
  CodingSource s;
  s.id = "dhrd";
  s.title = "Domestic Homicide Review Dataset for England and Wales";
  s.credit = "The Domestic Homicide Review Dataset (DHRD) for England and Wales, Cook and Cook (2026), CC BY 4.0, recoded by Heed; made from the tags of the Home Office's "
             "library of domestic homicide reviews";
  s.licence = "Creative Commons Attribution 4.0 International (CC BY 4.0)";
  s.licence_url = "https://creativecommons.org/licenses/by/4.0/";
  s.caution = "Made from tags of the Home Office's library, not from the reports. Where a tag was not set, nothing is known: “not recorded” does not mean that it was not so. "
              "People are coded one by one only where an incident had one victim.";
  s.open_rows = true;
  return s;
}

Result<DhrdFiles> dhrd_files(const std::string& folder) {
  const std::filesystem::path dir = folder;
  std::error_code ec;
  if (!std::filesystem::is_directory(dir, ec)) return Error{Code::NotFound, "There is no folder " + folder + ".", "Name the folder that the tables were unpacked to.", {}};
  DhrdFiles files;
  HEED_ASSIGN(files.incidents, file_text(dir / "incidents.csv", true));
  HEED_ASSIGN(files.victims, file_text(dir / "victims.csv", true));
  HEED_ASSIGN(files.perpetrators, file_text(dir / "perpetrators.csv", true));
  HEED_ASSIGN(files.documents, file_text(dir / "documents.csv", false));
  return files;
}

Result<DhrdRead> read_dhrd(const DhrdFiles& files) {
  DhrdRead out;
  out.batch.source = dhrd_source();
  out.batch.coder = "Tags of the Home Office's library, collected by Cook and Cook (2026)";
  out.batch.sureness = Sureness::NotStated;
  Strange strange;
  std::map<std::string, std::size_t> by_id;

  HEED_ASSIGN(const auto incidents, read_sheet("incidents", files.incidents));
  for (const auto* column : {"incident_id", "csp", "death_date"}) HEED_TRY(need(incidents, column));
  const auto of_incident = readings(incidents);
  for (const auto& row : incidents.rows) {
    CodedRecord record;
    record.id = incidents.cell(row, incidents.column("incident_id"));
    if (!valid_public_id(record.id)) return bad_input("incidents.csv has a row without a proper id.", "Give the folder of the dataset as it was published.");
    record.partnership = incidents.cell(row, incidents.column("csp"));
    record.death = incidents.cell(row, incidents.column("death_date"));
    record.title = record.partnership.empty() ? "Review " + record.id : record.partnership + (record.death.empty() ? "" : ", " + record.death);
    code_row(incidents, row, of_incident, record.codings, strange);
    if (!by_id.emplace(record.id, out.batch.records.size()).second) return bad_input("incidents.csv has the id " + record.id + " twice.", "Give the folder of the dataset as it was published.");
    out.batch.records.push_back(std::move(record));
  }

  const auto people = [&](const std::string& file, const std::string& bytes, Subject role, std::string_view id_column) -> Result<void> {
    HEED_ASSIGN(const auto sheet, read_sheet(file, bytes));
    HEED_TRY(need(sheet, id_column));
    HEED_TRY(need(sheet, "incident_id"));
    const auto columns = readings(sheet);
    std::set<std::string> seen;
    for (const auto& row : sheet.rows) {
      CodedPerson person;
      person.id = sheet.cell(row, sheet.column(id_column));
      person.role = role;
      const auto incident = by_id.find(sheet.cell(row, sheet.column("incident_id")));
      if (incident == by_id.end()) return bad_input(file + ".csv has a row of an incident that incidents.csv does not have.", "Give the folder of the dataset as it was published.");
      if (!seen.insert(person.id).second) return bad_input(file + ".csv has the id " + person.id.substr(0, 40) + " twice.", "Give the folder of the dataset as it was published.");
      code_row(sheet, row, columns, person.codings, strange);
      out.batch.records[incident->second].people.push_back(std::move(person));
    }
    return {};
  };
  HEED_TRY(people("victims", files.victims, Subject::Victim, "victim_id"));
  HEED_TRY(people("perpetrators", files.perpetrators, Subject::Perpetrator, "perpetrator_id"));

  if (!files.documents.empty()) {
    HEED_ASSIGN(const auto documents, read_sheet("documents", files.documents));
    HEED_TRY(need(documents, "incident_id"));
    for (const auto& row : documents.rows) {
      const auto incident = by_id.find(documents.cell(row, documents.column("incident_id")));
      if (incident == by_id.end()) continue;
      auto& record = out.batch.records[incident->second];
      if (!record.published.empty()) continue;  // the first document of an incident speaks for it
      record.published = documents.cell(row, documents.column("upload_date"));
      record.address = documents.cell(row, documents.column("report_url"));
      if (const auto title = documents.cell(row, documents.column("title")); !title.empty()) record.title = title;
    }
  }
  for (const auto& [what, count] : strange) out.remarks.push_back(fmt::format("{} is no value of the schema; kept as written, {} {}.", what, count, count == 1 ? "time" : "times"));
  return out;
}

}  // namespace heed::library

// The register as people keep it: a spreadsheet saved as CSV. Every refusal names the row and the column.
#include <fmt/format.h>

#include "anonymise/register.h"
#include "base/trim.h"
#include "text/normalise.h"

namespace heed::anonymise {

namespace {

constexpr std::size_t kMostRows = 200000, kMostCell = 4000;
constexpr std::string_view kColumns[] = {"person", "kind", "value", "replacement"};

struct CsvRow {
  int line = 0;  // 1-based line of the file where it begins
  std::vector<std::string> cells;
};

Result<std::vector<CsvRow>> read_rows(std::string_view s) {
  std::vector<CsvRow> rows;
  // A spreadsheet set to a comma as decimal point writes semicolons.
  const auto first = s.substr(0, s.find('\n'));
  const char comma = first.find(',') == std::string_view::npos && first.find(';') != std::string_view::npos ? ';' : ',';
  int line = 1;
  std::size_t at = 0;
  while (at < s.size()) {
    CsvRow row{line, {}};
    bool more = true;
    while (more) {
      std::string cell;
      if (at < s.size() && s[at] == '"') {
        const int opened = line;
        ++at;
        bool closed = false;
        while (at < s.size()) {
          if (s[at] == '"' && at + 1 < s.size() && s[at + 1] == '"') {
            cell += '"';
            at += 2;
          } else if (s[at] == '"') {
            ++at;
            closed = true;
            break;
          } else {
            if (s[at] == '\n') ++line;
            cell += s[at++];
          }
        }
        if (!closed) return bad_input(fmt::format("Row {}: a quotation mark is opened and never closed.", opened), "Save the file as CSV again.");
      }
      while (at < s.size() && s[at] != comma && s[at] != '\n' && s[at] != '\r') cell += s[at++];
      row.cells.push_back(std::move(cell));
      more = at < s.size() && s[at] == comma;
      if (more) ++at;
    }
    if (at < s.size() && s[at] == '\r') ++at;
    if (at < s.size() && s[at] == '\n') ++at;
    ++line;
    rows.push_back(std::move(row));
    if (rows.size() > kMostRows)
      return Error{Code::TooLarge, fmt::format("The register has more than {} rows.", kMostRows), "Split it by review.", {}};
  }
  return rows;
}

/// Without what nobody sees: marks of no width, and blanks at both ends, those that do not break too.
std::string seen(std::string_view cell) {
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  const auto clean = text::without_invisible(cell);
  auto out = trimmed(clean);
  for (bool more = true; std::exchange(more, false);) {
    if (out.starts_with(kNoBreak)) out.remove_prefix(kNoBreak.size()), more = true;
    if (out.ends_with(kNoBreak)) out.remove_suffix(kNoBreak.size()), more = true;
    out = trimmed(out);
  }
  return std::string(out);
}

}  // namespace

Result<Register> read_register_csv(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return bad_input("The register is written in UTF-16.", "Save it as “CSV UTF-8”.");
  if (bytes.starts_with("PK"))
    return bad_input("The register is a workbook, not a CSV file.", "Save it as “CSV UTF-8”.");
  for (std::size_t at = 0, line = 1; at < bytes.size();) {
    const auto before = at;
    if (bytes[before] == '\n') ++line;
    if (bytes[before] == 0) return bad_input(fmt::format("Row {} of the register holds a zero byte.", line), "Save it as “CSV UTF-8”.");
    text::next_char(bytes, at);
    if (at == before + 1 && (bytes[before] & 0x80))
      return bad_input(fmt::format("Row {} of the register is not written in UTF-8.", line), "Save it as “CSV UTF-8”.");
  }
  HEED_ASSIGN(const auto rows, read_rows(bytes));
  if (rows.empty()) return bad_input("The register is empty.", "Give it a first row: person,kind,value,replacement.");

  int column_of[4] = {-1, -1, -1, -1};
  for (std::size_t c = 0; c < rows[0].cells.size(); ++c) {
    const auto name = text::folded(seen(rows[0].cells[c]));
    bool known = name.empty();
    for (int k = 0; k < 4; ++k) {
      if (name != kColumns[k]) continue;
      if (column_of[k] >= 0) return bad_input(fmt::format("The column “{}” stands twice in the register.", name), "Remove one of them.");
      column_of[k] = static_cast<int>(c);
      known = true;
    }
    if (!known)
      return bad_input(fmt::format("Column {} of the register has a heading that is not known.", c + 1),
                       "The columns are person, kind, value and replacement.");
  }
  for (int k = 0; k < 3; ++k)
    if (column_of[k] < 0)
      return bad_input(fmt::format("The register has no column “{}”.", kColumns[k]), "The columns are person, kind, value and replacement.");

  Register reg;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto& row = rows[r];
    auto problem = [&](int column, std::string_view what, std::string next) {
      return Error{Code::BadInput, fmt::format("Row {}, column {}: {}", row.line, kColumns[column], what), std::move(next), {}};
    };
    std::string cells[4];
    bool any = false;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const auto text = seen(row.cells[c]);
      any = any || !text.empty();
      bool placed = false;
      for (int k = 0; k < 4; ++k)
        if (column_of[k] == static_cast<int>(c)) cells[k] = text, placed = true;
      if (!placed && !text.empty())
        return bad_input(fmt::format("Row {} has more cells than there are columns.", row.line), "Put a value that holds a comma into quotation marks.");
    }
    if (!any) continue;
    for (int k = 0; k < 4; ++k) {
      if (cells[k].size() > kMostCell) return problem(k, "this is longer than a value can be.", "Check for a missing quotation mark.");
      if (!cells[k].empty() && (cells[k][0] == '=' || cells[k][0] == '@' || (cells[k][0] == '+' && cells[k].find_first_not_of("+0123456789 ()-") != std::string::npos)))
        return problem(k, "this begins like a spreadsheet formula.", "Put the value itself there, without = or @ before it.");
    }
    const auto kind_word = text::folded(cells[1]);
    if (cells[2].empty()) return problem(2, "the value is empty.", "Fill it in, or remove the row.");
    if (kind_word == "allow") {
      reg.allow(cells[2]);
      continue;
    }
    Listed listed;
    if (!parse_listed_kind(kind_word, listed.kind))
      return problem(1, "this kind is not known.",
                     "Kinds are name, nickname, former_name, pseudonym, date_of_birth, date_of_death, address, phone, email, nhs, nino, reference, place, "
                     "agency, other and allow.");
    listed.person = cells[0];
    if (const auto folded = text::folded(listed.person); folded.starts_with("child:")) {
      listed.person = seen(std::string_view(listed.person).substr(listed.person.find(':') + 1));
      reg.mark_child(listed.person);
    }
    listed.value = PersonalText(cells[2]);
    listed.replacement = cells[3];
    if (const auto added = reg.add(std::move(listed)); !added) return problem(2, added.error().message, "Correct the value, or remove the row.");
  }
  if (reg.values().empty()) return bad_input("The register lists nobody.", "Add a row for each value that identifies someone.");
  HEED_TRY(reg.check());
  return reg;
}

Result<void> read_allow_list(std::string_view bytes, Register& into) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!text::is_utf8(bytes)) return bad_input("The allow-list is not written in UTF-8.", "Save it as plain text in UTF-8, one name a line.");
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    const auto line = seen(bytes.substr(0, end));
    if (!line.empty() && line[0] != '#') into.allow(line);
    bytes = end == std::string_view::npos ? std::string_view{} : bytes.substr(end + 1);
  }
  return {};
}

}  // namespace heed::anonymise

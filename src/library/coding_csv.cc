#include "library/coding_csv.h"

#include <algorithm>
#include <map>

#include "document/csv/csv_reader.h"
#include "library/library_state.h"

namespace heed::library {

namespace {

struct Whose {
  Subject role = Subject::Review;
  std::size_t nth = 1;
};

/// "", "review", "victim", "victim 2", "Perpetrator 1".
std::optional<Whose> whose(std::string_view text) {
  const auto s = slug(text);
  if (s.empty()) return Whose{};
  const auto dash = s.rfind('-');
  const bool numbered = dash != s.npos && dash + 2 == s.size() && s.back() >= '1' && s.back() <= '9';
  const auto role = parse_subject(numbered ? s.substr(0, dash) : s);
  if (!role) return std::nullopt;
  return Whose{*role, numbered ? std::size_t(s.back() - '0') : 1};
}

}  // namespace

Result<CodedBatch> read_coding_csv(std::string_view bytes) {
  HEED_ASSIGN(const auto doc, document::read_csv(bytes, document::Limits{}));
  CodedBatch batch;
  std::vector<std::string> columns;
  std::map<std::string, std::size_t> records;
  const auto& schema = FieldSchema::built_in();
  for (const auto& block : doc.blocks) {
    if (block.kind != document::BlockKind::Table) continue;
    for (const auto& row : block.rows) {
      if (columns.empty()) {
        for (const auto& cell : row.cells) columns.push_back(slug(cell.text));
        for (const auto* needed : {"review", "field", "value"})
          if (std::find(columns.begin(), columns.end(), needed) == columns.end())
            return bad_input(std::string("The table has no column ") + needed + ".", "It needs the columns review, field and value; heed help library says which others it may have.");
        continue;
      }
      const auto cell = [&](std::string_view column) {
        for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i)
          if (columns[i] == column) return one_line(row.cells[i].text);
        return std::string();
      };
      const auto wrong = [&](const std::string& what) { return bad_input(fmt::format("Line {}: {}", row.number, what), "Nothing was brought in; correct the line and try again."); };
      const auto id = cell("review");
      if (id.empty()) {
        if (cell("field").empty() && cell("value").empty()) continue;
        return wrong("the review is not named.");
      }
      const auto [at, fresh] = records.emplace(id, batch.records.size());
      if (fresh) {
        batch.records.emplace_back();
        batch.records.back().id = id;
      }
      auto& record = batch.records[at->second];
      for (const auto& [column, into] : {std::pair<const char*, std::string*>{"title", &record.title}, {"partnership", &record.partnership}, {"death", &record.death}, {"published", &record.published}, {"address", &record.address}, {"edition", &record.edition.text}})
        if (auto text = cell(column); !text.empty()) *into = std::move(text);
      if (record.title.empty()) record.title = record.partnership.empty() ? "Review " + id : record.partnership;
      const auto written = cell("value");
      if (written.empty()) continue;
      const auto who = whose(cell("person"));
      if (!who) return wrong("“" + cell("person").substr(0, 40) + "” is nobody; write victim, victim 2 or perpetrator.");
      const auto* field = schema.find(cell("field"), who->role);
      if (!field || !field->stored()) return wrong("there is no field “" + cell("field").substr(0, 60) + "” to code by.");
      if (field->of != who->role && !cell("person").empty()) return wrong(field->id + " is coded of the " + std::string(name(field->of)) + ".");
      bool known = true;
      const auto code = schema.code(*field, written, known);
      if (!code || !known) return wrong("“" + written.substr(0, 60) + "” is no value of " + field->label + ".");
      Coding coding{field->id, *code, written, {}};
      if (const auto sure = cell("sureness"); !sure.empty()) {
        coding.sureness = parse_sureness(slug(sure));
        if (!coding.sureness) return wrong("“" + sure.substr(0, 40) + "” is no sureness; write certain, probable or unsure.");
      }
      auto* codings = &record.codings;
      if (field->of != Subject::Review) {
        // People stand in the order of their numbers; one that is not spoken of yet is there without an answer.
        std::size_t count = 0;
        codings = nullptr;
        for (auto& p : record.people)
          if (p.role == field->of && ++count == who->nth) codings = &p.codings;
        for (; count < who->nth; ++count) {
          record.people.push_back({fmt::format("{} {}", name(field->of), count + 1), field->of, {}});
          codings = &record.people.back().codings;
        }
      }
      if (std::any_of(codings->begin(), codings->end(), [&](const Coding& had) { return had.field == coding.field; })) return wrong(field->label + " is answered a second time for the same.");
      codings->push_back(std::move(coding));
    }
  }
  if (columns.empty()) return bad_input("The table is empty.", "It needs the columns review, field and value.");
  return batch;
}

}  // namespace heed::library

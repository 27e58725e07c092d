#include "document/document.h"

#include "document/encoding.h"

namespace heed::document {
namespace {

using Json = nlohmann::ordered_json;

const char* name_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::Heading: return "heading";
    case BlockKind::Paragraph: return "paragraph";
    case BlockKind::ListItem: return "list item";
    case BlockKind::Table: return "table";
    case BlockKind::Note: return "note";
    case BlockKind::PageBreak: return "page break";
  }
  return "";
}
const char* name_of(CellKind kind) {
  switch (kind) {
    case CellKind::Text: return "text";
    case CellKind::Number: return "number";
    case CellKind::Date: return "date";
    case CellKind::Boolean: return "boolean";
    case CellKind::Error: return "error";
    case CellKind::Empty: return "empty";
  }
  return "";
}

Json json(const Block& b);

Json json(const Cell& c) {
  Json j;
  j["text"] = repaired_utf8(c.text);
  j["kind"] = name_of(c.kind);
  if (!c.iso_date.empty()) j["date"] = c.iso_date;
  if (!c.formula.empty()) j["formula"] = repaired_utf8(c.formula);
  if (!c.ref.empty()) j["ref"] = c.ref;
  if (c.columns != 1) j["columns"] = c.columns;
  if (c.rows != 1) j["rows"] = c.rows;
  if (c.covered) j["covered"] = true;
  if (c.hidden) j["hidden"] = true;
  for (const Block& b : c.blocks) j["blocks"].push_back(json(b));
  return j;
}

Json json(const Block& b) {
  Json j;
  j["kind"] = name_of(b.kind);
  j["place"] = repaired_utf8(b.place.words());
  if (b.level) j["level"] = b.level;
  if (!b.label.empty()) j["label"] = repaired_utf8(b.label);
  if (!b.caption.empty()) j["caption"] = repaired_utf8(b.caption);
  if (b.hidden) j["hidden"] = true;
  for (const Run& r : b.runs) {
    Json run;
    run["text"] = repaired_utf8(r.text);
    if (r.bold) run["bold"] = true;
    if (r.italic) run["italic"] = true;
    if (r.underline) run["underline"] = true;
    if (r.hidden) run["hidden"] = true;
    if (r.inserted) run["inserted"] = true;
    if (r.deleted) run["deleted"] = true;
    if (!r.link.empty()) run["link"] = repaired_utf8(r.link);
    j["runs"].push_back(std::move(run));
  }
  for (const Row& r : b.rows) {
    Json row;
    row["number"] = r.number;
    if (r.header) row["header"] = true;
    if (r.hidden) row["hidden"] = true;
    row["cells"] = Json::array();
    for (const Cell& c : r.cells) row["cells"].push_back(json(c));
    j["rows"].push_back(std::move(row));
  }
  return j;
}

}  // namespace

std::string write_json(const Document& document) {
  Json j;
  j["format"] = document.format;
  j["blocks"] = Json::array();
  for (const Block& b : document.blocks) j["blocks"].push_back(json(b));
  j["apart"] = Json::array();
  for (const Block& b : document.apart) j["apart"].push_back(json(b));
  j["properties"] = Json::array();
  for (const Property& p : document.properties)
    j["properties"].push_back({{"name", repaired_utf8(p.name)}, {"value", repaired_utf8(p.value)}});
  j["embedded"] = Json::array();
  for (const std::string& e : document.embedded) j["embedded"].push_back(repaired_utf8(e));
  j["unread"] = Json::array();
  for (const Unread& u : document.unread)
    j["unread"].push_back({{"place", repaired_utf8(u.place.words())}, {"what", u.what}, {"reason", u.reason},
                           {"loses words", u.loses_words}});
  return j.dump(1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace heed::document

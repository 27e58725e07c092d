// Tables written out: CSV with its metadata, text for a terminal, JSON for the API.
#include <algorithm>
#include <cmath>

#include "base/json.h"
#include "library/tables.h"
#include "text/normalise.h"

namespace heed::library {

namespace {

using Ordered = nlohmann::ordered_json;

std::string cell(std::string_view text) {
  // What a spreadsheet would take for a formula gets an apostrophe; none of ours begins so, a source's words could.
  std::string out;
  if (!text.empty() && (text[0] == '=' || text[0] == '+' || text[0] == '-' || text[0] == '@' || text[0] == '\t' || text[0] == '\r')) out = "'";
  out += text;
  if (out.find_first_of(",\"\r\n") == out.npos) return out;
  std::string quoted = "\"";
  for (const char c : out) {
    quoted += c;
    if (c == '"') quoted += '"';
  }
  return quoted + "\"";
}

std::string joined(const std::vector<std::string>& all, std::string_view by) {
  std::string out;
  for (const auto& one : all) out += (out.empty() ? "" : std::string(by)) + one;
  return out;
}

std::string number(std::int64_t n, bool shown) { return shown ? std::to_string(n) : std::string(); }

/// What is drawn on a terminal for text of several bytes a letter.
std::size_t width(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return n;
}
std::string padded(std::string_view text, std::size_t to) {
  std::string out(text);
  for (auto n = width(text); n < to; ++n) out += ' ';
  return out;
}
std::string to_right(const std::string& text, std::size_t to) { return std::string(width(text) < to ? to - width(text) : 0, ' ') + text; }

}  // namespace

std::string percent_text(std::optional<double> percent) {
  if (!percent) return {};
  return fmt::format("{:.1f}", std::round(*percent * 10) / 10);
}

std::string table_csv(const std::vector<MadeTable>& tables) {
  std::string out(kCsvColumns);
  out += "\r\n";
  for (const auto& t : tables) {
    const auto credit = joined(t.credits, " | ");
    const bool flags = t.kind == TableKind::Flags;
    for (const auto& l : t.lines) {
      const bool shown = l.hidden == Hidden::No;
      const bool details = flags && shown && !t.any_hidden;
      const std::string cells[] = {t.id,
                                   std::string(plural(t.unit)),
                                   l.field,
                                   l.code,
                                   l.label,
                                   l.written,
                                   t.by ? t.by->id : "",
                                   l.by_code,
                                   l.by_label,
                                   number(l.n, shown),
                                   number(l.of, l.of > 0),
                                   shown ? percent_text(l.percent()) : "",
                                   number(l.known_of, l.known_of > 0),
                                   shown ? percent_text(l.known_percent()) : "",
                                   number(l.not_recorded, details),
                                   number(l.not_known, details),
                                   number(l.missing, details),
                                   shown ? percent_text(l.low) : "",
                                   shown ? percent_text(l.high) : "",
                                   shown ? "" : "hidden",
                                   t.filter_words,
                                   credit};
      bool first = true;
      for (const auto& c : cells) {
        if (!first) out += ',';
        first = false;
        out += cell(c);
      }
      out += "\r\n";
    }
  }
  return out;
}

std::string table_csvw(const MadeTable& t, const std::string& csv_url, const std::string& page_url) {
  Ordered columns = Ordered::array();
  struct Column {
    const char* name;
    const char* title;
    const char* type;
    const char* what;
  };
  constexpr Column kColumns[] = {
      {"table", "Table", "string", "Which table"},
      {"unit", "Unit", "string", "What is counted: incidents, victims or perpetrators"},
      {"field", "Field", "string", "The field of the schema"},
      {"code", "Code", "string", "The code of the value, or of the flag"},
      {"label", "Label", "string", "The same for people"},
      {"source_value", "Value in the source", "string", "As sources write it"},
      {"by", "Split by", "string", "The field that splits the table; empty without one"},
      {"by_code", "Part, code", "string", "The code of the part"},
      {"by_label", "Part", "string", "The same for people"},
      {"n", "Number", "integer", "How many; empty where it is hidden"},
      {"of", "Of", "integer", "Of how many; those not known and missing among them"},
      {"percent", "Per cent", "decimal", "n of of"},
      {"of_known", "Of those known", "integer", "Of how many whose answer is known, where that differs"},
      {"percent_known", "Per cent of those known", "decimal", "n of of_known"},
      {"not_recorded", "Not recorded", "integer", "Of a flag: not tagged, which is not no"},
      {"not_known", "Not known", "integer", "Of a flag: answered that it is not known"},
      {"missing", "Missing", "integer", "Of a flag: not answered"},
      {"low", "95% interval from", "decimal", "Wilson's interval, per cent, where asked for"},
      {"high", "95% interval to", "decimal", "Wilson's interval, per cent, where asked for"},
      {"hidden", "Hidden", "string", "“hidden” where the number is hidden by the rule for small numbers"},
      {"filter", "Filter", "string", "What the table is confined to, in words"},
      {"source", "Source", "string", "Whose work it is and on what terms"},
  };
  for (const auto& c : kColumns) columns.push_back({{"name", c.name}, {"titles", c.title}, {"datatype", c.type}, {"dc:description", c.what}, {"required", false}});
  Ordered out{{"@context", Ordered::array({"http://www.w3.org/ns/csvw", {{"@language", "en"}}})},
              {"url", csv_url},
              {"dc:title", t.title},
              {"dc:description", joined(t.how, " ")},
              {"dc:source", joined(t.credits, " | ")},
              {"dc:relation", page_url},
              {"dialect", {{"header", true}, {"encoding", "utf-8"}, {"lineTerminators", {"\r\n", "\n"}}}},
              {"tableSchema", {{"columns", columns}, {"primaryKey", {"table", "field", "code", "by_code"}}}}};
  return out.dump(2, ' ', false, Ordered::error_handler_t::replace) + "\n";
}

std::string table_text(const MadeTable& t) {
  std::string out = t.id + ": " + t.title + "\n";
  if (t.kind == TableKind::Summary) out += fmt::format("  {} {}", t.counted, plural(t.unit));
  else out += fmt::format("  {} counted", plural(t.unit)) + fmt::format(": {}", t.counted);
  if (t.counted != t.all) out += fmt::format(" of {}", t.all);
  if (!t.filter_words.empty()) out += "; " + t.filter_words;
  out += "\n";
  if (!t.covered) out += "  No source here covers this: every answer is missing.\n";
  std::vector<std::vector<std::string>> rows;
  const bool known = std::any_of(t.lines.begin(), t.lines.end(), [](const TableLine& l) { return l.known_of > 0; });
  const bool intervals = std::any_of(t.lines.begin(), t.lines.end(), [](const TableLine& l) { return l.low.has_value(); });
  std::vector<std::string> head;
  if (t.by) head.push_back(t.by->label);
  head.insert(head.end(), {"", "n", "of", "%"});
  if (known) head.insert(head.end(), {"of known", "%"});
  if (intervals) head.push_back("95% interval");
  if (t.kind == TableKind::Flags) head.insert(head.end(), {"not recorded", "not known", "missing"});
  rows.push_back(head);
  for (const auto& l : t.lines) {
    const bool shown = l.hidden == Hidden::No;
    std::vector<std::string> row;
    if (t.by) row.push_back(l.by_label);
    row.push_back(l.label);
    row.push_back(shown ? std::to_string(l.n) : "hidden");
    row.push_back(l.of > 0 ? std::to_string(l.of) : "");
    row.push_back(shown ? percent_text(l.percent()) : "");
    if (known) {
      row.push_back(l.known_of > 0 ? std::to_string(l.known_of) : "");
      row.push_back(shown ? percent_text(l.known_percent()) : "");
    }
    if (intervals) row.push_back(shown && l.low ? percent_text(l.low) + " to " + percent_text(l.high) : "");
    if (t.kind == TableKind::Flags) {
      const bool details = shown && !t.any_hidden;
      row.insert(row.end(), {number(l.not_recorded, details), number(l.not_known, details), number(l.missing, details)});
    }
    rows.push_back(std::move(row));
  }
  std::vector<std::size_t> widths(head.size());
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  const std::size_t words = t.by ? 2 : 1;
  for (const auto& row : rows) {
    out += " ";
    for (std::size_t i = 0; i < row.size(); ++i) out += " " + (i < words ? padded(row[i], widths[i]) : to_right(row[i], widths[i] + 1));
    while (out.back() == ' ') out.pop_back();
    out += "\n";
  }
  return out;
}

std::string table_json(const MadeTable& t) {
  Ordered lines = Ordered::array();
  for (const auto& l : t.lines) {
    const bool shown = l.hidden == Hidden::No;
    Ordered j{{"field", l.field}, {"code", l.code}, {"label", l.label}};
    if (!l.written.empty()) j["source_value"] = l.written;
    if (t.by) {
      j["by_code"] = l.by_code;
      j["by_label"] = l.by_label;
    }
    if (shown) j["n"] = l.n;
    else j["n"] = nullptr;
    if (!shown) j["hidden"] = true;
    if (l.of > 0) j["of"] = l.of;
    if (shown && l.percent()) j["percent"] = std::round(*l.percent() * 10) / 10;
    if (l.known_of > 0) {
      j["of_known"] = l.known_of;
      if (shown) j["percent_known"] = std::round(*l.known_percent() * 10) / 10;
    }
    if (t.kind == TableKind::Flags && shown && !t.any_hidden) {
      j["not_recorded"] = l.not_recorded;
      j["not_known"] = l.not_known;
      j["missing"] = l.missing;
    }
    if (shown && l.low) j["interval_95"] = {std::round(*l.low * 10) / 10, std::round(*l.high * 10) / 10};
    lines.push_back(std::move(j));
  }
  Ordered out{{"table", t.id}, {"title", t.title}, {"unit", plural(t.unit)}, {"counted", t.counted}, {"all", t.all}, {"covered", t.covered}};
  if (t.by) out["by"] = t.by->id;
  if (!t.filter_words.empty()) out["filter"] = t.filter_words;
  out["lines"] = std::move(lines);
  out["how"] = t.how;
  if (!t.sql.empty()) out["sql"] = t.sql;
  out["sources"] = t.credits;
  out["cautions"] = t.cautions;
  return out.dump(1, ' ', false, Ordered::error_handler_t::replace) + "\n";
}

}  // namespace heed::library

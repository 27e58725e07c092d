#include "document/xlsx/xlsx_reader.h"

#include "document/encoding.h"
#include "document/opc.h"
#include "document/xlsx/number_format.h"
#include "document/xlsx/plain_cell.h"
#include "document/xlsx/values.h"
#include "document/xml.h"

namespace heed::document {
namespace {

using Kind = XmlScanner::Kind;

constexpr int kMostColumns = 16384, kMostRows = 1048576;  // ECMA-376, what a sheet can address

bool yes(std::string_view s) { return s == "1" || s == "true" || s == "on"; }

/// "B7" as column 1 and row 7 (columns from 0); row 0 when it is none.
struct Address {
  int column = 0, row = 0;
};
Address address(std::string_view ref) {
  Address a;
  std::size_t i = 0;
  int column = 0;
  for (; i < ref.size(); ++i) {
    const char c = ref[i];
    if (c == '$') continue;
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (upper < 'A' || upper > 'Z') break;
    column = column * 26 + (upper - 'A' + 1);
    if (column > kMostColumns) return {};
  }
  if (i < ref.size() && ref[i] == '$') ++i;
  const int row = whole_number(ref.substr(i), 0);
  if (column == 0 || row < 1 || row > kMostRows) return {};
  a.column = column - 1;
  a.row = row;
  return a;
}

struct Sheet {
  std::string name, part;
  bool hidden = false, readable = true;
};

class Workbook {
 public:
  Workbook(Archive& archive, const Limits& limits) : archive_(archive), limits_(limits) { out_.format = "xlsx"; }
  Result<Document> read();

 private:
  struct Merge {
    Address from, to;
  };

  Result<void> workbook(const std::string& part);
  Result<void> strings(const std::string& part);
  Result<void> sheet(const Sheet& sheet);
  void cell(XmlScanner& scan, std::string_view type, int style, Cell& cell);
  Result<void> cells_of(XmlScanner& scan, Row& row);
  void merge(Block& table, const std::vector<Merge>& merges) const;
  void beside(const Sheet& sheet);
  void note(const Place& place, std::string label, std::string text);
  void header_footer(const Sheet& sheet, std::string_view which, std::string_view code);
  Error too_many() const {
    return {Code::TooLarge, "This workbook has more cells than can be read at once.",
            "Ask the sender to split it, for example by year.", {}};
  }

  Archive& archive_;
  const Limits& limits_;
  Document out_;
  std::vector<Sheet> sheets_;
  xlsx::Values values_;
  std::map<int, std::string> shared_formulas_;
  std::set<std::string> seen_;
  std::uint64_t cells_ = 0;
};

Result<void> Workbook::workbook(const std::string& part) {
  HEED_ASSIGN(std::string bytes, archive_.read(part));
  pugi::xml_document tree;
  HEED_TRY(load_xml(tree, std::move(bytes), limits_));
  const auto rels = relationships(archive_, part, limits_);
  const pugi::xml_node root = tree.document_element();
  values_.count_from_1904(yes(attribute(child(root, "workbookPr"), "date1904")));
  for (const pugi::xml_node& s : child(root, "sheets").children()) {
    if (local(s) != "sheet") continue;
    Sheet sheet;
    sheet.name = attribute(s, "name");
    const std::string_view state = attribute(s, "state");
    sheet.hidden = state == "hidden" || state == "veryHidden";
    const Relationship* r = nullptr;
    for (const pugi::xml_attribute& a : s.attributes())
      if (local(a.name()) == "id") r = find_relationship(rels, a.value());
    if (!r || r->external) {
      out_.unread.push_back({{"sheet " + sheet.name, ""}, "sheet", "its part of the file is missing", true});
      continue;
    }
    sheet.part = r->target;
    sheet.readable = r->type == "worksheet";
    if (!sheet.readable) {
      const bool chart = r->type == "chartsheet";
      if (!chart)
        out_.unread.push_back({{"sheet " + sheet.name, ""}, "sheet of macros or dialogs", "it is no table", false});
    }
    sheets_.push_back(std::move(sheet));
  }
  for (const Relationship& r : rels) {
    if (r.external) continue;
    if (r.type == "sharedStrings") HEED_TRY(strings(r.target));
    if (r.type != "styles") continue;
    if (auto bytes = archive_.read(r.target); bytes.ok()) values_.read_styles(to_utf8(*std::move(bytes)));
  }
  return {};
}

Result<void> Workbook::strings(const std::string& part) {
  auto bytes = archive_.read(part);
  if (!bytes.ok() && bytes.error().code == Code::NotFound) return {};
  if (!bytes.ok()) return bytes.error();
  if (!values_.read_strings(to_utf8(*std::move(bytes)), limits_.cells)) return too_many();
  return {};
}

void Workbook::cell(XmlScanner& scan, std::string_view type, int style, Cell& cell) {
  if (scan.self_closing()) {
    scan.next();
    cell.kind = CellKind::Empty;
    return;
  }
  std::string value, formula;
  bool in_value = false, in_formula = false, inline_text = false;
  int shared = -1;
  for (auto kind = scan.next(); kind != Kind::Done; kind = scan.next()) {
    if (kind == Kind::Start) {
      in_value = scan.name() == "v";
      in_formula = scan.name() == "f";
      if (in_formula && scan.get("t") == "shared") shared = whole_number(scan.get("si"), -1);
      if (scan.name() == "is" && !scan.self_closing()) {
        cell.text = xlsx::string_item(scan, "is");
        inline_text = true;
      }
    } else if (kind == Kind::End) {
      in_value = in_formula = false;
      if (scan.name() == "c") break;
    } else if (in_value) {
      scan.append_text(value);
    } else if (in_formula) {
      scan.append_text(formula);
    }
  }
  if (shared >= 0) {
    if (!formula.empty()) shared_formulas_.emplace(shared, formula);
    else if (const auto master = shared_formulas_.find(shared); master != shared_formulas_.end()) formula = master->second;
  }
  cell.formula = formula;
  if (inline_text) cell.kind = cell.text.empty() ? CellKind::Empty : CellKind::Text;
  else values_.show(cell, type, value, style);
}

/// The cells of a row, from after its start tag to its end.
Result<void> Workbook::cells_of(XmlScanner& scan, Row& row) {
  std::size_t next_column = 0;
  for (;;) {
    std::string_view where, type;
    int style = 0;
    const xlsx::PlainCell plain = xlsx::plain_cell(scan.rest());
    if (plain.length) {
      scan.skip(plain.length);
      where = plain.where;
      type = plain.type;
      style = whole_number(plain.style, 0);
    } else {
      const auto kind = scan.next();
      if (kind == Kind::Done || (kind == Kind::End && scan.name() == "row")) return {};
      if (kind != Kind::Start || scan.name() != "c") continue;
      scan.each_attribute([&](std::string_view name, std::string_view raw) {
        if (name == "r") where = raw;
        else if (name == "t") type = raw;
        else if (name == "s") style = whole_number(raw, 0);
      });
    }
    const Address at = address(where);
    // A cell without an address stands after the one before it, be that empty or not.
    const auto column = at.row ? static_cast<std::size_t>(at.column) : next_column;
    next_column = column + 1;
    if (column >= kMostColumns) continue;
    if (plain.length && plain.value.empty() && plain.formula.empty()) continue;
    // Read where it will stand, which for nearly every cell is next to the one before.
    const std::size_t before = row.cells.size();
    Cell& one = row.cells.emplace_back();
    if (plain.length) {
      one.formula = plain.formula;
      values_.show(one, type, plain.value, style);
    } else {
      cell(scan, type, style, one);
    }
    if (one.kind == CellKind::Empty && one.formula.empty()) {
      row.cells.pop_back();
      continue;
    }
    one.sheet_column = static_cast<int>(column) + 1;
    one.sheet_row = row.number;
    cells_ += column >= before ? column + 1 - before : 0;
    if (cells_ > limits_.cells) return too_many();
    if (column == before) continue;
    // Gaps are filled so that a cell's index is its column; they count, for a gap can be wide.
    Cell moved = std::move(one);
    row.cells.pop_back();
    if (column >= before) {
      row.cells.resize(column + 1);
      for (std::size_t i = before; i < column; ++i) row.cells[i].kind = CellKind::Empty;
    }
    row.cells[column] = std::move(moved);
  }
}

Result<void> Workbook::sheet(const Sheet& sheet) {
  auto bytes = archive_.read(sheet.part);
  if (!bytes.ok()) {
    if (bytes.error().code == Code::TooLarge) return bytes.error();
    out_.unread.push_back({{"sheet " + sheet.name, ""}, "sheet", "its part of the file is missing or damaged", true});
    return {};
  }
  const std::string text = to_utf8(std::move(*bytes));
  shared_formulas_.clear();
  Block table;
  table.kind = BlockKind::Table;
  table.caption = sheet.name;
  table.hidden = sheet.hidden;
  table.place = {"sheet " + sheet.name, ""};
  std::vector<bool> hidden_columns;
  std::vector<Merge> merges;
  int row_number = 0, frozen = 0, filtered = 0;
  std::string header_kind;
  XmlScanner scan(text);
  for (auto kind = scan.next(); kind != Kind::Done; kind = scan.next()) {
    if (kind == Kind::Text && !header_kind.empty()) header_footer(sheet, header_kind, scan.text());
    if (kind == Kind::End) header_kind.clear();
    if (kind != Kind::Start) continue;
    const std::string_view name = scan.name();
    if (name == "row") {
      const int said = whole_number(scan.get("r"), 0);
      row_number = said > 0 && said <= kMostRows ? said : row_number + 1;
      Row row;
      row.number = row_number;
      row.hidden = yes(scan.get("hidden"));
      row.header = row_number <= frozen;
      if (scan.self_closing()) continue;
      if (!table.rows.empty()) row.cells.reserve(std::min<std::size_t>(table.rows.back().cells.size(), 256));
      HEED_TRY(cells_of(scan, row));
      if (!row.cells.empty()) table.rows.push_back(std::move(row));
    } else if (name == "col" && yes(scan.get("hidden"))) {
      const int from = std::clamp(whole_number(scan.get("min"), 1), 1, kMostColumns);
      const int to = std::clamp(whole_number(scan.get("max"), 1), 1, kMostColumns);
      hidden_columns.resize(kMostColumns);
      for (int c = from; c <= to; ++c) hidden_columns[static_cast<std::size_t>(c - 1)] = true;
    } else if (name == "pane" && scan.get("state").starts_with("frozen")) {
      frozen = std::clamp(whole_number(scan.get("ySplit"), 0), 0, 20);
    } else if (name == "autoFilter") {
      filtered = address(scan.get("ref")).row;
    } else if (name == "mergeCell") {
      const std::string ref = scan.get("ref");
      const std::size_t colon = ref.find(':');
      if (colon == std::string::npos || merges.size() > 1'000'000) continue;
      const Merge m{address(ref.substr(0, colon)), address(std::string_view(ref).substr(colon + 1))};
      if (m.from.row && m.to.row >= m.from.row && m.to.column >= m.from.column) merges.push_back(m);
    } else if ((name.ends_with("Header") || name.ends_with("Footer")) && !scan.self_closing()) {
      header_kind = name.ends_with("Header") ? "header" : "footer";
    }
  }
  for (Row& row : table.rows) {
    if (filtered && row.number == filtered) row.header = true;
    for (std::size_t c = 0; c < row.cells.size() && c < hidden_columns.size(); ++c) row.cells[c].hidden = hidden_columns[c];
  }
  merge(table, merges);
  out_.blocks.push_back(std::move(table));
  return {};
}

void Workbook::merge(Block& table, const std::vector<Merge>& merges) const {
  std::unordered_map<int, std::size_t> by_number;
  for (std::size_t i = 0; i < table.rows.size(); ++i) by_number.emplace(table.rows[i].number, i);
  std::uint64_t steps = 0;
  for (const Merge& m : merges) {
    const auto first = by_number.find(m.from.row);
    if (first != by_number.end()) {
      auto& cells = table.rows[first->second].cells;
      const auto column = static_cast<std::size_t>(m.from.column);
      if (column < cells.size()) {
        cells[column].columns = m.to.column - m.from.column + 1;
        cells[column].rows = m.to.row - m.from.row + 1;
      }
    }
    // Only rows that exist, so that a merge over the whole sheet costs no more than the sheet.
    auto from = std::lower_bound(table.rows.begin(), table.rows.end(), m.from.row,
                                 [](const Row& r, int n) { return r.number < n; });
    for (; from != table.rows.end() && from->number <= m.to.row; ++from)
      for (int c = m.from.column; c <= m.to.column && static_cast<std::size_t>(c) < from->cells.size(); ++c)
        if (from->number != m.from.row || c != m.from.column) from->cells[static_cast<std::size_t>(c)].covered = true;
    steps += static_cast<std::uint64_t>(m.to.row - m.from.row + 1);
    if (steps > 4 * limits_.cells) return;  // merges that overlap are no real sheet's
  }
}

void Workbook::note(const Place& place, std::string label, std::string text) {
  if (squeezed(text).empty()) return;
  Block b;
  b.kind = BlockKind::Note;
  b.place = place;
  b.label = std::move(label);
  Run r;
  r.text = std::move(text);
  b.runs.push_back(std::move(r));
  out_.apart.push_back(std::move(b));
}

void Workbook::header_footer(const Sheet& sheet, std::string_view which, std::string_view code) {
  note({"sheet " + sheet.name, std::string(which)}, "", xlsx::header_words(code));
}

/// Comments, drawings and what else hangs on a sheet.
void Workbook::beside(const Sheet& sheet) {
  const std::string part_name = "sheet " + sheet.name;
  std::set<std::string> threaded;
  const auto rels = relationships(archive_, sheet.part, limits_);
  for (const bool first : {true, false}) {  // threaded comments first: the old ones repeat them
    for (const Relationship& r : rels) {
      if (r.external || (first ? r.type != "threadedComment" : r.type != "comments")) continue;
      auto bytes = archive_.read(r.target);
      pugi::xml_document tree;
      if (!bytes.ok() || !load_xml(tree, std::move(*bytes), limits_).ok()) {
        out_.unread.push_back({{part_name, ""}, "comments", "their part of the file is missing or damaged", true});
        continue;
      }
      const pugi::xml_node root = tree.document_element();
      for (const pugi::xml_node& a : child(root, "authors").children())
        if (const std::string name = squeezed(all_text(a)); !name.empty() && seen_.insert("author " + name).second)
          out_.properties.push_back({"author of a comment", name});
      const pugi::xml_node list = first ? root : child(root, "commentList");
      for (const pugi::xml_node& c : list.children()) {
        const std::string ref(attribute(c, "ref"));
        if (first) threaded.insert(ref);
        std::string text = first ? all_text(child(c, "text")) : std::string();
        if (!first) {
          for (const pugi::xml_node& piece : child(c, "text").children()) {
            if (local(piece) == "t") text += all_text(piece);
            if (local(piece) == "r") text += all_text(child(piece, "t"));
          }
          if (threaded.contains(ref) && text.starts_with("[Threaded comment]")) continue;
        }
        note({part_name, "comment at " + ref}, "", xlsx::unescaped(std::move(text)));
      }
    }
  }
  for (const Relationship& r : rels) {
    if (r.external) continue;
    if (r.type == "drawing") {
      seen_.insert(r.target);
      if (auto bytes = archive_.read(r.target); bytes.ok()) {
        note({part_name, "drawing"}, "", drawing_words(*bytes));
        const std::string text = to_utf8(*bytes);
        XmlScanner scan(text);
        for (auto kind = scan.next(); kind != Kind::Done; kind = scan.next())
          if (kind == Kind::Start && scan.name() == "cNvPr") note({part_name, "description of a picture"}, "", scan.get("descr"));
      }
      for (const Relationship& d : relationships(archive_, r.target, limits_)) {
        if (d.external) continue;
        seen_.insert(d.target);
        if (d.type == "image") {
          out_.unread.push_back({{part_name, ""}, "picture", "words in a picture are not read", true});
        } else if (d.type == "chart" || d.type == "diagramData") {
          if (auto part = archive_.read(d.target); part.ok()) note({part_name, "chart"}, "", drawing_words(*part));
        }
      }
    } else if (r.type == "oleObject" || r.type == "package") {
      out_.unread.push_back({{part_name, ""}, "embedded file", "files inside a workbook are not opened", true});
    }
  }
}

Result<Document> Workbook::read() {
  std::string main;
  for (const Relationship& r : relationships(archive_, "", limits_))
    if (r.type == "officeDocument" && archive_.has(r.target)) main = r.target;
  if (main.empty()) main = "xl/workbook.xml";
  if (!archive_.has(main))
    return Error{Code::Unsupported, "This workbook is damaged: its list of sheets is missing.",
                 "Ask the sender to open it, save it again and send the new copy.", {}};
  HEED_TRY(workbook(main));
  for (const Sheet& s : sheets_) {
    if (s.readable) HEED_TRY(sheet(s));
    beside(s);
  }
  const auto properties = package_properties(archive_, limits_);
  out_.properties.insert(out_.properties.begin(), properties.begin(), properties.end());
  std::set<std::string> told;
  const auto tell = [&](const char* what, const char* reason, bool loses) {
    if (told.insert(what).second) out_.unread.push_back({{"workbook", ""}, what, reason, loses});
  };
  for (const std::string& name : archive_.names()) {
    const std::string n = lower_ascii(name);
    if (n.find("/embeddings/") != std::string::npos) out_.embedded.push_back(name);
    else if (n.ends_with("vbaproject.bin")) tell("macros", "programs inside a workbook are never read or run", false);
    else if (n.find("pivotcache/") != std::string::npos)
      tell("a copy of the data behind a pivot table", "it is not shown on any sheet", false);
    else if (n.find("externallinks/externallink") != std::string::npos)
      tell("values copied from another workbook", "they are not shown on any sheet", false);
  }
  return std::move(out_);
}

}  // namespace

Result<Document> read_xlsx(Archive& archive, const Limits& limits) { return Workbook(archive, limits).read(); }

}  // namespace heed::document

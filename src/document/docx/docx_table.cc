// The tables of a DOCX.
#include "document/docx/docx_paragraph.h"
#include "document/encoding.h"
#include "document/xml.h"

namespace heed::document::docx {

void Body::table(const pugi::xml_node& node, const Around& around, std::vector<Block>& out) {
  const std::string where = where_;
  const int paragraphs = paragraphs_;
  ++tables_;
  const int tables = tables_;
  Block b;
  b.kind = BlockKind::Table;
  const std::string prefix = (where_.empty() ? "" : where_ + ", ") + fmt::format("table {}", tables_);
  b.place = {part_, prefix};
  const pugi::xml_node props = child(node, "tblPr");
  b.caption = attribute(child(props, "tblCaption"), "val");
  if (b.caption.empty()) b.caption = attribute(child(props, "tblDescription"), "val");
  where_ = prefix;
  std::vector<std::vector<int>> merges;
  rows(node, around, b, merges);
  where_ = where;
  paragraphs_ = paragraphs;
  tables_ = tables;

  // A cell merged downwards covers those below that continue it: 1 starts, 2 continues.
  std::map<std::size_t, Cell*> open;
  for (std::size_t r = 0; r < b.rows.size(); ++r) {
    for (std::size_t c = 0; c < b.rows[r].cells.size(); ++c) {
      const int merge = c < merges[r].size() ? merges[r][c] : 0;
      Cell& cell = b.rows[r].cells[c];
      if (merge == 2 && open[c]) {
        ++open[c]->rows;
        cell.covered = true;
      } else {
        open[c] = merge == 1 ? &cell : nullptr;
      }
    }
  }
  if (!b.rows.empty()) out.push_back(std::move(b));
}

void Body::rows(const pugi::xml_node& node, const Around& around, Block& table, std::vector<std::vector<int>>& merges) {
  const std::string prefix = where_;
  for (const pugi::xml_node& n : node.children()) {
    const std::string_view name = local(n);
    if (name == "tr") {
      const pugi::xml_node props = child(n, "trPr");
      Row row;
      row.number = static_cast<int>(table.rows.size()) + 1;
      row.header = is_on(child(props, "tblHeader"));
      row.hidden = is_on(child(props, "hidden"));
      Around inner = around;
      if (const auto ins = child(props, "ins")) inner = changed(ins, inner);
      if (const auto del = child(props, "del")) inner = changed(del, inner);
      where_ = prefix + fmt::format(", row {}", row.number);
      std::vector<int> row_merges;
      for (int skip = std::min(whole_number(attribute(child(props, "gridBefore"), "val"), 0), 64); skip > 0; --skip) {
        row.cells.push_back({});
        row.cells.back().kind = CellKind::Empty;
        row_merges.push_back(0);
      }
      cells(n, inner, row, row_merges);
      table.rows.push_back(std::move(row));
      merges.push_back(std::move(row_merges));
      where_ = prefix;
    } else if (one_of(name, {"ins", "del", "moveFrom", "moveTo"})) {
      rows(n, changed(n, around), table, merges);
    } else if (!is_setting(name)) {
      rows(n, around, table, merges);
    }
  }
}

void Body::cells(const pugi::xml_node& node, const Around& around, Row& row, std::vector<int>& merges) {
  const std::string prefix = where_;
  for (const pugi::xml_node& n : node.children()) {
    const std::string_view name = local(n);
    if (name == "tc") {
      const pugi::xml_node props = child(n, "tcPr");
      Cell cell;
      cell.columns = std::clamp(whole_number(attribute(child(props, "gridSpan"), "val"), 1), 1, 256);
      shared_.cells += static_cast<std::uint64_t>(cell.columns);
      if (shared_.cells > shared_.limits.cells) {
        if (!shared_.cells_told) unread("the rest of a table", "it has more cells than the limit", true);
        shared_.cells_told = true;
        return;
      }
      const pugi::xml_node v = child(props, "vMerge");
      const int merge = !v ? 0 : attribute(v, "val") == "restart" ? 1 : 2;
      const pugi::xml_node h = child(props, "hMerge");
      const bool continues = h && attribute(h, "val") != "restart" && !row.cells.empty();
      where_ = prefix + fmt::format(", column {}", row.cells.size() + 1);
      paragraphs_ = tables_ = 0;
      Around inner = around;
      if (const auto ins = child(props, "cellIns")) (inner = changed(ins, inner)).inserted = true;
      if (const auto del = child(props, "cellDel")) (inner = changed(del, inner)).deleted = true;
      blocks(n, inner, cell.blocks);
      for (const Block& b : cell.blocks) {
        if (b.kind == BlockKind::Picture && b.runs.empty()) continue;
        std::string text = b.text();
        if (!b.label.empty()) text = b.label + " " + text;
        if (!cell.text.empty()) cell.text += '\n';
        cell.text += text;
      }
      if (cell.text.empty()) cell.kind = CellKind::Empty;
      if (continues) {
        cell.covered = true;
        for (std::size_t i = row.cells.size(); i-- > 0;)
          if (!row.cells[i].covered) {
            ++row.cells[i].columns;
            break;
          }
      }
      const int columns = cell.columns;
      row.cells.push_back(std::move(cell));
      merges.push_back(merge);
      for (int i = 1; i < columns; ++i) {
        Cell covered;
        covered.covered = true;
        covered.kind = CellKind::Empty;
        row.cells.push_back(std::move(covered));
        merges.push_back(0);
      }
      where_ = prefix;
    } else if (one_of(name, {"ins", "del", "moveFrom", "moveTo"})) {
      cells(n, changed(n, around), row, merges);
    } else if (!is_setting(name)) {
      cells(n, around, row, merges);
    }
  }
}

}  // namespace heed::document::docx

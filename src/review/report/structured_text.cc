#include "review/report/structured_text.h"

#include <algorithm>

#include "base/trim.h"

namespace heed::review {

namespace {

using document::Block;
using document::BlockKind;

/// Every stretch of white space as one space.
std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : trimmed(text)) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

Block block(BlockKind kind, std::string_view text, int level = 0) {
  Block out;
  out.kind = kind;
  out.level = level;
  out.runs.emplace_back();
  out.runs.back().text = std::string(text);
  return out;
}

/// The cells between the bars of a row. REQUIRES: the line begins with "|".
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == '|' || line[i + 1] == '\\')) cell += line[++i];
    else if (line[i] == '|') {
      cells.push_back(std::string(trimmed(cell)));
      cell.clear();
    } else cell += line[i];
  }
  if (!trimmed(cell).empty()) cells.push_back(std::string(trimmed(cell)));  // the last bar was left out
  return cells;
}

bool is_rule(const std::vector<std::string>& cells) {
  return !cells.empty() && std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
    return cell.size() >= 3 && cell.find_first_not_of("-:") == std::string::npos;
  });
}

void add_row(Block& table, const std::vector<std::string>& cells) {
  document::Row row;
  row.number = int(table.rows.size()) + 1;
  for (const auto& text : cells) {
    document::Cell cell;
    cell.text = text;
    cell.kind = text.empty() ? document::CellKind::Empty : document::CellKind::Text;
    cell.blocks.push_back(block(BlockKind::Paragraph, text));
    row.cells.push_back(std::move(cell));
  }
  table.rows.push_back(std::move(row));
}

std::string cell_words(const document::Cell& cell) {
  std::string words;
  for (const auto& b : cell.blocks) words += (words.empty() ? "" : " ") + b.text();
  if (words.empty()) words = cell.text;
  std::string out;
  for (const char c : one_line(words)) {
    if (c == '|' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// A paragraph's first character is taken for a mark where it looks like one; then it is written with a backslash.
std::string guarded(const std::string& text) {
  const std::string_view t = text;
  const bool mark = t.starts_with("- ") || t.starts_with("## ") || t.starts_with("### ") || t.starts_with("|") || t.starts_with("\\");
  return mark ? "\\" + text : text;
}

}  // namespace

std::vector<Block> parse_text(std::string_view text) {
  std::vector<Block> out;
  enum class In { Nothing, Paragraph, Item, Table } in = In::Nothing;
  while (true) {
    const auto end = text.find('\n');
    const std::string_view raw = text.substr(0, end);
    const std::string_view line = trimmed(raw);
    const auto indent = raw.find_first_not_of(' ');
    if (line.empty()) {
      in = In::Nothing;
    } else if (line.starts_with("### ")) {
      out.push_back(block(BlockKind::Heading, trimmed(line.substr(4)), 3));
      in = In::Nothing;
    } else if (line.starts_with("## ")) {
      out.push_back(block(BlockKind::Heading, trimmed(line.substr(3)), 2));
      in = In::Nothing;
    } else if (line.starts_with("- ")) {
      const int level = std::min(int((indent == std::string_view::npos ? 0 : indent) / 2), 5);
      out.push_back(block(BlockKind::ListItem, one_line(line.substr(2)), level));
      out.back().label = "•";
      in = In::Item;
    } else if (line.front() == '|') {
      const auto cells = cells_of(line);
      if (in != In::Table) {
        out.push_back({});
        out.back().kind = BlockKind::Table;
        add_row(out.back(), cells);
        in = In::Table;
      } else if (out.back().rows.size() == 1 && !out.back().rows[0].header && is_rule(cells)) {
        out.back().rows[0].header = true;
      } else {
        add_row(out.back(), cells);
      }
    } else {
      const bool goes_on = in == In::Paragraph || (in == In::Item && indent != 0);
      const std::string words = one_line(line.front() == '\\' ? line.substr(1) : line);
      if (goes_on) out.back().runs.back().text += " " + words;
      else {
        out.push_back(block(BlockKind::Paragraph, words));
        in = In::Paragraph;
      }
    }
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  // Rows of one table have the same number of cells, so that its columns stand beneath one another.
  for (auto& b : out) {
    std::size_t wide = 0;
    for (const auto& row : b.rows) wide = std::max(wide, row.cells.size());
    for (auto& row : b.rows)
      while (row.cells.size() < wide) {
        document::Cell cell;
        cell.kind = document::CellKind::Empty;
        cell.blocks.push_back(block(BlockKind::Paragraph, ""));
        row.cells.push_back(std::move(cell));
      }
  }
  return out;
}

std::string text_of(const std::vector<Block>& blocks) {
  std::string out;
  bool after_item = false, after_table = false;
  const auto gap = [&](bool tight) {
    if (!out.empty()) out += tight ? "\n" : "\n\n";
  };
  for (const auto& b : blocks) {
    if (b.kind == BlockKind::PageBreak) continue;
    if (b.kind == BlockKind::Table) {
      if (b.rows.empty()) continue;
      gap(false);
      if (!b.caption.empty()) out += guarded(one_line(b.caption)) + "\n\n";
      for (std::size_t i = 0; i < b.rows.size(); ++i) {
        out += i ? "\n|" : "|";
        for (const auto& cell : b.rows[i].cells) out += cell.covered ? "  |" : " " + cell_words(cell) + " |";
        if (i == 0 && b.rows[0].header) {
          out += "\n|";
          for (std::size_t n = 0; n < b.rows[0].cells.size(); ++n) out += " --- |";
        }
      }
      after_item = false;
      after_table = true;
      continue;
    }
    std::string words = one_line(b.text());
    if (words.empty()) continue;
    switch (b.kind) {
      case BlockKind::Heading:
        gap(false);
        out += (b.level >= 3 ? "### " : "## ") + words;
        break;
      case BlockKind::ListItem:
        gap(after_item && !after_table);
        out += std::string(std::size_t(std::clamp(b.level, 0, 5)) * 2, ' ') + "- ";
        // A number that people refer to ("recommendation 3") stays with its words; a bullet does not.
        if (!b.label.empty() && b.label.find_first_of("0123456789") != std::string::npos) out += b.label + " ";
        out += words;
        break;
      case BlockKind::Paragraph:
      case BlockKind::Note:
      case BlockKind::Picture:
        gap(false);
        if (!b.label.empty() && b.label.find_first_of("0123456789") != std::string::npos) words = b.label + " " + words;
        out += guarded(words);
        break;
      case BlockKind::Table:
      case BlockKind::PageBreak: break;
    }
    after_item = b.kind == BlockKind::ListItem;
    after_table = false;
  }
  return out;
}

std::size_t words_in(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    const bool letter = u >= 0x80 || (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || c == '\'';
    if (letter && !inside) ++count;
    inside = letter || (inside && c == '-');
  }
  return count;
}

}  // namespace heed::review

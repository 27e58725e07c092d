#include "library/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/trim.h"
#include "library/library_state.h"
#include "text/words.h"

namespace heed::library {

namespace {

constexpr std::size_t kLongParagraph = 2500;   ///< bytes; longer ones are parted at sentences
constexpr std::size_t kPartedParagraph = 1000;

/// "3.2" at the head of a line, as printed; empty when there is none.
std::string_view numbering(std::string_view line) {
  std::size_t at = 0;
  bool digit = false;
  while (at < line.size() && (std::isdigit(static_cast<unsigned char>(line[at])) || (line[at] == '.' && digit))) digit = digit || line[at] != '.', ++at;
  if (!digit || at == 0 || at > 12 || at >= line.size() || (line[at] != ' ' && line[at] != '\t' && line[at] != ')')) return {};
  return line.substr(0, line[at] == ')' ? at + 1 : at);
}

int dots(std::string_view label) { return int(std::count(label.begin(), label.end(), '.')) - (label.ends_with('.') ? 1 : 0); }

bool is_heading(std::string_view line) {
  if (line.size() > 110 || line.size() < 3 || line.find('\n') != line.npos) return false;
  const char last = line.back();
  if (last == '.' || last == ',' || last == ';' || last == '?' || last == '!') return false;
  const auto label = numbering(line);
  const auto rest = trimmed(line.substr(label.size()));
  if (rest.empty()) return false;
  std::size_t letters = 0, capitals = 0, words = 1;
  for (const char c : rest) {
    letters += std::isalpha(static_cast<unsigned char>(c)) != 0;
    capitals += std::isupper(static_cast<unsigned char>(c)) != 0;
    words += c == ' ';
  }
  if (letters < 3 || words > 14) return false;
  if (capitals == letters) return true;
  const bool begins_large = std::isupper(static_cast<unsigned char>(rest.front())) != 0;
  if (!label.empty() && begins_large && words <= 10) return true;
  return begins_large && (rest.starts_with("Section ") || rest.starts_with("Chapter ") || rest.starts_with("Appendix ") || rest.starts_with("Annex "));
}

void add_paragraph(std::vector<Block>& out, std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return;
  Block block;
  if (is_heading(text)) {
    block.kind = BlockKind::Heading;
    block.label = std::string(numbering(text));
    block.level = std::clamp(dots(block.label) + 1, 1, 4);
    block.text = one_line(text.substr(block.label.size()));
    out.push_back(std::move(block));
    return;
  }
  if (text.starts_with("• ") || text.starts_with("- ") || text.starts_with("\u2022")) {
    block.kind = BlockKind::ListItem;
    block.label = "•";
    text = trimmed(text.substr(text.starts_with("-") ? 1 : 3));
  } else if (const auto label = numbering(text); dots(label) >= 1 || label.ends_with('.') || label.ends_with(')')) {
    block.label = std::string(label);
    text = trimmed(text.substr(label.size()));
  }
  if (text.size() <= kLongParagraph) {
    block.text = one_line(text);
    out.push_back(std::move(block));
    return;
  }
  std::string part;
  for (const auto& span : text::sentences(text)) {
    part += text.substr(span.begin, span.size());
    if (part.size() < kPartedParagraph) continue;
    block.text = one_line(part);
    out.push_back(block);
    block.label.clear();
    part.clear();
  }
  if (!trimmed(part).empty()) block.text = one_line(part), out.push_back(std::move(block));
}

/// "Victim - sex" -> "victim-sex".
std::string slug_of(std::string_view words) {
  std::string out;
  for (const char c : words) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isalnum(u)) out += char(std::tolower(u));
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string words_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  if (value.is_number()) return fmt::format("{}", value.get<double>());
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (!value.is_array()) return "";
  std::string out;
  for (const auto& one : value) out += (out.empty() ? "" : "; ") + words_of(one);
  return out;
}

std::string member(const Json& line, std::initializer_list<const char*> names) {
  for (const auto* name : names)
    if (const auto at = line.find(name); at != line.end()) return words_of(*at);
  return "";
}

/// A day, or the first day of a year or a month that is given alone.
Day day_of(std::string_view text) {
  if (const auto day = parse_iso_day(text.substr(0, 10))) return *day;
  return Day{};
}

Kind kind_of(std::string_view words) {
  const auto name = slug_of(words);
  if (const auto kind = parse_kind(name)) return *kind;
  if (name.find("summary") != name.npos) return Kind::ExecutiveSummary;
  if (name.find("plan") != name.npos) return Kind::ActionPlan;
  return Kind::OverviewReport;
}

/// What a title may be made of where none is given.
std::string first_words(const std::vector<Block>& blocks) {
  for (const auto& block : blocks) {
    auto text = one_line(block.text);
    if (text.size() < 4) continue;
    if (text.size() <= 100) return text;
    const auto cut = text.rfind(' ', 97);
    return text.substr(0, cut == text.npos || cut < 40 ? 97 : cut) + "…";
  }
  return "";
}

}  // namespace

std::vector<Block> blocks_of_text(std::string_view text) {
  std::vector<Block> out;
  std::size_t begin = 0, at = 0;
  while (at < text.size()) {
    if (text[at] != '\n' && text[at] != '\f') {
      ++at;
      continue;
    }
    // An empty line, white space aside, ends a paragraph.
    auto next = at + 1;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r')) ++next;
    if (text[at] == '\f' || next >= text.size() || text[next] == '\n') {
      add_paragraph(out, text.substr(begin, at - begin));
      begin = next;
    }
    at = next;
  }
  add_paragraph(out, text.substr(begin));
  return out;
}

std::vector<Block> blocks_of_document(const document::Document& d) {
  std::vector<Block> out;
  const auto take = [&](const document::Block& from) {
    if (from.hidden) return;
    Block block;
    block.label = from.label;
    switch (from.kind) {
      case document::BlockKind::PageBreak: return;
      case document::BlockKind::Heading:
        block.kind = BlockKind::Heading;
        block.level = std::clamp(from.level, 1, 6);
        break;
      case document::BlockKind::ListItem:
        block.kind = BlockKind::ListItem;
        block.level = from.level + 1;
        break;
      case document::BlockKind::Table:
        block.kind = BlockKind::Table;
        block.text = from.caption;
        for (const auto& row : from.rows) {
          auto& cells = block.rows.emplace_back();
          for (const auto& cell : row.cells) {
            if (cell.covered) continue;
            std::string words = cell.text;
            if (words.empty())
              for (const auto& inner : cell.blocks) words += (words.empty() ? "" : "\n") + inner.text();
            cells.push_back({words, row.header, std::max(1, cell.columns), std::max(1, cell.rows)});
          }
        }
        if (std::any_of(block.rows.begin(), block.rows.end(), [](const auto& row) { return !row.empty(); })) out.push_back(std::move(block));
        return;
      case document::BlockKind::Paragraph:
      case document::BlockKind::Note:
      case document::BlockKind::Picture: {
        const auto text = from.text();
        if (block.label.empty()) add_paragraph(out, text);
        else if (!trimmed(text).empty()) block.text = one_line(text), out.push_back(std::move(block));
        return;
      }
    }
    block.text = one_line(from.text());
    if (!block.text.empty()) out.push_back(std::move(block));
  };
  for (const auto& block : d.blocks) take(block);
  for (const auto& block : d.apart)
    if (block.kind == document::BlockKind::Note && block.place.part.find("note") != std::string::npos) take(block);
  // A line of a running header stands on most pages; a contents list ends in page numbers behind dots.
  std::map<std::string, int> times;
  for (const auto& block : out)
    if (block.text.size() < 90) ++times[block.text];
  std::erase_if(out, [&](const Block& b) {
    if (b.kind == BlockKind::Table) return false;
    if (b.text.find("......") != std::string::npos) return true;
    const bool number_alone = b.text.size() <= 14 && b.text.find_first_not_of("0123456789 Pageof|-") == std::string::npos;
    return number_alone || (b.text.size() < 90 && times[b.text] >= 6 && b.kind != BlockKind::ListItem);
  });
  return out;
}

Result<Addition> addition_of_json(std::string_view text) {
  const auto line = Json::parse(text, nullptr, false);
  if (line.is_discarded() || !line.is_object()) return bad_input("It is not a JSON object.");
  Addition out;
  auto& d = out.document;
  out.external_id = member(line, {"id", "_id", "docno"});
  if (out.external_id.empty()) return bad_input("It has no id.");
  if (out.external_id.size() > 500) return bad_input("Its id is longer than 500 characters.");
  d.title = one_line(member(line, {"title"}));
  if (const auto sections = line.find("sections"); sections != line.end() && sections->is_array())
    for (const auto& section : *sections) {
      if (!section.is_object()) continue;
      if (const auto heading = one_line(member(section, {"heading", "title"})); !heading.empty()) d.blocks.push_back({BlockKind::Heading, 1, "", heading, {}});
      for (auto& block : blocks_of_text(member(section, {"text"}))) d.blocks.push_back(std::move(block));
    }
  for (const char* part : {"abstract", "text", "paragraphs", "authors", "author", "keywords"}) {
    const auto at = line.find(part);
    if (at == line.end()) continue;
    if (std::string_view(part) == "paragraphs" && at->is_array()) {
      for (const auto& one : *at)
        for (auto& block : blocks_of_text(words_of(one))) d.blocks.push_back(std::move(block));
    } else {
      for (auto& block : blocks_of_text(words_of(*at))) d.blocks.push_back(std::move(block));
    }
  }
  if (d.title.empty()) {
    out.titled = false;
    d.title = first_words(d.blocks);
    if (d.title.empty()) d.title = "Without a title (" + one_line(out.external_id) + ")";
  }
  d.partnership = member(line, {"partnership", "csp"});
  d.published = day_of(member(line, {"published", "date"}));
  d.death_month = member(line, {"death_month", "death"});
  d.kind = kind_of(member(line, {"kind", "type"}));
  d.reference = member(line, {"reference"});
  d.content_note = member(line, {"content_note"});
  if (const auto language = member(line, {"language"}); !language.empty()) d.language = language;
  out.url = member(line, {"url"});
  out.credit = member(line, {"credit", "licence"});
  if (const auto facets = line.find("facets"); facets != line.end() && facets->is_object())
    for (const auto& [field, value] : facets->items()) {
      if (value.is_array())
        for (const auto& one : value) out.facets.push_back({slug_of(field), words_of(one)});
      else
        out.facets.push_back({slug_of(field), words_of(value)});
    }
  d.sha256 = sha256(text);
  return out;
}

Addition addition_of_document(const document::Document& document, std::string_view file_name, const Hash& bytes_hash) {
  Addition out;
  auto& d = out.document;
  d.edition = {"r-" + hex(bytes_hash).substr(0, 24)};
  d.sha256 = bytes_hash;
  d.blocks = blocks_of_document(document);
  out.file_name = std::string(file_name);
  for (const auto& property : document.properties)
    if (property.name == "title" && property.value.size() > 8 && property.value.find('.') == std::string::npos) d.title = one_line(property.value);
  if (d.title.size() > 200) d.title.clear();
  if (d.title.empty()) {
    out.titled = false;
    // The cover says it: its first lines are a better title than a file's name.
    d.title = first_words(d.blocks);
  }
  if (d.title.empty()) d.title = one_line(file_name);
  if (d.title.empty()) d.title = "Without a title";
  return out;
}

Result<std::vector<CatalogueRow>> read_catalogue(const document::Document& document) {
  const document::Block* table = nullptr;
  for (const auto& block : document.blocks)
    if (block.kind == document::BlockKind::Table && !table) table = &block;
  if (!table || table->rows.size() < 2) return bad_input("The catalogue has no rows.", "Give a CSV file whose first row names its columns.");
  std::vector<std::string> columns;
  for (const auto& cell : table->rows.front().cells) columns.push_back(slug_of(cell.text));
  const auto key = std::find_if(columns.begin(), columns.end(), [](const auto& c) { return c == "id" || c == "file" || c == "file-name"; });
  if (key == columns.end()) return bad_input("The catalogue has no column called id or file.", "Name the column that says which report a row is about.");
  std::vector<CatalogueRow> out;
  for (std::size_t r = 1; r < table->rows.size(); ++r) {
    const auto& cells = table->rows[r].cells;
    CatalogueRow row;
    auto& d = row.said.document;
    for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
      const auto& column = columns[i];
      const auto value = one_line(cells[i].text);
      if (value.empty()) continue;
      if (i == std::size_t(key - columns.begin())) row.id = value;
      else if (column == "title") d.title = value;
      else if (column == "partnership" || column == "csp") d.partnership = value;
      else if (column == "published") d.published = day_of(cells[i].iso_date.empty() ? std::string_view(value) : cells[i].iso_date.view());
      else if (column == "death-month") d.death_month = value;
      else if (column == "reference") d.reference = value;
      else if (column == "url") row.said.url = value;
      else if (column == "credit") row.said.credit = value;
      else if (column == "language") d.language = value;
      else if (column == "content-note") d.content_note = value;
      else {
        for (std::size_t at = 0; at <= value.size();) {
          const auto end = std::min(value.find(';', at), value.size());
          if (const auto one = trimmed(std::string_view(value).substr(at, end - at)); !one.empty()) row.said.facets.push_back({column, std::string(one)});
          at = end + 1;
        }
      }
    }
    if (!row.id.empty()) out.push_back(std::move(row));
  }
  return out;
}

}  // namespace heed::library

// Puts a document on the shelves and takes it off: its row, its paragraphs, its place in the index.
#include "library/shelving.h"

#include <fmt/format.h>

#include "base/json.h"
#include "library/library_state.h"

namespace heed::library {

namespace {

std::string cell_words(const std::vector<std::vector<Cell>>& rows) {
  std::string out;
  for (const auto& row : rows) {
    if (!out.empty()) out += '\n';
    for (std::size_t i = 0; i < row.size(); ++i) out += (i ? "\t" : "") + clean_text(row[i].text);
  }
  return out;
}

Json cells_json(const std::vector<std::vector<Cell>>& rows) {
  Json out = Json::array();
  for (const auto& row : rows) {
    Json line = Json::array();
    for (const auto& cell : row)
      line.push_back({{"text", clean_text(cell.text)},
                      {"header", cell.header},
                      {"columns", cell.columns},
                      {"rows", cell.rows}});
    out.push_back(std::move(line));
  }
  return out;
}

std::int64_t count_words(std::string_view text) {
  std::int64_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space && !inside) ++words;
    inside = !space;
  }
  return words;
}

/// A block as its row: text cleaned, and the section it stands in.
struct Line {
  std::string anchor, section, section_text, kind, label, caption, cells, body;
  int level = 1;
  std::int64_t heading = -1;  ///< ordinal of the heading it stands under
};

std::vector<Line> lines_of(const PublishedDocument& document) {
  std::vector<Line> out;
  struct Open {
    int level;
    std::string anchor, text;
    std::int64_t ordinal;
  };
  std::vector<Open> open;
  int ordinal = 0;
  for (const auto& block : document.blocks) {
    Line line;
    line.anchor = fmt::format("p{}", ++ordinal);
    line.kind = std::string(name(block.kind));
    line.level = std::clamp(block.level, 1, 6);
    line.label = one_line(block.label);
    if (block.kind == BlockKind::Heading)
      while (!open.empty() && open.back().level >= line.level) open.pop_back();
    if (!open.empty()) line.section = open.back().anchor, line.section_text = open.back().text, line.heading = open.back().ordinal;
    if (block.kind == BlockKind::Table) {
      line.caption = clean_text(block.text);
      line.cells = cells_json(block.rows).dump();
      line.body = line.caption + (line.caption.empty() ? "" : "\n") + cell_words(block.rows);
    } else {
      line.body = clean_text(block.text);
    }
    if (block.kind == BlockKind::Heading) open.push_back({line.level, line.anchor, line.body, ordinal});
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace

std::string known_state(Connection& db, const EditionId& edition) {
  auto s = db.query("SELECT state FROM known WHERE edition = ?", edition.text);
  return s.step() ? s.text(0) : "";
}

std::int64_t shelve(Connection& db, IndexWriter& index, const PublishedDocument& d, const Provenance& from) {
  const auto lines = lines_of(d);
  std::int64_t words = 0;
  for (const auto& line : lines) words += count_words(line.body);
  db.run("INSERT INTO known (edition, state, origin) VALUES (?, 'published', ?)", d.edition.text, from.source);
  db.run(
      "INSERT INTO document (edition, review, kind, edition_number, title, partnership, reference, published, year, death_month, language, "
      "content_note, sha256, paragraphs, words, docx_bytes, pdf_bytes, source, external_id, url, credit, file_name, text_hash) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      d.edition.text, d.review.text, name(d.kind), std::int64_t(d.number), one_line(d.title), one_line(d.partnership), one_line(d.reference),
      d.published.ok() ? iso(d.published) : "", d.published.ok() ? std::int64_t(int(d.published.year())) : 0, one_line(d.death_month),
      one_line(d.language), clean_text(d.content_note), hex(d.sha256), std::int64_t(lines.size()), words, std::int64_t(d.docx.size()), std::int64_t(d.pdf.size()), from.source,
      clean_text(from.external_id), one_line(from.url), one_line(from.credit), one_line(from.file_name), from.text_hash);
  const auto document = db.last_rowid();
  if (!d.docx.empty() || !d.pdf.empty()) db.run("INSERT INTO file (document, docx, pdf) VALUES (?, ?, ?)", document, Blob{d.docx}, Blob{d.pdf});

  constexpr std::string_view kAdd =
      "INSERT INTO paragraph (document, ordinal, anchor, section, kind, level, label, caption, cells, section_text, body) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  const std::string title = from.titled ? one_line(d.title) : "";
  db.run(kAdd, document, std::int64_t(0), "top", "", "title", std::int64_t(1), "", "", "", "", title);
  std::vector<IndexedParagraph> paragraphs{{title, Part::Title}};
  for (std::int64_t i = 0; i < std::int64_t(lines.size()); ++i) {
    const auto& line = lines[std::size_t(i)];
    db.run(kAdd, document, i + 1, line.anchor, line.section, line.kind, std::int64_t(line.level), line.label, line.caption, line.cells,
           line.section_text, line.body);
    paragraphs.push_back({line.body, line.kind == name(BlockKind::Heading) ? Part::Heading : Part::Body, line.heading});
  }
  index.add(document, paragraphs);
  write_suggestions(db, document, d.blocks);
  for (const auto& facet : from.facets)
    if (!facet.value.empty()) db.run("INSERT OR IGNORE INTO facet (document, field, value) VALUES (?, ?, ?)", document, one_line(facet.field), one_line(facet.value));
  return document;
}

void remove_edition(Connection& db, const EditionId& edition) {
  db.run("DELETE FROM progress WHERE edition = ?", edition.text);
  const auto number = db.number("SELECT number FROM document WHERE edition = ?", edition.text);
  if (number == 0) return;
  remove_from_index(db, number);
  db.run("DELETE FROM suggestion WHERE document = ?", number);
  db.run("DELETE FROM facet WHERE document = ?", number);
  db.run("DELETE FROM paragraph WHERE document = ?", number);
  db.run("DELETE FROM file WHERE document = ?", number);
  db.run("DELETE FROM document WHERE number = ?", number);
}

void index_what_is_missing(Connection& db) {
  std::vector<std::int64_t> missing;
  {
    auto s = db.query("SELECT number FROM document WHERE number NOT IN (SELECT document FROM forward) ORDER BY number");
    while (s.step()) missing.push_back(s.integer(0));
  }
  if (missing.empty()) return;
  IndexWriter index(db);
  for (const auto number : missing) {
    std::vector<std::string> texts, kinds, sections, anchors;
    {
      auto s = db.query("SELECT body, kind, section, anchor FROM paragraph WHERE document = ? ORDER BY ordinal", number);
      while (s.step()) texts.push_back(s.text(0)), kinds.push_back(s.text(1)), sections.push_back(s.text(2)), anchors.push_back(s.text(3));
    }
    std::vector<IndexedParagraph> paragraphs;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto heading = sections[i].empty() ? anchors.end() : std::find(anchors.begin(), anchors.end(), sections[i]);
      paragraphs.push_back({texts[i], kinds[i] == "title" ? Part::Title : kinds[i] == name(BlockKind::Heading) ? Part::Heading : Part::Body,
                            heading == anchors.end() ? -1 : heading - anchors.begin()});
    }
    index.add(number, paragraphs);
  }
  index.flush();
  bump_generation(db);
}

}  // namespace heed::library

// Files that are read into a Document and written anew: workbooks, CSV and PDF. Nothing is carried over but the words and the
// tables, so properties, comments in cells, formulas, pictures and hidden streams have no way into what comes out.
#include <algorithm>

#include "anonymise/editor.h"
#include "anonymise/replace.h"
#include "document/picture.h"

namespace heed::anonymise {

namespace {

using document::Block;
using document::Cell;
using document::Document;

/// What stands in the place of a picture.
constexpr const char *kDecorationLeftOut = "A decoration was left out here.",
                     *kPictureLeftOut = "A picture was left out here: its words cannot be searched, and nobody had described it.",
                     *kPictureDescribed = "A picture was left out here: its words cannot be searched. It was described so: ";

/// Strings of a document in the order of reading, changed as one text.
class Words {
 public:
  void add(std::string& s) {
    joined_.add(s);
    strings_.push_back(&s);
  }
  void part(std::string_view by) { joined_.separate(by); }
  void block(Block& b) {
    part("\n");
    if (!b.label.empty()) add(b.label), part(" ");
    for (auto& run : b.runs) add(run.text);
    for (auto& row : b.rows) {
      part("\n");
      for (auto& cell : row.cells) {
        part("\t");
        add(cell.text);
        for (auto& inner : cell.blocks) block(inner);
      }
    }
    part("\n");
    add(b.caption);
  }
  void write(Editor& editor, const std::string& part) {
    const auto now = joined_.apply(editor.edits(joined_.text(), part));
    for (std::size_t i = 0; i < strings_.size(); ++i)
      if (*strings_[i] != now[i]) *strings_[i] = now[i], changed_.insert(strings_[i]);
  }
  bool changed(const std::string& s) const { return changed_.contains(&s); }

 private:
  text::Joined joined_;
  std::vector<std::string*> strings_;
  std::set<const std::string*> changed_;
};

}  // namespace

Result<Document> replace_document(Document document, const Detector& detector, const Decisions& decisions, Log& log) {
  int formulas = 0, deleted = 0, links = 0;
  // A picture is left out and said to be; whatever else could hold words that nobody read ends it here.
  const auto pictures = std::count_if(document.unread.begin(), document.unread.end(), document::is_unread_picture);
  int carried = 0;
  for (const auto& u : document.unread)
    if (u.loses_words && !document::is_unread_picture(u))
      return Error{Code::Unfinished, "A part of this file could not be read, so it was not anonymised.", "Save it again from the program that made it, or give the pages as text.", {}};
  auto plain = [&](auto&& self, Block& b) -> void {
    std::erase_if(b.runs, [&](const document::Run& r) {
      deleted += r.deleted || r.hidden;
      return r.deleted || r.hidden;
    });
    for (auto& run : b.runs)
      if (!run.link.empty()) run.link.clear(), ++links;
    if (b.kind == document::BlockKind::Picture) {
      // Its description is text like any other, and is searched below.
      carried += document::is_carried(b);
      document::Run instead;
      instead.text = document::is_decoration(b) ? kDecorationLeftOut : b.runs.empty() ? kPictureLeftOut : kPictureDescribed;
      b.runs.insert(b.runs.begin(), std::move(instead));
      b.picture.reset();
      b.kind = document::BlockKind::Paragraph;
    }
    b.place = {};
    for (auto& row : b.rows)
      for (auto& cell : row.cells) {
        if (!cell.formula.empty()) cell.formula.clear(), ++formulas;
        for (auto& inner : cell.blocks) self(self, inner);
      }
  };
  Words words;
  for (auto& b : document.blocks) plain(plain, b), words.block(b);
  // Comments and the like are working notes; notes of the page are part of the text.
  const auto apart = document.apart.size();
  std::erase_if(document.apart, [](const Block& b) { return b.place.part.find("note") == std::string::npos; });
  const auto comments = apart - document.apart.size();
  for (auto& b : document.apart) {
    const auto place = b.place;
    plain(plain, b);
    b.place = place;
    b.place.where.clear();
    words.block(b);
  }
  Editor editor(detector, decisions, log);
  words.write(editor, "text");
  for (auto& b : document.blocks)
    for (auto& row : b.rows)
      for (auto& cell : row.cells)
        if (words.changed(cell.text)) {
          // A number or a date that was taken out is words now.
          cell.kind = document::CellKind::Text;
          cell.iso_date.clear();
        }
  editor.cleaned("document properties", static_cast<int>(document.properties.size()));
  editor.cleaned("formulas (their values stay)", formulas);
  editor.cleaned("hidden and deleted text", deleted);
  editor.cleaned("links (their words stay)", links);
  editor.cleaned("comments, headers and the like", static_cast<int>(comments));
  editor.cleaned("embedded files", static_cast<int>(document.embedded.size()));
  editor.cleaned("pictures left out (words in a picture cannot be searched)", static_cast<int>(pictures) + carried);
  editor.cleaned("other things that hold no words", static_cast<int>(document.unread.size()) - static_cast<int>(pictures));
  document.properties.clear();
  document.embedded.clear();
  document.unread.clear();
  return document;
}

Result<Replacement> replace_csv(std::string_view utf8, const Detector& detector, const Decisions& decisions) {
  struct Piece {
    bool quoted = false;
    std::size_t begin = 0, end = 0;  // as it stands in the file, with its quotation marks
    std::string value;
  };
  const auto first = utf8.substr(0, utf8.find('\n'));
  char comma = ',';
  for (const char c : {';', '\t'})
    if (std::count(first.begin(), first.end(), c) > std::count(first.begin(), first.end(), comma)) comma = c;
  std::vector<Piece> cells;
  text::Joined joined;
  for (std::size_t at = 0; at < utf8.size();) {
    Piece cell;
    cell.begin = at;
    if (utf8[at] == '"') {
      cell.quoted = true;
      bool closed = false;
      for (++at; at < utf8.size(); ++at) {
        if (utf8[at] != '"') {
          cell.value += utf8[at];
        } else if (at + 1 < utf8.size() && utf8[at + 1] == '"') {
          cell.value += utf8[at++];
        } else {
          closed = true;
          ++at;
          break;
        }
      }
      if (!closed)
        return Error{Code::Unfinished, "A quotation mark in this file is opened and never closed, so it was not anonymised.", "Save it as CSV again.", {}};
    }
    while (at < utf8.size() && utf8[at] != comma && utf8[at] != '\n' && utf8[at] != '\r') cell.value += utf8[at++];
    cell.end = at;
    const bool ends_row = at >= utf8.size() || utf8[at] != comma;
    joined.add(cell.value);
    joined.separate(ends_row ? "\n" : "\t");
    cells.push_back(std::move(cell));
    if (at < utf8.size() && utf8[at] == comma) ++at;
    while (ends_row && at < utf8.size() && (utf8[at] == '\r' || utf8[at] == '\n')) ++at;
  }
  Replacement out;
  Editor editor(detector, decisions, out.log);
  const auto now = joined.apply(editor.edits(joined.text(), "text"));
  std::size_t done = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (now[i] == cells[i].value) continue;
    out.bytes += utf8.substr(done, cells[i].begin - done);
    std::string inside;
    for (const char c : now[i]) inside += c == '"' ? std::string("\"\"") : std::string(1, c);
    const bool needs = cells[i].quoted || now[i].find_first_of("\"\r\n") != std::string::npos || now[i].find(comma) != std::string::npos;
    out.bytes += needs ? '"' + inside + '"' : inside;
    done = cells[i].end;
  }
  out.bytes += utf8.substr(done);
  return out;
}

Result<Replacement> replace_written_anew(std::string_view bytes, std::string_view name, std::string_view out_ending, const Detector& detector, const Decisions& decisions, const document::Limits& limits) {
  HEED_ASSIGN(auto read, document::read(bytes, name, limits));
  Replacement out;
  HEED_ASSIGN(auto changed, replace_document(std::move(read), detector, decisions, out.log));
  document::WriteOptions options;
  if (out_ending == ".xlsx") out.bytes = document::write_xlsx(changed, options);
  else if (out_ending == ".html") out.bytes = "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"></head><body>\n" + document::write_html(changed) + "\n</body></html>\n";
  else out.bytes = document::write_docx(changed, options);
  return out;
}

}  // namespace heed::anonymise

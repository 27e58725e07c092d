#include "document/losses.h"

#include "document/encoding.h"
#include "document/picture.h"
#include "document/safe_link.h"
#include "text/words.h"

namespace heed::document {
namespace {

bool has_words(const Block& b) {
  if (!is_blank(b.text())) return true;
  for (const Row& row : b.rows)
    for (const Cell& cell : row.cells)
      if (!is_blank(cell.text)) return true;
  return false;
}

/// Every block, those in cells too.
template <class Take>
void each_block(const std::vector<Block>& blocks, const Place* outer, const Take& take) {
  for (const Block& b : blocks) {
    const Place& place = b.place.part.empty() && outer ? *outer : b.place;
    take(b, place);
    for (const Row& row : b.rows)
      for (const Cell& cell : row.cells) each_block(cell.blocks, &place, take);
  }
}

/// Things of one kind, told once with how many there are and where the first is.
class Tally {
 public:
  void add(const Place& place, std::string what, std::string reason, bool loses_words) {
    for (Entry& e : entries_)
      if (e.loss.what == what && e.loss.reason == reason) {
        ++e.count;
        return;
      }
    entries_.push_back({{place, std::move(what), std::move(reason), loses_words}, 1});
  }
  std::vector<Unread> told() && {
    std::vector<Unread> out;
    for (Entry& e : entries_) {
      if (e.count > 1) e.loss.what += fmt::format(" ({} in all)", e.count);
      out.push_back(std::move(e.loss));
    }
    return out;
  }

 private:
  struct Entry {
    Unread loss;
    int count = 0;
  };
  std::vector<Entry> entries_;
};

bool is_note(const Block& b) { return b.place.part.starts_with("footnote") || b.place.part.starts_with("endnote"); }

/// "Page 3 of 12" and "&P/&N" of a workbook: whoever writes pages counts them himself.
bool is_page_number(const Block& b) {
  const std::string said = b.text();
  const auto all = text::words(said);
  return !all.empty() && std::all_of(all.begin(), all.end(), [&](const auto& w) {
    const std::string word = lower_ascii(std::string_view(said).substr(w.span.begin, w.span.end - w.span.begin));
    return word == "page" || word == "of" || word == "p" || word == "n" || word.find_first_not_of("0123456789") == std::string::npos;
  });
}

/// "comment by reviewer, paragraph 9" is a comment, "header 2" a header.
std::string kind_of_part(const std::string& part) { return part.substr(0, part.find(' ')); }

}  // namespace

std::optional<Format> format_of(std::string_view name) {
  const std::string n = lower_ascii(name);
  for (const auto& [ending, format] : std::initializer_list<std::pair<const char*, Format>>{
           {".docx", Format::Docx}, {".pdf", Format::Pdf}, {".xlsx", Format::Xlsx}, {".csv", Format::Csv},
           {".html", Format::Html}, {".htm", Format::Html}, {".txt", Format::Text}, {".json", Format::Json}})
    if (n.ends_with(ending)) return format;
  return std::nullopt;
}

std::vector<Unread> unwritten(const Document& document, Format format) {
  Tally tally;
  if (format == Format::Json || format == Format::Text) {  // both hold all words and all places
    for (const auto* list : {&document.blocks, &document.apart})
      each_block(*list, nullptr, [&](const Block& b, const Place& place) {
        if (is_carried(b)) tally.add(place, "picture", "its description alone is written", true);
      });
    return std::move(tally).told();
  }
  const bool paged = format == Format::Docx || format == Format::Pdf || format == Format::Html;
  for (const Block& b : document.apart) {
    if (is_carried(b)) tally.add(b.place, "picture", "it is not written into the new file", true);
    if (!has_words(b)) continue;
    if (paged && (is_note(b) || is_page_number(b))) continue;
    if (format == Format::Csv) tally.add(b.place, "words beside the table", "a CSV file holds one table", true);
    else if (paged) tally.add(b.place, kind_of_part(b.place.part), "it is not written into the new file", true);
  }
  std::size_t tables = 0;
  for (const Block& b : document.blocks) {
    tables += b.kind == BlockKind::Table;
    if (format == Format::Csv && (b.kind != BlockKind::Table || tables > 1) && has_words(b))
      tally.add(b.place, b.kind == BlockKind::Table ? "a further table" : "words beside the table", "a CSV file holds one table", true);
  }
  each_block(document.blocks, nullptr, [&](const Block& b, const Place& place) {
    if (b.kind == BlockKind::Picture && is_carried(b)) {
      if (!paged) tally.add(place, "picture", "its description alone is written", true);
      else if (b.runs.empty() && !is_decoration(b)) tally.add(place, "description of a picture", "nobody wrote one, so who cannot see the picture learns nothing of it", false);
    }
    if (b.hidden) tally.add(place, "hidden text or sheet", "it is written visibly", false);
    for (const Run& r : b.runs) {
      if (r.deleted && !is_blank(r.text)) tally.add(place, "deleted text of a tracked change", "only what stands is written", false);
      if (r.inserted && !is_blank(r.text)) tally.add(place, "mark of an insertion", "the words are written as if they had always been there", false);
      if (r.hidden && !is_blank(r.text) && format != Format::Docx) tally.add(place, "hidden words", "they are written visibly", false);
      if (!r.link.empty() && !is_safe_link(r.link)) tally.add(place, "target of a link", "it leads neither to a web page nor to a mail address", false);
      else if (!r.link.empty() && (format == Format::Xlsx || format == Format::Csv)) tally.add(place, "target of a link", "a cell keeps its words alone", false);
      if (r.underline && r.link.empty() && format == Format::Html) tally.add(place, "underlining", "on a web page it would look like a link", false);
    }
    for (const Row& row : b.rows)
      for (const Cell& cell : row.cells) {
        const Place at{place.part, cell.ref().empty() ? place.where : cell.ref()};
        if (!cell.formula.empty()) tally.add(at, "formula", "its value is written", false);
        if ((cell.columns > 1 || cell.rows > 1) && format == Format::Csv) tally.add(at, "merged cell", "its words stand in the first of its cells", false);
        if (!cell.blocks.empty() && (format == Format::Xlsx || format == Format::Csv))
          for (const Block& inner : cell.blocks)
            if (inner.kind != BlockKind::Paragraph || inner.runs.size() > 1) tally.add(at, "paragraphs and emphasis in a cell", "a cell keeps its words alone", false);
      }
  });
  for (const std::string& name : document.embedded) {
    (void)name;  // a name may be a person's
    tally.add({"file", ""}, "embedded file", "it is not written into the new file", true);
  }
  return std::move(tally).told();
}

std::vector<Unread> unwritten(const WriteOptions& options, Format format) {
  std::vector<Unread> out;
  if (format == Format::Docx || format == Format::Pdf) return out;
  const char* reason = format == Format::Html ? "a web page has no pages, and so neither header nor footer" : "this kind of file has no pages";
  const auto tell = [&](bool asked, const char* what, const char* place) {
    if (asked) out.push_back({{place, ""}, what, reason, false});
  };
  tell(!options.marking.empty(), "protective marking", "header and footer");
  tell(!options.footer.empty(), "line at the foot", "footer");
  if (options.contents) out.push_back({{"beginning", ""}, "contents list", "what it leads to stands on one page", false});
  return out;
}

std::vector<Unread> lost(const Document& before, const Document& after) {
  struct Counts {
    std::unordered_map<std::string, long> words;
    std::map<std::string, long> things;
  };
  const auto count = [](const Document& d) {
    Counts c;
    const auto words = [&](std::string_view text) {
      for (const auto& w : text::words(text)) ++c.words[std::string(text.substr(w.span.begin, w.span.end - w.span.begin))];
    };
    for (const auto* list : {&d.blocks, &d.apart})
      each_block(*list, nullptr, [&](const Block& b, const Place&) {
        for (const Run& r : b.runs) {
          if (r.deleted) continue;
          if (is_safe_link(r.link)) ++c.things["link"];
        }
        std::string said;
        for (const Run& r : b.runs)
          if (!r.deleted) said += r.text;
        words(said + " " + b.caption);
        switch (b.kind) {
          case BlockKind::Heading: ++c.things[fmt::format("heading of level {}", b.level)]; break;
          case BlockKind::ListItem: ++c.things["list item"]; break;
          case BlockKind::Table: ++c.things["table"]; break;
          case BlockKind::Note: ++c.things["note"]; break;
          case BlockKind::Picture: ++c.things["picture"]; break;
          case BlockKind::Paragraph:
          case BlockKind::PageBreak: break;
        }
        for (const Row& row : b.rows) {
          ++c.things["row of a table"];
          if (row.header) ++c.things["header row of a table"];
          for (const Cell& cell : row.cells) {
            if (cell.blocks.empty()) words(cell.text);
            if (cell.kind == CellKind::Date) ++c.things["date as a date"];
          }
        }
      });
    return c;
  };
  Counts had = count(before);
  const Counts has = count(after);
  std::vector<Unread> out;

  long missing = 0;
  for (auto& [word, n] : had.words) {
    const auto found = has.words.find(word);
    n = std::max(0L, n - (found == has.words.end() ? 0 : found->second));
    missing += n;
  }
  if (missing > 0) {
    Place where{"document", ""};
    bool found = false;
    for (const auto* list : {&before.blocks, &before.apart})
      each_block(*list, nullptr, [&](const Block& b, const Place& place) {
        if (found) return;
        const std::string said = b.text();
        for (const auto& w : text::words(said)) {
          const auto at = had.words.find(said.substr(w.span.begin, w.span.end - w.span.begin));
          if (at == had.words.end() || at->second == 0) continue;
          where = place;
          found = true;
          return;
        }
      });
    out.push_back({where, missing == 1 ? "a word" : fmt::format("{} words", missing), "not found when the new file was read again", true});
  }
  for (const auto& [thing, n] : had.things) {
    const auto found = has.things.find(thing);
    const long kept = found == has.things.end() ? 0 : found->second;
    if (kept < n) out.push_back({{"document", ""}, fmt::format("{} of {}: {}", n - kept, n, thing), "not seen as such when the new file was read again", false});
  }
  return out;
}

Result<std::string> words_of_pdf(const std::string& bytes) {
  HEED_ASSIGN(const auto back, read(bytes, "report.pdf"));
  for (const auto& unread : back.unread)
    if (unread.loses_words) return Error{Code::Unfinished, "The PDF could not be read in full, so it was not searched for names.", "Download it as Word.", {}};
  std::string out = back.text();
  for (const auto& p : back.properties) out += "\n" + p.value;
  return out;
}

Result<Written> write(const Document& document, Format format, const WriteOptions& options) {
  Written out;
  out.losses = unwritten(document, format);
  for (Unread& loss : unwritten(options, format)) out.losses.push_back(std::move(loss));
  switch (format) {
    case Format::Docx: out.bytes = write_docx(document, options); break;
    case Format::Pdf: {
      HEED_ASSIGN(out.bytes, write_pdf(document, options, &out.losses));
      break;
    }
    case Format::Xlsx: out.bytes = write_xlsx(document, options); break;
    case Format::Csv: out.bytes = write_csv(document); break;
    case Format::Html:
      out.bytes = fmt::format("<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>\n{}</body></html>\n",
                              xml_escaped(options.language), xml_escaped(options.title.empty() ? "Document" : options.title), write_html(document, {}, true));
      break;
    case Format::Text: out.bytes = write_text(document) + "\n"; break;
    case Format::Json: out.bytes = write_json(document) + "\n"; break;
  }
  return out;
}

}  // namespace heed::document

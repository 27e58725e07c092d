#include "document/pdf_write/flow.h"

#include "document/docx/docx_lists.h"
#include "document/encoding.h"
#include "document/picture.h"
#include "document/safe_link.h"
#include "document/table_grid.h"

namespace heed::document::pdf_write {
namespace {

constexpr double kBody = 12, kTable = 10.5, kNote = 10.5;
constexpr double kAfterParagraph = 7;
constexpr double kCellSide = 4, kCellTop = 3;
constexpr double kLongestWord = 170;  // what is longer is an address, and may be broken rather than widen a table
constexpr double kHighestPicture = 640, kHighestInCell = 300;
constexpr double kEntryNumber = 34;  // room for a page number at the right of the contents

double heading_size(int level) {
  constexpr double kSizes[] = {20, 16, 14, 12.5, 12, 12};
  return kSizes[std::clamp(level, 1, 6) - 1];
}

/// The kind of numbers a list has, for whoever has it read aloud (ISO 32000-1, table 347).
std::string list_attributes(const Block& first) {
  const auto label = docx::parse_label(squeezed(first.label));
  const char* kind = "Disc";
  if (label) {
    kind = label->format == "lowerLetter" ? "LowerAlpha" : label->format == "upperLetter" ? "UpperAlpha"
         : label->format == "lowerRoman" ? "LowerRoman" : label->format == "upperRoman" ? "UpperRoman" : "Decimal";
  } else if (squeezed(first.label).find_first_of("0123456789") != std::string::npos) {
    kind = "Decimal";
  } else if (squeezed(first.label) == "o" || squeezed(first.label) == "○") {
    kind = "Circle";
  }
  return fmt::format("/O /List /ListNumbering /{}", kind);
}

class Composer {
 public:
  Composer(const Document& document, const WriteOptions& options, Shaper& shaper, Tree& tree, ContentsPage contents_page)
      : document_(document), options_(options), shaper_(shaper), tree_(tree), contents_page_(contents_page) {}

  Flow compose() {
    const bool titled = !document_.blocks.empty() && squeezed(document_.blocks.front().text()) == squeezed(options_.title);
    if (!options_.title.empty() && !titled) title();
    if (options_.contents) contents();
    sequence(document_.blocks, Tree::kRoot, kPortrait, kBody, [&](auto&& item) { out_.items.emplace_back(std::forward<decltype(item)>(item)); });
    notes();
    return std::move(out_);
  }

 private:
  std::vector<Styled> runs_of(const Block& b, bool bold, std::vector<std::pair<int, std::string>>* addresses = nullptr) {
    std::vector<Styled> out;
    for (const Run& r : b.runs) {
      if (r.deleted || r.text.empty()) continue;
      Styled s{xml_text(r.text), bold || r.bold, r.italic, r.underline};
      if (addresses && is_safe_link(r.link)) {
        // Runs that follow one another with one target are one link.
        if (!out.empty() && out.back().link >= 0 && addresses->back().second == r.link) {
          s.link = out.back().link;
        } else {
          s.link = static_cast<int>(out_.links.size() + addresses->size());
          addresses->emplace_back(s.link, r.link);
        }
        s.underline = true;
      }
      out.push_back(std::move(s));
    }
    return out;
  }

  struct Look {
    double size = kBody;
    bool bold = false;
    double indent = 0;         ///< of every line
    double before = 0, after = kAfterParagraph;
    bool keep_next = false;
  };

  /// The lines of a text under one element, as boxes. Single lines do not stand alone at the foot or the head of a page.
  std::vector<Box> text_boxes(const std::vector<Styled>& runs, const Look& look, int element, double width) {
    std::vector<Line> lines = shaper_.lines(runs, look.size, std::max(width - look.indent, look.size));
    std::vector<Box> out;
    const double height = look.size * kLeading;
    for (Line& line : lines) {
      line.element = element;
      Box box;
      box.height = height;
      box.lines.push_back({std::move(line), look.indent, baseline(look.size)});
      out.push_back(std::move(box));
    }
    if (out.empty()) return out;
    out.front().before = look.before;
    out.back().height += look.after;
    out.front().keep_next = out.size() > 1;
    if (out.size() > 1) out[out.size() - 2].keep_next = true;
    if (look.keep_next)
      for (Box& b : out) b.keep_next = true;
    return out;
  }
  static double baseline(double size) {
    const Metrics& m = metrics(Face::Regular);
    const double glyphs = (m.ascent - m.descent) * size / 1000;
    return (size * kLeading - glyphs) / 2 + m.ascent * size / 1000;
  }

  /// A block of words: its label as seen, then the words.
  std::vector<Box> words(const Block& b, Look look, int element, double width) {
    std::vector<std::pair<int, std::string>> addresses;
    std::vector<Styled> runs = runs_of(b, look.bold, &addresses);
    for (const auto& [link, address] : addresses) {
      std::string text;
      for (const Styled& s : runs)
        if (s.link == link) text += s.text;
      out_.links.push_back({address, -1, tree_.add("Link", element), squeezed(text)});
    }
    if (!b.label.empty()) runs.insert(runs.begin(), Styled{xml_text(b.label) + (runs.empty() ? "" : "  "), look.bold, false, false, -1});
    return text_boxes(runs, look, element, width);
  }

  template <class Put>
  void put_all(std::vector<Box>&& boxes, Put&& put) {
    for (Box& b : boxes) put(std::move(b));
  }

  void title() {
    const int element = tree_.add("Title", Tree::kRoot);
    put_all(text_boxes({Styled{squeezed(xml_text(options_.title)), true}}, {24, true, 0, 0, 14, true}, element, kPortrait),
            [&](Box&& b) { out_.items.emplace_back(std::move(b)); });
  }

  /// The contents come before the headings are met, so headings are counted ahead in the order that `sequence` meets them.
  void contents() {
    const auto put = [&](Box&& b) { out_.items.emplace_back(std::move(b)); };
    const int heading = tree_.add("H1", Tree::kRoot);
    last_level_ = 1;
    put_all(text_boxes({Styled{"Contents", true}}, {heading_size(1), true, 0, 14, 6, true}, heading, kPortrait), put);
    const int list = tree_.add("TOC", Tree::kRoot);
    int index = -1;
    for (const Block& b : document_.blocks) {
      if (b.kind != BlockKind::Heading || says_nothing(b)) continue;
      ++index;
      const int level = std::clamp(b.level, 1, 6);
      if (level > 3) continue;
      const int entry = tree_.add("Link", tree_.add("Reference", tree_.add("TOCI", list)));
      const std::string words = squeezed(b.label + " " + b.text());
      const int link = static_cast<int>(out_.links.size());
      out_.links.push_back({{}, index, entry, words});
      Styled run{words};
      run.link = link;
      std::vector<Box> boxes = text_boxes({run}, {kBody, false, 16.0 * (level - 1), level == 1 ? 3.0 : 0.0, 1, false}, entry, kPortrait - kEntryNumber);
      if (!boxes.empty()) boxes.back().entry_of = index;
      put_all(std::move(boxes), put);
    }
    if (contents_page_ == ContentsPage::Own) out_.items.emplace_back(NewPage{});
  }

  static bool says_nothing(const Block& heading) { return is_blank(xml_text(heading.label + heading.text())); }

  template <class Put>
  void heading(const Block& b, int parent, double width, bool top, Put&& put) {
    if (says_nothing(b)) return;
    const int seen = std::clamp(b.level, 1, 6);
    const int level = std::min(seen, last_level_ + 1);  // no level is left out on the way down (ISO 14289-1, 7.4.2)
    std::vector<Box> boxes = words(b, {heading_size(seen), true, 0, seen <= 2 ? 14.0 : 10.0, 5, true}, tree_.add(fmt::format("H{}", level), parent), width);
    if (boxes.empty()) return;
    last_level_ = level;
    if (top) {
      boxes.front().heading = static_cast<int>(out_.headings.size());
      out_.headings.push_back({level, squeezed(b.label + " " + b.text()), static_cast<std::size_t>(&b - document_.blocks.data())});
    }
    put_all(std::move(boxes), put);
  }

  /// Blocks one below another inside an element: of the page, or of a cell.
  template <class Put>
  void sequence(const std::vector<Block>& blocks, int parent, double width, double size, Put&& put) {
    const bool top = parent == Tree::kRoot;
    for (std::size_t i = 0; i < blocks.size();) {
      const Block& b = blocks[i];
      switch (b.kind) {
        case BlockKind::Heading: heading(b, parent, width, top, put); break;
        case BlockKind::Paragraph:
        case BlockKind::Note:
          put_all(words(b, {size, false, 0, 0, top ? kAfterParagraph : 2, false}, tree_.add(b.kind == BlockKind::Note ? "Note" : "P", parent), width), put);
          break;
        case BlockKind::ListItem: {
          std::size_t end = i;
          while (end < blocks.size() && blocks[end].kind == BlockKind::ListItem) ++end;
          list(blocks, i, end, parent, width, size, put);
          i = end;
          continue;
        }
        case BlockKind::Table:
          if constexpr (std::is_invocable_v<Put, TableBox>) put(table(b, parent));
          else nested(b, parent, width, put);
          break;
        case BlockKind::Picture: picture(b, parent, width, top ? kHighestPicture : kHighestInCell, size, put); break;
        case BlockKind::PageBreak:
          if constexpr (std::is_invocable_v<Put, NewPage>) put(NewPage{});
          break;
      }
      ++i;
    }
  }

  template <class Put>
  void list(const std::vector<Block>& blocks, std::size_t from, std::size_t to, int parent, double width, double size, Put&& put) {
    struct Open {
      int level, element, body;
    };
    std::vector<Open> open;
    for (std::size_t i = from; i < to; ++i) {
      const Block& b = blocks[i];
      const int level = std::clamp(b.level, 0, 8);
      while (!open.empty() && open.back().level > level) open.pop_back();
      if (open.empty() || open.back().level < level) {
        const int inside = open.empty() ? parent : open.back().body;
        open.push_back({level, tree_.add("L", inside, list_attributes(b)), -1});
      }
      const int item = tree_.add("LI", open.back().element);
      const int mark = tree_.add("Lbl", item);
      open.back().body = tree_.add("LBody", item);
      const std::string label = b.label.empty() ? "•" : squeezed(xml_text(b.label));
      const double indent = 18.0 * (level + 1) * size / kBody + 4;
      const double room = std::max(16.0, shaper_.widths({Styled{label}}, size).most + 6);
      Block bare = b;
      bare.label.clear();
      std::vector<Box> boxes = words(bare, {size, false, std::min(indent, width / 2) + room - 16, 0, 4, false}, open.back().body, width);
      if (boxes.empty()) {
        Box empty;
        empty.height = size * kLeading;
        empty.joined.push_back(open.back().body);
        boxes.push_back(std::move(empty));
      }
      Line line = shaper_.line(label, false, size);
      line.element = mark;
      boxes.front().lines.insert(boxes.front().lines.begin(), Placed{std::move(line), std::min(indent, width / 2) - 16, baseline(size)});
      put_all(std::move(boxes), put);
    }
  }

  // --- pictures ---
  /// The number of the picture's image; one that is shown twice stands in the file once.
  std::optional<std::size_t> image_for(const Block& b) {
    if (!is_carried(b)) return std::nullopt;
    const auto known = image_of_.find(b.picture->bytes);
    if (known != image_of_.end()) return known->second;
    std::optional<std::size_t> out;
    if (auto image = image_of(*b.picture)) {
      out = out_.images.size();
      out_.images.push_back(std::move(*image));
    } else {
      out_.damaged.push_back(b.place);
    }
    image_of_.emplace(b.picture->bytes, out);
    return out;
  }

  template <class Put>
  void picture(const Block& b, int parent, double width, double highest, double size, Put&& put) {
    const auto image = image_for(b);
    if (!image) {
      if (is_decoration(b)) return;
      put_all(text_boxes({Styled{xml_text(picture_words(b)), false, true}}, {size}, tree_.add("P", parent), width), put);
      return;
    }
    const double part = std::min({1.0, width / b.picture->width, highest / b.picture->height});
    Box box;
    PlacedPicture placed{*image, -1, 0, 0, b.picture->width * part, b.picture->height * part};
    if (!is_decoration(b))
      placed.element = tree_.add("Figure", parent, {}, " /Alt " + text_string(b.runs.empty() ? picture_words(b) : squeezed(xml_text(b.text()))));
    box.height = placed.height + kAfterParagraph;
    box.before = 2;
    box.pictures.push_back(placed);
    put(std::move(box));
  }

  // --- tables ---
  struct Measured {
    std::vector<double> least, most;
  };

  const std::vector<Block>& blocks_of(const Cell& cell, std::vector<Block>& made) {
    if (!cell.blocks.empty()) return cell.blocks;
    Block b;
    Run r;
    r.text = cell.text;
    b.runs.push_back(std::move(r));
    made.assign(1, std::move(b));
    return made;
  }

  void measure(const std::vector<Block>& blocks, bool bold, double size, double& least, double& most) {
    for (const Block& b : blocks) {
      if (b.kind == BlockKind::Table) {
        for (const Row& row : b.rows)
          for (const Cell& cell : row.cells) {
            std::vector<Block> made;
            measure(blocks_of(cell, made), bold, size, least, most);
          }
        continue;
      }
      if (is_carried(b)) {
        least = std::max(least, std::min(b.picture->width, kLongestWord));
        most = std::max(most, b.picture->width);
        continue;
      }
      std::vector<Styled> runs = runs_of(b, bold || b.kind == BlockKind::Heading);
      if (!b.label.empty()) runs.insert(runs.begin(), Styled{xml_text(b.label) + "  "});
      const auto w = shaper_.widths(runs, b.kind == BlockKind::Heading ? heading_size(b.level) : size);
      const double indent = b.kind == BlockKind::ListItem ? 24.0 * (b.level + 1) : 0;
      least = std::max(least, std::min(w.least, kLongestWord) + indent);
      most = std::max(most, w.most + indent);
    }
  }

  Measured measured(const TableGrid& grid, double size) {
    Measured m{std::vector<double>(grid.columns, 18), std::vector<double>(grid.columns, 18)};
    for (const bool merged : {false, true})
      for (const GridCell& cell : grid.cells) {
        if ((cell.columns > 1) != merged) continue;
        double least = 0, most = 0;
        std::vector<Block> made;
        measure(blocks_of(*cell.cell, made), cell.row < grid.heads, size, least, most);
        double have_least = 0, have_most = 0;
        for (std::size_t c = cell.column; c < cell.column + cell.columns; ++c) {
          have_least += m.least[c];
          have_most += m.most[c];
        }
        const auto share = static_cast<double>(cell.columns);
        least += 2 * kCellSide;
        most += 2 * kCellSide;
        for (std::size_t c = cell.column; c < cell.column + cell.columns; ++c) {
          if (least > have_least) m.least[c] += (least - have_least) / share;
          if (most > have_most) m.most[c] += (most - have_most) / share;
        }
      }
    return m;
  }

  /// Every column gets its longest word, a short one its whole line, and of the rest each as much as its text would like.
  static std::vector<double> edges(Measured m, double width) {
    constexpr double kShort = 80;  // a date in words
    double least = 0, spare = 0, raised = 0;
    for (std::size_t c = 0; c < m.least.size(); ++c) raised += m.most[c] <= kShort ? m.most[c] : m.least[c];
    if (raised <= width * 0.9)
      for (std::size_t c = 0; c < m.least.size(); ++c)
        if (m.most[c] <= kShort) m.least[c] = m.most[c];
    std::vector<double> wish;
    for (std::size_t c = 0; c < m.least.size(); ++c) {
      least += m.least[c];
      wish.push_back(std::max(1.0, std::min(m.most[c], width * 0.6) - m.least[c]));
      spare += wish.back();
    }
    std::vector<double> out{0};
    for (std::size_t c = 0; c < m.least.size(); ++c)
      out.push_back(out.back() + (least >= width ? m.least[c] * width / least : m.least[c] + (width - least) * wish[c] / spare));
    return out;
  }

  std::string cell_attributes(const GridCell& cell, bool head) const {
    std::string a;
    if (head) a += " /Scope /Column";
    if (cell.columns > 1) a += fmt::format(" /ColSpan {}", cell.columns);
    if (cell.rows > 1) a += fmt::format(" /RowSpan {}", cell.rows);
    return a.empty() ? a : "/O /Table" + a;
  }

  std::vector<TableRow> rows_of(const TableGrid& grid, const std::vector<double>& edges, double size, int element) {
    std::vector<TableRow> rows(grid.rows);
    const int head = grid.heads ? tree_.add("THead", element) : -1;
    const int body = grid.heads < grid.rows ? tree_.add("TBody", element) : -1;
    for (std::size_t r = 0; r < grid.rows; ++r) rows[r].element = tree_.add("TR", r < grid.heads ? head : body);
    for (const GridCell& at : grid.cells) {
      const bool heading = at.row < grid.heads;
      TableCell cell{tree_.add(heading ? "TH" : "TD", rows[at.row].element, cell_attributes(at, heading)), at.column, at.columns, at.rows, {}};
      const double width = edges[at.column + at.columns] - edges[at.column] - 2 * kCellSide;
      const auto put = [&](Box&& b) {
        for (Placed& p : b.lines) p.x += kCellSide;
        for (Rectangle& r : b.rectangles) r.x += kCellSide;
        for (PlacedPicture& p : b.pictures) p.x += kCellSide;
        cell.boxes.push_back(std::move(b));
      };
      const std::vector<Block>& blocks = at.cell->blocks;
      if (blocks.empty() || (blocks.size() == 1 && blocks[0].kind == BlockKind::Paragraph)) {
        std::vector<Block> made;
        put_all(words(blocks_of(*at.cell, made)[0], {size, heading, 0, 0, 0, false}, cell.element, width), put);
      } else {
        sequence(blocks, cell.element, width, size, put);
      }
      if (!at.extra.empty())  // words that a merged cell hid: they are in the file, so they are shown
        put_all(text_boxes({Styled{xml_text(at.extra)}}, {size, false, 0, 0, 0, false}, tree_.add("P", cell.element), width), put);
      if (!cell.boxes.empty()) {
        cell.boxes.front().before = kCellTop;
        cell.boxes.back().height += kCellTop;
      }
      rows[at.row].cells.push_back(std::move(cell));
    }
    return rows;
  }

  TableBox table(const Block& b, int parent) {
    const TableGrid grid = table_grid(b);
    const double size = grid.columns > 3 ? kTable : 11.5;
    TableBox out;
    const int element = tree_.add("Table", parent);
    if (!b.caption.empty()) out.caption = text_boxes({Styled{xml_text(b.caption), true}}, {kBody, true, 0, 6, 3, true}, tree_.add("Caption", element), kPortrait);
    const Measured m = measured(grid, size);
    double least = 0;
    for (const double w : m.least) least += w;
    out.landscape = is_wide(grid) || least > kPortrait;
    out.edges = edges(m, out.landscape ? kLandscape : kPortrait);
    out.heads = grid.heads;
    out.rows = rows_of(grid, out.edges, size, element);
    return out;
  }

  /// A table in a cell: each of its rows stays in one piece, unless it is too long for that; then its cells stand one below another.
  template <class Put>
  void nested(const Block& b, int parent, double width, Put&& put) {
    constexpr double kLongest = 360;
    const TableGrid grid = table_grid(b);
    const int element = tree_.add("Table", parent);
    if (!b.caption.empty()) put_all(text_boxes({Styled{xml_text(b.caption), true}}, {kTable, true, 0, 0, 2, true}, tree_.add("Caption", element), width), put);
    const std::vector<double> at = edges(measured(grid, kTable), width);
    for (TableRow& row : rows_of(grid, at, kTable, element)) {
      Box whole;
      whole.joined.push_back(row.element);
      for (const TableCell& cell : row.cells) {
        double height = 0;
        for (const Box& box : cell.boxes) height += box.total();
        whole.height = std::max(whole.height, height);
      }
      if (whole.height > kLongest) {
        for (TableCell& cell : row.cells) put_all(std::move(cell.boxes), put);
        continue;
      }
      whole.height = std::max(whole.height, kTable);
      for (TableCell& cell : row.cells) {
        const double x = at[cell.column];
        whole.joined.push_back(cell.element);
        whole.rectangles.push_back({x, 0, at[cell.column + cell.columns] - x, whole.height});
        double y = 0;
        for (Box& box : cell.boxes) {
          y += box.before;
          for (Placed& p : box.lines) whole.lines.push_back({std::move(p.line), p.x + x, p.baseline + y});
          for (PlacedPicture p : box.pictures) {
            p.x += x;
            p.y += y;
            whole.pictures.push_back(p);
          }
          for (Rectangle r : box.rectangles) whole.rectangles.push_back({r.x + x, r.y + y, r.width, r.height, r.filled});
          for (const int joined : box.joined) whole.joined.push_back(joined);
          y += box.height;
        }
      }
      put(std::move(whole));
    }
  }

  void notes() {
    const auto put = [&](Box&& b) { out_.items.emplace_back(std::move(b)); };
    bool first = true;
    for (const Block& b : document_.apart) {
      if (!b.place.part.starts_with("footnote") && !b.place.part.starts_with("endnote")) continue;
      if (first) {
        const int element = tree_.add("H1", Tree::kRoot);
        auto boxes = text_boxes({Styled{"Notes", true}}, {heading_size(1), true, 0, 14, 5, true}, element, kPortrait);
        boxes.front().heading = static_cast<int>(out_.headings.size());
        out_.headings.push_back({1, "Notes", static_cast<std::size_t>(-1)});
        put_all(std::move(boxes), put);
      }
      first = false;
      Block note = b;
      if (!note.label.empty()) note.label = "[" + note.label + "]";
      put_all(words(note, {kNote, false, 0, 0, 4, false}, tree_.add("Note", Tree::kRoot), kPortrait), put);
    }
  }

  const Document& document_;
  const WriteOptions& options_;
  Shaper& shaper_;
  Tree& tree_;
  const ContentsPage contents_page_;
  Flow out_;
  std::map<std::string_view, std::optional<std::size_t>> image_of_;  ///< by the bytes of a picture
  int last_level_ = 0;
};

}  // namespace

Flow flow(const Document& document, const WriteOptions& options, Shaper& shaper, Tree& tree, ContentsPage contents) {
  return Composer(document, options, shaper, tree, contents).compose();
}

}  // namespace heed::document::pdf_write

#include "document/pdf_write/pages.h"

namespace heed::document::pdf_write {
namespace {

constexpr double kTop = 70, kBottom = 74;  // room for the running head and foot

class Cutter {
 public:
  explicit Cutter(const Flow& flow) : flow_(flow) { out_.headings.resize(flow.headings.size()); }

  Pages cut() {
    begin(false);
    const auto& items = flow_.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (std::holds_alternative<NewPage>(items[i])) {
        if (!empty_) begin(false);
        continue;
      }
      if (const auto* t = std::get_if<TableBox>(&items[i])) {
        table(*t);
        continue;
      }
      const Box& box = std::get<Box>(items[i]);
      if (const bool landscape = leads_to_landscape(i); landscape != page().landscape) {
        if (empty_) page().landscape = landscape;
        else begin(landscape);
      }
      // What must stay together is placed together, unless it is longer than a page.
      double together = height_of(box);
      for (std::size_t k = i; k + 1 < items.size() && std::get<Box>(items[k]).keep_next; ++k) {
        if (const auto* next = std::get_if<Box>(&items[k + 1])) {
          together += next->total();
          continue;
        }
        if (const auto* next = std::get_if<TableBox>(&items[k + 1])) together += start_of(*next);
        break;
      }
      if (!empty_ && y_ + together > end() && (together <= room() || y_ + height_of(box) > end())) begin(page().landscape);
      place(box, left(), false);
    }
    return std::move(out_);
  }

 private:
  Page& page() { return out_.pages.back(); }
  double end() { return page().height() - kBottom; }
  double room() { return page().height() - kTop - kBottom; }
  static double left() { return kMargin; }
  double height_of(const Box& box) const { return box.height + (empty_ ? 0 : box.before); }

  /// Whether this is the heading of a table that wants a landscape page.
  bool leads_to_landscape(std::size_t i) const {
    for (const Box* box = &std::get<Box>(flow_.items[i]); box && box->keep_next && i + 1 < flow_.items.size();) {
      ++i;
      if (const auto* t = std::get_if<TableBox>(&flow_.items[i])) return t->landscape;
      box = std::get_if<Box>(&flow_.items[i]);
    }
    return false;
  }

  void begin(bool landscape) {
    out_.pages.emplace_back();
    page().landscape = landscape;
    y_ = kTop;
    empty_ = true;
  }

  void place(const Box& box, double x, bool artifact) {
    if (!empty_) y_ += box.before;
    draw(box, x, y_, artifact);
    y_ += box.height;
    empty_ = false;
  }

  void draw(const Box& box, double x, double y, bool artifact) {
    if (box.heading >= 0 && !artifact) out_.headings[static_cast<std::size_t>(box.heading)] = {out_.pages.size() - 1, y};
    if (!artifact)
      for (const int element : box.joined) page().texts.push_back({nullptr, x, y, element});
    for (const Placed& p : box.lines) page().texts.push_back({&p, x, y, -1, artifact, box.entry_of, x + kPortrait});
    for (const PlacedPicture& p : box.pictures) {
      OnPage on;
      on.x = x;
      on.y = y;
      on.artifact = artifact;
      on.picture = &p;
      page().texts.push_back(on);
    }
    for (const Rectangle& r : box.rectangles) page().rectangles.push_back({r.x + x, r.y + y, r.width, r.height, r.filled});
  }

  // --- tables ---
  /// A cell that is being drawn: which of its boxes stand on earlier pages, and where its part on this page begins.
  struct Open {
    const TableCell* cell;
    std::size_t next = 0;     ///< first box not drawn yet
    double top = 0;
    std::size_t last_row = 0;
    bool head = false, artifact = false;
    double left_over() const {
      double h = 0;
      for (std::size_t i = next; i < cell->boxes.size(); ++i) h += cell->boxes[i].height + (i == next ? (i == 0 ? cell->boxes[i].before : 0) : cell->boxes[i].before);
      return h;
    }
  };

  static double height_of_row(const TableRow& row) {
    double h = 12;
    for (const TableCell& cell : row.cells) {
      if (cell.rows > 1) continue;
      double one = 0;
      for (const Box& b : cell.boxes) one += b.total();
      h = std::max(h, one);
    }
    return h;
  }
  double heads_of(const TableBox& t) const {
    double h = 0;
    for (std::size_t r = 0; r < t.heads; ++r) h += height_of_row(t.rows[r]);
    return h;
  }
  /// What of a table must stand with the heading before it: caption, head, and its first row or some lines of it.
  double start_of(const TableBox& t) const {
    double h = heads_of(t);
    for (const Box& b : t.caption) h += b.total();
    if (t.heads < t.rows.size()) h += std::min(height_of_row(t.rows[t.heads]), 60.0);
    return h;
  }

  void table(const TableBox& t) {
    if (t.rows.empty()) return;
    if (t.landscape != page().landscape) {
      if (empty_) page().landscape = t.landscape;
      else begin(t.landscape);
    }
    if (!empty_ && y_ + start_of(t) > end() && start_of(t) <= room()) begin(t.landscape);
    for (const Box& b : t.caption) place(b, left(), false);
    if (!empty_) y_ += 4;

    // A head that takes half a page is not repeated: the table would not end.
    const bool repeats = t.heads > 0 && t.heads < t.rows.size() && heads_of(t) < room() / 2;
    std::vector<Open> open;
    for (std::size_t r = 0; r < t.rows.size(); ++r) row(t, r, open, repeats && r >= t.heads, false);
    y_ += 10;
  }

  void repeat_heads(const TableBox& t) {
    std::vector<Open> open;
    for (std::size_t r = 0; r < t.heads; ++r) row(t, r, open, false, true);
  }

  void row(const TableBox& t, std::size_t r, std::vector<Open>& open, bool repeats, bool artifact) {
    // Cells that begin here, at once known to the tree even where they are empty.
    const auto begin_cells = [&] {
      for (const TableCell& cell : t.rows[r].cells) open.push_back({&cell, 0, y_, r + cell.rows - 1, r < t.heads, artifact});
    };
    const auto needed = [&](const TableRow* fresh) {
      double h = 12;
      for (const Open& o : open)
        if (o.last_row <= r) h = std::max(h, o.left_over() - (y_ - o.top));
      if (fresh)
        for (const TableCell& cell : fresh->cells)
          if (cell.rows == 1) h = std::max(h, Open{&cell}.left_over());
      return h;
    };
    const double height = needed(&t.rows[r]);
    if (y_ + height > end() && !artifact) {
      // A row that fits on a page moves there whole, unless most of this page would stay empty.
      const double head = repeats ? heads_of(t) : 0;
      const bool fits_next = height <= room() - head;
      const bool much_left = end() - y_ > room() * 0.3;
      if ((fits_next && !(much_left && height > room() * 0.4)) || end() - y_ < 40) {
        if (!empty_) turn_page(t, open, repeats);
      }
    }
    begin_cells();
    if (!artifact) {
      page().texts.push_back({nullptr, 0, 0, t.rows[r].element});
      for (const TableCell& cell : t.rows[r].cells) page().texts.push_back({nullptr, 0, 0, cell.element});
    }
    empty_ = false;
    // As many pages as the longest cell needs.
    for (double h = needed(nullptr); y_ + h > end() + 0.01 && !artifact; h = needed(nullptr)) {
      const double before = drawn_;
      const double y = y_;
      y_ = end();
      turn_page(t, open, repeats);
      // A box higher than a page stands over its foot rather than never.
      if (drawn_ == before && y <= kTop + (repeats ? heads_of(t) : 0) + 1) break;
    }
    y_ += needed(nullptr);
    for (std::size_t i = 0; i < open.size();) {
      if (open[i].last_row > r) { ++i; continue; }
      close(t, open[i], y_, true);
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
    }
    empty_ = false;  // the row may have ended on a page that it began
  }

  /// Ends the part of every open cell at y_, and goes on with them on a new page.
  void turn_page(const TableBox& t, std::vector<Open>& open, bool repeats) {
    for (Open& o : open) close(t, o, y_, false);
    begin(t.landscape);
    if (repeats) repeat_heads(t);
    for (Open& o : open) o.top = y_;
  }

  /// Draws what fits between the top of a cell and `bottom`; with `all`, everything that is left.
  void close(const TableBox& t, Open& o, double bottom, bool all) {
    const double x = left() + t.edges[o.cell->column];
    const double width = t.edges[o.cell->column + o.cell->columns] - t.edges[o.cell->column];
    if (bottom > o.top) page().rectangles.push_back({x, o.top, width, bottom - o.top, o.head});
    double y = o.top;
    while (o.next < o.cell->boxes.size()) {
      const Box& b = o.cell->boxes[o.next];
      const double before = y == o.top && o.next > 0 ? 0 : b.before;
      // The space under the last line may be cut off by the page.
      const double solid = b.lines.empty() || !b.rectangles.empty() ? b.height : std::min(b.height, b.lines.back().baseline + 5);
      if (!all && y + before + solid > bottom + 0.01) break;
      y += before;
      draw(b, x, y, o.artifact);
      y += b.height;
      ++o.next;
      drawn_ += 1;
    }
  }

  const Flow& flow_;
  Pages out_;
  double y_ = kTop;
  double drawn_ = 0;  // boxes of cells, to see that a page takes any
  bool empty_ = true;
};

}  // namespace

Pages cut(const Flow& flow) { return Cutter(flow).cut(); }

}  // namespace heed::document::pdf_write

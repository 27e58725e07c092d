// write_pdf: the pages drawn and tied together. What is read stands in marked content that a tag owns; what is not (rules, running
// heads, dots) is an artifact (ISO 32000-1, 14.8.2.2).
#include "document/encoding.h"
#include "document/pdf_write/font_use.h"
#include "document/pdf_write/pages.h"

namespace heed::document {
namespace {

using namespace pdf_write;

constexpr std::size_t kMostWords = 64u << 20;  // bytes of text; a report of 60 pages has a fifth of a megabyte

class Drawer {
 public:
  Drawer(const WriteOptions& options, const Flow& flow, const Pages& pages, Shaper& shaper, Tree& tree)
      : options_(options), flow_(flow), pages_(pages), shaper_(shaper), tree_(tree) {
    for (std::size_t f = 0; f < kFaces; ++f) {
      fonts_.emplace_back(static_cast<Face>(f));
      font_objects_.push_back(0);
    }
  }

  std::string draw() {
    tree_.pages_are(pages_.pages.size());
    for (std::size_t i = 0; i < pages_.pages.size(); ++i) page_objects_.push_back(file_.reserve());
    const int parent = file_.reserve(), resources = file_.reserve();
    std::vector<std::string> contents;
    std::vector<std::vector<int>> annotations;
    for (page_ = 0; page_ < pages_.pages.size(); ++page_) {
      out_.clear();
      rules_ = pages_.pages[page_].rectangles;
      annotations_.clear();
      texts();
      running();
      contents.push_back(rules() + out_);
      annotations.push_back(annotations_);
    }
    std::string kids, fonts;
    for (std::size_t f = 0; f < kFaces; ++f) {
      if (!fonts_[f].used()) continue;
      font_objects_[f] = file_.reserve();
      fonts_[f].put(file_, font_objects_[f]);
      fonts += fmt::format("/F{} {} ", f, reference(font_objects_[f]));
    }
    file_.put(resources, "<</Font <<" + fonts + ">>" + images() + ">>");
    for (std::size_t i = 0; i < page_objects_.size(); ++i) {
      const Page& page = pages_.pages[i];
      std::string x = fmt::format("<</Type /Page /Parent {} /Resources {} /Contents {} /StructParents {} /Tabs /S /MediaBox [0 0 ", reference(parent),
                                  reference(resources), reference(file_.add_stream("", contents[i])), Tree::page_key(i));
      append_number(x, page.width());
      x += ' ';
      append_number(x, page.height());
      x += ']';
      if (!annotations[i].empty()) {
        x += " /Annots [";
        for (const int a : annotations[i]) x += reference(a) + " ";
        x += ']';
      }
      file_.put(page_objects_[i], x + ">>");
      kids += reference(page_objects_[i]) + " ";
    }
    file_.put(parent, fmt::format("<</Type /Pages /Kids [{}] /Count {}>>", kids, page_objects_.size()));
    const int tags = tree_.put(file_, page_objects_);
    const int outlines = bookmarks();
    const int metadata = file_.reserve();
    file_.put_plain_stream(metadata, "/Type /Metadata /Subtype /XML", description());
    std::string catalogue = fmt::format(
        "<</Type /Catalog /Pages {} /StructTreeRoot {} /MarkInfo <</Marked true>> /Lang {} /ViewerPreferences <</DisplayDocTitle true>> /Metadata {}",
        reference(parent), reference(tags), text_string(options_.language), reference(metadata));
    if (outlines) catalogue += fmt::format(" /Outlines {} /PageMode /UseOutlines", reference(outlines));
    const int root = file_.add(catalogue + ">>");
    const int information = file_.add(fmt::format("<</Title {} /Producer (Heed)>>", text_string(title())));
    return file_.finish(root, information);
  }

 private:
  std::string title() const {
    if (!options_.title.empty()) return squeezed(options_.title);
    return flow_.headings.empty() ? "Document" : flow_.headings.front().words;
  }

  // --- text ---
  void number(double value) {
    append_number(out_, value);
    out_ += ' ';
  }
  double up(double y) const { return pages_.pages[page_].height() - y; }

  void open_tag(int element, bool artifact) {
    const int wanted = artifact ? -1 : element;
    if (tagged_ && wanted == current_) return;
    close_tag();
    if (artifact) out_ += "/Artifact <</Type /Pagination>> BDC\n";
    else fmt::format_to(std::back_inserter(out_), "/{} <</MCID {}>> BDC\n", "Span", tree_.content(element, page_));
    current_ = wanted;
    tagged_ = true;
  }
  void close_tag() {
    if (tagged_) out_ += "EMC\n";
    tagged_ = false;
  }

  /// One text object for the pieces from `from` on that go on without a gap in one face and one colour. Answers with where it stopped.
  std::size_t show(const Line& line, std::size_t from, double x, double y) {
    const Piece& first = line.pieces[from];
    FontUse& font = fonts_[static_cast<std::size_t>(first.fragment->face)];
    const double em = line.size / 1000;
    std::size_t to = from;
    double reached = first.x;
    std::string shown;
    if (!first.fragment->rightward) {
      to = from + 1;
      reached += first.fragment->advance * em;
      shown = leftward(*first.fragment, font, x + reached, up(y), em);
    } else {
      shown = "1 0 0 1 ";
      append_number(shown, x + first.x);
      shown += ' ';
      append_number(shown, up(y));
      shown += " Tm [<";
      for (; to < line.pieces.size(); ++to) {
        const Piece& p = line.pieces[to];
        if (p.fragment->face != first.fragment->face || p.link != first.link || p.underline != first.underline ||
            !p.fragment->rightward || std::abs(p.x - reached) > 0.01)
          break;
        for (const Glyph& g : p.fragment->glyphs) {
          const unsigned code = font.code(g.id, g.text);
          if (g.dy) shown += fmt::format(">] TJ {:.2f} Ts [<", g.dy * em);
          if (g.dx) shown += fmt::format(">{}<", -g.dx);
          fmt::format_to(std::back_inserter(shown), "{:04X}", code);
          const int back = font.advance(code) + g.dx - g.advance;
          if (back) shown += fmt::format(">{}<", back);
          if (g.dy) shown += ">] TJ 0 Ts [<";
        }
        reached += p.fragment->advance * em;
      }
      shown += ">] TJ ";
    }
    out_ += first.link >= 0 ? "BT 0.04 0.31 0.62 rg " : "BT ";
    fmt::format_to(std::back_inserter(out_), "/F{} ", static_cast<int>(first.fragment->face));
    number(line.size);
    out_ += "Tf " + shown + (first.link >= 0 ? "0 g ET\n" : "ET\n");
    if (first.underline) {
      const Fragment& last = *line.pieces[to - 1].fragment;
      rules_.push_back({x + first.x, y + line.size * 0.11, reached - first.x - (last.advance - last.solid) * em, 0.6, true});
    }
    return to;
  }

  /// Text from right to left, glyph by glyph in the order in which it is read, which is also the order of the file.
  static std::string leftward(const Fragment& f, FontUse& font, double right, double y, double em) {
    std::string out;
    double x = right;
    for (auto g = f.glyphs.rbegin(); g != f.glyphs.rend(); ++g) {
      x -= g->advance * em;
      out += "1 0 0 1 ";
      append_number(out, x + g->dx * em);
      out += ' ';
      append_number(out, y + g->dy * em);
      out += fmt::format(" Tm <{:04X}> Tj ", font.code(g->id, g->text));
    }
    return out;
  }

  void line(const Line& l, double x, double y, bool artifact) {
    for (std::size_t i = 0; i < l.pieces.size();) {
      const int link = artifact ? -1 : l.pieces[i].link;
      open_tag(link >= 0 ? flow_.links[static_cast<std::size_t>(link)].element : l.element, artifact || l.element < 0);
      const std::size_t from = i;
      while (i < l.pieces.size() && (artifact || l.pieces[i].link == link)) i = show(l, i, x, y);
      if (link >= 0) {
        const Piece& last = l.pieces[i - 1];
        lead(link, x + l.pieces[from].x, x + last.x + last.fragment->solid * l.size / 1000, y, l.size);
      }
    }
  }

  /// The place on the page that a person can press.
  void lead(int link, double from, double to, double y, double size) {
    const Link& l = flow_.links[static_cast<std::size_t>(link)];
    const int object = file_.reserve();
    const int key = tree_.annotation(l.element, page_, object);
    std::string x = "<</Type /Annot /Subtype /Link /Border [0 0 0] /F 4 /Rect [";
    for (const double value : {from, up(y + size * 0.25), to, up(y - size * 0.9)}) {
      append_number(x, value);
      x += ' ';
    }
    fmt::format_to(std::back_inserter(x), "] /StructParent {} /Contents {} ", key, text_string(l.words));
    if (l.heading >= 0) {
      const HeadingPlace& at = pages_.headings[static_cast<std::size_t>(l.heading)];
      x += "/Dest " + destination(at);
    } else {
      x += "/A <</S /URI /URI " + address(l.address) + ">>";
    }
    file_.put(object, x + ">>");
    annotations_.push_back(object);
  }
  /// An address is bytes: what is no ASCII is written in per cent (RFC 3986).
  static std::string address(std::string_view url) {
    std::string clean;
    for (const char c : url) {
      if (c > ' ' && c < 0x7F) clean += c;
      else clean += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return text_string(clean);
  }
  std::string destination(const HeadingPlace& at) const {
    std::string x = "[" + reference(page_objects_[at.page]) + " /XYZ 0 ";
    append_number(x, pages_.pages[at.page].height() - at.y + 4);
    return x + " 0]";
  }

  void texts() {
    for (const OnPage& t : pages_.pages[page_].texts) {
      if (t.join >= 0) {
        tree_.join(t.join);
        continue;
      }
      if (t.picture) {
        picture(*t.picture, t.x + t.picture->x, t.y + t.picture->y, t.artifact);
        continue;
      }
      if (t.text->line.pieces.empty()) continue;
      line(t.text->line, t.x + t.text->x, t.y + t.text->baseline, t.artifact);
      if (t.entry_of >= 0) entry(t);
    }
    close_tag();
  }

  void picture(const PlacedPicture& p, double x, double y, bool artifact) {
    open_tag(p.element, artifact || p.element < 0);
    std::string box;
    for (const double value : {x, up(y + p.height), x + p.width, up(y)}) {
      append_number(box, value);
      box += ' ';
    }
    if (p.element >= 0 && !artifact) tree_.set_attributes(p.element, "/O /Layout /Placement /Block /BBox [" + box + "]");
    out_ += "q ";
    number(p.width);
    out_ += "0 0 ";
    number(p.height);
    number(x);
    number(up(y + p.height));
    fmt::format_to(std::back_inserter(out_), "cm /Im{} Do Q\n", p.image);
  }

  /// The images as objects, for the resources that all pages share.
  std::string images() {
    if (flow_.images.empty()) return {};
    std::string names;
    for (std::size_t i = 0; i < flow_.images.size(); ++i) {
      const Image& image = flow_.images[i];
      const std::string size = fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} ", image.wide, image.high);
      std::string entries = size + image.entries;
      if (!image.opacity.empty()) {
        const int mask = file_.reserve();
        file_.put_plain_stream(mask, size + "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode", image.opacity);
        entries += " /SMask " + reference(mask);
      }
      const int object = file_.reserve();
      file_.put_plain_stream(object, entries, image.bytes);
      names += fmt::format("/Im{} {} ", i, reference(object));
    }
    return " /XObject <<" + names + ">>";
  }

  /// The page number of an entry of the contents, and dots that lead the eye to it.
  void entry(const OnPage& t) {
    const Line& words = t.text->line;
    const double y = t.y + t.text->baseline;
    const int link = words.pieces.front().link;
    const std::size_t page = pages_.headings[static_cast<std::size_t>(t.entry_of)].page;
    const Line figures = shaper_.line(std::to_string(page + 1), false, words.size);
    const Line step = shaper_.line(". .", false, words.size), dot = shaper_.line(".", false, words.size);
    const double from = t.x + t.text->x + words.width + 4, to = t.right - figures.width - 4;
    const int dots = static_cast<int>((to - from) / (step.width - dot.width));
    if (dots > 1) {
      open_tag(-1, true);
      std::string row;
      for (int i = 0; i < dots; ++i) row += i ? " ." : ".";
      const Line leader = shaper_.line(row, false, words.size);
      for (std::size_t i = 0; i < leader.pieces.size();) i = show(leader, i, to - leader.width, y);
    }
    open_tag(words.element, false);
    show(figures, 0, t.right - figures.width, y);
    lead(link, t.right - figures.width - 4, t.right, y, words.size);
  }

  // --- artifacts ---
  void running() {
    const double width = pages_.pages[page_].width(), height = pages_.pages[page_].height();
    const auto at = [&](const Line& l, double x, double y) {
      for (std::size_t i = 0; i < l.pieces.size();) i = show(l, i, x, y);
    };
    if (!options_.marking.empty()) {
      const Line marking = shaper_.line(xml_text(options_.marking), true, 11);
      out_ += "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC\n";
      at(marking, (width - marking.width) / 2, 40);
      out_ += "EMC\n";
    }
    out_ += "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n";
    double y = height - 42;
    if (options_.page_numbers) {
      const Line page = shaper_.line(fmt::format("Page {} of {}", page_ + 1, pages_.pages.size()), false, 10);
      at(page, width - kMargin - page.width, y);
    }
    if (!options_.footer.empty()) {
      auto lines = shaper_.lines({Styled{squeezed(xml_text(options_.footer))}}, 10, width - 2 * kMargin - 90);
      if (lines.size() > 2) lines.resize(2);
      for (std::size_t i = 0; i < lines.size(); ++i) at(lines[i], kMargin, y - 12.0 * static_cast<double>(lines.size() - 1 - i));
    }
    if (!options_.marking.empty()) {
      const Line marking = shaper_.line(xml_text(options_.marking), true, 11);
      at(marking, (width - marking.width) / 2, height - 26);
    }
    out_ += "EMC\n";
  }

  /// Drawn before the text, which stands on them.
  std::string rules() {
    if (rules_.empty()) return {};
    std::string text = std::move(out_);
    out_ = "/Artifact <</Type /Layout>> BDC\n";
    for (const Rectangle& r : rules_) {
      const bool shade = r.filled && r.height > 1;
      if (shade) out_ += "0.906 0.914 0.925 rg ";
      if (!r.filled || shade) out_ += "0.42 0.45 0.5 RG 0.5 w ";
      number(r.x);
      number(up(r.y + r.height));
      number(r.width);
      number(r.height);
      out_ += shade ? "re B 0 g\n" : r.filled ? "re f\n" : "re S\n";
    }
    out_ += "EMC\n";
    std::swap(out_, text);
    return text;
  }

  int bookmarks() {
    const auto& headings = flow_.headings;
    if (headings.empty()) return 0;
    const int root = file_.reserve();
    struct Mark {
      int object = 0, parent = 0, first = 0, last = 0, before = 0, after = 0, inside = 0;
    };
    std::vector<Mark> marks(headings.size());
    std::map<int, std::size_t> by_object;
    for (std::size_t i = 0; i < marks.size(); ++i) by_object[marks[i].object = file_.reserve()] = i;
    Mark top;
    top.object = root;
    std::vector<std::pair<int, int>> open;  // level and object
    for (std::size_t i = 0; i < marks.size(); ++i) {
      while (!open.empty() && open.back().first >= headings[i].level) open.pop_back();
      Mark& parent = open.empty() ? top : marks[by_object[open.back().second]];
      marks[i].parent = parent.object;
      if (parent.last) {
        marks[i].before = parent.last;
        marks[by_object[parent.last]].after = marks[i].object;
      } else {
        parent.first = marks[i].object;
      }
      parent.last = marks[i].object;
      ++parent.inside;
      open.emplace_back(headings[i].level, marks[i].object);
    }
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const Mark& m = marks[i];
      std::string x = fmt::format("<</Title {} /Parent {} /Dest {}", text_string(headings[i].words), reference(m.parent), destination(pages_.headings[i]));
      if (m.before) x += " /Prev " + reference(m.before);
      if (m.after) x += " /Next " + reference(m.after);
      if (m.first) x += fmt::format(" /First {} /Last {} /Count -{}", reference(m.first), reference(m.last), m.inside);  // closed
      file_.put(m.object, x + ">>");
    }
    file_.put(root, fmt::format("<</Type /Outlines /First {} /Last {} /Count {}>>", reference(top.first), reference(top.last), top.inside));
    return root;
  }

  std::string description() const {
    return fmt::format(
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"><dc:format>application/pdf</dc:format>"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag>"
        "</dc:language><pdf:Producer>Heed</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
        xml_escaped(title()), xml_escaped(options_.language));
  }

  const WriteOptions& options_;
  const Flow& flow_;
  const Pages& pages_;
  Shaper& shaper_;
  Tree& tree_;
  File file_;
  std::vector<FontUse> fonts_;
  std::vector<int> font_objects_, page_objects_, annotations_;
  std::vector<Rectangle> rules_;
  std::string out_;
  std::size_t page_ = 0;
  int current_ = -1;
  bool tagged_ = false;
};

/// Where a character stands first, for whoever looks for it.
Place place_of(const Document& document, const std::string& character) {
  for (const auto* list : {&document.blocks, &document.apart})
    for (const Block& b : *list)
      if ((b.label + b.text() + b.caption).find(character) != std::string::npos) return b.place;
  return {"the page", ""};
}

}  // namespace

Result<std::string> write_pdf(const Document& document, const WriteOptions& options, std::vector<Unread>* losses) {
  if (document.text().size() > kMostWords)
    return Error{Code::TooLarge, "This document is too long for a PDF.", "Write it as a Word document or a workbook.", {}};
  Shaper shaper;
  Tree tree;
  const Flow made = flow(document, options, shaper, tree);
  const Pages pages = cut(made);
  std::string bytes = Drawer(options, made, pages, shaper, tree).draw();
  std::string missing;
  if (losses)
    for (const Place& place : made.damaged) losses->push_back({place, "picture", "it is damaged; its description is written", true});
  else if (!made.damaged.empty())
    return Error{Code::Unsupported, "A picture of this document is damaged, so it cannot be shown in a PDF.", "Take it out, or put it in again as PNG or JPEG.", {}};
  for (const auto& [c, count] : shaper.lacking()) {
    std::string character;
    append_utf8(character, c);
    const std::string name = fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
    missing += (missing.empty() ? "" : ", ") + name;
    if (losses)
      losses->push_back({place_of(document, character), fmt::format("character {}, {}", name, count == 1 ? "once" : fmt::format("{} times", count)),
                         "no font has it; it is shown as a question mark in a lozenge, and copied as itself", true});
  }
  if (!losses && !missing.empty())
    return Error{Code::Unsupported, "This document has characters that no font here can show in a PDF: " + missing + ".",
                 "Write it as a Word document or as HTML, or take the characters out.", {}};
  return bytes;
}

}  // namespace heed::document

// Drawings, pictures, text boxes and charts within the body of a DOCX.
#include <charconv>

#include "document/docx/docx_paragraph.h"
#include "document/encoding.h"
#include "document/xml.h"

namespace heed::document::docx {

void Body::alternate(const pugi::xml_node& node, const Around& around, const Run& look, Paragraph& p) {
  // The same text box or picture in a new and in an old form: read once, unless the old form says other words.
  Paragraph first, second;
  first.default_bold = second.default_bold = p.default_bold;
  first.default_italic = second.default_italic = p.default_italic;
  const std::size_t unread_before = shared_.out.unread.size();
  std::size_t unread_first = unread_before;
  bool chosen = false;
  const auto content = [&](const pugi::xml_node& branch, Paragraph& into) {
    run_content(branch, around, look, into);
  };
  for (const pugi::xml_node& branch : node.children()) {
    if (local(branch) == "Choice" && !chosen) {
      content(branch, first);
      unread_first = shared_.out.unread.size();
      chosen = true;
    } else if (local(branch) == "Fallback") {
      content(branch, second);
    }
  }
  const auto words = [](const Paragraph& q) {
    std::string all;
    for (const Run& r : q.runs) all += r.text;
    all += "\n" + words_of(q.after);
    return squeezed(all);
  };
  const std::string a = words(first), b = words(second);
  Paragraph& chosen_one = a.empty() && (first.after.empty() || !b.empty()) ? second : first;
  std::move(chosen_one.runs.begin(), chosen_one.runs.end(), std::back_inserter(p.runs));
  std::move(chosen_one.after.begin(), chosen_one.after.end(), std::back_inserter(p.after));
  if (!a.empty() && !b.empty() && a.find(b) == std::string::npos) {
    std::move(second.runs.begin(), second.runs.end(), std::back_inserter(p.runs));
    std::move(second.after.begin(), second.after.end(), std::back_inserter(p.after));
  } else if (unread_first > unread_before && unread_first < shared_.out.unread.size()) {
    shared_.out.unread.resize(unread_first);  // the same picture, told of once
  }
}

namespace {

constexpr double kEmuPerPoint = 12700;

/// Of `what` ("width") in "width:120pt;height:48pt"; 0 where there is none.
double points_of_style(std::string_view style, std::string_view what) {
  for (std::size_t at = 0; at < style.size();) {
    const std::size_t end = std::min(style.find(';', at), style.size());
    const std::string_view one = style.substr(at, end - at);
    at = end + 1;
    if (one.size() <= what.size() || !one.starts_with(what) || one[what.size()] != ':') continue;
    double n = 0;
    const std::string_view value = one.substr(what.size() + 1);
    const auto [stop, fault] = std::from_chars(value.data(), value.data() + value.size(), n);
    if (fault != std::errc{}) return 0;
    const std::string_view unit(stop, static_cast<std::size_t>(value.data() + value.size() - stop));
    return unit == "in" ? n * 72 : unit == "px" ? n * 0.75 : n;
  }
  return 0;
}

bool has_any(const pugi::xml_node& node, std::initializer_list<std::string_view> attributes) {
  return std::any_of(attributes.begin(), attributes.end(), [&](std::string_view a) {
    const std::string_view value = attribute(node, a);
    return !value.empty() && value != "0" && value != "false";
  });
}

/// Cut to a part, turned or mirrored: carried as it is it would show more than the page does, or something else.
bool is_altered(const pugi::xml_node& image) {
  if (local(image) == "imagedata") return has_any(image, {"cropleft", "cropright", "croptop", "cropbottom"});
  const pugi::xml_node fill = image.parent();
  return has_any(child(fill, "srcRect"), {"l", "t", "r", "b"}) || has_any(child(child(fill.parent(), "spPr"), "xfrm"), {"rot", "flipH", "flipV"});
}

}  // namespace

std::optional<Picture> Body::carried(const pugi::xml_node& image, const Relationship* shown, const Extent& extent) {
  if (!shared_.pictures.wanted() || !shown || shown->external || is_altered(image)) return std::nullopt;
  const auto bytes = shared_.archive.read(shown->target);
  auto out = bytes.ok() ? shared_.pictures.take(*bytes) : std::nullopt;
  if (!out) return out;
  if (local(image) == "imagedata") {
    const std::string_view style = attribute(image.parent(), "style");
    set_size(*out, points_of_style(style, "width"), points_of_style(style, "height"));
  } else if (!extent.grouped) {
    set_size(*out, extent.width, extent.height);
  }
  return out;
}

void Body::drawing(const pugi::xml_node& node, const Around& around, const Run& look, Paragraph& p) {
  const auto note = [&](const std::string& words, std::string_view what) {
    Block b;
    b.kind = BlockKind::Note;
    b.place = place();
    b.place.where += what;
    Run r;
    r.text = words;
    b.runs.push_back(std::move(r));
    p.after.push_back(std::move(b));
  };
  const bool shown_on_page = !around.deleted && !look.hidden;
  std::string described;  // and not shown yet
  const auto picture = [&](std::optional<Picture> carried) {
    Block b = picture_block(place(), std::exchange(described, {}), std::move(carried));
    for (Run& r : b.runs) {
      r.deleted = around.deleted;
      r.inserted = around.inserted;
      r.hidden = look.hidden;
    }
    p.after.push_back(std::move(b));
  };
  Extent extent;
  bool told = false, decorative = false;
  // Without recursion: a drawing may be nested as deep as the part allows.
  std::vector<pugi::xml_node> open{node};
  std::set<std::string> descriptions;
  while (!open.empty()) {
    const pugi::xml_node n = open.back();
    open.pop_back();
    const std::string_view name = local(n);
    if (name == "txbxContent") {
      const std::string where = where_;
      const int paragraphs = paragraphs_, tables = tables_;
      where_ = place().where + ", text box";
      paragraphs_ = tables_ = 0;
      std::vector<Field> fields;
      fields.swap(fields_);
      blocks(n, {}, p.after);
      fields.swap(fields_);
      where_ = where;
      paragraphs_ = paragraphs;
      tables_ = tables;
      continue;
    }
    if (name == "AlternateContent") {
      alternate(n, around, look, p);
      continue;
    }
    std::string description;
    if (name == "docPr" || name == "cNvPr") {
      description = squeezed(attribute(n, "descr"));
      if (description.empty()) description = squeezed(attribute(n, "title"));
    } else if (one_of(name, {"shape", "rect", "roundrect", "oval", "line", "group"})) {
      description = squeezed(attribute(n, "alt"));
    } else if (name == "textpath") {
      // WordArt: its words live in an attribute.
      if (const std::string words = squeezed(attribute(n, "string")); !words.empty() && descriptions.insert(words).second) note(words, ", lettering");
    } else if (name == "extent") {
      extent.width = whole_number(attribute(n, "cx"), 0) / kEmuPerPoint;
      extent.height = whole_number(attribute(n, "cy"), 0) / kEmuPerPoint;
    } else if (one_of(name, {"wgp", "wpc", "grpSp", "group"})) {
      extent.grouped = true;
    } else if (name == "decorative") {
      decorative = has_any(n, {"val"});
    }
    if (!description.empty() && descriptions.insert(description).second) described += (described.empty() ? "" : ". ") + description;
    if (one_of(name, {"blip", "imagedata", "OLEObject", "chart", "relIds", "contentPart", "movie"})) {
      std::string_view id = attribute(n, name == "blip" ? "embed" : name == "relIds" ? "dm" : "id");
      if (name == "blip" && id.empty()) id = attribute(n, "link");
      const Relationship* r = find_relationship(rels_, id);
      if (r && !r->external) shared_.seen_parts.insert(r->target);
      if (r && (name == "chart" || name == "relIds")) {
        auto part = shared_.archive.read(r->target);
        const std::string words = part.ok() ? drawing_words(*part) : std::string();
        if (!words.empty()) {
          note(words, name == "chart" ? ", chart" : ", diagram");
        } else {
          unread(name == "chart" ? "chart" : "diagram", "its data could not be read", true);
        }
      } else if (name == "OLEObject") {
        unread("embedded file", "files inside a document are not opened", true);
      } else if (name == "blip" || name == "imagedata") {
        auto image = shown_on_page ? carried(n, r, extent) : std::nullopt;
        const bool whole = image.has_value();
        if (decorative && described.empty()) {
          if (!image) image.emplace();
          image->decorative = true;
        }
        // A shape may show one picture several times; it is told of once.
        if (whole || !told) picture(std::move(image));
        if (!whole && !std::exchange(told, true)) shared_.out.unread.push_back(unread_picture(place()));
      } else if (!std::exchange(told, true)) {
        shared_.out.unread.push_back(unread_picture(place()));
      }
    }
    // Children in reverse, so that they are met in the order of the file.
    for (pugi::xml_node c = n.last_child(); c; c = c.previous_sibling())
      if (c.type() == pugi::node_element) open.push_back(c);
  }
  if (!described.empty()) picture(std::nullopt);  // a shape, a chart
}

}  // namespace heed::document::docx

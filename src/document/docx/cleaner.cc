#include "document/docx/cleaner.h"

#include <vector>

#include "document/encoding.h"

namespace heed::document::docx {
namespace {

using pugi::xml_attribute;
using pugi::xml_node;

bool is_off(const xml_node& toggle) {
  const std::string_view v = attribute_of(toggle, "val").value();
  return v == "0" || v == "false" || v == "off";
}

bool is_change_record(std::string_view n) {
  return one_of(n, {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange", "numberingChange", "tblPrExChange", "moveFromRangeStart",
                    "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
                    "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "cellIns", "cellMerge"});
}
bool is_dropped(std::string_view n) {
  return one_of(n, {"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "proofErr", "permStart", "permEnd", "rsids", "rsid", "docVars", "attachedTemplate",
                    "mailMerge", "smartTagPr", "customXmlPr", "dataBinding", "placeholder", "docId", "softHyphen", "lastRenderedPageBreak", "altChunk", "subDoc", "object", "control",
                    "saveThroughXslt", "schemaLibrary", "attachedSchema", "readModeInkLockDown", "writeProtection", "externalData", "embedRegular", "embedBold", "embedItalic",
                    "embedBoldItalic", "movie", "recipientData", "person", "contentPart", "latentStyles", "alias", "tag", "docPartObj", "fldData", "binData"});
}
bool is_reference(const xml_attribute& a) {
  const std::string_view full = a.name();
  return full.find(':') != std::string_view::npos && one_of(local(full), {"id", "embed", "link", "pict", "dm", "lo", "qs", "cs", "href"});
}

}  // namespace

void Cleaner::learn_styles(const xml_node& styles) {
  for (auto style : styles.children()) {
    const auto vanish = child(child(style, "rPr"), "vanish");
    if (vanish && !is_off(vanish)) hidden_styles_.insert(attribute_of(style, "styleId").value());
  }
}

bool Cleaner::is_hidden(const xml_node& run) const {
  const auto props = child(run, "rPr");
  const auto vanish = child(props, "vanish");
  if (vanish) return !is_off(vanish);
  const auto style = child(props, "rStyle");
  return style && hidden_styles_.contains(attribute_of(style, "val").value());
}

bool Cleaner::clean(xml_node node, const std::set<std::string>& gone, int depth) {
  if (depth > limits_.depth) return false;
  for (xml_node n = node.first_child(), next; n; n = next) {
    next = n.next_sibling();
    if (n.type() == pugi::node_cdata) {
      // CDATA is text like any other; written as plain text it can be changed.
      auto plain = node.insert_child_before(pugi::node_pcdata, n);
      plain.set_value(n.value());
      node.remove_child(n);
      continue;
    }
    if (n.type() != pugi::node_element) continue;
    const auto name = local(n);
    if (one_of(name, {"del", "moveFrom"})) {
      ++counts_["tracked deletions"];
      node.remove_child(n);
      continue;
    }
    if (one_of(name, {"delText", "delInstrText"}) || is_change_record(name)) {
      ++counts_["tracked changes"];
      node.remove_child(n);
      continue;
    }
    if (is_dropped(name) || (name == "font" && attribute_of(n, "script"))) {
      if (name == "object" || name == "control") ++counts_["embedded objects"];
      node.remove_child(n);
      continue;
    }
    if (name == "tr") {
      const auto props = child(n, "trPr");
      if (child(props, "del") || (child(child(props, "rPr"), "vanish"))) {
        ++counts_["tracked deletions"];
        node.remove_child(n);
        continue;
      }
    }
    if (name == "tc" && child(child(n, "tcPr"), "cellDel")) {
      ++counts_["tracked deletions"];
      node.remove_child(n);
      continue;
    }
    if (name == "r" && is_hidden(n)) {
      ++counts_["hidden text"];
      node.remove_child(n);
      continue;
    }
    if (one_of(name, {"ins", "moveTo", "smartTag", "customXml"})) {
      if (name == "ins" || name == "moveTo") ++counts_["tracked changes"];
      // Its children stand in its place.
      xml_node first;
      for (xml_node c = n.first_child(), after; c; c = after) {
        after = c.next_sibling();
        const auto moved = node.insert_move_before(c, n);
        if (!first) first = moved;
      }
      next = first ? first : n.next_sibling();
      node.remove_child(n);
      continue;
    }
    if (name == "noBreakHyphen") {
      const std::string prefix(std::string_view(n.name()).substr(0, std::string_view(n.name()).size() - name.size()));
      n.set_name((prefix + "t").c_str());
      n.append_child(pugi::node_pcdata).set_value("\xE2\x80\x91");
      continue;
    }
    if (name == "p") {
      const auto style = child(child(n, "pPr"), "pStyle");
      if (style && hidden_styles_.contains(attribute_of(style, "val").value())) {
        ++counts_["hidden text"];
        for (xml_node c = n.first_child(), after; c; c = after) {
          after = c.next_sibling();
          if (local(c) != "pPr") n.remove_child(c);
        }
      }
    }
    if (drop_reference(n, gone)) {
      node.remove_child(n);
      continue;
    }
    if (!clean(n, gone, depth + 1)) return false;
  }
  return true;
}

bool Cleaner::drop_reference(xml_node n, const std::set<std::string>& gone) {
  if (gone.empty()) return false;
  const auto name = local(n);
  const bool whole = one_of(name, {"drawing", "pict"});
  if (whole) {
    bool refers = false;
    visit(n, [&](const xml_node& inner) {
      if (one_of(local(inner), {"hlinkClick", "hlinkHover", "hlinkMouseOver", "hyperlink"})) return;
      for (auto a : inner.attributes())
        if (is_reference(a) && gone.contains(a.value())) refers = true;
    });
    if (refers) ++counts_["pictures and objects that could not be kept"];
    return refers;
  }
  for (auto a : n.attributes()) {
    if (!is_reference(a) || !gone.contains(a.value())) continue;
    if (name != "hyperlink") return true;
    n.remove_attribute(a);
    return false;
  }
  return false;
}

}  // namespace heed::document::docx

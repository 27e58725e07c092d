#include "document/docx/rewrite.h"

#include <pugixml.hpp>

#include <sstream>

#include "document/docx/picture.h"
#include "document/zip.h"
#include "text/words.h"

namespace heed::document::docx {

namespace {

using pugi::xml_attribute;
using pugi::xml_node;
using text::Joined;

bool one_of(std::string_view w, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), w) != list.end(); }

// Programs choose their own prefixes for the namespaces; the local names do not collide where it matters here.
std::string_view local(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}
std::string_view local(const xml_node& n) { return local(std::string_view(n.name())); }
xml_attribute attribute(const xml_node& n, std::string_view name) {
  for (auto a : n.attributes())
    if (local(std::string_view(a.name())) == name) return a;
  return {};
}
xml_node child(const xml_node& n, std::string_view name) {
  for (auto c : n.children())
    if (local(c) == name) return c;
  return {};
}

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

Error unfinished(std::string what) {
  return {Code::Unfinished, std::move(what), "Save the document again from a word processor as a plain DOCX, and try once more.", {}};
}

enum class Fate {
  Words,    ///< text that people read: rewritten
  Plain,    ///< styles, settings: attributes and names rewritten
  Picture,  ///< kept without its metadata
  Drop,     ///< taken out, with what refers to it
  Macro,    ///< refused
  Unknown,
};

Fate fate_of(std::string_view type, std::string_view name) {
  const std::string t = lower(type), n = lower(name);
  auto has = [&](std::string_view s) { return t.find(s) != std::string::npos; };
  if (has("macroenabled") || has("vbaproject") || has("vbadata") || n.find("vbaproject") != std::string::npos) return Fate::Macro;
  if (n.starts_with("docprops/") || n.starts_with("customxml/") || n.starts_with("_xmlsignatures/") || n.starts_with("word/embeddings/") || n.starts_with("word/activex/") ||
      n.starts_with("word/glossary/") || n.starts_with("word/fonts/") || n.starts_with("word/printersettings") || n.starts_with("word/webextensions/") ||
      n.starts_with("[trash]/") || n.starts_with("docmetadata/") || n.starts_with("customui/"))
    return Fate::Drop;
  if (has("wordprocessingml.comments") || has("commentsextended") || has("commentsids") || has("commentsextensible") || has("people+xml") || has("glossary") || has("core-properties") ||
      has("extended-properties") || has("custom-properties") || has("customxmlproperties") || has("websettings") || has("oleobject") || has("spreadsheetml") || has("presentationml") ||
      has("activex") || has("keymapcustomizations") || has("obfuscatedfont") || has("x-font") || has("printersettings") || has("attachedtoolbars") || has("digital-signature") ||
      has("documenttasks") || has("recipientdata") || has("subdoc") || has("sensitivity") || has("aspnet") || has("package.xmlsignature"))
    return Fate::Drop;
  if (has("document.main+xml") || has("template.main+xml") || has("wordprocessingml.header+xml") || has("wordprocessingml.footer+xml") || has("footnotes+xml") || has("endnotes+xml") ||
      has("drawingml.chart+xml") || has("chartex+xml") || has("diagramdata+xml") || has("diagramdrawing+xml") || has("drawingml.chartshapes+xml"))
    return Fate::Words;
  if (has("styles+xml") || has("styleswitheffects+xml") || has("numbering+xml") || has("settings+xml") || has("fonttable+xml") || has("theme+xml") || has("themeoverride+xml") ||
      has("diagramlayout+xml") || has("diagramstyle+xml") || has("diagramcolors+xml") || has("chartstyle+xml") || has("chartcolorstyle+xml") || has("bibliography"))
    return Fate::Plain;
  if (has("image/png") || has("image/jpeg") || has("image/jpg")) return Fate::Picture;
  if (t.starts_with("image/") || t.starts_with("audio/") || t.starts_with("video/") || n.starts_with("word/media/")) return Fate::Drop;
  return Fate::Unknown;
}

std::string folder_of(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(name.substr(0, slash + 1));
}

/// Where a relationship of `source` leads, as a part name.
std::string resolve(std::string_view source, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string(target.substr(1)) : folder_of(source) + std::string(target);
  std::vector<std::string> steps;
  std::stringstream stream(path);
  for (std::string step; std::getline(stream, step, '/');) {
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (step != "." && !step.empty()) {
      steps.push_back(step);
    }
  }
  std::string out;
  for (const auto& s : steps) out += (out.empty() ? "" : "/") + s;
  return out;
}

std::string rels_of(std::string_view part) {
  return folder_of(part) + "_rels/" + std::string(part.substr(folder_of(part).size())) + ".rels";
}

struct StringWriter final : pugi::xml_writer {
  std::string out;
  void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
};

std::string print(const pugi::xml_document& doc) {
  StringWriter writer;
  writer.out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  doc.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::move(writer.out);
}

/// Whether the bytes hold nothing beside elements and text: no comments, instructions or sections, and UTF-8.
bool tells_all(std::string_view xml) {
  if (xml.starts_with("\xEF\xBB\xBF")) xml.remove_prefix(3);
  const auto instruction = xml.find("<?", xml.starts_with("<?xml ") ? 2 : 0);
  return xml.starts_with('<') && xml.find("<!") == std::string_view::npos && instruction == std::string_view::npos && text::is_utf8(xml) &&
         (!xml.starts_with("<?xml ") || lower(xml.substr(0, xml.find("?>"))).find("utf-8") != std::string::npos || xml.substr(0, xml.find("?>")).find("encoding") == std::string_view::npos);
}

bool is_off(const xml_node& toggle) {
  const std::string_view v = attribute(toggle, "val").value();
  return v == "0" || v == "false" || v == "off";
}

class Rewriter {
 public:
  Rewriter(const Editor& editor, const Limits& limits) : editor_(editor), limits_(limits) {}

  Result<Rewritten> run(std::string_view bytes) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0"))
      return Error{Code::Unsupported, "This document is protected by a password, or is of an older kind than DOCX.", "Ask the sender for a DOCX without a password.", {}};
    HEED_ASSIGN(auto parts, unpack(bytes, limits_));
    HEED_TRY(read_types(parts));
    bool has_body = false;
    for (const auto& part : parts) {
      if (part.name == "[Content_Types].xml" || part.name.ends_with(".rels")) continue;
      const auto type = type_of(part.name);
      const auto fate = part.name == "mimetype" ? Fate::Unknown : fate_of(type, part.name);
      if (fate == Fate::Macro)
        return Error{Code::Unsupported, "This document holds macros, so it was not anonymised.", "Save it as a DOCX without macros.", {}};
      if (lower(part.name).find("afchunk") != std::string::npos || one_of(lower(type), {"text/html", "text/plain", "application/rtf", "message/rfc822", "application/xhtml+xml"}))
        return Error{Code::Unfinished, "This document holds another document within its text that Word has not brought in yet, so it was not anonymised.",
                     "Open it in Word and save it again, which makes the words its own; then try once more.", {}};
      if (fate == Fate::Unknown)
        return unfinished("This document holds a part of a kind that Heed does not know, so it was not anonymised.");
      if (lower(type).find("main+xml") != std::string::npos) has_body = true;
      fates_[part.name] = fate;
      if (fate == Fate::Drop) count(part_words(part.name, type));
    }
    if (!has_body) return Error{Code::Unsupported, "This file is not a Word document.", "Give a DOCX file.", {}};
    name_parts(parts);
    for (auto& part : parts)
      if (part.name.ends_with(".rels")) HEED_TRY(read_rels(part));
    find_hidden_styles(parts);

    std::vector<ZipPart> out;
    for (auto& part : parts) {
      if (part.name == "[Content_Types].xml") {
        out.push_back({part.name, write_types()});
        continue;
      }
      if (part.name.ends_with(".rels")) {
        const auto it = rels_.find(part.name);
        if (it != rels_.end() && !it->second.empty()) out.push_back({it->second, std::move(part.bytes)});
        continue;
      }
      switch (fates_[part.name]) {
        case Fate::Drop:
        case Fate::Macro:
        case Fate::Unknown: break;
        case Fate::Picture: {
          HEED_ASSIGN(auto picture, without_metadata(part.bytes));
          count("pictures kept (look at each: words in a picture cannot be read here)");
          out.push_back({names_[part.name], std::move(picture)});
          break;
        }
        case Fate::Words:
        case Fate::Plain: {
          HEED_ASSIGN(auto xml, rewrite_xml(part));
          out.push_back({names_[part.name], std::move(xml)});
          break;
        }
      }
    }
    Rewritten done;
    done.bytes = pack(out);
    for (auto& [what, n] : counts_) done.cleaned.emplace_back(what, n);
    return done;
  }

 private:
  void count(const std::string& what, int n = 1) { counts_[what] += n; }

  static std::string part_words(std::string_view name, std::string_view type) {
    const auto n = lower(name), t = lower(type);
    if (n.find("comments") != std::string::npos || t.find("comments") != std::string::npos) return "comments";
    if (n.starts_with("docprops/thumbnail")) return "thumbnail";
    if (n.starts_with("docprops/")) return "document properties";
    if (n.starts_with("customxml/")) return "custom XML";
    if (n.find("people") != std::string::npos) return "list of authors";
    if (n.find("embeddings") != std::string::npos) return "embedded files";
    if (n.find("media") != std::string::npos) return "pictures of a kind that can hold words";
    return "other parts";
  }

  Result<void> read_types(const std::vector<ZipPart>& parts) {
    for (const auto& part : parts) {
      if (part.name != "[Content_Types].xml") continue;
      pugi::xml_document doc;
      if (!doc.load_buffer(part.bytes.data(), part.bytes.size())) return unfinished("The list of parts in this document cannot be read.");
      for (auto n : doc.document_element().children()) {
        if (local(n) == "Default") defaults_[lower(attribute(n, "Extension").value())] = attribute(n, "ContentType").value();
        if (local(n) == "Override") overrides_[resolve("", attribute(n, "PartName").value())] = attribute(n, "ContentType").value();
      }
      return {};
    }
    return Error{Code::Unsupported, "This file is not a Word document.", "Give a DOCX file.", {}};
  }

  std::string type_of(const std::string& name) const {
    if (const auto it = overrides_.find(name); it != overrides_.end()) return it->second;
    const auto dot = name.rfind('.');
    if (dot == std::string::npos) return {};
    const auto it = defaults_.find(lower(name.substr(dot + 1)));
    return it == defaults_.end() ? std::string() : it->second;
  }

  bool changes(std::string_view value, const std::string& part) { return !editor_(value, part).empty(); }

  // A part whose own name gives something away gets a plain one.
  void name_parts(const std::vector<ZipPart>& parts) {
    int n = 0;
    std::set<std::string> taken;
    for (const auto& part : parts) taken.insert(part.name);
    for (const auto& part : parts) {
      std::string name = part.name;
      if (fates_.contains(name) && fates_[name] != Fate::Drop && changes(name, "names of parts")) {
        const auto dot = name.rfind('.');
        do name = fmt::format("word/part{}{}", ++n, dot == std::string::npos ? "" : name.substr(dot));
        while (taken.contains(name));
        count("names of parts");
      }
      names_[part.name] = name;
    }
  }

  Result<void> read_rels(ZipPart& part) {
    // "word/_rels/document.xml.rels" belongs to "word/document.xml".
    const auto folder = folder_of(part.name);
    if (!folder.ends_with("_rels/")) return unfinished("This document holds relations that belong to nothing.");
    const std::string source = folder.substr(0, folder.size() - 6) + part.name.substr(folder.size(), part.name.size() - folder.size() - 5);
    if (!source.ends_with('/') && !source.empty()) {
      const auto it = fates_.find(source);
      if (it == fates_.end() || it->second == Fate::Drop) {
        rels_[part.name] = "";
        return {};
      }
    }
    const bool package = source.empty() || source.ends_with('/');
    pugi::xml_document doc;
    if (!doc.load_buffer(part.bytes.data(), part.bytes.size())) return unfinished("The relations of a part of this document cannot be read.");
    auto root = doc.document_element();
    std::vector<xml_node> gone;
    for (auto n : root.children()) {
      const std::string id = attribute(n, "Id").value(), target = attribute(n, "Target").value();
      const bool external = lower(attribute(n, "TargetMode").value()) == "external";
      if (external) {
        const std::string type = lower(attribute(n, "Type").value());
        const bool plain_link = type.ends_with("/hyperlink") && (lower(target).starts_with("http:") || lower(target).starts_with("https:"));
        if (!plain_link || changes(target, part.name) || changes(percent_decoded(target), part.name)) {
          gone.push_back(n);
          removed_[source].insert(id);
          count("links to outside");
        }
        continue;
      }
      if (target.starts_with('#')) continue;
      const auto to = resolve(source, percent_decoded(target));
      const auto it = fates_.find(to);
      if (it == fates_.end() || it->second == Fate::Drop) {
        gone.push_back(n);
        removed_[source].insert(id);
        continue;
      }
      if (names_[to] != to || (!package && names_[source] != source)) attribute(n, "Target").set_value(("/" + names_[to]).c_str());
    }
    for (auto n : gone) root.remove_child(n);
    part.bytes = print(doc);
    rels_[part.name] = package ? part.name : rels_of(names_[source]);
    return {};
  }

  static std::string percent_decoded(std::string_view s) {
    std::string out;
    auto nibble = [](char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1; };
    for (std::size_t i = 0; i < s.size(); ++i) {
      if (s[i] == '%' && i + 2 < s.size() && nibble(s[i + 1]) >= 0 && nibble(s[i + 2]) >= 0) {
        out += static_cast<char>(nibble(s[i + 1]) * 16 + nibble(s[i + 2]));
        i += 2;
      } else {
        out += s[i];
      }
    }
    return out;
  }

  std::string write_types() {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">";
    std::set<std::string> endings{"rels", "xml"};
    for (const auto& [name, fate] : fates_)
      if (fate != Fate::Drop && !overrides_.contains(name))
        if (const auto dot = name.rfind('.'); dot != std::string::npos) endings.insert(lower(name.substr(dot + 1)));
    for (const auto& [ending, type] : defaults_)
      if (endings.contains(ending)) out += "<Default Extension=\"" + ending + "\" ContentType=\"" + type + "\"/>";
    for (const auto& [name, type] : overrides_) {
      const auto it = fates_.find(name);
      if (it != fates_.end() && it->second != Fate::Drop) out += "<Override PartName=\"/" + names_[name] + "\" ContentType=\"" + type + "\"/>";
    }
    return out + "</Types>";
  }

  void find_hidden_styles(const std::vector<ZipPart>& parts) {
    for (const auto& part : parts) {
      if (lower(type_of(part.name)).find("styles+xml") == std::string::npos) continue;
      pugi::xml_document doc;
      if (!doc.load_buffer(part.bytes.data(), part.bytes.size())) continue;  // refused when it is rewritten
      for (auto style : doc.document_element().children()) {
        const auto vanish = child(child(style, "rPr"), "vanish");
        if (vanish && !is_off(vanish)) hidden_styles_.insert(attribute(style, "styleId").value());
      }
    }
  }

  // --- one part -------------------------------------------------------------------------------------------------------

  Result<std::string> rewrite_xml(const ZipPart& part) {
    pugi::xml_document doc;
    const auto parsed = doc.load_buffer(part.bytes.data(), part.bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype);
    if (!parsed || !doc.document_element()) return unfinished("A part of this document cannot be read, so it was not anonymised.");
    for (auto n : doc.children())
      if (n.type() == pugi::node_doctype) return unfinished("A part of this document declares entities of its own, so it was not anonymised.");
    const auto root = doc.document_element();
    const std::string before = print(doc);
    if (!clean(root, part.name, 0)) return unfinished("A part of this document is nested too deeply, so it was not anonymised.");

    flows_.assign(1, {});
    collect(root, 0);
    write_pieces(part.name, false);
    write_pieces(part.name + " (fields)", true);
    write_attributes(root, part.name);
    std::string after = print(doc);
    // A part in which nothing was to be changed stays as it is, byte for byte, unless it holds what a tree does not show.
    return after == before && tells_all(part.bytes) ? part.bytes : std::move(after);
  }

  static bool is_change_record(std::string_view n) {
    return one_of(n, {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange", "numberingChange", "tblPrExChange", "moveFromRangeStart",
                      "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
                      "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "cellIns", "cellMerge"});
  }
  static bool is_dropped(std::string_view n) {
    return one_of(n, {"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "proofErr", "permStart", "permEnd", "rsids", "rsid", "docVars", "attachedTemplate",
                      "mailMerge", "smartTagPr", "customXmlPr", "dataBinding", "placeholder", "docId", "softHyphen", "lastRenderedPageBreak", "altChunk", "subDoc", "object", "control",
                      "saveThroughXslt", "schemaLibrary", "attachedSchema", "readModeInkLockDown", "writeProtection", "externalData", "embedRegular", "embedBold", "embedItalic",
                      "embedBoldItalic", "movie", "recipientData", "person", "contentPart", "latentStyles", "alias", "tag", "docPartObj", "fldData", "binData"});
  }

  bool is_hidden(const xml_node& run) const {
    const auto props = child(run, "rPr");
    const auto vanish = child(props, "vanish");
    if (vanish) return !is_off(vanish);
    const auto style = child(props, "rStyle");
    return style && hidden_styles_.contains(attribute(style, "val").value());
  }

  /// False when nested beyond the limit.
  bool clean(xml_node node, const std::string& part, int depth) {
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
        count("tracked deletions");
        node.remove_child(n);
        continue;
      }
      if (one_of(name, {"delText", "delInstrText"}) || is_change_record(name)) {
        count("tracked changes");
        node.remove_child(n);
        continue;
      }
      if (is_dropped(name) || (name == "font" && attribute(n, "script"))) {
        if (name == "object" || name == "control") count("embedded objects");
        node.remove_child(n);
        continue;
      }
      if (name == "tr") {
        const auto props = child(n, "trPr");
        if (child(props, "del") || (child(child(props, "rPr"), "vanish"))) {
          count("tracked deletions");
          node.remove_child(n);
          continue;
        }
      }
      if (name == "tc" && child(child(n, "tcPr"), "cellDel")) {
        count("tracked deletions");
        node.remove_child(n);
        continue;
      }
      if (name == "r" && is_hidden(n)) {
        count("hidden text");
        node.remove_child(n);
        continue;
      }
      if (one_of(name, {"ins", "moveTo", "smartTag", "customXml"})) {
        if (name == "ins" || name == "moveTo") count("tracked changes");
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
        if (style && hidden_styles_.contains(attribute(style, "val").value())) {
          count("hidden text");
          for (xml_node c = n.first_child(), after; c; c = after) {
            after = c.next_sibling();
            if (local(c) != "pPr") n.remove_child(c);
          }
        }
      }
      if (drop_reference(n, part)) {
        node.remove_child(n);
        continue;
      }
      if (!clean(n, part, depth + 1)) return false;
    }
    return true;
  }

  /// What led to a part that is gone: true when the element itself must go too.
  bool drop_reference(xml_node n, const std::string& part) {
    const auto it = removed_.find(part);
    if (it == removed_.end()) return false;
    const auto name = local(n);
    const bool whole = one_of(name, {"drawing", "pict"});
    if (whole) {
      bool refers = false;
      visit(n, [&](const xml_node& inner) {
        if (one_of(local(inner), {"hlinkClick", "hlinkHover", "hlinkMouseOver", "hyperlink"})) return;
        for (auto a : inner.attributes())
          if (is_reference(a) && it->second.contains(a.value())) refers = true;
      });
      if (refers) count("pictures and objects that could not be kept");
      return refers;
    }
    for (auto a : n.attributes()) {
      if (!is_reference(a) || !it->second.contains(a.value())) continue;
      if (name != "hyperlink") return true;
      n.remove_attribute(a);
      return false;
    }
    return false;
  }
  static bool is_reference(const xml_attribute& a) {
    const std::string_view full = a.name();
    return full.find(':') != std::string_view::npos && one_of(local(full), {"id", "embed", "link", "pict", "dm", "lo", "qs", "cs", "href"});
  }
  template <class F>
  static void visit(const xml_node& n, F&& f) {
    f(n);
    for (auto c : n.children())
      if (c.type() == pugi::node_element) visit(c, f);
  }

  // --- the words ------------------------------------------------------------------------------------------------------

  struct Piece {
    xml_node text;         // pcdata; empty: a break
    const char* by = "";   // for a break
    bool field = false;    // an instruction of a field
    bool link = false;     // no break to a reader, but the edge of a link or a control: words that meet there may be two
  };
  using Flow = std::vector<Piece>;

  void collect(const xml_node& node, std::size_t flow) {
    for (auto n : node.children()) {
      if (n.type() == pugi::node_pcdata) {
        const auto owner = local(node);
        const bool field = owner == "instrText";
        if (one_of(owner, {"t", "instrText"})) {
          flows_[flow].push_back({n, "", field});
        } else if (std::string_view(n.value()).find_first_not_of(" \t\r\n") != std::string_view::npos) {
          flows_[flow].push_back({{}, "\n"});
          flows_[flow].push_back({n, ""});
          flows_[flow].push_back({{}, "\n"});
        }
        continue;
      }
      if (n.type() != pugi::node_element) continue;
      const auto name = local(n);
      if (one_of(name, {"txbxContent", "txbx", "Choice", "Fallback", "rt"})) {
        // A box stands within a line of the page and is no part of its sentence.
        flows_.push_back({});
        collect(n, flows_.size() - 1);
        continue;
      }
      const bool edge = one_of(name, {"hyperlink", "sdt", "fldSimple"});
      if (edge) flows_[flow].push_back({{}, " ", false, true});
      const bool block = one_of(name, {"p", "tbl", "tr", "tc", "br", "cr", "footnote", "endnote", "pt", "ser", "sectPr", "title"});
      if (block) flows_[flow].push_back({{}, "\n"});
      else if (one_of(name, {"tab", "ptab"})) flows_[flow].push_back({{}, "\t"});
      else if (one_of(name, {"sym", "fldChar"}) && name == "sym") flows_[flow].push_back({{}, " "});
      collect(n, flow);
      if (edge) flows_[flow].push_back({{}, " ", false, true});
      if (block) flows_[flow].push_back({{}, "\n"});
    }
  }

  // Where the edge of a link meets letters on both sides, read with the two kept apart first; then as it stands, so that a
  // name split over a link is found.
  void write_pieces(const std::string& part, bool fields) {
    write_reading(part, fields, true);
    write_reading(part, fields, false);
    for (auto& flow : flows_)
      for (auto& piece : flow)
        if (piece.text && piece.field == fields && *piece.text.value() == 0) {
          piece.text.parent().remove_child(piece.text);
          piece.text = {};
        }
  }

  void write_reading(const std::string& part, bool fields, bool apart) {
    Joined joined;
    std::vector<xml_node> nodes;
    bool glued = false, at_edge = false;
    char last = ' ';
    auto letter = [](char c) { return (c & 0x80) || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); };
    for (const auto& flow : flows_) {
      joined.separate();
      last = ' ';
      for (const auto& piece : flow) {
        if (piece.link) {
          at_edge = true;
          if (apart) joined.separate(piece.by);
        } else if (!piece.text) {
          joined.separate(piece.by);
          last = ' ';
        } else if (piece.field == fields) {
          const std::string_view words = piece.text.value();
          joined.add(words);
          nodes.push_back(piece.text);
          if (words.empty()) continue;
          glued = glued || (at_edge && letter(last) && letter(words.front()));
          at_edge = false;
          last = words.back();
        }
      }
    }
    if (nodes.empty() || (apart && !glued)) return;
    const auto now = joined.apply(editor_(joined.text(), part));
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (now[i] == joined.piece(i)) continue;
      auto owner = nodes[i].parent();
      nodes[i].set_value(now[i].c_str());
      const bool edge = !now[i].empty() && (now[i].front() == ' ' || now[i].back() == ' ');
      if (edge && one_of(local(owner), {"t", "instrText"}) && !owner.attribute("xml:space")) owner.append_attribute("xml:space") = "preserve";
    }
  }

  // --- attributes -----------------------------------------------------------------------------------------------------

  static bool is_personal_attribute(std::string_view n) {
    return n.starts_with("rsid") || one_of(n, {"author", "initials", "userId", "providerId", "displacedByCustomXml", "ed", "edGrp", "dateUtc", "fullDate", "gfxdata"});
  }

  static bool is_standard(std::string_view uri) {
    return uri.starts_with("http://schemas.openxmlformats.org/") || uri.starts_with("http://schemas.microsoft.com/office/") || uri.starts_with("urn:schemas-microsoft-com:") ||
           uri.starts_with("http://purl.oclc.org/ooxml/") || uri.starts_with("http://www.w3.org/");
  }

  void write_attributes(const xml_node& root, const std::string& part) {
    Joined joined;
    std::vector<xml_attribute> all;
    std::vector<std::pair<xml_node, xml_attribute>> personal;
    visit(root, [&](const xml_node& n) {
      for (auto a : n.attributes()) {
        const std::string_view full = a.name();
        const auto name = local(full);
        if (full.starts_with("xmlns")) {
          // The standard ones hold no name; one that somebody made up may.
          if (a.value() != std::string_view() && !is_standard(a.value()) && changes(text::parted(a.value()), part + " (attributes)")) {
            a.set_value(fmt::format("urn:removed:{}", ++removed_namespaces_).c_str());
            count("attributes (alternative text, bookmarks, names)");
          }
          continue;
        }
        if (is_personal_attribute(name)) {
          personal.emplace_back(n, a);
          continue;
        }
        const std::string_view value = a.value();
        int letters = 0;
        for (const char c : value) letters += (c | 0x20) >= 'a' || (c & 0x80) || (c >= '0' && c <= '9');
        if (letters < 2) continue;
        // A word of no language between them, so that two attributes never read as one name.
        joined.separate("\nzqxjkzq\n");
        joined.add(value);
        all.push_back(a);
      }
    });
    for (auto& [n, a] : personal) n.remove_attribute(a);
    if (!personal.empty()) count("authors, dates and editing marks", static_cast<int>(personal.size()));
    if (all.empty()) return;
    rename_glued(all, part);
    for (auto& a : all) {
      const std::string_view value = a.value();
      if (value.find('%') == std::string_view::npos) continue;
      const auto decoded = percent_decoded(value);
      if (decoded == value || !changes(decoded, part + " (attributes)")) continue;
      a.set_value("");
      count("attributes (alternative text, bookmarks, names)");
    }
    const auto now = joined.apply(editor_(joined.text(), part + " (attributes)"));
    for (std::size_t i = 0; i < all.size(); ++i)
      if (now[i] != joined.piece(i) && joined.piece(i) == all[i].value()) {
        all[i].set_value(now[i].c_str());
        count("attributes (alternative text, bookmarks, names)");
      }
  }

  // "KhanHeading1": words that a program glued together, as it does for the ids of styles. The whole id gets a plain one, the
  // same wherever it stands.
  void rename_glued(std::vector<xml_attribute>& all, const std::string& part) {
    Joined parted;
    std::vector<xml_attribute> glued;
    for (auto a : all) {
      const std::string_view value = a.value();
      auto words = text::parted(value);
      if (words == value || value.size() > 200) continue;
      parted.separate("\nzqxjkzq\n");
      parted.add(words);
      glued.push_back(a);
    }
    if (glued.empty()) return;
    auto edits = editor_(parted.text(), part + " (attributes)");
    // Shorter ones stand in ids of random letters and digits by chance.
    std::erase_if(edits, [](const Edit& e) { return e.end - e.begin < 5; });
    const auto now = parted.apply(edits);
    for (std::size_t i = 0; i < glued.size(); ++i) {
      if (now[i] == parted.piece(i)) continue;
      const std::string value = glued[i].value();
      auto& plain = plain_ids_[value];
      if (plain.empty()) plain = fmt::format("name{}", plain_ids_.size());
      glued[i].set_value(plain.c_str());
      count("attributes (alternative text, bookmarks, names)");
    }
  }

  const Editor& editor_;
  const Limits& limits_;
  std::map<std::string, std::string> plain_ids_;
  std::map<std::string, std::string> defaults_, overrides_, names_, rels_;
  std::map<std::string, Fate> fates_;
  std::map<std::string, std::set<std::string>> removed_;  // by source part: ids of relations that are gone
  std::set<std::string> hidden_styles_;
  std::vector<Flow> flows_;
  std::map<std::string, int> counts_;
  int removed_namespaces_ = 0;
};

}  // namespace

Result<Rewritten> rewrite(std::string_view bytes, const Editor& editor, const Limits& limits) { return Rewriter(editor, limits).run(bytes); }

}  // namespace heed::document::docx

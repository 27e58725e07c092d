#include "document/docx/rewrite.h"

#include <deque>

#include "document/docx/cleaner.h"
#include "document/docx/package_parts.h"
#include "document/docx/part_attributes.h"
#include "document/docx/part_words.h"
#include "document/encoding.h"
#include "document/picture.h"
#include "document/zip.h"

namespace heed::document::docx {
namespace {

using pugi::xml_node;

Error unfinished(std::string what) {
  return {Code::Unfinished, std::move(what), "Save the document again from a word processor as a plain DOCX, and try once more.", {}};
}

constexpr const char* kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A second element beside the root is against XML, and what stands in it would pass unseen.
bool has_one_root(const pugi::xml_document& doc) {
  int roots = 0;
  for (auto n : doc.children()) roots += n.type() == pugi::node_element;
  return roots == 1;
}

struct StringWriter final : pugi::xml_writer {
  std::string out;
  void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
};

std::string print(const pugi::xml_document& doc) {
  StringWriter writer;
  writer.out = kDeclaration;
  doc.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::move(writer.out);
}

/// Whether the bytes hold nothing beside elements and text: no comments, instructions or sections, and UTF-8.
bool tells_all(std::string_view xml) {
  if (xml.starts_with("\xEF\xBB\xBF")) xml.remove_prefix(3);
  const auto instruction = xml.find("<?", xml.starts_with("<?xml ") ? 2 : 0);
  return xml.starts_with('<') && xml.find("<!") == std::string_view::npos && instruction == std::string_view::npos && is_utf8(xml) &&
         (!xml.starts_with("<?xml ") || lower_ascii(xml.substr(0, xml.find("?>"))).find("utf-8") != std::string::npos || xml.substr(0, xml.find("?>")).find("encoding") == std::string_view::npos);
}

class Rewriter {
 public:
  Rewriter(const Editor& editor, const Limits& limits) : editor_(editor), limits_(limits), cleaner_(limits, counts_), attributes_(editor, counts_) {}

  Result<Rewritten> run(std::string_view bytes) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0"))
      return Error{Code::Unsupported, "This document is protected by a password, or is of an older kind than DOCX.", "Ask the sender for a DOCX without a password.", {}};
    HEED_ASSIGN(auto parts, unpack(bytes, limits_));
    HEED_TRY(read_types(parts));
    HEED_TRY(read_targets(parts));
    HEED_TRY(decide(parts));
    drop_what_nothing_refers_to();
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
        case Fate::Another:
        case Fate::Unknown: break;  // not reached: decide() refused them
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

  Result<void> read_types(const std::vector<ZipPart>& parts) {
    for (const auto& part : parts) {
      if (part.name != "[Content_Types].xml") continue;
      pugi::xml_document doc;
      if (!doc.load_buffer(part.bytes.data(), part.bytes.size())) return unfinished("The list of parts in this document cannot be read.");
      for (auto n : doc.document_element().children()) {
        if (local(n) == "Default") defaults_[lower_ascii(attribute_of(n, "Extension").value())] = attribute_of(n, "ContentType").value();
        if (local(n) == "Override") overrides_[resolved_name("", attribute_of(n, "PartName").value())] = attribute_of(n, "ContentType").value();
      }
      return {};
    }
    return Error{Code::Unsupported, "This file is not a Word document.", "Give a DOCX file.", {}};
  }

  std::string type_of(const std::string& name) const {
    if (const auto it = overrides_.find(name); it != overrides_.end()) return it->second;
    const auto dot = name.rfind('.');
    if (dot == std::string::npos) return {};
    const auto it = defaults_.find(lower_ascii(name.substr(dot + 1)));
    return it == defaults_.end() ? std::string() : it->second;
  }

  /// "word/document.xml" for "word/_rels/document.xml.rels"; "" for the package. Nothing for a name of another shape.
  static std::optional<std::string> source_of(const std::string& rels) {
    const auto folder = folder_of(rels);
    if (!folder.ends_with("_rels/")) return std::nullopt;
    const std::string source = folder.substr(0, folder.size() - 6) + rels.substr(folder.size(), rels.size() - folder.size() - 5);
    return source.ends_with('/') ? std::string() : source;
  }

  /// Who refers to whom inside the file, and as what.
  Result<void> read_targets(const std::vector<ZipPart>& parts) {
    for (const auto& part : parts) {
      if (!part.name.ends_with(".rels")) continue;
      const auto source = source_of(part.name);
      pugi::xml_document doc;
      if (!source || !doc.load_buffer(part.bytes.data(), part.bytes.size())) return unfinished("The relations of a part of this document cannot be read.");
      for (auto n : doc.document_element().children())
        if (lower_ascii(attribute_of(n, "TargetMode").value()) != "external")
          targets_[*source].push_back({resolved_name(*source, percent_decoded(attribute_of(n, "Target").value())), attribute_of(n, "Type").value()});
    }
    return {};
  }

  /// What becomes of each part. Fails closed: one of a kind that is not known ends it.
  Result<void> decide(const std::vector<ZipPart>& parts) {
    std::map<std::string, std::string> dropped_as;
    for (const auto& [source, targets] : targets_)
      for (const Target& target : targets)
        if (drops(target.type)) dropped_as.emplace(target.part, target.type);
    bool has_body = false;
    for (const auto& part : parts) {
      if (part.name == "[Content_Types].xml" || part.name.ends_with(".rels")) continue;
      const auto type = type_of(part.name);
      auto fate = part.name == "mimetype" ? Fate::Unknown : fate_of(type, part.name);
      const auto as = dropped_as.find(part.name);
      if (as != dropped_as.end() && fate != Fate::Macro && fate != Fate::Another) fate = Fate::Drop;
      if (fate == Fate::Macro) return Error{Code::Unsupported, "This document holds macros, so it was not anonymised.", "Save it as a DOCX without macros.", {}};
      if (fate == Fate::Another)
        return Error{Code::Unfinished, "This document holds another document within its text that Word has not brought in yet, so it was not anonymised.",
                     "Open it in Word and save it again, which makes the words its own; then try once more.", {}};
      if (fate == Fate::Unknown || (fate != Fate::Drop && changes(type, "kinds of parts")))
        return unfinished("This document holds a part of a kind that Heed does not know, so it was not anonymised.");
      if (fate == Fate::Words && lower_ascii(type).find("main+xml") != std::string::npos) bodies_.push_back(part.name);
      has_body = !bodies_.empty();
      fates_[part.name] = fate;
      if (fate == Fate::Drop) count(what_is(type, part.name, as == dropped_as.end() ? "" : as->second));
    }
    if (!has_body) return Error{Code::Unsupported, "This file is not a Word document.", "Give a DOCX file.", {}};
    return {};
  }

  /// What no page can show, for nothing that stays refers to it: what a dropped part brought along, and what was hidden so.
  void drop_what_nothing_refers_to() {
    std::set<std::string> reached(bodies_.begin(), bodies_.end());
    std::deque<std::string> open(bodies_.begin(), bodies_.end());
    open.push_back("");
    while (!open.empty()) {
      const std::string source = std::move(open.front());
      open.pop_front();
      for (const Target& target : targets_[source]) {
        const auto it = fates_.find(target.part);
        if (it != fates_.end() && it->second != Fate::Drop && reached.insert(target.part).second) open.push_back(target.part);
      }
    }
    for (auto& [name, fate] : fates_) {
      if (fate == Fate::Drop || reached.contains(name)) continue;
      fate = Fate::Drop;
      count("parts that nothing refers to");
    }
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
    const std::string source = source_of(part.name).value();  // read_targets saw that there is one
    const bool package = source.empty();
    if (!package) {
      const auto it = fates_.find(source);
      if (it == fates_.end() || it->second == Fate::Drop) {
        rels_[part.name] = "";
        return {};
      }
    }
    pugi::xml_document doc;
    if (!doc.load_buffer(part.bytes.data(), part.bytes.size()) || !has_one_root(doc)) return unfinished("The relations of a part of this document cannot be read.");
    // Written anew, so that nothing is kept but what a relationship is made of.
    std::string kept;
    for (auto n : doc.document_element().children()) {
      if (local(n) != "Relationship") continue;
      const std::string id = attribute_of(n, "Id").value(), type = attribute_of(n, "Type").value();
      std::string target = attribute_of(n, "Target").value();
      const bool external = lower_ascii(attribute_of(n, "TargetMode").value()) == "external";
      bool keep = !changes(id, part.name) && !changes(type, part.name);
      if (external) {
        const bool plain_link = lower_ascii(type).ends_with("/hyperlink") && (lower_ascii(target).starts_with("http:") || lower_ascii(target).starts_with("https:"));
        if (keep && (!plain_link || changes(target, part.name) || changes(percent_decoded(target), part.name))) {
          keep = false;
          count("links to outside");
        }
      } else if (target.starts_with('#')) {
        keep = keep && !changes(target, part.name);
      } else {
        const auto to = resolved_name(source, percent_decoded(target));
        const auto it = fates_.find(to);
        keep = keep && it != fates_.end() && it->second != Fate::Drop;
        if (keep && (names_[to] != to || (!package && names_[source] != source))) target = "/" + names_[to];
      }
      if (!keep) {
        removed_[source].insert(id);
        continue;
      }
      kept += "<Relationship Id=\"" + xml_escaped(id) + "\" Type=\"" + xml_escaped(type) + "\" Target=\"" + xml_escaped(target) + "\"" + (external ? " TargetMode=\"External\"/>" : "/>");
    }
    part.bytes = std::string(kDeclaration) + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + kept + "</Relationships>";
    rels_[part.name] = package ? part.name : rels_of(names_[source]);
    return {};
  }

  std::string write_types() {
    std::string out = std::string(kDeclaration) + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">";
    std::set<std::string> endings{"rels", "xml"};
    for (const auto& [name, fate] : fates_)
      if (fate != Fate::Drop && !overrides_.contains(name))
        if (const auto dot = name.rfind('.'); dot != std::string::npos) endings.insert(lower_ascii(name.substr(dot + 1)));
    for (const auto& [ending, type] : defaults_)  // decide() asked about those that a part still has
      if (endings.contains(ending)) out += "<Default Extension=\"" + xml_escaped(ending) + "\" ContentType=\"" + xml_escaped(type) + "\"/>";
    for (const auto& [name, type] : overrides_) {
      const auto it = fates_.find(name);
      if (it != fates_.end() && it->second != Fate::Drop) out += "<Override PartName=\"/" + xml_escaped(names_[name]) + "\" ContentType=\"" + xml_escaped(type) + "\"/>";
    }
    return out + "</Types>";
  }

  void find_hidden_styles(const std::vector<ZipPart>& parts) {
    for (const auto& part : parts) {
      if (lower_ascii(type_of(part.name)).find("styles+xml") == std::string::npos) continue;
      pugi::xml_document doc;
      if (!doc.load_buffer(part.bytes.data(), part.bytes.size())) continue;  // refused when it is rewritten
      cleaner_.learn_styles(doc.document_element());
    }
  }

  Result<std::string> rewrite_xml(const ZipPart& part) {
    pugi::xml_document doc;
    const auto parsed = doc.load_buffer(part.bytes.data(), part.bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype);
    if (!parsed || !has_one_root(doc)) return unfinished("A part of this document cannot be read, so it was not anonymised.");
    for (auto n : doc.children())
      if (n.type() == pugi::node_doctype) return unfinished("A part of this document declares entities of its own, so it was not anonymised.");
    const auto root = doc.document_element();
    const std::string before = print(doc);
    const auto gone = removed_.find(part.name);
    if (!cleaner_.clean(root, gone == removed_.end() ? std::set<std::string>() : gone->second)) return unfinished("A part of this document is nested too deeply, so it was not anonymised.");

    PartWords(root, editor_).rewrite(part.name);
    attributes_.rewrite(root, part.name);
    std::string after = print(doc);
    // A part in which nothing was to be changed stays as it is, byte for byte, unless it holds what a tree does not show.
    return after == before && tells_all(part.bytes) ? part.bytes : std::move(after);
  }

  const Editor& editor_;
  const Limits& limits_;
  Counts counts_;
  Cleaner cleaner_;
  PartAttributes attributes_;
  struct Target {
    std::string part, type;
  };
  std::map<std::string, std::vector<Target>> targets_;  // by source part
  std::vector<std::string> bodies_;
  std::map<std::string, std::string> defaults_, overrides_, names_, rels_;
  std::map<std::string, Fate> fates_;
  std::map<std::string, std::set<std::string>> removed_;  // by source part: ids of relations that are gone
};

}  // namespace

Result<Rewritten> rewrite(std::string_view bytes, const Editor& editor, const Limits& limits) { return Rewriter(editor, limits).run(bytes); }

}  // namespace heed::document::docx

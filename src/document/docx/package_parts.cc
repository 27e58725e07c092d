#include "document/docx/package_parts.h"

#include <sstream>
#include <vector>

#include "base/ascii.h"
#include "document/encoding.h"

namespace heed::document::docx {

Fate fate_of(std::string_view type, std::string_view name) {
  const std::string t = lower_ascii(type), n = lower_ascii(name);
  auto has = [&](std::string_view s) { return t.find(s) != std::string::npos; };
  if (has("macroenabled") || has("vbaproject") || has("vbadata") || n.find("vbaproject") != std::string::npos) return Fate::Macro;
  if (n.find("afchunk") != std::string::npos) return Fate::Another;
  for (const std::string_view other : {"text/html", "text/plain", "application/rtf", "message/rfc822", "application/xhtml+xml"})
    if (t == other) return Fate::Another;
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

bool drops(std::string_view relationship_type) {
  const std::string type = lower_ascii(relationship_type.substr(relationship_type.rfind('/') + 1));
  for (const std::string_view dropped :
       {"thumbnail", "core-properties", "extended-properties", "custom-properties", "customxml", "customxmlprops", "people", "comments", "commentsextended",
        "commentsids", "commentsextensible", "documenttasks", "oleobject", "package", "control", "activexcontrolbinary", "glossarydocument", "printersettings",
        "keymapcustomizations", "attachedtoolbars", "mailmergesource", "mailmergeheadersource", "recipientdata", "websettings", "webextension",
        "webextensiontaskpanes", "font", "origin", "signature", "certificate", "extensibility", "usercustomization", "classificationlabels", "subdocument", "xmlmaps"})
    if (type == dropped) return true;
  return false;
}

std::string what_is(std::string_view content_type, std::string_view name, std::string_view relationship_type) {
  const std::string all = lower_ascii(content_type) + " " + lower_ascii(name), relation = lower_ascii(relationship_type);
  const auto has = [&](std::string_view s) { return all.find(s) != std::string::npos || relation.ends_with(s); };
  if (has("comments")) return "comments";
  if (has("thumbnail")) return "thumbnail";
  if (has("docprops/") || has("-properties")) return "document properties";
  if (has("customxml")) return "custom XML";
  if (has("people")) return "list of authors";
  if (has("embeddings") || has("oleobject")) return "embedded files";
  if (has("media")) return "pictures of a kind that can hold words";
  return "other parts";
}

std::string folder_of(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(name.substr(0, slash + 1));
}

std::string resolved_name(std::string_view source, std::string_view target) {
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

}  // namespace heed::document::docx

#include "document/opc.h"

#include "document/encoding.h"
#include "document/xml.h"

namespace heed::document {
namespace {

std::string resolve(std::string_view part, std::string target) {
  for (char& c : target)
    if (c == '\\') c = '/';
  if (const std::size_t hash = target.find('#'); hash != std::string::npos) target.resize(hash);
  std::string path;
  if (target.starts_with('/')) {
    path = target;
  } else {
    const std::size_t slash = part.rfind('/');
    if (slash != std::string_view::npos) path = part.substr(0, slash + 1);
    path += target;
  }
  std::vector<std::string_view> steps;
  const std::string_view all = path;
  for (std::size_t i = 0; i <= all.size();) {
    const std::size_t end = std::min(all.find('/', i), all.size());
    const std::string_view step = all.substr(i, end - i);
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
    i = end + 1;
  }
  std::string out;
  for (const std::string_view step : steps) {
    if (!out.empty()) out += '/';
    out += step;
  }
  return out;
}

constexpr std::pair<std::string_view, std::string_view> kNames[] = {
    {"creator", "author"},           {"lastModifiedBy", "last modified by"}, {"created", "created"},
    {"modified", "modified"},        {"title", "title"},                     {"subject", "subject"},
    {"description", "comments"},     {"keywords", "keywords"},               {"category", "category"},
    {"Company", "company"},          {"Manager", "manager"},                 {"Application", "application"},
    {"Template", "template"},        {"HyperlinkBase", "address of links"},  {"lastPrinted", "last printed"},
    {"contentStatus", "status"},     {"identifier", "identifier"},           {"language", "language"},
    {"revision", "revision"},        {"version", "version"}};

}  // namespace

std::vector<Relationship> relationships(Archive& archive, std::string_view part, const Limits& limits) {
  const std::size_t slash = part.rfind('/');
  const std::string folder(slash == std::string_view::npos ? "" : part.substr(0, slash + 1));
  const std::string file(slash == std::string_view::npos ? part : part.substr(slash + 1));
  std::vector<Relationship> out;
  auto bytes = archive.read(folder + "_rels/" + file + ".rels");
  if (!bytes.ok()) return out;
  pugi::xml_document tree;
  if (!load_xml(tree, std::move(*bytes), limits).ok()) return out;
  for (const pugi::xml_node& r : tree.document_element().children()) {
    if (local(r) != "Relationship") continue;
    Relationship one;
    one.id = attribute(r, "Id");
    const std::string_view type = attribute(r, "Type");
    one.type = type.substr(type.rfind('/') == std::string_view::npos ? 0 : type.rfind('/') + 1);
    one.external = attribute(r, "TargetMode") == "External";
    one.target = one.external ? std::string(attribute(r, "Target")) : resolve(part, std::string(attribute(r, "Target")));
    out.push_back(std::move(one));
  }
  return out;
}

const Relationship* find_relationship(const std::vector<Relationship>& all, std::string_view id) {
  for (const Relationship& r : all)
    if (r.id == id) return &r;
  return nullptr;
}

std::vector<Property> package_properties(Archive& archive, const Limits& limits) {
  std::vector<Property> out;
  for (const char* part : {"docProps/core.xml", "docProps/app.xml"}) {
    auto bytes = archive.read(part);
    pugi::xml_document tree;
    if (!bytes.ok() || !load_xml(tree, std::move(*bytes), limits).ok()) continue;
    for (const pugi::xml_node& n : tree.document_element().children()) {
      const std::string value = squeezed(all_text(n));
      if (value.empty()) continue;
      for (const auto& [tag, name] : kNames)
        if (local(n) == tag) out.push_back({std::string(name), value});
    }
  }
  auto bytes = archive.read("docProps/custom.xml");
  pugi::xml_document tree;
  if (bytes.ok() && load_xml(tree, std::move(*bytes), limits).ok()) {
    for (const pugi::xml_node& n : tree.document_element().children())
      if (const std::string value = squeezed(all_text(n)); !value.empty())
        out.push_back({"custom: " + std::string(attribute(n, "name")), value});
  }
  return out;
}

std::string drawing_words(std::string_view xml) {
  const std::string text = to_utf8(xml);
  XmlScanner scan(text);
  std::string out, line;
  bool inside = false;
  const auto flush = [&] {
    if (std::string words = squeezed(line); !words.empty()) out += (out.empty() ? "" : "\n") + words;
    line.clear();
  };
  for (auto kind = scan.next(); kind != XmlScanner::Kind::Done; kind = scan.next()) {
    const std::string_view name = scan.name();
    if (kind == XmlScanner::Kind::Start) {
      inside = name == "t" || name == "v";
    } else if (kind == XmlScanner::Kind::End) {
      if (name == "p" || name == "v") flush();
      inside = false;
    } else if (inside) {
      line += scan.text();
    }
  }
  flush();
  return out;
}

std::string xml_words(std::string_view xml) {
  const std::string text = to_utf8(xml);
  XmlScanner scan(text);
  std::string out;
  for (auto kind = scan.next(); kind != XmlScanner::Kind::Done; kind = scan.next())
    if (kind == XmlScanner::Kind::Text) (out += ' ') += scan.text();
  return squeezed(out);
}

}  // namespace heed::document

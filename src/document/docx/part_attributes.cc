#include "document/docx/part_attributes.h"

#include "document/docx/package_parts.h"
#include "text/words.h"

namespace heed::document::docx {
namespace {

using pugi::xml_attribute;
using pugi::xml_node;
using text::Joined;

bool is_personal_attribute(std::string_view n) {
  return n.starts_with("rsid") || one_of(n, {"author", "initials", "userId", "providerId", "displacedByCustomXml", "ed", "edGrp", "dateUtc", "fullDate", "gfxdata"});
}

bool is_standard(std::string_view uri) {
  return uri.starts_with("http://schemas.openxmlformats.org/") || uri.starts_with("http://schemas.microsoft.com/office/") || uri.starts_with("urn:schemas-microsoft-com:") ||
         uri.starts_with("http://purl.oclc.org/ooxml/") || uri.starts_with("http://www.w3.org/");
}

}  // namespace

void PartAttributes::rewrite(const xml_node& root, const std::string& part) {
  Joined joined;
  std::vector<xml_attribute> all;
  std::vector<std::pair<xml_node, xml_attribute>> personal;
  visit(root, [&](const xml_node& n) {
    for (auto a : n.attributes()) {
      const std::string_view full = a.name();
      const auto name = local(full);
      if (full.starts_with("xmlns")) {
        // The standard ones hold no name; one that somebody made up may.
        if (a.value() != std::string_view() && !is_standard(a.value()) && !editor_(text::parted(a.value()), part + " (attributes)").empty()) {
          a.set_value(fmt::format("urn:removed:{}", ++removed_namespaces_).c_str());
          ++counts_[kAttributesChanged];
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
  if (!personal.empty()) counts_["authors, dates and editing marks"] += static_cast<int>(personal.size());
  if (all.empty()) return;
  rename_glued(all, part);
  for (auto& a : all) {
    const std::string_view value = a.value();
    if (value.find('%') == std::string_view::npos) continue;
    const auto decoded = percent_decoded(value);
    if (decoded == value || editor_(decoded, part + " (attributes)").empty()) continue;
    a.set_value("");
    ++counts_[kAttributesChanged];
  }
  const auto now = joined.apply(editor_(joined.text(), part + " (attributes)"));
  for (std::size_t i = 0; i < all.size(); ++i)
    if (now[i] != joined.piece(i) && joined.piece(i) == all[i].value()) {
      all[i].set_value(now[i].c_str());
      ++counts_[kAttributesChanged];
    }
}

// "KhanHeading1": words that a program glued together, as it does for the ids of styles. The whole id gets a plain one, the
// same wherever it stands.
void PartAttributes::rename_glued(const std::vector<xml_attribute>& all, const std::string& part) {
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
    ++counts_[kAttributesChanged];
  }
}

}  // namespace heed::document::docx

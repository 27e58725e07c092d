#include <fstream>
#include <iterator>

#include "review/guidance/built_in.h"
#include "review/guidance/edition.h"
#include "review/guidance/edition_read.h"

namespace heed::guidance {
namespace {

struct Source {
  std::string file, text;
  EditionHead head;
};
using Sources = std::map<std::string, Source>;

Result<Sources> sources_of(const std::vector<std::pair<std::string, std::string>>& texts) {
  Sources out;
  for (const auto& [file, text] : texts) {
    HEED_ASSIGN(EditionHead head, read_edition_head(file, text));
    if (auto there = out.find(head.id); there != out.end())
      return bad_input(
          fmt::format("{}: the edition `{}` is already in {}.", file, head.id, there->second.file),
          "Give one of them another id, or take one of the files away.");
    const std::string id = head.id;
    out[id] = Source{file, text, std::move(head)};
  }
  return out;
}

/// From the edition that stands on its own to the one wanted. A file in the data folder may extend the
/// built-in edition of its own id.
Result<EditionChain> chain_of(const Source& wanted, const Sources& built_in, const Sources& extra,
                              bool is_extra) {
  std::vector<const Source*> links{&wanted};
  bool in_extra = is_extra;
  while (!links.back()->head.extends.empty()) {
    const Source& last = *links.back();
    const std::string& up = last.head.extends;
    const Source* next = nullptr;
    bool next_in_extra = false;
    if (in_extra && up != last.head.id)
      if (auto it = extra.find(up); it != extra.end()) next = &it->second, next_in_extra = true;
    if (next == nullptr && !(up == last.head.id && !in_extra))
      if (auto it = built_in.find(up); it != built_in.end()) next = &it->second;
    if (next == nullptr)
      return bad_input(fmt::format("{}: it extends the edition `{}`, which is not known.", last.file, up),
                       "Extend an edition that is there, or add the file of that one.");
    if (std::find(links.begin(), links.end(), next) != links.end())
      return bad_input(fmt::format("{}: these editions extend one another in a circle.", last.file),
                       "Let one of them stand on its own.");
    links.push_back(next);
    in_extra = next_in_extra;
  }
  EditionChain chain;
  for (auto it = links.rbegin(); it != links.rend(); ++it) chain.emplace_back((*it)->file, (*it)->text);
  return chain;
}

}  // namespace

Result<Editions> Editions::from_texts(const std::vector<std::pair<std::string, std::string>>& built_in,
                                      const std::vector<std::pair<std::string, std::string>>& extra) {
  HEED_ASSIGN(const Sources built, sources_of(built_in));
  HEED_ASSIGN(const Sources added, sources_of(extra));
  std::map<std::string, std::shared_ptr<const Edition>> editions;
  for (const auto* sources : {&built, &added}) {
    for (const auto& [id, source] : *sources) {
      HEED_ASSIGN(EditionChain chain, chain_of(source, built, added, sources == &added));
      HEED_ASSIGN(Edition edition, read_edition(chain));
      editions[id] = std::make_shared<const Edition>(std::move(edition));
    }
  }
  Editions out;
  for (auto& [id, edition] : editions) out.editions_.push_back(std::move(edition));
  const bool usable = std::any_of(out.editions_.begin(), out.editions_.end(),
                                  [](const auto& e) { return e->status == EditionStatus::InForce; });
  if (!usable)
    return bad_input("No guidance edition is in force, so no review could begin.",
                     "Set status = \"in_force\" in one of the files.");
  return out;
}

Result<Editions> Editions::load(const std::optional<std::filesystem::path>& extra) {
  std::vector<std::pair<std::string, std::string>> built, added;
  for (const auto& [name, text] : built_in_texts())
    if (name.ends_with(".toml")) built.emplace_back(fmt::format("built in: {}", name), std::string(text));
  if (extra && std::filesystem::is_directory(*extra)) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(*extra))
      if (entry.is_regular_file() && entry.path().extension() == ".toml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
      if (std::filesystem::file_size(path) > (4u << 20))
        return bad_input(
            fmt::format("{}: a guidance edition of more than 4 MB is not read.", path.filename().string()),
            "Check that this is the right file.");
      std::ifstream in(path, std::ios::binary);
      std::string text{std::istreambuf_iterator<char>(in), {}};
      if (!in.good() && !in.eof())
        return bad_input(fmt::format("{}: the file could not be read.", path.filename().string()),
                         "Check who may read it.");
      added.emplace_back("guidance/" + path.filename().string(), std::move(text));
    }
  }
  return from_texts(built, added);
}

const Edition* Editions::find(std::string_view id) const {
  for (const auto& edition : editions_)
    if (edition->id == id) return edition.get();
  return nullptr;
}

std::vector<const Edition*> Editions::all() const {
  std::vector<const Edition*> out;
  for (const auto& edition : editions_) out.push_back(edition.get());
  return out;
}

const Edition& Editions::for_new_review(std::string_view jurisdiction, Day day) const {
  const Edition* best = nullptr;
  const Edition* any = nullptr;
  for (const auto& edition : editions_) {
    if (edition->status != EditionStatus::InForce) continue;
    if (any == nullptr) any = edition.get();
    const auto& places = edition->jurisdictions;
    if (std::find(places.begin(), places.end(), jurisdiction) == places.end()) continue;
    if ((edition->from && day < *edition->from) || (edition->until && *edition->until < day)) continue;
    if (best == nullptr || !best->from || (edition->from && *best->from < *edition->from))
      best = edition.get();
  }
  return best != nullptr ? *best : *any;
}

const Edition& Editions::find_or_default(std::string_view id) const {
  if (const Edition* edition = find(id)) return *edition;
  const Edition* best = nullptr;
  for (const auto& edition : editions_)
    if (edition->status == EditionStatus::InForce &&
        (best == nullptr || (edition->from && (!best->from || *best->from < *edition->from))) &&
        std::find(edition->jurisdictions.begin(), edition->jurisdictions.end(), "england") !=
            edition->jurisdictions.end())
      best = edition.get();
  return best != nullptr ? *best : for_new_review("england", Day{});
}

}  // namespace heed::guidance

// Reading the log of replacements: an encrypted attachment of the edition, opened for whoever may release it.
#include "publish/publish_shelves.h"

namespace heed::publish {

Result<ReplacementLog> replacement_log(store::Store& store, const access::Actor& actor, ReviewId review_id, EditionId id) {
  HEED_ASSIGN(const auto e, store.read([&](store::Reader& r) -> Result<EditionRow> {
    HEED_TRY(review::open(r, actor, access::Action::ReleaseEdition, review_id));
    return edition(r, review_id, id);
  }));
  if (e.value.log.is_empty()) return not_found("There is no log of this edition yet: it is kept once the file has been made and proved.");
  HEED_ASSIGN(const auto bytes, store.attachment_bytes(e.value.log));
  const auto json = Json::parse(bytes);
  ReplacementLog out;
  for (const auto& row : json.at("replacements"))
    out.rows.push_back({row.value("part", ""), PersonalText(row.value("original", "")), row.value("replacement", ""), row.value("kind", ""), row.value("by", ""),
                        row.value("why", ""), row.value("confidence", 0.0), row.value("applied", true)});
  for (const auto& row : json.at("cleaned")) out.cleaned.emplace_back(row.value("what", ""), row.value("count", 0));
  return out;
}

}  // namespace heed::publish

#include <algorithm>
#include <map>

#include "library/coding.h"
#include "library/lists.h"
#include "library/shelf.h"

namespace heed::library {

namespace {

std::shared_ptr<const Shelved> shelved(std::int64_t number, const std::string& layout) {
  auto out = std::make_shared<Shelved>();
  out->number = number;
  out->layout = read_layout(layout);
  for (std::uint32_t i = 0; i < out->layout.paragraphs(); ++i) {
    const auto words = float(out->layout.length(i));
    switch (out->layout.parts[i]) {
      case Part::Title: out->length += kTitleWeight * words; break;
      case Part::Heading: out->length += kHeadingWeight * words; break;
      case Part::Body: out->length += words; break;
    }
  }
  return out;
}

}  // namespace

std::shared_ptr<const Shelf> read_shelf(Connection& db, const std::shared_ptr<const Shelf>& before) {
  // Both only ever rise, and with either of them so does the sum.
  const auto generation = db.number("SELECT (SELECT generation FROM search_state) + (SELECT generation FROM coding_state)");
  if (before && before->generation == generation) return before;
  auto out = std::make_shared<Shelf>();
  out->generation = generation;
  out->lists = std::make_shared<ListCache>();
  using Key = std::pair<std::string, std::string>;
  std::map<Key, std::uint32_t> values;
  std::vector<std::vector<Key>> facets;
  {
    auto s = db.query(
        "SELECT d.number, f.layout, d.partnership, d.kind, d.year, d.source, d.published FROM document d JOIN forward f ON f.document = d.number "
        "ORDER BY d.number");
    double length = 0;
    while (s.step()) {
      const auto number = s.integer(0);
      const auto kept = before ? before->place(number) : -1;
      out->documents.push_back(kept >= 0 ? before->documents[std::size_t(kept)] : shelved(number, s.text(1)));
      length += out->documents.back()->length;
      auto& own = facets.emplace_back();
      const auto has = [&](std::string_view field, std::string value) {
        if (!value.empty()) own.emplace_back(std::string(field), std::move(value));
      };
      has("partnership", s.text(2));
      has("kind", s.text(3));
      has("year", s.integer(4) > 0 ? s.text(4) : "");
      has("source", s.text(5));
      out->published.push_back(s.text(6));
    }
    if (length > 0) out->mean_length = float(length / double(out->documents.size()));
  }
  if (!out->documents.empty()) out->by_number.assign(std::size_t(out->documents.back()->number) + 1, -1);
  for (std::size_t i = 0; i < out->documents.size(); ++i) out->by_number[std::size_t(out->documents[i]->number)] = std::int32_t(i);
  {
    auto s = db.query("SELECT document, field, value FROM facet");
    while (s.step())
      if (const auto place = out->place(s.integer(0)); place >= 0) facets[std::size_t(place)].emplace_back(s.text(1), s.text(2));
  }
  {
    // What a document is coded by. A flag stands under its group ("aggravating factors: stalking") and only where it is yes.
    const auto& schema = FieldSchema::built_in();
    auto s = db.query(
        "SELECT d.number, c.field, c.value FROM coded_record r JOIN document d ON d.edition = CASE WHEN r.edition <> '' THEN r.edition ELSE r.public_id END "
        "JOIN coding_source k ON k.number = r.source AND k.open_rows = 1 "  // what is not public row by row is no filter of one review
        "JOIN coding c ON c.record = r.number WHERE c.value NOT IN ('no', 'not-recorded')");
    while (s.step()) {
      const auto place = out->place(s.integer(0));
      if (place < 0) continue;
      const auto at = schema.index(s.text(1));
      if (!at) continue;
      const auto* field = &schema.fields()[*at];
      auto& own = facets[std::size_t(place)];
      if (!field->flag()) own.emplace_back(field->id, s.text(2));
      else if (s.text(2) == kYes) own.emplace_back(field->group.empty() ? field->id : field->group, field->group.empty() ? std::string(kYes) : field->id);
    }
  }
  for (const auto& own : facets)
    for (const auto& key : own) values.emplace(key, 0);
  for (auto& [key, place] : values) {
    place = std::uint32_t(out->values.size());
    out->values.push_back({key.first, key.second});
  }
  for (const auto& own : facets) {
    auto& places = out->facets.emplace_back();
    for (const auto& key : own) places.push_back(values[key]);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
  }
  {
    auto s = db.query("SELECT number FROM segment ORDER BY number");
    while (s.step()) out->segments.push_back(s.integer(0));
  }
  return out;
}

}  // namespace heed::library

#include "base/json.h"

namespace nlohmann {

void adl_serializer<heed::AnyId>::to_json(json& j, const heed::AnyId& id) { j = id.text(); }
void adl_serializer<heed::AnyId>::from_json(const json& j, heed::AnyId& id) {
  id = heed::AnyId::parse(j.get_ref<const std::string&>()).value_or(heed::AnyId());
}

void adl_serializer<heed::UncertainDate>::to_json(json& j, const heed::UncertainDate& date) {
  if (date.empty()) j = nullptr;
  else j = json{{"typed", date.typed()}, {"edtf", date.edtf()}};
}
void adl_serializer<heed::UncertainDate>::from_json(const json& j, heed::UncertainDate& date) {
  if (j.is_object()) date = heed::UncertainDate::stored(j.value("typed", ""), j.value("edtf", ""));
  else date = heed::UncertainDate();
}

void adl_serializer<heed::Day>::to_json(json& j, const heed::Day& day) {
  if (day.ok()) j = heed::iso(day);
  else j = nullptr;
}
void adl_serializer<heed::Day>::from_json(const json& j, heed::Day& day) {
  day = j.is_string() ? heed::parse_iso_day(j.get_ref<const std::string&>()).value_or(heed::Day{}) : heed::Day{};
}

}  // namespace nlohmann

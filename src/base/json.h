// How the base's types stand in JSON: ids as text, uncertain dates as {typed, edtf}, answers as {"is": …} or the value,
// optionals as null, personal values as what they hold. For stores and exports only: including this makes a
// Personal writable, so pages and logs have no business with it.
#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"
#include "base/personal.h"

namespace heed {
using Json = nlohmann::json;
}

namespace nlohmann {

template <class T>
struct adl_serializer<std::optional<T>> {
  static void to_json(json& j, const std::optional<T>& value) {
    if (value) j = *value; else j = nullptr;
  }
  static void from_json(const json& j, std::optional<T>& value) {
    if (j.is_null()) value.reset(); else value = j.get<T>();
  }
};

template <class T>
struct adl_serializer<heed::Personal<T>> {
  static void to_json(json& j, const heed::Personal<T>& value) { j = value.reveal(); }
  static void from_json(const json& j, heed::Personal<T>& value) { value = heed::Personal<T>(j.get<T>()); }
};

template <class Tag>
struct adl_serializer<heed::Id<Tag>> {
  static void to_json(json& j, const heed::Id<Tag>& id) { j = id.text(); }
  static void from_json(const json& j, heed::Id<Tag>& id) {
    id = heed::Id<Tag>::parse(j.get_ref<const std::string&>()).value_or(heed::Id<Tag>());
  }
};

template <>
struct adl_serializer<heed::AnyId> {
  static void to_json(json& j, const heed::AnyId& id) { j = id.text(); }
  static void from_json(const json& j, heed::AnyId& id) {
    id = heed::AnyId::parse(j.get_ref<const std::string&>()).value_or(heed::AnyId());
  }
};

template <>
struct adl_serializer<heed::UncertainDate> {
  static void to_json(json& j, const heed::UncertainDate& date) {
    if (date.empty()) j = nullptr; else j = json{{"typed", date.typed()}, {"edtf", date.edtf()}};
  }
  static void from_json(const json& j, heed::UncertainDate& date) {
    if (j.is_object()) date = heed::UncertainDate::stored(j.value("typed", ""), j.value("edtf", ""));
    else date = heed::UncertainDate();
  }
};

template <>
struct adl_serializer<heed::Day> {
  static void to_json(json& j, const heed::Day& day) { if (day.ok()) j = heed::iso(day); else j = nullptr; }
  static void from_json(const json& j, heed::Day& day) {
    day = j.is_string() ? heed::parse_iso_day(j.get_ref<const std::string&>()).value_or(heed::Day{}) : heed::Day{};
  }
};

}  // namespace nlohmann

/// Declares a step's noun as storable: names each member once. A missing member reads as its default, so a noun may grow.
#define HEED_STORABLE NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT

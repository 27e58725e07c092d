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
  static void to_json(json& j, const heed::AnyId& id);
  static void from_json(const json& j, heed::AnyId& id);
};

template <>
struct adl_serializer<heed::UncertainDate> {
  static void to_json(json& j, const heed::UncertainDate& date);
  static void from_json(const json& j, heed::UncertainDate& date);
};

template <>
struct adl_serializer<heed::Day> {
  static void to_json(json& j, const heed::Day& day);
  static void from_json(const json& j, heed::Day& day);
};

}  // namespace nlohmann

/// Declares a step's noun as storable, beside the noun.
#define HEED_STORABLE(Type)                           \
  void to_json(nlohmann::json& json, const Type& it); \
  void from_json(const nlohmann::json& json, Type& it);

/// Names each member of the noun once, in one .cc of its step: what this makes is dear to compile. A missing member reads as its
/// default, so a noun may grow.
#define HEED_MEMBERS(Type, ...)                                                                                                 \
  void to_json(nlohmann::json& nlohmann_json_j, const Type& nlohmann_json_t) {                                                  \
    NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(NLOHMANN_JSON_TO, __VA_ARGS__))                                                    \
  }                                                                                                                             \
  void from_json(const nlohmann::json& nlohmann_json_j, Type& nlohmann_json_t) {                                                \
    const Type nlohmann_json_default_obj{};                                                                                     \
    NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(NLOHMANN_JSON_FROM_WITH_DEFAULT, __VA_ARGS__))                                     \
  }

// A value, or an answer that is no value: "not known", "not asked", "not recorded", "withheld". Each is an
// answer of its own, and none of them is the same as an empty field, which means that nobody has answered
// yet. Deliberately not here: who may see a withheld value (it is not kept here at all), and how a page asks
// the question.
#pragma once

#include <array>
#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace heed {

enum class NoValue {
  NotKnown,     ///< asked or looked for, and nobody knows
  NotAsked,     ///< nobody asked the question at the time
  NotRecorded,  ///< asked, or should have been, and no record of the answer was kept
  Withheld,     ///< known to somebody who may not or will not say
};

inline constexpr std::array<NoValue, 4> kNoValues = {NoValue::NotKnown, NoValue::NotAsked,
                                                     NoValue::NotRecorded, NoValue::Withheld};

/// What a page says: "Not known".
constexpr std::string_view words(NoValue answer) {
  switch (answer) {
    case NoValue::NotKnown:
      return "Not known";
    case NoValue::NotAsked:
      return "Not asked";
    case NoValue::NotRecorded:
      return "Not recorded";
    case NoValue::Withheld:
      return "Withheld";
  }
  return {};
}

/// What a form and the store keep: "not-known". Never changes once released.
constexpr std::string_view key(NoValue answer) {
  switch (answer) {
    case NoValue::NotKnown:
      return "not-known";
    case NoValue::NotAsked:
      return "not-asked";
    case NoValue::NotRecorded:
      return "not-recorded";
    case NoValue::Withheld:
      return "withheld";
  }
  return {};
}

/// The strict reader of what `key` writes.
constexpr std::optional<NoValue> no_value(std::string_view key_text) {
  for (const auto answer : kNoValues)
    if (key(answer) == key_text) return answer;
  return std::nullopt;
}

template <class T>
class Answer {
 public:
  Answer() = default;                            ///< empty: nobody has answered
  Answer(T value) : value_(std::move(value)) {}  // NOLINT: a value is an answer
  Answer(NoValue answer) : none_(answer) {}      // NOLINT: so is each of these

  bool empty() const { return !value_ && !none_; }
  bool answered() const { return !empty(); }
  bool has_value() const { return value_.has_value(); }
  /// REQUIRES: has_value().
  const T& value() const {
    assert(has_value());
    return *value_;
  }
  std::optional<NoValue> no_value() const { return none_; }

  /// For a page: the value through `say`, or "Not known" and the like, or "" when empty.
  template <class Say>
  std::string words(Say&& say) const {
    if (has_value()) return std::string{std::forward<Say>(say)(value())};
    const auto none = no_value();
    return none ? std::string{heed::words(*none)} : std::string{};
  }
  std::string words() const requires std::is_convertible_v<const T&, std::string> {
    return words([](const T& value) -> const T& { return value; });
  }

  bool operator==(const Answer&) const = default;

 private:
  std::optional<T> value_;
  std::optional<NoValue> none_;  ///< never together with a value
};

}  // namespace heed

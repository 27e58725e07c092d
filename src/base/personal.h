// A value that can identify a person. It cannot be printed, logged, compared into text or converted by accident:
// `reveal()` is the only way out and is easy to search for.
#pragma once

#include <compare>
#include <string>
#include <utility>

namespace heed {

template <class T>
class Personal {
 public:
  using value_type = T;
  Personal() = default;
  explicit Personal(T value) : value_(std::move(value)) {}
  const T& reveal() const { return value_; }
  bool empty() const { return value_ == T{}; }
  bool operator==(const Personal&) const = default;

 private:
  T value_{};
};

using PersonalText = Personal<std::string>;

}  // namespace heed

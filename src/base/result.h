// A value or an Error: how every function that can be refused answers.
// An Error's words are safe to show to the person who asked: they say what is wrong and what to do next, and
// never quote case material. Faults (a lost disk, a broken invariant) are exceptions, not Errors.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace heed {

/// What kind of refusal this is. base/result.cc maps each to an HTTP status and an exit code, in one table.
enum class Code {
  BadInput,      ///< a value is wrong; `fields` says which
  NotFound,      ///< no such thing, or the person may not know of it
  SignIn,        ///< nobody is signed in
  Forbidden,     ///< signed in, known to exist, and not allowed
  Stale,         ///< somebody else changed it since the form was opened
  Refused,       ///< a rule of the process says no
  TooLarge,      ///< beyond a limit
  Unsupported,   ///< a file that cannot be read, with the reason
  RateLimited,   ///< too many tries
  Busy,          ///< try again in a moment
  Unfinished,    ///< something could not be completed, so nothing was released (fail closed)
};

/// What is wrong with one field of a form. `field` is the field's name in the form.
struct FieldError {
  std::string field;
  std::string message;
};

struct Error {
  Code code = Code::BadInput;
  std::string message;              ///< one sentence: what is wrong
  std::string next;                 ///< one sentence: what to do about it; may be empty
  std::vector<FieldError> fields;   ///< for BadInput: what is wrong where
};

int http_status(Code code);
int exit_code(Code code);

inline Error bad_input(std::string message, std::string next = {}) { return {Code::BadInput, std::move(message), std::move(next), {}}; }
inline Error bad_field(std::string field, std::string message) {
  return {Code::BadInput, message, {}, {{std::move(field), message}}};
}
inline Error not_found(std::string message = "This page or record was not found.") {
  return {Code::NotFound, std::move(message), "Check the address, or go back to your reviews.", {}};
}
inline Error refused(std::string message, std::string next = {}) { return {Code::Refused, std::move(message), std::move(next), {}}; }

/// A value of type T, or an Error. REQUIRES: `value()` only when `ok()`, `error()` only when not.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: a value is a Result
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: so is an Error

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { assert(ok()); return std::get<0>(state_); }
  const T& value() const& { assert(ok()); return std::get<0>(state_); }
  T&& value() && { assert(ok()); return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { assert(!ok()); return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT
  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  const Error& error() const { assert(!ok()); return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace heed

/// Returns the error of `expr` to the caller, or goes on. For Results whose value is not needed.
#define HEED_TRY(expr)                                            \
  do {                                                            \
    if (auto heed_result_ = (expr); !heed_result_.ok()) return heed_result_.error(); \
  } while (0)

#define HEED_CONCAT_(a, b) a##b
#define HEED_CONCAT(a, b) HEED_CONCAT_(a, b)
/// `HEED_ASSIGN(auto x, expr)`: x is the value of expr, or its error is returned to the caller.
#define HEED_ASSIGN(declaration, expr)                                                  \
  auto HEED_CONCAT(heed_value_, __LINE__) = (expr);                                     \
  if (!HEED_CONCAT(heed_value_, __LINE__).ok()) return HEED_CONCAT(heed_value_, __LINE__).error(); \
  declaration = std::move(HEED_CONCAT(heed_value_, __LINE__)).value()

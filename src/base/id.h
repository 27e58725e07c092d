// Random 128-bit ids, of one type per thing, written as 26 lower-case characters of Crockford's base 32.
// An id says nothing about what it names. Randomness comes from libsodium.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace heed {

/// An id whose kind is not known to the type system; what stores and journals handle.
class AnyId {
 public:
  AnyId() = default;                              ///< the empty id; `is_empty()`
  static AnyId random();
  static std::optional<AnyId> parse(std::string_view text);  ///< nullopt unless 26 valid characters
  std::string text() const;                       ///< 26 characters; "" when empty
  bool is_empty() const { return bytes_ == std::array<std::uint8_t, 16>{}; }
  const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }
  static AnyId of_bytes(const std::array<std::uint8_t, 16>& bytes) { AnyId id; id.bytes_ = bytes; return id; }
  auto operator<=>(const AnyId&) const = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};
};

/// An id of one kind of thing. `Tag` is that thing's type, declared is enough.
template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(AnyId id) : id_(id) {}
  static Id random() { return Id(AnyId::random()); }
  static std::optional<Id> parse(std::string_view text) {
    auto id = AnyId::parse(text);
    if (!id) return std::nullopt;
    return Id(*id);
  }
  std::string text() const { return id_.text(); }
  bool is_empty() const { return id_.is_empty(); }
  AnyId any() const { return id_; }
  auto operator<=>(const Id&) const = default;

 private:
  AnyId id_;
};

// The things that more than one folder speaks of. Other folders declare their own beside their nouns.
struct PartnershipTag; using PartnershipId = Id<PartnershipTag>;
struct ReviewTag;      using ReviewId = Id<ReviewTag>;
struct AgencyTag;      using AgencyId = Id<AgencyTag>;
struct AccountTag;     using AccountId = Id<AccountTag>;      ///< somebody who signs in
struct AttachmentTag;  using AttachmentId = Id<AttachmentTag>;

}  // namespace heed

template <>
struct std::hash<heed::AnyId> {
  std::size_t operator()(const heed::AnyId& id) const noexcept {
    std::size_t out;
    static_assert(sizeof(out) <= 16);
    __builtin_memcpy(&out, id.bytes().data(), sizeof(out));
    return out;
  }
};
template <class Tag>
struct std::hash<heed::Id<Tag>> {
  std::size_t operator()(const heed::Id<Tag>& id) const noexcept { return std::hash<heed::AnyId>{}(id.any()); }
};

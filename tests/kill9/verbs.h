// What the writer writes and the driver looks for: verb n puts two notes into a review and one into its partnership, all with n inside; every
// fourth keeps an attachment. Both sides derive everything from n, so the acknowledgement need carry nothing else but the attachment's id.
#pragma once

#include "base/hash.h"
#include "store/store.h"

namespace heed::kill9 {

struct Mark {
  std::int64_t verb = 0;
  std::string text;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Mark, verb, text)

struct MarkTag;
using MarkId = Id<MarkTag>;
inline const store::Shelf<MarkId, Mark> kMarks{
    "kill9_mark", {{"verb", [](const Json& body) -> store::Value { return body.value("verb", std::int64_t(0)); }}}, {"verb"}};

inline AnyId id_of(std::string_view what, std::int64_t n) {
  const auto hash = sha256(fmt::format("{} {}", what, n));
  std::array<std::uint8_t, 16> bytes{};
  std::copy_n(hash.begin(), bytes.size(), bytes.begin());
  return AnyId::of_bytes(bytes);
}
inline PartnershipId partnership() { return PartnershipId(id_of("partnership", 0)); }
inline ReviewId review_of(std::int64_t n) { return ReviewId(id_of("review", n % 7)); }
inline bool has_attachment(std::int64_t n) { return n % 4 == 0; }
inline std::string text_of(std::int64_t n) { return fmt::format("what verb {} said, {}", n, std::string(std::size_t(n % 13) * 100, 'x')); }
inline std::string attachment_text(std::int64_t n) { return fmt::format("attachment {} ", n) + std::string(std::size_t(n % 5) * 40'000, char('a' + n % 26)); }
inline constexpr int kThingsOfAVerb = 3;

}  // namespace heed::kill9

// Bytes as text (RFC 4648, section 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace heed {

std::string base64(std::string_view bytes);
/// White space counts for nothing. Nothing where it is no base 64, or not padded.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace heed

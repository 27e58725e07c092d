#include "document/docx/picture.h"

namespace heed::document::docx {

namespace {

Error damaged() {
  return {Code::Unfinished, "A picture in this document is damaged or of a kind that Heed does not know, so the document was not anonymised.",
          "Take the picture out, or put it in again as PNG or JPEG.", {}};
}
std::uint32_t be32(std::string_view s, std::size_t at) {
  auto b = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(s[at + i])); };
  return (b(0) << 24) | (b(1) << 16) | (b(2) << 8) | b(3);
}

Result<std::string> png(std::string_view s) {
  std::string out(s.substr(0, 8));
  std::size_t at = 8;
  while (at + 12 <= s.size()) {
    const std::size_t length = be32(s, at);
    if (length > s.size() || at + 12 + length > s.size()) return damaged();
    const auto type = s.substr(at + 4, 4);
    bool keep = false;
    for (const std::string_view k : {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "bKGD"}) keep = keep || type == k;
    if (keep) out.append(s.substr(at, 12 + length));
    at += 12 + length;
    // What stands behind the end is no picture.
    if (type == "IEND") return out;
  }
  return damaged();
}

Result<std::string> jpeg(std::string_view s) {
  std::string out(s.substr(0, 2));
  std::size_t at = 2;
  while (at + 4 <= s.size()) {
    if (static_cast<unsigned char>(s[at]) != 0xFF) return damaged();
    const auto marker = static_cast<unsigned char>(s[at + 1]);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    const std::size_t length = (static_cast<std::size_t>(static_cast<unsigned char>(s[at + 2])) << 8) | static_cast<unsigned char>(s[at + 3]);
    if (length < 2 || at + 2 + length > s.size()) return damaged();
    const bool metadata = marker == 0xFE || (marker >= 0xE1 && marker <= 0xEF && marker != 0xEE);
    if (!metadata) out.append(s.substr(at, 2 + length));
    at += 2 + length;
    if (marker != 0xDA) continue;
    // The pixels run on to the next marker that is neither stuffing nor a restart.
    const auto from = at;
    while (at + 1 < s.size()) {
      if (static_cast<unsigned char>(s[at]) == 0xFF) {
        const auto next = static_cast<unsigned char>(s[at + 1]);
        if (next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7)) break;
      }
      ++at;
    }
    out.append(s.substr(from, at - from));
    if (at + 1 < s.size() && static_cast<unsigned char>(s[at + 1]) == 0xD9) return out + "\xFF\xD9";
  }
  return damaged();
}

}  // namespace

Result<std::string> without_metadata(std::string_view s) {
  if (s.starts_with("\x89PNG\r\n\x1A\n")) return png(s);
  if (s.starts_with("\xFF\xD8")) return jpeg(s);
  return damaged();
}

}  // namespace heed::document::docx

#include "document/picture.h"

#include "document/encoding.h"

namespace heed::document {

namespace {

Error damaged() {
  return {Code::Unfinished, "A picture in this document is damaged or of a kind that Heed does not know, so the document was not anonymised.",
          "Take the picture out, or put it in again as PNG or JPEG.", {}};
}
constexpr std::string_view kPng = "\x89PNG\r\n\x1A\n", kJpeg = "\xFF\xD8";
constexpr std::uint64_t kMostPixels = 100'000'000;
constexpr double kPointsOfPixel = 0.75;

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

struct Shape {
  int wide = 0, high = 0, components = 0;
};

std::optional<Shape> shape_of_png(std::string_view s) {
  if (s.size() < 33 || s.substr(12, 4) != "IHDR" || be32(s, 8) != 13) return std::nullopt;
  const std::uint32_t wide = be32(s, 16), high = be32(s, 20);
  if (wide == 0 || high == 0 || wide > kMostPixels || high > kMostPixels) return std::nullopt;
  return Shape{static_cast<int>(wide), static_cast<int>(high), 0};
}

/// From the start of a frame: baseline, extended or progressive, which is what programs and printers know.
std::optional<Shape> shape_of_jpeg(std::string_view s) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(s[at])); };
  for (std::size_t at = 2; at + 10 <= s.size();) {
    if (byte(at) != 0xFF) return std::nullopt;
    const unsigned marker = byte(at + 1);
    if (marker == 0xDA) return std::nullopt;
    if (marker >= 0xC0 && marker <= 0xC2) {
      Shape out{static_cast<int>(byte(at + 7) << 8 | byte(at + 8)), static_cast<int>(byte(at + 5) << 8 | byte(at + 6)), static_cast<int>(byte(at + 9))};
      const bool known = byte(at + 4) == 8 && (out.components == 1 || out.components == 3 || out.components == 4);
      if (!known || out.wide == 0 || out.high == 0) return std::nullopt;
      return out;
    }
    at += 2 + (byte(at + 2) << 8 | byte(at + 3));
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> without_metadata(std::string_view s) {
  if (s.starts_with(kPng)) return png(s);
  if (s.starts_with(kJpeg)) return jpeg(s);
  return damaged();
}

std::optional<Picture> picture_of(std::string_view bytes) {
  auto bare = without_metadata(bytes);
  if (!bare.ok()) return std::nullopt;
  Picture out;
  const bool is_png = bare->starts_with(kPng);
  const auto shape = is_png ? shape_of_png(*bare) : shape_of_jpeg(*bare);
  if (!shape || static_cast<std::uint64_t>(shape->wide) * static_cast<std::uint64_t>(shape->high) > kMostPixels) return std::nullopt;
  out.media = is_png ? "image/png" : "image/jpeg";
  out.bytes = std::move(*bare);
  out.pixels_wide = shape->wide;
  out.pixels_high = shape->high;
  out.width = shape->wide * kPointsOfPixel;
  out.height = shape->high * kPointsOfPixel;
  return out;
}

void set_size(Picture& picture, double width, double height) {
  constexpr double kLeast = 1, kMost = 4000;
  if (!(width >= kLeast && width <= kMost && height >= kLeast && height <= kMost)) return;
  picture.width = width;
  picture.height = height;
}

int components_of_jpeg(std::string_view jpeg) {
  const auto shape = shape_of_jpeg(jpeg);
  return shape ? shape->components : 0;
}

std::optional<Picture> PictureAllowance::take(std::string_view bytes) {
  if (bytes.size() > left_) return std::nullopt;
  auto out = picture_of(bytes);
  if (out) left_ -= out->bytes.size();
  return out;
}

Unread unread_picture(Place place) { return {std::move(place), "picture", "words in a picture are not read", true}; }
bool is_unread_picture(const Unread& unread) { return unread.what == "picture"; }

Block picture_block(Place place, std::string alternative, std::optional<Picture> picture) {
  Block b;
  b.kind = BlockKind::Picture;
  b.place = std::move(place);
  b.place.where += ", picture";
  if (!alternative.empty()) {
    Run r;
    r.text = std::move(alternative);
    b.runs.push_back(std::move(r));
  }
  if (picture) b.picture = std::make_shared<const Picture>(std::move(*picture));
  return b;
}

std::string picture_words(const Block& b) {
  if (is_decoration(b)) return {};
  const std::string alternative = b.text();
  return is_blank(alternative) ? "Picture without a description" : "Picture: " + alternative;
}

}  // namespace heed::document

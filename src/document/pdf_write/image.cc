#include "document/pdf_write/image.h"

#include <png.h>

#include "document/pdf_write/file.h"
#include "document/picture.h"

namespace heed::document::pdf_write {
namespace {

constexpr std::uint64_t kMostPixels = 40'000'000;  // 160 MB unpacked

Image of_jpeg(const Picture& p) {
  const int components = components_of_jpeg(p.bytes);
  // Programs that write inks write them the other way round (Adobe's technical note 5116).
  const char* space = components == 1 ? "/DeviceGray" : components == 3 ? "/DeviceRGB" : "/DeviceCMYK /Decode [1 0 1 0 1 0 1 0]";
  return {p.pixels_wide, p.pixels_high, fmt::format("/ColorSpace {} /BitsPerComponent 8 /Filter /DCTDecode", space), p.bytes, {}};
}

struct Unpacked {
  std::string colours, opacity;  ///< opacity: empty where nothing shows through
  int components = 3;
};

std::optional<Unpacked> unpacked(const std::string& png) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&image, png.data(), png.size())) return std::nullopt;
  if (static_cast<std::uint64_t>(image.width) * image.height > kMostPixels) {
    png_image_free(&image);
    return std::nullopt;
  }
  const bool coloured = image.format & PNG_FORMAT_FLAG_COLOR, clear = image.format & PNG_FORMAT_FLAG_ALPHA;
  image.format = coloured ? (clear ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB) : (clear ? PNG_FORMAT_GA : PNG_FORMAT_GRAY);
  std::string pixels(PNG_IMAGE_SIZE(image), '\0');
  if (!png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr)) return std::nullopt;  // it has freed what it held
  Unpacked out;
  out.components = coloured ? 3 : 1;
  if (!clear) {
    out.colours = std::move(pixels);
    return out;
  }
  const auto step = static_cast<std::size_t>(out.components) + 1;
  bool shows_through = false;
  for (std::size_t at = 0; at < pixels.size(); at += step) {
    out.colours.append(pixels, at, step - 1);
    out.opacity += pixels[at + step - 1];
    shows_through = shows_through || out.opacity.back() != '\xFF';
  }
  if (!shows_through) out.opacity.clear();
  return out;
}

/// Its packed rows as they are, where PDF's predictors know them: no interlacing, nothing that shows through.
std::optional<Image> as_it_is(const Picture& p) {
  const std::string& s = p.bytes;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(s[at])); };
  const unsigned bits = byte(24), kind = byte(25), interlaced = byte(28);
  if (interlaced || (kind != 0 && kind != 2 && kind != 3)) return std::nullopt;
  Image out{p.pixels_wide, p.pixels_high, {}, {}, {}};
  std::string palette;
  for (std::size_t at = 8; at + 12 <= s.size();) {
    const std::size_t length = byte(at) << 24 | byte(at + 1) << 16 | byte(at + 2) << 8 | byte(at + 3);
    if (length > s.size() - at - 12) return std::nullopt;
    const std::string_view type = std::string_view(s).substr(at + 4, 4), data = std::string_view(s).substr(at + 8, length);
    if (type == "tRNS") return std::nullopt;
    if (type == "PLTE") palette = data;
    if (type == "IDAT") out.bytes += data;
    at += 12 + length;
  }
  std::string space = kind == 0 ? "/DeviceGray" : "/DeviceRGB";
  if (kind == 3) {
    space = fmt::format("[/Indexed /DeviceRGB {} <", palette.size() / 3 - 1);
    for (const char c : palette) fmt::format_to(std::back_inserter(space), "{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    space += ">]";
  }
  out.entries = fmt::format("/ColorSpace {} /BitsPerComponent {} /Filter /FlateDecode /DecodeParms <</Predictor 15 /Colors {} /BitsPerComponent {} /Columns {}>>",
                            space, bits, kind == 2 ? 3 : 1, bits, p.pixels_wide);
  return out;
}

}  // namespace

std::optional<Image> image_of(const Picture& p) {
  if (p.media == "image/jpeg") return of_jpeg(p);
  auto pixels = unpacked(p.bytes);
  if (!pixels) return std::nullopt;
  if (auto image = as_it_is(p)) return image;
  return Image{p.pixels_wide, p.pixels_high, fmt::format("/ColorSpace /Device{} /BitsPerComponent 8 /Filter /FlateDecode", pixels->components == 3 ? "RGB" : "Gray"),
               deflated(pixels->colours), pixels->opacity.empty() ? std::string() : deflated(pixels->opacity)};
}

}  // namespace heed::document::pdf_write

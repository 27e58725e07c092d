// A picture as the image of a PDF (ISO 32000-1, 8.9.5). JPEG stays as it is; PNG stays as it is where PDF knows its kind of pixels, and
// is written anew where it is interlaced or lets the page show through. Every PNG is unpacked once, so that none is damaged.
#pragma once

#include <optional>
#include <string>

#include "document/document.h"

namespace heed::document::pdf_write {

struct Image {
  int wide = 0, high = 0;
  std::string entries;  ///< of its dictionary, beside its kind, its size and what it shows through
  std::string bytes;    ///< as the filter in `entries` packed them
  std::string opacity;  ///< one byte for each pixel, deflated; empty where nothing shows through
};

/// Nothing where it is damaged or too large to unpack.
std::optional<Image> image_of(const Picture& picture);

}  // namespace heed::document::pdf_write

// Pictures without what cameras and programs write into them: comments, authors, places, thumbnails. The pixels stay as they are.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace heed::document::docx {

/// PNG and JPEG. Errors: Unfinished when it is neither, or is damaged.
Result<std::string> without_metadata(std::string_view picture);

}  // namespace heed::document::docx

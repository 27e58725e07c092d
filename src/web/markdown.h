// Markdown of the program's own guide as HTML in the classes of the pages. CommonMark with tables; no HTML inside is let
// through. It renders what the build put in, not what people type.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "web/html.h"

namespace heed::web {

struct Markdown {
  std::string title;  ///< the words of the first heading of level 1
  Html html;          ///< everything else; headings of level 2 and below carry an id, made of their words as GitHub makes it
};

/// `address` turns a link's target as written ("releasing.md#withdraw-it") into one of the pages; an empty answer leaves the words
/// without a link. Throws std::logic_error when the renderer's table extension is missing.
Markdown render_markdown(std::string_view text, const std::function<std::string(std::string_view)>& address);

}  // namespace heed::web

// Which addresses a written document may lead to.
#pragma once

#include <string_view>

namespace heed::document {

/// http, https and mailto; nothing that runs, and no file of the reader's machine.
bool is_safe_link(std::string_view link);

}  // namespace heed::document

// Character references of HTML and XML, read and written. Every numeric one and the Latin letters by their names.
#pragma once

#include <string>
#include <string_view>

namespace heed::text {

std::string decode_entities(std::string_view s);
std::string escape_text(std::string_view s);       ///< & < >
std::string escape_attribute(std::string_view s);  ///< & < > "

}  // namespace heed::text

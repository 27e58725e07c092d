#include "document/safe_link.h"

#include "document/encoding.h"

namespace heed::document {

bool is_safe_link(std::string_view link) {
  const std::string l = lower_ascii(link);
  return l.starts_with("http://") || l.starts_with("https://") || l.starts_with("mailto:");
}

}  // namespace heed::document

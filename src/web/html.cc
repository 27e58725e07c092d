#include "web/html.h"

namespace heed::web {

void escape_to(std::string& out, std::string_view text) {
  const char* from = text.data();
  const char* end = from + text.size();
  for (const char* p = from; p < end; ++p) {
    const char* entity = nullptr;
    switch (*p) {
      case '&': entity = "&amp;"; break;
      case '<': entity = "&lt;"; break;
      case '>': entity = "&gt;"; break;
      case '"': entity = "&quot;"; break;
      case '\'': entity = "&#39;"; break;
      default: continue;
    }
    out.append(from, p);
    out += entity;
    from = p + 1;
  }
  out.append(from, end);
}

std::string escaped(std::string_view text) {
  std::string out;
  escape_to(out, text);
  return out;
}

}  // namespace heed::web

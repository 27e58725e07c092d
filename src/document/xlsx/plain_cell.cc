#include "document/xlsx/plain_cell.h"

namespace heed::document::xlsx {
namespace {

/// What is left of the bytes, taken from the front.
class Front {
 public:
  explicit Front(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}
  const char* at() const { return at_; }

  bool take(std::string_view expected) {
    if (static_cast<std::size_t>(end_ - at_) < expected.size() || std::string_view(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
  }
  /// Up to `stop`, which is taken too; nothing when there is an entity before it, or a sign that needs the scanner's care.
  bool take_until(char stop, std::string_view& out) {
    const char* const from = at_;
    for (; at_ != end_ && *at_ != stop; ++at_)
      if (*at_ == '&' || *at_ == '<') return false;
    if (at_ == end_) return false;
    out = {from, static_cast<std::size_t>(at_ - from)};
    ++at_;
    return true;
  }

 private:
  const char* at_;
  const char* end_;
};

}  // namespace

PlainCell plain_cell(std::string_view xml) {
  Front front(xml);
  if (!front.take("<c")) return {};
  PlainCell cell;
  while (front.take(" ")) {
    std::string_view& attribute = front.take("r=\"") ? cell.where : front.take("s=\"") ? cell.style : cell.type;
    if (&attribute == &cell.type && !front.take("t=\"")) return {};
    if (attribute.data() || !front.take_until('"', attribute)) return {};  // twice is for the scanner
  }
  if (!front.take("/>")) {
    if (!front.take(">")) return {};
    if (front.take("<f>") && !(front.take_until('<', cell.formula) && front.take("/f>"))) return {};
    if (front.take("<v>") && !(front.take_until('<', cell.value) && front.take("/v>"))) return {};
    if (!front.take("</c>")) return {};
  }
  cell.length = static_cast<std::size_t>(front.at() - xml.data());
  return cell;
}

}  // namespace heed::document::xlsx

#include "document/xml_pieces.h"

#include <cstring>

#include "document/encoding.h"
#include "document/refusals.h"

namespace heed::document {
namespace {

constexpr std::size_t kPiece = 64 << 10;  // a tree of this much text stays within the processor's cache

/// Whether pugixml would take the bytes for UTF-8 without being told.
bool is_plain(std::string_view bytes) {
  if (bytes.size() < 4 || bytes[0] != '<' || bytes[1] == '\0') return false;
  if (!bytes.starts_with("<?xml")) return true;
  const std::string declared = lower_ascii(bytes.substr(0, std::min(bytes.find("?>"), std::size_t{200})));
  return declared.find("encoding") == std::string::npos || declared.find("utf-8") != std::string::npos;
}

/// The end of the tag that begins at `at`, behind its ">"; a ">" within quotes is none. npos when it never ends.
std::size_t end_of_tag(std::string_view s, std::size_t at) {
  for (std::size_t i = at + 1; i < s.size(); ++i) {
    const char c = s[i];
    if (c == '>') return i + 1;
    if (c != '"' && c != '\'') continue;
    i = s.find(c, i + 1);
    if (i == std::string_view::npos) return i;
  }
  return std::string_view::npos;
}

std::string_view name_at(std::string_view s, std::size_t at) {
  const std::size_t end = s.find_first_of(" \t\r\n/>", at);
  return local(s.substr(at, (end == std::string_view::npos ? s.size() : end) - at));
}

}  // namespace

/// Notes where the pieces end. False when the text is built in a way that only the whole tree can tell of.
bool XmlPieces::find_pieces(const Limits& limits, std::string_view within) {
  const std::string_view s = text_;
  int depth = 0, inside = -1;  // depth of the wanted element's children, while inside of it
  std::size_t piece = 0;
  for (std::size_t at = 0; (at = s.find('<', at)) != std::string_view::npos;) {
    const std::string_view rest = s.substr(at, 9);
    if (rest.size() < 3) return false;
    std::size_t end = std::string_view::npos;
    if (rest.starts_with("<!--")) end = s.find("-->", at + 4);
    else if (rest.starts_with("<![CDATA[")) end = s.find("]]>", at + 9);
    else if (rest.starts_with("<?")) end = s.find("?>", at + 2);
    else if (rest.starts_with("<!")) return false;
    if (rest[1] == '!' || rest[1] == '?') {
      if (end == std::string_view::npos) return false;
      at = end + (rest[1] == '?' ? 2 : 3);
      continue;
    }
    end = end_of_tag(s, at);
    if (end == std::string_view::npos) return false;
    const bool closing = s[at + 1] == '/';
    if (closing && --depth < 0) return false;
    if (closing && depth == inside - 1 && inside > 0) {
      if (at > piece) ends_.push_back(at);
      inside = -1;
    } else if (!closing) {
      const bool empty = s[end - 2] == '/';
      if (depth == 1 && !found_ && name_at(s, at + 1) == within) {
        found_ = true;
        at_ = piece = end;
        if (!empty) inside = 2;
      }
      if (!empty) ++depth;
      if (depth > limits.depth) too_deep_ = true;
    }
    if (depth == inside && end - piece >= kPiece) {
      ends_.push_back(end);
      piece = end;
    }
    at = end;
  }
  return depth == 0 && inside < 0;
}

Result<XmlPieces> XmlPieces::open(std::string bytes, const Limits& limits, std::string_view within) {
  XmlPieces pieces;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  HEED_TRY(few_enough(bytes, limits));
  pieces.tree_ = std::make_unique<pugi::xml_document>();
  pieces.text_ = std::move(bytes);
  if (is_plain(pieces.text_) && pieces.find_pieces(limits, within)) {
    if (pieces.too_deep_) return too_deep();
    if (!pieces.found_) return Error{Code::NotFound, "A part of this file has no content.", kSendAgain, {}};
    return pieces;
  }
  pieces.ends_.clear();
  HEED_TRY(load_xml(*pieces.tree_, std::move(pieces.text_), limits));
  pieces.whole_ = child(pieces.tree_->document_element(), within);
  if (!pieces.whole_) return Error{Code::NotFound, "A part of this file has no content.", kSendAgain, {}};
  return pieces;
}

Result<pugi::xml_node> XmlPieces::next() {
  if (whole_) return std::exchange(whole_, {});
  if (given_ == ends_.size()) return pugi::xml_node();
  const std::size_t end = ends_[given_++];
  const auto loaded = tree_->load_buffer_inplace(text_.data() + at_, end - at_, kXmlFlags | pugi::parse_ws_pcdata_single | pugi::parse_fragment, pugi::encoding_utf8);
  at_ = end;
  if (!loaded) return no_xml();
  return *tree_;
}

}  // namespace heed::document

// Pictures, looked at from outside: which kind, how large, and without what cameras and programs write into them (comments, authors,
// places, thumbnails). The pixels stay as they are; only write_pdf unpacks them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "document/document.h"

namespace heed::document {

/// PNG and JPEG without metadata. Errors: Unfinished when it is neither, or is damaged.
Result<std::string> without_metadata(std::string_view picture);

/// A PNG or JPEG that a written file can show, at 96 pixels to the inch; nothing when it is damaged, of another kind, or larger than
/// 100 million pixels.
std::optional<Picture> picture_of(std::string_view bytes);
/// Shown this large, unless that is no size.
void set_size(Picture& picture, double width, double height);
/// 1 for grey, 3 for red, green and blue, 4 for the inks of a press. REQUIRES: of picture_of, a JPEG.
int components_of_jpeg(std::string_view jpeg);

/// What a reader takes of the pictures of one document: nothing, unless Limits::picture_bytes asks for them.
class PictureAllowance {
 public:
  explicit PictureAllowance(const Limits& limits) : left_(limits.picture_bytes) {}
  bool wanted() const { return left_ > 0; }
  std::optional<Picture> take(std::string_view bytes);

 private:
  std::uint64_t left_;
};
/// Enough for a report, for who asks.
inline constexpr std::uint64_t kPicturesOfAReport = 64ull << 20;

/// How a picture that was not carried stands in `unread`, and whether an entry is that.
Unread unread_picture(Place place);
bool is_unread_picture(const Unread& unread);

/// The block for a picture at a place, "paragraph 3, picture".
Block picture_block(Place place, std::string alternative, std::optional<Picture> picture);
inline bool is_carried(const Block& b) { return b.picture && !b.picture->bytes.empty(); }
/// A picture that says nothing, by its author's word.
inline bool is_decoration(const Block& b) { return b.kind == BlockKind::Picture && b.picture && b.picture->decorative && b.runs.empty(); }
/// What stands where a picture is not shown: "Picture: a map of the town", "Picture without a description".
std::string picture_words(const Block& b);

}  // namespace heed::document

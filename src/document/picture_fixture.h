// For tests: four PNG files and a JPEG, each a few pixels. Two hold a name where programs write names.
#pragma once

#include <string>

#include "base/base64.h"
#include "document/document_fixture.h"
#include "document/picture.h"

namespace heed::document {

inline std::string from_fixture(const char* text) { return from_base64(text).value(); }
/// 3 by 2, red over blue; its author is Brevanth Koldermaine.
inline std::string png_of_colours() {
  return from_fixture(
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAG3RFWHRBdXRob3IAQnJldmFudGggS29sZGVybWFpbmX8qyShAAAAEUlEQVR42mP4z8AAQQwwxn8AO9gF+0SiCbsAAAAASUVO"
      "RK5CYII=");
}
/// 2 by 2, red through which the page shows over green.
inline std::string png_to_see_through() {
  return from_fixture("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAE0lEQVR42mP4z8DQAMIMDP8hEAA55Ab7rkbFvAAAAABJRU5ErkJggg==");
}
inline std::string png_of_a_palette() {
  return from_fixture("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAMAAABFaP0WAAAABlBMVEX///8AAABVwtN+AAAADElEQVR42mNgYARCAAAMAAMVnhj8AAAAAElFTkSuQmCC");
}
inline std::string png_interlaced() {
  return from_fixture("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAAEg2mJuAAAAD0lEQVR42mMQYFBgMHAAAAGHAKEfRG2XAAAAAElFTkSuQmCC");
}
/// 8 by 8, grey; its comment is Brevanth Koldermaine.
inline std::string jpeg_of_grey() {
  return from_fixture(
      "/9j//gAWQnJldmFudGggS29sZGVybWFpbmX/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAAIAAgBAREA/8QA"
      "FAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z");
}

/// A block with a picture, 60 points wide.
inline Block shown(const std::string& bytes, std::string alternative) {
  auto picture = picture_of(bytes).value();
  set_size(picture, 60, 60.0 * picture.pixels_high / picture.pixels_wide);
  return picture_block({"body", "paragraph 1"}, std::move(alternative), std::move(picture));
}

}  // namespace heed::document

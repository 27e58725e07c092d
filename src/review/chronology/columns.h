// What a heading of somebody else's table means. Headings are matched by words, in any order and with a slip of the pen or two; a heading
// that could mean two things says so. What stands under a heading is not looked at here.
#pragma once

#include "review/chronology/chronology.h"

namespace heed::review::chronology_detail {

struct Meaning {
  Column is = Column::None;
  int score = 0;          ///< 0: the heading says nothing known; from 70 it is a heading
  Column rival = Column::None;
  int rival_score = 0;    ///< close to `score`: ask
  bool known_as_nothing = false;  ///< "No.", "Item": a column that means nothing, surely
};
inline constexpr int kIsHeading = 70;
inline constexpr int kTooClose = 6;
Meaning meaning_of(std::string_view heading);

std::vector<std::string> tokens_of(std::string_view text);
std::string trimmed(std::string_view text);

}  // namespace heed::review::chronology_detail

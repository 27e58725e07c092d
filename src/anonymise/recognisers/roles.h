// Who is who in a report of a review: its panel, chair and author, whom it names openly, and bodies that it names by what they are
// alone (a GP practice, a school, an employer) or not at all (a refuge). It goes by where a name stands, a list of members or a
// sentence about who chairs, and by the telling words of a body's name; whom the register lists is none of its business.
#pragma once

#include <string_view>
#include <vector>

#include "anonymise/detect.h"

namespace heed::anonymise {

/// Names in lists of the panel and in sentences about the chair and the author, and the same full names wherever else they stand.
/// They are suggested as they are, far below what is replaced without a decision.
void recognise_open_names(std::string_view utf8, std::vector<Detection>& out);
inline constexpr std::string_view kOpenName = "open-name";

/// "Hollin Bank Surgery", "St Wilfreda's Primary School", "Ostwick Carpets Ltd", "Marrowby Refuge": with what to say instead.
void recognise_bodies(std::string_view utf8, std::vector<Detection>& out);

}  // namespace heed::anonymise

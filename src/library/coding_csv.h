// Coding by people, as a table with a line for each answer: which review, whose (the review's own, a victim's, a perpetrator's),
// which field, what the answer is, how sure. Labels, codes and the words of other sources are all understood. It is strict: a line
// that cannot be taken in is named, and nothing comes in until it is put right.
#pragma once

#include <string_view>

#include "library/coding.h"

namespace heed::library {

/// Columns: review, field, value; and where wanted person ("victim", "victim 2", "perpetrator"), sureness (certain, probable,
/// unsure), title, partnership, death, published, address, edition. The last six may stand on any line of a review. An empty value
/// is no answer. The batch's source and coder are the caller's to set. Errors: BadInput with the line.
Result<CodedBatch> read_coding_csv(std::string_view bytes);

}  // namespace heed::library

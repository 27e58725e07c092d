// Capitalised words that no list knows and that stand nowhere in small letters: what a register may have forgotten. Advice for
// the proof, made in one quick pass; the detector's own safety net (recognisers/unknown.cc) weighs each of them where it stands.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace heed::anonymise {

/// Neighbouring unknown words, as they first stand in the text.
struct UnknownWords {
  std::string folded, shown;
  int count = 0;
};

/// In the order in which they first stand. `is_ours(folded word)`: known to the caller, such as a word of a pseudonym; words that are
/// all ours are left out.
std::vector<UnknownWords> sweep(std::string_view utf8, const std::function<bool(const std::string&)>& is_ours);

}  // namespace heed::anonymise

// Small word lists of our own: words of everyday English (so that a name which is also a word is only a weak clue), words that
// institutions are called by, titles, months, kinds of street. Lower case, folded.
#pragma once

#include <string_view>

namespace heed::anonymise {

bool is_common_word(std::string_view folded);         ///< an everyday word, also one that some people are called by
bool is_institutional_word(std::string_view folded);  ///< police, council, panel, act … capitalised in reports as a matter of course
bool is_title(std::string_view folded);               ///< mr, mrs, dr, pc …
bool looks_like_word(std::string_view folded);        ///< by its ending: -tion, -ment, -ly … : enough at a sentence's start only
int month_number(std::string_view folded);            ///< 1 to 12 for january, jan …; 0
std::string_view month_name(int month);               ///< "January"; REQUIRES: 1 to 12
/// "street" for "st" and the other way round; "" when the word is no kind of street.
std::string_view street_twin(std::string_view folded);

}  // namespace heed::anonymise

// Words as the library's index keeps them: runs of letters and digits, small, without diacritics; an apostrophe inside a word
// is dropped with a possessive s ("victim's" is "victim", "didn't" is "didnt"), and a hyphen parts two words. A word is kept
// as written; its stem (Snowball's English, "Porter 2") joins the forms of one word when somebody searches. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heed::library {

struct Token {
  std::string word;               ///< folded
  std::uint32_t begin = 0, end = 0;  ///< bytes of the text
};

inline constexpr std::size_t kWordBytes = 64;  ///< what is longer is cut

/// Calls each(std::string_view folded, begin, end) for every word. The view lives for the call.
template <class Each>
void each_word(std::string_view text, Each&& each);

std::vector<Token> tokens(std::string_view text);
std::string stem(std::string_view folded);
/// Words that say how a thing is asked rather than what about: they rank nothing and are not required. Small and of English
/// alone; a question of nothing else keeps them.
bool is_stop_word(std::string_view folded);
/// The few of them that carry nothing even in a short search: "the", "of", "or".
bool is_function_word(std::string_view folded);

namespace detail {
/// Reads the word at or after `at`, folded into `word`; false at the end of the text.
bool next_word(std::string_view text, std::size_t& at, std::string& word, std::uint32_t& begin, std::uint32_t& end);
}  // namespace detail

template <class Each>
void each_word(std::string_view text, Each&& each) {
  std::size_t at = 0;
  std::string word;
  std::uint32_t begin = 0, end = 0;
  while (detail::next_word(text, at, word, begin, end)) each(std::string_view(word), begin, end);
}

}  // namespace heed::library

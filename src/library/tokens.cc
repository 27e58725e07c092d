#include "library/tokens.h"

#include <libstemmer.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "library/query.h"
#include "text/normalise.h"

namespace heed::library {

namespace {

constexpr std::array<char, 128> kAscii = [] {
  std::array<char, 128> out{};
  for (char c = '0'; c <= '9'; ++c) out[std::size_t(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) out[std::size_t(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) out[std::size_t(c)] = char(c - 'A' + 'a');
  return out;
}();

/// What a character beyond ASCII becomes; "" for a mark that goes, " " for what parts words.
const std::string& folded_char(char32_t c) {
  thread_local std::unordered_map<char32_t, std::string> known;
  auto [at, fresh] = known.try_emplace(c);
  if (!fresh) return at->second;
  const auto mask = U_GET_GC_MASK(UChar32(c));
  if (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_CO_MASK)) {
    std::string utf8;
    text::append_utf8(utf8, c);
    at->second = fold(utf8);
  } else if ((mask & U_GC_M_MASK) == 0 && !text::is_invisible(c)) {
    at->second = " ";
  }
  return at->second;
}

/// The length of an apostrophe that stands at `at`, or 0.
std::size_t apostrophe(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '\'') return 1;
  if (text.substr(at, 3) == "\u2019" || text.substr(at, 2) == "\u02BC") return text[at] == '\xe2' ? 3 : 2;
  return 0;
}

}  // namespace

namespace detail {

bool next_word(std::string_view text, std::size_t& at, std::string& word, std::uint32_t& begin, std::uint32_t& end) {
  word.clear();
  std::size_t possessive = 0;  // length of `word` before an apostrophe
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 128 && kAscii[byte]) {
      if (word.empty()) begin = std::uint32_t(at);
      if (word.size() < kWordBytes) word += kAscii[byte];
      end = std::uint32_t(++at);
      continue;
    }
    if (!word.empty())
      if (const auto length = apostrophe(text, at); length > 0 && at + length < text.size()) {
        const auto next = static_cast<unsigned char>(text[at + length]);
        if (next >= 128 || kAscii[next]) {
          possessive = word.size();
          at += length;
          continue;
        }
      }
    if (byte < 128) {
      ++at;
      if (!word.empty()) break;
      continue;
    }
    const auto start = at;
    const auto& folded = folded_char(text::next_char(text, at));
    if (folded == " ") {
      if (!word.empty()) break;
      continue;
    }
    if (folded.empty()) {
      if (!word.empty()) end = std::uint32_t(at);
      continue;
    }
    if (word.empty()) begin = std::uint32_t(start);
    if (word.size() + folded.size() <= kWordBytes) word += folded;
    end = std::uint32_t(at);
  }
  if (possessive > 0 && word.size() == possessive + 1 && word.back() == 's') word.pop_back();
  return !word.empty();
}

}  // namespace detail

std::vector<Token> tokens(std::string_view text) {
  std::vector<Token> out;
  each_word(text, [&](std::string_view word, std::uint32_t begin, std::uint32_t end) { out.push_back({std::string(word), begin, end}); });
  return out;
}

std::string stem(std::string_view folded) {
  struct Free {
    void operator()(sb_stemmer* s) const { sb_stemmer_delete(s); }
  };
  thread_local const std::unique_ptr<sb_stemmer, Free> stemmer(sb_stemmer_new("english", "UTF_8"));
  const auto* out = sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(folded.data()), int(folded.size()));
  if (!out) return std::string(folded);
  return {reinterpret_cast<const char*>(out), std::size_t(sb_stemmer_length(stemmer.get()))};
}

bool is_stop_word(std::string_view folded) {
  static const std::unordered_set<std::string_view> words = {
      "a", "about", "above", "across", "after", "again", "against", "all", "almost", "alone", "along", "already", "also", "although", "always",
      "am", "among", "amongst", "an", "and", "another", "any", "anybody", "anyone", "anything", "anywhere", "are", "around", "as", "at", "be",
      "because", "been", "before", "behind", "being", "below", "beside", "besides", "between", "beyond", "both", "but", "by", "can", "cannot",
      "could", "did", "didnt", "do", "does", "doesnt", "doing", "done", "dont", "due", "during", "each", "either", "else", "elsewhere", "enough",
      "etc", "even", "ever", "every", "everyone", "everything", "everywhere", "except", "few", "for", "from", "further", "get", "give", "given",
      "go", "had", "has", "have", "he", "hence", "her", "here", "hers", "herself", "him", "himself", "his", "how", "however", "i", "if", "im",
      "in", "indeed", "instead", "into", "is", "isnt", "it", "its", "itself", "just", "least", "less", "like", "likely", "made", "make", "many",
      "may", "me", "might", "more", "moreover", "most", "mostly", "much", "must", "my", "myself", "namely", "neither", "never", "nevertheless",
      "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "off", "often", "on", "once", "one", "only", "onto", "or", "other", "others",
      "otherwise", "our", "ours", "out", "over", "own", "per", "perhaps", "please", "rather", "same", "see", "seem", "seems", "several", "she",
      "should", "since", "so", "some", "somehow", "someone", "something", "sometimes", "somewhere", "still", "such", "take", "tell", "than",
      "that", "the", "their", "theirs", "them", "themselves", "then", "there", "thereby", "therefore", "these", "they", "this", "those", "though",
      "through", "throughout", "thus", "to", "together", "too", "toward", "towards", "under", "until", "up", "upon", "us", "use", "used", "using",
      "various", "very", "via", "want", "was", "we", "well", "went", "were", "what", "whatever", "when", "whenever", "where", "whether", "which",
      "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "would", "yet", "you", "your", "yours", "yourself"};
  return words.contains(folded);
}

bool is_function_word(std::string_view folded) {
  static const std::unordered_set<std::string_view> words = {"a",  "an", "and", "are", "as", "at", "be",   "but",  "by", "did",  "do",   "does", "for",  "from", "had",  "has",  "have",  "how", "if",
                                                             "in", "is", "it",  "its", "of", "on", "or",   "our",  "so", "that", "the",  "their", "then", "there", "these", "they", "this", "to",  "was",
                                                             "we", "were", "what", "when", "where", "which", "who", "why", "with"};
  return words.contains(folded);
}

}  // namespace heed::library

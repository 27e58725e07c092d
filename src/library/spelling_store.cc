#include "library/spelling.h"

#include <algorithm>
#include <array>
#include <bit>

namespace heed::library {

namespace {

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t out = 0;
  for (const char c : word)
    if (c >= 'a' && c <= 'z') out |= 1u << (c - 'a');
  return out;
}

constexpr std::size_t kShortest = 4, kLongest = 40;

}  // namespace

int edit_distance(std::string_view a, std::string_view b, int most) {
  if (a.size() > b.size()) std::swap(a, b);
  if (int(b.size() - a.size()) > most || b.size() > kLongest + 2) return most + 1;
  std::array<std::array<int, kLongest + 4>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = int(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& now = rows[i % 3];
    const auto& before = rows[(i + 2) % 3];
    const auto& earlier = rows[(i + 1) % 3];
    now[0] = int(i);
    int least = now[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], earlier[j - 2] + 1);
      least = std::min(least, now[j]);
    }
    if (least > most) return most + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], most + 1);
}

Speller::Speller(Connection& db) {
  auto s = db.query("SELECT text FROM word ORDER BY text");
  while (s.step()) {
    auto word = s.text(0);
    const bool number = std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (number || word.size() > kLongest) continue;
    const auto letters = letters_of(word);
    words_.push_back({std::move(word), letters});
  }
}

bool Speller::knows(std::string_view word) const {
  const auto at = std::lower_bound(words_.begin(), words_.end(), word, [](const Known& k, std::string_view w) { return k.word < w; });
  return at != words_.end() && at->word == word;
}

std::vector<Speller::Guess> Speller::guesses(std::string_view word, std::size_t limit) const {
  std::vector<Guess> out;
  if (word.size() < kShortest || word.size() > kLongest) return out;
  const int most = word.size() < 6 ? 1 : 2;
  const auto letters = letters_of(word);
  for (const auto& known : words_) {
    const auto differ = int(known.word.size()) - int(word.size());
    if (differ > most || -differ > most || std::popcount(known.letters ^ letters) > 2 * most) continue;
    const int distance = edit_distance(word, known.word, most);
    if (distance == 0 || distance > most) continue;
    out.push_back({known.word, distance});
  }
  // People seldom mistake a word's first letter.
  std::stable_sort(out.begin(), out.end(), [&](const Guess& a, const Guess& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    return (a.word[0] == word[0]) > (b.word[0] == word[0]);
  });
  if (out.size() > limit) out.resize(limit);
  return out;
}

std::vector<std::string> Speller::parted(std::string_view word) const {
  for (std::size_t at = word.size() >= 6 ? word.size() - 3 : 0; at >= 3; --at)
    if (knows(word.substr(0, at)) && knows(word.substr(at))) return {std::string(word.substr(0, at)), std::string(word.substr(at))};
  return {};
}

}  // namespace heed::library

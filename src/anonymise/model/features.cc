#include "anonymise/model/features.h"

#include <algorithm>

namespace heed::anonymise::model {

void Memo::clear() {
  words_.clear();
  slots_.assign(4096, 0);
  group_slots_.assign(4096, 0);
  group_keys_.clear();
  group_count_ = 0;
}

std::uint32_t Memo::group_of(std::uint32_t lower) {
  if (group_count_ * 2 >= group_slots_.size()) {
    std::vector<std::uint32_t> bigger(group_slots_.size() * 2, 0);
    for (std::uint32_t g = 0; g < group_count_; ++g) {
      auto i = group_keys_[g] & (bigger.size() - 1);
      while (bigger[i]) i = (i + 1) & (bigger.size() - 1);
      bigger[i] = g + 1;
    }
    group_slots_.swap(bigger);
  }
  auto i = lower & (group_slots_.size() - 1);
  for (; group_slots_[i]; i = (i + 1) & (group_slots_.size() - 1))
    if (group_keys_[group_slots_[i] - 1] == lower) return group_slots_[i] - 1;
  group_keys_.push_back(lower);
  group_slots_[i] = static_cast<std::uint32_t>(++group_count_);
  return static_cast<std::uint32_t>(group_count_ - 1);
}

void Memo::grow() {
  std::vector<std::uint32_t> bigger(slots_.size() * 2, 0);
  for (std::uint32_t w = 0; w < words_.size(); ++w) {
    auto i = words_[w].key & (bigger.size() - 1);
    while (bigger[i]) i = (i + 1) & (bigger.size() - 1);
    bigger[i] = w + 1;
  }
  slots_.swap(bigger);
}

std::uint32_t Memo::add(std::string_view written, Shape shape) {
  const auto key = hash_bytes(written);
  auto i = key & (slots_.size() - 1);
  for (; slots_[i]; i = (i + 1) & (slots_.size() - 1))
    if (words_[slots_[i] - 1].key == key) return slots_[i] - 1;

  const FoldedWord folded = fold_word(written);
  const auto f = folded.view();
  WordInfo w;
  w.key = key;
  w.shape = shape;
  const auto lower = word_hash(f);
  w.group = group_of(lower);
  w.ident = lower;
  if (is_number(shape)) {
    w.ident = feature(900, static_cast<std::uint64_t>(shape), f.size());
  } else if (shape == Shape::LetterDigit || shape == Shape::DigitLetter) {
    // "B12" and "C34" look alike; "5th" and "21st" too.
    std::uint64_t form = 0;
    char last = 0;
    for (const char ch : f) {
      const char now = ch >= '0' && ch <= '9' ? '0' : shape == Shape::DigitLetter ? ch : 'a';
      if (now == last && now == '0') continue;
      last = now;
      form = form * 131 + static_cast<unsigned char>(now);
    }
    w.ident = feature(901, form);
  }
  const auto size = static_cast<std::size_t>(folded.size);
  for (std::size_t n = 2; n <= 4; ++n) {
    w.affix[n - 2] = is_number(shape) ? 1u : feature(902, word_hash(f.substr(0, std::min(n, size))), n);
    w.affix[n + 1] = is_number(shape) ? 1u : feature(903, word_hash(f.substr(size - std::min(n, size))), n);
  }
  if (!is_number(shape)) {
    const LexEntry e = lexicon_.find(lower);
    w.flags = e.flags;
    w.cluster = e.cluster & (kClusters - 1);
    w.common = static_cast<std::uint8_t>(e.cluster >> 10);
  }
  if (w.common) {
    w.c256 = lexicon_.coarse[w.cluster * 2];
    w.c64 = lexicon_.coarse[w.cluster * 2 + 1];
    w.cluster = static_cast<std::uint16_t>(w.cluster + 1);
  } else {
    // Words that nobody has counted keep company with others of their form; clusters are numbered from 1 above.
    w.cluster = static_cast<std::uint16_t>(2000 + static_cast<int>(shape));
    w.c256 = static_cast<std::uint8_t>(255 - static_cast<int>(shape) % 14);
    w.c64 = static_cast<std::uint8_t>(64 + static_cast<int>(shape));
  }
  words_.push_back(w);
  slots_[i] = static_cast<std::uint32_t>(words_.size());
  if (words_.size() * 2 >= slots_.size()) grow();
  return static_cast<std::uint32_t>(words_.size() - 1);
}

namespace {
std::uint8_t bucket(std::size_t n) { return static_cast<std::uint8_t>(n < 4 ? n : n < 8 ? 4 : n < 16 ? 5 : n < 40 ? 6 : 7); }
}  // namespace

void Reading::read(std::string_view s, Memo& memo) {
  tokenise(s, tokens);
  const auto n = tokens.size();
  contexts.assign(n, {});
  for (auto& t : tokens) t.word = memo.add(s.substr(t.begin, t.end - t.begin), t.shape);
  const auto& words = memo.words();
  const auto groups = memo.groups();
  lower_.assign(groups, 0);
  titled_.assign(groups, 0);
  inside_.assign(groups, 0);
  count_.assign(groups, 0);

  static const std::uint32_t kApplicant = word_hash("applicant"), kApplicants = word_hash("applicants"), kOf = word_hash("of"), kAnd = word_hash("and"),
                             kFor = word_hash("for"), kThe = word_hash("the"), kDe = word_hash("de"), kUpon = word_hash("upon"), kOn = word_hash("on");
  std::size_t applicants = 0, most = 0;
  country = 0;
  naming_.clear();
  std::uint32_t heading = 0, opening = 0;
  std::size_t paragraph = 0, in_paragraph = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const Token& t = tokens[i];
    const WordInfo& w = words[t.word];
    ++count_[w.group];
    if (t.shape == Shape::Lower) ++lower_[w.group];
    if (w.flags & (kCountry | kPeople) && is_capital(t.shape) && !(w.flags & (kForename | kEveryday))) {
      const auto n_now = ++naming_[w.affix[1]];
      if (n_now > most) most = n_now, country = w.affix[1];
    }
    if (w.ident == kApplicant || w.ident == kApplicants) ++applicants;
    const bool joined = t.gap == Gap::Space || t.gap == Gap::Point;
    if (i > 0 && is_capital(t.shape) && joined && words[tokens[i - 1].word].flags & kTitle && is_capital(tokens[i - 1].shape)) ++titled_[w.group];
    if (is_capital(t.shape) && !t.sentence && !t.line && t.gap != Gap::Quote && t.gap != Gap::Open) ++inside_[w.group];
    if (t.breaks) {
      ++paragraph;
      in_paragraph = 0;
      // A line that stands alone, is short and is no sentence is a heading.
      std::size_t stop = i + 1;
      while (stop < n && !tokens[stop].line && stop - i < 16) ++stop;
      const bool alone = stop >= n || tokens[stop].breaks;
      const bool short_line = stop - i <= 12 && (stop >= n || s.substr(tokens[stop - 1].end, 1) != ".");
      if (alone && short_line && is_capital(t.shape)) heading = feature(910, w.ident, i + 1 < stop ? words[tokens[i + 1].word].ident : 0);
      opening = feature(911, w.ident, i + 1 < n ? words[tokens[i + 1].word].ident : 0);
    }
    auto& c = contexts[i];
    c.heading = heading;
    c.opening = opening;
    c.paragraph = bucket(paragraph);
    c.place = bucket(in_paragraph++);
  }
  judgment = applicants >= 2 && applicants * 1200 >= n;

  // Runs of capitalised words; small joining words within count: "Department of Lands and Surveys".
  for (std::size_t i = 0; i < n;) {
    if (!is_capital(tokens[i].shape)) {
      contexts[i].run_begin = static_cast<std::uint32_t>(i);
      contexts[i].run_end = static_cast<std::uint32_t>(i + 1);
      contexts[i].run_last = contexts[i].run_whole = words[tokens[i].word].ident;
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    for (std::size_t k = i + 1; k < n && k < i + 14; ++k) {
      const Token& t = tokens[k];
      const bool initial = tokens[k - 1].shape == Shape::Letter || words[tokens[k - 1].word].flags & kTitle;
      const bool close = t.gap == Gap::Space || t.gap == Gap::Hyphen || t.gap == Gap::Apostrophe || t.gap == Gap::Joined || t.gap == Gap::Line ||
                         (t.gap == Gap::Point && initial);
      if (!close || t.breaks) break;
      if (is_capital(t.shape)) {
        end = k + 1;
        continue;
      }
      const auto id = words[t.word].ident;
      if (id != kOf && id != kAnd && id != kFor && id != kThe && id != kDe && id != kUpon && id != kOn) break;
    }
    std::uint32_t last = words[tokens[end - 1].word].ident;
    for (std::size_t k = end; k-- > i;)
      if (words[tokens[k].word].flags & kBody) {
        last = feature(912, words[tokens[k].word].ident);
        break;
      }
    std::uint32_t whole = 0;
    for (std::size_t k = i; k < end; ++k) whole = feature(913, whole, words[tokens[k].word].ident);
    for (std::size_t k = i; k < end; ++k) {
      contexts[k].run_whole = whole;
      contexts[k].run_begin = static_cast<std::uint32_t>(i);
      contexts[k].run_end = static_cast<std::uint32_t>(end);
      contexts[k].run_last = last;
    }
    i = end;
  }
  for (std::size_t i = 0; i < n; ++i) {
    const auto g = words[tokens[i].word].group;
    contexts[i].elsewhere = static_cast<std::uint8_t>((lower_[g] ? 1 : 0) | (titled_[g] ? 2 : 0) | (inside_[g] ? 4 : 0) | (count_[g] > 1 ? 8 : 0) | (count_[g] > 6 ? 16 : 0) |
                                                      (lower_[g] * 2 > count_[g] ? 32 : 0));
  }
}

}  // namespace heed::anonymise::model

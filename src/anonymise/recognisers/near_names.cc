#include "anonymise/recognisers/near_names.h"

#include "anonymise/vocabulary.h"

namespace heed::anonymise {

namespace {
constexpr std::size_t kShortest = 5, kLongest = 24;

bool is_name_part(VariantKind kind) {
  return kind == VariantKind::Surname || kind == VariantKind::Forename || kind == VariantKind::MiddleName || kind == VariantKind::NamePart || kind == VariantKind::Nickname;
}
}  // namespace

bool one_edit_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

NearNames::NearNames(const std::vector<Variant>& variants) {
  for (std::size_t n = 0; n < variants.size(); ++n) {
    const Variant& v = variants[n];
    if (!is_name_part(v.kind) || v.form != SearchForm::Tokens || v.text.find(' ') != std::string::npos || v.text.size() < 4 || v.text.size() > kLongest) continue;
    if (!exact_.emplace(v.text, static_cast<std::uint32_t>(n)).second || v.text.size() < kShortest) continue;
    const auto at = static_cast<std::uint32_t>(words_.size());
    words_.push_back(v.text);
    variant_.push_back(static_cast<std::uint32_t>(n));
    shortened_.emplace(v.text, at);
    for (std::size_t i = 0; i < v.text.size(); ++i) shortened_.emplace(v.text.substr(0, i) + v.text.substr(i + 1), at);
  }
}

bool NearNames::find(std::string_view folded, Found& out) const {
  if (words_.empty() && exact_.empty()) return false;
  // "quennell2019": the letters before or after a number that grew to them.
  std::size_t begin = 0, end = folded.size();
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  while (begin < end && digit(folded[begin])) ++begin;
  while (end > begin && digit(folded[end - 1])) --end;
  const std::string word(folded.substr(begin, end - begin));
  if (const auto it = exact_.find(word); it != exact_.end()) {
    if (word.size() == folded.size()) return false;
    out = {it->second, true};
    return true;
  }
  if (word.size() != folded.size() || word.size() < kShortest || word.size() > kLongest + 1 || is_common_word(word) || is_institutional_word(word)) return false;
  auto look = [&](const std::string& key) {
    const auto [first, last] = shortened_.equal_range(key);
    for (auto it = first; it != last; ++it)
      if (one_edit_apart(words_[it->second], word)) {
        out = {variant_[it->second], false};
        return true;
      }
    return false;
  };
  if (look(word)) return true;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (look(word.substr(0, i) + word.substr(i + 1))) return true;
  return false;
}

}  // namespace heed::anonymise

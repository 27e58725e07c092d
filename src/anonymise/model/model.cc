#include "anonymise/model/model.h"

#include <emmintrin.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "base/hash.h"

namespace heed::anonymise::model {

namespace {

constexpr std::size_t kHeader = 8 + 32;  // magic, then SHA-256 of the rest

/// Takes numbers and tables off the front of a text, without running past its end.
class Cut {
 public:
  explicit Cut(std::string_view rest) : rest_(rest) {}
  bool number(std::uint32_t& out) {
    if (rest_.size() < 4) return false;
    std::memcpy(&out, rest_.data(), 4);
    rest_.remove_prefix(4);
    return true;
  }
  const char* bytes(std::size_t size) {
    if (rest_.size() < size) return nullptr;
    const char* at = rest_.data();
    rest_.remove_prefix(size);
    return at;
  }
  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

Error no_model(std::string_view what) {
  return bad_input("The model of names could not be read: " + std::string(what) + ".", "Build the program again from an unchanged copy, or train the model again with script/train.");
}

/// A table that is never full ends every search.
template <class T, class Empty>
bool has_room(const T* slots, std::uint32_t size, Empty&& empty) {
  return std::any_of(slots, slots + size, empty);
}

/// Adds a feature's weights to sixteen sums.
inline void add(const Weighing& w, __m128i& low, __m128i& high) {
  const __m128i v = _mm_unpacklo_epi8(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(w.weights)), _mm_setzero_si128());
  const __m128i eight = _mm_set1_epi16(8), factor = _mm_set1_epi16(static_cast<short>(w.factor));
  const __m128i a = _mm_sub_epi16(_mm_xor_si128(_mm_and_si128(v, _mm_set1_epi16(15)), eight), eight);
  const __m128i b = _mm_sub_epi16(_mm_xor_si128(_mm_srli_epi16(v, 4), eight), eight);
  low = _mm_adds_epi16(low, _mm_mullo_epi16(a, factor));
  high = _mm_adds_epi16(high, _mm_mullo_epi16(b, factor));
}

}  // namespace

Result<Model> Model::open(std::string_view bytes) {
  if (bytes.size() < kHeader || bytes.substr(0, 8) != kMagic) return no_model("it is not a model of this version");
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % 4 != 0) return no_model("it lies askew in memory");
  const auto hash = sha256(bytes.substr(kHeader));
  if (std::memcmp(hash.data(), bytes.data() + 8, hash.size()) != 0) return no_model("its check-sum does not match its contents");
  Cut cut(bytes.substr(kHeader));
  Model m;
  m.hash_ = hex(hash);
  std::uint32_t counted = 0, others = 0;
  if (!cut.number(counted) || !cut.number(others) || counted == 0 || others == 0) return no_model("its word list is missing");
  const char* at = cut.bytes(Lexicon::bytes_for(counted, others));
  if (!at) return no_model("it ends too early");
  m.lexicon_ = Lexicon::view(at, counted, others);
  if (!has_room(m.lexicon_.counted, counted, [](const Lexicon::Counted& e) { return e.check == 0; }) ||
      !has_room(m.lexicon_.others, others, [](const Lexicon::Other& e) { return e.whole_check() == 0; }))
    return no_model("its word list has no end");
  for (Head& h : m.heads_) {
    std::uint32_t unit = 0;
    if (!cut.number(h.size) || !cut.number(unit) || h.size == 0) return no_model("its weights are missing");
    std::memcpy(&h.unit, &unit, 4);
    const char* pairs = cut.bytes(sizeof(HeadParts::pairs));
    const char* buckets = cut.bytes(static_cast<std::size_t>(h.size) * sizeof(Bucket));
    if (!pairs || !buckets) return no_model("it ends too early");
    if (!std::isfinite(h.unit) || h.unit <= 0 || h.unit > 1) return no_model("its weights have no unit");
    h.buckets = reinterpret_cast<const Bucket*>(buckets);
    if (!has_room(h.buckets, h.size, [](const Bucket& b) { return b.keys[Bucket::kSlots - 1] == 0; })) return no_model("its weights have no end");
    h.pairs.resize(kGaps);
    for (int g = 0; g < kGaps; ++g)
      for (int a = 0; a < kLabels; ++a)
        for (int b = 0; b < kLabels; ++b) {
          float v = 0;
          std::memcpy(&v, pairs + (static_cast<std::size_t>(g * kLabels + a) * kLabels + static_cast<std::size_t>(b)) * 4, 4);
          if (!std::isfinite(v) || std::fabs(v) > 30) return no_model("a weight is out of bounds");
          h.pairs[static_cast<std::size_t>(g)].forward[a][b] = h.pairs[static_cast<std::size_t>(g)].backward[b][a] = std::exp(v);
        }
  }
  if (!cut.empty()) return no_model("something stands after its end");
  return m;
}

const Model& Model::built_in() {
  static const Model model = [] {
    auto opened = open(built_in_bytes());
    if (!opened.ok()) throw std::runtime_error(opened.error().message);
    return std::move(*opened);
  }();
  return model;
}

void Tagger::sum_new_words(const Head& head, bool judgment) {
  auto& sums = sums_[judgment ? 1 : 0];
  const auto& words = memo_.words();
  for (auto i = sums.size(); i < words.size(); ++i) {
    Sums& s = sums.emplace_back();
    std::memset(&s, 0, sizeof s);
    for (int offset = -2; offset <= 2; ++offset)
      word_features(words[i], offset, judgment, [&](std::uint32_t key, Family = Family::Plain) {
        if (const auto w = head.find(key))
          for (int k = 0; k < kLabels; ++k) s.of[offset + 2][k] = static_cast<std::int16_t>(s.of[offset + 2][k] + w.of(k));
      });
  }
}

const std::vector<Scores>& Tagger::tag(std::string_view text) {
  if (memo_.words().size() > 40000) {
    memo_.clear();
    sums_[0].clear();
    sums_[1].clear();
  }
  reading_.read(text, memo_);
  const auto n = reading_.tokens.size();
  const bool judgment = reading_.judgment;
  const Head& head = model_.head(judgment);
  sum_new_words(head, judgment);
  const auto& sums = sums_[judgment ? 1 : 0];
  const auto& words = memo_.words();
  scores_.resize(n);
  scratch_.resize(n);
  links_.resize(n);
  std::uint32_t keys[64];
  for (std::size_t t = 0; t < n; ++t) {
    const auto& token = reading_.tokens[t];
    links_[t] = {static_cast<std::uint8_t>(token.gap), token.breaks};
    int count = 0;
    context_features(reading_, words, t, [&](std::uint32_t key, Family = Family::Plain) {
      keys[count++] = key;
      __builtin_prefetch(&head.home(key));
    });
    __m128i low = _mm_setzero_si128(), high = low;
    for (int offset = -2; offset <= 2; ++offset) {
      const auto i = static_cast<std::ptrdiff_t>(t) + offset;
      if (i < 0 || i >= static_cast<std::ptrdiff_t>(n)) continue;
      const auto* s = sums[reading_.tokens[static_cast<std::size_t>(i)].word].of[offset + 2];
      low = _mm_adds_epi16(low, _mm_load_si128(reinterpret_cast<const __m128i*>(s)));
      high = _mm_adds_epi16(high, _mm_load_si128(reinterpret_cast<const __m128i*>(s + 8)));
    }
    for (int i = 0; i < count; ++i)
      if (const auto w = head.find(keys[i])) add(w, low, high);
    alignas(16) std::int16_t total[kLabels];
    _mm_store_si128(reinterpret_cast<__m128i*>(total), low);
    _mm_store_si128(reinterpret_cast<__m128i*>(total + 8), high);
    for (int k = 0; k < kLabels; ++k) scores_[t].of[k] = static_cast<float>(total[k]) * head.unit;
  }
  marginals(scores_.data(), links_.data(), n, head.pairs.data(), scratch_.data());
  return scores_;
}

std::string write_model(std::string_view lexicon, const HeadParts& prose, const HeadParts& judgments) {
  std::string body(lexicon);
  for (const HeadParts* h : {&prose, &judgments}) {
    const auto size = static_cast<std::uint32_t>(h->buckets.size());
    body.append(reinterpret_cast<const char*>(&size), 4);
    body.append(reinterpret_cast<const char*>(&h->unit), 4);
    body.append(reinterpret_cast<const char*>(h->pairs), sizeof h->pairs);
    body.append(reinterpret_cast<const char*>(h->buckets.data()), h->buckets.size() * sizeof(Bucket));
  }
  const auto hash = sha256(body);
  std::string out(kMagic);
  out.append(reinterpret_cast<const char*>(hash.data()), hash.size());
  return out + body;
}

}  // namespace heed::anonymise::model

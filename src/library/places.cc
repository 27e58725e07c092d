#include "library/places.h"

#include <algorithm>
#include <map>
#include <set>

#include "library/query.h"
#include "library/texts.h"

namespace heed::library {

namespace {

std::vector<std::string> split(std::string_view text, std::string_view by) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(by), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + by.size()));
  }
  return out;
}

PlaceKind kind_of(std::string_view word) {
  if (word == "force") return PlaceKind::Force;
  if (word == "former") return PlaceKind::Former;
  if (word == "part") return PlaceKind::Part;
  if (word == "county") return PlaceKind::County;
  return PlaceKind::Partnership;
}

std::vector<Place> read_places(std::string_view text) {
  std::vector<Place> out;
  for (const auto& line : split(text, "\n")) {
    if (line.starts_with('#')) continue;
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= line.size();) {
      const auto tab = std::min(line.find('\t', at), line.size());
      cells.push_back(line.substr(at, tab - at));
      at = tab + 1;
    }
    if (cells.size() != 10) throw std::logic_error("a line of places.tsv has not ten columns");
    out.push_back({kind_of(cells[0]), cells[1], cells[2], cells[3], cells[4], split(cells[5], " "), cells[6], split(cells[7], "; "),
                   split(cells[8], "; "), cells[9]});
  }
  return out;
}

/// Words that say what kind of body it is, not which.
const std::set<std::string>& noise() {
  static const std::set<std::string> words = {"the", "community", "safety", "partnership", "partnerships", "csp", "csps", "safer", "council", "borough",
                                              "district", "county", "city", "metropolitan", "unitary", "authority", "london", "royal", "of", "and",
                                              "police", "constabulary", "service", "force", "area", "board", "communities"};
  return words;
}

std::vector<std::string> words_of(std::string_view text) {
  std::string plain;
  for (const char c : fold(text)) {
    if (c == '&') plain += " and ";
    else if (c == '\'' || c == '.') continue;
    else plain += std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) ? c : ' ';
  }
  return split(plain, " ");
}
std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}
/// What counts of a name; all of it where nothing would be left ("City of London").
std::string key_of(std::string_view text) {
  const auto all = words_of(text);
  std::vector<std::string> kept;
  for (const auto& word : all)
    if (!noise().contains(word)) kept.push_back(word == "saint" ? "st" : word);
  return joined(kept.empty() ? all : kept);
}

/// A place's names as they are compared, made once.
struct Names {
  const Place* place;
  std::string plain, key;
  std::vector<std::string> also_plain, also_key, council_keys;
};
const std::vector<Names>& names() {
  static const std::vector<Names> all = [] {
    std::vector<Names> out;
    for (const auto& p : places()) {
      Names n{&p, joined(words_of(p.name)), key_of(p.name), {}, {}, {}};
      for (const auto& also : p.also) {
        n.also_plain.push_back(joined(words_of(also)));
        n.also_key.push_back(key_of(also));
      }
      if (p.kind != PlaceKind::Force)
        for (const auto& council : p.councils) n.council_keys.push_back(key_of(council));
      out.push_back(std::move(n));
    }
    return out;
  }();
  return all;
}
template <class F>
bool any_key(const Names& n, F&& is) {
  return is(n.key) || std::any_of(n.also_key.begin(), n.also_key.end(), is);
}

/// Letters to change, leave out, put in or swap with a neighbour, to make one of the other; stops counting above 3.
int distance(std::string_view a, std::string_view b) {
  if (a.size() > b.size() + 3 || b.size() > a.size() + 3) return 4;
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = int(i);
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = int(j);
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

bool wanted(const Place& place, MatchAs as) { return (place.kind == PlaceKind::Force) == (as == MatchAs::Force); }

/// Of several with the same name, a partnership goes before a county, a county before what is past.
void keep_the_nearest(std::vector<const Place*>& found) {
  const auto rank = [](const Place* p) {
    switch (p->kind) {
      case PlaceKind::Force: return 0;
      case PlaceKind::Partnership: return 0;
      case PlaceKind::Part: return 1;
      case PlaceKind::County: return 1;
      case PlaceKind::Former: return 2;
    }
    return 3;
  };
  int best = 3;
  for (const auto* p : found) best = std::min(best, rank(p));
  std::erase_if(found, [&](const Place* p) { return rank(p) != best; });
}

}  // namespace

const std::vector<Place>& places() {
  static const std::vector<Place> all = read_places(built_in_text("places.tsv"));
  return all;
}

const Place* place_by_code(std::string_view code) {
  for (const auto& p : places())
    if (!code.empty() && p.code == code) return &p;
  return nullptr;
}

std::string_view region_of_force(std::string_view force) {
  for (const auto& p : places())
    if (p.kind == PlaceKind::Force && p.name == force && !p.councils.empty()) return p.councils.front();
  return {};
}

std::string_view name(MatchKind kind) {
  switch (kind) {
    case MatchKind::AsWritten: return "as-written";
    case MatchKind::AnotherName: return "another-name";
    case MatchKind::Spelling: return "spelling";
    case MatchKind::Likely: return "likely";
    case MatchKind::Several: return "several";
    case MatchKind::None: return "none";
  }
  return {};
}

std::string_view words(MatchKind kind) {
  switch (kind) {
    case MatchKind::AsWritten: return "is the name as written";
    case MatchKind::AnotherName: return "is another name of it";
    case MatchKind::Spelling: return "is the same but for spelling";
    case MatchKind::Likely: return "is likely meant";
    case MatchKind::Several: return "could be several";
    case MatchKind::None: return "is not in the list";
  }
  return {};
}

PlaceMatch match_place(std::string_view written, MatchAs as) {
  PlaceMatch out;
  out.written = std::string(written.substr(0, 200));
  const auto folded = joined(words_of(out.written));
  if (folded.empty()) return out;
  const auto found = [&](MatchKind kind, auto&& fits) {
    for (const auto& n : names())
      if (wanted(*n.place, as) && fits(n)) out.found.push_back(n.place);
    if (out.found.empty()) return false;
    // A guess keeps them all; a name that is one's own goes to the nearest.
    if (kind != MatchKind::Likely) keep_the_nearest(out.found);
    out.kind = out.found.size() > 1 ? MatchKind::Several : kind;
    return true;
  };
  const auto has = [](const std::vector<std::string>& all, const std::string& one) { return std::find(all.begin(), all.end(), one) != all.end(); };
  if (found(MatchKind::AsWritten, [&](const Names& n) { return n.place->name == out.written || (!n.place->code.empty() && n.place->code == out.written); })) return out;
  if (found(MatchKind::Spelling, [&](const Names& n) { return n.plain == folded; })) return out;
  if (found(MatchKind::AnotherName, [&](const Names& n) { return has(n.also_plain, folded); })) return out;
  const auto key = key_of(out.written);
  if (found(MatchKind::AnotherName, [&](const Names& n) { return any_key(n, [&](const std::string& k) { return k == key; }); })) return out;
  if (as == MatchAs::Partnership && found(MatchKind::AnotherName, [&](const Names& n) { return has(n.council_keys, key); })) return out;
  // "Richmond" for Richmond upon Thames: the beginning, where it is long enough to mean something.
  if (key.size() >= 6 && found(MatchKind::Likely, [&](const Names& n) { return any_key(n, [&](const std::string& k) { return k.starts_with(key); }); })) return out;
  const int most = key.size() >= 8 ? 2 : key.size() >= 5 ? 1 : 0;
  for (int slips = 1; slips <= most; ++slips)
    if (found(MatchKind::Likely, [&](const Names& n) { return any_key(n, [&](const std::string& k) { return distance(k, key) == slips; }); })) return out;
  return out;
}

std::string PlaceMatch::force() const {
  std::string out;
  for (const auto* p : found) {
    if (!out.empty() && p->force != out) return {};
    out = p->force;
  }
  return out;
}

std::string PlaceMatch::region() const { return std::string(region_of_force(force())); }

std::string PlaceMatch::sentence() const {
  const auto one = [](const Place& p) {
    std::string out = p.name;
    if (!p.code.empty()) out += " (" + p.code + ")";
    if (p.kind != PlaceKind::Force) out += ", " + p.force;
    if (!p.to.empty()) out += ", until " + p.to;
    if (!p.became.empty()) {
      std::string names;
      for (const auto& code : p.became)
        if (const auto* to = place_by_code(code)) names += (names.empty() ? "" : ", ") + to->name;
      out += p.kind == PlaceKind::County ? ", with " + names : ", now of " + names;
    }
    return out;
  };
  if (found.empty()) return "“" + written + "” is not in the list.";
  if (found.size() == 1) {
    const auto& p = *found.front();
    switch (kind) {
      case MatchKind::AsWritten: return one(p) + ".";
      case MatchKind::AnotherName: return "“" + written + "” is another name of " + one(p) + ".";
      case MatchKind::Spelling: return "“" + written + "” is " + one(p) + ".";
      case MatchKind::Likely: return "“" + written + "” is likely " + one(p) + ".";
      case MatchKind::Several:
      case MatchKind::None: break;
    }
  }
  std::string out = "“" + written + "” could be ";
  for (std::size_t i = 0; i < found.size(); ++i) out += (i == 0 ? "" : i + 1 == found.size() ? "; or " : "; ") + one(*found[i]);
  return out + ".";
}

}  // namespace heed::library

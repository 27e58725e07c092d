#include <array>
#include <unordered_set>

#include "anonymise/recognisers/pattern.h"
#include "anonymise/recognisers/recognisers.h"
#include "text/normalise.h"

namespace heed::anonymise {

bool Surroundings::announced_by(std::string_view words) const {
  std::string folded = " ";
  for (const char c : before) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    const bool letter = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
    if (letter) folded += small;
    else if (folded.back() != ' ') folded += ' ';
  }
  if (folded.back() != ' ') folded += ' ';
  for (std::size_t at = 0; at < words.size();) {
    const auto end = std::min(words.find('|', at), words.size());
    if (folded.find(" " + std::string(words.substr(at, end - at)) + " ") != std::string::npos) return true;
    at = end + 1;
  }
  return false;
}

namespace {
std::unique_ptr<RE2> compiled(const char* expression) {
  RE2::Options o;
  o.set_log_errors(false);
  o.set_max_mem(16 << 20);
  return std::make_unique<RE2>(expression, o);
}
}  // namespace

Pattern pattern(DetectionKind kind, const char* by, const char* replacement, Near near, int digits, const char* expression, Judge judge) {
  return {kind, by, replacement, near, digits, compiled(expression), judge, {}};
}
Pattern pattern(DetectionKind kind, const char* by, const char* replacement, Near near, int digits, const char* expression, Verdict verdict) {
  return {kind, by, replacement, near, digits, compiled(expression), nullptr, verdict};
}

std::string digits_of(std::string_view s) {
  std::string out;
  for (const char c : s)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

bool luhn_checksum(std::string_view d) {
  int sum = 0;
  for (std::size_t i = 0; i < d.size(); ++i) {
    int v = d[d.size() - 1 - i] - '0';
    if (i % 2 == 1) v = v * 2 > 9 ? v * 2 - 9 : v * 2;
    sum += v;
  }
  return !d.empty() && sum % 10 == 0;
}

bool iban_checksum(std::string_view s) {
  // ISO 13616: the first four characters go to the end, letters become 10 … 35, and the whole leaves 1 modulo 97.
  if (s.size() < 15 || s.size() > 34) return false;
  unsigned rest = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char c = s[(i + 4) % s.size()];
    const bool digit = c >= '0' && c <= '9';
    if (!digit && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) return false;
    rest = digit ? (rest * 10 + static_cast<unsigned>(c - '0')) % 97 : (rest * 100 + static_cast<unsigned>((c | 0x20) - 'a') + 10) % 97;
  }
  return rest == 1;
}

namespace {

constexpr std::size_t kBefore = 60, kAfter = 24;
constexpr std::size_t kReachBack = 32, kReachOn = 64;  // how far from its digits a match may begin and end

enum Class : std::uint8_t { kOther, kLetter, kDigit, kJoint };
constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> t{};
  for (int c = 'a'; c <= 'z'; ++c) t[static_cast<std::size_t>(c)] = t[static_cast<std::size_t>(c - 32)] = kLetter;
  for (int c = '0'; c <= '9'; ++c) t[static_cast<std::size_t>(c)] = kDigit;
  for (const char c : {' ', '-', '/', '.', '(', ')', ':', '+'}) t[static_cast<std::size_t>(static_cast<unsigned char>(c))] = kJoint;
  return t;
}
constexpr auto kClass = make_classes();

/// Digits that stand together: "020 7946 0018", "FD24C00123", "12-34-56 01234567".
struct Group {
  std::size_t begin = 0, end = 0;
  int digits = 0;
  bool mixed = false;  ///< one of its words holds letters too
};

bool is_letter(char c) { return kClass[static_cast<unsigned char>(c)] == kLetter; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// The last word of at most 15 letters that ends at or before `end`, in small letters, over at most three other signs.
std::string_view word_before(std::string_view s, std::size_t end, char (&room)[16]) {
  std::size_t stop = end;
  for (int skipped = 0; stop > 0 && !is_letter(s[stop - 1]); --stop)
    if (++skipped > 3 || kClass[static_cast<unsigned char>(s[stop - 1])] == kDigit) return {};
  std::size_t n = 0, begin = stop;
  while (begin > 0 && is_letter(s[begin - 1])) --begin;
  if (stop - begin > 15) return {};
  for (auto i = begin; i < stop; ++i) room[n++] = static_cast<char>(s[i] | 0x20);
  return {room, n};
}

bool announces(std::string_view w) {
  static const std::unordered_set<std::string_view> kWords = {
      "number", "no", "num", "ref", "reference", "id", "crime", "custody", "incident", "case", "cad", "urn", "log", "niche", "storm", "athena", "marac", "occurrence", "hospital",
      "passport", "licence", "crimint", "merlin", "vist", "ppn", "oel", "search", "stopsearch", "pc", "dc", "ps", "ds", "di", "pcso", "wpc", "tdc", "tds", "sgt", "constable", "sergeant",
      "mappa", "mash", "dash", "logic", "liquidlogic", "mosaic", "las", "lcs", "first", "carefirst", "ehm", "ics", "paris", "rio", "notes", "carenotes", "one", "systmone", "emis", "ecm",
      "oasis", "ndelius", "delius", "nomis", "client", "user", "tenancy", "prison", "prisoner", "rent", "record", "touching", "patient", "unit", "mrn", "note", "casenote", "account", "acc",
      "c", "inquest", "report"};
  return kWords.contains(w);
}

/// Which conditions hold around a group, one bit each.
std::uint32_t near_of(std::string_view s, const Group& g) {
  auto bit = [](Near n) { return 1u << static_cast<unsigned>(n); };
  auto at = [&](std::size_t i) { return i < s.size() ? s[i] : ' '; };
  std::uint32_t near = bit(Near::Anything);
  char room[16];
  // "ref M-2019-0042": letters that are joined to the digits belong to them, the word is before those.
  auto whole = g.begin;
  if (whole > 1 && (s[whole - 1] == '-' || s[whole - 1] == '/') && is_capital(s[whole - 2]))
    for (--whole; whole > 0 && is_capital(s[whole - 1]);) --whole;
  const auto before = word_before(s, whole, room);
  if (announces(before) || g.mixed) near |= bit(Near::Announced);
  if (before == "aged" || before == "age" || before == "of") near |= bit(Near::Years);
  std::size_t next = g.end;
  if (at(next) == ',') ++next;
  if (at(next) == ' ' || at(next) == '-') ++next;
  const char after = at(next), small = static_cast<char>(after | 0x20);
  const auto back = g.begin - (g.begin > 0 && (at(g.begin - 1) == ' ' || at(g.begin - 1) == '-') ? 1 : 0);
  if (g.mixed || (is_capital(after) && !(at(next + 1) >= 'a' && at(next + 1) <= 'z')) || (back > 0 && (is_capital(s[back - 1]) || s[back - 1] == '['))) near |= bit(Near::Letters);
  if (small == 'y' || small == 'm' || small == 'w' || small == 'd' || g.mixed) near |= bit(Near::Years);
  if (is_capital(after) || (after >= '0' && after <= '9') || small == 't' || small == 'o' || g.mixed) near |= bit(Near::Street);
  const auto inside = s.substr(g.begin, g.end - g.begin);
  if (small == 'a' || small == 'p' || small == 'h' || g.mixed || inside.find_first_of(":.") != std::string_view::npos) near |= bit(Near::Clock);
  return near;
}

/// Calls `take` for each group of words that hold a digit and have no more than three joints between them.
template <class Take>
void each_group(std::string_view s, Take&& take) {
  Group g;
  std::size_t word = 0, joints_from = 0;
  int digits = 0;
  bool in_word = false, letters = false;
  auto end_word = [&](std::size_t at) {
    in_word = false;
    if (digits > 0) {
      if (g.digits == 0) g.begin = word;
      g.end = at;
      g.digits += digits;
      g.mixed = g.mixed || letters;
    } else if (g.digits > 0) {
      take(g), g = {};
    }
    joints_from = at;
  };
  for (std::size_t i = 0; i < s.size(); ++i) {
    const auto cls = kClass[static_cast<unsigned char>(s[i])];
    if (cls == kLetter || cls == kDigit) {
      if (!in_word) {
        in_word = true, word = i, digits = 0, letters = false;
        if (g.digits > 0 && i - joints_from > 3) take(g), g = {};
      }
      digits += cls == kDigit;
      letters = letters || cls == kLetter;
      continue;
    }
    if (in_word) end_word(i);
    if (cls == kOther && g.digits > 0) take(g), g = {};
  }
  if (in_word) end_word(s.size());
  if (g.digits > 0) take(g);
}

class Search {
 public:
  Search(std::string_view text, std::vector<Detection>& out) : s_(text), out_(out) {}

  /// Matches of `p` that begin in [from, until).
  void run(const Pattern& p, std::size_t from, std::size_t until, std::size_t stop) const {
    const re2::StringPiece whole(s_.data(), s_.size());
    re2::StringPiece groups[2];
    while (from < until && p.re->Match(whole, from, stop, RE2::UNANCHORED, groups, 2)) {
      const auto begin = static_cast<std::size_t>(groups[1].data() - s_.data());
      const auto end = begin + groups[1].size();
      if (begin >= until) return;
      from = std::max(end, begin + 1);
      const auto before = begin > kBefore ? begin - kBefore : 0;
      const auto verdict = p.verdict_on(s_.substr(begin, end - begin), {s_.substr(before, begin - before), s_.substr(end, kAfter)});
      if (verdict.confidence <= 0) continue;
      Detection d;
      d.span = {begin, end};
      d.kind = p.kind;
      d.by = p.by;
      d.replacement = p.replacement;
      d.confidence = verdict.confidence;
      d.why = verdict.why;
      // A point that ends the sentence is no part of an address on the web.
      while ((d.by == "web-address" || d.by == "social-profile") && d.span.size() > 1 && (s_[d.span.end - 1] == '.' || s_[d.span.end - 1] == ',' || s_[d.span.end - 1] == ')')) --d.span.end;
      out_.push_back(std::move(d));
    }
  }

 private:
  std::string_view s_;
  std::vector<Detection>& out_;
};

Verdict judge_handle(std::string_view, const Surroundings& around) {
  return {around.announced_by("instagram|twitter|snapchat|tiktok|facebook|handle|username|account|profile") ? 0.8 : 0.5, "The form of a name on social media."};
}

/// What is found by a sign other than a digit: "@", "[at]", "://", "www.", ".com/".
void by_signs(std::string_view s, const Search& search) {
  const auto sign = [](DetectionKind kind, const char* by, const char* replacement, const char* expression, auto verdict) {
    return pattern(kind, by, replacement, Near::Anything, 0, expression, verdict);
  };
  static const Pattern kEmail = sign(DetectionKind::Contact, "email", "[e-mail address removed]", "([A-Za-z0-9][A-Za-z0-9._%+'-]*@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)",
                                     Verdict{0.97, "The form of an e-mail address."});
  static const Pattern kSpelt = sign(DetectionKind::Contact, "email", "[e-mail address removed]",
                                     "(?i)([A-Z0-9][A-Z0-9._%+'-]* ?[\\[(]at[\\])] ?[A-Z0-9-]+(?:(?:\\.| ?[\\[(]dot[\\])] ?)[A-Z0-9-]+)+)", Verdict{0.95, "The form of an e-mail address, with its sign in words."});
  static const Pattern kHandle = sign(DetectionKind::Contact, "handle", "[handle removed]", "(?:^|[\\s(:])(@[A-Za-z0-9_.]{2,}[A-Za-z0-9_])", judge_handle);
  static const Pattern kWeb = sign(DetectionKind::Other, "web-address", "[web address removed]", "(?i)\\b((?:https?://|www\\.)[^\\s<>\"]+)",
                                   Verdict{0.3, "A web address; it may lead to a report that names people."});
  static const Pattern kProfile = sign(DetectionKind::Contact, "social-profile", "[profile removed]",
                                       "(?i)\\b((?:https?://)?(?:[a-z]{1,3}\\.)?(?:facebook|fb|instagram|twitter|x|tiktok|snapchat|linkedin|threads|youtube)\\.com/[^\\s<>\"]+)",
                                       Verdict{0.92, "The address of a page on social media: it leads to one person."});
  constexpr std::size_t kLong = 200;
  auto around = [&](const Pattern& p, std::size_t at, std::size_t back) {
    const auto from = at > back ? at - back : 0;
    search.run(p, from, at + 1, std::min(at + kLong, s.size()));
  };
  const auto each = [&](std::string_view sign_of, auto&& look) {
    for (std::size_t at = s.find(sign_of); at != std::string_view::npos; at = s.find(sign_of, at + sign_of.size())) look(at);
  };
  each("@", [&](std::size_t at) { around(kEmail, at, 64), around(kHandle, at, 2); });
  for (const std::string_view spelt : {"at]", "at)", "AT]", "AT)"}) each(spelt, [&](std::size_t at) { around(kSpelt, at, 64); });
  each("://", [&](std::size_t at) { around(kWeb, at, 6); });
  each("www.", [&](std::size_t at) { around(kWeb, at, 0); });
  each("WWW.", [&](std::size_t at) { around(kWeb, at, 0); });
  each(".com/", [&](std::size_t at) { around(kProfile, at, 24); });
}

}  // namespace

void recognise_patterns(std::string_view s, std::vector<Detection>& out) {
  const Search search(s, out);
  by_signs(s, search);
  static const std::array<std::span<const Pattern>, 5> kFamilies = {contact_patterns(), person_patterns(), money_patterns(), case_patterns(), time_patterns()};
  std::size_t last_end = 0;
  each_group(s, [&](const Group& g) {
    const auto from = std::max(last_end, g.begin > kReachBack ? g.begin - kReachBack : 0);
    last_end = g.end;
    const auto stop = std::min(g.end + kReachOn, s.size());
    const auto near = near_of(s, g);
    for (const auto& family : kFamilies)
      for (const Pattern& p : family)
        if (g.digits >= p.digits && (near >> static_cast<unsigned>(p.near) & 1)) search.run(p, from, g.end, stop);
  });
  // One pass for all of them; each is tried only around where one of them stands.
  static const RE2 kAny = [] {
    std::string any;
    for (const Pattern& p : wordy_patterns()) any += (any.empty() ? "" : "|") + p.re->pattern();
    return any;
  }();
  const re2::StringPiece whole(s.data(), s.size());
  re2::StringPiece hit;
  for (std::size_t at = 0; at < s.size() && kAny.Match(whole, at, s.size(), RE2::UNANCHORED, &hit, 1);) {
    const auto begin = static_cast<std::size_t>(hit.data() - s.data());
    at = std::max(begin + hit.size(), begin + 1);
    for (const Pattern& p : wordy_patterns()) search.run(p, begin, at, std::min(at + kReachOn, s.size()));
  }
}

}  // namespace heed::anonymise

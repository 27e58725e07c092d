#include "anonymise/detect.h"

#include <unicode/uchar.h>

#include <fmt/format.h>

#include "anonymise/matcher.h"
#include "anonymise/model/model.h"
#include "anonymise/recognisers/near_names.h"
#include "anonymise/recognisers/recognisers.h"
#include "anonymise/recognisers/roles.h"
#include "anonymise/vocabulary.h"
#include "base/ascii.h"
#include "text/words.h"

namespace heed::anonymise {

using text::FoldForm;
using text::Span;

std::string_view word(DetectionKind kind) {
  switch (kind) {
    case DetectionKind::Person: return "person";
    case DetectionKind::Place: return "place";
    case DetectionKind::Address: return "address";
    case DetectionKind::Organisation: return "organisation";
    case DetectionKind::Date: return "date";
    case DetectionKind::Age: return "age";
    case DetectionKind::Identifier: return "identifier";
    case DetectionKind::Contact: return "contact";
    case DetectionKind::Demographic: return "demographic";
    case DetectionKind::Quantity: return "quantity";
    case DetectionKind::Other: return "other";
  }
  return "other";
}

DetectionKind detection_kind(ListedKind kind) {
  switch (kind) {
    case ListedKind::Name:
    case ListedKind::Nickname:
    case ListedKind::FormerName:
    case ListedKind::Pseudonym: return DetectionKind::Person;
    case ListedKind::DateOfBirth:
    case ListedKind::DateOfDeath: return DetectionKind::Date;
    case ListedKind::Address: return DetectionKind::Address;
    case ListedKind::Phone:
    case ListedKind::Email: return DetectionKind::Contact;
    case ListedKind::Nhs:
    case ListedKind::Nino:
    case ListedKind::Reference: return DetectionKind::Identifier;
    case ListedKind::Place: return DetectionKind::Place;
    case ListedKind::Agency: return DetectionKind::Organisation;
    case ListedKind::Other: return DetectionKind::Other;
  }
  return DetectionKind::Other;
}

namespace {

bool all_upper(std::string_view s) {
  bool any = false;
  for (std::size_t at = 0; at < s.size();) {
    const auto c = static_cast<UChar32>(text::next_char(s, at));
    if (u_islower(c)) return false;
    any = any || u_isupper(c);
  }
  return any;
}

/// "A.O" in "A.O.B." are the initials of somebody else.
bool in_longer_initials(std::string_view s, Span span) {
  const auto capital = [&](std::size_t at) { return at < s.size() && s[at] >= 'A' && s[at] <= 'Z'; };
  const auto letter = [&](std::size_t at) { return at < s.size() && lower_ascii(s[at]) >= 'a' && lower_ascii(s[at]) <= 'z'; };
  const bool on = s.substr(span.end).starts_with('.') && capital(span.end + 1) && !letter(span.end + 2);
  const bool back = span.begin >= 2 && s[span.begin - 1] == '.' && capital(span.begin - 2) && !(span.begin >= 3 && letter(span.begin - 3));
  return on || back;
}

/// "Amara Okoro" has a forename and a surname; "Adult A", "the GP" and "[name removed]" do not.
bool is_whole_name(std::string_view pseudonym) {
  const auto all = text::words(pseudonym);
  if (all.size() < 2 || pseudonym.empty() || pseudonym[0] == '[') return false;
  for (const auto& w : all) {
    if (!w.capitalised || w.has_digit || w.span.size() < 2) return false;
    const auto folded = text::folded(pseudonym.substr(w.span.begin, w.span.size()));
    for (const std::string_view role : {"adult", "child", "person", "male", "female", "man", "woman", "victim", "perpetrator", "friend", "witness", "professional",
                                        "the", "sister", "brother", "mother", "father", "one", "two", "three", "gp"})
      if (folded == role) return false;
  }
  return true;
}
std::string first_word(const std::string& s) { return s.substr(0, s.find(' ')); }
std::string last_word(const std::string& s) { return s.substr(s.rfind(' ') + 1); }

}  // namespace

struct Detector::State {
  Register reg;
  std::string salt;
  DetectOptions options;
  std::vector<Variant> all;
  std::vector<std::string> replacements;  // by listed
  Matcher tokens, compact, allowed;
  std::vector<std::size_t> allowed_lengths;
  const model::Model* model = nullptr;
  NearNames near_names;

  struct Hit {
    std::size_t begin = 0, end = 0;  // in the folded text
    std::uint32_t variant = 0;
  };

  void find_hits(const text::Folded& f, std::vector<Hit>& hits) const {
    const std::string hay = " " + f.text + " ";
    tokens.scan(hay, [&](std::size_t end, std::uint32_t id) {
      const auto length = all[id].text.size();
      hits.push_back({end - 2 - length, end - 2, id});
    });
    if (compact.empty()) return;
    std::string squeezed;
    std::vector<std::uint32_t> from;
    squeezed.reserve(f.text.size());
    from.reserve(f.text.size());
    for (std::size_t i = 0; i < f.text.size(); ++i)
      if (f.text[i] != ' ') squeezed += f.text[i], from.push_back(static_cast<std::uint32_t>(i));
    auto digit = [](char c) { return c >= '0' && c <= '9'; };
    compact.scan(squeezed, [&](std::size_t end, std::uint32_t id) {
      const auto& text = all[id].text;
      const std::size_t begin = from[end - text.size()], stop = from[end - 1] + 1;
      // Not inside a longer word or number: "tel07700…" may begin after a letter, a number never inside another.
      if (begin > 0 && f.text[begin - 1] != ' ' && digit(f.text[begin - 1]) == digit(f.text[begin])) return;
      if (stop < f.text.size() && f.text[stop] != ' ' && digit(f.text[stop]) == digit(f.text[stop - 1])) return;
      const auto span = f.original(begin, stop);
      // Wide digits with a space between each are four bytes for one.
      if (span.size() > text.size() * 5 + 8) return;
      hits.push_back({begin, stop, id});
    });
  }

  /// How sure a weak variant is where it stands; 0 drops it.
  double weigh_weak(std::string_view s, Span span, const Variant& v, const std::vector<text::Word>& words) const {
    const auto shown = s.substr(span.begin, span.size());
    if (v.kind == VariantKind::Date) return 0.55;
    if (v.kind == VariantKind::Initials) {
      if (!all_upper(shown) || in_longer_initials(s, span)) return 0;
      return shown.find('.') != std::string_view::npos ? 0.6 : 0.4;
    }
    const auto it = std::lower_bound(words.begin(), words.end(), span.begin, [](const text::Word& w, std::size_t at) { return w.span.begin < at; });
    if (it == words.end() || it->span.begin != span.begin) return 0.4;
    if (it->sentence_start || it->all_upper) return 0.3;
    // Beside other capitals it is likely part of a title: "Young People’s Service", "Grace Hospital".
    auto near = [&](const text::Word& a, const text::Word& b) { return b.capitalised && !b.sentence_start && b.span.begin - a.span.end == 1; };
    auto after = it;
    while (after != words.end() && after->span.begin < span.end) ++after;
    if (after != words.end() && near(*(after - 1), *after)) return 0.4;
    if (it != words.begin() && it->span.begin - (it - 1)->span.end == 1 && (it - 1)->capitalised && !(it - 1)->sentence_start) return 0.4;
    return 0.6;
  }

  std::string name_replacement(const Variant& v, const std::string& pseudonym, bool has_title, std::string_view title) const {
    if (!is_whole_name(pseudonym)) return v.kind == VariantKind::Plural && pseudonym[0] != '[' ? "[family name]" : pseudonym;
    switch (v.kind) {
      case VariantKind::Forename:
      case VariantKind::Nickname:
      case VariantKind::MiddleName: return first_word(pseudonym);
      case VariantKind::Surname:
      case VariantKind::NamePart: return last_word(pseudonym);
      case VariantKind::Plural: return last_word(pseudonym) + "s";
      case VariantKind::Titled: return has_title ? fmt::format("{} {}", title, last_word(pseudonym)) : pseudonym;
      case VariantKind::Initials: return fmt::format("{}{}", pseudonym.substr(0, 1), last_word(pseudonym).substr(0, 1));
      case VariantKind::Full:
      case VariantKind::Reversed:
      case VariantKind::Joined:
      case VariantKind::Date:
      case VariantKind::Identifier:
      case VariantKind::AddressWhole:
      case VariantKind::AddressLine:
      case VariantKind::Postcode:
      case VariantKind::Phrase:
      case VariantKind::Misspelt: return pseudonym;
    }
    return pseudonym;
  }

  void from_register(std::string_view s, const text::Folded& f, const std::vector<text::Word>& words, std::vector<Detection>& out) const {
    std::vector<Hit> hits;
    find_hits(f, hits);
    std::erase_if(hits, [&](const Hit& h) {
      const auto span = f.original(h.begin, h.end);
      return !reads_as(all[h.variant], s.substr(span.begin, span.size()));
    });
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return std::tuple(a.begin, b.end, a.variant) < std::tuple(b.begin, a.end, b.variant); });
    for (std::size_t h = 0; h < hits.size();) {
      std::size_t stop = h;
      while (stop < hits.size() && hits[stop].begin == hits[h].begin && hits[stop].end == hits[h].end) ++stop;
      // The same words may stand for several people: the strongest variant decides, and a tie between people names nobody.
      std::size_t best = h;
      for (std::size_t k = h; k < stop; ++k) {
        const auto &a = all[hits[k].variant], &b = all[hits[best].variant];
        if (std::tuple(!a.strong, a.kind, a.listed) < std::tuple(!b.strong, b.kind, b.listed)) best = k;
      }
      const Variant& v = all[hits[best].variant];
      const Listed& listed = reg.values()[v.listed];
      std::vector<std::string_view> people{listed.person};
      for (std::size_t k = h; k < stop; ++k) {
        const auto& other = all[hits[k].variant];
        const auto& who = reg.values()[other.listed].person;
        if (other.kind == v.kind && other.strong == v.strong && std::find(people.begin(), people.end(), who) == people.end() &&
            replacements[other.listed] != replacements[v.listed])
          people.push_back(who);
      }
      Detection d;
      d.span = f.original(hits[h].begin, hits[h].end);
      h = stop;
      d.kind = detection_kind(listed.kind);
      d.by = "register";
      d.person = listed.person;
      d.strong = v.strong;
      d.confidence = v.strong ? 0.99 : weigh_weak(s, d.span, v, words);
      if (d.confidence == 0) continue;
      d.why = fmt::format("A listed {} ({}{}).", text_of(listed.kind), anonymise::words(v.kind), v.strong ? "" : "; it may be chance");
      d.replacement = replacements[v.listed];
      if (listed.kind == ListedKind::DateOfDeath && !d.replacement.starts_with('[') && d.span.begin >= 3) {
        const auto before = s.substr(d.span.begin - 3, 3);
        const bool alone = d.span.begin == 3 || !((s[d.span.begin - 4] | 0x20) >= 'a' && (s[d.span.begin - 4] | 0x20) <= 'z');
        if (alone && (before == "on " || before == "On ")) {
          d.span.begin -= 3;
          d.replacement = (before[0] == 'O' ? "In " : "in ") + d.replacement;
        }
      }
      if (d.kind == DetectionKind::Person) complete_name(s, words, v, people.size(), d);
      out.push_back(std::move(d));
    }
  }

  /// Words that are nearly a listed name.
  void nearly_listed(std::string_view s, const text::Folded& f, std::vector<Detection>& out) const {
    if (near_names.empty()) return;
    for (std::size_t at = 0; at < f.text.size();) {
      std::size_t end = f.text.find(' ', at);
      if (end == std::string::npos) end = f.text.size();
      NearNames::Found found;
      const bool hit = end - at >= 5 && near_names.find(std::string_view(f.text).substr(at, end - at), found);
      const std::size_t begin = at;
      at = end + 1;
      if (!hit) continue;
      Detection d;
      d.span = f.original(begin, end);
      std::size_t first = d.span.begin;
      const bool capital = u_isupper(static_cast<UChar32>(text::next_char(s, first)));
      if (!found.exact && !capital) continue;
      const Variant& v = all[found.variant];
      const Listed& listed = reg.values()[v.listed];
      d.kind = DetectionKind::Person;
      d.by = found.exact ? "register" : "register-near";
      d.person = listed.person;
      d.confidence = found.exact ? (v.strong ? 0.9 : 0.45) : end - begin >= 7 ? 0.45 : 0.35;
      d.why = found.exact ? "A listed name that a number has grown to." : "One letter away from a listed name; it may be a slip of the pen, or somebody else.";
      d.replacement = replacements[v.listed];
      out.push_back(std::move(d));
    }
  }

  // "Quen-" at the end of a line and "nell" on the next is one word to a reader.
  void across_divided_lines(std::string_view s, std::vector<Detection>& out) const {
    if (s.find("-\n") == std::string_view::npos && s.find("-\r\n") == std::string_view::npos) return;
    std::string whole;
    std::vector<std::size_t> from, joints;
    for (std::size_t i = 0; i < s.size(); ++i) {
      if (s[i] == '-' && (s.substr(i + 1).starts_with('\n') || s.substr(i + 1).starts_with("\r\n"))) {
        while (i + 1 < s.size() && (s[i + 1] == '\n' || s[i + 1] == '\r' || s[i + 1] == ' ')) ++i;
        joints.push_back(whole.size());
        continue;
      }
      whole += s[i];
      from.push_back(i);
    }
    std::vector<Detection> found;
    from_register(whole, text::fold(whole, FoldForm::Tokens), text::words(whole), found);
    for (auto& d : found) {
      const auto joint = std::upper_bound(joints.begin(), joints.end(), d.span.begin);
      if (joint == joints.end() || *joint >= d.span.end) continue;
      d.span = {from[d.span.begin], from[d.span.end - 1] + 1};
      d.why += " Divided at the end of a line.";
      out.push_back(std::move(d));
    }
  }

  static std::string text_of(ListedKind kind) {
    std::string out(word(kind));
    std::replace(out.begin(), out.end(), '_', ' ');
    return kind == ListedKind::Nhs ? "NHS number" : kind == ListedKind::Nino ? "National Insurance number" : out;
  }

  void complete_name(std::string_view s, const std::vector<text::Word>& words, const Variant& v, std::size_t people, Detection& d) const {
    auto it = std::lower_bound(words.begin(), words.end(), d.span.begin, [](const text::Word& w, std::size_t at) { return w.span.end <= at; });
    const auto shown = [&](const text::Word& w) { return s.substr(w.span.begin, w.span.size()); };
    std::string_view title;
    bool inside = false, before = false;
    if (it != words.end() && it->span.begin == d.span.begin && it->span.end < d.span.end && is_title(text::folded(shown(*it)))) title = shown(*it), inside = true;
    else if (it != words.begin() && is_title(text::folded(shown(*(it - 1)))) && (it - 1)->capitalised) {
      const auto gap = s.substr((it - 1)->span.end, d.span.begin - (it - 1)->span.end);
      if (gap == " " || gap == ". " || gap == "\xC2\xA0") title = shown(*(it - 1)), before = true;
    }
    if (people > 1 && (v.kind == VariantKind::Surname || v.kind == VariantKind::NamePart || v.kind == VariantKind::Plural || v.kind == VariantKind::Titled)) {
      d.replacement = inside ? fmt::format("{} [family name]", title) : "[family name]";
      d.why += fmt::format(" {} people of the register share it.", people);
      d.person.clear();
      return;
    }
    if (people > 1) {
      d.replacement = "[name removed]";
      d.why += fmt::format(" {} people of the register share it.", people);
      d.person.clear();
      return;
    }
    const std::string pseudonym = d.replacement;
    d.replacement = name_replacement(v, pseudonym, inside, title);
    // "Mr Khan" becomes "Amara", "Mr Okoro" or "the uncle", never "Mr Amara".
    const bool surname_stays = is_whole_name(pseudonym) && (v.kind == VariantKind::Surname || v.kind == VariantKind::NamePart || v.kind == VariantKind::Full ||
                                                            v.kind == VariantKind::Titled || v.kind == VariantKind::Joined || v.kind == VariantKind::Reversed);
    if (before && !surname_stays) d.span.begin = (it - 1)->span.begin;
  }

  void find_allowed(const text::Folded& f, std::vector<Span>& out) const {
    if (allowed.empty()) return;
    const std::string hay = " " + f.text + " ";
    allowed.scan(hay, [&](std::size_t end, std::uint32_t id) {
      out.push_back(f.original(end - 2 - allowed_lengths[id], end - 2));
    });
  }
};

Detector::Detector(const Register& reg, DetectOptions options) : state_(std::make_unique<State>()) {
  state_->reg = reg;
  state_->salt = reg.hash();
  state_->options = options;
  state_->all = variants(reg);
  for (const auto& v : reg.values()) state_->replacements.push_back(reg.replacement_for(v));
  for (std::size_t i = 0; i < state_->all.size(); ++i) {
    const auto& v = state_->all[i];
    if (v.form == SearchForm::Tokens) state_->tokens.add(" " + v.text + " ", static_cast<std::uint32_t>(i));
    else state_->compact.add(v.text, static_cast<std::uint32_t>(i));
  }
  state_->near_names = NearNames(state_->all);
  state_->tokens.build();
  state_->compact.build();
  for (const auto& name : reg.allowed()) {
    auto folded = text::folded(name, FoldForm::Tokens);
    if (folded.empty()) continue;
    state_->allowed_lengths.push_back(folded.size());
    state_->allowed.add(" " + folded + " ", static_cast<std::uint32_t>(state_->allowed_lengths.size() - 1));
  }
  state_->allowed.build();
}
Detector::~Detector() = default;
Detector::Detector(Detector&&) noexcept = default;
Detector& Detector::operator=(Detector&&) noexcept = default;
const Register& Detector::reg() const { return state_->reg; }
const std::string& Detector::salt() const { return state_->salt; }

void Detector::use(const model::Model& model) { state_->model = &model; }

namespace {

/// A tagger remembers the words of the texts that its thread has read; one is kept, for the model used last.
struct Kept {
  const model::Model* model = nullptr;
  std::unique_ptr<model::Tagger> tagger;
};

constexpr double kLikely = 0.5;

/// A form that was checked says what a thing is; the model, which marked the same words or a few more, says only how it reads.
bool names_better(const Detection& form, const Detection& standing) {
  constexpr double kSure = 0.75;
  return standing.by == "model" && form.by != "model" && !form.by.starts_with("register") && form.confidence >= kSure && form.span.size() * 2 >= standing.span.size();
}
void take_name(const Detection& form, Detection& standing) {
  standing.kind = form.kind;
  standing.by = form.by;
  standing.why = form.why;
  standing.replacement = form.replacement;
  standing.confidence = std::max(standing.confidence, form.confidence);
}

/// Of detections that overlap, those that stand. Moved to the end of `out` in order.
void settle(std::vector<Detection>::iterator begin_of, std::vector<Detection>::iterator end_of, std::vector<Detection>& out) {
  // What is surer than not comes first; a listed date before a pattern's, which would keep its month; then the longer.
  auto rank = [](const Detection& d) {
    const bool listed_date = d.kind == DetectionKind::Date && d.by == "register";
    return std::tuple(d.confidence < kLikely, !listed_date, -static_cast<std::ptrdiff_t>(d.span.size()), !d.strong, -d.confidence, d.span.begin);
  };
  std::stable_sort(begin_of, end_of, [&](const Detection& a, const Detection& b) { return rank(a) < rank(b); });
  std::map<std::size_t, Detection> placed;  // by begin
  for (auto it = begin_of; it != end_of; ++it) {
    Detection& d = *it;
    auto next = placed.lower_bound(d.span.end);
    std::vector<std::map<std::size_t, Detection>::iterator> over;
    while (next != placed.begin()) {
      --next;
      if (next->second.span.end <= d.span.begin) break;
      over.push_back(next);
    }
    if (over.empty()) {
      placed.emplace(d.span.begin, std::move(d));
      continue;
    }
    const bool covered = over.size() == 1 && over[0]->second.span.begin <= d.span.begin && over[0]->second.span.end >= d.span.end;
    if (covered) {
      Detection& standing = over[0]->second;
      standing.strong = standing.strong || d.strong;
      if (names_better(d, standing)) take_name(d, standing);
      continue;
    }
    // Two halves of one thing, as of an address; or a listed value that sticks out of what stands there already: the union goes,
    // so that no half of it is left.
    const bool one_thing = d.confidence >= kLikely && std::all_of(over.begin(), over.end(), [&](const auto& o) {
      return o->second.kind == d.kind && o->second.confidence >= kLikely && !o->second.strong;
    });
    if (!d.strong && !one_thing) continue;
    Detection grown = over.back()->second;
    for (const auto& o : over) {
      grown.span.begin = std::min(grown.span.begin, o->second.span.begin);
      grown.span.end = std::max(grown.span.end, o->second.span.end);
      placed.erase(o);
    }
    grown.span.begin = std::min(grown.span.begin, d.span.begin);
    grown.span.end = std::max(grown.span.end, d.span.end);
    grown.strong = grown.strong || d.strong;
    grown.confidence = std::max(grown.confidence, d.confidence);
    placed.emplace(grown.span.begin, std::move(grown));
  }
  for (auto& [begin, d] : placed) out.push_back(std::move(d));
}

/// How much of a text the model reads at once: all of it, unless it is longer than any report; then whole paragraphs, so that
/// memory stays bounded.
std::size_t part_size(std::string_view s) {
  constexpr std::size_t kMost = 1 << 19;
  if (s.size() <= kMost) return s.size();
  for (const std::string_view end : {"\n\n", "\n", " "})
    if (const auto at = s.rfind(end, kMost - 2); at != std::string_view::npos && at > kMost / 2) return at + end.size();
  std::size_t at = kMost;
  while (at > kMost - 4 && (static_cast<unsigned char>(s[at]) & 0xC0) == 0x80) --at;
  return at;
}

/// What a report names openly is nobody to be found, unless the register lists them: who sits on a panel may be somebody's namesake.
void join_open_names(std::vector<Detection> open, std::vector<Detection>& found) {
  if (open.empty()) return;
  const auto standing_over = [](std::vector<Detection>& list, const Detection& d) {
    return std::find_if(list.begin(), list.end(), [&](const Detection& o) { return o.span.begin < d.span.end && d.span.begin < o.span.end; });
  };
  std::vector<Detection> listed;
  for (const auto& d : found)
    if (d.by.starts_with("register")) listed.push_back(d);
  std::erase_if(open, [&](const Detection& o) { return standing_over(listed, o) != listed.end(); });
  std::erase_if(found, [&](const Detection& d) { return (d.by == "model" || d.by == "document" || d.by == "unknown-capital") && standing_over(open, d) != open.end(); });
  found.insert(found.end(), std::make_move_iterator(open.begin()), std::make_move_iterator(open.end()));
}

bool is_name(DetectionKind kind) {
  return kind == DetectionKind::Person || kind == DetectionKind::Place || kind == DetectionKind::Address || kind == DetectionKind::Organisation;
}

/// The model weighs what it sees better than a rule can; what rules found and it did not stays, as far as the rule is sure.
void join_model(std::vector<Detection> named, const DetectOptions& options, std::vector<Detection>& found) {
  auto overlaps = [&](const Detection& d) {
    auto it = std::lower_bound(named.begin(), named.end(), d.span.begin, [](const Detection& n, std::size_t at) { return n.span.end <= at; });
    return it != named.end() && it->span.begin < d.span.end;
  };
  std::erase_if(found, [&](Detection& d) {
    if (d.by.starts_with("register") || d.by == "child") return false;
    if (d.by == "unknown-capital" || d.by == "date" || d.by == "time" || d.by == "age") return overlaps(d);
    if (options.profile == Profile::General && d.by == "street-address") return overlaps(d);
    return false;
  });
  found.insert(found.end(), std::make_move_iterator(named.begin()), std::make_move_iterator(named.end()));
}

}  // namespace

std::vector<Detection> Detector::detect(std::string_view s) const {
  // Without a register nothing needs the folded text.
  const bool listed = !state_->all.empty();
  const auto f = listed || !state_->allowed.empty() ? text::fold(s, FoldForm::Tokens) : text::Folded{};
  std::vector<Detection> found;
  if (listed) {
    state_->from_register(s, f, text::words(s), found);
    state_->across_divided_lines(s, found);
    state_->nearly_listed(s, f, found);
  }
  if (state_->options.children) recognise_children(s, state_->reg, std::vector<Detection>(found), found);
  if (state_->options.patterns) recognise_patterns(s, found);
  if (state_->options.dates) recognise_dates(s, found);
  if (state_->options.unknown_words && !state_->options.model) recognise_unknown(s, found);
  if (state_->options.model) {
    thread_local Kept kept;
    const auto& model = state_->model ? *state_->model : model::Model::built_in();
    if (kept.model != &model) kept.model = &model, kept.tagger = std::make_unique<model::Tagger>(model);
    std::vector<Detection> named;
    for (std::size_t at = 0; at < s.size();) {
      const auto part = s.substr(at, part_size(s.substr(at)));
      const auto first_named = named.size(), first_found = found.size();
      recognise_by_model(part, *kept.tagger, state_->options, named);
      if (state_->options.unknown_words) recognise_unknown(kept.tagger->reading(), kept.tagger->words(), found);
      if (at > 0)
        for (auto* list : {&named, &found})
          for (auto i = list == &named ? first_named : first_found; i < list->size(); ++i) (*list)[i].span = {(*list)[i].span.begin + at, (*list)[i].span.end + at};
      at += part.size();
    }
    if (state_->options.names_alone) std::erase_if(named, [](const Detection& d) { return !is_name(d.kind); });
    join_model(std::move(named), state_->options, found);
  }

  if (state_->options.profile == Profile::Review) {
    if (state_->options.patterns) recognise_bodies(s, found);
    std::vector<Detection> open;
    recognise_open_names(s, open);
    join_open_names(std::move(open), found);
  }

  std::vector<Span> allowed;
  state_->find_allowed(f, allowed);
  if (!allowed.empty())
    std::erase_if(found, [&](const Detection& d) {
      return std::any_of(allowed.begin(), allowed.end(), [&](const Span& a) { return d.span.begin >= a.begin && d.span.end <= a.end; });
    });

  // Most stand alone; only those that overlap, one by one or through others, must be settled.
  std::stable_sort(found.begin(), found.end(), [](const Detection& a, const Detection& b) { return a.span.begin < b.span.begin; });
  std::vector<Detection> out;
  out.reserve(found.size());
  for (auto it = found.begin(); it != found.end();) {
    auto next = it + 1;
    for (std::size_t end = it->span.end; next != found.end() && next->span.begin < end; ++next) end = std::max(end, next->span.end);
    if (next == it + 1) out.push_back(std::move(*it));
    else settle(it, next, out);
    it = next;
  }
  return out;
}

std::vector<Detection> detect(std::string_view utf8, const Register& reg, const DetectOptions& options) { return Detector(reg, options).detect(utf8); }

}  // namespace heed::anonymise

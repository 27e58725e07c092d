#include <re2/re2.h>

#include <algorithm>
#include <unordered_set>

#include "anonymise/recognisers/roles.h"
#include "anonymise/vocabulary.h"
#include "base/trim.h"
#include "text/words.h"

namespace heed::anonymise {

namespace {

using text::Span;
using WordSet = std::unordered_set<std::string_view>;

// Headings of the part that says who was on the panel, and who chaired and wrote, hold no other words than these …
const WordSet kPanelHeading = {"the", "this", "a", "of", "and", "for", "to", "on", "who", "was", "about", "dhr", "dardr", "domestic", "homicide", "abuse", "related", "death", "review", "reviews", "panel", "panels",
                               "members", "member", "membership", "composition", "chair", "chairs", "chairperson", "author", "authors", "writer", "overview", "report", "independent", "attendees",
                               "representatives", "independence", "list", "names", "s", "details", "information", "statement"};
// … and one of these.
const WordSet kPanelWord = {"panel", "chair", "chairs", "chairperson", "author", "authors"};
// Words of the headings under which the case itself is told, or something else begins.
const WordSet kOtherHeading = {"chronology", "background", "facts", "fact", "terms", "reference", "scope", "introduction", "summary", "timescales", "timescale", "confidentiality", "methodology", "contributors",
                               "contribution", "contributions", "contact", "involvement", "family", "friends", "dissemination", "equality", "diversity", "analysis", "conclusion", "conclusions", "lessons",
                               "recommendations", "glossary", "appendix", "key", "events", "parallel", "findings", "learning", "purpose", "genogram", "subjects", "people", "persons", "narrative", "agencies",
                               "circumstances", "history", "relationship", "practice", "themes", "action", "acknowledgements", "preface", "foreword", "contents", "imrs"};
constexpr std::size_t kMostHeading = 90, kProse = 160, kMostLines = 120;

/// The words of a line, and whether it may be a heading by its form.
struct Line {
  Span span;
  std::vector<std::string> words;
  bool heading = false;
};

Line line_at(std::string_view s, std::size_t begin) {
  Line out;
  out.span = {begin, std::min(s.find('\n', begin), s.size())};
  const auto shown = trimmed(s.substr(begin, out.span.size()));
  const auto folded = text::folded(shown.substr(0, kProse), text::FoldForm::Tokens);
  for (std::size_t at = 0; at < folded.size();) {
    const auto end = std::min(folded.find(' ', at), folded.size());
    out.words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  // "3.2", "Section 4", "b)" before the words of a heading.
  while (!out.words.empty() && (out.words[0].find_first_of("0123456789") != std::string::npos || out.words[0] == "section" || out.words[0] == "part")) out.words.erase(out.words.begin());
  out.heading = !shown.empty() && shown.size() <= kMostHeading && !shown.ends_with('.') && !shown.ends_with(';') && shown.find('\t') == std::string_view::npos && shown.find(',') == std::string_view::npos;
  return out;
}

bool begins_panel(const Line& l) {
  if (!l.heading || l.words.empty()) return false;
  return std::all_of(l.words.begin(), l.words.end(), [](const auto& w) { return kPanelHeading.contains(w); }) &&
         std::any_of(l.words.begin(), l.words.end(), [](const auto& w) { return kPanelWord.contains(w); });
}

bool ends_panel(std::string_view s, const Line& l) {
  const auto has = [&](const WordSet& set) { return std::any_of(l.words.begin(), l.words.end(), [&](const auto& w) { return set.contains(w); }); };
  if (l.heading && has(kOtherHeading) && l.words.size() <= 8) return true;
  // Prose that speaks of something else.
  const auto shown = trimmed(s.substr(l.span.begin, l.span.size()));
  return shown.size() >= kProse && shown.ends_with('.') && !has(kPanelWord) && shown.find("panel") == std::string_view::npos && shown.find("author") == std::string_view::npos && shown.find("chair") == std::string_view::npos;
}

// One or two initials or forenames and a surname of one or two words, on one line.
#define HEED_WORD R"(\p{Lu}[\p{L}'\x{2019}-]+)"
#define HEED_NAME R"((?:(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sir|Dame|Cllr|Councillor|Rev|PC|PS|DC|DS|DI|DCI|DSU)\.?[ ])?()" HEED_WORD R"((?:[ ]\p{Lu}\.?)?(?:[ ])" HEED_WORD R"(){1,2}))"

bool is_name(std::string_view shown, bool leads_a_line) {
  static const WordSet kPosts = {"detective", "sergeant", "inspector", "constable", "superintendent", "officer", "manager", "head", "lead", "leader", "nurse", "director", "named", "designated", "adviser",
                                 "advisor", "worker", "advocate", "specialist", "consultant", "coordinator", "practitioner", "commissioner", "doctor", "general", "assistant", "deputy", "senior", "chief"};
  bool unusual = false;
  for (const auto& w : text::words(shown)) {
    const auto folded = text::folded(shown.substr(w.span.begin, w.span.size()));
    if (is_institutional_word(folded) || kPosts.contains(folded) || kPanelHeading.contains(folded) || month_number(folded) > 0) return false;
    unusual = unusual || (w.span.size() > 1 && !is_common_word(folded));
  }
  return unusual || leads_a_line;
}

Detection open_name(Span span, std::string_view shown) {
  Detection d;
  d.span = span;
  d.kind = DetectionKind::Person;
  d.confidence = 0.05;
  d.by = kOpenName;
  d.why = "Stands among the panel, the chair and the author, whom a report names openly.";
  d.replacement = shown;
  return d;
}

bool letter_at(std::string_view s, std::size_t at) { return at < s.size() && (std::isalnum(static_cast<unsigned char>(s[at])) || (s[at] & 0x80)); }

}  // namespace

void recognise_open_names(std::string_view s, std::vector<Detection>& out) {
  static const re2::RE2 kName(R"((?:^|[^\p{L}\p{N}])()" HEED_NAME ")");
  // "chaired by Ines Vardley", "The author of this report is Ines Vardley", "Ines Vardley was appointed as independent chair".
  static const re2::RE2 kSaid(R"((?:[Cc]haired by|[Ww]ritten by|[Aa]uthored by|(?:[Cc]hair|[Aa]uthor)(?: of (?:this|the)(?: [\w-]+){0,5})?(?: is| was|,|:)(?: by)?)[ ](?:an? independent (?:chair|consultant|author), )?()" HEED_NAME ")");
  static const re2::RE2 kSays(R"((?:^|[^\p{L}\p{N}])()" HEED_NAME R"()(?:,? (?:is|was|has been|were))?(?: (?:appointed|commissioned|asked|selected|engaged))?(?: as| to be| to act as)?,?(?: the| an)?(?: independent| overview| report)* (?:[Cc]hair|[Aa]uthor)\b)");
  std::vector<Span> spans;
  const auto take = [&](const re2::RE2& re, Span in, bool list) {
    re2::StringPiece groups[3];
    const re2::StringPiece text(s.data(), s.size());
    // The byte before says whether a word begins here.
    for (auto at = in.begin > 0 ? in.begin - 1 : 0; at < in.end && re.Match(text, at, in.end, re2::RE2::UNANCHORED, groups, 3);) {
      const Span whole{static_cast<std::size_t>(groups[1].data() - s.data()), static_cast<std::size_t>(groups[1].data() - s.data()) + groups[1].size()};
      at = whole.end;
      const auto line = s.rfind('\n', whole.begin);
      const auto before = trimmed(s.substr(line == std::string_view::npos ? 0 : line + 1, whole.begin - (line == std::string_view::npos ? 0 : line + 1)), " \t\r*-\xE2\x80\xA2");
      if (is_name({groups[2].data(), groups[2].size()}, list && before.empty())) spans.push_back(whole);
    }
  };
  bool inside = false;
  std::size_t lines = 0;
  for (std::size_t at = 0; at < s.size();) {
    const auto line = line_at(s, at);
    if (begins_panel(line)) inside = true, lines = 0;
    else if (inside && (ends_panel(s, line) || ++lines > kMostLines)) inside = false;
    else if (inside) take(kName, line.span, true);
    at = line.span.end + 1;
  }
  for (const std::string_view word : {"hair", "uthor", "ritten by"})
    for (auto at = s.find(word); at != std::string_view::npos; at = s.find(word, at + word.size())) {
      const auto from = s.rfind('\n', at), to = std::min(s.find('\n', at), s.size());
      const Span near{std::max(from == std::string_view::npos ? 0 : from + 1, at > 160 ? at - 160 : 0), std::min(to, at + 160)};
      take(kSaid, near, false);
      take(kSays, near, false);
    }
  if (spans.empty()) return;
  // The same full name stands for the same person elsewhere; a surname or a forename alone may be anybody's.
  std::vector<std::string_view> names;
  for (const auto& span : spans) {
    auto shown = s.substr(span.begin, span.size());
    const auto first = shown.find(' ');
    if (is_title(text::folded(shown.substr(0, first), text::FoldForm::Tokens)) && shown.find(' ', first + 1) != std::string_view::npos) shown.remove_prefix(first + 1);
    if (shown.find(' ') != std::string_view::npos && std::find(names.begin(), names.end(), shown) == names.end()) names.push_back(shown);
  }
  for (const auto& name : names)
    for (auto at = s.find(name); at != std::string_view::npos; at = s.find(name, at + name.size()))
      if ((at == 0 || !letter_at(s, at - 1)) && !letter_at(s, at + name.size())) spans.push_back({at, at + name.size()});
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return std::tuple(a.begin, b.end) < std::tuple(b.begin, a.end); });
  std::size_t done = 0;
  for (const auto& span : spans) {
    if (span.begin < done) continue;
    out.push_back(open_name(span, s.substr(span.begin, span.size())));
    done = span.end;
  }
}

}  // namespace heed::anonymise

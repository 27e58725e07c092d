#include "anonymise/dates.h"
#include "anonymise/recognisers/recognisers.h"
#include "anonymise/vocabulary.h"
#include "base/ascii.h"

namespace heed::anonymise {

namespace {

/// Stretches that hold digits, with whole words around them: nothing else can be a date with a day. A wide digit's first byte
/// (U+FF10 …) counts.
template <class Take>
void around_digits(std::string_view s, Take&& take) {
  constexpr std::size_t kReach = 28;
  std::size_t begin = 0, end = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (!((s[i] >= '0' && s[i] <= '9') || s[i] == '\xEF')) continue;
    if (end > 0 && i > end + kReach) take(begin, end), end = 0;
    if (end == 0) {
      begin = i > kReach ? i - kReach : 0;
      while (begin > 0 && s[begin - 1] != ' ' && s[begin - 1] != '\n') --begin;
    }
    end = std::min(i + kReach, s.size());
    while (end < s.size() && s[end] != ' ' && s[end] != '\n') ++end;
  }
  if (end > 0) take(begin, end);
}

/// Whether there is a month's name or a divider between digits: cheap to see, and most numbers of a text are no dates. What is not
/// ASCII may be either.
bool may_hold_date(std::string_view s) {
  const auto digit = [&](std::size_t at) { return at < s.size() && s[at] >= '0' && s[at] <= '9'; };
  const auto letter = [&](std::size_t at) { return lower_ascii(s[at]) >= 'a' && lower_ascii(s[at]) <= 'z'; };
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] & 0x80) return true;
    if (digit(i)) {
      if (digit(i + 2) && (s[i + 1] == '/' || s[i + 1] == '.' || s[i + 1] == '-' || s[i + 1] == ' ')) return true;
      continue;
    }
    if (i + 2 >= s.size() || !letter(i) || (i > 0 && letter(i - 1))) continue;
    const char start[] = {lower_ascii(s[i]), lower_ascii(s[i + 1]), lower_ascii(s[i + 2])};
    for (int month = 1; month <= 12; ++month)
      if (lower_ascii(month_name(month)[0]) == start[0] && month_name(month).substr(1, 2) == std::string_view(start + 1, 2)) return true;
  }
  return false;
}

}  // namespace

void recognise_dates(std::string_view s, std::vector<Detection>& out) {
  std::vector<FoundDate> all;
  around_digits(s, [&](std::size_t begin, std::size_t end) {
    if (!may_hold_date(s.substr(begin, end - begin))) return;
    for (auto& found : find_dates(s.substr(begin, end - begin))) {
      found.span = {found.span.begin + begin, found.span.end + begin};
      if (all.empty() || all.back().span.end <= found.span.begin) all.push_back(found);
    }
  });
  for (const auto& found : all) {
    Detection d;
    d.span = found.span;
    d.kind = DetectionKind::Date;
    d.by = "date";
    const auto from = found.span.begin > 30 ? found.span.begin - 30 : 0;
    const auto before = text::folded(s.substr(from, found.span.begin - from));
    const bool birth = before.find("born") != std::string::npos || before.find("d.o.b") != std::string::npos || before.find("dob") != std::string::npos ||
                       before.find("date of birth") != std::string::npos || before.find("birthday") != std::string::npos;
    if (birth) {
      d.confidence = 0.9;
      d.replacement = "[date of birth removed]";
      d.why = "An exact date where a birth is spoken of.";
    } else {
      d.confidence = 0.7;
      d.replacement = month_and_year(found.date);
      if (found.with_on) d.replacement = (s[found.span.begin] == 'O' ? "In " : "in ") + d.replacement;
      d.why = "An exact date; published reports give the month and the year.";
    }
    out.push_back(std::move(d));
  }
}

}  // namespace heed::anonymise

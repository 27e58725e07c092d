#include "anonymise/dates.h"
#include "anonymise/recognisers/recognisers.h"

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

}  // namespace

void recognise_dates(std::string_view s, std::vector<Detection>& out) {
  std::vector<FoundDate> all;
  around_digits(s, [&](std::size_t begin, std::size_t end) {
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

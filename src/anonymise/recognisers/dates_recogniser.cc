#include "anonymise/dates.h"
#include "anonymise/recognisers/recognisers.h"

namespace heed::anonymise {

void recognise_dates(std::string_view s, std::vector<Detection>& out) {
  for (const auto& found : find_dates(s)) {
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

// Times of day and ages: shown for a person to decide, below what is replaced without one. Dates with a day are dates.h's; what a day is called in words is found here.
#include "anonymise/recognisers/pattern.h"

namespace heed::anonymise {

namespace {

Verdict judge_time(std::string_view found, const Surroundings&) {
  const auto d = digits_of(found);
  int hour = d[0] - '0', minute = 0;
  if (d.size() >= 3) {
    const auto split = d.size() - 2;
    hour = split == 2 ? (d[0] - '0') * 10 + (d[1] - '0') : d[0] - '0';
    minute = (d[split] - '0') * 10 + (d[split + 1] - '0');
  } else if (d.size() == 2) {
    hour = hour * 10 + (d[1] - '0');
  }
  if (hour < 24 && minute < 60) return {0.45, "A time of day."};
  return {0.25, "The form of a time of day, though no clock shows it."};
}

}  // namespace

std::span<const Pattern> time_patterns() {
  static const Pattern all[] = {
      pattern(DetectionKind::Date, "time", "[time removed]", Near::Clock, 1, "(?i)\\b(\\d{1,2}[:.]\\d{2} ?(?:a\\.?m|p\\.?m|hours|hrs|h)?|\\d{4} ?(?:hours|hrs|h)|\\d{1,2} ?(?:a\\.?m|p\\.?m))\\b", judge_time),
      pattern(DetectionKind::Age, "age", "[age removed]", Near::Years, 1,
              "(?i)\\b((?:aged|age of|age)[: ]{1,2}\\d{1,3}(?: ?(?:years?|yrs?|months?|weeks?|days?))?(?: old)?|\\d{1,3}[ -](?:years?|yrs?|months?|weeks?|days?)[ -]olds?|\\d{1,3} ?y/?o)\\b", Verdict{0.45, "The form of an age."}),
  };
  return all;
}

std::span<const Pattern> wordy_patterns() {
  const std::string units = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)";
  const std::string tens = "(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)";
  const std::string number = "(?:" + tens + "y(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|" + units + ")";
  const std::string nth = "(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|"
                          "(?:twen|thir)tieth)";
  const std::string age = "(?i)\\b((?:aged|age of) " + number + "|" + number + "[- ](?:years?|months?|weeks?|days?)[- ]old|in (?:his|her|their) (?:(?:early|mid|late)[- ])?(?:teens|" + tens + "ies))\\b";
  const std::string time = "(?i)\\b((?:half past|quarter (?:past|to)|(?:five|ten|twenty|twenty[- ]five) (?:past|to)) " + units + "|" + units + " o(?:'|\\x{2019})?clock|midnight|midday)\\b";
  const std::string day = "(?i)\\b((?:the )?" + nth + " (?:day )?of (?:january|february|march|april|may|june|july|august|september|october|november|december))\\b";
  static const Pattern all[] = {
      pattern(DetectionKind::Age, "age", "[age removed]", Near::Years, 0, age.c_str(), Verdict{0.45, "The form of an age."}),
      pattern(DetectionKind::Date, "time", "[time removed]", Near::Clock, 0, time.c_str(), Verdict{0.35, "A time of day in words."}),
      pattern(DetectionKind::Date, "date", "[date removed]", Near::Anything, 0, day.c_str(), Verdict{0.6, "A date in words."}),
  };
  return all;
}

}  // namespace heed::anonymise

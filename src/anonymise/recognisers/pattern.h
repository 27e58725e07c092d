// One validated pattern, and what its check may look at. Families of patterns stand in patterns_*.cc, one table each;
// patterns.cc runs them over the places of a text where they could match. A check weighs what was found: it lowers the
// confidence of what fails, and answers 0 only where a form means nothing without the words that announce it.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "anonymise/detect.h"

namespace heed::anonymise {

/// What stands around a match: `before` at most 60 bytes, `after` at most 24.
struct Surroundings {
  std::string_view before, after;
  /// One of `words` (split by |, small letters) stands before it as whole words.
  bool announced_by(std::string_view words) const;
};

/// How sure a match is of being what the pattern looks for; 0 drops it.
struct Verdict {
  double confidence = 0;
  const char* why = "";
};
using Judge = Verdict (*)(std::string_view found, const Surroundings& around);

/// What must be near the digits before the expression is tried; cheap to see, and most digits of a text are plain dates.
enum class Near : std::uint8_t {
  Anything,
  Letters,    ///< a word of digits and letters, or a word in capitals right beside the digits
  Announced,  ///< a word before it that announces a reference: "log", "ref", "number" …
  Clock,      ///< a point, a colon or the letters of an hour
  Years,      ///< "aged" before it, or a unit of time after it
  Street,     ///< a capitalised word after it
};

struct Pattern {
  DetectionKind kind;
  const char* by;
  const char* replacement;
  Near near;
  int digits;  ///< at least so many in the run of digits, letters and single separators that it stands in
  std::unique_ptr<RE2> re;  ///< group 1 is the span
  Judge judge = nullptr;    ///< where the form alone does not say it
  Verdict verdict;          ///< of every match, where it does

  Verdict verdict_on(std::string_view found, const Surroundings& around) const { return judge ? judge(found, around) : verdict; }
};

Pattern pattern(DetectionKind kind, const char* by, const char* replacement, Near near, int digits, const char* expression, Judge judge);
Pattern pattern(DetectionKind kind, const char* by, const char* replacement, Near near, int digits, const char* expression, Verdict verdict);

std::span<const Pattern> contact_patterns();   ///< telephones, postcodes, addresses, networks
std::span<const Pattern> person_patterns();    ///< NHS, National Insurance, hospital, passport, driving licence, vehicle
std::span<const Pattern> money_patterns();     ///< sort codes and accounts, IBAN, cards
std::span<const Pattern> case_patterns();      ///< police, courts, coroners, social care
std::span<const Pattern> time_patterns();      ///< times of day, ages, dates without a day
/// What has no digit to be found by is looked for in the whole text.
std::span<const Pattern> wordy_patterns();     ///< ages in words, times in words

std::string digits_of(std::string_view s);
bool luhn_checksum(std::string_view digits);
bool iban_checksum(std::string_view compact);

}  // namespace heed::anonymise

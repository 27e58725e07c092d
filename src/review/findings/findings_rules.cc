#include "review/findings/findings.h"

#include <set>

namespace heed::review {

std::string_view words(Reach reach) {
  switch (reach) {
    case Reach::NotSaid: return "";
    case Reach::Within: return "Within one agency";
    case Reach::Between: return "Between agencies";
  }
  return "";
}

std::vector<FieldError> reach_problems(Reach reach, const std::vector<AgencyId>& agencies) {
  switch (reach) {
    case Reach::NotSaid: return {{"reach", "Choose whether it lies within one agency or between agencies"}};
    case Reach::Within:
      if (agencies.size() != 1) return {{"agencies", "Choose the one agency that it lies within"}};
      break;
    case Reach::Between:
      if (agencies.size() < 2) return {{"agencies", "Choose the agencies that it lies between, at least two"}};
      break;
  }
  if (std::set<AgencyId>(agencies.begin(), agencies.end()).size() != agencies.size()) return {{"agencies", "Choose each agency once"}};
  return {};
}

std::vector<std::string> missing_in(const Lesson& lesson) {
  std::vector<std::string> missing;
  if (lesson.findings.empty()) missing.push_back("the findings that it answers");
  if (lesson.change.empty()) missing.push_back("what should change");
  if (lesson.early) return missing;  // what was done, and when, stands in its place
  if (lesson.how.empty()) missing.push_back("how it is acted on");
  if (lesson.by_when.empty()) missing.push_back("by when");
  return missing;
}

}  // namespace heed::review

#include "review/notification/notification.h"

namespace heed::review {

std::vector<std::string> missing_in(const Notification& notification, const std::vector<PersonRow>& people) {
  std::vector<std::string> missing;
  if (notification.told_by.empty() || notification.told_on.empty()) missing.push_back("who told the partnership, and when");
  bool died = false, suspected = false;
  for (const auto& person : people) {
    died = died || has_role(person.value, "died");
    suspected = suspected || has_role(person.value, "suspected");
  }
  if (!died) missing.push_back("who died");
  if (notification.suspects.empty() || (notification.suspects == "listed" && !suspected))
    missing.push_back("whether anybody is suspected of, or known for, abuse towards them");
  if (notification.manner.empty()) missing.push_back("the manner of death");
  if (notification.abuse_known.empty()) missing.push_back("what abuse or neglect is known");
  return missing;
}

}  // namespace heed::review

// Rules of the casefile that need no store.
#include "review/casefile/casefile.h"

namespace heed::review {

std::optional<Day> clock_day(const UncertainDate& date) {
  if (date.empty() || date.approximate()) return std::nullopt;
  if (date.precision() != DatePrecision::Day && date.precision() != DatePrecision::Minute) return std::nullopt;
  return parse_iso_day(std::string_view(date.edtf()).substr(0, 10));
}

namespace {
CivilMinutes midnight(Day day) { return CivilMinutes(std::chrono::sys_days(day).time_since_epoch().count()) * 24 * 60; }
}  // namespace

bool in_force(const Appointment& appointment, Day day) {
  const auto begins = midnight(day), ends = begins + 24 * 60 - 1;
  if (!appointment.from.empty() && appointment.from.earliest() > ends) return false;
  return appointment.until.empty() || appointment.until.latest() >= begins;
}

std::string authority_of(const access::Agency& agency) { return agency.listed ? "listed" : "invited"; }

std::vector<std::string> cautions(const Participant& p) {
  std::vector<std::string> out;
  if (p.do_not_contact == "yes")
    out.push_back(p.do_not_contact_why.empty() ? "Do not contact." : "Do not contact: " + p.do_not_contact_why);
  if (!p.must_not_know.empty()) out.push_back("Must not learn that they take part: " + p.must_not_know.reveal());
  for (const auto& way : p.never) {
    if (way == "voicemail") out.push_back("Never leave a voicemail.");
    if (way == "post") out.push_back("Never send post.");
    if (way == "email") out.push_back("Never send an email.");
    if (way == "text") out.push_back("Never send a text message.");
  }
  if (p.identity == "no") out.push_back("It is not verified who they are.");
  if (!p.avoid_dates.empty()) out.push_back("Avoid these dates: " + p.avoid_dates);
  return out;
}

}  // namespace heed::review

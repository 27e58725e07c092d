#include "web/pages/policy_pages.h"

#include "publish/policy.h"
#include "web/forms.h"
#include "web/pages/publication_parts.h"

namespace heed::web {

namespace {

using publish::ReplacementPolicy;

const std::vector<Option>& dates() {
  static const std::vector<Option> all = {{"month", "The month and the year", "“On 3 June 2019” becomes “in June 2019”"},
                                          {"year", "The year alone", "“On 3 June 2019” becomes “in 2019”"},
                                          {"relative", "How long before or after the death", "“On 31 May 2019” becomes “three days before the death”, where the register knows the day of one death"},
                                          {"keep", "As they stand", "Dates of birth and of death go in any case"}};
  return all;
}
const std::vector<Option>& ages() {
  static const std::vector<Option> all = {{"keep", "As they stand", "A child’s exact age goes in any case"}, {"banded", "In bands", "“Aged 34” becomes “aged 30–39”"}};
  return all;
}
const std::vector<Option>& staff() {
  static const std::vector<Option> all = {{"role", "By what they do", "“PC” and a surname becomes “the police officer”. The panel, the chair and the author stay named"},
                                          {"keep", "As they stand", "Whoever is in the people register is replaced in any case"}};
  return all;
}

std::string chosen(const std::vector<Option>& options, std::string_view value) {
  for (const auto& o : options)
    if (o.value == value) return o.text;
  return std::string(value);
}

Response policy_form(Context& c) {
  const auto row = c.store().read([&](store::Reader& r) { return publish::replacement_policy(r, *c.review); });
  FormOf<ReplacementPolicy> form;
  form.radios("dates", "What stands in the place of an exact date?", dates(), &ReplacementPolicy::dates).must("Choose what stands in the place of an exact date");
  form.radios("ages", "How are ages given?", ages(), &ReplacementPolicy::ages).must("Choose how ages are given");
  form.radios("professionals", "How are staff called who are not in the people register?", staff(), &ReplacementPolicy::professionals).must("Choose how staff are called");
  FormPage page{.title = "Dates, ages and staff", .cancel = c.here("publication"), .breadcrumbs = publication_crumbs(c)};
  page.before = para("This holds for every document of the review. An edition that is being worked on has to be made again after a change; what was decided is kept. People go by their pseudonyms, a GP practice, a school "
                     "and an employer by what they are, and a refuge is never named.");
  return edit(c, page, form, row.value, row.version, [&](const ReplacementPolicy& v, std::int64_t expected) -> Result<std::string> {
    HEED_TRY(c.store().write(c.who(), "publication.policy", [&](store::Writer& w) { return publish::put_replacement_policy(w, *c.actor, c.review->id, v, expected); }));
    return with_done(c.here("publication"), "saved");
  });
}

}  // namespace

std::vector<SummaryRow> policy_rows(const ReplacementPolicy& p) {
  return {{.key = "Dates", .value = chosen(dates(), p.dates)}, {.key = "Ages", .value = chosen(ages(), p.ages)}, {.key = "Staff", .value = chosen(staff(), p.professionals)}};
}

void add_policy_routes(Routes& routes) { add_form(routes, "/reviews/:review/publication/policy", "dates, ages and staff", Needs::review(Act::EditEdition), policy_form); }

}  // namespace heed::web

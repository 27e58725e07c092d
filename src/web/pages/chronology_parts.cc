#include "web/pages/chronology_parts.h"

#include <algorithm>

namespace heed::web {

using review::Entry;

namespace {

Html date_cell(const Entry& e) {
  if (e.date.empty()) return e.date_written.empty() ? html("<span class=\"heed-missing\">No date</span>") : html("{}", e.date_written);
  const auto understood = e.date.understood();
  if (e.date.typed() == understood) return html("{}", understood);
  return html("{}<br><span class=\"govuk-hint heed-inline\">as typed: {}</span>", understood, e.date.typed());
}

bool is_unsure(const Entry& e) {
  return e.date.empty() || e.date.approximate() || (e.date.precision() != DatePrecision::Day && e.date.precision() != DatePrecision::Minute);
}

Html what_cell(const Entry& e) {
  Html out = html("{}", e.what);
  out += labelled("Person concerned", e.people) + labelled("By", e.staff_role) + labelled("Seen", e.seen) + labelled("Seen alone", e.seen_alone) +
         labelled("Action or outcome", e.action) + labelled("Expected practice", e.expected) + labelled("Comment", e.comment) + labelled("See", e.cross_ref);
  for (const auto& other : e.other) out += labelled(other.heading, other.text);
  if (!e.doubt.empty()) out += html("<br>{} {}", tag({.text = "Doubtful", .classes = "govuk-tag--yellow"}), e.doubt);
  for (const auto& mark : e.marks) out += html("<br><span class=\"govuk-hint heed-inline\">{}</span>", mark);
  return out;
}

std::vector<Cell> head() { return {{.content = "Date"}, {.content = "Agency"}, {.content = "What happened"}, {.content = "Source"}}; }

}  // namespace

std::string counted(std::int64_t n, std::string_view one, std::string_view many) { return fmt::format("{} {}", n, n == 1 ? one : many); }

Html labelled(std::string_view label, std::string_view text) {
  if (text.empty()) return {};
  return html("<br><strong>{}:</strong> {}", label, text);
}

std::vector<Cell> entry_cells(const Entry& e, const Html& extra, std::string_view link) {
  Html date = link.empty() ? date_cell(e) : html("<a class=\"govuk-link\" href=\"{}\">{}</a>", link, date_cell(e));
  Html source = html("{}", e.source);
  if (!e.place.empty()) source += html("{}<span class=\"govuk-hint heed-inline\">{}</span>", e.source.empty() ? Html() : html("<br>"), e.place);
  return {{.content = date, .classes = is_unsure(e) ? "heed-chronology__date heed-chronology__date--uncertain" : "heed-chronology__date"},
          {.content = e.agency.empty() ? html("Not said") : tag({.text = e.agency, .classes = "govuk-tag--grey"})},
          {.content = what_cell(e) + extra, .classes = "heed-chronology__what"},
          {.content = source, .classes = "heed-chronology__source"}};
}

Table chronology_table(std::vector<std::vector<Cell>> rows) {
  Table t;
  t.head = head();
  t.rows = std::move(rows);
  t.classes = "heed-chronology";
  return t;
}

std::string entry_address(const Context& c, review::EntryId id) { return c.here("chronology/entry/" + id.text()); }

std::vector<Option> agency_options(Context& c) {
  std::vector<Option> out;
  for (const auto& row : c.store().read([](store::Reader& r) { return access::agencies(r); })) out.push_back({row.id.text(), row.value.name, ""});
  std::sort(out.begin(), out.end(), [](const Option& a, const Option& b) { return a.text < b.text; });
  return out;
}

Entry in_pseudonyms(const Entry& e, const anonymise::Pseudonymiser& pseudonyms, Day today) {
  Entry out = e;
  // Changed together, in the order in which they stand: a forename in one field and a surname in the next are found.
  std::vector<std::string*> fields = {&out.date_written, &out.time, &out.agency, &out.source, &out.people, &out.staff_role, &out.what, &out.seen, &out.seen_alone, &out.action,
                                      &out.expected, &out.comment, &out.cross_ref, &out.original, &out.place, &out.doubt, &out.settled};
  for (auto& other : out.other) fields.push_back(&other.heading), fields.push_back(&other.text);
  for (auto& mark : out.marks) fields.push_back(&mark);
  std::vector<std::string_view> before;
  for (const auto* field : fields) before.push_back(*field);
  auto after = pseudonyms.apply_all(before);
  for (std::size_t i = 0; i < fields.size(); ++i) *fields[i] = std::move(after[i]);
  if (e.date.empty()) return out;
  const auto typed = e.date.typed(), understood = e.date.understood();
  const auto shown = pseudonyms.apply(understood);
  if (shown == understood && pseudonyms.apply(typed) == typed) return out;
  // The day itself is somebody's: a birth, or the death. The month stays.
  const auto month = UncertainDate::parse(e.date.edtf().substr(0, 7), today);
  out.date = month.ok() ? *month : UncertainDate();
  if (out.date.empty()) out.date_written = shown == understood ? std::string("A day that is left out") : shown;
  return out;
}

}  // namespace heed::web

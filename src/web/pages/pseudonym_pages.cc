#include "web/pages/pseudonym_pages.h"

#include <sodium.h>

#include "publish/pseudonyms.h"
#include "web/pages/options.h"

namespace heed::web {

namespace {

constexpr std::size_t kSuggested = 6;

const std::vector<Option> kSexes = {{"any", "Any"}, {"female", "Female"}, {"male", "Male"}};

anonymise::NameSex sex_of(std::string_view word) {
  if (word == "female") return anonymise::NameSex::Female;
  if (word == "male") return anonymise::NameSex::Male;
  return anonymise::NameSex::Any;
}
std::string_view word_of(anonymise::NameSex sex) {
  switch (sex) {
    case anonymise::NameSex::Any: return "any";
    case anonymise::NameSex::Female: return "female";
    case anonymise::NameSex::Male: return "male";
  }
  return "any";
}

/// A list to pick from; each name leads back to the form with it filled in.
Html suggesting(Context& c, const review::PersonRow& person) {
  auto wish = publish::wish_for(person.value);
  const bool asked = c.request.query_fields.has("sex");
  if (asked) {
    wish.sex = sex_of(c.request.query("sex"));
    wish.tradition = anonymise::Tradition::Any;
    (void)anonymise::parse_tradition(c.request.query("tradition"), wish.tradition);
    wish.length = c.request.query("length") == "whole" ? anonymise::NameLength::Whole : anonymise::NameLength::Forename;
  }
  Select sex{.name = "sex", .label = {.text = "Sex"}}, tradition{.name = "tradition", .label = {.text = "Names like those of this tradition"}}, length{.name = "length", .label = {.text = "How long"}};
  for (const auto& o : kSexes) sex.items.push_back({.value = o.value, .text = o.text});
  sex.value = std::string(word_of(wish.sex));
  for (const auto t : anonymise::traditions()) tradition.items.push_back({.value = std::string(anonymise::word(t)), .text = std::string(anonymise::words(t))});
  tradition.value = std::string(anonymise::word(wish.tradition));
  length.items = {{.value = "forename", .text = "A first name"}, {.value = "whole", .text = "A first name and a surname"}};
  length.value = wish.length == anonymise::NameLength::Whole ? "whole" : "forename";
  Html inside = para("An ordinary name of the same sex and, where that keeps the sense, of the same community. Never a name of the register, and used in no review of the partnership.");
  inside += html("<form class=\"heed-filters\" method=\"get\" action=\"{}\" novalidate>{}{}{}{}</form>", c.request.path, select(sex), select(tradition), select(length),
                 button({.text = asked ? "Suggest others" : "Suggest names", .classes = "govuk-button--secondary"}));
  if (asked) {
    std::uint64_t seed = 0;
    randombytes_buf(&seed, sizeof seed);
    const auto names = c.store().read([&](store::Reader& r) { return publish::suggestions(r, *c.review, person, wish, seed, kSuggested); });
    Html items;
    if (names.ok())
      for (const auto& name : *names)
        items += html("<li>{} <a class=\"govuk-link\" href=\"{}\">Take it<span class=\"govuk-visually-hidden\"> : {}</span></a></li>", name,
                      Url(c.request.path).query("sex", sex.value).query("tradition", tradition.value).query("length", length.value).query("take", name).str(), name);
    inside += names.ok() ? html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", items) : para(names.error().message);
  }
  return details({.summary = "Suggest a name", .content = inside, .open = asked});
}

Html history(Context& c, const review::PersonRow& person) {
  const auto all = review::pseudonym_history(c.store(), c.review->id, person.id);
  if (all.empty()) return {};
  Table t;
  t.caption = "What it was before";
  t.caption_classes = "govuk-table__caption--s";
  t.head = {{.content = "When"}, {.content = "Pseudonym"}, {.content = "Chosen by"}, {.content = "Agreed by"}, {.content = "Recorded by"}};
  c.store().read([&](store::Reader& r) {
    for (auto it = all.rbegin(); it != all.rend(); ++it)
      t.rows.push_back({{.content = in_words(it->at)}, {.content = it->pseudonym.empty() ? "Taken away" : it->pseudonym}, {.content = it->chosen_by}, {.content = it->agreed_by},
                        {.content = it->by.is_empty() ? std::string("Heed") : access::display_name(r, it->by)}});
  });
  return details({.summary = "History", .content = scroll_region("History of the pseudonym", table(t))});
}

struct PseudonymForm {
  std::string pseudonym, chosen_by, agreed_by;
  std::vector<std::string> advice;
};

Response pseudonym(Context& c) {
  auto person = c.store().read([&](store::Reader& r) { return review::person(r, c.id<review::PersonId>("person")); });
  if (!person.ok() || person->place.review != c.review->id) return error_page(c, not_found());
  const auto called = c.store().read([&](store::Reader& r) { return review::known_as(r, *person); });
  FormOf<PseudonymForm> form;
  form.text("pseudonym", "Pseudonym", &PseudonymForm::pseudonym)
      .with_hint("Never a name of anybody in the register, and not used in another review of the partnership. A name that fits, never an initial or a number.");
  form.text("chosen_by", "Who chose it?", &PseudonymForm::chosen_by).with_hint("For example, the family, with their advocate. Not a private name.");
  form.text("agreed_by", "Who agreed it?", &PseudonymForm::agreed_by).with_hint("For example, the panel on 3 March 2026.");
  form.checkboxes("advice", "Where Heed advises against it", {{"overruled", "Use it all the same", "For example, a word of every day that the family chose."}}, &PseudonymForm::advice);
  const std::string back = c.here("people/" + person->id.text());
  FormPage page{.title = "Pseudonym", .cancel = back};
  page.breadcrumbs = {{.text = "Reviews", .href = "/reviews"}, {.text = review::title(c.review->value), .href = c.here()}, {.text = "People", .href = c.here("people")}};
  page.before = html("<p class=\"govuk-body\">About <strong>{}</strong>.</p>", called) +
                para("The family should be asked first. It stands in every document of the review, and editions that are being worked on are made again with it; what was published stays as it is. "
                     "Until one is agreed, pages say what a person's part is.") +
                suggesting(c, *person) + history(c, *person);
  const auto& p = person->value;
  PseudonymForm now{p.pseudonym, p.pseudonym_chosen_by, p.pseudonym_agreed_by, {}};
  if (!c.is_post() && !c.request.query("take").empty()) now.pseudonym = c.request.query("take").substr(0, 200);
  return edit(c, page, form, now, person->version, [&](const PseudonymForm& v, std::int64_t expected) -> Result<std::string> {
    auto value = p;
    value.pseudonym = v.pseudonym;
    value.pseudonym_chosen_by = v.chosen_by;
    value.pseudonym_agreed_by = v.agreed_by;
    auto done = c.store().write(c.who(), "people.pseudonym", [&](store::Writer& w) {
      return publish::choose_pseudonym(w, *c.actor, c.review->id, person->id, value, expected, v.advice.empty() && v.pseudonym != p.pseudonym ? publish::Advice::Heeded : publish::Advice::Overruled);
    });
    if (!done.ok()) return done.error();
    return with_done(back, "saved");
  });
}

}  // namespace

void add_pseudonym_routes(Routes& routes) { add_form(routes, "/reviews/:review/people/:person/pseudonym", "person: pseudonym", Needs::review(Act::EditPeople), pseudonym); }

}  // namespace heed::web

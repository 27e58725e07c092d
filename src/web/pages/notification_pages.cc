#include "web/pages/notification_pages.h"

#include "review/notification/notification.h"
#include "web/forms.h"

namespace heed::web {

namespace {


using review::Notification;

const std::vector<Option> kToldBy = {{"police", "Police"}, {"coroner", "Coroner"}, {"health", "A health body"},
                                     {"family", "A relative or friend"}, {"advocate", "A domestic abuse service or advocate"},
                                     {"other", "Somebody else"}};
const std::vector<Option> kYesNoUnknown = {{"yes", "Yes"}, {"no", "No"}, {"not_known", "Not known"}};
const std::vector<Option> kManner = {{"homicide", "Homicide"},
                                     {"suicide", "Suicide", "The review looks at the abuse that the person lived with."},
                                     {"unexplained", "Unexplained"},
                                     {"other", "Something else", "For example neglect."}};
const std::vector<Option> kAbuse = {{"yes", "Abuse or neglect is known"}, {"suspected", "Abuse or neglect is suspected"},
                                    {"none_known", "None is known so far"}, {"not_known", "Not known"}};
const std::vector<Option> kSuspects = {{"listed", "Yes, and they are listed in the people register"},
                                       {"none", "No", "For example where nobody else was involved."},
                                       {"not_known", "Not known"}};

struct StartForm {
  PartnershipId responsible, operating;
  std::string reference;
  std::string origin = "new";
};

Response start(Context& c) {
  const auto choices = c.store().read([&](store::Reader& r) {
    std::vector<std::pair<access::PartnershipRow, bool>> out;
    for (auto& row : access::partnerships(r)) {
      access::Thing thing;
      thing.partnership = row.id;
      const bool mine = access::allowed(*c.actor, Act::StartReview, thing);
      out.emplace_back(std::move(row), mine);
    }
    return out;
  });
  std::vector<Option> mine, all;
  for (const auto& [row, own] : choices) {
    all.push_back({row.id.text(), row.value.name, ""});
    if (own) mine.push_back({row.id.text(), row.value.name, ""});
  }
  if (mine.empty()) return error_page(c, not_found());

  FormOf<StartForm> form;
  form.radios("origin", "Where does the review stand?",
              {{"new", "A death has just been notified"}, {"under_way", "A review is already under way", "Its past dates and open actions come next."},
               {"finished", "A review is finished", "Bring its dates and whatever actions are still open."}},
              &StartForm::origin).must("Choose where the review stands");
  form.select("responsible", "Which partnership is responsible for the review?", all, &StartForm::responsible)
      .must("Choose the partnership that is responsible")
      .with_hint("In two-tier areas this is the district's partnership, even where a county team runs the review.");
  if (mine.size() > 1)
    form.select("operating", "Which team runs it?", mine, &StartForm::operating).with_hint("Leave this if the same partnership runs it.");
  form.text("reference", "Reference (optional)", &StartForm::reference).narrow()
      .with_hint("Heed gives one when you leave this empty. Never use a real name or the name of a police operation.");

  StartForm current;
  current.operating = *PartnershipId::parse(mine.front().value);
  if (mine.size() == 1) current.responsible = current.operating;
  FormPage page{.title = "Record a notification", .cancel = "/reviews", .breadcrumbs = {{.text = "Reviews", .href = "/reviews"}}};
  return edit(c, page, form, current, 0, [&](const StartForm& value, std::int64_t) -> Result<std::string> {
    review::NewReview request;
    request.responsible = value.responsible;
    request.operating = value.operating.is_empty() ? value.responsible : value.operating;
    request.reference = value.reference;
    request.origin = Json(value.origin).get<review::Origin>();
    const Day today = c.app.clock.today();
    auto id = c.store().write(c.who(), "notification.start", [&](store::Writer& w) -> Result<ReviewId> {
      HEED_ASSIGN(auto body, access::partnership(w, request.responsible));
      request.edition = c.app.editions->for_new_review(body.value.jurisdiction, today).id;
      return review::start_review(w, *c.actor, request, today);
    });
    if (!id.ok()) return id.error();
    return with_done("/reviews/" + id->text(), "started");
  });
}

/// One question page of the notification: which fields, under which title.
Response question(Context& c, std::string_view title, const FormOf<Notification>& form, std::string_view next) {
  const auto row = c.store().read([&](store::Reader& r) { return review::notification(r, c.review->id); });
  if (!row.ok()) return error_page(c, row.error());
  FormPage page{.title = std::string(title), .cancel = c.here("notification")};
  return edit(c, page, form, row->value, row->version, [&](const Notification& value, std::int64_t expected) -> Result<std::string> {
    const auto& edition = c.app.editions->find_or_default(c.review->value.edition);
    auto done = c.store().write(c.who(), "notification.answer", [&](store::Writer& w) {
      return review::put_notification(w, *c.actor, edition, c.review->id, value, expected);
    });
    if (!done.ok()) return done.error();
    return c.here(next);
  });
}

Response told(Context& c) {
  FormOf<Notification> form;
  form.radios("told_by", "Who told the partnership?", kToldBy, &Notification::told_by).must("Choose who told the partnership");
  form.text("told_by_detail", "Their organisation or post", &Notification::told_by_detail).with_hint("Not a private name.");
  form.text("told_to", "Who was told?", &Notification::told_to).with_hint("A post, such as the partnership chair.");
  form.date("told_on", "When?", &Notification::told_on).must("Enter when the partnership was told");
  form.radios("in_writing", "Was it in writing?", kYesNoUnknown, &Notification::in_writing);
  form.date("police_aware", "When did the police become aware of the death?", &Notification::police_aware);
  return question(c, "Who told the partnership, and when", form, "notification/manner");
}

Response manner(Context& c) {
  FormOf<Notification> form;
  form.radios("manner", "What is the manner of death, as far as is known?", kManner, &Notification::manner).must("Choose the manner of death, as far as is known");
  form.textarea("manner_detail", "What is known about how the person died?", &Notification::manner_detail).tall(3)
      .with_hint("Only what is needed here. The inquest and the courts find out how somebody died.");
  form.text("lived_where", "Which area did the person normally live in?", &Notification::lived_where).with_hint("The area, not an address.");
  return question(c, "Manner of death", form, "notification/abuse");
}

Response abuse(Context& c) {
  FormOf<Notification> form;
  form.radios("abuse_known", "What is known about abuse or neglect?", kAbuse, &Notification::abuse_known).must("Choose what is known about abuse or neglect");
  form.textarea("abuse_detail", "What abuse or neglect, by whom, and who says so?", &Notification::abuse_detail)
      .with_hint("This may be disclosed.");
  form.radios("suspects", "Is anybody suspected of, or known for, abuse towards the person who died?", kSuspects, &Notification::suspects)
      .must("Choose whether anybody is suspected of, or known for, abuse towards them");
  return question(c, "What abuse or neglect is known", form, "notification");
}

Response past(Context& c) {
  FormOf<Notification> form;
  form.radios("past_decision", "What was decided?", {{"review", "To review"}, {"no_review", "Not to review"}, {"other", "Another or joint review"}, {"not_known", "Not known"}},
              &Notification::past_decision);
  form.date("past_decided", "When?", &Notification::past_decided);
  form.date("past_submitted", "When did it go to the Home Office, if it did?", &Notification::past_submitted);
  form.date("past_published", "When was it published, if it was?", &Notification::past_published);
  form.textarea("open_actions", "Which actions are still open?", &Notification::open_actions).with_hint("One a line. They can be taken over as actions later.");
  return question(c, "What has happened already", form, "notification");
}

std::string option_words(const std::vector<Option>& options, const std::string& value) {
  for (const auto& o : options)
    if (o.value == value) return o.text;
  return value;
}

Response overview(Context& c) {
  struct Seen {
    Result<review::NotificationRow> row;
    std::vector<review::PersonRow> people;
    std::vector<std::string> called;
  };
  auto seen = c.store().read([&](store::Reader& r) {
    Seen s{review::notification(r, c.review->id), review::people(r, c.review->id), {}};
    for (const auto& p : s.people) s.called.push_back(review::known_as(r, p));
    return s;
  });
  if (!seen.row.ok()) return error_page(c, seen.row.error());
  const auto& n = seen.row->value;
  const bool may_edit = c.may(Act::EditReview);
  const auto row = [&](std::string key, Html value, std::string_view page) {
    SummaryRow out{.key = key, .value = std::move(value)};
    if (may_edit) out.actions.push_back({.text = "Change", .href = c.here(page), .visually_hidden_text = key});
    return out;
  };
  SummaryList told_list;
  told_list.rows = {row("Who told the partnership", or_missing(option_words(kToldBy, n.told_by)), "notification/told"),
                    row("Organisation or post", or_missing(n.told_by_detail), "notification/told"),
                    row("Who was told", or_missing(n.told_to), "notification/told"),
                    row("When", date_words(n.told_on), "notification/told"),
                    row("In writing", or_missing(option_words(kYesNoUnknown, n.in_writing)), "notification/told"),
                    row("Police became aware", date_words(n.police_aware), "notification/told")};
  SummaryList death;
  death.rows = {row("Manner of death", or_missing(option_words(kManner, n.manner)), "notification/manner"),
                row("What is known", n.manner_detail.empty() ? or_missing("") : paragraphs(n.manner_detail), "notification/manner"),
                row("Normally lived in", or_missing(n.lived_where), "notification/manner"),
                row("Abuse or neglect", or_missing(option_words(kAbuse, n.abuse_known)), "notification/abuse"),
                row("What, by whom, who says so", n.abuse_detail.empty() ? or_missing("") : paragraphs(n.abuse_detail), "notification/abuse"),
                row("Anybody suspected of, or known for, abuse", or_missing(option_words(kSuspects, n.suspects)), "notification/abuse")};
  Html who;
  if (seen.people.empty()) who = para("Nobody has been entered yet.");
  else {
    Table t;
    t.head = {{.content = "Called"}, {.content = "Roles"}};
    for (std::size_t i = 0; i < seen.people.size(); ++i) {
      std::string roles;
      for (const auto& r : seen.people[i].value.roles) roles += (roles.empty() ? "" : ", ") + r.role;
      t.rows.push_back({{.content = seen.called[i]}, {.content = roles}});
    }
    who = table(t);
  }
  if (c.may(Act::EditPeople))
    who += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">People register</a></p>", c.here("people"));

  Html main = heading(c, "Notification");
  const auto missing = review::missing_in(n, seen.people);
  if (!missing.empty()) {
    std::string words = "Still to say: ";
    for (std::size_t i = 0; i < missing.size(); ++i) words += (i ? ", " : "") + missing[i];
    main += inset_text({.text = words + "."});
  }
  main += html("<h2 class=\"govuk-heading-m\">Who told whom</h2>{}", summary_list(told_list));
  main += html("<h2 class=\"govuk-heading-m\">The people</h2>{}", who);
  main += html("<h2 class=\"govuk-heading-m\">The death, and what is known of abuse</h2>{}", summary_list(death));
  if (c.review->value.origin != review::Origin::New) {
    SummaryList before;
    before.rows = {row("Decision", or_missing(n.past_decision), "notification/past"), row("Decided", date_words(n.past_decided), "notification/past"),
                   row("Sent to the Home Office", date_words(n.past_submitted), "notification/past"),
                   row("Published", date_words(n.past_published), "notification/past"),
                   row("Actions still open", n.open_actions.empty() ? or_missing("") : paragraphs(n.open_actions), "notification/past")};
    main += html("<h2 class=\"govuk-heading-m\">What has happened already</h2>{}", summary_list(before));
  }
  return show(c, {.title = "Notification", .main = two_thirds(main)});
}

}  // namespace

void add_notification_routes(Routes& routes) {
  add_form(routes, "/reviews/new", "start a review", Needs::sign_in(), start);
  routes.emplace_back(Method::Get, "/reviews/:review/notification", "notification", Needs::review(Act::ViewReview), overview);
  add_form(routes, "/reviews/:review/notification/told", "notification: who told whom", Needs::review(Act::EditReview), told);
  add_form(routes, "/reviews/:review/notification/manner", "notification: manner of death", Needs::review(Act::EditReview), manner);
  add_form(routes, "/reviews/:review/notification/abuse", "notification: abuse known", Needs::review(Act::EditReview), abuse);
  add_form(routes, "/reviews/:review/notification/past", "notification: what happened before", Needs::review(Act::EditReview), past);
}

}  // namespace heed::web

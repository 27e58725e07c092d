#include "web/pages/recommendation_pages.h"

#include <algorithm>

#include "review/notification/notification.h"
#include "review/recommendations/recommendations.h"
#include "web/forms.h"
#include "web/pages/action_pages.h"
#include "web/pages/findings_pages.h"
#include "web/pages/library_pages.h"
#include "web/pages/publication_pages.h"

namespace heed::web {

namespace {

using review::Addressee;
using review::Recommendation;

const std::vector<Option> kLevels = {{"local", "Local"}, {"regional", "Regional"}, {"national", "National", "For a department or a body that acts for the whole country."}};
const std::vector<Option> kOrigins = {{"panel", "The panel"}, {"imr", "An agency's own review (IMR)"}};

std::vector<Crumb> crumbs(Context& c) {
  return {{.text = "Reviews", .href = "/reviews"}, {.text = review::title(c.review->value), .href = c.here()},
          {.text = "Recommendations", .href = c.here("recommendations")}};
}

std::string called(store::Reader& r, const Addressee& a) { return a.agency.is_empty() ? a.body : access::agency_name(r, a.agency); }

struct SeenAction {
  review::ActionRow row;
  std::string owner;
};
struct SeenAddressee {
  review::AddresseeRow row;
  std::string name;
};
struct SeenRecommendation {
  review::RecommendationRow row;
  std::string lessons, origin, cleared_by;
  std::vector<SeenAddressee> addressees;
  std::vector<SeenAction> actions;
};

SeenRecommendation look(store::Reader& r, ReviewId review_id, review::RecommendationRow row) {
  SeenRecommendation s{std::move(row), "", "", "", {}, {}};
  for (const auto& id : s.row.value.lessons)
    if (auto lesson = review::lesson(r, review_id, id); lesson.ok())
      s.lessons += (s.lessons.empty() ? "" : "; ") + fmt::format("{}. {}", lesson->value.number, shortened(lesson->value.text, 100));
  s.origin = s.row.value.origin == "imr" ? "The review by " + access::agency_name(r, s.row.value.origin_agency) : "The panel";
  if (s.row.value.cleared_for_public) s.cleared_by = access::display_name(r, s.row.value.cleared_by);
  for (auto& a : review::addressees(r, review_id, s.row.id)) {
    auto name = called(r, a.value);
    s.addressees.push_back({std::move(a), std::move(name)});
  }
  for (auto& a : review::actions_of(r, review_id, s.row.id)) {
    auto owner = access::agency_name(r, a.value.owner);
    s.actions.push_back({std::move(a), std::move(owner)});
  }
  return s;
}

Html addressee_words(const SeenAddressee& a) {
  const auto& v = a.row.value;
  std::string how = v.sent.empty() ? "not sent yet" : "sent " + v.sent.understood();
  if (!v.acknowledged.empty()) how += ", acknowledged " + v.acknowledged.understood();
  if (!v.replied.empty()) how += ", replied " + v.replied.understood();
  return html("{} <span class=\"govuk-hint heed-inline\">({})</span>", a.name, how);
}

Html action_table(Context& c, const std::vector<SeenAction>& actions, const std::string& label) {
  const Day today = c.app.clock.today();
  Table t;
  t.head = {{.content = "Action"}, {.content = "Owner"}, {.content = "By"}, {.content = "State"}};
  for (const auto& a : actions)
    t.rows.push_back({{.content = html("<a class=\"govuk-link\" href=\"{}\">{}</a>", c.here("actions/" + a.row.id.text()), shortened(a.row.value.text))},
                      {.content = html("{}<br><span class=\"govuk-hint heed-inline\">{}</span>", a.owner, a.row.value.owner_post)},
                      {.content = a.row.value.target.understood()},
                      {.content = tag(state_tag(a.row.value.state)) + late_tag(review::lateness(a.row.value, today))}});
  return scroll_region(label, table(t));
}

Html recommendation_card(Context& c, const SeenRecommendation& s) {
  const auto& v = s.row.value;
  const bool may_edit = c.may(Act::EditRecommendations);
  const std::string base = "recommendations/" + s.row.id.text();
  std::vector<review::ActionRow> rows;
  for (const auto& a : s.actions) rows.push_back(a.row);
  SummaryList card;
  card.card.title = fmt::format("Recommendation {}", v.number);
  const std::string of = fmt::format("recommendation {}", v.number);
  card.card.actions = {{.text = "Open", .href = c.here(base), .visually_hidden_text = of}};
  if (may_edit) card.card.actions.push_back({.text = "Change", .href = c.here(base + "/change"), .visually_hidden_text = of});
  card.rows.push_back({.key = "What is recommended", .value = paragraphs(v.text)});
  card.rows.push_back({.key = "Level and origin", .value = fmt::format("{}. {}", review::words(v.level), s.origin)});
  Html to;
  for (const auto& a : s.addressees) to += html("<li>{}</li>", addressee_words(a));
  card.rows.push_back({.key = "Addressed to", .value = to.empty() ? or_missing("") : html("<ul class=\"govuk-list\">{}</ul>", to)});
  card.rows.push_back({.key = "How far", .value = s.actions.empty() ? html("No action yet") : tag(state_tag(review::state_of(rows)))});
  card.rows.push_back({.key = "In public", .value = v.cleared_for_public ? "Cleared: its words and how far it is" : "Not cleared"});
  return summary_list(card) + (s.actions.empty() ? Html() : action_table(c, s.actions, fmt::format("Actions of recommendation {}", v.number)));
}

std::vector<review::OpenLine> open_before_heed(store::Reader& r, ReviewId review) {
  const auto notification = review::notification(r, review);
  if (!notification.ok()) return {};
  return review::still_to_take_over(notification->value.open_actions, review::recommendations(r, review));
}

/// A line is named by its number, since its words have no place in an address.
Html take_over_list(const Context& c, const std::vector<review::OpenLine>& lines) {
  if (lines.empty()) return {};
  Html items;
  for (const auto& line : lines)
    items += html("<li>{} <a class=\"govuk-link\" href=\"{}\">Take it over<span class=\"govuk-visually-hidden\"> as a recommendation: {}</span></a></li>",
                  line.text, c.here(fmt::format("recommendations/new?open={}", line.number)), line.text);
  return html("<h2 class=\"govuk-heading-m\">Still open when this review came to Heed</h2>{}<ul class=\"govuk-list govuk-list--bullet govuk-list--spaced\">{}</ul>",
              para("Taken over, each is a recommendation, to which the actions of agencies belong."), items);
}

Response list(Context& c) {
  struct Seen {
    std::vector<SeenRecommendation> all;
    std::vector<SeenAction> early;
    bool lessons = false;
    std::vector<review::OpenLine> to_take_over;
  };
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s;
    for (auto& row : review::recommendations(r, c.review->id)) s.all.push_back(look(r, c.review->id, std::move(row)));
    for (auto& a : review::actions(r, c.review->id))
      if (a.value.recommendation.is_empty()) {
        auto owner = access::agency_name(r, a.value.owner);
        s.early.push_back({std::move(a), std::move(owner)});
      }
    s.lessons = !review::lessons(r, c.review->id).empty();
    if (c.may(Act::EditRecommendations)) s.to_take_over = open_before_heed(r, c.review->id);
    return s;
  });
  const bool may_edit = c.may(Act::EditRecommendations);
  Html main = heading(c, "Recommendations and actions");
  if (seen.all.empty())
    main += para(seen.lessons ? "There is no recommendation yet. Each answers one lesson or several." : "Recommendations answer lessons, and there is no lesson yet.");
  if (may_edit && seen.lessons) main += button({.text = "Add a recommendation", .href = c.here("recommendations/new"), .classes = "govuk-button--secondary"});
  main += take_over_list(c, seen.to_take_over);
  if (!seen.lessons && c.may(Act::ViewFindings))
    main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Findings and lessons</a></p>", c.here("findings"));
  for (const auto& s : seen.all) main += recommendation_card(c, s);
  if (!seen.early.empty()) {
    main += html("<h2 class=\"govuk-heading-m\">Early learning</h2>") + para("Actions that follow from a lesson itself, without waiting for a recommendation.");
    main += action_table(c, seen.early, "Actions for early learning");
  }
  main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/actions\">What is late, across reviews</a></p>");
  return show(c, {.title = "Recommendations and actions", .main = main, .seen_by = Act::ViewRecommendations});
}

Response one(Context& c) {
  const auto id = c.id<review::RecommendationId>("recommendation");
  const auto seen = c.store().read([&](store::Reader& r) -> Result<SeenRecommendation> {
    HEED_ASSIGN(auto row, review::recommendation(r, c.review->id, id));
    return look(r, c.review->id, std::move(row));
  });
  if (!seen.ok()) return error_page(c, seen.error());
  const auto& s = *seen;
  const auto& v = s.row.value;
  const bool may_edit = c.may(Act::EditRecommendations);
  const std::string base = "recommendations/" + id.text();
  const auto row = [&](std::string key, Html value) {
    SummaryRow out{.key = key, .value = std::move(value)};
    if (may_edit) out.actions.push_back({.text = "Change", .href = c.here(base + "/change"), .visually_hidden_text = key});
    return out;
  };
  Html main = heading(c, fmt::format("Recommendation {}", v.number));
  SummaryList facts;
  facts.rows = {row("What is recommended", paragraphs(v.text)), row("Lessons that it answers", or_missing(s.lessons)),
                row("Level", html("{}", review::words(v.level))), row("Comes from", html("{}", s.origin))};
  main += summary_list(facts);

  if (c.app.library)
    if (auto before = made_before_html(*c.app.library, v.text, {}); !before.empty())
      main += details({.summary = "Made before: recommendations of published reviews like this one", .content = before});

  main += html("<h2 class=\"govuk-heading-m\">Addressed to</h2>");
  if (s.addressees.empty()) main += para("Nobody yet. Say which agency or national body is asked, so that it can be sent and the reply followed.");
  for (const auto& a : s.addressees) {
    SummaryList card;
    card.card.title = a.name;
    card.card.heading_level = 3;
    if (may_edit) card.card.actions = {{.text = "Change", .href = c.here(base + "/addressees/" + a.row.id.text()), .visually_hidden_text = a.name}};
    card.rows = {{.key = "Sent", .value = a.row.value.sent.empty() ? html("Not yet") : date_words(a.row.value.sent)},
                 {.key = "Acknowledged", .value = a.row.value.acknowledged.empty() ? html("Not yet") : date_words(a.row.value.acknowledged)},
                 {.key = "Replied", .value = a.row.value.replied.empty() ? html("Not yet") : date_words(a.row.value.replied)}};
    if (!a.row.value.reply.empty()) card.rows.push_back({.key = "Their reply", .value = paragraphs(a.row.value.reply)});
    main += summary_list(card);
  }
  if (may_edit) main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Add a body that it is addressed to</a></p>", c.here(base + "/addressees/new"));

  main += html("<h2 class=\"govuk-heading-m\">Actions</h2>");
  main += s.actions.empty() ? para("No action yet. A recommendation without an action changes nothing.") : action_table(c, s.actions, "Actions");
  if (may_edit) main += button({.text = "Add an action", .href = Url(c.here("actions/new")).query("recommendation", id.text()).str(), .classes = "govuk-button--secondary"});

  main += html("<h2 class=\"govuk-heading-m\">In public</h2>");
  if (v.cleared_for_public) {
    main += para(fmt::format("Cleared for the public by {} on {}: its words and how far it is, and nothing else. Changing its words takes this back.", s.cleared_by,
                             in_words(v.cleared_on)));
  } else {
    main += para("Not cleared. When it is, its words and how far it is may be shown beside the published review. Read it first as a stranger, and as somebody who looks for a family.");
  }
  if (may_edit) {
    main += button_form(c, c.here(base + "/public"), {.text = v.cleared_for_public ? "Take clearance back" : "Clear for the public", .classes = "govuk-button--secondary"},
                        {{"_version", std::to_string(s.row.version)}, {"cleared", v.cleared_for_public ? "no" : "yes"}});
    main += details({.summary = "Remove this recommendation",
                     .content = para("Only while no action belongs to it. It stays in the history of the review, and the numbers of the others stay as they are.") +
                                button_form(c, c.here(base + "/remove"), {.text = "Remove", .classes = "govuk-button--warning"}, {{"_version", std::to_string(s.row.version)}})});
  }
  return show(c, {.title = fmt::format("Recommendation {}", v.number), .main = two_thirds(main), .breadcrumbs = crumbs(c), .seen_by = Act::ViewRecommendations});
}

Response edit_recommendation(Context& c) {
  const bool is_new = !c.captures.has("recommendation");
  const auto id = is_new ? review::RecommendationId() : c.id<review::RecommendationId>("recommendation");
  struct Seen {
    std::optional<review::RecommendationRow> row;
    std::vector<Option> lessons, agencies;
    std::vector<review::OpenLine> to_take_over;
  };
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s;
    if (!is_new)
      if (auto row = review::recommendation(r, c.review->id, id); row.ok()) s.row = std::move(*row);
    for (const auto& l : review::lessons(r, c.review->id)) s.lessons.push_back({l.id.text(), fmt::format("{}. {}", l.value.number, shortened(l.value.text, 160)), ""});
    s.agencies = agency_options(r, c.review->id);
    if (is_new && !c.request.query("open").empty()) s.to_take_over = open_before_heed(r, c.review->id);
    return s;
  });
  if (!is_new && !seen.row) return error_page(c, not_found());
  Recommendation current;
  if (seen.row) current = seen.row->value;
  else if (auto from = review::LessonId::parse(c.request.query("lesson"))) current.lessons = {*from};
  for (const auto& line : seen.to_take_over)
    if (c.request.query("open") == std::to_string(line.number)) current.brought = current.text = line.text;
  FormOf<Recommendation> form;
  auto& lessons = form.custom(FieldKind::Checkboxes, "lessons", "Which lessons does it answer?", seen.lessons, [](const Recommendation& v) { return id_texts(v.lessons); },
              [](Recommendation& v, const std::vector<std::string>& given) { v.lessons = ids_of<review::LessonId>(given); });
  if (current.brought.empty()) lessons.must("Choose the lesson or lessons that it answers");
  form.textarea("text", "What is recommended?", &Recommendation::text).tall(4).must("Enter what is recommended")
      .with_hint("Who should do what, so that what was learned changes something. It may be published: no names.");
  form.radios("level", "At which level?", kLevels, &Recommendation::level).must("Choose the level");
  form.radios("origin", "Where does it come from?", kOrigins, &Recommendation::origin).must("Choose where it comes from");
  form.select("origin_agency", "If from an agency's own review, which agency?", seen.agencies, &Recommendation::origin_agency);
  FormPage page{.title = is_new ? "Add a recommendation" : fmt::format("Change recommendation {}", current.number),
                .cancel = c.here(is_new ? "recommendations" : "recommendations/" + id.text()), .breadcrumbs = crumbs(c)};
  if (current.cleared_for_public) page.before = inset_text({.text = "This is cleared for the public. When its words change, it has to be cleared again."});
  return edit(c, page, form, current, seen.row ? seen.row->version : 0, [&](const Recommendation& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "recommendations.put", [&](store::Writer& w) {
      return review::put_recommendation(w, *c.actor, c.review->id, id, value, expected);
    });
    if (!done.ok()) return done.error();
    bring_progress_up(c);
    return with_done(c.here("recommendations/" + done->text()), "saved");
  });
}

Response edit_addressee(Context& c) {
  const auto of = c.id<review::RecommendationId>("recommendation");
  const bool is_new = !c.captures.has("addressee");
  const auto id = is_new ? review::AddresseeId() : c.id<review::AddresseeId>("addressee");
  struct Seen {
    std::optional<review::RecommendationRow> recommendation;
    std::optional<review::AddresseeRow> row;
    std::vector<Option> agencies;
  };
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s;
    if (auto row = review::recommendation(r, c.review->id, of); row.ok()) s.recommendation = std::move(*row);
    if (!is_new)
      if (auto row = review::addressee(r, c.review->id, id); row.ok() && row->value.recommendation == of) s.row = std::move(*row);
    for (const auto& a : access::agencies(r)) s.agencies.push_back({a.id.text(), a.value.name, ""});
    return s;
  });
  if (!seen.recommendation || (!is_new && !seen.row)) return error_page(c, not_found());
  FormOf<Addressee> form;
  form.select("agency", "Agency", seen.agencies, &Addressee::agency);
  form.text("body", "Or another body", &Addressee::body).with_hint("For example a government department, a college or an inspectorate, by its full name.");
  form.date("sent", "When was it sent to them?", &Addressee::sent);
  form.date("acknowledged", "When did they acknowledge it?", &Addressee::acknowledged);
  form.date("replied", "When did they reply?", &Addressee::replied);
  form.textarea("reply", "What did they reply, in short?", &Addressee::reply).tall(3);
  Addressee current;
  if (seen.row) current = seen.row->value;
  current.recommendation = of;
  const std::string back = c.here("recommendations/" + of.text());
  FormPage page{.title = "Who it is addressed to", .cancel = back, .breadcrumbs = crumbs(c)};
  page.before = inset_text({.text = fmt::format("Recommendation {}: {}", seen.recommendation->value.number, seen.recommendation->value.text)});
  if (!is_new && !c.is_post() && current.sent.empty())
    page.before += details({.summary = "Remove this body",
                            .content = button_form(c, back + "/addressees/" + id.text() + "/remove", {.text = "Remove", .classes = "govuk-button--warning"},
                                                   {{"_version", std::to_string(seen.row->version)}})});
  return edit(c, page, form, current, seen.row ? seen.row->version : 0, [&](const Addressee& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "recommendations.address", [&](store::Writer& w) {
      return review::put_addressee(w, *c.actor, c.review->id, id, value, expected);
    });
    if (!done.ok()) return done.error();
    return with_done(back, "saved");
  });
}

Response remove_addressee(Context& c) {
  auto done = c.store().write(c.who(), "recommendations.unaddress", [&](store::Writer& w) {
    return review::drop_addressee(w, *c.actor, c.review->id, c.id<review::AddresseeId>("addressee"), posted_version(c.request));
  });
  if (!done.ok()) return error_page(c, done.error());
  return Response::redirect(with_done(c.here("recommendations/" + c.id<review::RecommendationId>("recommendation").text()), "removed"));
}

Response remove(Context& c) {
  auto done = c.store().write(c.who(), "recommendations.drop", [&](store::Writer& w) {
    return review::drop_recommendation(w, *c.actor, c.review->id, c.id<review::RecommendationId>("recommendation"), posted_version(c.request));
  });
  if (!done.ok()) return error_page(c, done.error());
  bring_progress_up(c);
  return Response::redirect(with_done(c.here("recommendations"), "removed"));
}

Response clear(Context& c) {
  const auto id = c.id<review::RecommendationId>("recommendation");
  const bool cleared = c.request.form("cleared") == "yes";
  auto done = c.store().write(c.who(), cleared ? "recommendations.clear" : "recommendations.unclear", [&](store::Writer& w) {
    return review::clear_for_public(w, *c.actor, c.review->id, id, cleared, posted_version(c.request));
  });
  if (!done.ok() && done.error().code == Code::Stale)
    return error_page(c, Error{Code::Stale, "Somebody changed the recommendation meanwhile, so nothing was cleared.", "Go back, read it as it is now, and decide again.", {}});
  if (!done.ok()) return error_page(c, done.error());
  bring_progress_up(c);
  return Response::redirect(with_done(c.here("recommendations/" + id.text()), "saved"));
}

}  // namespace

void add_recommendation_routes(Routes& routes) {
  const auto see = Needs::review(Act::ViewRecommendations), change = Needs::review(Act::EditRecommendations);
  routes.emplace_back(Method::Get, "/reviews/:review/recommendations", "recommendations and actions", see, list);
  add_form(routes, "/reviews/:review/recommendations/new", "add a recommendation", change, edit_recommendation);
  routes.emplace_back(Method::Get, "/reviews/:review/recommendations/:recommendation", "recommendation", see, one);
  add_form(routes, "/reviews/:review/recommendations/:recommendation/change", "change a recommendation", change, edit_recommendation);
  routes.emplace_back(Method::Post, "/reviews/:review/recommendations/:recommendation/public", "clear a recommendation for the public", change, clear);
  routes.emplace_back(Method::Post, "/reviews/:review/recommendations/:recommendation/remove", "remove a recommendation", change, remove);
  add_form(routes, "/reviews/:review/recommendations/:recommendation/addressees/new", "address a recommendation", change, edit_addressee);
  add_form(routes, "/reviews/:review/recommendations/:recommendation/addressees/:addressee", "change an addressee", change, edit_addressee);
  routes.emplace_back(Method::Post, "/reviews/:review/recommendations/:recommendation/addressees/:addressee/remove", "remove an addressee", change, remove_addressee);
}

}  // namespace heed::web

#include "web/pages/action_pages.h"

#include <algorithm>
#include <map>

#include "base/ascii.h"
#include "web/pages/findings_pages.h"
#include "web/pages/publication_pages.h"

namespace heed::web {

namespace {

using review::ActionState;
using review::ActionUpdate;
using ReviewAction = review::Action;

constexpr std::int64_t kOnPage = 50;
constexpr std::uint64_t kMostEvidence = 25ull << 20;

/// What evidence may be: what a person can open, by its ending. The name that it was sent under may hold a name, so it is not used.
struct Kind {
  std::string_view ending, media_type;
};
constexpr Kind kKinds[] = {
    {"pdf", "application/pdf"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"odt", "application/vnd.oasis.opendocument.text"},
    {"csv", "text/csv"},
    {"txt", "text/plain"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
};

const Kind* kind_of_name(const std::string& name) {
  const auto dot = name.rfind('.');
  if (dot == std::string::npos) return nullptr;
  const auto ending = lower_ascii(name.substr(dot + 1));
  for (const auto& kind : kKinds)
    if (kind.ending == ending) return &kind;
  return nullptr;
}

const Kind* kind_of_type(const std::string& media_type) {
  for (const auto& kind : kKinds)
    if (kind.media_type == media_type) return &kind;
  return nullptr;
}

const std::vector<Option>& state_options() {
  static const std::vector<Option> options = [] {
    std::vector<Option> out;
    for (auto state : review::kActionStates) {
      std::string hint;
      if (state == ActionState::Done) hint = "Needs something that shows that it was done.";
      if (state == ActionState::Effect) hint = "Needs a measured result.";
      if (state == ActionState::NotAccepted) hint = "Say why below.";
      out.push_back({Json(state).get<std::string>(), std::string(review::words(state)), hint});
    }
    return out;
  }();
  return options;
}

std::vector<Crumb> crumbs(Context& c) {
  std::vector<Crumb> out{{.text = "Reviews", .href = "/reviews"}};
  if (c.may(Act::ViewReview)) out.push_back({.text = review::title(c.review->value), .href = c.here()});
  if (c.may(Act::ViewRecommendations)) out.push_back({.text = "Recommendations and actions", .href = c.here("recommendations")});
  else if (!c.agency.is_empty()) out.push_back({.text = "Your agency's actions", .href = c.here("agency/" + c.agency.text() + "/actions")});
  return out;
}

/// The action that the path names: of this review, of this agency where the path names one, and one that the person may see.
Result<review::ActionRow> action_of_path(Context& c, store::Reader& r) {
  HEED_ASSIGN(auto row, review::action(r, *c.actor, *c.review, c.id<review::ActionId>("action")));
  if (c.captures.has("agency") && row.value.owner != c.agency) return not_found();
  return row;
}

std::string agency_base(Context& c, const review::ActionRow& row) {
  return c.here("agency/" + row.value.owner.text() + "/actions/" + row.id.text());
}

// --- one action ---

Response one(Context& c) {
  struct Seen {
    review::ActionRow row;
    std::string owner, follows, follows_href;
    std::vector<review::ActionUpdateRow> updates;
    std::vector<std::string> by;
  };
  const auto seen = c.store().read([&](store::Reader& r) -> Result<Seen> {
    HEED_ASSIGN(auto row, action_of_path(c, r));
    Seen s{row, access::agency_name(r, row.value.owner), "", "", review::updates(r, c.review->id, row.id), {}};
    for (const auto& u : s.updates) s.by.push_back(access::display_name(r, u.value.by));
    if (!row.value.recommendation.is_empty()) {
      if (auto of = review::recommendation(r, c.review->id, row.value.recommendation); of.ok()) {
        s.follows = fmt::format("Recommendation {}: {}", of->value.number, of->value.text);
        if (c.may(Act::ViewRecommendations)) s.follows_href = c.here("recommendations/" + of->id.text());
      }
    } else if (auto of = review::lesson(r, c.review->id, row.value.lesson); of.ok()) {
      // The lesson's own words are for those who may see findings.
      s.follows = c.may(Act::ViewFindings) ? fmt::format("Early learning, lesson {}: {}", of->value.number, of->value.text) : "Early learning";
      if (c.may(Act::ViewFindings)) s.follows_href = c.here("findings") + "#lessons";
    }
    return s;
  });
  if (!seen.ok()) return error_page(c, seen.error());
  const auto& a = seen->row.value;
  const bool may_edit = c.may(Act::EditRecommendations);
  const auto late = review::lateness(a, c.app.clock.today());
  const auto row = [&](std::string key, Html value) {
    SummaryRow out{.key = key, .value = std::move(value)};
    if (may_edit) out.actions.push_back({.text = "Change", .href = c.here("actions/" + seen->row.id.text() + "/change"), .visually_hidden_text = key});
    return out;
  };
  Html main = heading(c, "Action") + html("<p class=\"govuk-body\">{} {}</p>", tag(state_tag(a.state)), late_tag(late));
  if (c.may(Act::UpdateAction, a.owner)) main += button({.text = "Add an update", .href = agency_base(c, seen->row) + "/update"});
  SummaryList facts;
  facts.rows = {row("What will be done", paragraphs(a.text)),
                {.key = "Follows from", .value = seen->follows_href.empty() ? html("{}", seen->follows)
                                                                            : html("<a class=\"govuk-link\" href=\"{}\">{}</a>", seen->follows_href, seen->follows)},
                row("Owner", html("{}, {}", seen->owner, a.owner_post)),
                row("Target date", date_words(a.target)),
                row("Expected change", a.expected_change.empty() ? or_missing("") : paragraphs(a.expected_change)),
                row("Measure of effect", a.measure.empty() ? or_missing("") : paragraphs(a.measure)),
                row("To be tested", date_words(a.test_on))};
  main += summary_list(facts);
  SummaryList reached;
  if (!a.completed.empty()) reached.rows.push_back({.key = "Done", .value = date_words(a.completed)});
  if (!a.evidence.empty()) reached.rows.push_back({.key = "Evidence", .value = paragraphs(a.evidence)});
  else if (a.evidenced) reached.rows.push_back({.key = "Evidence", .value = "Attached to an update below"});
  if (!a.result.empty()) reached.rows.push_back({.key = "Measured effect", .value = paragraphs(a.result) + date_words(a.measured_on)});
  for (const auto& p : a.policies) {
    std::string words = p.title;
    if (!p.version.empty()) words += ", version " + p.version;
    if (!p.date.empty()) words += ", " + p.date.understood();
    reached.rows.push_back({.key = "Policy or procedure changed", .value = words});
  }
  if (!reached.rows.empty()) main += html("<h2 class=\"govuk-heading-m\">What has been reached</h2>") + summary_list(reached);

  main += html("<h2 class=\"govuk-heading-m\">Updates</h2>");
  if (seen->updates.empty()) main += para("Nobody has added an update yet.");
  Timeline t;
  t.heading_level = 3;
  const std::string base = c.captures.has("agency") ? agency_base(c, seen->row) : c.here("actions/" + seen->row.id.text());
  for (std::size_t i = seen->updates.size(); i-- > 0;) {
    const auto& u = seen->updates[i];
    Html text = paragraphs(u.value.text);
    if (!u.value.evidence.empty()) text += html("<p class=\"govuk-body\">Evidence: {}</p>", u.value.evidence);
    if (!u.value.attachment.is_empty()) {
      const auto* kind = kind_of_type(u.value.attachment_type);
      text += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}/evidence/{}\">Evidence file<span class=\"govuk-visually-hidden\"> of {}</span> ({})</a></p>", base,
                   u.id.text(), u.value.on.understood(), kind ? kind->ending : std::string_view("file"));
    }
    if (!u.value.result.empty()) text += html("<p class=\"govuk-body\">Measured on {}: {}</p>", u.value.measured_on.understood(), u.value.result);
    if (!u.value.policy_title.empty())
      text += html("<p class=\"govuk-body\">Changed: {} {} {}</p>", u.value.policy_title, u.value.policy_version, u.value.policy_date.understood());
    t.items.push_back({.label = review::words(u.value.state), .datetime = iso(u.changed_at), .date = "Tells of " + u.value.on.understood() + "; added " + in_words(u.changed_at),
                       .text = text, .byline = seen->by[i]});
  }
  if (!t.items.empty()) main += timeline(t);
  main += muted("An update stays as it was added. Put a mistake right by adding another.");
  return show(c, {.title = "Action", .main = two_thirds(main), .breadcrumbs = crumbs(c),
                  .seen_by = c.captures.has("agency") ? Act::UpdateAction : Act::ViewRecommendations});
}

Response evidence(Context& c) {
  const auto id = c.id<review::ActionUpdateId>("update");
  auto found = c.store().read([&](store::Reader& r) -> Result<ActionUpdate> {
    HEED_ASSIGN(auto row, action_of_path(c, r));
    for (const auto& u : review::updates(r, c.review->id, row.id))
      if (u.id == id && !u.value.attachment.is_empty()) return u.value;
    return not_found();
  });
  if (!found.ok()) return error_page(c, found.error());
  auto bytes = c.store().attachment_bytes(found->attachment, kMostEvidence);
  if (!bytes.ok()) return error_page(c, bytes.error());
  const auto* kind = kind_of_type(found->attachment_type);
  return Response::download(fmt::format("evidence.{}", kind ? kind->ending : "bin"), kind ? std::string(kind->media_type) : "application/octet-stream", std::move(*bytes));
}

// --- setting an action ---

Response edit_action(Context& c) {
  const bool is_new = !c.captures.has("action");
  const auto id = is_new ? review::ActionId() : c.id<review::ActionId>("action");
  struct Seen {
    std::optional<review::ActionRow> row;
    std::vector<Option> agencies;
    std::string follows;
    bool found = false;
  };
  const auto of_recommendation = review::RecommendationId::parse(c.request.query("recommendation")).value_or(review::RecommendationId());
  const auto of_lesson = review::LessonId::parse(c.request.query("lesson")).value_or(review::LessonId());
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s;
    auto recommendation = of_recommendation;
    auto lesson = of_lesson;
    if (!is_new) {
      auto row = review::action(r, *c.actor, *c.review, id);
      if (!row.ok()) return s;
      recommendation = row->value.recommendation;
      lesson = row->value.lesson;
      s.row = std::move(*row);
    }
    s.agencies = agency_options(r, c.review->id);
    if (auto of = review::recommendation(r, c.review->id, recommendation); of.ok()) {
      s.follows = fmt::format("Recommendation {}: {}", of->value.number, of->value.text);
      s.found = true;
    } else if (auto learned = review::lesson(r, c.review->id, lesson); learned.ok()) {
      s.follows = fmt::format("Early learning, lesson {}: {}", learned->value.number, learned->value.text);
      s.found = true;
    }
    return s;
  });
  if (!seen.found) return error_page(c, not_found());
  FormOf<ReviewAction> form;
  form.textarea("text", "What will be done?", &ReviewAction::text).tall(3).must("Enter what will be done");
  form.select("owner", "Which agency owns it?", seen.agencies, &ReviewAction::owner).must("Choose the agency that owns the action")
      .with_hint("Its people in this review may add updates. Whoever gets the action sees the updates that are there already.");
  form.text("owner_post", "Which post answers for it?", &ReviewAction::owner_post).must("Enter the post that answers for it").with_hint("A post, such as head of safeguarding. Not a name.");
  form.date("target", "By when?", &ReviewAction::target).must("Enter by when it will be done");
  form.textarea("expected_change", "What will be different?", &ReviewAction::expected_change).tall(3).must("Enter what will be different");
  form.textarea("measure", "How will the effect be measured?", &ReviewAction::measure).tall(3).with_hint("What you would count or ask, of whom, and what it is now.");
  form.date("test_on", "When will the effect be tested?", &ReviewAction::test_on);
  ReviewAction current;
  if (seen.row) current = seen.row->value;
  else if (!of_recommendation.is_empty()) current.recommendation = of_recommendation;
  else current.lesson = of_lesson;
  FormPage page{.title = is_new ? "Add an action" : "Change an action", .cancel = c.here(is_new ? "recommendations" : "actions/" + id.text()), .breadcrumbs = crumbs(c)};
  page.before = inset_text({.text = seen.follows});
  return edit(c, page, form, current, seen.row ? seen.row->version : 0, [&](const ReviewAction& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "actions.put", [&](store::Writer& w) { return review::put_action(w, *c.actor, c.review->id, id, value, expected); });
    if (!done.ok()) return done.error();
    bring_progress_up(c);
    return with_done(c.here("actions/" + done->text()), "saved");
  });
}

// --- an update ---

Response add_update(Context& c) {
  auto row = c.store().read([&](store::Reader& r) { return action_of_path(c, r); });
  if (!row.ok()) return error_page(c, row.error());
  const auto& a = row->value;
  FormOf<ActionUpdate> form;
  form.textarea("text", "What has happened?", &ActionUpdate::text).must("Enter what has happened").with_hint("No names of people.");
  form.date("on", "Which day does this tell of?", &ActionUpdate::on).must("Enter the day that this tells of");
  form.radios("state", "How far is the action now?", state_options(), &ActionUpdate::state).must("Choose how far the action is");
  form.textarea("evidence", "What shows that it was done?", &ActionUpdate::evidence).tall(3)
      .with_hint(a.evidenced ? "Evidence has been given already; add to it where there is more." : "Needed before it is marked as done. You can attach a file instead.");
  FormField file;
  file.kind = FieldKind::File;
  file.name = "file";
  file.label = "Attach a file as evidence";
  file.hint = "PDF, Word, Excel, OpenDocument text, CSV, plain text or a picture, up to 25 MB.";
  form.fields.push_back(std::move(file));
  form.text("policy_title", "Policy or procedure changed", &ActionUpdate::policy_title);
  form.text("policy_version", "Its version", &ActionUpdate::policy_version).narrow();
  form.date("policy_date", "Its date", &ActionUpdate::policy_date);
  form.textarea("result", "What was measured?", &ActionUpdate::result).tall(3)
      .with_hint(a.measure.empty() ? "No measure of effect has been set yet." : "The measure: " + a.measure);
  form.date("measured_on", "When was it measured?", &ActionUpdate::measured_on);
  form.date("test_on", "When will it be tested again?", &ActionUpdate::test_on);
  ActionUpdate current;
  current.state = a.state;
  current.on = UncertainDate::exactly(c.app.clock.today());
  const std::string back = agency_base(c, *row);
  FormPage page{.title = "Add an update", .button = "Add the update", .cancel = back, .breadcrumbs = crumbs(c)};
  page.before = inset_text({.text = a.text});
  return edit(c, page, form, current, 0, [&](ActionUpdate value, std::int64_t) -> Result<std::string> {
    if (const auto* upload = c.request.upload("file")) {
      const auto* kind = kind_of_name(upload->file_name);
      if (!kind) return bad_field("file", "Choose a PDF, Word, Excel, OpenDocument text, CSV, plain text or picture file");
      auto bytes = upload->read_all(kMostEvidence);
      if (!bytes.ok() || upload->too_large) return bad_field("file", "The file must be 25 MB or smaller");
      if (bytes->empty()) return bad_field("file", "The file is empty");
      std::size_t at = 0;
      auto taken = c.store().store_attachment({fmt::format("evidence.{}", kind->ending), std::string(kind->media_type), std::int64_t(bytes->size()), "", "evidence"}, c.review->id,
                                              [&]() {
                                                auto piece = bytes->substr(at, 1 << 20);
                                                at += piece.size();
                                                return piece;
                                              });
      if (!taken.ok()) return taken.error();
      value.attachment = *taken;
      value.attachment_type = std::string(kind->media_type);
    }
    auto done = c.store().write(c.who(), "actions.update", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(auto added, review::add_update(w, *c.actor, c.review->id, row->id, value));
      if (!value.attachment.is_empty()) HEED_TRY(c.store().keep_attachment(w, value.attachment, added.place));
      return {};
    });
    if (!done.ok()) return done.error();
    bring_progress_up(c);
    return with_done(back, "updated");
  });
}

// --- lists ---

Html listed_table(const access::Actor& actor, const std::vector<const review::ListedAction*>& rows, const std::map<PartnershipId, std::string>& partnerships,
                  std::string_view label) {
  Table t;
  t.head = {{.content = "Action"}, {.content = "Review"}, {.content = "Owner"}, {.content = "By"}, {.content = "State"}};
  for (const auto* l : rows) {
    const auto& a = l->row.value;
    const auto at = partnerships.find(l->review.value.responsible);
    t.rows.push_back({{.content = html("<a class=\"govuk-link\" href=\"{}\">{}</a><br><span class=\"govuk-hint heed-inline\">{}</span>", action_href(actor, l->review, l->row),
                                       shortened(a.text), l->number ? fmt::format("Recommendation {}", l->number) : "Early learning")},
                      {.content = html("{}<br><span class=\"govuk-hint heed-inline\">{}</span>", review::title(l->review.value), at == partnerships.end() ? "" : at->second)},
                      {.content = html("{}<br><span class=\"govuk-hint heed-inline\">{}</span>", l->owner, a.owner_post)},
                      {.content = a.target.understood()},
                      {.content = html("{} {}", tag(state_tag(a.state)), late_tag(l->late))}});
  }
  return scroll_region(label, table(t));
}

Response all(Context& c) {
  struct Seen {
    std::vector<review::ListedAction> actions;
    std::map<PartnershipId, std::string> partnerships;
  };
  const Day today = c.app.clock.today();
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s;
    s.actions = review::visible_actions(r, *c.actor, today);
    for (const auto& l : s.actions)
      if (auto body = access::partnership(r, l.review.value.responsible); body.ok()) s.partnerships[body->id] = body->value.name;
    return s;
  });
  const bool late_only = c.request.query("late") == "yes";
  const auto partnership = PartnershipId::parse(c.request.query("partnership")).value_or(PartnershipId());
  const std::string& state = c.request.query("state");
  std::vector<const review::ListedAction*> fits;
  int late = 0;
  for (const auto& l : seen.actions) {
    late += l.late.has_value();
    if (late_only && !l.late) continue;
    if (!partnership.is_empty() && l.review.value.responsible != partnership) continue;
    if (!state.empty() && Json(l.row.value.state).get<std::string>() != state) continue;
    fits.push_back(&l);
  }
  Html main = heading(c, "Actions");
  if (seen.actions.empty()) {
    main += para("There is no action that you have a part in yet. Actions follow from a review's recommendations, or from early learning.");
    return show(c, {.title = "Actions", .main = main, .breadcrumbs = {{.text = "Home", .href = "/reviews"}}});
  }
  main += para(late == 0 ? "Nothing is late." : fmt::format("{} of {} {} late.", late, seen.actions.size(), late == 1 ? "is" : "are"));
  Html options = checkboxes({.name = "late", .items = {{.value = "yes", .text = "Late only"}}, .values = late_only ? std::vector<std::string>{"yes"} : std::vector<std::string>{},
                             .classes = "govuk-checkboxes--small"});
  if (seen.partnerships.size() > 1) {
    Select s{.name = "partnership", .label = {.text = "Partnership"}, .items = {{.value = "", .text = "Every partnership"}}, .value = c.request.query("partnership")};
    for (const auto& [id, name] : seen.partnerships) s.items.push_back({.value = id.text(), .text = name});
    options += select(s);
  }
  Select states{.name = "state", .label = {.text = "State"}, .items = {{.value = "", .text = "Every state"}}, .value = state};
  for (const auto& o : state_options()) states.items.push_back({.value = o.value, .text = o.text});
  options += select(states);
  const auto page = page_number(c);
  const auto begin = std::min<std::size_t>(fits.size(), std::size_t((page - 1) * kOnPage));
  const std::vector<const review::ListedAction*> shown(fits.begin() + std::ptrdiff_t(begin), fits.begin() + std::ptrdiff_t(std::min(fits.size(), begin + std::size_t(kOnPage))));
  Html list = shown.empty() ? para("No action fits these filters.") : listed_table(*c.actor, shown, seen.partnerships, "Actions");
  list += page_links(c, std::int64_t(fits.size()), kOnPage, page);
  main += filter_layout(html("<form method=\"get\" novalidate>{}</form>", filter({.clear_href = "/actions", .options = options})), list);
  return show(c, {.title = "Actions", .main = main, .breadcrumbs = {{.text = "Home", .href = "/reviews"}}, .wide = true});
}

Response of_agency(Context& c) {
  struct Seen {
    std::vector<review::ActionRow> rows;
    std::string name;
  };
  const auto seen = c.store().read([&](store::Reader& r) {
    return Seen{review::actions_of(r, *c.actor, *c.review, c.agency), access::agency_name(r, c.agency)};
  });
  const Day today = c.app.clock.today();
  Html main = heading(c, "Actions of " + seen.name);
  if (seen.rows.empty()) main += para("This agency owns no action in this review.");
  else {
    Table t;
    t.head = {{.content = "Action"}, {.content = "Post"}, {.content = "By"}, {.content = "State"}};
    for (const auto& row : seen.rows)
      t.rows.push_back({{.content = html("<a class=\"govuk-link\" href=\"{}\">{}</a>", agency_base(c, row), shortened(row.value.text))},
                        {.content = row.value.owner_post},
                        {.content = row.value.target.understood()},
                        {.content = html("{} {}", tag(state_tag(row.value.state)), late_tag(review::lateness(row.value, today)))}});
    main += scroll_region("Actions", table(t));
  }
  return show(c, {.title = "Actions", .main = main, .breadcrumbs = {{.text = "Reviews", .href = "/reviews"}, {.text = "Actions", .href = "/actions"}}, .seen_by = Act::UpdateAction});
}

}  // namespace

Tag state_tag(review::ActionState state) {
  const std::string words(review::words(state));
  switch (state) {
    case ActionState::NotStarted: return {.text = words, .classes = "govuk-tag--grey"};
    case ActionState::InProgress: return {.text = words, .classes = "govuk-tag--light-blue"};
    case ActionState::Done: return {.text = words, .classes = "govuk-tag--green"};
    case ActionState::Effect: return {.text = words, .classes = "govuk-tag--turquoise"};
    case ActionState::NotAccepted: return {.text = words, .classes = "govuk-tag--orange"};
  }
  return {};
}

Html late_tag(const std::optional<review::Lateness>& late) {
  if (!late) return {};
  return tag({.text = review::in_words(*late), .classes = "govuk-tag--red"});
}

std::string action_href(const access::Actor& actor, const review::ReviewRow& in, const review::ActionRow& row) {
  const std::string base = "/reviews/" + in.id.text();
  if (access::allowed(actor, Act::ViewRecommendations, review::thing_of(in))) return base + "/actions/" + row.id.text();
  return base + "/agency/" + row.value.owner.text() + "/actions/" + row.id.text();
}

Html late_actions_summary(store::Reader& r, const access::Actor& actor, Day today) {
  const auto late = review::late_actions(r, actor, today);
  if (late.empty()) return {};
  constexpr std::size_t kShown = 5;
  Html items;
  for (std::size_t i = 0; i < std::min(late.size(), kShown); ++i) {
    const auto& l = late[i];
    items += html("<li><a class=\"govuk-link\" href=\"{}\">{}</a>, {}, {}: {}</li>", action_href(actor, l.review, l.row), shortened(l.row.value.text, 80),
                  review::title(l.review.value), l.owner, review::in_words(*l.late));
  }
  const std::string more = late.size() == 1 ? "The action that is late" : fmt::format("All {} actions that are late", late.size());
  return inset_text({.text = html("<p class=\"govuk-body govuk-!-font-weight-bold\">{}</p><ul class=\"govuk-list govuk-list--bullet\">{}</ul>"
                                  "<a class=\"govuk-link\" href=\"/actions?late=yes\">{}</a>",
                                  late.size() == 1 ? "An action is late" : "Actions are late", items, more)});
}

void add_action_routes(Routes& routes) {
  const auto see = Needs::review(Act::ViewRecommendations), change = Needs::review(Act::EditRecommendations), own = Needs::agency(Act::UpdateAction);
  routes.emplace_back(Method::Get, "/actions", "actions across reviews", Needs::sign_in(), all);
  add_form(routes, "/reviews/:review/actions/new", "add an action", change, edit_action);
  routes.emplace_back(Method::Get, "/reviews/:review/actions/:action", "action", see, one);
  add_form(routes, "/reviews/:review/actions/:action/change", "change an action", change, edit_action);
  routes.emplace_back(Method::Get, "/reviews/:review/actions/:action/evidence/:update", "evidence of an action", see, evidence);
  routes.emplace_back(Method::Get, "/reviews/:review/agency/:agency/actions", "an agency's actions", own, of_agency);
  routes.emplace_back(Method::Get, "/reviews/:review/agency/:agency/actions/:action", "an agency's action", own, one);
  routes.emplace_back(Method::Get, "/reviews/:review/agency/:agency/actions/:action/evidence/:update", "evidence of an agency's action", own, evidence);
  add_form(routes, "/reviews/:review/agency/:agency/actions/:action/update", "update an action", own, add_update, Body::Upload);
}

}  // namespace heed::web

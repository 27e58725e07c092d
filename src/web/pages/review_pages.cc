#include "web/pages/review_pages.h"

#include "review/guidance/duty.h"
#include "web/forms.h"
#include "web/pages/action_pages.h"
#include "web/pages/tasks.h"

namespace heed::web {

namespace {

std::string next_in_review(const Context& c) {
  const auto& next = c.request.query("next");
  return next.starts_with(c.here()) ? next : c.here();
}

// --- the list ---

struct Listed {
  review::ReviewRow row;
  std::string partnership;
  std::string href, late;
  std::string next_due;
  bool declare = false;
};

Response list(Context& c) {
  const Day today = c.app.clock.today();
  bool may_start = false;
  Html late_actions;
  auto listed = c.store().read([&](store::Reader& r) {
    std::vector<Listed> out;
    late_actions = late_actions_summary(r, *c.actor, today);
    for (const auto& body : access::partnerships(r)) {
      access::Thing thing;
      thing.partnership = body.id;
      may_start = may_start || access::allowed(*c.actor, Act::StartReview, thing);
    }
    for (auto& row : review::reviews(r)) {
      const auto answer = access::may(*c.actor, Act::ViewReview, review::thing_of(row));
      Listed l{row, {}, {}, {}, {}, false};
      if (answer == access::Answer::No) {
        // An agency's author sees the review as the place of their own return, and an auditor as one to audit.
        for (const auto& held : c.actor->memberships)
          if (held.role == access::Role::AgencyAuthor && held.review == row.id) {
            const auto own = access::may(*c.actor, Act::ViewReturn, review::thing_of(row, held.agency));
            if (own == access::Answer::No) continue;
            l.href = "/reviews/" + row.id.text() + "/agency/" + held.agency.text() + "/return";
            l.declare = own == access::Answer::DeclareFirst;
            l.partnership = access::agency_name(r, held.agency);
            out.push_back(l);
          }
        const auto audit = access::may(*c.actor, Act::ViewHistory, review::thing_of(row));
        if (audit != access::Answer::No && l.href.empty()) {
          l.href = "/reviews/" + row.id.text() + "/history";
          l.declare = audit == access::Answer::DeclareFirst;
          out.push_back(std::move(l));
        }
        continue;
      }
      l.href = "/reviews/" + row.id.text();
      l.declare = answer == access::Answer::DeclareFirst;
      if (auto body = access::partnership(r, row.value.responsible); body.ok()) l.partnership = body->value.name;
      if (!l.declare) {
        int late = 0;
        for (const auto& duty : guidance::duties(r, row.id)) {
          const auto s = guidance::standing(duty.value, today);
          if (s.state == guidance::DutyState::Overdue) ++late;
          if (l.next_due.empty() && !duty.value.done && !duty.value.withdrawn && duty.value.due && s.state != guidance::DutyState::Overdue)
            l.next_due = duty.value.title + ", " + in_words(*duty.value.due);
        }
        if (late) l.late = fmt::format("{} overdue", late);
      }
      out.push_back(std::move(l));
    }
    return out;
  });

  Html main = html("<h1 class=\"govuk-heading-l\">Reviews</h1>");
  if (may_start) main += button({.text = "Record a notification", .href = "/reviews/new"});
  main += late_actions;
  if (listed.empty()) {
    main += para("There is no review that you have a part in yet.");
    if (access::allowed(*c.actor, Act::ManageInstallation, {}))
      main += html("<p class=\"govuk-body\">You look after this installation: <a class=\"govuk-link\" href=\"/admin\">people, partnerships and agencies</a>.</p>");
    return show(c, {.title = "Reviews", .main = main, .breadcrumbs = {{.text = "Home", .href = "/reviews"}}});
  }
  Table t;
  t.head = {{.content = "Review"}, {.content = "Partnership"}, {.content = "Stage"}, {.content = "Overdue"}, {.content = "Next due"}};
  t.first_cell_is_header = true;
  for (const auto& l : listed) {
    Html name = html("<a class=\"govuk-link\" href=\"{}\">{}</a>", l.href, review::title(l.row.value));
    if (l.declare) name += html("<br><span class=\"govuk-hint heed-inline\">Declaration needed first</span>");
    Html late;
    if (!l.late.empty()) late = tag({.text = l.late, .classes = "govuk-tag--red"});
    t.rows.push_back({{.content = name}, {.content = l.partnership}, {.content = std::string(review::words(l.row.value.stage))},
                      {.content = late}, {.content = l.next_due}});
  }
  main += scroll_region("Reviews", table(t));
  return show(c, {.title = "Reviews", .main = main, .breadcrumbs = {{.text = "Home", .href = "/reviews"}}});
}

// --- the task list ---

Response overview(Context& c) {
  const Day today = c.app.clock.today();
  struct Seen {
    std::vector<std::pair<const StepTask*, review::StepState>> tasks;
    std::vector<guidance::DutyRow> duties;
  };
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s;
    for (const auto& task : step_tasks())
      if (c.may(task.action)) s.tasks.emplace_back(&task, task.state(r, *c.review));
    s.duties = guidance::duties(r, c.review->id);
    return s;
  });
  TaskList tasks;
  std::string next_title, next_href;
  for (const auto& [task, state] : seen.tasks) {
    const bool open = state.is != review::StepState::Is::CannotStart;
    Task row{.title = task->title, .href = open ? c.here(task->rest) : "", .hint = state.hint};
    row.status_tag = state_tag(state);
    if (state.is == review::StepState::Is::Done || state.is == review::StepState::Is::NotNeeded) {
      row.status = row.status_tag.text;
      row.status_tag = {};
    } else if (open && next_href.empty()) {
      next_title = task->title;
      next_href = row.href;
    }
    tasks.items.push_back(std::move(row));
  }
  Html main = heading(c, std::string(review::words(c.review->value.stage)));
  Html late;
  for (const auto& duty : seen.duties) {
    const auto s = guidance::standing(duty.value, today);
    if (s.state == guidance::DutyState::Overdue || s.state == guidance::DutyState::DueToday || s.state == guidance::DutyState::DueSoon)
      late += html("<li>{}: {}</li>", duty.value.title, guidance::in_words(duty.value, s));
  }
  if (!late.empty())
    main += inset_text({.text = html("<p class=\"govuk-body govuk-!-font-weight-bold\">Due now</p><ul class=\"govuk-list govuk-list--bullet\">{}</ul>"
                                     "<a class=\"govuk-link\" href=\"{}\">The clock of this review</a>", late, c.here("clock"))});
  if (!next_href.empty())
    main += html("<p class=\"govuk-body\">Next: <a class=\"govuk-link\" href=\"{}\">{}</a></p>", next_href, next_title);
  main += html("<h2 class=\"govuk-heading-m\">Steps</h2>") + task_list(tasks);
  return show(c, {.title = "Overview", .main = two_thirds(main)});
}

// --- declarations ---

Response declare(Context& c) {
  FormOf<access::Declaration> form;
  form.radios("conflict", "Do you have a connection to anybody in this review?",
              {{"no", "No", "I do not know them, have not worked with them or their family, and did not manage anybody who did."},
               {"yes", "Yes, or I am not sure", "The coordinator will look at it before the review opens to you."}},
              &access::Declaration::conflict).must("Choose whether you have a connection");
  form.textarea("details", "What is the connection?", &access::Declaration::details).tall(3).with_hint("Only if you chose yes. The coordinator sees this.");
  auto before = c.store().read([&](store::Reader& r) { return access::declaration_of(r, c.review->id, c.actor->account); });
  if (before && before->value.conflict && !before->value.settled && !c.is_post())
    return show(c, {.title = "Declaration", .main = two_thirds(html("<h1 class=\"govuk-heading-l\">Your declaration is being looked at</h1>") +
                    para("You told us of a connection. The coordinator will settle it; the review opens to you then.")),
                    .breadcrumbs = {{.text = "Reviews", .href = "/reviews"}}});
  FormPage page{.title = "Before this review opens", .button = "Declare and continue", .cancel = "/reviews", .breadcrumbs = {{.text = "Reviews", .href = "/reviews"}}};
  page.before = para("Every page here is about a real person who died. Some people are in danger if the wrong person reads it, so everybody declares first.") +
                para("What you open is recorded.");
  access::Declaration blank;
  // Nothing is chosen beforehand: a declaration is made, not waved through.
  if (!c.is_post()) {
    Typed empty;
    return form_page(c, page, form, empty, {}, 0);
  }
  return edit(c, page, form, blank, 0, [&](access::Declaration value, std::int64_t) -> Result<std::string> {
    value.account = c.actor->account;
    auto done = c.store().write(c.who(), "access.declare", [&](store::Writer& w) {
      return access::declare(w, c.review->value.responsible, c.review->id, value);
    });
    if (!done.ok()) return done.error();
    return value.conflict ? c.here("declare") : next_in_review(c);
  });
}

// --- who can see this ---

Response who_can_see(Context& c) {
  const auto& what = c.request.query("what");
  // An auditor may ask who sees what was done, without seeing the review.
  int number = int(!c.agency.is_empty() || c.may(Act::ViewReview, {}) ? Act::ViewReview : Act::ViewHistory);
  if (!what.empty() && what.size() <= 2 && what.find_first_not_of("0123456789") == std::string::npos) number = std::stoi(what);
  if (number < 0 || number >= access::kActionCount) number = int(Act::ViewReview);
  const auto action = Act(number);
  const auto agency = c.agency.is_empty() ? AgencyId::parse(c.request.query("agency")).value_or(AgencyId{}) : c.agency;
  const auto thing = review::thing_of(*c.review, agency);
  // Only who may see a thing may ask who else may.
  if (!access::allowed(*c.actor, action, thing)) return error_page(c, not_found());
  const auto able = c.store().read([&](store::Reader& r) { return access::who_may(r, action, thing); });
  Table t;
  t.head = {{.content = "Name"}, {.content = "Job title"}, {.content = "As"}, {.content = "Declared"}};
  for (const auto& p : able) {
    std::string roles;
    for (auto role : p.roles) roles += (roles.empty() ? "" : ", ") + std::string(access::words(role));
    t.rows.push_back({{.content = p.name.reveal()}, {.content = p.job_title}, {.content = roles}, {.content = p.declared ? "Yes" : "Not yet, so nothing is open to them"}});
  }
  Html main = heading(c, "Who can see this?") + para(fmt::format("These people may {}. This list comes from the same rules that open the page.", access::words(action)));
  main += scroll_region("Who can see this", table(t));
  main += para("Administrators look after accounts and cannot open a review. Whoever looks after the server's disk and keys could read what it holds.");
  return show(c, {.title = "Who can see this?", .main = main, .seen_by = action});
}

// --- history ---

/// "evidence.hand_in" -> "Evidence: hand in".
std::string verb_words(std::string verb) {
  for (char& ch : verb)
    if (ch == '_') ch = ' ';
  const auto dot = verb.find('.');
  if (dot != std::string::npos) verb.replace(dot, 1, ": ");
  if (!verb.empty() && verb[0] >= 'a' && verb[0] <= 'z') verb[0] = char(verb[0] - 'a' + 'A');
  return verb;
}

Response history(Context& c) {
  struct Item { store::JournalRecord record; std::string by; };
  const std::int64_t before = c.request.query("before").empty() || c.request.query("before").size() > 12 || c.request.query("before").find_first_not_of("0123456789") != std::string::npos
                                  ? INT64_MAX : std::stoll(c.request.query("before"));
  const auto records = c.store().records(store::Stream::of(c.review->id), before, 50);
  const auto names = c.store().read([&](store::Reader& r) {
    std::vector<std::string> out;
    for (const auto& record : records) out.push_back(access::display_name(r, record.actor));
    return out;
  });
  Timeline t;
  for (std::size_t i = 0; i < records.size(); ++i) {
    std::string touched;
    std::map<std::string, int> counts;
    for (const auto& thing : records[i].things) ++counts[thing.shelf];
    for (const auto& [shelf, n] : counts) {
      std::string word = shelf;
      std::replace(word.begin(), word.end(), '_', ' ');
      touched += (touched.empty() ? "" : ", ") + (n > 1 ? fmt::format("{} × {}", n, word) : word);
    }
    TimelineItem item;
    item.label = verb_words(records[i].verb);
    item.byline = names[i];
    item.datetime = iso(records[i].at);
    item.date = in_words(records[i].at);
    item.text = html("<p class=\"govuk-body-s\">Record {}: {}</p>", records[i].number, touched);
    t.items.push_back(std::move(item));
  }
  Html main = heading(c, "What was done");
  main += records.empty() ? para("Nothing more.") : timeline(t);
  if (records.size() == 50)
    main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Earlier</a></p>", Url(c.here("history")).query("before", std::to_string(records.back().number)).str());
  if (c.may(Act::ViewReadings))
    main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Who opened what</a></p>", c.here("readings"));
  return show(c, {.title = "History", .main = two_thirds(main), .seen_by = Act::ViewHistory});
}

Response readings(Context& c) {
  const auto entries = c.store().readings(c.review->id, INT64_MAX, 200);
  const auto names = c.store().read([&](store::Reader& r) {
    std::vector<std::string> out;
    for (const auto& e : entries) out.push_back(access::display_name(r, e.reading.account));
    return out;
  });
  Table t;
  t.head = {{.content = "When"}, {.content = "Who"}, {.content = "What"}};
  for (std::size_t i = 0; i < entries.size(); ++i)
    t.rows.push_back({{.content = in_words(entries[i].at)}, {.content = names[i]}, {.content = entries[i].reading.what}});
  return show(c, {.title = "Who opened what", .main = heading(c, "Who opened what") + para("The last 200 times that a page of this review was opened.") +
                  scroll_region("Readings", table(t)), .seen_by = Act::ViewReadings});
}

}  // namespace

void add_review_routes(Routes& routes) {
  routes.emplace_back(Method::Get, "/reviews", "reviews", Needs::sign_in(), list);
  routes.emplace_back(Method::Get, "/reviews/:review", "review", Needs::review(Act::ViewReview), overview);
  add_form(routes, "/reviews/:review/declare", "declare a conflict or none", Needs::declaration(), declare);
  routes.emplace_back(Method::Get, "/reviews/:review/who-can-see", "who can see this", Needs::review(Act::ViewReview), who_can_see);
  // An agency's author may open nothing of the review but their agency's pages; whom those are open to stands under them.
  routes.emplace_back(Method::Get, "/reviews/:review/history/who-can-see", "who can see what was done", Needs::review(Act::ViewHistory), who_can_see);
  routes.emplace_back(Method::Get, "/reviews/:review/agency/:agency/who-can-see", "who can see an agency's pages", Needs::agency(Act::ViewReturn), who_can_see);
  routes.emplace_back(Method::Get, "/reviews/:review/history", "history", Needs::review(Act::ViewHistory), history);
  routes.emplace_back(Method::Get, "/reviews/:review/readings", "readings", Needs::review(Act::ViewReadings), readings);
}

}  // namespace heed::web

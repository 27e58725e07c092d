#include "web/pages/decision_pages.h"

#include "review/decision/decision.h"
#include "web/forms.h"
#include "web/pages/day_field.h"

namespace heed::web {

namespace {

using review::Scoping;
using review::ScopingAnswer;

const guidance::Edition& edition_of(const Context& c) { return c.app.editions->find_or_default(c.review->value.edition); }

std::string day_or_blank(Day day) { return day.ok() ? in_words(day) : std::string(); }


Html citation_line(const guidance::Citation& citation) {
  if (citation.words.empty()) return {};
  return muted(citation.words + (citation.verified ? "" : " (not verified: check it against the document)"));
}

// --- scoping ---

Html answer_tag(const Scoping& s, Day today) {
  switch (s.answer) {
    case ScopingAnswer::Known: return tag({.text = "Known to them", .classes = "govuk-tag--blue"});
    case ScopingAnswer::NoTrace: return tag({.text = "No trace found", .classes = "govuk-tag--grey"});
    case ScopingAnswer::NotAnswered: break;
  }
  if (s.due.ok() && s.due < today)
    return tag({.text = fmt::format("Not answered, {} days late", days_between(s.due, today)), .classes = "govuk-tag--red"});
  return tag({.text = "Not answered", .classes = "govuk-tag--yellow"});
}

std::string secured_words(const std::string& secured) {
  if (secured == "yes") return "Yes";
  if (secured == "no") return "No";
  if (secured == "not_known") return "Not known";
  return "";
}

Response scoping_list(Context& c) {
  const Day today = c.app.clock.today();
  std::vector<std::string> names;
  const auto rows = c.store().read([&](store::Reader& r) {
    auto out = review::scoping(r, c.review->id);
    for (const auto& row : out) names.push_back(access::agency_name(r, row->agency));
    return out;
  });
  const bool may_edit = c.may(Act::EditReview);
  Html main = heading(c, "Scoping");
  main += para("Ask each agency that may have known those concerned to secure its records, and to say what it holds. Finding nothing is an answer.");
  if (may_edit) main += button({.text = "Ask an agency", .href = c.here("scoping/new")});
  if (rows.empty()) {
    main += inset_text({.text = "No agency has been asked yet. Ask soon: records are deleted by routine."});
  } else {
    Table t;
    t.first_cell_is_header = true;
    t.head = {{.content = "Agency"}, {.content = "Asked"}, {.content = "Answer by"}, {.content = "Answer"}, {.content = "Records secured"}, {.content = "What they hold"}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto& s = rows[i].value;
      const Html name = may_edit ? link(c.here("scoping/request/" + rows[i].id.text()), names[i]) : html("{}", names[i]);
      Html answer = answer_tag(s, today);
      if (s.answered_on.ok()) answer += html("<br>{}", in_words(s.answered_on));
      t.rows.push_back({{.content = name}, {.content = in_words(s.asked_on)}, {.content = day_or_blank(s.due)}, {.content = answer},
                        {.content = s.secured.empty() ? or_missing("") : html("{}", secured_words(s.secured))},
                        {.content = s.summary.empty() ? or_missing("") : paragraphs(s.summary)}});
    }
    main += scroll_region("Scoping requests", table(t));
  }
  main += html("<p class=\"govuk-body\">Next: {}</p>", link(c.here("decision"), "the test, and the decision"));
  return show(c, {.title = "Scoping", .main = main});
}

Response scoping_form(Context& c) {
  const Day today = c.app.clock.today();
  const bool is_new = !c.captures.has("request");
  const auto id = is_new ? review::ScopingId{} : c.id<review::ScopingId>("request");
  Scoping current;
  std::int64_t version = 0;
  std::vector<Option> agencies;
  std::string name;
  const bool found = c.store().read([&](store::Reader& r) {
    const auto rows = review::scoping(r, c.review->id);
    if (!is_new) {
      for (const auto& row : rows)
        if (row.id == id) {
          current = row.value;
          version = row.version;
          name = access::agency_name(r, row->agency);
          return true;
        }
      return false;
    }
    for (const auto& agency : access::agencies(r))
      if (std::none_of(rows.begin(), rows.end(), [&](const auto& row) { return row->agency == agency.id; }))
        agencies.push_back({agency.id.text(), agency.value.name, ""});
    return true;
  });
  if (!found) return error_page(c, not_found());
  if (is_new && agencies.empty())
    return show(c, {.title = "Ask an agency", .main = two_thirds(heading(c, "Ask an agency") + para("Every agency that Heed knows has been asked. An administrator can add another.") +
                                                                 html("<p class=\"govuk-body\">{}</p>", link(c.here("scoping"), "Back to scoping")))});
  FormOf<Scoping> form;
  if (is_new) {
    current.asked_on = today;
    current.due = add_days(today, 14);
    form.select("agency", "Which agency?", agencies, &Scoping::agency).must("Choose the agency").with_hint("Not in the list? An administrator adds agencies.");
  }
  form.text("asked_of", "Whom at the agency was it sent to?", &Scoping::asked_of).with_hint("A post, such as head of safeguarding. Not a private name.");
  day_field(form, "asked_on", "When were they asked?", &Scoping::asked_on, today).must("Enter the day on which they were asked");
  day_field(form, "due", "By when should they answer?", &Scoping::due, today);
  form.radios("answer", "What do they say?",
              {{"not_answered", "They have not answered yet", ""}, {"known", "Somebody in this review was known to them", ""},
               {"no_trace", "No trace found", "They searched and hold nothing."}},
              &Scoping::answer);
  form.radios("secured", "Are their records secured?", {{"yes", "Yes", ""}, {"no", "No", ""}, {"not_known", "Not known", ""}}, &Scoping::secured);
  form.textarea("summary", "What do they hold?", &Scoping::summary).tall(4).with_hint("A few words: which records, of whom, from when to when. This may be disclosed.");
  day_field(form, "answered_on", "When did they answer?", &Scoping::answered_on, today);
  form.text("answered_by", "Who answered?", &Scoping::answered_by).with_hint("A post.");
  FormPage page{.title = is_new ? "Ask an agency" : "Request to " + name, .cancel = c.here("scoping")};
  if (is_new)
    page.before = inset_text({.text = "Please secure every record that you hold of those concerned, on paper and on screen, and tell us what you hold. If you find no trace, tell us that, and how you searched."});
  return edit(c, page, form, current, version, [&](const Scoping& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), is_new ? "scoping.ask" : "scoping.answer", [&](store::Writer& w) {
      return review::put_scoping(w, *c.actor, edition_of(c), c.review->id, id, value, expected);
    });
    if (!done.ok()) return done.error();
    return with_done(c.here("scoping"), is_new ? "added" : "saved");
  });
}

// --- the test ---

struct Seen {
  std::vector<review::EligibilityRow> answers;
  std::vector<review::DecisionRow> decisions;
  std::vector<review::TellingRow> tellings;
};
Seen see(Context& c) {
  return c.store().read([&](store::Reader& r) {
    return Seen{review::eligibility(r, c.review->id), review::decisions(r, c.review->id), review::tellings(r, c.review->id)};
  });
}

const review::EligibilityRow* answer_to(const std::vector<review::EligibilityRow>& rows, const std::string& question) {
  for (const auto& row : rows)
    if (row->question == question) return &row;
  return nullptr;
}

Html screening_block(const guidance::Edition& edition, const guidance::Screening& s) {
  Html list;
  for (const auto& part : s.parts) {
    std::string title = part.part;
    for (const auto& p : edition.eligibility)
      if (p.id == part.part) title = p.title;
    const std::string_view state = part.state == guidance::PartState::Met ? "met" : part.state == guidance::PartState::NotMet ? "not met" : "open";
    list += html("<li>{}: {}</li>", title, state);
  }
  Html concerns;
  for (const auto& id : s.concerns)
    if (const auto* q = edition.question(id)) concerns += html("<li>{}</li>", q->text);
  Html body = html("<p class=\"govuk-body govuk-!-font-weight-bold\">{}</p>", review::in_words(s));
  if (!list.empty()) body += html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list);
  if (!concerns.empty()) body += para("Circumstances answered yes, to weigh:") + html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", concerns);
  if (!s.unknown.empty()) body += para("Some answers are \"not known\": look for evidence before deciding, or say why you decide without it.");
  body += para("This is advice. A person decides.");
  return inset_text({.text = body});
}

Html decision_card(Context& c, const review::DecisionRow& row, const std::vector<review::TellingRow>& tellings, bool standing) {
  const auto& d = row.value;
  Html reasons;
  for (const auto& reason : d.reasons) {
    reasons += html("<li>{}", reason.title);
    if (!reason.text.empty()) reasons += html(": {}", reason.text);
    reasons += html("</li>");
  }
  SummaryList list;
  list.card.title = d.title + ", " + in_words(d.day) + (standing ? "" : " (an earlier decision)");
  const auto line = [&](std::string key, Html value) { list.rows.push_back({.key = key, .value = std::move(value)}); };
  line("Reasons", html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", reasons));
  line("Decided by", html("{}", d.decided_by));
  if (!d.prompted_by.empty()) line("Why it was decided again", paragraphs(d.prompted_by));
  line("What was considered", d.considered.empty() ? or_missing("") : paragraphs(d.considered));
  if (!d.alternative.empty()) line("Other review", paragraphs(d.alternative));
  line("What the family thinks", d.family_view.empty() ? or_missing("") : paragraphs(d.family_view));
  line("The test advised", html("{}", d.screening == "met" ? "Met" : d.screening == "not_met" ? "Not met" : "Open"));
  const bool may_edit = c.may(Act::EditReview);
  for (const auto& wanted : d.tells) {
    SummaryRow told{.key = "Told: " + wanted.who};
    Html value = tag({.text = wanted.required ? "Not told yet" : "Not told", .classes = wanted.required ? "govuk-tag--yellow" : "govuk-tag--grey"});
    for (const auto& t : tellings)
      if (t->decision == row.id && t->tell == wanted.id) {
        value = html("{}", in_words(t->told_on));
        if (!t->how.empty()) value += html(", {}", t->how);
        if (!t->note.empty()) value += muted(t->note);
      }
    told.value = std::move(value);
    if (may_edit) told.actions.push_back({.text = "Record", .href = c.here("decision/told/" + row.id.text() + "/" + wanted.id), .visually_hidden_text = "that " + wanted.who + " was told"});
    list.rows.push_back(std::move(told));
  }
  for (const auto& t : tellings)
    if (t->decision == row.id && t->tell.empty())
      list.rows.push_back({.key = "Told: " + t->who, .value = html("{}{}{}", in_words(t->told_on), t->how.empty() ? "" : ", ", t->how)});
  if (may_edit)
    list.card.actions.push_back({.text = "Somebody else was told", .href = c.here("decision/told/" + row.id.text() + "/other")});
  return summary_list(list);
}

Response overview(Context& c) {
  const auto& edition = edition_of(c);
  const auto seen = see(c);
  const bool may_edit = c.may(Act::EditReview);
  const bool may_decide = c.may(Act::Decide);
  const auto screening = guidance::screen(edition, review::answers_of(seen.answers));
  Html main = heading(c, "The test, and the decision");
  main += muted("By the rules of: " + edition.title);
  if (!seen.decisions.empty()) {
    main += html("<h2 class=\"govuk-heading-m\">Decided</h2>");
    for (auto it = seen.decisions.rbegin(); it != seen.decisions.rend(); ++it)
      main += decision_card(c, *it, seen.tellings, it == seen.decisions.rbegin());
  }
  if (may_decide)
    main += button({.text = seen.decisions.empty() ? "Record the decision" : "Record a later decision", .href = c.here("decision/new"),
                    .classes = seen.decisions.empty() ? "" : "govuk-button--secondary"});
  main += html("<h2 class=\"govuk-heading-m\">What the answers come to</h2>") + screening_block(edition, screening);
  if (!edition.eligibility_intro.empty()) main += paragraphs(edition.eligibility_intro);
  for (const auto& part : edition.eligibility) {
    main += html("<h2 class=\"govuk-heading-m\">{}</h2>", part.title);
    if (!part.hint.empty()) main += para(part.hint);
    main += citation_line(part.citation);
    SummaryList list;
    for (const auto& q : part.questions) {
      const auto* given = answer_to(seen.answers, q.id);
      SummaryRow row{.key = q.text};
      Html value = or_missing("");
      if (given) {
        const auto answer = guidance::parse_answer((*given)->answer);
        value = html("<strong>{}</strong>", answer ? guidance::answer_words(*answer) : std::string_view((*given)->answer));
        if (!(*given)->evidence.empty()) value += paragraphs((*given)->evidence);
      }
      row.value = std::move(value);
      if (may_edit) row.actions.push_back({.text = given ? "Change" : "Answer", .href = c.here("decision/question/" + q.id), .visually_hidden_text = q.text});
      list.rows.push_back(std::move(row));
    }
    main += summary_list(list);
  }
  // An edition that changed may have left answers behind; they stay in sight.
  SummaryList left;
  for (const auto& row : seen.answers)
    if (!edition.question(row->question)) left.rows.push_back({.key = row->question, .value = html("{}: {}", row->answer, row->evidence)});
  if (!left.rows.empty()) main += details({.summary = "Answers to questions that this edition no longer asks", .content = summary_list(left)});
  main += html("<p class=\"govuk-body\">{}</p>", link(c.here("clock"), "The clock of this review"));
  return show(c, {.title = "The test and the decision", .main = two_thirds(main)});
}

struct QuestionForm {
  std::string answer, evidence;
};

Response question(Context& c) {
  const auto& edition = edition_of(c);
  const std::string id(c.captures["question"]);
  const auto* q = edition.question(id);
  if (!q) return error_page(c, not_found());
  const auto seen = see(c);
  const auto* given = answer_to(seen.answers, id);
  QuestionForm current;
  if (given) current = {(*given)->answer, (*given)->evidence};
  std::vector<Option> options;
  for (const auto answer : q->answers) options.push_back({std::string(guidance::answer_id(answer)), std::string(guidance::answer_words(answer)), ""});
  FormOf<QuestionForm> form;
  form.radios("answer", "Answer", options, &QuestionForm::answer).must("Choose an answer");
  form.textarea("evidence", q->evidence.empty() ? "What does the answer rest on?" : q->evidence, &QuestionForm::evidence)
      .with_hint("Say where it comes from. This may be disclosed.");
  FormPage page{.title = q->text, .cancel = c.here("decision")};
  if (!q->hint.empty()) page.before += para(q->hint);
  page.before += citation_line(q->citation);
  return edit(c, page, form, current, given ? given->version : 0, [&](const QuestionForm& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "eligibility.answer", [&](store::Writer& w) {
      return review::answer_question(w, *c.actor, edition, c.review->id, {id, value.answer, value.evidence, {}}, expected);
    });
    if (!done.ok()) return done.error();
    // On to the next question that is open, so that the test can be answered in one go.
    bool after = false;
    for (const auto& part : edition.eligibility)
      for (const auto& other : part.questions) {
        if (after && !answer_to(seen.answers, other.id)) return c.here("decision/question/" + other.id);
        after = after || other.id == id;
      }
    return with_done(c.here("decision"), "saved");
  });
}

// --- deciding ---

struct KindForm {
  std::string kind;
};

Response choose_kind(Context& c) {
  const auto& edition = edition_of(c);
  std::vector<Option> kinds;
  for (const auto& kind : edition.decisions) kinds.push_back({kind.id, kind.title, kind.hint});
  FormOf<KindForm> form;
  form.radios("kind", "What was decided?", kinds, &KindForm::kind).must("Choose what was decided");
  const auto seen = see(c);
  FormPage page{.title = seen.decisions.empty() ? "Record the decision" : "Record a later decision", .button = "Continue", .cancel = c.here("decision")};
  page.before = screening_block(edition, guidance::screen(edition, review::answers_of(seen.answers)));
  return edit(c, page, form, KindForm{}, 0, [&](const KindForm& value, std::int64_t) -> Result<std::string> { return c.here("decision/record/" + value.kind); });
}

struct DecisionForm {
  std::vector<std::string> reasons;
  std::map<std::string, std::string> texts;
  Day day{};
  std::string decided_by, considered, alternative, family_view, prompted_by;
};

Response record(Context& c) {
  const auto& edition = edition_of(c);
  const std::string kind_id(c.captures["kind"]);
  const auto* kind = edition.decision(kind_id);
  if (!kind) return error_page(c, not_found());
  const Day today = c.app.clock.today();
  const auto seen = see(c);
  FormOf<DecisionForm> form;
  std::vector<Option> reasons;
  for (const auto& reason : kind->reasons) reasons.push_back({reason.id, reason.text, reason.hint});
  form.checkboxes("reasons", "Why?", reasons, &DecisionForm::reasons).must("Choose at least one reason");
  for (const auto& reason : kind->reasons) {
    if (!reason.needs_text) continue;
    const std::string id = reason.id;
    form.custom(FieldKind::Textarea, "text_" + id, "More about: " + reason.text, {},
                [id](const DecisionForm& f) { const auto it = f.texts.find(id); return std::vector<std::string>{it == f.texts.end() ? "" : it->second}; },
                [id](DecisionForm& f, const std::vector<std::string>& typed) { f.texts[id] = typed.empty() ? "" : typed.front(); })
        .with_hint("Needed when you chose this reason.").tall(3);
  }
  day_field(form, "day", "On which day was it decided?", &DecisionForm::day, today).must("Enter the day of the decision");
  form.text("decided_by", "Who decided?", &DecisionForm::decided_by).must("Say who decided").with_hint(kind->decided_by);
  form.textarea("considered", "What was considered, and whose advice?", &DecisionForm::considered);
  if (kind->outcome == guidance::DecisionOutcome::Other || kind_id == "joint_review")
    form.textarea("alternative", "Which other review, and who leads it?", &DecisionForm::alternative).must("Say which other review, and who leads it").tall(3);
  else
    form.textarea("alternative", "Is another review to be held as well, or instead?", &DecisionForm::alternative).tall(3).with_hint("Which, and who leads it. Leave empty if none.");
  form.textarea("family_view", "What does the family think?", &DecisionForm::family_view).tall(3)
      .with_hint("If they have not been asked yet, or chose not to say, write that.");
  if (!seen.decisions.empty())
    form.textarea("prompted_by", "Why was it decided again?", &DecisionForm::prompted_by).must("Say why it was decided again").tall(3)
        .with_hint("For example: the Home Secretary directed a review. The earlier decision stays in the record.");
  FormPage page{.title = kind->title, .button = "Record the decision", .cancel = c.here("decision")};
  if (!kind->hint.empty()) page.before += para(kind->hint);
  page.before += citation_line(kind->citation);
  return edit(c, page, form, DecisionForm{}, 0, [&](const DecisionForm& f, std::int64_t) -> Result<std::string> {
    review::Decision value;
    value.kind = kind_id;
    for (const auto& id : f.reasons) {
      const auto text = f.texts.find(id);
      value.reasons.push_back({id, "", text == f.texts.end() ? "" : text->second});
    }
    value.day = f.day;
    value.decided_by = f.decided_by;
    value.considered = f.considered;
    value.alternative = f.alternative;
    value.family_view = f.family_view;
    value.prompted_by = f.prompted_by;
    auto done = c.store().write(c.who(), "decision.record", [&](store::Writer& w) { return review::decide(w, *c.actor, edition, c.review->id, value); });
    if (!done.ok()) return done.error();
    return with_done(c.here("decision"), "decided");
  });
}

struct ToldForm {
  std::string who, how, note;
  Day told_on{};
};

Response told(Context& c) {
  const auto decision_id = c.id<review::DecisionId>("decision");
  const std::string which(c.captures["tell"]);
  const Day today = c.app.clock.today();
  const auto seen = see(c);
  const auto decision = std::find_if(seen.decisions.begin(), seen.decisions.end(), [&](const auto& row) { return row.id == decision_id; });
  if (decision == seen.decisions.end()) return error_page(c, not_found());
  const bool other = which == "other";
  const review::ToTell* wanted = nullptr;
  for (const auto& t : decision->value.tells)
    if (t.id == which) wanted = &t;
  if (!wanted && !other) return error_page(c, not_found());
  ToldForm current;
  std::int64_t version = 0;
  if (!other)
    for (const auto& t : seen.tellings)
      if (t->decision == decision_id && t->tell == which) {
        current = {t->who, t->how, t->note, t->told_on};
        version = t.version;
      }
  FormOf<ToldForm> form;
  if (other) form.text("who", "Who was told?", &ToldForm::who).must("Say who was told").with_hint("A body or a post, not a private name.");
  day_field(form, "told_on", "When?", &ToldForm::told_on, today).must("Enter the day on which they were told");
  form.text("how", "How?", &ToldForm::how).with_hint("For example by letter, or in person with their advocate.");
  form.textarea("note", "Anything to remember", &ToldForm::note).tall(3);
  FormPage page{.title = other ? "Somebody else was told" : wanted->who + ": told of the decision", .cancel = c.here("decision")};
  if (wanted) page.before = para(wanted->what);
  return edit(c, page, form, current, version, [&](const ToldForm& f, std::int64_t expected) -> Result<std::string> {
    review::Telling value{decision_id, other ? "" : which, f.who, f.told_on, f.how, f.note};
    auto done = c.store().write(c.who(), "decision.told", [&](store::Writer& w) {
      return review::tell(w, *c.actor, edition_of(c), c.review->id, value, version == 0 ? store::kAnyVersion : expected);
    });
    if (!done.ok()) return done.error();
    return with_done(c.here("decision"), "saved");
  });
}

}  // namespace

void add_decision_routes(Routes& routes) {
  routes.emplace_back(Method::Get, "/reviews/:review/scoping", "scoping", Needs::review(Act::ViewReview), scoping_list);
  add_form(routes, "/reviews/:review/scoping/new", "scoping: ask an agency", Needs::review(Act::EditReview), scoping_form);
  add_form(routes, "/reviews/:review/scoping/request/:request", "scoping: one request", Needs::review(Act::EditReview), scoping_form);
  routes.emplace_back(Method::Get, "/reviews/:review/decision", "decision", Needs::review(Act::ViewReview), overview);
  add_form(routes, "/reviews/:review/decision/question/:question", "decision: one question of the test", Needs::review(Act::EditReview), question);
  add_form(routes, "/reviews/:review/decision/new", "decision: what was decided", Needs::review(Act::Decide), choose_kind);
  add_form(routes, "/reviews/:review/decision/record/:kind", "decision: record", Needs::review(Act::Decide), record);
  add_form(routes, "/reviews/:review/decision/told/:decision/:tell", "decision: who was told", Needs::review(Act::EditReview), told);
}

}  // namespace heed::web

#include "web/pages/participant_pages.h"

#include "review/casefile/participants.h"
#include "review/guidance/edition.h"
#include "web/pages/options.h"

namespace heed::web {

namespace {

using review::Participant;
using review::ParticipantId;
using review::ParticipantRow;

const std::vector<Option> kGroups = {{"family", "Family"}, {"friend", "Friend"}, {"colleague", "Colleague or employer"}, {"ex_partner", "Former partner"},
                                     {"neighbour", "Neighbour"}, {"other", "Somebody else"}};
const std::vector<Option> kYesNo = {{"yes", "Yes"}, {"no", "No"}};
const std::vector<Option> kNever = {{"voicemail", "A voicemail"}, {"post", "Post"}, {"email", "Email"}, {"text", "A text message"}};
const std::vector<Option> kAdvocate = {{"has_one", "They have one"}, {"offered", "Offered, and they are thinking about it"}, {"declined", "Offered, and they chose not to"},
                                       {"not_offered", "Not offered yet"}, {"not_reached", "They could not be reached"}};
const std::vector<Option> kIdentity = {{"yes", "Yes"}, {"no", "No"}, {"not_needed", "Not needed"}};
const std::vector<Option> kMilestone = {{"yes", "Yes"}, {"chose_not_to", "They chose not to"}, {"not_offered", "Not offered"}, {"not_reached", "Not reached"}};

Result<ParticipantRow> seen(Context& c) {
  return c.store().read([&](store::Reader& r) { return review::participant(r, *c.actor, c.review->id, c.id<ParticipantId>("participant")); });
}

std::string path_of(const Context& c, ParticipantId id, std::string_view rest = {}) {
  std::string out = c.here("participants/" + id.text());
  if (!rest.empty()) out += '/' + std::string(rest);
  return out;
}

std::vector<Crumb> crumbs(const Context& c) {
  return {{.text = "Reviews", .href = "/reviews"}, {.text = review::title(c.review->value), .href = c.here()}, {.text = "Family and friends", .href = c.here("participants")}};
}

const guidance::Edition& edition_of(const Context& c) { return c.app.editions->find_or_default(c.review->value.edition); }

Html caution_box(const Participant& p) {
  const auto words = review::cautions(p);
  if (words.empty()) return {};
  Html lines;
  for (const auto& word : words) lines += html("<li>{}</li>", word);
  return inset_text({.text = html("<h2 class=\"govuk-heading-s\">Before you contact them</h2><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", lines)});
}

Response part(Context& c, std::string title, const FormOf<Participant>& form, Html before = {}) {
  auto row = seen(c);
  if (!row.ok()) return error_page(c, row.error());
  FormPage page{.title = std::move(title), .before = std::move(before), .cancel = path_of(c, row->id), .breadcrumbs = crumbs(c)};
  return edit(c, page, form, row->value, row->version, [&](const Participant& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "participants.change", [&](store::Writer& w) { return review::put_participant(w, *c.actor, c.review->id, row->id, value, expected); });
    if (!done.ok()) return done.error();
    return with_done(path_of(c, row->id), "saved");
  });
}

FormOf<Participant> name_form() {
  FormOf<Participant> form;
  form.text("name", "Name", &Participant::name).must("Enter the person's name, or how you know of them");
  form.radios("group", "How did they know the person who died?", kGroups, &Participant::group).must("Choose how they knew the person who died");
  form.text("relation", "In their own words", &Participant::relation).with_hint("For example, her younger sister.");
  return form;
}

Response list(Context& c) {
  const auto& edition = edition_of(c);
  struct Data { Result<std::vector<ParticipantRow>> rows; std::vector<review::MilestoneTally> tallies; };
  const auto data = c.store().read([&](store::Reader& r) {
    return Data{review::participants(r, *c.actor, c.review->id), review::milestone_tallies(r, c.review->id, edition)};
  });
  if (!data.rows.ok()) return error_page(c, data.rows.error());
  const auto& rows = data.rows.value();
  Html main = heading(c, "Family and friends");
  main += para("Those who knew the person who died and take part, or may wish to. Only the coordinator and the independent chair see this. Agencies and the panel do not, and nobody who takes part sees another's page.");
  if (c.may(Act::EditParticipants)) main += button({.text = "Add somebody", .href = c.here("participants/new")});
  if (rows.empty()) {
    main += inset_text({.text = "Nobody has been entered yet. Ask who was close to the person who died: family, friends, colleagues, former partners. Offer a specialist advocate before the first meeting."});
  } else {
    Table t;
    t.head = {{.content = "Name"}, {.content = "Knew them as"}, {.content = "Contact"}, {.content = "Milestones answered"}};
    t.first_cell_is_header = true;
    for (const auto& row : rows) {
      const auto& p = row.value;
      Html contact;
      if (p.do_not_contact == "yes") contact = tag({.text = "Do not contact", .classes = "govuk-tag--red"});
      else if (!review::cautions(p).empty()) contact = tag({.text = "Read first", .classes = "govuk-tag--yellow"});
      else if (p.contact.empty()) contact = html("Nothing recorded");
      else contact = html("Recorded");
      const auto answered = std::count_if(p.milestones.begin(), p.milestones.end(), [](const review::MilestoneMark& m) { return !m.answer.empty(); });
      t.rows.push_back({{.content = html("<a class=\"govuk-link\" href=\"{}\">{}</a>", path_of(c, row.id), p.name.reveal())}, {.content = words_of(kGroups, p.group)},
                        {.content = contact}, {.content = fmt::format("{} of {}", answered, edition.family_milestones.size())}});
    }
    main += scroll_region("Family and friends", table(t));
    Table k;
    k.caption = "Their part in the review";
    k.caption_classes = "govuk-table__caption--m";
    k.head = {{.content = "Milestone"}, {.content = "Yes", .format = "numeric"}, {.content = "Chose not to", .format = "numeric"}, {.content = "Not offered", .format = "numeric"},
              {.content = "Not reached", .format = "numeric"}, {.content = "Not answered yet", .format = "numeric"}};
    k.first_cell_is_header = true;
    for (const auto& tally : data.tallies) {
      const auto* milestone = edition.milestone(tally.milestone);
      const auto number = [](int n) { return Cell{.content = std::to_string(n), .format = "numeric"}; };
      k.rows.push_back({{.content = milestone ? milestone->title : tally.milestone}, number(tally.yes), number(tally.chose_not_to), number(tally.not_offered),
                        number(tally.not_reached), number(tally.unanswered)});
    }
    main += scroll_region("Their part in the review", table(k));
  }
  return show(c, {.title = "Family and friends", .main = main, .seen_by = Act::ViewParticipants});
}

Response add(Context& c) {
  FormPage page{.title = "Add somebody who takes part", .cancel = c.here("participants"), .breadcrumbs = crumbs(c)};
  return edit(c, page, name_form(), Participant{}, 0, [&](const Participant& value, std::int64_t) -> Result<std::string> {
    auto id = c.store().write(c.who(), "participants.add", [&](store::Writer& w) { return review::put_participant(w, *c.actor, c.review->id, {}, value, 0); });
    if (!id.ok()) return id.error();
    return path_of(c, *id, "contact");
  });
}

Response one(Context& c) {
  auto row = seen(c);
  if (!row.ok()) return error_page(c, row.error());
  const auto& p = row->value;
  const bool may_edit = c.may(Act::EditParticipants);
  const auto line = [&](std::string key, Html value, std::string_view page) { return row_of(std::move(key), std::move(value), may_edit ? path_of(c, row->id, page) : std::string()); };

  SummaryList who, contact, care, milestones, notes;
  who.rows = {line("Name", or_missing(p.name.reveal()), "name"), line("Knew the person who died as", or_missing(words_of(kGroups, p.group)), "name"),
              line("In their own words", or_missing(p.relation.reveal()), "name"), line("Is it verified who they are?", or_missing(words_of(kIdentity, p.identity)), "identity")};
  if (!p.identity_how.empty()) who.rows.push_back(line("How", html("{}", p.identity_how), "identity"));
  std::string never;
  for (const auto& way : p.never) never += (never.empty() ? "" : ", ") + words_of(kNever, way);
  contact.rows = {line("Safe number or address", text_or_missing(p.contact.reveal()), "contact"), line("How it is safe", or_missing(p.safe_how), "contact"),
                  line("When it is safe", or_missing(p.safe_when), "contact"), line("Never send or leave", never.empty() ? html("Nothing ruled out") : html("{}", never), "contact"),
                  line("Do not contact", or_missing(words_of(kYesNo, p.do_not_contact)), "contact")};
  care.rows = {line("Who must not know that they take part", or_missing(p.must_not_know.reveal()), "safety"), line("Dates to avoid", or_missing(p.avoid_dates), "safety"),
               line("Specialist advocate", or_missing(words_of(kAdvocate, p.advocate)), "advocate"), line("Advocate's service and contact", or_missing(p.advocate_who.reveal()), "advocate"),
               line("What they need to take part", or_missing(p.needs), "wishes"), line("What they wish", text_or_missing(p.wishes), "wishes")};
  for (const auto& milestone : edition_of(c).family_milestones) {
    Html value = or_missing("");
    for (const auto& mark : p.milestones)
      if (mark.milestone == milestone.id && !mark.answer.empty()) {
        value = html("{}", words_of(kMilestone, mark.answer));
        if (!mark.on.empty()) value += html("<br>{}", date_words(mark.on));
        if (!mark.note.empty()) value += html("<br>{}", mark.note);
      }
    milestones.rows.push_back(line(milestone.title, value, "milestones/" + milestone.id));
  }
  notes.rows = {line("Notes", text_or_missing(p.notes), "notes")};
  Html main = heading(c, "Somebody who takes part") + caution_box(p);
  main += section("Who they are", summary_list(who)) + section("Safe contact", summary_list(contact)) + section("Care", summary_list(care)) +
          section("Their part in the review", summary_list(milestones)) + section("Notes", summary_list(notes));
  if (may_edit) main += link_line(path_of(c, row->id, "remove"), "Remove this record");
  return show(c, {.title = "Somebody who takes part", .main = two_thirds(main), .breadcrumbs = crumbs(c), .seen_by = Act::ViewParticipants});
}

Response name(Context& c) { return part(c, "Who they are", name_form()); }

Response contact(Context& c) {
  FormOf<Participant> form;
  form.textarea("contact", "Safe number or address", &Participant::contact).tall(2);
  form.text("safe_how", "How is contact safe?", &Participant::safe_how).with_hint("For example, text first, from a number that is not withheld.");
  form.text("safe_when", "When?", &Participant::safe_when).with_hint("For example, on weekday mornings.");
  form.checkboxes("never", "What must never be sent or left?", kNever, &Participant::never);
  form.radios("do_not_contact", "Should they not be contacted at all?", {{"yes", "Yes, do not contact them"}, {"no", "No, they can be contacted"}}, &Participant::do_not_contact);
  form.text("do_not_contact_why", "Why not?", &Participant::do_not_contact_why);
  return part(c, "Safe contact", form, para("Ask them. Somebody may read their post, hear their voicemail or see their telephone."));
}

Response safety(Context& c) {
  FormOf<Participant> form;
  form.textarea("must_not_know", "Who must not learn that they take part?", &Participant::must_not_know).tall(3);
  form.textarea("avoid_dates", "Which dates should be avoided?", &Participant::avoid_dates).tall(3).with_hint("Birthdays, anniversaries, days in court.");
  return part(c, "Care", form);
}

Response advocate(Context& c) {
  FormOf<Participant> form;
  form.radios("advocate", "Do they have a specialist advocate?", kAdvocate, &Participant::advocate).must("Choose where things stand");
  form.text("advocate_who", "Service, name and contact", &Participant::advocate_who);
  return part(c, "Specialist advocate", form, para("Name the services and leave time to choose. Children have specialist help of their own."));
}

Response identity(Context& c) {
  FormOf<Participant> form;
  form.radios("identity", "Is it verified who they are?", kIdentity, &Participant::identity).must("Choose whether it is verified");
  form.text("identity_how", "How, and by whom?", &Participant::identity_how).with_hint("For example, through the police family liaison officer.");
  return part(c, "Who they are", form);
}

Response wishes(Context& c) {
  FormOf<Participant> form;
  form.textarea("wishes", "What do they wish?", &Participant::wishes).with_hint("How they would like to take part, what they would like the person to be called, what must be in the review.");
  form.textarea("needs", "What do they need to take part?", &Participant::needs).tall(3).with_hint("Language, interpreter, reading, access, somebody beside them.");
  return part(c, "What they wish and need", form);
}

Response notes(Context& c) {
  FormOf<Participant> form;
  form.textarea("notes", "Notes", &Participant::notes).with_hint("These may be disclosed. Write of this person only.");
  return part(c, "Notes", form);
}

Response milestone(Context& c) {
  using review::MilestoneMark;
  const auto* milestone = edition_of(c).milestone(c.captures["milestone"]);
  auto row = seen(c);
  if (!row.ok() || !milestone) return error_page(c, row.ok() ? not_found() : row.error());
  MilestoneMark current{milestone->id, "", {}, ""};
  for (const auto& mark : row->value.milestones)
    if (mark.milestone == milestone->id) current = mark;
  FormOf<MilestoneMark> form;
  form.radios("answer", "What happened?", kMilestone, &MilestoneMark::answer).must("Choose what happened");
  form.date("on", "When?", &MilestoneMark::on);
  form.textarea("note", "Note", &MilestoneMark::note).tall(3).with_hint("Say how it was offered, and more than once if it was.");
  FormPage page{.title = milestone->title, .before = milestone->hint.empty() ? Html() : para(milestone->hint), .cancel = path_of(c, row->id), .breadcrumbs = crumbs(c)};
  return edit(c, page, form, current, row->version, [&](const MilestoneMark& mark, std::int64_t expected) -> Result<std::string> {
    Participant value = row->value;
    std::erase_if(value.milestones, [&](const MilestoneMark& m) { return m.milestone == mark.milestone; });
    value.milestones.push_back(mark);
    auto done = c.store().write(c.who(), "participants.milestone", [&](store::Writer& w) { return review::put_participant(w, *c.actor, c.review->id, row->id, value, expected); });
    if (!done.ok()) return done.error();
    return with_done(path_of(c, row->id), "saved");
  });
}

Response remove(Context& c) {
  auto row = seen(c);
  if (!row.ok()) return error_page(c, row.error());
  FormPage page{.title = "Remove this record?", .before = para("Remove it only when it was made by mistake. Somebody who no longer wishes to take part stays, marked as not to be contacted."),
                .button = "Remove", .cancel = path_of(c, row->id), .breadcrumbs = crumbs(c)};
  return edit(c, page, FormOf<Participant>{}, row->value, row->version, [&](const Participant&, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "participants.remove", [&](store::Writer& w) { return review::drop_participant(w, *c.actor, c.review->id, row->id, expected); });
    if (!done.ok()) return done.error();
    return with_done(c.here("participants"), "removed");
  });
}

}  // namespace

void add_participant_routes(Routes& routes) {
  const auto edits = Needs::review(Act::EditParticipants);
  const auto views = Needs::review(Act::ViewParticipants);
  routes.emplace_back(Method::Get, "/reviews/:review/participants", "participants", views, list);
  add_form(routes, "/reviews/:review/participants/new", "add a participant", edits, add);
  routes.emplace_back(Method::Get, "/reviews/:review/participants/:participant", "participant", views, one);
  add_form(routes, "/reviews/:review/participants/:participant/name", "participant: who they are", edits, name);
  add_form(routes, "/reviews/:review/participants/:participant/contact", "participant: safe contact", edits, contact);
  add_form(routes, "/reviews/:review/participants/:participant/safety", "participant: care", edits, safety);
  add_form(routes, "/reviews/:review/participants/:participant/advocate", "participant: advocate", edits, advocate);
  add_form(routes, "/reviews/:review/participants/:participant/identity", "participant: identity", edits, identity);
  add_form(routes, "/reviews/:review/participants/:participant/wishes", "participant: wishes and needs", edits, wishes);
  add_form(routes, "/reviews/:review/participants/:participant/notes", "participant: notes", edits, notes);
  add_form(routes, "/reviews/:review/participants/:participant/milestones/:milestone", "participant: milestone", edits, milestone);
  add_form(routes, "/reviews/:review/participants/:participant/remove", "remove a participant", edits, remove);
}

}  // namespace heed::web

#include "web/pages/return_pages.h"

#include <algorithm>

#include "document/document.h"
#include "review/evidence/evidence.h"
#include "review/recommendations/recommendations.h"
#include "web/forms.h"
#include "web/http/spool.h"
#include "web/pages/day_field.h"

namespace heed::web {

namespace {

using review::Return;
using review::ReturnDraftRow;
using review::ReturnFile;
using review::ReturnRow;
using review::ReturnStatus;

const guidance::Edition& edition_of(const Context& c) { return c.app.editions->find_or_default(c.review->value.edition); }

std::string at(const Context& c, std::string_view rest = {}) {
  std::string out = c.here("agency/" + c.agency.text() + "/return");
  if (!rest.empty()) out += "/" + std::string(rest);
  return out;
}
std::string at(const Context& c, const ReturnRow& row, std::string_view rest = {}) {
  return at(c, row.id.text() + (rest.empty() ? "" : "/" + std::string(rest)));
}


/// An agency's author has no other page of the review to go back to.
std::vector<Crumb> crumbs(const Context& c, const std::string& agency, bool at_index = false) {
  std::vector<Crumb> out{{.text = "Reviews", .href = "/reviews"}};
  if (c.may(Act::ViewReview, {})) out.push_back({.text = review::title(c.review->value), .href = c.here()});
  if (c.may(Act::RequestReturn, {})) out.push_back({.text = "Agencies", .href = c.here("agencies")});
  if (!at_index) out.push_back({.text = agency, .href = at(c)});
  return out;
}

/// The return that the address names, of this review and this agency, with what a page about it needs.
struct Seen {
  ReturnRow row;
  ReturnDraftRow draft;        ///< empty for who may not work on it
  bool works = false;          ///< may work on it, and it is the agency's turn
  bool is_author = false;
  std::string agency;
  std::vector<review::ReturnVersionRow> versions;
  std::vector<review::ReturnEventRow> events;
  std::vector<std::string> event_by;
};
Result<Seen> see(Context& c) {
  return c.store().read([&](store::Reader& r) -> Result<Seen> {
    HEED_ASSIGN(auto row, review::find_return(r, *c.actor, *c.review, c.id<review::ReturnId>("return")));
    if (row.place.agency != c.agency) return not_found();
    Seen s;
    s.row = std::move(row);
    s.agency = access::agency_name(r, c.agency);
    if (auto draft = review::draft(r, *c.actor, *c.review, s.row.id); draft.ok()) {
      s.is_author = true;
      s.draft = std::move(*draft);
      s.works = review::is_agencys_turn(s.row->status);
    }
    s.versions = review::versions(r, *c.actor, *c.review, s.row.id);
    s.events = review::events(r, *c.actor, *c.review, s.row.id);
    for (const auto& e : s.events) s.event_by.push_back(access::display_name(r, e.changed_by));
    return s;
  });
}

FormPage form_of(const Context& c, const Seen& s, std::string title) {
  FormPage page{.title = std::move(title), .cancel = at(c, s.row)};
  page.breadcrumbs = crumbs(c, s.agency);
  page.breadcrumbs.push_back({.text = capital(s.row->title), .href = at(c, s.row)});
  return page;
}

Tag status_tag(ReturnStatus status) {
  const std::string text(review::words(status));
  switch (status) {
    case ReturnStatus::Asked: return {.text = text, .classes = "govuk-tag--blue"};
    case ReturnStatus::Working: return {.text = text, .classes = "govuk-tag--light-blue"};
    case ReturnStatus::SentBack: return {.text = text, .classes = "govuk-tag--yellow"};
    case ReturnStatus::HandedIn: return {.text = text, .classes = "govuk-tag--purple"};
    case ReturnStatus::Accepted: return {.text = text, .classes = "govuk-tag--green"};
    case ReturnStatus::Cancelled: return {.text = text, .classes = "govuk-tag--grey"};
  }
  return {};
}

std::string size_words(std::int64_t size) {
  if (size < 1024) return fmt::format("{} bytes", size);
  if (size < (1 << 20)) return fmt::format("{} KB", (size + 1023) / 1024);
  return fmt::format("{:.1f} MB", double(size) / double(1 << 20));
}

std::string holds_words(const std::string& holds) {
  return holds == "chronology" ? "Chronology" : holds == "report" ? "Report" : "Another document";
}

Html file_link(const Context& c, const ReturnFile& f) {
  std::string kind = f.ending;
  for (char& ch : kind) if (ch >= 'a' && ch <= 'z') ch = char(ch - 32);
  return html("<a class=\"govuk-link\" href=\"{}\">{} ({}, {})</a><br><span class=\"govuk-hint heed-inline\">{}, added on {}</span>",
              at(c, "file/" + f.attachment.text()), holds_words(f.holds), kind, size_words(f.size), f.name.reveal(), in_words(f.added_on));
}

const review::ReturnSection* section_in(const std::vector<review::ReturnSection>& sections, const std::string& id) {
  for (const auto& s : sections)
    if (s.id == id) return &s;
  return nullptr;
}

// --- the agency's returns ---

/// Agencies come back for their actions long after their returns.
Html link_to_actions(const Context& c, const std::vector<review::ActionRow>& actions, Day today) {
  if (actions.empty()) return {};
  const auto late = std::ranges::count_if(actions, [&](const auto& row) { return review::lateness(row.value, today).has_value(); });
  std::string words = actions.size() == 1 ? "1 action" : fmt::format("{} actions", actions.size());
  if (late) words += fmt::format(", {} late", late);
  return html("<p class=\"govuk-body\">{}</p>", link(c.here("agency/" + c.agency.text() + "/actions"), "Your agency's actions: " + words));
}

Response index(Context& c) {
  const Day today = c.app.clock.today();
  std::string agency;
  std::vector<review::ActionRow> actions;
  const auto rows = c.store().read([&](store::Reader& r) {
    agency = access::agency_name(r, c.agency);
    actions = review::actions_of(r, *c.actor, *c.review, c.agency);
    return review::returns_of(r, *c.actor, *c.review, c.agency);
  });
  Html main = heading(c, "What is asked of " + agency) + link_to_actions(c, actions, today);
  if (rows.empty()) {
    main += inset_text({.text = "Nothing has been asked yet. You will find it here when it is. Until then, keep your records secured: do not delete or change anything about those concerned."});
    return show(c, {.title = "What is asked of your agency", .main = two_thirds(main), .breadcrumbs = crumbs(c, agency, true), .seen_by = Act::ViewReturn});
  }
  TaskList list;
  for (const auto& row : rows) {
    std::string hint = "Due on " + in_words(row->due);
    if (review::is_owed(row.value) && row->due < today) hint = fmt::format("Was due on {}: {} days late", in_words(row->due), days_between(row->due, today));
    Task task{.title = capital(row->title), .href = at(c, row), .hint = hint};
    task.status_tag = status_tag(row->status);
    list.items.push_back(std::move(task));
  }
  main += task_list(list);
  return show(c, {.title = "What is asked of your agency", .main = two_thirds(main), .breadcrumbs = crumbs(c, agency, true), .seen_by = Act::ViewReturn});
}

// --- one return ---

Html request_block(const Seen& s) {
  const auto& v = s.row.value;
  Html out = html("<h2 class=\"govuk-heading-m\">What we ask of you</h2>") + paragraphs(v.letter);
  SummaryList list;
  list.rows.push_back({.key = "By what authority", .value = v.authority.empty() ? or_missing("") : html("{}", v.authority)});
  list.rows.push_back({.key = "Due", .value = html("{}", in_words(v.due))});
  if (!v.period_from.empty() || !v.period_until.empty())
    list.rows.push_back({.key = "Period asked about", .value = html("from {} until {}", v.period_from.empty() ? "the first contact" : v.period_from,
                                                                    v.period_until.empty() ? "the death" : v.period_until)});
  if (!v.enquiries.empty()) {
    Html lines;
    for (const auto& e : v.enquiries) lines += html("<li>{}</li>", e.text);
    list.rows.push_back({.key = "Questions to answer", .value = html("<ol class=\"govuk-list govuk-list--number\">{}</ol>", lines)});
  }
  return out + summary_list(list);
}

/// The author's tasks on a return, in order.
Html work_block(Context& c, const Seen& s) {
  const auto& edition = edition_of(c);
  const auto& d = s.draft.value;
  const auto* kind = review::kind_of(edition, s.row.value, d.nil);
  Html out = html("<h2 class=\"govuk-heading-m\">Your return</h2>");
  if (d.nil) out += inset_text({.text = "You have said that no trace was found. Say how you searched, then hand it in."});
  const auto status = [](Task& task, bool done, bool optional = false) {
    if (done) task.status = "Done";
    else task.status_tag = {.text = optional ? "Optional" : "To do", .classes = optional ? "govuk-tag--grey" : "govuk-tag--blue"};
  };
  TaskList list;
  if (kind && kind->needs_independence) {
    Task task{.title = "Declare independence", .href = at(c, s.row, "independence")};
    status(task, d.independence.independent == "yes");
    if (d.independence.independent == "no") task.hint = "Somebody else must write this return. Tell the review's coordinator.";
    list.items.push_back(std::move(task));
  }
  const bool has_report = std::any_of(d.files.begin(), d.files.end(), [](const auto& f) { return f.holds == "report"; });
  const bool has_chronology = std::any_of(d.files.begin(), d.files.end(), [](const auto& f) { return f.holds == "chronology"; });
  if (!d.nil) {
    Task task{.title = kind && kind->has_chronology ? "Upload the chronology, and the report if it is a document" : "Upload documents", .href = at(c, s.row, "files")};
    task.hint = d.files.empty() ? std::string("Word, Excel, CSV or PDF") : fmt::format("{} {}", d.files.size(), d.files.size() == 1 ? "file" : "files");
    status(task, kind && kind->has_chronology ? has_chronology : !d.files.empty(), !(kind && kind->has_chronology));
    list.items.push_back(std::move(task));
  }
  for (const auto& section : review::sections_to_write(edition, s.row.value, d.nil)) {
    const auto* written = section_in(d.sections, section.id);
    Task task{.title = section.heading, .href = at(c, s.row, "section/" + section.id)};
    if (section.id.starts_with("enquiry:")) task.hint = section.guidance;
    const bool typed = written && !written->text.empty();
    status(task, typed, !section.required || (has_report && !d.nil) || (kind && kind->id == "chronology"));
    list.items.push_back(std::move(task));
  }
  out += task_list(list);
  if (has_report && !d.nil) out += muted("You uploaded a report, so the sections above may be left empty.");
  const auto missing = review::missing_in(edition, s.row.value, d);
  if (missing.empty()) {
    out += para("Everything asked for is there. Once it is handed in, the coordinator reads it; you cannot change it unless it is sent back.");
    out += button_form(c, at(c, s.row, "hand-in"), {.text = "Hand it in", .prevent_double_click = true});
  } else {
    Html items;
    for (const auto& m : missing) items += html("<li>{}</li>", m);
    out += html("<p class=\"govuk-body\">Before you hand it in, still to come:</p><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", items);
  }
  out += html("<p class=\"govuk-body\">{}</p>", link(at(c, s.row, "nil"), d.nil ? "We did find something" : "We searched and found no trace"));
  return out;
}

Html version_block(const Context& c, const Seen& s) {
  Html out;
  if (s.versions.empty()) return out;
  out += html("<h2 class=\"govuk-heading-m\">Handed in</h2>");
  Table t;
  t.head = {{.content = "Version"}, {.content = "Handed in"}, {.content = "Signed off by a senior officer"}};
  for (auto it = s.versions.rbegin(); it != s.versions.rend(); ++it) {
    const auto& v = it->value;
    const std::string name = fmt::format("Version {}{}", v.number, v.nil ? ": no trace found" : "");
    t.rows.push_back({{.content = link(at(c, s.row, fmt::format("version/{}", v.number)), name)}, {.content = in_words(v.handed_in_on)},
                      {.content = v.sign_off ? html("{}, {}, {}", v.sign_off->name.reveal(), v.sign_off->post, in_words(v.sign_off->day)) : html("Not yet")}});
  }
  return out + scroll_region("Versions handed in", table(t));
}

Response one(Context& c) {
  const auto seen = see(c);
  if (!seen.ok()) return error_page(c, seen.error());
  const auto& s = *seen;
  const auto& v = s.row.value;
  Html main = heading(c, capital(v.title) + ", " + s.agency) + html("<p class=\"govuk-body\">{}</p>", tag(status_tag(v.status)));
  const auto* kind = review::kind_of(edition_of(c), v, v.nil);
  const bool asks = c.may(Act::RequestReturn);
  // Whoever comes sees first what is theirs to do next.
  if (v.status == ReturnStatus::SentBack) {
    for (auto it = s.events.rbegin(); it != s.events.rend(); ++it)
      if (it->value.status == ReturnStatus::SentBack && !it->value.reason.empty()) {
        main += inset_text({.text = html("<p class=\"govuk-body govuk-!-font-weight-bold\">Sent back for amendment</p>{}", paragraphs(it->value.reason))});
        break;
      }
  }
  if (s.is_author && v.status == ReturnStatus::HandedIn && kind && kind->needs_sign_off && !v.signed_off)
    main += inset_text({.text = html("<p class=\"govuk-body\">Next: a senior officer of your agency signs this version off.</p>{}",
                                     button({.text = "Record the sign-off", .href = at(c, s.row, "sign-off")}))});
  else if (s.is_author && v.status == ReturnStatus::HandedIn)
    main += para("You have handed it in. The review's coordinator reads it next; there is nothing for you to do now.");
  else if (s.is_author && v.status == ReturnStatus::Accepted)
    main += para("It has been accepted. Thank you. Keep your records secured until the review is published.");
  if (asks && v.status == ReturnStatus::HandedIn) {
    const bool waits = kind && kind->needs_sign_off && !v.signed_off;
    main += para(waits ? "Read it below. It can be accepted once a senior officer of the agency has signed it off." : "Read it below, then accept it or send it back.");
    std::vector<Html> buttons;
    if (!waits) buttons.push_back(button_form(c, at(c, s.row, "accept"), {.text = "Accept it", .prevent_double_click = true}));
    buttons.push_back(button({.text = "Send it back for amendment", .href = at(c, s.row, "send-back"), .classes = "govuk-button--secondary"}));
    main += button_group(buttons);
  }
  if (asks && s.row->versions == 0 && review::is_owed(v)) main += para("The agency has not handed anything in yet. You see its work once it has.");
  main += request_block(s);
  if (s.works) main += work_block(c, s);
  main += version_block(c, s);
  if (asks) {
    Html more;
    if (review::is_owed(v)) more += html("<li>{}</li>", link(at(c, s.row, "due"), "Move the due day"));
    if (v.status == ReturnStatus::Accepted) more += html("<li>{}</li>", link(at(c, s.row, "send-back"), "Send it back after all"));
    if (v.status != ReturnStatus::Accepted && v.status != ReturnStatus::Cancelled) more += html("<li>{}</li>", link(at(c, s.row, "cancel"), "It is no longer asked for"));
    if (!more.empty()) main += html("<h2 class=\"govuk-heading-m\">Change the request</h2><ul class=\"govuk-list\">{}</ul>", more);
  }
  Timeline t;
  for (std::size_t i = s.events.size(); i-- > 0;) {
    const auto& e = s.events[i];
    t.items.push_back({.label = e.value.what, .datetime = iso(e.changed_at), .date = in_words(e.changed_at), .text = paragraphs(e.value.reason), .byline = s.event_by[i]});
  }
  main += html("<h2 class=\"govuk-heading-m\">What happened to it</h2>") + timeline(t);
  return show(c, {.title = capital(v.title), .main = two_thirds(main), .breadcrumbs = crumbs(c, s.agency), .seen_by = Act::ViewReturn});
}

Response version(Context& c) {
  const auto seen = see(c);
  if (!seen.ok()) return error_page(c, seen.error());
  const auto& s = *seen;
  const review::ReturnVersionRow* found = nullptr;
  for (const auto& v : s.versions)
    if (std::to_string(v->number) == c.captures["number"]) found = &v;
  if (!found) return error_page(c, not_found());
  const auto& v = found->value;
  Html main = heading(c, fmt::format("{}, {}: version {}", capital(s.row->title), s.agency, v.number));
  if (v.nil) main += inset_text({.text = "No trace found: the agency searched and holds nothing."});
  SummaryList list;
  list.rows.push_back({.key = "Handed in", .value = html("{}", in_words(v.handed_in_on))});
  if (!v.independence.independent.empty()) {
    Html said = html("{}, {}<br>{}, declared on {}", v.independence.name.reveal(), v.independence.post,
                     v.independence.independent == "yes" ? "No line management of, and no direct involvement in, the case" : "Not independent of the case",
                     in_words(v.independence.declared_on));
    if (!v.independence.details.empty()) said += paragraphs(v.independence.details);
    list.rows.push_back({.key = "Author", .value = std::move(said)});
  }
  list.rows.push_back({.key = "Signed off", .value = v.sign_off ? html("{}, {}, {}", v.sign_off->name.reveal(), v.sign_off->post, in_words(v.sign_off->day)) : html("Not yet")});
  Html files;
  for (const auto& f : v.files) files += html("<li>{}</li>", file_link(c, f));
  list.rows.push_back({.key = "Files", .value = files.empty() ? html("None") : html("<ul class=\"govuk-list\">{}</ul>", files)});
  main += summary_list(list);
  for (const auto& section : v.sections) {
    main += html("<h2 class=\"govuk-heading-m\">{}</h2>", section.heading);
    for (std::size_t i = 0; i < s.row->enquiries.size(); ++i)
      if (section.id == fmt::format("enquiry:{}", i + 1)) main += muted(s.row->enquiries[i].text);
    main += paragraphs(section.text);
  }
  auto trail = crumbs(c, s.agency);
  trail.push_back({.text = capital(s.row->title), .href = at(c, s.row)});
  return show(c, {.title = fmt::format("{}, version {}", capital(s.row->title), v.number), .main = two_thirds(main), .breadcrumbs = trail, .seen_by = Act::ViewReturn});
}

// --- the author's work ---

/// For a form of the author: the return, or the page that refuses.
Result<Seen> see_work(Context& c) {
  auto s = see(c);
  if (!s.ok()) return s;
  if (!s->is_author) return not_found();
  if (!s->works) return refused("This return cannot be changed now.", "If something must be changed, ask the review's coordinator to send it back to you.");
  return s;
}

Response independence(Context& c) {
  const auto s = see_work(c);
  if (!s.ok()) return error_page(c, s.error());
  using review::Independence;
  FormOf<Independence> form;
  form.text("name", "Name of the author", &Independence::name).must("Enter the author's name");
  form.text("post", "Post", &Independence::post).must("Enter the author's post");
  form.radios("independent", "Is the author independent of the case?",
              {{"yes", "Yes", "They did not manage anybody who worked on the case, and had no direct contact with anybody in it."},
               {"no", "No", "Somebody else should write this return."}},
              &Independence::independent).must("Choose whether the author is independent of the case");
  form.textarea("details", "Who supervised the work? If they are not independent, what did they have to do with the case?", &Independence::details).tall(3);
  auto page = form_of(c, *s, "Declare independence");
  page.button = "Declare and continue";
  page.before = para("The review relies on authors who can look at the work with open eyes. This is dated today and kept with the return.");
  return edit(c, page, form, s->draft->independence, s->draft.version, [&](const Independence& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "return.independence", [&](store::Writer& w) {
      return review::declare_independence(w, *c.actor, c.review->id, s->row.id, value, expected);
    });
    if (!done.ok()) return done.error();
    return with_done(at(c, s->row), "declared");
  });
}

struct TextForm {
  std::string text;
};

Response section(Context& c) {
  const auto s = see_work(c);
  if (!s.ok()) return error_page(c, s.error());
  const auto& edition = edition_of(c);
  const std::string id(c.captures["section"]);
  const auto wanted = review::sections_to_write(edition, s->row.value, s->draft->nil);
  const auto found = std::find_if(wanted.begin(), wanted.end(), [&](const auto& x) { return x.id == id; });
  if (found == wanted.end()) return error_page(c, not_found());
  FormOf<TextForm> form;
  form.textarea("text", found->heading, &TextForm::text).tall(16).with_hint("Name staff by role, not by name.");
  auto page = form_of(c, *s, found->heading);
  if (!found->guidance.empty()) page.before += para(found->guidance);
  if (!found->prompts.empty()) {
    Html prompts;
    for (const auto& p : found->prompts) prompts += html("<li>{}</li>", p);
    page.before += html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", prompts);
  }
  TextForm current;
  if (const auto* written = section_in(s->draft->sections, id)) current.text = written->text;
  return edit(c, page, form, current, s->draft.version, [&](const TextForm& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "return.write", [&](store::Writer& w) {
      return review::write_section(w, *c.actor, edition, c.review->id, s->row.id, id, value.text, expected);
    });
    if (!done.ok()) return done.error();
    return with_done(at(c, s->row), "saved");
  });
}

struct NilForm {
  std::string nil;
};

Response nil(Context& c) {
  const auto s = see_work(c);
  if (!s.ok()) return error_page(c, s.error());
  FormOf<NilForm> form;
  form.radios("nil", "What did you find?",
              {{"yes", "No trace found", "We searched our records and hold nothing about those concerned."}, {"no", "We hold something"}},
              &NilForm::nil).must("Choose what you found");
  auto page = form_of(c, *s, "No trace found");
  page.before = para("Finding nothing is an answer, and it spares others from asking again. What you have written already is kept either way.");
  return edit(c, page, form, NilForm{s->draft->nil ? "yes" : ""}, s->draft.version, [&](const NilForm& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "return.nil", [&](store::Writer& w) {
      return review::say_nil(w, *c.actor, c.review->id, s->row.id, value.nil == "yes", expected);
    });
    if (!done.ok()) return done.error();
    return with_done(at(c, s->row), "saved");
  });
}

// --- files ---

std::string ending_of(const std::string& media_type, const std::string& name) {
  static const std::map<std::string, std::string, std::less<>> kEndings = {
      {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
      {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
      {"application/vnd.oasis.opendocument.text", "odt"}, {"application/vnd.oasis.opendocument.spreadsheet", "ods"},
      {"application/vnd.ms-excel", "xls"}, {"application/rtf", "rtf"}, {"application/pdf", "pdf"}, {"text/csv", "csv"}, {"text/html", "html"}, {"text/plain", "txt"}};
  if (const auto found = kEndings.find(media_type); found != kEndings.end()) return found->second;
  const auto dot = name.rfind('.');
  return dot == std::string::npos || name.size() - dot > 6 ? "bin" : name.substr(dot + 1);
}

struct Taken {
  std::string media_type, ending;
};
/// Whether the file can be used, by reading it as the later steps will. Errors at the field, in words.
Result<Taken> check_file(const Context& c, const Upload* upload, const std::string& holds) {
  if (!upload) return bad_field("file", "Choose a file");
  if (upload->too_large)
    return bad_field("file", fmt::format("The file is larger than {} MB. Leave out pictures or scans, or split it and upload the parts", c.app.max_upload_bytes >> 20));
  if (upload->size == 0) return bad_field("file", "The file is empty. Check that it was saved, and choose it again");
  auto bytes = upload->read_all(c.app.max_upload_bytes);
  if (!bytes.ok()) return bad_field("file", bytes.error().message);
  if (auto read = document::read(*bytes, upload->file_name); !read.ok())
    return bad_field("file", read.error().message + (read.error().next.empty() ? "" : " " + read.error().next));
  Taken taken;
  taken.media_type = document::media_type(*bytes, upload->file_name);
  taken.ending = ending_of(taken.media_type, upload->file_name);
  static const std::set<std::string, std::less<>> kTables = {"docx", "xlsx", "csv", "odt", "ods", "xls", "rtf"};
  if (holds == "chronology" && !kTables.contains(taken.ending))
    return bad_field("file", "A chronology must be a Word, Excel or CSV file, so that its rows can be read. Save it as one and choose it again");
  return taken;
}

struct FileForm {
  std::string holds;
};

Response files(Context& c) {
  const auto s = see_work(c);
  if (!s.ok()) return error_page(c, s.error());
  FormOf<FileForm> form;
  form.radios("holds", "What does the file hold?",
              {{"chronology", "The chronology", "A table: Word, Excel or CSV."}, {"report", "The report itself", "Word or PDF."}, {"other", "Another document", ""}},
              &FileForm::holds).must("Choose what the file holds");
  FormField file;
  file.kind = FieldKind::File;
  file.name = "file";
  file.label = "File";
  file.hint = fmt::format("Word, Excel, CSV or PDF, up to {} MB, without a password.", c.app.max_upload_bytes >> 20);
  form.fields.push_back(file);
  auto page = form_of(c, *s, "Files of this return");
  page.button = "Upload";
  if (!s->draft->files.empty()) {
    Table t;
    t.head = {{.content = "File"}, {.content = html("<span class=\"govuk-visually-hidden\">Remove</span>")}};
    for (const auto& f : s->draft->files)
      t.rows.push_back({{.content = file_link(c, f)},
                        {.content = button_form(c, at(c, s->row, "files/remove"), {.text = "Remove", .classes = "govuk-button--secondary"}, {{"file", f.attachment.text()}})}});
    page.before = table(t) + html("<p class=\"govuk-body\">{}</p><h2 class=\"govuk-heading-m\">Add a file</h2>", link(at(c, s->row), "Nothing more to add: go on"));
  }
  if (!c.is_post()) return form_page(c, page, form, form.show(FileForm{}), {});
  const Typed typed = form.typed(c.request);
  Errors errors = form.problems(typed, c.app.clock.today());
  const Upload* upload = c.request.upload("file");
  const std::string holds = first(typed, "holds");
  auto taken = check_file(c, upload, holds);
  if (!taken.ok()) errors.insert(errors.end(), taken.error().fields.begin(), taken.error().fields.end());
  if (!errors.empty()) return form_page(c, page, form, typed, errors);

  store::AttachmentMeta meta;
  meta.name = upload->file_name;
  meta.media_type = taken->media_type;
  meta.size = std::int64_t(upload->size);
  meta.purpose = "return";
  Spool::Reader pieces(*upload->spool);
  auto stored = c.store().store_attachment(meta, c.review->id, [&]() -> std::string {
    std::string chunk;
    return pieces.next(chunk) ? chunk : std::string();
  });
  if (!stored.ok()) return form_page(c, page, form, typed, {}, 0, &stored.error());
  ReturnFile kept{*stored, holds, PersonalText(upload->file_name), taken->media_type, taken->ending, std::int64_t(upload->size), {}, {}};
  auto done = c.store().write(c.who(), "return.upload", [&](store::Writer& w) -> Result<void> {
    HEED_ASSIGN(auto place, review::add_file(w, *c.actor, c.review->id, s->row.id, kept));
    return c.store().keep_attachment(w, *stored, place);
  });
  if (!done.ok()) return form_page(c, page, form, typed, done.error().fields, 0, &done.error());
  return Response::redirect(with_done(at(c, s->row, "files"), "added"));
}

Response remove_file(Context& c) {
  const auto s = see_work(c);
  if (!s.ok()) return error_page(c, s.error());
  const auto file = AttachmentId::parse(c.request.form("file")).value_or(AttachmentId{});
  auto done = c.store().write(c.who(), "return.remove_file", [&](store::Writer& w) { return review::remove_file(w, *c.actor, c.review->id, s->row.id, file); });
  if (!done.ok()) return error_page(c, done.error());
  return Response::redirect(with_done(at(c, s->row, "files"), "removed"));
}

Response download(Context& c) {
  const auto id = c.id<AttachmentId>("attachment");
  std::string agency;
  auto found = c.store().read([&](store::Reader& r) -> Result<review::FoundFile> {
    HEED_ASSIGN(auto file, review::find_file(r, *c.actor, *c.review, c.agency, id));
    // The attachment itself says where it belongs; an id that was moved into a return from elsewhere opens nothing.
    const auto place = c.store().attachment_place(r, id);
    if (!place || place->review != c.review->id || place->agency != c.agency) return not_found("This file was not found.");
    agency = access::agency_name(r, c.agency);
    return file;
  });
  if (!found.ok()) return error_page(c, found.error());
  auto bytes = c.store().attachment_bytes(id);
  if (!bytes.ok()) return error_page(c, bytes.error());
  return Response::download(review::download_name(c.review->value, agency, found->in.value, found->file, found->version), found->file.media_type, std::move(*bytes));
}

// --- handing in, signing off ---

Response hand_in(Context& c) {
  const auto s = see_work(c);
  if (!s.ok()) return error_page(c, s.error());
  auto done = c.store().write(c.who(), "return.hand_in", [&](store::Writer& w) { return review::hand_in(w, *c.actor, edition_of(c), c.review->id, s->row.id); });
  if (!done.ok()) return error_page(c, done.error());
  return Response::redirect(with_done(at(c, s->row), "returned"));
}

Response sign_off(Context& c) {
  const auto s = see(c);
  if (!s.ok()) return error_page(c, s.error());
  if (!s->is_author) return error_page(c, not_found());
  const Day today = c.app.clock.today();
  using review::SignOff;
  FormOf<SignOff> form;
  form.text("name", "Name of the senior officer", &SignOff::name).must("Enter the senior officer's name");
  form.text("post", "Post", &SignOff::post).must("Enter their post");
  day_field(form, "day", "On which day did they sign it off?", &SignOff::day, today).must("Enter the day on which they signed it off");
  auto page = form_of(c, *s, fmt::format("Sign-off of version {}", s->row->versions));
  page.button = "Record the sign-off";
  page.before = para("You record it on their behalf. It is for this version: an amended one is signed off again.");
  return edit(c, page, form, SignOff{}, 0, [&](const SignOff& value, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "return.sign_off", [&](store::Writer& w) { return review::sign_off(w, *c.actor, c.review->id, s->row.id, value); });
    if (!done.ok()) return done.error();
    return with_done(at(c, s->row), "signed");
  });
}

}  // namespace

void add_return_routes(Routes& routes) {
  const auto view = Needs::agency(Act::ViewReturn);
  const auto work = Needs::agency(Act::SubmitReturn);
  routes.emplace_back(Method::Get, "/reviews/:review/agency/:agency/return", "an agency's returns", view, index);
  routes.emplace_back(Method::Get, "/reviews/:review/agency/:agency/return/file/:attachment", "a file of a return", view, download);
  routes.emplace_back(Method::Get, "/reviews/:review/agency/:agency/return/:return", "return", view, one);
  routes.emplace_back(Method::Get, "/reviews/:review/agency/:agency/return/:return/version/:number", "return: a version handed in", view, version);
  add_form(routes, "/reviews/:review/agency/:agency/return/:return/independence", "return: independence", work, independence);
  add_form(routes, "/reviews/:review/agency/:agency/return/:return/section/:section", "return: a section", work, section);
  add_form(routes, "/reviews/:review/agency/:agency/return/:return/nil", "return: no trace found", work, nil);
  add_form(routes, "/reviews/:review/agency/:agency/return/:return/files", "return: files", work, files, Body::Upload);
  routes.emplace_back(Method::Post, "/reviews/:review/agency/:agency/return/:return/files/remove", "return: remove a file", work, remove_file);
  routes.emplace_back(Method::Post, "/reviews/:review/agency/:agency/return/:return/hand-in", "return: hand in", work, hand_in);
  add_form(routes, "/reviews/:review/agency/:agency/return/:return/sign-off", "return: sign-off", work, sign_off);
}

}  // namespace heed::web

#include "web/pages/publication_pages.h"

#include "publish/detections.h"
#include "publish/edition_pdf.h"
#include "publish/policy.h"
#include "review/casefile/casefile.h"
#include "web/forms.h"
#include "web/pages/policy_pages.h"
#include "web/pages/public_pages.h"
#include "web/pages/publication_parts.h"

namespace heed::web {

namespace {

using publish::EditionState;

const guidance::Edition& law(const Context& c) { return c.app.editions->find_or_default(c.review->value.edition); }

std::string day_words(Day day) { return day.ok() ? in_words(day) : std::string(); }

Tag state_tag_of(EditionState state) {
  switch (state) {
    case EditionState::Working: return {.text = publish::words(state), .classes = "govuk-tag--light-blue"};
    case EditionState::Finalised: return {.text = publish::words(state), .classes = "govuk-tag--yellow"};
    case EditionState::Released: return {.text = publish::words(state), .classes = "govuk-tag--green"};
    case EditionState::Replaced: return {.text = publish::words(state), .classes = "govuk-tag--grey"};
    case EditionState::Withdrawn: return {.text = publish::words(state), .classes = "govuk-tag--red"};
  }
  return {};
}

/// After a verb that changes what the public sees. The casework stands whatever happens here; the next start tries again.
Response after_release(Context& c, std::string_view done) {
  if (c.app.library) {
    if (auto brought = publish::bring_library_up(c.store(), *c.app.library); !brought.ok())
      return error_page(c, Error{Code::Unfinished, "This is recorded, but the public library could not be brought up to it yet.",
                                 "It is tried again with the next release and whenever Heed starts. Tell whoever looks after it.", {}});
  }
  return Response::redirect(with_done(c.here("publication"), done));
}

Html blocks_list(const Context& c, const std::vector<publish::Blocks>& all) {
  std::vector<Html> items;
  for (const auto& b : all) items.push_back(html("{} {}", b.words, b.rest == "publication" ? Html() : link(c.here(b.rest), "Go there")));
  return list_of(items);
}

// --- the overview ---

Response overview(Context& c) {
  struct Doc { std::string title; std::optional<publish::EditionRow> latest; std::vector<publish::EditionRow> all; std::vector<publish::Blocks> blocks; bool frozen = false; bool withheld = false; std::string kind; };
  std::optional<publish::WithholdingRow> held;
  int held_back = 0;
  publish::ReplacementPolicy policy;
  const auto docs = c.store().read([&](store::Reader& r) {
    std::vector<Doc> out;
    held = publish::withholding(r, c.review->id);
    held_back = publish::held_back_recommendations(r, *c.review);
    policy = publish::replacement_policy(r, *c.review).value;
    for (const auto& kind : law(c).documents) {
      Doc d;
      d.kind = kind.id;
      d.title = kind.title;
      d.all = publish::editions(r, c.review->id, kind.id);
      if (!d.all.empty()) d.latest = d.all.back();
      d.frozen = review::frozen(r, c.review->id, kind.id).has_value();
      d.withheld = held && publish::is_withheld(held->value.scope, kind.id);
      if (!d.latest || d.latest->value.state == EditionState::Working || d.latest->value.state == EditionState::Finalised) d.blocks = publish::what_blocks_release(r, *c.review, law(c), kind.id);
      out.push_back(std::move(d));
    }
    return out;
  });

  Html main = heading(c, "Publication");
  main += para("Each document is published as an anonymised edition that two people release, or withheld. The family are told before anybody else.");
  if (held) {
    SummaryList s;
    for (const auto& scope : law(c).withholding.scopes)
      if (scope.id == held->value.scope) s.rows.push_back({.key = "Withheld", .value = scope.title});
    s.rows.push_back({.key = "Decided by", .value = held->value.decided_by});
    s.rows.push_back({.key = "Decided on", .value = day_words(held->value.decided_on)});
    s.rows.push_back({.key = "Reasons sent to the panel", .value = or_missing(day_words(held->value.reasons_sent))});
    s.rows.push_back({.key = "Copy to the Domestic Abuse Commissioner", .value = or_missing(day_words(held->value.commissioner_copied))});
    s.rows.push_back({.key = "Family told", .value = or_missing(day_words(held->value.family_told))});
    Html shared;
    for (const auto& one : held->value.shared)
      shared += html("<p class=\"govuk-body\">{}{}{}</p>", one.with, one.on.ok() ? ", " + in_words(one.on) : std::string(),
                     one.acknowledged.ok() ? ", acknowledged " + in_words(one.acknowledged) : std::string(", not acknowledged yet"));
    s.rows.push_back({.key = "Learning shared with", .value = shared.empty() ? or_missing("") : shared});
    s.rows.push_back({.key = "What the public reads", .value = held->value.notice_text});
    main += h2("Withholding") + summary_list(s);
    if (c.may(Act::Withhold))
      main += html("<p class=\"govuk-body\">{} &nbsp; {}</p>", link(c.here("publication/withhold"), "Change what is recorded"), link(c.here("publication/withhold/end"), "No longer withhold"));
  }
  main += h2("Dates, ages and staff") + summary_list({.rows = policy_rows(policy)});
  if (c.may(Act::EditEdition)) main += html("<p class=\"govuk-body\">{}</p>", link(c.here("publication/policy"), "Change what stands in their place"));
  for (const auto& d : docs) {
    main += h2(d.title);
    if (d.latest)
      main += html("<p class=\"govuk-body\">{} {} {}</p>", link(edition_address(c, *d.latest), fmt::format("Edition {}", d.latest->value.number)), tag(state_tag_of(d.latest->value.state)),
                   d.latest->value.state == EditionState::Released ? link("/published/" + d.latest->value.public_id, "Read it as published") : Html());
    for (const auto& e : d.all)
      if (d.latest && e.id != d.latest->id) main += html("<p class=\"govuk-body-s\">{} {}</p>", link(edition_address(c, e), fmt::format("Edition {}", e.value.number)), tag(state_tag_of(e.value.state)));
    if (d.withheld) {
      main += para("Withheld. Its recommendations are still followed.");
      continue;
    }
    if (!d.frozen) {
      main += html("<p class=\"govuk-body\">No version of it has been frozen yet. {}</p>", link(c.here("report"), "Go to the report"));
      continue;
    }
    const bool open = d.latest && (d.latest->value.state == EditionState::Working || d.latest->value.state == EditionState::Finalised);
    if (!d.blocks.empty() && (open || !d.latest)) main += html("<p class=\"govuk-body\">Before it can be released:</p>") + blocks_list(c, d.blocks);
    else if (open) main += html("<p class=\"govuk-body\">Nothing stands in the way. {}</p>", link(edition_address(c, *d.latest, "sign"), "Read it and release it"));
    if (c.may(Act::EditEdition))
      main += button_form(c, c.here("publication/make"),
                          {.text = open ? "Make it again from the latest version" : d.latest ? "Make a new edition" : "Make the anonymised edition", .classes = open || d.latest ? "govuk-button--secondary" : ""},
                          {{"kind", d.kind}});
  }
  if (held_back > 0)
    main += warning_text({.text = fmt::format("{} recommendation(s) cleared for the public are not shown, because their words hold a value of the people register.", held_back)});
  if (!held && c.may(Act::Withhold))
    main += h2("Withholding") + html("<p class=\"govuk-body\">The partnership may decide that compelling reasons stand against publication. {}</p>", link(c.here("publication/withhold"), "Record a decision to withhold"));
  return show(c, {.title = "Publication", .main = main, .seen_by = Act::ViewEdition});
}

Response make(Context& c) {
  auto made = publish::make_edition(c.store(), *c.actor, c.review->id, c.request.form("kind"));
  if (!made.ok()) return error_page(c, made.error());
  return Response::redirect(with_done(c.here("publication/" + made->text()), "saved"));
}

// --- one edition ---

Response one(Context& c) {
  auto e = edition_of(c);
  if (!e.ok()) return error_page(c, e.error());
  publish::Progress found;
  std::vector<publish::Blocks> blocks;
  std::vector<std::pair<std::string, publish::Signature>> signatures;
  c.store().read([&](store::Reader& r) {
    found = publish::progress(r, e->id);
    if (e->value.state == EditionState::Working || e->value.state == EditionState::Finalised) blocks = publish::what_blocks_release(r, *c.review, law(c), e->value.kind);
    for (const auto& s : e->value.signatures) signatures.emplace_back(access::display_name(r, s.by), s);
  });
  const bool working = is_worked_on(e->value);
  const bool may_edit = c.may(Act::EditEdition);
  Html main = heading(c, e->value.title) + html("<p class=\"govuk-body\">Edition {}, from version {} of the report. {}</p>", e->value.number, e->value.report_number, tag(state_tag_of(e->value.state)));
  TaskList t;
  const auto task = [&](bool may, std::string title, std::string rest, Tag status, std::string hint) {
    t.items.push_back({.title = std::move(title), .href = may ? edition_address(c, *e, rest) : std::string(), .status_tag = std::move(status), .hint = std::move(hint)});
  };
  const Tag done{.text = "Done", .classes = "govuk-tag--green"}, to_do{.text = "To do", .classes = "govuk-tag--blue"}, waiting{.text = "Waiting", .classes = "govuk-tag--yellow"};
  if (working) {
    task(may_edit, "Title and content note", "details", e->value.content_note.empty() ? to_do : done, "");
    task(may_edit, "Decide what was found", "detections", found.open ? to_do : done, fmt::format("{} of {} decided", found.decided(), found.all));
    task(may_edit, "Make the file and prove it", "proof", e->value.state == EditionState::Finalised ? done : to_do, "");
    task(may_edit, "Tell the family", "family", e->value.family_told.ok() ? done : to_do, day_words(e->value.family_told));
    task(c.may(Act::ReleaseEdition), "Release, by two people", "sign", waiting, fmt::format("{} of 2 have signed", signatures.size()));
  }
  if (!t.items.empty()) main += task_list(t);
  std::vector<Html> links = {link(edition_address(c, *e, "preview"), "Read the edition")};
  if (!e->value.docx.is_empty()) links.push_back(link(edition_address(c, *e, "docx"), "Download it (DOCX)"));
  if (!e->value.pdf.is_empty()) links.push_back(link(edition_address(c, *e, "pdf"), "Download it (PDF)"));
  if (!e->value.log.is_empty() && c.may(Act::ReleaseEdition)) links.push_back(link(edition_address(c, *e, "log"), "What was replaced, for whoever releases it"));
  if (e->value.proof.run) links.push_back(link(edition_address(c, *e, "proof"), "What was proved, and what was not"));
  if (e->value.state == EditionState::Released) links.push_back(link("/published/" + e->value.public_id, "Read it as published"));
  if (e->value.state == EditionState::Released && c.may(Act::Withhold)) links.push_back(link(edition_address(c, *e, "withdraw"), "Withdraw it"));
  main += list_of(links);
  main += h2("Dates, ages and staff") + summary_list({.rows = policy_rows(e->value.policy)});
  if (!e->value.no_pdf.empty()) main += inset_text({.text = "There is no PDF of this edition. " + e->value.no_pdf});
  if (!signatures.empty()) {
    SummaryList s;
    for (const auto& [name, sig] : signatures) s.rows.push_back({.key = sig.for_chair ? "Released for the partnership's chair" : "Released by", .value = name + ", " + day_words(sig.on)});
    main += h2("Releases") + summary_list(s);
  }
  if (e->value.state == EditionState::Withdrawn) main += inset_text({.text = "Withdrawn on " + day_words(e->value.withdrawn_on) + ". " + e->value.withdrawn_why});
  if (working && !blocks.empty()) main += h2("Before it can be released") + blocks_list(c, blocks);
  return show(c, {.title = e->value.title, .main = main, .breadcrumbs = publication_crumbs(c), .seen_by = Act::ViewEdition});
}

struct DetailsForm { std::string title, content_note; };

Response details_form(Context& c) {
  auto e = edition_of(c);
  if (!e.ok()) return error_page(c, e.error());
  FormOf<DetailsForm> form;
  form.text("title", "Title", &DetailsForm::title).must("Enter a title").with_hint("By the pseudonym. It is seen in lists, in the feed and in the browser's tab.");
  form.textarea("content_note", "Content note", &DetailsForm::content_note).with_hint("What a reader may want to know before reading.").tall(3);
  return edit(c, {.title = "Title and content note", .cancel = edition_address(c, *e), .breadcrumbs = publication_crumbs(c, &*e)}, form, DetailsForm{e->value.title, e->value.content_note}, e->version,
              [&](const DetailsForm& v, std::int64_t expected) -> Result<std::string> {
                HEED_TRY(c.store().write(c.who(), "publication.details", [&](store::Writer& w) { return publish::put_details(w, *c.actor, c.review->id, e->id, v.title, v.content_note, expected); }));
                return with_done(edition_address(c, *e), "saved");
              });
}

// --- preview, proof, file ---

Response preview(Context& c) {
  auto e = edition_of(c);
  if (!e.ok()) return error_page(c, e.error());
  const bool made = !e->value.docx.is_empty();
  if (!made && !c.may(Act::EditEdition)) return error_page(c, refused("This edition is still being anonymised.", "It can be read once it has been proved."));
  auto blocks = made ? publish::blocks_of(c.store(), e->value) : publish::draft_blocks(c.store(), *c.actor, c.review->id, e->id);
  if (!blocks.ok()) return error_page(c, blocks.error());
  Html main = heading(c, e->value.title);
  main += inset_text({.text = made ? "This is the edition as it would be published." : "A draft by what has been decided so far. It has not been proved, and names may stand in it."});
  if (!e->value.content_note.empty()) main += inset_text({.text = e->value.content_note});
  main += document_html(*blocks);
  return show(c, {.title = "Preview", .main = two_thirds(main), .breadcrumbs = publication_crumbs(c, &*e), .seen_by = made ? Act::ViewEdition : Act::EditEdition});
}

Response docx(Context& c) {
  auto e = edition_of(c);
  if (!e.ok() || e->value.docx.is_empty()) return error_page(c, not_found());
  auto bytes = c.store().attachment_bytes(e->value.docx);
  if (!bytes.ok()) return error_page(c, bytes.error());
  return Response::download(e->value.file_name, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", std::move(*bytes));
}

Response pdf(Context& c) {
  auto e = edition_of(c);
  if (!e.ok() || e->value.pdf.is_empty()) return error_page(c, not_found());
  auto bytes = publish::pdf_of(c.store(), e->value);
  if (!bytes.ok()) return error_page(c, bytes.error());
  return Response::download(publish::pdf_name(e->value), "application/pdf", std::move(*bytes));
}

Response proof(Context& c) {
  auto e = edition_of(c);
  if (!e.ok()) return error_page(c, e.error());
  if (c.is_post()) {
    if (!c.may(Act::EditEdition)) return error_page(c, Error{Code::Forbidden, "You do not have permission to do this.", "Ask the review's coordinator if you think you should.", {}});
    auto done = publish::finalise_edition(c.store(), *c.actor, c.review->id, e->id);
    if (!done.ok()) return error_page(c, done.error());
    return Response::redirect(with_done(edition_address(c, *e, "proof"), "saved"));
  }
  const auto& p = e->value.proof;
  Html main = heading(c, "Proof");
  main += para("The proof unpacks the finished file and searches every part of it, with its properties and its name, for every value of the people register in every spelling that counts.");
  if (!p.run) main += inset_text({.text = "No proof has been made of this edition as it stands."});
  else {
    main += p.settled ? inset_text({.text = "The proof is clean. No listed value and no strong variant remains, and every weak variant is decided."})
                      : warning_text({.text = "The proof is not clean, so no file was kept. Decide what it found, or correct the report or the register, and make it again."});
    SummaryList s;
    const auto row = [&](const char* key, int n) { s.rows.push_back({.key = key, .value = std::to_string(n)}); };
    row("Values searched for", p.values);
    row("Spellings searched for", p.variants);
    row("Parts of the file searched", p.parts);
    row("Listed values left", p.strong);
    row("Weak variants undecided", p.weak);
    row("Weak variants kept by decision", p.decided);
    row("Inside names that stay", p.allowed);
    row("Parts that could not be searched", p.unread);
    main += summary_list(s);
    if (!e->value.hash.empty()) main += html("<p class=\"govuk-body heed-breaks\">Digest of the edition that is signed: {}</p>", e->value.hash);
    if (!p.settled && c.may(Act::EditEdition)) main += html("<p class=\"govuk-body\">{}</p>", link(edition_address(c, *e, "detections"), "Decide what it found"));
  }
  main += h2("What it does not prove");
  main += para("It cannot prove that nobody could be recognised. A rare event, a job, a village, a sequence of dates can point at somebody without a name. A person has to read the edition with that in mind.");
  const bool working = is_worked_on(e->value);
  if (working && c.may(Act::EditEdition)) main += button_form(c, edition_address(c, *e, "proof"), {.text = p.run ? "Make the file and prove it again" : "Make the file and prove it", .prevent_double_click = true});
  return show(c, {.title = "Proof", .main = two_thirds(main), .breadcrumbs = publication_crumbs(c, &*e), .seen_by = Act::ViewEdition});
}

// --- family, release, withdrawal ---

struct FamilyForm { UncertainDate on; std::string how; };

Response family(Context& c) {
  auto e = edition_of(c);
  if (!e.ok()) return error_page(c, e.error());
  FormOf<FamilyForm> form;
  form.date("on", "When were the family told?", &FamilyForm::on).must("Enter the day on which the family were told");
  form.textarea("how", "How, and by whom?", &FamilyForm::how).must("Say how they were told, and by whom").with_hint("Also when they could not be reached, or asked not to be told: say what was done. No names.").tall(4);
  FamilyForm now;
  if (e->value.family_told.ok())
    if (auto d = UncertainDate::parse(iso(e->value.family_told), c.app.clock.today()); d.ok()) now.on = *d;
  now.how = e->value.family_told_how;
  FormPage page{.title = "Tell the family", .cancel = edition_address(c, *e), .breadcrumbs = publication_crumbs(c, &*e)};
  page.before = para("The family hear of the publication before anybody else: of its day, of what it says, and of where it can be read. Avoid birthdays and anniversaries.");
  return edit(c, page, form, now, e->version, [&](const FamilyForm& v, std::int64_t expected) -> Result<std::string> {
    const auto day = review::clock_day(v.on);
    if (!day) return bad_field("on", "Enter an exact day");
    HEED_TRY(c.store().write(c.who(), "publication.family_told", [&](store::Writer& w) { return publish::family_told(w, *c.actor, law(c), c.review->id, e->id, *day, v.how, expected); }));
    return with_done(edition_address(c, *e), "saved");
  });
}

Response sign(Context& c) {
  auto e = edition_of(c);
  if (!e.ok()) return error_page(c, e.error());
  if (c.is_post()) {
    auto done = c.store().write(c.who(), "publication.sign", [&](store::Writer& w) { return publish::sign(w, *c.actor, law(c), c.review->id, e->id, c.request.form("hash")); });
    if (!done.ok()) return error_page(c, done.error());
    if (*done == publish::Signed::Released) return after_release(c, "released");
    return Response::redirect(with_done(edition_address(c, *e), "signed"));
  }
  const auto blocks = c.store().read([&](store::Reader& r) { return publish::what_blocks_release(r, *c.review, law(c), e->value.kind); });
  const auto mine = publish::blocks_signature(e->value, c.actor->account, c.may(Act::ReleaseEdition), publish::acts_for_chair(*c.actor, *c.review));
  Html main = heading(c, "Release this edition");
  main += html("<p class=\"govuk-body\">{}, edition {}. {}</p>", e->value.title, e->value.number, link(edition_address(c, *e, "preview"), "Read the edition before you sign"));
  main += para("Two people release it. Neither of them wrote the report or worked on the edition, and one acts for the partnership's chair. With the second signature it is published at once.");
  if (!blocks.empty()) main += h2("What stands in the way") + blocks_list(c, blocks);
  if (!mine.empty()) {
    main += h2("Why you cannot release it");
    std::vector<Html> items;
    for (const auto& why : mine) items.push_back(html("{}", why));
    main += list_of(items);
  }
  if (blocks.empty() && mine.empty()) {
    SummaryList s;
    s.rows.push_back({.key = "Family told", .value = day_words(e->value.family_told)});
    s.rows.push_back({.key = "You sign", .value = publish::acts_for_chair(*c.actor, *c.review) ? "for the partnership's chair" : "as a publication approver"});
    s.rows.push_back({.key = "Signatures so far", .value = std::to_string(e->value.signatures.size())});
    for (auto& row : policy_rows(e->value.policy)) s.rows.push_back(std::move(row));
    s.rows.push_back({.key = "Digest of the edition", .value = e->value.hash});
    main += summary_list(s);
    main += para("By signing you say that you have read the edition, that it may be published, and that nobody should be recognised from it who must not be.");
    main += button_form(c, edition_address(c, *e, "sign"), {.text = "Sign the release", .classes = "govuk-button--warning", .prevent_double_click = true}, {{"hash", e->value.hash}});
  }
  return show(c, {.title = "Release", .main = two_thirds(main), .breadcrumbs = publication_crumbs(c, &*e), .seen_by = Act::ReleaseEdition});
}

struct WithdrawForm { std::string why, notice; };

Response withdraw(Context& c) {
  auto e = edition_of(c);
  if (!e.ok()) return error_page(c, e.error());
  FormOf<WithdrawForm> form;
  form.textarea("why", "Why is it withdrawn?", &WithdrawForm::why).must("Say why it is withdrawn").with_hint("This stays inside.").tall(4);
  form.textarea("notice_text", "What the public reads in its place", &WithdrawForm::notice).with_hint("As bare as safety asks. Left empty: “This document was published here and has been withdrawn.”").tall(3);
  FormPage page{.title = "Withdraw this edition", .button = "Withdraw it now", .cancel = edition_address(c, *e), .breadcrumbs = publication_crumbs(c, &*e)};
  page.before = warning_text({.text = "Its words and its file are removed from the public library at once and overwritten. Copies that others made cannot be called back."});
  Result<std::string> saved = std::string();
  auto response = edit(c, page, form, WithdrawForm{}, e->version, [&](const WithdrawForm& v, std::int64_t expected) -> Result<std::string> {
    HEED_TRY(c.store().write(c.who(), "publication.withdraw", [&](store::Writer& w) { return publish::withdraw(w, *c.actor, c.review->id, e->id, v.why, v.notice, expected); }));
    return with_done(c.here("publication"), "withdrawn");
  });
  if (c.is_post() && response.status == 303) return after_release(c, "withdrawn");
  return response;
}

// --- withholding ---

struct WithholdForm {
  std::string scope, reasons, section, decided_by, shared, notice_text, name_partnership = "no", give_day = "no", show_progress = "no";
  std::vector<std::string> grounds;
  UncertainDate decided_on, reasons_sent, commissioner_copied, family_told;
};

UncertainDate uncertain(Day day, Day today) {
  if (day.ok())
    if (auto d = UncertainDate::parse(iso(day), today); d.ok()) return *d;
  return {};
}

/// "with; day; day acknowledged", one a line.
std::string shared_text(const std::vector<publish::Shared>& all) {
  std::string out;
  for (const auto& s : all) out += s.with + (s.on.ok() ? "; " + in_words(s.on) : std::string()) + (s.acknowledged.ok() ? "; " + in_words(s.acknowledged) : std::string()) + "\n";
  return out;
}

Result<std::vector<publish::Shared>> read_shared(const std::string& text, Day today) {
  std::vector<publish::Shared> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> parts;
    std::istringstream fields(line);
    for (std::string part; std::getline(fields, part, ';');) {
      const auto from = part.find_first_not_of(" \t\r"), to = part.find_last_not_of(" \t\r");
      parts.push_back(from == part.npos ? "" : part.substr(from, to - from + 1));
    }
    if (parts.empty() || (parts.size() == 1 && parts[0].empty())) continue;
    publish::Shared s;
    s.with = parts[0];
    for (std::size_t i = 1; i < parts.size() && i < 3; ++i) {
      if (parts[i].empty()) continue;
      auto date = UncertainDate::parse(parts[i], today);
      const auto day = date.ok() ? review::clock_day(*date) : std::nullopt;
      if (!day) return bad_field("shared", "Write each line as: body; day shared; day acknowledged");
      (i == 1 ? s.on : s.acknowledged) = *day;
    }
    out.push_back(std::move(s));
  }
  return out;
}

Response withhold(Context& c) {
  const Day today = c.app.clock.today();
  const auto now = c.store().read([&](store::Reader& r) { return publish::withholding(r, c.review->id); });
  const auto& rules = law(c).withholding;
  FormOf<WithholdForm> form;
  std::vector<Option> scopes, grounds;
  for (const auto& s : rules.scopes) scopes.push_back({s.id, s.title, s.hint});
  for (const auto& g : rules.grounds) grounds.push_back({g.id, g.text, g.hint});
  const std::vector<Option> yes_no = {{"no", "No", ""}, {"yes", "Yes", ""}};
  form.radios("scope", "What is withheld?", scopes, &WithholdForm::scope).must("Choose what is withheld");
  form.checkboxes("grounds", "On what ground?", grounds, &WithholdForm::grounds).must("Choose the ground or grounds");
  form.textarea("reasons", "Compelling reasons", &WithholdForm::reasons).must("Set out the compelling reasons").with_hint("Which harm to whom, why anonymising is not enough, and whether a part could be published. This stays inside, and goes to the quality assurance panel.");
  form.text("section", "Section of the guidance", &WithholdForm::section).must("Enter the section of the guidance").narrow();
  form.text("decided_by", "Who decided?", &WithholdForm::decided_by).must("Enter who decided").with_hint("A body or a post, for example: the partnership's chair");
  form.date("decided_on", "When?", &WithholdForm::decided_on).must("Enter the day of the decision");
  form.note(h2("Who was told"));
  form.date("family_told", "The family were told on", &WithholdForm::family_told);
  form.date("reasons_sent", "The reasons were sent to the quality assurance panel on", &WithholdForm::reasons_sent);
  form.date("commissioner_copied", "A copy went to the Domestic Abuse Commissioner on", &WithholdForm::commissioner_copied);
  form.textarea("shared", "With whom the learning was shared", &WithholdForm::shared).with_hint("One line each: body; day shared; day acknowledged").tall(4);
  form.note(h2("What the public reads"));
  form.textarea("notice_text", "Notice", &WithholdForm::notice_text).with_hint("As bare as safety asks: no month, no pseudonym. Left empty: the notice of the guidance.").tall(3);
  form.radios("name_partnership", "May the notice name the partnership?", yes_no, &WithholdForm::name_partnership);
  form.radios("give_day", "May it give the day of the decision?", yes_no, &WithholdForm::give_day);
  form.radios("show_progress", "May recommendations cleared for the public be shown?", yes_no, &WithholdForm::show_progress).with_hint("They stand among those of other withheld reviews, without a word of where they come from.");
  WithholdForm value;
  if (now) {
    const auto& v = now->value;
    value = {.scope = v.scope, .reasons = v.reasons, .section = v.section, .decided_by = v.decided_by, .shared = shared_text(v.shared), .notice_text = v.notice_text,
             .name_partnership = v.name_partnership ? "yes" : "no", .give_day = v.give_day ? "yes" : "no", .show_progress = v.show_progress ? "yes" : "no", .grounds = v.grounds,
             .decided_on = uncertain(v.decided_on, today), .reasons_sent = uncertain(v.reasons_sent, today), .commissioner_copied = uncertain(v.commissioner_copied, today), .family_told = uncertain(v.family_told, today)};
  } else {
    value.section = rules.citation.section;
  }
  FormPage page{.title = "Withhold from publication", .cancel = c.here("publication"), .breadcrumbs = publication_crumbs(c)};
  page.before = para("Publication is the rule. A decision to withhold needs compelling reasons about the welfare of children or of others directly concerned. The learning is shared and the recommendations are followed all the same.");
  auto response = edit(c, page, form, value, now ? now->version : 0, [&](const WithholdForm& v, std::int64_t expected) -> Result<std::string> {
    publish::Withholding w_value;
    if (now) w_value = now->value;
    w_value.scope = v.scope;
    w_value.grounds = v.grounds;
    w_value.reasons = v.reasons;
    w_value.section = v.section;
    w_value.decided_by = v.decided_by;
    w_value.notice_text = v.notice_text;
    w_value.name_partnership = v.name_partnership == "yes";
    w_value.give_day = v.give_day == "yes";
    w_value.show_progress = v.show_progress == "yes";
    HEED_ASSIGN(w_value.shared, read_shared(v.shared, today));
    for (const auto& [field, from, to] : {std::tuple{"decided_on", &v.decided_on, &w_value.decided_on}, {"reasons_sent", &v.reasons_sent, &w_value.reasons_sent},
                                          {"commissioner_copied", &v.commissioner_copied, &w_value.commissioner_copied}, {"family_told", &v.family_told, &w_value.family_told}}) {
      const auto day = review::clock_day(*from);
      if (!from->empty() && !day) return bad_field(field, "Enter an exact day");
      *to = day.value_or(Day{});
    }
    HEED_TRY(c.store().write(c.who(), "publication.withhold", [&](store::Writer& w) { return publish::withhold(w, *c.actor, law(c), c.review->id, w_value, expected); }));
    return with_done(c.here("publication"), "withheld");
  });
  if (c.is_post() && response.status == 303) return after_release(c, "withheld");
  return response;
}

struct EndForm { std::string why; };

Response end_withholding(Context& c) {
  const auto now = c.store().read([&](store::Reader& r) { return publish::withholding(r, c.review->id); });
  if (!now) return error_page(c, not_found());
  FormOf<EndForm> form;
  form.textarea("why", "Why is it no longer withheld?", &EndForm::why).must("Say why it is no longer withheld").tall(4);
  auto response = edit(c, {.title = "No longer withhold", .cancel = c.here("publication"), .breadcrumbs = publication_crumbs(c)}, form, EndForm{}, now->version, [&](const EndForm& v, std::int64_t expected) -> Result<std::string> {
    HEED_TRY(c.store().write(c.who(), "publication.end_withholding", [&](store::Writer& w) { return publish::end_withholding(w, *c.actor, c.review->id, v.why, expected); }));
    return with_done(c.here("publication"), "saved");
  });
  if (c.is_post() && response.status == 303) return after_release(c, "saved");
  return response;
}

}  // namespace

void bring_progress_up(Context& c) {
  if (c.app.library) (void)publish::bring_progress_up(c.store(), *c.app.library);
}

void add_publication_routes(Routes& routes) {
  const auto view = Needs::review(Act::ViewEdition), work = Needs::review(Act::EditEdition);
  routes.emplace_back(Method::Get, "/reviews/:review/publication", "publication", view, overview);
  routes.emplace_back(Method::Post, "/reviews/:review/publication/make", "make an edition", work, make);
  add_form(routes, "/reviews/:review/publication/withhold", "withhold", Needs::review(Act::Withhold), withhold);
  add_form(routes, "/reviews/:review/publication/withhold/end", "end withholding", Needs::review(Act::Withhold), end_withholding);
  routes.emplace_back(Method::Get, "/reviews/:review/publication/:edition", "edition", view, one);
  add_form(routes, "/reviews/:review/publication/:edition/details", "edition details", work, details_form);
  routes.emplace_back(Method::Get, "/reviews/:review/publication/:edition/preview", "edition preview", view, preview);
  routes.emplace_back(Method::Get, "/reviews/:review/publication/:edition/docx", "edition file", view, docx);
  routes.emplace_back(Method::Get, "/reviews/:review/publication/:edition/pdf", "edition as PDF", view, pdf);
  routes.emplace_back(Method::Get, "/reviews/:review/publication/:edition/proof", "proof", view, proof);
  routes.emplace_back(Method::Post, "/reviews/:review/publication/:edition/proof", "finalise the edition", work, proof);
  add_form(routes, "/reviews/:review/publication/:edition/family", "family told", work, family);
  add_form(routes, "/reviews/:review/publication/:edition/sign", "release", Needs::review(Act::ReleaseEdition), sign);
  add_form(routes, "/reviews/:review/publication/:edition/withdraw", "withdraw", Needs::review(Act::Withhold), withdraw);
}

}  // namespace heed::web

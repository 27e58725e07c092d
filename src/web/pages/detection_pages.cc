#include "web/pages/detection_pages.h"

#include "publish/detections.h"
#include "review/people/people.h"
#include "web/pages/options.h"
#include "web/pages/publication_parts.h"

namespace heed::web {

namespace {

using publish::Found;
using publish::FoundRow;

constexpr std::int64_t kRows = 100, kActsShown = 50, kLogRows = 200;

std::string one_of_kind(std::string_view kind) {
  if (kind == "person") return "Person";
  if (kind == "place") return "Place";
  if (kind == "address") return "Address";
  if (kind == "organisation") return "Organisation";
  if (kind == "date") return "Date";
  if (kind == "age") return "Age";
  if (kind == "identifier") return "Number or reference";
  if (kind == "contact") return "Contact";
  if (kind == "demographic") return "About a child";
  if (kind == "quantity") return "Quantity";
  return "Other";
}

std::string_view setting_words(std::string_view setting) {
  if (setting == "heading") return "in headings";
  if (setting == "list") return "in lists";
  if (setting == "table") return "in tables";
  if (setting == "note") return "in notes";
  if (setting == "margin") return "above or below the pages";
  if (setting == "property") return "in the file’s properties";
  return "in the text";
}

Tag certainty_tag(const Found& f) {
  switch (publish::certainty_of(f)) {
    case publish::Certainty::Listed: return {.text = "In the register", .classes = "govuk-tag--red"};
    case publish::Certainty::Likely: return {.text = fmt::format("Likely, {}%", int(f.confidence * 100)), .classes = "govuk-tag--orange"};
    case publish::Certainty::Unsure:
    case publish::Certainty::Any: break;
  }
  return {.text = fmt::format("Unsure, {}%", int(f.confidence * 100)), .classes = "govuk-tag--grey"};
}

/// What the edition will say, in words.
Html becomes(const Found& f) {
  const auto& ruling = f.ruling;
  if (ruling.verdict == "keep") return html("Stays: {}", ruling.reason);
  if (ruling.verdict == "agency") return html("Stays, as an agency’s name");
  if (ruling.verdict == "change") return html("Becomes: <strong>{}</strong>", ruling.replacement);
  if (ruling.verdict == "person") return html("Is somebody of the register, and becomes: <strong>{}</strong>", ruling.replacement);
  return html("{}: <strong>{}</strong>", ruling.verdict == "accept" ? "Becomes" : "Suggestion", f.suggested);
}

// --- what the address asks for ---

struct Asked {
  publish::FoundFilter filter;
  std::int64_t page = 1;
};
Asked asked_in(const Fields& fields) {
  Asked a;
  a.filter.kind = fields["kind"];
  a.filter.certainty = publish::certainty_of(fields["certainty"]);
  a.filter.open_only = fields["show"] != "all";
  a.filter.words = fields["words"].substr(0, 200);
  const auto& page = fields["page"];
  if (!page.empty() && page.size() <= 5 && page.find_first_not_of("0123456789") == std::string::npos) a.page = std::max<std::int64_t>(1, std::stoll(page));
  return a;
}

/// The filter as it rides along in addresses and forms.
std::vector<std::pair<std::string, std::string>> fields_of(const Asked& a) {
  std::vector<std::pair<std::string, std::string>> out;
  if (!a.filter.kind.empty()) out.emplace_back("kind", a.filter.kind);
  if (a.filter.certainty != publish::Certainty::Any) out.emplace_back("certainty", std::string(publish::word(a.filter.certainty)));
  if (!a.filter.open_only) out.emplace_back("show", "all");
  if (!a.filter.words.empty()) out.emplace_back("words", a.filter.words);
  if (a.page > 1) out.emplace_back("page", std::to_string(a.page));
  return out;
}

std::string list_address(const Context& c, const publish::EditionRow& e, const Asked& a, std::string_view fragment = {}) {
  Url url(edition_address(c, e, "detections"));
  for (const auto& [name, value] : fields_of(a)) url.query(name, value);
  if (!fragment.empty()) url.fragment(fragment);
  return url.str();
}

// --- a row ---

/// What rows of one page share.
struct Shown {
  const Context& c;
  const publish::EditionRow& e;
  bool working = true;
  Html riding;  ///< the hidden fields of each row's form
  std::map<AccountId, std::string> names;
};

Shown shown(const Context& c, const publish::EditionRow& e, const Asked& a) {
  Shown out{.c = c, .e = e, .working = is_worked_on(e.value), .riding = hidden_input("csrf", c.csrf), .names = {}};
  for (const auto& [name, value] : fields_of(a)) out.riding += hidden_input(name, value);
  return out;
}

Html marked(const publish::FoundAt& p, const Found& f) {
  return html("…{}<mark class=\"heed-mark\">{}</mark>{}…", p.before.reveal(), p.shown.empty() ? f.value.reveal() : p.shown.reveal(), p.after.reveal());
}

Html row_html(store::Reader& r, Shown& s, const FoundRow& row) {
  const auto& f = row.value;
  const auto id = row.id.text();
  const auto here = edition_address(s.c, s.e, "detections/" + id);
  std::string stands;
  for (const auto& setting : f.settings) stands += fmt::format(", {}", setting_words(setting));
  Html decided;
  if (!f.open()) {
    auto& name = s.names[f.ruling.by];
    if (name.empty()) name = access::display_name(r, f.ruling.by);
    decided = html("<span class=\"heed-found__who\">{}, {}</span>", name, in_words(f.ruling.on));
  }
  Html place;
  if (!f.places.empty())
    place = html("<p class=\"heed-found__place\"><span class=\"heed-found__where\">{}:</span> {} <a class=\"govuk-link\" data-heed-places href=\"{}/places\">Every place<span "
                 "class=\"govuk-visually-hidden\"> of {}</span></a></p>", f.places.front().where, marked(f.places.front(), f), here, f.value.reveal());
  Html act;
  if (s.working)
    act = html("<form class=\"heed-found__act\" method=\"post\" action=\"{}\" novalidate>{}{}{}{}"
               "<button type=\"submit\" name=\"verdict\" value=\"accept\" class=\"govuk-button govuk-button--secondary\">Accept<span class=\"govuk-visually-hidden\"> the suggestion for "
               "{}</span></button> <a class=\"govuk-link\" href=\"{}\">{}<span class=\"govuk-visually-hidden\"> for {}</span></a></form>",
               edition_address(s.c, s.e, "detections"), s.riding, hidden_input("act", "one"), hidden_input("found", id), hidden_input("_version", std::to_string(row.version)),
               f.value.reveal(), here, f.open() ? "Something else" : "Decide again", f.value.reveal());
  return html("<li class=\"heed-found{}\" id=\"f-{}\" data-heed-found=\"{}\" data-kind=\"{}\"><div class=\"heed-found__row\" role=\"group\" tabindex=\"-1\" aria-labelledby=\"v-{} b-{}\">"
              "<p class=\"heed-found__value\"><strong id=\"v-{}\">{}</strong> {} {}</p>"
              "<p class=\"heed-found__why\">{} {}{}. {}</p>{}<p class=\"heed-found__becomes\" id=\"b-{}\">{} {}</p>{}</div></li>",
              f.open() ? std::string() : " heed-found--decided", id, f.open() ? "open" : "decided", publish::may_be_a_name(f.kind) ? (f.listed ? "listed-name" : "name") : (f.listed ? "listed" : "other"),
              id, id, id, f.value.reveal(), tag({.text = one_of_kind(f.kind), .classes = "govuk-tag--blue"}), tag(certainty_tag(f)), f.count, f.count == 1 ? "time" : "times", stands, f.why, place, id, becomes(f), decided, act);
}

// --- the page ---

Html progress_html(const publish::Progress& p) {
  return html("<p class=\"govuk-body heed-progress\"><span id=\"heed-progress-words\"><strong>{} of {} decided</strong></span> "
              "<progress id=\"heed-progress\" max=\"{}\" value=\"{}\" aria-label=\"Decided so far\"></progress></p>", p.decided(), p.all, std::max<std::int64_t>(1, p.all), p.decided());
}

Html filter_form(const Context& c, const publish::EditionRow& e, const Asked& a, const std::vector<std::string>& kinds) {
  Select kind{.name = "kind", .label = {.text = "Kind"}};
  kind.items.push_back({.value = "", .text = "All kinds"});
  for (const auto& k : kinds) kind.items.push_back({.value = k, .text = detections_of_kind(k)});
  kind.value = a.filter.kind;
  Select certainty{.name = "certainty", .label = {.text = "How sure"}};
  certainty.items = {{.value = "", .text = "All"}, {.value = "listed", .text = "In the register"}, {.value = "likely", .text = "Likely"}, {.value = "unsure", .text = "Unsure"}};
  certainty.value = std::string(publish::word(a.filter.certainty));
  Select show{.name = "show", .label = {.text = "Show"}};
  show.items = {{.value = "", .text = "What is still open"}, {.value = "all", .text = "What was decided too"}};
  show.value = a.filter.open_only ? "" : "all";
  Html out = html("<form class=\"heed-filters\" method=\"get\" action=\"{}\" novalidate data-heed-submit-on-change>", edition_address(c, e, "detections"));
  out += select(kind) + select(certainty) + select(show);
  out += input({.name = "words", .label = {.text = "Words"}, .value = a.filter.words, .classes = "govuk-input--width-10"});
  return out + button({.text = "Apply", .classes = "govuk-button--secondary"}) + html("</form>");
}

/// Decisions about everything that the filter shows.
Html bulk(const Context& c, const publish::EditionRow& e, const Asked& a, std::int64_t open, std::int64_t may_stay) {
  if (open == 0) return {};
  Html riding = hidden_input("csrf", c.csrf) + hidden_input("act", "all");
  for (const auto& [name, value] : fields_of({a.filter, 1})) riding += hidden_input(name, value);
  const auto address = edition_address(c, e, "detections");
  Html out = html("<form class=\"heed-inline-form\" method=\"post\" action=\"{}\" novalidate data-heed-accept-all>{}{}{}</form>", address, riding, hidden_input("verdict", "accept"),
                  button({.text = open == 1 ? std::string("Accept the suggestion shown") : fmt::format("Accept all {} suggestions shown", open), .classes = "govuk-button--secondary"}));
  if (may_stay > 0)
    out += details({.summary = "Keep all shown as they are",
                    .content = html("<form method=\"post\" action=\"{}\" novalidate>{}{}{}{}</form>", address, riding, hidden_input("verdict", "keep"),
                                    input({.name = "text", .label = {.text = "Why they stay"}, .hint = {.text = "For example: everyday words and names of public bodies, read one by one. What is in the register does not stay."}, .id = "keep-all-why"}),
                                    button({.text = may_stay == 1 ? std::string("Keep it") : fmt::format("Keep all {}", may_stay), .classes = "govuk-button--secondary"}))});
  return out;
}

/// Every key, with what it does; the script reads nothing from here, so that the words are free.
Html keys_help() {
  struct Key { std::string_view key, does; };
  constexpr Key kKeys[] = {{"j or ↓", "next value"}, {"k or ↑", "value before"}, {"a", "accept the suggestion"}, {"e", "keep as it is, with a reason"}, {"c", "change: give other words"},
                           {"g", "this is an agency: its name stays open"}, {"p", "this is a person of the register"}, {"o", "every place where it stands, or fold them away"},
                           {"u", "undo your last decision"}, {"Shift and a", "accept everything that is shown"}, {"/", "search in the values"}, {"Esc", "leave a field, back to the value"},
                           {"?", "show these keys"}};
  Html rows;
  for (const auto& k : kKeys) rows += html("<div><dt><kbd>{}</kbd></dt><dd>{}</dd></div>", k.key, k.does);
  return details({.summary = "Keys", .content = html("<dl class=\"heed-keys\">{}</dl><p class=\"govuk-body\"><button type=\"button\" class=\"govuk-button govuk-button--secondary\" "
                                                    "data-heed-keys-switch aria-pressed=\"true\" hidden>Keys are on</button></p>", rows),
                  .open = true, .id = "keys"});
}

/// What the script shows below a row to ask for more; without it the row's own page asks.
Html questions(const std::vector<Option>& people) {
  Select who{.name = "text", .label = {.text = "Who is it?"}, .id = "ask-person"};
  who.items.push_back({.value = "", .text = "Choose somebody"});
  for (const auto& p : people) who.items.push_back({.value = p.value, .text = p.text});
  const auto ask = [](std::string_view name, const Html& field, std::string_view button_words) {
    return html("<template data-heed-ask=\"{}\"><div class=\"heed-found__ask\">{}<div class=\"govuk-button-group\"><button type=\"submit\" name=\"verdict\" value=\"{}\" class=\"govuk-button\">{}</button> "
                "<button type=\"button\" class=\"govuk-button govuk-button--secondary\" data-heed-leave>Leave it</button></div></div></template>", name, field, name, button_words);
  };
  return ask("keep", input({.name = "text", .label = {.text = "Why does it stay?"}, .id = "ask-keep", .autocomplete = "off"}), "Keep it") +
         ask("change", input({.name = "text", .label = {.text = "What stands in its place?"}, .id = "ask-change", .autocomplete = "off"}), "Change it") + ask("person", select(who), "This is the person");
}

std::vector<Option> people_options(store::Reader& r, const Context& c) {
  std::vector<Option> out;
  for (const auto& row : review::people(r, c.review->id)) {
    const auto called = review::known_as(r, row);
    out.push_back({row.id.text(), row.value.name.empty() ? called : row.value.name.reveal() + " (" + called + ")", ""});
  }
  return out;
}

Response list(Context& c, const publish::EditionRow& e) {
  const auto a = asked_in(c.request.query_fields);
  if (!a.filter.words.empty()) c.reading = a.filter.words;
  struct Seen {
    publish::Progress progress;
    std::int64_t total = 0, open = 0, may_stay = 0, acts = 0, unsure = 0;
    std::vector<std::string> kinds;
    std::vector<Option> people;
    Html rows;
    bool register_changed = false;
  };
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen out;
    out.progress = publish::progress(r, e.id);
    out.kinds = publish::kinds_found(r, e.id);
    out.people = people_options(r, c);
    out.acts = publish::count_acts(r, e.id);
    auto open = a.filter;
    open.open_only = true;
    out.open = publish::found_page(r, c.review->id, e.id, open, 0, 0).total;
    out.may_stay = out.open;
    open.certainty = publish::Certainty::Listed;
    if (a.filter.certainty == publish::Certainty::Any || a.filter.certainty == publish::Certainty::Listed) out.may_stay -= publish::found_page(r, c.review->id, e.id, open, 0, 0).total;
    const auto page = publish::found_page(r, c.review->id, e.id, a.filter, (a.page - 1) * kRows, kRows);
    out.total = page.total;
    auto s = shown(c, e, a);
    for (const auto& row : page.rows) out.rows += row_html(r, s, row);
    out.register_changed = is_worked_on(e.value) && publish::build_register(r, *c.review).reg.hash() != e.value.register_hash;
    return out;
  });
  const bool working = is_worked_on(e.value);
  Html main = heading(c, "Decide what was found");
  if (seen.progress.all == 0) {
    main += para("Nothing was found. That alone does not mean that nobody could be recognised: read the edition before it is released.");
  } else {
    main += progress_html(seen.progress);
    if (seen.register_changed)
      main += inset_text({.text = html("The people register has changed since this edition was made. Go on deciding; before the proof the edition is made again, and what was decided is kept.{}",
                                       button_form(c, c.here("publication/make"), {.text = "Make it again now", .classes = "govuk-button--secondary"}, {{"kind", e.value.kind}}))});
    main += filter_form(c, e, a, seen.kinds);
    if (working) main += keys_help() + bulk(c, e, a, seen.open, seen.may_stay);
    main += html("<p id=\"heed-said\" class=\"govuk-visually-hidden\" role=\"status\" aria-live=\"polite\"></p>");
    main += html("<h2 class=\"govuk-heading-m\">{}</h2>", seen.total == 0 ? std::string(seen.progress.open == 0 ? "Everything has been decided" : "Nothing here") :
                 fmt::format("{} {}{}", seen.total, seen.total == 1 ? "value" : "values", a.filter.open_only ? " to decide" : ""));
    if (seen.total == 0 && seen.progress.open > 0) main += para(a.filter.open_only ? "All that this filter shows has been decided." : "No value is like that.");
    if (!seen.rows.empty()) main += html("<ol class=\"heed-found-list\" data-heed-detections=\"{}\">{}</ol>", edition_address(c, e, "detections"), seen.rows) + page_links(c, seen.total, kRows, a.page);
    if (working) main += questions(seen.people);
  }
  Html below;
  if (seen.progress.all > 0) {
    if (working && seen.acts > 0) below += html("<form class=\"heed-inline-form\" method=\"post\" action=\"{}\" novalidate>{}{}{}</form>", edition_address(c, e, "detections"), shown(c, e, a).riding, hidden_input("act", "undo"),
                               button({.text = "Undo my last decision", .classes = "govuk-button--secondary"}));
    below += html("<p class=\"govuk-body\">{}</p>", link(edition_address(c, e, "decisions"), "Who decided what"));
  }
  main += below + button({.text = "Go on to the proof", .href = edition_address(c, e, "proof")});
  return show(c, {.title = "Decide what was found", .main = main, .breadcrumbs = publication_crumbs(c, &e), .wide = true, .seen_by = Act::EditEdition});
}

/// What the script is told: the rows that changed, as they are now, and how far it is.
Response told(Context& c, const publish::EditionRow& e, const Asked& a, const std::vector<publish::FoundId>& changed, std::string said) {
  Json out;
  c.store().read([&](store::Reader& r) {
    auto s = shown(c, e, a);
    out["rows"] = Json::object();
    if (std::int64_t(changed.size()) <= 2 * kRows)  // more than a page shows: the script shows the page anew
      for (const auto id : changed)
        if (const auto row = publish::found_one(r, c.review->id, id); row.ok()) out["rows"][id.text()] = row_html(r, s, *row).str();
    if (!changed.empty())
      if (const auto row = publish::found_one(r, c.review->id, changed.front()); row.ok()) out["page"] = publish::place_in_order(r, *row, a.filter) / kRows + 1;
    const auto p = publish::progress(r, e.id);
    out["decided"] = p.decided();
    out["all"] = p.all;
  });
  out["said"] = std::move(said);
  return Response::json(out.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Response refused_to(Context& c, bool script, const Error& error) {
  if (!script) return error_page(c, error);
  return Response::json(Json{{"error", error.fields.empty() ? error.message + (error.next.empty() ? "" : " " + error.next) : error.fields.front().message}}.dump(), http_status(error.code));
}

Response take(Context& c, const publish::EditionRow& e) {
  const auto a = asked_in(c.request.form());
  const bool script = c.request.header("Accept").starts_with("application/json");
  const auto& form = c.request.form();
  const auto& verdict = form["verdict"];
  if (form["act"] == "undo") {
    auto back = c.store().write(c.who(), "publication.undo", [&](store::Writer& w) {
      return publish::undo(w, *c.actor, c.review->id, e.id, publish::ActId::parse(form["which"]).value_or(publish::ActId{}));
    });
    if (!back.ok()) return refused_to(c, script, back.error());
    if (script) return told(c, e, a, *back, back->size() == 1 ? "Undone" : fmt::format("{} decisions undone", back->size()));
    if (form["from"] == "decisions") return Response::redirect(with_done(edition_address(c, e, "decisions"), "undone"));
    return Response::redirect(list_address(c, e, a, "f-" + back->front().text()));
  }
  if (form["act"] == "all") {
    auto done = c.store().write(c.who(), "publication.decide_all",
                                [&](store::Writer& w) { return publish::decide_all(w, *c.actor, c.review->id, e.id, a.filter, verdict, form["text"]); });
    if (!done.ok()) return refused_to(c, script, done.error());
    return Response::redirect(with_done(list_address(c, e, a), "saved"));
  }
  if (form["found"].empty()) return refused_to(c, script, bad_field("verdict", "Choose a value, and what to do with it"));
  const auto id = publish::FoundId::parse(form["found"]).value_or(publish::FoundId{});
  const auto row = c.store().read([&](store::Reader& r) { return publish::found_one(r, c.review->id, id); });
  if (!row.ok() || row->value.edition != e.id) return refused_to(c, script, not_found());
  auto done = c.store().write(c.who(), "publication.decide", [&](store::Writer& w) { return publish::decide(w, *c.actor, c.review->id, id, verdict, form["text"], posted_version(c.request)); });
  if (!done.ok()) return refused_to(c, script, done.error());
  if (script) return told(c, e, a, {id}, {});
  // Back to the list, at the value that comes after.
  const auto next = c.store().read([&](store::Reader& r) {
    const auto at = publish::place_in_order(r, *row, a.filter) + (a.filter.open_only ? 0 : 1);
    const auto rows = publish::found_page(r, c.review->id, e.id, a.filter, at, 1).rows;
    return rows.empty() ? std::string() : "f-" + rows.front().id.text();
  });
  return Response::redirect(list_address(c, e, a, next));
}

Response detections(Context& c) {
  auto e = edition_of(c);
  if (!e.ok()) return error_page(c, e.error());
  return c.is_post() ? take(c, *e) : list(c, *e);
}

// --- one value ---

/// The value that the path names, of the edition that it names.
Result<std::pair<publish::EditionRow, FoundRow>> found_of(Context& c) {
  HEED_ASSIGN(auto e, edition_of(c));
  HEED_ASSIGN(auto f, c.store().read([&](store::Reader& r) { return publish::found_one(r, c.review->id, c.id<publish::FoundId>("found")); }));
  if (f.value.edition != e.id) return not_found();
  return std::pair{std::move(e), std::move(f)};
}

Html places_html(const std::vector<publish::FoundAt>& places, const Found& f) {
  if (places.empty()) return para("It stands around the pages or in the file’s properties alone.");
  Html out;
  for (const auto& p : places) out += html("<li><span class=\"heed-found__where\">{}:</span> {}</li>", p.where, marked(p, f));
  return html("<ol class=\"govuk-list govuk-list--number heed-places\">{}</ol>", out);
}

Response places(Context& c) {
  auto found = found_of(c);
  if (!found.ok()) return error_page(c, found.error());
  const auto& [e, f] = *found;
  const auto all = c.store().read([&](store::Reader& r) { return publish::places_of(r, c.review->id, f); });
  if (!all.ok()) return error_page(c, all.error());
  if (c.request.query("part") == "list") return Response::html(places_html(*all, f.value).str());
  Html main = heading(c, "Where it stands") + html("<p class=\"govuk-body\"><strong>{}</strong>. {}</p>", f.value.value.reveal(), becomes(f.value)) + places_html(*all, f.value);
  main += html("<p class=\"govuk-body\">{}</p>", link(list_address(c, e, {.filter = {.open_only = true}}), "Back to what was found"));
  return show(c, {.title = "Where it stands", .main = main, .breadcrumbs = publication_crumbs(c, &e), .seen_by = Act::EditEdition});
}

struct DecideForm { std::string verdict, replacement, reason, person; };

Response decide_one(Context& c) {
  auto found = found_of(c);
  if (!found.ok()) return error_page(c, found.error());
  const auto& [e, f] = *found;
  const auto people = c.store().read([&](store::Reader& r) { return people_options(r, c); });
  FormOf<DecideForm> form;
  std::vector<Option> options = {{"accept", "Accept the suggestion: " + f.value.suggested, ""}, {"change", "Put other words in its place", ""}};
  if (!f.value.listed) options.push_back({"keep", "Keep it as it is", "Say why below"});
  const bool name = publish::may_be_a_name(f.value.kind);
  if (name && !f.value.listed) options.push_back({"agency", "This is an agency", "Its name stays open in every document of this review"});
  if (name && !people.empty()) options.push_back({"person", "This is a person of the register", "Choose them below. The name is entered in the register when it is not there yet"});
  form.radios("verdict", "What should the edition say?", options, &DecideForm::verdict).must("Choose what the edition should say");
  form.text("replacement", "Other words", &DecideForm::replacement).with_hint("Only when you put other words in its place");
  if (!f.value.listed) form.text("reason", "Why it stays", &DecideForm::reason).with_hint("Only when you keep it");
  if (name && !people.empty()) form.select("person", "Who is it?", people, &DecideForm::person).with_hint("Only when it is a person of the register");
  FormPage page{.title = "Decide one value", .button = "Save and go to the next", .cancel = edition_address(c, e, "detections"), .breadcrumbs = publication_crumbs(c, &e)};
  SummaryList s;
  s.rows.push_back({.key = "Value", .value = f.value.value.reveal()});
  s.rows.push_back({.key = "Found as", .value = html("{} {}", one_of_kind(f.value.kind), tag(certainty_tag(f.value)))});
  s.rows.push_back({.key = "Why", .value = f.value.why});
  s.rows.push_back({.key = "Times", .value = std::to_string(f.value.count)});
  Html where;
  for (const auto& p : f.value.places) where += html("<p class=\"govuk-body-s\">{}: {}</p>", p.where, marked(p, f.value));
  if (!where.empty()) s.rows.push_back({.key = "Where", .value = where + html("<p class=\"govuk-body-s\">{}</p>", link(c.request.path + "/places", "Every place"))});
  page.before = summary_list(s);
  const auto& ruling = f.value.ruling;
  return edit(c, page, form, DecideForm{ruling.verdict, ruling.verdict == "change" ? ruling.replacement : "", ruling.reason, ruling.person.is_empty() ? "" : ruling.person.text()}, f.version,
              [&](const DecideForm& v, std::int64_t expected) -> Result<std::string> {
    const auto& text = v.verdict == "change" ? v.replacement : v.verdict == "keep" ? v.reason : v.person;
    auto done = c.store().write(c.who(), "publication.decide", [&](store::Writer& w) { return publish::decide(w, *c.actor, c.review->id, f.id, v.verdict, text, expected); });
    if (!done.ok()) {
      auto error = done.error();
      for (auto& field : error.fields)
        if (field.field == "text") field.field = v.verdict == "keep" ? "reason" : v.verdict == "person" ? "person" : "replacement";
      return error;
    }
    const auto next = c.store().read([&](store::Reader& r) { return publish::found_page(r, c.review->id, e.id, {.open_only = true}, 0, 1).rows; });
    if (!next.empty()) return edition_address(c, e, "detections/" + next.front().id.text());
    return with_done(edition_address(c, e, "detections"), "saved");
  });
}

// --- who decided what ---

std::string verdict_words(const publish::Ruling& ruling) {
  if (ruling.verdict == "accept") return "Accepted the suggestion";
  if (ruling.verdict == "change") return "Put other words in its place: " + ruling.replacement;
  if (ruling.verdict == "keep") return "Kept: " + ruling.reason;
  if (ruling.verdict == "agency") return "Said that it is an agency";
  return "Said who it is: " + ruling.replacement;
}

Response decisions(Context& c) {
  auto e = edition_of(c);
  if (!e.ok()) return error_page(c, e.error());
  const auto current = page_number(c);
  struct Line { publish::ActRow row; std::string by, undone_by; };
  std::int64_t total = 0;
  const auto lines = c.store().read([&](store::Reader& r) {
    std::vector<Line> out;
    total = publish::count_acts(r, e->id);
    for (auto& row : publish::acts(r, c.review->id, e->id, (current - 1) * kActsShown, kActsShown)) {
      Line line{.by = access::display_name(r, row.value.ruling.by)};
      if (!row.value.undone_by.is_empty()) line.undone_by = access::display_name(r, row.value.undone_by);
      line.row = std::move(row);
      out.push_back(std::move(line));
    }
    return out;
  });
  Html main = heading(c, "Who decided what");
  main += para("Every decision about what was found in this edition, the latest first. Undoing one puts back what was decided before it; what was decided again since stays.");
  Table t;
  t.head = {{.content = "When"}, {.content = "Who"}, {.content = "What"}, {.content = "About"}, {.content = html("<span class=\"govuk-visually-hidden\">Undo</span>")}};
  for (const auto& line : lines) {
    const auto& act = line.row.value;
    std::string about;
    for (std::size_t i = 0; i < act.on.size() && i < 5; ++i) about += (i ? ", " : "") + act.on[i].value.reveal();
    if (act.on.size() > 5) about += fmt::format(" and {} more", act.on.size() - 5);
    Html undo;
    if (!act.undone_by.is_empty()) undo = html("Undone by {}, {}", line.undone_by, in_words(Instant(std::chrono::seconds(act.undone_at))));
    else if (is_worked_on(e->value))
      undo = button_form(c, edition_address(c, *e, "detections"), {.text = html("Undo<span class=\"govuk-visually-hidden\"> decision {}</span>", act.number), .classes = "govuk-button--secondary govuk-!-margin-bottom-0"},
                         {{"act", "undo"}, {"which", line.row.id.text()}, {"from", "decisions"}});
    t.rows.push_back({{.content = in_words(Instant(std::chrono::seconds(act.at)))}, {.content = line.by}, {.content = verdict_words(act.ruling)}, {.content = about}, {.content = undo}});
  }
  main += t.rows.empty() ? para("Nothing has been decided yet.") : scroll_region("Who decided what", table(t)) + page_links(c, total, kActsShown, current);
  main += html("<p class=\"govuk-body\">{}</p>", link(edition_address(c, *e, "detections"), "Back to what was found"));
  return show(c, {.title = "Who decided what", .main = main, .breadcrumbs = publication_crumbs(c, &*e), .wide = true, .seen_by = Act::EditEdition});
}

// --- the log, for whoever releases ---

Response log(Context& c) {
  auto e = edition_of(c);
  if (!e.ok()) return error_page(c, e.error());
  auto all = publish::replacement_log(c.store(), *c.actor, c.review->id, e->id);
  if (!all.ok()) return error_page(c, all.error());
  const bool stayed = c.request.query("show") == "stayed";
  const auto current = page_number(c);
  std::vector<const publish::LogRow*> rows;
  int replaced = 0;
  for (const auto& row : all->rows) {
    replaced += row.applied;
    if (row.applied != stayed) rows.push_back(&row);
  }
  Html main = heading(c, "What was replaced");
  main += para("Every replacement in the finished file, with what stood there before. It is kept encrypted, and only the people who may release an edition can open it. That you opened it has been recorded.");
  main += html("<p class=\"govuk-body\">{} replaced, {} found and left. {}</p>", replaced, int(all->rows.size()) - replaced,
               stayed ? link(edition_address(c, *e, "log"), "Show what was replaced") : link(edition_address(c, *e, "log") + "?show=stayed", "Show what was left"));
  if (!all->cleaned.empty()) {
    SummaryList s;
    for (const auto& [what, n] : all->cleaned) s.rows.push_back({.key = what, .value = std::to_string(n)});
    main += details({.summary = "What was taken out whole", .content = summary_list(s)});
  }
  Table t;
  t.head = {{.content = stayed ? "What stands there" : "What stood there"}, {.content = stayed ? "What it would have become" : "What stands there now"}, {.content = "Kind"}, {.content = "Found by"}, {.content = "Part of the file"}};
  t.first_cell_is_header = true;
  for (std::size_t i = std::size_t(current - 1) * std::size_t(kLogRows); i < rows.size() && t.rows.size() < std::size_t(kLogRows); ++i)
    t.rows.push_back({{.content = rows[i]->original.reveal()}, {.content = rows[i]->replacement}, {.content = one_of_kind(rows[i]->kind)}, {.content = rows[i]->why}, {.content = rows[i]->part}});
  main += t.rows.empty() ? para("Nothing.") : scroll_region("What was replaced", table(t)) + page_links(c, std::int64_t(rows.size()), kLogRows, current);
  return show(c, {.title = "What was replaced", .main = main, .breadcrumbs = publication_crumbs(c, &*e), .wide = true, .seen_by = Act::ReleaseEdition});
}

}  // namespace

void add_detection_routes(Routes& routes) {
  const auto work = Needs::review(Act::EditEdition);
  add_form(routes, "/reviews/:review/publication/:edition/detections", "detections", work, detections);
  add_form(routes, "/reviews/:review/publication/:edition/detections/:found", "detection", work, decide_one);
  routes.emplace_back(Method::Get, "/reviews/:review/publication/:edition/detections/:found/places", "detection: where it stands", work, places);
  routes.emplace_back(Method::Get, "/reviews/:review/publication/:edition/decisions", "detections: who decided what", work, decisions);
  routes.emplace_back(Method::Get, "/reviews/:review/publication/:edition/log", "log of replacements", Needs::review(Act::ReleaseEdition), log);
}

}  // namespace heed::web

#include "web/pages/layout.h"

#include <algorithm>

namespace heed::web {

namespace {

struct Tab {
  std::string_view rest, text;
  access::Action action;
};
// The pages of a review, in the order of a review. A person sees those that they may open.
constexpr Tab kTabs[] = {
    {"", "Overview", access::Action::ViewReview},
    {"people", "People", access::Action::ViewPeople},
    {"participants", "Family and friends", access::Action::ViewParticipants},
    {"agencies", "Agencies", access::Action::RequestReturn},
    {"chronology", "Chronology", access::Action::ViewChronology},
    {"findings", "Findings", access::Action::ViewFindings},
    {"recommendations", "Actions", access::Action::ViewRecommendations},
    {"report", "Report", access::Action::ViewReport},
    {"assurance", "Quality assurance", access::Action::ViewAssurance},
    {"publication", "Publication", access::Action::ViewEdition},
    {"clock", "Clock", access::Action::ViewReview},
    {"access", "Access", access::Action::ManageAccess},
    {"history", "History", access::Action::ViewHistory},
};

struct Done {
  std::string_view what, words;
};
// What a page may be told to have happened: a fixed list, so that an address cannot put words on a page.
constexpr Done kDone[] = {
    {"saved", "Saved"},
    {"added", "Added"},
    {"removed", "Removed"},
    {"started", "The review has been started"},
    {"decided", "The decision has been recorded"},
    {"sent", "Recorded as sent"},
    {"imported", "The entries have been added to the chronology"},
    {"returned", "The return has been handed in"},
    {"amend", "The return has been sent back for amendment"},
    {"accepted", "The return has been accepted"},
    {"signed", "Your sign-off has been recorded"},
    {"released", "The edition has been released"},
    {"withheld", "The decision to withhold has been recorded"},
    {"withdrawn", "The edition has been withdrawn"},
    {"declared", "Thank you. Your declaration has been recorded"},
    {"password", "Your password has been set. Sign in with it now"},
    {"signed-out", "You have signed out"},
    {"updated", "Your update has been added"},
    {"undone", "The decision has been undone"},
};

bool under(std::string_view path, std::string_view base) {
  return path == base || (path.size() > base.size() && path.substr(0, base.size()) == base && path[base.size()] == '/');
}

}  // namespace

bool Context::may(access::Action action) const { return may(action, agency); }
bool Context::may(access::Action action, AgencyId of_agency) const {
  if (!actor) return false;
  const auto thing = review ? review::thing_of(*review, of_agency) : access::Thing{};
  return access::allowed(*actor, action, thing);
}
std::string Context::here(std::string_view rest) const {
  std::string out = "/reviews/" + (review ? review->id.text() : std::string());
  if (!rest.empty()) {
    out += '/';
    out += rest;
  }
  return out;
}

Response show(Context& c, View view) {
  Page page;
  page.title = std::move(view.title);
  page.has_error = view.has_error;
  page.wide = view.wide;
  page.is_public = c.actor == nullptr;
  if (c.app.demonstration) {
    page.phase = "Demonstration";
    page.phase_text = "Everything here is invented. Nobody in it exists.";
  }
  const std::string& path = c.request.path;
  if (c.actor) {
    page.home_href = "/reviews";
    page.signed_in = c.actor->name.reveal();
    page.account_href = "/account";
    page.csrf = c.csrf;
    page.navigation.push_back({.text = "Reviews", .href = "/reviews", .current = path == "/reviews", .active = under(path, "/reviews")});
    page.navigation.push_back({.text = "Actions", .href = "/actions", .current = path == "/actions", .active = under(path, "/actions")});
    if (access::allowed(*c.actor, access::Action::ManageInstallation, {}))
      page.navigation.push_back({.text = "Administration", .href = "/admin", .current = path == "/admin", .active = under(path, "/admin")});
    page.navigation.push_back({.text = "Published reviews", .href = "/"});
    page.navigation.push_back({.text = "Help", .href = "/help", .current = path == "/help", .active = under(path, "/help")});
  } else {
    page.navigation.push_back({.text = "Published reviews", .href = "/", .current = path == "/", .active = under(path, "/published")});
    page.navigation.push_back({.text = "What is learned", .href = "/learning", .current = path == "/learning", .active = under(path, "/learning")});
    page.navigation.push_back({.text = "About reviews", .href = "/about", .current = path == "/about", .active = false});
    page.navigation.push_back({.text = "Get help", .href = "/get-help", .current = path == "/get-help", .active = false});
    page.navigation.push_back({.text = "Search", .href = "/search", .current = path == "/search", .active = false});
  }

  Html main;
  if (c.review && c.actor) {
    page.caption = review::title(c.review->value);
    // An auditor may follow what was done, and an agency's author their own work, without the review's own pages.
    const bool sees_review = c.may(access::Action::ViewReview, {});
    const std::string own = c.agency.is_empty() ? std::string("history") : "agency/" + c.agency.text() + "/return";
    if (view.breadcrumbs.empty())
      view.breadcrumbs = {{.text = "Reviews", .href = "/reviews"}, {.text = page.caption, .href = sees_review ? c.here() : c.here(own)}};
    SubNavigation tabs;
    tabs.label = "Pages of this review";
    for (const auto& tab : kTabs) {
      if (!access::allowed(*c.actor, tab.action, review::thing_of(*c.review))) continue;
      const std::string href = c.here(tab.rest);
      const bool here = tab.rest.empty() ? path == href : under(path, href);
      tabs.items.push_back({.text = tab.text, .href = href, .current = here});
    }
    if (tabs.items.size() > 1) main += sub_navigation(tabs);
  }
  main += done_banner(c);
  main += view.main;
  if (c.review && c.actor) {
    const auto action = view.seen_by.value_or(c.agency.is_empty() ? access::Action::ViewReview : access::Action::ViewReturn);
    std::string_view from = c.may(access::Action::ViewReview, {}) ? "" : "history/";
    Url who(c.here(c.agency.is_empty() ? fmt::format("{}who-can-see", from) : "agency/" + c.agency.text() + "/who-can-see"));
    who.query("what", std::to_string(int(action)));
    main += html("<p class=\"govuk-body-s heed-who\"><a class=\"govuk-link\" href=\"{}\">Who can see this?</a></p>", who.str());
  }
  page.breadcrumbs = std::move(view.breadcrumbs);
  page.main = std::move(main);
  return Response::html(render_page(page), view.status);
}

Html heading(const Context& c, std::string_view title) {
  if (c.review && c.actor)
    return html("<span class=\"govuk-caption-l\">{}</span><h1 class=\"govuk-heading-l\">{}</h1>", review::title(c.review->value), title);
  return html("<h1 class=\"govuk-heading-l\">{}</h1>", title);
}

Html two_thirds(const Html& content) {
  return html("<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\">{}</div></div>", content);
}

Html h1(std::string_view text) { return html("<h1 class=\"govuk-heading-l\">{}</h1>", text); }
Html h2(std::string_view text) { return html("<h2 class=\"govuk-heading-m\">{}</h2>", text); }
Html link(std::string_view href, std::string_view text, std::string_view hidden) {
  if (hidden.empty()) return html("<a class=\"govuk-link\" href=\"{}\">{}</a>", href, text);
  return html("<a class=\"govuk-link\" href=\"{}\">{}<span class=\"govuk-visually-hidden\"> {}</span></a>", href, text, hidden);
}
Html list_of(const std::vector<Html>& items) {
  Html out;
  for (const auto& item : items) out += html("<li>{}</li>", item);
  return html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", out);
}
std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = char(text[0] - 'a' + 'A');
  return text;
}
Html para(std::string_view text) { return html("<p class=\"govuk-body\">{}</p>", text); }
Html muted(std::string_view text) { return html("<p class=\"govuk-hint\">{}</p>", text); }

Html paragraphs(std::string_view text) {
  Html out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) out += para(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

Html button_form(const Context& c, std::string_view action, const Button& b, const std::vector<std::pair<std::string, std::string>>& fields) {
  Html hidden = hidden_input("csrf", c.csrf);
  for (const auto& [name, value] : fields) hidden += hidden_input(name, value);
  return html("<form method=\"post\" action=\"{}\" novalidate>{}{}</form>", action, hidden, button(b));
}

Html done_banner(const Context& c) {
  const auto& what = c.request.query("done");
  if (what.empty()) return {};
  for (const auto& done : kDone)
    if (done.what == what) {
      NotificationBanner banner;
      banner.success = true;
      banner.text = html("<p class=\"govuk-notification-banner__heading\">{}</p>", done.words);
      return notification_banner(banner);
    }
  return {};
}

std::string with_done(std::string location, std::string_view what) {
  location += location.find('?') == std::string::npos ? '?' : '&';
  return location + "done=" + std::string(what);
}

Response error_page(Context& c, const Error& error) {
  View view;
  switch (error.code) {
    case Code::NotFound: view.title = "Page not found"; break;
    case Code::Forbidden: view.title = "You do not have permission"; break;
    case Code::RateLimited:
    case Code::Busy: view.title = "Try again in a moment"; break;
    case Code::BadInput:
    case Code::SignIn:
    case Code::Stale:
    case Code::Refused:
    case Code::TooLarge:
    case Code::Unsupported:
    case Code::Unfinished: view.title = "This cannot be done"; break;
  }
  // A page that was not found says nothing of the review around it.
  if (error.code == Code::NotFound) c.review.reset();
  view.breadcrumbs = {{.text = "Home", .href = c.actor ? "/reviews" : "/"}};
  view.main = two_thirds(html("<h1 class=\"govuk-heading-l\">{}</h1>", view.title) + para(error.message) +
                         (error.next.empty() ? Html() : para(error.next)));
  view.status = error.code == Code::SignIn ? 403 : http_status(error.code);
  return show(c, std::move(view));
}

Html date_words(const UncertainDate& date) {
  if (date.empty()) return or_missing("");
  if (date.typed() == date.understood()) return html("{}", date.typed());
  return html("{} <span class=\"govuk-hint heed-inline\">(understood as {})</span>", date.typed(), date.understood());
}

Html or_missing(std::string_view text) {
  if (text.empty()) return html("<span class=\"heed-missing\">Not answered yet</span>");
  return html("{}", text);
}

std::int64_t page_number(const Context& c) {
  const auto& text = c.request.query("page");
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos) return 1;
  return std::max<std::int64_t>(1, std::stoll(text));
}

Html page_links(const Context& c, std::int64_t total, std::int64_t size, std::int64_t current) {
  const std::int64_t last = (total + size - 1) / size;
  if (last <= 1) return {};
  const auto href = [&](std::int64_t n) {
    Url url(c.request.path);
    for (const auto& [name, value] : c.request.query_fields)
      if (name != "page" && name != "done") url.query(name, value);
    url.query("page", std::to_string(n));
    return url.str();
  };
  Pagination p;
  if (current > 1) p.previous = {.href = href(current - 1)};
  if (current < last) p.next = {.href = href(current + 1)};
  std::int64_t before = 0;
  for (std::int64_t n = 1; n <= last; ++n) {
    if (n != 1 && n != last && (n < current - 1 || n > current + 1)) continue;
    if (before && n > before + 1) p.items.push_back({.ellipsis = true});
    p.items.push_back({.number = std::to_string(n), .href = href(n), .current = n == current});
    before = n;
  }
  return pagination(p);
}

}  // namespace heed::web

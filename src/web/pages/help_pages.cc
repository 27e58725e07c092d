#include "web/pages/help_pages.h"

#include <algorithm>
#include <span>

#include "web/markdown.h"
#include "web/pages/layout.h"

namespace heed::web {

/// The files of docs/guide, by name; made by the build.
std::span<const std::pair<std::string_view, std::string_view>> guide_texts();

namespace {

struct Group {
  std::string_view heading;
  std::vector<std::string_view> topics;
};

// In the order of somebody's need, not of the alphabet. A page of the guide that stands in no group is not shown; a test
// compares the two.
const std::vector<Group>& groups() {
  static const std::vector<Group> all = {
      {"Working on a review", {"coordinating", "writing-a-return", "templates", "releasing", "roles"}},
      {"Reading and using what was published", {"library", "learning"}},
      {"Running Heed", {"commands", "anonymising", "settings", "backing-up", "guidance-editions", "where-things-are"}},
  };
  return all;
}

std::string_view text_of(std::string_view topic) {
  for (const auto& [file, text] : guide_texts())
    if (file == std::string(topic) + ".md") return text;
  return {};
}

/// A link of the guide, as a page: "releasing.md#withdraw-it" is /help/releasing#withdraw-it. What leads elsewhere in the
/// repository stays words.
std::string address(std::string_view target) {
  if (target.starts_with("#") || target.starts_with("/") || target.starts_with("https://")) return std::string(target);
  const auto hash = target.find('#');
  const auto file = target.substr(0, hash);
  if (!file.ends_with(".md") || text_of(file.substr(0, file.size() - 3)).empty()) return {};
  return "/help/" + std::string(file.substr(0, file.size() - 3)) + (hash == std::string_view::npos ? "" : std::string(target.substr(hash)));
}

struct Topic {
  std::string_view id;
  Markdown text;
};

const std::vector<Topic>& topics() {
  static const std::vector<Topic> all = [] {
    std::vector<Topic> out;
    for (const auto& group : groups())
      for (const auto id : group.topics) out.push_back({id, render_markdown(text_of(id), address)});
    return out;
  }();
  return all;
}

const Topic* find_topic(std::string_view id) {
  const auto it = std::ranges::find(topics(), id, &Topic::id);
  return it == topics().end() ? nullptr : &*it;
}


Response page(Context& c, std::string title, const Html& main, std::vector<Crumb> crumbs) {
  c.review.reset();
  return show(c, {.title = std::move(title), .main = two_thirds(main), .breadcrumbs = std::move(crumbs)});
}

Response help(Context& c) {
  Html main = html("<h1 class=\"govuk-heading-l\">Help</h1><p class=\"govuk-body\">{}</p>",
                   link("/get-help", "Help for anybody affected by domestic abuse"));
  for (const auto& group : groups()) {
    Html items;
    for (const auto id : group.topics) items += html("<li>{}</li>", link("/help/" + std::string(id), find_topic(id)->text.title));
    main += html("<h2 class=\"govuk-heading-m\">{}</h2><ul class=\"govuk-list govuk-list--spaced\">{}</ul>", group.heading, items);
  }
  return page(c, "Help", main, {{.text = "Published reviews", .href = "/"}});
}

Response help_topic(Context& c) {
  const auto* topic = find_topic(c.captures["topic"]);
  if (!topic) return error_page(c, not_found("There is no such help page."));
  const Html main = html("<h1 class=\"govuk-heading-l\">{}</h1>{}", topic->text.title, topic->text.html);
  return page(c, topic->text.title, main, {{.text = "Published reviews", .href = "/"}, {.text = "Help", .href = "/help"}});
}

}  // namespace

void add_help_routes(Routes& routes) {
  routes.emplace_back(Method::Get, "/help", "help", Needs::nothing(), help);
  routes.emplace_back(Method::Get, "/help/:topic", "help topic", Needs::nothing(), help_topic);
}

}  // namespace heed::web

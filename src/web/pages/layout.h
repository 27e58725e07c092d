// What pages have in common: the document around them, the tabs of a review, "Who can see this?", errors and empty states.
// A title here is a browser's title: never a real name.
#pragma once

#include <string>
#include <vector>

#include "web/components/components.h"
#include "web/components/page.h"
#include "web/routes.h"

namespace heed::web {

/// The parts that a page decides; the rest (navigation, sign-out, footer, demonstration banner) is the same everywhere.
struct View {
  std::string title;
  Html main;                        ///< with its own h1
  std::vector<Crumb> breadcrumbs;   ///< empty, in a review: Reviews > the review
  bool wide = false;
  bool has_error = false;
  int status = 200;
  std::optional<access::Action> seen_by;  ///< "Who can see this?" for another action than the route's
};

Response show(Context& c, View view);

/// "<h1>" with the review's name as its caption.
Html heading(const Context& c, std::string_view title);
/// A heading, then content, in two-thirds width.
Html two_thirds(const Html& content);
/// A page's heading where no review stands above it; the heading of a part.
Html h1(std::string_view text);
Html h2(std::string_view text);
/// `hidden`: what whoever hears the link needs beside its words.
Html link(std::string_view href, std::string_view text, std::string_view hidden = {});
/// Points, one below another.
Html list_of(const std::vector<Html>& items);
/// "an agency" as "An agency".
std::string capital(std::string text);
/// A paragraph; a muted line.
Html para(std::string_view text);
Html muted(std::string_view text);
/// Text of several lines as paragraphs, escaped.
Html paragraphs(std::string_view text);
/// A small form that posts to `action` with one button; `fields` ride along hidden.
Html button_form(const Context& c, std::string_view action, const Button& button, const std::vector<std::pair<std::string, std::string>>& fields = {});
/// A one-time message that the page after a redirect shows: `?done=…` names one of a fixed list of words.
Html done_banner(const Context& c);
std::string with_done(std::string location, std::string_view what);  ///< location?done=what

/// The page of a refusal: what, what to do next. Never says that a thing exists to who may not know.
Response error_page(Context& c, const Error& error);

/// An uncertain date as typed and as understood.
Html date_words(const UncertainDate& date);

/// "Not answered yet" in grey when empty.
Html or_missing(std::string_view text);

/// Pagination links for `total` things, `size` a page, keeping the rest of the query; empty when one page holds all.
Html page_links(const Context& c, std::int64_t total, std::int64_t size, std::int64_t current);
std::int64_t page_number(const Context& c);  ///< ?page=, from 1

}  // namespace heed::web

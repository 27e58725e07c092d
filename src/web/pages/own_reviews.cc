#include "web/pages/own_reviews.h"

#include <algorithm>
#include <set>

#include "access/bodies.h"
#include "library/query.h"
#include "library/tokens.h"
#include "review/findings/findings.h"
#include "review/recommendations/recommendations.h"
#include "web/pages/layout.h"

namespace heed::web {

namespace {

constexpr std::size_t kShown = 10, kPartsShown = 3;

/// What a search asks for, as stems: every group by one of its terms at least.
using Asked = std::vector<std::vector<std::vector<std::string>>>;

Asked asked(const std::string& words) {
  Asked out;
  for (const auto& group : library::parse_query(words).all) {
    auto& any = out.emplace_back();
    for (const auto& term : group) {
      auto& stems = any.emplace_back();
      for (const auto& token : library::tokens(term.text))
        if (!library::is_function_word(token.word)) stems.push_back(library::stem(token.word));
    }
  }
  return out;
}

/// One part of a review that may answer: a lesson, a recommendation, its name.
struct Part {
  std::string name, href;
  std::set<std::string> stems;
  Part(std::string name, std::string href, std::string_view text) : name(std::move(name)), href(std::move(href)) {
    library::each_word(text, [&](std::string_view word, std::uint32_t, std::uint32_t) { stems.insert(library::stem(word)); });
  }
  bool holds(const std::vector<std::string>& all) const {
    return std::all_of(all.begin(), all.end(), [&](const auto& stem) { return stems.contains(stem); });
  }
};

struct Own {
  review::ReviewRow row;
  std::string why;           ///< "the same partnership"
  std::vector<Part> parts;   ///< that answer a search
};

std::vector<Part> parts_of(store::Reader& r, const access::Actor& actor, const review::ReviewRow& row, const std::string& partnership) {
  const auto base = "/reviews/" + row.id.text();
  const auto thing = review::thing_of(row);
  std::vector<Part> out;
  out.emplace_back("its name and stage", base, review::title(row.value) + " " + partnership + " " + std::string(review::words(row.value.stage)));
  if (access::allowed(actor, Act::ViewFindings, thing)) {
    for (const auto& f : review::findings(r, row.id)) out.emplace_back("a finding", base + "/findings", f.value.text);
    for (const auto& l : review::lessons(r, row.id)) out.emplace_back(fmt::format("lesson {}", l.value.number), base + "/findings", l.value.text + " " + l.value.change + " " + l.value.how);
  }
  if (access::allowed(actor, Act::ViewRecommendations, thing))
    for (const auto& rec : review::recommendations(r, row.id))
      out.emplace_back(fmt::format("recommendation {}", rec.value.number), base + "/recommendations/" + rec.id.text(), rec.value.text);
  return out;
}

/// The parts that answer, when together they answer all that is asked; else none.
std::vector<Part> answering(std::vector<Part> parts, const Asked& asked) {
  std::vector<bool> useful(parts.size(), false);
  for (const auto& group : asked) {
    bool found = false;
    for (std::size_t i = 0; i < parts.size(); ++i)
      for (const auto& term : group)
        if (!term.empty() && parts[i].holds(term)) found = useful[i] = true;
    if (!found) return {};
  }
  std::vector<Part> out;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (useful[i]) out.push_back(std::move(parts[i]));
  return out;
}

std::vector<Own> find_own(const Context& c, store::Reader& r, const PageAbout& about) {
  const auto wanted = asked(about.words);
  std::vector<Own> out;
  for (auto& row : review::reviews(r)) {
    if (!access::allowed(*c.actor, Act::ViewReview, review::thing_of(row))) continue;
    std::string partnership;
    if (auto body = access::partnership(r, row.value.responsible); body.ok()) partnership = body->value.name;
    Own own{row, {}, {}};
    if (!about.words.empty()) {
      own.parts = answering(parts_of(r, *c.actor, row, partnership), wanted);
      if (own.parts.empty()) continue;
    } else if (!about.review.empty() && row.value.public_id == about.review.text) {
      own.why = "this document was published from it";
    } else if (!about.partnership.empty()) {
      if (partnership != about.partnership) continue;
      own.why = "of the same partnership";
    }
    out.push_back(std::move(own));
  }
  return out;
}

}  // namespace

Html own_reviews(const Context& c, const PageAbout& about) {
  if (!c.actor || !c.app.casework) return {};
  const auto found = c.store().read([&](store::Reader& r) { return find_own(c, r, about); });
  if (found.empty() && about.words.empty()) return {};
  Html items;
  for (std::size_t i = 0; i < found.size() && i < kShown; ++i) {
    const auto& own = found[i];
    Html line = html("<a class=\"govuk-link\" href=\"{}\">{}</a>, {}", "/reviews/" + own.row.id.text(), review::title(own.row.value), review::words(own.row.value.stage));
    if (!own.why.empty()) line += html(": {}", own.why);
    for (std::size_t p = 0; p < own.parts.size() && p < kPartsShown; ++p)
      line += html("{}<a class=\"govuk-link\" href=\"{}\">{}</a>", p == 0 ? ": in " : ", ", own.parts[p].href, own.parts[p].name);
    if (own.parts.size() > kPartsShown) line += html(" and {} more", own.parts.size() - kPartsShown);
    items += html("<li>{}</li>", line);
    c.store().record_reading({c.actor->account, "own reviews beside the library", own.row.id, {}, about.words});
  }
  Html out = html("<h2 class=\"govuk-heading-m\" id=\"own-reviews\">Your reviews</h2>");
  if (found.empty()) out += para("None of the reviews that you may see has these words.");
  else out += html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", items);
  if (found.size() > kShown) out += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/reviews\">All {} of them</a></p>", found.size());
  return html("<section class=\"heed-own\" aria-labelledby=\"own-reviews\">{}{}</section>", out, muted("Only you see this part. Your reviews are not in the library and are counted in none of its figures."));
}

}  // namespace heed::web

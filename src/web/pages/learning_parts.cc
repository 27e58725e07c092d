#include "web/pages/learning_parts.h"

#include <algorithm>

#include "web/pages/layout.h"
#include "web/pages/own_reviews.h"

namespace heed::web::learning {

using library::CodedData;
using library::FieldSchema;
using library::MadeTable;

const FieldSchema& schema() { return FieldSchema::built_in(); }

Response page(Context& c, std::string title, Html main, Stands stands) {
  c.review.reset();
  View view;
  view.title = std::move(title);
  view.main = html("<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-full\">{}{}</div></div>", main, own_reviews(c, {}));
  view.breadcrumbs = {{.text = "Published reviews", .href = "/"}};
  if (stands == Stands::Below) view.breadcrumbs.push_back({.text = "What is learned", .href = "/learning"});
  return show(c, std::move(view));
}

std::string address(const library::TableRequest& r, const Link& to) {
  std::string path = to.base.empty() ? "/learning/" + r.table : std::string(to.base);
  if (!to.rest.empty()) path += "/" + std::string(to.rest);
  Url url(path);
  if (to.base.empty()) {
    if (r.unit) url.query("unit", library::plural(*r.unit));
    if (!r.by.empty()) url.query("by", r.by);
    if (r.intervals) url.query("intervals", "yes");
    if (r.hiding == library::Hiding::Always) url.query("hide", "yes");
  }
  for (std::size_t i = 0; i < r.filters.size(); ++i)
    if (i != to.without) url.query(r.filters[i].first, r.filters[i].second);
  return url.str();
}

Html credits(const std::vector<std::string>& lines, const std::vector<std::string>& cautions) {
  Html out;
  for (const auto& caution : cautions) out += inset_text({.text = caution});
  for (const auto& line : lines) out += html("<p class=\"govuk-body-s\">Source: {}.</p>", line);
  return out;
}

Html credits_of(const CodedData& data) {
  std::vector<std::string> lines, cautions;
  for (const auto& s : data.sources()) {
    lines.push_back(s.credit + (s.licence_url.empty() ? "" : " (" + s.licence_url + ")"));
    if (!s.caution.empty()) cautions.push_back(s.caution);
  }
  return credits(lines, cautions);
}

namespace {

constexpr std::string_view kOffered[] = {"sex-of-victim", "age-at-death", "victim-ethnic-group", "relationship-group", "death-type", "period-of-death", "region", "police-force"};

std::vector<SelectItem> choices(const CodedData& data, std::size_t at) {
  std::vector<std::pair<std::string, std::string>> values;
  const auto& field = schema().fields()[at];
  for (const auto& v : field.values)
    if (data.value(at, v.code)) values.emplace_back(v.code, v.label);
  if (field.values.empty()) {
    for (std::size_t v = 1; v < data.value_count(at); ++v) values.emplace_back(data.code(at, library::ValueId(v)), data.label(at, library::ValueId(v)));
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  }
  std::vector<SelectItem> out = {{.value = "", .text = "Any"}};
  for (auto& [code, label] : values) out.push_back({.value = code, .text = label});
  if (data.value(at, library::kNotKnown)) out.push_back({.value = std::string(library::kNotKnown), .text = "Not known"});
  return out;
}

}  // namespace

Html filter_form(const CodedData& data, const MadeTable& t, std::string_view action) {
  const auto& r = t.request;
  const auto elsewhere = action == "/learning/" + r.table ? std::string_view() : action;
  Html options;
  std::vector<bool> offered(r.filters.size(), false);
  for (const auto id : kOffered) {
    const auto at = *schema().index(id);
    if (!data.covered(at)) continue;
    std::string selected;
    for (std::size_t i = 0; i < r.filters.size(); ++i) {
      const auto* field = schema().find(r.filters[i].first, t.unit);
      if (!field || field->id != id || !selected.empty()) continue;
      for (const auto& item : choices(data, at))
        if (*item.value == r.filters[i].second) selected = r.filters[i].second, offered[i] = true;
    }
    options += select({.name = std::string(id), .label = {.text = schema().fields()[at].label}, .items = choices(data, at), .value = selected, .id = "filter-" + std::string(id)});
  }
  if (options.empty() && r.filters.empty()) return {};  // nothing here is answered, so there is nothing to choose
  // What the form does not offer rides along, so that applying it loses nothing.
  for (std::size_t i = 0; i < r.filters.size(); ++i)
    if (!offered[i]) options += html("<input type=\"hidden\" name=\"{}\" value=\"{}\">", r.filters[i].first, r.filters[i].second);
  if (r.unit) options += html("<input type=\"hidden\" name=\"unit\" value=\"{}\">", library::plural(*r.unit));
  if (!r.by.empty()) options += html("<input type=\"hidden\" name=\"by\" value=\"{}\">", r.by);
  Filter f;
  f.options = options;
  if (!r.filters.empty()) {
    FilterCategory chosen{.heading = "In this table", .items = {}};
    for (std::size_t i = 0; i < r.filters.size(); ++i) {
      const auto* field = schema().find(r.filters[i].first, t.unit);
      bool known = true;
      auto value = r.filters[i].second;
      if (field)
        if (const auto code = schema().code(*field, value, known); code && known) value = schema().label(*field, *code);
      if (field)
        if (const auto id = data.value(*schema().index(field->id), r.filters[i].second)) value = data.label(*schema().index(field->id), *id);
      chosen.items.push_back({.text = (field ? field->label : r.filters[i].first) + ": " + value, .href = address(r, {.without = i, .base = elsewhere})});
    }
    f.selected = {chosen};
    auto none = r;
    none.filters.clear();
    f.clear_href = address(none, {.base = elsewhere});
  }
  return html("<form method=\"get\" action=\"{}\">{}</form>", action, filter(f));
}

Html beside(const Html& main, const Html& filter, std::string_view link_words) {
  if (filter.empty()) return main;
  return html("<p class=\"govuk-body heed-beside__skip\"><a class=\"govuk-link\" href=\"#filters\">{}</a></p><div class=\"heed-beside\"><div class=\"heed-beside__main\">{}</div>"
              "<div class=\"heed-beside__aside\" id=\"filters\">{}</div></div>",
              link_words, main, filter);
}

}  // namespace heed::web::learning

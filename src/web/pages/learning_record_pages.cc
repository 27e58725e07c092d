// The reviews that the tables count, where their source lets them be shown one by one.
#include <algorithm>

#include "web/components/components.h"
#include "web/pages/cached_page.h"
#include "web/pages/layout.h"
#include "web/pages/learning_pages.h"
#include "web/pages/learning_parts.h"

namespace heed::web::learning {

namespace {

using library::CodedData;
using library::Subject;

/// Rows that are public one by one: those of an open source.
bool open(const CodedData& data, const library::CodedReview& r) { return data.sources()[r.source].open_rows; }

}  // namespace

Response records(Context& c) {
  return cached_data(c, [&](const CodedData& data) {
    auto request = table_request(c, "summary");
    if (!request.ok()) return error_page(c, request.error());
    library::TableRequest confined = *request;
    confined.by.clear();
    confined.unit.reset();
    auto rows = library::matching_reviews(data, confined.filters);
    if (!rows.ok()) return error_page(c, rows.error());
    std::erase_if(*rows, [&](std::uint32_t r) { return !open(data, data.reviews()[r]); });
    auto made = library::make_table(data, confined);
    if (!made.ok()) return error_page(c, made.error());
    Html main = h1("Reviews that are counted");
    if (!made->filter_words.empty()) main += para(made->filter_words + ".");
    main += html("<p class=\"govuk-body\" role=\"status\">{} {}</p>", rows->size(), rows->size() == 1 ? "review" : "reviews");
    const auto number = page_number(c);
    Table t;
    t.caption = "Reviews";
    t.caption_classes = "govuk-visually-hidden";
    t.head = {{.content = "Review"}, {.content = "Partnership"}, {.content = "Police force area"}, {.content = "Death"}};
    for (std::size_t i = std::size_t(number - 1) * 50; i < rows->size() && i < std::size_t(number) * 50; ++i) {
      const auto& r = data.reviews()[(*rows)[i]];
      const auto* place = r.place.place();
      t.rows.push_back({{.content = link("/learning/records/" + r.id, r.source_id)}, {.content = place ? place->name : r.partnership}, {.content = r.place.force()}, {.content = r.death}});
    }
    main += scroll_region("Reviews", table(t)) + page_links(c, std::int64_t(rows->size()), 50, number) + credits_of(data);
    if (c.app.static_site) return page(c, "Reviews that are counted", main);
    return page(c, "Reviews that are counted", beside(main, filter_form(data, *made, "/learning/records"), "Filter these reviews"));
  });
}

Response one_record(Context& c) {
  return cached_data(c, [&](const CodedData& data) {
    const auto* r = data.review(c.captures["record"]);
    if (!r || !open(data, *r)) return error_page(c, not_found("There is no such review here."));
    const auto row = std::size_t(r - data.reviews().data());
    Html main = h1(r->title);
    SummaryList s;
    s.classes = "govuk-summary-list--no-border";
    s.rows.push_back({.key = "Reference in the source", .value = r->source_id});
    if (!r->partnership.empty()) s.rows.push_back({.key = "Partnership", .value = r->partnership});
    s.rows.push_back({.key = "Matched", .value = r->place.sentence()});
    if (!r->death.empty()) s.rows.push_back({.key = "Death", .value = r->death});
    s.rows.push_back({.key = "Published", .value = r->published.empty() ? Content(or_missing("")) : Content(r->published)});
    if (r->address.starts_with("https://")) s.rows.push_back({.key = "Report", .value = html("<a class=\"govuk-link\" rel=\"noreferrer\" href=\"{}\">{}</a>", r->address, r->address)});
    main += summary_list(s);
    const auto answers = [&](Subject of, std::size_t at, std::string_view caption) {
      Table t;
      t.caption = std::string(caption);
      t.caption_classes = "govuk-table__caption--m";
      t.head = {{.content = "Field"}, {.content = "Answer"}, {.content = "As the source writes it"}};
      for (std::size_t f = 0; f < schema().fields().size(); ++f) {
        const auto& field = schema().fields()[f];
        if (field.of != of || !data.covered(f) || !field.stored()) continue;
        const auto v = data.at(f, at);
        t.rows.push_back({{.content = schema().full_label(field)}, {.content = v == library::kNoValue ? Content(html("<span class=\"heed-missing\">Missing</span>")) : Content(data.label(f, v))}, {.content = v == library::kNoValue ? "" : data.written(f, v)}});
      }
      return scroll_region(caption, table(t));
    };
    main += answers(Subject::Review, row, "The incident");
    for (std::size_t i = 0; i < r->victims.size(); ++i) main += answers(Subject::Victim, r->victims[i], r->victims.size() == 1 ? "The victim" : fmt::format("Victim {}", i + 1));
    for (std::size_t i = 0; i < r->perpetrators.size(); ++i) main += answers(Subject::Perpetrator, r->perpetrators[i], r->perpetrators.size() == 1 ? "The perpetrator" : fmt::format("Perpetrator {}", i + 1));
    const auto& source = data.sources()[r->source];
    main += credits({source.credit}, {source.caution});
    return page(c, r->title, two_thirds(main));
  });
}

}  // namespace heed::web::learning

#include "web/pages/report_parts.h"

#include "document/document.h"
#include "review/casefile/casefile.h"
#include "review/report/structured_text.h"

namespace heed::web::report {

using review::SignOffKind;

const guidance::Edition& edition_of(const Context& c) { return c.app.editions->find_or_default(c.review->value.edition); }
const guidance::DocumentKind* kind_of(const Context& c) { return edition_of(c).document(c.captures["kind"]); }
const guidance::Section* section_of(const guidance::DocumentKind& kind, std::string_view id) {
  for (const auto& s : kind.sections)
    if (s.id == id) return &s;
  return nullptr;
}

std::string at(const Context& c, const guidance::DocumentKind& kind, std::string_view rest) {
  return c.here("report/" + kind.id + (rest.empty() ? "" : "/" + std::string(rest)));
}

std::vector<Crumb> crumbs(const Context& c, const guidance::DocumentKind* kind) {
  std::vector<Crumb> out{{.text = "Reviews", .href = "/reviews"}, {.text = review::title(c.review->value), .href = c.here()}, {.text = "Report", .href = c.here("report")}};
  if (kind) out.push_back({.text = kind->title, .href = at(c, *kind)});
  return out;
}

Html linked_line(std::string_view href, std::string_view text) { return html("<p class=\"govuk-body\">{}</p>", link(href, text)); }

Html blocks_html(const std::vector<document::Block>& blocks, std::string_view under, int top) {
  using document::BlockKind;
  Html out;
  int depth = 0, tables = 0;
  const auto close = [&](int to) {
    for (; depth > to; --depth) out += html("</ul>");
  };
  for (const auto& b : blocks) {
    if (b.kind != BlockKind::ListItem) close(0);
    switch (b.kind) {
      case BlockKind::Heading:
        if (top + (b.level > 2) == 2) out += html("<h2 class=\"govuk-heading-s\">{}</h2>", b.text());
        else if (top + (b.level > 2) == 3) out += html("<h3 class=\"govuk-heading-s\">{}</h3>", b.text());
        else out += html("<h4 class=\"govuk-heading-s\">{}</h4>", b.text());
        break;
      case BlockKind::ListItem:
        // An item deeper than the one before it stands in a list of its own.
        close(b.level + 1);
        for (; depth < b.level + 1 && depth < 6; ++depth) out += html("<ul class=\"govuk-list govuk-list--bullet\">");
        out += html("<li>{}</li>", b.text());
        break;
      case BlockKind::Table: {
        Table t;
        for (const auto& row : b.rows) {
          std::vector<Cell> cells;
          for (const auto& cell : row.cells) cells.push_back({.content = cell.text});
          if (row.header && t.head.empty() && t.rows.empty()) t.head = std::move(cells);
          else t.rows.push_back(std::move(cells));
        }
        out += scroll_region(fmt::format("{}: table {}", under, ++tables), table(t));
        break;
      }
      case BlockKind::Paragraph:
      case BlockKind::Note:
      case BlockKind::Picture: out += para(b.text()); break;
      case BlockKind::PageBreak: break;
    }
  }
  close(0);
  return out;
}

Html text_html(const std::vector<review::SectionText>& sections) {
  Html out;
  for (const auto& s : sections) out += h2(s.heading) + blocks_html(review::parse_text(s.text), s.heading);
  return out;
}

std::string outcome_words(std::string_view outcome) {
  if (outcome == "agreed") return "Agreed";
  if (outcome == "agreed_with_remarks") return "Agreed, with remarks";
  if (outcome == "not_agreed") return "Not agreed";
  if (outcome == "read") return "Read it";
  if (outcome == "read_with_remarks") return "Read it, with remarks";
  if (outcome == "chose_not_to") return "Chose not to read it";
  if (outcome == "not_reached") return "Could not be reached";
  return std::string(outcome);
}
std::string by_words(SignOffKind by) {
  switch (by) {
    case SignOffKind::Family: return "The family";
    case SignOffKind::Panel: return "The panel";
    case SignOffKind::Agency: return "An agency";
    case SignOffKind::Partnership: return "The partnership";
  }
  return {};
}
Standing standing_of(store::Reader& r, const Context& c, const guidance::DocumentKind& kind) {
  Standing s;
  s.text = review::present_text(r, c.review->id, kind);
  s.upload = review::report_upload(r, c.review->id, kind.id);
  s.last = review::frozen(r, c.review->id, kind.id);
  s.missing = review::missing_to_freeze(kind, s.text, s.upload ? std::optional(s.upload->value) : std::nullopt);
  s.changed = s.last && review::canonical_text(s.last->version.sections) != review::canonical_text(s.text);
  s.hits = review::check_words(edition_of(c), s.text).size();
  return s;
}

}  // namespace heed::web::report

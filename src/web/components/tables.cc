#include "web/components/tables.h"

#include "web/components/writer.h"

namespace heed::web {
namespace {

void write_format(Writer& w, const Cell& cell, bool header) {
  if (cell.format.empty()) return;
  if (header)
    w.raw(" govuk-table__header--").text(cell.format);
  else
    w.raw(" govuk-table__cell--").text(cell.format);
}

void write_cell(Writer& w, const Cell& cell, bool header, bool column) {
  if (header && column)
    w.raw("<th scope=\"col\" class=\"govuk-table__header");
  else if (header)
    w.raw("<th scope=\"row\" class=\"govuk-table__header");
  else
    w.raw("<td class=\"govuk-table__cell");
  if (!header || column) write_format(w, cell, header);
  if (!cell.classes.empty()) w.raw(" ").text(cell.classes);
  w.raw("\"").attr_if("colspan", cell.colspan).attr_if("rowspan", cell.rowspan).attrs(cell.attributes);
  w.raw(">").put(cell.content);
  if (header)
    w.raw("</th>\n");
  else
    w.raw("</td>\n");
}

}  // namespace

Html table(const Table& o) {
  Writer w(512 + o.rows.size() * (48 + o.head.size() * 72));
  w.raw("<table").cls("govuk-table", o.classes).attrs(o.attributes).raw(">\n");
  if (!o.caption.empty()) {
    w.raw("<caption")
        .cls("govuk-table__caption", o.caption_classes)
        .raw(">")
        .text(o.caption)
        .raw("</caption>\n");
  }
  if (!o.head.empty()) {
    w.raw("<thead class=\"govuk-table__head\">\n<tr class=\"govuk-table__row\">\n");
    for (const Cell& cell : o.head) write_cell(w, cell, true, true);
    w.raw("</tr>\n</thead>\n");
  }
  w.raw("<tbody class=\"govuk-table__body\">\n");
  for (const auto& row : o.rows) {
    w.raw("<tr class=\"govuk-table__row\">\n");
    for (const Cell& cell : row) write_cell(w, cell, o.first_cell_is_header && &cell == row.data(), false);
    w.raw("</tr>\n");
  }
  w.raw("</tbody>\n</table>\n");
  return std::move(w).html();
}

Html scroll_region(std::string_view label, const Html& content) {
  Writer w(128 + content.str().size());
  w.raw("<div class=\"heed-scroll\" role=\"region\" tabindex=\"0\"").attr("aria-label", label).raw(">\n");
  w.raw(content).raw("</div>\n");
  return std::move(w).html();
}

namespace {

void write_action(Writer& w, const Action& action, const Content& card_title) {
  w.raw("<a").cls("govuk-link", action.classes).attr("href", action.href).attrs(action.attributes).raw(">");
  w.put(action.text);
  if (!action.visually_hidden_text.empty() || !card_title.empty()) {
    w.raw("<span class=\"govuk-visually-hidden\">");
    if (!action.visually_hidden_text.empty()) w.raw(" ").text(action.visually_hidden_text);
    if (!card_title.empty()) w.raw(" (").put(card_title).raw(")");
    w.raw("</span>");
  }
  w.raw("</a>");
}

void write_list(Writer& w, const SummaryList& o) {
  bool any_actions = false;
  for (const SummaryRow& row : o.rows) any_actions = any_actions || !row.actions.empty();
  w.raw("<dl").cls("govuk-summary-list", o.classes).attrs(o.attributes).raw(">\n");
  for (const SummaryRow& row : o.rows) {
    w.raw("<div").cls("govuk-summary-list__row",
                      any_actions && row.actions.empty() ? "govuk-summary-list__row--no-actions" : "",
                      row.classes);
    w.raw(">\n<dt").cls("govuk-summary-list__key", row.key_classes).raw(">").put(row.key).raw("</dt>\n<dd");
    w.cls("govuk-summary-list__value", row.value_classes).raw(">").put(row.value).raw("</dd>\n");
    if (!row.actions.empty()) {
      w.raw("<dd").cls("govuk-summary-list__actions", row.actions_classes).raw(">");
      if (row.actions.size() == 1) {
        write_action(w, row.actions[0], o.card.title);
      } else {
        w.raw("<ul class=\"govuk-summary-list__actions-list\">\n");
        for (const Action& action : row.actions) {
          w.raw("<li class=\"govuk-summary-list__actions-list-item\">");
          write_action(w, action, o.card.title);
          w.raw("</li>\n");
        }
        w.raw("</ul>");
      }
      w.raw("</dd>\n");
    }
    w.raw("</div>\n");
  }
  w.raw("</dl>\n");
}

}  // namespace

Html summary_list(const SummaryList& o) {
  Writer w(512 + 256 * o.rows.size());
  if (!o.card.given()) {
    write_list(w, o);
    return std::move(w).html();
  }
  const SummaryCard& card = o.card;
  w.raw("<div").cls("govuk-summary-card", card.classes).attrs(card.attributes);
  w.raw(">\n<div class=\"govuk-summary-card__title-wrapper\">\n");
  if (!card.title.empty()) {
    w.heading_open(card.heading_level).cls("govuk-summary-card__title", card.title_classes);
    w.raw(">").put(card.title).heading_close(card.heading_level);
  }
  if (card.actions.size() == 1) {
    w.raw("<div").cls("govuk-summary-card__actions", card.actions_classes).raw(">");
    write_action(w, card.actions[0], card.title);
    w.raw("</div>\n");
  } else if (!card.actions.empty()) {
    w.raw("<ul").cls("govuk-summary-card__actions", card.actions_classes).raw(">\n");
    for (const Action& action : card.actions) {
      w.raw("<li class=\"govuk-summary-card__action\">");
      write_action(w, action, card.title);
      w.raw("</li>\n");
    }
    w.raw("</ul>\n");
  }
  w.raw("</div>\n<div class=\"govuk-summary-card__content\">\n");
  write_list(w, o);
  w.raw("</div>\n</div>\n");
  return std::move(w).html();
}

Html task_list(const TaskList& o) {
  Writer w(256 + 512 * o.items.size());
  w.raw("<ul").cls("govuk-task-list", o.classes).attrs(o.attributes).raw(">\n");
  int n = 0;
  for (const Task& item : o.items) {
    const std::string id = o.id_prefix + "-" + std::to_string(++n);
    const std::string hint_id = item.hint.empty() ? std::string() : id + "-hint";
    w.raw("<li").cls("govuk-task-list__item", item.href.empty() ? "" : "govuk-task-list__item--with-link",
                     item.classes);
    w.raw(">\n<div class=\"govuk-task-list__name-and-hint\">\n");
    if (!item.href.empty()) {
      w.raw("<a").cls("govuk-link govuk-task-list__link", item.title_classes).attr("href", item.href);
      w.attr("aria-describedby", joined(hint_id, id + "-status")).raw(">").put(item.title).raw("</a>\n");
    } else {
      w.raw("<div").attr_if("class", item.title_classes).raw(">").put(item.title).raw("</div>\n");
    }
    if (!item.hint.empty()) {
      w.raw("<div")
          .attr("id", hint_id)
          .raw(" class=\"govuk-task-list__hint\">")
          .put(item.hint)
          .raw("</div>\n");
    }
    w.raw("</div>\n<div")
        .cls("govuk-task-list__status", item.status_classes)
        .attr("id", id + "-status")
        .raw(">");
    if (!item.status_tag.text.empty())
      write(w, item.status_tag);
    else
      w.put(item.status);
    w.raw("</div>\n</li>\n");
  }
  w.raw("</ul>\n");
  return std::move(w).html();
}

Html filter(const Filter& o) {
  Writer w(1024 + o.options.str().size());
  w.raw("<div class=\"moj-filter\" data-module=\"moj-filter\"").attrs(o.attributes);
  w.raw(
      ">\n<div class=\"moj-filter__header\">\n<div class=\"moj-filter__header-title\">\n<h2 "
      "class=\"govuk-heading-m\">");
  w.put(o.heading).raw("</h2>\n</div>\n<div class=\"moj-filter__header-action\"></div>\n</div>\n");
  w.raw("<div class=\"moj-filter__content\">\n");
  if (!o.selected.empty()) {
    w.raw("<div class=\"moj-filter__selected\">\n<div class=\"moj-filter__selected-heading\">\n");
    w.raw("<div class=\"moj-filter__heading-title\">\n<h2 class=\"govuk-heading-m\">")
        .put(o.selected_heading);
    w.raw("</h2>\n</div>\n<div class=\"moj-filter__heading-action\">\n<p><a class=\"govuk-link ");
    w.raw("govuk-link--no-visited-state\"").attr("href", o.clear_href).raw(">").text(o.clear_text);
    w.raw("</a></p>\n</div>\n</div>\n");
    for (const FilterCategory& category : o.selected) {
      w.raw("<h3 class=\"govuk-heading-s govuk-!-margin-bottom-0\">").put(category.heading).raw("</h3>\n");
      w.raw("<ul class=\"moj-filter-tags\">\n");
      for (const FilterTag& item : category.items) {
        w.raw("<li><a class=\"moj-filter__tag\"").attr("href", item.href);
        w.raw("><span class=\"govuk-visually-hidden\">Remove this filter</span> ")
            .text(item.text)
            .raw("</a></li>\n");
      }
      w.raw("</ul>\n");
    }
    w.raw("</div>\n");
  }
  w.raw("<div class=\"moj-filter__options\">\n");
  write(w, Button{.text = o.submit_text});
  w.raw(o.options).raw("</div>\n</div>\n</div>\n");
  return std::move(w).html();
}

Html filter_layout(const Html& filter, const Html& list) {
  Writer w(128 + filter.str().size() + list.str().size());
  w.raw("<div class=\"moj-filter-layout\">\n<div class=\"moj-filter-layout__filter\">\n").raw(filter);
  w.raw("</div>\n<div class=\"moj-filter-layout__content\">\n").raw(list).raw("</div>\n</div>\n");
  return std::move(w).html();
}

}  // namespace heed::web

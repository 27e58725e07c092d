#include "web/components/navigation.h"

#include "web/components/writer.h"

namespace heed::web {

Html back_link(const BackLink& o) {
  Writer w(128);
  w.raw("<a").attr("href", o.href).cls("govuk-back-link", o.classes).attrs(o.attributes);
  w.raw(">").put(o.text).raw("</a>\n");
  return std::move(w).html();
}

Html breadcrumbs(const Breadcrumbs& o) {
  Writer w(256 + 128 * o.items.size());
  w.raw("<nav").cls("govuk-breadcrumbs", o.classes,
                    o.collapse_on_mobile ? "govuk-breadcrumbs--collapse-on-mobile" : "");
  w.attrs(o.attributes).attr("aria-label", o.label).raw(">\n<ol class=\"govuk-breadcrumbs__list\">\n");
  for (const Crumb& item : o.items) {
    if (item.href.empty()) {
      w.raw("<li class=\"govuk-breadcrumbs__list-item\" aria-current=\"page\">")
          .put(item.text)
          .raw("</li>\n");
      continue;
    }
    w.raw("<li class=\"govuk-breadcrumbs__list-item\"><a class=\"govuk-breadcrumbs__link\"")
        .attr("href", item.href);
    w.attrs(item.attributes).raw(">").put(item.text).raw("</a></li>\n");
  }
  w.raw("</ol>\n</nav>\n");
  return std::move(w).html();
}

Html exit_this_page(const ExitThisPage& o) {
  Writer w(640);
  w.raw("<div").attr_if("id", o.id).cls("govuk-exit-this-page", o.classes);
  w.raw(" data-module=\"govuk-exit-this-page\"").attrs(o.attributes);
  w.attr_if("data-i18n.activated", o.activated_text).attr_if("data-i18n.timed-out", o.timed_out_text);
  w.attr_if("data-i18n.press-two-more-times", o.press_two_more_times_text);
  w.attr_if("data-i18n.press-one-more-time", o.press_one_more_time_text).raw(">\n");
  const Html usual = html("<span class=\"govuk-visually-hidden\">Emergency</span> Exit this page");
  write(w,
        Button{.text = o.text.empty() ? Content(usual) : o.text,
               .href = o.redirect_url,
               .classes = "govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button",
               .attributes = {{"rel", "nofollow noreferrer"}}});
  w.raw("</div>\n");
  return std::move(w).html();
}

namespace {

void write_arrow(Writer& w, bool forward) {
  if (forward) {
    w.raw(
        "<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" "
        "xmlns=\"http://www.w3.org/2000/svg\" "
        "height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\">"
        "<path d=\"m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 "
        "6.7441-6.4062-6.7246-6.7266z\"></path></svg>\n");
  } else {
    w.raw(
        "<svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" "
        "xmlns=\"http://www.w3.org/2000/svg\" "
        "height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\">"
        "<path d=\"m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 "
        "1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931"
        "-4.293-1.414-1.414z\"></path></svg>\n");
  }
}

void write_arrow_link(Writer& w, const PageLink& link, bool forward, bool block) {
  if (link.href.empty()) return;
  if (forward)
    w.raw("<div class=\"govuk-pagination__next\">");
  else
    w.raw("<div class=\"govuk-pagination__prev\">");
  w.raw("<a class=\"govuk-link govuk-pagination__link\"").attr("href", link.href);
  w.attr("rel", forward ? "next" : "prev").attrs(link.attributes).raw(">\n");
  if (block || !forward) write_arrow(w, forward);
  w.raw("<span").cls("govuk-pagination__link-title",
                     block && link.label.empty() ? "govuk-pagination__link-title--decorated" : "");
  w.raw(">");
  if (!link.text.empty())
    w.put(link.text);
  else if (forward)
    w.raw("Next<span class=\"govuk-visually-hidden\"> page</span>");
  else
    w.raw("Previous<span class=\"govuk-visually-hidden\"> page</span>");
  w.raw("</span>\n");
  if (block && !link.label.empty()) {
    w.raw("<span class=\"govuk-visually-hidden\">:</span>\n<span class=\"govuk-pagination__link-label\">");
    w.text(link.label).raw("</span>\n");
  }
  if (!block && forward) write_arrow(w, forward);
  w.raw("</a></div>\n");
}

}  // namespace

Html pagination(const Pagination& o) {
  const bool block = o.items.empty() && (!o.next.href.empty() || !o.previous.href.empty());
  Writer w(1024 + 192 * o.items.size());
  w.raw("<nav").cls("govuk-pagination", block ? "govuk-pagination--block" : "", o.classes);
  w.attr("aria-label", o.label).attrs(o.attributes).raw(">\n");
  write_arrow_link(w, o.previous, false, block);
  if (!o.items.empty()) {
    w.raw("<ul class=\"govuk-pagination__list\">\n");
    for (const PageNumber& item : o.items) {
      w.raw("<li").cls("govuk-pagination__item", item.current ? "govuk-pagination__item--current" : "",
                       item.ellipsis ? "govuk-pagination__item--ellipsis" : "");
      w.raw(">");
      if (item.ellipsis) {
        w.raw("&ctdot;");
      } else {
        w.raw("<a class=\"govuk-link govuk-pagination__link\"").attr("href", item.href);
        w.attr("aria-label",
               item.visually_hidden_text.empty() ? "Page " + item.number : item.visually_hidden_text);
        if (item.current) w.raw(" aria-current=\"page\"");
        w.attrs(item.attributes).raw(">").text(item.number).raw("</a>");
      }
      w.raw("</li>\n");
    }
    w.raw("</ul>\n");
  }
  write_arrow_link(w, o.next, true, block);
  w.raw("</nav>\n");
  return std::move(w).html();
}

namespace {

void write_service_item(Writer& w, const NavItem& item) {
  const bool here = item.active || item.current;
  w.raw("<li")
      .cls("govuk-service-navigation__item", here ? "govuk-service-navigation__item--active" : "")
      .raw(">");
  if (!item.href.empty() || !item.text.empty()) {
    if (item.href.empty())
      w.raw("<span class=\"govuk-service-navigation__text\"");
    else
      w.raw("<a class=\"govuk-service-navigation__link\"").attr("href", item.href);
    if (here) w.attr("aria-current", item.current ? "page" : "true");
    if (!item.href.empty()) w.attrs(item.attributes);
    w.raw(">");
    // Strong, so that who overrides colours still sees where they are.
    if (here) w.raw("<strong class=\"govuk-service-navigation__active-fallback\">");
    w.put(item.text);
    if (here) w.raw("</strong>");
    if (item.href.empty())
      w.raw("</span>");
    else
      w.raw("</a>");
  }
  w.raw("</li>\n");
}

}  // namespace

Html service_navigation(const ServiceNavigation& o) {
  const bool is_section = !o.service_name.empty() || !o.slot_start.empty() || !o.slot_end.empty();
  Writer w(1024 + 192 * o.items.size());
  if (is_section)
    w.raw("<section").attr("aria-label", o.label);
  else
    w.raw("<div");
  w.cls("govuk-service-navigation", o.classes)
      .raw(" data-module=\"govuk-service-navigation\"")
      .attrs(o.attributes);
  w.raw(">\n<div").cls("govuk-width-container",
                       o.slot_end_inline ? "govuk-service-navigation__inlining-container" : "");
  w.raw(">\n").raw(o.slot_start).raw("<div class=\"govuk-service-navigation__container\">\n");
  if (!o.service_name.empty()) {
    w.raw("<span class=\"govuk-service-navigation__service-name\">");
    if (o.service_url.empty()) {
      w.raw("<span class=\"govuk-service-navigation__text\">").text(o.service_name).raw("</span>");
    } else {
      w.raw("<a").attr("href", o.service_url).raw(" class=\"govuk-service-navigation__link\">");
      w.text(o.service_name).raw("</a>");
    }
    w.raw("</span>\n");
  }
  if (!o.items.empty() || !o.slot_navigation_start.empty() || !o.slot_navigation_end.empty()) {
    w.raw("<nav").attr("aria-label", o.navigation_label.empty() ? o.menu_button_text : o.navigation_label);
    w.cls("govuk-service-navigation__wrapper", o.navigation_classes).raw(">\n");
    if (o.collapse_on_mobile.value_or(o.items.size() > 1)) {
      w.raw(
          "<button type=\"button\" class=\"govuk-service-navigation__toggle "
          "govuk-js-service-navigation-toggle\"");
      w.attr("aria-controls", o.navigation_id);
      if (o.menu_button_label != o.menu_button_text) w.attr_if("aria-label", o.menu_button_label);
      w.raw(" hidden aria-hidden=\"true\">").text(o.menu_button_text).raw("</button>\n");
    }
    w.raw("<ul class=\"govuk-service-navigation__list\"").attr("id", o.navigation_id).raw(">\n");
    w.raw(o.slot_navigation_start);
    for (const NavItem& item : o.items) write_service_item(w, item);
    w.raw(o.slot_navigation_end).raw("</ul>\n</nav>\n");
  }
  w.raw("</div>\n").raw(o.slot_end).raw("</div>\n");
  if (is_section)
    w.raw("</section>\n");
  else
    w.raw("</div>\n");
  return std::move(w).html();
}

Html skip_link(const SkipLink& o) {
  Writer w(160);
  w.raw("<a").attr("href", o.href).cls("govuk-skip-link", o.classes).attrs(o.attributes);
  w.raw(" data-module=\"govuk-skip-link\">").put(o.text).raw("</a>\n");
  return std::move(w).html();
}

Html tabs(const Tabs& o) {
  const auto id_of = [&](std::size_t i) {
    return o.items[i].id.empty() ? o.id_prefix + "-" + std::to_string(i + 1) : o.items[i].id;
  };
  Writer w(1024);
  w.raw("<div").attr_if("id", o.id).cls("govuk-tabs", o.classes).attrs(o.attributes);
  w.raw(" data-module=\"govuk-tabs\">\n<h2 class=\"govuk-tabs__title\">").text(o.title).raw("</h2>\n");
  if (!o.items.empty()) {
    w.raw("<ul class=\"govuk-tabs__list\">\n");
    for (std::size_t i = 0; i < o.items.size(); ++i) {
      w.raw("<li").cls("govuk-tabs__list-item", i == 0 ? "govuk-tabs__list-item--selected" : "");
      w.raw("><a class=\"govuk-tabs__tab\"")
          .attr("href", "#" + id_of(i))
          .attrs(o.items[i].attributes)
          .raw(">");
      w.text(o.items[i].label).raw("</a></li>\n");
    }
    w.raw("</ul>\n");
  }
  for (std::size_t i = 0; i < o.items.size(); ++i) {
    const Tab& item = o.items[i];
    w.raw("<div").cls("govuk-tabs__panel", i == 0 ? "" : "govuk-tabs__panel--hidden").attr("id", id_of(i));
    w.attrs(item.panel_attributes).raw(">\n");
    if (item.panel.is_html())
      w.put(item.panel);
    else if (!item.panel.empty())
      w.raw("<p class=\"govuk-body\">").put(item.panel).raw("</p>");
    w.raw("</div>\n");
  }
  w.raw("</div>\n");
  return std::move(w).html();
}

Html sub_navigation(const SubNavigation& o) {
  Writer w(256 + 128 * o.items.size());
  w.raw("<nav").cls("moj-sub-navigation", o.classes).attr("aria-label", o.label).attrs(o.attributes);
  w.raw(">\n<ul class=\"moj-sub-navigation__list\">\n");
  for (const NavItem& item : o.items) {
    w.raw("<li class=\"moj-sub-navigation__item\"><a class=\"moj-sub-navigation__link\"");
    if (item.current || item.active) w.raw(" aria-current=\"page\"");
    w.attr("href", item.href).attrs(item.attributes).raw(">").put(item.text).raw("</a></li>\n");
  }
  w.raw("</ul>\n</nav>\n");
  return std::move(w).html();
}

namespace {

void write_side_items(Writer& w, const std::vector<NavItem>& items) {
  w.raw("<ul class=\"moj-side-navigation__list\">\n");
  for (const NavItem& item : items) {
    const bool here = item.current || item.active;
    w.raw("<li").cls("moj-side-navigation__item", here ? "moj-side-navigation__item--active" : "");
    w.attrs(item.attributes).raw("><a").attr("href", item.href);
    if (here) w.raw(" aria-current=\"location\"");
    w.raw(">").put(item.text).raw("</a></li>\n");
  }
  w.raw("</ul>\n");
}

}  // namespace

Html side_navigation(const SideNavigation& o) {
  Writer w(1024);
  w.raw("<nav")
      .cls("moj-side-navigation", o.classes)
      .attr_if("aria-label", o.label)
      .attrs(o.attributes)
      .raw(">\n");
  for (const SideSection& section : o.sections) {
    w.heading_open(section.heading_level).cls("moj-side-navigation__title", section.heading_classes);
    w.attrs(section.heading_attributes).raw(">").put(section.heading).heading_close(section.heading_level);
    write_side_items(w, section.items);
  }
  if (o.sections.empty()) write_side_items(w, o.items);
  w.raw("</nav>\n");
  return std::move(w).html();
}

}  // namespace heed::web

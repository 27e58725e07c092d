#include "web/components/text_blocks.h"

#include "web/components/writer.h"

namespace heed::web {

Html accordion(const Accordion& o) {
  Writer w(1024);
  w.raw("<div").cls("govuk-accordion", o.classes).raw(" data-module=\"govuk-accordion\"").attr("id", o.id);
  w.translations(o.translations)
      .attr_if("data-remember-expanded", o.remember_expanded)
      .attrs(o.attributes)
      .raw(">\n");
  int n = 0;
  for (const AccordionSection& item : o.items) {
    const std::string number = std::to_string(++n);
    w.raw("<div").cls("govuk-accordion__section", item.expanded ? "govuk-accordion__section--expanded" : "");
    w.raw(">\n<div class=\"govuk-accordion__section-header\">\n").heading_open(o.heading_level);
    w.raw(" class=\"govuk-accordion__section-heading\"><span class=\"govuk-accordion__section-button\"");
    w.attr("id", o.id + "-heading-" + number)
        .raw(">")
        .put(item.heading)
        .raw("</span>")
        .heading_close(o.heading_level);
    if (!item.summary.empty()) {
      w.raw("<div class=\"govuk-accordion__section-summary govuk-body\"")
          .attr("id", o.id + "-summary-" + number);
      w.raw(">").put(item.summary).raw("</div>\n");
    }
    w.raw("</div>\n<div")
        .attr("id", o.id + "-content-" + number)
        .raw(" class=\"govuk-accordion__section-content\">\n");
    if (item.content.is_html())
      w.put(item.content);
    else if (!item.content.empty())
      w.raw("<p class=\"govuk-body\">").put(item.content).raw("</p>\n");
    w.raw("</div>\n</div>\n");
  }
  w.raw("</div>\n");
  return std::move(w).html();
}

Html details(const Details& o) {
  Writer w;
  w.raw("<details")
      .attr_if("id", o.id)
      .cls("govuk-details", o.classes)
      .attrs(o.attributes)
      .flag("open", o.open);
  w.raw(">\n<summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">")
      .put(o.summary);
  w.raw("</span></summary>\n<div class=\"govuk-details__text\">").put(o.content).raw("</div>\n</details>\n");
  return std::move(w).html();
}

Html error_summary(const ErrorSummary& o) {
  Writer w(512 + 128 * o.errors.size());
  w.raw("<div")
      .cls("govuk-error-summary", o.classes)
      .attr_if("data-disable-auto-focus", o.disable_auto_focus);
  w.attrs(o.attributes).raw(" data-module=\"govuk-error-summary\">\n<div role=\"alert\">\n");
  w.raw("<h2 class=\"govuk-error-summary__title\">")
      .put(o.title)
      .raw("</h2>\n<div class=\"govuk-error-summary__body\">\n");
  if (!o.description.empty()) w.raw("<p>").put(o.description).raw("</p>\n");
  if (!o.errors.empty()) {
    w.raw("<ul class=\"govuk-list govuk-error-summary__list\">\n");
    for (const ErrorItem& item : o.errors) {
      w.raw("<li>");
      if (!item.href.empty()) w.raw("<a").attr("href", item.href).attrs(item.attributes).raw(">");
      w.put(item.text);
      if (!item.href.empty()) w.raw("</a>");
      w.raw("</li>\n");
    }
    w.raw("</ul>\n");
  }
  w.raw("</div>\n</div>\n</div>\n");
  return std::move(w).html();
}

Html inset_text(const InsetText& o) {
  Writer w;
  w.raw("<div").attr_if("id", o.id).cls("govuk-inset-text", o.classes).attrs(o.attributes);
  w.raw(">").put(o.text).raw("</div>\n");
  return std::move(w).html();
}

Html notification_banner(const NotificationBanner& o) {
  Writer w(768);
  const std::string_view usual_role = o.success ? "alert" : "region";
  w.raw("<div").cls("govuk-notification-banner", o.success ? "govuk-notification-banner--success" : "",
                    o.classes);
  w.attr("role", o.role.empty() ? usual_role : o.role).attr("aria-labelledby", o.title_id);
  w.raw(" data-module=\"govuk-notification-banner\"")
      .attr_if("data-disable-auto-focus", o.disable_auto_focus);
  w.attrs(o.attributes)
      .raw(">\n<div class=\"govuk-notification-banner__header\">\n")
      .heading_open(o.title_heading_level);
  w.raw(" class=\"govuk-notification-banner__title\"").attr("id", o.title_id).raw(">");
  if (!o.title.empty())
    w.put(o.title);
  else if (o.success)
    w.raw("Success");
  else
    w.raw("Important");
  w.heading_close(o.title_heading_level).raw("</div>\n<div class=\"govuk-notification-banner__content\">\n");
  if (o.text.is_html())
    w.put(o.text);
  else if (!o.text.empty())
    w.raw("<p class=\"govuk-notification-banner__heading\">").put(o.text).raw("</p>\n");
  w.raw("</div>\n</div>\n");
  return std::move(w).html();
}

Html panel(const Panel& o) {
  const bool interruption = o.classes.find("govuk-panel--interruption") != std::string::npos;
  Writer w;
  w.raw("<div")
      .cls("govuk-panel", interruption ? "" : "govuk-panel--confirmation", o.classes)
      .attrs(o.attributes);
  w.raw(">\n").heading_open(o.heading_level).raw(" class=\"govuk-panel__title\">").put(o.title);
  w.heading_close(o.heading_level);
  if (!o.text.empty()) w.raw("<div class=\"govuk-panel__body\">").put(o.text).raw("</div>\n");
  if (interruption && !o.actions.empty()) {
    w.raw("<div").cls("govuk-panel__actions", o.actions_classes).attrs(o.actions_attributes);
    w.raw(">\n<div class=\"govuk-button-group\">\n");
    for (const PanelAction& action : o.actions) {
      if (action.href.empty() || action.type == "button") {
        write(w, Button{.text = action.text,
                        .href = action.href,
                        .classes = joined("govuk-button--inverse", action.classes),
                        .type = action.type.empty() ? "button" : action.type,
                        .attributes = action.attributes});
        continue;
      }
      w.raw("<a").cls("govuk-link govuk-link--inverse", action.classes).attr("href", action.href);
      w.attrs(action.attributes).raw(">").text(action.text).raw("</a>\n");
    }
    w.raw("</div>\n</div>\n");
  }
  w.raw("</div>\n");
  return std::move(w).html();
}

void write(Writer& w, const Tag& o) {
  w.raw("<strong").cls("govuk-tag", o.classes).attrs(o.attributes).raw(">").put(o.text).raw("</strong>");
}
Html tag(const Tag& o) {
  Writer w(96);
  write(w, o);
  return std::move(w).html();
}

Html phase_banner(const PhaseBanner& o) {
  Writer w;
  w.raw("<div").cls("govuk-phase-banner govuk-width-container", o.classes).attrs(o.attributes);
  w.raw(">\n<p class=\"govuk-phase-banner__content\">\n");
  write(w, Tag{.text = o.tag.text, .classes = joined("govuk-phase-banner__content__tag", o.tag.classes)});
  w.raw("\n<span class=\"govuk-phase-banner__text\">").put(o.text).raw("</span>\n</p>\n</div>\n");
  return std::move(w).html();
}

Html warning_text(const WarningText& o) {
  Writer w;
  w.raw("<div").cls("govuk-warning-text", o.classes).attrs(o.attributes);
  w.raw(">\n<span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span>\n");
  w.raw("<strong class=\"govuk-warning-text__text\">\n<span class=\"govuk-visually-hidden\">");
  w.text(o.icon_fallback_text).raw("</span>\n").put(o.text).raw("\n</strong>\n</div>\n");
  return std::move(w).html();
}

Html timeline(const Timeline& o) {
  Writer w(256 + 512 * o.items.size());
  w.raw("<div").cls("moj-timeline", o.classes).attrs(o.attributes).raw(">\n");
  for (const TimelineItem& item : o.items) {
    w.raw("<div").cls("moj-timeline__item", item.classes).attrs(item.attributes);
    w.raw(">\n<div class=\"moj-timeline__header\">\n").heading_open(o.heading_level);
    w.raw(" class=\"moj-timeline__title\">").put(item.label).heading_close(o.heading_level);
    if (!item.byline.empty()) w.raw("\n<p class=\"moj-timeline__byline\">by ").put(item.byline).raw("</p>");
    w.raw("\n</div>\n<p class=\"moj-timeline__date\"><time")
        .attr("datetime", item.datetime)
        .raw(">")
        .text(item.date);
    w.raw("</time></p>\n<div class=\"moj-timeline__description\">").put(item.text).raw("</div>\n</div>\n");
  }
  w.raw("</div>\n");
  return std::move(w).html();
}

namespace {

std::string_view word_of(AlertVariant variant) {
  switch (variant) {
    case AlertVariant::Information:
      return "information";
    case AlertVariant::Success:
      return "success";
    case AlertVariant::Warning:
      return "warning";
    case AlertVariant::Error:
      return "error";
  }
  return "information";
}

void write_icon(Writer& w, AlertVariant variant) {
  switch (variant) {
    case AlertVariant::Information:
      w.raw(
          "<path fill-rule=\"evenodd\" clip-rule=\"evenodd\" d=\"M10.2165 3.45151C11.733 2.82332 13.3585 2.5 "
          "15"
          " 2.5C16.6415 2.5 18.267 2.82332 19.7835 3.45151C21.3001 4.07969 22.6781 5.00043 23.8388 "
          "6.16117C24.9"
          "996 7.3219 25.9203 8.69989 26.5485 10.2165C27.1767 11.733 27.5 13.3585 27.5 15C27.5 18.3152 "
          "26.183 2"
          "1.4946 23.8388 23.8388C21.4946 26.183 18.3152 27.5 15 27.5C13.3585 27.5 11.733 27.1767 10.2165 "
          "26.54"
          "85C8.69989 25.9203 7.3219 24.9996 6.16117 23.8388C3.81696 21.4946 2.5 18.3152 2.5 15C2.5 11.6848 "
          "3.8"
          "1696 8.50537 6.16117 6.16117C7.3219 5.00043 8.69989 4.07969 10.2165 3.45151ZM16.3574 "
          "22.4121H13.6621"
          "V12.95H16.3574V22.4121ZM13.3789 9.20898C13.3789 8.98763 13.4212 8.7793 13.5059 8.58398C13.5905 "
          "8.382"
          "16 13.7044 8.20964 13.8477 8.06641C13.9974 7.91667 14.1699 7.79948 14.3652 7.71484C14.5605 "
          "7.63021 1"
          "4.7721 7.58789 15 7.58789C15.2214 7.58789 15.4297 7.63021 15.625 7.71484C15.8268 7.79948 15.9993 "
          "7.9"
          "1667 16.1426 8.06641C16.2923 8.20964 16.4095 8.38216 16.4941 8.58398C16.5788 8.7793 16.6211 "
          "8.98763 "
          "16.6211 9.20898C16.6211 9.43685 16.5788 9.64844 16.4941 9.84375C16.4095 10.0391 16.2923 10.2116 "
          "16.1"
          "426 10.3613C15.9993 10.5046 15.8268 10.6185 15.625 10.7031C15.4297 10.7878 15.2214 10.8301 15 "
          "10.830"
          "1C14.7721 10.8301 14.5605 10.7878 14.3652 10.7031C14.1699 10.6185 13.9974 10.5046 13.8477 "
          "10.3613C13"
          ".7044 10.2116 13.5905 10.0391 13.5059 9.84375C13.4212 9.64844 13.3789 9.43685 13.3789 9.20898Z\" "
          "fil"
          "l=\"currentColor\"/>");
      return;
    case AlertVariant::Success:
      w.raw(
          "<path d=\"M11.2869 24.6726L2.00415 15.3899L4.62189 12.7722L11.2869 19.4186L25.3781 "
          "5.32739L27.9958 7"
          ".96369L11.2869 24.6726Z\" fill=\"currentColor\"/>");
      return;
    case AlertVariant::Warning:
      w.raw(
          "<path fill-rule=\"evenodd\" clip-rule=\"evenodd\" d=\"M15 2.44922L28.75 26.1992H1.25L15 "
          "2.44922ZM13."
          "5107 9.49579H16.4697L16.2431 17.7678H13.7461L13.5107 9.49579ZM13.1299 21.82C13.1299 21.5661 "
          "13.1787 "
          "21.3285 13.2764 21.1071C13.374 20.8793 13.5075 20.6807 13.6768 20.5114C13.8525 20.3421 14.0544 "
          "20.20"
          "87 14.2822 20.111C14.5101 20.0134 14.7542 19.9645 15.0146 19.9645C15.2686 19.9645 15.5062 20.0134 "
          "15"
          ".7275 20.111C15.9554 20.2087 16.154 20.3421 16.3232 20.5114C16.4925 20.6807 16.626 20.8793 "
          "16.7236 2"
          "1.1071C16.8213 21.3285 16.8701 21.5661 16.8701 21.82C16.8701 22.0804 16.8213 22.3246 16.7236 "
          "22.5524"
          "C16.626 22.7803 16.4925 22.9789 16.3232 23.1481C16.154 23.3174 15.9554 23.4509 15.7275 "
          "23.5485C15.50"
          "62 23.6462 15.2686 23.695 15.0146 23.695C14.7542 23.695 14.5101 23.6462 14.2822 23.5485C14.0544 "
          "23.4"
          "509 13.8525 23.3174 13.6768 23.1481C13.5075 22.9789 13.374 22.7803 13.2764 22.5524C13.1787 "
          "22.3246 1"
          "3.1299 22.0804 13.1299 21.82Z\" fill=\"currentColor\"/>");
      return;
    case AlertVariant::Error:
      w.raw(
          "<path fill-rule=\"evenodd\" clip-rule=\"evenodd\" d=\"M20.1777 2.5H9.82233L2.5 "
          "9.82233V20.1777L9.822"
          "33 27.5H20.1777L27.5 20.1777V9.82233L20.1777 2.5ZM10.9155 8.87769L15.0001 12.9623L19.0847 "
          "8.87771L21"
          ".1224 10.9154L17.0378 15L21.1224 19.0846L19.0847 21.1222L15.0001 17.0376L10.9155 21.1223L8.87782 "
          "19."
          "0846L12.9624 15L8.87783 10.9153L10.9155 8.87769Z\" fill=\"currentColor\"/>");
      return;
  }
}

}  // namespace

Html alert(const Alert& o) {
  const bool with_heading = o.show_title_as_heading && !o.text.empty();
  Writer w(2048);
  w.raw("<div").attr("role", o.role).raw(" class=\"moj-alert moj-alert--").text(word_of(o.variant));
  if (with_heading) w.raw(" moj-alert--with-heading");
  if (!o.classes.empty()) w.raw(" ").text(o.classes);
  w.raw("\" aria-label=\"")
      .text(word_of(o.variant))
      .raw(": ")
      .text(o.title)
      .raw("\" data-module=\"moj-alert\"");
  if (o.dismissible) w.raw(" data-dismissible=\"true\"");
  if (o.disable_auto_focus) w.raw(" data-disable-auto-focus=\"true\"");
  w.attr_if("data-focus-on-dismiss-selector", o.focus_on_dismiss_selector).attrs(o.attributes);
  w.raw(
      ">\n<div>\n<svg class=\"moj-alert__icon\" role=\"presentation\" focusable=\"false\" "
      "xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 30\" height=\"30\" width=\"30\">");
  write_icon(w, o.variant);
  w.raw("</svg>\n</div>\n<div class=\"moj-alert__content\">");
  if (with_heading) {
    w.heading_open(o.heading_level)
        .raw(" class=\"moj-alert__heading\">")
        .text(o.title)
        .heading_close(o.heading_level);
  }
  if (o.text.empty())
    w.text(o.title);
  else
    w.put(o.text);
  w.raw("</div>\n<div class=\"moj-alert__action\">\n<button class=\"moj-alert__dismiss\" hidden>");
  w.text(o.dismiss_text).raw("</button>\n</div>\n</div>\n");
  return std::move(w).html();
}

Html badge(const Badge& o) {
  Writer w(96);
  w.raw("<span").cls("moj-badge", o.classes).attrs(o.attributes).raw(">").put(o.text).raw("</span>");
  return std::move(w).html();
}

}  // namespace heed::web

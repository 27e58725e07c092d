#include "web/components/page.h"

#include "web/assets/assets.h"
#include "web/components/text_blocks.h"
#include "web/components/writer.h"

namespace heed::web {
namespace {

void write_head(Writer& w, const Page& o) {
  w.raw("<!DOCTYPE html>\n<html").attr("lang", o.lang).raw(" class=\"govuk-template\">\n<head>\n");
  w.raw("<meta charset=\"utf-8\">\n<title>");
  if (o.has_error) w.raw("Error: ");
  w.text(o.title);
  if (!o.caption.empty()) w.raw(" – ").text(o.caption);
  w.raw(" – Heed</title>\n");
  w.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n");
  w.raw("<meta name=\"theme-color\" content=\"#12343b\">\n");
  if (!o.is_public) w.raw("<meta name=\"robots\" content=\"noindex, nofollow\">\n");
  w.raw("<link rel=\"icon\" type=\"image/svg+xml\"").attr("href", asset_path("icon.svg")).raw(">\n");
  w.raw("<link rel=\"icon\" type=\"image/png\" sizes=\"32x32\"")
      .attr("href", asset_path("icon-32.png"))
      .raw(">\n");
  w.raw("<link rel=\"apple-touch-icon\"").attr("href", asset_path("icon-180.png")).raw(">\n");
  w.raw("<link rel=\"stylesheet\"").attr("href", asset_path("heed.css")).raw(">\n");
  w.raw("<script type=\"module\"").attr("src", asset_path("heed.js")).raw("></script>\n</head>\n");
}

void write_person(Writer& w, const Page& o) {
  if (o.signed_in.empty()) return;
  w.raw("<div class=\"heed-header__person\">\n");
  if (o.account_href.empty())
    w.raw("<span>").text(o.signed_in).raw("</span>\n");
  else
    w.raw("<a").attr("href", o.account_href).raw(">").text(o.signed_in).raw("</a>\n");
  if (!o.csrf.empty()) {
    w.raw("<form method=\"post\"").attr("action", o.sign_out_action).raw(">\n");
    w.raw("<input type=\"hidden\" name=\"csrf\"").attr("value", o.csrf).raw(">");
    w.raw("<button type=\"submit\" class=\"heed-header__sign-out\">Sign out</button>\n</form>\n");
  }
  w.raw("</div>\n");
}

void write_header(Writer& w, const Page& o) {
  w.raw("<header class=\"govuk-template__header\">\n");
  if (o.is_public) {
    w.raw(skip_link({.text = "Exit this page",
                     .href = o.exit_href,
                     .classes = "govuk-js-exit-this-page-skiplink",
                     .attributes = {{"rel", "nofollow noreferrer"}}}));
  }
  w.raw("<div class=\"heed-header\">\n");
  w.raw("<div class=\"govuk-width-container heed-header__row\">\n<div class=\"heed-header__name\">\n");
  w.raw("<a class=\"heed-header__home\"").attr("href", o.home_href).raw(">");
  w.raw(
      "<svg class=\"heed-header__mark\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\" "
      "width=\"32\" "
      "height=\"32\" aria-hidden=\"true\" focusable=\"false\"><rect width=\"32\" height=\"32\" rx=\"6\" "
      "fill=\"#2c7d88\"/>"
      "<path d=\"M10 6v20M10 18.5c0-3.9 2.7-6 6-6s6 2.1 6 6V26\" fill=\"none\" stroke=\"currentColor\" "
      "stroke-width=\"3.6\" stroke-linecap=\"round\"/></svg>Heed</a>\n");
  if (!o.partnership.empty())
    w.raw("<span class=\"heed-header__partnership\">").text(o.partnership).raw("</span>\n");
  w.raw("</div>\n");
  write_person(w, o);
  w.raw("</div>\n</div>\n");
  if (!o.navigation.empty()) w.raw(service_navigation({.items = o.navigation}));
  if (!o.phase.empty()) w.raw(phase_banner({.tag = {o.phase}, .text = o.phase_text}));
  w.raw("</header>\n");
}

void write_footer(Writer& w, const Page& o) {
  static const std::vector<FooterLink> usual = {
      {"Help", "/help"}, {"Accessibility", "/accessibility"}, {"Privacy", "/privacy"}};
  w.raw("<footer class=\"heed-footer\">\n<div class=\"govuk-width-container\">\n");
  w.raw("<h2 class=\"govuk-visually-hidden\">Support links</h2>\n<ul class=\"heed-footer__links\">\n");
  for (const FooterLink& link : o.footer_links.empty() ? usual : o.footer_links) {
    w.raw("<li><a class=\"heed-footer__link\"")
        .attr("href", link.href)
        .raw(">")
        .text(link.text)
        .raw("</a></li>\n");
  }
  w.raw("</ul>\n<p>Heed follows domestic homicide reviews from notification to lasting change.</p>\n");
  w.raw("</div>\n</footer>\n");
}

}  // namespace

std::string render_page(const Page& o) {
  Writer w(6144 + o.main.str().size());
  write_head(w, o);
  w.raw("<body").cls("govuk-template__body", o.wide ? "heed-wide" : "").raw(">\n");
  w.raw("<script").attr("src", asset_path("heed-start.js")).raw("></script>\n");
  w.raw(skip_link({.href = "#main-content"}));
  write_header(w, o);
  w.raw("<div class=\"heed-page\">\n<div class=\"govuk-width-container\">\n");
  if (o.is_public) w.raw(exit_this_page({.redirect_url = o.exit_href}));
  if (!o.back_href.empty())
    w.raw(back_link({.href = o.back_href}));
  else if (!o.breadcrumbs.empty())
    w.raw(breadcrumbs({.items = o.breadcrumbs, .collapse_on_mobile = true}));
  w.raw("<main class=\"govuk-main-wrapper\" id=\"main-content\">\n")
      .raw(o.main)
      .raw("</main>\n</div>\n</div>\n");
  write_footer(w, o);
  w.raw("</body>\n</html>\n");
  return std::move(w).take();
}

}  // namespace heed::web

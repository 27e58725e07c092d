// A whole document around the content of a page: skip link, header, navigation, main part and footer, without
// any inline script or style. It does not know who may see what, nor where the links lead; the page says
// both.
#pragma once

#include <string>
#include <vector>

#include "web/components/content.h"
#include "web/components/navigation.h"

namespace heed::web {

struct FooterLink {
  std::string text;
  std::string href;
};

struct Page {
  std::string title;  ///< of the browser's tab: never a real name. "Error: " goes before it by `has_error`
  Html main;          ///< everything below the breadcrumbs, with its own h1
  std::string
      caption;  ///< the thing that the page belongs to, by reference or pseudonym; part of the tab's title
  std::vector<Crumb> breadcrumbs;
  std::string back_href;  ///< a back link instead of breadcrumbs
  std::vector<NavItem> navigation;
  std::string partnership;  ///< whose installation this is, beside the product's name
  std::string home_href = "/";
  std::string signed_in;     ///< how the signed-in person is shown; empty: nobody
  std::string account_href;  ///< where their name leads; empty: nowhere
  std::string csrf;          ///< for the sign-out form; without it there is none
  std::string sign_out_action = "/sign-out";
  std::string phase;  ///< e.g. "Demonstration"; empty: none
  Content phase_text;
  std::string lang = "en";
  bool has_error = false;
  bool wide = false;       ///< uses the width of the screen: big tables
  bool is_public = false;  ///< adds "Exit this page"
  std::string exit_href = "https://www.bbc.co.uk/weather";
  std::vector<FooterLink> footer_links;  ///< empty: help, accessibility, privacy
};

/// The bytes of the document. Fast enough to be made for each request.
std::string render_page(const Page&);

}  // namespace heed::web

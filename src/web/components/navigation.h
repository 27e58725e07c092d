// Where a person is and where they can go: links, breadcrumbs, navigation of the service and of a section,
// pages of a long list, tabs, the skip link and the button that leaves in a hurry. It decides nothing about
// who may see an item.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/components/content.h"

namespace heed::web {

struct BackLink {
  std::string href = "#";
  Content text = "Back";
  std::string classes;
  Attributes attributes;
};
Html back_link(const BackLink&);

struct Crumb {
  Content text;
  std::string href;  ///< empty: the page itself
  Attributes attributes;
};
struct Breadcrumbs {
  std::vector<Crumb> items;
  bool collapse_on_mobile = false;
  std::string classes;
  std::string label = "Breadcrumb";
  Attributes attributes;
};
Html breadcrumbs(const Breadcrumbs&);

struct ExitThisPage {
  std::string redirect_url = "https://www.bbc.co.uk/weather";
  Content text;  ///< empty: "Exit this page", with "Emergency" for screen readers
  std::string id;
  std::string classes;
  std::string activated_text;
  std::string timed_out_text;
  std::string press_two_more_times_text;
  std::string press_one_more_time_text;
  Attributes attributes;
};
Html exit_this_page(const ExitThisPage&);

struct PageLink {
  std::string href;   ///< empty: there is none
  Content text;       ///< empty: "Previous page" or "Next page"
  std::string label;  ///< what is there, e.g. "2 of 3: The chronology"
  Attributes attributes;
};
struct PageNumber {
  std::string number;
  std::string href;
  bool current = false;
  bool ellipsis = false;
  std::string visually_hidden_text;  ///< empty: "Page N"
  Attributes attributes;
};
struct Pagination {
  PageLink previous;
  PageLink next;
  std::vector<PageNumber> items;
  std::string label = "Pagination";
  std::string classes;
  Attributes attributes;
};
Html pagination(const Pagination&);

struct NavItem {
  Content text;
  std::string href;      ///< empty: text alone
  bool current = false;  ///< this very page
  bool active = false;   ///< a page within it
  Attributes attributes;
};
struct ServiceNavigation {
  std::string service_name;
  std::string service_url;
  std::vector<NavItem> items;
  std::optional<bool> collapse_on_mobile;  ///< none: when there is more than one item
  std::string menu_button_text = "Menu";
  std::string menu_button_label;
  std::string navigation_label;  ///< empty: the text of the menu button
  std::string navigation_id = "navigation";
  std::string navigation_classes;
  std::string label = "Service information";
  std::string classes;
  Html slot_start, slot_end, slot_navigation_start, slot_navigation_end;
  bool slot_end_inline = false;
  Attributes attributes;
};
Html service_navigation(const ServiceNavigation&);

struct SkipLink {
  Content text = "Skip to main content";
  std::string href = "#content";
  std::string classes;
  Attributes attributes;
};
Html skip_link(const SkipLink&);

struct Tab {
  std::string label;
  Content panel;
  std::string id;  ///< empty: the prefix and the number of the tab
  Attributes attributes;
  Attributes panel_attributes;
};
struct Tabs {
  std::vector<Tab> items;
  std::string title = "Contents";
  std::string id_prefix;
  std::string id;
  std::string classes;
  Attributes attributes;
};
Html tabs(const Tabs&);

/// MoJ: the pages of one thing, as a line of links under its heading.
struct SubNavigation {
  std::vector<NavItem> items;
  std::string label = "Secondary navigation region";
  std::string classes;
  Attributes attributes;
};
Html sub_navigation(const SubNavigation&);

/// MoJ: links beside the content, in sections with a heading each or in one list.
struct SideSection {
  Content heading;
  std::vector<NavItem> items;
  int heading_level = 4;
  std::string heading_classes;
  Attributes heading_attributes;
};
struct SideNavigation {
  std::vector<NavItem> items;  ///< when there are no sections
  std::vector<SideSection> sections;
  std::string label = "Side navigation";
  std::string classes;
  Attributes attributes;
};
Html side_navigation(const SideNavigation&);

}  // namespace heed::web

// Blocks of words: what asks for attention, what confirms, what can be folded away, what happened when.
// They say nothing on their own; every word comes from the page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/components/content.h"
#include "web/components/form_controls.h"

namespace heed::web {

struct AccordionSection {
  Content heading;
  Content content;
  Content summary;
  bool expanded = false;
};
struct Accordion {
  std::string id;
  std::vector<AccordionSection> items;
  int heading_level = 2;
  std::optional<bool> remember_expanded;
  std::string classes;
  Attributes translations;  ///< e.g. {"show-all-sections", "Dangos pob adran"}
  Attributes attributes;
};
Html accordion(const Accordion&);

struct Details {
  Content summary;
  Content content;
  bool open = false;
  std::string id;
  std::string classes;
  Attributes attributes;
};
Html details(const Details&);

struct ErrorItem {
  Content text;
  std::string href;  ///< "#" and the id of the control
  Attributes attributes;
};
struct ErrorSummary {
  std::vector<ErrorItem> errors;
  Content title = "There is a problem";
  Content description;
  std::optional<bool> disable_auto_focus;
  std::string classes;
  Attributes attributes;
};
Html error_summary(const ErrorSummary&);

struct InsetText {
  Content text;
  std::string id;
  std::string classes;
  Attributes attributes;
};
Html inset_text(const InsetText&);

struct NotificationBanner {
  Content text;  ///< plain text becomes the banner's heading; an Html stands as it is
  bool success = false;
  Content title;  ///< empty: "Important", or "Success"
  int title_heading_level = 2;
  std::string title_id = "govuk-notification-banner-title";
  std::string role;  ///< empty: "region", or "alert" for success
  std::optional<bool> disable_auto_focus;
  std::string classes;
  Attributes attributes;
};
Html notification_banner(const NotificationBanner&);

struct PanelAction {
  std::string text;
  std::string href;
  std::string type;  ///< "button": a link that looks like a button
  std::string classes;
  Attributes attributes;
};
struct Panel {
  Content title;
  Content text;
  int heading_level = 1;
  std::string classes;  ///< "govuk-panel--interruption" takes actions
  std::vector<PanelAction> actions;
  std::string actions_classes;
  Attributes actions_attributes;
  Attributes attributes;
};
Html panel(const Panel&);

struct Tag {
  Content text;
  std::string classes;  ///< a colour, e.g. "govuk-tag--green"; never the only sign of a meaning
  Attributes attributes;
};
Html tag(const Tag&);

struct PhaseBanner {
  Tag tag;
  Content text;
  std::string classes;
  Attributes attributes;
};
Html phase_banner(const PhaseBanner&);

struct WarningText {
  Content text;
  std::string icon_fallback_text = "Warning";
  std::string classes;
  Attributes attributes;
};
Html warning_text(const WarningText&);

/// MoJ: what happened, newest or oldest first as given.
struct TimelineItem {
  Content label;
  std::string datetime;  ///< ISO 8601, for machines
  std::string date;      ///< as people read it
  Content text;
  Content byline;
  std::string classes;
  Attributes attributes;
};
struct Timeline {
  std::vector<TimelineItem> items;
  int heading_level = 2;
  std::string classes;
  Attributes attributes;
};
Html timeline(const Timeline&);

enum class AlertVariant { Information, Success, Warning, Error };
/// MoJ: a message about the page or about what was just done.
struct Alert {
  std::string title;  ///< always said to screen readers
  Content text;       ///< empty: the title is the text
  AlertVariant variant = AlertVariant::Information;
  bool show_title_as_heading = false;
  int heading_level = 2;
  bool dismissible = false;
  std::string dismiss_text = "Dismiss";
  std::string focus_on_dismiss_selector;
  bool disable_auto_focus = false;
  std::string role = "region";
  std::string classes;
  Attributes attributes;
};
Html alert(const Alert&);

/// MoJ: a small word in a box.
struct Badge {
  Content text;
  std::string classes;
  Attributes attributes;
};
Html badge(const Badge&);

}  // namespace heed::web

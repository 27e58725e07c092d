// Rows of things: tables, lists of a key and its value, lists of tasks, and the filter beside a list.
// A wide table goes into scroll_region(), so that a narrow screen scrolls the table and not the page.
#pragma once

#include <string>
#include <vector>

#include "web/components/content.h"
#include "web/components/text_blocks.h"

namespace heed::web {

struct Cell {
  Content content;
  std::string format;  ///< "numeric" aligns to the right
  std::string classes;
  int colspan = 0;
  int rowspan = 0;
  Attributes attributes;
};
struct Table {
  std::string caption;
  std::string caption_classes;  ///< e.g. "govuk-table__caption--m"
  std::vector<Cell> head;
  std::vector<std::vector<Cell>> rows;
  bool first_cell_is_header = false;
  std::string classes;
  Attributes attributes;
};
Html table(const Table&);

/// A focusable region that scrolls sideways, named for screen readers.
Html scroll_region(std::string_view label, const Html& content);

struct Action {
  Content text;
  std::string href;
  std::string visually_hidden_text;
  std::string classes;
  Attributes attributes;
};
struct SummaryRow {
  Content key;
  Content value;
  std::vector<Action> actions;
  std::string classes;
  std::string key_classes;
  std::string value_classes;
  std::string actions_classes;
};
struct SummaryCard {
  Content title;
  std::vector<Action> actions;
  int heading_level = 2;
  std::string title_classes;
  std::string actions_classes;
  std::string classes;
  Attributes attributes;
  bool given() const { return !title.empty() || !actions.empty() || !classes.empty() || !attributes.empty(); }
};
struct SummaryList {
  std::vector<SummaryRow> rows;
  SummaryCard card;     ///< left empty: no card
  std::string classes;  ///< e.g. "govuk-summary-list--no-border"
  Attributes attributes;
};
Html summary_list(const SummaryList&);

struct Task {
  Content title;
  std::string href;
  Content status;  ///< words, or:
  Tag status_tag;  ///< a tag
  Content hint;
  std::string classes;
  std::string title_classes;
  std::string status_classes;
};
struct TaskList {
  std::vector<Task> items;
  std::string id_prefix = "task-list";
  std::string classes;
  Attributes attributes;
};
Html task_list(const TaskList&);

struct FilterTag {
  std::string text;
  std::string href;  ///< the list without it
};
struct FilterCategory {
  Content heading;
  std::vector<FilterTag> items;
};
/// MoJ: what narrows a list, and what narrows it now.
struct Filter {
  Content heading = "Filter";
  std::vector<FilterCategory> selected;
  Content selected_heading = "Selected filters";
  std::string clear_href;
  std::string clear_text = "Clear filters";
  std::string submit_text = "Apply filters";
  Html options;  ///< the controls; the page puts the form around
  Attributes attributes;
};
Html filter(const Filter&);

/// A filter beside its list; the list comes second and is the wider one.
Html filter_layout(const Html& filter, const Html& list);

}  // namespace heed::web

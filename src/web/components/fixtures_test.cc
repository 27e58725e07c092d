// Every component against the fixtures that govuk-frontend ships: options in JSON and the HTML that its own
// templates give for them. What is left out is named in kLeftOut, with the reason.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "web/components/components.h"
#include "web/components/normal_html.h"

namespace heed::web {
namespace {

using Json = nlohmann::ordered_json;

// ---- JSON options as our types
// ------------------------------------------------------------------------------------

bool truthy(const Json& j) {
  if (j.is_null()) return false;
  if (j.is_boolean()) return j.get<bool>();
  if (j.is_string()) return !j.get_ref<const std::string&>().empty();
  if (j.is_number()) return j.get<double>() != 0;
  return true;
}
const Json& at(const Json& j, const char* key) {
  static const Json kNothing;
  return j.is_object() && j.contains(key) ? j.at(key) : kNothing;
}
bool yes(const Json& j, const char* key) {
  return truthy(at(j, key));
}
std::string text_of(const Json& j) {
  if (j.is_string()) return j.get<std::string>();
  return j.is_null() ? "" : j.dump();
}
std::string str(const Json& j, const char* key) {
  return truthy(at(j, key)) ? text_of(at(j, key)) : "";
}
std::string str(const Json& j, const char* key, const char* fallback) {
  return truthy(at(j, key)) ? text_of(at(j, key)) : fallback;
}
int number(const Json& j, const char* key, int fallback = 0) {
  const std::string text = str(j, key);
  return text.empty() ? fallback : std::stoi(text);
}
std::optional<bool> maybe(const Json& j, const char* key) {
  return at(j, key).is_boolean() ? std::optional(at(j, key).get<bool>()) : std::nullopt;
}
std::optional<std::string> maybe_str(const Json& j, const char* key) {
  return at(j, key).is_null() ? std::nullopt : std::optional(text_of(at(j, key)));
}
Html trusted(const std::string& html) {
  return Html::trusted(html);
}
Content content(const Json& j, const char* text = "text", const char* html = "html") {
  if (yes(j, html)) return trusted(str(j, html));
  return text_of(at(j, text));
}
Html raw(const Json& j, const char* key) {
  return trusted(str(j, key));
}
Attributes attributes(const Json& j, const char* key = "attributes") {
  Attributes out;
  for (const auto& [name, value] : at(j, key).items()) out.emplace_back(name, text_of(value));
  return out;
}
/// {"one": …, "other": …} or a text, under the key that the script reads.
void translate(Attributes& out, const Json& j, const char* option, const std::string& key) {
  const Json& words = at(j, option);
  if (words.is_object()) {
    for (const auto& [rule, text] : words.items()) out.emplace_back(key + "." + rule, text_of(text));
  } else if (truthy(words)) {
    out.emplace_back(key, text_of(words));
  }
}
template <class F>
void each(const Json& list, F f) {
  std::size_t n = 0;
  for (const Json& item : list) {
    ++n;
    if (truthy(item)) f(item, n);
  }
}

Label label_of(const Json& j) {
  return {content(j), str(j, "classes"), yes(j, "isPageHeading"), attributes(j), str(j, "for")};
}
Hint hint_of(const Json& j) {
  return {content(j), str(j, "id"), str(j, "classes"), attributes(j)};
}
ErrorMessage error_of(const Json& j) {
  return {content(j), str(j, "id"), str(j, "classes"), attributes(j),
          at(j, "visuallyHiddenText").is_null() ? "Error" : str(j, "visuallyHiddenText")};
}
Fieldset fieldset_of(const Json& j) {
  const Json& legend = at(j, "legend");
  return {.legend = {content(legend), str(legend, "classes"), yes(legend, "isPageHeading")},
          .content = raw(j, "html"),
          .described_by = str(j, "describedBy"),
          .classes = str(j, "classes"),
          .role = str(j, "role"),
          .attributes = attributes(j)};
}
FormGroup group_of(const Json& j) {
  const Json& before = at(j, "beforeInput").is_null() ? at(j, "beforeInputs") : at(j, "beforeInput");
  const Json& after = at(j, "afterInput").is_null() ? at(j, "afterInputs") : at(j, "afterInput");
  return {str(j, "classes"), attributes(j), content(before), content(after)};
}
Tag tag_of(const Json& j) {
  return {content(j), str(j, "classes"), attributes(j)};
}

/// What the text controls have in common.
template <class Control>
Control control_of(const Json& o) {
  Control c;
  c.name = str(o, "name");
  c.label = label_of(at(o, "label"));
  c.hint = hint_of(at(o, "hint"));
  c.error = error_of(at(o, "errorMessage"));
  c.classes = str(o, "classes");
  c.id = str(o, "id");
  c.form_group = group_of(at(o, "formGroup"));
  c.attributes = attributes(o);
  if constexpr (requires { c.described_by; }) c.described_by = str(o, "describedBy");
  if constexpr (requires { c.disabled; }) c.disabled = yes(o, "disabled");
  return c;
}

Html input_of(const Json& o) {
  auto c = control_of<Input>(o);
  const auto affix = [&](const char* key) {
    const Json& j = at(o, key);
    return Affix{content(j), str(j, "classes"), attributes(j)};
  };
  c.value = maybe_str(o, "value");
  c.type = str(o, "type", "text");
  c.autocomplete = str(o, "autocomplete");
  c.inputmode = str(o, "inputmode");
  c.pattern = str(o, "pattern");
  c.autocapitalize = str(o, "autocapitalize");
  c.spellcheck = maybe(o, "spellcheck");
  c.prefix = affix("prefix");
  c.suffix = affix("suffix");
  c.wrapper = {str(at(o, "inputWrapper"), "classes"), attributes(at(o, "inputWrapper"))};
  return input(c);
}
Html textarea_of(const Json& o) {
  auto c = control_of<Textarea>(o);
  c.value = str(o, "value");
  c.rows = number(o, "rows", 5);
  c.autocomplete = str(o, "autocomplete");
  c.spellcheck = maybe(o, "spellcheck");
  return textarea(c);
}
Html character_count_of(const Json& o) {
  auto c = control_of<CharacterCount>(o);
  c.value = str(o, "value");
  c.rows = number(o, "rows", 5);
  c.max_length = number(o, "maxlength");
  c.max_words = number(o, "maxwords");
  c.count_type = str(o, "countType");
  c.threshold = number(o, "threshold");
  c.spellcheck = maybe(o, "spellcheck");
  c.textarea_description = str(o, "textareaDescriptionText");
  c.count_message_classes = str(at(o, "countMessage"), "classes");
  translate(c.translations, o, "charactersUnderLimitText", "characters-under-limit");
  translate(c.translations, o, "charactersAtLimitText", "characters-at-limit");
  translate(c.translations, o, "charactersOverLimitText", "characters-over-limit");
  translate(c.translations, o, "wordsUnderLimitText", "words-under-limit");
  translate(c.translations, o, "wordsAtLimitText", "words-at-limit");
  translate(c.translations, o, "wordsOverLimitText", "words-over-limit");
  return character_count(c);
}
Html password_input_of(const Json& o) {
  auto c = control_of<PasswordInput>(o);
  c.value = maybe_str(o, "value");
  c.autocomplete = str(o, "autocomplete", "current-password");
  c.show_text = str(o, "showPasswordText");
  c.hide_text = str(o, "hidePasswordText");
  c.show_label = str(o, "showPasswordAriaLabelText");
  c.hide_label = str(o, "hidePasswordAriaLabelText");
  c.shown_announcement = str(o, "passwordShownAnnouncementText");
  c.hidden_announcement = str(o, "passwordHiddenAnnouncementText");
  return password_input(c);
}
Html file_upload_of(const Json& o) {
  auto c = control_of<FileUpload>(o);
  c.multiple = yes(o, "multiple");
  c.drop_zone = yes(o, "javascript");
  c.wrapper_classes = str(o, "wrapperClasses");
  c.wrapper_attributes = attributes(o, "wrapperAttributes");
  translate(c.translations, o, "chooseFilesButtonText", "choose-files-button");
  translate(c.translations, o, "noFileChosenText", "no-file-chosen");
  translate(c.translations, o, "multipleFilesChosenText", "multiple-files-chosen");
  translate(c.translations, o, "dropInstructionText", "drop-instruction");
  translate(c.translations, o, "enteredDropZoneText", "entered-drop-zone");
  translate(c.translations, o, "leftDropZoneText", "left-drop-zone");
  return file_upload(c);
}
Html select_of(const Json& o) {
  auto c = control_of<Select>(o);
  c.value = str(o, "value");
  each(at(o, "items"), [&](const Json& i, std::size_t) {
    c.items.push_back(
        {maybe_str(i, "value"), str(i, "text"), maybe(i, "selected"), yes(i, "disabled"), attributes(i)});
  });
  return select(c);
}
Html button_of(const Json& o) {
  return button({.text = content(o),
                 .href = str(o, "href"),
                 .classes = str(o, "classes"),
                 .name = str(o, "name"),
                 .value = str(o, "value"),
                 .type = str(o, "type", "submit"),
                 .disabled = yes(o, "disabled"),
                 .is_start_button = yes(o, "isStartButton"),
                 .prevent_double_click = maybe(o, "preventDoubleClick"),
                 .id = str(o, "id"),
                 .attributes = attributes(o)});
}

/// Radios and checkboxes. An item that is nothing still counts in the numbers of the ids: those behind it get
/// theirs.
template <class Control>
Control choices_of(const Json& o) {
  Control c;
  c.name = str(o, "name");
  c.fieldset = fieldset_of(at(o, "fieldset"));
  c.hint = hint_of(at(o, "hint"));
  c.error = error_of(at(o, "errorMessage"));
  c.classes = str(o, "classes");
  c.id_prefix = str(o, "idPrefix");
  c.form_group = group_of(at(o, "formGroup"));
  c.attributes = attributes(o);
  const std::string prefix = c.id_prefix.empty() ? c.name : c.id_prefix;
  each(at(o, "items"), [&](const Json& i, std::size_t n) {
    const bool moved = n != c.items.size() + 1;
    c.items.push_back({.value = text_of(at(i, "value")),
                       .text = content(i),
                       .hint = hint_of(at(i, "hint")),
                       .conditional = raw(at(i, "conditional"), "html"),
                       .checked = maybe(i, "checked"),
                       .disabled = yes(i, "disabled"),
                       .divider = str(i, "divider"),
                       .behaviour = str(i, "behaviour"),
                       .name = str(i, "name"),
                       .id = !moved || yes(i, "id") ? str(i, "id") : prefix + "-" + std::to_string(n),
                       .label_classes = str(at(i, "label"), "classes"),
                       .label_attributes = attributes(at(i, "label")),
                       .attributes = attributes(i)});
  });
  return c;
}
Html radios_of(const Json& o) {
  auto c = choices_of<Radios>(o);
  c.value = str(o, "value");
  return radios(c);
}
Html checkboxes_of(const Json& o) {
  auto c = choices_of<Checkboxes>(o);
  c.described_by = str(o, "describedBy");
  for (const Json& value : at(o, "values")) c.values.push_back(text_of(value));
  return checkboxes(c);
}
DatePart part_of(const Json& j) {
  return {.name = str(j, "name"),
          .label = str(j, "label"),
          .value = maybe_str(j, "value"),
          .error = maybe(j, "error"),
          .classes = str(j, "classes"),
          .id = str(j, "id"),
          .inputmode = str(j, "inputmode", "numeric"),
          .autocomplete = str(j, "autocomplete"),
          .pattern = str(j, "pattern"),
          .attributes = attributes(j),
          .omitted = j.is_boolean() && !j.get<bool>()};
}
Html date_input_of(const Json& o) {
  DateInput c{.id = str(o, "id"),
              .name_prefix = str(o, "namePrefix"),
              .fieldset = fieldset_of(at(o, "fieldset")),
              .hint = hint_of(at(o, "hint")),
              .error = error_of(at(o, "errorMessage")),
              .values = attributes(o, "values"),
              .classes = str(o, "classes"),
              .form_group = group_of(at(o, "formGroup")),
              .attributes = attributes(o)};
  if (!at(o, "day").is_null()) c.day = part_of(at(o, "day"));
  if (!at(o, "month").is_null()) c.month = part_of(at(o, "month"));
  if (!at(o, "year").is_null()) c.year = part_of(at(o, "year"));
  each(at(o, "items"), [&](const Json& i, std::size_t) { c.items.push_back(part_of(i)); });
  return date_input(c);
}

Html accordion_of(const Json& o) {
  Accordion c{.id = str(o, "id"),
              .heading_level = number(o, "headingLevel", 2),
              .remember_expanded = maybe(o, "rememberExpanded"),
              .classes = str(o, "classes"),
              .attributes = attributes(o)};
  each(at(o, "items"), [&](const Json& i, std::size_t) {
    c.items.push_back({content(at(i, "heading")), content(at(i, "content")), content(at(i, "summary")),
                       yes(i, "expanded")});
  });
  translate(c.translations, o, "hideAllSectionsText", "hide-all-sections");
  translate(c.translations, o, "hideSectionText", "hide-section");
  translate(c.translations, o, "hideSectionAriaLabelText", "hide-section-aria-label");
  translate(c.translations, o, "showAllSectionsText", "show-all-sections");
  translate(c.translations, o, "showSectionText", "show-section");
  translate(c.translations, o, "showSectionAriaLabelText", "show-section-aria-label");
  return accordion(c);
}
Html details_of(const Json& o) {
  return details({content(o, "summaryText", "summaryHtml"), content(o), yes(o, "open"), str(o, "id"),
                  str(o, "classes"), attributes(o)});
}
Html error_summary_of(const Json& o) {
  ErrorSummary c{.title = content(o, "titleText", "titleHtml"),
                 .description = content(o, "descriptionText", "descriptionHtml"),
                 .disable_auto_focus = maybe(o, "disableAutoFocus"),
                 .classes = str(o, "classes"),
                 .attributes = attributes(o)};
  each(at(o, "errorList"), [&](const Json& i, std::size_t) {
    c.errors.push_back({content(i), str(i, "href"), attributes(i)});
  });
  return error_summary(c);
}
Html notification_banner_of(const Json& o) {
  return notification_banner({.text = content(o),
                              .success = str(o, "type") == "success",
                              .title = content(o, "titleText", "titleHtml"),
                              .title_heading_level = number(o, "titleHeadingLevel", 2),
                              .title_id = str(o, "titleId", "govuk-notification-banner-title"),
                              .role = str(o, "role"),
                              .disable_auto_focus = maybe(o, "disableAutoFocus"),
                              .classes = str(o, "classes"),
                              .attributes = attributes(o)});
}
Html panel_of(const Json& o) {
  const Json& actions = at(o, "actions");
  Panel c{.title = content(o, "titleText", "titleHtml"),
          .text = content(o),
          .heading_level = number(o, "headingLevel", 1),
          .classes = str(o, "classes"),
          .actions_classes = str(actions, "classes"),
          .actions_attributes = attributes(actions),
          .attributes = attributes(o)};
  each(at(actions, "items"), [&](const Json& i, std::size_t) {
    c.actions.push_back({str(i, "text"), str(i, "href"), str(i, "type"), str(i, "classes"), attributes(i)});
  });
  return panel(c);
}
Html breadcrumbs_of(const Json& o) {
  Breadcrumbs c{.collapse_on_mobile = yes(o, "collapseOnMobile"),
                .classes = str(o, "classes"),
                .label = str(o, "labelText", "Breadcrumb"),
                .attributes = attributes(o)};
  each(at(o, "items"), [&](const Json& i, std::size_t) {
    c.items.push_back({content(i), str(i, "href"), attributes(i)});
  });
  return breadcrumbs(c);
}
Html exit_this_page_of(const Json& o) {
  return exit_this_page({str(o, "redirectUrl", "https://www.bbc.co.uk/weather"), content(o), str(o, "id"),
                         str(o, "classes"), str(o, "activatedText"), str(o, "timedOutText"),
                         str(o, "pressTwoMoreTimesText"), str(o, "pressOneMoreTimeText"), attributes(o)});
}
Html pagination_of(const Json& o) {
  const auto link = [&](const char* key) {
    const Json& j = at(o, key);
    return PageLink{str(j, "href"), content(j), str(j, "labelText"), attributes(j)};
  };
  Pagination c{.previous = link("previous"),
               .next = link("next"),
               .label = str(o, "landmarkLabel", "Pagination"),
               .classes = str(o, "classes"),
               .attributes = attributes(o)};
  each(at(o, "items"), [&](const Json& i, std::size_t) {
    if (i.empty()) return;
    c.items.push_back({str(i, "number"), str(i, "href"), yes(i, "current"), yes(i, "ellipsis"),
                       str(i, "visuallyHiddenText"), attributes(i)});
  });
  return pagination(c);
}
Html service_navigation_of(const Json& o) {
  const Json& slots = at(o, "slots");
  const Json& end = at(slots, "end");
  ServiceNavigation c{.service_name = str(o, "serviceName"),
                      .service_url = str(o, "serviceUrl"),
                      .collapse_on_mobile = maybe(o, "collapseNavigationOnMobile"),
                      .menu_button_text = str(o, "menuButtonText", "Menu"),
                      .menu_button_label = str(o, "menuButtonLabel"),
                      .navigation_label = str(o, "navigationLabel"),
                      .navigation_id = str(o, "navigationId", "navigation"),
                      .navigation_classes = str(o, "navigationClasses"),
                      .label = str(o, "ariaLabel", "Service information"),
                      .classes = str(o, "classes"),
                      .slot_start = raw(slots, "start"),
                      .slot_end = end.is_object() ? raw(end, "html") : raw(slots, "end"),
                      .slot_navigation_start = raw(slots, "navigationStart"),
                      .slot_navigation_end = raw(slots, "navigationEnd"),
                      .slot_end_inline = str(end, "align") == "inline",
                      .attributes = attributes(o)};
  each(at(o, "navigation"), [&](const Json& i, std::size_t) {
    c.items.push_back({content(i), str(i, "href"), yes(i, "current"), yes(i, "active"), attributes(i)});
  });
  return service_navigation(c);
}
Html tabs_of(const Json& o) {
  Tabs c{.title = str(o, "title", "Contents"),
         .id_prefix = str(o, "idPrefix"),
         .id = str(o, "id"),
         .classes = str(o, "classes"),
         .attributes = attributes(o)};
  each(at(o, "items"), [&](const Json& i, std::size_t n) {
    c.items.push_back({str(i, "label"), content(at(i, "panel")),
                       str(i, "id", (c.id_prefix + "-" + std::to_string(n)).c_str()), attributes(i),
                       attributes(at(i, "panel"))});
  });
  return tabs(c);
}
std::vector<Cell> cells_of(const Json& row) {
  std::vector<Cell> cells;
  for (const Json& i : row) {
    cells.push_back({content(i), str(i, "format"), str(i, "classes"), number(i, "colspan"),
                     number(i, "rowspan"), attributes(i)});
  }
  return cells;
}
Html table_of(const Json& o) {
  Table c{.caption = str(o, "caption"),
          .caption_classes = str(o, "captionClasses"),
          .head = cells_of(at(o, "head")),
          .first_cell_is_header = yes(o, "firstCellIsHeader"),
          .classes = str(o, "classes"),
          .attributes = attributes(o)};
  each(at(o, "rows"), [&](const Json& row, std::size_t) { c.rows.push_back(cells_of(row)); });
  return table(c);
}
std::vector<Action> actions_of(const Json& actions) {
  std::vector<Action> out;
  each(at(actions, "items"), [&](const Json& i, std::size_t) {
    out.push_back(
        {content(i), str(i, "href"), str(i, "visuallyHiddenText"), str(i, "classes"), attributes(i)});
  });
  return out;
}
Html summary_list_of(const Json& o) {
  const Json& card = at(o, "card");
  SummaryList c{.card = {.title = content(at(card, "title")),
                         .actions = actions_of(at(card, "actions")),
                         .heading_level = number(at(card, "title"), "headingLevel", 2),
                         .title_classes = str(at(card, "title"), "classes"),
                         .actions_classes = str(at(card, "actions"), "classes"),
                         .classes = str(card, "classes"),
                         .attributes = attributes(card)},
                .classes = str(o, "classes"),
                .attributes = attributes(o)};
  each(at(o, "rows"), [&](const Json& row, std::size_t) {
    c.rows.push_back({content(at(row, "key")), content(at(row, "value")), actions_of(at(row, "actions")),
                      str(row, "classes"), str(at(row, "key"), "classes"), str(at(row, "value"), "classes"),
                      str(at(row, "actions"), "classes")});
  });
  return summary_list(c);
}
Html task_list_of(const Json& o) {
  TaskList c{.id_prefix = str(o, "idPrefix", "task-list"),
             .classes = str(o, "classes"),
             .attributes = attributes(o)};
  each(at(o, "items"), [&](const Json& i, std::size_t) {
    const Json& status = at(i, "status");
    c.items.push_back({content(at(i, "title")), str(i, "href"), content(status), tag_of(at(status, "tag")),
                       content(at(i, "hint")), str(i, "classes"), str(at(i, "title"), "classes"),
                       str(status, "classes")});
  });
  return task_list(c);
}

struct Component {
  const char* name;
  Html (*render)(const Json& options);
};
const Component kComponents[] = {
    {"accordion", accordion_of},
    {"back-link",
     [](const Json& o) {
       return back_link({str(o, "href", "#"), content(o).empty() ? Content("Back") : content(o),
                         str(o, "classes"), attributes(o)});
     }},
    {"breadcrumbs", breadcrumbs_of},
    {"button", button_of},
    {"character-count", character_count_of},
    {"checkboxes", checkboxes_of},
    {"date-input", date_input_of},
    {"details", details_of},
    {"error-message", [](const Json& o) { return error_message(error_of(o)); }},
    {"error-summary", error_summary_of},
    {"exit-this-page", exit_this_page_of},
    {"fieldset", [](const Json& o) { return fieldset(fieldset_of(o)); }},
    {"file-upload", file_upload_of},
    {"hint", [](const Json& o) { return hint(hint_of(o)); }},
    {"input", input_of},
    {"inset-text",
     [](const Json& o) {
       return inset_text({content(o), str(o, "id"), str(o, "classes"), attributes(o)});
     }},
    {"label", [](const Json& o) { return label(label_of(o)); }},
    {"notification-banner", notification_banner_of},
    {"pagination", pagination_of},
    {"panel", panel_of},
    {"password-input", password_input_of},
    {"phase-banner",
     [](const Json& o) {
       return phase_banner({tag_of(at(o, "tag")), content(o), str(o, "classes"), attributes(o)});
     }},
    {"radios", radios_of},
    {"select", select_of},
    {"service-navigation", service_navigation_of},
    {"skip-link",
     [](const Json& o) {
       return skip_link({content(o), str(o, "href", "#content"), str(o, "classes"), attributes(o)});
     }},
    {"summary-list", summary_list_of},
    {"table", table_of},
    {"tabs", tabs_of},
    {"tag", [](const Json& o) { return tag(tag_of(o)); }},
    {"task-list", task_list_of},
    {"textarea", textarea_of},
    {"warning-text",
     [](const Json& o) {
       return warning_text(
           {content(o), str(o, "iconFallbackText", "Warning"), str(o, "classes"), attributes(o)});
     }},
};

struct LeftOut {
  const char* component;
  const char* fixture;
  const char* reason;
};
const std::vector<LeftOut> kLeftOut = {
    {"accordion", "with falsy values",
     "a list of ours has no empty items that would still be counted in the ids"},
    {"task-list", "with empty values",
     "a list of ours has no empty items that would still be counted in the ids"},
    {"panel", "interruption, no actions items", "an empty box for actions is left out, it has no use"},
};

class Fixtures : public testing::TestWithParam<Component> {};

TEST_P(Fixtures, GiveTheHtmlOfGovukFrontend) {
  const Component& component = GetParam();
  const std::filesystem::path file = std::filesystem::path(HEED_SOURCE_DIR) /
                                     "node_modules/govuk-frontend/dist/govuk/components" / component.name /
                                     "fixtures.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "govuk-frontend is not installed; run script/bootstrap";
  std::ifstream in(file);
  const Json document = Json::parse(in);
  std::set<std::string> left_out;
  for (const LeftOut& one : kLeftOut) {
    if (std::string_view(one.component) == component.name) left_out.insert(one.fixture);
  }
  std::size_t compared = 0;
  for (const Json& fixture : document.at("fixtures")) {
    const auto name = fixture.at("name").get<std::string>();
    if (left_out.erase(name)) continue;
    SCOPED_TRACE(std::string(component.name) + ": " + name + " " + fixture.at("options").dump());
    const Html ours = component.render(fixture.at("options"));
    EXPECT_EQ(NormalHtml::of(ours.str()), NormalHtml::of(fixture.at("html").get_ref<const std::string&>()))
        << ours.str();
    ++compared;
  }
  EXPECT_GT(compared, 0u);
  for (const std::string& name : left_out) ADD_FAILURE() << "left out, but not there: " << name;
}

INSTANTIATE_TEST_SUITE_P(Components, Fixtures, testing::ValuesIn(kComponents), [](const auto& param) {
  std::string name = param.param.name;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(FixturesTable, SaysWhatIsLeftOutAndWhy) {
  for (const LeftOut& one : kLeftOut)
    fmt::print("left out: {}, \"{}\": {}\n", one.component, one.fixture, one.reason);
}

}  // namespace
}  // namespace heed::web

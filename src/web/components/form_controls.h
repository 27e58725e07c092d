// The controls of a form that take text, a file or one of a list, and what surrounds them: label, hint, error
// message, fieldset, button. Options follow the GOV.UK Nunjucks macros under C++ names; whatever is empty is
// left out. An `id` that is empty is the `name`. Nothing here reads a request or checks a value.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/components/content.h"

namespace heed::web {

struct Label {
  Content text;
  std::string classes;  ///< e.g. "govuk-label--l"
  bool is_page_heading = false;
  Attributes attributes;
  std::string for_id;  ///< set by the control that it labels
};
Html label(const Label&);

struct Hint {
  Content text;
  std::string id;  ///< set by the control that it helps
  std::string classes;
  Attributes attributes;
};
Html hint(const Hint&);

struct ErrorMessage {
  Content text;  ///< empty: there is no error
  std::string id;
  std::string classes;
  Attributes attributes;
  std::string visually_hidden_text = "Error";  ///< empty: none
};
Html error_message(const ErrorMessage&);

struct Legend {
  Content text;
  std::string classes;  ///< e.g. "govuk-fieldset__legend--m"
  bool is_page_heading = false;
};
struct Fieldset {
  Legend legend;
  Html content;  ///< ignored where a control fills it
  std::string described_by;
  std::string classes;
  std::string role;
  Attributes attributes;
  /// Whether anything was said about it; controls leave the fieldset out when not.
  bool given() const {
    return !legend.text.empty() || !content.empty() || !described_by.empty() || !classes.empty() ||
           !role.empty() || !attributes.empty();
  }
};
Html fieldset(const Fieldset&);

/// The element around a control.
struct FormGroup {
  std::string classes;
  Attributes attributes;
  Content before;  ///< just before the control
  Content after;   ///< just after it
};

/// What stands before or after an input in its box, such as a pound sign.
struct Affix {
  Content text;
  std::string classes;
  Attributes attributes;
};
struct InputWrapper {
  std::string classes;
  Attributes attributes;
};
struct Input {
  std::string name;
  Label label;
  Hint hint;
  ErrorMessage error;
  std::optional<std::string> value;
  std::string type = "text";
  std::string classes;  ///< e.g. "govuk-input--width-10"
  std::string id;
  std::string autocomplete;
  std::string inputmode;
  std::string pattern;
  std::string autocapitalize;
  std::optional<bool> spellcheck;
  bool disabled = false;
  std::string described_by;
  Affix prefix;
  Affix suffix;
  InputWrapper wrapper;
  FormGroup form_group;
  Attributes attributes;
};
Html input(const Input&);

/// `<input type="hidden">`, for tokens and versions.
Html hidden_input(std::string_view name, std::string_view value);

struct Textarea {
  std::string name;
  Label label;
  Hint hint;
  ErrorMessage error;
  std::string value;
  int rows = 5;
  std::string classes;
  std::string id;
  std::string autocomplete;
  std::optional<bool> spellcheck;
  bool disabled = false;
  std::string described_by;
  FormGroup form_group;
  Attributes attributes;
};
Html textarea(const Textarea&);

/// A textarea that says how much room is left. The limit is a help, not a check.
struct CharacterCount {
  std::string name;
  Label label;
  Hint hint;
  ErrorMessage error;
  std::string value;
  int max_length = 0;      ///< characters; 0: none
  int max_words = 0;       ///< words, before characters when both are given; 0: none
  std::string count_type;  ///< "words", "characters"; empty: from the limit that was given
  int rows = 5;
  int threshold = 0;  ///< percent of the limit from which the message shows
  std::string classes;
  std::string id;
  std::optional<bool> spellcheck;
  std::string textarea_description;  ///< with %{count}; empty: "You can enter up to …"
  std::string count_message_classes;
  Attributes translations;  ///< e.g. {"characters-under-limit.one", "One character to go"}
  FormGroup form_group;
  Attributes attributes;
};
Html character_count(const CharacterCount&);

struct PasswordInput {
  std::string name;
  Label label;
  Hint hint;
  ErrorMessage error;
  std::optional<std::string> value;
  std::string autocomplete = "current-password";
  std::string classes;
  std::string id;
  bool disabled = false;
  std::string described_by;
  std::string show_text;  ///< empty: "Show"
  std::string hide_text;
  std::string show_label;  ///< empty: "Show password"
  std::string hide_label;
  std::string shown_announcement;
  std::string hidden_announcement;
  std::string button_classes;
  FormGroup form_group;
  Attributes attributes;
};
Html password_input(const PasswordInput&);

struct FileUpload {
  std::string name;
  Label label;
  Hint hint;
  ErrorMessage error;
  bool multiple = false;
  bool drop_zone = false;  ///< the improved control with a drop zone, where scripts run
  bool disabled = false;
  std::string classes;
  std::string id;
  std::string described_by;
  Attributes translations;  ///< e.g. {"choose-files-button", "Dewiswch ffeil"}
  std::string wrapper_classes;
  Attributes wrapper_attributes;
  FormGroup form_group;
  Attributes attributes;
};
Html file_upload(const FileUpload&);

struct SelectItem {
  std::optional<std::string> value;  ///< none: the text is the value
  std::string text;
  std::optional<bool> selected;  ///< none: by Select::value
  bool disabled = false;
  Attributes attributes;
};
struct Select {
  std::string name;
  Label label;
  Hint hint;
  ErrorMessage error;
  std::vector<SelectItem> items;
  std::string value;  ///< which item is selected
  std::string classes;
  std::string id;
  bool disabled = false;
  std::string described_by;
  FormGroup form_group;
  Attributes attributes;
};
Html select(const Select&);

struct Button {
  Content text;
  std::string href;     ///< given: a link that looks like a button
  std::string classes;  ///< e.g. "govuk-button--secondary", "govuk-button--warning"
  std::string name;
  std::string value;
  std::string type = "submit";
  bool disabled = false;
  bool is_start_button = false;
  std::optional<bool> prevent_double_click;
  std::string id;
  Attributes attributes;
};
Html button(const Button&);

/// Several buttons or links in one line.
Html button_group(const std::vector<Html>& buttons);

}  // namespace heed::web

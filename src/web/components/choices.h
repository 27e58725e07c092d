// Radios, checkboxes and the three boxes of a date: controls that stand in a fieldset of their own.
// A date here is three strings as typed; reading them is the work of base/date.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/components/content.h"
#include "web/components/form_controls.h"

namespace heed::web {

/// One radio or checkbox; or, with only `divider`, the word between two of them.
struct Choice {
  std::string value;
  Content text;
  Hint hint;
  Html conditional;             ///< shown while this one is chosen; without scripts always
  std::optional<bool> checked;  ///< none: by the control's value
  bool disabled = false;
  std::string divider;
  std::string behaviour;  ///< checkboxes: "exclusive" clears the others
  std::string name;       ///< checkboxes: a name of its own
  std::string id;         ///< empty: the prefix and the number of the choice
  std::string label_classes;
  Attributes label_attributes;
  Attributes attributes;
};

struct Radios {
  std::string name;
  Fieldset fieldset;
  Hint hint;
  ErrorMessage error;
  std::vector<Choice> items;
  std::string value;    ///< which is checked
  std::string classes;  ///< e.g. "govuk-radios--inline"
  std::string id_prefix;
  FormGroup form_group;
  Attributes attributes;
};
Html radios(const Radios&);

struct Checkboxes {
  std::string name;
  Fieldset fieldset;
  Hint hint;
  ErrorMessage error;
  std::vector<Choice> items;
  std::vector<std::string> values;  ///< which are checked
  std::string classes;              ///< e.g. "govuk-checkboxes--small"
  std::string id_prefix;
  std::string described_by;
  FormGroup form_group;
  Attributes attributes;
};
Html checkboxes(const Checkboxes&);

struct DatePart {
  std::string name;   ///< empty: "day", "month" or "year" by its place
  std::string label;  ///< empty: the name, capitalised
  std::optional<std::string> value;
  std::optional<bool>
      error;  ///< none: marked when the whole date has an error and no part has one of its own
  std::string classes;
  std::string id;
  std::string inputmode = "numeric";
  std::string autocomplete;
  std::string pattern;
  Attributes attributes;
  bool omitted = false;  ///< the date has no such part, e.g. only a month and a year are asked for
};
struct DateInput {
  std::string id;
  std::string name_prefix;  ///< "died" makes died-day, died-month, died-year
  Fieldset fieldset;
  Hint hint;
  ErrorMessage error;
  Attributes values;  ///< by the full name of a part, or by "day", "month", "year"
  std::optional<DatePart> day, month, year;
  std::vector<DatePart> items;  ///< other parts than these three
  std::string classes;
  FormGroup form_group;
  Attributes attributes;
};
Html date_input(const DateInput&);

}  // namespace heed::web

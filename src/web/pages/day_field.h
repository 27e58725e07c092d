// A field for an exact day (asked on, due, decided on), typed as loosely as any date of Heed. Where review material may be
// uncertain, use FormOf::date instead.
#pragma once

#include "web/forms.h"

namespace heed::web {

/// The exact day that a person typed; nullopt for what is not one ("May 2016", "about 3 May").
inline std::optional<Day> exact_day(const std::string& typed, Day today) {
  const auto date = UncertainDate::parse(typed, today);
  if (!date.ok() || date->approximate() || date->precision() != DatePrecision::Day) return std::nullopt;
  return parse_iso_day(date->edtf().substr(0, 10));
}

/// Binds an exact day. What is no exact day reads as no day, which the verb refuses with its own words where it is needed.
template <class T>
FormField& day_field(FormOf<T>& form, std::string name, std::string label, Day T::*member, Day today) {
  auto& field = form.custom(
      FieldKind::Date, std::move(name), std::move(label), {},
      [member](const T& value) { return std::vector<std::string>{(value.*member).ok() ? in_words(value.*member) : std::string()}; },
      [member, today](T& value, const std::vector<std::string>& typed) {
        value.*member = typed.empty() ? Day{} : exact_day(typed.front(), today).value_or(Day{});
      });
  field.hint = "An exact day, for example 22 May 2026 or 22/5/26";
  field.input_classes = "govuk-input--width-20";
  return field;
}

}  // namespace heed::web

#include "web/components/choices.h"

#include <algorithm>
#include <cctype>

#include "web/components/writer.h"

namespace heed::web {
namespace {

/// The id of the n-th choice, counted from 1: the first has no number, so that an error summary can link to
/// it.
std::string choice_id(const Choice& item, const std::string& prefix, std::size_t n) {
  if (!item.id.empty()) return item.id;
  return n > 1 ? prefix + "-" + std::to_string(n) : prefix;
}

Label choice_label(const Choice& item, std::string_view own_class, const std::string& id) {
  return {.text = item.text,
          .classes = joined(own_class, item.label_classes),
          .attributes = item.label_attributes,
          .for_id = id};
}

Hint choice_hint(const Choice& item, std::string_view own_class, std::string id) {
  Hint hint = item.hint;
  hint.classes = joined(own_class, item.hint.classes);
  hint.id = std::move(id);
  return hint;
}

void write_radio(Writer& w, const Radios& o, const Choice& item, const std::string& id) {
  if (!item.divider.empty()) {
    w.raw("<div class=\"govuk-radios__divider\">").text(item.divider).raw("</div>\n");
    return;
  }
  const bool checked = item.checked.value_or(!o.value.empty() && item.value == o.value);
  const bool has_hint = !item.hint.text.empty();
  w.raw("<div class=\"govuk-radios__item\">\n<input class=\"govuk-radios__input\"").attr("id", id);
  w.attr("name", o.name).raw(" type=\"radio\"").attr("value", item.value);
  w.flag("checked", checked).flag("disabled", item.disabled);
  if (!item.conditional.empty()) w.attr("data-aria-controls", "conditional-" + id);
  if (has_hint) w.attr("aria-describedby", id + "-item-hint");
  w.attrs(item.attributes).raw(">\n");
  write(w, choice_label(item, "govuk-radios__label", id));
  if (has_hint) write(w, choice_hint(item, "govuk-radios__hint", id + "-item-hint"));
  w.raw("</div>\n");
  if (item.conditional.empty()) return;
  w.raw("<div").cls("govuk-radios__conditional", checked ? "" : "govuk-radios__conditional--hidden");
  w.attr("id", "conditional-" + id).raw(">\n").raw(item.conditional).raw("</div>\n");
}

void write_checkbox(Writer& w, const Checkboxes& o, const Choice& item, const std::string& id,
                    std::string_view described_by) {
  if (!item.divider.empty()) {
    w.raw("<div class=\"govuk-checkboxes__divider\">").text(item.divider).raw("</div>\n");
    return;
  }
  const bool checked = item.checked.value_or(std::ranges::find(o.values, item.value) != o.values.end());
  const bool has_hint = !item.hint.text.empty();
  const std::string hint_id = has_hint ? id + "-item-hint" : std::string();
  w.raw("<div class=\"govuk-checkboxes__item\">\n<input class=\"govuk-checkboxes__input\"").attr("id", id);
  w.attr("name", item.name.empty() ? o.name : item.name).raw(" type=\"checkbox\"").attr("value", item.value);
  w.flag("checked", checked).flag("disabled", item.disabled);
  if (!item.conditional.empty()) w.attr("data-aria-controls", "conditional-" + id);
  w.attr_if("data-behaviour", item.behaviour);
  w.attr_if("aria-describedby", joined(described_by, hint_id)).attrs(item.attributes).raw(">\n");
  write(w, choice_label(item, "govuk-checkboxes__label", id));
  if (has_hint) write(w, choice_hint(item, "govuk-checkboxes__hint", hint_id));
  w.raw("</div>\n");
  if (item.conditional.empty()) return;
  w.raw("<div").cls("govuk-checkboxes__conditional", checked ? "" : "govuk-checkboxes__conditional--hidden");
  w.attr("id", "conditional-" + id).raw(">\n").raw(item.conditional).raw("</div>\n");
}

}  // namespace

Html radios(const Radios& o) {
  const std::string& prefix = o.id_prefix.empty() ? o.name : o.id_prefix;
  Writer inner(512 + 320 * o.items.size());
  const std::string described_by =
      write_hint_and_error(inner, o.hint, o.error, prefix, o.fieldset.described_by);
  inner.raw("<div")
      .cls("govuk-radios", o.classes)
      .attrs(o.attributes)
      .raw(" data-module=\"govuk-radios\">\n");
  inner.put(o.form_group.before);
  std::size_t n = 0;
  for (const Choice& item : o.items) {
    ++n;
    write_radio(inner, o, item, choice_id(item, prefix, n));
  }
  inner.put(o.form_group.after).raw("</div>\n");

  const Html body = std::move(inner).html();
  Writer w(512 + body.str().size());
  open_form_group(w, o.form_group, !o.error.text.empty());
  w.raw(">\n");
  if (o.fieldset.given()) write_fieldset_open(w, o.fieldset, described_by, o.fieldset.role);
  w.raw(body);
  if (o.fieldset.given()) w.raw("</fieldset>\n");
  w.raw("</div>\n");
  return std::move(w).html();
}

Html checkboxes(const Checkboxes& o) {
  const std::string& prefix = o.id_prefix.empty() ? o.name : o.id_prefix;
  const bool has_fieldset = o.fieldset.given();
  Writer inner(512 + 320 * o.items.size());
  const std::string described_by =
      write_hint_and_error(inner, o.hint, o.error, prefix,
                           o.fieldset.described_by.empty() ? o.described_by : o.fieldset.described_by);
  inner.raw("<div").cls("govuk-checkboxes", o.classes).attrs(o.attributes);
  inner.raw(" data-module=\"govuk-checkboxes\">\n").put(o.form_group.before);
  std::size_t n = 0;
  for (const Choice& item : o.items) {
    ++n;
    // Without a fieldset to carry it, every box carries the description itself.
    write_checkbox(inner, o, item, choice_id(item, prefix, n),
                   has_fieldset ? std::string_view() : std::string_view(described_by));
  }
  inner.put(o.form_group.after).raw("</div>\n");

  const Html body = std::move(inner).html();
  Writer w(512 + body.str().size());
  open_form_group(w, o.form_group, !o.error.text.empty());
  w.raw(">\n");
  if (has_fieldset) write_fieldset_open(w, o.fieldset, described_by, o.fieldset.role);
  w.raw(body);
  if (has_fieldset) w.raw("</fieldset>\n");
  w.raw("</div>\n");
  return std::move(w).html();
}

namespace {

std::optional<std::string> value_of(const Attributes& values, std::string_view name) {
  for (const auto& [key, value] : values) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string capitalised(std::string word) {
  std::ranges::transform(word, word.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (!word.empty()) word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
  return word;
}

bool has_own_error(const DatePart& part) {
  return part.error.value_or(false) || part.classes.find("govuk-input--error") != std::string::npos;
}

void write_part(Writer& w, const DateInput& o, const DatePart& part, bool is_year, bool any_has_error) {
  const bool carries_error_class = part.classes.find("govuk-input--error") != std::string::npos;
  const bool whole_date_is_wrong = part.error.value_or(true) && !o.error.text.empty() && !any_has_error;
  std::string classes = "govuk-date-input__input";
  if (!carries_error_class && (has_own_error(part) || whole_date_is_wrong)) classes += " govuk-input--error";
  if (part.classes.find("govuk-input--width-") == std::string::npos) {
    classes += is_year ? " govuk-input--width-4" : " govuk-input--width-2";
  }
  const std::string name = o.name_prefix.empty() ? part.name : o.name_prefix + "-" + part.name;
  std::optional<std::string> value = part.value;
  if (!value) value = value_of(o.values, name);

  w.raw("<div class=\"govuk-date-input__item\">\n");
  write(w, Input{.name = name,
                 .label = {.text = part.label.empty() ? capitalised(part.name) : part.label,
                           .classes = "govuk-date-input__label"},
                 .value = value,
                 .classes = joined(classes, part.classes),
                 .id = part.id.empty() ? o.id + "-" + part.name : part.id,
                 .autocomplete = part.autocomplete,
                 .inputmode = part.inputmode,
                 .pattern = part.pattern,
                 .attributes = part.attributes});
  w.raw("</div>\n");
}

}  // namespace

Html date_input(const DateInput& o) {
  // The three usual parts take their name and value by their place; other parts say theirs, and one that is
  // called as a usual part is treated as that part.
  const auto usual = [&](const std::optional<DatePart>& given, const char* name) {
    DatePart part = given.value_or(DatePart{});
    if (part.name.empty()) part.name = name;
    if (!part.value && !given) part.value = value_of(o.values, name);
    return part;
  };
  const DatePart day = usual(o.day, "day"), month = usual(o.month, "month"), year = usual(o.year, "year");
  std::vector<DatePart> parts = o.items;
  if (parts.empty()) {
    parts = {day, month, year};
    std::erase_if(parts, [](const DatePart& part) { return part.omitted; });
  }
  for (DatePart& part : parts) {
    const DatePart* same = nullptr;
    if (part.name == "day" || part.name == day.name)
      same = &day;
    else if (part.name == "month" || part.name == month.name)
      same = &month;
    else if (part.name == "year" || part.name == year.name)
      same = &year;
    if (same && !part.value) part.value = same->value;
  }

  Writer inner(1536);
  const std::string described_by =
      write_hint_and_error(inner, o.hint, o.error, o.id, o.fieldset.described_by);
  inner.raw("<div").cls("govuk-date-input", o.classes).attrs(o.attributes).attr_if("id", o.id).raw(">\n");
  inner.put(o.form_group.before);
  const bool any_has_error = std::ranges::any_of(parts, has_own_error);
  for (const DatePart& part : parts) {
    write_part(inner, o, part, part.name == "year" || part.name == year.name, any_has_error);
  }
  inner.put(o.form_group.after).raw("</div>\n");

  const Html body = std::move(inner).html();
  Writer w(512 + body.str().size());
  open_form_group(w, o.form_group, !o.error.text.empty());
  w.raw(">\n");
  // The role makes JAWS read the description of a fieldset that holds text inputs.
  if (o.fieldset.given()) write_fieldset_open(w, o.fieldset, described_by, "group");
  w.raw(body);
  if (o.fieldset.given()) w.raw("</fieldset>\n");
  w.raw("</div>\n");
  return std::move(w).html();
}

}  // namespace heed::web

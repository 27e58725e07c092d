#include "web/components/form_controls.h"

#include "web/components/writer.h"

namespace heed::web {

void write(Writer& w, const Label& o) {
  if (o.text.empty()) return;
  if (o.is_page_heading) w.raw("<h1 class=\"govuk-label-wrapper\">");
  w.raw("<label").cls("govuk-label", o.classes).attrs(o.attributes).attr_if("for", o.for_id);
  w.raw(">").put(o.text).raw("</label>\n");
  if (o.is_page_heading) w.raw("</h1>\n");
}

void write(Writer& w, const Hint& o) {
  w.raw("<div").attr_if("id", o.id).cls("govuk-hint", o.classes).attrs(o.attributes);
  w.raw(">").put(o.text).raw("</div>\n");
}

void write(Writer& w, const ErrorMessage& o) {
  w.raw("<p").attr_if("id", o.id).cls("govuk-error-message", o.classes).attrs(o.attributes).raw(">");
  if (!o.visually_hidden_text.empty()) {
    w.raw("<span class=\"govuk-visually-hidden\">").text(o.visually_hidden_text).raw(":</span> ");
  }
  w.put(o.text).raw("</p>\n");
}

Html label(const Label& o) {
  Writer w;
  write(w, o);
  return std::move(w).html();
}
Html hint(const Hint& o) {
  Writer w;
  write(w, o);
  return std::move(w).html();
}
Html error_message(const ErrorMessage& o) {
  Writer w;
  write(w, o);
  return std::move(w).html();
}

void write_fieldset_open(Writer& w, const Fieldset& o, std::string_view described_by, std::string_view role) {
  w.raw("<fieldset").cls("govuk-fieldset", o.classes).attr_if("role", role);
  w.attr_if("aria-describedby", described_by).attrs(o.attributes).raw(">\n");
  if (o.legend.text.empty()) return;
  w.raw("<legend").cls("govuk-fieldset__legend", o.legend.classes).raw(">");
  if (o.legend.is_page_heading) w.raw("<h1 class=\"govuk-fieldset__heading\">");
  w.put(o.legend.text);
  if (o.legend.is_page_heading) w.raw("</h1>");
  w.raw("</legend>\n");
}

Html fieldset(const Fieldset& o) {
  Writer w(512 + o.content.str().size());
  write_fieldset_open(w, o, o.described_by, o.role);
  w.raw(o.content).raw("</fieldset>\n");
  return std::move(w).html();
}

void open_form_group(Writer& w, const FormGroup& group, bool has_error, std::string_view own_class) {
  w.raw("<div").cls("govuk-form-group", has_error ? "govuk-form-group--error" : "", own_class, group.classes);
  w.attrs(group.attributes);
}

std::string write_hint_and_error(Writer& w, const Hint& hint, const ErrorMessage& error,
                                 const std::string& id, std::string described_by) {
  if (!hint.text.empty()) {
    Hint mine = hint;
    mine.id = id + "-hint";
    write(w, mine);
    described_by = joined(described_by, mine.id);
  }
  if (!error.text.empty()) {
    ErrorMessage mine = error;
    mine.id = id + "-error";
    write(w, mine);
    described_by = joined(described_by, mine.id);
  }
  return described_by;
}

namespace {

const std::string& id_of(const std::string& id, const std::string& name) {
  return id.empty() ? name : id;
}

void write_label_for(Writer& w, const Label& label, const std::string& id) {
  Label mine = label;
  mine.for_id = id;
  write(w, mine);
}

void write_affix(Writer& w, const Affix& affix, bool before) {
  if (affix.text.empty()) return;
  w.raw("<div");
  if (before)
    w.cls("govuk-input__prefix", affix.classes);
  else
    w.cls("govuk-input__suffix", affix.classes);
  w.attr("aria-hidden", "true").attrs(affix.attributes).raw(">").put(affix.text).raw("</div>\n");
}

}  // namespace

void write(Writer& w, const Input& o) {
  const std::string& id = id_of(o.id, o.name);
  const bool has_error = !o.error.text.empty();
  open_form_group(w, o.form_group, has_error);
  w.raw(">\n");
  write_label_for(w, o.label, id);
  const std::string described_by = write_hint_and_error(w, o.hint, o.error, id, o.described_by);
  const bool wrapped = !o.prefix.text.empty() || !o.suffix.text.empty() || !o.form_group.before.empty() ||
                       !o.form_group.after.empty();
  if (wrapped) {
    w.raw("<div").cls("govuk-input__wrapper", o.wrapper.classes).attrs(o.wrapper.attributes).raw(">\n");
    w.put(o.form_group.before);
    write_affix(w, o.prefix, true);
  }
  w.raw("<input").cls("govuk-input", o.classes, has_error ? "govuk-input--error" : "");
  w.attr("id", id).attr("name", o.name).attr("type", o.type).attr_if("spellcheck", o.spellcheck);
  if (o.value) w.attr("value", *o.value);
  w.flag("disabled", o.disabled).attr_if("aria-describedby", described_by);
  w.attr_if("autocomplete", o.autocomplete).attr_if("autocapitalize", o.autocapitalize);
  w.attr_if("pattern", o.pattern).attr_if("inputmode", o.inputmode).attrs(o.attributes).raw(">\n");
  if (wrapped) {
    write_affix(w, o.suffix, false);
    w.put(o.form_group.after).raw("</div>\n");
  }
  w.raw("</div>\n");
}
Html input(const Input& o) {
  Writer w;
  write(w, o);
  return std::move(w).html();
}

Html hidden_input(std::string_view name, std::string_view value) {
  Writer w(64 + name.size() + value.size());
  w.raw("<input type=\"hidden\"").attr("name", name).attr("value", value).raw(">\n");
  return std::move(w).html();
}

void write(Writer& w, const Textarea& o) {
  const std::string& id = id_of(o.id, o.name);
  const bool has_error = !o.error.text.empty();
  open_form_group(w, o.form_group, has_error);
  w.raw(">\n");
  write_label_for(w, o.label, id);
  const std::string described_by = write_hint_and_error(w, o.hint, o.error, id, o.described_by);
  w.put(o.form_group.before);
  w.raw("<textarea").cls("govuk-textarea", has_error ? "govuk-textarea--error" : "", o.classes);
  w.attr("id", id).attr("name", o.name).attr_if("rows", o.rows).attr_if("spellcheck", o.spellcheck);
  w.flag("disabled", o.disabled).attr_if("aria-describedby", described_by);
  w.attr_if("autocomplete", o.autocomplete).attrs(o.attributes).raw(">");
  // A parser drops one line break at the start of a textarea; without this a value would lose its own.
  if (o.value.starts_with('\n') || o.value.starts_with("\r\n")) w.raw("\n");
  w.text(o.value).raw("</textarea>\n").put(o.form_group.after).raw("</div>\n");
}
Html textarea(const Textarea& o) {
  Writer w(512 + o.value.size());
  write(w, o);
  return std::move(w).html();
}

Html character_count(const CharacterCount& o) {
  const std::string& id = id_of(o.id, o.name);
  const int limit = o.max_words ? o.max_words : o.max_length;
  const std::string count_type = !o.count_type.empty() ? o.count_type : o.max_words ? "words" : "";

  std::string description = o.textarea_description;
  if (description.empty()) {
    description = count_type == "words" ? "You can enter up to %{count} words"
                                        : "You can enter up to %{count} characters";
  }
  if (const auto at = description.find("%{count}"); at != std::string::npos) {
    description.replace(at, 8, std::to_string(limit));
  }
  Hint message{.text = limit ? description : std::string(),
               .id = id + "-info",
               .classes = joined("govuk-character-count__message", o.count_message_classes)};
  Writer after;
  write(after, message);
  after.put(o.form_group.after);

  Attributes group{{"data-module", "govuk-character-count"}};
  if (o.max_length) group.emplace_back("data-maxlength", std::to_string(o.max_length));
  if (o.max_words) group.emplace_back("data-maxwords", std::to_string(o.max_words));
  if (o.threshold) group.emplace_back("data-threshold", std::to_string(o.threshold));
  if (!count_type.empty()) group.emplace_back("data-count-type", count_type);
  if (!limit && !o.textarea_description.empty()) {
    group.emplace_back("data-i18n.textarea-description.other", o.textarea_description);
  }
  for (const auto& [key, value] : o.translations) group.emplace_back("data-i18n." + key, value);
  group.insert(group.end(), o.form_group.attributes.begin(), o.form_group.attributes.end());

  return textarea({.name = o.name,
                   .label = o.label,
                   .hint = o.hint,
                   .error = o.error,
                   .value = o.value,
                   .rows = o.rows,
                   .classes = joined("govuk-js-character-count", o.classes),
                   .id = id,
                   .spellcheck = o.spellcheck,
                   .described_by = id + "-info",
                   .form_group = {.classes = joined("govuk-character-count", o.form_group.classes),
                                  .attributes = std::move(group),
                                  .before = o.form_group.before,
                                  .after = std::move(after).html()},
                   .attributes = o.attributes});
}

Html password_input(const PasswordInput& o) {
  const std::string& id = id_of(o.id, o.name);
  Attributes group{{"data-module", "govuk-password-input"}};
  const auto translate = [&](const char* key, const std::string& value) {
    if (!value.empty()) group.emplace_back(key, value);
  };
  translate("data-i18n.show-password", o.show_text);
  translate("data-i18n.hide-password", o.hide_text);
  translate("data-i18n.show-password-aria-label", o.show_label);
  translate("data-i18n.hide-password-aria-label", o.hide_label);
  translate("data-i18n.password-shown-announcement", o.shown_announcement);
  translate("data-i18n.password-hidden-announcement", o.hidden_announcement);
  group.insert(group.end(), o.form_group.attributes.begin(), o.form_group.attributes.end());

  Writer after;
  write(after, Button{.text = o.show_text.empty() ? "Show" : o.show_text,
                      .classes = joined("govuk-button--secondary govuk-password-input__toggle "
                                        "govuk-js-password-input-toggle",
                                        o.button_classes),
                      .type = "button",
                      .attributes = {{"aria-controls", id},
                                     {"aria-label", o.show_label.empty() ? "Show password" : o.show_label},
                                     {"hidden", ""}}});
  after.put(o.form_group.after);

  return input({.name = o.name,
                .label = o.label,
                .hint = o.hint,
                .error = o.error,
                .value = o.value,
                .type = "password",
                .classes = joined("govuk-password-input__input govuk-js-password-input-input", o.classes),
                .id = id,
                .autocomplete = o.autocomplete,
                .autocapitalize = "none",
                .spellcheck = false,
                .disabled = o.disabled,
                .described_by = o.described_by,
                .wrapper = {.classes = "govuk-password-input__wrapper"},
                .form_group = {.classes = joined("govuk-password-input", o.form_group.classes),
                               .attributes = std::move(group),
                               .before = o.form_group.before,
                               .after = std::move(after).html()},
                .attributes = o.attributes});
}

Html file_upload(const FileUpload& o) {
  const std::string& id = id_of(o.id, o.name);
  const bool has_error = !o.error.text.empty();
  Writer w;
  open_form_group(w, o.form_group, has_error);
  w.raw(">\n");
  write_label_for(w, o.label, id);
  const std::string described_by = write_hint_and_error(w, o.hint, o.error, id, o.described_by);
  w.put(o.form_group.before);
  if (o.drop_zone) {
    w.raw("<div")
        .cls("govuk-file-upload-wrapper", o.wrapper_classes)
        .attr("data-module", "govuk-file-upload");
    w.translations(o.translations).attrs(o.wrapper_attributes).raw(">\n");
  }
  w.raw("<input").cls("govuk-file-upload", o.classes, has_error ? "govuk-file-upload--error" : "");
  w.attr("id", id).attr("name", o.name).attr("type", "file").flag("disabled", o.disabled);
  w.flag("multiple", o.multiple).attr_if("aria-describedby", described_by).attrs(o.attributes).raw(">\n");
  if (o.drop_zone) w.raw("</div>\n");
  w.put(o.form_group.after).raw("</div>\n");
  return std::move(w).html();
}

Html select(const Select& o) {
  const std::string& id = id_of(o.id, o.name);
  const bool has_error = !o.error.text.empty();
  Writer w(512 + 64 * o.items.size());
  open_form_group(w, o.form_group, has_error);
  w.raw(">\n");
  write_label_for(w, o.label, id);
  const std::string described_by = write_hint_and_error(w, o.hint, o.error, id, o.described_by);
  w.put(o.form_group.before);
  w.raw("<select").cls("govuk-select", o.classes, has_error ? "govuk-select--error" : "");
  w.attr("id", id).attr("name", o.name).flag("disabled", o.disabled);
  w.attr_if("aria-describedby", described_by).attrs(o.attributes).raw(">\n");
  for (const SelectItem& item : o.items) {
    const std::string& value = item.value ? *item.value : item.text;
    w.raw("<option");
    if (item.value) w.attr("value", *item.value);
    w.flag("selected", item.selected.value_or(!o.value.empty() && value == o.value));
    w.flag("disabled", item.disabled).attrs(item.attributes).raw(">").text(item.text).raw("</option>\n");
  }
  w.raw("</select>\n").put(o.form_group.after).raw("</div>\n");
  return std::move(w).html();
}

void write(Writer& w, const Button& o) {
  const auto common = [&] {
    w.cls("govuk-button", o.classes, o.is_start_button ? "govuk-button--start" : "");
    w.attr("data-module", "govuk-button").attrs(o.attributes).attr_if("id", o.id).raw(">");
    const bool wrapped = o.is_start_button && o.text.is_html();  // the start button is a flexbox
    if (wrapped) w.raw("<span>");
    w.put(o.text);
    if (wrapped) w.raw("</span>");
    if (o.is_start_button) {
      w.raw(
          "<svg class=\"govuk-button__start-icon\" xmlns=\"http://www.w3.org/2000/svg\" width=\"17.5\" "
          "height=\"19\""
          " viewBox=\"0 0 33 40\" aria-hidden=\"true\" focusable=\"false\">"
          "<path fill=\"currentColor\" d=\"M0 0h13l20 20-20 20H0l20-20z\"/></svg>");
    }
  };
  if (!o.href.empty()) {
    w.raw("<a").attr("href", o.href).raw(" role=\"button\" draggable=\"false\"");
    common();
    w.raw("</a>\n");
    return;
  }
  w.raw("<button").attr("type", o.type).attr_if("value", o.value).attr_if("name", o.name);
  if (o.disabled) w.raw(" disabled aria-disabled=\"true\"");
  w.attr_if("data-prevent-double-click", o.prevent_double_click);
  common();
  w.raw("</button>\n");
}
Html button(const Button& o) {
  Writer w;
  write(w, o);
  return std::move(w).html();
}

Html button_group(const std::vector<Html>& buttons) {
  Writer w;
  w.raw("<div class=\"govuk-button-group\">\n");
  for (const Html& one : buttons) w.raw(one);
  w.raw("</div>\n");
  return std::move(w).html();
}

}  // namespace heed::web

#include "web/forms.h"

#include <algorithm>

#include "base/trim.h"

namespace heed::web {

namespace {

constexpr std::string_view kVersionField = "_version";
constexpr std::string_view kWasField = "_was";

const std::string kNothing;

/// Browsers send CRLF from a textarea; one newline is kept.
std::string with_newlines(std::string text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text)
    if (c != '\r') out += c;
  return out;
}

bool offered(const FormField& field, const std::string& value) {
  return std::any_of(field.options.begin(), field.options.end(), [&](const Option& o) { return o.value == value; });
}

/// Marks that change the direction of text, and characters without a shape: they can make one name look like another.
bool has_hidden_marks(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto a = static_cast<unsigned char>(text[i]), b = static_cast<unsigned char>(text[i + 1]), c = static_cast<unsigned char>(text[i + 2]);
    if (a == 0xE2 && b == 0x80 && (c == 0x8B || c == 0x8E || c == 0x8F || (c >= 0xAA && c <= 0xAE))) return true;  // U+200B, 200E–F, 202A–E
    if (a == 0xE2 && b == 0x81 && c >= 0xA6 && c <= 0xA9) return true;                                            // U+2066–2069
    if (a == 0xEF && b == 0xBB && c == 0xBF) return true;                                                         // U+FEFF
  }
  return std::any_of(text.begin(), text.end(), [](char ch) { const auto u = static_cast<unsigned char>(ch); return u < 0x20 && ch != '\n' && ch != '\t' && ch != '\r'; });
}

std::string error_of(const FormField& field, const Errors& errors) {
  for (const auto& e : errors)
    if (e.field == field.name) return e.message;
  return {};
}

Html render_field(const FormField& field, const Typed& typed, const Errors& errors) {
  const std::string error = error_of(field, errors);
  const std::string& value = first(typed, field.name);
  switch (field.kind) {
    case FieldKind::Note:
      return field.note;
    case FieldKind::Text:
    case FieldKind::Date: {
      Input i;
      i.name = field.name;
      i.label = {.text = field.label, .classes = "govuk-label--s"};
      i.hint = {.text = field.hint};
      i.error = {.text = error};
      i.value = value;
      i.type = field.type;
      i.classes = field.input_classes;
      i.autocomplete = field.autocomplete;
      i.inputmode = field.inputmode;
      if (field.kind == FieldKind::Date && error.empty() && !value.empty()) {
        // Shown as typed and as understood.
        if (auto date = UncertainDate::parse(value, Day{std::chrono::year{2099}, std::chrono::January, std::chrono::day{1}}); date.ok())
          i.form_group.after = html("<p class=\"govuk-hint heed-understood\">Understood as {}</p>", date->understood());
      }
      return input(i);
    }
    case FieldKind::Password: {
      PasswordInput p;
      p.name = field.name;
      p.label = {.text = field.label, .classes = "govuk-label--s"};
      p.hint = {.text = field.hint};
      p.error = {.text = error};
      if (!field.autocomplete.empty()) p.autocomplete = field.autocomplete;
      return password_input(p);
    }
    case FieldKind::Textarea: {
      Textarea t;
      t.name = field.name;
      t.label = {.text = field.label, .classes = "govuk-label--s"};
      t.hint = {.text = field.hint};
      t.error = {.text = error};
      t.value = value;
      t.rows = field.rows;
      return textarea(t);
    }
    case FieldKind::Select: {
      Select s;
      s.name = field.name;
      s.label = {.text = field.label, .classes = "govuk-label--s"};
      s.hint = {.text = field.hint};
      s.error = {.text = error};
      s.value = value;
      s.items.push_back({.value = "", .text = "Choose one"});
      for (const auto& o : field.options) s.items.push_back({.value = o.value, .text = o.text});
      return select(s);
    }
    case FieldKind::Radios: {
      Radios r;
      r.name = field.name;
      r.fieldset = {.legend = {.text = field.label, .classes = "govuk-fieldset__legend--s"}};
      r.hint = {.text = field.hint};
      r.error = {.text = error};
      r.value = value;
      for (const auto& o : field.options) r.items.push_back({.value = o.value, .text = o.text, .hint = {.text = o.hint}});
      return radios(r);
    }
    case FieldKind::Checkboxes: {
      Checkboxes b;
      b.name = field.name;
      b.fieldset = {.legend = {.text = field.label, .classes = "govuk-fieldset__legend--s"}};
      b.hint = {.text = field.hint};
      b.error = {.text = error};
      if (auto it = typed.find(field.name); it != typed.end()) b.values = it->second;
      for (const auto& o : field.options) b.items.push_back({.value = o.value, .text = o.text, .hint = {.text = o.hint}});
      return checkboxes(b);
    }
    case FieldKind::File: {
      FileUpload f;
      f.name = field.name;
      f.label = {.text = field.label, .classes = "govuk-label--s"};
      f.hint = {.text = field.hint};
      f.error = {.text = error};
      return file_upload(f);
    }
  }
  return {};
}

/// The control that an error's link leads to.
std::string anchor(const FormFields& fields, const std::string& name) {
  for (const auto& f : fields.fields)
    if (f.name == name) return "#" + name;
  return "#form";
}

Html summary_of(const FormFields& fields, const Errors& errors, const Error* refusal) {
  ErrorSummary s;
  for (const auto& e : errors) s.errors.push_back({.text = e.message, .href = anchor(fields, e.field)});
  if (refusal && errors.empty()) {
    s.errors.push_back({.text = refusal->message, .href = "#form"});
    if (!refusal->next.empty()) s.description = refusal->next;
  }
  if (s.errors.empty()) return {};
  return error_summary(s);
}

std::string as_json(const Typed& typed) {
  Json j = Json::object();
  for (const auto& [name, values] : typed) j[name] = values;
  return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Typed from_json(const std::string& text) {
  Typed typed;
  const auto j = Json::parse(text, nullptr, false);
  if (!j.is_object()) return typed;
  for (const auto& [name, values] : j.items()) {
    if (!values.is_array()) continue;
    for (const auto& v : values)
      if (v.is_string()) typed[name].push_back(v.get<std::string>());
  }
  return typed;
}

bool is_multipart(const FormFields& fields) {
  return std::any_of(fields.fields.begin(), fields.fields.end(), [](const FormField& f) { return f.kind == FieldKind::File; });
}

Html form_body(Context& c, const FormPage& page, const FormFields& fields, const Typed& typed, const Errors& errors,
               std::int64_t version, const Typed& was) {
  Html out;
  const Html hidden = hidden_input("csrf", c.csrf) + hidden_input(kVersionField, std::to_string(version)) +
                      (version > 0 ? hidden_input(kWasField, as_json(was)) : Html());
  if (is_multipart(fields)) out += html("<form id=\"form\" method=\"post\" enctype=\"multipart/form-data\" novalidate>{}", hidden);
  else out += html("<form id=\"form\" method=\"post\" novalidate>{}", hidden);
  out += fields.render(typed, errors);
  std::vector<Html> buttons{button({.text = page.button, .prevent_double_click = true})};
  if (!page.cancel.empty()) buttons.push_back(html("<a class=\"govuk-link\" href=\"{}\">Cancel</a>", page.cancel));
  out += button_group(buttons) + html("</form>");
  return out;
}

}  // namespace

const std::string& first(const Typed& typed, const std::string& name) {
  auto it = typed.find(name);
  return it == typed.end() || it->second.empty() ? kNothing : it->second.front();
}

Typed FormFields::typed(const Request& request) const {
  Typed out;
  for (const auto& field : fields) {
    if (field.kind == FieldKind::Note || field.kind == FieldKind::File) continue;
    auto& values = out[field.name];
    for (const auto& value : request.form().all(field.name)) {
      if (field.kind == FieldKind::Password) values.emplace_back(value);
      else if (field.kind == FieldKind::Textarea) values.emplace_back(trimmed(with_newlines(std::string(value))));
      else values.emplace_back(trimmed(value));
      if (field.kind != FieldKind::Checkboxes) break;
    }
  }
  return out;
}

Errors FormFields::problems(const Typed& typed, Day today) const {
  Errors errors;
  for (const auto& field : fields) {
    if (field.kind == FieldKind::Note || field.kind == FieldKind::File) continue;
    const std::string& value = first(typed, field.name);
    if (value.empty()) {
      if (!field.required.empty()) errors.push_back({field.name, field.required});
      continue;
    }
    switch (field.kind) {
      case FieldKind::Text:
      case FieldKind::Textarea:
        if (value.size() > field.max_length)
          errors.push_back({field.name, fmt::format("{} must be {} characters or fewer", field.label, field.max_length)});
        else if (has_hidden_marks(value))
          errors.push_back({field.name, fmt::format("{} holds a hidden character that changes how text is shown. Type it again instead of pasting", field.label)});
        break;
      case FieldKind::Date:
        if (auto date = UncertainDate::parse(value, today); !date.ok()) errors.push_back({field.name, date.error().message});
        break;
      case FieldKind::Radios:
      case FieldKind::Select:
        if (!offered(field, value)) errors.push_back({field.name, "Choose one of the answers offered"});
        break;
      case FieldKind::Checkboxes:
        for (const auto& v : typed.at(field.name))
          if (!offered(field, v)) { errors.push_back({field.name, "Choose from the answers offered"}); break; }
        break;
      case FieldKind::Password:
      case FieldKind::File:
      case FieldKind::Note:
        break;
    }
  }
  return errors;
}

Html FormFields::render(const Typed& typed, const Errors& errors) const {
  Html out;
  for (const auto& field : fields) out += render_field(field, typed, errors);
  return out;
}

std::string FormFields::in_words(const FormField& field, const Typed& typed) const {
  std::string out;
  auto it = typed.find(field.name);
  if (it == typed.end()) return out;
  for (const auto& value : it->second) {
    std::string word = value;
    for (const auto& o : field.options)
      if (o.value == value) word = o.text;
    if (!out.empty() && !word.empty()) out += ", ";
    out += word;
  }
  return out;
}

std::int64_t posted_version(const Request& request) {
  const auto& text = request.form(kVersionField);
  if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string::npos) return 0;
  return std::stoll(text);
}

Response form_page(Context& c, const FormPage& page, const FormFields& fields, const Typed& typed, const Errors& errors,
                   std::int64_t version, const Error* refusal) {
  // What the form showed when it was first opened rides along, so that a later conflict can be told field by field.
  const Typed was = c.is_post() && c.request.form().has(kWasField) ? from_json(c.request.form(kWasField)) : typed;
  const Html problems = summary_of(fields, errors, refusal);
  View view;
  view.title = page.title;
  view.breadcrumbs = page.breadcrumbs;
  view.has_error = !problems.empty();
  view.main = two_thirds(problems + heading(c, page.title) + page.before + form_body(c, page, fields, typed, errors, version, was));
  if (refusal) view.status = http_status(refusal->code);
  else if (view.has_error) view.status = 422;
  return show(c, std::move(view));
}

Response stale_page(Context& c, const FormPage& page, const FormFields& fields, const Typed& typed, const Typed& now, std::int64_t version_now) {
  const Typed was = from_json(c.request.form(kWasField));
  Table changes;
  changes.caption = "What changed while you had the form open";
  changes.caption_classes = "govuk-table__caption--m";
  changes.head = {{.content = "Question"}, {.content = "When you opened the form"}, {.content = "Now"}, {.content = "What you typed"}};
  changes.first_cell_is_header = true;
  for (const auto& field : fields.fields) {
    if (field.kind == FieldKind::Note || field.kind == FieldKind::File || field.kind == FieldKind::Password) continue;
    const auto before = fields.in_words(field, was), after = fields.in_words(field, now);
    if (before == after) continue;
    changes.rows.push_back({{.content = field.label}, {.content = before}, {.content = after}, {.content = fields.in_words(field, typed)}});
  }
  ErrorSummary s;
  s.title = "Somebody else changed this while you had it open";
  s.errors.push_back({.text = "Nothing has been saved yet. What you typed is kept below.", .href = "#form"});
  Html main = error_summary(s) + heading(c, page.title);
  if (!changes.rows.empty()) main += scroll_region("What changed", table(changes));
  else main += para("The answers on this form are the same as when you opened it; something beside them changed.");
  main += para("Check your answers against what is there now, change them where you need to, and save.");
  FormPage again = page;
  again.button = "Save my answers";
  main += form_body(c, again, fields, typed, {}, version_now, now);
  View view;
  view.title = page.title;
  view.breadcrumbs = page.breadcrumbs;
  view.has_error = true;
  view.status = http_status(Code::Stale);
  view.main = two_thirds(main);
  return show(c, std::move(view));
}

}  // namespace heed::web

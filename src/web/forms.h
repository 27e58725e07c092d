// Forms: one description of a form's fields, bound to the members of a noun, serves to show it, to read it, to show it again
// with what was typed and what is wrong, and to say what somebody else changed meanwhile. It is typed C++, not a form
// builder: a page still decides what it asks. `edit()` is the one shape of an editing page.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/date.h"
#include "web/components/components.h"
#include "web/pages/layout.h"
#include "web/routes.h"

namespace heed::web {

/// What was typed into each field, by name; several values for checkboxes.
using Typed = std::map<std::string, std::vector<std::string>>;
using Errors = std::vector<FieldError>;

enum class FieldKind { Text, Textarea, Radios, Checkboxes, Select, Date, Password, File, Note };

struct Option {
  std::string value, text, hint;
};

/// One field as a page shows it.
struct FormField {
  FieldKind kind = FieldKind::Text;
  std::string name, label, hint;
  std::vector<Option> options;
  std::string required;        ///< the message when nothing is given; empty: may be left out
  std::string input_classes;   ///< e.g. "govuk-input--width-10"
  std::string type = "text", autocomplete, inputmode;
  int rows = 5;
  std::size_t max_length = 4000;  ///< bytes; Textarea: 40,000
  Html note;                   ///< for Note: content between fields

  FormField& with_hint(std::string text) { hint = std::move(text); return *this; }
  FormField& must(std::string message) { required = std::move(message); return *this; }
  FormField& narrow() { input_classes = "govuk-input--width-10"; return *this; }
  FormField& tall(int n) { rows = n; return *this; }
};

const std::string& first(const Typed& typed, const std::string& name);  ///< "" when absent

/// Fields in order, without what they are bound to.
class FormFields {
 public:
  std::vector<FormField> fields;

  /// The typed values of a request, as they came.
  Typed typed(const Request& request) const;
  /// Required fields left out, values too long, options that were not offered, dates that were not understood, direction marks in names.
  Errors problems(const Typed& typed, Day today) const;
  Html render(const Typed& typed, const Errors& errors) const;
  /// How one field's value reads in words (option texts instead of values).
  std::string in_words(const FormField& field, const Typed& typed) const;
};

/// Fields bound to the members of T.
template <class T>
class FormOf : public FormFields {
 public:
  template <class Member>
  FormField& text(std::string name, std::string label, Member T::*member) { return bind(FieldKind::Text, std::move(name), std::move(label), {}, member); }
  template <class Member>
  FormField& textarea(std::string name, std::string label, Member T::*member) {
    auto& f = bind(FieldKind::Textarea, std::move(name), std::move(label), {}, member);
    f.max_length = 40000;
    return f;
  }
  template <class Member>
  FormField& radios(std::string name, std::string label, std::vector<Option> options, Member T::*member) { return bind(FieldKind::Radios, std::move(name), std::move(label), std::move(options), member); }
  template <class Member>
  FormField& select(std::string name, std::string label, std::vector<Option> options, Member T::*member) { return bind(FieldKind::Select, std::move(name), std::move(label), std::move(options), member); }
  FormField& checkboxes(std::string name, std::string label, std::vector<Option> options, std::vector<std::string> T::*member) {
    auto& f = add(FieldKind::Checkboxes, name, std::move(label), std::move(options));
    shows_.push_back([name, member](const T& t, Typed& typed) { typed[name] = t.*member; });
    reads_.push_back([name, member](T& t, const Typed& typed, Day) {
      auto it = typed.find(name);
      t.*member = it == typed.end() ? std::vector<std::string>{} : it->second;
    });
    return f;
  }
  /// An uncertain date, as loosely typed.
  FormField& date(std::string name, std::string label, UncertainDate T::*member) {
    auto& f = add(FieldKind::Date, name, std::move(label), {});
    f.hint = "For example, 22 May 2016, May 2016, early 2017 or about March 2018";
    f.input_classes = "govuk-input--width-20";
    shows_.push_back([name, member](const T& t, Typed& typed) { typed[name] = {(t.*member).typed()}; });
    reads_.push_back([name, member](T& t, const Typed& typed, Day today) {
      const auto& given = first(typed, name);
      if (given.empty()) { t.*member = UncertainDate(); return; }
      if (auto date = UncertainDate::parse(given, today); date.ok()) t.*member = *date;
    });
    return f;
  }
  /// Words or a heading between two fields.
  FormOf& note(Html content) { FormField f; f.kind = FieldKind::Note; f.note = std::move(content); fields.push_back(std::move(f)); return *this; }
  /// A field bound by hand.
  FormField& custom(FieldKind kind, std::string name, std::string label, std::vector<Option> options,
                    std::function<std::vector<std::string>(const T&)> show, std::function<void(T&, const std::vector<std::string>&)> read) {
    auto& f = add(kind, name, std::move(label), std::move(options));
    shows_.push_back([name, show](const T& t, Typed& typed) { typed[name] = show(t); });
    reads_.push_back([name, read](T& t, const Typed& typed, Day) {
      auto it = typed.find(name);
      read(t, it == typed.end() ? std::vector<std::string>{} : it->second);
    });
    return f;
  }

  Typed show(const T& value) const { Typed typed; for (const auto& s : shows_) s(value, typed); return typed; }
  /// REQUIRES: `problems` found none.
  void read(T& value, const Typed& typed, Day today) const { for (const auto& r : reads_) r(value, typed, today); }

 private:
  FormField& add(FieldKind kind, std::string name, std::string label, std::vector<Option> options) {
    FormField f;
    f.kind = kind; f.name = std::move(name); f.label = std::move(label); f.options = std::move(options);
    fields.push_back(std::move(f));
    return fields.back();
  }
  template <class Member>
  FormField& bind(FieldKind kind, std::string name, std::string label, std::vector<Option> options, Member T::*member) {
    auto& f = add(kind, name, std::move(label), std::move(options));
    shows_.push_back([name, member](const T& t, Typed& typed) { typed[name] = {to_text(t.*member)}; });
    reads_.push_back([name, member](T& t, const Typed& typed, Day) { from_text(t.*member, first(typed, name)); });
    return f;
  }
  static std::string to_text(const std::string& v) { return v; }
  static std::string to_text(const PersonalText& v) { return v.reveal(); }
  static std::string to_text(bool v) { return v ? "yes" : "no"; }
  static std::string to_text(const Day& v) { return v.ok() ? iso(v) : std::string(); }
  template <class Tag> static std::string to_text(const Id<Tag>& v) { return v.text(); }
  template <class E> requires std::is_enum_v<E> static std::string to_text(const E& v) { return Json(v).template get<std::string>(); }
  static void from_text(std::string& v, const std::string& s) { v = s; }
  static void from_text(PersonalText& v, const std::string& s) { v = PersonalText(s); }
  static void from_text(bool& v, const std::string& s) { v = s == "yes"; }
  template <class Tag> static void from_text(Id<Tag>& v, const std::string& s) { v = Id<Tag>::parse(s).value_or(Id<Tag>{}); }
  template <class E> requires std::is_enum_v<E> static void from_text(E& v, const std::string& s) { v = Json(s).template get<E>(); }

  std::vector<std::function<void(const T&, Typed&)>> shows_;
  std::vector<std::function<void(T&, const Typed&, Day)>> reads_;
};

/// What surrounds the fields of an editing page.
struct FormPage {
  std::string title;               ///< the page's heading; never a real name
  Html before;                     ///< between heading and fields
  std::string button = "Save and continue";
  std::string cancel;              ///< where "Cancel" leads; empty: no link
  std::vector<Crumb> breadcrumbs;  ///< empty: those of the review
};

/// The page of a form: shown with `typed` and `errors`; `version` and what the form showed at first ride along hidden.
Response form_page(Context& c, const FormPage& page, const FormFields& fields, const Typed& typed, const Errors& errors,
                   std::int64_t version = 0, const Error* refusal = nullptr);
/// Somebody else changed the thing meanwhile: shows what, keeps what was typed, and lets the person save it over the present state.
Response stale_page(Context& c, const FormPage& page, const FormFields& fields, const Typed& typed, const Typed& now, std::int64_t version_now);

/// The version that the posted form was made from.
std::int64_t posted_version(const Request& request);

/// The one shape of an editing page. GET shows `current`; POST reads the form into a copy of it and calls
/// `save(value, expected_version) -> Result<std::string>`, which gives the address to go to. BadInput with fields comes back at the fields;
/// Stale shows what changed (`current` must be read afresh in this request); other errors stand above the form. What was typed is always kept.
template <class T, class Save>
Response edit(Context& c, const FormPage& page, const FormOf<T>& form, const T& current, std::int64_t version, Save save) {
  if (!c.is_post()) return form_page(c, page, form, form.show(current), {}, version);
  const Typed typed = form.typed(c.request);
  const Day today = c.app.clock.today();
  const Errors errors = form.problems(typed, today);
  const std::int64_t expected = posted_version(c.request);
  if (!errors.empty()) return form_page(c, page, form, typed, errors, expected);
  T value = current;
  form.read(value, typed, today);
  Result<std::string> saved = expected == version || version == 0 ? save(value, expected) : Result<std::string>(Error{Code::Stale, "", "", {}});
  if (saved.ok()) return Response::redirect(saved.value());
  if (saved.error().code == Code::Stale) return stale_page(c, page, form, typed, form.show(current), version);
  if (saved.error().code == Code::NotFound || saved.error().code == Code::Forbidden) return error_page(c, saved.error());
  return form_page(c, page, form, typed, saved.error().fields, expected, &saved.error());
}

}  // namespace heed::web

#include "library/coding.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

#include "library/query.h"
#include "library/texts.h"

namespace heed::library {

namespace {

std::string text_of(const toml::table& table, std::string_view key) {
  const auto* node = table.get(key);
  return node ? node->value_or(std::string()) : std::string();
}
std::vector<std::string> texts_of(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  if (const auto* array = table.get_as<toml::array>(key))
    for (const auto& node : *array) out.push_back(node.value_or(std::string()));
  return out;
}
template <class F>
void each(const toml::table& root, std::string_view key, F&& take) {
  if (const auto* array = root.get_as<toml::array>(key))
    for (const auto& node : *array)
      if (const auto* table = node.as_table()) take(*table);
}

Subject subject_of(const std::string& word) {
  if (const auto s = parse_subject(word)) return *s;
  throw std::logic_error("fields.toml: nobody is called " + word);
}

/// What sources write for answers that every field may have.
std::optional<std::string_view> common_code(const std::string& s) {
  for (const auto* word : {"unknown", "not-known", "unclear-unknown-not-stated", "unclear", "not-stated", "notknown"})
    if (s == word) return kNotKnown;
  for (const auto* word : {"not-applicable", "n-a", "na"})
    if (s == word) return kNotApplicable;
  for (const auto* word : {"not-recorded", "not-tagged"})
    if (s == word) return kNotRecorded;
  return std::nullopt;
}

}  // namespace

std::string_view name(Subject subject) {
  switch (subject) {
    case Subject::Review: return "review";
    case Subject::Victim: return "victim";
    case Subject::Perpetrator: return "perpetrator";
  }
  return {};
}
std::string_view plural(Subject subject) {
  switch (subject) {
    case Subject::Review: return "incidents";
    case Subject::Victim: return "victims";
    case Subject::Perpetrator: return "perpetrators";
  }
  return {};
}
std::optional<Subject> parse_subject(std::string_view word) {
  const auto s = slug(word);
  for (const auto* of : {"review", "reviews", "incident", "incidents", "record", "records", "case", "cases"})
    if (s == of) return Subject::Review;
  for (const auto* of : {"victim", "victims"})
    if (s == of) return Subject::Victim;
  for (const auto* of : {"perpetrator", "perpetrators", "suspect", "suspects"})
    if (s == of) return Subject::Perpetrator;
  return std::nullopt;
}

std::string_view name(Sureness sureness) {
  switch (sureness) {
    case Sureness::NotStated: return "not-stated";
    case Sureness::Unsure: return "unsure";
    case Sureness::Probable: return "probable";
    case Sureness::Certain: return "certain";
  }
  return {};
}
std::optional<Sureness> parse_sureness(std::string_view text) {
  for (const auto s : {Sureness::NotStated, Sureness::Unsure, Sureness::Probable, Sureness::Certain})
    if (name(s) == text) return s;
  return std::nullopt;
}

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
    if (plain) out += c;
    else if (c == '\'') continue;
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

const FieldSchema& FieldSchema::built_in() {
  static const FieldSchema schema(built_in_text("fields.toml"));
  return schema;
}

FieldSchema::FieldSchema(std::string_view text) {
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& wrong) {
    throw std::logic_error(std::string("fields.toml: ") + std::string(wrong.description()));
  }
  std::map<std::string, std::vector<FieldValue>> scales;
  each(root, "scale", [&](const toml::table& t) {
    auto& values = scales[text_of(t, "id")];
    each(t, "values", [&](const toml::table& v) { values.push_back({text_of(v, "code"), text_of(v, "label"), texts_of(v, "also"), text_of(v, "group")}); });
  });
  each(root, "group", [&](const toml::table& t) { groups_.push_back({text_of(t, "id"), text_of(t, "label"), subject_of(text_of(t, "of"))}); });
  each(root, "field", [&](const toml::table& t) {
    Field f;
    f.id = text_of(t, "id");
    f.label = text_of(t, "label");
    f.of = subject_of(text_of(t, "of"));
    f.scale = text_of(t, "scale");
    f.group = text_of(t, "group");
    f.path = text_of(t, "path");
    f.theme = text_of(t, "theme");
    f.dhrd = text_of(t, "dhrd");
    f.dhrd_false = text_of(t, "dhrd_false");
    f.also = texts_of(t, "also");
    f.derived_from = text_of(t, "derived_from");
    f.computed = text_of(t, "computed");
    if (!f.scale.empty()) {
      if (!scales.contains(f.scale)) throw std::logic_error("fields.toml: there is no scale " + f.scale);
      f.values = scales[f.scale];
    } else if (!f.derived_from.empty()) {
      const auto from = index(f.derived_from);
      if (!from) throw std::logic_error("fields.toml: " + f.id + " is derived from what does not stand before it");
      for (const auto& v : fields_[*from].values)
        if (!v.group.empty() && std::none_of(f.values.begin(), f.values.end(), [&](const FieldValue& had) { return had.label == v.group; }))
          f.values.push_back({slug(v.group), v.group, {}, {}});
    } else if (f.flag() || f.id == "single-victim") {
      f.values = {{std::string(kYes), "Yes", {"true", "1", "y", "t"}, {}}, {std::string(kNo), "No", {"false", "0", "n", "f"}, {}}};
    }
    if (f.id.empty() || f.label.empty() || f.id != slug(f.id) || by_id_.contains(f.id)) throw std::logic_error("fields.toml: a field's id or label is wrong: " + f.id);
    by_id_[f.id] = fields_.size();
    fields_.push_back(std::move(f));
  });
}

std::optional<std::size_t> FieldSchema::index(std::string_view id) const {
  const auto at = by_id_.find(id);
  if (at == by_id_.end()) return std::nullopt;
  return at->second;
}

const Field* FieldSchema::find(std::string_view name, std::optional<Subject> of) const {
  if (const auto dot = name.find('.'); dot != name.npos) {
    if (const auto said = parse_subject(name.substr(0, dot))) return find(name.substr(dot + 1), said);
  }
  auto id = slug(name);
  const auto fits = [&](const Field& f) { return !of || f.of == *of; };
  for (const bool strict : {true, false}) {
    for (const auto& text : {id, id.starts_with("by-") ? id.substr(3) : std::string()}) {
      if (text.empty()) continue;
      if (const auto at = index(text); at && (fits(fields_[*at]) || !strict)) return &fields_[*at];
      for (const auto& f : fields_) {
        if (!fits(f) && strict) continue;
        if (std::find(f.also.begin(), f.also.end(), text) != f.also.end() || slug(f.label) == text) return &f;
        const auto dot = f.dhrd.find('.');
        if (dot != f.dhrd.npos && slug(f.dhrd.substr(dot + 1)) == text) return &f;
      }
    }
  }
  return nullptr;
}

const FieldGroup* FieldSchema::group(std::string_view name) const {
  const auto id = slug(name);
  for (const auto& g : groups_)
    if (g.id == id || slug(g.label) == id) return &g;
  return nullptr;
}

std::vector<const Field*> FieldSchema::fields_of(std::string_view group) const {
  std::vector<const Field*> out;
  for (const auto& f : fields_)
    if (f.group == group) out.push_back(&f);
  return out;
}

std::optional<std::string> FieldSchema::code(const Field& field, std::string_view written, bool& known) const {
  known = true;
  const auto s = slug(written);
  if (s.empty()) return std::nullopt;
  for (const auto& v : field.values) {
    if (v.code == s || slug(v.label) == s) return v.code;
    for (const auto& also : v.also)
      if (slug(also) == s) return v.code;
  }
  // "65+" has lost its sign in the slug; the plain words are compared too.
  for (const auto& v : field.values)
    for (const auto& also : v.also)
      if (also == written) return v.code;
  if (const auto common = common_code(s)) return std::string(*common);
  known = field.values.empty();
  return s;
}

std::string FieldSchema::label(const Field& field, std::string_view code) const {
  for (const auto& v : field.values)
    if (v.code == code) return v.label;
  if (code == kNotRecorded) return "Not recorded";
  if (code == kNotKnown) return "Not known";
  if (code == kNotApplicable) return "Not applicable";
  if (code == kMissing) return "Missing";
  return std::string(code);
}

std::string FieldSchema::full_label(const Field& field) const {
  for (const auto& g : groups_)
    if (g.id == field.group) return g.label + ": " + field.label;
  return field.label;
}

}  // namespace heed::library

#include "library/table_filter.h"

#include <algorithm>
#include <charconv>

#include "base/trim.h"

namespace heed::library {

namespace {

const FieldSchema& schema() { return FieldSchema::built_in(); }

std::optional<int> whole(std::string_view text) {
  int n = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (ec != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return n;
}

bool same(std::string_view a, std::string_view b) { return slug(a) == slug(b); }

/// The code that one word of a filter means; nullopt when none.
std::optional<std::string> code_of(const CodedData& data, std::size_t at, std::string_view text) {
  const auto& field = schema().fields()[at];
  const auto s = slug(text);
  if (s == kMissing || s == "none-given" || text.empty()) return std::string(kMissing);
  bool known = false;
  const auto code = schema().code(field, text, known);
  if (code && known && !field.values.empty()) {
    // A source that only tags says "not recorded" where others say "no".
    if (*code == kNo && !data.value(at, kNo) && data.value(at, kNotRecorded)) return std::string(kNotRecorded);
    return code;
  }
  if (s == kNotRecorded || s == kNotKnown || s == kNotApplicable) return s;
  for (std::size_t v = 1; v < data.value_count(at); ++v) {
    const auto id = ValueId(v);
    if (same(data.code(at, id), text) || same(data.label(at, id), text)) return std::string(data.code(at, id));
    const auto written = data.written(at, id);
    for (std::size_t from = 0; from < written.size();) {
      const auto end = std::min(written.find("; ", from), written.size());
      if (same(std::string_view(written).substr(from, end - from), text)) return std::string(data.code(at, id));
      from = end + 2;
    }
  }
  if (code && known) return code;
  if (field.id == "csp" || field.id == "police-force") {
    const auto match = match_place(text, field.id == "csp" ? MatchAs::Partnership : MatchAs::Force);
    if (const auto* p = match.place()) {
      for (const auto& candidate : {p->code, slug(p->name)})
        if (!candidate.empty() && data.value(at, candidate)) return candidate;
      return slug(p->name);
    }
  }
  if (field.id.starts_with("year-of-") && whole(s)) return s;
  return std::nullopt;
}

/// All values from one to the other: years as numbers, others by the order of the field's values.
std::optional<std::set<std::string>> range(const CodedData& data, std::size_t at, std::string_view from, std::string_view to) {
  const auto& field = schema().fields()[at];
  std::set<std::string> out;
  if (field.values.empty()) {
    const auto a = from.empty() ? std::optional(0) : whole(from), b = to.empty() ? std::optional(9999) : whole(to);
    if (!a || !b) return std::nullopt;
    for (std::size_t v = 1; v < data.value_count(at); ++v)
      if (const auto n = whole(data.code(at, ValueId(v))); n && *n >= *a && *n <= *b) out.insert(std::string(data.code(at, ValueId(v))));
    return out;
  }
  const auto place = [&](std::string_view text, std::size_t otherwise) -> std::optional<std::size_t> {
    if (text.empty()) return otherwise;
    const auto code = code_of(data, at, text);
    for (std::size_t i = 0; i < field.values.size(); ++i)
      if (code && field.values[i].code == *code) return i;
    return std::nullopt;
  };
  const auto a = place(from, 0), b = place(to, field.values.size() - 1);
  if (!a || !b) return std::nullopt;
  for (auto i = *a; i <= *b && i < field.values.size(); ++i) out.insert(field.values[i].code);
  return out;
}

std::string sql_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    out += c;
    if (c == '\'') out += '\'';
  }
  return out + "'";
}

std::string list(const std::set<std::string>& codes) {
  std::string out;
  for (const auto& c : codes) out += (out.empty() ? "" : ", ") + sql_text(c);
  return out;
}

}  // namespace

Result<TableFilter> TableFilter::read(const CodedData& data, const std::vector<std::pair<std::string, std::string>>& filters, Subject unit) {
  TableFilter out;
  for (const auto& [name, typed] : filters) {
    bool negated = false;
    std::string value = typed, field_name = name;
    if (field_name.ends_with('!')) {
      negated = true;
      field_name.pop_back();
    }
    if (value.starts_with('!')) {
      negated = true;
      value.erase(0, 1);
    }
    const Field* field = schema().find(field_name, unit);
    if (!field) {
      // A group with one of its flags: victim-vulnerabilities=alcohol.
      if (const auto* group = schema().group(field_name)) {
        for (const auto* flag : schema().fields_of(group->id))
          if (flag->id == slug(value) || same(flag->label, value) || flag->id.ends_with("-" + slug(value))) field = flag;
        if (!field) return bad_input(group->label + " has no “" + value.substr(0, 80) + "”.", "heed library report --list says what there is.");
        value = "yes";
      } else {
        return bad_input("There is no field called " + field_name.substr(0, 80) + " to filter by.", "heed library report --list says what there is.");
      }
    }
    const auto at = *schema().index(field->id);
    std::set<std::string> codes;
    if (const auto dots = value.find(".."); dots != value.npos) {
      auto all = range(data, at, std::string_view(value).substr(0, dots), std::string_view(value).substr(dots + 2));
      if (!all) return bad_input("“" + value.substr(0, 80) + "” is no range of " + field->label + ".", "Write it like 2015..2018, or 16-19..25-34.");
      codes = std::move(*all);
    } else if (const auto one = code_of(data, at, value)) {
      codes.insert(*one);
    } else {
      // Several at once: a,b or a|b. A value that has a comma of its own was found above.
      bool all = value.find_first_of(",|") != value.npos;
      for (std::size_t from = 0; all && from <= value.size();) {
        const auto end = std::min(value.find_first_of(",|", from), value.size());
        const auto part = code_of(data, at, trimmed(std::string_view(value).substr(from, end - from), " "));
        if (part) codes.insert(*part);
        else all = false;
        from = end + 1;
      }
      // 2015-2018 for a year.
      if (!all && field->values.empty()) {
        if (const auto dash = value.find('-'); dash != value.npos)
          if (auto years = range(data, at, std::string_view(value).substr(0, dash), std::string_view(value).substr(dash + 1)); years && dash > 0) {
            codes = std::move(*years);
            all = true;
          }
      }
      if (!all) {
        std::string there;
        int shown = 0;
        for (const auto& v : field->values)
          if (shown < 12) there += (shown++ ? ", " : "") + v.code;
        if (field->values.empty())
          for (std::size_t v = 1; v < data.value_count(at) && shown < 12; ++v) there += (shown++ ? ", " : "") + data.label(at, ValueId(v));
        return bad_input("“" + value.substr(0, 80) + "” is no value of " + field->label + ".", there.empty() ? "Nothing here answers it." : "There are: " + there + ", not-known, missing.");
      }
    }
    Condition* same_field = nullptr;
    for (auto& c : out.conditions_)
      if (c.field == at && !c.negated && !negated) same_field = &c;
    if (!same_field) {
      out.conditions_.push_back({at, {}, {}, negated, {}});
      same_field = &out.conditions_.back();
    }
    same_field->codes.insert(codes.begin(), codes.end());
    for (const auto& code : same_field->codes)
      if (const auto v = data.value(at, code)) same_field->values.insert(*v);
    std::string words;
    if (same_field->codes.size() > 6) {
      words = fmt::format("one of {} values ({})", same_field->codes.size(), value);
    } else {
      for (const auto& code : same_field->codes) {
        const auto v = data.value(at, code);
        words += (words.empty() ? "" : " or ") + (v ? data.label(at, *v) : schema().label(*field, code));
      }
    }
    same_field->words = schema().full_label(*field) + (negated ? " is not " : " is ") + (words.empty() ? "a value that nobody has" : words);
  }
  return out;
}

bool TableFilter::passes(const CodedData& data, Subject unit, std::size_t row) const {
  thread_local std::vector<ValueId> had;
  for (const auto& c : conditions_) {
    data.values(c.field, unit, row, had);
    const bool any = std::any_of(had.begin(), had.end(), [&](ValueId v) { return c.values.contains(v); });
    if (any == c.negated) return false;
  }
  return true;
}

std::string TableFilter::words() const {
  std::string out;
  for (const auto& c : conditions_) out += (out.empty() ? "" : "; ") + c.words;
  return out;
}

std::string TableFilter::sql(const CodedData&, const MadeTable& table, const std::string& group) const {
  const auto& fields = schema().fields();
  if ((table.field && !table.field->stored()) || (table.by && !table.by->stored()) || (!table.field && group.empty())) return {};
  const bool people = table.unit != Subject::Review;
  const auto person_of = [&](const Field& f, const std::string& alias) {
    if (f.of == Subject::Review) return alias + ".person = 0";
    if (f.of == table.unit) return alias + ".person = u.number";
    return alias + ".person IN (SELECT number FROM coded_person WHERE record = " + std::string(people ? "u.record" : "u.number") + " AND role = " + sql_text(name(f.of)) + ")";
  };
  const std::string record = people ? "u.record" : "u.number";
  std::string where;
  for (const auto& c : conditions_) {
    const auto& f = fields[c.field];
    if (!f.stored()) return {};
    const bool missing = c.codes.contains(std::string(kMissing));
    if (missing && c.codes.size() > 1) return {};
    const auto any = "EXISTS (SELECT 1 FROM coding f WHERE f.record = " + record + " AND " + person_of(f, "f") + " AND f.field = " + sql_text(f.id) +
                     (missing ? "" : " AND f.value IN (" + list(c.codes) + ")") + ")";
    where += "\n  AND " + std::string(missing != c.negated ? "NOT " : "") + any;
  }
  const auto join = [&](const Field* f, const std::string& alias, const std::string& which) {
    return "\nLEFT JOIN coding " + alias + " ON " + alias + ".record = " + record + " AND " + person_of(*f, alias) + " AND " + alias + ".field = " + which;
  };
  const std::string from = people ? "FROM coded_person u" : "FROM coded_record u";
  const std::string who = people ? "WHERE u.role = " + sql_text(name(table.unit)) : std::string("WHERE 1");
  const std::string split = table.by ? ", coalesce(s.value, 'missing') AS part" : "";
  const std::string split_join = table.by ? join(table.by, "s", sql_text(table.by->id)) : "";
  if (table.field)
    return "SELECT coalesce(a.value, 'missing') AS code" + split + ", count(DISTINCT u.number) AS n\n" + from + join(table.field, "a", sql_text(table.field->id)) + split_join + "\n" + who + where +
           "\nGROUP BY 1" + (table.by ? ", 2" : "") + ";";
  std::set<std::string> flags;
  const Field* first = nullptr;
  for (const auto* f : schema().fields_of(group)) {
    flags.insert(f->id);
    if (!first) first = f;
  }
  if (!first) return {};
  return "SELECT a.field AS code" + split + ", count(DISTINCT u.number) AS n\n" + from + "\nJOIN coding a ON a.record = " + record + " AND " + person_of(*first, "a") + " AND a.field IN (" + list(flags) + ")" +
         split_join + "\n" + who + where + "\n  AND a.value = 'yes'\nGROUP BY 1" + (table.by ? ", 2" : "") + ";";
}

}  // namespace heed::library

#include "library/tables.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "library/table_filter.h"
#include "library/table_names.h"

namespace heed::library {

namespace {

const FieldSchema& schema() { return FieldSchema::built_in(); }

/// The values of a field in the order in which they stand in a table.
std::vector<ValueId> ordered(const CodedData& data, std::size_t field) {
  const auto& f = schema().fields()[field];
  std::vector<ValueId> out;
  const auto take = [&](std::string_view code) {
    if (const auto v = data.value(field, code); v && std::find(out.begin(), out.end(), *v) == out.end()) out.push_back(*v);
  };
  for (const auto& v : f.values) take(v.code);
  std::vector<ValueId> rest;
  for (std::size_t v = 1; v < data.value_count(field); ++v) {
    const auto code = data.code(field, ValueId(v));
    const bool common = code == kNotRecorded || code == kNotKnown || code == kNotApplicable;
    if (!common && std::find(out.begin(), out.end(), ValueId(v)) == out.end()) rest.push_back(ValueId(v));
  }
  std::sort(rest.begin(), rest.end(), [&](ValueId a, ValueId b) { return data.label(field, a) < data.label(field, b); });
  out.insert(out.end(), rest.begin(), rest.end());
  for (const auto code : {kNotRecorded, kNotApplicable, kNotKnown}) take(code);
  out.push_back(kNoValue);
  return out;
}

bool answered(std::string_view code) { return code != kMissing && code != kNotKnown && code != kNotRecorded && code != kNotApplicable; }

struct Counting {
  const CodedData& data;
  MadeTable& table;
  std::vector<std::uint32_t> rows;  ///< of the unit, that the filter lets through
  std::optional<std::size_t> by;
  std::vector<ValueId> by_values = {kNoValue};  ///< without a split, one column for all
  std::vector<std::vector<std::uint32_t>> columns;

  void split() {
    if (!by) {
      columns = {rows};
      return;
    }
    by_values = ordered(data, *by);
    columns.resize(by_values.size());
    std::vector<ValueId> had;
    for (const auto row : rows) {
      data.values(*by, table.unit, row, had);
      for (const auto v : had)
        columns[std::size_t(std::find(by_values.begin(), by_values.end(), v) - by_values.begin())].push_back(row);
    }
    // A column that nothing stands in says nothing.
    for (std::size_t i = columns.size(); i-- > 0;)
      if (columns[i].empty()) {
        columns.erase(columns.begin() + std::ptrdiff_t(i));
        by_values.erase(by_values.begin() + std::ptrdiff_t(i));
      }
  }

  TableLine line(const Field& field, std::size_t column) const {
    TableLine l;
    l.field = field.id;
    l.of = std::int64_t(columns[column].size());
    if (by) {
      l.by_code = data.code(*by, by_values[column]);
      l.by_label = data.label(*by, by_values[column]);
    }
    return l;
  }

  void values(const Field& field) {
    const auto at = *schema().index(field.id);
    const auto order = ordered(data, at);
    std::vector<ValueId> had;
    std::vector<std::map<ValueId, std::int64_t>> counts(columns.size());
    std::vector<std::int64_t> known(columns.size());
    std::map<ValueId, std::int64_t> all;
    for (std::size_t c = 0; c < columns.size(); ++c)
      for (const auto row : columns[c]) {
        data.values(at, table.unit, row, had);
        bool knows = false;
        for (const auto v : had) {
          ++counts[c][v];
          ++all[v];
          knows = knows || answered(data.code(at, v));
        }
        known[c] += knows;
      }
    // Of a flag that nobody ever answered no, all that is known would be yes.
    const bool says_no = !field.flag() || data.value(at, kNo).has_value();
    const auto add = [&](std::string_view code, std::string label, std::string written, ValueId v, bool there) {
      for (std::size_t c = 0; c < columns.size(); ++c) {
        auto l = line(field, c);
        l.code = code;
        l.label = label;
        l.written = written;
        l.n = there ? counts[c][v] : 0;
        l.known_of = answered(code) && says_no && known[c] != l.of ? known[c] : 0;
        table.lines.push_back(std::move(l));
      }
    };
    // Values of the schema that nobody has stand with a nought, where there are not too many of them to read.
    std::set<std::string_view> done;
    const bool noughts = field.values.size() <= 40 && data.covered(at) && !field.flag();
    for (const auto& v : field.values) {
      const auto id = data.value(at, v.code);
      done.insert(v.code);
      const bool there = id && all.contains(*id);
      if (there || noughts || (field.flag() && v.code == kYes)) add(v.code, v.label, id ? data.written(at, *id) : "", id.value_or(0), there);
    }
    for (const auto v : order)
      if (!done.contains(data.code(at, v)) && all.contains(v)) add(data.code(at, v), data.label(at, v), data.written(at, v), v, true);
  }

  void flags(const std::vector<const Field*>& fields, bool full_labels) {
    std::vector<ValueId> had;
    for (const auto* field : fields) {
      const auto at = *schema().index(field->id);
      const auto yes = data.value(at, kYes), no = data.value(at, kNo), not_recorded = data.value(at, kNotRecorded), not_known = data.value(at, kNotKnown);
      for (std::size_t c = 0; c < columns.size(); ++c) {
        auto l = line(*field, c);
        l.code = field->id;
        l.label = full_labels ? schema().full_label(*field) : field->label;
        if (yes) l.written = data.written(at, *yes);
        std::int64_t knows = 0;
        for (const auto row : columns[c]) {
          data.values(at, table.unit, row, had);
          const auto has = [&](const std::optional<ValueId>& v) { return v && std::find(had.begin(), had.end(), *v) != had.end(); };
          if (has(yes)) ++l.n, ++knows;
          else if (has(no)) ++knows;
          else if (has(not_recorded)) ++l.not_recorded;
          else if (has(not_known)) ++l.not_known;
          else if (had.size() == 1 && had[0] == kNoValue) ++l.missing;
        }
        // Who never answers no knows no share of those known.
        l.known_of = no && knows != l.of ? knows : 0;
        table.lines.push_back(std::move(l));
      }
    }
  }
};

void hide(MadeTable& t, std::size_t columns) {
  t.small_hidden = true;
  if (t.lines.empty() || columns == 0) return;
  const auto mark = [&](TableLine& l, Hidden as) {
    l.hidden = as;
    t.any_hidden = true;
  };
  if (t.counted > 0 && t.counted < kSmall) {
    for (auto& l : t.lines) mark(l, Hidden::Small);
    return;
  }
  // A column whose own total is small, or could be worked out from the others', goes whole.
  std::vector<std::int64_t> totals;
  for (std::size_t c = 0; c < columns; ++c) totals.push_back(t.lines[c].of);
  const auto totals_hidden = columns > 1 ? hide_small(totals, 1, false, true) : std::vector<Hidden>(1, Hidden::No);
  std::vector<std::int64_t> cells;
  for (const auto& l : t.lines) cells.push_back(l.n);
  const bool sums = t.kind == TableKind::Values;
  auto hidden = hide_small(cells, columns, columns > 1, sums);
  for (std::size_t i = 0; i < t.lines.size(); ++i) {
    auto as = hidden[i];
    if (as == Hidden::No && columns > 1 && totals_hidden[i % columns] != Hidden::No) as = Hidden::Other;
    if (as == Hidden::No) continue;
    mark(t.lines[i], as);
  }
  for (std::size_t i = 0; i < t.lines.size(); ++i) {
    auto& l = t.lines[i];
    const bool column_hidden = columns > 1 && totals_hidden[i % columns] != Hidden::No;
    if (l.hidden != Hidden::No || t.any_hidden) l.known_of = l.not_recorded = l.not_known = l.missing = 0;
    if (column_hidden) l.of = 0;
  }
}

void made_of(const CodedData& data, MadeTable& t, const std::vector<std::uint32_t>& rows) {
  std::set<std::size_t> sources;
  for (const auto row : rows) sources.insert(data.reviews()[data.review_of(t.unit, row)].source);
  if (sources.empty())
    for (std::size_t s = 0; s < data.sources().size(); ++s) sources.insert(s);
  t.rows_open = true;
  for (const auto s : sources) {
    const auto& source = data.sources()[s];
    t.credits.push_back(source.credit);
    if (!source.caution.empty()) t.cautions.push_back(source.caution);
    t.rows_open = t.rows_open && source.open_rows;
  }
}

void months(const CodedData& data, MadeTable& t, const std::vector<std::uint32_t>& rows, bool filtered) {
  t.kind = TableKind::Months;
  t.rows_open = true;
  const std::set<std::uint32_t> in(rows.begin(), rows.end());
  std::vector<int> all;
  for (const auto& i : data.intervals())
    if (i.review >= 0 ? in.contains(std::uint32_t(i.review)) : !filtered) all.push_back(i.months);
  std::sort(all.begin(), all.end());
  t.counted = std::int64_t(rows.size()) + (filtered ? 0 : data.documents_looked_at());
  t.all = std::int64_t(data.reviews().size()) + data.documents_looked_at();
  t.covered = !all.empty();
  struct Band {
    const char* code;
    const char* label;
    int from, to;
  };
  constexpr Band kBands[] = {{"under-12", "Less than a year", 0, 12}, {"12-23", "One year", 12, 24}, {"24-35", "Two years", 24, 36}, {"36-47", "Three years", 36, 48},
                             {"48-59", "Four years", 48, 60}, {"60-71", "Five years", 60, 72}, {"72-and-over", "Six years or more", 72, 100000}};
  const auto add = [&](std::string code, std::string label, std::int64_t n, std::int64_t of) {
    TableLine l;
    l.field = "months-to-publication";
    l.code = std::move(code);
    l.label = std::move(label);
    l.n = n;
    l.of = of;
    t.lines.push_back(std::move(l));
  };
  for (const auto& band : kBands)
    add(band.code, band.label, std::count_if(all.begin(), all.end(), [&](int m) { return m >= band.from && m < band.to; }), std::int64_t(all.size()));
  add("not-both-known", "One of the two dates is not known", t.counted - std::int64_t(all.size()), t.counted);
  if (!all.empty()) {
    // Of a sorted list, the value that so many hundredths are at or below.
    const auto quantile = [&](double q) { return all[std::min(all.size() - 1, std::size_t(std::ceil(q * double(all.size()))) - (q > 0 ? 1 : 0))]; };
    add("months-shortest", "Shortest, in months", all.front(), 0);
    add("months-lower-quartile", "A quarter within, in months", quantile(0.25), 0);
    add("months-median", "Half within, in months", quantile(0.5), 0);
    add("months-upper-quartile", "Three quarters within, in months", quantile(0.75), 0);
    add("months-longest", "Longest, in months", all.back(), 0);
  }
  t.how.push_back("Whole months from the month of death to the month of publication, of reviews where both months are known; the others are counted apart.");
}

void summary(const CodedData& data, MadeTable& t, const std::vector<std::uint32_t>& rows) {
  t.kind = TableKind::Summary;
  const auto add = [&](std::string code, std::string label, std::int64_t n) {
    TableLine l;
    l.code = std::move(code);
    l.label = std::move(label);
    l.n = n;
    t.lines.push_back(std::move(l));
  };
  std::int64_t victims = 0, perpetrators = 0, month = 0, year_only = 0, undated = 0, matched = 0;
  std::set<std::string> partnerships, forces;
  const auto single = *schema().index("single-victim");
  std::int64_t singles = 0, several = 0;
  for (const auto row : rows) {
    const auto& r = data.reviews()[row];
    victims += std::int64_t(r.victims.size());
    perpetrators += std::int64_t(r.perpetrators.size());
    ++(r.death_month ? month : r.death_year ? year_only : undated);
    matched += r.place.place() != nullptr;
    if (const auto* p = r.place.place()) partnerships.insert(p->name);
    if (const auto f = r.place.force(); !f.empty()) forces.insert(f);
    const auto is = data.code(single, data.at(single, row));
    singles += is == kYes;
    several += is == kNo;
  }
  add("incidents", "Incidents (reviews)", std::int64_t(rows.size()));
  add("single-victim", "Incidents with one victim", singles);
  add("multiple-victims", "Incidents with more than one victim", several);
  add("victims", "Victims coded one by one", victims);
  add("perpetrators", "Perpetrators coded one by one", perpetrators);
  add("death-month-known", "Incidents whose month of death is known", month);
  add("death-year-only", "Incidents of which only the year of death is known", year_only);
  add("death-date-missing", "Incidents without a date of death", undated);
  add("partnerships", "Partnerships", std::int64_t(partnerships.size()));
  add("police-forces", "Police force areas", std::int64_t(forces.size()));
  add("partnership-not-matched", "Incidents whose partnership is not matched to one name", std::int64_t(rows.size()) - matched);
  t.how.push_back("Each line is a count of its own; they do not add up to one another.");
}

Error no_table(std::string_view name) {
  std::string near;
  const auto id = slug(name);
  int shown = 0;
  for (const auto& t : table_names())
    if (shown < 5 && id.size() >= 3 && (t.id.find(id) != t.id.npos || id.find(t.id) != id.npos)) {
      near += (shown++ ? ", " : "") + t.id;
    }
  return {Code::NotFound, "There is no table, field or group called " + std::string(name.substr(0, 80)) + ".",
          near.empty() ? "heed library report --list says what there is." : "Did you mean " + near + "?", {}};
}

void say_how(const CodedData& data, MadeTable& t, const std::string& what) {
  const auto units = std::string(plural(t.unit));
  t.how.insert(t.how.begin(), t.filter_words.empty() ? fmt::format("All {} {} in the library are counted.", t.all, units)
                                                     : fmt::format("Of {} {} in the library, the {} of whom the filter is true are counted.", t.all, units, t.counted));
  if (!what.empty()) t.how.push_back(what);
  if (t.field && !t.field->computed.empty()) t.how.push_back(t.field->label + ": " + t.field->computed);
  if (t.kind == TableKind::Flags) {
    std::set<std::string> said;
    for (const auto& l : t.lines)
      if (const auto at = schema().index(l.field); at && !schema().fields()[*at].computed.empty() && said.insert(l.field).second) t.how.push_back(l.label + ": " + schema().fields()[*at].computed);
  }
  if (t.field && !t.field->derived_from.empty()) t.how.push_back(t.field->label + " groups the values of “" + schema().fields()[*schema().index(t.field->derived_from)].label + "”.");
  if (t.by && !t.by->computed.empty()) t.how.push_back(t.by->label + ": " + t.by->computed);
  if (t.field && t.field->of != t.unit && t.field->of != Subject::Review)
    t.how.push_back("A row of an incident with several " + std::string(plural(t.field->of)) + " counts under each different answer.");
  if (t.request.intervals) t.how.push_back("Intervals are Wilson's for 95%: what the share would be if these reviews were a sample, taken by chance, of all there are. They are not such a sample where a source holds every review.");
  if (t.small_hidden) t.how.push_back(fmt::format("Numbers from 1 to {} are hidden, and as many others as are needed so that none can be worked out.", kSmall - 1));
  else t.how.push_back("Every source in this table publishes its rows one by one, so small numbers are shown: hiding them would hide nothing.");
  (void)data;
}

}  // namespace

std::optional<double> TableLine::percent() const {
  if (of <= 0 || (missing == of && n == 0)) return std::nullopt;  // nobody answered: no share of anything
  return 100.0 * double(n) / double(of);
}
std::optional<double> TableLine::known_percent() const {
  if (known_of <= 0) return std::nullopt;
  return 100.0 * double(n) / double(known_of);
}

Result<std::vector<std::uint32_t>> matching_reviews(const CodedData& data, const std::vector<std::pair<std::string, std::string>>& filters) {
  HEED_ASSIGN(const auto filter, TableFilter::read(data, filters, Subject::Review));
  std::vector<std::uint32_t> out;
  for (std::size_t row = 0; row < data.reviews().size(); ++row)
    if (filter.passes(data, Subject::Review, row)) out.push_back(std::uint32_t(row));
  return out;
}

std::pair<double, double> wilson(std::int64_t n, std::int64_t of) {
  constexpr double z = 1.959963984540054;
  const double N = double(of), p = double(n) / N, zz = z * z;
  const double middle = (p + zz / (2 * N)) / (1 + zz / N);
  const double half = z * std::sqrt(p * (1 - p) / N + zz / (4 * N * N)) / (1 + zz / N);
  return {n == 0 ? 0.0 : 100 * std::max(0.0, middle - half), n == of ? 100.0 : 100 * std::min(1.0, middle + half)};
}

std::vector<Hidden> hide_small(const std::vector<std::int64_t>& cells, std::size_t columns, bool row_sums, bool column_sums) {
  std::vector<Hidden> out(cells.size(), Hidden::No);
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i] > 0 && cells[i] < kSmall) out[i] = Hidden::Small;
  const std::size_t rows = columns ? cells.size() / columns : 0;
  // One hidden number in a line with a known sum is that sum less the rest; several that are all 1, or that add up to next to
  // nothing, are as good as told.
  const auto settle = [&](std::size_t first, std::size_t step, std::size_t length) {
    bool changed = false;
    for (;;) {
      std::int64_t hidden = 0, sum = 0;
      std::optional<std::size_t> next;
      for (std::size_t k = 0; k < length; ++k) {
        const auto i = first + k * step;
        if (out[i] != Hidden::No) {
          ++hidden;
          sum += cells[i];
        } else if (!next || (cells[i] > 0 && (cells[*next] == 0 || cells[i] < cells[*next]))) {
          next = i;
        }
      }
      if (hidden == 0 || !next || (hidden > 1 && sum >= kSmall && sum > hidden)) return changed;
      out[*next] = Hidden::Other;
      changed = true;
    }
  };
  for (bool changed = true; changed;) {
    changed = false;
    if (column_sums)
      for (std::size_t c = 0; c < columns; ++c) changed = settle(c, columns, rows) || changed;
    if (row_sums)
      for (std::size_t r = 0; r < rows; ++r) changed = settle(r * columns, 1, columns) || changed;
  }
  return out;
}

Result<MadeTable> make_table(const CodedData& data, const TableRequest& request) {
  MadeTable t;
  t.request = request;
  const Standing* named = standing(request.table);
  if (!named)
    if (const auto other = other_name(request.table); !other.empty()) named = standing(other);
  if (named && request.unit)
    if (const auto* theirs = standing_of(*named, *request.unit)) named = theirs;
  const Field* field = nullptr;
  const FieldGroup* group = nullptr;
  std::string by = request.by;
  bool every = false;
  if (named) {
    t.id = named->id;
    t.title = named->title;
    t.unit = request.unit.value_or(named->unit);
    every = named->what == "*";
    if (by.empty()) by = named->by;
    if (!named->what.empty() && !every) {
      group = schema().group(named->what);
      if (!group) field = schema().find(named->what);
    }
  } else {
    group = schema().group(request.table);
    if (!group) field = schema().find(request.table, request.unit);
    if (!group && !field) return no_table(request.table);
    t.id = group ? group->id : field->id;
    t.title = group ? group->label : schema().full_label(*field);
    t.unit = request.unit.value_or(group ? group->of : field->of);
  }
  t.field = field;
  if (!by.empty()) {
    t.by = schema().find(by, t.unit);
    if (!t.by) return bad_input("There is no field called " + by.substr(0, 80) + " to split by.", "heed library report --list says what there is.");
    if (!named || named->by.empty() || !request.by.empty()) t.title += ", by " + t.by->label;
  }
  if (request.unit && ((named && named->unit != t.unit) || (group && group->of != t.unit) || (field && !named && field->of != t.unit))) t.title += fmt::format(" ({} counted)", plural(t.unit));

  HEED_ASSIGN(const auto filter, TableFilter::read(data, request.filters, t.unit));
  t.filter_words = filter.words();
  Counting counting{data, t, {}, {}};
  t.all = std::int64_t(data.size(t.unit));
  for (std::size_t row = 0; row < data.size(t.unit); ++row)
    if (filter.passes(data, t.unit, row)) counting.rows.push_back(std::uint32_t(row));
  t.counted = std::int64_t(counting.rows.size());
  made_of(data, t, counting.rows);

  std::string what;
  if (named && t.id == "time-to-publication") {
    if (t.unit != Subject::Review) return bad_input("The time to publication is counted by incident.", "Leave --unit out.");
    months(data, t, counting.rows, !filter.empty());
  } else if (named && t.id == "summary") {
    if (t.unit != Subject::Review) return bad_input("The summary counts incidents.", "Leave --unit out.");
    summary(data, t, counting.rows);
  } else {
    if (t.by) counting.by = schema().index(t.by->id);
    counting.split();
    if (every) {
      t.kind = TableKind::Flags;
      std::vector<const Field*> flags;
      for (const auto& f : schema().fields())
        if (f.flag() && f.stored() && !f.group.empty()) flags.push_back(&f);
      counting.flags(flags, true);
    } else if (group) {
      t.kind = TableKind::Flags;
      counting.flags(schema().fields_of(group->id), false);
    } else {
      counting.values(*field);
    }
    if (t.kind == TableKind::Flags) {
      t.covered = std::any_of(t.lines.begin(), t.lines.end(), [](const TableLine& l) { return l.missing < l.of; });
      what = fmt::format("Each line counts the {} of whom it is recorded; one may stand in several lines, so they do not add up. “Not recorded” is not “no”.", plural(t.unit));
    } else {
      t.covered = data.covered(*schema().index(field->id));
      what = t.by ? fmt::format("Shares are of the {} in each part.", plural(t.unit)) : fmt::format("Shares are of all {} counted, those not known and missing among them; where that differs, the share of those known stands beside it.", plural(t.unit));
    }
    const bool by_rule = !t.rows_open;
    if (by_rule && request.hiding == Hiding::Never)
      return refused("This table holds rows that are not published one by one, so its small numbers stay hidden.", "Ask without --unsuppressed, or filter by a source whose rows are public.");
    if (request.intervals)
      for (auto& l : t.lines)
        if (l.of > 0) {
          const auto [low, high] = wilson(l.n, l.of);
          l.low = low;
          l.high = high;
        }
    if (request.hiding == Hiding::Always || by_rule) hide(t, counting.columns.size());
    if (t.kind == TableKind::Flags && every && !t.by)
      std::stable_sort(t.lines.begin(), t.lines.end(), [](const TableLine& a, const TableLine& b) { return (a.hidden == Hidden::No ? a.n : 0) > (b.hidden == Hidden::No ? b.n : 0); });
    const auto flags = group ? schema().fields_of(group->id) : std::vector<const Field*>{};
    const bool in_file = std::all_of(flags.begin(), flags.end(), [](const Field* f) { return f->stored(); });
    if (in_file) t.sql = filter.sql(data, t, group ? group->id : "");
  }
  say_how(data, t, what);
  return t;
}

}  // namespace heed::library

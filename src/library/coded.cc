#include "library/coded.h"

#include <algorithm>
#include <charconv>

namespace heed::library {

namespace {

constexpr std::string_view kMonths[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};

std::vector<std::string> pieces(std::string_view written) {
  std::vector<std::string> out(1);
  for (const char c : slug(written)) {
    if (c == '-') out.emplace_back();
    else out.back() += c;
  }
  return out;
}
int number(const std::string& text) {
  int value = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  return ec == std::errc() && end == text.data() + text.size() ? value : -1;
}
bool is_year(int n) { return n >= 1900 && n <= 2200; }

const FieldSchema& schema() { return FieldSchema::built_in(); }
std::size_t field_at(std::string_view id) {
  const auto at = schema().index(id);
  if (!at) throw std::logic_error("fields.toml has lost " + std::string(id));
  return *at;
}
const char* period_of(int year) {
  if (year < 2011) return "2004-2010";
  if (year < 2016) return "2011-2015";
  if (year < 2021) return "2016-2020";
  if (year < 2026) return "2021-2025";
  return "2026-on";
}
const char* count_of(int n) { return n == 0 ? "none" : n == 1 ? "1" : n == 2 ? "2" : "3-or-more"; }

}  // namespace

int year_number(std::string_view written) {
  int found = 0;
  for (const auto& piece : pieces(written))
    if (const int n = number(piece); is_year(n)) {
      if (found && found != n) return 0;  // "2016 or 2017" says neither
      found = n;
    }
  return found;
}

int month_number(std::string_view written) {
  const int year = year_number(written);
  if (!year) return 0;
  const auto all = pieces(written);
  int month = 0;
  for (const auto& piece : all)
    for (int m = 0; m < 12; ++m)
      if (piece.size() >= 3 && kMonths[m].starts_with(piece)) {
        if (month && month != m + 1) return 0;
        month = m + 1;
      }
  if (!month && all.size() >= 2) {
    // 2018-09 and 2018-09-30, or 09-2018: the figure beside the year. 01/02/2018 has two, and the one beside the year is the month.
    for (std::size_t i = 0; i < all.size(); ++i)
      if (number(all[i]) == year) {
        const int beside = i == 0 ? number(all[1]) : number(all[i - 1]);
        if (beside >= 1 && beside <= 12) month = beside;
      }
  }
  return month ? year * 12 + month - 1 : 0;
}

std::size_t CodedData::size(Subject of) const {
  switch (of) {
    case Subject::Review: return reviews_.size();
    case Subject::Victim: return victims_.size();
    case Subject::Perpetrator: return perpetrators_.size();
  }
  return 0;
}

std::size_t CodedData::review_of(Subject unit, std::size_t row) const {
  switch (unit) {
    case Subject::Review: return row;
    case Subject::Victim: return victims_[row].review;
    case Subject::Perpetrator: return perpetrators_[row].review;
  }
  return row;
}

void CodedData::values(std::size_t field, Subject unit, std::size_t row, std::vector<ValueId>& out) const {
  out.clear();
  const auto of = schema().fields()[field].of;
  if (of == unit) {
    out.push_back(at(field, row));
    return;
  }
  const auto review = review_of(unit, row);
  if (of == Subject::Review) {
    out.push_back(at(field, review));
    return;
  }
  for (const auto person : of == Subject::Victim ? reviews_[review].victims : reviews_[review].perpetrators) {
    const auto v = at(field, person);
    if (std::find(out.begin(), out.end(), v) == out.end()) out.push_back(v);
  }
  if (out.empty()) out.push_back(kNoValue);
  if (out.size() > 1) std::erase(out, kNoValue);
}

std::optional<ValueId> CodedData::value(std::size_t field, std::string_view code) const {
  if (code == kMissing) return kNoValue;
  for (std::size_t i = 1; i < codes_[field].size(); ++i)
    if (codes_[field][i] == code) return ValueId(i);
  return std::nullopt;
}

std::string CodedData::label(std::size_t field, ValueId value) const {
  if (value < labels_[field].size() && !labels_[field][value].empty()) return labels_[field][value];
  return schema().label(schema().fields()[field], code(field, value));
}

std::string CodedData::written(std::size_t field, ValueId value) const {
  std::string out;
  if (value < written_[field].size())
    for (const auto& text : written_[field][value]) out += (out.empty() ? "" : "; ") + text;
  return out;
}

const CodedReview* CodedData::review(std::string_view id) const {
  for (const auto& r : reviews_)
    if (r.id == id) return &r;
  return nullptr;
}

CodedBuilder::CodedBuilder() : data_(std::make_shared<CodedData>()) {
  const auto fields = schema().fields().size();
  data_->columns_.resize(fields);
  data_->codes_.assign(fields, {""});
  data_->written_.resize(fields);
  data_->labels_.resize(fields);
}

std::size_t CodedBuilder::add_source(CodingSource source) {
  data_->sources_.push_back(std::move(source));
  return data_->sources_.size() - 1;
}
void CodedBuilder::add_coder(std::string words) { data_->coders_.push_back(std::move(words)); }

std::size_t CodedBuilder::add_review(CodedReview review) {
  review.death_month = month_number(review.death);
  review.death_year = year_number(review.death);
  review.published_month = month_number(review.published);
  review.published_year = year_number(review.published);
  review.place = match_place(review.partnership);
  data_->reviews_.push_back(std::move(review));
  return data_->reviews_.size() - 1;
}

std::size_t CodedBuilder::add_person(Subject role, std::size_t review, std::string source_id) {
  auto& rows = role == Subject::Victim ? data_->victims_ : data_->perpetrators_;
  auto& r = data_->reviews_[review];
  (role == Subject::Victim ? r.victims : r.perpetrators).push_back(std::uint32_t(rows.size()));
  rows.push_back({std::move(source_id), std::uint32_t(review)});
  return rows.size() - 1;
}

void CodedBuilder::set(std::size_t field, std::size_t row, std::string_view code, std::string_view written, std::string_view label) {
  auto& d = *data_;
  auto& column = d.columns_[field];
  const auto size = d.size(schema().fields()[field].of);
  if (column.size() < size) column.resize(size, kNoValue);
  auto& codes = d.codes_[field];
  std::size_t at = 1;
  while (at < codes.size() && codes[at] != code) ++at;
  if (at == codes.size()) codes.emplace_back(code);
  column[row] = ValueId(at);
  if (!label.empty()) {
    auto& labels = d.labels_[field];
    if (labels.size() <= at) labels.resize(at + 1);
    labels[at] = label;
  }
  auto& all = d.written_[field];
  if (all.size() <= at) all.resize(at + 1);
  if (!written.empty() && std::find(all[at].begin(), all[at].end(), written) == all[at].end()) all[at].emplace_back(written);
}

void CodedBuilder::answer(std::string_view field, std::size_t row, std::string_view code, std::string_view written) {
  if (const auto at = schema().index(field)) set(*at, row, code, written);
}

void CodedBuilder::add_document(const std::string& id, const std::string& title, std::string_view death_month, Day published) {
  ++data_->documents_looked_at_;
  const int death = month_number(death_month);
  if (!death || !published.ok()) return;
  const int at = int(published.year()) * 12 + int(unsigned(published.month())) - 1;
  if (at >= death) data_->intervals_.push_back({int(published.year()), death / 12, at - death, -1, id, title});
}

std::string CodedBuilder::case_of(std::size_t victim, bool finely) const {
  const auto& d = *data_;
  const auto is = [&](std::string_view field, std::size_t row) { return d.code(field_at(field), d.at(field_at(field), row)); };
  const auto review = d.victims_[victim].review;
  const auto partner = is("intimate-partner-violence", review), family = is("familial-homicide", review);
  const auto suicide = is("victim-suicide", victim);
  if (partner == kMissing && family == kMissing && suicide != kYes) return {};
  const bool p = partner == kYes, f = family == kYes;
  if (suicide == kYes) {
    if (!finely) return "suicide";
    return p && f ? "suicide-both" : p ? "suicide-intimate-partner" : f ? "suicide-familial" : "suicide-other";
  }
  if (p && f) return "intimate-partner-and-familial";
  if (p) return "intimate-partner";
  if (f) return !finely ? "familial" : is("parricide", review) == kYes ? "parricide" : "other-familial";
  return finely ? "other" : "neither";
}

void CodedBuilder::work_out() {
  auto& d = *data_;
  const auto& fields = schema().fields();
  const auto code = [&](std::string_view field, std::size_t row) { return std::string(d.code(field_at(field), d.at(field_at(field), row))); };
  for (std::size_t r = 0; r < d.reviews_.size(); ++r) {
    const auto& review = d.reviews_[r];
    if (const auto many = code("multiple-victims", r); many == kYes || many == kNo) set(field_at("single-victim"), r, many == kYes ? kNo : kYes);
    if (review.death_year) {
      set(field_at("year-of-death"), r, std::to_string(review.death_year));
      set(field_at("period-of-death"), r, period_of(review.death_year));
    }
    if (review.death_month) set(field_at("month-of-death"), r, fmt::format("{:02}", review.death_month % 12 + 1));
    if (review.published_year) set(field_at("year-of-publication"), r, std::to_string(review.published_year));
    if (review.published_month && review.death_month && review.published_month >= review.death_month)
      d.intervals_.push_back({review.published_year, review.death_year, review.published_month - review.death_month, std::int64_t(r), review.id, review.title});
    if (!review.partnership.empty()) {
      const auto* place = review.place.place();
      const auto csp = place ? place->name : review.partnership;
      set(field_at("csp"), r, place && !place->code.empty() ? place->code : slug(csp), review.partnership, csp);
      set(field_at("csp-as-written"), r, slug(review.partnership), review.partnership, review.partnership);
      set(field_at("csp-match"), r, name(review.place.kind));
      if (const auto force = review.place.force(); !force.empty()) set(field_at("police-force"), r, slug(force), {}, force);
      if (code("region", r) == kMissing)
        if (const auto region = review.place.region(); !region.empty()) set(field_at("region"), r, slug(region));
    }
    if (const auto region = code("region", r); region != kMissing) set(field_at("nation"), r, region == "wales" ? "wales" : "england");
    set(field_at("source"), r, d.sources_[review.source].id, {}, d.sources_[review.source].title);
  }
  for (std::size_t v = 0; v < d.victims_.size(); ++v) {
    if (const auto rough = case_of(v, false); !rough.empty()) set(field_at("death-type"), v, rough);
    if (const auto fine = case_of(v, true); !fine.empty()) set(field_at("case-type"), v, fine);
  }
  // Values whose groups are another field's values.
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (fields[f].derived_from.empty()) continue;
    const auto from = field_at(fields[f].derived_from);
    for (std::size_t row = 0; row < d.columns_[from].size(); ++row) {
      const auto had = d.at(from, row);
      if (had == kNoValue) continue;
      const std::string was(d.code(from, had));
      std::string group = was == kNotKnown || was == kNotApplicable || was == kNotRecorded ? was : std::string();
      for (const auto& v : fields[from].values)
        if (v.code == was && !v.group.empty()) group = slug(v.group);
      if (!group.empty()) set(f, row, group);
    }
  }
  // How many of a group's flags are yes; missing where none of them was answered.
  const auto count = [&](std::string_view into, std::string_view group, Subject of) {
    const auto flags = schema().fields_of(group);
    for (std::size_t row = 0; row < d.size(of); ++row) {
      int yes = 0, answered = 0;
      for (const auto* f : flags) {
        const auto was = code(f->id, row);
        yes += was == kYes;
        answered += was != kMissing;
      }
      if (answered) set(field_at(into), row, count_of(yes));
    }
  };
  count("victim-vulnerability-count", "victim-vulnerabilities", Subject::Victim);
  count("perpetrator-vulnerability-count", "perpetrator-vulnerabilities", Subject::Perpetrator);
  count("aggravating-factor-count", "aggravating-factors", Subject::Review);
}

void CodedBuilder::work_out_categories() {
  const auto& d = *data_;
  const auto code = [&](std::string_view field, std::size_t row) { return d.code(field_at(field), d.at(field_at(field), row)); };
  for (std::size_t r = 0; r < d.reviews_.size(); ++r) {
    for (const auto& [category, flag] : {std::pair("category-intimate-partner", "intimate-partner-violence"), std::pair("category-familial", "familial-homicide"), std::pair("category-parricide", "parricide"),
                                         std::pair("category-homicide-suicide", "homicide-suicide"), std::pair("category-not-homicide-or-suicide", "category-neglect")})
      if (const auto was = code(flag, r); was != kMissing) set(field_at(category), r, was);
    // What one of several people, or one of several flags, makes true. A yes settles it; after that what is known, then what is said not to be.
    std::map<std::string_view, std::string> said;
    const auto say = [&](std::string_view category, std::string_view answer) {
      const auto weight = [](std::string_view a) { return a == kYes ? 4 : a == kNo ? 3 : a == kNotRecorded ? 2 : a == kNotKnown ? 1 : 0; };
      auto& now = said[category];
      if (weight(answer) > weight(now)) now = answer;
    };
    // "yes" where the answer is one of those meant, "no" where it is another that is known.
    const auto of_value = [&](std::string_view category, std::string_view answer, bool meant) {
      if (answer == kMissing || answer == kNotApplicable) return;
      say(category, answer == kNotKnown || answer == kNotRecorded ? answer : meant ? kYes : kNo);
    };
    const auto of_person = [&](std::size_t row, Subject who) {
      const bool victim = who == Subject::Victim;
      const auto ethnicity = code(victim ? "victim-ethnicity" : "perpetrator-ethnicity", row);
      of_value("category-minority-communities", ethnicity == "white-not-stated" ? kNotKnown : ethnicity, ethnicity != "white-british");
      const auto orientation = code(victim ? "sexual-orientation-of-victim" : "sexual-orientation-of-perpetrator", row);
      of_value("category-lgbtq", orientation, orientation != "heterosexual");
      if (code(victim ? "victim-different-gender-identity-from-birth" : "perpetrator-different-gender-identity-from-birth", row) == kYes) say("category-lgbtq", kYes);
      const auto* health = victim ? "category-mental-health-of-victim" : "category-mental-health-of-perpetrator";
      say(health, code(victim ? "victim-mental-health-issues" : "perpetrator-mental-health-issues", row));
      for (const auto* flag : schema().fields_of(victim ? "victim-mental-health" : "perpetrator-mental-health")) say(health, code(flag->id, row));
      if (!victim) return;
      const auto age = code("age-at-death", row);
      of_value("category-older-victim", age, age == "65-and-over");
      say("category-suicide-of-victim", code("victim-suicide", row));
    };
    for (const auto v : d.reviews_[r].victims) of_person(v, Subject::Victim);
    for (const auto p : d.reviews_[r].perpetrators) of_person(p, Subject::Perpetrator);
    for (const auto& [category, answer] : said)
      if (!answer.empty()) set(field_at(category), r, answer);
  }
}

std::shared_ptr<const CodedData> CodedBuilder::finish(std::int64_t generation, std::filesystem::path file) && {
  auto& d = *data_;
  d.file_ = std::move(file);
  d.generation_ = generation;
  work_out();
  work_out_categories();
  for (std::size_t f = 0; f < d.columns_.size(); ++f)
    if (!d.columns_[f].empty()) d.columns_[f].resize(d.size(schema().fields()[f].of), kNoValue);
  std::sort(d.intervals_.begin(), d.intervals_.end(), [](const Interval& a, const Interval& b) { return std::tie(a.months, a.id) < std::tie(b.months, b.id); });
  return std::move(data_);
}

}  // namespace heed::library

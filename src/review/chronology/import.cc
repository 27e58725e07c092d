// Taking in a table that somebody else made: find the headings, say what each column is, turn each row into an entry or a doubt.
#include <algorithm>
#include <map>
#include <set>

#include "review/chronology/columns.h"
#include "text/normalise.h"

namespace heed::review {

namespace {

using namespace chronology_detail;
using document::Block;
using document::BlockKind;
using document::Cell;
using document::CellKind;
using document::Row;

constexpr std::size_t kHeadingRows = 15;   // non-blank rows looked at for headings
constexpr std::size_t kSample = 60;        // cells of a column looked at for dates

bool has_digit(std::string_view s) { return s.find_first_of("0123456789") != std::string_view::npos; }
bool all_digits(std::string_view s) { return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos; }

std::string on_one_line(std::string_view text) {
  std::string out;
  for (char c : text) {
    const char d = c == '\n' || c == '\r' || c == '\t' || c == '\v' ? ' ' : c;
    if (d == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += d;
  }
  return trimmed(out);
}

const Cell* cell_at(const Row& row, int column) {
  return column >= 0 && std::size_t(column) < row.cells.size() ? &row.cells[std::size_t(column)] : nullptr;
}
std::string text_at(const Row& row, int column) {
  const Cell* cell = cell_at(row, column);
  return cell && !cell->covered ? trimmed(cell->text) : std::string();
}
bool is_blank(const Row& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& c) { return c.covered || trimmed(c.text).empty(); });
}

/// A cell that is a date beyond doubt: typed as one, or words and numbers that read as one. A bare number is not.
bool looks_like_date(const Cell& cell, Day today) {
  if (cell.covered) return false;
  if (cell.kind == CellKind::Date && cell.iso_date.size() >= 10 && cell.iso_date[4] == '-') return true;
  const std::string text = on_one_line(cell.text);
  if (text.size() < 4 || text.size() > 60 || !has_digit(text) || all_digits(text)) return false;
  return UncertainDate::parse(text, today).ok();
}

CivilMinutes minutes_of(Day day) { return UncertainDate::exactly(day).earliest(); }

/// Titles of people with a name after them: the chronology says staff by role.
bool seems_to_name(std::string_view text) {
  static const std::set<std::string, std::less<>> titles = {"mr", "mrs", "ms", "miss", "dr", "pc", "dc", "ds", "di", "sgt", "pcso", "sister", "prof"};
  std::string word, before;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (std::isalpha(static_cast<unsigned char>(c))) { word += c; continue; }
    if (word.empty()) continue;
    if (titles.count(before) && std::isupper(static_cast<unsigned char>(word[0])) && word.size() > 1) return true;
    before.clear();
    for (char w : word) before += char(std::tolower(static_cast<unsigned char>(w)));
    word.clear();
  }
  return false;
}

/// "1430", "1430hrs", "14.30 hours", "14:30" in a form that the date reader takes after a date.
std::string time_words(std::string text) {
  text = on_one_line(text);
  for (std::string_view ending : {"hours", "hrs", "hr", "h", "Hours", "Hrs", "HRS"})
    if (text.size() > ending.size() && text.ends_with(ending) && has_digit(text)) {
      text = trimmed(std::string_view(text).substr(0, text.size() - ending.size()));
      break;
    }
  if (all_digits(text) && (text.size() == 4 || text.size() == 3)) text.insert(text.size() - 2, ":");
  std::replace(text.begin(), text.end(), '.', ':');
  // "14:30:00" as spreadsheets write times
  if (std::count(text.begin(), text.end(), ':') == 2) {
    const auto last = text.rfind(':');
    std::size_t end = last + 1;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
    text.erase(last, end - last);
  }
  return text;
}

std::optional<int> year_alone(std::string_view text) {
  const auto tokens = tokens_of(text);
  std::string word = tokens.size() == 1 ? tokens[0] : tokens.size() == 2 && tokens[0] == "year" ? tokens[1] : "";
  if (word.size() != 4 || !all_digits(word)) return std::nullopt;
  const int year = std::stoi(word);
  if (year < 1900 || year > 2100) return std::nullopt;
  return year;
}

class TableImport {
 public:
  TableImport(const Block& table, int number, const ImportOptions& options, Day today, Import& out)
      : table_(table), number_(number), options_(options), today_(today), out_(out) {}

  void run() {
    read_.table = number_;
    read_.name = table_.place.words();
    for (const auto& row : table_.rows) width_ = std::max(width_, int(row.cells.size()));
    read_.rows = int(table_.rows.size());
    find_headings();
    find_columns();
    if (usable()) {
      read_.used = true;
      for (std::size_t r = 0; r < table_.rows.size(); ++r) take_row(r);
    } else {
      asks_.erase(std::remove_if(asks_.begin(), asks_.end(), [](const ColumnInDoubt& a) { return a.candidates.front() != Column::Date && a.candidates.front() != Column::What; }), asks_.end());
    }
    for (auto& ask : asks_) out_.columns_in_doubt.push_back(std::move(ask));
    out_.tables.push_back(std::move(read_));
  }

 private:
  // --- headings ---
  void find_headings() {
    std::size_t looked = 0;
    int best = 0;
    for (std::size_t r = 0; r < table_.rows.size() && looked < kHeadingRows; ++r) {
      const Row& row = table_.rows[r];
      if (is_blank(row)) continue;
      ++looked;
      std::set<Column> found;
      bool dated = false;
      int filled = 0;
      for (const Cell& cell : row.cells) {
        if (cell.covered) continue;
        const std::string text = on_one_line(cell.text);
        if (text.empty()) continue;
        ++filled;
        dated = dated || looks_like_date(cell, today_);
        const auto m = meaning_of(text);
        if (m.score >= kIsHeading && !m.known_as_nothing) found.insert(m.is);
      }
      if (dated || filled < 2) continue;
      const bool has_date = found.count(Column::Date) > 0;
      if (found.size() < 2 && !has_date) continue;
      const int score = int(found.size()) * 2 + (has_date ? 3 : 0);
      if (score > best) {
        best = score;
        heading_ = int(r);
      }
    }
    headings_.assign(std::size_t(width_), "");
    if (heading_ < 0) return;
    const Row& row = table_.rows[std::size_t(heading_)];
    bool spans = false;
    std::string over;
    for (int c = 0; c < width_; ++c) {
      const Cell* cell = cell_at(row, c);
      if (!cell) continue;
      if (!cell->covered) {
        headings_[std::size_t(c)] = on_one_line(cell->text);
        over = cell->columns > 1 ? headings_[std::size_t(c)] : "";
      } else {
        headings_[std::size_t(c)] = over;
      }
      spans = spans || cell->columns > 1 || cell->rows > 1;
    }
    heading_end_ = heading_;
    // A second line of headings under a merged one: "Date" over "From" and "To".
    if (spans && std::size_t(heading_) + 1 < table_.rows.size()) {
      const Row& below = table_.rows[std::size_t(heading_) + 1];
      bool fits = !is_blank(below);
      for (const Cell& cell : below.cells) fits = fits && (cell.covered || (cell.text.size() <= 40 && !looks_like_date(cell, today_)));
      bool any = false;
      for (int c = 0; c < width_ && fits; ++c) {
        const Cell* above = cell_at(row, c);
        const std::string text = on_one_line(text_at(below, c));
        if (text.empty() || (above && above->rows > 1)) continue;
        any = any || meaning_of(headings_[std::size_t(c)] + " " + text).score >= kIsHeading;
      }
      if (fits && any) {
        heading_end_ = heading_ + 1;
        for (int c = 0; c < width_; ++c) {
          const std::string text = on_one_line(text_at(below, c));
          if (!text.empty()) headings_[std::size_t(c)] = trimmed(headings_[std::size_t(c)] + " " + text);
        }
      }
    }
    read_.heading_row = number_of(std::size_t(heading_));
    for (int r = 0; r < heading_; ++r)
      for (const Cell& cell : table_.rows[std::size_t(r)].cells)
        if (!cell.covered && !trimmed(cell.text).empty()) {
          const std::string line = on_one_line(cell.text);
          read_.titles.push_back(line);
          if (const auto year = year_alone(line)) year_ = year;
        }
  }

  // --- columns ---
  struct Sample {
    int filled = 0, dates = 0, bare_years = 0;
    std::size_t letters = 0;
    std::vector<std::string> cells;
  };
  Sample sample(int column) const {
    Sample s;
    for (std::size_t r = std::size_t(heading_end_ + 1); r < table_.rows.size() && s.filled < int(kSample); ++r) {
      const Cell* cell = cell_at(table_.rows[r], column);
      if (!cell || cell->covered) continue;
      const std::string text = on_one_line(cell->text);
      if (text.empty()) continue;
      ++s.filled;
      s.letters += text.size();
      if (looks_like_date(*cell, today_)) ++s.dates;
      if (s.cells.size() < 3) s.cells.push_back(text.size() > 120 ? shortened(text) : text);
    }
    return s;
  }
  static std::string shortened(const std::string& text) {
    std::size_t end = 120;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
  }
  void ask(int column, std::string why, Column taken, std::vector<Column> candidates, const Sample& s) {
    if (chosen_.count(column)) return;
    asks_.push_back({number_, column, headings_[std::size_t(column)], std::move(why), taken, std::move(candidates), s.cells});
  }

  void find_columns() {
    is_.assign(std::size_t(width_), Column::None);
    std::vector<KnownBy> by(std::size_t(width_), KnownBy::Nothing);
    std::vector<Sample> samples;
    for (int c = 0; c < width_; ++c) samples.push_back(sample(c));
    for (const auto& choice : options_.choices)
      if (choice.table == number_ && choice.column >= 0 && choice.column < width_) {
        chosen_.insert(choice.column);
        is_[std::size_t(choice.column)] = choice.is;
        by[std::size_t(choice.column)] = KnownBy::Choice;
      }
    const auto taken = [&](Column what) { return std::find(is_.begin(), is_.end(), what) != is_.end(); };
    std::vector<int> scores(std::size_t(width_), 0);
    std::set<int> unknown;
    for (int c = 0; c < width_; ++c) {
      if (chosen_.count(c) || heading_ < 0) continue;
      const auto& s = samples[std::size_t(c)];
      const auto m = meaning_of(headings_[std::size_t(c)]);
      if (m.known_as_nothing) {
        by[std::size_t(c)] = KnownBy::Heading;
        continue;
      }
      if (m.score == 0) {
        if (s.filled) unknown.insert(c);
        continue;
      }
      is_[std::size_t(c)] = m.is;
      by[std::size_t(c)] = KnownBy::Heading;
      scores[std::size_t(c)] = m.score;
      if (s.filled && m.rival_score && m.score - m.rival_score < kTooClose && m.is != m.rival)
        ask(c, "The heading could mean more than one thing.", m.is, {m.is, m.rival, Column::None}, s);
      else if (s.filled && m.score < kIsHeading)
        ask(c, "The heading says this only in part.", m.is, {m.is, Column::None}, s);
    }
    // One column each of what can only stand once; the better heading wins, then the left one.
    for (const Column only : {Column::Date, Column::Until, Column::Time, Column::Agency}) {
      int best = -1;
      for (int c = 0; c < width_; ++c) {
        if (is_[std::size_t(c)] != only) continue;
        const bool better = best < 0 || (chosen_.count(c) && !chosen_.count(best)) ||
                            (chosen_.count(c) == chosen_.count(best) && scores[std::size_t(c)] > scores[std::size_t(best)] + kTooClose) ||
                            (only == Column::Date && chosen_.count(c) == chosen_.count(best) && samples[std::size_t(c)].dates > 0 && samples[std::size_t(best)].dates == 0);
        const int loser = better ? best : c;
        if (better) best = c;
        if (loser < 0) continue;
        is_[std::size_t(loser)] = Column::None;
        by[std::size_t(loser)] = KnownBy::Nothing;
        if (samples[std::size_t(loser)].filled)
          ask(loser, "Another column has the same meaning already.", Column::None, {Column::None, only, Column::Comment}, samples[std::size_t(loser)]);
      }
    }
    // Dates by content, where no heading says them or nothing under the heading is one.
    for (int c = 0; c < width_; ++c)
      if (is_[std::size_t(c)] == Column::Date && !chosen_.count(c) && samples[std::size_t(c)].filled >= 3 && samples[std::size_t(c)].dates == 0 &&
          samples[std::size_t(c)].cells.front().size() > 4)
        ask(c, "The heading says a date, but the cells do not read as dates.", Column::Date, {Column::Date, Column::None}, samples[std::size_t(c)]);
    if (!taken(Column::Date)) {
      std::vector<int> dated;
      for (int c = 0; c < width_; ++c)
        if (!chosen_.count(c) && samples[std::size_t(c)].dates * 2 > samples[std::size_t(c)].filled) dated.push_back(c);
      if (!dated.empty()) {
        const int c = dated.front();
        is_[std::size_t(c)] = Column::Date;
        by[std::size_t(c)] = KnownBy::Content;
        unknown.erase(c);
        if (dated.size() > 1)
          for (const int d : dated)
            ask(d, "More than one column holds dates, and no heading says which is the day it happened.", is_[std::size_t(d)],
                {Column::Date, Column::Until, Column::None}, samples[std::size_t(d)]);
      } else if (width_ >= 2) {
        for (int c = 0; c < width_; ++c)
          if (samples[std::size_t(c)].filled && samples[std::size_t(c)].dates > 0)
            ask(c, "Some cells read as dates, most do not.", Column::None, {Column::Date, Column::None}, samples[std::size_t(c)]);
        if (asks_.empty() && heading_ >= 0)
          for (int c = 0; c < std::min(width_, 3); ++c)
            if (samples[std::size_t(c)].filled)
              ask(c, "No column of dates was found.", is_[std::size_t(c)], {Column::Date, is_[std::size_t(c)], Column::None}, samples[std::size_t(c)]);
      }
    }
    if (taken(Column::Date) && !taken(Column::What)) {
      int longest = -1;
      for (int c = 0; c < width_; ++c) {
        if (is_[std::size_t(c)] != Column::None || chosen_.count(c) || by[std::size_t(c)] == KnownBy::Heading) continue;
        const auto& s = samples[std::size_t(c)];
        if (!s.filled || s.letters / std::size_t(s.filled) < 8) continue;
        const auto mean = [&](int i) { return samples[std::size_t(i)].letters / std::size_t(samples[std::size_t(i)].filled); };
        if (longest < 0 || mean(c) > mean(longest)) longest = c;
      }
      if (longest >= 0) {
        asks_.erase(std::remove_if(asks_.begin(), asks_.end(), [&](const ColumnInDoubt& a) { return a.column == longest; }), asks_.end());
        is_[std::size_t(longest)] = Column::What;
        by[std::size_t(longest)] = KnownBy::Content;
        unknown.erase(longest);
        ask(longest, "No heading says what happened; this column has the longest texts.", Column::What, {Column::What, Column::Comment, Column::None},
            samples[std::size_t(longest)]);
      }
    }
    for (const int c : unknown)
      if (is_[std::size_t(c)] == Column::None)
        ask(c, "This heading is not known. The words are kept under it.", Column::None, {Column::None, Column::What, Column::Comment}, samples[std::size_t(c)]);
    if (heading_ < 0 && taken(Column::Date))
      for (int c = 0; c < width_; ++c)
        if (is_[std::size_t(c)] == Column::None && samples[std::size_t(c)].filled &&
            std::none_of(asks_.begin(), asks_.end(), [&](const ColumnInDoubt& a) { return a.column == c; }))
          ask(c, "There are no headings in this table.", Column::None, {Column::None, Column::Source, Column::Action}, samples[std::size_t(c)]);
    for (int c = 0; c < width_; ++c) read_.columns.push_back({c, headings_[std::size_t(c)], is_[std::size_t(c)], by[std::size_t(c)]});
  }

  bool usable() {
    const auto has = [&](Column what) { return std::find(is_.begin(), is_.end(), what) != is_.end(); };
    if (table_.rows.empty() || std::all_of(table_.rows.begin(), table_.rows.end(), is_blank)) read_.reason = "It is empty.";
    else if (heading_ >= 0 && std::size_t(heading_end_) + 1 >= table_.rows.size()) read_.reason = "It has headings and no rows under them.";
    else if (!has(Column::Date)) read_.reason = "No column of dates was found in it.";
    else if (!has(Column::What) && !has(Column::Action) && !has(Column::Comment)) read_.reason = "It has dates, but no column that says what happened.";
    return read_.reason.empty();
  }

  // --- rows ---
  int number_of(std::size_t r) const { return table_.rows[r].number > 0 ? table_.rows[r].number : int(r) + 1; }

  bool repeats_heading(const Row& row) const {
    if (heading_ < 0) return false;
    int same = 0, filled = 0, wanted = 0;
    for (int c = 0; c < width_; ++c) {
      const auto here = tokens_of(text_at(row, c));
      const auto there = tokens_of(text_at(table_.rows[std::size_t(heading_)], c));
      if (!there.empty()) ++wanted;
      if (here.empty()) continue;
      ++filled;
      if (here == there) ++same;
    }
    return filled > 0 && same == filled && same * 2 >= wanted && same >= std::min(2, wanted);
  }

  struct Carried {
    std::string text;
    const Cell* cell = nullptr;
    int from = 0;
    int until = -1;  ///< last row number that it covers
    int columns = 1;
  };

  void take_row(std::size_t r) {
    const Row& row = table_.rows[r];
    const int number = number_of(r);
    const bool in_heading = heading_ >= 0 && int(r) >= heading_ && int(r) <= heading_end_;
    if (!in_heading)
      for (int c = 0; c < int(row.cells.size()); ++c) {
        const Cell& cell = row.cells[std::size_t(c)];
        if (!cell.covered && cell.rows > 1) carried_[c] = {trimmed(cell.text), &cell, number, number + cell.rows - 1, cell.columns};
        else if (!cell.covered) carried_.erase(c);
      }
    if (is_blank(row)) { ++read_.blank; return; }
    if (in_heading || int(r) < heading_ || repeats_heading(row)) { ++read_.headings; return; }

    int filled = 0;
    const Cell* only = nullptr;
    for (const Cell& cell : row.cells)
      if (!cell.covered && !trimmed(cell.text).empty()) { ++filled; only = &cell; }
    if (filled == 1 && width_ > 1)
      if (const auto year = year_alone(only->text); year && (only->columns > 1 || only == cell_at(row, date_column()))) {
        year_ = year;
        ++read_.headings;
        return;
      }

    Entry e;
    e.order = ++order_;
    e.agency = options_.agency;
    auto place = table_.place;
    place.where = place.where.empty() ? fmt::format("row {}", number) : fmt::format("{}, row {}", place.where, number);
    e.place = place.words();
    bool hidden = row.hidden || table_.hidden;
    bool has_words = false;
    const Cell* date_cell = nullptr;
    std::string until;
    for (int c = 0; c < width_; ++c) {
      const Cell* cell = cell_at(row, c);
      std::string text = text_at(row, c);
      const Column is = is_[std::size_t(c)];
      bool carried = false;
      int from = 0;
      if (cell && cell->covered) {
        if (const auto over = carried_.find(c); over != carried_.end() && over->second.until >= number && over->second.from < number && !over->second.text.empty()) {
          text = over->second.text;
          cell = over->second.cell;
          from = over->second.from;
          carried = true;
        }
      }
      if (text.empty()) continue;
      hidden = hidden || cell->hidden;
      const std::string& heading = headings_[std::size_t(c)];
      if (!e.original.empty()) e.original += '\n';
      e.original += (heading.empty() ? fmt::format("Column {}", c + 1) : heading) + ": " + text;
      if (carried)
        e.marks.push_back(fmt::format("{} carried down from row {}", is == Column::Date ? "Date" : heading.empty() ? fmt::format("Column {}", c + 1) : heading, from));
      if (is != Column::Date && is != Column::Until && is != Column::Time && is != Column::Agency && !carried) has_words = true;
      const auto put = [&](std::string& member) { member += (member.empty() ? "" : "\n") + text; };
      switch (is) {
        case Column::None: e.other.push_back({heading.empty() ? fmt::format("Column {}", c + 1) : heading, text}); break;
        case Column::Date: date_cell = cell; e.date_written = on_one_line(text); break;
        case Column::Until: until = on_one_line(cell->kind == CellKind::Date && !cell->iso_date.empty() ? cell->iso_date : text); break;
        case Column::Time: put(e.time); break;
        case Column::Source: put(e.source); break;
        case Column::Agency: e.agency = on_one_line(text); break;
        case Column::People: put(e.people); break;
        case Column::Staff: put(e.staff_role); break;
        case Column::What: put(e.what); break;
        case Column::Seen: put(e.seen); break;
        case Column::SeenAlone: put(e.seen_alone); break;
        case Column::Action: put(e.action); break;
        case Column::Expected: put(e.expected); break;
        case Column::Comment: put(e.comment); break;
        case Column::CrossRef: put(e.cross_ref); break;
      }
    }
    if (hidden) e.marks.push_back("Hidden in the file");
    if (seems_to_name(e.staff_role)) e.marks.push_back("Staff may be named: give the role instead");
    understand_date(e, date_cell, until);
    if (e.doubt.empty()) weigh(e, has_words, number);
    if (!e.date.empty()) last_date_ = e.date.understood();
    if (e.doubt.empty()) {
      ++read_.entries;
      out_.entries.push_back(std::move(e));
    } else {
      ++read_.doubtful;
      out_.doubtful.push_back(std::move(e));
    }
  }

  int date_column() const {
    const auto it = std::find(is_.begin(), is_.end(), Column::Date);
    return it == is_.end() ? -1 : int(it - is_.begin());
  }

  Result<UncertainDate> read_date(const std::string& text, const Cell* cell, std::vector<std::string>& marks) const {
    if (cell && cell->kind == CellKind::Date && cell->iso_date.size() >= 10 && cell->iso_date[4] == '-') {
      auto read = UncertainDate::parse(cell->iso_date, today_);
      if (read.ok()) return UncertainDate::stored(text, read->edtf());
    }
    auto read = UncertainDate::parse(text, today_);
    // A bare number below 1900 or above 2100 in a column of dates is no year.
    if (read.ok() && all_digits(text) && !year_alone(text)) return bad_input("A number stands where a date should.");
    if (read.ok()) return read;
    if (const auto year = year_ ? year_ : options_.default_year) {
      auto with_year = UncertainDate::parse(fmt::format("{} {}", text, *year), today_);
      if (!with_year.ok()) with_year = UncertainDate::parse(fmt::format("{}/{}", text, *year), today_);
      if (with_year.ok()) {
        marks.push_back(fmt::format("The year {} comes from {}", *year, year_ ? "the heading above" : "the question about years"));
        return UncertainDate::stored(text, with_year->edtf());
      }
    }
    const auto bracket = text.find_first_of("([");
    if (bracket != std::string::npos && bracket > 3)
      if (auto before = UncertainDate::parse(trimmed(text.substr(0, bracket)), today_); before.ok()) {
        marks.push_back("Words after the date are kept as written");
        return UncertainDate::stored(text, before->edtf());
      }
    return read;
  }

  void understand_date(Entry& e, const Cell* cell, const std::string& until) {
    if (e.date_written.empty()) {
      e.doubt = "There are words but no date.";
      if (!last_date_.empty()) e.doubt += fmt::format(" The row before it is dated {}.", last_date_);
      return;
    }
    const auto read = read_date(e.date_written, cell, e.marks);
    if (!read.ok()) {
      e.doubt = "The date was not understood. " + read.error().message;
      return;
    }
    e.date = *read;
    if (!e.time.empty() && e.date.precision() == DatePrecision::Day && !e.date.approximate() && has_digit(e.time)) {
      const auto with_time = UncertainDate::parse(e.date.edtf() + " " + time_words(e.time), today_);
      if (with_time.ok() && with_time->earliest() >= e.date.earliest() && with_time->latest() <= e.date.latest())
        e.date = UncertainDate::stored(e.date_written + " " + on_one_line(e.time), with_time->edtf());
      else
        e.marks.push_back("The time was not understood and is kept as written");
    }
    if (until.empty() || until == e.date_written) return;
    std::vector<std::string> marks;
    const auto end = read_date(until, nullptr, marks);
    if (!end.ok()) {
      e.doubt = "The date until was not understood. " + end.error().message;
    } else if (end->latest() < e.date.earliest()) {
      e.doubt = "It ends before it starts.";
    } else if (const auto both = UncertainDate::parse(e.date.edtf() + "/" + end->edtf(), today_); both.ok()) {
      e.date = UncertainDate::stored(e.date.typed() + " to " + until, both->edtf());
    } else {
      e.marks.push_back("The date until is kept in the original row only");
    }
  }

  /// REQUIRES: the date is understood.
  void weigh(Entry& e, bool has_words, int number) {
    if (e.date.earliest() >= minutes_of(add_days(today_, 1))) e.doubt = "The date is in the future.";
    else if (e.date.latest() < minutes_of(Day{std::chrono::year{1920}, std::chrono::January, std::chrono::day{1}})) e.doubt = "The date is more than a century ago.";
    else if (options_.period_from && e.date.latest() < minutes_of(*options_.period_from)) e.doubt = "The date lies before the period asked about.";
    else if (options_.period_until && e.date.earliest() >= minutes_of(add_days(*options_.period_until, 1))) e.doubt = "The date lies after the period asked about.";
    else if (!has_words) e.doubt = "There is a date but no words.";
    if (!e.doubt.empty()) return;
    std::string key = e.date.edtf();
    for (const std::string* part : {&e.time, &e.agency, &e.source, &e.people, &e.staff_role, &e.what, &e.action, &e.comment}) key += '\x1f' + text::folded(*part, text::FoldForm::Tokens);
    for (const auto& other : e.other) key += '\x1f' + text::folded(other.text, text::FoldForm::Tokens);
    const auto [first, fresh] = seen_.emplace(std::move(key), number);
    if (!fresh) e.doubt = fmt::format("It repeats row {}.", first->second);
  }

  const Block& table_;
  int number_;
  const ImportOptions& options_;
  Day today_;
  Import& out_;
  ReadTable read_;
  std::vector<ColumnInDoubt> asks_;
  int width_ = 0;
  int heading_ = -1, heading_end_ = -1;
  std::vector<std::string> headings_;
  std::vector<Column> is_;
  std::set<int> chosen_;
  std::map<int, Carried> carried_;
  std::map<std::string, int> seen_;
  std::optional<int> year_;
  std::string last_date_;
  std::int64_t order_ = 0;
};

}  // namespace

std::string Import::nothing() const {
  if (!entries.empty() || !doubtful.empty()) return "";
  if (!columns_in_doubt.empty()) return "No entries were found yet: say which column holds the dates and which says what happened.";
  if (tables.size() == 1) return "The table in this file is not a chronology. " + tables.front().reason;
  return fmt::format("None of the {} tables in this file is a chronology: none has a column of dates beside a column that says what happened.", tables.size());
}

Result<Import> import_table(const document::Document& document, const ImportOptions& options, Day today) {
  Import out;
  int number = 0;
  for (const auto& block : document.blocks) {
    if (block.kind == BlockKind::Table) {
      TableImport(block, number, options, today, out).run();
      ++number;
    } else if (!trimmed(block.text()).empty()) {
      ++out.lines_outside;
    }
  }
  if (number == 0)
    return Error{Code::Unsupported, "There is no table in this file, so no chronology could be taken from it.",
                 "Ask the agency for its chronology as a table in a Word document (.docx), an Excel workbook (.xlsx) or a CSV file.", {}};
  // Order in the file runs over all its tables.
  std::int64_t order = 0;
  std::size_t e = 0, d = 0;
  for (const auto& table : out.tables)
    for (int i = 0, j = 0; i < table.entries || j < table.doubtful;) {
      const bool from_entries = j >= table.doubtful || (i < table.entries && out.entries[e].order < out.doubtful[d].order);
      auto& next = from_entries ? out.entries[e++] : out.doubtful[d++];
      (from_entries ? i : j) += 1;
      next.order = ++order;
    }
  for (const auto& unread : document.unread) out.unread.push_back(fmt::format("{}: {} ({})", unread.place.words(), unread.what, unread.reason));
  return out;
}

}  // namespace heed::review

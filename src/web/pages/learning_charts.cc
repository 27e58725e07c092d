#include "web/pages/learning_charts.h"

#include <algorithm>
#include <array>

namespace heed::web {

namespace {

using library::Hidden;
using library::MadeTable;
using library::TableKind;
using library::TableLine;

// The order of the government's analysts' palette for categories; greys are for what is not known, not recorded and missing.
constexpr std::array<std::string_view, 8> kColours = {"#12436D", "#28A197", "#801650", "#F46A25", "#5C9BD1", "#A285D1", "#3D6117", "#9E6B1F"};
constexpr std::string_view kGrey = "#B1B4B6", kTrack = "#EEF4F4", kInk = "#12343B", kBar = "#17616B";
constexpr int kWidth = 640;
constexpr std::int64_t kFew = 10;  ///< a share of fewer than this is drawn in grey: one review would be a hundred per cent

bool is_answer(std::string_view code) {
  return code != library::kMissing && code != library::kNotKnown && code != library::kNotRecorded && code != library::kNotApplicable;
}

Html framed(const MadeTable& t, int height, const Html& inside, std::string_view what) {
  return html(
      "<figure class=\"heed-chart\"><svg role=\"img\" aria-labelledby=\"chart-title chart-what\" viewBox=\"0 0 {} {}\" width=\"100%\" font-family=\"arial, sans-serif\" font-size=\"15\" "
      "fill=\"{}\"><title id=\"chart-title\">{}</title><desc id=\"chart-what\">{} The table below has every number.</desc>{}</svg></figure>",
      kWidth, height, kInk, t.title, what, inside);
}

Html text_at(int x, int y, std::string_view text, std::string_view anchor = "start") { return html("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>", x, y, anchor, text); }
Html box(int x, int y, int width, int height, std::string_view colour) {
  return html("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>", x, y, std::max(0, width), height, colour);
}

std::string shown(const TableLine& l) {
  if (l.hidden != Hidden::No) return "hidden";
  const auto share = library::percent_text(l.percent());
  return share.empty() ? std::to_string(l.n) : fmt::format("{} ({}%)", l.n, share);
}

/// A bar for each line, the label above it. Years stand in one row of columns instead.
Html bars(const MadeTable& t) {
  std::int64_t most = 1;
  std::vector<const TableLine*> lines;
  for (const auto& l : t.lines)
    if (t.kind != TableKind::Months || l.of > 0) lines.push_back(&l);
  if (lines.empty() || lines.size() > 45) return {};
  for (const auto* l : lines)
    if (l->hidden == Hidden::No) most = std::max(most, l->n);
  Html out;
  int y = 0;
  for (const auto* l : lines) {
    out += text_at(0, y + 15, l->label) + text_at(kWidth, y + 15, shown(*l), "end");
    out += box(0, y + 21, kWidth, 12, kTrack);
    if (l->hidden == Hidden::No && l->n > 0) out += box(0, y + 21, std::max(2, int(double(l->n) / double(most) * kWidth)), 12, t.kind == TableKind::Flags || is_answer(l->code) ? kBar : kGrey);
    y += 44;
  }
  return framed(t, y, out, "A bar for each row, as long as its number.");
}

/// Columns side by side for years.
Html columns(const MadeTable& t) {
  std::vector<const TableLine*> years;
  std::int64_t most = 1;
  for (const auto& l : t.lines)
    if (is_answer(l.code)) {
      years.push_back(&l);
      if (l.hidden == Hidden::No) most = std::max(most, l.n);
    }
  if (years.size() < 3) return bars(t);
  const int height = 220, step = kWidth / int(years.size());
  Html out;
  for (std::size_t i = 0; i < years.size(); ++i) {
    const auto& l = *years[i];
    const int x = int(i) * step;
    const int tall = l.hidden == Hidden::No ? int(double(l.n) / double(most) * (height - 60)) : 0;
    out += box(x + 3, height - 30 - tall, step - 6, tall, kBar);
    out += html("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"12\">{}</text>", x + step / 2, height - 36 - tall, l.hidden == Hidden::No ? std::to_string(l.n) : std::string("·"));
    out += html("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"12\">{}</text>", x + step / 2, height - 10, step < 34 && l.label.size() == 4 ? "’" + l.label.substr(2) : l.label);
  }
  return framed(t, height, out, "A column for each year, as high as its number.");
}

struct Part {
  std::string code, label;
  std::vector<const TableLine*> lines;
};
std::vector<Part> parts_of(const MadeTable& t) {
  std::vector<Part> out;
  for (const auto& l : t.lines) {
    auto at = std::find_if(out.begin(), out.end(), [&](const Part& p) { return p.code == l.by_code; });
    if (at == out.end()) at = out.insert(out.end(), Part{l.by_code, l.by_label, {}});
    at->lines.push_back(&l);
  }
  return out;
}

/// One bar for each part, shared out among the values, with a key.
Html shares(const MadeTable& t) {
  const auto parts = parts_of(t);
  if (parts.empty() || parts.size() > 30 || parts.front().lines.size() > kColours.size() + 3 || t.any_hidden) return {};
  std::vector<std::string_view> colours;
  std::size_t next = 0;
  int answers = 0;
  for (const auto* l : parts.front().lines) answers += is_answer(l->code);
  if (answers > int(kColours.size())) return {};
  for (const auto* l : parts.front().lines) colours.push_back(is_answer(l->code) ? kColours[next++] : kGrey);
  Html out;
  int y = 0;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    out += box(0, y + 3, 15, 15, colours[i]) + text_at(24, y + 16, parts.front().lines[i]->label);
    y += 24;
  }
  y += 12;
  for (const auto& part : parts) {
    const auto of = part.lines.front()->of;
    out += text_at(0, y + 15, part.label) + text_at(kWidth, y + 15, std::to_string(of), "end");
    std::int64_t before = 0;
    for (std::size_t i = 0; i < part.lines.size() && of > 0; ++i) {
      const auto from = before * kWidth / of, to = std::min<std::int64_t>((before + part.lines[i]->n) * kWidth / of, kWidth);
      if (to > from) out += box(int(from), y + 21, int(to - from) - (to - from > 3 ? 1 : 0), 16, colours[i]);
      before += part.lines[i]->n;
    }
    y += 48;
  }
  return framed(t, y, out, "A bar for each part, shared out among the values; the key stands above.");
}

/// For flags over time: the six that are met most, each with a row of columns of its own.
Html small_multiples(const MadeTable& t) {
  struct Series {
    std::string label;
    std::vector<const TableLine*> lines;
    std::int64_t sum = 0;
  };
  std::vector<Series> all;
  for (const auto& l : t.lines) {
    if (all.empty() || all.back().lines.front()->code != l.code) all.push_back({l.label, {}, 0});
    all.back().lines.push_back(&l);
    if (l.hidden == Hidden::No) all.back().sum += l.n;
  }
  std::stable_sort(all.begin(), all.end(), [](const Series& a, const Series& b) { return a.sum > b.sum; });
  std::erase_if(all, [](const Series& s) { return s.sum == 0; });
  if (all.size() > 6) all.resize(6);
  if (all.empty() || all.front().lines.size() > 25 || all.front().lines.size() < 2) return {};
  Html out;
  int y = 0;
  for (const auto& s : all) {
    out += text_at(0, y + 15, s.label);
    const int step = kWidth / int(s.lines.size());
    for (std::size_t i = 0; i < s.lines.size(); ++i) {
      const auto& l = *s.lines[i];
      const int tall = l.hidden == Hidden::No && l.percent() ? int(*l.percent() / 100 * 70) : 0;
      out += box(int(i) * step + 2, y + 26, step - 4, 70, kTrack) + box(int(i) * step + 2, y + 96 - tall, step - 4, tall, l.of < kFew ? kGrey : kBar);
      out += html("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"11\">{}</text>", int(i) * step + step / 2, y + 110, step < 40 && l.by_label.size() == 4 ? "’" + l.by_label.substr(2) : l.by_label);
    }
    y += 132;
  }
  return framed(t, y, out, "For each of the flags that are met most, a column for each part: the share of that part, out of 100%; in grey where fewer than ten are counted.");
}

}  // namespace

Html chart(const MadeTable& t) {
  if (!t.covered || t.lines.empty() || t.counted == 0 || t.kind == TableKind::Summary) return {};
  if (t.by) return t.kind == TableKind::Flags ? small_multiples(t) : shares(t);
  if (t.field && t.field->id.starts_with("year-of-")) return columns(t);
  return bars(t);
}

}  // namespace heed::web

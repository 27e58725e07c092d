#include "document/pdf/ruled.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace heed::document::pdf {
namespace {

constexpr double kNear = 2.5;      // points that two lines may miss each other by, and still meet
constexpr std::size_t kMostCells = 20'000;

class Groups {
 public:
  explicit Groups(std::size_t n) : of_(n) { std::iota(of_.begin(), of_.end(), std::size_t{0}); }
  std::size_t find(std::size_t i) {
    while (of_[i] != i) i = of_[i] = of_[of_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { of_[find(a)] = find(b); }

 private:
  std::vector<std::size_t> of_;
};

bool level(const Segment& s) { return s.x2 - s.x1 >= s.y2 - s.y1; }

/// Lines at one height that touch or overlap become one.
std::vector<Segment> joined(std::vector<Segment> lines, bool levels) {
  const auto at = [&](const Segment& s) { return levels ? (s.y1 + s.y2) / 2 : (s.x1 + s.x2) / 2; };
  const auto from = [&](const Segment& s) { return levels ? s.x1 : s.y1; };
  std::sort(lines.begin(), lines.end(), [&](const Segment& a, const Segment& b) {
    const double p = std::round(at(a) / kNear), q = std::round(at(b) / kNear);
    return p != q ? p < q : from(a) < from(b);
  });
  std::vector<Segment> out;
  for (const Segment& s : lines) {
    if (!out.empty()) {
      Segment& last = out.back();
      const double end = levels ? last.x2 : last.y2;
      if (std::abs(at(last) - at(s)) <= kNear && from(s) <= end + kNear) {
        if (levels) last.x2 = std::max(last.x2, s.x2);
        else last.y2 = std::max(last.y2, s.y2);
        continue;
      }
    }
    out.push_back(s);
  }
  return out;
}

std::vector<double> steps(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  std::vector<double> out;
  for (const double v : all)
    if (out.empty() || v - out.back() > kNear) out.push_back(v);
  return out;
}

bool covers(const std::vector<Segment>& lines, bool levels, double at, double from, double to) {
  for (const Segment& s : lines) {
    const double where = levels ? (s.y1 + s.y2) / 2 : (s.x1 + s.x2) / 2;
    const double a = levels ? s.x1 : s.y1, b = levels ? s.x2 : s.y2;
    if (std::abs(where - at) <= kNear && a <= from + kNear && b >= to - kNear) return true;
  }
  return false;
}

void grid_of(const std::vector<Segment>& levels, const std::vector<Segment>& uprights, std::vector<Grid>& out) {
  std::vector<double> xs, ys;
  for (const Segment& s : uprights) xs.push_back((s.x1 + s.x2) / 2);
  for (const Segment& s : levels) ys.push_back((s.y1 + s.y2) / 2);
  xs = steps(std::move(xs));
  ys = steps(std::move(ys));
  if (xs.size() < 2 || ys.size() < 2) return;
  const std::size_t columns = xs.size() - 1, rows = ys.size() - 1;
  if (columns > 64 || rows * columns < 2 || rows * columns > kMostCells) return;
  // Neighbours with no line between them are one cell.
  Groups groups(rows * columns);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      if (c + 1 < columns && !covers(uprights, false, xs[c + 1], ys[r], ys[r + 1])) groups.join(r * columns + c, r * columns + c + 1);
      if (r + 1 < rows && !covers(levels, true, ys[r + 1], xs[c], xs[c + 1])) groups.join(r * columns + c, (r + 1) * columns + c);
    }
  Grid g;
  g.rows = static_cast<int>(rows);
  g.columns = static_cast<int>(columns);
  g.x1 = xs.front();
  g.x2 = xs.back();
  g.y1 = ys.front();
  g.y2 = ys.back();
  std::vector<bool> done(rows * columns);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      if (done[r * columns + c]) continue;
      const std::size_t group = groups.find(r * columns + c);
      std::size_t wide = 1, high = 1;
      while (c + wide < columns && !done[r * columns + c + wide] && groups.find(r * columns + c + wide) == group) ++wide;
      const auto whole_row = [&](std::size_t row) {
        for (std::size_t k = c; k < c + wide; ++k)
          if (done[row * columns + k] || groups.find(row * columns + k) != group) return false;
        return true;
      };
      while (r + high < rows && whole_row(r + high)) ++high;
      for (std::size_t y = r; y < r + high; ++y)
        for (std::size_t x = c; x < c + wide; ++x) done[y * columns + x] = true;
      g.cells.push_back({static_cast<int>(r), static_cast<int>(c), static_cast<int>(high), static_cast<int>(wide), xs[c], ys[r], xs[c + wide], ys[r + high]});
    }
  if (g.cells.size() >= 2) out.push_back(std::move(g));
}

}  // namespace

std::vector<Grid> ruled_grids(std::vector<Segment> lines, std::size_t most) {
  std::vector<Grid> out;
  if (lines.size() > most) return out;
  std::vector<Segment> levels, uprights;
  for (const Segment& s : lines) (level(s) ? levels : uprights).push_back(s);
  levels = joined(std::move(levels), true);
  uprights = joined(std::move(uprights), false);
  if (levels.size() > 600 || uprights.size() > 600) return out;
  // Lines that meet belong to one table.
  Groups groups(levels.size() + uprights.size());
  for (std::size_t i = 0; i < levels.size(); ++i)
    for (std::size_t k = 0; k < uprights.size(); ++k) {
      const Segment &h = levels[i], &v = uprights[k];
      const double x = (v.x1 + v.x2) / 2, y = (h.y1 + h.y2) / 2;
      if (x >= h.x1 - kNear && x <= h.x2 + kNear && y >= v.y1 - kNear && y <= v.y2 + kNear) groups.join(i, levels.size() + k);
    }
  std::vector<bool> seen(levels.size() + uprights.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const std::size_t group = groups.find(i);
    if (seen[group]) continue;
    seen[group] = true;
    std::vector<Segment> h, v;
    for (std::size_t k = 0; k < levels.size(); ++k)
      if (groups.find(k) == group) h.push_back(levels[k]);
    for (std::size_t k = 0; k < uprights.size(); ++k)
      if (groups.find(levels.size() + k) == group) v.push_back(uprights[k]);
    grid_of(h, v, out);
  }
  std::sort(out.begin(), out.end(), [](const Grid& a, const Grid& b) { return a.y1 != b.y1 ? a.y1 < b.y1 : a.x1 < b.x1; });
  return out;
}

}  // namespace heed::document::pdf

#include <algorithm>

#include "library/lists.h"

namespace heed::library {

List::List(Connection& db, const Shelf& shelf, std::vector<std::int64_t> words) : db_(db), words_(std::move(words)) {
  for (const auto segment : shelf.segments)
    for (const auto word : words_) {
      auto s = db_.query("SELECT documents FROM posting WHERE segment = ? AND word = ?", segment, word);
      if (!s.step()) continue;
      Run run{segment, word, {}, {}};
      std::uint32_t at = 0;
      each_document(s.bytes(0), [&](const DocHits& hits) {
        const auto place = shelf.place(hits.document);
        if (place >= 0) {
          run.where.push_back({std::uint32_t(place), at, hits.bytes});
          hits_.push_back({std::uint32_t(place), hits.body, hits.title, hits.heading});
        }
        at += hits.bytes;
      });
      runs_.push_back(std::move(run));
    }
  if (runs_.size() < 2) return;
  std::sort(hits_.begin(), hits_.end(), [](const ListedHit& a, const ListedHit& b) { return a.place < b.place; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    if (kept > 0 && hits_[kept - 1].place == hits_[i].place) {
      hits_[kept - 1].body += hits_[i].body;
      hits_[kept - 1].title += hits_[i].title;
      hits_[kept - 1].heading += hits_[i].heading;
    } else {
      hits_[kept++] = hits_[i];
    }
  }
  hits_.resize(kept);
}

const ListedHit* List::find(std::uint32_t place) const {
  const auto at = std::lower_bound(hits_.begin(), hits_.end(), place, [](const ListedHit& h, std::uint32_t p) { return h.place < p; });
  return at != hits_.end() && at->place == place ? &*at : nullptr;
}

std::string_view List::bytes(Run& run, std::uint32_t place) {
  const auto at = std::lower_bound(run.where.begin(), run.where.end(), place, [](const Where& w, std::uint32_t p) { return w.place < p; });
  if (at == run.where.end() || at->place != place) return {};
  if (!run.loaded) {
    auto s = db_.query("SELECT positions FROM posting WHERE segment = ? AND word = ?", run.segment, run.word);
    if (s.step()) run.positions = s.text(0);
    run.loaded = true;
  }
  if (std::size_t(at->begin) + at->bytes > run.positions.size()) return {};
  return std::string_view(run.positions).substr(at->begin, at->bytes);
}

void List::positions(std::uint32_t place, std::vector<std::uint32_t>& out) {
  const auto begin = out.size();
  int parts = 0;
  for (auto& run : runs_) {
    const auto own = bytes(run, place);
    if (own.empty()) continue;
    Numbers in(own);
    for (std::uint32_t position = 0; in.more();) out.push_back(position += in.next());
    ++parts;
  }
  if (parts > 1) std::sort(out.begin() + std::ptrdiff_t(begin), out.end());
}

void List::open(std::uint32_t place, Cursor& cursor) {
  for (auto& run : runs_)
    if (const auto own = bytes(run, place); !own.empty()) cursor.ones_.push_back({Numbers(own)});
}

std::int64_t word_number(Connection& db, std::string_view folded) { return db.number("SELECT number FROM word WHERE text = ?", folded); }

std::vector<std::int64_t> words_of_stem(Connection& db, std::string_view stem) {
  auto s = db.query("SELECT number FROM word WHERE stem = ?", stem);
  std::vector<std::int64_t> out;
  while (s.step()) out.push_back(s.integer(0));
  return out;
}

std::vector<std::int64_t> words_beginning(Connection& db, std::string_view folded, std::int64_t limit) {
  auto s = db.query("SELECT number FROM word WHERE text >= ? AND text < ? ORDER BY text LIMIT ?", folded, std::string(folded) + "\xf4\x8f\xbf\xbf", limit);
  std::vector<std::int64_t> out;
  while (s.step()) out.push_back(s.integer(0));
  return out;
}

}  // namespace heed::library

#include <algorithm>

#include "library/lists.h"

namespace heed::library {

namespace {

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

/// Hits of several runs as one list by place, those of one document added up.
void join(std::vector<ListedHit>& hits, std::size_t places) {
  // Whoever has hits in a good part of all documents is quickest told by place, the others by sorting them.
  if (hits.size() > places / 8) {
    std::vector<ListedHit> all(places);
    for (const auto& h : hits) {
      auto& one = all[h.place];
      one.body += h.body;
      one.title += h.title;
      one.heading += h.heading;
    }
    hits.clear();
    for (std::uint32_t place = 0; place < places; ++place)
      if (all[place].body || all[place].title || all[place].heading) hits.push_back({place, all[place].body, all[place].title, all[place].heading});
    return;
  }
  std::sort(hits.begin(), hits.end(), [](const ListedHit& a, const ListedHit& b) { return a.place < b.place; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (kept > 0 && hits[kept - 1].place == hits[i].place) {
      hits[kept - 1].body += hits[i].body;
      hits[kept - 1].title += hits[i].title;
      hits[kept - 1].heading += hits[i].heading;
    } else {
      hits[kept++] = hits[i];
    }
  }
  hits.resize(kept);
}

/// The first of `all` at `place` or after it, looked for from where the last one was.
template <class Ones>
std::size_t from_near(const Ones& all, std::size_t near, std::uint32_t place) {
  if (near >= all.size() || all[near].place > place) near = 0;
  for (std::size_t step = 1; near < all.size() && all[near].place < place; step *= 2) {
    if (near + step >= all.size() || all[near + step].place >= place) {
      const auto end = std::min(all.size(), near + step + 1);
      return std::size_t(std::lower_bound(all.begin() + std::ptrdiff_t(near), all.begin() + std::ptrdiff_t(end), place, [](const auto& one, std::uint32_t p) { return one.place < p; }) - all.begin());
    }
    near += step;
  }
  return near;
}

template <class Read>
std::shared_ptr<ReadList> kept(const Shelf& shelf, std::string key, Read&& read) {
  if (auto known = shelf.lists->find(key)) return known;
  auto list = read();
  shelf.lists->keep(key, list);
  return list;
}

}  // namespace

std::size_t ReadList::bytes() const {
  std::size_t out = 200 + hits.size() * sizeof(ListedHit);
  for (const auto& run : runs) {
    out += 100 + run.where.size() * sizeof(Where);
    if (!run.where.empty()) out += run.where.back().begin + run.where.back().bytes;
  }
  return out;
}

std::shared_ptr<ReadList> ListCache::find(const std::string& key) {
  std::lock_guard lock(lock_);
  const auto at = by_key_.find(key);
  if (at == by_key_.end()) return nullptr;
  ones_.splice(ones_.begin(), ones_, at->second);
  return at->second->list;
}

void ListCache::keep(const std::string& key, std::shared_ptr<ReadList> list) {
  const auto size = list->bytes() + key.size();
  std::lock_guard lock(lock_);
  if (size > kBytes / 4 || by_key_.contains(key)) return;
  ones_.push_front({key, std::move(list), size});
  by_key_[key] = ones_.begin();
  bytes_ += size;
  while (bytes_ > kBytes) {
    bytes_ -= ones_.back().bytes;
    by_key_.erase(ones_.back().key);
    ones_.pop_back();
  }
}

std::shared_ptr<ReadList> List::read(Connection& db, const Shelf& shelf, const std::vector<std::int64_t>& words) {
  auto out = std::make_shared<ReadList>();
  for (const auto segment : shelf.segments)
    for (const auto word : words) {
      auto s = db.query("SELECT documents FROM posting WHERE segment = ? AND word = ?", segment, word);
      if (!s.step()) continue;
      ReadList::Run run{segment, word, {}, {}};
      std::uint32_t at = 0;
      each_document(s.bytes(0), [&](const DocHits& hits) {
        const auto place = shelf.place(hits.document);
        if (place >= 0) {
          run.where.push_back({std::uint32_t(place), at, hits.bytes});
          out->hits.push_back({std::uint32_t(place), hits.body, hits.title, hits.heading});
        }
        at += hits.bytes;
      });
      out->runs.push_back(std::move(run));
    }
  if (out->runs.size() > 1) join(out->hits, shelf.size());
  return out;
}

List List::of_word(Connection& db, const Shelf& shelf, std::string_view folded) {
  return List(db, kept(shelf, "=" + std::string(folded), [&] { return read(db, shelf, {word_number(db, folded)}); }));
}
List List::of_stem(Connection& db, const Shelf& shelf, std::string_view stem) {
  return List(db, kept(shelf, "~" + std::string(stem), [&] { return read(db, shelf, words_of_stem(db, stem)); }));
}
List List::beginning(Connection& db, const Shelf& shelf, std::string_view folded, std::int64_t limit) {
  return List(db, kept(shelf, std::to_string(limit) + "*" + std::string(folded), [&] { return read(db, shelf, words_beginning(db, folded, limit)); }));
}

const ListedHit* List::find(std::uint32_t place) const {
  const auto& hits = read_->hits;
  near_hit_ = from_near(hits, near_hit_, place);
  return near_hit_ < hits.size() && hits[near_hit_].place == place ? &hits[near_hit_] : nullptr;
}

std::string_view List::bytes(std::size_t number, std::uint32_t place) {
  auto& run = read_->runs[number];
  auto& near = near_[number];
  near = from_near(run.where, near, place);
  if (near >= run.where.size() || run.where[near].place != place) return {};
  if (!read_->has_positions.load(std::memory_order_acquire)) {
    std::lock_guard lock(read_->reading);
    if (!read_->has_positions.load(std::memory_order_relaxed)) {
      for (auto& one : read_->runs) {
        auto s = db_->query("SELECT positions FROM posting WHERE segment = ? AND word = ?", one.segment, one.word);
        if (s.step()) one.positions = s.text(0);
      }
      read_->has_positions.store(true, std::memory_order_release);
    }
  }
  const auto& at = run.where[near];
  if (std::size_t(at.begin) + at.bytes > run.positions.size()) return {};
  return std::string_view(run.positions).substr(at.begin, at.bytes);
}

void List::positions(std::uint32_t place, std::vector<std::uint32_t>& out) {
  const auto begin = out.size();
  int parts = 0;
  for (std::size_t run = 0; run < near_.size(); ++run) {
    const auto own = bytes(run, place);
    if (own.empty()) continue;
    Numbers in(own);
    for (std::uint32_t position = 0; in.more();) out.push_back(position += in.next());
    ++parts;
  }
  if (parts > 1) std::sort(out.begin() + std::ptrdiff_t(begin), out.end());
}

void List::open(std::uint32_t place, Cursor& cursor) {
  for (std::size_t run = 0; run < near_.size(); ++run)
    if (const auto own = bytes(run, place); !own.empty()) cursor.ones_.push_back({Numbers(own)});
}

}  // namespace heed::library

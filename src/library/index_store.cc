// The only place that writes the index's tables.
#include "library/index_store.h"

#include <algorithm>

#include "library/tokens.h"

namespace heed::library {

namespace {

constexpr std::int64_t kSegmentsOfALevel = 8;

std::int64_t level_of(std::int64_t documents) {
  std::int64_t level = 0;
  for (; documents >= kSegmentsOfALevel; documents /= kSegmentsOfALevel) ++level;
  return level;
}

std::string_view view(const std::string& s) { return s; }

/// A list in the making: documents in any order, sorted when it is written.
struct Piece {
  DocHits hits;
  std::string_view positions;
};

void pieces_of(std::string_view documents, std::string_view positions, std::vector<Piece>& out) {
  std::size_t at = 0;
  each_document(documents, [&](const DocHits& hits) {
    if (at + hits.bytes > positions.size()) return;
    out.push_back({hits, positions.substr(at, hits.bytes)});
    at += hits.bytes;
  });
}

void write_list(Connection& db, std::int64_t segment, std::int64_t word, std::vector<Piece>& pieces) {
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.hits.document < b.hits.document; });
  DocumentsWriter documents;
  std::string positions;
  for (const auto& piece : pieces) {
    documents.add(piece.hits);
    positions += piece.positions;
  }
  db.run("INSERT OR REPLACE INTO posting (segment, word, documents, positions) VALUES (?, ?, ?, ?)", segment, word, Blob{documents.bytes()},
         Blob{positions});
}

Layout layout_of(const std::vector<IndexedParagraph>& paragraphs) {
  Layout out;
  out.begins.push_back(0);
  for (std::uint32_t i = 0; i < paragraphs.size(); ++i) {
    out.parts.push_back(paragraphs[i].part);
    out.heading.push_back(paragraphs[i].heading >= 0 && paragraphs[i].heading < i ? std::uint32_t(paragraphs[i].heading) : i);
  }
  return out;
}

}  // namespace

std::uint32_t IndexWriter::number_of(std::string_view word) {
  if (const auto known = words_.find(word); known != words_.end()) return known->second;
  auto number = db_.number("SELECT number FROM word WHERE text = ?", word);
  if (number == 0) {
    db_.run("INSERT INTO word (text, stem) VALUES (?, ?)", word, view(stem(word)));
    number = db_.last_rowid();
  }
  words_.emplace(std::string(word), std::uint32_t(number));
  return std::uint32_t(number);
}

void IndexWriter::add(std::int64_t document, const std::vector<IndexedParagraph>& paragraphs) {
  if (segment_ == 0) {
    db_.run("INSERT INTO segment (level, documents) VALUES (0, 0)");
    segment_ = db_.last_rowid();
  }
  Layout layout = layout_of(paragraphs);
  std::vector<std::uint64_t> hits;  // word, then position
  std::uint32_t position = 0;
  for (const auto& paragraph : paragraphs) {
    each_word(paragraph.text, [&](std::string_view word, std::uint32_t, std::uint32_t) { hits.push_back(std::uint64_t(number_of(word)) << 32 | position++); });
    layout.begins.push_back(++position);
  }
  std::sort(hits.begin(), hits.end());

  std::string forward;
  std::uint32_t before = 0;
  for (std::size_t at = 0; at < hits.size();) {
    const auto word = std::uint32_t(hits[at] >> 32);
    auto& row = rows_[word];
    DocHits doc{.document = std::uint32_t(document)};
    const auto size = row.positions.size();
    std::uint32_t last = 0, paragraph = 0;
    for (; at < hits.size() && std::uint32_t(hits[at] >> 32) == word; ++at) {
      const auto here = std::uint32_t(hits[at]);
      put_number(row.positions, here - last);
      last = here;
      while (layout.begins[paragraph + 1] <= here) ++paragraph;
      switch (layout.parts[paragraph]) {
        case Part::Title: ++doc.title; break;
        case Part::Heading: ++doc.heading; break;
        case Part::Body: ++doc.body; break;
      }
    }
    doc.bytes = std::uint32_t(row.positions.size() - size);
    row.documents.add(doc);
    bytes_ += doc.bytes + 4;
    put_number(forward, word - before);
    put_number(forward, std::uint64_t(doc.body + doc.heading) << 1 | (doc.title ? 1 : 0));
    if (doc.title) put_number(forward, doc.title);
    before = word;
  }
  db_.run("INSERT INTO forward (document, segment, layout, words) VALUES (?, ?, ?, ?)", document, segment_, Blob{write_layout(layout)}, Blob{forward});
  ++documents_;
}

void IndexWriter::flush() {
  if (segment_ == 0) return;
  std::vector<std::uint32_t> order;
  order.reserve(rows_.size());
  for (const auto& [word, row] : rows_) order.push_back(word);
  std::sort(order.begin(), order.end());
  for (const auto word : order) {
    const auto& row = rows_[word];
    db_.run("INSERT INTO posting (segment, word, documents, positions) VALUES (?, ?, ?, ?)", segment_, std::int64_t(word), Blob{row.documents.bytes()},
            Blob{row.positions});
  }
  db_.run("UPDATE segment SET documents = ?, level = ? WHERE number = ?", std::int64_t(documents_), level_of(std::int64_t(documents_)), segment_);
  rows_.clear();
  segment_ = 0;
  documents_ = bytes_ = 0;
}

void remove_from_index(Connection& db, std::int64_t document) {
  std::int64_t segment = 0;
  std::string words;
  {
    auto s = db.query("SELECT segment, words FROM forward WHERE document = ?", document);
    if (!s.step()) return;
    segment = s.integer(0);
    words = s.text(1);
  }
  std::vector<std::int64_t> segments;
  {
    auto s = db.query("SELECT number FROM segment");
    while (s.step()) segments.push_back(s.integer(0));
  }
  Numbers in(words);
  std::int64_t word = 0;
  while (in.more()) {
    word += in.next();
    if (in.next() & 1) (void)in.next();
    std::string documents, positions;
    {
      auto s = db.query("SELECT documents, positions FROM posting WHERE segment = ? AND word = ?", segment, word);
      if (s.step()) documents = s.text(0), positions = s.text(1);
    }
    std::vector<Piece> pieces;
    pieces_of(documents, positions, pieces);
    std::erase_if(pieces, [&](const Piece& p) { return std::int64_t(p.hits.document) == document; });
    if (!pieces.empty()) {
      write_list(db, segment, word, pieces);
      continue;
    }
    db.run("DELETE FROM posting WHERE segment = ? AND word = ?", segment, word);
    const bool elsewhere = std::any_of(segments.begin(), segments.end(), [&](std::int64_t other) {
      return db.number("SELECT count(*) FROM posting WHERE segment = ? AND word = ?", other, word) > 0;
    });
    if (!elsewhere) db.run("DELETE FROM word WHERE number = ?", word);
  }
  db.run("DELETE FROM forward WHERE document = ?", document);
  db.run("UPDATE segment SET documents = documents - 1 WHERE number = ?", segment);
  db.run("DELETE FROM segment WHERE documents <= 0");
}

bool merge_segments(Connection& db, std::int64_t limit) {
  std::int64_t level = -1;
  {
    auto s = db.query("SELECT level FROM segment GROUP BY level HAVING count(*) >= ? AND sum(documents) <= ? ORDER BY level LIMIT 1", kSegmentsOfALevel, limit);
    if (s.step()) level = s.integer(0);
  }
  if (level < 0) return false;
  std::vector<std::int64_t> old;
  std::int64_t documents = 0;
  {
    auto s = db.query("SELECT number, documents FROM segment WHERE level = ? ORDER BY number", level);
    while (s.step()) old.push_back(s.integer(0)), documents += s.integer(1);
  }
  db.run("INSERT INTO segment (level, documents) VALUES (?, ?)", std::max(level + 1, level_of(documents)), documents);
  const auto segment = db.last_rowid();

  // Each old segment's words one after another, all of them side by side.
  struct Source {
    std::int64_t segment, word = 0;
    std::string documents, positions;
    bool done = false;
  };
  std::vector<Source> sources;
  for (const auto number : old) sources.push_back({number});
  const auto advance = [&](Source& source) {
    auto s = db.query("SELECT word, documents, positions FROM posting WHERE segment = ? AND word > ? ORDER BY word LIMIT 1", source.segment, source.word);
    source.done = !s.step();
    if (!source.done) source.word = s.integer(0), source.documents = s.text(1), source.positions = s.text(2);
  };
  for (auto& source : sources) advance(source);
  for (;;) {
    std::int64_t word = 0;
    for (const auto& source : sources)
      if (!source.done && (word == 0 || source.word < word)) word = source.word;
    if (word == 0) break;
    std::vector<Piece> pieces;
    for (const auto& source : sources)
      if (!source.done && source.word == word) pieces_of(source.documents, source.positions, pieces);
    write_list(db, segment, word, pieces);
    for (auto& source : sources)
      if (!source.done && source.word == word) advance(source);
  }
  for (const auto number : old) {
    db.run("DELETE FROM posting WHERE segment = ?", number);
    db.run("UPDATE forward SET segment = ? WHERE segment = ?", segment, number);
    db.run("DELETE FROM segment WHERE number = ?", number);
  }
  return true;
}

void bump_generation(Connection& db) { db.run("UPDATE search_state SET generation = generation + 1"); }
void bump_shown(Connection& db) { db.run("UPDATE search_state SET shown = shown + 1"); }

namespace {

/// A hash of one hit; sums of them do not depend on an order.
std::uint64_t mixed(std::uint64_t document, std::uint64_t word, std::uint64_t position) {
  std::uint64_t x = document * 0x9E3779B97F4A7C15ull ^ (word * 0xC2B2AE3D27D4EB4Full + position * 0x165667B19E3779F9ull);
  x ^= x >> 31;
  x *= 0xD6E8FEB86659FD93ull;
  return x ^ (x >> 32);
}

}  // namespace

bool index_agrees(Connection& db) {
  std::uint64_t said = 0, held = 0;
  std::int64_t number = 0;
  std::uint32_t position = 0;
  std::unordered_map<std::string, std::int64_t> words;
  {
    auto s = db.query("SELECT text, number FROM word");
    while (s.step()) words.emplace(s.text(0), s.integer(1));
  }
  bool unknown = false;
  auto s = db.query("SELECT document, body FROM paragraph ORDER BY document, ordinal");
  while (s.step()) {
    if (s.integer(0) != number) number = s.integer(0), position = 0;
    each_word(s.text(1), [&](std::string_view word, std::uint32_t, std::uint32_t) {
      const auto known = words.find(std::string(word));
      if (known == words.end()) unknown = true;
      else said += mixed(std::uint64_t(number), std::uint64_t(known->second), position);
      ++position;
    });
    ++position;
  }
  if (unknown) return false;
  auto lists = db.query("SELECT word, documents, positions FROM posting");
  while (lists.step()) {
    const auto word = std::uint64_t(lists.integer(0));
    const auto documents = lists.text(1), positions = lists.text(2);
    std::vector<Piece> pieces;
    pieces_of(documents, positions, pieces);
    for (const auto& piece : pieces) {
      Numbers in(piece.positions);
      for (std::uint32_t at = 0; in.more();) held += mixed(piece.hits.document, word, at += in.next());
    }
  }
  return said == held;
}

}  // namespace heed::library

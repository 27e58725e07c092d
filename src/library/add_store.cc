// Reports of others come in, and what a catalogue says of them; the index is kept tidy.
#include "library/library_state.h"
#include "library/rank.h"
#include "library/shelving.h"

namespace heed::library {

namespace {

constexpr std::size_t kSegmentBytes = 96u << 20;
constexpr std::int64_t kMergedAtOnce = 64;  ///< documents joined while a report is added; more waits for tidy()

EditionId edition_of(const Addition& a) {
  if (!a.document.edition.empty()) return a.document.edition;
  if (valid_public_id(a.external_id)) return {a.external_id};
  return {"x-" + hex(sha256(a.external_id)).substr(0, 24)};
}

/// The words of a document, whatever it was written with: letters and digits alone. Empty when there are too few to tell.
std::string words_hash(const PublishedDocument& d) {
  std::string all;
  const auto add = [&](std::string_view text) {
    for (const char c : text)
      if (std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80)) all += char(std::tolower(static_cast<unsigned char>(c)));
  };
  for (const auto& block : d.blocks) {
    add(block.text);
    for (const auto& row : block.rows)
      for (const auto& cell : row) add(cell.text);
  }
  return all.size() < 200 ? "" : hex(sha256(all));
}

}  // namespace

Result<std::vector<AddedAs>> Library::add(const std::vector<Addition>& additions) {
  if (!state_->writer) return read_only();
  std::vector<AddedAs> out;
  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  IndexWriter index(db);
  bool changed = false;
  for (const auto& a : additions) {
    PublishedDocument d = a.document;
    d.edition = edition_of(a);
    auto& as = out.emplace_back(AddedAs{AddedAs::State::New, d.edition});
    if (!valid_public_id(d.edition.text) || one_line(d.title).empty()) {
      as.state = AddedAs::State::Refused;
      continue;
    }
    if (const auto before = known_state(db, d.edition); !before.empty()) {
      const bool same = before == "published" &&
                        db.number("SELECT count(*) FROM document WHERE edition = ? AND sha256 = ?", d.edition.text, hex(d.sha256)) > 0;
      as.state = same ? AddedAs::State::Known : AddedAs::State::Refused;
      continue;
    }
    const auto words = a.source == Source::Record ? "" : words_hash(d);
    if (!words.empty()) {
      auto s = db.query("SELECT edition FROM document WHERE text_hash = ?", words);
      // A giver's own id is an answer to look for, even where two of them have the same words.
      if (s.step() && a.external_id.empty()) {
        as = {AddedAs::State::SameWords, {s.text(0)}};
        continue;
      }
    }
    shelve(db, index, d, {std::string(name(a.source)), a.external_id, a.url, a.credit, a.file_name, words, a.titled, a.facets});
    if (index.bytes() > kSegmentBytes) index.flush();
    changed = true;
  }
  index.flush();
  if (merge_segments(db, kMergedAtOnce) || changed) bump_generation(db);
  transaction.commit();
  db.checkpoint(Connection::Patience::None);
  return out;
}

Result<bool> Library::describe(std::string_view id, const Addition& said) {
  if (!state_->writer) return read_only();
  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  std::vector<std::int64_t> documents;
  {
    auto s = db.query("SELECT number FROM document WHERE source <> 'released' AND (external_id = ?1 OR edition = ?1 OR file_name = ?1)", id);
    while (s.step()) documents.push_back(s.integer(0));
  }
  const auto& d = said.document;
  for (const auto document : documents) {
    const auto set = [&](const std::string& column, std::string_view value) {
      if (!value.empty()) db.run("UPDATE document SET " + column + " = ? WHERE number = ?", value, document);
    };
    set("partnership", one_line(d.partnership));
    set("reference", one_line(d.reference));
    set("death_month", one_line(d.death_month));
    set("language", one_line(d.language));
    set("content_note", clean_text(d.content_note));
    set("url", one_line(said.url));
    set("credit", one_line(said.credit));
    if (d.published.ok()) {
      set("published", iso(d.published));
      db.run("UPDATE document SET year = ? WHERE number = ?", std::int64_t(int(d.published.year())), document);
    }
    for (const auto& facet : said.facets)
      if (!facet.value.empty())
        db.run("INSERT OR IGNORE INTO facet (document, field, value) VALUES (?, ?, ?)", document, one_line(facet.field), one_line(facet.value));
    if (const auto title = one_line(d.title); !title.empty()) {
      // The title is indexed with the words: the document is put into the index again.
      remove_from_index(db, document);
      set("title", title);
      db.run("UPDATE paragraph SET body = ? WHERE document = ? AND ordinal = 0", title, document);
    }
  }
  if (!documents.empty()) {
    index_what_is_missing(db);
    bump_generation(db);
  }
  transaction.commit();
  return !documents.empty();
}

bool Library::tidy() {
  if (!state_->writer) return false;
  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  const bool more = merge_segments(db, std::int64_t(1) << 40);
  if (more) bump_generation(db);
  transaction.commit();
  if (more) db.checkpoint(Connection::Patience::None);
  return more;
}

std::int64_t Library::generation() const {
  // Each only ever rises, and with any of them so does the sum. One statement is a snapshot of its own.
  State::Borrowed db(*state_);
  return db->number("SELECT generation + shown + (SELECT generation FROM coding_state) FROM search_state");
}

bool Library::holds(const Hash& hash) const {
  State::Reading db(*state_);
  return db->number("SELECT count(*) FROM document WHERE sha256 = ?", std::string_view(hex(hash))) > 0;
}

std::vector<Ranked> Library::rank(std::string_view question, int limit, const RankOptions& options) const {
  State::Reading db(*state_);
  const auto shelf = state_->shelf(*db);
  std::vector<Ranked> out;
  for (const auto& r : library::rank(*db, *shelf, question, std::size_t(std::max(0, limit)), options)) {
    auto s = db->query("SELECT edition, external_id FROM document WHERE number = ?", shelf->documents[r.place]->number);
    if (s.step()) out.push_back({{s.text(0)}, s.text(1), r.score});
  }
  return out;
}

}  // namespace heed::library

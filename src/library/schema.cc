#include "library/schema.h"

#include <fmt/format.h>

#include "library/coding_schema.h"
#include "library/shelving.h"

namespace heed::library {

namespace {

constexpr std::int64_t kApplication = 0x48656564;  // "Heed"

// `known` remembers every edition id for ever; everything that says something about it stands in tables whose
// rows can go.
constexpr const char* kSchema = R"sql(
CREATE TABLE known (
  edition TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('published', 'replaced', 'withdrawn')),
  replaced_by TEXT NOT NULL DEFAULT '',
  notice TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE TABLE document (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  edition TEXT NOT NULL UNIQUE REFERENCES known(edition),
  review TEXT NOT NULL,
  kind TEXT NOT NULL,
  edition_number INTEGER NOT NULL,
  title TEXT NOT NULL,
  partnership TEXT NOT NULL,
  reference TEXT NOT NULL,
  published TEXT NOT NULL,
  year INTEGER NOT NULL,
  death_month TEXT NOT NULL,
  language TEXT NOT NULL,
  content_note TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  paragraphs INTEGER NOT NULL,
  words INTEGER NOT NULL,
  docx_bytes INTEGER NOT NULL
);
CREATE INDEX document_by_day ON document (published, number);
CREATE INDEX document_by_partnership ON document (partnership, published);
CREATE INDEX document_by_review ON document (review);

CREATE TABLE file (
  document INTEGER PRIMARY KEY REFERENCES document(number) ON DELETE CASCADE,
  docx BLOB NOT NULL
);

CREATE TABLE paragraph (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  anchor TEXT NOT NULL,
  section TEXT NOT NULL,
  kind TEXT NOT NULL,
  level INTEGER NOT NULL,
  label TEXT NOT NULL,
  caption TEXT NOT NULL,
  cells TEXT NOT NULL,
  section_text TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (document, ordinal)
);

CREATE VIRTUAL TABLE paragraph_index USING fts5(body, section_text, content='paragraph', content_rowid='number',
  tokenize="porter unicode61 remove_diacritics 2");
INSERT INTO paragraph_index(paragraph_index, rank) VALUES ('rank', 'bm25(1.0, 0.4)');
CREATE VIRTUAL TABLE paragraph_word USING fts5(body, section_text, content='paragraph', content_rowid='number', detail=none,
  columnsize=0, tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(paragraph_word, row);

CREATE TRIGGER paragraph_added AFTER INSERT ON paragraph BEGIN
  INSERT INTO paragraph_index(rowid, body, section_text) VALUES (new.number, new.body, new.section_text);
  INSERT INTO paragraph_word(rowid, body, section_text) VALUES (new.number, new.body, new.section_text);
END;
CREATE TRIGGER paragraph_removed AFTER DELETE ON paragraph BEGIN
  INSERT INTO paragraph_index(paragraph_index, rowid, body, section_text)
    VALUES ('delete', old.number, old.body, old.section_text);
  INSERT INTO paragraph_word(paragraph_word, rowid, body, section_text)
    VALUES ('delete', old.number, old.body, old.section_text);
END;

CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('withheld', 'withdrawn')),
  text TEXT NOT NULL,
  partnership TEXT NOT NULL,
  day TEXT
) WITHOUT ROWID;

CREATE TABLE progress (
  review TEXT NOT NULL,
  position INTEGER NOT NULL,
  edition TEXT NOT NULL,
  anchor TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  as_of TEXT,
  PRIMARY KEY (review, position)
) WITHOUT ROWID;
CREATE INDEX progress_by_edition ON progress (edition);
)sql";

// Reports of others, and what a search needs beside the words.
//   document.source: `released` came through the door; `added` is a report that somebody else published; `record` is a
//   line of a catalogue without the report's words (it has no paragraphs, and is found by its title and its facets).
//   facet: everything that a search may be filtered by and counts are shown of: one row for a value of a field of a
//   document, `field` being a slug of the schema ("victim-sex"), `value` a code of it. A document has any number of
//   values in a field; nothing here says what is not known. Whoever changes rows adds 1 to search_state.generation in the
//   same transaction, by which every reader's picture of the shelves is renewed.
//   word, segment, posting, forward: the index of words (see index.h).
//   suggestion: what was found in a report by rule, until a person accepts or rejects it.
constexpr const char* kSearchSchema = R"sql(
DROP TRIGGER paragraph_added;
DROP TRIGGER paragraph_removed;
DROP TABLE vocabulary;
DROP TABLE paragraph_word;
DROP TABLE paragraph_index;
ALTER TABLE known ADD COLUMN origin TEXT NOT NULL DEFAULT 'released' CHECK (origin IN ('released', 'added', 'record'));
ALTER TABLE document ADD COLUMN source TEXT NOT NULL DEFAULT 'released' CHECK (source IN ('released', 'added', 'record'));
ALTER TABLE document ADD COLUMN external_id TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN url TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN credit TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN file_name TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN text_hash TEXT NOT NULL DEFAULT '';
CREATE INDEX document_by_external_id ON document (external_id) WHERE external_id <> '';
CREATE INDEX document_by_sha256 ON document (sha256);
CREATE INDEX document_by_text ON document (text_hash) WHERE text_hash <> '';

CREATE TABLE facet (
  document INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (document, field, value)
) WITHOUT ROWID;

CREATE TABLE word (
  number INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  stem TEXT NOT NULL
);
CREATE INDEX word_by_stem ON word (stem);
CREATE TABLE segment (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  level INTEGER NOT NULL,
  documents INTEGER NOT NULL
);
CREATE TABLE posting (
  segment INTEGER NOT NULL,
  word INTEGER NOT NULL,
  documents BLOB NOT NULL,
  positions BLOB NOT NULL,
  PRIMARY KEY (segment, word)
) WITHOUT ROWID;
CREATE TABLE forward (
  document INTEGER PRIMARY KEY,
  segment INTEGER NOT NULL,
  layout BLOB NOT NULL,
  words BLOB NOT NULL
);
CREATE INDEX forward_by_segment ON forward (segment);
CREATE TABLE search_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL
);
INSERT INTO search_state VALUES (1, 1);

CREATE TABLE suggestion (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,
  anchor TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('recommendation', 'addressee', 'lesson', 'term-of-reference', 'key-date')),
  value TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'suggested' CHECK (status IN ('suggested', 'accepted', 'rejected')),
  decided_by TEXT NOT NULL DEFAULT '',
  decided_on TEXT NOT NULL DEFAULT '',
  UNIQUE (document, anchor, kind, value)
);
)sql";

// search_state.shown rises with what pages show and no search sees: notices, progress, decisions about suggestions.
constexpr const char* kShownSchema = R"sql(
ALTER TABLE search_state ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;
)sql";

// The same document as a tagged PDF, beside the Word file.
constexpr const char* kPdfSchema = R"sql(
ALTER TABLE document ADD COLUMN pdf_bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE file ADD COLUMN pdf BLOB NOT NULL DEFAULT x'';
)sql";

/// One step of the file's shape. Numbers rise by one; a step that has been released never changes.
struct Migration {
  std::int64_t number;
  const char* script;
};
const Migration kMigrations[] = {
    {1, kSchema},
    {2, kSearchSchema},
    {3, kCodingSchema},
    {4, kShownSchema},
    {5, kPdfSchema},
};
constexpr std::int64_t kVersion = 5;

}  // namespace

Result<void> recognise(Connection& db, Reading reading) {
  try {
    if (db.number("PRAGMA application_id") != kApplication)
      return bad_input("This file is not a library.", "Give the path of a library.db that Heed made.");
    if (db.number("PRAGMA user_version") > kVersion)
      return bad_input("This library was made by a later version of Heed.",
                       "Bring Heed up to date, then open it again.");
    if (reading == Reading::AsItIs && db.number("PRAGMA user_version") < kVersion)
      return bad_input("This library was made by an earlier version of Heed.",
                       "Open it once where it may be written, with heed library add, then serve it.");
  } catch (const SqliteFault& fault) {
    if (fault.code() != SQLITE_NOTADB) throw;
    return bad_input("This file is not a library.", "Give the path of a library.db that Heed made.");
  }
  return {};
}

Result<void> prepare_schema(Connection& db) {
  try {
    if (db.number("SELECT count(*) FROM sqlite_master") > 0) {
      HEED_TRY(recognise(db, Reading::ToBringUp));
    }
  } catch (const SqliteFault& fault) {
    if (fault.code() != SQLITE_NOTADB) throw;
    return bad_input("This file is not a library.", "Give the path of a library.db that Heed made.");
  }
  // What is removed is overwritten; the write-ahead log lets readers go on while an edition is added.
  db.script(
      "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
  Transaction transaction(db, Transaction::Kind::Write);
  const auto version = db.number("PRAGMA user_version");
  for (const auto& migration : kMigrations)
    if (migration.number > version) db.script(migration.script);
  if (version < kVersion) db.script(fmt::format("PRAGMA application_id={}; PRAGMA user_version={};", kApplication, kVersion));
  index_what_is_missing(db);
  transaction.commit();
  return {};
}

}  // namespace heed::library

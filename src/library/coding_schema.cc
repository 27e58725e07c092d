// The tables of coded reviews: migration 3 of the library's file.
#include "library/coding_schema.h"

namespace heed::library {

// coding_source: whose rows, on what terms. coded_record: one review as a source has it; `digest` tells whether a second import
// brings anything new. coded_person: a victim or a perpetrator of it, numbered from 1 by role. coding: one answer; `person` is 0
// for the review's own. A missing answer is a missing row. Whoever changes rows adds 1 to coding_state.generation in the same
// transaction, by which every reader's picture is renewed; so do documents that come and go, for their dates are counted too.
const char* const kCodingSchema = R"sql(
CREATE TABLE coding_source (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  credit TEXT NOT NULL,
  licence TEXT NOT NULL,
  licence_url TEXT NOT NULL,
  address TEXT NOT NULL,
  caution TEXT NOT NULL,
  open_rows INTEGER NOT NULL CHECK (open_rows IN (0, 1))
);
CREATE TABLE coded_record (
  number INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES coding_source(number),
  id TEXT NOT NULL,
  public_id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  partnership TEXT NOT NULL,
  death TEXT NOT NULL,
  published TEXT NOT NULL,
  address TEXT NOT NULL,
  edition TEXT NOT NULL,
  digest TEXT NOT NULL,
  UNIQUE (source, id)
);
CREATE TABLE coded_person (
  number INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES coded_record(number) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('victim', 'perpetrator')),
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL,
  UNIQUE (record, role, ordinal)
);
CREATE TABLE coder (
  number INTEGER PRIMARY KEY,
  words TEXT NOT NULL UNIQUE
);
CREATE TABLE coding (
  record INTEGER NOT NULL REFERENCES coded_record(number) ON DELETE CASCADE,
  person INTEGER NOT NULL,
  field TEXT NOT NULL,
  coder INTEGER NOT NULL REFERENCES coder(number),
  value TEXT NOT NULL,
  written TEXT NOT NULL,
  sureness TEXT NOT NULL CHECK (sureness IN ('not-stated', 'unsure', 'probable', 'certain')),
  PRIMARY KEY (record, person, field, coder)
) WITHOUT ROWID;
CREATE INDEX coding_by_field ON coding (field, value);
CREATE TABLE coding_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL
);
INSERT INTO coding_state VALUES (1, 1);
CREATE TRIGGER coding_document_added AFTER INSERT ON document BEGIN UPDATE coding_state SET generation = generation + 1; END;
CREATE TRIGGER coding_document_removed AFTER DELETE ON document BEGIN UPDATE coding_state SET generation = generation + 1; END;
)sql";

}  // namespace heed::library

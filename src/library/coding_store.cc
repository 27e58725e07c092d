// Coded reviews in the library's file, and the picture of them.
#include <set>

#include "base/hash.h"
#include "base/json.h"
#include "library/coded.h"
#include "library/library_state.h"

namespace heed::library {

namespace {

constexpr std::size_t kTextBytes = 2000;

Error wrong(const CodedRecord& record, std::string what) {
  return bad_input("Record " + one_line(record.id).substr(0, 80) + " cannot be taken in: " + std::move(what), "Nothing was brought in; correct the source and try again.");
}

bool valid_code(std::string_view code) {
  return !code.empty() && code.size() <= 100 && code != kMissing && code == slug(code);
}

Result<void> check(const CodedRecord& record, Subject of, const std::vector<Coding>& codings) {
  const auto& schema = FieldSchema::built_in();
  std::set<std::string_view> seen;
  for (const auto& coding : codings) {
    const auto at = schema.index(coding.field);
    if (!at || !schema.fields()[*at].stored()) return wrong(record, "there is no field " + coding.field.substr(0, 80) + " to code by.");
    if (schema.fields()[*at].of != of) return wrong(record, coding.field + " is not coded of the " + std::string(name(of)) + ".");
    if (!valid_code(coding.value)) return wrong(record, "the code of " + coding.field + " cannot stand.");
    if (!seen.insert(coding.field).second) return wrong(record, coding.field + " is answered twice.");
  }
  return {};
}

std::string public_id(const CodedBatch& batch, const CodedRecord& record) { return slug(batch.source.id + "-" + record.id); }

/// Of everything that a record says, so that a second import can tell that nothing is new.
std::string digest(const CodedBatch& batch, const CodedRecord& record) {
  const auto answers = [](const std::vector<Coding>& codings) {
    Json out = Json::array();
    for (const auto& c : codings) out.push_back({c.field, c.value, c.written, c.sureness ? name(*c.sureness) : ""});
    return out;
  };
  Json all{record.id, record.title, record.partnership, record.death, record.published, record.address, record.edition.text, batch.coder, name(batch.sureness), answers(record.codings)};
  for (const auto& person : record.people) all.push_back({person.id, name(person.role), answers(person.codings)});
  return hex(sha256(all.dump(-1, ' ', false, Json::error_handler_t::replace)));
}

std::int64_t source_number(Connection& db, const CodingSource& source) {
  db.run(
      "INSERT INTO coding_source (id, title, credit, licence, licence_url, address, caution, open_rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (id) DO UPDATE SET title = excluded.title, credit = excluded.credit, licence = excluded.licence, licence_url = excluded.licence_url, "
      "address = excluded.address, caution = excluded.caution, open_rows = excluded.open_rows",
      source.id, one_line(source.title), one_line(source.credit), one_line(source.licence), one_line(source.licence_url), one_line(source.address), one_line(source.caution),
      std::int64_t(source.open_rows));
  return db.number("SELECT number FROM coding_source WHERE id = ?", source.id);
}

std::int64_t coder_number(Connection& db, const std::string& coder) {
  db.run("INSERT OR IGNORE INTO coder (words) VALUES (?)", coder);
  return db.number("SELECT number FROM coder WHERE words = ?", coder);
}

void put_codings(Connection& db, std::int64_t record, std::int64_t person, std::int64_t coder, Sureness sureness, const std::vector<Coding>& codings) {
  for (const auto& c : codings)
    db.run("INSERT INTO coding (record, person, field, coder, value, written, sureness) VALUES (?, ?, ?, ?, ?, ?, ?)", record, person, c.field, coder, c.value,
           one_line(c.written).substr(0, kTextBytes), name(c.sureness.value_or(sureness)));
}

}  // namespace

Result<CodedChange> Library::put_coded(const CodedBatch& batch) {
  if (!valid_public_id(batch.source.id)) return bad_input("The source needs an id of letters, figures and hyphens.");
  if (batch.source.credit.empty()) return bad_input("The source needs a credit line.", "Say whose work it is and on what terms.");
  std::set<std::string> ids;
  for (const auto& record : batch.records) {
    if (!valid_public_id(public_id(batch, record))) return wrong(record, "its id cannot stand in an address.");
    if (!ids.insert(public_id(batch, record)).second) return wrong(record, "its id stands twice.");
    HEED_TRY(check(record, Subject::Review, record.codings));
    for (const auto& person : record.people) {
      if (person.role == Subject::Review) return wrong(record, "a person is a victim or a perpetrator.");
      HEED_TRY(check(record, person.role, person.codings));
    }
  }
  std::lock_guard lock(state_->writing);
  if (!state_->writer) return refused("This library is open for reading only.", "Open it for writing, then try again.");
  auto& db = *state_->writer;
  CodedChange change;
  Transaction transaction(db, Transaction::Kind::Write);
  const auto source = source_number(db, batch.source);
  const auto coder = coder_number(db, one_line(batch.coder));
  for (const auto& record : batch.records) {
    const auto sum = digest(batch, record);
    std::int64_t number = 0;
    {
      auto s = db.query("SELECT number, digest FROM coded_record WHERE source = ? AND id = ?", source, record.id);
      if (s.step()) {
        number = s.integer(0);
        if (s.text(1) == sum) {
          ++change.unchanged;
          continue;
        }
      }
    }
    if (number) {
      // What another coder said of the same record stays.
      db.run("DELETE FROM coding WHERE record = ? AND coder = ?", number, coder);
      db.run("DELETE FROM coded_person WHERE record = ? AND number NOT IN (SELECT person FROM coding WHERE record = ?)", number, number);
      db.run("UPDATE coded_record SET title = ?, partnership = ?, death = ?, published = ?, address = ?, edition = ?, digest = ? WHERE number = ?", one_line(record.title),
             one_line(record.partnership), one_line(record.death), one_line(record.published), one_line(record.address), record.edition.text, sum, number);
      ++change.changed;
    } else {
      db.run("INSERT INTO coded_record (source, id, public_id, title, partnership, death, published, address, edition, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", source,
             record.id, public_id(batch, record), one_line(record.title), one_line(record.partnership), one_line(record.death), one_line(record.published),
             one_line(record.address), record.edition.text, sum);
      number = db.last_rowid();
      ++change.added;
    }
    put_codings(db, number, 0, coder, batch.sureness, record.codings);
    std::int64_t ordinal[2] = {0, 0};
    for (const auto& person : record.people) {
      const auto nth = ++ordinal[person.role == Subject::Victim ? 0 : 1];
      db.run("INSERT INTO coded_person (record, role, ordinal, id) VALUES (?, ?, ?, ?) ON CONFLICT (record, role, ordinal) DO UPDATE SET id = excluded.id", number,
             name(person.role), nth, person.id);
      const auto row = db.number("SELECT number FROM coded_person WHERE record = ? AND role = ? AND ordinal = ?", number, name(person.role), nth);
      put_codings(db, number, row, coder, batch.sureness, person.codings);
    }
  }
  if (change.added || change.changed) db.run("UPDATE coding_state SET generation = generation + 1");
  transaction.commit();
  return change;
}

void snapshot(const std::filesystem::path& library, const std::filesystem::path& file) {
  auto beside = file;
  beside += ".part";
  std::filesystem::remove(beside);
  {
    Connection from(library, Connection::Mode::ReadOnly);
    from.run("VACUUM INTO ?", std::string_view(beside.native()));
  }
  {
    Connection copy(beside, Connection::Mode::ReadWrite);
    if (copy.number("SELECT count(*) FROM sqlite_master WHERE name = 'coding_source'") > 0 && copy.number("SELECT count(*) FROM coding_source WHERE open_rows = 0") > 0) {
      for (const auto* table : {"coding", "coded_person"})
        copy.run(fmt::format("DELETE FROM {} WHERE record IN (SELECT r.number FROM coded_record r JOIN coding_source s ON s.number = r.source WHERE s.open_rows = 0)", table));
      copy.run("DELETE FROM coded_record WHERE source IN (SELECT number FROM coding_source WHERE open_rows = 0)");
    }
    // One file, nothing left of what was taken out, no log beside it.
    copy.script("PRAGMA journal_mode=DELETE; VACUUM;");
  }
  std::filesystem::rename(beside, file);
}

std::shared_ptr<const CodedData> Library::coded() const {
  State::Reading db(*state_);
  // A file of an earlier shape, opened for reading only, has nothing coded.
  const bool there = db->number("SELECT count(*) FROM sqlite_master WHERE name = 'coding_state'") > 0;
  const std::int64_t generation = there ? db->number("SELECT generation FROM coding_state") : 0;
  std::lock_guard lock(state_->coded_making);
  if (state_->coded && state_->coded_generation == generation) return state_->coded;
  CodedBuilder builder;
  if (there) {
    std::unordered_map<std::int64_t, std::size_t> sources, reviews, people;
    auto s = db->query("SELECT number, id, title, credit, licence, licence_url, address, caution, open_rows FROM coding_source ORDER BY number");
    while (s.step())
      sources[s.integer(0)] = builder.add_source({s.text(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6), s.text(7), s.integer(8) != 0});
    auto c = db->query("SELECT words FROM coder ORDER BY number");
    while (c.step()) builder.add_coder(c.text(0));
    auto r = db->query("SELECT number, source, id, public_id, title, partnership, death, published, address, edition FROM coded_record ORDER BY number");
    while (r.step()) {
      CodedReview review;
      review.source = sources[r.integer(1)];
      review.source_id = r.text(2);
      review.id = r.text(3);
      review.title = r.text(4);
      review.partnership = r.text(5);
      review.death = r.text(6);
      review.published = r.text(7);
      review.address = r.text(8);
      review.edition = {r.text(9)};
      const auto number = r.integer(0);
      reviews[number] = builder.add_review(std::move(review));
    }
    auto p = db->query("SELECT number, record, role, id FROM coded_person ORDER BY record, role, ordinal");
    while (p.step())
      people[p.integer(0)] = builder.add_person(p.text(2) == "victim" ? Subject::Victim : Subject::Perpetrator, reviews[p.integer(1)], p.text(3));
    // Where several coded the same, the surest is heard last, and of equals the one that came last.
    auto a = db->query(
        "SELECT record, person, field, value, written FROM coding ORDER BY record, person, "
        "CASE sureness WHEN 'unsure' THEN 0 WHEN 'not-stated' THEN 1 WHEN 'probable' THEN 2 ELSE 3 END, coder");
    while (a.step()) {
      const auto person = a.integer(1);
      builder.answer(a.text(2), person ? people[person] : reviews[a.integer(0)], a.text(3), a.text(4));
    }
    auto d = db->query("SELECT edition, title, death_month, published FROM document WHERE kind = 'overview-report' AND source <> 'record'");
    while (d.step()) builder.add_document(d.text(0), d.text(1), d.text(2), parse_iso_day(d.text(3)).value_or(Day{}));
  }
  auto made = std::move(builder).finish(generation, state_->file);
  state_->coded = made;
  state_->coded_generation = generation;
  return made;
}

}  // namespace heed::library

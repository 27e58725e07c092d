#include "store/sqlite/key_ring.h"

#include "store/record.h"
#include "store/sqlite/migrations.h"

namespace heed::store::sqlite {

namespace {
constexpr std::string_view kProof = "this master key fits this key ring";
std::string context(std::string_view id, std::string_view purpose) { return fmt::format("heed key {} {}", id, purpose); }
}  // namespace

std::string purpose_of(const Stream& stream) { return fmt::format("{}{}:{}", kStreamPurpose, word(stream.kind), stream.id.text()); }
std::string attachment_purpose(ReviewId review, std::string_view id) { return fmt::format("{}{}:{}", kAttachmentPurpose, review.text(), id); }

ReviewId review_of(std::string_view purpose) {
  constexpr std::string_view review_stream = "stream:review:";
  constexpr std::size_t id_length = 26;
  std::string_view text;
  if (purpose.starts_with(review_stream)) text = purpose.substr(review_stream.size());
  if (purpose.starts_with(kAttachmentPurpose)) text = purpose.substr(kAttachmentPurpose.size(), id_length);
  return ReviewId::parse(text).value_or(ReviewId());
}

KeyRing::KeyRing(const std::filesystem::path& file, const Key& master, bool create)
    : db_(file, Sync::Full, create), master_(master) {}

Result<std::unique_ptr<KeyRing>> KeyRing::open(const std::filesystem::path& file, const Key& master, bool create,
                                               Instant now) {
  auto ring = std::make_unique<KeyRing>(file, master, create);
  if (auto done = migrate(ring->db_, keys_migrations(), "The key ring", now); !done) return done.error();
  auto row = ring->db_.query("SELECT proof FROM ring");
  if (row.step()) {
    const auto proof = unseal(master, row.text(0), "heed key ring");
    if (!proof || *proof != kProof) {
      return bad_input("The master key does not fit this data folder.",
                       "Give the key file that was made with it (--key FILE or HEED_KEY_FILE).");
    }
  } else {
    const auto proof = seal(master, kProof, "heed key ring");
    ring->db_.run("INSERT INTO ring VALUES (1, ?)", Blob{proof});
  }
  return ring;
}

KeyRing::Found KeyRing::found(Statement& row) const {
  Found out;
  if (!row.step()) return out;
  out.id = row.text(0);
  if (row.is_null(2)) {
    out.state = State::Destroyed;
    return out;
  }
  auto plain = unseal(master_, row.text(2), context(out.id, row.text(1)));
  out.state = State::Unreadable;
  if (plain && plain->size() == Key::kSize) {
    out.state = State::Present;
    out.key = Key::of_bytes(*plain);
  }
  return out;
}

KeyRing::Found KeyRing::by_id(std::string_view id) {
  std::lock_guard lock(mutex_);
  auto row = db_.query("SELECT id, purpose, wrapped FROM key WHERE id = ?", id);
  return found(row);
}

KeyRing::Found KeyRing::by_purpose(std::string_view purpose) {
  std::lock_guard lock(mutex_);
  auto row = db_.query("SELECT id, purpose, wrapped FROM key WHERE purpose = ?", purpose);
  return found(row);
}

KeyRing::Found KeyRing::need(std::string_view purpose, std::string_view id, Instant now) {
  if (auto there = by_purpose(purpose); there.state != State::Missing) return there;
  std::lock_guard lock(mutex_);
  Transaction transaction(db_, Transaction::Kind::Write);
  {
    auto row = db_.query("SELECT id, purpose, wrapped FROM key WHERE purpose = ?", purpose);
    if (auto there = found(row); there.state != State::Missing) return there;
  }
  Found made{State::Present, std::string(id), Key::random()};
  const auto wrapped = seal(master_, made.key->bytes(), context(id, purpose));
  db_.run("INSERT INTO key (id, purpose, wrapped, made_at) VALUES (?, ?, ?, ?)", id, purpose, Blob{wrapped},
          now.time_since_epoch().count());
  transaction.commit();
  return made;
}

void KeyRing::destroy(const std::vector<std::string>& ids, Instant now) {
  std::lock_guard lock(mutex_);
  {
    Transaction transaction(db_, Transaction::Kind::Write);
    for (const auto& id : ids)
      db_.run("UPDATE key SET wrapped = NULL, destroyed_at = ? WHERE id = ? AND wrapped IS NOT NULL",
              std::int64_t(now.time_since_epoch().count()), id);
    transaction.commit();
  }
  // The wrapped bytes are overwritten in the database (secure_delete); this takes them out of the log beside it.
  db_.script("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
}

void KeyRing::forget(std::string_view id) {
  std::lock_guard lock(mutex_);
  db_.run("DELETE FROM key WHERE id = ?", id);
}

std::vector<KeyRing::Entry> KeyRing::all() {
  std::lock_guard lock(mutex_);
  std::vector<Entry> out;
  auto rows = db_.query("SELECT id, purpose, wrapped FROM key ORDER BY id");
  while (rows.step()) {
    Entry entry{rows.text(0), rows.text(1), State::Destroyed};
    if (!rows.is_null(2))
      entry.state = unseal(master_, rows.text(2), context(entry.id, entry.purpose)) ? State::Present : State::Unreadable;
    out.push_back(std::move(entry));
  }
  return out;
}

std::string KeyRing::verify() {
  std::lock_guard lock(mutex_);
  if (auto good = verify_migrations(db_, keys_migrations(), "The key ring"); !good) return good.error().message;
  auto row = db_.query("PRAGMA quick_check(1)");
  const auto answer = row.step() ? row.text(0) : "no answer";
  return answer == "ok" ? "" : "The key ring is damaged: " + answer + ".";
}

void KeyRing::copy_to(const std::filesystem::path& file) {
  std::lock_guard lock(mutex_);
  db_.run("VACUUM INTO ?", file.string());
}

}  // namespace heed::store::sqlite

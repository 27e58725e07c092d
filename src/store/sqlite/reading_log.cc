#include "store/sqlite/reading_log.h"

#include "store/record.h"
#include "store/sqlite/migrations.h"

namespace heed::store::sqlite {

namespace {
constexpr std::string_view kPurpose = "readings:";

std::string envelope(std::int64_t number, std::int64_t at, std::string_view account, std::string_view what,
                     std::string_view review, std::string_view thing, std::string_view key_id) {
  return Json::array({"heed reading", 1, number, at, account, what, review, thing, key_id}).dump();
}
AnyId id_or_empty(const std::string& text) { return text.empty() ? AnyId() : AnyId::parse(text).value_or(AnyId()); }
}  // namespace

ReadingLog::ReadingLog(const std::filesystem::path& file, KeyRing& keys, bool create, Clock& clock)
    : keys_(keys), clock_(clock), db_(file, Sync::Full, create), reads_(file, Sync::Full, false) {}

Result<std::unique_ptr<ReadingLog>> ReadingLog::open(const std::filesystem::path& file, KeyRing& keys, bool create,
                                                     Clock& clock) {
  auto log = std::make_unique<ReadingLog>(file, keys, create, clock);
  if (auto done = migrate(log->db_, reading_migrations(), "The reading log", clock.now()); !done) return done.error();
  return log;
}

void ReadingLog::record(const Reading& reading) {
  Waiting mine{&reading, false, nullptr};
  std::unique_lock lock(queue_mutex_);
  queue_.push_back(&mine);
  while (!mine.done && writing_) turn_.wait(lock);
  if (!mine.done) {
    // Nobody writes: write for everybody who has come by now. Those who come meanwhile make the next group.
    writing_ = true;
    std::vector<Waiting*> group;
    group.swap(queue_);
    lock.unlock();
    std::exception_ptr fault;
    try {
      commit(group);
    } catch (...) {
      fault = std::current_exception();
    }
    lock.lock();
    for (auto* waiting : group) {
      waiting->done = true;
      waiting->fault = fault;
    }
    writing_ = false;
    turn_.notify_all();
  }
  if (mine.fault) std::rethrow_exception(mine.fault);
}

void ReadingLog::commit(const std::vector<Waiting*>& group) {
  std::lock_guard lock(db_mutex_);
  const auto at = std::int64_t(clock_.now().time_since_epoch().count());
  // Details go with the review's own key where it has one, so that a disposal takes them too.
  std::map<ReviewId, KeyRing::Found> review_keys;
  std::optional<KeyRing::Found> common;
  auto key_for = [&](ReviewId review) -> const KeyRing::Found* {
    if (!review.is_empty()) {
      auto at_key = review_keys.find(review);
      if (at_key == review_keys.end())
        at_key = review_keys.emplace(review, keys_.by_purpose(purpose_of(Stream::of(review)))).first;
      if (at_key->second.key) return &at_key->second;
    }
    if (!common) common = keys_.need(kPurpose, AnyId::random().text(), clock_.now());
    return common->key ? &*common : nullptr;
  };
  Transaction transaction(db_, Transaction::Kind::Write);
  std::int64_t number = 1;
  std::string previous(32, '\0');
  {
    auto head = db_.query("SELECT number, chain FROM reading ORDER BY number DESC LIMIT 1");
    if (head.step()) {
      number = head.integer(0) + 1;
      previous = head.text(1);
    }
  }
  for (auto* waiting : group) {
    const Reading& r = *waiting->reading;
    const auto* key = key_for(r.review);
    if (!key) throw std::runtime_error("the key of the reading log has been destroyed");
    const auto head = envelope(number, at, r.account.text(), r.what, r.review.text(), r.thing.text(), key->id);
    const auto detail = r.detail.empty() ? std::string() : seal(*key->key, r.detail, head);
    const auto link = chain(previous, head, detail);
    db_.run("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", number, at, r.account.text(), r.what,
            r.review.text(), r.thing.text(), key->id, Blob{detail}, Blob{bytes(link)});
    previous = std::string(bytes(link));
    ++number;
  }
  transaction.commit();
}

std::vector<ReadingEntry> ReadingLog::of(ReviewId review, std::int64_t before, int limit) {
  std::lock_guard lock(read_mutex_);
  auto rows = reads_.query(
      "SELECT number, at, account, what, review, thing, key_id, detail FROM reading WHERE review = ? AND number < ? "
      "ORDER BY number DESC LIMIT ?",
      review.text(), before, limit);
  std::vector<ReadingEntry> out;
  while (rows.step()) {
    ReadingEntry entry{rows.integer(0),
                       Instant(std::chrono::seconds(rows.integer(1))),
                       {AccountId(id_or_empty(rows.text(2))), rows.text(3), ReviewId(id_or_empty(rows.text(4))),
                        id_or_empty(rows.text(5)), ""}};
    if (const auto sealed = rows.text(7); !sealed.empty()) {
      const auto key = keys_.by_id(rows.text(6));
      if (key.key)
        entry.reading.detail = unseal(*key.key, sealed, envelope(rows.integer(0), rows.integer(1), rows.text(2), rows.text(3),
                                                                 rows.text(4), rows.text(5), rows.text(6)))
                                   .value_or("");
    }
    out.push_back(std::move(entry));
  }
  return out;
}

std::string ReadingLog::verify() {
  std::lock_guard lock(read_mutex_);
  Transaction snapshot(reads_, Transaction::Kind::Read);
  if (auto good = verify_migrations(reads_, reading_migrations(), "The reading log"); !good) return good.error().message;
  std::int64_t expected = 1;
  std::string previous(32, '\0');
  auto rows = reads_.query("SELECT number, at, account, what, review, thing, key_id, detail, chain FROM reading ORDER BY number");
  while (rows.step()) {
    const auto number = rows.integer(0);
    if (number != expected) return fmt::format("Reading {} is missing.", expected);
    const auto link = chain(previous,
                            envelope(number, rows.integer(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6)),
                            rows.text(7));
    if (bytes(link) != rows.text(8)) return fmt::format("Reading {} has been changed since it was written.", number);
    previous = rows.text(8);
    ++expected;
  }
  const auto highest = reads_.integer("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'reading'");
  if (highest != expected - 1) return fmt::format("The reading log ends at {}, but {} readings were written.", expected - 1, highest);
  return {};
}

std::int64_t ReadingLog::size() {
  std::lock_guard lock(read_mutex_);
  return reads_.integer("SELECT coalesce(max(number), 0) FROM reading");
}

void ReadingLog::copy_to(const std::filesystem::path& file) {
  std::lock_guard lock(read_mutex_);
  reads_.run("VACUUM INTO ?", file.string());
}

std::string ReadingLog::quick_check() {
  std::lock_guard lock(read_mutex_);
  auto row = reads_.query("PRAGMA quick_check(1)");
  return row.step() ? row.text(0) : "no answer";
}

}  // namespace heed::store::sqlite

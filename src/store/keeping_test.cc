#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <thread>

#include "store/store_test.h"

namespace heed::store {

namespace fs = std::filesystem;

namespace {

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void flip_byte(const fs::path& file, std::size_t at) {
  auto bytes = read_file(file);
  ASSERT_LT(at, bytes.size());
  bytes[at] = char(bytes[at] ^ 1);
  std::ofstream(file, std::ios::binary | std::ios::trunc).write(bytes.data(), std::streamsize(bytes.size()));
}

fs::path attachment_file(const fs::path& data, AttachmentId id) {
  const auto text = id.text();
  return data / "attachments" / text.substr(24) / text;
}

std::vector<RawRow> everything(Store& store) {
  return store.read([](Reader& r) {
    auto rows = r.list(kNotes, {});
    for (auto& row : r.list(kThings, {})) rows.push_back(std::move(row));
    return rows;
  });
}

bool same(const std::vector<RawRow>& a, const std::vector<RawRow>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const RawRow& x, const RawRow& y) {
    return x.id == y.id && x.place == y.place && x.version == y.version && x.record == y.record && x.changed_at == y.changed_at &&
           x.changed_by == y.changed_by && x.body == y.body;
  });
}

constexpr const char* kUnlockJournal = "DROP TRIGGER journal_is_never_changed; DROP TRIGGER journal_is_never_shortened;";

}  // namespace

TEST_F(StoreTest, AFreshAndABusyStoreCheckClean) {
  EXPECT_TRUE(faults().empty()) << faults().front();
  add(review_, std::string(20'000, 'x'));
  attach(review_, "an attachment");
  store_->record_reading({who_.account, "review", review_, {}, "as read"});
  EXPECT_TRUE(faults().empty()) << faults().front();
}

TEST_F(StoreTest, AWrongMasterKeyIsRefused) {
  store_.reset();
  const auto file = fs::path(data_.string() + ".key");
  flip_byte(file, 30);
  auto opened = Store::open(options(), clock_);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, Code::BadInput);
  fs::remove(file);
  EXPECT_FALSE(Store::open(options(), clock_).ok());
}

TEST_F(StoreTest, FilesAreForTheirOwnerAlone) {
  attach(review_, "x");
  for (const auto& entry : fs::recursive_directory_iterator(data_)) {
    struct stat about {};
    ASSERT_EQ(::stat(entry.path().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 077, 0u) << entry.path().filename();
  }
  struct stat about {};
  ASSERT_EQ(::stat((data_.string() + ".key").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
}

TEST_F(StoreTest, ASecondStoreIsNotMadeOverTheFirst) {
  EXPECT_FALSE(Store::open(options(true), clock_).ok());
  OpenOptions nowhere;
  nowhere.data = folder_ / "nowhere";
  EXPECT_FALSE(Store::open(nowhere, clock_).ok());
}

TEST_F(StoreTest, TheKeyFileOfTheSettingsIsUsed) {
  store_.reset();
  fs::rename(data_.string() + ".key", folder_ / "elsewhere.key");
  std::ofstream(data_ / "heed.toml") << "key_file = \"../elsewhere.key\"\n";
  open();
  std::ofstream(data_ / "heed.toml") << "key_file = \n";
  EXPECT_FALSE(Store::open(options(), clock_).ok());
}

TEST_F(StoreTest, RebuildingGivesTheSameBytes) {
  const auto id = add(review_, "d\xc3\xa9j\xc3\xa0 \"vu\" \\ \x01", 3);
  for (int i = 0; i < 20; ++i) add(ReviewId::random(), fmt::format("note {}", i), i);
  (void)store_->write(who_, "note.change", [&](Writer& w) { return kNotes.put(w, id, place(review_), {"changed", -4}, 1); });
  const auto dropped = add(review_, "dropped");
  (void)store_->write(who_, "note.drop", [&](Writer& w) { return kNotes.drop(w, dropped, 1); });
  (void)store_->write(who_, "odd", [&](Writer& w) {
    return w.put(kThings, AnyId::random(), place(review_), {{"a", 0.1}, {"b", 1e300}, {"c", -0.0}, {"d", 18446744073709551615ull}, {"z", Json::array()}}, 0);
  });
  const auto before = everything(*store_);
  ASSERT_TRUE(store_->rebuild().ok());
  EXPECT_TRUE(same(before, everything(*store_)));
  meddle("casework.db", "UPDATE test_note SET body = '{}', version = 99; DELETE FROM test_thing; DELETE FROM journal_thing");
  EXPECT_FALSE(same(before, everything(*store_)));
  ASSERT_TRUE(store_->rebuild().ok());
  EXPECT_TRUE(same(before, everything(*store_)));
  EXPECT_TRUE(faults().empty());
  EXPECT_EQ(store_->history(kNotes, id.any(), Stream::of(review_)).size(), 2u);
}

TEST_F(StoreTest, AShelfThatIsMadeDifferentlyIsRebuiltWhenOpened) {
  add(review_, "kept");
  const auto before = everything(*store_);
  store_.reset();
  meddle("casework.db", "UPDATE shelf_schema SET sha256 = 'another program' WHERE name = 'test_note'; DELETE FROM test_note");
  open();
  EXPECT_TRUE(same(before, everything(*store_)));
  store_.reset();
  meddle("casework.db", "DROP TABLE test_note");
  open();
  EXPECT_TRUE(same(before, everything(*store_)));
}

TEST_F(StoreTest, AMigrationThatWasChangedAfterItRanStopsTheProgram) {
  store_.reset();
  meddle("casework.db", "UPDATE migration SET sha256 = 'different' WHERE number = 1");
  auto opened = Store::open(options(), clock_);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, Code::Unfinished);
  meddle("casework.db", "INSERT INTO migration VALUES (99, 'from the future', 'x', 0)");
  EXPECT_FALSE(Store::open(options(), clock_).ok());
}

TEST_F(StoreTest, CheckNamesAChangedByteOfTheJournal) {
  for (int i = 0; i < 5; ++i) add(review_, fmt::format("note {}", i));
  meddle("casework.db", std::string(kUnlockJournal) +
                            "UPDATE journal SET payload = CAST(substr(payload, 1, 40) || x'00' || substr(payload, 42) AS BLOB) WHERE position = 3");
  const auto wrong = faults();
  ASSERT_FALSE(wrong.empty());
  EXPECT_TRUE(wrong.front().starts_with("chains: Record 3 (note.add)")) << wrong.front();
}

TEST_F(StoreTest, CheckNoticesAChangedEnvelope) {
  add(review_, "one");
  meddle("casework.db", std::string(kUnlockJournal) + "UPDATE journal SET actor = '" + AccountId::random().text() + "'");
  EXPECT_TRUE(faults().at(0).starts_with("chains: Record 1"));
}

TEST_F(StoreTest, CheckNoticesARecordTakenOutOrTheEndCutOff) {
  for (int i = 0; i < 3; ++i) add(review_, "note");
  meddle("casework.db", std::string(kUnlockJournal) + "DELETE FROM journal WHERE position = 3");
  EXPECT_EQ(faults().at(0), "chains: The journal ends at record 2, but 3 were written.");
  meddle("casework.db", "DELETE FROM journal WHERE position = 1");
  EXPECT_TRUE(faults().at(0).starts_with("chains: Record 1 of the journal is missing."));
}

TEST_F(StoreTest, CheckNamesARowThatIsNotWhatTheJournalSays) {
  const auto id = add(review_, "true");
  meddle("casework.db", "UPDATE test_note SET body = replace(body, 'true', 'false')");
  EXPECT_EQ(faults(), std::vector<std::string>{"tables: test_note " + id.text() + " differs from the journal."});
  meddle("casework.db", "DELETE FROM test_note");
  EXPECT_EQ(faults(), std::vector<std::string>{"tables: test_note " + id.text() + " is missing from its table."});
}

TEST_F(StoreTest, CheckNoticesAMissingKey) {
  add(review_, "one");
  meddle("keys.db", "DELETE FROM key");
  EXPECT_EQ(faults().size(), 2u);  // keys, and tables that cannot be rebuilt
  EXPECT_THROW((void)store_->rebuild(), std::runtime_error);
  EXPECT_EQ(everything(*store_).size(), 1u) << "a rebuild that fails leaves the tables";
}

TEST_F(StoreTest, CheckNoticesAChangedReading) {
  for (int i = 0; i < 4; ++i) store_->record_reading({who_.account, "search", review_, {}, "terms"});
  EXPECT_TRUE(faults().empty());
  meddle("reading.db", "DROP TRIGGER reading_is_never_changed; UPDATE reading SET what = 'export' WHERE number = 2");
  EXPECT_EQ(faults(), std::vector<std::string>{"readings: Reading 2 has been changed since it was written."});
}

TEST_F(StoreTest, AttachmentsComeBackWholeOfEverySize) {
  for (std::size_t size : {0ul, 1ul, 65'535ul, 65'536ul, 65'537ul, 131'072ul, 300'000ul}) {
    std::string bytes(size, 'a');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = char(i * 7);
    const auto id = attach(review_, bytes, "Se\xc3\xa1n.txt");
    auto back = store_->attachment_bytes(id);
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_EQ(*back, bytes);
    auto meta = store_->attachment_meta(id);
    EXPECT_EQ(meta->size, std::int64_t(size));
    EXPECT_EQ(meta->sha256, hex(sha256(bytes)));
    if (size > 20) {
      EXPECT_EQ(read_file(attachment_file(data_, id)).find(bytes.substr(0, 20)), std::string::npos);
    }
    EXPECT_FALSE(size > 10 && store_->attachment_bytes(id, 10).ok());
    EXPECT_EQ(store_->read([&](Reader& r) { return *store_->attachment_place(r, id); }), place(review_));
  }
}

TEST_F(StoreTest, AnAttachmentExistsOnlyOnceItIsKept) {
  auto id = store_->store_attachment({"a.txt", "text/plain", 0, "", "return"}, review_, pieces_of("abc"));
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(store_->attachment_meta(*id).error().code, Code::NotFound);
  reopen();
  EXPECT_THROW((void)store_->write(who_, "keep", [&](Writer& w) { return store_->keep_attachment(w, *id, place(ReviewId::random())); }),
               std::logic_error);
  EXPECT_TRUE(store_->write(who_, "keep", [&](Writer& w) { return store_->keep_attachment(w, *id, place(review_)); }).ok());
  EXPECT_EQ(*store_->attachment_bytes(*id), "abc");
  EXPECT_FALSE(store_->write(who_, "keep", [&](Writer& w) { return store_->keep_attachment(w, AttachmentId::random(), place(review_)); }).ok());
}

TEST_F(StoreTest, AnUnkeptAttachmentIsSweptAfterADay) {
  auto id = store_->store_attachment({"a.txt", "text/plain", 0, "", "return"}, review_, pieces_of("abc"));
  const auto kept = attach(review_, "kept");
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours(25);
  fs::last_write_time(attachment_file(data_, *id), old);
  fs::last_write_time(attachment_file(data_, kept), old);
  reopen();
  EXPECT_FALSE(fs::exists(attachment_file(data_, *id)));
  EXPECT_TRUE(store_->attachment_bytes(kept).ok());
  EXPECT_TRUE(faults().empty());
}

TEST_F(StoreTest, AFailingUploadLeavesNothing) {
  int n = 0;
  EXPECT_THROW((void)store_->store_attachment({"a.txt", "text/plain", 0, "", "return"}, review_,
                                              [&]() -> std::string {
                                                if (++n > 3) throw std::runtime_error("the connection went away");
                                                return std::string(50'000, 'x');
                                              }),
               std::runtime_error);
  for (const auto& entry : fs::recursive_directory_iterator(data_ / "attachments")) EXPECT_TRUE(entry.is_directory());
  EXPECT_TRUE(fs::is_empty(data_ / "spool"));
}

TEST_F(StoreTest, CheckAndReadersNoticeAChangedAttachment) {
  const auto id = attach(review_, std::string(200'000, 'x'));
  const auto file = attachment_file(data_, id);
  for (std::size_t at : {3ul, 50ul, 100'000ul, 200'090ul}) {
    flip_byte(file, at);
    EXPECT_FALSE(store_->attachment_bytes(id).ok()) << at;
    EXPECT_NE(faults().at(0).find(id.text()), std::string::npos);
    flip_byte(file, at);
  }
  EXPECT_TRUE(store_->attachment_bytes(id).ok());
  fs::resize_file(file, 65'536 + 17 + 18 + 24);  // ends exactly after a chunk
  EXPECT_FALSE(store_->attachment_bytes(id).ok());
  fs::remove(file);
  EXPECT_FALSE(store_->attachment_bytes(id).ok());
  EXPECT_EQ(faults().size(), 1u);
}

TEST_F(StoreTest, ReadingsAreListedNewestFirst) {
  add(review_, "so that the review has a key");
  for (int i = 0; i < 5; ++i) store_->record_reading({who_.account, "search", review_, {}, fmt::format("term {}", i)});
  store_->record_reading({who_.account, "review", ReviewId::random(), {}, ""});
  const auto list = store_->readings(review_, INT64_MAX, 3);
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list[0].reading.detail, "term 4");
  EXPECT_EQ(store_->readings(review_, list[2].number).size(), 2u);
  EXPECT_EQ(read_file(data_ / "reading.db-wal").find("term 4"), std::string::npos);
}

TEST_F(StoreTest, ReadingsOfManyThreadsAreAllThere) {
  std::vector<std::jthread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) store_->record_reading({who_.account, "review", review_, {}, "x"});
    });
  threads.clear();
  EXPECT_EQ(store_->readings(review_, INT64_MAX, 1000).size(), 400u);
  EXPECT_TRUE(faults().empty());
}

TEST_F(StoreTest, DisposalTakesTheReviewAndLeavesTheChain) {
  const auto other = ReviewId::random();
  const auto id = add(review_, "Zebedee Quill");
  const auto kept = add(other, "stays");
  const auto file = attach(review_, "Zebedee Quill in a file");
  const auto other_file = attach(other, "stays");
  store_->record_reading({who_.account, "search", review_, {}, "Zebedee"});
  ASSERT_TRUE(store_->dispose(who_, review_, "Retention ended").ok());
  EXPECT_TRUE(faults().empty()) << faults().front();
  EXPECT_FALSE(fs::exists(attachment_file(data_, file)));
  EXPECT_EQ(store_->attachment_meta(file).error().code, Code::NotFound);
  EXPECT_TRUE(store_->attachment_bytes(other_file).ok());
  EXPECT_EQ(store_->read([](Reader& r) { return kNotes.count(r, {}); }), 1);
  EXPECT_EQ(store_->records(Stream::of(review_)).size(), 2u) << "the envelopes stay";
  EXPECT_FALSE(store_->history(kNotes, id.any(), Stream::of(review_)).at(0).body);
  EXPECT_TRUE(store_->readings(review_).at(0).reading.detail.empty());
  EXPECT_EQ(store_->records(Stream::installation()).at(0).verb, "store.dispose");
  EXPECT_EQ(store_->records(Stream::installation()).at(0).actor, who_.account);
  auto late = store_->write(who_, "note.add", [&](Writer& w) { return kNotes.put(w, NoteId::random(), place(review_), {"late", 1}, 0); });
  EXPECT_EQ(late.error().code, Code::Refused);
  EXPECT_EQ(store_->dispose(who_, review_, "again").error().code, Code::Refused);
  ASSERT_TRUE(store_->rebuild().ok());
  EXPECT_EQ(store_->read([&](Reader& r) { return kNotes.find(r, kept).has_value(); }), true);
  EXPECT_EQ(store_->read([](Reader& r) { return kNotes.count(r, {}); }), 1);
  store_.reset();
  for (const auto& entry : fs::recursive_directory_iterator(data_))
    if (entry.is_regular_file()) {
      EXPECT_EQ(read_file(entry.path()).find("Zebedee"), std::string::npos) << entry.path().filename();
    }
}

TEST_F(StoreTest, ADisposalThatWasCutOffIsFinishedWhenOpened) {
  add(review_, "gone");
  const auto file = attach(review_, "gone");
  fs::copy_file(data_ / "keys.db", folder_ / "keys.before");
  store_.reset();
  fs::copy_file(data_ / "keys.db", folder_ / "keys.before", fs::copy_options::overwrite_existing);
  const auto saved = read_file(attachment_file(data_, file));
  open();
  ASSERT_TRUE(store_->dispose(who_, review_, "Retention ended").ok());
  store_.reset();
  // As if the power had gone after the record: the keys and the file are still there.
  fs::remove(data_ / "keys.db-wal");
  fs::remove(data_ / "keys.db-shm");
  fs::copy_file(folder_ / "keys.before", data_ / "keys.db", fs::copy_options::overwrite_existing);
  std::ofstream(attachment_file(data_, file)) << saved;
  open();
  EXPECT_TRUE(faults().empty()) << faults().front();
  EXPECT_FALSE(fs::exists(attachment_file(data_, file)));
}

class BackupTest : public StoreTest {
 protected:
  Result<void> restore_into(const fs::path& keys) {
    OpenOptions into;
    into.data = folder_ / "restored";
    into.key_file = data_.string() + ".key";
    return restore(folder_ / "backup", keys, into, clock_);
  }
  void open_restored() {
    OpenOptions into;
    into.data = folder_ / "restored";
    into.key_file = data_.string() + ".key";
    auto opened = Store::open(into, clock_);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    store_ = std::move(*opened);
  }
};

TEST_F(BackupTest, ABackupWhileAWriterRunsRestoresToOneMoment) {
  for (int i = 0; i < 5; ++i) add(review_, "before");
  attach(review_, "attached");
  store_->record_reading({who_.account, "review", review_, {}, "read"});
  std::atomic<bool> stop = false;
  std::jthread writer([&] {
    while (!stop)
      (void)store_->write(who_, "pair", [&](Writer& w) -> Result<void> {
        (void)kNotes.put(w, NoteId::random(), place(review_), {"x", 1}, 0);
        return kThings.put(w, NoteId::random(), place(ReviewId::random()), {"x", 1}, 0);
      });
  });
  auto done = store_->backup(folder_ / "backup", folder_ / "ring");
  stop = true;
  writer.join();
  ASSERT_TRUE(done.ok()) << done.error().message;
  EXPECT_FALSE(store_->backup(folder_ / "backup", folder_ / "ring2").ok()) << "never over an older one";
  EXPECT_FALSE(fs::exists(folder_ / "backup" / "keys.db"));
  auto restored = restore_into(folder_ / "ring");
  ASSERT_TRUE(restored.ok()) << restored.error().message;
  EXPECT_FALSE(restore_into(folder_ / "ring").ok()) << "never over a store";
  open_restored();
  EXPECT_TRUE(faults().empty());
  store_->read([](Reader& r) { EXPECT_EQ(kNotes.count(r, {}), kThings.count(r, {}) + 5); });
  EXPECT_EQ(store_->readings(review_).at(0).reading.detail, "read");
  add(review_, "the restored store works");
}

TEST_F(BackupTest, AChangedBackupIsNotRestored) {
  add(review_, "one");
  const auto file = attach(review_, "attached");
  ASSERT_TRUE(store_->backup(folder_ / "backup", folder_ / "ring").ok());
  flip_byte(attachment_file(folder_ / "backup", file), 60);
  auto restored = restore_into(folder_ / "ring");
  ASSERT_FALSE(restored.ok());
  EXPECT_EQ(restored.error().code, Code::Unfinished);
  EXPECT_FALSE(restore_into(folder_ / "backup").ok()) << "that is no key ring";
}

TEST_F(BackupTest, AKeyRingFromBeforeADisposalDoesNotBringTheReviewBack) {
  add(review_, "gone");
  attach(review_, "gone");
  ASSERT_TRUE(store_->backup(folder_ / "early", folder_ / "early-ring").ok());
  ASSERT_TRUE(store_->dispose(who_, review_, "Retention ended").ok());
  ASSERT_TRUE(store_->backup(folder_ / "backup", folder_ / "ring").ok());
  auto restored = restore_into(folder_ / "early-ring");
  ASSERT_TRUE(restored.ok()) << restored.error().message;
  open_restored();
  EXPECT_TRUE(faults().empty());
  EXPECT_EQ(store_->read([](Reader& r) { return kNotes.count(r, {}); }), 0);
  ASSERT_TRUE(store_->rebuild().ok());
  EXPECT_EQ(store_->read([](Reader& r) { return kNotes.count(r, {}); }), 0);
}

TEST_F(BackupTest, AnOlderCaseworkWithANewerKeyRingDisposesAgain) {
  add(review_, "gone");
  const auto other = ReviewId::random();
  add(other, "stays");
  ASSERT_TRUE(store_->backup(folder_ / "backup", folder_ / "early-ring").ok());
  ASSERT_TRUE(store_->dispose(who_, review_, "Retention ended").ok());
  ASSERT_TRUE(store_->backup(folder_ / "late", folder_ / "ring").ok());
  auto restored = restore_into(folder_ / "ring");
  ASSERT_TRUE(restored.ok()) << restored.error().message;
  open_restored();
  EXPECT_EQ(store_->read([](Reader& r) { return kNotes.count(r, {}); }), 1);
  EXPECT_EQ(store_->records(Stream::installation()).at(0).verb, "store.dispose");
  EXPECT_TRUE(faults().empty());
}

TEST_F(StoreTest, AFullDiskIsAFaultAndLeavesNothingHalfWritten) {
  add(review_, "before");
  rlimit old{};
  ::getrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = old;
  small.rlim_cur = fs::file_size(data_ / "casework.db-wal") + 20'000;
  ::setrlimit(RLIMIT_FSIZE, &small);
  const auto id = NoteId::random();
  std::string noise(400'000, 'x');
  for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = char('!' + (i * i * 31 + i * 7) % 90);
  EXPECT_THROW((void)store_->write(who_, "note.add", [&](Writer& w) { return kNotes.put(w, id, place(review_), {noise, 1}, 0); }),
               std::exception);
  EXPECT_THROW((void)store_->store_attachment({"a", "b", 0, "", "return"}, review_, pieces_of(noise + noise + noise)), std::exception);
  ::setrlimit(RLIMIT_FSIZE, &old);
  EXPECT_EQ(everything(*store_).size(), 1u);
  EXPECT_TRUE(faults().empty()) << faults().front();
  add(review_, "after");
  reopen();
  EXPECT_EQ(everything(*store_).size(), 2u);
  EXPECT_TRUE(faults().empty());
}

}  // namespace heed::store

#include <sqlite3.h>
#include <unistd.h>

#include "store/store_test.h"

namespace heed::store {

const Shelf<NoteId, Note> kNotes{"test_note",
                                 {{"text", [](const Json& body) -> Value { return body.value("text", ""); }},
                                  {"weight", [](const Json& body) -> Value { return body.value("weight", std::int64_t(0)); }}},
                                 {"review, weight, id"}};
const Shelf<NoteId, Note> kThings{"test_thing"};

void StoreTest::SetUp() {
  std::string name = (std::filesystem::temp_directory_path() / "heed-store-XXXXXX").string();
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  folder_ = name;
  data_ = folder_ / "data";
  ::unsetenv("HEED_KEY_FILE");
  open(true);
}

void StoreTest::TearDown() {
  store_.reset();
  std::filesystem::remove_all(folder_);
}

OpenOptions StoreTest::options(bool create) const {
  OpenOptions out;
  out.data = data_;
  out.create = create;
  return out;
}

void StoreTest::open(bool create) {
  auto opened = Store::open(options(create), clock_);
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  store_ = std::move(*opened);
}

void StoreTest::reopen() {
  store_.reset();
  open();
}

NoteId StoreTest::add(ReviewId review, std::string text, std::int64_t weight) {
  const auto id = NoteId::random();
  auto done = store_->write(who_, "note.add", [&](Writer& w) { return kNotes.put(w, id, place(review), {std::move(text), weight}, 0); });
  EXPECT_TRUE(done.ok()) << done.error().message;
  return id;
}

AttachmentId StoreTest::attach(ReviewId review, const std::string& bytes, std::string name) {
  auto id = store_->store_attachment({std::move(name), "text/plain", 0, "", "return"}, review, pieces_of(bytes));
  EXPECT_TRUE(id.ok());
  auto kept = store_->write(who_, "return.receive", [&](Writer& w) { return store_->keep_attachment(w, *id, place(review)); });
  EXPECT_TRUE(kept.ok()) << kept.error().message;
  return *id;
}

std::vector<std::string> StoreTest::faults() {
  std::vector<std::string> out;
  for (const auto& result : store_->check())
    if (!result.ok) out.push_back(result.name + ": " + result.detail);
  return out;
}

void StoreTest::meddle(const std::string& database, const std::string& sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((data_ / database).c_str(), &db), SQLITE_OK);
  char* message = nullptr;
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << (message ? message : "");
  sqlite3_free(message);
  sqlite3_close(db);
}

std::function<std::string()> pieces_of(const std::string& bytes, std::size_t piece) {
  return [rest = bytes, piece]() mutable {
    std::string out = rest.substr(0, piece);
    rest.erase(0, out.size());
    return out;
  };
}

}  // namespace heed::store

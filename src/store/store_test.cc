#include "store/store_test.h"

#include <thread>

namespace heed::store {

TEST_F(StoreTest, WhatAVerbPutsIsThereAfterReopening) {
  const auto id = add(review_, "Called the GP", 7);
  reopen();
  store_->read([&](Reader& r) {
    auto row = kNotes.find(r, id);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->value.text, "Called the GP");
    EXPECT_EQ(row->version, 1);
    EXPECT_EQ(row->record, 1);
    EXPECT_EQ(row->place, place(review_));
    EXPECT_EQ(row->changed_by, who_.account);
    EXPECT_EQ(row->changed_at, clock_.now());
  });
}

TEST_F(StoreTest, AVerbReadsWhatItHasPut) {
  const auto id = NoteId::random();
  auto done = store_->write(who_, "note.add", [&](Writer& w) -> Result<std::int64_t> {
    if (auto put = kNotes.put(w, id, place(review_), {"one", 1}, 0); !put) return put.error();
    if (auto put = kNotes.put(w, id, place(review_), {"two", 2}, 1); !put) return put.error();
    return kNotes.find(w, id)->version;
  });
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(*done, 2);
  EXPECT_EQ(store_->history(kNotes, id.any(), Stream::of(review_)).size(), 2u);
}

TEST_F(StoreTest, AStalePutIsRefusedAndNothingHappens) {
  const auto id = add(review_, "first");
  auto change = [&](std::int64_t expected, std::string text) {
    return store_->write(who_, "note.change", [&](Writer& w) { return kNotes.put(w, id, place(review_), {text, 1}, expected); });
  };
  EXPECT_TRUE(change(1, "second").ok());
  auto refused = change(1, "third");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Code::Stale);
  EXPECT_EQ(store_->read([&](Reader& r) { return kNotes.find(r, id)->value.text; }), "second");
  EXPECT_EQ(store_->records(Stream::of(review_)).size(), 2u);
  EXPECT_EQ(change(0, "fourth").error().code, Code::Stale) << "0 means a new thing";
  EXPECT_TRUE(change(kAnyVersion, "fifth").ok());
}

TEST_F(StoreTest, AnErrorOrAnExceptionLeavesNothing) {
  auto error = store_->write(who_, "note.add", [&](Writer& w) -> Result<void> {
    EXPECT_TRUE(kNotes.put(w, NoteId::random(), place(review_), {"gone", 1}, 0).ok());
    return refused("No.");
  });
  EXPECT_FALSE(error.ok());
  EXPECT_THROW((void)store_->write(who_, "note.add",
                                   [&](Writer& w) -> Result<void> {
                                     (void)kNotes.put(w, NoteId::random(), place(review_), {"gone", 1}, 0);
                                     throw std::runtime_error("a fault");
                                   }),
               std::runtime_error);
  EXPECT_EQ(store_->read([](Reader& r) { return kNotes.count(r, {}); }), 0);
  EXPECT_TRUE(store_->records(Stream::of(review_)).empty());
  add(review_, "still works");
}

TEST_F(StoreTest, AVerbThatPutsNothingWritesNoRecord) {
  EXPECT_TRUE(store_->write(who_, "note.look", [](Writer&) { return Result<void>(); }).ok());
  EXPECT_TRUE(store_->records(Stream::of(review_)).empty());
}

TEST_F(StoreTest, AVerbInsideAVerbIsAFault) {
  EXPECT_THROW((void)store_->write(who_, "outer",
                                   [&](Writer&) -> Result<void> {
                                     return store_->write(who_, "inner", [](Writer&) { return Result<void>(); });
                                   }),
               std::logic_error);
}

TEST_F(StoreTest, TextThatIsNotUtf8IsRefused) {
  auto done = store_->write(who_, "note.add", [&](Writer& w) {
    return kNotes.put(w, NoteId::random(), place(review_), {"caf\xe9", 1}, 0);
  });
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, Code::BadInput);
}

TEST_F(StoreTest, AThingCannotMoveToAnotherReview) {
  const auto id = add(review_, "here");
  EXPECT_THROW((void)store_->write(who_, "note.move",
                                   [&](Writer& w) { return kNotes.put(w, id, place(ReviewId::random()), {"there", 1}, 1); }),
               std::logic_error);
}

TEST_F(StoreTest, AVerbWritesOneRecordInEachStreamItTouches) {
  const auto done = store_->write(who_, "both", [&](Writer& w) -> Result<void> {
    (void)kNotes.put(w, NoteId::random(), place(review_), {"in the review", 1}, 0);
    (void)kNotes.put(w, NoteId::random(), {partnership_, {}, {}}, {"in the partnership", 1}, 0);
    (void)kNotes.put(w, NoteId::random(), place(review_), {"again in the review", 1}, 0);
    return kNotes.put(w, NoteId::random(), {}, {"in the installation", 1}, 0);
  });
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(store_->records(Stream::of(review_)).at(0).things.size(), 2u);
  EXPECT_EQ(store_->records(Stream::of(partnership_)).size(), 1u);
  EXPECT_EQ(store_->records(Stream::installation()).size(), 1u);
}

TEST_F(StoreTest, HistoryTellsEachVersionAndWhoMadeIt) {
  const auto id = add(review_, "one");
  clock_.set(clock_.now() + std::chrono::seconds(60));
  const Who other{AccountId::random()};
  ASSERT_TRUE(store_->write(other, "note.change", [&](Writer& w) { return kNotes.put(w, id, place(review_), {"two", 2}, 1); }).ok());
  ASSERT_TRUE(store_->write(who_, "note.drop", [&](Writer& w) { return kNotes.drop(w, id, 2); }).ok());
  ASSERT_TRUE(store_->write(who_, "note.back", [&](Writer& w) { return kNotes.put(w, id, place(review_), {"four", 4}, 0); }).ok());
  const auto history = store_->history(kNotes, id.any(), Stream::of(review_));
  ASSERT_EQ(history.size(), 4u);
  EXPECT_EQ(history[0].body->at("text"), "one");
  EXPECT_EQ(history[1].record.actor, other.account);
  EXPECT_EQ(history[1].record.verb, "note.change");
  EXPECT_FALSE(history[2].body);
  EXPECT_EQ(history[3].version, 3) << "a thing that comes back goes on counting";
  EXPECT_EQ(store_->version(kNotes, id.any(), Stream::of(review_), 2)->body->at("text"), "two");
  EXPECT_FALSE(store_->version(kNotes, id.any(), Stream::of(review_), 9));
}

TEST_F(StoreTest, ListsFilterOrderCountAndTally) {
  add(review_, "b", 2);
  add(review_, "a", 2);
  add(review_, "c", 1);
  add(ReviewId::random(), "elsewhere", 1);
  store_->read([&](Reader& r) {
    Query query{"review = ? AND weight = ?", {review_.text(), std::int64_t(2)}, "text"};
    const auto rows = kNotes.list(r, query);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0]->text, "a");
    EXPECT_EQ(kNotes.count(r, query), 2);
    query.limit = 1;
    query.offset = 1;
    EXPECT_EQ(kNotes.list(r, query).at(0)->text, "b");
    EXPECT_EQ(kNotes.of(r, review_).size(), 3u);
    const auto tally = r.tally(kNotes, "weight", {"review = ?", {review_.text()}});
    ASSERT_EQ(tally.size(), 2u);
    EXPECT_EQ(tally[0], (std::pair<std::string, std::int64_t>{"2", 2}));
  });
}

TEST_F(StoreTest, AReaderSeesOneSnapshotWhileAWriterWrites) {
  add(review_, "before");
  store_->read([&](Reader& r) {
    EXPECT_EQ(kNotes.count(r, {}), 1);
    std::thread([&] { add(review_, "meanwhile"); }).join();
    EXPECT_EQ(kNotes.count(r, {}), 1);
  });
  EXPECT_EQ(store_->read([](Reader& r) { return kNotes.count(r, {}); }), 2);
}

TEST_F(StoreTest, ManyReadersAndWritersAgree) {
  std::vector<std::jthread> threads;
  for (int t = 0; t < 3; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i)
        (void)store_->write(who_, "pair", [&](Writer& w) -> Result<void> {
          (void)kNotes.put(w, NoteId::random(), place(review_), {"x", 1}, 0);
          return kThings.put(w, NoteId::random(), {partnership_, {}, {}}, {"x", 1}, 0);
        });
    });
  for (int t = 0; t < 3; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i)
        store_->read([&](Reader& r) { EXPECT_EQ(kNotes.count(r, {}), kThings.count(r, {})); });
    });
  threads.clear();
  EXPECT_EQ(store_->read([](Reader& r) { return kNotes.count(r, {}); }), 60);
}

TEST_F(StoreTest, EphemeralStateExpires) {
  const auto soon = clock_.now() + std::chrono::seconds(10);
  store_->ephemeral_put("session", "a:1", "one", soon);
  store_->ephemeral_put("session", "a:2", "two", soon);
  store_->ephemeral_put("session", "b:1", "three", soon + std::chrono::hours(1));
  EXPECT_EQ(store_->ephemeral_get("session", "a:1"), "one");
  EXPECT_EQ(store_->ephemeral_get("attempt", "a:1"), std::nullopt);
  EXPECT_EQ(store_->ephemeral_list("session", "a:").size(), 2u);
  store_->ephemeral_drop("session", "a:1");
  EXPECT_EQ(store_->ephemeral_get("session", "a:1"), std::nullopt);
  clock_.set(soon);
  EXPECT_EQ(store_->ephemeral_get("session", "a:2"), std::nullopt);
  EXPECT_EQ(store_->ephemeral_get("session", "b:1"), "three");
  store_->ephemeral_drop_all("session", "b:");
  EXPECT_TRUE(store_->ephemeral_list("session", "").empty());
}

TEST_F(StoreTest, SecretsAreStableAndApart) {
  const auto one = store_->secret("csrf");
  EXPECT_EQ(one.size(), 32u);
  EXPECT_NE(one, store_->secret("token"));
  reopen();
  EXPECT_EQ(one, store_->secret("csrf"));
}

}  // namespace heed::store

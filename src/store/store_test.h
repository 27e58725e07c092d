// What the store's tests share: a folder that goes away, a clock, two invented shelves.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "store/store.h"

namespace heed::store {

struct NoteTag;
using NoteId = Id<NoteTag>;

struct Note {
  std::string text;
  std::int64_t weight = 0;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Note, text, weight)

extern const Shelf<NoteId, Note> kNotes;   ///< "test_note", with a text and an integer column
extern const Shelf<NoteId, Note> kThings;  ///< "test_thing", without columns

class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;
  OpenOptions options(bool create = false) const;
  void open(bool create = false);
  void reopen();
  /// Puts a note into a review; its version afterwards.
  NoteId add(ReviewId review, std::string text, std::int64_t weight = 1);
  AttachmentId attach(ReviewId review, const std::string& bytes, std::string name = "notes.txt");
  std::vector<std::string> faults();  ///< "name: detail" of each check that is not ok
  /// Runs SQL behind the store's back.
  void meddle(const std::string& database, const std::string& sql);

  std::filesystem::path folder_;
  std::filesystem::path data_;
  FixedClock clock_{Instant(std::chrono::seconds(1'790'000'000))};
  std::unique_ptr<Store> store_;
  PartnershipId partnership_ = PartnershipId::random();
  ReviewId review_ = ReviewId::random();
  Who who_{AccountId::random()};
  Place place(ReviewId review) const { return {partnership_, review, {}}; }
};

std::function<std::string()> pieces_of(const std::string& bytes, std::size_t piece = 10'000);

}  // namespace heed::store

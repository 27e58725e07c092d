// For this folder's tests: a library in a folder of its own that goes away, and invented documents.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>

#include "library/library.h"

namespace heed::library {

using namespace std::chrono;

inline Day day(int y, unsigned m, unsigned d) {
  return Day{year{y}, month{m}, std::chrono::day{d}};
}

class LibraryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    static std::atomic<int> next{0};
    folder_ = std::filesystem::temp_directory_path() / fmt::format("heed-library-{}-{}", ::getpid(), next++);
    open(OpenOptions::Mode::Create);
  }
  void TearDown() override {
    library_.reset();
    std::filesystem::remove_all(folder_);
  }
  void open(OpenOptions::Mode mode) {
    library_.reset();
    auto opened = Library::open({file(), mode, 4});
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    library_ = std::move(*opened);
  }
  std::filesystem::path file() const { return folder_ / "library.db"; }

  static PublishedDocument report(const std::string& id, std::vector<std::string> paragraphs,
                                  const std::string& title = "The death of Rowan") {
    PublishedDocument d;
    d.edition = {id};
    d.review = {"r-" + id};
    d.title = title;
    d.partnership = "Alderby Community Safety Partnership";
    d.published = day(2026, 3, 2);
    d.death_month = "May 2021";
    d.sha256 = sha256(id);
    for (auto& p : paragraphs) d.blocks.push_back({BlockKind::Paragraph, 1, "", std::move(p), {}});
    return d;
  }
  void put(const PublishedDocument& d) {
    auto done = library_->publish(d);
    ASSERT_TRUE(done.ok()) << done.error().message;
    ASSERT_EQ(*done, Outcome::Changed);
  }
  /// Anchors of what is found, as "edition#anchor", in order of id.
  std::vector<std::string> found(std::string_view words, const Filter& filter = {}) {
    std::vector<std::string> out;
    for (const auto& p : library_->search(words, filter, {1, 100}).passages)
      out.push_back(p.edition.text + "#" + p.anchor);
    std::sort(out.begin(), out.end());
    return out;
  }
  /// Whether any file of the library's folder holds these bytes.
  bool on_disk(std::string_view bytes) const {
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string all((std::istreambuf_iterator<char>(in)), {});
      if (all.find(bytes) != all.npos) return true;
    }
    return false;
  }
  static Notice withdrawn(const std::string& id) {
    return {{id}, NoticeKind::Withdrawn, "This document was withdrawn.", "", day(2026, 6, 1)};
  }

  std::filesystem::path folder_;
  std::unique_ptr<Library> library_;
};

}  // namespace heed::library

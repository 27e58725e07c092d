// What a Library holds: one connection that writes, and a pool of those that read. For this folder's
// library_*.cc only.
#pragma once

#include <condition_variable>
#include <mutex>

#include "library/library.h"
#include "library/shelf.h"
#include "library/spelling.h"
#include "library/thesaurus.h"
#include "library/sqlite_file.h"

namespace heed::library {

struct Library::State {
  std::filesystem::path file;
  std::mutex writing;
  std::unique_ptr<Connection> writer;  ///< null when read-only; used under `writing`

  std::mutex pool;
  std::condition_variable returned;
  std::vector<std::unique_ptr<Connection>> idle;

  std::mutex coded_making;  ///< the picture of what is coded, and the generation it was made of
  std::shared_ptr<const CodedData> coded;
  std::int64_t coded_generation = -1;
  std::mutex shelving;
  std::shared_ptr<const Shelf> newest;  ///< under `shelving`
  /// The shelf of the snapshot that `db` is on.
  std::shared_ptr<const Shelf> shelf(Connection& db) {
    std::shared_ptr<const Shelf> before;
    {
      std::lock_guard lock(shelving);
      before = newest;
    }
    auto now = read_shelf(db, before);
    if (now != before) {
      std::lock_guard lock(shelving);
      if (!newest || newest->generation < now->generation) newest = now;
    }
    return now;
  }

  std::mutex spelling;
  std::shared_ptr<const Speller> spelled;  ///< under `spelling`, as of spelled_generation
  std::int64_t spelled_generation = -1;
  std::shared_ptr<const Speller> speller(Connection& db, std::int64_t generation) {
    std::lock_guard lock(spelling);
    if (!spelled || spelled_generation != generation) spelled = std::make_shared<const Speller>(db), spelled_generation = generation;
    return spelled;
  }

  std::optional<Thesaurus> own_words;  ///< of the folder's vocabulary, read when opened
  const Thesaurus& thesaurus() const { return own_words ? *own_words : Thesaurus::built_in(); }

  /// A reading connection, given back at the end of its scope. Waits for one.
  class Borrowed {
   public:
    explicit Borrowed(State& state) : state_(state) {
      std::unique_lock lock(state_.pool);
      state_.returned.wait(lock, [&] { return !state_.idle.empty(); });
      db_ = std::move(state_.idle.back());
      state_.idle.pop_back();
    }
    Borrowed(const Borrowed&) = delete;
    ~Borrowed() {
      {
        std::lock_guard lock(state_.pool);
        state_.idle.push_back(std::move(db_));
      }
      state_.returned.notify_one();
    }
    Connection& operator*() { return *db_; }
    Connection* operator->() { return db_.get(); }

   private:
    State& state_;
    std::unique_ptr<Connection> db_;
  };

  /// The same, on one snapshot.
  class Reading {
   public:
    explicit Reading(State& state) : db_(state), transaction_(*db_, Transaction::Kind::Read) {}
    Connection& operator*() { return *db_; }
    Connection* operator->() { return &*db_; }

   private:
    Borrowed db_;
    Transaction transaction_;
  };
};

bool valid_public_id(std::string_view text);
std::optional<ProgressState> parse_progress_state(std::string_view name);
Error read_only();
Entry entry_by_number(Connection& db, std::int64_t number);
std::string_view name(BlockKind kind);
BlockKind parse_block_kind(std::string_view name);
std::string_view name(NoticeKind kind);

/// Text as it is kept: whole UTF-8 (what is broken becomes U+FFFD), without control characters but tab and
/// newline. The index's marks around hits are control characters, so no text can forge one.
std::string clean_text(std::string_view text);
std::string one_line(std::string_view text);  ///< also with every run of white space as one space, trimmed

/// Conditions on `document d` for a filter, each beginning " AND ", and the values of its ? in order.
struct FilterSql {
  std::string where;
  std::vector<std::variant<std::int64_t, std::string>> values;
  void bind(Statement& s, int from) const;
};
FilterSql filter_sql(const Filter& filter);
constexpr int page_size(const Page& page) {
  return page.size < 1 ? 1 : page.size > 100 ? 100 : page.size;
}
constexpr std::int64_t page_offset(const Page& page) {
  const int number = page.number < 1 ? 1 : page.number > 100000 ? 100000 : page.number;
  return std::int64_t(number - 1) * page_size(page);
}

}  // namespace heed::library

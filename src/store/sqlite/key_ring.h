// The key ring: one key per stream and one per attachment, each wrapped by the master key, in a database of its own so that it
// is backed up apart from what it protects. A key is on disk before the first record that needs it, and nothing is cached: a key
// that another process destroyed is gone here too. Thread-safe.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>

#include "base/clock.h"
#include "store/crypto.h"
#include "store/sqlite/database.h"

namespace heed::store::sqlite {

class KeyRing {
 public:
  enum class State { Present, Destroyed, Missing, Unreadable };
  struct Found {
    State state = State::Missing;
    std::string id;
    std::optional<Key> key;  ///< when Present
  };
  struct Entry {
    std::string id, purpose;
    State state;
  };

  /// Opens the ring, or makes one for this master key. Errors: BadInput when the master key does not fit.
  static Result<std::unique_ptr<KeyRing>> open(const std::filesystem::path& file, const Key& master, bool create, Instant now);

  Found by_id(std::string_view id);
  Found by_purpose(std::string_view purpose);
  /// The key for a purpose, made and synced when there is none yet; `id` is used for a new one. May be Destroyed.
  Found need(std::string_view purpose, std::string_view id, Instant now);
  /// Destroys these keys; what they sealed cannot be read again.
  void destroy(const std::vector<std::string>& ids, Instant now);
  /// Takes away a key that never protected anything kept.
  void forget(std::string_view id);
  std::vector<Entry> all();
  /// Copies the ring, as it is, to a new file.
  void copy_to(const std::filesystem::path& file);
  /// What is wrong with the database itself; "" when nothing.
  std::string verify();

  KeyRing(const std::filesystem::path& file, const Key& master, bool create);

 private:
  Found found(Statement& row) const;
  std::mutex mutex_;
  Database db_;
  Key master_;
};

inline constexpr std::string_view kStreamPurpose = "stream:", kAttachmentPurpose = "attachment:";
ReviewId review_of(std::string_view purpose);                          ///< empty when it is no review's
std::string purpose_of(const Stream& stream);                          ///< "stream:review:ID"
std::string attachment_purpose(ReviewId review, std::string_view id);  ///< "attachment:REVIEW:ID"

}  // namespace heed::store::sqlite

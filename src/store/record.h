// What a journal record is made of, whichever engine keeps it: the canonical envelope (clear, authenticated, chained), the
// payload (what the record leaves on the shelves) and the chain hash. Changing any of it makes old journals unreadable, so a
// change is a new `format` beside the old one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "store/store.h"

namespace heed::store {

inline constexpr int kRecordFormat = 1;

std::string_view word(StreamKind kind);              ///< "installation", "partnership", "review"
StreamKind stream_kind(std::string_view word);       ///< REQUIRES: one of them; anything else is a fault
Stream stream_of(const Place& place);                ///< review, else partnership, else installation

/// One change of one thing: `body` is what it is afterwards, or it was taken off its shelf.
struct Change {
  std::string shelf;
  AnyId id;
  std::int64_t version = 0;   ///< of a drop: 0
  bool dropped = false;
  Place place;
  std::string body;           ///< JSON text with sorted keys
};

/// The touched things as they stand, clear, in the envelope: [["shelf","id",version],…].
std::string things_text(const std::vector<JournalRecord::Touched>& things);
std::vector<JournalRecord::Touched> read_things(std::string_view text);

/// The bytes that the payload is bound to and the chain covers.
std::string envelope(const JournalRecord& record, std::string_view things, std::string_view key_id);
/// SHA-256(previous ‖ envelope ‖ payload). The first record of a stream has 32 zero bytes before it.
Hash chain(std::string_view previous, std::string_view envelope, std::string_view payload);
std::string_view bytes(const Hash& hash);

/// The payload before it is sealed; compressed when that pays.
std::string pack(const std::vector<Change>& changes);
/// Faults (a payload that authenticated but cannot be read) are exceptions.
std::vector<Change> unpack(std::string_view payload);

}  // namespace heed::store

// Attachments: the encrypted file, its key on the ring, and its row on the attachment shelf once a verb keeps it. Until then what is known
// of it waits, sealed, in the spool.
#include <fstream>

#include "store/attachment_file.h"
#include "store/sqlite/sqlite_store.h"

namespace heed::store::sqlite {

namespace fs = std::filesystem;

namespace {

constexpr auto kUnkeptFor = std::chrono::hours(24);

Error no_such_attachment() {
  return {Code::NotFound, "This file was not found.", "Go back and open it again from the page that lists it.", {}};
}

std::string waiting_context(std::string_view id, ReviewId review) { return fmt::format("waiting {} {}", id, review.text()); }

void write_synced(const fs::path& file, std::string_view bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), std::streamsize(bytes.size()));
  out.close();
  if (!out) throw std::runtime_error("what is known of an attachment could not be written");
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  sync_to_disk(file);
}

std::optional<std::string> read_whole(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

bool older_than_a_day(const fs::directory_entry& entry) {
  std::error_code failed;
  const auto at = entry.last_write_time(failed);
  return !failed && fs::file_time_type::clock::now() - at > kUnkeptFor;
}

}  // namespace

Result<AttachmentId> SqliteStore::store_attachment(AttachmentMeta meta, ReviewId review, const std::function<std::string()>& next) {
  const auto id = AttachmentId::random();
  const auto key = keys_->need(attachment_purpose(review, id.text()), id.text(), clock_.now());
  if (!key.key) throw std::runtime_error("the key of an attachment cannot be read");
  const auto file = folder_.attachment(id.any());
  try {
    if (const auto parent = file.parent_path(); !fs::exists(parent)) {
      make_folder(parent);
      sync_to_disk(folder_.attachments());
    }
    const auto written = write_attachment(*key.key, folder_.spool() / (id.text() + ".part"), file, next);
    meta.size = written.size;
    meta.sha256 = written.sha256;
    std::string text;
    try {
      text = Json(meta).dump();
    } catch (const Json::type_error&) {
      destroy_file(file);
      keys_->forget(id.text());
      return bad_input("The name of the file is not readable as UTF-8.", "Rename the file and send it again.");
    }
    write_synced(folder_.waiting(id.any()), seal(*key.key, text, waiting_context(id.text(), review)));
    sync_to_disk(folder_.spool());
  } catch (...) {
    destroy_file(file);
    keys_->forget(id.text());
    throw;
  }
  return id;
}

Result<void> SqliteStore::keep_attachment(Writer& w, AttachmentId id, const Place& place) {
  if (id.is_empty()) return no_such_attachment();
  const auto key = keys_->by_purpose(attachment_purpose(place.review, id.text()));
  if (key.state == KeyRing::State::Missing && keys_->by_id(id.text()).state != KeyRing::State::Missing)
    throw std::logic_error("an attachment was stored for another review than the one that keeps it");
  const auto sealed = read_whole(folder_.waiting(id.any()));
  if (!key.key || !sealed) return no_such_attachment();
  const auto text = unseal(*key.key, *sealed, waiting_context(id.text(), place.review));
  if (!text) throw std::runtime_error("what is known of an attachment has been changed");
  return kAttachments.put(w, id, place, Json::parse(*text).get<AttachmentMeta>(), 0);
}

Result<SqliteStore::Held> SqliteStore::held(AttachmentId id) {
  Snapshot snapshot(readers_);
  auto row = sqlite::find(snapshot.db(), kAttachments, id.any());
  if (!row) return no_such_attachment();
  const auto key = keys_->by_id(id.text());
  if (!key.key) {
    return Error{Code::Unfinished, "The key of this file is not on the key ring.", "Run heed check, and restore the key ring.", {}};
  }
  return Held{Json::parse(row->body).get<AttachmentMeta>(), *key.key};
}

Result<AttachmentMeta> SqliteStore::attachment_meta(AttachmentId id) {
  auto found = held(id);
  if (!found) return found.error();
  return std::move(found->meta);
}

std::optional<Place> SqliteStore::attachment_place(Reader& r, AttachmentId id) {
  auto row = r.find(kAttachments, id.any());
  if (!row) return std::nullopt;
  return row->place;
}

Result<std::string> SqliteStore::attachment_bytes(AttachmentId id, std::uint64_t limit) {
  auto found = held(id);
  if (!found) return found.error();
  if (std::uint64_t(found->meta.size) > limit) {
    return Error{Code::TooLarge, "This file is larger than can be read at once.", "Download it instead.", {}};
  }
  std::string out;
  out.reserve(std::size_t(found->meta.size));
  auto read = read_attachment(found->key, folder_.attachment(id.any()), [&](std::string_view piece) {
    out += piece;
    return out.size() <= limit;
  });
  if (!read) return read.error();
  if (read->sha256 != found->meta.sha256) {
    return Error{Code::Unfinished, "This file is not the one that was stored.", "Run heed check, and restore it from a backup.", {}};
  }
  return out;
}

Result<void> SqliteStore::stream_attachment(AttachmentId id, const std::function<bool(std::string_view)>& sink) {
  auto found = held(id);
  if (!found) return found.error();
  bool stopped = false;
  auto read = read_attachment(found->key, folder_.attachment(id.any()), [&](std::string_view piece) {
    stopped = !sink(piece);
    return !stopped;
  });
  if (!read) return read.error();
  if (!stopped && read->sha256 != found->meta.sha256) {
    return Error{Code::Unfinished, "This file is not the one that was stored.", "Run heed check, and restore it from a backup.", {}};
  }
  return {};
}

void SqliteStore::sweep() {
  // What nobody kept: attachments of verbs that never came, pieces of uploads that were cut off.
  std::vector<fs::path> old;
  std::error_code none;
  for (const auto& entry : fs::recursive_directory_iterator(folder_.attachments(), none))
    if (entry.is_regular_file(none) && older_than_a_day(entry)) {
      const auto id = AnyId::parse(entry.path().filename().string());
      if (!id || sqlite::find(writer_, kAttachments, *id)) continue;
      keys_->forget(id->text());
      old.push_back(entry.path());
    }
  for (const auto& entry : fs::directory_iterator(folder_.spool(), none))
    if (entry.is_regular_file(none)) {
      const auto id = AnyId::parse(entry.path().stem().string());
      const bool kept = entry.path().extension() == ".waiting" && id && sqlite::find(writer_, kAttachments, *id);
      if (kept || older_than_a_day(entry)) old.push_back(entry.path());
    }
  for (const auto& file : old) destroy_file(file);
}

}  // namespace heed::store::sqlite

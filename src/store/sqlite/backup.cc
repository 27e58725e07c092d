// Backing up while serving, and putting a backup back. A backup is two folders: the data (casework, readings, attachments, settings) and
// the key ring, each with a manifest of hashes; the master key is in neither. The casework is copied as of one moment and the ring
// after it, so every key that the copy needs is there, and a key destroyed meanwhile is destroyed in the copy as well.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "store/sqlite/engine.h"
#include "store/sqlite/sqlite_store.h"

namespace heed::store {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kManifest = "manifest.json";

struct Copied {
  std::string sha256;
  std::int64_t size = 0;
};

Copied hash_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("a file of the backup cannot be read: " + file.filename().string());
  Hasher hasher;
  Copied out;
  std::string piece(256 * 1024, '\0');
  while (in.read(piece.data(), std::streamsize(piece.size())), in.gcount() > 0) {
    hasher.add({piece.data(), std::size_t(in.gcount())});
    out.size += in.gcount();
  }
  out.sha256 = hex(hasher.finish());
  return out;
}

void copy_private(const fs::path& from, const fs::path& to) {
  fs::copy_file(from, to);
  ::chmod(to.c_str(), 0600);
}

/// An empty file that only we may read, for SQLite to fill.
void make_private(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) throw std::system_error(errno, std::generic_category(), "making " + file.filename().string());
  ::close(fd);
}

/// Everything under a folder is on disk when this returns.
void sync_all(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool good = fd >= 0 && ::syncfs(fd) == 0;
  if (fd >= 0) ::close(fd);
  if (!good) throw std::system_error(errno, std::generic_category(), "syncing the backup");
}

void write_manifest(const fs::path& folder, std::string_view what, Instant at, std::int64_t position) {
  Json files = Json::object();
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const auto copied = hash_file(entry.path());
    files[fs::relative(entry.path(), folder).generic_string()] = {{"sha256", copied.sha256}, {"size", copied.size}};
  }
  make_private(folder / kManifest);
  std::ofstream out(folder / kManifest);
  out << Json{{"heed", what}, {"format", 1}, {"made_at", iso(at)}, {"records", position}, {"files", files}}.dump(1) << "\n";
  out.close();
  if (!out) throw std::runtime_error("the manifest of the backup could not be written");
}

Error broken(std::string message) {
  return {Code::Unfinished, std::move(message), "Take another backup; nothing was put in place.", {}};
}

/// The files that a manifest names, each verified.
Result<std::vector<std::string>> verified(const fs::path& folder, std::string_view what) {
  std::ifstream in(folder / kManifest);
  if (!in) return bad_input("There is no backup at " + folder.string() + ".", "Name the folder that heed backup made.");
  const Json manifest = Json::parse(in, nullptr, false);
  if (!manifest.is_object() || manifest.value("heed", "") != what || !manifest.contains("files") || !manifest["files"].is_object())
    return broken("The manifest at " + folder.string() + " is not one of a Heed backup of this kind.");
  std::vector<std::string> out;
  for (const auto& [name, entry] : manifest["files"].items()) {
    const fs::path path(name);
    if (path.is_absolute() || path.lexically_normal() != path || name.starts_with("..")) return broken("The manifest names a file outside the backup.");
    if (!fs::is_regular_file(folder / path)) return broken("The backup lacks the file " + name + ".");
    if (hash_file(folder / path).sha256 != entry.value("sha256", "")) return broken("The file " + name + " of the backup has been changed.");
    out.push_back(name);
  }
  return out;
}

}  // namespace

namespace sqlite {

Result<void> SqliteStore::backup(const fs::path& to, const fs::path& keys_to) {
  std::lock_guard keeping(keeping_mutex_);
  std::error_code none;
  for (const auto& folder : {to, keys_to})
    if (fs::exists(folder, none)) return bad_input("There is already something at " + folder.string() + ".", "Name a folder that does not exist yet.");
  const fs::path data(to.string() + ".unfinished"), ring(keys_to.string() + ".unfinished");
  struct Unfinished {
    std::vector<fs::path> folders;
    ~Unfinished() {
      std::error_code ignored;
      for (const auto& folder : folders) fs::remove_all(folder, ignored);
    }
  } unfinished{{data, ring}};
  for (const auto& folder : unfinished.folders) {
    fs::remove_all(folder);
    make_folder(folder);
  }
  const Folder copy_folder{data};
  make_private(copy_folder.casework());
  auto reader = readers_.take();
  reader->run("VACUUM INTO ?", copy_folder.casework().string());
  readers_.give_back(std::move(reader));
  make_private(copy_folder.readings());
  readings_->copy_to(copy_folder.readings());
  copy_private(folder_.settings(), copy_folder.settings());

  std::int64_t position = 0;
  {
    Database copied(copy_folder.casework(), Sync::Off, false);
    copied.script("PRAGMA journal_mode=DELETE");
    position = next_position(copied) - 1;
    make_folder(copy_folder.attachments());
    for (const auto& row : ShelfReader(copied).list(kAttachments, {})) {
      const auto from = folder_.attachment(row.id), file = copy_folder.attachment(row.id);
      make_folder(file.parent_path());
      if (fs::exists(from, none)) {
        copy_private(from, file);
      } else if (keys_->by_id(row.id.text()).state != KeyRing::State::Destroyed) {
        return Error{Code::Unfinished, fmt::format("The file of attachment {} is missing, so the backup would not be whole.", row.id.text()),
                     "Run heed check.", {}};
      }
    }
  }
  make_private(Folder{ring}.keys());
  keys_->copy_to(Folder{ring}.keys());
  write_manifest(data, "casework", clock_.now(), position);
  write_manifest(ring, "key ring", clock_.now(), position);
  sync_all(data);
  sync_all(ring);
  fs::rename(ring, keys_to);
  fs::rename(data, to);
  sync_to_disk(fs::absolute(to).lexically_normal().parent_path());
  sync_to_disk(fs::absolute(keys_to).lexically_normal().parent_path());
  return {};
}

}  // namespace sqlite

Result<void> restore(const fs::path& backup, const fs::path& keys, const OpenOptions& into, Clock& clock) {
  const Folder folder{into.data};
  std::error_code none;
  if (fs::exists(into.data, none) && (!fs::is_directory(into.data, none) || !fs::is_empty(into.data, none)))
    return bad_input("There is already something at " + into.data.string() + ".", "Restore into a folder that is empty or does not exist yet.");
  auto files = verified(backup, "casework");
  if (!files) return files.error();
  auto ring = verified(keys, "key ring");
  if (!ring) return ring.error();

  if (!fs::exists(into.data, none)) make_folder(into.data);
  ::chmod(into.data.c_str(), 0700);
  bool in_place = false;
  struct Undo {
    const fs::path& data;
    const bool& in_place;
    ~Undo() {
      std::error_code ignored;
      if (in_place) return;
      for (const auto& entry : fs::directory_iterator(data, ignored)) fs::remove_all(entry.path(), ignored);
    }
  } undo{folder.root, in_place};
  for (const auto& name : *files) {
    for (fs::path part; const auto& piece : fs::path(name).parent_path()) make_folder(folder.root / (part /= piece));
    copy_private(backup / name, folder.root / name);
  }
  copy_private(keys / "keys.db", folder.keys());
  sync_all(folder.root);

  OpenOptions options = into;
  options.create = false;
  auto opened = sqlite::open_store(options, clock);
  if (!opened) return opened.error();
  auto& store = static_cast<sqlite::SqliteStore&>(**opened);
  if (auto done = store.replay_disposals(); !done) return done;
  in_place = true;
  std::string wrong;
  for (const auto& result : store.check())
    if (!result.ok) wrong += fmt::format("{}{}: {}", wrong.empty() ? "" : " ", result.name, result.detail);
  if (!wrong.empty())
    return Error{Code::Unfinished, "The backup is in place, but not everything in it is as it was written. " + wrong,
                 "Restore an older backup, or the key ring that was taken with this one.", {}};
  return {};
}

}  // namespace heed::store

#include "store/folder.h"

#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <system_error>
#include <toml++/toml.h>

namespace heed::store {

namespace fs = std::filesystem;

fs::path Folder::attachment(AnyId id) const {
  const auto text = id.text();
  // The last characters: the first one of an id holds three bits only.
  return attachments() / text.substr(text.size() - 2) / text;
}

void make_folder(const fs::path& path) {
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
    throw std::system_error(errno, std::generic_category(), "making the folder " + path.filename().string());
}

Result<fs::path> key_file(const OpenOptions& options) {
  if (!options.key_file.empty()) return options.key_file;
  if (const char* given = std::getenv("HEED_KEY_FILE"); given && *given) return fs::path(given);
  const Folder folder{options.data};
  std::error_code none;
  if (fs::exists(folder.settings(), none)) {
    try {
      const auto settings = toml::parse_file(folder.settings().string());
      if (auto named = settings["key_file"].value<std::string>()) return options.data / *named;  // an absolute path stays itself
    } catch (const toml::parse_error& wrong) {
      return bad_input(fmt::format("heed.toml cannot be read: {} in line {}.", wrong.description(), wrong.source().begin.line),
                       "Correct that line.");
    }
  }
  auto plain = fs::absolute(options.data).lexically_normal();
  if (!plain.has_filename()) plain = plain.parent_path();
  return fs::path(plain.string() + ".key");
}

Result<void> make_data_folder(const Folder& folder) {
  std::error_code none;
  if (fs::exists(folder.root, none) && (!fs::is_directory(folder.root, none) || !fs::is_empty(folder.root, none))) {
    return bad_input("There is already something at " + folder.root.string() + ".",
                     "Name a folder that does not exist yet, or open the one that is there.");
  }
  const auto parent = fs::absolute(folder.root).lexically_normal();
  if (parent.has_parent_path()) fs::create_directories((parent.has_filename() ? parent : parent.parent_path()).parent_path());
  make_folder(folder.root);
  ::chmod(folder.root.c_str(), 0700);
  make_folder(folder.attachments());
  make_folder(folder.spool());
  std::ofstream settings(folder.settings());
  settings << "# Settings of this Heed installation.\n# key_file = \"/path/to/master.key\"   # else HEED_KEY_FILE, else this folder's "
              "name with .key\n";
  settings.close();
  if (!settings) throw std::runtime_error("heed.toml could not be written");
  ::chmod(folder.settings().c_str(), 0600);
  return {};
}

}  // namespace heed::store

// Views that are dear to make and the same for everybody who may see them: made once for a state of the store, kept until it
// changes or others take their room. It asks no permission: a page asks before it comes here, and logs its reading.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace heed::web {

/// Thread-safe. Two that miss at once both make the view, and either is kept.
class Kept {
 public:
  explicit Kept(std::size_t room = 64) : room_(room) {}

  /// The view under `key` as it was made at `position` of the store; null when there is none. REQUIRES: a key is always asked with one T.
  template <class T>
  std::shared_ptr<const T> find(const std::string& key, std::int64_t position) {
    std::lock_guard lock(mutex_);
    const auto it = by_key_.find(key);
    if (it == by_key_.end() || it->second->position != position) return nullptr;
    views_.splice(views_.begin(), views_, it->second);
    return std::static_pointer_cast<const T>(it->second->view);
  }
  template <class T>
  void keep(const std::string& key, std::int64_t position, std::shared_ptr<const T> view) {
    std::lock_guard lock(mutex_);
    if (const auto it = by_key_.find(key); it != by_key_.end()) {
      if (it->second->position > position) return;
      views_.erase(it->second);
      by_key_.erase(it);
    }
    views_.push_front({key, position, std::move(view)});
    by_key_[key] = views_.begin();
    if (views_.size() <= room_) return;
    by_key_.erase(views_.back().key);
    views_.pop_back();
  }

 private:
  struct View {
    std::string key;
    std::int64_t position;
    std::shared_ptr<const void> view;
  };
  const std::size_t room_;
  std::mutex mutex_;
  std::list<View> views_;  ///< the one used last in front
  std::unordered_map<std::string, std::list<View>::iterator> by_key_;
};

}  // namespace heed::web

// Room for long texts and large tables. The kernel hands it out in large pages where it can, which saves a fault for every 4 KB.
// What stands in it at first is anything.
#pragma once

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>

namespace heed::anonymise {

inline constexpr std::size_t kLargePage = 2 << 20;

/// Asks for large pages in room that has not been touched yet.
inline void prefer_large_pages([[maybe_unused]] void* room, [[maybe_unused]] std::size_t size) {
#if defined(__linux__)
  const auto begin = (reinterpret_cast<std::uintptr_t>(room) + kLargePage - 1) / kLargePage * kLargePage;
  const auto end = (reinterpret_cast<std::uintptr_t>(room) + size) / kLargePage * kLargePage;
  if (begin < end) (void)::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

/// An empty string with room for `size` bytes.
inline std::string large_string(std::size_t size) {
  std::string out;
  out.reserve(size);
  if (size >= 2 * kLargePage) prefer_large_pages(out.data(), size);
  return out;
}

struct FreeRoom {
  void operator()(void* p) const { std::free(p); }
};

/// REQUIRES: T is plain data.
template <class T>
using LargeRoom = std::unique_ptr<T[], FreeRoom>;

template <class T>
LargeRoom<T> large_room(std::size_t count) {
  const auto size = count * sizeof(T), whole = (size + kLargePage - 1) / kLargePage * kLargePage;
  const bool large = size >= 2 * kLargePage;
  void* room = large ? std::aligned_alloc(kLargePage, whole) : std::malloc(size);
  if (!room) throw std::bad_alloc();
  if (large) prefer_large_pages(room, whole);
  return LargeRoom<T>(static_cast<T*>(room));
}

}  // namespace heed::anonymise

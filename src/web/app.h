// What a request is answered with: the stores, the editions, the clock. One App a process; everything in it is safe to share
// between workers. It knows no page.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "access/sessions.h"
#include "base/clock.h"
#include "store/store.h"
#include "web/kept.h"
#include "web/page_cache.h"

namespace heed::library {
class Library;
}
namespace heed::guidance {
class Editions;
}

namespace heed::web {

struct App {
  Clock& clock;
  store::Store* casework = nullptr;             ///< none on a node that serves the library alone
  library::Library* library = nullptr;
  const guidance::Editions* editions = nullptr;
  access::Sessions* sessions = nullptr;
  bool secure_cookies = false;                  ///< behind https
  bool demonstration = false;                   ///< says so on every page
  bool static_site = false;                     ///< pages become files: what needs a server (filters, splits) is left out
  std::uint64_t max_upload_bytes = 100ull << 20;
  std::shared_ptr<Kept> kept = std::make_shared<Kept>();
  std::shared_ptr<PageCache> pages = std::make_shared<PageCache>();  ///< public pages alone
};

}  // namespace heed::web

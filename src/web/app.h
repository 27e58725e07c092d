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
  std::uint64_t max_upload_bytes = 100ull << 20;
  std::shared_ptr<Kept> kept = std::make_shared<Kept>();
};

}  // namespace heed::web

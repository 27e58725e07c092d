#include "web/pages/cached_page.h"

#include "library/library.h"
#include "web/pages/layout.h"

namespace heed::web {

namespace {
constexpr std::size_t kLongestAddress = 1500;  ///< bytes; longer ones are made each time
}

Response cached_page(Context& c, const std::function<Response()>& make, std::string_view also) {
  if (!c.app.library || c.actor || c.request.raw_target.size() > kLongestAddress) return make();
  const auto state = fmt::format("{}/{}", c.app.library->generation(), also);
  // A page may name the site that it was asked at, so what was made for one host is given to that host alone.
  const auto key = site_of(c) + '\n' + c.request.raw_target;
  if (auto kept = c.app.pages->find(key, state)) return PageCache::answer(std::move(kept));
  Response made = make();
  if (made.status != 200 || made.producer || !made.shared.empty()) return made;
  return PageCache::answer(c.app.pages->keep(key, state, std::move(made)));
}

std::string site_of(const Context& c) {
  const auto host = c.request.header("Host");
  if (host.empty() || host.size() > 255 || host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") != host.npos) return {};
  return (c.app.secure_cookies || c.request.secure ? "https://" : "http://") + std::string(host);
}

}  // namespace heed::web

#include "web/pages/asset_pages.h"

#include "web/assets/assets.h"
#include "web/pages/layout.h"
#include "web/pages/cached_page.h"

namespace heed::web {

namespace {

Response serve_asset(Context& c) {
  const auto* found = asset(c.request.path);
  if (!found) return error_page(c, not_found("This file does not exist."));
  auto etag = found->etag;
  if (etag.size() >= 2 && etag.front() == '"') etag = etag.substr(1, etag.size() - 2);
  auto response = Response::asset(found->media_type, found->bytes, found->gzip, etag);
  response.with("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

Response robots(Context& c) {
  return Response::text("User-agent: *\nDisallow: /reviews\nDisallow: /admin\nDisallow: /sign-in\nDisallow: /account\n" + (c.app.library ? "Sitemap: " + site_of(c) + "/sitemap.xml\n" : std::string()));
}

/// For a monitor: says that the program answers, and nothing else.
Response health(Context&) { return Response::text("ok\n"); }

}  // namespace

void add_asset_routes(Routes& routes) {
  routes.emplace_back(Method::Get, "/assets/:file", "asset", Needs::nothing(), serve_asset);
  routes.emplace_back(Method::Get, "/robots.txt", "robots.txt", Needs::nothing(), robots);
  routes.emplace_back(Method::Get, "/health", "health", Needs::nothing(), health);
}

}  // namespace heed::web

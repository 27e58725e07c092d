// For tests of pages: asks a handler as the dispatcher would, on routes and an actor of the test's own.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "access/policy.h"
#include "review/people/review.h"
#include "web/app.h"
#include "web/http/spool.h"
#include "web/pages/layout.h"
#include "web/routes.h"

namespace heed::web {

/// Whether the policy is asked before the handler, as the dispatcher asks it, or not, to see that the handler refuses by itself.
enum class Door { Open, Policy };

/// What the route of the request answers to `actor`, in `review` where the route is of a review or an agency of it.
inline Response answer_page(App& app, const Routes& routes, const access::Actor& actor, ReviewId review, Request request,
                            Door door = Door::Open) {
  for (const auto& route : routes) {
    const auto captures = match(route.pattern, request.path);
    if (!captures || (route.method == Method::Get) != (request.method == "GET")) continue;
    Context c{.app = app, .request = request, .captures = *captures};
    c.actor = &actor;
    c.csrf = "token";
    const auto scope = route.needs.scope();
    if (scope == Needs::Scope::Review || scope == Needs::Scope::Agency) {
      c.review = *app.casework->read([&](store::Reader& r) { return review::review(r, review); });
      if (scope == Needs::Scope::Agency) c.agency = c.id<AgencyId>("agency");
      if (door == Door::Policy && !access::allowed(actor, route.needs.action(), review::thing_of(*c.review, c.agency)))
        return Response::text("refused", 404);
    }
    return route.handler(c);
  }
  return Response::text("no route", 404);
}

/// A file that a form's field "file" was given; its bytes wait in `folder`.
inline Upload uploaded(const std::filesystem::path& folder, std::string name, const std::string& bytes) {
  auto spool = std::make_shared<Spool>(folder);
  spool->write(bytes);
  spool->finish();
  Upload out;
  out.field = "file";
  out.file_name = std::move(name);
  out.size = bytes.size();
  out.spool = spool;
  return out;
}

}  // namespace heed::web

#include "web/dispatch.h"

#include <sodium.h>

#include "base/hash.h"
#include "web/pages/layout.h"

namespace heed::web {

namespace {

/// What on_head found out about who is asking, kept for handle.
struct Known {
  const Route* route = nullptr;
  Captures captures;
  std::optional<access::Session> session;
  std::optional<access::Actor> actor;
};

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && !a.empty() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool method_fits(const Route& route, const Request& request) {
  return route.method == Method::Get ? request.is_read() : request.method == "POST";
}

std::string random_cookie() {
  unsigned char bytes[16];
  randombytes_buf(bytes, sizeof bytes);
  return hex(std::string_view(reinterpret_cast<const char*>(bytes), sizeof bytes));
}

}  // namespace

void add_security_headers(Response& response, bool is_public) {
  response.with("Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
                "form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
  response.with("Referrer-Policy", "no-referrer");
  response.with("X-Frame-Options", "DENY");
  response.with("Cross-Origin-Opener-Policy", "same-origin");
  response.with("Cross-Origin-Resource-Policy", "same-origin");
  response.with("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  if (!is_public) {
    response.with("Cache-Control", "no-store");
    response.with("X-Robots-Tag", "noindex, nofollow");
  }
}

BodyPolicy Dispatcher::on_head(Request& request) {
  auto known = std::make_shared<Known>();
  for (const auto& route : routes_) {
    auto captures = match(route.pattern, request.path);
    if (!captures) continue;
    if (!method_fits(route, request)) continue;
    known->route = &route;
    known->captures = *captures;
    break;
  }
  if (app_.casework) {
    if (const auto& token = request.cookie(kSessionCookie); !token.empty()) known->session = app_.sessions->find(token);
    if (known->session) {
      auto actor = app_.casework->read([&](store::Reader& r) { return access::actor(r, known->session->account); });
      if (actor.ok()) known->actor = *actor;
      else known->session.reset();
    }
  }
  request.context = known;
  if (!known->route) return BodyPolicy::none();
  switch (known->route->body) {
    case Body::None: return BodyPolicy::none();
    case Body::Form: return BodyPolicy::form();
    case Body::Upload:
      // A stranger's upload is not even taken in.
      return known->actor ? BodyPolicy::upload(app_.max_upload_bytes) : BodyPolicy::none();
  }
  return BodyPolicy::none();
}

Response Dispatcher::handle(Request& request) {
  auto known = std::any_cast<std::shared_ptr<Known>>(request.context);
  const bool is_public = !known->route || known->route->needs.scope() == Needs::Scope::Public;
  Response response;
  if (known->route) {
    response = answer(request, *known->route, known->captures);
    response.route_label = std::string(known->route->pattern);
  } else {
    Context c{.app = app_, .request = request, .captures = {}};
    if (known->actor) {
      c.actor = &*known->actor;
      c.session = &*known->session;
      c.csrf = known->session->csrf;
    }
    response = error_page(c, not_found("This page does not exist."));
    response.route_label = "(none)";
  }
  add_security_headers(response, is_public && !known->actor && response.status == 200);
  return response;
}

Response Dispatcher::answer(Request& request, const Route& route, Captures captures) {
  auto known = std::any_cast<std::shared_ptr<Known>>(request.context);
  using Scope = Needs::Scope;
  const Scope scope = route.needs.scope();
  Context c{.app = app_, .request = request, .captures = captures};
  if (known->actor) {
    c.actor = &*known->actor;
    c.session = &*known->session;
    c.csrf = known->session->csrf;
  }
  const auto finish = [&](Response response) {
    for (auto& cookie : c.cookies) {
      cookie.secure = app_.secure_cookies || request.secure;
      response.set_cookie(cookie);
    }
    return response;
  };

  if (scope == Scope::Public) return finish(route.handler(c));
  if (!app_.casework) return error_page(c, not_found("This page does not exist."));

  if (scope == Scope::Guest) {
    std::string guest = request.cookie(kGuestCookie);
    if (guest.empty() || guest.size() > 64) {
      guest = random_cookie();
      c.cookies.push_back({.name = std::string(kGuestCookie), .value = guest});
    }
    c.csrf = app_.sessions->guest_csrf(guest);
  } else if (!c.actor) {
    if (!request.is_read())
      return error_page(c, Error{Code::Forbidden, "You are not signed in, or your session has ended, so nothing was saved.",
                                 "Sign in again, then go back in your browser: what you typed is still there.", {}});
    return Response::redirect(Url("/sign-in").query("next", request.path).str());
  }

  if (route.method == Method::Post && !same(request.form("csrf"), c.csrf))
    return error_page(c, Error{Code::Forbidden, "This form is too old, or did not come from Heed, so nothing was saved.",
                               "Go back, load the page again and send it once more.", {}});

  if (scope == Scope::Installation && !access::allowed(*c.actor, route.needs.action(), {})) return error_page(c, not_found());

  if (scope == Scope::Review || scope == Scope::Agency || scope == Scope::Declaring) {
    const auto id = c.id<ReviewId>("review");
    auto row = c.store().read([&](store::Reader& r) { return review::review(r, id); });
    if (!row.ok()) return error_page(c, not_found());
    if (scope == Scope::Agency) c.agency = c.id<AgencyId>("agency");
    c.review = *row;
    const auto thing = review::thing_of(*row, c.agency);
    if (scope == Scope::Declaring) {
      // Whoever would be allowed anything in the review may declare; nobody else learns that it exists.
      bool any = false;
      for (int action = 0; action < access::kActionCount && !any; ++action) {
        any = access::may(*c.actor, access::Action(action), thing) != access::Answer::No;
        for (const auto& held : c.actor->memberships)
          any = any || (held.review == row->id &&
                        access::may(*c.actor, access::Action(action), review::thing_of(*row, held.agency)) != access::Answer::No);
      }
      if (!any) return error_page(c, not_found());
    } else {
      switch (access::may(*c.actor, route.needs.action(), thing)) {
        case access::Answer::Yes:
          break;
        case access::Answer::DeclareFirst:
          return Response::redirect(Url(c.here("declare")).query("next", request.path).str());
        case access::Answer::No:
          if (access::allowed(*c.actor, access::Action::ViewReview, review::thing_of(*row)))
            return error_page(c, Error{Code::Forbidden, "You do not have permission to do this.",
                                       "Ask the review's coordinator if you think you should.", {}});
          return error_page(c, not_found());
      }
    }
  }

  Response response = route.handler(c);
  if (c.actor && c.review && request.is_read() && response.status < 300 && scope != Scope::Declaring)
    c.store().record_reading({c.actor->account, std::string(route.name), c.review->id, c.agency.any(), c.reading});
  return finish(std::move(response));
}

Response Dispatcher::refused(int status, std::string_view words) {
  Page page;
  page.title = "This did not work";
  page.is_public = true;
  page.main = two_thirds(html("<h1 class=\"govuk-heading-l\">This did not work</h1>") + para(words) +
                         para("Nothing was saved. Go back and try again."));
  Response response = Response::html(render_page(page), status);
  add_security_headers(response, false);
  return response;
}

}  // namespace heed::web

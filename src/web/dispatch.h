// From a request to a reply: finds the route, who is asking, whether they may; checks the form's token; runs the handler; records
// the reading; adds the security headers. The one place where the web catches faults.
#pragma once

#include "web/app.h"
#include "web/http/server.h"
#include "web/routes.h"

namespace heed::web {

class Dispatcher final : public Handler {
 public:
  Dispatcher(App& app, const Routes& routes) : app_(app), routes_(routes) {}
  BodyPolicy on_head(Request& request) override;
  Response handle(Request& request) override;
  Response refused(int status, std::string_view words) override;

 private:
  Response answer(Request& request, const Route& route, Captures captures);
  App& app_;
  const Routes& routes_;
};

/// Content security policy and the other headers of every reply.
void add_security_headers(Response& response, bool is_public);

inline constexpr std::string_view kSessionCookie = "heed_session";
inline constexpr std::string_view kGuestCookie = "heed_guest";

}  // namespace heed::web

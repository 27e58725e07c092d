// The one table of routes. A route cannot be written without saying what it needs: Needs has no default and its makers
// are the only way to one, so a page that forgets its permission does not compile. The dispatcher asks the policy before a
// handler runs, and records the reading before the reply leaves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "access/sessions.h"
#include "review/people/review.h"
#include "web/app.h"
#include "web/http/message.h"

namespace heed::web {

using Act = access::Action;  ///< short, because every route says one

enum class Method { Get, Post };

/// What somebody needs for a route.
class Needs {
 public:
  enum class Scope {
    Public,        ///< anybody; nothing of the casework may be touched
    Guest,         ///< signing in: anybody, with a form token of its own
    SignedIn,      ///< anybody who is signed in; the handler asks the policy for each thing it shows
    Installation,  ///< the action, on the installation
    Review,        ///< the action, on the review that `:review` names
    Agency,        ///< the action, on things of `:agency` in `:review`
    Declaring,     ///< would be allowed to see the review once they have declared that they have no conflict
  };
  static constexpr Needs nothing() { return Needs(Scope::Public, access::Action::ViewReview); }
  static constexpr Needs guest() { return Needs(Scope::Guest, access::Action::ViewReview); }
  static constexpr Needs sign_in() { return Needs(Scope::SignedIn, access::Action::ViewReview); }
  static constexpr Needs installation(access::Action action) { return Needs(Scope::Installation, action); }
  static constexpr Needs review(access::Action action) { return Needs(Scope::Review, action); }
  static constexpr Needs agency(access::Action action) { return Needs(Scope::Agency, action); }
  static constexpr Needs declaration() { return Needs(Scope::Declaring, access::Action::ViewReview); }

  constexpr Scope scope() const { return scope_; }
  constexpr access::Action action() const { return action_; }

 private:
  constexpr Needs(Scope scope, access::Action action) : scope_(scope), action_(action) {}
  Scope scope_;
  access::Action action_;
};

/// What a handler is given. Lives for one request.
struct Context {
  App& app;
  Request& request;
  Captures captures;
  const access::Session* session = nullptr;   ///< none on public pages
  const access::Actor* actor = nullptr;
  std::optional<review::ReviewRow> review;    ///< of a route under /reviews/:review
  AgencyId agency;                            ///< of a route with :agency
  std::string csrf;                           ///< what a form on this page must carry
  std::string reading;                        ///< extra detail for the reading log (search words, format); kept encrypted
  std::vector<Cookie> cookies;                ///< to set with the reply

  store::Who who() const { return {actor ? actor->account : AccountId{}}; }
  store::Store& store() const { return *app.casework; }
  bool is_post() const { return request.method == "POST"; }
  /// May the person who asks do this in the route's review (and agency)?
  bool may(access::Action action) const;
  bool may(access::Action action, AgencyId of_agency) const;
  /// An id from the path; an empty id, which no thing has, when it is not one.
  template <class IdT>
  IdT id(std::string_view name) const { return IdT::parse(captures[name]).value_or(IdT{}); }
  /// "/reviews/<this review>/<rest>"
  std::string here(std::string_view rest = {}) const;
};

using PageHandler = Response (*)(Context&);

enum class Body { None, Form, Upload };

struct Route {
  Method method;
  std::string_view pattern;
  std::string_view name;      ///< what it is, in words: for the reading log, figures and docs
  Needs needs;
  PageHandler handler;
  Body body = Body::None;

  constexpr Route(Method method, std::string_view pattern, std::string_view name, Needs needs, PageHandler handler,
                  Body body = Body::None)
      : method(method), pattern(pattern), name(name), needs(needs), handler(handler),
        body(method == Method::Post && body == Body::None ? Body::Form : body) {}
};

using Routes = std::vector<Route>;

/// A page and the form on it: GET and POST of one address, with the same needs.
inline void add_form(Routes& routes, std::string_view pattern, std::string_view name, Needs needs, PageHandler handler,
                     Body body = Body::Form) {
  routes.emplace_back(Method::Get, pattern, name, needs, handler);
  routes.emplace_back(Method::Post, pattern, name, needs, handler, body);
}

/// Every route of the program, in the order in which they are tried.
const Routes& all_routes();

}  // namespace heed::web

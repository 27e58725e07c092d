// Who is signed in. Sessions live on the server; the cookie holds a random token whose hash is the key. Sign-in is
// limited per address of mail and per network address. Deliberately not here: cookies and pages.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "base/personal.h"
#include "store/store.h"

namespace heed::access {

struct Session {
  AccountId account;
  std::string key;         ///< hash of the token; names the session in the store
  std::string csrf;        ///< what every form must carry
  Instant started{};
};

class Sessions {
 public:
  Sessions(store::Store& store, Clock& clock) : store_(store), clock_(clock) {}

  /// The token for the cookie. Errors: BadInput (wrong address or password, without saying which), RateLimited.
  Result<std::string> sign_in(const PersonalText& email, const PersonalText& password, const std::string& network_address);
  /// A session for somebody who has just set a password by invitation.
  std::string start(AccountId account);
  /// nullopt when there is none or it has run out: an hour without use, twelve hours in all.
  std::optional<Session> find(const std::string& token);
  void sign_out(const std::string& token);
  void end_all(AccountId account);

  /// A one-time token, good for a week, that lets somebody choose a password.
  std::string invite(AccountId account);
  std::optional<AccountId> invited(const std::string& token);
  void used(const std::string& token);

  /// A token for forms that are shown before anybody signed in, bound to a cookie value.
  std::string guest_csrf(const std::string& cookie) const;

 private:
  store::Store& store_;
  Clock& clock_;
};

}  // namespace heed::access

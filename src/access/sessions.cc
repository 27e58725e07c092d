#include "access/sessions.h"

#include <sodium.h>

#include "access/accounts.h"
#include "access/passwords.h"
#include "base/hash.h"

namespace heed::access {

namespace {

using namespace std::chrono_literals;

constexpr auto kIdle = 1h;
constexpr auto kWhole = 12h;
constexpr auto kWindow = 15min;
constexpr int kTriesPerEmail = 5;
constexpr int kTriesPerAddress = 30;

std::string random_token() {
  unsigned char bytes[32];
  randombytes_buf(bytes, sizeof bytes);
  return hex(std::string_view(reinterpret_cast<const char*>(bytes), sizeof bytes));
}

std::string keyed(const std::string& secret, std::string_view text) {
  return hex(sha256(secret + std::string(text) + secret));
}

std::string session_value(const Session& session, Instant seen) {
  return Json{{"account", session.account}, {"csrf", session.csrf}, {"started", iso(session.started)}, {"seen", iso(seen)}}.dump();
}

/// Counts a try and says whether there have been too many in the window.
bool too_many(store::Store& store, Instant now, const std::string& key, int limit) {
  const auto kept = store.ephemeral_get("try", key);
  return kept && std::stoi(*kept) >= limit && now.time_since_epoch().count() > 0;
}

void count_try(store::Store& store, Instant now, const std::string& key) {
  const auto kept = store.ephemeral_get("try", key);
  store.ephemeral_put("try", key, std::to_string(kept ? std::stoi(*kept) + 1 : 1), now + kWindow);
}

}  // namespace

Result<std::string> Sessions::sign_in(const PersonalText& email, const PersonalText& password, const std::string& network_address) {
  const auto now = clock_.now();
  const auto secret = store_.secret("tries");
  const auto found = store_.read([&](store::Reader& r) { return account_by_email(r, email); });
  const std::string by_email = keyed(secret, "email:" + (found ? found->id.text() : email.reveal()));
  const std::string by_address = keyed(secret, "address:" + network_address);
  if (too_many(store_, now, by_email, kTriesPerEmail) || too_many(store_, now, by_address, kTriesPerAddress))
    return Error{Code::RateLimited, "There have been too many tries to sign in.",
                 "Wait 15 minutes and try again, or ask your administrator for a new link.", {}};
  const bool fits = verify_password(found ? found->value.password : std::string_view{}, password.reveal());
  if (!fits || !found->value.active) {
    count_try(store_, now, by_email);
    count_try(store_, now, by_address);
    return Error{Code::BadInput, "The email address or password is wrong.", "Check both and try again.",
                 {{"email", "Check your email address and password"}}};
  }
  store_.ephemeral_drop("try", by_email);
  return start(found->id);
}

std::string Sessions::start(AccountId account) {
  const auto token = random_token();
  const auto now = clock_.now();
  const Session session{account, account.text() + ":" + hex(sha256(token)), random_token(), now};
  // The key begins with the account, so that all of somebody's sessions can be ended together.
  store_.ephemeral_put("session", session.key, session_value(session, now), now + kIdle);
  return account.text() + token;
}

std::optional<Session> Sessions::find(const std::string& token) {
  if (token.size() != 26 + 64) return std::nullopt;
  const auto account = AccountId::parse(token.substr(0, 26));
  if (!account) return std::nullopt;
  const std::string key = account->text() + ":" + hex(sha256(token.substr(26)));
  const auto kept = store_.ephemeral_get("session", key);
  if (!kept) return std::nullopt;
  const auto json = Json::parse(*kept, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  const auto started = parse_iso_instant(json.value("started", ""));
  const auto seen = parse_iso_instant(json.value("seen", ""));
  const auto now = clock_.now();
  if (!started || !seen || now >= *started + kWhole || now >= *seen + kIdle) {
    store_.ephemeral_drop("session", key);
    return std::nullopt;
  }
  Session session{*account, key, json.value("csrf", ""), *started};
  if (now >= *seen + 1min) store_.ephemeral_put("session", key, session_value(session, now), now + kIdle);
  return session;
}

void Sessions::sign_out(const std::string& token) {
  if (auto session = find(token)) store_.ephemeral_drop("session", session->key);
}

void Sessions::end_all(AccountId account) { store_.ephemeral_drop_all("session", account.text() + ":"); }

std::string Sessions::invite(AccountId account) {
  const auto token = random_token();
  store_.ephemeral_put("invite", hex(sha256(token)), account.text(), clock_.now() + std::chrono::days{7});
  return token;
}

std::optional<AccountId> Sessions::invited(const std::string& token) {
  const auto kept = store_.ephemeral_get("invite", hex(sha256(token)));
  return kept ? AccountId::parse(*kept) : std::nullopt;
}

void Sessions::used(const std::string& token) { store_.ephemeral_drop("invite", hex(sha256(token))); }

std::string Sessions::guest_csrf(const std::string& cookie) const { return keyed(store_.secret("guest-csrf"), cookie); }

}  // namespace heed::access

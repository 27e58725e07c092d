#include "web/pages/sign_in_pages.h"

#include "access/passwords.h"
#include "web/dispatch.h"
#include "web/forms.h"

namespace heed::web {

namespace {

struct SignInForm {
  PersonalText email, password;
};

/// A page of ours to go on to; anything else is ignored, so that a link cannot send somebody elsewhere.
std::string next_page(const Context& c) {
  const auto& next = c.request.query("next");
  return next.starts_with("/reviews") || next.starts_with("/admin") || next.starts_with("/account") || next.starts_with("/actions") ? next : "/reviews";
}

Response sign_in(Context& c) {
  FormOf<SignInForm> form;
  auto& email = form.text("email", "Email address", &SignInForm::email).must("Enter your email address");
  email.type = "email";
  email.autocomplete = "username";
  email.input_classes = "govuk-input--width-20";
  auto& password = form.custom(
      FieldKind::Password, "password", "Password", {}, [](const SignInForm&) { return std::vector<std::string>{}; },
      [](SignInForm& f, const std::vector<std::string>& v) { f.password = PersonalText(v.empty() ? "" : v.front()); });
  password.must("Enter your password");
  FormPage page{.title = "Sign in", .button = "Sign in", .breadcrumbs = {{.text = "Home", .href = "/"}}};
  page.before = para("For people who work on a review. Published reviews can be read without signing in.");
  return edit(c, page, form, SignInForm{}, 0, [&](const SignInForm& value, std::int64_t) -> Result<std::string> {
    auto token = c.app.sessions->sign_in(value.email, value.password, c.request.remote_address);
    if (!token.ok()) return token.error();
    c.cookies.push_back({.name = std::string(kSessionCookie), .value = *token});
    return next_page(c);
  });
}

Response sign_out(Context& c) {
  c.app.sessions->sign_out(c.request.cookie(kSessionCookie));
  c.cookies.push_back({.name = std::string(kSessionCookie), .value = "", .max_age = 0});
  return Response::redirect("/?done=signed-out");
}

struct PasswordForm {
  PersonalText password, again;
};

FormOf<PasswordForm> password_form() {
  FormOf<PasswordForm> form;
  const auto bind = [&](const char* name, const char* label, PersonalText PasswordForm::*member) -> FormField& {
    auto& f = form.custom(FieldKind::Password, name, label, {}, [](const PasswordForm&) { return std::vector<std::string>{}; },
                          [member](PasswordForm& p, const std::vector<std::string>& v) { p.*member = PersonalText(v.empty() ? "" : v.front()); });
    f.autocomplete = "new-password";
    return f;
  };
  bind("password", "New password", &PasswordForm::password).must("Enter a new password").with_hint("At least 12 characters. Three words that do not belong together are easy to remember.");
  bind("again", "The same password again", &PasswordForm::again).must("Enter the same password again");
  return form;
}

Result<void> set_password(Context& c, AccountId id, const PasswordForm& value) {
  HEED_TRY(access::acceptable_password(value.password.reveal()));
  if (!(value.password == value.again)) return bad_field("again", "The two passwords differ");
  const auto hash = access::hash_password(value.password.reveal());
  HEED_TRY(c.store().write({id}, "account.password", [&](store::Writer& w) -> Result<AccountId> {
    HEED_ASSIGN(auto row, access::account(w, id));
    row.value.password = hash;
    return access::put_account(w, id, row.value, row.version);
  }));
  c.app.sessions->end_all(id);
  return {};
}

Response invitation(Context& c) {
  const std::string token(c.captures["token"]);
  const auto account = c.app.sessions->invited(token);
  if (!account)
    return error_page(c, Error{Code::NotFound, "This link has been used already or is too old.", "Ask your administrator for a new one.", {}});
  FormPage page{.title = "Choose a password", .button = "Set password", .breadcrumbs = {{.text = "Home", .href = "/"}}};
  return edit(c, page, password_form(), PasswordForm{}, 0, [&](const PasswordForm& value, std::int64_t) -> Result<std::string> {
    HEED_TRY(set_password(c, *account, value));
    c.app.sessions->used(token);
    return std::string("/sign-in?done=password");
  });
}

Response account(Context& c) {
  auto seen = c.store().read([&](store::Reader& r) {
    struct { access::AccountRow row; std::vector<std::pair<std::string, std::string>> roles; } s{*access::account(r, c.actor->account), {}};
    for (const auto& held : c.actor->memberships) {
      std::string where = "the installation";
      if (!held.review.is_empty()) {
        auto in = review::review(r, held.review);
        where = in.ok() ? review::title(in->value) : "a review";
        if (!held.agency.is_empty()) where += ", for " + access::agency_name(r, held.agency);
      } else if (!held.partnership.is_empty()) {
        auto body = access::partnership(r, held.partnership);
        where = body.ok() ? body->value.name : "a partnership";
      }
      s.roles.emplace_back(std::string(access::words(held.role)), where);
    }
    return s;
  });
  SummaryList list;
  list.rows = {{.key = "Name", .value = seen.row.value.name.reveal()},
               {.key = "Email address", .value = seen.row.value.email.reveal()},
               {.key = "Job title", .value = or_missing(seen.row.value.job_title)},
               {.key = "Password", .value = "Set", .actions = {{.text = "Change", .href = "/account/password", .visually_hidden_text = "password"}}}};
  Table roles;
  roles.caption = "Your roles";
  roles.caption_classes = "govuk-table__caption--m";
  roles.head = {{.content = "Role"}, {.content = "For"}};
  for (const auto& [role, where] : seen.roles) roles.rows.push_back({{.content = role}, {.content = where}});
  Html main = html("<h1 class=\"govuk-heading-l\">Your account</h1>") + summary_list(list);
  main += seen.roles.empty() ? para("You have no role yet. Ask your administrator.") : table(roles);
  return show(c, {.title = "Your account", .main = two_thirds(main), .breadcrumbs = {{.text = "Reviews", .href = "/reviews"}}});
}

Response change_password(Context& c) {
  FormPage page{.title = "Change your password", .button = "Change password", .cancel = "/account",
                .breadcrumbs = {{.text = "Your account", .href = "/account"}}};
  page.before = para("You will be signed out everywhere and can sign in with the new password.");
  return edit(c, page, password_form(), PasswordForm{}, 0, [&](const PasswordForm& value, std::int64_t) -> Result<std::string> {
    HEED_TRY(set_password(c, c.actor->account, value));
    return std::string("/sign-in?done=password");
  });
}

}  // namespace

void add_sign_in_routes(Routes& routes) {
  add_form(routes, "/sign-in", "sign in", Needs::guest(), sign_in);
  routes.emplace_back(Method::Post, "/sign-out", "sign out", Needs::sign_in(), sign_out);
  add_form(routes, "/invitation/:token", "choose a password", Needs::guest(), invitation);
  routes.emplace_back(Method::Get, "/account", "own account", Needs::sign_in(), account);
  add_form(routes, "/account/password", "change own password", Needs::sign_in(), change_password);
}

}  // namespace heed::web

#include "web/pages/names_view.h"

#include "anonymise/prove.h"

namespace heed::web {

namespace {

constexpr std::string_view kChoice = "names view";
constexpr auto kRemembered = std::chrono::hours(24 * 365);

std::string choice_key(const Context& c) { return c.actor->account.text() + " " + c.review->id.text(); }

Names by_role(const Context& c) { return c.may(Act::EditPeople) ? Names::Real : Names::Pseudonyms; }

}  // namespace

std::string_view word(Names names) {
  switch (names) {
    case Names::Real: return "identified";
    case Names::Pseudonyms: return "pseudonymised";
  }
  return "";
}

Names names_shown(Context& c) {
  Names out = by_role(c);
  const auto read = [&](std::string_view text) {
    for (const auto n : {Names::Real, Names::Pseudonyms})
      if (word(n) == text) return out = n, true;
    return false;
  };
  if (read(c.request.query("view"))) c.store().ephemeral_put(kChoice, choice_key(c), word(out), c.app.clock.now() + kRemembered);
  else if (const auto kept = c.store().ephemeral_get(kChoice, choice_key(c))) read(*kept);
  if (!c.may(Act::ViewPeople)) out = Names::Pseudonyms;
  c.reading = std::string(word(out)) + (c.reading.empty() ? "" : ": " + c.reading);
  return out;
}

std::string with_names(std::string_view address, Names shown) { return Url(address).query("view", word(shown)).str(); }

Html names_switch(const Context& c, Names shown) {
  Url other(c.request.path);
  for (const auto& [name, value] : c.request.query_fields)
    if (name != "view" && name != "done") other.query(name, value);
  other.query("view", word(shown == Names::Real ? Names::Pseudonyms : Names::Real));
  if (shown == Names::Real)
    return html("<p class=\"govuk-body heed-names heed-names--real\">{} Real names stand on this page. <a class=\"govuk-link\" href=\"{}\">Show pseudonyms instead</a></p>",
                tag({.text = "Identified", .classes = "govuk-tag--red"}), other.str());
  return html("<p class=\"govuk-body heed-names\">{} Names of the people register are replaced. Somebody whom it does not list may still be named. {}</p>", tag({.text = "Pseudonymised", .classes = "govuk-tag--green"}),
              c.may(Act::ViewPeople) ? html("<a class=\"govuk-link\" href=\"{}\">Show real names</a>", other.str()) : html("Real names are for those who may see the people register."));
}

std::shared_ptr<const NamesOf> names_of(const Context& c, store::Reader& r) {
  const std::string by_state = "names " + c.review->id.text();
  const auto position = r.position();
  if (auto kept = c.app.kept->find<NamesOf>(by_state, position)) return kept;
  auto built = publish::build_register(r, *c.review, publish::Unnamed::ByPart);
  // The store moves on with every act of anybody; what is dear is made again only when the register is another one.
  const std::string by_register = "names of register " + built.reg.hash();
  auto names = c.app.kept->find<NamesOf>(by_register, 0);
  if (!names) {
    anonymise::Pseudonymiser pseudonyms(built.reg);
    names = std::make_shared<const NamesOf>(NamesOf{std::move(built), std::move(pseudonyms)});
    c.app.kept->keep<NamesOf>(by_register, 0, names);
  }
  c.app.kept->keep<NamesOf>(by_state, position, names);
  return names;
}

Result<void> check_pseudonymised(const NamesOf& names, std::string_view bytes, std::string_view file_name) {
  if (!names.built.unusable.empty())
    return refused("A value of the people register cannot be searched for, so no file can be said to be pseudonymised.", "Correct it in the people register.");
  if (!anonymise::prove(bytes, file_name, names.built.reg).clean())
    return refused("A value of the people register would still stand in this file, so it was not made.",
                   "Look for a pseudonym that is itself somebody's name, and tell whoever looks after Heed if there is none.");
  return {};
}

}  // namespace heed::web

#include "publish/curation.h"

#include <algorithm>
#include <map>

namespace heed::publish {

HEED_MEMBERS(Verdict, edition, anchor, kind, value, status, role, on)

using access::Action;
using library::Suggestion;
using store::Value;

const store::Shelf<VerdictId, Verdict> kVerdicts{
    "library_verdict", {{"edition", [](const Json& b) -> Value { return b.value("edition", std::string()); }}}, {"edition, record"}};

namespace {

Suggestion suggestion_of(const Verdict& v) {
  Suggestion out;
  out.anchor = v.anchor;
  out.kind = library::parse_suggestion_kind(v.kind).value_or(Suggestion::Kind::Recommendation);
  out.value = v.value;
  out.status = library::parse_suggestion_status(v.status).value_or(Suggestion::Status::Suggested);
  out.decided_by = v.role;
  if (v.on.ok()) out.decided_on = v.on;
  return out;
}

}  // namespace

std::vector<VerdictRow> verdicts(store::Reader& r, const std::string& edition) { return kVerdicts.list(r, {"edition = ?", {edition}}); }

std::string curating_role(store::Reader& r, const access::Actor& actor) {
  const auto roles = access::roles_that_may(Action::CurateLibrary);
  for (const auto& held : actor.memberships) {
    if (std::find(roles.begin(), roles.end(), held.role) == roles.end()) continue;
    std::string out(access::words(held.role));
    if (auto body = access::partnership(r, held.partnership); body.ok()) out += ", " + body->value.name;
    return out;
  }
  return {};
}

Result<void> decide_suggestions(store::Store& store, library::Library& library, const access::Actor& actor, const std::string& edition,
                                const std::vector<Suggestion>& said) {
  HEED_TRY(access::require(actor, Action::CurateLibrary, {}));
  // Looked at before it is written: the journal should hold no word on what the library will not take.
  HEED_ASSIGN(const auto document, library.document({edition}));
  for (const auto& s : said)
    if (std::none_of(document.paragraphs.begin(), document.paragraphs.end(), [&](const auto& p) { return p.anchor == s.anchor; }))
      return not_found("This paragraph is not published.");
  std::vector<Suggestion> decided = said;
  auto done = store.write({actor.account}, "library.decide", [&](store::Writer& w) -> Result<void> {
    const auto before = verdicts(w, edition);
    const auto role = curating_role(w, actor);
    const Day today = w.clock().today();
    for (auto& s : decided) {
      s.decided_by = role;
      s.decided_on = today;
      const Verdict verdict{edition, s.anchor, std::string(library::name(s.kind)), s.value, std::string(library::name(s.status)), role, today};
      const auto known = std::find_if(before.begin(), before.end(), [&](const VerdictRow& row) {
        return row.value.anchor == verdict.anchor && row.value.kind == verdict.kind && row.value.value == verdict.value;
      });
      HEED_TRY(kVerdicts.put(w, known == before.end() ? VerdictId::random() : known->id, {}, verdict, store::kAnyVersion));
    }
    return {};
  });
  if (!done.ok()) return done.error();
  HEED_TRY(library.settle({edition}, decided));
  return {};
}

Result<void> bring_verdicts_up(store::Store& store, library::Library& library) {
  std::map<std::string, std::vector<Suggestion>> by_edition;
  for (const auto& row : store.read([](store::Reader& r) { return kVerdicts.list(r); })) by_edition[row.value.edition].push_back(suggestion_of(row.value));
  for (const auto& [edition, said] : by_edition)
    if (auto done = library.settle({edition}, said); !done.ok() && done.error().code != Code::NotFound) return done.error();
  return {};
}

}  // namespace heed::publish

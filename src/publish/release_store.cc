// Releasing, withdrawing and withholding, in the casework. The library follows in library_store.cc.
#include <algorithm>

#include "publish/policy.h"
#include "publish/publish_shelves.h"
#include "review/casefile/casefile.h"
#include "review/recommendations/recommendations.h"

namespace heed::publish {

using access::Action;
using review::Stage;

const store::Shelf<WithholdingId, Withholding> kWithholdings{"withholding", {}, {"review"}};

namespace {

/// A day on which something happened: a real one, and not to come.
Result<void> check_day(Day day, Day today, const std::string& field, const std::string& missing) {
  if (!day.ok()) return bad_field(field, missing);
  if (std::chrono::sys_days(day) > std::chrono::sys_days(today)) return bad_field(field, "The day must be today or before");
  return {};
}

bool any_released(store::Reader& r, ReviewId review_id) {
  const auto all = editions(r, review_id);
  return std::any_of(all.begin(), all.end(), [](const EditionRow& e) { return e.value.state == EditionState::Released; });
}

constexpr std::string_view kWithdrawnText = "This document was published here and has been withdrawn.";

/// What anybody will read must hold nothing that is listed.
Result<void> check_public_words(store::Reader& r, const review::ReviewRow& in, const std::string& field, const std::string& words) {
  const auto built = build_register(r, in);
  if (!built.unusable.empty()) return refused("A value of the people register cannot be searched for, so no public words can be checked.", "Correct it in the people register.");
  if (!anonymise::prove(words, "words.txt", built.reg).clean()) return bad_field(field, "This holds a value of the people register. Choose other words");
  return {};
}

}  // namespace

std::optional<WithholdingRow> withholding(store::Reader& r, ReviewId review_id) {
  auto all = kWithholdings.of(r, review_id);
  for (auto it = all.rbegin(); it != all.rend(); ++it)
    if (!it->value.ended_on.ok()) return std::move(*it);
  return std::nullopt;
}

ReleaseFacts release_facts(store::Reader& r, const review::ReviewRow& in, const guidance::Edition& law, const std::string& kind) {
  ReleaseFacts f;
  f.assurance = review::assurance_blocks(r, in.id, law);
  f.letter_permits = review::permitting_letter(r, in.id, law).has_value();
  f.open_holds = int(review::open_holds(r, in.id).size());
  f.holds_without_view = 0;
  for (const auto& hold : review::holds(r, in.id))
    if (!hold.value.until.empty() && hold.value.officer_view.empty()) ++f.holds_without_view;
  const auto withheld = withholding(r, in.id);
  f.withheld = withheld && is_withheld(withheld->value.scope, kind);
  f.has_pseudonym = !in.value.pseudonym.empty();
  const auto built = build_register(r, in);
  f.unusable_values = int(built.unusable.size());
  const auto e = latest_edition(r, in.id, kind);
  f.made = e && (e->value.state == EditionState::Working || e->value.state == EditionState::Finalised);
  f.undecided = 0;
  if (!f.made) return f;
  const auto frozen = review::frozen(r, in.id, kind);
  f.report_is_latest = frozen && frozen->id == e->value.report && frozen->version.sha256 == e->value.report_sha256;
  f.register_is_same = built.reg.hash() == e->value.register_hash;
  f.policy_is_same = replacement_policy(r, in).value == e->value.policy;
  f.undecided = int(progress(r, e->id).open);
  f.finalised = e->value.state == EditionState::Finalised && !e->value.hash.empty() && e->value.hash == hash_of(e->value);
  f.proof_settled = e->value.proof.run && e->value.proof.settled;
  f.family_told = e->value.family_told.ok();
  return f;
}

std::vector<Blocks> what_blocks_release(store::Reader& r, const review::ReviewRow& in, const guidance::Edition& law, const std::string& kind) {
  return blocks(release_facts(r, in, law, kind));
}

// --- verbs ---

Result<void> family_told(store::Writer& w, const access::Actor& actor, const guidance::Edition& law, ReviewId review_id, EditionId id, Day on,
                         const std::string& how, std::int64_t expected) {
  HEED_ASSIGN(auto in, review::open(w, actor, Action::EditEdition, review_id));
  HEED_ASSIGN(auto e, edition(w, review_id, id));
  if (e.value.state != EditionState::Working && e.value.state != EditionState::Finalised) return refused("This edition has been released already.");
  HEED_TRY(check_day(on, w.clock().today(), "on", "Enter the day on which the family were told"));
  if (how.empty()) return bad_field("how", "Say how they were told, and by whom");
  e.value.family_told = on;
  e.value.family_told_how = how;
  HEED_TRY(kEditions.put(w, e.id, e.place, e.value, expected));
  return guidance::happened(w, review::place_of(in), law, {"family_told_publication", on, "", "", ""});
}

Result<Signed> sign(store::Writer& w, const access::Actor& actor, const guidance::Edition& law, ReviewId review_id, EditionId id, const std::string& hash) {
  HEED_ASSIGN(auto in, review::open(w, actor, Action::ReleaseEdition, review_id));
  HEED_ASSIGN(auto e, edition(w, review_id, id));
  const Day today = w.clock().today();
  const auto latest = latest_edition(w, review_id, e.value.kind);
  if (!latest || latest->id != id) return refused("There is a later edition of this document.", "Release that one.");
  if (hash != e.value.hash || hash.empty())
    return Error{Code::Stale, "The edition has changed since you opened this page, so nothing was signed.", "Read it again before you sign.", {}};
  const bool for_chair = acts_for_chair(actor, in);
  // A first signature counts only while its signer still may.
  std::erase_if(e.value.signatures, [&](const Signature& s) {
    const auto other = access::actor(w, s.by);
    return s.hash != e.value.hash || !other.ok() || !access::allowed(*other, Action::ReleaseEdition, review::thing_of(in)) ||
           (s.for_chair && !acts_for_chair(*other, in));
  });
  if (const auto why = blocks_signature(e.value, actor.account, true, for_chair); !why.empty()) return refused(why.front());
  if (const auto why = what_blocks_release(w, in, law, e.value.kind); !why.empty()) return refused("Nothing was released: " + why.front().words, "Settle what the publication page lists.");
  e.value.signatures.push_back({actor.account, for_chair, hash, today});
  if (!fully_signed(e.value)) {
    HEED_TRY(kEditions.put(w, e.id, e.place, e.value, e.version));
    return Signed::First;
  }
  // Ids for the public are made fresh: nothing inside can be told from them.
  if (in.value.public_id.empty()) {
    in.value.public_id = AnyId::random().text();
    HEED_TRY(review::put_review(w, in.id, in.value, in.version));
  }
  e.value.public_id = AnyId::random().text();
  for (auto& before : editions(w, review_id, e.value.kind)) {
    if (before.value.state != EditionState::Released) continue;
    e.value.replaces = before.value.public_id;
    before.value.state = EditionState::Replaced;
    HEED_TRY(kEditions.put(w, before.id, before.place, before.value, before.version));
  }
  e.value.state = EditionState::Released;
  e.value.released_on = today;
  HEED_TRY(kEditions.put(w, e.id, e.place, e.value, e.version));
  if (in.value.stage != Stage::Published && in.value.stage != Stage::Closed)
    HEED_TRY(guidance::happened(w, review::place_of(in), law, {"published", today, "", "", ""}));
  HEED_TRY(review::move_to(w, review_id, Stage::Published));
  return Signed::Released;
}

Result<void> withdraw(store::Writer& w, const access::Actor& actor, ReviewId review_id, EditionId id, const std::string& why,
                      const std::string& notice_text, std::int64_t expected) {
  HEED_ASSIGN(auto in, review::open(w, actor, Action::Withhold, review_id));
  HEED_ASSIGN(auto e, edition(w, review_id, id));
  if (e.value.state != EditionState::Released) return refused("Only a published edition can be withdrawn.");
  if (why.empty()) return bad_field("why", "Say why it is withdrawn. This stays inside");
  const std::string text = notice_text.empty() ? std::string(kWithdrawnText) : notice_text;
  HEED_TRY(check_public_words(w, in, "notice_text", text));
  e.value.state = EditionState::Withdrawn;
  e.value.withdrawn_on = w.clock().today();
  e.value.withdrawn_why = why;
  e.value.notice_text = text;
  e.value.notice_id = AnyId::random().text();
  HEED_TRY(kEditions.put(w, e.id, e.place, e.value, expected));
  if (!any_released(w, review_id)) HEED_TRY(review::move_to(w, review_id, Stage::Publication, review::Back::Allowed));
  return {};
}

Result<WithholdingId> withhold(store::Writer& w, const access::Actor& actor, const guidance::Edition& law, ReviewId review_id, Withholding value,
                               std::int64_t expected) {
  HEED_ASSIGN(auto in, review::open(w, actor, Action::Withhold, review_id));
  const Day today = w.clock().today();
  const auto& rules = law.withholding;
  std::vector<FieldError> problems;
  const auto want = [&](bool ok, const char* field, const char* words) { if (!ok) problems.push_back({field, words}); };
  want(std::any_of(rules.scopes.begin(), rules.scopes.end(), [&](const auto& s) { return s.id == value.scope; }), "scope", "Choose what is withheld");
  want(!value.grounds.empty(), "grounds", "Choose the ground or grounds");
  for (const auto& ground : value.grounds) want(law.withhold_ground(ground) != nullptr, "grounds", "Choose from the grounds listed");
  want(!value.reasons.empty(), "reasons", "Set out the compelling reasons");
  want(!value.section.empty(), "section", "Enter the section of the guidance");
  want(!value.decided_by.empty(), "decided_by", "Enter who decided");
  want(value.decided_on.ok(), "decided_on", "Enter the day of the decision");
  for (const auto& [field, day] : {std::pair{"decided_on", value.decided_on}, {"reasons_sent", value.reasons_sent},
                                   {"commissioner_copied", value.commissioner_copied}, {"family_told", value.family_told}})
    want(!day.ok() || std::chrono::sys_days(day) <= std::chrono::sys_days(today), field, "The day must be today or before");
  for (const auto& s : value.shared) {
    want(!s.with.empty(), "shared", "Enter with whom the learning was shared");
    want(!s.acknowledged.ok() || (s.on.ok() && std::chrono::sys_days(s.on) <= std::chrono::sys_days(s.acknowledged)), "shared", "It is acknowledged after it was shared");
  }
  if (!problems.empty()) {
    auto first = problems.front().message;
    return Error{Code::BadInput, first, {}, std::move(problems)};
  }
  if (value.notice_text.empty()) value.notice_text = rules.public_notice;
  HEED_TRY(check_public_words(w, in, "notice_text", value.notice_text));
  for (const auto& e : editions(w, review_id))
    if (e.value.state == EditionState::Released && is_withheld(value.scope, e.value.kind))
      return refused("A document that would be withheld is published.", "Withdraw it first.");

  const auto before = withholding(w, review_id);
  const auto id = before ? before->id : WithholdingId::random();
  value.notice_id = before ? before->value.notice_id : AnyId::random().text();
  value.ended_on = {};
  value.ended_why.clear();
  HEED_TRY(kWithholdings.put(w, id, review::place_of(in), value, before ? expected : 0));
  const auto place = review::place_of(in);
  const auto happened = [&](std::string_view event, Day day) -> Result<void> {
    if (!day.ok()) return {};
    return guidance::happened(w, place, law, {event, day, "", "", ""});
  };
  HEED_TRY(happened("withheld", value.decided_on));
  HEED_TRY(happened("withholding_reasons_sent", value.reasons_sent));
  HEED_TRY(happened("commissioner_copied", value.commissioner_copied));
  HEED_TRY(happened("family_told_publication", value.family_told));
  Day first{};
  for (const auto& s : value.shared)
    if (s.on.ok() && (!first.ok() || std::chrono::sys_days(s.on) < std::chrono::sys_days(first))) first = s.on;
  HEED_TRY(happened("learning_shared", first));
  if (value.scope != "overview") HEED_TRY(review::move_to(w, review_id, Stage::Withheld));
  else HEED_TRY(review::move_to(w, review_id, Stage::Publication));
  return id;
}

Result<void> end_withholding(store::Writer& w, const access::Actor& actor, ReviewId review_id, const std::string& why, std::int64_t expected) {
  HEED_TRY(review::open(w, actor, Action::Withhold, review_id));
  auto row = withholding(w, review_id);
  if (!row) return not_found();
  if (why.empty()) return bad_field("why", "Say why it is no longer withheld");
  row->value.ended_on = w.clock().today();
  row->value.ended_why = why;
  HEED_TRY(kWithholdings.put(w, row->id, row->place, row->value, expected));
  return review::move_to(w, review_id, any_released(w, review_id) ? Stage::Published : Stage::Publication, review::Back::Allowed);
}

review::StepState publish_state(store::Reader& r, const review::ReviewRow& in) {
  using Is = review::StepState::Is;
  if (const auto held = withholding(r, in.id)) {
    if (held->value.scope != "overview") {
      if (!held->value.reasons_sent.ok()) return {Is::InProgress, "Withheld: send the reasons to the quality assurance panel"};
      if (held->value.shared.empty()) return {Is::InProgress, "Withheld: share the learning with those who need it"};
      return {Is::Done, "Withheld"};
    }
  }
  const auto all = editions(r, in.id);
  int released = 0, ready = 0, working = 0;
  for (const auto& e : all) {
    released += e.value.state == EditionState::Released;
    ready += e.value.state == EditionState::Finalised;
    working += e.value.state == EditionState::Working;
  }
  if (working + ready > 0) return {ready ? Is::Waiting : Is::InProgress, ready ? "Waiting for two people to release it" : "Being anonymised"};
  if (released > 0) return {Is::Done, "Published"};
  if (in.value.stage < Stage::Report && in.value.origin != review::Origin::Finished) return {Is::CannotStart, "After the report"};
  return {Is::NotStarted, ""};
}

}  // namespace heed::publish

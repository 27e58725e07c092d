// What must be so before anything is released: pure, so that each rule is tested by itself.
#include <algorithm>

#include "publish/publish.h"

namespace heed::publish {

namespace {
bool has(const std::vector<AccountId>& list, AccountId who) { return std::find(list.begin(), list.end(), who) != list.end(); }
std::string counted(int n, std::string_view one, std::string_view many) { return fmt::format("{} {}", n, n == 1 ? one : many); }
}  // namespace

std::string_view words(EditionState state) {
  switch (state) {
    case EditionState::Working: return "Being anonymised";
    case EditionState::Finalised: return "Ready for release";
    case EditionState::Released: return "Published";
    case EditionState::Replaced: return "Replaced by a later edition";
    case EditionState::Withdrawn: return "Withdrawn";
  }
  return "";
}

bool is_withheld(const std::string& scope, const std::string& kind) {
  if (scope.empty()) return false;
  if (scope == "overview") return kind == "overview_report";
  return true;  // "all", and any scope that this program does not know: nothing goes out by mistake
}

std::vector<Blocks> blocks(const ReleaseFacts& f) {
  std::vector<Blocks> out;
  const auto add = [&](bool blocked, std::string rest, std::string words) {
    if (blocked) out.push_back({std::move(rest), std::move(words)});
  };
  add(f.withheld, "publication/withhold", "The partnership has decided to withhold this document.");
  for (const auto& words : f.assurance) add(true, "assurance", words);
  add(!f.letter_permits && f.assurance.empty(), "assurance", "No letter that permits publication has been recorded.");
  add(f.open_holds > 0, "casefile", counted(f.open_holds, "hold is", "holds are") + " open on this review.");
  add(f.holds_without_view > 0, "casefile",
      counted(f.holds_without_view, "closed hold has", "closed holds have") + " no investigating officer's view recorded.");
  add(!f.has_pseudonym, "people", "No pseudonym has been agreed for the person who died.");
  add(!f.made, "publication", "No anonymised edition has been made yet.");
  add(f.made && !f.report_is_latest, "publication", "The report has a later version than the one that this edition was made from.");
  add(f.made && !f.register_is_same, "publication", "The people register has changed since this edition was made: make it again. What was decided is kept.");
  add(f.made && !f.policy_is_same, "publication", "Another choice for dates, ages and staff was made since this edition: make it again. What was decided is kept.");
  add(f.unusable_values > 0, "people", counted(f.unusable_values, "value", "values") + " of the people register cannot be searched for.");
  add(f.made && f.undecided > 0, "publication", counted(f.undecided, "detection is", "detections are") + " still to be decided.");
  add(f.made && !f.finalised, "publication", "The edition has not been finalised.");
  add(f.finalised && !f.proof_settled, "publication", "The proof is not clean, or a weak variant of a name is undecided.");
  add(!f.family_told, "publication", "The family have not been told of the publication yet. They are told before anybody else.");
  return out;
}

std::vector<std::string> blocks_signature(const Edition& e, AccountId who, bool may_release, bool for_chair) {
  std::vector<std::string> out;
  if (!may_release) out.push_back("Only somebody acting for the partnership's chair, or a publication approver, may release an edition.");
  if (has(e.editors, who)) out.push_back("You worked on this edition, so somebody else has to release it.");
  if (has(e.report_editors, who)) out.push_back("You wrote part of the report, so somebody else has to release it.");
  if (e.state != EditionState::Finalised || e.hash.empty()) out.push_back("This edition is not ready for release.");
  bool other_is_chair = false, other = false;
  for (const auto& s : e.signatures) {
    if (s.hash != e.hash) continue;
    if (s.by == who) out.push_back("You have signed this edition already. The second release is another person's.");
    else other = true, other_is_chair = other_is_chair || s.for_chair;
  }
  if (other && !other_is_chair && !for_chair) out.push_back("One of the two who release it must act for the partnership's chair.");
  return out;
}

bool fully_signed(const Edition& e) {
  if (e.hash.empty()) return false;
  std::vector<AccountId> by;
  bool chair = false;
  for (const auto& s : e.signatures) {
    if (s.hash != e.hash || s.by.is_empty() || has(e.editors, s.by) || has(e.report_editors, s.by)) continue;
    if (!has(by, s.by)) by.push_back(s.by);
    chair = chair || s.for_chair;
  }
  return by.size() >= 2 && chair;
}

bool acts_for_chair(const access::Actor& actor, const review::ReviewRow& in) {
  return std::any_of(actor.memberships.begin(), actor.memberships.end(), [&](const access::Membership& held) {
    return held.role == access::Role::PartnershipChair && !held.partnership.is_empty() &&
           (held.partnership == in.value.responsible || held.partnership == in.value.operating);
  });
}

}  // namespace heed::publish

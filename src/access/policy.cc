#include "access/policy.h"

#include <algorithm>

namespace heed::access {

namespace {

// How far a role reaches when it grants an action.
enum class Reach {
  None,
  Installation,  ///< anywhere; only for things that are not of a review
  Partnership,   ///< things of a partnership that the role is held in (responsible or operating)
  Review,        ///< things of the review that the role is held in
  OwnAgency,     ///< things of the review that belong to the agency that the role is held for
};

struct Grant {
  Role role;
  Reach reach;
};

std::vector<Grant> grants(Action action) {
  using enum Role;
  const Grant admin{Administrator, Reach::Installation};
  const Grant coordinator{Coordinator, Reach::Partnership};
  const Grant csp_chair{PartnershipChair, Reach::Partnership};
  const Grant chair{IndependentChair, Reach::Review};
  const Grant panel{PanelMember, Reach::Review};
  const Grant own_panel{PanelMember, Reach::OwnAgency};
  const Grant author{AgencyAuthor, Reach::OwnAgency};
  const Grant auditor{Auditor, Reach::Partnership};
  const Grant approver{PublicationApprover, Reach::Partnership};
  switch (action) {
    case Action::ManageInstallation: return {admin};
    case Action::StartReview: return {coordinator};
    case Action::ViewReview: return {coordinator, csp_chair, chair, panel, approver};
    case Action::EditReview: return {coordinator, chair};
    case Action::Decide: return {coordinator, csp_chair};
    case Action::ViewPeople: return {coordinator, csp_chair, chair, panel};
    case Action::EditPeople: return {coordinator, chair};
    case Action::ViewAddresses: return {coordinator, chair};
    case Action::ViewParticipants: return {coordinator, chair};
    case Action::EditParticipants: return {coordinator, chair};
    case Action::ManageAccess: return {coordinator};
    case Action::RequestReturn: return {coordinator, chair};
    case Action::ViewReturn: return {coordinator, chair, own_panel, author};
    case Action::SubmitReturn: return {author};
    case Action::ViewChronology: return {coordinator, chair, panel};
    case Action::EditChronology: return {coordinator, chair};
    case Action::ViewFindings: return {coordinator, csp_chair, chair, panel};
    case Action::EditFindings: return {coordinator, chair};
    case Action::ViewRecommendations: return {coordinator, csp_chair, chair, panel};
    case Action::EditRecommendations: return {coordinator, chair};
    case Action::UpdateAction: return {coordinator, chair, own_panel, author};
    case Action::ViewReport: return {coordinator, csp_chair, chair, panel, approver};
    case Action::EditReport: return {coordinator, chair};
    case Action::SignOffReport: return {csp_chair, coordinator};
    case Action::ViewAssurance: return {coordinator, csp_chair, chair, panel, approver};
    case Action::EditAssurance: return {coordinator, chair};
    case Action::ViewEdition: return {coordinator, csp_chair, chair, approver};
    case Action::EditEdition: return {coordinator, chair};
    case Action::ReleaseEdition: return {csp_chair, approver};
    case Action::Withhold: return {csp_chair, coordinator};
    case Action::Export: return {coordinator, chair};
    case Action::ViewHistory: return {coordinator, csp_chair, chair, auditor};
    case Action::ViewReadings: return {auditor, csp_chair};
    // What is published is of the whole installation, whoever published it.
    case Action::CurateLibrary: return {{Coordinator, Reach::Installation}, {PartnershipChair, Reach::Installation}, {PublicationApprover, Reach::Installation}};
  }
  return {};
}

bool reaches(const Membership& held, const Grant& grant, const Thing& thing) {
  if (held.role != grant.role) return false;
  switch (grant.reach) {
    case Reach::None: return false;
    case Reach::Installation: return thing.review.is_empty();
    case Reach::Partnership:
      if (held.partnership.is_empty()) return false;
      return held.partnership == thing.partnership || held.partnership == thing.operating;
    case Reach::Review: return !held.review.is_empty() && held.review == thing.review;
    case Reach::OwnAgency:
      return !held.review.is_empty() && held.review == thing.review && !held.agency.is_empty() && held.agency == thing.agency;
  }
  return false;
}

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

Answer may(const Actor& actor, Action action, const Thing& thing) {
  const bool of_review = !thing.review.is_empty();
  if (of_review && holds(actor.excluded_from, thing.review)) return Answer::No;
  const auto granted = grants(action);
  const bool reached = std::any_of(granted.begin(), granted.end(), [&](const Grant& grant) {
    return std::any_of(actor.memberships.begin(), actor.memberships.end(),
                       [&](const Membership& held) { return reaches(held, grant, thing); });
  });
  if (!reached) return Answer::No;
  if (of_review && !holds(actor.declared_for, thing.review)) return Answer::DeclareFirst;
  return Answer::Yes;
}

std::vector<Role> roles_that_may(Action action) {
  std::vector<Role> out;
  for (const auto& grant : grants(action)) out.push_back(grant.role);
  return out;
}

std::string_view name(Role role) {
  switch (role) {
    case Role::Administrator: return "administrator";
    case Role::Coordinator: return "coordinator";
    case Role::PartnershipChair: return "partnership_chair";
    case Role::IndependentChair: return "independent_chair";
    case Role::PanelMember: return "panel_member";
    case Role::AgencyAuthor: return "agency_author";
    case Role::Auditor: return "auditor";
    case Role::PublicationApprover: return "publication_approver";
  }
  return "";
}

std::string_view words(Role role) {
  switch (role) {
    case Role::Administrator: return "Administrator";
    case Role::Coordinator: return "Coordinator";
    case Role::PartnershipChair: return "Partnership chair";
    case Role::IndependentChair: return "Independent chair";
    case Role::PanelMember: return "Panel member";
    case Role::AgencyAuthor: return "Agency author";
    case Role::Auditor: return "Auditor";
    case Role::PublicationApprover: return "Publication approver";
  }
  return "";
}

std::optional<Role> role_of(std::string_view text) {
  for (Role role : kAllRoles)
    if (name(role) == text) return role;
  return std::nullopt;
}

std::string_view words(Action action) {
  switch (action) {
    case Action::ManageInstallation: return "manage people, partnerships and agencies";
    case Action::StartReview: return "record a notification";
    case Action::ViewReview: return "see the review";
    case Action::EditReview: return "change the review";
    case Action::Decide: return "record a decision";
    case Action::ViewPeople: return "see the people register";
    case Action::EditPeople: return "change the people register";
    case Action::ViewAddresses: return "see addresses";
    case Action::ViewParticipants: return "see who takes part from the family and community";
    case Action::EditParticipants: return "change who takes part";
    case Action::ManageAccess: return "change who has access";
    case Action::RequestReturn: return "ask agencies for returns";
    case Action::ViewReturn: return "see this agency's return";
    case Action::SubmitReturn: return "work on this agency's return";
    case Action::ViewChronology: return "see the chronology";
    case Action::EditChronology: return "change the chronology";
    case Action::ViewFindings: return "see findings and lessons";
    case Action::EditFindings: return "change findings and lessons";
    case Action::ViewRecommendations: return "see recommendations and actions";
    case Action::EditRecommendations: return "change recommendations and actions";
    case Action::UpdateAction: return "update this action";
    case Action::ViewReport: return "see the report";
    case Action::EditReport: return "change the report";
    case Action::SignOffReport: return "sign off the report";
    case Action::ViewAssurance: return "see quality assurance";
    case Action::EditAssurance: return "change quality assurance";
    case Action::ViewEdition: return "see the anonymised edition";
    case Action::EditEdition: return "work on the anonymised edition";
    case Action::ReleaseEdition: return "release an edition";
    case Action::Withhold: return "withhold publication";
    case Action::Export: return "export";
    case Action::ViewHistory: return "see what was done and by whom";
    case Action::ViewReadings: return "see who opened what";
    case Action::CurateLibrary: return "accept or reject what was found in published reports";
  }
  return "";
}

}  // namespace heed::access

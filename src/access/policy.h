// One policy: may(actor, action, thing). Pages, commands, search, counts and exports all ask it and never decide for
// themselves. Pure: everything it needs stands in the Actor and the Thing. Deliberately not here: what a page is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/personal.h"

namespace heed::access {

enum class Role {
  Administrator,        ///< installation: people, partnerships, agencies; sees no review material
  Coordinator,          ///< of a partnership: runs its reviews
  PartnershipChair,     ///< of a partnership: decides, signs off, releases
  IndependentChair,     ///< of a review
  PanelMember,          ///< of a review, for an agency or as an expert
  AgencyAuthor,         ///< of a review and an agency: that agency's return and nothing else
  Auditor,              ///< of a partnership: who did and read what, never the material itself
  PublicationApprover,  ///< of a partnership: second releaser
};
inline constexpr Role kAllRoles[] = {Role::Administrator,    Role::Coordinator, Role::PartnershipChair,
                                     Role::IndependentChair, Role::PanelMember, Role::AgencyAuthor,
                                     Role::Auditor,          Role::PublicationApprover};

enum class Action {
  ManageInstallation,   ///< accounts, partnerships, agencies
  StartReview,          ///< a notification, in a partnership
  ViewReview,           ///< the task list, notification, decision, clock
  EditReview,           ///< notification, scoping, terms of reference, holds, appointments
  Decide,               ///< to review or not
  ViewPeople,           ///< the register with real names
  EditPeople,
  ViewAddresses,        ///< where somebody lives; a refuge above all
  ViewParticipants,     ///< family, friends, colleagues who take part
  EditParticipants,
  ManageAccess,         ///< memberships and exclusions of a review
  RequestReturn,        ///< ask agencies, accept, send back
  ViewReturn,           ///< one agency's return
  SubmitReturn,         ///< the agency's own work on its return
  ViewChronology,
  EditChronology,
  ViewFindings,
  EditFindings,
  ViewRecommendations,
  EditRecommendations,
  UpdateAction,         ///< append progress to an action
  ViewReport,
  EditReport,
  SignOffReport,
  ViewAssurance,
  EditAssurance,
  ViewEdition,
  EditEdition,          ///< anonymise, settle detections
  ReleaseEdition,       ///< one of the two signatures
  Withhold,
  Export,
  ViewHistory,          ///< what was done, by whom, when
  ViewReadings,         ///< who opened what
  CurateLibrary,        ///< accept, change or reject what was found by rule in published reports
};
inline constexpr int kActionCount = int(Action::CurateLibrary) + 1;

std::string_view name(Role role);            ///< "coordinator", for data
std::string_view words(Role role);           ///< "Coordinator", for pages
std::optional<Role> role_of(std::string_view name);
std::string_view words(Action action);       ///< "see the people register", after "may"

/// What an action is about. Empty ids mean "not narrowed".
struct Thing {
  PartnershipId partnership;  ///< responsible for the review
  PartnershipId operating;    ///< the team that runs it, often the same
  ReviewId review;
  AgencyId agency;            ///< set where the thing belongs to one agency: its return, its chronology file, its action
};

/// A role held somewhere. Which scopes are set follows from the role.
struct Membership {
  AccountId account;
  Role role = Role::PanelMember;
  PartnershipId partnership;
  ReviewId review;
  AgencyId agency;
};

/// Who is asking, with all that the policy must know of them.
struct Actor {
  AccountId account;
  PersonalText name;
  std::vector<Membership> memberships;
  std::vector<ReviewId> excluded_from;  ///< by a review's exclusion list
  std::vector<ReviewId> declared_for;   ///< reviews for which "no conflict" has been declared
};

enum class Answer { Yes, No, DeclareFirst };

/// DeclareFirst: would be Yes once the person has declared that they have no conflict of interest in this review.
Answer may(const Actor& actor, Action action, const Thing& thing);
inline bool allowed(const Actor& actor, Action action, const Thing& thing) { return may(actor, action, thing) == Answer::Yes; }

/// The roles by which somebody may, whatever their memberships: the policy as a table, for pages and docs.
std::vector<Role> roles_that_may(Action action);

}  // namespace heed::access

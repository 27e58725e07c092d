// Actions: one with its updates, one agency's own, and everybody's across reviews with what is late first.
#pragma once

#include "review/recommendations/recommendations.h"
#include "web/forms.h"

namespace heed::web {

void add_action_routes(Routes& routes);

Tag state_tag(review::ActionState state);
/// "12 days late", for who may see the action; nothing when it is not late.
Html late_tag(const std::optional<review::Lateness>& late);
/// Where an action is shown to this person: among the review's, or among its agency's own.
std::string action_href(const access::Actor& actor, const review::ReviewRow& in, const review::ActionRow& row);
/// For the reviews' front page: the actions that are late, of those that the person may see. Empty when none is.
Html late_actions_summary(store::Reader& r, const access::Actor& actor, Day today);

}  // namespace heed::web

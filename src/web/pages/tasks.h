// The task list of a review: one row a step, in the order of a review, each step saying for itself how far it is.
#pragma once

#include <vector>

#include "web/components/components.h"
#include "web/routes.h"

namespace heed::web {

struct StepTask {
  std::string_view title, rest;   ///< "Notification", "notification"
  access::Action action;          ///< who may open it
  review::StepState (*state)(store::Reader&, const review::ReviewRow&);
};

/// The table of steps. A step joins the list by one line here.
const std::vector<StepTask>& step_tasks();

Tag state_tag(const review::StepState& state);

}  // namespace heed::web

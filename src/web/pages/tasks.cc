#include "web/pages/tasks.h"

#include "publish/publish.h"
#include "review/assurance/assurance.h"
#include "review/casefile/casefile.h"
#include "review/chronology/chronology.h"
#include "review/decision/decision.h"
#include "review/evidence/evidence.h"
#include "review/notification/notification.h"
#include "review/recommendations/recommendations.h"
#include "review/report/report.h"

namespace heed::web {

const std::vector<StepTask>& step_tasks() {
  static const std::vector<StepTask> tasks = {
      {"Notification", "notification", Act::ViewReview, review::notification_state},
      {"Scoping", "scoping", Act::ViewReview, review::scoping_state},
      {"The test and the decision", "decision", Act::ViewReview, review::decision_state},
      {"Casefile", "casefile", Act::ViewReview, review::casefile_state},
      {"Evidence from agencies", "agencies", Act::RequestReturn, review::evidence_state},
      {"Chronology", "chronology", Act::ViewChronology, review::chronology_state},
      {"Findings and lessons", "findings", Act::ViewFindings, review::findings_state},
      {"Recommendations and actions", "recommendations", Act::ViewRecommendations, review::recommendations_state},
      {"Report", "report", Act::ViewReport, review::report_state},
      {"Quality assurance", "assurance", Act::ViewAssurance, review::assurance_state},
      {"Publication", "publication", Act::ViewEdition, publish::publish_state},
  };
  return tasks;
}

Tag state_tag(const review::StepState& state) {
  using Is = review::StepState::Is;
  switch (state.is) {
    case Is::CannotStart: return {.text = "Cannot start yet", .classes = "govuk-tag--grey"};
    case Is::NotStarted: return {.text = "Not started", .classes = "govuk-tag--blue"};
    case Is::InProgress: return {.text = "In progress", .classes = "govuk-tag--light-blue"};
    case Is::Waiting: return {.text = "Waiting", .classes = "govuk-tag--yellow"};
    case Is::Done: return {.text = "Done", .classes = "govuk-tag--green"};
    case Is::NotNeeded: return {.text = "Not needed", .classes = "govuk-tag--grey"};
  }
  return {};
}

}  // namespace heed::web

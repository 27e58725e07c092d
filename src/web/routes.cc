#include "web/routes.h"

#include "web/pages/access_pages.h"
#include "web/pages/action_pages.h"
#include "web/pages/admin_pages.h"
#include "web/pages/api_pages.h"
#include "web/pages/asset_pages.h"
#include "web/pages/assurance_pages.h"
#include "web/pages/casefile_pages.h"
#include "web/pages/chronology_pages.h"
#include "web/pages/clock_pages.h"
#include "web/pages/curation_pages.h"
#include "web/pages/decision_pages.h"
#include "web/pages/detection_pages.h"
#include "web/pages/evidence_pages.h"
#include "web/pages/findings_pages.h"
#include "web/pages/help_pages.h"
#include "web/pages/learning_pages.h"
#include "web/pages/notification_pages.h"
#include "web/pages/participant_pages.h"
#include "web/pages/people_pages.h"
#include "web/pages/library_pages.h"
#include "web/pages/policy_pages.h"
#include "web/pages/public_pages.h"
#include "web/pages/publication_pages.h"
#include "web/pages/recommendation_pages.h"
#include "web/pages/report_pages.h"
#include "web/pages/return_pages.h"
#include "web/pages/review_pages.h"
#include "web/pages/sign_in_pages.h"
#include "web/pages/template_pages.h"

namespace heed::web {

const Routes& all_routes() {
  static const Routes routes = [] {
    Routes r;
    add_asset_routes(r);
    add_sign_in_routes(r);
    add_notification_routes(r);
    add_people_routes(r);
    add_participant_routes(r);
    add_casefile_routes(r);
    add_access_routes(r);
    add_admin_routes(r);
    add_template_routes(r);
    add_decision_routes(r);
    add_clock_routes(r);
    add_evidence_routes(r);
    add_return_routes(r);
    add_chronology_routes(r);
    add_findings_routes(r);
    add_recommendation_routes(r);
    add_action_routes(r);
    add_report_routes(r);
    add_assurance_routes(r);
    add_policy_routes(r);  // before the editions, whose address it would be
    add_publication_routes(r);
    add_detection_routes(r);
    add_public_routes(r);
    add_help_routes(r);
    add_library_pages(r);
    add_curation_routes(r);
    add_learning_routes(r);
    add_api_routes(r);
    add_review_routes(r);
    return r;
  }();
  return routes;
}

}  // namespace heed::web

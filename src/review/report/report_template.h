// A partnership's own Word template for its reports, and what it can ask for. A template holds no case material; it is kept in the
// partnership's stream of the journal, so a backup and a rebuild bring it back. How a template is filled: document/template.
#pragma once

#include <optional>

#include "document/template/docx_template.h"
#include "review/people/people.h"

namespace heed::review {

struct ReportTemplateTag; using ReportTemplateId = Id<ReportTemplateTag>;

struct ReportTemplate {
  std::string file_name;    ///< as it was sent
  std::string sha256;       ///< hex
  std::string base64;       ///< of the file
  std::int64_t size = 0;
  AccountId put_by;
  Day put_on{};
};
HEED_STORABLE(ReportTemplate)
using ReportTemplateRow = store::Row<ReportTemplateId, ReportTemplate>;

inline constexpr std::size_t kMostTemplateBytes = 4u << 20;

std::optional<ReportTemplateRow> report_template(store::Reader& r, PartnershipId partnership);

/// Checks it by filling it; Errors: of fill_template, as errors of the field "file". Callers have asked the policy for
/// ManageInstallation.
Result<void> put_report_template(store::Writer& w, const access::Actor& actor, PartnershipId partnership, const std::string& file_name,
                                 const std::string& bytes);
Result<void> drop_report_template(store::Writer& w, PartnershipId partnership, std::int64_t expected);

/// What a template of a report can say, with the review's recommendations and actions. `version`: 0 for the draft.
document::TemplateValues template_values(store::Reader& r, const ReviewRow& review, const std::string& title, int version, Day today);

/// A report as Word: by the partnership's template where it has one, else in Heed's own look. Errors: of fill_template.
Result<std::string> as_word(store::Reader& r, PartnershipId partnership, const document::TemplateValues& values, const document::Document& report,
                            const document::WriteOptions& options);

}  // namespace heed::review

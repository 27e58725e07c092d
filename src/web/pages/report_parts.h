// What the pages of a review's report share: which document a path names, where its pages are, its blocks on a page, how it stands,
// and the words for who read and signed it. For report_*pages.cc only.
#pragma once

#include "review/report/report.h"
#include "web/forms.h"
#include "web/pages/names_view.h"
#include "web/pages/report_export.h"

namespace heed::web::report {

const guidance::Edition& edition_of(const Context& c);
/// The document that the path names; nullptr when the guidance asks for none of that name.
const guidance::DocumentKind* kind_of(const Context& c);
const guidance::Section* section_of(const guidance::DocumentKind& kind, std::string_view id);
/// "/reviews/…/report/<kind>/<rest>"
std::string at(const Context& c, const guidance::DocumentKind& kind, std::string_view rest = {});
std::vector<Crumb> crumbs(const Context& c, const guidance::DocumentKind* kind = nullptr);
Html linked_line(std::string_view href, std::string_view text);

/// Blocks of a section with the headings of a page; a section's own headings stand below its h2.
/// `under`: what the blocks stand under, for the names of their tables; `top`: the level of their first headings.
Html blocks_html(const std::vector<document::Block>& blocks, std::string_view under, int top = 3);
Html text_html(const std::vector<review::SectionText>& sections);

std::string outcome_words(std::string_view outcome);
std::string by_words(review::SignOffKind by);

/// How one document stands.
struct Standing {
  std::vector<review::SectionText> text;
  std::optional<review::ReportUploadRow> upload;
  std::optional<review::Frozen> last;
  std::vector<std::string> missing;
  bool changed = false;  ///< since the last frozen version
  std::size_t hits = 0;
};
Standing standing_of(store::Reader& r, const Context& c, const guidance::DocumentKind& kind);

/// What could not be carried over from an uploaded document, and what was read.
Html upload_html(Context& c, const guidance::DocumentKind& kind, const review::ReportUploadRow& up, bool may_edit);

void add_section_routes(Routes& routes);
void add_upload_routes(Routes& routes);
void add_version_routes(Routes& routes);
void add_file_routes(Routes& routes);

}  // namespace heed::web::report

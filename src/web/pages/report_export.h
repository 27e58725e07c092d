// A report as a file: Word (by the partnership's own template where it has one), tagged PDF or a web page, with the names that the
// request shows. What says that it is pseudonymised is searched before it leaves, and does not leave when something is found.
#pragma once

#include "review/report/report.h"
#include "web/forms.h"
#include "web/pages/names_view.h"

namespace heed::web {

/// The text with the names that a request shows.
std::vector<review::SectionText> text_in(const Context& c, Names names, std::vector<review::SectionText> text);

/// What goes into a file: a version, or with number 0 the draft.
struct ReportWords {
  std::string title, of;
  std::vector<review::SectionText> sections;
  std::string kind;
  int number = 0;
};

/// The file that the query's "as" asks for ("docx", "pdf" or "html").
Response report_file(Context& c, const ReportWords& words);

/// One of the files, and what it leaves out or shows otherwise.
struct ReportFileKind {
  const char *as, *name, *use;
};
const std::vector<ReportFileKind>& report_file_kinds();
Result<std::vector<document::Unread>> report_file_losses(Context& c, const ReportWords& words, const ReportFileKind& kind);

}  // namespace heed::web

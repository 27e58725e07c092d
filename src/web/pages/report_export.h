// A report as a file: Word (by the partnership's own template where it has one), tagged PDF or a web page, with the names that the
// request shows. What says that it is pseudonymised is searched before it leaves, and does not leave when something is found.
#pragma once

#include "review/report/report.h"
#include "web/forms.h"
#include "web/pages/names_view.h"

namespace heed::web {

/// The text with the names that a request shows.
std::vector<review::SectionText> text_in(const Context& c, Names names, std::vector<review::SectionText> text);

/// The file that the query's "as" asks for ("docx", "pdf" or "html"). `number`: of the version, 0 for the draft.
Response report_file(Context& c, const std::string& title, const std::string& of, const std::vector<review::SectionText>& sections, const std::string& kind, int number);

/// The links to the three, one of which is at `href`.
Html report_file_links(const std::string& href);

/// A finalised edition as tagged PDF, made from the words of the file that was proved and proved itself, by what another program
/// reads out of it. Errors: Unfinished when it cannot be read in full or a value of the register stands in it; nothing is given then.
Result<std::string> edition_pdf(const Context& c, const publish::Edition& edition);

}  // namespace heed::web

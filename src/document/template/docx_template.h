// A partnership's own Word template, filled: its styles, headers, logo and margins stay as they are, and Heed's words come in where it
// says so. In a template stand
//   {{title}}                        a word or a line, anywhere: body, table, text box, header, footer, note
//   {{#actions}} … {{/actions}}      what stands between, once for each action: rows of a table when the two stand in its rows,
//                                    paragraphs when each stands in a paragraph of its own, words when both stand in one
//   {{report}}                       alone in a paragraph: the body of the document, in the template's own heading, list and table styles
//   {{contents}}                     alone in a paragraph: a contents field
// Word may cut a placeholder over several runs; it is found all the same. A template with macros is refused, and one with a
// placeholder that is unknown, never closed or missing is refused with the place named: nothing is left for the reader to find.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace heed::document {

struct TemplateValues;
/// What repeats. `names`: what each item has to say, also when there is none, so that a template is checked in full.
struct TemplateList {
  std::vector<std::string> names;
  std::vector<TemplateValues> items;
};
/// Names to words and to lists, in small letters with "_" between words; a template may write them as it likes ("Review title").
/// What an item lacks is taken from around it.
struct TemplateValues {
  std::map<std::string, std::string, std::less<>> words;
  std::map<std::string, TemplateList, std::less<>> lists;
};

/// A placeholder as it stands in a template.
struct TemplateField {
  std::string name;   ///< "title", "#actions", "/actions", "report"
  Place place;
};

/// Everything a template asks for, in its order. Errors: Unsupported when it is no DOCX, is damaged or holds macros; BadInput for a
/// placeholder that is not closed.
Result<std::vector<TemplateField>> template_fields(std::string_view bytes, const Limits& limits = {});

/// The template filled. Errors as above; BadInput for a placeholder that `values` does not know, a repetition that does not end, a
/// {{report}} that does not stand alone, or none at all. The same input gives the same bytes.
Result<std::string> fill_template(std::string_view bytes, const TemplateValues& values, const Document& report, const WriteOptions& options,
                                  const Limits& limits = {});

}  // namespace heed::document

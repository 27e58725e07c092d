// What the files that read the body of a DOCX share and nobody else needs.
#pragma once

#include "document/docx/docx_body.h"
#include "document/docx/tree.h"

namespace heed::document::docx {

struct Body::Paragraph {
  std::vector<Run> runs;
  std::vector<Block> after;  ///< text boxes and descriptions met inside, and page breaks
  bool default_bold = false, default_italic = false, hidden = false;
  bool page_break_first = false;
};

/// Whether an element holds settings, never words on the page.
bool is_setting(std::string_view name);
/// The words of some blocks, to see whether two forms of one thing say the same.
std::string words_of(const std::vector<Block>& blocks);

}  // namespace heed::document::docx

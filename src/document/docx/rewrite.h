// Changes the words of a DOCX file and leaves its looks alone. Text is handed out part by part, joined over runs, and the
// edits that come back are written into the runs they fall in. What cannot be changed word by word is taken out: comments,
// tracked changes (insertions stay, deletions go), hidden text, properties, authors, thumbnails, custom XML, embedded files.
// Fails closed on a part it does not know.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "text/joined.h"

namespace heed::document::docx {

using text::Edit;

/// Gives the edits for a text, in order and without overlaps. `part` is the name inside the file ("word/header1.xml").
using Editor = std::function<std::vector<Edit>(std::string_view text, const std::string& part)>;

struct Rewritten {
  std::string bytes;
  std::vector<std::pair<std::string, int>> cleaned;  ///< what was taken out, and how often
};

/// Errors: Unsupported (not a DOCX, encrypted, macros), TooLarge, Unfinished (an unknown or unreadable part).
Result<Rewritten> rewrite(std::string_view bytes, const Editor& editor, const Limits& limits = {});

}  // namespace heed::document::docx

// Puts replacements into a text, an HTML page or a DOCX file, keeping everything else as it was. Fails closed: a part that
// cannot be read or is of an unknown type gives Code::Unfinished and no output. It never writes files.
#pragma once

#include <string>
#include <string_view>

#include "anonymise/decide.h"
#include "anonymise/detect.h"
#include "anonymise/log.h"
#include "base/result.h"

namespace heed::anonymise {

struct Replacement {
  std::string bytes;
  Log log;
};

Replacement replace_text(std::string_view utf8, const Detector& detector, const Decisions& decisions);

/// Text is joined over tags within a block, so a name split by markup is found; comments, scripts and metadata are dropped;
/// every attribute value is cleaned, and a link whose target holds a listed value loses it.
Result<Replacement> replace_html(std::string_view utf8, const Detector& detector, const Decisions& decisions);

/// In place: formatting stays, words change, in every part. Comments, tracked changes, hidden text, properties, thumbnails, custom
/// XML and embedded files go. Errors: Unsupported (not a DOCX, macros), Unfinished (an unknown or unreadable part).
Result<Replacement> replace_docx(std::string_view bytes, const Detector& detector, const Decisions& decisions);

/// By the ending of `name` (.txt, .html, .htm, .docx). Errors: Unsupported for others, and as above.
Result<Replacement> replace_file(std::string_view bytes, std::string_view name, const Detector& detector, const Decisions& decisions);

}  // namespace heed::anonymise

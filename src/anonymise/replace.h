// Puts replacements into a text, an HTML page or a DOCX file, keeping everything else as it was. Fails closed: a part that
// cannot be read or is of an unknown type gives Code::Unfinished and no output. It never writes files.
#pragma once

#include <string>
#include <string_view>

#include "anonymise/decide.h"
#include "anonymise/detect.h"
#include "anonymise/log.h"
#include "base/result.h"
#include "document/document.h"

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

/// The words, tables and notes of a document, without anything else it held. Errors: Unfinished when words of it could not be read.
Result<document::Document> replace_document(document::Document document, const Detector& detector, const Decisions& decisions, Log& log);
/// Cell by cell; quoting, dividers and line ends stay. A name that is spread over neighbouring cells is found. Errors: Unfinished.
Result<Replacement> replace_csv(std::string_view utf8, const Detector& detector, const Decisions& decisions);
/// Read, changed and written as a new file of the kind `out_ending` (".docx", ".html", ".xlsx").
Result<Replacement> replace_written_anew(std::string_view bytes, std::string_view name, std::string_view out_ending, const Detector& detector, const Decisions& decisions, const document::Limits& limits = {});

/// The ending of what replace_file gives for a file with this ending: its own; for PDF ".docx".
std::string output_ending(std::string_view ending);

/// By the ending of `name`: .txt, .html, .docx and .csv in place, .xlsx written anew, .pdf as a new .docx (or .html, when `out_ending`
/// says so), never as boxes over words. Errors: Unsupported for others, and as above.
Result<Replacement> replace_file(std::string_view bytes, std::string_view name, const Detector& detector, const Decisions& decisions, std::string_view out_ending = {}, const document::Limits& limits = {});

}  // namespace heed::anonymise

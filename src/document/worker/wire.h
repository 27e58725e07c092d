// A Document, or the refusal of one, as bytes between a worker process and the one that asked. The worker has read a
// hostile file and is not trusted: every length is checked, and bytes that are no answer give nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/document.h"

namespace heed::document {

std::string to_wire(const Result<Document>& answer);
/// Nothing when the bytes are no whole answer.
std::optional<Result<Document>> from_wire(std::string_view bytes);

/// A document as somebody asked to see it: what comes before its words. The words follow as they are, so that they are sent from
/// where they stand, and received where they stay. A refusal is to_wire of an Error.
std::string to_wire(const std::vector<Unread>& unread);
std::optional<Result<Rendered>> rendered_from_wire(std::string bytes);

/// What a worker is asked: the limits, the ending of the file's name (a name may identify a person), and whether the answer
/// is to be the Document or its words, rendered.
struct Request {
  std::string ending;
  std::optional<Shown> as;
  Limits limits;
};
std::string to_wire(const Request& request);
std::optional<Request> request_from_wire(std::string_view bytes);

}  // namespace heed::document

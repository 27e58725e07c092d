// Where words stand in a document: every place of many values in one pass, each with the words around it. Inside publish/ only. It
// finds words however they are cased and spaced, and judges nothing.
#pragma once

#include "document/document.h"
#include "publish/detections.h"

namespace heed::publish {

struct Standing {
  std::vector<std::string> settings;  ///< each once
  std::vector<FoundAt> places;  ///< up to `most`
};
/// One answer for each value, in their order.
std::vector<Standing> standing_of(const document::Document& document, const std::vector<std::string>& values, std::size_t most);

}  // namespace heed::publish

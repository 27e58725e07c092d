// Detections and decisions made into edits of one text, each written down in the log. Inside anonymise/ only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "anonymise/decide.h"
#include "anonymise/detect.h"
#include "anonymise/log.h"
#include "text/joined.h"

namespace heed::anonymise {

class Editor {
 public:
  /// REQUIRES: all three outlive it.
  Editor(const Detector& detector, const Decisions& decisions, Log& log)
      : detector_(detector), decisions_(decisions), log_(log), keys_(detector.salt()) {}
  std::vector<text::Edit> edits(std::string_view s, const std::string& part);
  void cleaned(std::string what, int count) {
    if (count > 0) log_.cleaned.push_back({std::move(what), count});
  }

 private:
  const Detector& detector_;
  const Decisions& decisions_;
  Log& log_;
  Keys keys_;
};

/// UTF-8 whatever the bytes were: UTF-8, UTF-16 with a byte order mark, else Windows-1252.
std::string to_utf8(std::string_view bytes);

}  // namespace heed::anonymise

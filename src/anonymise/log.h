// What was replaced, where, by what and why. It holds the original values, for the two releasers alone: the caller encrypts
// it, and nothing here prints it.
#pragma once

#include <string>
#include <vector>

#include "anonymise/detect.h"
#include "base/personal.h"

namespace heed::anonymise {

struct Replaced {
  std::string part;            ///< "text", "word/document.xml", "word/header1.xml"
  std::size_t offset = 0;      ///< bytes into the text of that part
  PersonalText original;
  std::string replacement;
  DetectionKind kind = DetectionKind::Other;
  std::string by, why, key;
  double confidence = 0;
  bool applied = true;         ///< false: detected, and kept or below the threshold
};

/// Something taken out whole, not word by word: comments, properties, tracked deletions.
struct Cleaned {
  std::string what;
  int count = 0;
};

struct Log {
  std::vector<Replaced> replaced;
  std::vector<Cleaned> cleaned;
  int applied() const;
};

std::string write_log_json(const Log& log, std::string_view input_sha256, std::string_view output_sha256);

}  // namespace heed::anonymise

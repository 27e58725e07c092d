// `heed detect`: what in a text could identify someone, as places with how sure the detector is. Reads a document, or lines
// of JSON; changes nothing. The words themselves are printed only on request.
#pragma once

#include <istream>
#include <ostream>
#include <string>

namespace heed::cli {

struct DetectArgs {
  std::string input;          ///< empty: standard input
  bool jsonl = false;         ///< lines of {"id","text"} in, {"id","detections"} out
  bool json = false;          ///< {"detections"} of one document
  bool show = false;          ///< the words too
  std::string threshold;      ///< 0 to 1; empty: the floor of the model
  std::string profile;        ///< "general" (and empty), "review" or its other name "dhr"
  std::string register_path;  ///< empty: none
  std::string model_path;     ///< empty: the program's own
};

/// 0 done, 1 bad input; with --jsonl a line that cannot be read ends the run, naming the line.
int run_detect(const DetectArgs& args, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace heed::cli

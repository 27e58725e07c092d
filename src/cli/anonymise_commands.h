// `heed anonymise` and `heed prove`: read files, ask anonymise/, write files. Never prints a listed value unless asked to.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "anonymise/policy.h"
#include "base/clock.h"

namespace heed::cli {

struct AnonymiseArgs {
  std::vector<std::string> inputs;
  std::string register_path;
  std::string output;          ///< a file, or a folder when there are several inputs
  std::string log_path;        ///< empty: no log; a folder when there are several inputs
  std::string allow_path;      ///< empty: none
  std::string decisions_path;  ///< empty: none
  anonymise::Policy policy;
};

struct ProveArgs {
  std::string input, register_path;
  std::string allow_path, decisions_path;
  bool json = false;
  bool show = false;  ///< print the values themselves
};

/// 0 done, 1 refused or bad input (nothing of that file written; the others are).
int run_anonymise(const AnonymiseArgs& args, std::ostream& out, std::ostream& err);
/// 0 clean, 1 bad input, 4 something listed is left.
int run_prove(const ProveArgs& args, const Clock& clock, std::ostream& out, std::ostream& err);

}  // namespace heed::cli

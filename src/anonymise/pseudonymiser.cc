#include "anonymise/pseudonymiser.h"

#include "anonymise/editor.h"
#include "text/joined.h"

namespace heed::anonymise {

Pseudonymiser::Pseudonymiser(const Register& reg, Decisions decisions, PseudonymiserOptions options)
    : detector_(reg, {.patterns = options.patterns, .dates = options.dates, .children = options.children, .unknown_words = false}), decisions_(std::move(decisions)) {}

std::string Pseudonymiser::apply(std::string_view utf8) const {
  Log log;  // what was replaced is for the two releasers, and showing releases nothing
  Editor editor(detector_, decisions_, log);
  return text::apply(utf8, editor.edits(utf8, "text"));
}

std::vector<std::string> Pseudonymiser::apply_all(const std::vector<std::string_view>& fields) const {
  text::Joined joined;
  for (const auto field : fields) {
    joined.add(field);
    joined.separate("\t");
  }
  Log log;
  Editor editor(detector_, decisions_, log);
  return joined.apply(editor.edits(joined.text(), "text"));
}

}  // namespace heed::anonymise

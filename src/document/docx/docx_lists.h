// Turns list items whose numbers are known as seen ("1.", "(b)", "iv)", "•") back into real lists of a DOCX. A run of
// items becomes a list only when Word's own counting gives exactly the labels seen; otherwise the labels stay as text.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "document/document.h"

namespace heed::document::docx {

class ListPlan {
 public:
  /// REQUIRES: `blocks` outlive the plan.
  explicit ListPlan(const std::vector<Block>& blocks);
  /// The number (numId) of the list this item belongs to; nullopt when its label is to be written as text.
  std::optional<int> find(const Block* item) const;
  std::string numbering_xml(std::string_view declaration) const;

 private:
  struct Level {
    std::string format = "bullet", text = "•";
    int start = 1;
    bool known = false;
  };
  using Levels = std::vector<Level>;
  void plan(const Block* from, const Block* to);

  std::vector<Levels> lists_;
  std::unordered_map<const Block*, int> of_;
};

/// A label taken apart: "(b)" is before "(", number 2 in lowerLetter, after ")". nullopt when it is no single number.
struct Label {
  std::string before, format, after;
  int number = 1;
};
std::optional<Label> parse_label(std::string_view label);

}  // namespace heed::document::docx

// Turns list items, numbered paragraphs and headings whose numbers are known as seen ("1.", "(b)", "iv)", "•", "2.14") back into
// real lists of a DOCX, which go on counting when somebody adds a paragraph. They become a list only where Word's own counting
// gives exactly the labels seen; otherwise the labels stay as text.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "document/document.h"

namespace heed::document::docx {

class ListPlan {
 public:
  /// Of a whole body in its order; `first` is the number (numId) of the first list. REQUIRES: `blocks` outlive the plan.
  explicit ListPlan(const std::vector<Block>& blocks, int first = 1);
  struct Place {
    int list = 0, level = 0;
  };
  /// Where the block counts; nullopt when its label is to be written as text.
  std::optional<Place> find(const Block* block) const;
  std::string definitions() const;  ///< the abstractNum elements
  std::string instances() const;    ///< the num elements
  bool empty() const { return lists_.empty(); }

 private:
  struct Level {
    std::string format = "bullet", text = "•";
    int start = 1;
    bool known = false;
  };
  struct List {
    std::array<Level, 9> levels;
    bool chapters = false;          ///< "2.14": its numbers stand in a column of their own
  };
  /// A list of dotted numbers while it counts.
  struct Counting {
    std::size_t list = 0;
    std::array<int, 9> at{};        ///< 0: not counted yet since a level above did
  };
  void plan_items(const Block* from, const Block* to);
  void plan_dotted(const Block& block);
  static bool goes_on(Counting& counting, const List& list, const std::vector<int>& numbers);

  int first_ = 1;
  std::vector<List> lists_;
  std::vector<Counting> counting_;
  std::unordered_map<const Block*, Place> of_;
};

/// "2.14." as 2 and 14; empty when it is no row of numbers with dots.
std::vector<int> dotted_numbers(std::string_view label);

/// A label taken apart: "(b)" is before "(", number 2 in lowerLetter, after ")". nullopt when it is no single number.
struct Label {
  std::string before, format, after;
  int number = 1;
};
std::optional<Label> parse_label(std::string_view label);

}  // namespace heed::document::docx

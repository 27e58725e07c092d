// Names of the register that were mistyped (one letter wrong, missing, added, or two exchanged) or grew together with a
// number. What it finds may be chance: its confidence stays below what is replaced without a person's decision, except for
// a listed name with a number grown to it.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "anonymise/detect.h"
#include "anonymise/variants.h"

namespace heed::anonymise {

class NearNames {
 public:
  /// Single words of names, five letters or more.
  explicit NearNames(const std::vector<Variant>& variants);
  NearNames() = default;

  struct Found {
    std::uint32_t variant = 0;
    bool exact = false;
  };
  /// `folded`: one word in FoldForm::Tokens. Nothing for a word that is itself listed.
  bool find(std::string_view folded, Found& out) const;
  bool empty() const { return words_.empty(); }

 private:
  std::vector<std::string> words_;
  std::vector<std::uint32_t> variant_;
  std::unordered_map<std::string, std::uint32_t> exact_;
  std::unordered_multimap<std::string, std::uint32_t> shortened_;  ///< each word, and each with one letter taken out
};

/// At most one letter wrong, missing or added, or two neighbours exchanged.
bool one_edit_apart(std::string_view a, std::string_view b);

}  // namespace heed::anonymise

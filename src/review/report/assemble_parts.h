// What the parts of assemble share: a sheet of structured text that grows, with what it is made from. Within this folder only.
#pragma once

#include <string>
#include <vector>

#include "review/report/assemble.h"

namespace heed::review::assembling {

/// One cell or line: line breaks and bars would end it early.
std::string cell(const std::string& text);
std::string joined(const std::vector<std::string>& parts);  ///< "a, b and c"

/// A sheet being written, block by block.
struct Sheet {
  store::Reader& r;
  const access::Actor& actor;
  const ReviewRow& review;
  const guidance::Edition& edition;
  const guidance::DocumentKind& kind;
  const guidance::Section& section;
  Day today;
  std::string out;
  bool in_list = false;

  Sheet& heading(const std::string& words);
  Sheet& para(const std::string& words);       ///< one paragraph
  Sheet& text(const std::string& words);       ///< what somebody typed: a paragraph for each line
  Sheet& item(const std::string& words);
  Sheet& table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows);

 private:
  void gap(bool tight);
};

std::string findings_text(Sheet& sheet);
std::string good_practice_text(Sheet& sheet);
std::string lessons_text(Sheet& sheet);
std::string recommendations_text(Sheet& sheet);
std::string actions_text(Sheet& sheet);

}  // namespace heed::review::assembling

// What the cells of all sheets of an XLSX point at: the texts that are kept once, and the formats that say how a number shows and
// whether it is a day. Deliberately not here: where a cell stands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/xml.h"

namespace heed::document::xlsx {

/// Excel writes characters that XML cannot hold as _x000D_ (ECMA-376 part 1, 22.9.2.19).
std::string unescaped(std::string s);
/// The text of a string item up to the end tag of that name: rich runs joined, phonetic guides left out.
std::string string_item(XmlScanner& scan, std::string_view end);

class Values {
 public:
  /// Whether there are no more than `most` of them.
  bool read_strings(std::string_view xml, std::uint64_t most);
  void read_styles(std::string_view xml);
  void count_from_1904(bool yes) { from_1904_ = yes; }
  /// The text, kind and day of a cell of that type (18.18.11) and style.
  void show(Cell& cell, std::string_view type, std::string_view value, int style) const;

 private:
  struct Format {
    std::string code;
    bool date = false;
  };
  void show_number(Cell& cell, std::string_view value, int style) const;

  std::vector<std::string> strings_;
  std::vector<Format> formats_;
  bool from_1904_ = false;
};

}  // namespace heed::document::xlsx

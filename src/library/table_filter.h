// Reads `field=value` filters, says whether a row passes, and says the same in words and in SQL. For this folder's tables*.cc.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "library/tables.h"

namespace heed::library {

class TableFilter {
 public:
  static Result<TableFilter> read(const CodedData& data, const std::vector<std::pair<std::string, std::string>>& filters, Subject unit);
  bool empty() const { return conditions_.empty(); }
  bool passes(const CodedData& data, Subject unit, std::size_t row) const;
  std::string words() const;
  /// The count of `table`, asked of the file; empty where something in it is worked out rather than stored. `group`: its flags.
  std::string sql(const CodedData& data, const MadeTable& table, const std::string& group) const;

 private:
  struct Condition {
    std::size_t field = 0;
    std::set<ValueId> values;  ///< any of them
    std::set<std::string> codes;
    bool negated = false;
    std::string words;
  };
  std::vector<Condition> conditions_;
};

}  // namespace heed::library

// Reads a TOML table key by key and remembers what was wrong, with the line: a key that is missing, of the
// wrong type or not known at all. Private to the loader of editions; includes toml++, so only edition_read.cc
// includes this.
#pragma once

#include <toml++/toml.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace heed::guidance {

/// The problems of one file, in the order met.
class Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}
  void add(const toml::node* at, std::string what, std::string next);
  bool empty() const { return errors_.empty(); }
  const Error& first() const { return errors_.front(); }

 private:
  std::string file_;
  std::vector<Error> errors_;
};

class Fields {
 public:
  /// `what` names the table in messages: "a duty".
  Fields(const toml::table& table, std::string what, Problems& problems)
      : table_(table), what_(std::move(what)), problems_(problems) {}

  std::string text(std::string_view key);  ///< "" when missing; line breaks become spaces
  std::string need(std::string_view key);  ///< a problem when missing or empty
  std::string id();                        ///< `id`, of a-z, 0-9, - and _
  bool flag(std::string_view key, bool otherwise);
  int number(std::string_view key, int otherwise);
  std::optional<Day> day(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  const toml::table* table(std::string_view key);  ///< null when missing
  bool has(std::string_view key) const { return table_.contains(key); }
  void wrong(std::string_view key, std::string what, std::string next);
  const std::string& what() const { return what_; }
  Problems& problems() { return problems_; }
  const toml::table& raw() const { return table_; }
  /// Reports every key that nobody asked for.
  void finish();

  /// The tables of an array `key`, each read by `read(Fields&, T&)`; their ids are read here and must differ.
  template <class T, class F>
  std::vector<T> items(std::string_view key, std::string_view what, F&& read) {
    std::vector<T> out;
    std::set<std::string> ids;
    for (const toml::table* table : tables(key)) {
      Fields child(*table, std::string(what), problems_);
      T item;
      item.id = child.id();
      if (!ids.insert(item.id).second)
        child.wrong("id", fmt::format("there is already {} with the id `{}`", what, item.id),
                    "Give each its own id.");
      read(child, item);
      child.finish();
      out.push_back(std::move(item));
    }
    return out;
  }

 private:
  const toml::node* find(std::string_view key);
  std::vector<const toml::table*> tables(std::string_view key);
  const toml::table& table_;
  std::string what_;
  Problems& problems_;
  std::set<std::string, std::less<>> known_;
};

/// Puts `over` on `base`: tables key by key, arrays of tables by `id` (`remove = true` takes one away, `after
/// = "id"` says where a new one stands, `after = ""` at the start), anything else replaced.
void merge_tables(toml::table& base, toml::table&& over, Problems& problems);

}  // namespace heed::guidance

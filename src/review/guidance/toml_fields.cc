#include "review/guidance/toml_fields.h"

namespace heed::guidance {
namespace {

std::string folded(std::string_view text) {
  std::string out;
  bool gap = false;
  for (char c : text) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

std::string list_of(const std::set<std::string, std::less<>>& keys) {
  std::string out;
  for (const auto& key : keys) out += (out.empty() ? "" : ", ") + key;
  return out;
}

bool is_tables(const toml::node& node) {
  const toml::array* array = node.as_array();
  return array != nullptr && !array->empty() && array->is_homogeneous<toml::table>();
}

std::size_t index_of(toml::array& array, std::string_view id) {
  for (std::size_t i = 0; i < array.size(); ++i) {
    const toml::table* table = array[i].as_table();
    if (table != nullptr && (*table)["id"].value_or(std::string_view{}) == id) return i;
  }
  return array.size();
}

void merge_arrays(toml::array& base, toml::array&& over, Problems& problems) {
  for (auto& node : over) {
    toml::table& item = *node.as_table();
    const std::string id = item["id"].value_or(std::string{});
    const bool remove = item["remove"].value_or(false);
    const bool placed = item.contains("after");
    const std::string after = item["after"].value_or(std::string{});
    std::size_t at = index_of(base, id);
    if (remove) {
      if (at == base.size()) {
        problems.add(&item,
                     fmt::format("`{}` cannot be removed: the edition it extends has no such thing", id),
                     "Check the id, or leave this out.");
      } else {
        base.erase(base.cbegin() + static_cast<std::ptrdiff_t>(at));
      }
      continue;
    }
    item.erase("remove");
    item.erase("after");
    if (at < base.size()) {
      merge_tables(*base[at].as_table(), std::move(item), problems);
      if (!placed) continue;
      toml::table moved = std::move(*base[at].as_table());
      base.erase(base.cbegin() + static_cast<std::ptrdiff_t>(at));
      item = std::move(moved);
    }
    std::size_t to = base.size();
    if (placed) {
      to = after.empty() ? 0 : index_of(base, after) + 1;
      if (to > base.size()) {
        problems.add(&node,
                     fmt::format("`{}` is to stand after `{}`, which the edition does not have", id, after),
                     "Name an id that is there, or leave `after` out to put it last.");
        to = base.size();
      }
    }
    base.insert(base.cbegin() + static_cast<std::ptrdiff_t>(to), std::move(item));
  }
}

}  // namespace

void Problems::add(const toml::node* at, std::string what, std::string next) {
  std::string where = file_;
  if (at != nullptr && at->source().begin.line != 0) {
    if (at->source().path) where = *at->source().path;
    where += fmt::format(", line {}", at->source().begin.line);
  }
  errors_.push_back(bad_input(fmt::format("{}: {}.", where, what), std::move(next)));
}

const toml::node* Fields::find(std::string_view key) {
  known_.emplace(key);
  return table_.get(key);
}

std::string Fields::text(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return {};
  if (auto value = node->value_exact<std::string>()) return folded(*value);
  problems_.add(node, fmt::format("`{}` of {} must be text", key, what_),
                "Write it between quotation marks.");
  return {};
}

std::string Fields::need(std::string_view key) {
  std::string value = text(key);
  if (value.empty() && !(table_.contains(key) && !table_.get(key)->is_string()))
    wrong(key, fmt::format("{} has no `{}`", what_, key), fmt::format("Add `{} = \"…\"`.", key));
  return value;
}

std::string Fields::id() {
  std::string value = need("id");
  for (char c : value)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) {
      wrong("id", fmt::format("the id `{}` has a character that ids may not have", value),
            "Use small letters a to z, digits, - and _.");
      break;
    }
  if (!value.empty()) what_ += fmt::format(" `{}`", value);
  return value;
}

bool Fields::flag(std::string_view key, bool otherwise) {
  const toml::node* node = find(key);
  if (node == nullptr) return otherwise;
  if (auto value = node->value_exact<bool>()) return *value;
  problems_.add(node, fmt::format("`{}` of {} must be true or false", key, what_),
                "Write true or false, without quotation marks.");
  return otherwise;
}

int Fields::number(std::string_view key, int otherwise) {
  const toml::node* node = find(key);
  if (node == nullptr) return otherwise;
  if (auto value = node->value_exact<std::int64_t>(); value && *value >= 0 && *value <= 36500)
    return static_cast<int>(*value);
  problems_.add(node, fmt::format("`{}` of {} must be a whole number", key, what_),
                "Write digits, without quotation marks.");
  return otherwise;
}

std::optional<Day> Fields::day(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (auto value = node->value_exact<toml::date>()) {
    Day day{std::chrono::year{value->year}, std::chrono::month{value->month}, std::chrono::day{value->day}};
    if (day.ok()) return day;
  }
  problems_.add(node, fmt::format("`{}` of {} must be a date", key, what_),
                "Write it as 2024-05-24, without quotation marks.");
  return std::nullopt;
}

std::vector<std::string> Fields::texts(std::string_view key) {
  std::vector<std::string> out;
  const toml::node* node = find(key);
  if (node == nullptr) return out;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    problems_.add(node, fmt::format("`{}` of {} must be a list of texts", key, what_),
                  "Write [\"one\", \"two\"].");
    return out;
  }
  for (const auto& element : *array) {
    if (auto value = element.value_exact<std::string>()) {
      out.push_back(folded(*value));
    } else {
      problems_.add(&element, fmt::format("`{}` of {} must hold texts only", key, what_),
                    "Write each between quotation marks.");
    }
  }
  return out;
}

const toml::table* Fields::table(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return nullptr;
  if (node->is_table()) return node->as_table();
  problems_.add(node, fmt::format("`{}` of {} must be a table", key, what_),
                fmt::format("Write {} = {{ … }} or [{}].", key, key));
  return nullptr;
}

std::vector<const toml::table*> Fields::tables(std::string_view key) {
  std::vector<const toml::table*> out;
  const toml::node* node = find(key);
  if (node == nullptr) return out;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    problems_.add(node, fmt::format("`{}` of {} must be a list of tables", key, what_),
                  fmt::format("Write [[{}]] with two brackets.", key));
    return out;
  }
  for (const auto& element : *array) {
    if (element.is_table()) {
      out.push_back(element.as_table());
    } else {
      problems_.add(&element, fmt::format("`{}` of {} must hold tables only", key, what_),
                    fmt::format("Write [[{}]] before each.", key));
    }
  }
  return out;
}

void Fields::wrong(std::string_view key, std::string what, std::string next) {
  const toml::node* node = table_.get(key);
  problems_.add(node != nullptr ? node : &table_, std::move(what), std::move(next));
}

void Fields::finish() {
  for (const auto& [key, node] : table_) {
    if (known_.contains(key.str())) continue;
    problems_.add(&node, fmt::format("`{}` is not a key of {}", key.str(), what_),
                  fmt::format("Use one of: {}.", list_of(known_)));
  }
}

void merge_tables(toml::table& base, toml::table&& over, Problems& problems) {
  for (auto&& [key, node] : over) {
    toml::node* there = base.get(key.str());
    if (there != nullptr && there->is_table() && node.is_table()) {
      merge_tables(*there->as_table(), std::move(*node.as_table()), problems);
    } else if (there != nullptr && is_tables(*there) && is_tables(node)) {
      merge_arrays(*there->as_array(), std::move(*node.as_array()), problems);
    } else {
      node.visit([&](auto& concrete) { base.insert_or_assign(key.str(), std::move(concrete)); });
    }
  }
}

}  // namespace heed::guidance

#include "store/store.h"

#include <stdexcept>

#include "store/sqlite/engine.h"

namespace heed::store {

namespace {
std::vector<const ShelfBase*>& shelves() {
  static std::vector<const ShelfBase*> all;
  return all;
}
}  // namespace

Json body_of(const RawRow& raw) { return Json::parse(raw.body); }

ShelfBase::ShelfBase(std::string_view name, std::vector<Column> columns, std::vector<std::string_view> indexes)
    : name_(name), columns_(std::move(columns)), indexes_(std::move(indexes)) {
  auto& all = shelves();
  auto at = std::lower_bound(all.begin(), all.end(), name_, [](const ShelfBase* s, std::string_view n) { return s->name() < n; });
  if (at != all.end() && (*at)->name() == name_) throw std::logic_error("two shelves are called " + std::string(name_));
  all.insert(at, this);
}

const std::vector<const ShelfBase*>& ShelfBase::all() { return shelves(); }

Result<std::unique_ptr<Store>> Store::open(const OpenOptions& options, Clock& clock) { return sqlite::open_store(options, clock); }

}  // namespace heed::store

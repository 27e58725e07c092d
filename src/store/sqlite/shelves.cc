#include "store/sqlite/shelves.h"

#include <shared_mutex>

namespace heed::store {
HEED_MEMBERS(AttachmentMeta, name, media_type, size, sha256, purpose)
}

namespace heed::store::sqlite {

HEED_MEMBERS(Disposal, reason)

const Shelf<AttachmentId, AttachmentMeta> kAttachments{"attachment"};
const Shelf<ReviewId, Disposal> kDisposals{"disposal"};

namespace {

constexpr std::string_view kEnvelope = "id, partnership, review, agency, version, record, changed_at, changed_by, body";

/// The statements of one shelf that are worth keeping.
struct Statements {
  std::string find, upsert, drop;
};

const Statements& statements(const ShelfBase& shelf) {
  static std::shared_mutex mutex;
  static std::unordered_map<const ShelfBase*, std::unique_ptr<Statements>> known;
  {
    std::shared_lock lock(mutex);
    if (auto found = known.find(&shelf); found != known.end()) return *found->second;
  }
  const std::string table = sql_name(shelf.name());
  std::string columns(kEnvelope), marks = "?, ?, ?, ?, ?, ?, ?, ?, ?", updates;
  for (auto name : {"partnership", "review", "agency", "version", "record", "changed_at", "changed_by", "body"})
    updates += fmt::format("{}{} = excluded.{}", updates.empty() ? "" : ", ", name, name);
  for (const auto& column : shelf.columns()) {
    columns += ", " + sql_name(column.name);
    marks += ", ?";
    updates += fmt::format(", {0} = excluded.{0}", sql_name(column.name));
  }
  auto made = std::make_unique<Statements>();
  made->find = fmt::format("SELECT {} FROM {} WHERE id = ?", kEnvelope, table);
  made->upsert = fmt::format("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET {}", table, columns, marks, updates);
  made->drop = fmt::format("DELETE FROM {} WHERE id = ?", table);
  std::unique_lock lock(mutex);
  auto [at, fresh] = known.emplace(&shelf, std::move(made));
  return *at->second;
}

const ShelfBase* shelf_named(std::string_view name) {
  const auto& all = ShelfBase::all();
  auto at = std::lower_bound(all.begin(), all.end(), name, [](const ShelfBase* s, std::string_view n) { return s->name() < n; });
  return at != all.end() && (*at)->name() == name ? *at : nullptr;
}

AnyId stored_id(const std::string& text) {
  if (text.empty()) return {};
  auto id = AnyId::parse(text);
  if (!id) throw std::runtime_error("a shelf holds something that is not an id");
  return *id;
}

RawRow raw_row(const Statement& row) {
  return {stored_id(row.text(0)),
          {PartnershipId(stored_id(row.text(1))), ReviewId(stored_id(row.text(2))), AgencyId(stored_id(row.text(3)))},
          row.integer(4),
          row.integer(5),
          Instant(std::chrono::seconds(row.integer(6))),
          AccountId(stored_id(row.text(7))),
          row.text(8)};
}

Statement select(Database& db, const std::string& what, const ShelfBase& shelf, const Query& query, const std::string& rest) {
  std::string sql = fmt::format("SELECT {} FROM {}", what, sql_name(shelf.name()));
  if (!query.where.empty()) sql += " WHERE " + query.where;
  auto statement = db.prepare(sql + rest);
  for (const auto& value : query.values) statement.bind(value);
  return statement;
}

bool has_table(Database& db, std::string_view name) {
  return db.integer("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", name) > 0;
}

}  // namespace

std::string shelf_ddl(const ShelfBase& shelf) {
  std::string own;
  for (const auto& column : shelf.columns()) own += fmt::format(",\n  {} ANY", sql_name(column.name));
  std::string ddl = fmt::format(
      "CREATE TABLE {} (\n  id TEXT PRIMARY KEY,\n  partnership TEXT NOT NULL,\n  review TEXT NOT NULL,\n  agency TEXT NOT NULL,\n"
      "  version INTEGER NOT NULL,\n  record INTEGER NOT NULL,\n  changed_at INTEGER NOT NULL,\n  changed_by TEXT NOT NULL,\n"
      "  body TEXT NOT NULL{}\n) STRICT;\n",
      sql_name(shelf.name()), own);
  // What nearly every page asks for: the things of a review, in the order in which they came.
  ddl += fmt::format("CREATE INDEX {} ON {} (review, record, id);\n", sql_name(fmt::format("{}_of_review", shelf.name())),
                     sql_name(shelf.name()));
  int n = 0;
  for (auto columns : shelf.indexes())
    ddl += fmt::format("CREATE INDEX {} ON {} ({});\n", sql_name(fmt::format("{}_index_{}", shelf.name(), ++n)),
                       sql_name(shelf.name()), columns);
  return ddl;
}

void make_shelf(Database& db, const ShelfBase& shelf) {
  const auto ddl = shelf_ddl(shelf);
  db.script(fmt::format("DROP TABLE IF EXISTS {}", sql_name(shelf.name())));
  db.script(ddl);
  db.run("INSERT INTO shelf_schema VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256", shelf.name(),
         hex(sha256(ddl)));
}

bool prepare_shelves(Database& db) {
  for (const ShelfBase* shelf : ShelfBase::all()) {
    const auto wanted = hex(sha256(shelf_ddl(*shelf)));
    auto row = db.query("SELECT sha256 FROM shelf_schema WHERE name = ?", shelf->name());
    const bool known = row.step();
    if (known && row.text(0) == wanted && has_table(db, shelf->name())) continue;
    if (known || db.integer("SELECT count(*) FROM (SELECT 1 FROM journal_thing WHERE shelf = ? LIMIT 1)", shelf->name()))
      return true;
    make_shelf(db, *shelf);
  }
  return false;
}

void apply(Database& db, const JournalRecord& record, const Change& change) {
  const ShelfBase* shelf = shelf_named(change.shelf);
  if (!shelf) return;
  const auto& sql = statements(*shelf);
  if (change.dropped) {
    db.run(sql.drop, change.id.text());
    return;
  }
  auto statement = db.query(sql.upsert, change.id.text(), change.place.partnership.text(), change.place.review.text(),
                            change.place.agency.text(), change.version, record.position,
                            std::int64_t(record.at.time_since_epoch().count()), record.actor.text(), change.body);
  if (!shelf->columns().empty()) {
    const Json body = Json::parse(change.body);  // read back, so that live and rebuilt columns see the same types
    for (const auto& column : shelf->columns()) statement.bind(column.take(body));
  }
  while (statement.step()) {
  }
  if (shelf == &kDisposals) {
    // A disposal takes the review's things with it, also where an old key ring could still read them.
    std::vector<std::string> tables;
    {
      auto rows = db.query("SELECT name FROM shelf_schema ORDER BY name");
      while (rows.step()) tables.push_back(rows.text(0));
    }
    for (const auto& table : tables)
      if (table != kDisposals.name() && has_table(db, table))
        db.run(fmt::format("DELETE FROM {} WHERE review = ?", sql_name(table)), change.id.text());
  }
}

void apply_things(Database& db, const JournalRecord& record) {
  for (const auto& thing : record.things)
    db.run("INSERT OR IGNORE INTO journal_thing VALUES (?, ?, ?, ?)", thing.shelf, thing.id.text(), record.position, thing.version);
}

std::optional<RawRow> find(Database& db, const ShelfBase& shelf, AnyId id) {
  auto row = db.query(statements(shelf).find, id.text());
  if (!row.step()) return std::nullopt;
  return raw_row(row);
}

std::vector<RawRow> ShelfReader::list(const ShelfBase& shelf, const Query& query) {
  auto rows = select(db_, std::string(kEnvelope), shelf, query, fmt::format(" ORDER BY {} LIMIT ? OFFSET ?", query.order));
  rows.bind(query.limit);
  rows.bind(query.offset);
  std::vector<RawRow> out;
  while (rows.step()) out.push_back(raw_row(rows));
  return out;
}

std::int64_t ShelfReader::count(const ShelfBase& shelf, const Query& query) {
  auto row = select(db_, "count(*)", shelf, query, "");
  return row.step() ? row.integer(0) : 0;
}

std::vector<std::pair<std::string, std::int64_t>> ShelfReader::tally(const ShelfBase& shelf, std::string_view column,
                                                                     const Query& query) {
  auto rows = select(db_, sql_name(column) + ", count(*)", shelf, query, " GROUP BY 1 ORDER BY 2 DESC, 1");
  std::vector<std::pair<std::string, std::int64_t>> out;
  while (rows.step()) out.emplace_back(rows.text(0), rows.integer(1));
  return out;
}

}  // namespace heed::store::sqlite

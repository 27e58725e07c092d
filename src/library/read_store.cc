// What is read by id or in lists.
#include "base/json.h"
#include "library/index_store.h"
#include "library/library_state.h"

namespace heed::library {

namespace {

constexpr std::string_view kEntry =
    "SELECT d.edition, d.review, d.kind, d.edition_number, d.title, d.partnership, d.reference, "
    "d.death_month, d.language, "
    "d.content_note, d.published, d.paragraphs, d.words, d.docx_bytes, d.sha256, d.number, d.source, d.url, d.credit, d.pdf_bytes FROM document d ";

Entry entry_of(const Statement& s) {
  Entry e;
  e.edition = {s.text(0)};
  e.review = {s.text(1)};
  e.kind = parse_kind(s.text(2)).value_or(Kind::OverviewReport);
  e.number = int(s.integer(3));
  e.title = s.text(4);
  e.partnership = s.text(5);
  e.reference = s.text(6);
  e.death_month = s.text(7);
  e.language = s.text(8);
  e.content_note = s.text(9);
  e.published = parse_iso_day(s.text(10)).value_or(Day{});
  e.paragraphs = s.integer(11);
  e.words = s.integer(12);
  e.docx_bytes = s.integer(13);
  e.sha256 = s.text(14);
  const auto source = s.text(16);
  e.source = source == "added" ? Source::Added : source == "record" ? Source::Record : Source::Released;
  e.url = s.text(17);
  e.credit = s.text(18);
  e.pdf_bytes = s.integer(19);
  return e;
}

std::vector<std::vector<Cell>> cells_of(const std::string& text) {
  std::vector<std::vector<Cell>> rows;
  if (text.empty()) return rows;
  for (const auto& line : Json::parse(text)) {
    auto& row = rows.emplace_back();
    for (const auto& cell : line)
      row.push_back({cell.value("text", ""), cell.value("header", false), cell.value("columns", 1),
                     cell.value("rows", 1)});
  }
  return rows;
}

constexpr std::string_view kNotice = "SELECT id, kind, text, partnership, coalesce(day, '') FROM notice ";
Notice notice_of(const Statement& s) {
  return {{s.text(0)},
          s.text(1) == "withheld" ? NoticeKind::Withheld : NoticeKind::Withdrawn,
          s.text(2),
          s.text(3),
          parse_iso_day(s.text(4))};
}

std::optional<Notice> find_notice(Connection& db, const std::string& id) {
  auto s = db.query(std::string(kNotice) + "WHERE id = ?", id);
  if (!s.step()) return std::nullopt;
  return notice_of(s);
}

std::vector<Count> counts(Connection& db, std::string_view sql) {
  std::vector<Count> out;
  auto s = db.query(sql);
  while (s.step()) out.push_back({s.text(0), s.integer(1)});
  return out;
}

}  // namespace

// From the public id alone: a version 8 UUID (RFC 9562) of its hash.
std::string feed_id(std::string_view what, const std::string& id) {
  auto hash = sha256("heed library " + std::string(what) + " " + id);
  hash[6] = std::uint8_t((hash[6] & 0x0f) | 0x80);
  hash[8] = std::uint8_t((hash[8] & 0x3f) | 0x80);
  const auto h = hex(hash);
  return "urn:uuid:" + h.substr(0, 8) + "-" + h.substr(8, 4) + "-" + h.substr(12, 4) + "-" + h.substr(16, 4) +
         "-" + h.substr(20, 12);
}

Entry entry_by_number(Connection& db, std::int64_t number) {
  auto s = db.query(std::string(kEntry) + "WHERE d.number = ?", number);
  return s.step() ? entry_of(s) : Entry{};
}

FilterSql filter_sql(const Filter& filter) {
  FilterSql out;
  const auto add = [&](std::string_view condition, std::variant<std::int64_t, std::string> value) {
    out.where += " AND ";
    out.where += condition;
    out.values.push_back(std::move(value));
  };
  if (!filter.partnership.empty()) add("d.partnership = ?", filter.partnership);
  if (filter.kind) add("d.kind = ?", std::string(name(*filter.kind)));
  if (filter.year) add("d.year = ?", std::int64_t(*filter.year));
  if (!filter.edition.empty()) add("d.edition = ?", filter.edition.text);
  if (!filter.review.empty()) add("d.review = ?", filter.review.text);
  return out;
}

void FilterSql::bind(Statement& s, int from) const {
  for (const auto& value : values) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
      s.bind(from++, *number);
    else
      s.bind(from++, std::string_view(std::get<std::string>(value)));
  }
}

Listing Library::list(const Filter& filter, const Page& page) const {
  State::Reading db(*state_);
  const auto where = filter_sql(filter);
  Listing out;
  {
    auto s = db->query("SELECT count(*) FROM document d WHERE d.source <> 'record'" + where.where);
    where.bind(s, 1);
    if (s.step()) out.total = s.integer(0);
  }
  auto s = db->query(std::string(kEntry) + "WHERE d.source <> 'record'" + where.where +
                     " ORDER BY d.published DESC, d.number DESC LIMIT ? OFFSET ?");
  where.bind(s, 1);
  const int at = int(where.values.size());
  s.bind(at + 1, std::int64_t(page_size(page)));
  s.bind(at + 2, page_offset(page));
  while (s.step()) out.entries.push_back(entry_of(s));
  return out;
}

Result<Document> Library::document(const EditionId& edition) const {
  State::Reading db(*state_);
  Document out;
  std::int64_t number = 0;
  {
    auto s = db->query(std::string(kEntry) + "WHERE d.edition = ?", edition.text);
    if (!s.step()) return not_found("This document is not in the library.");
    out.entry = entry_of(s);
    number = s.integer(15);
  }
  auto s = db->query(
      "SELECT anchor, section, kind, level, label, caption, cells, body FROM paragraph WHERE document = ? "
      "AND ordinal > 0 "
      "ORDER BY ordinal",
      number);
  while (s.step()) {
    Paragraph p;
    p.anchor = s.text(0);
    p.section = s.text(1);
    p.block.kind = parse_block_kind(s.text(2));
    p.block.level = int(s.integer(3));
    p.block.label = s.text(4);
    p.block.text = p.block.kind == BlockKind::Table ? s.text(5) : s.text(7);
    p.block.rows = cells_of(s.text(6));
    out.paragraphs.push_back(std::move(p));
  }
  return out;
}

namespace {

/// `column`: of the table of files.
Result<std::string> file_of(Connection& db, const char* column, const EditionId& edition) {
  auto s = db.query(fmt::format("SELECT {} FROM file JOIN document d ON d.number = document WHERE d.edition = ?", column), edition.text);
  auto bytes = s.step() ? s.text(0) : std::string();
  if (bytes.empty()) return not_found("There is no file to download for this document.");
  return bytes;
}

}  // namespace

Result<std::string> Library::docx(const EditionId& edition) const {
  State::Reading db(*state_);
  return file_of(*db, "docx", edition);
}

Result<std::string> Library::pdf(const EditionId& edition) const {
  State::Reading db(*state_);
  return file_of(*db, "pdf", edition);
}

std::optional<Gone> Library::gone(const EditionId& edition) const {
  State::Reading db(*state_);
  // An edition may be replaced by one that was replaced in its turn: the link leads to the last. No circle
  // can arise, because an id that was replaced is never published again.
  std::string id = edition.text;
  for (;;) {
    std::string state, next, notice;
    {
      auto s = db->query("SELECT state, replaced_by, notice FROM known WHERE edition = ?", id);
      if (!s.step()) return std::nullopt;
      state = s.text(0), next = s.text(1), notice = s.text(2);
    }
    if (state == "withdrawn") return Gone{find_notice(*db, notice), {}};
    if (state == "published") {
      if (id == edition.text) return std::nullopt;
      return Gone{std::nullopt, {id}};
    }
    id = next;
  }
}

std::vector<Notice> Library::notices(std::string_view partnership) const {
  State::Reading db(*state_);
  auto s =
      db->query(std::string(kNotice) + "WHERE ?1 = '' OR partnership = ?1 ORDER BY day IS NULL, day DESC, id",
                partnership);
  std::vector<Notice> out;
  while (s.step()) out.push_back(notice_of(s));
  return out;
}

Result<Notice> Library::notice(const NoticeId& id) const {
  State::Reading db(*state_);
  auto found = find_notice(*db, id.text);
  if (!found) return not_found("This notice is not in the library.");
  return std::move(*found);
}

std::vector<Progress> Library::progress(const ReviewKey& review) const {
  State::Reading db(*state_);
  auto s = db->query(
      "SELECT g.edition, g.anchor, g.title, g.state, coalesce(g.as_of, ''), coalesce(p.body, '') FROM "
      "progress g "
      "LEFT JOIN document d ON d.edition = g.edition LEFT JOIN paragraph p ON p.document = d.number AND "
      "p.anchor = g.anchor "
      "WHERE g.review = ? ORDER BY g.position",
      review.text);
  std::vector<Progress> out;
  while (s.step())
    out.push_back({{s.text(0)},
                   s.text(1),
                   s.text(2),
                   parse_progress_state(s.text(3)).value_or(ProgressState::Accepted),
                   parse_iso_day(s.text(4)),
                   s.text(5)});
  return out;
}

std::vector<FeedItem> Library::feed(int limit) const {
  State::Reading db(*state_);
  auto s = db->query(
      "SELECT 'edition', d.edition, d.title, d.kind, d.edition_number, d.partnership, d.published AS day, "
      "d.number AS n FROM document d WHERE d.source <> 'record' "
      "UNION ALL SELECT 'notice', id, kind, text, 0, partnership, day, 0 FROM notice WHERE day IS NOT NULL "
      "ORDER BY day DESC, n DESC, 2 LIMIT ?",
      std::int64_t(std::clamp(limit, 1, 500)));
  std::vector<FeedItem> out;
  while (s.step()) {
    FeedItem item;
    item.id = feed_id(s.text(0), s.text(1));
    item.updated = parse_iso_day(s.text(6)).value_or(Day{});
    const auto partnership = s.text(5);
    if (s.text(0) == "edition") {
      const auto kind = parse_kind(s.text(3)).value_or(Kind::OverviewReport);
      item.edition = {s.text(1)};
      item.title = s.text(2);
      item.category = std::string(words(kind));
      item.summary = item.category + (s.integer(4) > 1 ? ", edition " + std::to_string(s.integer(4)) : "") +
                     (partnership.empty() ? "" : ", published by " + partnership);
    } else {
      item.notice = {s.text(1)};
      item.category = "Notice";
      item.title =
          s.text(2) == "withheld" ? "A review that is not published" : "A document that was withdrawn";
      if (!partnership.empty()) item.title += ": " + partnership;
      item.summary = s.text(3);
    }
    out.push_back(std::move(item));
  }
  return out;
}

Statistics Library::statistics() const {
  State::Reading db(*state_);
  Statistics out;
  {
    auto s = db->query(
        "SELECT count(*), count(DISTINCT nullif(review, '')), coalesce(sum(paragraphs), 0), "
        "coalesce(sum(words), 0) FROM document WHERE source <> 'record'");
    if (s.step())
      out.documents = s.integer(0), out.reviews = s.integer(1), out.paragraphs = s.integer(2),
      out.words = s.integer(3);
  }
  out.withheld = db->number("SELECT count(*) FROM notice WHERE kind = 'withheld'");
  out.withdrawn = db->number("SELECT count(*) FROM known WHERE state = 'withdrawn'");
  out.by_kind = counts(*db, "SELECT kind, count(*) FROM document WHERE source <> 'record' GROUP BY kind ORDER BY count(*) DESC, kind");
  out.by_partnership = counts(
      *db,
      "SELECT partnership, count(*) FROM document WHERE source <> 'record' GROUP BY partnership ORDER BY count(*) DESC, partnership");
  out.by_year = counts(*db, "SELECT year, count(*) FROM document WHERE source <> 'record' GROUP BY year ORDER BY year DESC");
  return out;
}

std::vector<Count> Library::partnerships() const {
  State::Reading db(*state_);
  return counts(*db,
                "SELECT partnership, count(*) FROM document WHERE source <> 'record' AND partnership <> '' GROUP BY partnership "
                "ORDER BY partnership");
}

std::vector<Held> Library::contents() const {
  State::Reading db(*state_);
  auto s = db->query(
      "SELECT k.edition, coalesce(d.sha256, ''), k.state FROM known k LEFT JOIN document d USING (edition) "
      "WHERE k.origin = 'released' ORDER BY k.edition");
  std::vector<Held> out;
  while (s.step()) {
    const auto state = s.text(2);
    out.push_back({{s.text(0)},
                   s.text(1),
                   state == "published"  ? HeldState::Published
                   : state == "replaced" ? HeldState::Replaced
                                         : HeldState::Withdrawn});
  }
  return out;
}

std::optional<std::string> Library::fault() const {
  try {
    {
      State::Reading db(*state_);
      auto s = db->query("PRAGMA quick_check(1)");
      if (!s.step() || s.text(0) != "ok") return "The library file is damaged.";
      if (db->number("SELECT count(*) FROM known k LEFT JOIN document d USING (edition) "
                     "WHERE (k.state = 'published') <> (d.number IS NOT NULL)") > 0)
        return "The library lists an edition that it does not hold.";
      if (!index_agrees(*db)) return "The library's index does not agree with its paragraphs.";
    }
  } catch (const SqliteFault& fault) {
    if ((fault.code() & 0xff) != SQLITE_CORRUPT && fault.code() != SQLITE_NOTADB) throw;
    return "The library's index does not agree with its paragraphs, or the file is damaged.";
  }
  return std::nullopt;
}

}  // namespace heed::library

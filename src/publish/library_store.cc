// The library made to agree with the casework, and how the two differ. Idempotent: whatever was interrupted is done by the next call.
#include <algorithm>
#include <map>
#include <set>

#include "publish/curation.h"
#include "publish/edition_pdf.h"
#include "publish/publish_shelves.h"
#include "review/recommendations/recommendations.h"

namespace heed::publish {

namespace {

std::string cell_text(const document::Cell& cell) {
  if (!cell.text.empty()) return cell.text;
  std::string out;
  for (const auto& b : cell.blocks) out += (out.empty() ? "" : "\n") + b.text();
  return out;
}

library::Block block_of(const document::Block& b) {
  library::Block out;
  out.label = b.label;
  out.text = b.text();
  switch (b.kind) {
    case document::BlockKind::Heading: out.kind = library::BlockKind::Heading; out.level = std::clamp(b.level, 1, 6); break;
    case document::BlockKind::ListItem: out.kind = library::BlockKind::ListItem; out.level = b.level + 1; break;
    case document::BlockKind::Paragraph:
    case document::BlockKind::Note:
    case document::BlockKind::Picture:
    case document::BlockKind::PageBreak: out.kind = library::BlockKind::Paragraph; break;
    case document::BlockKind::Table:
      out.kind = library::BlockKind::Table;
      out.text = b.caption;
      for (const auto& row : b.rows) {
        std::vector<library::Cell> cells;
        for (const auto& cell : row.cells)
          if (!cell.covered) cells.push_back({cell_text(cell), row.header, cell.columns, cell.rows});
        out.rows.push_back(std::move(cells));
      }
      break;
  }
  return out;
}

std::string one_line_of(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\t' || c == '\r') { if (!out.empty() && out.back() != ' ') out += ' '; }
    else out += c;
  }
  if (out.size() <= 300) return out;
  std::size_t end = 296;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  return out.substr(0, end) + "…";
}

library::ProgressState public_state(review::ActionState state) {
  switch (state) {
    case review::ActionState::NotStarted: return library::ProgressState::Accepted;
    case review::ActionState::InProgress: return library::ProgressState::InProgress;
    case review::ActionState::Done: return library::ProgressState::Done;
    case review::ActionState::Effect: return library::ProgressState::EvidenceOfEffect;
    case review::ActionState::NotAccepted: return library::ProgressState::NotAccepted;
  }
  return library::ProgressState::Accepted;
}

/// Cleared recommendations without those that hold a listed value: being cleared by a person is not a proof.
std::vector<review::Progress> safe_progress(store::Reader& r, const review::ReviewRow& in) {
  auto all = review::cleared_progress(r, in);
  if (all.empty()) return all;
  const auto built = build_register(r, in);
  if (!built.unusable.empty()) return {};
  const anonymise::Prover prover(built.reg);
  std::erase_if(all, [&](const review::Progress& p) { return !prover.prove(p.text, "words.txt").settled(); });
  return all;
}

library::Notice notice_of(store::Reader& r, const WithholdingRow& row) {
  library::Notice out;
  out.id = {row.value.notice_id};
  out.kind = library::NoticeKind::Withheld;
  out.text = row.value.notice_text;
  if (row.value.give_day && row.value.decided_on.ok()) out.day = row.value.decided_on;
  if (row.value.name_partnership)
    if (auto body = access::partnership(r, row.place.partnership); body.ok()) out.partnership = body->value.name;
  return out;
}

library::Notice notice_of(const Edition& e) {
  library::Notice out;
  out.id = {e.notice_id};
  out.kind = library::NoticeKind::Withdrawn;
  out.text = e.notice_text;
  if (e.withdrawn_on.ok()) out.day = e.withdrawn_on;
  return out;
}

Hash bytes_of(const std::string& hex_text) {
  Hash out{};
  const auto digit = [](char c) { return c >= 'a' ? c - 'a' + 10 : c - '0'; };
  for (std::size_t i = 0; i < out.size() && 2 * i + 1 < hex_text.size(); ++i) out[i] = std::uint8_t(digit(hex_text[2 * i]) * 16 + digit(hex_text[2 * i + 1]));
  return out;
}

/// A paragraph that is the recommendation, in what is published of the review.
std::pair<library::EditionId, std::string> anchor_of(const std::vector<library::Document>& documents, const std::string& text) {
  for (const auto& d : documents)
    for (const auto& p : d.paragraphs)
      if (p.block.kind != library::BlockKind::Heading && p.block.kind != library::BlockKind::Table && p.block.text == text) return {d.entry.edition, p.anchor};
  return {};
}

/// All of the casework that the library shows.
struct Shown {
  struct Out { EditionRow row; library::PublishedDocument document; };
  std::vector<Out> released;
  std::vector<Edition> withdrawn;
  std::vector<library::Notice> notices;
  std::vector<std::string> dropped;  ///< notices of withholdings that ended
  struct Of { std::string key; std::vector<review::Progress> lines; std::vector<std::string> editions; };
  std::vector<Of> progress;
};

Shown shown(store::Reader& r) {
  Shown out;
  std::map<ReviewId, Shown::Of> by_review;
  for (auto& row : kEditions.list(r, {"state IN ('released', 'replaced', 'withdrawn')"})) {
    const auto in = review::review(r, row.place.review);
    if (!in.ok()) continue;
    auto& of = by_review[in->id];
    of.key = in->value.public_id;
    if (row.value.state == EditionState::Withdrawn) out.withdrawn.push_back(row.value);
    if (row.value.state != EditionState::Released) continue;
    of.editions.push_back(row.value.public_id);
    library::PublishedDocument d;
    d.edition = {row.value.public_id};
    d.review = {in->value.public_id};
    d.kind = library_kind(row.value.kind);
    d.number = row.value.number;
    d.title = row.value.title;
    if (auto body = access::partnership(r, in->value.responsible); body.ok()) d.partnership = body->value.name;
    d.published = row.value.released_on;
    d.death_month = death_month(r, in->id);
    d.content_note = row.value.content_note;
    d.sha256 = bytes_of(row.value.hash);
    d.replaces = {row.value.replaces};
    out.released.push_back({row, std::move(d)});
  }
  Shown::Of pooled{std::string(kPooledProgress), {}, {}};
  for (const auto& row : kWithholdings.list(r)) {
    if (row.value.ended_on.ok()) {
      out.dropped.push_back(row.value.notice_id);
      continue;
    }
    out.notices.push_back(notice_of(r, row));
    if (!row.value.show_progress || row.value.scope == "overview") continue;
    if (const auto in = review::review(r, row.place.review); in.ok())
      for (auto& line : safe_progress(r, *in)) pooled.lines.push_back(std::move(line));
  }
  for (auto& [id, of] : by_review) {
    if (of.key.empty()) continue;
    if (!of.editions.empty())
      if (const auto in = review::review(r, id); in.ok()) of.lines = safe_progress(r, *in);
    out.progress.push_back(std::move(of));
  }
  // In an order that says nothing of where they come from.
  std::sort(pooled.lines.begin(), pooled.lines.end(), [](const auto& a, const auto& b) { return a.text < b.text; });
  out.progress.push_back(std::move(pooled));
  return out;
}

/// Writes the lines of every review, each on the published paragraph that is the recommendation; `changed` counts reviews.
Result<void> put_progress(library::Library& library, const Shown& all, int& changed) {
  for (const auto& of : all.progress) {
    std::vector<library::Document> documents;
    for (const auto& id : of.editions)
      if (auto d = library.document({id}); d.ok()) documents.push_back(std::move(*d));
    std::vector<library::Progress> lines;
    for (const auto& line : of.lines) {
      library::Progress p;
      std::tie(p.edition, p.anchor) = anchor_of(documents, line.text);
      if (p.edition.empty()) p.title = one_line_of(line.text);
      p.state = public_state(line.state);
      lines.push_back(std::move(p));
    }
    HEED_ASSIGN(const auto outcome, library.put_progress({of.key}, lines));
    changed += outcome == library::Outcome::Changed;
  }
  return {};
}

}  // namespace

library::Kind library_kind(std::string_view kind) {
  if (kind == "executive_summary") return library::Kind::ExecutiveSummary;
  if (kind == "action_plan") return library::Kind::ActionPlan;
  return library::Kind::OverviewReport;
}

Result<document::Document> read_words(std::string_view docx, const std::string& title) {
  HEED_ASSIGN(auto document, document::read(docx, "edition.docx"));
  // The writer puts the title, the word "Contents" and a line for each heading before the words.
  std::size_t lines = 0, at = 0;
  auto& all = document.blocks;
  const auto text_at = [&](std::size_t i) { return i < all.size() ? all[i].text() : std::string(); };
  if (!title.empty() && text_at(0) == title) ++at;
  if (text_at(at) == "Contents") {
    ++at;
    for (std::size_t i = at; i < all.size(); ++i) lines += all[i].kind == document::BlockKind::Heading && all[i].level <= 3;
    for (; lines > 0 && at < all.size() && all[at].kind != document::BlockKind::Heading; --lines) ++at;
  }
  all.erase(all.begin(), all.begin() + std::ptrdiff_t(std::min(at, all.size())));
  return document;
}

Result<std::vector<library::Block>> read_blocks(std::string_view docx, const std::string& title) {
  HEED_ASSIGN(const auto words, read_words(docx, title));
  std::vector<library::Block> out;
  for (const auto& one : words.blocks) {
    auto block = block_of(one);
    if (block.kind != library::BlockKind::Table && block.text.find_first_not_of(" \t\r\n") == std::string::npos) continue;
    out.push_back(std::move(block));
  }
  return out;
}

int held_back_recommendations(store::Reader& r, const review::ReviewRow& in) {
  return int(review::cleared_progress(r, in).size()) - int(safe_progress(r, in).size());
}

Result<std::vector<library::Block>> blocks_of(store::Store& store, const Edition& e) {
  if (e.docx.is_empty()) return refused("This edition has not been finalised.");
  HEED_ASSIGN(const auto bytes, store.attachment_bytes(e.docx));
  // What is read by the public is read out of the very bytes that were proved and signed.
  if (hex(sha256(bytes)) != e.docx_sha256) return Error{Code::Unfinished, "The file of this edition is not the one that was proved.", "Make the edition again.", {}};
  return read_blocks(bytes, e.title);
}

Result<Brought> bring_library_up(store::Store& store, library::Library& library) {
  Brought out;
  auto all = store.read([&](store::Reader& r) { return shown(r); });
  std::map<std::string, library::Held> held;
  for (auto& one : library.contents()) held.emplace(one.edition.text, one);
  const auto count = [](const Result<library::Outcome>& done, int& n) -> Result<void> {
    if (!done.ok()) return done.error();
    n += *done == library::Outcome::Changed;
    return {};
  };
  // First what must go: whoever withdraws is in a hurry.
  for (const auto& e : all.withdrawn) HEED_TRY(count(library.withdraw({e.public_id}, notice_of(e)), out.withdrawn));
  for (auto& one : all.released) {
    const auto known = held.find(one.row.value.public_id);
    if (known != held.end() && known->second.state == library::HeldState::Published && known->second.sha256 == one.row.value.hash) {
      const auto before = held.find(one.row.value.replaces);
      if (before == held.end() || before->second.state != library::HeldState::Published) continue;
    }
    HEED_ASSIGN(one.document.blocks, blocks_of(store, one.row.value));
    HEED_ASSIGN(one.document.docx, store.attachment_bytes(one.row.value.docx));
    HEED_ASSIGN(one.document.pdf, pdf_of(store, one.row.value));
    HEED_TRY(count(library.publish(one.document), out.published));
  }
  for (const auto& notice : all.notices) HEED_TRY(count(library.put_notice(notice), out.notices));
  for (const auto& id : all.dropped) HEED_TRY(count(library.drop_notice({id}), out.notices));
  HEED_TRY(put_progress(library, all, out.progress));
  HEED_TRY(bring_verdicts_up(store, library));
  return out;
}

Result<int> bring_progress_up(store::Store& store, library::Library& library) {
  int changed = 0;
  HEED_TRY(put_progress(library, store.read([&](store::Reader& r) { return shown(r); }), changed));
  return changed;
}

std::vector<std::string> library_differences(store::Reader& r, const library::Library& library) {
  std::vector<std::string> out;
  const auto all = shown(r);
  std::map<std::string, library::Held> held;
  for (auto& one : library.contents()) held.emplace(one.edition.text, one);
  std::set<std::string> known;
  for (const auto& one : all.released) {
    const auto& id = one.row.value.public_id;
    known.insert(id);
    known.insert(one.row.value.replaces);
    const auto it = held.find(id);
    if (it == held.end() || it->second.state != library::HeldState::Published) out.push_back(fmt::format("Edition {} is released and not in the library.", id));
    else if (it->second.sha256 != one.row.value.hash) out.push_back(fmt::format("Edition {} in the library is not the one that was signed.", id));
  }
  for (const auto& e : all.withdrawn) {
    known.insert(e.public_id);
    const auto it = held.find(e.public_id);
    if (it == held.end() || it->second.state != library::HeldState::Withdrawn) out.push_back(fmt::format("Edition {} is withdrawn and the library does not say so.", e.public_id));
  }
  for (const auto& row : kEditions.list(r, {"state = 'replaced'"})) {
    known.insert(row.value.public_id);
    const auto it = held.find(row.value.public_id);
    if (it != held.end() && it->second.state == library::HeldState::Published) out.push_back(fmt::format("Edition {} is replaced and still in the library.", row.value.public_id));
  }
  for (const auto& [id, one] : held)
    if (!known.contains(id)) out.push_back(fmt::format("Edition {} is in the library and unknown to the casework.", id));
  std::set<std::string> wanted;
  for (const auto& n : all.notices) {
    wanted.insert(n.id.text);
    const auto there = library.notice(n.id);
    if (!there.ok()) out.push_back(fmt::format("The notice {} is missing from the library.", n.id.text));
    else if (!(*there == n)) out.push_back(fmt::format("The notice {} reads differently in the library.", n.id.text));
  }
  for (const auto& n : library.notices())
    if (n.kind == library::NoticeKind::Withheld && !wanted.contains(n.id.text)) out.push_back(fmt::format("The notice {} stands in the library without a decision.", n.id.text));
  return out;
}

}  // namespace heed::publish

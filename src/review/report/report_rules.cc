// Rules of the report without the store: what an uploaded file holds, what is missing, the exported document, words to look at again.
#include <algorithm>

#include "base/hash.h"
#include "review/report/report.h"
#include "review/report/structured_text.h"

namespace heed::review {

namespace {

using document::Block;
using document::BlockKind;

/// The words of a heading for comparing: lower case, without numbers and signs.
std::string heading_key(std::string_view heading) {
  std::string out;
  for (const char c : heading) {
    const char l = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    const bool letter = (l >= 'a' && l <= 'z') || static_cast<unsigned char>(l) >= 0x80;
    if (letter) out += l;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (out.starts_with("the ")) out.erase(0, 4);
  return out;
}

const guidance::Section* matching(const guidance::DocumentKind& kind, std::string_view heading) {
  const std::string key = heading_key(heading);
  if (key.empty()) return nullptr;
  for (const auto& section : kind.sections)
    if (heading_key(section.heading) == key) return &section;
  // "Chronology of events" is the chronology: one holds the other's words, and enough of them.
  for (const auto& section : kind.sections) {
    const std::string other = heading_key(section.heading);
    if (other.size() >= 8 && (key.starts_with(other + " ") || (key.size() >= 8 && other.starts_with(key + " ")))) return &section;
  }
  return nullptr;
}

bool has_deleted(const std::vector<Block>& blocks) {
  return std::any_of(blocks.begin(), blocks.end(), [](const Block& b) {
    if (std::any_of(b.runs.begin(), b.runs.end(), [](const document::Run& run) { return run.deleted; })) return true;
    for (const auto& row : b.rows)
      for (const auto& cell : row.cells)
        if (has_deleted(cell.blocks)) return true;
    return false;
  });
}


}  // namespace

ReadUpload sections_of(const document::Document& read, const guidance::DocumentKind& kind) {
  ReadUpload out;
  struct Open { SectionText section; std::vector<Block> blocks; int level = 1; };
  std::vector<Open> open;
  const auto begin = [&](const guidance::Section* section, std::string heading, int level) {
    open.push_back({{section ? section->id : "", std::move(heading), ""}, {}, level});
  };
  for (const auto& b : read.blocks) {
    if (b.kind == BlockKind::Heading) {
      const std::string words = b.text();
      const auto* section = matching(kind, words);
      const bool taken = section && std::any_of(open.begin(), open.end(), [&](const Open& o) { return o.section.section == section->id; });
      if (taken) section = nullptr;
      if (section || b.level <= 1) {
        begin(section, section ? section->heading : words, std::max(1, b.level));
        continue;
      }
    }
    if (open.empty()) {
      const auto* first = kind.sections.empty() || kind.sections.front().id != "title_page" ? nullptr : &kind.sections.front();
      begin(first, first ? first->heading : kind.title, 1);
    }
    Block copy = b;
    if (copy.kind == BlockKind::Heading) copy.level = std::clamp(copy.level - open.back().level + 1, 2, 3);
    open.back().blocks.push_back(std::move(copy));
  }
  std::vector<Block> notes;
  int comments = 0;
  bool running = false;
  for (const auto& b : read.apart) {
    if (b.place.part.starts_with("footnote") || b.place.part.starts_with("endnote")) {
      Block note = b;
      note.kind = BlockKind::ListItem;
      note.level = 0;
      notes.push_back(std::move(note));
    } else if (b.place.part.starts_with("comment")) {
      ++comments;
    } else if (!b.text().empty()) {
      running = true;
    }
  }
  if (!notes.empty()) {
    begin(nullptr, "Notes", 1);
    open.back().blocks = std::move(notes);
  }
  for (auto& o : open) {
    o.section.text = text_of(o.blocks);
    if (!o.section.text.empty()) out.sections.push_back(std::move(o.section));
  }

  for (const auto& u : read.unread) out.unread.push_back({u.place.words(), u.what, u.reason, u.loses_words, "", "", {}});
  if (has_deleted(read.blocks))
    out.unread.push_back({"body", "tracked changes", "what was struck out has been left out, and what was put in has been taken", true, "", "", {}});
  if (comments)
    out.unread.push_back({"comments", comments == 1 ? "1 comment" : std::to_string(comments) + " comments",
                          "comments are no part of a report and have been left out", true, "", "", {}});
  if (running) out.unread.push_back({"headers and footers", "running words", "Heed writes its own headers and footers", false, "", "", {}});
  return out;
}

std::vector<std::string> missing_to_freeze(const guidance::DocumentKind& kind, const std::vector<SectionText>& text,
                                           const std::optional<ReportUpload>& upload) {
  std::vector<std::string> out;
  if (upload) {
    std::size_t undecided = 0;
    for (const auto& piece : upload->unread)
      if (piece.loses_words && piece.decision.empty()) ++undecided;
    if (undecided)
      out.push_back(undecided == 1 ? "a decision about 1 piece of the uploaded file that could not be read"
                                   : "a decision about " + std::to_string(undecided) + " pieces of the uploaded file that could not be read");
    if (text.empty()) out.push_back("words: the uploaded file has none that could be read");
    return out;
  }
  for (const auto& section : kind.sections) {
    if (!section.required) continue;
    if (std::none_of(text.begin(), text.end(), [&](const SectionText& t) { return t.section == section.id; }))
      out.push_back("the section “" + section.heading + "”");
  }
  return out;
}

std::string canonical_text(const std::vector<SectionText>& sections) {
  std::string out;
  const auto add = [&](const std::string& part) { out += std::to_string(part.size()) + ":" + part + "\n"; };
  for (const auto& s : sections) {
    add(s.section);
    add(s.heading);
    add(s.text);
  }
  return out;
}

document::Document to_document(const std::string& title, const std::string& of, const std::vector<SectionText>& sections) {
  document::Document out;
  out.format = "docx";
  const auto add = [&](BlockKind kind, std::string text, int level) {
    Block b;
    b.kind = kind;
    b.level = level;
    b.runs.emplace_back();
    b.runs.back().text = std::move(text);
    out.blocks.push_back(std::move(b));
  };
  std::string subtitle = title;
  if (!of.empty()) subtitle += ": " + of;
  out.properties.push_back({"title", subtitle});
  for (const auto& section : sections) {
    add(BlockKind::Heading, section.heading, 1);
    for (auto& b : parse_text(section.text)) out.blocks.push_back(std::move(b));
  }
  int paragraph = 0, table = 0;
  for (auto& b : out.blocks)
    b.place = b.kind == BlockKind::Table ? document::Place{"body", "table " + std::to_string(++table)}
                                         : document::Place{"body", "paragraph " + std::to_string(++paragraph)};
  return out;
}

document::WriteOptions write_options(const std::string& title, int number) {
  document::WriteOptions out;
  out.title = title;
  out.marking = "OFFICIAL-SENSITIVE";
  out.page_numbers = true;
  out.contents = true;
  out.footer = number > 0 ? "Version " + std::to_string(number) : "Draft, not yet a version";
  return out;
}

std::string report_file_name(const std::string& reference, const std::string& kind, int number) {
  std::string out;
  for (const char c : reference + "-" + kind) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  return out + (number > 0 ? "-v" + std::to_string(number) : std::string("-draft")) + ".docx";
}

std::vector<WordHit> check_words(const guidance::Edition& edition, const std::vector<SectionText>& sections) {
  constexpr std::size_t kAround = 80;
  std::vector<WordHit> out;
  const auto letter = [](const std::string& text, std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  for (const auto& section : sections)
    for (const auto& hit : guidance::find_avoid_words(edition, section.text)) {
      std::size_t from = hit.begin > kAround ? hit.begin - kAround : 0;
      std::size_t until = std::min(section.text.size(), hit.end + kAround);
      while (from > 0 && letter(section.text, from)) --from;  // never in the middle of a character
      while (letter(section.text, until)) ++until;
      WordHit w;
      w.section = section.section;
      w.heading = section.heading;
      w.before = (from > 0 ? "…" : "") + section.text.substr(from, hit.begin - from);
      w.word = section.text.substr(hit.begin, hit.end - hit.begin);
      w.after = section.text.substr(hit.end, until - hit.end) + (until < section.text.size() ? "…" : "");
      w.why = hit.word->why;
      w.instead = hit.word->instead;
      out.push_back(std::move(w));
    }
  return out;
}

bool Frozen::has_editor(AccountId account) const {
  return std::find(version.editors.begin(), version.editors.end(), account) != version.editors.end();
}

bool Frozen::signed_off_by(SignOffKind by) const {
  const ReportSignOff* last = nullptr;
  for (const auto& s : sign_offs)
    if (s.by == by) last = &s;
  if (!last) return false;
  if (by == SignOffKind::Family) return last->outcome != "not_reached";
  return last->outcome == "agreed" || last->outcome == "agreed_with_remarks";
}

}  // namespace heed::review

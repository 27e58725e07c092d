#include "anonymise/replace.h"

#include "anonymise/editor.h"
#include "anonymise/large_room.h"
#include "document/docx/rewrite.h"
#include "text/joined.h"
#include "text/words.h"

namespace heed::anonymise {

using text::Span;

// The value of an attribute is often a number, a style or a font: only what is listed, or an e-mail address, counts there,
// unless it is a phrase, as alternative text is.
static bool counts_in_attribute(std::string_view s, const Detection& d) {
  if (d.by == "unknown-capital") return false;
  if (d.strong || d.by == "email") return true;
  auto from = s.rfind('\n', d.span.begin);
  from = from == std::string_view::npos ? 0 : from + 1;
  const auto line = s.substr(from, std::min(s.find('\n', d.span.end), s.size()) - from);
  return std::count(line.begin(), line.end(), ' ') >= 2;
}

// "BrevanthKoldermaine2019" in running words: what a person or a program glued together. The whole of it goes. Only what is
// listed, and long enough not to stand in an id by chance.
static void add_glued(std::string_view s, const Detector& detector, std::vector<Detection>& found) {
  std::vector<Detection> more;
  for (std::size_t at = 0; at < s.size();) {
    auto end = s.find_first_of(" \n\t\r,;()", at);
    if (end == std::string_view::npos) end = s.size();
    const auto word = s.substr(at, end - at);
    const auto begin = at;
    at = end + 1;
    if (word.size() < 6 || word.size() > 120) continue;
    bool mixed = false;
    for (std::size_t i = 1; i < word.size() && !mixed; ++i) {
      auto small = [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80); };
      auto digit = [](char c) { return c >= '0' && c <= '9'; };
      auto big = [](char c) { return c >= 'A' && c <= 'Z'; };
      mixed = (small(word[i - 1]) && (big(word[i]) || (word[i] & 0x80))) || ((small(word[i - 1]) || big(word[i - 1])) && digit(word[i])) ||
              (digit(word[i - 1]) && (small(word[i]) || big(word[i])));
    }
    if (!mixed) continue;
    const auto apart = text::parted(word);
    if (apart == word) continue;
    for (auto& d : detector.detect(apart)) {
      if (!d.strong || d.kind == DetectionKind::Date || d.span.size() < 5) continue;
      const Span whole{begin, begin + word.size()};
      if (std::any_of(found.begin(), found.end(), [&](const Detection& f) { return f.strong && f.span.begin < whole.end && whole.begin < f.span.end; })) break;
      d.span = whole;
      d.why += " Glued to other words.";
      more.push_back(std::move(d));
      break;
    }
  }
  if (more.empty()) return;
  std::erase_if(found, [&](const Detection& f) {
    return std::any_of(more.begin(), more.end(), [&](const Detection& m) { return f.span.begin < m.span.end && m.span.begin < f.span.end; });
  });
  found.insert(found.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  std::sort(found.begin(), found.end(), [](const Detection& a, const Detection& b) { return a.span.begin < b.span.begin; });
}

// A heading "Kolde" above "Brevanth Kolde left" reads as "Kolde, Brevanth" and as "Brevanth Kolde": taken together they would leave
// one of the lines without a name. Where a line holds the whole name by itself, each line is replaced by itself.
static void part_at_lines(std::string_view s, const Detector& detector, std::vector<Detection>& found) {
  std::vector<Detection> out;
  out.reserve(found.size());
  for (auto& d : found) {
    const auto whole = s.substr(d.span.begin, d.span.size());
    if (d.kind != DetectionKind::Person || !d.strong || whole.find('\n') == std::string_view::npos) {
      out.push_back(std::move(d));
      continue;
    }
    std::vector<Detection> lines;
    bool every = true, one_whole = false;
    for (std::size_t at = 0; at < whole.size() && every;) {
      const auto end = std::min(whole.find('\n', at), whole.size());
      const auto line = whole.substr(at, end - at);
      auto inside = detector.detect(line);
      std::erase_if(inside, [](const Detection& i) { return !i.strong || i.kind != DetectionKind::Person; });
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
        every = inside.size() == 1;
        one_whole = one_whole || (every && line.substr(inside[0].span.begin, inside[0].span.size()).find(' ') != std::string_view::npos);
      }
      for (auto& i : inside) {
        i.span.begin += d.span.begin + at;
        i.span.end += d.span.begin + at;
        lines.push_back(std::move(i));
      }
      at = end + 1;
    }
    if (every && one_whole && lines.size() > 1) out.insert(out.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
    else out.push_back(std::move(d));
  }
  found = std::move(out);
}

std::vector<text::Edit> Editor::edits(std::string_view s, const std::string& part) {
  std::vector<text::Edit> out;
  const bool attributes = part.ends_with("attributes") || part.ends_with("(attributes)");
  auto found = detector_.detect(s);
  if (!attributes) add_glued(s, detector_, found);
  part_at_lines(s, detector_, found);
  apply_policy(decisions_.policy, s, detector_.reg(), found);
  // A target, a kind or a name of a part is no prose: there the model's word is worth nothing.
  const bool prose = std::count(s.begin(), s.end(), ' ') > 2;
  std::size_t done = 0;
  for (auto& d : found) {
    if (attributes && !counts_in_attribute(s, d)) continue;
    if (!prose && (d.by == "model" || d.by == "document")) continue;
    const auto begin = d.span.begin;
    fit_in(s, d);
    if (d.span.begin < done) d.span.begin = begin;  // the article went with what stands before
    done = d.span.end;
    Replaced row;
    row.part = part;
    row.offset = d.span.begin;
    row.original = PersonalText(std::string(s.substr(d.span.begin, d.span.size())));
    row.replacement = d.replacement;
    row.kind = d.kind;
    row.by = d.by;
    row.why = d.why;
    row.confidence = d.confidence;
    row.key = keys_.key(d.kind, row.original.reveal());
    row.applied = d.confidence >= decisions_.threshold;
    if (const auto* decision = decisions_.find(row.key)) {
      row.applied = decision->verdict != Verdict::Keep;
      if (decision->verdict == Verdict::Change) row.replacement = decision->replacement;
    }
    if (row.applied && row.replacement != row.original.reveal()) out.push_back({d.span.begin, d.span.end, row.replacement});
    log_.replaced.push_back(std::move(row));
  }
  return out;
}

Replacement replace_text(std::string_view utf8, const Detector& detector, const Decisions& decisions) {
  Replacement out;
  Editor editor(detector, decisions, out.log);
  out.bytes = text::apply(utf8, editor.edits(utf8, "text"));
  return out;
}

Result<Replacement> replace_docx(std::string_view bytes, const Detector& detector, const Decisions& decisions) {
  Replacement out;
  Editor editor(detector, decisions, out.log);
  HEED_ASSIGN(auto rewritten, document::docx::rewrite(bytes, [&](std::string_view s, const std::string& part) { return editor.edits(s, part); }));
  out.bytes = std::move(rewritten.bytes);
  for (auto& [what, count] : rewritten.cleaned) out.log.cleaned.push_back({std::move(what), count});
  return out;
}

std::string to_utf8(std::string_view bytes) {
  std::string out;
  const bool le = bytes.starts_with("\xFF\xFE"), be = bytes.starts_with("\xFE\xFF");
  if (le || be) {
    for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
      auto unit = [&](std::size_t k) {
        const auto a = static_cast<unsigned char>(bytes[k]), b = static_cast<unsigned char>(bytes[k + 1]);
        return static_cast<char32_t>(le ? a | (b << 8) : b | (a << 8));
      };
      char32_t c = unit(i);
      if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
        const char32_t low = unit(i + 2);
        if (low >= 0xDC00 && low < 0xE000) {
          c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
          i += 2;
        }
      }
      text::append_utf8(out, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
    }
    return out;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (text::is_utf8(bytes)) {
    out = large_string(bytes.size());
    out.append(bytes);
    return out;
  }
  // Windows-1252, which old British programs write.
  constexpr char32_t kHigh[32] = {0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
                                  0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};
  for (std::size_t at = 0; at < bytes.size();) {
    const char32_t c = text::next_char(bytes, at);
    text::append_utf8(out, c >= 0x80 && c < 0xA0 ? kHigh[c - 0x80] : c);
  }
  return out;
}

namespace {
std::string ending_of(std::string_view name) {
  const auto lower = text::folded(name);
  return lower.substr(std::min(lower.size(), lower.rfind('.') == std::string::npos ? lower.size() : lower.rfind('.')));
}
}  // namespace

std::string output_ending(std::string_view ending) { return text::folded(ending) == ".pdf" ? ".docx" : std::string(ending); }

Result<Replacement> replace_file(std::string_view bytes, std::string_view name, const Detector& detector, const Decisions& decisions, std::string_view out_ending, const document::Limits& limits) {
  const auto ending = ending_of(name);
  const auto wanted = out_ending.empty() ? output_ending(ending) : text::folded(out_ending);
  const bool page = wanted == ".html" || wanted == ".htm";
  if (ending == ".pdf" ? wanted != ".docx" && !page : wanted != ending && !(page && (ending == ".htm" || ending == ".html")))
    return Error{Code::Unsupported, "This file cannot be anonymised into a file of another kind.",
                 ending == ".pdf" ? "A PDF comes out as DOCX or HTML: give the output one of these endings." : "Give the output the ending of the input.", {}};
  if (ending == ".docx") return replace_docx(bytes, detector, decisions);
  if (ending == ".xlsx" || ending == ".pdf") return replace_written_anew(bytes, name, page ? ".html" : wanted, detector, decisions, limits);
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0") || bytes.starts_with("%PDF"))
    return Error{Code::Unsupported, "This file is not what its ending says.", "Give it the ending that fits, or save it again as DOCX, XLSX, CSV, HTML or plain text.", {}};
  if (ending == ".txt") return replace_text(to_utf8(bytes), detector, decisions);
  if (ending == ".csv") return replace_csv(to_utf8(bytes), detector, decisions);
  if (ending == ".html" || ending == ".htm") return replace_html(to_utf8(bytes), detector, decisions);
  return Error{Code::Unsupported, "This kind of file cannot be anonymised.", "Save it as DOCX, XLSX, CSV, PDF, HTML or plain text first.", {}};
}

}  // namespace heed::anonymise

#include "anonymise/streams.h"

#include "anonymise/editor.h"
#include "anonymise/readings.h"
#include "base/ascii.h"
#include "document/zip.h"
#include "text/entities.h"
#include "text/normalise.h"

namespace heed::anonymise {

namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
std::string_view local(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Markup that does not part words: runs of Word and of drawings, and what HTML sets within a line.
bool joins(std::string_view tag) {
  return one_of(tag, {"r", "t", "rPr", "rFonts", "b", "bCs", "i", "iCs", "u", "color", "sz", "szCs", "lang", "highlight", "rStyle", "hyperlink", "bookmarkStart", "bookmarkEnd",
                      "proofErr", "ins", "del", "smartTag", "sdt", "sdtContent", "sdtPr", "span", "a", "em", "strong", "small", "sub", "sup", "abbr", "font", "mark", "s", "q", "cite",
                      "code", "wbr", "bdi", "bdo", "var", "kbd", "samp", "dfn", "time", "data", "strike", "big", "tt", "noProof", "vanish", "lastRenderedPageBreak",
                      "commentRangeStart", "commentRangeEnd", "commentReference", "solidFill", "schemeClr", "srgbClr", "latin", "ea", "cs", "instrText", "delText",
                      "delInstrText", "moveFrom", "moveTo", "kern", "spacing", "position", "vertAlign", "shd", "caps", "smallCaps", "w", "effect", "shadow", "outline", "softHyphen"});
}
// Edges where two words may meet without a space between them, each a word of its own to a reader.
bool is_edge(std::string_view tag) { return one_of(tag, {"hyperlink", "a", "sdt", "fldSimple", "ins", "del", "moveFrom", "moveTo", "bookmarkStart", "smartTag"}); }
bool described(std::string_view attribute) {
  return one_of(attribute, {"descr", "title", "alt", "tooltip", "content", "string", "placeholder", "label", "summary", "value", "displaytext", "author", "creator", "initials"}) ||
         attribute.starts_with("aria-") || attribute.starts_with("data-");
}

/// Everything in `s` that decodes from base 64. Mostly it is no base 64 at all but a long word, and decodes to nothing readable.
std::vector<std::string> base64_decoded(std::string_view s) {
  constexpr std::size_t kShortest = 16;
  static constexpr auto kValue = [] {
    std::array<signed char, 256> table{};
    table.fill(-1);
    for (int i = 0; i < 26; ++i) table[static_cast<std::size_t>('A' + i)] = static_cast<signed char>(i), table[static_cast<std::size_t>('a' + i)] = static_cast<signed char>(26 + i);
    for (int i = 0; i < 10; ++i) table[static_cast<std::size_t>('0' + i)] = static_cast<signed char>(52 + i);
    table['+'] = table['-'] = 62;
    table['/'] = table['_'] = 63;
    return table;
  }();
  auto value = [&](std::size_t at) { return kValue[static_cast<unsigned char>(s[at])]; };
  std::vector<std::string> all;
  // A stretch of sixteen or more holds one of every sixteenth place of the text.
  for (std::size_t probe = kShortest - 1; probe < s.size();) {
    if (value(probe) < 0) {
      probe += kShortest;
      continue;
    }
    std::size_t begin = probe, end = probe + 1;
    while (begin > 0 && value(begin - 1) >= 0) --begin;
    while (end < s.size() && value(end) >= 0) ++end;
    if (end - begin >= kShortest) {
      std::string out;
      out.reserve((end - begin) * 3 / 4);
      std::uint32_t bits = 0;
      int have = 0;
      for (std::size_t i = begin; i < end; ++i) {
        bits = (bits << 6) | static_cast<std::uint32_t>(value(i));
        have += 6;
        if (have >= 8) {
          have -= 8;
          out += static_cast<char>((bits >> have) & 0xFF);
        }
      }
      all.push_back(std::move(out));
    }
    probe = end + kShortest;
  }
  return all;
}

/// Printable stretches of four characters or more, read as bytes and as UTF-16 in both orders.
std::string printable(std::string_view s) {
  std::string out, run;
  auto flush = [&] {
    if (run.size() >= 4) out += run + "\n";
    run.clear();
  };
  for (const char c : s) {
    const auto b = static_cast<unsigned char>(c);
    if (b >= 0x20 && b != 0x7F) run += c;
    else flush();
  }
  flush();
  for (const std::size_t start : {0u, 1u}) {
    for (std::size_t i = start; i + 1 < s.size(); i += 2) {
      // Little endian from an even place is big endian from an odd one, but for the first letter, which `start` covers.
      const auto low = static_cast<unsigned char>(s[i]), high = static_cast<unsigned char>(s[i + 1]);
      if (high < 2 && (high || low >= 0x20)) text::append_utf8(run, static_cast<char32_t>(low | (high << 8)));
      else flush();
    }
    flush();
  }
  return out;
}

bool looks_like_markup(std::string_view s) {
  if (s.starts_with("\xEF\xBB\xBF")) s.remove_prefix(3);
  std::size_t at = 0;
  while (at < s.size() && at < 200 && blank(s[at])) ++at;
  return at < s.size() && s[at] == '<';
}

class Reader {
 public:
  explicit Reader(Streams& out) : out_(out) {}

  void add(std::string part, std::string view, StreamKind kind, std::string text) {
    if (text.empty()) return;
    const auto binary_too = kind == StreamKind::Words || kind == StreamKind::Values || kind == StreamKind::Markup;
    if (binary_too && kind != StreamKind::Words && text.find('%') != std::string::npos) {
      auto decoded = percent_decoded(text);
      if (decoded != text) out_.streams.push_back({part, view + ", percent-decoded", kind, std::move(decoded)});
    }
    if (binary_too) {
      std::string loose;
      for (const auto& decoded : base64_decoded(text)) {
        if (depth_ < 3 && (decoded.starts_with("PK\x03\x04") || decoded.starts_with("\x89PNG\r\n") || decoded.starts_with("\xFF\xD8\xFF") || looks_like_markup(decoded))) {
          ++depth_;
          any(decoded, part + " / base 64", "", depth_);
          --depth_;
        } else {
          loose += decoded + '\n';
        }
      }
      if (!loose.empty()) out_.streams.push_back({part, view + ", from base 64", StreamKind::Binary, printable(loose)});
    }
    out_.streams.push_back({std::move(part), std::move(view), kind, std::move(text)});
  }

  void any(std::string_view bytes, const std::string& part, std::string_view name, int depth) {
    out_.parts.push_back(part);
    add(part, "name of the part", StreamKind::Values, percent_decoded(name));
    const auto ending = lower_ascii(name.substr(std::min(name.size(), name.rfind('.') == std::string_view::npos ? name.size() : name.rfind('.'))));
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
      zip(bytes, part, depth);
    } else if (bytes.starts_with("\x89PNG\r\n\x1A\n")) {
      png(bytes, part);
    } else if (bytes.starts_with("\xFF\xD8\xFF")) {
      jpeg(bytes, part);
    } else if (bytes.starts_with("%PDF") || bytes.starts_with("\xD0\xCF\x11\xE0") || bytes.starts_with("\x1F\x8B") || bytes.starts_with("Rar!") || bytes.starts_with("7z\xBC\xAF")) {
      out_.unread.push_back(part);
      add(part, "raw bytes", StreamKind::Binary, printable(bytes));
    } else if (one_of(ending, {".xml", ".rels", ".html", ".htm", ".xhtml", ".svg", ".vml"}) || looks_like_markup(bytes)) {
      markup(to_utf8(bytes), part);
    } else if (one_of(ending, {".txt", ".csv", ".json", ".md"}) || bytes.find('\0') == std::string_view::npos || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
      add(part, "text", StreamKind::Words, to_utf8(bytes));
    } else {
      add(part, "raw bytes", StreamKind::Binary, printable(bytes));
    }
  }

 private:
  void zip(std::string_view bytes, const std::string& part, int depth) {
    if (depth > 3) {
      out_.unread.push_back(part);
      return;
    }
    // What the directory of the archive says of itself: comments and extra fields, stored in clear.
    const auto first_name = bytes.rfind("PK\x01\x02");
    const auto end = bytes.rfind("PK\x05\x06");
    if (end != std::string_view::npos && bytes.size() > end + 22) add(part, "comment of the archive", StreamKind::Values, std::string(bytes.substr(end + 22)));
    if (first_name != std::string_view::npos) {
      const auto directory = bytes.find("PK\x01\x02");
      add(part, "directory of the archive", StreamKind::Binary, printable(bytes.substr(directory)));
    }
    const auto unpacked = document::unpack(bytes);
    if (!unpacked) {
      out_.unread.push_back(part);
      add(part, "raw bytes", StreamKind::Binary, printable(bytes));
      return;
    }
    for (const auto& p : *unpacked) any(p.bytes, depth == 0 ? p.name : part + " / " + p.name, p.name, depth + 1);
  }

  static std::uint32_t be32(std::string_view s, std::size_t at) {
    std::uint32_t v = 0;
    for (std::size_t i = 0; i < 4; ++i) v = (v << 8) | static_cast<unsigned char>(s[at + i]);
    return v;
  }

  void png(std::string_view s, const std::string& part) {
    std::string text;
    std::size_t at = 8;
    while (at + 12 <= s.size()) {
      const std::size_t length = be32(s, at);
      if (length > s.size() - at - 12) break;
      const auto type = s.substr(at + 4, 4);
      const auto data = s.substr(at + 8, length);
      const auto keyword = data.find('\0');
      const bool packed_itxt = type == "iTXt" && keyword != std::string_view::npos && keyword + 1 < data.size() && data[keyword + 1] == 1;
      if (type == "zTXt" || packed_itxt) out_.unread.push_back(part + " (packed text in the picture)");
      if (type != "IDAT" && type != "PLTE" && type != "IHDR") {
        text += printable(data);
        text += '\n';
      }
      at += 12 + length;
      if (type == "IEND") break;
    }
    if (at < s.size()) text += printable(s.substr(at));
    add(part, "image metadata", StreamKind::Values, std::move(text));
  }

  void jpeg(std::string_view s, const std::string& part) {
    std::string text;
    std::size_t at = 2;
    while (at + 4 <= s.size() && static_cast<unsigned char>(s[at]) == 0xFF) {
      const auto marker = static_cast<unsigned char>(s[at + 1]);
      const std::size_t length = (static_cast<std::size_t>(static_cast<unsigned char>(s[at + 2])) << 8) | static_cast<unsigned char>(s[at + 3]);
      if (marker == 0xDA || length < 2 || at + 2 + length > s.size()) break;
      if (marker == 0xFE || (marker >= 0xE0 && marker <= 0xEF)) text += printable(s.substr(at + 4, length - 2)) + "\n";
      at += 2 + length;
    }
    // After the picture's end marker anything may have been appended.
    const auto end = s.rfind("\xFF\xD9");
    if (end != std::string_view::npos && end + 2 < s.size()) text += printable(s.substr(end + 2));
    add(part, "image metadata", StreamKind::Values, std::move(text));
  }

  void markup(const std::string& s, const std::string& part) {
    std::string words, values, plain, names;
    std::string open;  // the element that text stands in, for the inventory of metadata
    const bool properties = lower_ascii(part).find("docprops/") != std::string::npos;
    std::size_t at = 0;
    while (at < s.size()) {
      if (s[at] != '<' || at + 1 >= s.size() || !(s[at + 1] == '/' || s[at + 1] == '!' || s[at + 1] == '?' || (s[at + 1] | 0x20) >= 'a')) {
        auto end = s.find('<', at + 1);
        if (end == std::string::npos) end = s.size();
        const auto decoded = text::decode_entities(std::string_view(s).substr(at, end - at));
        words += decoded;
        if (properties && decoded.find_first_not_of(" \r\n\t") != std::string::npos) out_.metadata.emplace_back(part + ": " + open, decoded);
        at = end;
        continue;
      }
      const auto rest = std::string_view(s).substr(at);
      if (rest.starts_with("<!--") || rest.starts_with("<![CDATA[") || rest.starts_with("<!") || rest.starts_with("<?")) {
        const bool comment = rest.starts_with("<!--"), cdata = rest.starts_with("<![CDATA[");
        const std::string_view stop = comment ? "-->" : cdata ? "]]>" : ">";
        const std::size_t skip = comment ? 4 : cdata ? 9 : 2;
        auto end = s.find(stop, at + skip);
        if (end == std::string::npos) end = s.size();
        const auto inside = s.substr(at + skip, end - at - skip);
        if (cdata) words += inside;
        values += text::decode_entities(inside) + "\n";
        at = std::min(s.size(), end + stop.size());
        continue;
      }
      tag(s, at, words, values, plain, names, open);
    }
    // The lines in which the edge of a link parts letters, once more with a space there.
    std::string apart;
    for (std::size_t i = 0, done = 0; i < edges_.size(); ++i) {
      if (edges_[i] < done || edges_[i] >= words.size() || blank(words[edges_[i]])) continue;
      const auto from = words.rfind('\n', edges_[i] - 1);
      const auto begin = from == std::string::npos ? 0 : from + 1;
      done = std::min(words.find('\n', edges_[i]), words.size());
      auto at = begin;
      for (auto k = i; k < edges_.size() && edges_[k] < done; ++k) {
        apart.append(words, at, edges_[k] - at);
        apart += ' ';
        at = edges_[k];
      }
      apart.append(words, at, done - at);
      apart += '\n';
    }
    edges_.clear();
    add(part, "text, links apart", StreamKind::Values, std::move(apart));
    add(part, "text", StreamKind::Words, std::move(words));
    add(part, "attributes and comments", StreamKind::Values, std::move(values));
    add(part, "markup", StreamKind::Markup, std::move(plain));
    add(part, "names of elements", StreamKind::Binary, std::move(names));
  }

  void tag(const std::string& s, std::size_t& at, std::string& words, std::string& values, std::string& plain, std::string& names, std::string& open) {
    ++at;
    const bool closing = at < s.size() && s[at] == '/';
    if (closing) ++at;
    const auto from = at;
    while (at < s.size() && !blank(s[at]) && s[at] != '>' && s[at] != '/') ++at;
    const auto name = std::string_view(s).substr(from, at - from);
    const auto shown = local(name);
    names += std::string(name) + "\n";
    if (!closing) open = std::string(shown);
    if (shown == "noBreakHyphen") words += '-';
    else if (!joins(shown) && !joins(lower_ascii(shown))) words += '\n';
    else if (is_edge(shown) && !words.empty() && !blank(words.back())) edges_.push_back(words.size());
    std::string meta_name, meta_content;
    while (at < s.size() && s[at] != '>') {
      if (blank(s[at]) || s[at] == '/') {
        ++at;
        continue;
      }
      const auto begin = at++;
      while (at < s.size() && !blank(s[at]) && s[at] != '=' && s[at] != '>' && s[at] != '/') ++at;
      const auto attribute = lower_ascii(local(std::string_view(s).substr(begin, at - begin)));
      names += attribute + "\n";
      while (at < s.size() && blank(s[at])) ++at;
      if (at >= s.size() || s[at] != '=') continue;
      ++at;
      while (at < s.size() && blank(s[at])) ++at;
      std::string value;
      if (at < s.size() && (s[at] == '"' || s[at] == '\'')) {
        auto end = s.find(s[at], at + 1);
        if (end == std::string::npos) end = s.size();
        value = text::decode_entities(std::string_view(s).substr(at + 1, end - at - 1));
        at = std::min(s.size(), end + 1);
      } else {
        const auto start = at;
        while (at < s.size() && !blank(s[at]) && s[at] != '>') ++at;
        value = text::decode_entities(std::string_view(s).substr(start, at - start));
      }
      if (shown == "meta" && (attribute == "name" || attribute == "property")) meta_name = value;
      if (shown == "meta" && attribute == "content") meta_content = value;
      // Words of no language between values, so that two of them never read as one.
      if (described(attribute)) values += value + "\nzqxjkzq\n";
      else plain += value + "\nzqxjkzq\n";
    }
    if (at < s.size()) ++at;
    if (!meta_name.empty() && lower_ascii(meta_name) != "viewport") out_.metadata.emplace_back("meta " + meta_name, meta_content);
  }

  Streams& out_;
  int depth_ = 0;  // of base 64 within base 64
  std::vector<std::size_t> edges_;  // of links, in the words of the part at hand
};

}  // namespace

Streams streams_of(std::string_view bytes, std::string_view file_name) {
  Streams out;
  Reader reader(out);
  const auto slash = file_name.find_last_of("/\\");
  const auto name = slash == std::string_view::npos ? file_name : file_name.substr(slash + 1);
  const auto first = out.streams.size();
  const bool packed = bytes.starts_with("PK");
  reader.any(bytes, packed ? "the file" : "text", name, 0);
  for (auto i = first; i < out.streams.size(); ++i)
    if (out.streams[i].view.starts_with("name of the part") && (out.streams[i].part == "the file" || out.streams[i].part == "text")) {
      out.streams[i].part = "file name";
      out.streams[i].view = "name";
      break;
    }
  return out;
}

}  // namespace heed::anonymise

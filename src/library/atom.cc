#include "library/atom.h"

#include "library/library_state.h"

namespace heed::library {

namespace {

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : clean_text(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

void element(std::string& out, std::string_view indent, std::string_view tag, std::string_view text) {
  out += fmt::format("{}<{}>{}</{}>\n", indent, tag, xml(text), tag);
}

// A day of publication has no hour; the feed needs one, and midday is the same day everywhere nearby.
std::string moment(Day day) {
  return iso(day) + "T12:00:00Z";
}

}  // namespace

std::string atom(const FeedInfo& info, const std::vector<FeedItem>& items) {
  Day newest = Day{std::chrono::year{1970}, std::chrono::January, std::chrono::day{1}};
  for (const auto& item : items) newest = std::max(newest, item.updated);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"en-GB\">\n";
  element(out, "  ", "title", info.title);
  if (!info.subtitle.empty()) element(out, "  ", "subtitle", info.subtitle);
  element(out, "  ", "id", info.self);
  element(out, "  ", "updated", moment(newest));
  out += fmt::format("  <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n", xml(info.self));
  out += fmt::format("  <link rel=\"alternate\" type=\"text/html\" href=\"{}/\"/>\n", xml(info.site));
  out += "  <author>\n";
  element(out, "    ", "name", info.author.empty() ? info.title : info.author);
  out += "  </author>\n";
  for (const auto& item : items) {
    const auto path =
        item.edition.empty() ? info.notice_path + item.notice.text : info.document_path + item.edition.text;
    out += "  <entry>\n";
    element(out, "    ", "title", item.title);
    element(out, "    ", "id", item.id);
    element(out, "    ", "updated", moment(item.updated));
    element(out, "    ", "published", moment(item.updated));
    out +=
        fmt::format("    <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n", xml(info.site + path));
    if (!item.category.empty()) out += fmt::format("    <category term=\"{}\"/>\n", xml(item.category));
    element(out, "    ", "summary", item.summary);
    out += "  </entry>\n";
  }
  return out + "</feed>\n";
}

}  // namespace heed::library

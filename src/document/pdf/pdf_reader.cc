#include "document/pdf/pdf_reader.h"

#include <charconv>

#include "document/encoding.h"
#include "document/pdf/child.h"

namespace heed::document {
namespace {

Error encrypted() {
  return {Code::Unsupported, "This PDF is protected by a password.", "Ask the sender for a copy saved without a password.", {}};
}

std::string value_of(std::string_view info, std::string_view key) {
  for (std::size_t i = 0; i < info.size();) {
    const std::size_t end = std::min(info.find('\n', i), info.size());
    const std::string_view line = info.substr(i, end - i);
    if (line.starts_with(key) && line.size() > key.size() && line[key.size()] == ':')
      return squeezed(line.substr(key.size() + 1));
    i = end + 1;
  }
  return {};
}

void page_blocks(std::string_view page, int number, Document& out) {
  const std::string part = fmt::format("page {}", number);
  std::string paragraph;
  int count = 0;
  const auto flush = [&] {
    if (const std::string words = squeezed(paragraph); !words.empty()) {
      Block b;
      b.place = {part, fmt::format("paragraph {}", ++count)};
      Run r;
      r.text = words;
      b.runs.push_back(std::move(r));
      out.blocks.push_back(std::move(b));
    }
    paragraph.clear();
  };
  for (std::size_t i = 0; i < page.size();) {
    const std::size_t end = std::min(page.find('\n', i), page.size());
    const std::string_view line = page.substr(i, end - i);
    if (squeezed(line).empty()) flush();
    else (paragraph += line) += ' ';
    i = end + 1;
  }
  flush();
  if (count == 0)
    out.unread.push_back({{part, ""}, "page without text", "it needs recognition: its words are a picture, or it is empty", true});
}

}  // namespace

Result<Document> read_pdf(std::string_view bytes, const Limits& limits) {
  const pdf::Bounds bounds{limits.seconds, std::min<std::uint64_t>(limits.part_bytes, 256ull << 20)};
  const pdf::Outcome info = pdf::run({"pdfinfo", "-enc", "UTF-8", "-isodates"}, {}, bytes, bounds);
  if (info.missing)
    return Error{Code::Unsupported, "PDF files cannot be read on this computer.",
                 "Install poppler-utils, or ask the sender for a Word document (.docx).", {}};
  const std::string said = lower_ascii(info.err);
  if (said.find("password") != std::string::npos) return encrypted();
  const pdf::Outcome text = pdf::run({"pdftotext", "-enc", "UTF-8", "-eol", "unix"}, {"-"}, bytes, bounds);
  if (text.timed_out || text.too_large)
    return Error{Code::TooLarge, "This PDF takes too long or too much memory to read.",
                 "Ask the sender for a Word document (.docx), or for a PDF in smaller parts.", {}};
  if (lower_ascii(text.err).find("password") != std::string::npos) return encrypted();
  if (text.status != 0)
    return Error{Code::Unsupported, "This PDF is damaged, so it could not be read.",
                 "Ask the sender to send it again, and to check that it opens on their computer.", {}};
  Document out;
  out.format = "pdf";
  const std::string words = to_utf8(text.out);
  int number = 0;
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t end = std::min(words.find('\f', i), words.size());
    if (end == words.size() && squeezed(std::string_view(words).substr(i)).empty()) break;
    if (number > 0) {
      Block page;
      page.kind = BlockKind::PageBreak;
      page.place = {fmt::format("page {}", number + 1), ""};
      out.blocks.push_back(std::move(page));
    }
    page_blocks(std::string_view(words).substr(i, end - i), ++number, out);
    i = end + 1;
  }
  for (const auto& [key, name] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Title", "title"}, {"Author", "author"}, {"Subject", "subject"}, {"Keywords", "keywords"},
           {"Creator", "application"}, {"Producer", "producer"}, {"CreationDate", "created"}, {"ModDate", "modified"}})
    if (std::string value = value_of(info.out, key); !value.empty()) out.properties.push_back({name, std::move(value)});
  if (value_of(info.out, "Form") == "XFA")
    out.unread.push_back({{"document", ""}, "form", "it is drawn by a program that is not run here", true});

  // "1: name.pdf" lines; words in attachments and in pictures of pages with text are named, never guessed.
  const pdf::Outcome attached = pdf::run({"pdfdetach", "-list"}, {}, bytes, bounds);
  for (std::size_t i = 0; i < attached.out.size();) {
    const std::size_t end = std::min(attached.out.find('\n', i), attached.out.size());
    const std::string_view line = std::string_view(attached.out).substr(i, end - i);
    if (const std::size_t colon = line.find(": "); colon != std::string_view::npos && line[0] >= '1' && line[0] <= '9') {
      out.embedded.push_back(repaired_utf8(line.substr(colon + 2)));
      out.unread.push_back({{"document", ""}, "embedded file", "files inside a document are not opened", true});
    }
    i = end + 1;
  }
  const pdf::Outcome pictures = pdf::run({"pdfimages", "-list"}, {}, bytes, bounds);
  std::set<int> pages;
  for (std::size_t i = 0; i < pictures.out.size();) {
    const std::size_t end = std::min(pictures.out.find('\n', i), pictures.out.size());
    const std::string line = squeezed(std::string_view(pictures.out).substr(i, end - i));
    int page = 0, n = 0, width = 0, height = 0;
    char kind[16] = {};
    // "page num type width height …"; small ones are bullets and lines.
    if (std::sscanf(line.c_str(), "%d %d %15s %d %d", &page, &n, kind, &width, &height) == 5 && width > 60 && height > 60 &&
        std::string_view(kind) != "smask" && pages.insert(page).second && pages.size() < 1000)
      out.unread.push_back({{fmt::format("page {}", page), ""}, "picture", "words in a picture are not read", true});
    i = end + 1;
  }
  return out;
}

}  // namespace heed::document

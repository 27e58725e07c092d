// heed-pdf: reads one PDF from descriptor 3, as `heed` asks it to. A program of its own because poppler is large, starts
// slowly and has had faults: nothing of it is in the program that holds casework. It seals itself off before it begins.
#include <poppler/Annot.h>
#include <poppler/Catalog.h>
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/FileSpec.h>
#include <poppler/Form.h>
#include <poppler/GlobalParams.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/PDFDocEncoding.h>
#include <poppler/Stream.h>

#include <cmath>
#include <map>

#include "document/encoding.h"
#include "document/pdf_tool/page.h"
#include "document/picture.h"
#include "document/refusals.h"
#include "document/worker/worker.h"

namespace heed::document {
namespace {

/// PDF's own text strings (ISO 32000-1, 7.9.2.2): UTF-16 with its mark, else PDFDocEncoding.
std::string words_of(const GooString* s) {
  if (!s) return {};
  const std::string& raw = s->toStr();
  if (raw.starts_with("\xFE\xFF") || raw.starts_with("\xFF\xFE") || raw.starts_with("\xEF\xBB\xBF")) return to_utf8(raw);
  std::string out;
  for (const char c : raw)
    if (const Unicode u = pdfDocEncoding[static_cast<unsigned char>(c)]; u) append_utf8(out, u);
  return out;
}

/// "D:20160522143000+01'00'" as "2016-05-22T14:30:00".
std::string date_of(std::string s) {
  if (s.starts_with("D:")) s.erase(0, 2);
  std::string digits;
  for (const char c : s) {
    if (c < '0' || c > '9') break;
    digits += c;
  }
  if (digits.size() < 8) return s;
  std::string out = digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2);
  if (digits.size() >= 12) out += "T" + digits.substr(8, 2) + ":" + digits.substr(10, 2);
  return out;
}

void note(Document& out, int page, const std::string& where, std::string label, std::string text) {
  if (squeezed(text).empty()) return;
  Block b;
  b.kind = BlockKind::Note;
  b.place = {fmt::format("page {}", page), where};
  b.label = std::move(label);
  Run r;
  r.text = std::move(text);
  b.runs.push_back(std::move(r));
  out.apart.push_back(std::move(b));
}

/// What people have written on a page, and files pinned to it.
void annotations(Page& page, int number, Document& out) {
  Annots* all = page.getAnnots();
  int count = 0;
  if (!all) return;
  for (Annot* a : all->getAnnots()) {
    if (count >= 10'000) return;
    switch (a->getType()) {
      case Annot::typeLink:
      case Annot::typePopup:
      case Annot::typeWidget: continue;
      case Annot::typeFileAttachment:
        out.unread.push_back({{fmt::format("page {}", number), ""}, "embedded file", "files inside a document are not opened", true});
        break;
      case Annot::typeMovie:
      case Annot::typeScreen:
      case Annot::typeRichMedia:
      case Annot::typeSound:
      case Annot::type3D:
        out.unread.push_back({{fmt::format("page {}", number), ""}, "film or sound", "words that are spoken are not read", true});
        break;
      default: break;  // kinds of marks: a note, a highlight, a stamp
    }
    if (const auto* markup = dynamic_cast<const AnnotMarkup*>(a))
      if (const std::string author = squeezed(words_of(markup->getLabel())); !author.empty()) {
        bool known = false;
        for (const Property& p : out.properties) known = known || (p.name == "author of a comment" && p.value == author);
        if (!known) out.properties.push_back({"author of a comment", author});
      }
    note(out, number, fmt::format("comment {}", ++count), "", words_of(a->getContents()));
  }
}

void form_fields(Page& page, int number, Document& out) {
  const auto fields = page.getFormWidgets();
  std::map<std::string, bool> told;
  for (int i = 0; fields && i < fields->getNumWidgets() && i < 20'000; ++i) {
    FormWidget* w = fields->getWidget(i);
    const std::string name = squeezed(words_of(w->getFullyQualifiedName()));
    std::string value;
    switch (w->getType()) {
      case formText: value = words_of(static_cast<FormWidgetText*>(w)->getContent()); break;
      case formChoice: {
        auto* choice = static_cast<FormWidgetChoice*>(w);
        for (int c = 0; c < choice->getNumChoices(); ++c)
          if (choice->isSelected(c)) (value += value.empty() ? "" : ", ") += words_of(choice->getChoice(c));
        if (value.empty()) value = words_of(choice->getEditChoice());
        break;
      }
      case formButton: {
        auto* button = static_cast<FormWidgetButton*>(w);
        if (button->getButtonType() == formButtonPush) break;
        if (button->getState()) value = button->getButtonType() == formButtonRadio && button->getOnStr() ? "chosen: " + repaired_utf8(button->getOnStr()) : "ticked";
        break;
      }
      case formSignature:
      case formUndef: break;
    }
    if (!value.empty() && !std::exchange(told[name + "\n" + value], true)) note(out, number, "form field" + (name.empty() ? "" : " " + name), name, value);
  }
}

/// Blocks in a larger type than most of the words are headings, the largest of the first level.
void headings(Document& out, const std::vector<double>& sizes) {
  std::map<double, std::size_t> letters;
  for (std::size_t i = 0; i < out.blocks.size(); ++i)
    if (sizes[i] > 0) letters[sizes[i]] += out.blocks[i].runs[0].text.size();
  if (letters.empty()) return;
  const double body = std::max_element(letters.begin(), letters.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
  std::map<double, int> levels;
  for (std::size_t i = 0; i < out.blocks.size(); ++i)
    if (sizes[i] >= body * 1.12 && out.blocks[i].runs[0].text.size() <= 200) levels[-sizes[i]] = 0;
  int level = 0;
  for (auto& [size, n] : levels) n = std::min(++level, 6);
  for (std::size_t i = 0; i < out.blocks.size(); ++i) {
    const std::string* text = out.blocks[i].kind == BlockKind::Paragraph && !out.blocks[i].runs.empty() ? &out.blocks[i].runs[0].text : nullptr;
    if (!text || sizes[i] < body * 1.12 || text->size() > 200) continue;
    bool letter = false;
    for (const char c : *text) letter = letter || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    if (!letter) continue;
    out.blocks[i].kind = BlockKind::Heading;
    out.blocks[i].level = levels[-sizes[i]];
  }
}

/// Whether letters were drawn whose meaning the file does not say: private code points and replacement characters.
bool meaningless(const std::vector<pdf::Word>& words) {
  std::size_t odd = 0, all = 0;
  for (const pdf::Word& w : words) {
    for (std::size_t i = 0; i < w.text.size(); ++i) {
      const auto c = static_cast<unsigned char>(w.text[i]);
      if ((c & 0xC0) == 0x80) continue;
      ++all;
      odd += (c == 0xEF && w.text.substr(i, 3) == "\xEF\xBF\xBD") || c == 0xEE || (c == 0xEF && i + 1 < w.text.size() && static_cast<unsigned char>(w.text[i + 1]) < 0xA4);
    }
  }
  return all >= 20 && odd * 4 > all;
}

Result<Document> read_pages(std::string_view bytes, std::string_view, const Limits& limits) {
  globalParams = std::make_unique<GlobalParams>();
  setErrorCallback([](ErrorCategory, Goffset, const char*) {});
  PDFDoc doc(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
  if (!doc.isOk()) {
    if (doc.getErrorCode() == errEncrypted)
      return Error{Code::Unsupported, "This PDF is protected by a password.", "Ask the sender for a copy saved without a password.", {}};
    return Error{Code::Unsupported, "This PDF is damaged, so it could not be read.", document::kSendAgain, {}};
  }
  const int pages = doc.getNumPages();
  if (pages <= 0)
    return Error{Code::Unsupported, "This PDF is damaged: it has no pages.", document::kSendAgain, {}};
  if (pages > limits.parts) return Error{Code::TooLarge, "This PDF has more pages than can be read at once.", "Ask the sender for it in smaller parts.", {}};
  Document out;
  out.format = "pdf";
  for (const auto& [key, name] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Title", "title"}, {"Author", "author"}, {"Subject", "subject"}, {"Keywords", "keywords"}, {"Creator", "application"},
           {"Producer", "producer"}, {"CreationDate", "created"}, {"ModDate", "modified"}})
    if (const auto value = doc.getDocInfoStringEntry(key)) {
      std::string text = squeezed(words_of(value.get()));
      if (std::string_view(key).ends_with("Date")) text = date_of(text);
      if (!text.empty()) out.properties.push_back({name, std::move(text)});
    }
  std::vector<double> sizes;
  pdf::PageDevice device;
  for (int n = 1; n <= pages; ++n) {
    if (n > 1) {
      Block page;
      page.kind = BlockKind::PageBreak;
      page.place = {fmt::format("page {}", n), ""};
      out.blocks.push_back(std::move(page));
      sizes.push_back(0);
    }
    const Place at{fmt::format("page {}", n), ""};
    Page* page = doc.getPage(n);
    if (!page || !page->isOk()) {
      out.unread.push_back({at, "page", "it is damaged", true});
      continue;
    }
    device.start();
    doc.displayPage(&device, n, 72, 72, 0, false, true, false);
    const auto words = device.words();
    pdf::page_blocks(words, device.lines(), n, out.blocks, sizes);
    if (words.empty() && (device.pictures() > 0 || device.painted()))
      out.unread.push_back({at, "page without text", "it needs recognition: its words, if any, are a picture", true});
    else if (words.empty())
      out.unread.push_back({at, "page without text", "it is empty", false});
    else if (meaningless(words))
      out.unread.push_back({at, "words whose letters are not said", "the page needs recognition: its fonts do not say which letters they draw", true});
    else if (device.large_pictures() > 0)
      out.unread.push_back(unread_picture(at));
    annotations(*page, n, out);
    form_fields(*page, n, out);
    if (out.blocks.size() > limits.elements) return Error{Code::TooLarge, "This PDF has more words than can be read at once.", "Ask the sender for it in smaller parts.", {}};
  }
  headings(out, sizes);
  Catalog* catalog = doc.getCatalog();
  for (int i = 0, n = std::min(catalog->numEmbeddedFiles(), limits.parts); i < n; ++i)
    if (const auto file = catalog->embeddedFile(i)) {
      out.embedded.push_back(words_of(file->getFileName()));
      out.unread.push_back({{"document", ""}, "embedded file", "files inside a document are not opened", true});
    }
  if (catalog->getFormType() == Catalog::XfaForm)
    out.unread.push_back({{"document", ""}, "form", "it is drawn by a program that is not run here", true});
  return out;
}

}  // namespace
}  // namespace heed::document

int main() { return heed::document::worker_main(heed::document::read_pages, true); }

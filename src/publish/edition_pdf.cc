#include "publish/edition_pdf.h"

#include "anonymise/prove.h"
#include "document/losses.h"

namespace heed::publish {

document::WriteOptions write_options_of(const Edition& e) {
  document::WriteOptions out;
  out.title = e.title;
  out.contents = true;
  out.footer = fmt::format("Edition {}", e.number);
  return out;
}

std::string pdf_name(const Edition& e) {
  const std::string_view name = e.file_name;
  return std::string(name.substr(0, name.rfind('.'))) + ".pdf";
}

Result<std::string> proved_pdf(std::string_view docx, const Edition& e, const anonymise::Register& reg, const anonymise::Decisions& decisions) {
  HEED_ASSIGN(const auto words, read_words(docx, e.title));
  for (const auto& unread : words.unread)
    if (unread.loses_words) return Error{Code::Unfinished, "The Word file holds something that a PDF of it would not show.", "Read it as Word.", {}};
  HEED_ASSIGN(auto bytes, document::write_pdf(words, write_options_of(e)));
  HEED_ASSIGN(const auto said, document::words_of_pdf(bytes));
  if (!anonymise::prove(said, pdf_name(e) + ".txt", reg, decisions).settled())
    return Error{Code::Unfinished, "A listed value was found in the PDF, so it was not kept.", "Make the edition again.", {}};
  return bytes;
}

Result<std::string> pdf_of(store::Store& store, const Edition& e) {
  if (e.pdf.is_empty()) return std::string();
  HEED_ASSIGN(auto bytes, store.attachment_bytes(e.pdf));
  if (hex(sha256(bytes)) != e.pdf_sha256) return Error{Code::Unfinished, "The PDF of this edition is not the one that was proved.", "Make the edition again.", {}};
  return bytes;
}

}  // namespace heed::publish

#include "document/document.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "document/csv/csv_reader.h"
#include "document/docx/docx_reader.h"
#include "document/encoding.h"
#include "document/html/html_reader.h"
#include "document/kind.h"
#include "document/odt/odt_reader.h"
#include "document/pdf/pdf_reader.h"
#include "document/rtf/rtf_reader.h"
#include "document/worker/child.h"
#include "document/worker/worker.h"
#include "document/xls/xls_reader.h"
#include "document/xlsx/xlsx_reader.h"
#include "document/zip.h"

namespace heed::document {
namespace {

Error unsupported(std::string message, std::string next) {
  return {Code::Unsupported, std::move(message), std::move(next), {}};
}

void text_of(const Block& block, std::string& out) {
  for (const Run& r : block.runs)
    if (!r.deleted) out += r.text;
  bool first_row = block.runs.empty();
  for (const Row& row : block.rows) {
    if (!first_row) out += '\n';
    first_row = false;
    bool first = true;
    for (const Cell& cell : row.cells) {
      if (!first) out += '\t';
      first = false;
      out += cell.text;
    }
  }
}

}  // namespace

std::string Place::words() const {
  if (where.empty()) return part;
  if (part.starts_with("sheet ") && where.find(' ') == std::string::npos) return part + ", cell " + where;
  return part + ", " + where;
}

std::string Block::text() const {
  std::string out;
  text_of(*this, out);
  return out;
}

std::string Document::text() const {
  std::string out;
  bool first = true;
  for (const auto* list : {&blocks, &apart})
    for (const Block& b : *list) {
      if (b.kind == BlockKind::PageBreak) continue;
      if (!first) out += '\n';
      first = false;
      text_of(b, out);
    }
  return out;
}

namespace {

Error empty_file() { return unsupported("This file is empty.", "Ask the sender to send it again."); }
Error too_large() {
  return {Code::TooLarge, "This file is larger than a document may be.", "Ask the sender to split it, or to send it without its pictures.", {}};
}

}  // namespace

Result<Document> read(std::string_view bytes, std::string_view name, const Limits& limits) {
  if (bytes.empty()) return empty_file();
  if (bytes.size() > limits.file_bytes) return too_large();
  if (!worker::program().empty() && !is_pdf(bytes)) return worker::ask(worker::program(), {"read-worker"}, {-1, bytes}, name, limits, false);
  return read_here(bytes, name, limits);
}

Result<Document> read_here(std::string_view bytes, std::string_view name, const Limits& limits) {
  if (bytes.empty()) return empty_file();
  if (bytes.size() > limits.file_bytes) return too_large();
  const Kind kind = kind_of(bytes, name);
  switch (kind) {
    case Kind::Docx:
    case Kind::Xlsx:
    case Kind::Odt:
    case Kind::Ods: {
      HEED_ASSIGN(Archive archive, Archive::open(bytes, limits));
      if (kind == Kind::Docx) return read_docx(archive, limits);
      if (kind == Kind::Xlsx) return read_xlsx(archive, limits);
      return read_odf(archive, limits);
    }
    case Kind::Csv: return read_csv(bytes, limits);
    case Kind::Txt: return read_txt(bytes, limits);
    case Kind::Html: return read_html(bytes, limits);
    case Kind::Xls: return read_xls(bytes, limits);
    case Kind::Rtf: return read_rtf(bytes, limits);
    case Kind::Pdf: return read_pdf({-1, bytes}, limits);
    case Kind::EncryptedOffice:
      return unsupported("This file is protected by a password.", "Ask the sender for a copy saved without a password.");
    case Kind::Doc:
      return unsupported("This is an old Word document (.doc), which cannot be read here.",
                         "Ask the sender to save it as a Word document (.docx), or as a PDF, and send it again.");
    case Kind::Xlsb:
      return unsupported("This is a binary Excel workbook (.xlsb), which cannot be read here.",
                         "Ask the sender to save it as an Excel workbook (.xlsx), or as CSV, and send it again.");
    case Kind::Message:
      return unsupported("This is an Outlook message, which cannot be read here.",
                         "Ask the sender to save the message as a PDF, and its attachments as files of their own.");
    case Kind::Slides:
      return unsupported("This is a presentation, which cannot be read here.",
                         "Ask the sender to save it as a PDF, and send it again.");
    case Kind::OldOffice:
      return unsupported("This is a file of an old office program, which cannot be read here.",
                         "Ask the sender to save it as a Word document (.docx), an Excel workbook (.xlsx) or a PDF.");
    case Kind::Picture:
      return unsupported("This is a picture, and words in a picture cannot be read here.",
                         "Ask the sender for the document it was made from, or for a PDF with text that can be selected.");
    case Kind::Zip:
      return unsupported("This is a packed folder (.zip), not a document.",
                         "Unpack it and give each document on its own.");
    case Kind::DamagedZip:
      return unsupported("This file is cut off or damaged, so it could not be opened.",
                         "Ask the sender to send it again, and to check that it opens on their computer.");
    case Kind::Unknown: break;
  }
  return unsupported("This is no kind of document that can be read here.",
                     "Ask the sender for a Word document (.docx), an Excel workbook (.xlsx), a CSV file or a PDF.");
}

namespace {

/// With `as` the answer of a worker is a Document whose one block is the words; of this process, the Document itself.
Result<Document> read_path(const std::string& path, const Limits& limits, std::optional<Shown> as, bool& apart) {
  apart = true;
  // Opened without waiting, for a path may be a pipe that nobody writes to.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return not_found(errno == ENOENT ? "This file was not found." : "This file could not be opened.");
  const struct Closing {
    int fd;
    ~Closing() { ::close(fd); }
  } closing{fd};
  struct stat info {};
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) return not_found("This is no file that can be read.");
  if (info.st_size == 0) return empty_file();
  if (static_cast<std::uint64_t>(info.st_size) > limits.file_bytes) return too_large();
  std::string bytes(1024, '\0');
  bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(0, pread(fd, bytes.data(), bytes.size(), 0))));
  if (is_pdf(bytes)) return read_pdf({fd, {}}, limits, as);
  const std::string name = std::filesystem::path(path).filename().string();
  if (!worker::program().empty()) return worker::ask(worker::program(), {"read-worker"}, {fd, {}}, name, limits, false, as);
  bytes.resize(static_cast<std::size_t>(info.st_size));
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = pread(fd, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (n <= 0) return not_found("This file could not be read to its end.");
    done += static_cast<std::size_t>(n);
  }
  apart = false;
  return read_here(bytes, name, limits);
}

}  // namespace

Result<Document> read_file(const std::string& path, const Limits& limits) {
  bool apart = false;
  return read_path(path, limits, {}, apart);
}

Result<Rendered> render_file(const std::string& path, Shown as, const Limits& limits) {
  bool apart = false;
  auto read = read_path(path, limits, as, apart);
  if (!read.ok()) return read.error();
  Rendered out;
  if (!apart) out.text = shown(*read, as);
  else if (!read->blocks.empty() && !read->blocks[0].runs.empty()) out.text = std::move(read->blocks[0].runs[0].text);
  out.unread = std::move(read->unread);
  return out;
}

std::string media_type(std::string_view bytes, std::string_view name) {
  if (worker::program().empty() || is_pdf(bytes)) return std::string(media_type_of(kind_of(bytes, name), bytes));
  // What a zip holds is not looked at in this process either: the worker answers with a document that has a type alone.
  const auto told = worker::ask(worker::program(), {"read-worker", "--type"}, {-1, bytes}, name, {}, false);
  return told.ok() ? told->format : "application/octet-stream";
}

}  // namespace heed::document

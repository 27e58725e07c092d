#include "document/document.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "document/address.h"
#include "document/csv/csv_reader.h"
#include "document/docx/docx_reader.h"
#include "document/encoding.h"
#include "document/html/html_reader.h"
#include "document/kind.h"
#include "document/odt/odt_reader.h"
#include "document/pdf/pdf_reader.h"
#include "document/refusals.h"
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

}  // namespace

std::string Place::words() const {
  if (where.empty()) return part;
  const bool cell = part.starts_with("sheet ") && where[0] >= 'A' && where[0] <= 'Z' && where.back() >= '0' && where.back() <= '9';
  if (cell && where.find(' ') == std::string::npos) return part + ", cell " + where;
  return part + ", " + where;
}

IsoDate::IsoDate(std::string_view iso) {
  iso = iso.substr(0, iso_.size());
  if (iso.size() == iso_.size() && iso.ends_with("T00:00")) iso.remove_suffix(6);
  size_ = static_cast<std::uint8_t>(iso.copy(iso_.data(), iso.size()));
}

std::string Cell::ref() const {
  return sheet_row > 0 && sheet_column > 0 ? cell_name(static_cast<std::uint64_t>(sheet_column) - 1, static_cast<std::uint64_t>(sheet_row)) : std::string();
}

void Block::append_text(std::string& out) const {
  for (const Run& r : runs)
    if (!r.deleted) out += r.text;
  bool first_row = runs.empty();
  for (const Row& row : rows) {
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

std::string Block::text() const {
  std::string out;
  append_text(out);
  return out;
}

std::string Document::text() const {
  std::string out;
  bool first = true;
  for (const auto* list : {&blocks, &apart})
    for (const Block& b : *list) {
      if (b.kind == BlockKind::PageBreak || (b.kind == BlockKind::Picture && b.runs.empty())) continue;
      if (!first) out += '\n';
      first = false;
      b.append_text(out);
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
  if (const auto reader = worker::reader(); reader && !is_pdf(bytes)) return worker::ask(*reader, {-1, bytes}, name, limits);
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
      return cut_off();
    case Kind::Unknown: break;
  }
  return unsupported("This is no kind of document that can be read here.",
                     "Ask the sender for a Word document (.docx), an Excel workbook (.xlsx), a CSV file or a PDF.");
}

namespace {

/// A file that is open, and who reads it.
class OpenFile {
 public:
  static Result<OpenFile> open(const std::string& path, const Limits& limits) {
    OpenFile file;
    // Without waiting, for a path may be a pipe that nobody writes to.
    file.fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file.fd_ < 0) return Error{Code::NotFound, errno == ENOENT ? "This file was not found." : "This file could not be opened.", "Check its name, and that you may read it.", {}};
    struct stat info {};
    if (fstat(file.fd_, &info) != 0 || !S_ISREG(info.st_mode)) return Error{Code::NotFound, "This is no file that can be read.", "Name one file, not a folder.", {}};
    if (info.st_size == 0) return empty_file();
    if (static_cast<std::uint64_t>(info.st_size) > limits.file_bytes) return too_large();
    file.size_ = static_cast<std::size_t>(info.st_size);
    file.name_ = std::filesystem::path(path).filename().string();
    return file;
  }
  OpenFile(OpenFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)), size_(other.size_), name_(std::move(other.name_)) {}
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }

  worker::File given() const { return {fd_, {}}; }
  const std::string& name() const { return name_; }
  /// The process that reads it; nothing where this one does.
  std::optional<worker::Reader> reader() const {
    const auto head = bytes(std::min(size_, std::size_t{1024}));
    return head.ok() && is_pdf(*head) ? pdf_reader() : worker::reader();
  }
  Result<std::string> whole() const { return bytes(size_); }

 private:
  OpenFile() = default;
  Result<std::string> bytes(std::size_t n) const {
    std::string out(n, '\0');
    for (std::size_t done = 0; done < n;) {
      const ssize_t got = pread(fd_, out.data() + done, n - done, static_cast<off_t>(done));
      if (got <= 0) return Error{Code::NotFound, "This file could not be read to its end.", "Check the disk that it is on, or copy it to another.", {}};
      done += static_cast<std::size_t>(got);
    }
    return out;
  }

  int fd_ = -1;
  std::size_t size_ = 0;
  std::string name_;
};

}  // namespace

Result<Document> read_file(const std::string& path, const Limits& limits) {
  HEED_ASSIGN(const OpenFile file, OpenFile::open(path, limits));
  if (const auto reader = file.reader()) return worker::ask(*reader, file.given(), file.name(), limits);
  HEED_ASSIGN(const std::string bytes, file.whole());
  return read_here(bytes, file.name(), limits);
}

Result<Rendered> render_file(const std::string& path, Shown as, const Limits& limits) {
  HEED_ASSIGN(const OpenFile file, OpenFile::open(path, limits));
  if (const auto reader = file.reader()) return worker::ask_for(as, *reader, file.given(), file.name(), limits);
  HEED_ASSIGN(const std::string bytes, file.whole());
  HEED_ASSIGN(Document read, read_here(bytes, file.name(), limits));
  return Rendered{shown(read, as), std::move(read.unread)};
}

std::string media_type(std::string_view bytes, std::string_view name) {
  auto reader = worker::reader();
  if (!reader || is_pdf(bytes)) return std::string(media_type_of(kind_of(bytes, name), bytes));
  // What a zip holds is not looked at in this process either: the worker answers with a document that has a type alone.
  reader->arguments.push_back("--type");
  const auto told = worker::ask(*reader, {-1, bytes}, name, {});
  return told.ok() ? told->format : "application/octet-stream";
}

}  // namespace heed::document

#include "document/kind.h"

#include "document/csv/csv_reader.h"
#include "document/encoding.h"
#include "document/zip.h"

namespace heed::document {
namespace {

using namespace std::string_view_literals;

bool ends(std::string_view name, std::string_view ending) {
  return name.size() > ending.size() && lower_ascii(name.substr(name.size() - ending.size())) == ending;
}

bool holds_utf16(std::string_view bytes, std::string_view word) {
  std::string wide;
  for (const char c : word) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

/// The kinds of Microsoft's compound files, by the names in their directory (MS-CFB, UTF-16).
Kind compound(std::string_view bytes) {
  if (holds_utf16(bytes, "EncryptedPackage") || holds_utf16(bytes, "EncryptionInfo")) return Kind::EncryptedOffice;
  if (holds_utf16(bytes, "WordDocument")) return Kind::Doc;
  if (holds_utf16(bytes, "__substg1.0_") || holds_utf16(bytes, "__properties_version")) return Kind::Message;
  if (holds_utf16(bytes, "PowerPoint Document")) return Kind::Slides;
  // The directory's names; case differs between programs.
  for (const std::string_view name : {"Workbook", "WORKBOOK", "workbook", "Book", "BOOK"})
    if (holds_utf16(bytes, name)) return Kind::Xls;
  return Kind::OldOffice;
}

Kind zipped(std::string_view bytes) {
  Limits limits;
  auto archive = Archive::open(bytes, limits);
  if (!archive.ok())
    return archive.error().message.find("password") != std::string::npos ? Kind::EncryptedOffice : Kind::DamagedZip;
  if (archive->has("mimetype")) {
    Limits small;
    auto type = archive->read("mimetype");
    if (type.ok()) {
      if (type->find("opendocument.text") != std::string::npos) return Kind::Odt;
      if (type->find("opendocument.spreadsheet") != std::string::npos) return Kind::Ods;
      if (type->find("opendocument.presentation") != std::string::npos) return Kind::Slides;
    }
  }
  bool word = false, excel = false, slides = false;
  for (const std::string& name : archive->names()) {
    const std::string n = lower_ascii(name);
    if (n.ends_with("workbook.bin")) return Kind::Xlsb;
    word = word || (n.starts_with("word/document") && n.ends_with(".xml"));
    excel = excel || (n.starts_with("xl/") && n.find("workbook") != std::string::npos && n.ends_with(".xml"));
    slides = slides || n.starts_with("ppt/");
  }
  if (word) return Kind::Docx;
  if (excel) return Kind::Xlsx;
  if (slides) return Kind::Slides;
  // Other programs choose other folders: the list of content types tells.
  if (archive->has("[Content_Types].xml")) {
    auto types = archive->read("[Content_Types].xml");
    if (types.ok()) {
      if (types->find("wordprocessingml") != std::string::npos) return Kind::Docx;
      if (types->find("spreadsheetml") != std::string::npos) return Kind::Xlsx;
      if (types->find("presentationml") != std::string::npos) return Kind::Slides;
    }
  }
  return Kind::Zip;
}

bool is_zip(std::string_view bytes) { return bytes.starts_with("PK\3\4"sv) || bytes.starts_with("PK\5\6"sv); }
bool is_compound(std::string_view bytes) { return bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv); }

bool is_text(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return true;
  const std::string sample = to_utf8(bytes.substr(0, 8192));
  std::size_t odd = 0;
  for (const char c : sample) {
    if (c == 0) return false;
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1A) ++odd;
  }
  return odd * 50 <= sample.size();
}

}  // namespace

bool is_pdf(std::string_view bytes) {
  return !is_zip(bytes) && !is_compound(bytes) && bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

Kind kind_of(std::string_view bytes, std::string_view name) {
  if (is_zip(bytes)) return zipped(bytes);
  if (is_compound(bytes)) return compound(bytes);
  if (is_pdf(bytes)) return Kind::Pdf;
  if (bytes.starts_with("{\\rtf")) return Kind::Rtf;
  for (const std::string_view magic : {"\x89PNG"sv, "\xFF\xD8\xFF"sv, "GIF8"sv, "II*\0"sv, "MM\0*"sv, "BM"sv})
    if (bytes.starts_with(magic) && (magic != "BM"sv || !is_text(bytes))) return Kind::Picture;
  if (bytes.size() > 12 && ((bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") ||
                            bytes.substr(4, 8) == "ftypheic" || bytes.substr(4, 8) == "ftypmif1"))
    return Kind::Picture;
  if (!is_text(bytes)) return Kind::Unknown;
  const std::string head = lower_ascii(squeezed(to_utf8(bytes.substr(0, 2048))));
  const bool marked_up = head.find("<html") != std::string::npos || head.starts_with("<!doctype html");
  if (marked_up && head.starts_with("<")) return Kind::Html;
  if (ends(name, ".html") || ends(name, ".htm") || ends(name, ".xhtml")) return Kind::Html;
  if (ends(name, ".csv") || ends(name, ".tsv") || ends(name, ".tab")) return Kind::Csv;
  if (ends(name, ".txt") || ends(name, ".text") || ends(name, ".md")) return Kind::Txt;
  if (head.starts_with("<?xml")) return Kind::Unknown;
  return looks_like_csv(bytes) ? Kind::Csv : Kind::Txt;
}

std::string_view media_type_of(Kind kind, std::string_view bytes) {
  switch (kind) {
    case Kind::Docx: return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    case Kind::Xlsx: return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case Kind::Odt: return "application/vnd.oasis.opendocument.text";
    case Kind::Ods: return "application/vnd.oasis.opendocument.spreadsheet";
    case Kind::Csv: return "text/csv";
    case Kind::Txt: return "text/plain";
    case Kind::Html: return "text/html";
    case Kind::Pdf: return "application/pdf";
    case Kind::Doc: return "application/msword";
    case Kind::Xls: return "application/vnd.ms-excel";
    case Kind::Xlsb: return "application/vnd.ms-excel.sheet.binary.macroEnabled.12";
    case Kind::Rtf: return "application/rtf";
    case Kind::Message: return "application/vnd.ms-outlook";
    case Kind::Slides: return "application/vnd.ms-powerpoint";
    case Kind::EncryptedOffice:
    case Kind::OldOffice: return "application/x-ole-storage";
    case Kind::Zip: return "application/zip";
    case Kind::Picture:
      if (bytes.starts_with("\x89PNG")) return "image/png";
      if (bytes.starts_with("\xFF\xD8")) return "image/jpeg";
      if (bytes.starts_with("GIF8")) return "image/gif";
      if (bytes.starts_with("II*") || bytes.starts_with("MM")) return "image/tiff";
      if (bytes.starts_with("RIFF")) return "image/webp";
      return "image/bmp";
    case Kind::DamagedZip:
    case Kind::Unknown: break;
  }
  return "application/octet-stream";
}

}  // namespace heed::document

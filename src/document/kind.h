// What kind of file some bytes are, by what they hold. The name's ending only decides between kinds of plain text, where
// the content says nothing. Reads no more of the file than it needs.
#pragma once

#include <string_view>

namespace heed::document {

enum class Kind {
  Docx, Xlsx, Xls, Odt, Ods, Csv, Txt, Html, Rtf, Pdf,  // read
  EncryptedOffice, Doc, Xlsb, Message, Slides, OldOffice, Picture, Zip, DamagedZip, Unknown,  // refused, with words
};

/// What kind_of would call a PDF, from the first kilobyte, without opening anything.
bool is_pdf(std::string_view bytes);
Kind kind_of(std::string_view bytes, std::string_view name);
std::string_view media_type_of(Kind kind, std::string_view bytes);

}  // namespace heed::document

// What a file says, and where. Readers of every format give a Document; writers take one. It holds text, structure and
// places; it holds no styling beyond what carries meaning. What a reader could not carry stands in `unread`, never
// silently missing.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace heed::document {

/// Where a piece stands, in words a person can use to find it: "paragraph 12", "table 2, row 3", "sheet Contacts, cell B7",
/// "header", "footnote 4", "comment by reviewer, paragraph 9".
struct Place {
  std::string part;   ///< "body", "header", "sheet Contacts", "page 3"
  std::string where;  ///< "paragraph 12", "row 3, column 2", "B7"; may be empty
  std::string words() const;  ///< "body, paragraph 12"
};

/// A stretch of text of one kind inside a block.
struct Run {
  std::string text;          ///< UTF-8
  bool bold = false, italic = false, underline = false;
  bool hidden = false;       ///< hidden text, still read
  bool inserted = false, deleted = false;  ///< tracked changes; deleted text is read but not part of text()
  std::string link;          ///< target of a hyperlink, as text; never followed
};

enum class CellKind : std::uint8_t { Text, Number, Date, Boolean, Error, Empty };

/// A day or a minute of it as ISO 8601 writes them, held in place, for a sheet has a column of them: "2016-05-22", "2016-05-22T14:30".
class IsoDate {
 public:
  IsoDate() = default;
  IsoDate(std::string_view iso);  ///< cut to the minute, and to the day at midnight
  IsoDate(const char* iso) : IsoDate(std::string_view(iso)) {}
  IsoDate(const std::string& iso) : IsoDate(std::string_view(iso)) {}
  std::string_view view() const { return {iso_.data(), size_}; }
  operator std::string_view() const { return view(); }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  char operator[](std::size_t i) const { return iso_[i]; }
  void clear() { size_ = 0; }
  friend bool operator==(const IsoDate& a, std::string_view b) { return a.view() == b; }

 private:
  std::array<char, 16> iso_{};
  std::uint8_t size_ = 0;
};

/// A text that few cells have, which costs the others a pointer.
class RareText {
 public:
  RareText() = default;
  RareText(std::string_view text) : text_(text.empty() ? nullptr : std::make_unique<std::string>(text)) {}
  RareText(const char* text) : RareText(std::string_view(text)) {}
  RareText(const std::string& text) : RareText(std::string_view(text)) {}
  RareText(const RareText& other) : RareText(other.view()) {}
  RareText(RareText&&) noexcept = default;
  RareText& operator=(const RareText& other) { return *this = RareText(other.view()); }
  RareText& operator=(RareText&&) noexcept = default;
  ~RareText() = default;
  std::string_view view() const { return text_ ? std::string_view(*text_) : std::string_view(); }
  operator std::string_view() const { return view(); }
  bool empty() const { return !text_; }
  void clear() { text_.reset(); }
  friend bool operator==(const RareText& a, std::string_view b) { return a.view() == b; }

 private:
  std::unique_ptr<const std::string> text_;
};

struct Block;

/// A sheet may have a million of these: what few of them have is kept small.
struct Cell {
  std::string text;           ///< what the cell shows
  RareText formula;           ///< the formula that gave it, without "="; else empty
  std::vector<Block> blocks;  ///< for documents
  int sheet_column = 0, sheet_row = 0;  ///< where it stands in a sheet, from 1; else 0
  int columns = 1, rows = 1;  ///< spans of a merged cell
  IsoDate iso_date;           ///< for Date, else empty
  CellKind kind = CellKind::Text;
  bool covered = false;       ///< covered by a merged cell above or to the left
  bool hidden = false;        ///< in a hidden column
  std::string ref() const;    ///< "B7" in a sheet, else empty
};

struct Row {
  std::vector<Cell> cells;
  bool header = false;
  bool hidden = false;
  int number = 0;  ///< 1-based row in the sheet or table
};

/// `Picture`: its runs are the alternative text, empty where nobody wrote one.
enum class BlockKind : std::uint8_t { Heading, Paragraph, ListItem, Table, Note, PageBreak, Picture };

/// A picture that is shown on a page; PNG or JPEG alone (picture.h). Words in it are pixels to everybody here, so who searches for
/// names must leave it out and say so.
struct Picture {
  std::string media;          ///< "image/png", "image/jpeg"; empty when the picture itself was not carried
  std::string bytes;          ///< without what cameras and programs write into it
  int pixels_wide = 0, pixels_high = 0;
  double width = 0, height = 0;  ///< in points, as shown
  bool decorative = false;    ///< marked so by its author: it needs no alternative text
};

struct Block {
  BlockKind kind = BlockKind::Paragraph;
  int level = 0;              ///< heading level 1–6, or list depth from 0
  std::string label;          ///< numbering as seen: "3.2", "•"; else empty
  std::vector<Run> runs;
  std::vector<Row> rows;      ///< for Table
  std::string caption;        ///< for Table: name of the sheet or the caption
  bool hidden = false;        ///< a hidden sheet, column or paragraph
  std::shared_ptr<const Picture> picture;  ///< for Picture; may be missing
  Place place;
  std::string text() const;   ///< the words of the block as read on the page (no deleted text); table cells by tab and newline
  void append_text(std::string& out) const;  ///< the same, behind what `out` holds
};

/// Something the reader met and could not carry over, and why.
struct Unread {
  Place place;
  std::string what;    ///< "picture", "embedded workbook"
  std::string reason;
  bool loses_words = false;  ///< words may be missing: publication is blocked until a person decides
};

struct Property {
  std::string name, value;  ///< "author", "title", "last modified by", …
};

struct Document {
  std::string format;              ///< "docx", "xlsx", "xls", "csv", "html", "txt", "rtf", "pdf", "odt", "ods"
  std::vector<Block> blocks;       ///< body, in reading order
  std::vector<Block> apart;        ///< headers, footers, notes, comments: each with its place
  std::vector<Property> properties;
  std::vector<std::string> embedded;  ///< names of files inside
  std::vector<Unread> unread;
  std::string text() const;        ///< body, then what stands apart, blocks separated by a newline
};

/// Limits that bound what a hostile file can cost.
struct Limits {
  std::uint64_t file_bytes = 200ull << 20;
  std::uint64_t expanded_bytes = 1ull << 30;   ///< everything unpacked together
  std::uint64_t part_bytes = 400ull << 20;     ///< one part unpacked
  int seconds = 30;                            ///< for a reader that runs in a process of its own
  std::uint64_t memory_bytes = 512ull << 20;   ///< for the same
  double ratio = 200.0;                        ///< expansion of one part beyond 1 MiB
  int parts = 10000;
  int depth = 256;                             ///< nesting of elements
  std::uint64_t cells = 2'500'000;             ///< of all sheets or rows together, gaps counted; about what the memory holds
  std::uint64_t elements = 10'000'000;         ///< XML elements of one part
  /// Of all pictures that are carried. Only who writes a document anew asks for them; else each is told of in `unread`, and its
  /// alternative text is read.
  std::uint64_t picture_bytes = 0;
};

/// Reads a file held in memory, in a worker process where the program said so (worker/worker.h); a PDF always in a process
/// of its own. `name` is used for its ending only and never appears in an error.
/// Errors: Code::Unsupported for encrypted, truncated, unknown or too deeply packed files, Code::TooLarge beyond a
/// limit; the message says what it is and `next` what to ask the sender for.
Result<Document> read(std::string_view bytes, std::string_view name, const Limits& limits = {});

/// The media type by content, the name's ending deciding only between kinds of plain text: "application/pdf",
/// "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/csv", "application/octet-stream".
std::string media_type(std::string_view bytes, std::string_view name);

/// The same for a path. Errors as above, and NotFound.
Result<Document> read_file(const std::string& path, const Limits& limits = {});

/// A file as `heed read` prints it, made in the process that reads it, and what was not carried.
enum class Shown { Text, Json, Html };
struct Rendered {
  std::string text;
  std::vector<Unread> unread;
};
Result<Rendered> render_file(const std::string& path, Shown as, const Limits& limits = {});

/// Takes a long text in pieces while it is written; what a writer returns is then only the rest.
using TakePiece = std::function<void(std::string_view)>;

/// What a written file carries beside the blocks.
struct WriteOptions {
  std::string title;                ///< document property and first heading where wanted; never a real name
  std::string language = "en-GB";
  std::string marking;              ///< protective marking in header and footer; may be empty
  bool page_numbers = true;         ///< "Page n of m" in the footer
  bool contents = false;            ///< a contents field after the title
  std::string footer;               ///< extra line in the footer, e.g. edition number
};

/// DOCX with real heading styles, table header rows, page numbers. Of `apart` only footnotes and endnotes are written, as a
/// section at the end; deleted text is not written, and nothing names a person or a time. The same input gives the same
/// bytes.
std::string write_docx(const Document& document, const WriteOptions& options);
/// Tagged PDF 1.7: headings, lists, tables with their headers, notes and links as tags, in the order in which they are read; title,
/// language and bookmarks; fonts inside; running heads and page numbers as artifacts; tables that need it on landscape pages. Of
/// `apart` what write_docx writes. What could not be shown is added to `losses`; without `losses`, Code::Unsupported refuses it.
/// Code::TooLarge beyond 64 MiB of text. The same input gives the same bytes.
Result<std::string> write_pdf(const Document& document, const WriteOptions& options, std::vector<Unread>* losses = nullptr);
/// XLSX: each Table block is a sheet (caption = sheet name) with typed cells, frozen header rows, filters, widths; other
/// blocks come on a sheet "Text". What was hidden is written visibly. The same input gives the same bytes.
std::string write_xlsx(const Document& document, const WriteOptions& options);
/// CSV (RFC 4180, UTF-8 with BOM, CRLF) of the first table; a cell that a spreadsheet would take for a formula (= + - @ tab CR)
/// gets a leading apostrophe, unless it is a plain number.
std::string write_csv(const Document& document);
/// A plain HTML fragment of the blocks with paragraph ids p1, p2 … ; everything escaped, links only to http, https and
/// mailto. Footnotes and endnotes come last. A picture is its alternative text, or with `pictures` the picture itself inside the page.
std::string write_html(const Document& document, const TakePiece& take = {}, bool pictures = false);
/// The words as a person would read them aloud: numbering as seen before its paragraph, cells by tab, sheets by their name,
/// what stands apart (notes, headers, comments) last, each under its place. For `heed read --as text`; Document::text() is
/// the words alone.
std::string write_text(const Document& document);
/// JSON of the whole model, for `heed read --as json`.
std::string write_json(const Document& document, const TakePiece& take = {});

}  // namespace heed::document

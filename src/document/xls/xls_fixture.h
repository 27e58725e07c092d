// Small .xls files for tests and fuzzing: a compound file of one stream, and the records of a workbook.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heed::document::xls {

inline std::string le(std::uint64_t n, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += i < 8 ? static_cast<char>(n >> (8 * i)) : '\0';
  return out;
}
inline std::string record(std::uint16_t type, std::string_view body) {
  body = body.substr(0, 0xFFFF);
  return le(type, 2) + le(body.size(), 2) + std::string(body);
}
/// A BIFF8 string with one byte a character.
inline std::string text(std::string_view s, int length_bytes = 2) { return le(s.size(), length_bytes) + std::string(1, '\0') + std::string(s); }

struct SheetRecords {
  std::string name, records;
  bool hidden = false;
};

/// BIFF8: `globals` (formats, styles, strings) and the sheets.
inline std::string workbook_records(const std::vector<SheetRecords>& sheets, const std::string& globals = {}) {
  const std::string bof = record(0x809, le(0x600, 2) + le(5, 2) + std::string(12, '\0')), eof = record(0x0A, {});
  std::size_t at = bof.size() + globals.size() + eof.size();
  for (const SheetRecords& s : sheets) at += 4 + 6 + text(s.name, 1).size();
  std::string list, bodies;
  for (const SheetRecords& s : sheets) {
    list += record(0x85, le(at + bodies.size(), 4) + le(s.hidden, 1) + le(0, 1) + text(s.name, 1));
    bodies += bof + s.records + eof;
  }
  return bof + globals + list + eof + bodies;
}

/// Sectors of 512 bytes: the table of chains first, then the directory, then the stream.
inline std::string compound_file(std::string_view name, std::string stream) {
  if (stream.size() < 4096) stream.resize(4096);
  const std::size_t sectors = (stream.size() + 511) / 512;
  std::size_t tables = 1;
  while (tables * 128 < tables + 1 + sectors) ++tables;
  std::string header("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  header += std::string(16, '\0') + le(0x3E, 2) + le(3, 2) + le(0xFFFE, 2) + le(9, 2) + le(6, 2) + std::string(10, '\0') + le(tables, 4) +
            le(tables, 4) + le(0, 4) + le(4096, 4) + le(0xFFFFFFFE, 4) + le(0, 4) + le(0xFFFFFFFE, 4) + le(0, 4);
  for (std::size_t i = 0; i < 109; ++i) header += le(i < tables ? i : 0xFFFFFFFF, 4);
  std::string chains;
  for (std::size_t i = 0; i < tables; ++i) chains += le(0xFFFFFFFD, 4);
  chains += le(0xFFFFFFFE, 4);
  for (std::size_t i = 0; i < sectors; ++i) chains += le(i + 1 < sectors ? tables + 2 + i : 0xFFFFFFFE, 4);
  chains.resize(tables * 512, '\xFF');
  const auto entry = [](std::string_view of, int type, std::uint64_t first, std::uint64_t size) {
    std::string e;
    for (const char c : of) e += std::string{c, '\0'};
    e.resize(64);
    return e + le(of.size() * 2 + 2, 2) + le(static_cast<std::uint64_t>(type), 1) + le(1, 1) + le(0xFFFFFFFF, 4) + le(0xFFFFFFFF, 4) + le(1, 4) +
           std::string(36, '\0') + le(first, 4) + le(size, 8);
  };
  std::string directory = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry(name, 2, tables + 1, stream.size());
  directory.resize(512);
  stream.resize(sectors * 512);
  return header + chains + directory + stream;
}

}  // namespace heed::document::xls

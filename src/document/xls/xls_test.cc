#include <gtest/gtest.h>

#include <bit>

#include "document/document.h"
#include "document/xls/xls_fixture.h"

namespace heed::document {
namespace {

using namespace xls;

std::string cell(int row, int column, int style = 0) {
  return le(static_cast<std::uint64_t>(row), 2) + le(static_cast<std::uint64_t>(column), 2) + le(static_cast<std::uint64_t>(style), 2);
}
std::string number(double n) { return le(std::bit_cast<std::uint64_t>(n), 8); }

Document must(const std::string& records) {
  auto d = read(compound_file("Workbook", records), "a.xls");
  EXPECT_TRUE(d.ok()) << (d.ok() ? "" : d.error().message);
  return d.ok() ? std::move(*d) : Document{};
}

const std::string kStyles = record(0xE0, le(0, 2) + le(0, 2)) + record(0xE0, le(0, 2) + le(14, 2)) + record(0x41E, le(164, 2) + text("0.00")) +
                            record(0xE0, le(0, 2) + le(164, 2));

TEST(Xls, CellsOfEveryKind) {
  const std::string strings = record(0xFC, le(2, 4) + le(2, 4) + text("Agency") + text("Even"));
  const std::string more = record(0x3C, std::string(1, '\0') + "ing");  // never reached: the second string is whole
  const std::string sheet = record(0xFD, cell(0, 0) + le(0, 4)) + record(0x204, cell(0, 1) + text("typed")) +
                            record(0x203, cell(1, 0, 1) + number(42146)) + record(0x27E, cell(1, 1, 2) + le((314 << 2) | 3, 4)) +
                            record(0x205, cell(1, 2) + le(1, 1) + le(0, 1)) + record(0x205, cell(1, 3) + le(0x2A, 1) + le(1, 1)) +
                            record(0x06, cell(2, 0) + std::string(6, '\0') + "\xFF\xFF" + std::string(8, '\0')) + record(0x207, text("cached")) +
                            record(0x06, cell(2, 1) + number(7) + std::string(8, '\0')) +
                            record(0xBD, le(3, 2) + le(0, 2) + le(0, 2) + le((5 << 2) | 2, 4) + le(0, 2) + le((6 << 2) | 2, 4) + le(1, 2));
  const Document d = must(workbook_records({{"Contacts", sheet}}, kStyles + strings + more));
  ASSERT_EQ(d.blocks.size(), 1u);
  EXPECT_EQ(d.blocks[0].caption, "Contacts");
  EXPECT_EQ(d.blocks[0].text(), "Agency\ttyped\n22/05/2015\t3.14\tTRUE\t#N/A\ncached\t7\n5\t6");
  EXPECT_EQ(d.blocks[0].rows[1].cells[0].iso_date, "2015-05-22");
  EXPECT_EQ(d.blocks[0].rows[1].cells[0].ref(), "A2");
  ASSERT_EQ(d.unread.size(), 1u);
  EXPECT_EQ(d.unread[0].what, "formulas");
  EXPECT_FALSE(d.unread[0].loses_words);
}

TEST(Xls, AStringMayRunOverTheEndOfItsRecordAndChangeItsWidth) {
  const std::string strings = record(0xFC, le(1, 4) + le(1, 4) + le(6, 2) + std::string(1, '\0') + "abc") +
                              record(0x3C, std::string("\1d\0\xE9\0f\0", 7));
  const Document d = must(workbook_records({{"A", record(0xFD, cell(0, 0) + le(0, 4))}}, strings));
  EXPECT_EQ(d.blocks[0].text(), "abcdéf");
}

TEST(Xls, HiddenMergedAndNoted) {
  const std::string sheet = record(0x208, le(0, 2) + std::string(10, '\0') + le(0x20, 4)) + record(0x7D, le(1, 2) + le(1, 2) + le(0, 4) + le(1, 2)) +
                            record(0x204, cell(0, 0) + text("a")) + record(0x204, cell(0, 1) + text("b")) + record(0x204, cell(1, 0) + text("c")) +
                            record(0xE5, le(1, 2) + le(0, 2) + le(1, 2) + le(0, 2) + le(0, 2)) +
                            record(0x5D, le(0x15, 2) + le(18, 2) + le(0x19, 2) + le(7, 2) + std::string(14, '\0')) +
                            record(0x1B6, std::string(10, '\0') + le(5, 2) + std::string(6, '\0')) + record(0x3C, std::string("\0", 1) + "doubt") +
                            record(0x1C, le(1, 2) + le(0, 2) + le(0, 2) + le(7, 2) + text("A Person"));
  const Document d = must(workbook_records({{"Open", record(0x204, cell(0, 0) + text("x"))}, {"Kept", sheet, true}}, kStyles));
  ASSERT_EQ(d.blocks.size(), 2u);
  EXPECT_FALSE(d.blocks[0].hidden);
  const Block& kept = d.blocks[1];
  EXPECT_TRUE(kept.hidden);
  EXPECT_TRUE(kept.rows[0].hidden);
  EXPECT_FALSE(kept.rows[1].hidden);
  EXPECT_TRUE(kept.rows[0].cells[1].hidden);
  EXPECT_EQ(kept.rows[0].cells[0].rows, 2);
  EXPECT_TRUE(kept.rows[1].cells[0].covered);
  ASSERT_EQ(d.apart.size(), 1u);
  EXPECT_EQ(d.apart[0].text(), "doubt");
  EXPECT_EQ(d.apart[0].place.words(), "sheet Kept, comment at A2");
}

TEST(Xls, EncryptedDamagedAndCutFilesAreRefusedOrAnswered) {
  auto locked = read(compound_file("Workbook", record(0x809, le(0x600, 2)) + record(0x2F, "xxxx")), "a.xls");
  ASSERT_FALSE(locked.ok());
  EXPECT_NE(locked.error().message.find("password"), std::string::npos);
  const std::string whole = compound_file("Workbook", workbook_records({{"A", record(0x204, cell(0, 0) + text("x"))}}));
  for (std::size_t n = 1; n < whole.size(); n += 61) {
    auto cut = read(whole.substr(0, n), "a.xls");
    EXPECT_TRUE(cut.ok() || !cut.error().next.empty());
  }
}

TEST(Xls, AChainThatTurnsInACircleEnds) {
  std::string file = compound_file("Workbook", workbook_records({{"A", {}}}));
  for (std::size_t i = 0; i < 128; ++i) file.replace(512 + 4 * i, 4, le(2, 4));
  auto d = read(file, "a.xls");
  EXPECT_TRUE(d.ok() || !d.error().message.empty());
}

}  // namespace
}  // namespace heed::document

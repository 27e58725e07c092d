// Walks one part of a DOCX that holds paragraphs and tables (the body, a header, a note) and gives its blocks. Elements it
// does not know are walked through, so that new kinds of wrapping never lose words.
#pragma once

#include <pugixml.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "document/docx/docx_styles.h"
#include "document/opc.h"
#include "document/picture.h"

namespace heed::document::docx {

/// What the parts of one file share.
struct Shared {
  Archive& archive;
  const Limits& limits;
  Document& out;
  Styles styles;
  Numbering numbering;
  std::map<std::string, std::string> note_labels;      ///< "footnote 4" (its id) to the number as seen
  std::map<std::string, std::string, std::less<>> note_formats;  ///< "footnote" or "endnote" to the format of its numbers
  std::map<std::string, int> notes_seen;                ///< by the same
  std::map<std::string, std::string, std::less<>> comment_places;  ///< a comment's id to where it was made
  std::map<std::string, std::set<std::string>> people;  ///< role to names: authors of comments and of changes
  std::set<std::string> seen_parts;                     ///< pictures and embedded files met on a page
  PictureAllowance pictures{limits};
  std::uint64_t cells = 0;
  bool cells_told = false;

  void person(const char* role, std::string_view name) {
    if (!name.empty()) people[role].emplace(name);
  }
};

class Body {
 public:
  Body(Shared& shared, const std::vector<Relationship>& rels, std::string part)
      : shared_(shared), rels_(rels), part_(std::move(part)) {}
  /// The blocks below `node`, in reading order. REQUIRES: loaded by load_xml, which bounds the depth.
  void read(const pugi::xml_node& node, std::vector<Block>& out);
  /// The same for a part whose children come a few at a time: each lot, and then the end.
  void read_some(const pugi::xml_node& node, std::vector<Block>& out);
  void end(std::vector<Block>& out);

 private:
  /// What holds for everything below an element.
  struct Around {
    bool inserted = false, deleted = false;
    std::string link;
  };
  struct Paragraph;
  struct Extent {
    double width = 0, height = 0;  ///< in points
    bool grouped = false;          ///< of several shapes together
  };
  struct Field {
    std::string instruction, link, box;
    bool result = false;
  };

  void blocks(const pugi::xml_node& node, const Around& around, std::vector<Block>& out);
  void block(const pugi::xml_node& node, const Around& around, std::vector<Block>& out);
  void paragraph(const pugi::xml_node& node, const Around& around, std::vector<Block>& out);
  void table(const pugi::xml_node& node, const Around& around, std::vector<Block>& out);
  void rows(const pugi::xml_node& node, const Around& around, Block& table, std::vector<std::vector<int>>& merges);
  void cells(const pugi::xml_node& node, const Around& around, Row& row, std::vector<int>& merges);
  void inlines(const pugi::xml_node& node, const Around& around, Paragraph& p);
  void run(const pugi::xml_node& node, const Around& around, Paragraph& p);
  void run_content(const pugi::xml_node& node, const Around& around, const Run& look, Paragraph& p);
  void drawing(const pugi::xml_node& node, const Around& around, const Run& look, Paragraph& p);
  /// The picture that an element of a drawing shows, where it may be carried as it is.
  std::optional<Picture> carried(const pugi::xml_node& image, const Relationship* shown, const Extent& extent);
  void alternate(const pugi::xml_node& node, const Around& around, const Run& look, Paragraph& p);
  void field_char(const pugi::xml_node& node, const Run& look, Paragraph& p);
  void put(std::string_view text, const Around& around, const Run& look, Paragraph& p);
  Around changed(const pugi::xml_node& node, const Around& around);
  Place place() const;
  void unread(std::string what, std::string reason, bool loses_words);

  Shared& shared_;
  const std::vector<Relationship>& rels_;
  std::string part_;
  std::string where_;                ///< inside a table or text box: what stands before "paragraph 2"
  int paragraphs_ = 0, tables_ = 0;  ///< at the present level
  std::vector<Run> drop_cap_;        ///< the large first letter of the next paragraph, which Word keeps in one of its own
  std::vector<Field> fields_;        ///< open complex fields; may span paragraphs
};

}  // namespace heed::document::docx

// The tree of tags (ISO 32000-1, 14.7): what each stretch of a page is, in the order in which it is read. Elements are made while
// text is laid out and join their parent when they are first drawn, so the tree follows the pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/pdf_write/file.h"

namespace heed::document::pdf_write {

class Tree {
 public:
  static constexpr int kRoot = 0;  ///< the element Document

  Tree();
  /// `attributes`: the entries of an attribute dictionary ("/O /Table /Scope /Column"), or nothing. `entries`: further ones of the
  /// element's own dictionary.
  int add(std::string_view type, int parent, std::string attributes = {}, std::string entries = {});
  /// Replaces the entries of its attribute dictionary: what is known when it is drawn.
  void set_attributes(int element, std::string attributes) { elements_[static_cast<std::size_t>(element)].attributes = std::move(attributes); }
  /// Joins the element to its parent, and that to its own, unless they are already.
  void join(int element);
  /// The next marked content of a page belongs to the element; answers with its number on the page.
  int content(int element, std::size_t page);
  /// An annotation on a page belongs to the element; answers with its key in the parent tree.
  int annotation(int element, std::size_t page, int object);

  /// Puts the root and answers with its object. `pages`: their objects.
  int put(File& file, const std::vector<int>& pages) const;
  /// The key of a page in the parent tree.
  static int page_key(std::size_t page) { return static_cast<int>(page); }
  void pages_are(std::size_t count) { page_count_ = count; }

 private:
  struct Kid {
    enum { Element, Content, Annotation } kind = Element;
    int number = 0;        ///< of the element, the content or the object
    std::size_t page = 0;
  };
  struct Element {
    std::string type;
    int parent = -1;
    std::string attributes, entries;
    std::vector<Kid> kids;
    bool joined = false;
  };
  std::vector<Element> elements_;
  std::vector<std::vector<int>> contents_;  ///< of each page: the element of each number
  std::vector<int> annotations_;            ///< the element of each
  std::size_t page_count_ = 0;
};

}  // namespace heed::document::pdf_write

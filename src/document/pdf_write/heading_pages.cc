#include "document/pdf_write/heading_pages.h"

#include "document/pdf_write/pages.h"

namespace heed::document::pdf_write {

std::vector<std::size_t> pages_of_headings(const Document& document, const WriteOptions& options) {
  constexpr std::size_t kMostWords = 8u << 20;  // bytes of text; beyond that nobody turns pages
  if (document.text().size() > kMostWords) return {};
  Shaper shaper;
  Tree tree;
  const Flow made = flow(document, options, shaper, tree, ContentsPage::Shared);
  const Pages pages = cut(made);
  std::vector<std::size_t> out(document.blocks.size(), 0);
  for (std::size_t i = 0; i < made.headings.size(); ++i)
    if (made.headings[i].block < out.size()) out[made.headings[i].block] = pages.headings[i].page + 1;
  return out;
}

}  // namespace heed::document::pdf_write

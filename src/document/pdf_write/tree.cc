#include "document/pdf_write/tree.h"

namespace heed::document::pdf_write {

Tree::Tree() {
  elements_.push_back({"Document", -1, {}, {}, {}, true});
}

int Tree::add(std::string_view type, int parent, std::string attributes, std::string entries) {
  elements_.push_back({std::string(type), parent, std::move(attributes), std::move(entries), {}, false});
  return static_cast<int>(elements_.size()) - 1;
}

void Tree::join(int element) {
  Element& e = elements_[static_cast<std::size_t>(element)];
  if (e.joined) return;
  e.joined = true;
  join(e.parent);
  elements_[static_cast<std::size_t>(e.parent)].kids.push_back({Kid::Element, element, 0});
}

int Tree::content(int element, std::size_t page) {
  join(element);
  if (contents_.size() <= page) contents_.resize(page + 1);
  const int number = static_cast<int>(contents_[page].size());
  contents_[page].push_back(element);
  elements_[static_cast<std::size_t>(element)].kids.push_back({Kid::Content, number, page});
  return number;
}

int Tree::annotation(int element, std::size_t page, int object) {
  join(element);
  elements_[static_cast<std::size_t>(element)].kids.push_back({Kid::Annotation, object, page});
  annotations_.push_back(element);
  return static_cast<int>(page_count_ + annotations_.size()) - 1;
}

int Tree::put(File& file, const std::vector<int>& pages) const {
  const int root = file.reserve();
  std::vector<int> object(elements_.size(), 0);
  for (std::size_t i = 0; i < elements_.size(); ++i)
    if (elements_[i].joined) object[i] = file.reserve();

  std::vector<std::pair<std::string, int>> identifiers;
  for (std::size_t i = 0; i < elements_.size(); ++i) {
    const Element& e = elements_[i];
    if (!e.joined) continue;
    std::string x = fmt::format("<</Type /StructElem /S /{} /P {}", e.type, reference(e.parent < 0 ? root : object[static_cast<std::size_t>(e.parent)]));
    if (!e.attributes.empty()) x += " /A <<" + e.attributes + ">>";
    x += e.entries;
    if (e.type == "Note") {  // each note has an identifier of its own (ISO 14289-1, 7.9)
      identifiers.emplace_back(fmt::format("note{:06}", i), object[i]);
      x += " /ID (" + identifiers.back().first + ")";
    }
    // The page said once where all of an element stands on it.
    const Kid* first = nullptr;
    for (const Kid& k : e.kids)
      if (k.kind == Kid::Content && !first) first = &k;
    if (first) x += " /Pg " + reference(pages[first->page]);
    x += " /K [";
    for (const Kid& k : e.kids) {
      if (k.kind == Kid::Element) x += reference(object[static_cast<std::size_t>(k.number)]) + " ";
      else if (k.kind == Kid::Annotation) x += fmt::format("<</Type /OBJR /Obj {} /Pg {}>> ", reference(k.number), reference(pages[k.page]));
      else if (k.page == first->page) x += std::to_string(k.number) + " ";
      else x += fmt::format("<</Type /MCR /Pg {} /MCID {}>> ", reference(pages[k.page]), k.number);
    }
    x += "]>>";
    file.put(object[i], std::move(x));
  }

  std::string numbers;
  for (std::size_t page = 0; page < pages.size(); ++page) {
    std::string list = "[";
    if (page < contents_.size())
      for (const int element : contents_[page]) list += reference(object[static_cast<std::size_t>(element)]) + " ";
    numbers += fmt::format("{} {} ", page_key(page), reference(file.add(list + "]")));
  }
  for (std::size_t i = 0; i < annotations_.size(); ++i)
    numbers += fmt::format("{} {} ", page_count_ + i, reference(object[static_cast<std::size_t>(annotations_[i])]));
  const int parents = file.add("<</Nums [" + numbers + "]>>");

  std::string x = fmt::format("<</Type /StructTreeRoot /K {} /ParentTree {} /ParentTreeNextKey {} /RoleMap <</Title /P>>", reference(object[kRoot]),
                              reference(parents), page_count_ + annotations_.size());
  if (!identifiers.empty()) {
    std::string names;
    for (const auto& [name, element] : identifiers) names += fmt::format("({}) {} ", name, reference(element));
    x += fmt::format(" /IDTree {}", reference(file.add(fmt::format("<</Kids [<</Limits [({}) ({})] /Names [{}]>>]>>", identifiers.front().first,
                                                                   identifiers.back().first, names))));
  }
  file.put(root, x + ">>");
  return root;
}

}  // namespace heed::document::pdf_write

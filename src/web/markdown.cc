#include "web/markdown.h"

#include <memory>
#include <stdexcept>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "web/components/tables.h"

namespace heed::web {

namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text ? std::string_view(text) : std::string_view();
}

std::string words_of(cmark_node* node) {
  std::string words(literal(node));
  const auto type = cmark_node_get_type(node);
  if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) words += ' ';
  for (auto* child = cmark_node_first_child(node); child; child = cmark_node_next(child)) words += words_of(child);
  return words;
}

std::string anchor_of(std::string_view words) {
  std::string anchor;
  for (const char c : words) {
    if (c == ' ') anchor += '-';
    else if (c >= 'A' && c <= 'Z') anchor += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') anchor += c;
  }
  return anchor;
}

class Renderer {
 public:
  explicit Renderer(const std::function<std::string(std::string_view)>& address) : address_(address) {}

  Markdown render(cmark_node* document) {
    result_.html = children(document);
    return std::move(result_);
  }

 private:
  Html children(cmark_node* node) {
    Html out;
    for (auto* child = cmark_node_first_child(node); child; child = cmark_node_next(child)) out += one(child);
    return out;
  }

  Html one(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    // The types of an extension are known by name alone.
    if (cmark_node_get_type_string(node) == std::string_view("table")) return table_of(node);
    if (type == CMARK_NODE_HEADING) return heading(node);
    if (type == CMARK_NODE_PARAGRAPH)
      return in_tight_list(node) ? children(node) : html("<p class=\"govuk-body\">{}</p>", children(node));
    if (type == CMARK_NODE_LIST) return list(node);
    if (type == CMARK_NODE_ITEM) return html("<li>{}</li>", children(node));
    if (type == CMARK_NODE_BLOCK_QUOTE) return html("<div class=\"govuk-inset-text\">{}</div>", children(node));
    if (type == CMARK_NODE_CODE_BLOCK) return html("<pre class=\"heed-code\" tabindex=\"0\"><code>{}</code></pre>", literal(node));
    if (type == CMARK_NODE_TEXT) return Html().text(literal(node));
    if (type == CMARK_NODE_CODE) return html("<code>{}</code>", literal(node));
    if (type == CMARK_NODE_SOFTBREAK) return html(" ");
    if (type == CMARK_NODE_LINEBREAK) return html("<br>");
    if (type == CMARK_NODE_EMPH) return html("<em>{}</em>", children(node));
    if (type == CMARK_NODE_STRONG) return html("<strong>{}</strong>", children(node));
    if (type == CMARK_NODE_LINK) return link(node);
    return {};  // HTML and pictures have no place in the guide's pages
  }

  Html heading(cmark_node* node) {
    const auto words = words_of(node);
    const int level = cmark_node_get_heading_level(node);
    under_ = words;
    if (level == 1) {
      if (result_.title.empty()) result_.title = words;
      return {};
    }
    if (level == 2) return html("<h2 class=\"govuk-heading-m\" id=\"{}\">{}</h2>", anchor_of(words), children(node));
    return html("<h3 class=\"govuk-heading-s\" id=\"{}\">{}</h3>", anchor_of(words), children(node));
  }

  static bool in_tight_list(cmark_node* paragraph) {
    auto* item = cmark_node_parent(paragraph);
    return item && cmark_node_get_type(item) == CMARK_NODE_ITEM && cmark_node_get_list_tight(cmark_node_parent(item));
  }

  Html list(cmark_node* node) {
    if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
      return html("<ol class=\"govuk-list govuk-list--number\">{}</ol>", children(node));
    return html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", children(node));
  }

  Html link(cmark_node* node) {
    const auto to = address_(cmark_node_get_url(node));
    return to.empty() ? children(node) : html("<a class=\"govuk-link\" href=\"{}\">{}</a>", to, children(node));
  }

  Html table_of(cmark_node* node) {
    Table t;
    for (auto* row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
      std::vector<Cell> cells;
      for (auto* cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) cells.push_back({.content = children(cell)});
      if (cmark_gfm_extensions_get_table_row_is_header(row)) t.head = std::move(cells);
      else t.rows.push_back(std::move(cells));
    }
    t.first_cell_is_header = true;
    return scroll_region(under_, table(t));
  }

  const std::function<std::string(std::string_view)>& address_;
  Markdown result_;
  std::string under_;  // the words of the heading that what follows stands under
};

}  // namespace

Markdown render_markdown(std::string_view text, const std::function<std::string(std::string_view)>& address) {
  cmark_gfm_core_extensions_ensure_registered();
  auto* tables = cmark_find_syntax_extension("table");
  if (!tables) throw std::logic_error("the Markdown library has no tables");
  const std::unique_ptr<cmark_parser, void (*)(cmark_parser*)> parser(cmark_parser_new(CMARK_OPT_DEFAULT), cmark_parser_free);
  cmark_parser_attach_syntax_extension(parser.get(), tables);
  cmark_parser_feed(parser.get(), text.data(), text.size());
  const Tree tree(cmark_parser_finish(parser.get()));
  return Renderer(address).render(tree.get());
}

}  // namespace heed::web

// Small things that pages with many choices share: the words of an option, a row of a summary list with its Change link, finding a
// thing by the id in the path.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "web/forms.h"

namespace heed::web {

/// The words of `value` among `options`; the value itself when it is none of them.
inline std::string words_of(const std::vector<Option>& options, const std::string& value) {
  for (const auto& o : options)
    if (o.value == value) return o.text;
  return value;
}

/// A row of a summary list; `href` empty: no link.
inline SummaryRow row_of(std::string key, Html value, const std::string& href = {}, std::string verb = "Change") {
  SummaryRow row{.key = key, .value = std::move(value)};
  if (!href.empty()) row.actions.push_back({.text = std::move(verb), .href = href, .visually_hidden_text = key});
  return row;
}

inline Html text_or_missing(const std::string& text) { return text.empty() ? or_missing("") : paragraphs(text); }
inline Html section(std::string_view title, const Html& content) { return html("<h2 class=\"govuk-heading-m\">{}</h2>{}", title, content); }
inline Html link_line(const std::string& href, std::string_view text) {
  return html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">{}</a></p>", href, text);
}

/// The row of this id; none when it is not among them.
template <class RowT, class IdT>
std::optional<RowT> row_with(const std::vector<RowT>& rows, IdT id) {
  auto it = std::find_if(rows.begin(), rows.end(), [&](const RowT& row) { return row.id == id; });
  if (it == rows.end()) return std::nullopt;
  return *it;
}

/// A number in the path, "new" being one past the end of a list of `size`; nullopt when it is neither.
inline std::optional<std::size_t> place_in_list(std::string_view text, std::size_t size) {
  if (text == "new") return size;
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const std::size_t n = std::stoul(std::string(text));
  if (n >= size) return std::nullopt;
  return n;
}

}  // namespace heed::web

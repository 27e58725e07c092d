#include "publish/places.h"

#include "anonymise/matcher.h"
#include "text/normalise.h"

namespace heed::publish {

namespace {

constexpr std::size_t kAround = 70;  ///< bytes of context on each side

std::string_view setting_of(document::BlockKind kind) {
  switch (kind) {
    case document::BlockKind::Heading: return "heading";
    case document::BlockKind::ListItem: return "list";
    case document::BlockKind::Table: return "table";
    case document::BlockKind::Note:
    case document::BlockKind::Picture: return "note";
    case document::BlockKind::Paragraph:
    case document::BlockKind::PageBreak: return "text";
  }
  return "text";
}

bool inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

FoundAt place_at(const document::Block& block, std::string_view all, text::Span span) {
  std::size_t from = span.begin > kAround ? span.begin - kAround : 0, to = std::min(all.size(), span.end + kAround);
  while (from < span.begin && inside_character(all[from])) ++from;
  while (to < all.size() && inside_character(all[to])) ++to;
  return {block.place.words(), std::string(setting_of(block.kind)), PersonalText(std::string(all.substr(from, span.begin - from))),
          PersonalText(std::string(all.substr(span.begin, span.size()))), PersonalText(std::string(all.substr(span.end, to - span.end)))};
}

}  // namespace

std::vector<Standing> standing_of(const document::Document& document, const std::vector<std::string>& values, std::size_t most) {
  std::vector<Standing> out(values.size());
  anonymise::Matcher matcher;
  std::vector<std::size_t> lengths(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto folded = text::folded(values[i], text::FoldForm::Tokens);
    if (folded.empty()) continue;
    lengths[i] = folded.size();
    matcher.add(" " + folded + " ", std::uint32_t(i));
  }
  if (matcher.empty()) return out;
  matcher.build();
  for (const auto* blocks : {&document.blocks, &document.apart})
    for (const auto& block : *blocks) {
      const auto all = block.text();
      const auto folded = text::fold(all, text::FoldForm::Tokens);
      const std::string setting(setting_of(block.kind));
      matcher.scan(" " + folded.text + " ", [&](std::size_t end, std::uint32_t i) {
        auto& here = out[i];
        if (std::find(here.settings.begin(), here.settings.end(), setting) == here.settings.end()) here.settings.push_back(setting);
        if (here.places.size() >= most) return;
        const auto last = end - 2;  // without the two spaces that were put around
        here.places.push_back(place_at(block, all, folded.original(last - lengths[i], last)));
      });
    }
  return out;
}

}  // namespace heed::publish

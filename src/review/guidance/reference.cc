#include "review/guidance/reference.h"

#include "review/guidance/built_in.h"

namespace heed::guidance {
namespace {

constexpr ReferenceKind kKinds[] = {ReferenceKind::Partnership, ReferenceKind::PoliceForce,
                                    ReferenceKind::NhsTrust, ReferenceKind::IntegratedCareBoard,
                                    ReferenceKind::HealthBoard};

std::string_view file_word(ReferenceKind kind) {
  switch (kind) {
    case ReferenceKind::Partnership:
      return "partnership";
    case ReferenceKind::PoliceForce:
      return "police";
    case ReferenceKind::NhsTrust:
      return "trust";
    case ReferenceKind::IntegratedCareBoard:
      return "icb";
    case ReferenceKind::HealthBoard:
      return "health_board";
  }
  return "";
}

using Words = std::vector<std::string>;

/// The words of a name in small letters; apostrophes are left out, "&" reads "and", the rest divides.
Words words_of(std::string_view text) {
  Words out;
  std::string word;
  auto end = [&] {
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'') continue;
    if (text.substr(i, 3) == "\u2019") {
      i += 2;
      continue;
    }
    if (c == '&') {
      end();
      out.emplace_back("and");
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
      word += c;
    } else if (c >= 'A' && c <= 'Z') {
      word += static_cast<char>(c + 32);
    } else {
      end();
    }
  }
  end();
  return out;
}

struct Index {
  std::map<ReferenceKind, std::vector<ReferenceName>> names;
  std::map<ReferenceKind, std::vector<Words>> words;
};

const Index& index() {
  static const Index kIndex = [] {
    Index out;
    for (const auto& [file, whole] : built_in_texts()) {
      if (file != "names.tsv") continue;
      std::string_view text = whole;
      while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (line.empty() || line.front() == '#') continue;
        std::array<std::string_view, 5> cells;
        for (auto& cell : cells) {
          const std::size_t tab = line.find('\t');
          cell = line.substr(0, tab);
          line = tab == std::string_view::npos ? std::string_view{} : line.substr(tab + 1);
        }
        for (ReferenceKind kind : kKinds)
          if (cells[0] == file_word(kind)) {
            out.names[kind].push_back({kind, cells[1], cells[2], cells[3], cells[4]});
            out.words[kind].push_back(words_of(cells[2]));
          }
      }
    }
    if (out.names.empty()) throw std::logic_error("the program holds no reference names");
    return out;
  }();
  return kIndex;
}

/// 0: no match; 1: each typed word begins some word; 2: the name begins with what was typed.
int fit(const Words& typed, const Words& name) {
  for (const auto& word : typed)
    if (std::none_of(name.begin(), name.end(), [&](const std::string& w) { return w.starts_with(word); }))
      return 0;
  const std::size_t skip =
      !name.empty() && (name[0] == "the" || name[0] == "nhs") && (typed[0] != name[0]) ? 1 : 0;
  for (std::size_t i = 0; i < typed.size(); ++i)
    if (i + skip >= name.size() || !name[i + skip].starts_with(typed[i])) return 1;
  return 2;
}

std::vector<ReferenceName> found(std::span<const ReferenceKind> kinds, std::string_view typed,
                                 std::size_t limit) {
  std::vector<ReferenceName> out;
  const Words words = words_of(typed.substr(0, 200));
  if (words.empty()) return out;
  for (int wanted : {2, 1})
    for (ReferenceKind kind : kinds) {
      const auto& names = index().names.at(kind);
      for (std::size_t i = 0; i < names.size() && out.size() < limit; ++i)
        if (fit(words, index().words.at(kind)[i]) == wanted) out.push_back(names[i]);
    }
  return out;
}

}  // namespace

std::string_view reference_kind_words(ReferenceKind kind) {
  switch (kind) {
    case ReferenceKind::Partnership:
      return "Community safety partnership";
    case ReferenceKind::PoliceForce:
      return "Police force";
    case ReferenceKind::NhsTrust:
      return "NHS trust";
    case ReferenceKind::IntegratedCareBoard:
      return "Integrated care board";
    case ReferenceKind::HealthBoard:
      return "Health board";
  }
  return "";
}

std::span<const ReferenceName> reference_names(ReferenceKind kind) {
  return index().names.at(kind);
}

std::vector<ReferenceName> suggest(ReferenceKind kind, std::string_view typed, std::size_t limit) {
  return found({&kind, 1}, typed, limit);
}

std::vector<ReferenceName> suggest_any(std::string_view typed, std::size_t limit) {
  return found(kKinds, typed, limit);
}

std::optional<ReferenceName> find_reference(ReferenceKind kind, std::string_view name) {
  const Words wanted = words_of(name);
  const auto& words = index().words.at(kind);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == wanted) return index().names.at(kind)[i];
  return std::nullopt;
}

std::string_view reference_attribution() {
  return "Source: Office for National Statistics licensed under the Open Government Licence v3.0. Contains "
         "public sector information "
         "licensed under the Open Government Licence v3.0.";
}

}  // namespace heed::guidance

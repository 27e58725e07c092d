// Names that forms suggest: community safety partnerships with their police force area, police forces, NHS
// trusts, integrated care boards, health boards. Facts from public registers, inside the program; bodies
// change, so every text field that suggests them takes any other name too. Attribution and licence:
// data/reference/README.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace heed::guidance {

enum class ReferenceKind { Partnership, PoliceForce, NhsTrust, IntegratedCareBoard, HealthBoard };
std::string_view reference_kind_words(ReferenceKind kind);  ///< "Community safety partnership", …

struct ReferenceName {
  ReferenceKind kind = ReferenceKind::Partnership;
  std::string_view code;  ///< ONS or ODS code; "" when not known
  std::string_view name;
  std::string_view area;          ///< police force area of a partnership; "" otherwise
  std::string_view jurisdiction;  ///< "england" or "wales"
};

/// All names of a kind, in order of name. The views live as long as the program.
std::span<const ReferenceName> reference_names(ReferenceKind kind);

/// Names in which every word of `typed` begins some word, without regard to case, accents of plain letters or
/// "and"/"&"; those that begin with what was typed first. An empty `typed` gives none.
std::vector<ReferenceName> suggest(ReferenceKind kind, std::string_view typed, std::size_t limit = 10);
std::vector<ReferenceName> suggest_any(std::string_view typed, std::size_t limit = 10);

/// The partnership, force, … of exactly this name (without case).
std::optional<ReferenceName> find_reference(ReferenceKind kind, std::string_view name);

/// What must be said where the names are shown.
std::string_view reference_attribution();

}  // namespace heed::guidance

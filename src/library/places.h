// Where a review was held: police forces, community safety partnerships, and the names that are, or once were, something else,
// with what became of them and when. Sources write these names loosely, so a name is matched, and the match says how it was
// made; where a name could be several, it gives all of them rather than choosing. It knows no address and no map.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heed::library {

enum class PlaceKind {
  Force,        ///< a police force area
  Partnership,  ///< a community safety partnership of the present list
  Former,       ///< a district that was abolished; `became` says what its area is part of
  Part,         ///< a district or a joint name whose partnership has another name
  County,       ///< a county with several partnerships
};

struct Place {
  PlaceKind kind = PlaceKind::Partnership;
  std::string code;                 ///< of the Office for National Statistics; empty for names that have none
  std::string name;
  std::string from, to;             ///< ISO days, empty where it was not looked into (from) or it still is (to)
  std::vector<std::string> became;  ///< codes of partnerships
  std::string force;                ///< name of the police force area
  std::vector<std::string> councils;
  std::vector<std::string> also;
  std::string note;
};

/// All of them, in the order of data/library/places.tsv.
const std::vector<Place>& places();
const Place* place_by_code(std::string_view code);
/// The region of a police force area; empty when there is no such force.
std::string_view region_of_force(std::string_view force);

/// How a name was found, from the surest to none.
enum class MatchKind { AsWritten, AnotherName, Spelling, Likely, Several, None };
std::string_view name(MatchKind kind);   ///< "another-name": the codes of the field csp-match
std::string_view words(MatchKind kind);  ///< "Another name of it"

struct PlaceMatch {
  std::string written;
  MatchKind kind = MatchKind::None;
  std::vector<const Place*> found;  ///< one, or several where the name could be any of them; empty for None
  const Place* place() const { return found.size() == 1 ? found.front() : nullptr; }
  std::string force() const;   ///< of what was found, where all of it has the same; else empty
  std::string region() const;  ///< of `force`
  /// "South Worcester" is another name of South Worcestershire (E22000332), West Mercia.
  std::string sentence() const;
};

enum class MatchAs { Partnership, Force };
/// Finds what a name means. "Community Safety Partnership", "Council", "Safer …" and the like count for nothing, nor do case,
/// hyphens, "&" and a slip of one or two letters.
PlaceMatch match_place(std::string_view written, MatchAs as = MatchAs::Partnership);

}  // namespace heed::library

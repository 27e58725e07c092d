// Facts that, taken together, may still point at one person: an exact age with a month and a place, an unusual way of dying,
// the number of children, a rare occupation. A list for a person to read, with why each matters and what to write instead.
// Deliberately no score and no verdict: nobody can compute how safe a family is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/personal.h"
#include "text/normalise.h"

namespace heed::anonymise {

enum class FactKind { ExactAge, ExactDate, Month, Place, Occupation, Method, Children, Twins, Nationality, Faith, Illness, Press, Distance,
                      Sentence, Home, Animal, AgeGap, Marriage, Service };
std::string_view words(FactKind kind);  ///< "exact age"

struct Fact {
  FactKind kind = FactKind::ExactAge;
  text::Span span;  ///< bytes of the text
};

/// Facts that stand in one paragraph, or one fact that is rare by itself.
struct Recognisable {
  std::vector<Fact> facts;
  text::Span span;          ///< from the first to the last of them
  PersonalText shown;       ///< those words, for the page
  std::string why;          ///< one sentence; never quotes the text
  std::string suggestion;   ///< one sentence
};

/// In order of the text.
std::vector<Recognisable> recognisable(std::string_view utf8);

}  // namespace heed::anonymise

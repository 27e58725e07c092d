// From texts as numbers to the weights as they lie in the model file: several runs averaged, then four bits for each weight.
// Which texts those are is main.cc's matter.
#pragma once

#include "anonymise/model/model.h"
#include "anonymise/model/train/learn.h"

namespace heed::anonymise::model::train {

/// The mean of several runs that differ in what they leave out by chance, with what other documents do with the same words
/// (elsewhere.h): with so few judgments one run alone swings.
Weights learn_several(const std::vector<const Example*>& texts, const Features& features, Settings settings);

/// Weights become small numbers in a table. What is below `least` in every label is not worth its room.
HeadParts pack(const Weights& w, const Features& features, float least);

}  // namespace heed::anonymise::model::train

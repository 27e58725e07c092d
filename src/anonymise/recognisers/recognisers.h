// The layers beneath the register: patterns with checks, dates, what would give a child away, and capitalised words that
// nobody knows. Each adds candidates with how sure it is, by which rule and why; detect.cc settles overlaps.
#pragma once

#include <string_view>
#include <vector>

#include "anonymise/detect.h"
#include "anonymise/model/model.h"

namespace heed::anonymise {

/// Numbers, references and addresses with a form of their own, times and ages (pattern.h names the families).
void recognise_patterns(std::string_view utf8, std::vector<Detection>& out);

/// Exact dates, to month and year; a date called a birth is taken out.
void recognise_dates(std::string_view utf8, std::vector<Detection>& out);

/// Sex and exact age in sentences that mention a child of the register. `mentions` are detections made so far.
void recognise_children(std::string_view utf8, const Register& reg, const std::vector<Detection>& mentions, std::vector<Detection>& out);

/// Capitalised words that are no everyday word, no institution's and are nowhere in lower case: below every threshold.
void recognise_unknown(std::string_view utf8, std::vector<Detection>& out);
/// The same beneath the model, by what its lexicon knows, at the floor of confidence.
void recognise_unknown(const model::Reading& reading, const std::vector<model::WordInfo>& words, std::vector<Detection>& out);

/// What the sequence model says, word by word, joined to stretches of one kind. In order, without overlaps.
void recognise_by_model(std::string_view utf8, model::Tagger& tagger, const DetectOptions& options, std::vector<Detection>& out);

/// The share of words of judgments with such log-odds that a labeller would mask. Rises with them.
float calibrated(float log_odds);

bool nhs_checksum(std::string_view ten_digits);
bool nino_prefix(std::string_view two_letters);

}  // namespace heed::anonymise

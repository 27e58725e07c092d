#include <gtest/gtest.h>

#include <fmt/format.h>

#include "anonymise/model/model.h"
#include "anonymise/model/train/elsewhere.h"
#include "anonymise/model/train/weights.h"

namespace heed::anonymise::model::train {
namespace {

/// A word list that knows no word.
std::string empty_lexicon() {
  const std::uint32_t sizes[2] = {1, 1};
  return std::string(reinterpret_cast<const char*>(sizes), sizeof sizes) + std::string(Lexicon::bytes_for(1, 1), '\0');
}

GoldText text_of(int number, Label label) {
  GoldText g;
  g.id = fmt::format("text {}", number);
  g.who = number % 2 ? "one" : "another";
  const std::string name = number % 3 ? "Quennbrook Regional Court" : "Tarrowby Assize Court";
  g.text = fmt::format("The applicant was heard by the {} in {}. The applicant appealed. It was dismissed.", name, 1990 + number);
  const auto at = g.text.find(name), year = g.text.find("19");
  g.spans = {{at, at + name.size(), label}, {year, year + 4, Label::Date}};
  return g;
}

struct Texts {
  std::string lexicon = empty_lexicon();
  Features features;
  std::vector<Example> examples;
  explicit Texts(Label first = Label::Organisation) {
    Memo memo(Lexicon::view(lexicon.data() + 8, 1, 1));
    for (int i = 0; i < 9; ++i) examples.push_back(make_example(text_of(i, i == 0 ? first : i % 3 ? Label::OpenOrganisation : Label::Organisation), memo, features));
  }
  std::vector<const Example*> all() const {
    std::vector<const Example*> out;
    for (const auto& e : examples) out.push_back(&e);
    return out;
  }
};

std::string trained(std::uint64_t seed) {
  const Texts texts;
  Settings settings;
  settings.seed = seed;
  const auto head = pack(learn_several(texts.all(), texts.features, settings), texts.features, 0.001f);
  return write_model(texts.lexicon, head, head);
}

TEST(Training, TheSameSeedGivesTheSameBytes) {
  const auto once = trained(7);
  EXPECT_EQ(once, trained(7));
  EXPECT_NE(once, trained(8));
}

TEST(Training, WhatItWritesCanBeOpenedAndHasLearned) {
  const auto bytes = trained(7);
  const auto model = Model::open(bytes);
  ASSERT_TRUE(model.ok());
  Tagger tagger(*model);
  const std::string s = "The applicant was heard by the Tarrowby Assize Court in 1987. The applicant appealed.";
  const auto& scores = tagger.tag(s);
  for (std::size_t t = 0; t < scores.size(); ++t) {
    const auto& token = tagger.reading().tokens[t];
    if (s.substr(token.begin, token.end - token.begin) == "Assize") {
      EXPECT_GT(scores[t].of[static_cast<int>(Label::Organisation)], 0.5f);
    }
  }
}

TEST(Elsewhere, ADocumentsOwnLabelsDoNotCount) {
  const Texts masked(Label::Organisation), left(Label::OpenOrganisation);
  const Elsewhere a(masked.all(), masked.features, 1), b(left.all(), left.features, 1);
  EXPECT_EQ(a.texts()[0].features, b.texts()[0].features);  // of the text whose labels differ
  EXPECT_NE(a.texts()[3].features, b.texts()[3].features);  // of another with the same court
}

TEST(Elsewhere, WhatNoTextHasIsABucketOfItsOwn) {
  Elsewhere::Habit none, once{1, 1, 0, {0, 0, 0, 1, 0, 0, 0, 0}};
  EXPECT_EQ(none.bucket(), 0);
  EXPECT_GT(once.bucket(), 0);
  EXPECT_LT(once.bucket(), Elsewhere::Habit::buckets());
  Elsewhere::Habit again = once;
  again.add(once, -1);
  EXPECT_EQ(again.bucket(), 0);
}

TEST(Elsewhere, FoldedWeightsScoreATextAsTheLearnedOnesDid) {
  // A feature's weight and that of what other documents make of it end up in one; a text without them has the rest.
  const Texts texts;
  const Elsewhere elsewhere(texts.all(), texts.features, 1);
  Weights learned;
  learned.features.resize(elsewhere.size());
  for (std::size_t i = texts.features.size(); i < elsewhere.size(); ++i) learned.features[i].of[1] = 1;
  const auto folded = elsewhere.folded(learned);
  float of_families = 0;
  for (int k = 0; k < kLabels; ++k) of_families += folded.features[texts.features.at(kAlways)].of[k] + folded.features[texts.features.at(kInRun)].of[k];
  EXPECT_FLOAT_EQ(of_families, static_cast<float>(kFamilies - 1));
  for (std::size_t i = 0; i < texts.features.size(); ++i) {
    const auto hash = texts.features.hash(i);
    if (hash != kAlways && hash != kInRun) {
      EXPECT_FLOAT_EQ(folded.features[i].of[1], 0);
    }
  }
}

}  // namespace
}  // namespace heed::anonymise::model::train

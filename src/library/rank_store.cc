#include "library/rank_store.h"

namespace heed::library {

std::vector<ForwardWord> forward_words(Connection& db, std::int64_t document) {
  std::vector<ForwardWord> out;
  auto s = db.query("SELECT words FROM forward WHERE document = ?", document);
  if (!s.step()) return out;
  Numbers in(s.bytes(0));
  std::int64_t word = 0;
  while (in.more()) {
    word += in.next();
    const auto packed = in.next();
    out.push_back({word, packed >> 1, packed & 1 ? in.next() : 0});
  }
  return out;
}

WordRow word_of(Connection& db, std::int64_t number) {
  auto s = db.query("SELECT text, stem FROM word WHERE number = ?", number);
  if (!s.step()) return {};
  return {s.text(0), s.text(1)};
}

std::string paragraph_text(Connection& db, std::int64_t document, std::uint32_t paragraph) {
  auto s = db.query("SELECT body FROM paragraph WHERE document = ? AND ordinal = ?", document, std::int64_t(paragraph));
  return s.step() ? s.text(0) : std::string();
}

}  // namespace heed::library

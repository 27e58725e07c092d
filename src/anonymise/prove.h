// The proof that nothing listed remains. Searches every byte stream of a file (unpacked, decoded, joined over runs and tags,
// attributes, metadata, the file's name) for every variant of every listed value, by a way of its own that shares nothing
// with the detector but the list of variants and the folding. It proves that no listed value remains; it cannot prove that
// nobody could be recognised.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "anonymise/decide.h"
#include "anonymise/recognisable.h"
#include "anonymise/register.h"
#include "anonymise/variants.h"
#include "base/clock.h"

namespace heed::anonymise {

struct Left {
  std::string part;       ///< "word/document.xml", "file name", "text"
  std::string view;       ///< how it was read: "text", "attributes", "raw bytes", "UTF-16", "image metadata" …
  std::size_t offset = 0; ///< bytes into that view
  std::string person;
  ListedKind kind = ListedKind::Other;
  VariantKind variant = VariantKind::Full;
  std::string key;        ///< for a decision
  PersonalText value;     ///< as it stands there
  PersonalText context;   ///< some words around it
};

struct Advice {
  std::string part;
  std::string what;       ///< "unknown capitalised word", "metadata: creator"
  PersonalText value;
  int count = 1;
};

/// Facts that together may still point at someone; see recognisable.h.
struct StillRecognisable {
  std::string part;
  Recognisable facts;
};

struct Proof {
  std::string file_sha256, register_sha256;
  std::size_t bytes = 0, searched_bytes = 0;
  std::size_t values = 0, variants = 0;
  std::vector<std::string> parts;   ///< every part searched
  std::vector<std::string> unread;  ///< parts that could not be searched: the proof fails
  std::vector<Left> left_strong;    ///< the proof fails
  std::vector<Left> left_weak;      ///< no decision recorded yet: the proof fails
  std::vector<Left> decided;        ///< weak, and kept by a recorded decision
  std::vector<Left> allowed;        ///< inside a name of the allow-list
  std::vector<Advice> advice;
  std::vector<StillRecognisable> recognisable;  ///< could someone still be recognised? Advice, never a score
  std::size_t lower_case_words = 0; ///< common words that are also names, standing in lower case: counted, not listed
  bool clean() const { return left_strong.empty() && unread.empty(); }          ///< no listed value or strong variant
  bool settled() const { return clean() && left_weak.empty(); }                 ///< and every weak one is decided
};

/// Built once for a register. Safe to share between threads once built.
class Prover {
 public:
  explicit Prover(const Register& reg);
  ~Prover();
  Prover(Prover&&) noexcept;
  Prover& operator=(Prover&&) noexcept;
  Proof prove(std::string_view bytes, std::string_view file_name, const Decisions& decisions = {}) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Proof prove(std::string_view bytes, std::string_view file_name, const Register& reg, const Decisions& decisions = {});

enum class ShowValues { No, Yes };
/// The certificate: hashes, counts, places, and what it proves and does not. Values only with ShowValues::Yes.
std::string write_certificate_json(const Proof& proof, Instant at, ShowValues show = ShowValues::No);

}  // namespace heed::anonymise

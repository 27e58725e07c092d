// Many words in one pass: an Aho-Corasick automaton over bytes. Used by the detector; the proof searches in another way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heed::anonymise {

class Matcher {
 public:
  /// REQUIRES: not empty, and before build().
  void add(std::string pattern, std::uint32_t id);
  void build();
  bool empty() const { return patterns_.empty(); }
  std::size_t states() const { return nodes_.size(); }
  std::size_t length(std::uint32_t pattern) const { return patterns_[pattern].first.size(); }

  /// Calls `found(end, id)` for every occurrence of every pattern, in order of its end, longer ones first.
  template <class F>
  void scan(std::string_view text, F&& found) const {
    if (nodes_.empty()) return;
    std::uint32_t state = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto c = static_cast<unsigned char>(text[at]);
      state = step(state, c);
      for (std::uint32_t out = nodes_[state].output; out != kNone; out = outputs_[out].next) found(at + 1, outputs_[out].id);
    }
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  struct Node {
    std::uint32_t first_edge = 0, fail = 0, output = kNone, dense = kNone;
    std::uint16_t edges = 0;
  };
  struct Edge {
    std::uint32_t to;
    unsigned char c;
  };
  struct Output {
    std::uint32_t id, next;
  };
  std::uint32_t child(std::uint32_t state, unsigned char c) const {
    const Node& n = nodes_[state];
    if (n.dense != kNone) return dense_[n.dense + c];
    for (std::uint32_t e = n.first_edge, end = n.first_edge + n.edges; e < end; ++e)
      if (edges_[e].c == c) return edges_[e].to;
    return kNone;
  }
  std::uint32_t step(std::uint32_t state, unsigned char c) const {
    for (;;) {
      const std::uint32_t to = child(state, c);
      if (to != kNone) return to;
      if (state == 0) return 0;
      state = nodes_[state].fail;
    }
  }

  std::vector<std::pair<std::string, std::uint32_t>> patterns_;
  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<Output> outputs_;
  std::vector<std::uint32_t> dense_;  ///< 256 entries for each node with many edges
};

}  // namespace heed::anonymise

#include "anonymise/matcher.h"

#include <algorithm>

namespace heed::anonymise {

void Matcher::add(std::string pattern, std::uint32_t id) { patterns_.emplace_back(std::move(pattern), id); }

void Matcher::build() {
  std::sort(patterns_.begin(), patterns_.end());
  nodes_.assign(1, {});
  edges_.clear();
  outputs_.clear();
  dense_.clear();

  // Sorted patterns make a breadth-first trie of ranges: the edges of a node come out together.
  struct Range {
    std::uint32_t node;
    std::size_t begin, end, depth;
  };
  std::vector<Range> queue{{0, 0, patterns_.size(), 0}};
  constexpr std::size_t kDenseFrom = 6;
  for (std::size_t q = 0; q < queue.size(); ++q) {
    auto [node, begin, end, depth] = queue[q];
    while (begin < end && patterns_[begin].first.size() == depth) {
      outputs_.push_back({patterns_[begin].second, nodes_[node].output});
      nodes_[node].output = static_cast<std::uint32_t>(outputs_.size() - 1);
      ++begin;
    }
    nodes_[node].first_edge = static_cast<std::uint32_t>(edges_.size());
    std::size_t count = 0;
    while (begin < end) {
      const char c = patterns_[begin].first[depth];
      std::size_t stop = begin;
      while (stop < end && patterns_[stop].first[depth] == c) ++stop;
      const auto to = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back({});
      edges_.push_back({to, static_cast<unsigned char>(c)});
      queue.push_back({to, begin, stop, depth + 1});
      begin = stop;
      ++count;
    }
    nodes_[node].edges = static_cast<std::uint16_t>(count);
    if (count >= kDenseFrom || node == 0) {
      nodes_[node].dense = static_cast<std::uint32_t>(dense_.size());
      dense_.resize(dense_.size() + 256, kNone);
      for (std::size_t e = nodes_[node].first_edge; e < nodes_[node].first_edge + count; ++e)
        dense_[nodes_[node].dense + edges_[e].c] = edges_[e].to;
    }
  }
  // Failure links in the same order; a node's outputs end in those of its failure.
  for (const auto& range : queue) {
    const Node node = nodes_[range.node];
    for (std::uint32_t e = node.first_edge; e < node.first_edge + node.edges; ++e) {
      const auto [to, c] = edges_[e];
      std::uint32_t fail = 0;
      if (range.node != 0) {
        std::uint32_t f = node.fail;
        for (;;) {
          const auto next = child(f, c);
          if (next != kNone) {
            fail = next;
            break;
          }
          if (f == 0) break;
          f = nodes_[f].fail;
        }
      }
      nodes_[to].fail = fail;
    }
  }
  for (std::size_t q = 1; q < queue.size(); ++q) {
    const auto node = queue[q].node;
    const auto inherited = nodes_[nodes_[node].fail].output;
    if (nodes_[node].output == kNone) {
      nodes_[node].output = inherited;
      continue;
    }
    auto last = nodes_[node].output;
    while (outputs_[last].next != kNone) last = outputs_[last].next;
    outputs_[last].next = inherited;
  }
}

}  // namespace heed::anonymise

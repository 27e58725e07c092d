// Prints every variant of every value of a register, folded, a line each: the list that the proof searches for, for its peers.
//
//   heed_variants REGISTER.csv
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include "anonymise/variants.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ifstream in(argv[1], std::ios::binary);
  const std::string csv((std::istreambuf_iterator<char>(in)), {});
  const auto reg = heed::anonymise::read_register_csv(csv);
  if (!reg) {
    std::cerr << reg.error().message << "\n";
    return 2;
  }
  std::set<std::string> all;
  for (const auto& v : heed::anonymise::variants(*reg))
    if (v.text.size() >= 2) all.insert(v.text);
  for (const auto& text : all) std::cout << text << "\n";
  return 0;
}

// Replays and mutates inputs for the fuzz bodies, without libFuzzer, so that they run wherever the program builds. Not a search for
// new coverage: clang's libFuzzer takes the same bodies for that. An input that ends the process is kept as a file and named.
//
//   heed_fuzz                                   names the bodies
//   heed_fuzz NAME [--seconds N] [--seed N] [--keep DIR] FILE|DIR …
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#define FUZZ(name) extern "C" int heed_fuzz_##name(const std::uint8_t* data, std::size_t size);
#include "fuzz_table.inc"
#undef FUZZ

extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace {

namespace fs = std::filesystem;
using Body = int (*)(const std::uint8_t*, std::size_t);

struct Named {
  const char* name;
  Body body;
};
const Named kBodies[] = {
#define FUZZ(name) {#name, heed_fuzz_##name},
#include "fuzz_table.inc"
#undef FUZZ
};

constexpr unsigned kSecondsAnInput = 20;
constexpr std::size_t kLongest = 16 << 10;

// What is being run, for the handler of its death.
std::string g_current;
char g_kept_as[4096];

void keep_current() {
  const int file = ::open(g_kept_as, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0) return;
  for (std::size_t at = 0; at < g_current.size();) {
    const auto n = ::write(file, g_current.data() + at, g_current.size() - at);
    if (n <= 0) break;
    at += std::size_t(n);
  }
  ::close(file);
  constexpr char kSays[] = "\nthe input is kept as ";
  (void)!::write(2, kSays, sizeof kSays - 1);
  (void)!::write(2, g_kept_as, std::strlen(g_kept_as));
  (void)!::write(2, "\n", 1);
}

void on_signal(int number) {
  if (number == SIGALRM) {
    constexpr char kSlow[] = "one input took too long\n";
    (void)!::write(2, kSlow, sizeof kSlow - 1);
  }
  keep_current();
  ::_exit(70);
}

void run(Body body, std::string input) {
  g_current = std::move(input);
  ::alarm(kSecondsAnInput);
  // A copy that ends where the input ends, so that reading one byte too far is seen.
  const std::vector<std::uint8_t> bytes(g_current.begin(), g_current.end());
  body(bytes.data(), bytes.size());
  ::alarm(0);
}

std::string mutated(std::string input, const std::vector<std::string>& seeds, std::mt19937_64& random) {
  const auto below = [&](std::size_t n) { return n ? std::size_t(random() % n) : 0; };
  static constexpr std::string_view kPieces[] = {"\r\n", "\n\n", "\"", "<", ">", "&amp;", "]]>", "\xEF\xBB\xBF", "\xE2\x80\xAE", "\xC3", "\0", "%00",
                                                 "--", ";", ",", "=", "/../", "99999999999999999999", "-1", "0", "about ", "between ", "2016-02-30"};
  for (std::size_t changes = 1 + below(6); changes > 0; --changes) {
    switch (below(8)) {
      case 0:
        if (!input.empty()) input[below(input.size())] = char(random());
        break;
      case 1:
        if (!input.empty()) input[below(input.size())] ^= char(1u << below(8));
        break;
      case 2:
        input.insert(below(input.size() + 1), 1, char(random()));
        break;
      case 3:
        input.insert(below(input.size() + 1), std::string(kPieces[below(std::size(kPieces))]));
        break;
      case 4:
        if (!input.empty()) input.erase(below(input.size()), 1 + below(16));
        break;
      case 5:
        if (!input.empty()) {
          const auto piece = input.substr(below(input.size()), 1 + below(64));
          input.insert(below(input.size() + 1), piece);
        }
        break;
      case 6:
        if (!seeds.empty()) {
          const auto& other = seeds[below(seeds.size())];
          if (!other.empty()) input.insert(below(input.size() + 1), other.substr(below(other.size()), 1 + below(256)));
        }
        break;
      case 7:
        input.resize(below(input.size() + 1));
        break;
    }
  }
  if (input.size() > kLongest) input.resize(kLongest);
  return input;
}

std::string whole_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

int usage() {
  std::fprintf(stderr, "Usage: heed_fuzz NAME [--seconds N] [--seed N] [--keep DIR] FILE|DIR …\n");
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    for (const auto& body : kBodies) std::printf("%s\n", body.name);
    return 0;
  }
  Body body = nullptr;
  for (const auto& named : kBodies)
    if (std::string_view(argv[1]) == named.name) body = named.body;
  if (!body) return usage();

  double seconds = 0;
  std::uint64_t seed = 1;
  fs::path keep = ".";
  std::vector<std::string> seeds{""};
  for (int i = 2; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--seconds" && i + 1 < argc) seconds = std::atof(argv[++i]);
    else if (arg == "--seed" && i + 1 < argc) seed = std::strtoull(argv[++i], nullptr, 10);
    else if (arg == "--keep" && i + 1 < argc) keep = argv[++i];
    else if (arg.starts_with("--")) return usage();
    else if (fs::is_directory(arg)) {
      for (const auto& entry : fs::directory_iterator(arg))
        if (entry.is_regular_file()) seeds.push_back(whole_file(entry.path()));
    } else if (fs::is_regular_file(arg)) {
      seeds.push_back(whole_file(arg));
    } else {
      std::fprintf(stderr, "%s is neither a file nor a folder.\n", arg.c_str());
      return 2;
    }
  }

  std::error_code none;
  fs::create_directories(keep, none);
  std::snprintf(g_kept_as, sizeof g_kept_as, "%s/%s-%d", keep.c_str(), argv[1], int(::getpid()));
  if (__sanitizer_set_death_callback) __sanitizer_set_death_callback(keep_current);
  else
    for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) ::signal(number, on_signal);
  ::signal(SIGABRT, on_signal);
  ::signal(SIGALRM, on_signal);
  std::set_terminate([] {
    std::fprintf(stderr, "an exception left the body\n");
    std::abort();
  });

  std::size_t ran = 0;
  for (const auto& input : seeds) {
    run(body, input);
    ++ran;
  }
  std::mt19937_64 random(seed);
  const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (std::chrono::steady_clock::now() < until) {
    run(body, mutated(seeds[std::size_t(random() % seeds.size())], seeds, random));
    ++ran;
  }
  std::printf("%s: %zu inputs, of which %zu seeds\n", argv[1], ran, seeds.size());
  return 0;
}

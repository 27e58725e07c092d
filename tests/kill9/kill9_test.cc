// Kills the writer with SIGKILL at random moments, again and again on one data folder, and keeps its acknowledgements outside. What was acknowledged
// must be there whole, nothing may be there in part, and the store must check clean.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "kill9/verbs.h"

namespace heed::kill9 {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Moment = std::chrono::steady_clock;

namespace {

int kills_wanted() {
  const char* given = std::getenv("HEED_KILLS");
  return given ? std::atoi(given) : 300;
}

struct Run {
  std::string said;
  int status = 0;
};

/// Starts the writer, kills it `after` from its start, and gives what it had said.
Run run_and_kill(const fs::path& data, std::int64_t first, Moment::duration after) {
  int pipe_ends[2];
  if (::pipe(pipe_ends) != 0) throw std::runtime_error("no pipe");
  const std::string number = std::to_string(first);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(pipe_ends[1], STDOUT_FILENO);
    ::close(pipe_ends[0]);
    ::close(pipe_ends[1]);
    ::execl(HEED_KILL9_WRITER, HEED_KILL9_WRITER, data.c_str(), number.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(pipe_ends[1]);
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  Run run;
  char piece[4096];
  for (ssize_t n; (n = ::read(pipe_ends[0], piece, sizeof piece)) > 0;) run.said.append(piece, std::size_t(n));
  ::close(pipe_ends[0]);
  ::waitpid(child, &run.status, 0);
  return run;
}

class Kill9 : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "heed-kill9-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    store::OpenOptions options;
    options.data = folder_ / "data";
    options.create = true;
    auto made = store::Store::open(options, clock_);
    ASSERT_TRUE(made.ok()) << made.error().message;
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::unique_ptr<store::Store> open() {
    store::OpenOptions options;
    options.data = folder_ / "data";
    auto opened = store::Store::open(options, clock_);
    if (!opened.ok()) throw std::runtime_error(opened.error().message);
    return std::move(*opened);
  }

  /// What the shelves say: how many marks each verb has.
  std::map<std::int64_t, int> marks(store::Store& store) {
    std::map<std::int64_t, int> out;
    store.read([&](store::Reader& r) {
      for (const auto& row : kMarks.list(r, {})) {
        EXPECT_EQ(row->text, text_of(row->verb));
        ++out[row->verb];
      }
    });
    return out;
  }

  fs::path folder_;
  SystemClock clock_;
};

}  // namespace

TEST_F(Kill9, WhatWasAcknowledgedIsThereWholeAndNothingInPart) {
  std::mt19937 random(std::random_device{}());
  std::map<std::int64_t, std::string> acknowledged;  // verb -> attachment id
  std::int64_t next = 1, unacknowledged = 0;
  Moment::duration opening = 150ms;
  const int kills = kills_wanted();
  int killed_while_opening = 0;
  for (int kill = 0; kill < kills; ++kill) {
    // Most kills fall among the verbs, some while the store opens and takes up what the last one left.
    const auto longest = std::chrono::duration_cast<std::chrono::microseconds>(opening + 90ms).count();
    const auto shortest = kill % 4 == 0 ? 1000 : std::chrono::duration_cast<std::chrono::microseconds>(opening).count();
    const auto run = run_and_kill(folder_ / "data", next, std::chrono::microseconds(std::uniform_int_distribution<std::int64_t>(shortest, longest)(random)));
    ASSERT_TRUE(WIFSIGNALED(run.status) && WTERMSIG(run.status) == SIGKILL) << run.said;
    if (run.said.empty()) {
      ++killed_while_opening;
      if (kill % 4 != 0) opening = std::min<Moment::duration>(opening + 10ms, 400ms);
    } else if (opening > 20ms) {
      opening -= 2ms;
    }
    std::istringstream lines(run.said);
    for (std::string line; std::getline(lines, line);) {
      if (lines.eof()) break;  // a line without an end was not said
      std::istringstream words(line);
      std::string word, file;
      std::int64_t n = 0;
      words >> word >> n >> file;
      if (word == "open") continue;
      if (word == "found") {
        // The verb that was under way at an earlier kill: whole, and only one.
        ASSERT_EQ(file, std::to_string(kThingsOfAVerb)) << "verb " << n << " is half there";
        ASSERT_EQ(n, next) << "more than one verb was under way";
        ++unacknowledged;
        next = n + 1;
        continue;
      }
      ASSERT_EQ(word, "ack") << line;
      acknowledged[n] = file;
      next = n + 1;
    }
  }

  auto store = open();
  const auto there = marks(*store);
  if (there.contains(next)) ++unacknowledged;
  for (const auto& [verb, file] : acknowledged) {
    ASSERT_TRUE(there.contains(verb)) << "verb " << verb << " was acknowledged and is gone";
    if (file.empty()) continue;
    auto bytes = store->attachment_bytes(*AttachmentId::parse(file));
    ASSERT_TRUE(bytes.ok()) << "the attachment of verb " << verb << ": " << bytes.error().message;
    EXPECT_EQ(*bytes, attachment_text(verb));
  }
  for (const auto& [verb, count] : there) EXPECT_EQ(count, kThingsOfAVerb) << "verb " << verb;
  for (const auto& result : store->check()) EXPECT_TRUE(result.ok) << result.name << ": " << result.detail;
  EXPECT_EQ(there.size(), acknowledged.size() + std::size_t(unacknowledged));
  EXPECT_GT(acknowledged.size(), std::size_t(kills) / 2) << "too few verbs ran for this to mean anything";
  fmt::print("{} kills ({} before the store was open), {} verbs acknowledged, {} there without\n", kills, killed_while_opening,
             acknowledged.size(), unacknowledged);
}

}  // namespace heed::kill9

// heed_kill9_writer DATA FIRST: opens the store, says "found N COUNT" for each verb from FIRST on that has left COUNT things, then "open", and runs
// the verbs that follow for ever, saying "ack N" (and the attachment's id) after each has returned. Somebody will kill it.
#include <unistd.h>

#include <cstdio>

#include "kill9/verbs.h"

using namespace heed;
using namespace heed::kill9;

namespace {
void say(const std::string& line) {
  if (::write(STDOUT_FILENO, line.data(), line.size()) != ssize_t(line.size())) ::_exit(3);
}

Result<AttachmentId> attachment_for(store::Store& store, std::int64_t n) {
  if (!has_attachment(n)) return AttachmentId();
  return store.store_attachment({fmt::format("{}.txt", n), "text/plain", 0, "", "return"}, review_of(n),
                                [rest = attachment_text(n)]() mutable { return std::exchange(rest, ""); });
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  SystemClock clock;
  store::OpenOptions options;
  options.data = argv[1];
  auto store = store::Store::open(options, clock);
  if (!store) {
    say("refused: " + store.error().message + "\n");
    return 1;
  }
  std::int64_t first = std::stoll(argv[2]);
  std::map<std::int64_t, int> found;
  (*store)->read([&](store::Reader& r) {
    for (const auto& row : kMarks.list(r, {"verb >= ?", {first}})) found[row->verb] += row->text == text_of(row->verb) ? 1 : 1000;
  });
  std::string lines;
  for (const auto& [n, count] : found) lines += fmt::format("found {} {}\n", n, count);
  say(lines + "open\n");
  if (!found.empty()) first = found.rbegin()->first + 1;
  for (std::int64_t n = first;; ++n) {
    auto file = attachment_for(**store, n);
    if (!file) return 1;
    auto done = (*store)->write({}, "kill9.mark", [&](store::Writer& w) -> Result<void> {
      const store::Place review{partnership(), review_of(n), {}}, area{partnership(), {}, {}};
      for (const auto* what : {"first", "second"})
        if (auto put = kMarks.put(w, MarkId(id_of(what, n)), review, {n, text_of(n)}, 0); !put) return put;
      if (auto put = kMarks.put(w, MarkId(id_of("third", n)), area, {n, text_of(n)}, 0); !put) return put;
      if (file->is_empty()) return {};
      return (*store)->keep_attachment(w, *file, review);
    });
    if (!done) {
      say("refused: " + done.error().message + "\n");
      return 1;
    }
    say(fmt::format("ack {} {}\n", n, file->text()));
  }
}

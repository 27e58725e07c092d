#include "cli/library_suggestions_commands.h"

#include <charconv>

#include "base/clock.h"
#include "cli/library_commands.h"

namespace heed::cli {

namespace {

using Status = library::Suggestion::Status;

std::string_view status_words(Status status) {
  switch (status) {
    case Status::Suggested: return "suggested";
    case Status::Accepted: return "accepted";
    case Status::Rejected: return "rejected";
  }
  return "";
}

}  // namespace

int library_suggestions(const Args& args) {
  const auto options = Options::parse(args, {"--data", "--accept", "--reject", "--reopen", "--by"}, {});
  if (!options.ok()) return wrong_usage("library suggestions", options.error().message);
  if (!options->has("--data")) return wrong_usage("library suggestions", "suggestions needs --data DIR.");
  const struct {
    const char* option;
    Status status;
  } decisions[] = {{"--accept", Status::Accepted}, {"--reject", Status::Rejected}, {"--reopen", Status::Suggested}};
  const bool deciding = options->has("--accept") || options->has("--reject") || options->has("--reopen");
  if (deciding == !options->words().empty()) return wrong_usage("library suggestions", "Name one document, or say which suggestions to accept or reject.");
  auto library = open_library(options->value("--data"), deciding ? library::OpenOptions::Mode::ReadWrite : library::OpenOptions::Mode::ReadOnly);
  if (!library.ok()) return fail(library.error());
  if (!deciding) {
    const auto id = library::EditionId{options->words().front()};
    if (auto document = (*library)->document(id); !document.ok()) return fail(document.error());
    for (const auto& s : (*library)->suggestions(id)) {
      fmt::print("{}\t{}\t{}\t{}\t{}", s.number, s.anchor, library::name(s.kind), status_words(s.status), s.value.empty() ? s.text : s.value);
      if (!s.decided_by.empty()) fmt::print("\t{}", s.decided_by);
      fmt::print("\n");
    }
    return kDone;
  }
  if (!options->has("--by")) return wrong_usage("library suggestions", "Say in what role you decide: --by WHO.");
  int changed = 0;
  for (const auto& decision : decisions) {
    const auto list = options->value(decision.option);
    for (std::size_t at = 0; at < list.size();) {
      const auto end = std::min(list.find(',', at), list.size());
      std::int64_t number = 0;
      const auto [rest, wrong] = std::from_chars(list.data() + at, list.data() + end, number);
      if (wrong != std::errc() || rest != list.data() + end) return wrong_usage("library suggestions", "Suggestions are named by their numbers, with commas between.");
      const auto done = (*library)->decide(number, decision.status, options->value("--by"), SystemClock().today());
      if (!done.ok()) return fail(done.error());
      changed += *done == library::Outcome::Changed;
      at = end + 1;
    }
  }
  fmt::print("{} decided.\n", changed);
  return kDone;
}

int library_withdraw(const Args& args) {
  const auto options = Options::parse(args, {"--data", "--text"}, {});
  if (!options.ok()) return wrong_usage("library withdraw", options.error().message);
  if (!options->has("--data") || options->words().size() != 1) return wrong_usage("library withdraw", "withdraw needs --data DIR and the id of one document.");
  auto library = open_library(options->value("--data"), library::OpenOptions::Mode::ReadWrite);
  if (!library.ok()) return fail(library.error());
  const library::EditionId id{options->words().front()};
  // What came through the door leaves through it: the casework must know.
  for (const auto& held : (*library)->contents())
    if (held.edition == id)
      return fail(refused("This document was released from a review.", "Withdraw it on the review's publication page."));
  if (auto there = (*library)->document(id); !there.ok()) return fail(there.error());
  library::Notice notice;
  notice.id = {"withdrawn-" + hex(sha256(id.text)).substr(0, 16)};
  notice.kind = library::NoticeKind::Withdrawn;
  notice.text = options->value("--text", "A report of others was here and has been taken out.");
  notice.day = SystemClock().today();
  if (auto done = (*library)->withdraw(id, notice); !done.ok()) return fail(done.error());
  fmt::print("Taken out: its words are overwritten, and a notice stands in its place.\n");
  return kDone;
}

}  // namespace heed::cli

#include "cli/library_search_commands.h"

#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "cli/library_commands.h"
#include "library/find.h"
#include "library/rank.h"

namespace heed::cli {

namespace {

struct Topic {
  std::string number, words;
};

/// Lines of a number, a tab and a question. One that is none is named and left out: the other topics are asked all the same.
Result<std::vector<Topic>> read_topics(const std::string& path) {
  HEED_ASSIGN(const std::string bytes, read_whole_file(path));
  std::vector<Topic> out;
  std::size_t at = bytes.starts_with("\xef\xbb\xbf") ? 3 : 0;  // the mark that some editors begin a file with
  for (int line = 1; at < bytes.size(); ++line) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    std::string text = bytes.substr(at, end - at);
    at = end + 1;
    if (!text.empty() && text.back() == '\r') text.pop_back();
    if (text.empty()) continue;
    const auto tab = text.find('\t');
    if (tab == std::string::npos || tab == 0) {
      fmt::print(stderr, "Line {} of the topics has no number and tab before its words, and is left out.\n", line);
      continue;
    }
    out.push_back({text.substr(0, tab), text.substr(tab + 1)});
  }
  if (out.empty()) return bad_input("There is no topic in " + path + ".", "Write each topic as NUMBER<TAB>WORDS.");
  return out;
}

constexpr int kTrecDocuments = 1000;

int batch(const library::Library& library, const std::string& path, bool trec, const library::RankOptions& how) {
  const auto topics = read_topics(path);
  if (!topics.ok()) return fail(topics.error());
  std::string out;
  for (const auto& topic : *topics) {
    const auto ranked = library.rank(topic.words, kTrecDocuments, how);
    int rank = 0;
    for (const auto& document : ranked) {
      const auto& id = document.external_id.empty() ? document.edition.text : document.external_id;
      ++rank;
      if (trec) out += fmt::format("{} Q0 {} {} {:.6f} heed\n", topic.number, id, rank, document.score);
      else out += fmt::format("{}\t{}\t{:.6f}\t{}\n", topic.number, rank, document.score, id);
    }
    std::fwrite(out.data(), 1, out.size(), stdout);
    out.clear();
  }
  return kDone;
}

/// Asks each line of a file as the search page would, with `field=value` filters after further tabs, and says how long it took.
int timed(const library::Library& library, const std::string& path) {
  const auto topics = read_topics(path);
  if (!topics.ok()) return fail(topics.error());
  for (const auto& topic : *topics) {
    library::Question question;
    std::size_t at = std::min(topic.words.find('\t'), topic.words.size());
    question.words = topic.words.substr(0, at);
    while (at < topic.words.size()) {
      const auto end = std::min(topic.words.find('\t', at + 1), topic.words.size());
      const auto filter = topic.words.substr(at + 1, end - at - 1);
      if (const auto equals = filter.find('='); equals != std::string::npos) question.filters.push_back({filter.substr(0, equals), filter.substr(equals + 1)});
      at = end;
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto answer = library.find(question);
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
    fmt::print("{}\t{}\t{}\n", topic.number, took.count(), answer.total);
  }
  return kDone;
}

/// Leaves ideas of the ranking out, to see what each is worth.
Result<library::RankOptions> without(const std::string& ideas) {
  library::RankOptions out;
  for (std::size_t at = 0; at < ideas.size();) {
    const auto end = std::min(ideas.find(',', at), ideas.size());
    const auto idea = ideas.substr(at, end - at);
    if (idea == "feedback") out.feedback_documents = 0;
    else if (idea == "proximity") out.proximity = 0;
    else if (idea == "fields") out.title = out.heading = 1;
    else if (idea == "stop-words") out.stop_words = false;
    else if (idea == "passages") out.passage = 0;
    else return bad_input("The ranking knows no " + idea + ".", "It knows feedback, proximity, fields, passages and stop-words.");
    at = end + 1;
  }
  return out;
}

}  // namespace

int library_search(const Args& args) {
  const auto options = Options::parse(args, {"--data", "--batch", "--without"}, {"--trec", "--time"});
  if (!options.ok()) return wrong_usage("library search", options.error().message);
  if (!options->has("--data") || options->words().empty() != options->has("--batch"))
    return wrong_usage("library search", "search needs --data DIR, and words or --batch FILE.");
  auto library = open_library(options->value("--data"), library::OpenOptions::Mode::ReadOnly);
  if (!library.ok()) return fail(library.error());
  if (options->has("--batch") && options->has("--time")) return timed(**library, options->value("--batch"));
  if (options->has("--batch")) {
    const auto how = without(options->value("--without"));
    if (!how.ok()) return fail(how.error());
    return batch(**library, options->value("--batch"), options->has("--trec"), *how);
  }
  std::string words;
  for (const auto& word : options->words()) words += (words.empty() ? "" : " ") + word;
  const auto answer = (*library)->find({.words = words});
  if (!answer.meant.empty()) fmt::print("Did you mean: {}\n", answer.meant);
  if (!answer.also.empty()) fmt::print("Also looked for: {}\n", fmt::join(answer.also, ", "));
  if (answer.where == library::Answer::Where::Report && answer.total > 0) fmt::print("No paragraph has all of these words; these reports have.\n");
  if (answer.where == library::Answer::Where::AnyWord && answer.total > 0) fmt::print("No report has all of these words; these have some.\n");
  fmt::print("{} {}\n", answer.total, answer.total == 1 ? "report" : "reports");
  const bool colours = ::isatty(STDOUT_FILENO);
  for (const auto& report : answer.reports) {
    fmt::print("\n{}", report.entry.title);
    if (!report.entry.partnership.empty()) fmt::print(", {}", report.entry.partnership);
    if (report.entry.published.ok()) fmt::print(", {}", in_words(report.entry.published));
    fmt::print("\n");
    for (const auto& passage : report.passages) {
      fmt::print("  {}#{}  ", report.entry.edition.text, passage.anchor);
      for (const auto& piece : passage.text) fmt::print("{}{}{}", piece.hit && colours ? "\x1b[1m" : "", piece.text, piece.hit && colours ? "\x1b[0m" : "");
      fmt::print("\n");
    }
    if (report.more > 0) fmt::print("  and {} more\n", report.more);
  }
  return answer.total == 0 ? kRefused : kDone;
}

}  // namespace heed::cli

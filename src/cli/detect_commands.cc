#include "cli/detect_commands.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <iterator>

#include "anonymise/detect.h"
#include "anonymise/model/model.h"
#include "base/result.h"
#include "cli/commands.h"
#include "document/document.h"

namespace heed::cli {

namespace {

using namespace anonymise;

constexpr double kFloor = 0.02;

int say(const Error& error, std::ostream& err) {
  err << error.message << "\n";
  if (!error.next.empty()) err << error.next << "\n";
  return exit_code(error.code);
}

/// Where each byte of a text is in code points, asked for in rising order.
class Counter {
 public:
  explicit Counter(std::string_view text) : text_(text) {}
  std::size_t at(std::size_t byte) {
    for (; byte_ < byte && byte_ < text_.size(); ++byte_) points_ += (static_cast<unsigned char>(text_[byte_]) & 0xC0) != 0x80;
    return points_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0, points_ = 0;
};

void quote(std::string& out, std::string_view s) { out += nlohmann::json(s).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

void number(std::string& out, std::size_t n) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, n).ptr);
}

/// REQUIRES: `p` from 0 to 1.
void four_places(std::string& out, double p) {
  const auto n = static_cast<unsigned>(p * 10000 + 0.5);
  const char digits[] = {static_cast<char>('0' + n / 10000), '.', static_cast<char>('0' + n / 1000 % 10), static_cast<char>('0' + n / 100 % 10),
                         static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)};
  out.append(digits, sizeof digits);
}

void write_json(std::string& out, std::string_view text, const std::vector<Detection>& all, double threshold, bool show) {
  Counter points(text);
  bool first = true;
  for (const auto& d : all) {
    if (d.confidence < threshold) continue;
    const auto begin = points.at(d.span.begin), end = points.at(d.span.end);
    out += first ? "{\"start\":" : ",{\"start\":";
    number(out, begin);
    out += ",\"end\":";
    number(out, end);
    out += ",\"kind\":\"";
    out += word(d.kind);
    out += "\",\"confidence\":";
    four_places(out, d.confidence);
    out += ",\"by\":\"";
    out += d.by;
    out += '"';
    if (show) {
      out += ",\"why\":";
      quote(out, d.why);
      out += ",\"text\":";
      quote(out, text.substr(d.span.begin, d.span.size()));
    }
    out += '}';
    first = false;
  }
}

int lines(const DetectArgs& args, const Detector& detector, double threshold, std::istream& in, std::ostream& out, std::ostream& err) {
  std::string line, answer;
  for (std::size_t n = 1; std::getline(in, line); ++n) {
    if (line.empty() || line == "\r") continue;
    const auto row = nlohmann::json::parse(line, nullptr, false);
    if (!row.is_object() || !row.contains("text") || !row["text"].is_string())
      return say(bad_input(fmt::format("Line {} is no JSON object with a text.", n), "Give lines of {\"id\":…,\"text\":…}."), err);
    const auto& text = row["text"].get_ref<const std::string&>();
    answer = "{\"id\":";
    answer += row.contains("id") ? row["id"].dump() : std::to_string(n);
    answer += ",\"detections\":[";
    write_json(answer, text, detector.detect(text), threshold, args.show);
    answer += "]}\n";
    out << answer;
  }
  out.flush();
  return 0;
}

}  // namespace

int run_detect(const DetectArgs& args, std::istream& in, std::ostream& out, std::ostream& err) {
  double threshold = kFloor;
  if (!args.threshold.empty()) {
    const auto [stop, fault] = std::from_chars(args.threshold.data(), args.threshold.data() + args.threshold.size(), threshold);
    if (fault != std::errc{} || stop != args.threshold.data() + args.threshold.size() || !(threshold >= 0 && threshold <= 1))
      return say(bad_input("--threshold takes a number from 0 to 1."), err);
  }
  DetectOptions options;
  options.model = true;
  options.floor = std::min(threshold, kFloor);
  if (options.floor < 0.001) options.floor = 0.001;
  if (args.profile.empty() || args.profile == "general") options.profile = Profile::General;
  else if (args.profile == "review" || args.profile == "dhr") options.profile = Profile::Review;
  else return say(bad_input("--profile takes general, or review (which is also called dhr)."), err);

  Register reg;
  if (!args.register_path.empty()) {
    const auto csv = read_whole_file(args.register_path, "register");
    if (!csv) return say(csv.error(), err);
    auto read = read_register_csv(*csv);
    if (!read) return say(read.error(), err);
    reg = std::move(*read);
  }
  std::string bytes;
  std::optional<model::Model> other;
  if (!args.model_path.empty()) {
    auto read = read_whole_file(args.model_path, "model");
    if (!read) return say(read.error(), err);
    bytes = std::move(*read);
    auto opened = model::Model::open(bytes);
    if (!opened) return say(opened.error(), err);
    other = std::move(*opened);
  }
  Detector detector(reg, options);
  if (other) detector.use(*other);

  std::ifstream file;
  if (args.jsonl) {
    if (args.input.empty()) return lines(args, detector, threshold, in, out, err);
    file.open(args.input, std::ios::binary);
    if (!file) return say(Error{Code::NotFound, "The file was not found, or may not be read.", "Check its name, and that you may read it.", {}}, err);
    return lines(args, detector, threshold, file, out, err);
  }
  std::string text;
  bool loses_words = false;
  if (args.input.empty()) {
    text.assign(std::istreambuf_iterator<char>(in), {});
  } else {
    const auto doc = document::read_file(args.input);
    if (!doc.ok()) return say(doc.error(), err);
    for (const auto& unread : doc->unread) {
      loses_words = loses_words || unread.loses_words;
      err << fmt::format("Not read: {}, {}: {}.\n", unread.place.words(), unread.what, unread.reason);
    }
    text = document::write_text(*doc);
  }
  const auto all = detector.detect(text);
  if (args.json) {
    std::string answer = "{\"detections\":[";
    write_json(answer, text, all, threshold, args.show);
    out << answer << "]}\n";
    return loses_words ? 4 : 0;
  }
  Counter points(text);
  out << fmt::format("{:>8} {:>8}  {:<13} {:>10}  {:<16} {}\n", "start", "end", "kind", "confidence", "by", args.show ? "words" : "why");
  for (const auto& d : all) {
    if (d.confidence < threshold) continue;
    const auto begin = points.at(d.span.begin), end = points.at(d.span.end);
    std::string words(text.substr(d.span.begin, d.span.size()));
    std::replace(words.begin(), words.end(), '\n', ' ');
    out << fmt::format("{:>8} {:>8}  {:<13} {:>10.4f}  {:<16} {}\n", begin, end, word(d.kind), d.confidence, d.by, args.show ? words : d.why);
  }
  return loses_words ? 4 : 0;
}

}  // namespace heed::cli

// The multipart/form-data stream (RFC 7578; framing as RFC 2046, section 5.1.1). CRLF is required throughout;
// a preamble is not accepted, since no browser sends one.
#include <algorithm>

#include "base/ascii.h"
#include "web/http/form.h"
#include "web/http/path.h"

namespace heed::web {

namespace {
bool starts_with_name(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':') return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if (lower_ascii(line[i]) != name[i]) return false;
  return true;
}

std::string unescaped(std::string value) {
  // The HTML standard, "multipart/form-data encoding algorithm": only these three are escaped.
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string_view next = std::string_view(value).substr(i, 3);
    if (next == "%22") {
      out += '"';
      i += 2;
    } else if (next == "%0D" || next == "%0A") {
      out += ' ';
      i += 2;
    } else {
      out += value[i];
    }
  }
  return out;
}
}  // namespace

struct MultipartParser::State {
  enum class At { Start, AfterBoundary, PartHeaders, Text, File, Epilogue, Failed };

  std::string delimiter;  // CRLF "--" boundary
  MultipartLimits limits;
  Receiver* receiver;
  At at = At::Start;
  std::string buffer;  // bytes not yet understood
  std::size_t parts = 0;
  std::size_t text_bytes = 0;
  std::string name;
  std::string value;
  std::unique_ptr<FileSink> sink;
  std::uint64_t file_bytes = 0;
  bool file_too_large = false;
  std::string_view problem;
  bool too_large = false;

  bool fail(std::string_view why, bool limit = false) {
    at = At::Failed;
    problem = why;
    too_large = limit;
    buffer.clear();
    return false;
  }

  bool begin_part(std::string_view head);
  bool take_body(std::string_view bytes);
  bool end_part();
};

bool MultipartParser::State::begin_part(std::string_view head) {
  if (++parts > limits.max_parts) return fail("the form has too many fields", true);
  std::optional<std::string> field;
  std::optional<std::string> file_name;
  std::string media_type = "application/octet-stream";
  bool disposition = false;
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const auto line = head.substr(0, end);
    head = end == std::string_view::npos ? std::string_view() : head.substr(end + 2);
    if (line.empty()) continue;
    for (unsigned char c : line)
      if ((c < 0x20 && c != '\t') || c == 0x7F)
        return fail("a part of the form has a control character in its head");
    if (line.front() == ' ' || line.front() == '\t' || line.find(':') == std::string_view::npos)
      return fail("a part of the form has a malformed head");
    if (starts_with_name(line, "content-disposition")) {
      if (disposition) return fail("a part of the form is named twice");
      disposition = true;
      const auto value = line.substr(20);
      if (media_type_of(value) != "form-data") return fail("a part of the form is not form data");
      field = header_parameter(value, "name");
      file_name = header_parameter(value, "filename");
    } else if (starts_with_name(line, "content-type")) {
      media_type = media_type_of(line.substr(13));
      const auto odd = [](unsigned char c) {
        return c <= 0x20 || c >= 0x7F || c == '"' || c == '<' || c == '>';
      };
      if (media_type.empty() || media_type.size() > 127 ||
          std::any_of(media_type.begin(), media_type.end(), odd))
        media_type = "application/octet-stream";
    }
  }
  if (!field) return fail("a part of the form has no name");
  name = unescaped(std::move(*field));
  if (name.size() > 1024 || name.find('\0') != std::string::npos || !is_utf8(name))
    return fail("a part of the form has a name that cannot be read");
  if (!file_name) {
    at = At::Text;
    value.clear();
    return true;
  }
  at = At::File;
  file_bytes = 0;
  file_too_large = false;
  sink.reset();
  // A file field left alone is sent without a name; its bytes, if any, go nowhere.
  if (!file_name->empty())
    sink = receiver->on_file({name, clean_file_name(unescaped(*file_name)), media_type});
  return true;
}

bool MultipartParser::State::take_body(std::string_view bytes) {
  if (bytes.empty()) return true;
  if (at == At::Text) {
    text_bytes += bytes.size();
    if (text_bytes > limits.max_text_bytes) return fail("the form's text is too long", true);
    value += bytes;
    return true;
  }
  file_bytes += bytes.size();
  if (file_bytes > limits.max_file_bytes) file_too_large = true;
  if (sink && !file_too_large) sink->write(bytes);
  return true;
}

bool MultipartParser::State::end_part() {
  if (at == At::Text) {
    if (value.find('\0') != std::string::npos || !is_utf8(value))
      return fail("a field of the form is not UTF-8 text");
    receiver->on_field(std::move(name), std::move(value));
    name = {};
    value = {};
  } else if (sink) {
    sink->finish(file_too_large);
    sink.reset();
  }
  at = At::AfterBoundary;
  return true;
}

MultipartParser::MultipartParser(std::string boundary, MultipartLimits limits, Receiver& receiver)
    : state_(std::make_unique<State>()) {
  state_->delimiter = "\r\n--" + boundary;
  state_->limits = limits;
  state_->receiver = &receiver;
}

MultipartParser::~MultipartParser() = default;

bool MultipartParser::feed(std::string_view bytes) {
  using At = State::At;
  auto& s = *state_;
  if (s.at == At::Failed) return false;
  if (s.at == At::Epilogue) return true;
  s.buffer += bytes;
  std::string_view rest = s.buffer;
  // Leaves what is not yet understood for the next piece.
  const auto wait = [&] {
    s.buffer.erase(0, s.buffer.size() - rest.size());
    return true;
  };
  for (;;) {
    switch (s.at) {
      case At::Start: {
        const auto first = std::string_view(s.delimiter).substr(2);
        if (rest.size() < first.size()) {
          if (first.substr(0, rest.size()) != rest)
            return s.fail("the form does not begin with its boundary");
          return wait();
        }
        if (rest.substr(0, first.size()) != first) return s.fail("the form does not begin with its boundary");
        rest.remove_prefix(first.size());
        s.at = At::AfterBoundary;
        break;
      }
      case At::AfterBoundary: {
        if (rest.size() < 2) return wait();
        if (rest.substr(0, 2) == "--") {
          s.at = At::Epilogue;
          s.buffer.clear();
          return true;
        }
        const auto end = std::min(rest.find_first_not_of(" \t"), rest.size());  // RFC 2046: transport padding
        if (end > 128) return s.fail("a boundary of the form is not followed by a new line");
        if (rest.size() - end < 2) return wait();
        if (rest.substr(end, 2) != "\r\n")
          return s.fail("a boundary of the form is not followed by a new line");
        rest.remove_prefix(end + 2);
        s.at = At::PartHeaders;
        break;
      }
      case At::PartHeaders: {
        const auto end = rest.find("\r\n\r\n");
        if (end == std::string_view::npos ? rest.size() > s.limits.max_header_bytes + 3
                                          : end > s.limits.max_header_bytes)
          return s.fail("a part of the form has too long a head", true);
        if (end == std::string_view::npos) return wait();
        if (!s.begin_part(rest.substr(0, end))) return false;
        // The new line before a boundary belongs to the boundary, so an empty part is two new lines and two
        // more.
        rest.remove_prefix(end + 4);
        break;
      }
      case At::Text:
      case At::File: {
        const auto end = rest.find(s.delimiter);
        if (end != std::string_view::npos) {
          if (!s.take_body(rest.substr(0, end)) || !s.end_part()) return false;
          rest.remove_prefix(end + s.delimiter.size());
          break;
        }
        // The last bytes may be the beginning of a boundary.
        const auto keep = std::min(rest.size(), s.delimiter.size() - 1);
        if (!s.take_body(rest.substr(0, rest.size() - keep))) return false;
        rest.remove_prefix(rest.size() - keep);
        return wait();
      }
      case At::Epilogue:
      case At::Failed:
        return s.at == At::Epilogue;
    }
  }
}

bool MultipartParser::complete() const {
  return state_->at == State::At::Epilogue;
}
std::string_view MultipartParser::problem() const {
  return state_->problem;
}
bool MultipartParser::too_large() const {
  return state_->too_large;
}

std::optional<std::string> MultipartParser::boundary_of(std::string_view content_type) {
  if (media_type_of(content_type) != "multipart/form-data") return {};
  auto boundary = header_parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > 70 || boundary->back() == ' ') return {};
  for (unsigned char c : *boundary)
    if (c < 0x20 || c >= 0x7F) return {};
  return boundary;
}

}  // namespace heed::web

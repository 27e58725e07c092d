// Every way in which the bytes of a file can be read as words: unpacked, decoded, joined over markup. For the proof only; it
// reads markup with a scanner of its own, not with the parser that the rewriting uses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heed::anonymise {

enum class StreamKind {
  Words,    ///< text that people read
  Values,   ///< alternative text, titles, descriptions, comments in markup
  Markup,   ///< values of other attributes, names of elements: only strong variants count
  Binary,   ///< printable stretches of something else: only long strong variants count
};

struct Stream {
  std::string part, view;
  StreamKind kind = StreamKind::Words;
  std::string text;  ///< UTF-8, or bytes read as Latin-1 where they are not
};

struct Streams {
  std::vector<Stream> streams;
  std::vector<std::string> parts, unread;
  std::vector<std::pair<std::string, std::string>> metadata;  ///< name, value
};

Streams streams_of(std::string_view bytes, std::string_view file_name);

}  // namespace heed::anonymise

// The file itself: numbered objects, streams, and the table that says where they stand (ISO 32000-1, 7.5). What is no stream goes
// into object streams, which is what keeps the tags of a long report small. The same objects give the same bytes: the identifier
// of the file is a hash of its content, and no time stands in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heed::document::pdf_write {

/// "(…)" or "<FEFF…>": a text string, by what its characters need.
std::string text_string(std::string_view utf8);
/// "<FEFF…>" without the mark, for ToUnicode.
std::string utf16_hex(std::string_view utf8);
/// A number with at most two decimals and no needless zero.
void append_number(std::string& out, double value);
std::string deflated(std::string_view bytes);
inline std::string reference(int object) { return std::to_string(object) + " 0 R"; }

class File {
 public:
  /// A number for an object whose content follows later.
  int reserve();
  void put(int object, std::string content);
  int add(std::string content) { const int n = reserve(); put(n, std::move(content)); return n; }
  /// `entries`: of the dictionary, without Length and Filter.
  void put_stream(int object, std::string_view entries, std::string_view bytes);
  void put_plain_stream(int object, std::string_view entries, std::string_view bytes);  ///< not packed, as metadata must be
  int add_stream(std::string_view entries, std::string_view bytes) { const int n = reserve(); put_stream(n, entries, bytes); return n; }
  /// REQUIRES: every reserved object was put.
  std::string finish(int catalogue, int information);

 private:
  struct Object {
    std::string content;
    bool stream = false;
  };
  std::vector<Object> objects_;
};

}  // namespace heed::document::pdf_write

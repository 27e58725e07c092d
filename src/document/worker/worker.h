// Reading a file in a process of its own: the same program, started again as `heed read-worker`, which seals itself off,
// reads one file from a descriptor and writes the Document to a pipe. A worker that dies is an Error with words.
// Deliberately not here: the formats themselves (document.h, read_here).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace heed::document {

/// From now on read() and read_file() start `program` for each file. main() calls it; a program that does not (a test of a
/// reader, a fuzz body) reads in its own process. REQUIRES: before threads are started.
void use_workers(std::string program = "/proc/self/exe");

/// read() in this process, whatever was said above; PDF goes to a child even so. The worker ends here.
Result<Document> read_here(std::string_view bytes, std::string_view name, const Limits& limits);

/// The words of a document in that form; with `take`, what is left of them after its pieces.
std::string shown(const Document& document, Shown as, const TakePiece& take = {});

/// What `heed read-worker` does: descriptors 3 (the file) and 4 (the request), answer on standard output. With `type_only`
/// the answer is a Document whose format is the media type.
int worker_main(bool type_only);
/// The same for another program that reads one kind of file: seals, then gives the bytes to `reader`.
int worker_main(Result<Document> (*reader)(std::string_view bytes, std::string_view name, const Limits& limits), bool may_read_shared);

namespace worker {
struct File;

/// A program that answers for files.
struct Reader {
  std::string program;
  std::vector<std::string> arguments;
  bool bubblewrap = false;
};
Result<Document> ask(const Reader& reader, const File& file, std::string_view name, const Limits& limits);
Result<Rendered> ask_for(Shown as, const Reader& reader, const File& file, std::string_view name, const Limits& limits);
/// What read() and read_file() ask: the program set by use_workers, or nothing.
std::optional<Reader> reader();
}  // namespace worker

}  // namespace heed::document

#include "document/worker/worker.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <new>

#include "document/encoding.h"
#include "document/worker/child.h"
#include "document/worker/sandbox.h"
#include "document/worker/wire.h"

namespace heed::document {
namespace {

std::string& program_set() {
  static std::string program;
  return program;
}

constexpr int kNoSeal = 3;  // exit status: this system would not let the worker be sealed off

/// The ending of a name, which is all that a reader uses of it.
std::string ending_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  std::string ending = dot == std::string_view::npos ? "" : lower_ascii(name.substr(dot));
  if (ending.size() > 8) ending.clear();
  return ending;
}

Error too_heavy() {
  return {Code::TooLarge, "This file takes too long or too much memory to read.",
          "Ask the sender to split it, or to send it without its pictures.", {}};
}

Error harmful() {
  return {Code::Unsupported, "This file could not be read: it is damaged, or made to do harm. Nothing of it was kept.",
          "Ask the sender to open it, save it again and send the new copy.", {}};
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

void use_workers(std::string program) { program_set() = std::move(program); }

std::optional<worker::Reader> worker::reader() {
  if (program_set().empty()) return std::nullopt;
  return Reader{program_set(), {"read-worker"}};
}

namespace {

/// What the reader answered, or why it did not.
Result<std::string> answer_of(const worker::Reader& reader, const worker::File& file, const Request& request) {
  const Limits& limits = request.limits;
  worker::Outcome outcome = worker::run(reader.program, reader.arguments, file, to_wire(request),
                                        {limits.seconds, std::max<std::uint64_t>(limits.memory_bytes, 1 << 20)}, reader.bubblewrap);
  if (outcome.timed_out || outcome.too_large) return too_heavy();
  if (outcome.missing)
    return Error{Code::Unsupported, "This kind of file cannot be read on this computer, because a part of Heed is missing.",
                 "Ask whoever looks after Heed to install it again.", {}};
  if (outcome.status == 0) return std::move(outcome.out);
  if (outcome.status == kNoSeal)
    return Error{Code::Unsupported, "This file was not opened, because this computer does not let its reader be sealed off.",
                 "Ask whoever looks after Heed to allow it seccomp filters and resource limits.", {}};
  if (outcome.signal == SIGKILL || outcome.signal == SIGXFSZ) return too_heavy();
  return harmful();
}

}  // namespace

Result<Document> worker::ask(const Reader& reader, const File& file, std::string_view name, const Limits& limits) {
  HEED_ASSIGN(const std::string bytes, answer_of(reader, file, {ending_of(name), {}, limits}));
  auto answer = from_wire(bytes);
  return answer ? std::move(*answer) : harmful();
}

Result<Rendered> worker::ask_for(Shown as, const Reader& reader, const File& file, std::string_view name, const Limits& limits) {
  HEED_ASSIGN(std::string bytes, answer_of(reader, file, {ending_of(name), as, limits}));
  auto answer = rendered_from_wire(std::move(bytes));
  return answer ? std::move(*answer) : harmful();
}

std::string shown(const Document& document, Shown as, const TakePiece& take) {
  switch (as) {
    case Shown::Text: return write_text(document);
    case Shown::Json: return write_json(document, take);
    case Shown::Html: return write_html(document, take);
  }
  return {};
}

int worker_main(Result<Document> (*reader)(std::string_view, std::string_view, const Limits&), bool may_read_shared) {
  // Two descriptors were handed over; everything is taken away before the first byte of the file is looked at.
  std::string asked(4096, '\0');
  const ssize_t n = ::read(4, asked.data(), asked.size());
  if (n <= 0) return 2;
  asked.resize(static_cast<std::size_t>(n));
  const auto request = request_from_wire(asked);
  struct stat file {};
  if (!request || fstat(3, &file) != 0) return 2;
  std::string_view bytes;
  if (file.st_size > 0 && static_cast<std::uint64_t>(file.st_size) <= request->limits.file_bytes) {
    void* at = mmap(nullptr, static_cast<std::size_t>(file.st_size), PROT_READ, MAP_PRIVATE, 3, 0);
    if (at == MAP_FAILED) return 2;
    bytes = {static_cast<const char*>(at), static_cast<std::size_t>(file.st_size)};
  }
  const Seal seal_of = seal(may_read_shared ? May::ReadShared : May::OpenNothing, request->limits.memory_bytes, request->limits.seconds);
  if (!seal_of.calls || !seal_of.limits) return kNoSeal;
  std::string answer;
  try {
    // Never given back: the process ends with the answer, and a sheet of a million cells takes long to take apart.
    auto* read = new Result<Document>(reader(bytes, "file" + request->ending, request->limits));
    if (read->ok() && request->as) {
      bool written = write_all(1, to_wire((*read)->unread));
      const std::string rest = shown(**read, *request->as, [&](std::string_view piece) { written = written && write_all(1, piece); });
      ::_exit(written && write_all(1, rest) ? 0 : 5);
    }
    answer = to_wire(*read);
  } catch (const std::bad_alloc&) {
    answer = to_wire(Result<Document>(too_heavy()));
  } catch (const std::exception&) {
    return 4;
  }
  ::_exit(write_all(1, answer) ? 0 : 5);
}

}  // namespace heed::document

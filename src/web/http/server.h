// The HTTP/1.1 server: reads requests with hard limits and deadlines, hands them to one Handler on a small
// pool of workers, and writes what it answers. Malformed, slow or over-long requests are refused without cost
// to others. It knows nothing of reviews, sessions or HTML, speaks no TLS (a proxy does), and logs nothing:
// the owner may listen to `on_done`, which is told neither address nor query.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "web/http/message.h"

namespace heed::web {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any free one; Server::port() says which
  unsigned io_threads = 1;
  unsigned worker_threads = 4;
  std::filesystem::path
      spool_dir;  ///< for uploads; made (0700) when missing; empty: the system's temporary folder

  std::size_t max_header_bytes = 16 * 1024;
  std::size_t max_form_bytes = 2 << 20;
  std::uint64_t max_file_bytes = 100ull << 20;  ///< one file of an upload, unless the policy says another
  std::uint64_t max_drain_bytes = 1ull << 30;   ///< one body, kept or not
  std::size_t max_connections = 1024;
  std::size_t max_per_address =
      128;  ///< connections of one address; 0: no cap. Loopback (a proxy) is not counted

  std::chrono::milliseconds header_deadline{10'000};  ///< first byte to the end of the head
  std::chrono::milliseconds body_idle{20'000};        ///< between two pieces of a body
  std::chrono::milliseconds write_idle{30'000};       ///< the reader takes nothing
  std::chrono::milliseconds keepalive_idle{30'000};
  std::chrono::milliseconds stop_grace{5'000};

  /// The peer is a proxy of ours on this machine: believe its X-Forwarded-For (last) and X-Forwarded-Proto.
  bool behind_proxy = false;

  /// After each response: method, Response::route_label, status, time from head to last byte. Must be quick
  /// and thread-safe.
  std::function<void(std::string_view method, std::string_view route, int status, std::chrono::microseconds)>
      on_done;
  /// A handler threw; the client got a 500. For the log.
  std::function<void(std::string_view what)> on_fault;
};

/// What to do with a request's body.
struct BodyPolicy {
  enum class Kind { None, Form, Upload, Answer };
  Kind kind = Kind::None;
  std::uint64_t max_file_bytes = 0;  ///< Upload: of one file; 0: as the options say
  std::optional<Response> answer;    ///< Answer: sent at once, without reading the body or calling handle()

  /// A body is drained and forgotten.
  static BodyPolicy none() { return {}; }
  /// Fields only (urlencoded, or multipart whose files are all marked too_large), or another small body.
  static BodyPolicy form() { return {Kind::Form, 0, {}}; }
  static BodyPolicy upload(std::uint64_t max_file_bytes = 0) { return {Kind::Upload, max_file_bytes, {}}; }
  static BodyPolicy answer_now(Response response) { return {Kind::Answer, 0, std::move(response)}; }
};

/// The application. Called from several workers at once; may block. A throw becomes a 500.
class Handler {
 public:
  virtual ~Handler() = default;
  /// Before the body is read: who may send what. May leave something in `request.context`.
  virtual BodyPolicy on_head(Request& request) = 0;
  virtual Response handle(Request& request) = 0;
  /// What to show when the server itself refuses (400, 408, 413, 431, 500, 501, 503, 505); `words` is one
  /// plain sentence. Must be quick: it may run beside the connections. Security headers belong here too.
  virtual Response refused(int status, std::string_view words);
};

class Server {
 public:
  /// Binds and listens; throws std::system_error when it cannot. `handler` must outlive the server.
  Server(ServerOptions options, Handler& handler);
  ~Server();  ///< stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  void start();  ///< returns; the threads run until stop()
  void run();    ///< start(), then waits until stop() is called or SIGINT or SIGTERM comes
  /// Accepts nothing more, closes idle connections, lets requests under way finish up to `stop_grace`. From
  /// any thread but a worker's.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace heed::web

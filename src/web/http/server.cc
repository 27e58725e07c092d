// All of Boost is here, since it costs half a minute and most of a gigabyte to compile. The head is read by
// head.cc and the framing of the body by Beast, which reads the same head again: both must agree.
#include "web/http/server.h"

#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <csignal>
#include <ctime>
#include <list>
#include <system_error>

#include "web/http/body.h"
#include "web/http/content.h"
#include "web/http/head.h"
#include "web/http/workers.h"

namespace heed::web {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;
using boost::system::error_code;
using Tcp = asio::ip::tcp;
using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

Response Handler::refused(int status, std::string_view words) {
  return Response::text(std::string(words) + "\n", status);
}

namespace {

constexpr std::size_t kReadPiece = 8 * 1024;
constexpr std::size_t kBodyPiece = 64 * 1024;
constexpr std::size_t kWritePiece = 256 * 1024;
constexpr std::size_t kMostBuffered = 256 * 1024;  // bounds a chunk's extensions too
constexpr milliseconds kSweep{50};
constexpr milliseconds kLinger{2'000};
// A body that trickles may not hold its place for ever: after the first minute it must have kept this pace.
constexpr milliseconds kPaceAfter{60'000};
constexpr std::uint64_t kPaceBytesPerSecond = 256;

struct Loop;

// One client's connection. Only its loop's thread touches it; a worker sees the request and response alone.
struct Connection {
  enum class Phase { Idle, Head, Busy, Closing };

  Connection(Tcp::socket s, Loop& l) : socket(std::move(s)), loop(l) { buffer.max_size(kMostBuffered); }

  Tcp::socket socket;
  Loop& loop;
  std::string peer;
  boost::beast::flat_buffer buffer;
  Phase phase = Phase::Idle;
  SteadyClock::time_point deadline = SteadyClock::time_point::max();
  bool timed_out = false;
  std::list<Connection*>::iterator place;

  void allow(milliseconds time) { deadline = SteadyClock::now() + time; }
  void allow_for_ever() { deadline = SteadyClock::time_point::max(); }
  std::string_view received() const {
    const auto data = buffer.data();
    return {static_cast<const char*>(data.data()), data.size()};
  }
};

// An io thread, with its connections. The sweep ends what is past its deadline, so that a request costs no
// timer.
struct Loop {
  std::list<Connection*> connections;
  std::string date;
  std::time_t date_of = 0;
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  asio::steady_timer timer{io};
  std::thread thread;

  std::string_view now() {
    const std::time_t t = std::time(nullptr);
    if (t != date_of) {
      date = http_date(t);
      date_of = t;
    }
    return date;
  }
};

bool is_loopback(const asio::ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).is_loopback();
  return address.is_loopback();
}

std::string_view last_of_list(std::string_view list) {
  const auto comma = list.rfind(',');
  if (comma != std::string_view::npos) list.remove_prefix(comma + 1);
  while (!list.empty() && list.front() == ' ') list.remove_prefix(1);
  return list;
}

}  // namespace

struct Server::State {
  ServerOptions options;
  Handler& handler;
  std::vector<std::unique_ptr<Loop>> loops;
  std::unique_ptr<Tcp::acceptor> acceptor;
  std::uint16_t port = 0;
  Workers workers;
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> connections{0};
  std::mutex address_mutex;
  std::unordered_map<std::string, std::size_t> by_address;

  std::mutex mutex;  // of what follows
  std::condition_variable changed;
  bool started = false;
  bool stop_asked = false;

  State(ServerOptions o, Handler& h) : options(std::move(o)), handler(h) {}

  void listen();
  awaitable<void> accept();
  awaitable<void> sweep(Loop& loop);
  bool admit(const std::string& peer, bool loopback);
  bool evict_one(Loop& loop);
  void leave(Connection& c, bool counted);

  awaitable<void> serve(std::shared_ptr<Connection> c);
  awaitable<std::optional<Refusal>> read_head(Connection& c, std::size_t& size);
  awaitable<bool> answer_one(Connection& c, std::size_t head_size);
  template <class Work>
  awaitable<bool> on_worker(Connection& c, Work work);
  void guarded(Response& response, const std::function<void()>& work);

  struct Body;
  awaitable<std::optional<Refusal>> read_body(Connection& c, Body& body, BodyReader* reader);
  awaitable<bool> send(Connection& c, Response& response, bool head_only, bool http_1_0, bool keep_alive);
  awaitable<bool> write(Connection& c, std::string_view first, std::string_view second);
  awaitable<void> refuse(Connection& c, Refusal refusal);
  awaitable<void> linger(Connection& c);
};

// The unread body of one request, as Beast frames it.
struct Server::State::Body {
  http::request_parser<http::buffer_body> parser;
  std::uint64_t taken = 0;
  std::uint64_t limit = 0;
  SteadyClock::time_point since = SteadyClock::now();
  std::unique_ptr<char[]> piece;
  bool broken = false;  // the connection cannot go on: lost, late or malformed
};

void Server::State::listen() {
  auto& io = loops.front()->io;
  const Tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
  acceptor = std::make_unique<Tcp::acceptor>(io);
  acceptor->open(endpoint.protocol());
  acceptor->set_option(asio::socket_base::reuse_address(true));
  acceptor->bind(endpoint);
  acceptor->listen(asio::socket_base::max_listen_connections);
  port = acceptor->local_endpoint().port();
}

bool Server::State::admit(const std::string& peer, bool loopback) {
  if (loopback || options.max_per_address == 0) return true;
  std::lock_guard lock(address_mutex);
  auto& count = by_address[peer];
  if (count >= options.max_per_address) return false;
  ++count;
  return true;
}

void Server::State::leave(Connection& c, bool counted) {
  c.loop.connections.erase(c.place);
  connections.fetch_sub(1);
  if (!counted) return;
  std::lock_guard lock(address_mutex);
  const auto it = by_address.find(c.peer);
  if (it != by_address.end() && --it->second == 0) by_address.erase(it);
}

// Makes room for somebody new: the one that has waited longest without a whole request goes.
bool Server::State::evict_one(Loop& loop) {
  for (auto* c : loop.connections) {
    if (c->phase != Connection::Phase::Idle && c->phase != Connection::Phase::Head) continue;
    error_code ignored;
    c->phase = Connection::Phase::Closing;
    c->socket.close(ignored);
    return true;
  }
  return false;
}

awaitable<void> Server::State::accept() {
  std::size_t turn = 0;
  while (!stopping) {
    Loop& loop = *loops[turn++ % loops.size()];
    error_code ec;
    Tcp::socket socket = co_await acceptor->async_accept(loop.io, redirect_error(use_awaitable, ec));
    if (stopping) co_return;
    if (ec) {
      // Out of descriptors, or the client has gone already: neither is a reason to stop.
      asio::steady_timer pause(loops.front()->io, milliseconds(20));
      co_await pause.async_wait(redirect_error(use_awaitable, ec));
      continue;
    }
    const auto endpoint = socket.remote_endpoint(ec);
    if (ec) continue;
    socket.set_option(Tcp::no_delay(true), ec);
    auto c = std::make_shared<Connection>(std::move(socket), loop);
    c->peer = endpoint.address().to_string();
    const bool loopback = is_loopback(endpoint.address());
    if (!admit(c->peer, loopback)) continue;
    const bool counted = !loopback && options.max_per_address != 0;
    const bool full = connections.fetch_add(1) >= options.max_connections;
    auto begin = [this, c, counted, full]() -> awaitable<void> {
      const bool room = !full || evict_one(c->loop);
      c->place = c->loop.connections.insert(c->loop.connections.end(), c.get());
      try {
        if (room)
          co_await serve(c);
        else
          co_await refuse(*c, {503, "The service is very busy. Try again in a moment."});
      } catch (const std::exception& fault) {
        if (options.on_fault) options.on_fault(fault.what());
      }
      error_code ignored;
      c->socket.close(ignored);
      leave(*c, counted);
    };
    asio::co_spawn(loop.io, std::move(begin), asio::detached);
  }
}

awaitable<void> Server::State::sweep(Loop& loop) {
  for (;;) {
    loop.timer.expires_after(kSweep);
    error_code ec;
    co_await loop.timer.async_wait(redirect_error(use_awaitable, ec));
    if (ec) co_return;
    const auto now = SteadyClock::now();
    for (auto* c : loop.connections) {
      const bool unwanted = stopping && c->phase == Connection::Phase::Idle;
      if (!unwanted && c->deadline > now) continue;
      c->timed_out = true;
      c->allow_for_ever();
      c->socket.cancel(ec);
    }
  }
}

// Runs `work` on a worker and comes back to the connection's own thread; false when the server has stopped.
template <class Work>
awaitable<bool> Server::State::on_worker(Connection& c, Work work) {
  const auto previous = c.phase;
  c.phase = Connection::Phase::Busy;
  c.allow_for_ever();
  auto start = [this](auto handler, Work w) {
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    workers.post([shared, w = std::move(w)](bool run) mutable {
      if (run) w();
      auto executor = asio::get_associated_executor(*shared);
      asio::post(executor, [shared, run]() mutable { std::move (*shared)(run); });
      shared.reset();
    });
  };
  const bool ran = co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(bool)>(
      std::move(start), use_awaitable, std::move(work));
  c.phase = previous;
  co_return ran;
}

// For a worker: a fault of the application becomes a 500, never the end of the program.
void Server::State::guarded(Response& response, const std::function<void()>& work) {
  std::string what;
  try {
    work();
    return;
  } catch (const std::exception& fault) {
    what = fault.what();
  } catch (...) {
    what = "something that is not an exception was thrown";
  }
  if (options.on_fault) options.on_fault(what);
  try {
    response = handler.refused(500, "Something went wrong on our side. Nothing was changed.");
  } catch (...) {
    response = Response::text("Something went wrong on our side.\n", 500);
  }
}

awaitable<bool> Server::State::write(Connection& c, std::string_view first, std::string_view second) {
  bool head = !first.empty();
  while (head || !second.empty()) {
    const auto piece = second.substr(0, kWritePiece);
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(first.data(), head ? first.size() : 0),
                                                    asio::buffer(piece.data(), piece.size())};
    c.allow(options.write_idle);
    error_code ec;
    co_await asio::async_write(c.socket, buffers, redirect_error(use_awaitable, ec));
    if (ec) co_return false;
    head = false;
    second.remove_prefix(piece.size());
  }
  co_return true;
}

// False when the connection cannot be used again.
awaitable<bool> Server::State::send(Connection& c, Response& r, bool head_only, bool http_1_0,
                                    bool keep_alive) {
  const bool bodiless = head_only || r.status == 204 || r.status == 304;
  const auto size = body_size(r);
  const Framing framing = size ? Framing::Length : http_1_0 ? Framing::UntilClose : Framing::Chunked;
  if (framing == Framing::UntilClose) keep_alive = false;
  const std::string head = response_head(r, framing, keep_alive, c.loop.now());
  if (bodiless || !r.producer) {
    const std::string_view body = bodiless          ? std::string_view()
                                  : r.shared.data() ? r.shared
                                                    : std::string_view(r.body);
    const bool written = co_await write(c, head, body);
    co_return written&& keep_alive;
  }

  if (!co_await write(c, head, {})) co_return false;
  std::string chunk;
  std::uint64_t sent = 0;
  for (;;) {
    bool more = false;
    bool broken = false;
    auto next = [&] {
      chunk.clear();
      try {
        more = r.producer(chunk);
      } catch (const std::exception& fault) {
        broken = true;
        if (options.on_fault) options.on_fault(fault.what());
      }
    };
    if (!co_await on_worker(c, next) || broken) co_return false;
    if (!more) break;
    if (chunk.empty()) continue;
    sent += chunk.size();
    if (size && sent > *size) co_return false;
    if (framing == Framing::Chunked) {
      const auto length = fmt::format("{:x}\r\n", chunk.size());
      chunk += "\r\n";
      if (!co_await write(c, length, chunk)) co_return false;
    } else if (!co_await write(c, {}, chunk)) {
      co_return false;
    }
  }
  if (size && sent != *size) co_return false;
  if (framing == Framing::Chunked) {
    const bool ended = co_await write(c, "0\r\n\r\n", {});
    co_return ended&& keep_alive;
  }
  co_return keep_alive;
}

// Says that nothing more comes and reads on for a moment, so that the client sees the answer and not a reset.
awaitable<void> Server::State::linger(Connection& c) {
  error_code ec;
  c.phase = Connection::Phase::Closing;
  c.socket.shutdown(Tcp::socket::shutdown_send, ec);
  c.buffer.clear();
  c.allow(kLinger);
  char scrap[kReadPiece];
  while (!ec) co_await c.socket.async_read_some(asio::buffer(scrap), redirect_error(use_awaitable, ec));
}

awaitable<void> Server::State::refuse(Connection& c, Refusal refusal) {
  c.timed_out = false;
  Response response = handler.refused(refusal.status, refusal.words);
  const auto begun = SteadyClock::now();
  co_await send(c, response, false, false, false);
  if (options.on_done)
    options.on_done("-", "", response.status,
                    std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - begun));
  co_await linger(c);
}

// Waits for a whole head. A Refusal of status 0 means: close without a word.
awaitable<std::optional<Refusal>> Server::State::read_head(Connection& c, std::size_t& size) {
  constexpr Refusal kGone{0, ""};
  c.phase = Connection::Phase::Idle;
  c.allow(options.keepalive_idle);
  std::size_t searched = 0;
  for (;;) {
    // An empty line before a request is passed over (RFC 9112, section 2.2).
    while (c.received().substr(0, 2) == "\r\n") c.buffer.consume(2);
    const auto text = c.received();
    const auto end = text.find("\r\n\r\n", searched > 3 ? searched - 3 : 0);
    if (end != std::string_view::npos) {
      size = end + 4;
      if (size > options.max_header_bytes) co_return Refusal{431, "The head of the request is too long."};
      co_return std::nullopt;
    }
    if (!text.empty()) {
      if (auto refusal = hopeless(text, searched)) co_return refusal;
      if (text.size() > options.max_header_bytes)
        co_return Refusal{431, "The head of the request is too long."};
      if (c.phase == Connection::Phase::Idle) {
        c.phase = Connection::Phase::Head;
        c.allow(options.header_deadline);
      }
    } else if (stopping) {
      co_return kGone;
    }
    searched = text.size();
    error_code ec;
    const auto n =
        co_await c.socket.async_read_some(c.buffer.prepare(kReadPiece), redirect_error(use_awaitable, ec));
    c.buffer.commit(n);
    if (!ec && !c.timed_out) continue;
    if (c.timed_out && c.phase == Connection::Phase::Head)
      co_return Refusal{408, "The request did not arrive in time."};
    co_return kGone;
  }
}

// Reads what is left of a body, giving it to `reader` or forgetting it when that is null. A refusal leaves
// the rest unread, unless `body.broken`.
awaitable<std::optional<Refusal>> Server::State::read_body(Connection& c, Body& body, BodyReader* reader) {
  if (!body.piece) body.piece = std::make_unique<char[]>(kBodyPiece);
  auto& parser = body.parser;
  auto& sink = parser.get().body();
  while (!parser.is_done()) {
    sink.data = body.piece.get();
    sink.size = kBodyPiece;
    while (!parser.is_done() && sink.size > 0) {
      c.allow(options.body_idle);
      error_code ec;
      co_await http::async_read_some(c.socket, c.buffer, parser, redirect_error(use_awaitable, ec));
      if (ec == http::error::need_buffer) break;
      const auto spent = SteadyClock::now() - body.since;
      const auto so_far = body.taken + kBodyPiece - sink.size;
      const bool crawling =
          spent > kPaceAfter &&
          so_far < kPaceBytesPerSecond * static_cast<std::uint64_t>(
                                             std::chrono::duration_cast<std::chrono::seconds>(spent).count());
      if (c.timed_out || crawling) {
        body.broken = true;
        co_return Refusal{408, "The rest of the request did not arrive in time."};
      }
      if (ec) {
        body.broken = true;
        const bool malformed = ec.category() == http::make_error_code(http::error::bad_chunk).category() &&
                               ec != http::error::partial_message && ec != http::error::end_of_stream;
        co_return malformed ? Refusal{400, "The request's body is malformed."} : Refusal{0, ""};
      }
    }
    const std::string_view got(body.piece.get(), kBodyPiece - sink.size);
    body.taken += got.size();
    if (body.taken > body.limit) co_return Refusal{413, "What was sent is too large."};
    if (!reader || got.empty()) continue;
    std::optional<Refusal> refusal;
    if (reader->streams()) {
      auto feed = [&] {
        try {
          refusal = reader->feed(got);
        } catch (const std::exception& fault) {
          if (options.on_fault) options.on_fault(fault.what());
          refusal = Refusal{503, "The file could not be kept just now. Nothing was changed."};
        }
      };
      if (!co_await on_worker(c, feed)) {
        body.broken = true;
        co_return Refusal{0, ""};
      }
    } else {
      refusal = reader->feed(got);
    }
    if (refusal) co_return refusal;
  }
  co_return std::nullopt;
}

// One request, from its head to the last byte of its answer. False when the connection is to be closed.
awaitable<bool> Server::State::answer_one(Connection& c, std::size_t head_size) {
  const auto begun = SteadyClock::now();
  c.phase = Connection::Phase::Busy;
  c.allow_for_ever();
  Head head;
  Body body;
  std::optional<Refusal> refusal = parse_head(c.received().substr(0, head_size), head);
  const bool has_body = head.has_body();
  if (!refusal) {
    body.parser.header_limit(static_cast<std::uint32_t>(options.max_header_bytes + 1));
    body.parser.body_limit(boost::none);
    error_code ec;
    std::size_t used = body.parser.put(asio::buffer(c.received().data(), head_size), ec);
    if (ec && ec != http::error::need_buffer) refusal = Refusal{400, "The request could not be understood."};
    const bool same = body.parser.is_header_done() && used == head_size &&
                      body.parser.chunked() == head.chunked &&
                      body.parser.content_length().value_or(0) == head.content_length;
    if (!refusal && !same) refusal = Refusal{400, "The request could not be understood."};
  }
  const bool http_1_0 = head.http_1_0;
  const bool expects = head.expects_continue && has_body;
  bool keep_alive = head.keep_alive;
  const auto length = head.content_length;
  Request request;
  if (!refusal) refusal = make_request(std::move(head), request);
  if (refusal) {
    co_await refuse(c, *refusal);
    co_return false;
  }
  c.buffer.consume(head_size);
  request.remote_address = c.peer;
  if (options.behind_proxy) {
    if (const auto from = last_of_list(request.header("x-forwarded-for")); !from.empty())
      request.remote_address = from;
    request.secure = last_of_list(request.header("x-forwarded-proto")) == "https";
  }

  BodyPolicy policy;
  Response response;
  const bool head_only = request.method == "HEAD";
  bool answered = false;
  const auto finish = [&] {
    response = handler.handle(request);
    adapt(response, request);
  };
  auto first = [&] {
    guarded(response, [&] {
      answered = true;  // by the 500, when something throws
      policy = handler.on_head(request);
      if (policy.kind == BodyPolicy::Kind::Answer) {
        response = std::move(*policy.answer);
        adapt(response, request);
      } else if (!has_body) {
        finish();
      } else {
        answered = false;
      }
    });
  };
  if (!co_await on_worker(c, first)) co_return false;

  std::optional<BodyReader> reader;
  body.limit = options.max_drain_bytes;
  if (!answered) {
    switch (policy.kind) {
      case BodyPolicy::Kind::None:
      case BodyPolicy::Kind::Answer:
        break;
      case BodyPolicy::Kind::Form:
        body.limit = options.max_form_bytes;
        reader.emplace(request, BodyLimits{options.max_form_bytes, 0, options.spool_dir});
        break;
      case BodyPolicy::Kind::Upload:
        reader.emplace(request,
                       BodyLimits{options.max_form_bytes,
                                  policy.max_file_bytes ? policy.max_file_bytes : options.max_file_bytes,
                                  options.spool_dir});
        break;
    }
    if (length > body.limit) {
      refusal = Refusal{413, "What was sent is too large."};
    } else if (expects && !reader) {
      keep_alive = false;  // the client waits to be asked for a body that nobody wants
    } else {
      if (expects && !co_await write(c, "HTTP/1.1 100 Continue\r\n\r\n", {})) co_return false;
      refusal = co_await read_body(c, body, reader ? &*reader : nullptr);
    }
    if (refusal && refusal->status == 0) co_return false;
    if (refusal && body.broken) {
      co_await refuse(c, *refusal);
      co_return false;
    }
    auto second = [&] {
      guarded(response, [&] {
        if (!refusal && reader) refusal = reader->finish();
        if (refusal)
          response = handler.refused(refusal->status, refusal->words);
        else
          finish();
      });
    };
    if (!co_await on_worker(c, second)) co_return false;
  }

  // What is still unread is drained after the answer, so that the client sees the answer and not a reset.
  const bool unread = has_body && !body.parser.is_done();
  const bool drainable = unread && !expects && length <= options.max_drain_bytes;
  if ((unread && !drainable) || stopping) keep_alive = false;
  const bool reusable = co_await send(c, response, head_only, http_1_0, keep_alive);
  if (options.on_done)
    options.on_done(request.method, response.route_label, response.status,
                    std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - begun));
  if (drainable) {
    body.limit = options.max_drain_bytes;
    const auto problem = co_await read_body(c, body, nullptr);
    if (problem) {
      if (!body.broken) co_await linger(c);
      co_return false;
    }
  }
  if (!reusable && !c.timed_out) co_await linger(c);
  co_return reusable;
}

awaitable<void> Server::State::serve(std::shared_ptr<Connection> c) {
  for (;;) {
    std::size_t head_size = 0;
    const auto refusal = co_await read_head(*c, head_size);
    if (refusal) {
      if (refusal->status != 0) co_await refuse(*c, *refusal);
      co_return;
    }
    if (!co_await answer_one(*c, head_size)) co_return;
    // A long body leaves a large buffer behind; an idle connection should not keep it.
    if (c->buffer.size() == 0 && c->buffer.capacity() > 4 * kReadPiece) c->buffer.shrink_to_fit();
  }
}

Server::Server(ServerOptions options, Handler& handler)
    : state_(std::make_unique<State>(std::move(options), handler)) {
  auto& s = *state_;
  const unsigned loops = std::max(1u, s.options.io_threads);
  for (unsigned i = 0; i < loops; ++i) s.loops.push_back(std::make_unique<Loop>());
  if (!s.options.spool_dir.empty() && std::filesystem::create_directories(s.options.spool_dir))
    std::filesystem::permissions(s.options.spool_dir, std::filesystem::perms::owner_all);
  s.listen();
}

Server::~Server() {
  stop();
}

std::uint16_t Server::port() const {
  return state_->port;
}

void Server::start() {
  auto& s = *state_;
  {
    std::lock_guard lock(s.mutex);
    if (s.started || s.stopping) return;
    s.started = true;
  }
  s.workers.start(std::max(1u, s.options.worker_threads));
  asio::co_spawn(s.loops.front()->io, s.accept(), asio::detached);
  for (auto& loop : s.loops) {
    asio::co_spawn(loop->io, s.sweep(*loop), asio::detached);
    loop->thread = std::thread([&io = loop->io] { io.run(); });
  }
}

void Server::run() {
  auto& s = *state_;
  asio::signal_set signals(s.loops.front()->io, SIGINT, SIGTERM);
  signals.async_wait([&s](error_code ec, int) {
    if (ec) return;
    std::lock_guard lock(s.mutex);
    s.stop_asked = true;
    s.changed.notify_all();
  });
  start();
  {
    std::unique_lock lock(s.mutex);
    s.changed.wait(lock, [&] { return s.stop_asked; });
  }
  stop();
}

void Server::stop() {
  auto& s = *state_;
  {
    std::lock_guard lock(s.mutex);
    s.stop_asked = true;
    s.changed.notify_all();
  }
  if (s.stopping.exchange(true)) return;
  bool started = false;
  {
    std::lock_guard lock(s.mutex);
    started = s.started;
  }
  error_code ignored;
  if (!started) {
    s.acceptor->close(ignored);
    return;
  }
  asio::post(s.loops.front()->io, [&s] {
    error_code ec;
    s.acceptor->close(ec);
  });
  const auto wait_until_empty = [&s](milliseconds longest) {
    const auto end = SteadyClock::now() + longest;
    while (s.connections > 0 && SteadyClock::now() < end) std::this_thread::sleep_for(milliseconds(5));
  };
  wait_until_empty(s.options.stop_grace);
  s.workers.stop();
  for (auto& loop : s.loops)
    asio::post(loop->io, [&loop = *loop] {
      error_code ec;
      for (auto* c : loop.connections) c->socket.close(ec);
    });
  wait_until_empty(milliseconds(1'000));
  for (auto& loop : s.loops) {
    asio::post(loop->io, [&loop = *loop] { loop.timer.cancel(); });
    loop->work.reset();
    loop->io.stop();
    loop->thread.join();
  }
}

}  // namespace heed::web

#include "web/http/server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <regex>
#include <thread>

#include "web/http/spool.h"

namespace heed::web {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// A raw connection, so that a test decides every byte.
class Client {
 public:
  explicit Client(std::uint16_t port, in_addr_t address = htonl(INADDR_LOOPBACK))
      : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = address;
    if (::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) ADD_FAILURE() << "cannot connect";
  }
  ~Client() { close(); }
  Client(Client&& o) noexcept : fd_(std::exchange(o.fd_, -1)) {}

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }
  void end_sending() { ::shutdown(fd_, SHUT_WR); }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  /// Reads until `enough` says so, the end of the stream, or the time is over.
  std::string read(const std::function<bool(const std::string&)>& enough,
                   milliseconds longest = milliseconds(8000)) {
    const auto end = Clock::now() + longest;
    char piece[65536];
    while (!enough(got_)) {
      const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now()).count();
      pollfd p{fd_, POLLIN, 0};
      if (left <= 0 || ::poll(&p, 1, static_cast<int>(left)) <= 0) break;
      const auto n = ::recv(fd_, piece, sizeof piece, 0);
      if (n <= 0) {
        closed_ = true;
        reset_ = n < 0;
        break;
      }
      got_.append(piece, static_cast<std::size_t>(n));
    }
    return std::exchange(got_, {});
  }
  std::string read_all(milliseconds longest = milliseconds(8000)) {
    return read([](const std::string&) { return false; }, longest);
  }
  /// One response with a Content-Length.
  std::string read_one() {
    std::string text = read([](const std::string& t) { return whole(t) > 0; });
    const auto size = whole(text);
    if (size > 0) {
      got_ = text.substr(size);
      text.resize(size);
    }
    return text;
  }
  bool closed() const { return closed_; }
  bool reset() const { return reset_; }

 private:
  static std::size_t whole(const std::string& t) {
    const auto head = t.find("\r\n\r\n");
    if (head == std::string::npos) return 0;
    const auto at = t.find("Content-Length: ");
    const std::size_t length = at < head ? std::stoul(t.substr(at + 16)) : 0;
    return t.size() >= head + 4 + length ? head + 4 + length : 0;
  }
  int fd_;
  std::string got_;
  bool closed_ = false;
  bool reset_ = false;
};

int status_of(const std::string& response) {
  return response.size() > 12 ? std::stoi(response.substr(9, 3)) : 0;
}
std::string body_of(const std::string& response) {
  const auto at = response.find("\r\n\r\n");
  return at == std::string::npos ? "" : response.substr(at + 4);
}
std::string get(std::string_view path, std::string_view more = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: h\r\n" + std::string(more) + "\r\n";
}

class App : public Handler {
 public:
  BodyPolicy on_head(Request& r) override {
    r.context = std::string("seen");
    if (r.path == "/forbidden") return BodyPolicy::answer_now(Response::text("no", 403));
    if (r.path == "/upload") return BodyPolicy::upload();
    if (r.path == "/none") return BodyPolicy::none();
    if (r.path == "/head-fault") throw std::runtime_error("head");
    return BodyPolicy::form();
  }
  Response handle(Request& r) override {
    if (r.path == "/slow") {
      std::this_thread::sleep_for(milliseconds(300));
      return Response::text("slow");
    }
    if (r.path == "/fault") throw std::runtime_error("broken");
    if (r.path == "/stream" || r.path == "/short-stream") {
      int n = 0;
      auto r2 = Response::download(
          "s.txt", "text/plain",
          [n](std::string& chunk) mutable {
            chunk = "piece" + std::to_string(n);
            return n++ < 3;
          },
          r.path == "/stream" ? std::optional<std::uint64_t>() : std::optional<std::uint64_t>(1000));
      return r2;
    }
    if (r.path == "/large") return Response::text(std::string(3 << 20, 'L'));
    std::string out = r.method + " " + r.path + " " + std::any_cast<std::string>(r.context);
    for (const auto& [name, value] : r.form()) out += "|" + name + "=" + value.substr(0, 40);
    for (const auto& u : r.uploads) {
      std::uint64_t sum = 0;
      u.read([&](std::string_view piece) {
        for (unsigned char c : piece) sum += c;
        return true;
      });
      out +=
          fmt::format("|{}:{}:{}:{}:{}", u.field, u.file_name, u.size, u.too_large ? "large" : "kept", sum);
    }
    if (!r.body.empty()) out += "|body=" + std::to_string(r.body.size());
    auto response = Response::text(out);
    response.route_label = "/*";
    return response;
  }
};

class ServerTest : public testing::Test {
 protected:
  void start(const std::function<void(ServerOptions&)>& change = {}) {
    ServerOptions options;
    if (change) change(options);
    server_ = std::make_unique<Server>(options, app_);
    server_->start();
  }
  Client client() { return Client(server_->port()); }
  std::string ask(std::string_view bytes) {
    auto c = client();
    c.send(bytes);
    return c.read_one();
  }
  App app_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  start();
  auto c = client();
  for (int i = 0; i < 3; ++i) {
    c.send(get("/a%20b"));
    const auto r = c.read_one();
    EXPECT_EQ(status_of(r), 200);
    EXPECT_EQ(body_of(r), "GET /a b seen");
    EXPECT_NE(r.find("X-Content-Type-Options: nosniff\r\n"), std::string::npos);
    EXPECT_NE(r.find("Date: "), std::string::npos);
    EXPECT_EQ(r.find("Server:"), std::string::npos);
  }
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
  start();
  auto c = client();
  std::string all;
  for (int i = 0; i < 20; ++i)
    all += i % 3 ? get("/p" + std::to_string(i))
                 : "POST /p" + std::to_string(i) +
                       " HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Type: "
                       "application/x-www-form-urlencoded\r\n\r\na=1\r\n";
  c.send(all);
  for (int i = 0; i < 20; ++i)
    EXPECT_NE(c.read_one().find(" /p" + std::to_string(i) + " "), std::string::npos) << i;
}

TEST_F(ServerTest, HeadSendsNoBodyButItsLength) {
  start();
  auto c = client();
  c.send("HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  const auto r = c.read_all();
  EXPECT_EQ(status_of(r), 200);
  EXPECT_NE(r.find("Content-Length: 12\r\n"), std::string::npos);
  EXPECT_EQ(body_of(r), "");
}

TEST_F(ServerTest, RefusesMalformedFramingAndCloses) {
  start();
  const std::pair<std::string, int> kRows[] = {
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc", 400},
      {"\x16\x03\x01\x02\x01\x01", 400},
      {"hello\r\n\r\n", 400},
      {"GET / HTTP/3.0\r\nHost: h\r\n\r\n", 505},
      {"BREW / HTTP/1.1\r\nHost: h\r\n\r\n", 501},
      {"GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(20000, 'x') + "\r\n\r\n", 431},
      {"GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(40000, 'x'), 431},
      {"POST /f HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Type: "
       "application/x-www-form-urlencoded\r\nConnection: close\r\n\r\na=%",
       400},
  };
  for (const auto& [raw, status] : kRows) {
    auto c = client();
    c.send(raw);
    const auto r = c.read_all();
    EXPECT_EQ(status_of(r), status) << raw.substr(0, 100);
    EXPECT_TRUE(c.closed()) << raw.substr(0, 100);
    EXPECT_FALSE(c.reset()) << raw.substr(0, 100);
    EXPECT_EQ(r.find("\r\nDate: ", r.find("\r\nDate: ") + 1), std::string::npos)
        << "two answers: " << raw.substr(0, 100);
  }
  EXPECT_EQ(status_of(ask(get("/still"))), 200);
}

TEST_F(ServerTest, HeldHalfRequestsDoNotStopANewOne) {
  start();
  std::vector<Client> held;
  for (int i = 0; i < 500; ++i) {
    held.push_back(client());
    held.back().send("GET / HTTP/1.1\r\nHost: h\r\nX-Slow: ");
  }
  const auto begun = Clock::now();
  EXPECT_EQ(status_of(ask(get("/new"))), 200);
  EXPECT_LT(Clock::now() - begun, milliseconds(100));
}

TEST_F(ServerTest, AFullHouseMakesRoomForSomebodyNew) {
  start([](ServerOptions& o) { o.max_connections = 20; });
  std::vector<Client> held;
  for (int i = 0; i < 60; ++i) {
    held.push_back(client());
    held.back().send("GET / HTTP/1.1\r\n");
  }
  for (int i = 0; i < 5; ++i) EXPECT_EQ(status_of(ask(get("/new"))), 200);
}

TEST_F(ServerTest, AHeadThatDoesNotArriveIsTimedOut) {
  start([](ServerOptions& o) { o.header_deadline = milliseconds(200); });
  auto c = client();
  const auto begun = Clock::now();
  std::thread drip([&] {
    for (char b : std::string_view("GET / HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")) {
      if (!c.send({&b, 1})) break;
      std::this_thread::sleep_for(milliseconds(20));
      if (Clock::now() - begun > milliseconds(600)) break;
    }
  });
  const auto r = c.read([](const std::string& t) { return t.find("\r\n\r\n") != std::string::npos; });
  EXPECT_EQ(status_of(r), 408);
  EXPECT_LT(Clock::now() - begun, milliseconds(900));
  drip.join();
}

TEST_F(ServerTest, ASilentConnectionIsClosedWithoutAWord) {
  start([](ServerOptions& o) { o.keepalive_idle = milliseconds(100); });
  auto c = client();
  EXPECT_EQ(c.read_all(milliseconds(2000)), "");
  EXPECT_TRUE(c.closed());
}

TEST_F(ServerTest, ASlowBodyIsTimedOut) {
  start([](ServerOptions& o) { o.body_idle = milliseconds(150); });
  auto c = client();
  c.send("POST /f HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc");
  EXPECT_EQ(status_of(c.read_all()), 408);
}

TEST_F(ServerTest, ABodyCutShortIsNeverHandled) {
  std::atomic<int> done{0};
  start([&](ServerOptions& o) { o.on_done = [&](auto, auto, int, auto) { ++done; }; });
  auto c = client();
  c.send("POST /f HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc");
  c.end_sending();
  EXPECT_EQ(c.read_all(), "");
  EXPECT_EQ(done, 0);
}

TEST_F(ServerTest, ReadsChunkedAndUrlencodedBodies) {
  start();
  auto c = client();
  c.send(
      "POST /f HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: "
      "chunked\r\n\r\n"
      "3\r\na=1\r\n5;ext=1\r\n&b=%4\r\n1\r\n1\r\n0\r\nTrailer: x\r\n\r\n");
  EXPECT_EQ(body_of(c.read_one()), "POST /f seen|a=1|b=A");
  c.send("POST /f HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
  EXPECT_EQ(body_of(c.read_one()), "POST /f seen|body=2");
}

TEST_F(ServerTest, AsksForABodyOnlyWhenItWantsIt) {
  start();
  auto c = client();
  c.send(
      "POST /f HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
      "3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(status_of(c.read([](const std::string& t) { return t.find("\r\n\r\n") != std::string::npos; })),
            100);
  c.send("a=1");
  EXPECT_EQ(body_of(c.read_one()), "POST /f seen|a=1");
  auto d = client();
  d.send("POST /forbidden HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  const auto r = d.read_all();
  EXPECT_EQ(status_of(r), 403);
  EXPECT_EQ(body_of(r), "no");
}

TEST_F(ServerTest, AnEarlyAnswerReachesAClientThatIsStillSending) {
  start();
  auto c = client();
  c.send("POST /forbidden HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000\r\n\r\n");
  EXPECT_TRUE(c.send(std::string(5000000, 'x')));
  EXPECT_EQ(status_of(c.read_one()), 403);
  c.send(get("/next"));
  EXPECT_EQ(status_of(c.read_one()), 200);
}

TEST_F(ServerTest, AFormBeyondItsLimitIsRefusedNotReset) {
  start();
  for (std::string framing :
       {"Content-Length: 3000000\r\n\r\n" + std::string(3000000, 'x'),
        "Transfer-Encoding: chunked\r\n\r\n2dc6c0\r\n" + std::string(3000000, 'x') + "\r\n0\r\n\r\n"}) {
    auto c = client();
    EXPECT_TRUE(c.send("POST /f HTTP/1.1\r\nHost: h\r\n" + framing));
    EXPECT_EQ(status_of(c.read_one()), 413);
    c.send(get("/next"));
    EXPECT_EQ(status_of(c.read_one()), 200);
  }
  EXPECT_EQ(status_of(ask("POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999\r\n\r\n")), 413);
}

TEST_F(ServerTest, AnUploadOverTheLimitIsDrainedAndTheTypedFieldsSurvive) {
  const auto folder = std::filesystem::temp_directory_path() / "heed-server-test-spool";
  start([&](ServerOptions& o) {
    o.max_file_bytes = 1 << 20;
    o.spool_dir = folder;
  });
  const std::string head =
      "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\\big.bin\"\r\n\r\n";
  const std::string tail =
      "\r\n--B\r\nContent-Disposition: form-data; name=\"typed\"\r\n\r\nkept\r\n--B\r\n"
      "Content-Disposition: form-data; name=\"g\"; filename=\"small.bin\"\r\n\r\nabc\r\n--B--\r\n";
  const std::uint64_t size = 300ull << 20;
  auto c = client();
  c.send(
      "POST /upload HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; "
      "boundary=B\r\nContent-Length: " +
      std::to_string(head.size() + size + tail.size()) + "\r\n\r\n" + head);
  const std::string piece(1 << 20, 'x');
  for (std::uint64_t at = 0; at < size; at += piece.size()) ASSERT_TRUE(c.send(piece));
  c.send(tail);
  const auto r = c.read_one();
  EXPECT_EQ(body_of(r), "POST /upload seen|typed=kept|f:big.bin:0:large:0|g:small.bin:3:kept:294");
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
}

TEST_F(ServerTest, AMalformedUploadIsRefusedAndDrained) {
  start();
  auto c = client();
  EXPECT_TRUE(
      c.send("POST /upload HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; "
             "boundary=B\r\nContent-Length: 400000\r\n\r\n" +
             std::string(400000, 'x')));
  EXPECT_EQ(status_of(c.read_one()), 400);
  c.send(get("/next"));
  EXPECT_EQ(status_of(c.read_one()), 200);
}

TEST_F(ServerTest, StreamsInChunksAndBreaksOffWhatIsNotWhole) {
  start();
  auto c = client();
  c.send(get("/stream"));
  const auto r = c.read(
      [](const std::string& t) { return t.find("0\r\n\r\n", t.find("\r\n\r\n") + 4) != std::string::npos; });
  EXPECT_EQ(body_of(r), "6\r\npiece0\r\n6\r\npiece1\r\n6\r\npiece2\r\n0\r\n\r\n");
  c.send(get("/short-stream"));
  const auto cut = c.read_all();
  EXPECT_NE(cut.find("Content-Length: 1000\r\n"), std::string::npos);
  EXPECT_EQ(body_of(cut), "piece0piece1piece2");
  EXPECT_TRUE(c.closed());
  auto old = client();
  old.send("GET /stream HTTP/1.0\r\n\r\n");
  EXPECT_EQ(body_of(old.read_all()), "piece0piece1piece2");
}

TEST_F(ServerTest, AFaultIsA500AndNothingMore) {
  std::vector<std::string> faults;
  std::mutex mutex;
  start([&](ServerOptions& o) {
    o.on_fault = [&](std::string_view what) {
      std::lock_guard lock(mutex);
      faults.emplace_back(what);
    };
  });
  const auto r = ask(get("/fault"));
  EXPECT_EQ(status_of(r), 500);
  EXPECT_EQ(r.find("broken"), std::string::npos);
  EXPECT_EQ(status_of(ask(get("/head-fault"))), 500);
  EXPECT_EQ(status_of(ask(get("/next"))), 200);
  EXPECT_EQ(faults, (std::vector<std::string>{"broken", "head"}));
}

TEST_F(ServerTest, SlowHandlersDoNotHoldUpTheConnections) {
  start([](ServerOptions& o) { o.worker_threads = 2; });
  auto a = client();
  a.send(get("/slow"));
  const auto begun = Clock::now();
  EXPECT_EQ(status_of(ask(get("/quick"))), 200);
  EXPECT_LT(Clock::now() - begun, milliseconds(150));
  EXPECT_EQ(status_of(ask("GET / HTTP/1.1\r\n\r\n")), 400);
  EXPECT_EQ(body_of(a.read_one()), "slow");
}

TEST_F(ServerTest, AReaderThatTakesNothingIsDropped) {
  std::atomic<int> done{0};
  start([&](ServerOptions& o) {
    o.write_idle = milliseconds(200);
    o.on_done = [&](auto, auto, int, auto) { ++done; };
  });
  auto c = client();
  for (int i = 0; i < 4; ++i) c.send(get("/large"));
  std::this_thread::sleep_for(milliseconds(900));
  c.read_all(milliseconds(2000));
  EXPECT_TRUE(c.closed());
  EXPECT_LT(done, 4);
}

TEST_F(ServerTest, StopsGracefully) {
  start();
  auto idle = client();
  idle.send(get("/x"));
  idle.read_one();
  auto busy = client();
  busy.send(get("/slow"));
  std::this_thread::sleep_for(milliseconds(80));
  const auto begun = Clock::now();
  server_->stop();
  EXPECT_LT(Clock::now() - begun, milliseconds(3500));
  const auto r = busy.read_all();
  EXPECT_EQ(body_of(r), "slow");
  EXPECT_NE(r.find("Connection: close"), std::string::npos);
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_TRUE(idle.closed());
}

TEST_F(ServerTest, StopsEvenWhenClientsHoldOn) {
  start([](ServerOptions& o) { o.stop_grace = milliseconds(200); });
  auto half = client();
  half.send("GET / HT");
  auto body = client();
  body.send("POST /f HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc");
  std::this_thread::sleep_for(milliseconds(50));
  const auto begun = Clock::now();
  server_->stop();
  EXPECT_LT(Clock::now() - begun, milliseconds(1500));
}

TEST_F(ServerTest, OneAddressMayHoldOnlySoMany) {
  in_addr_t mine = 0;
  ifaddrs* all = nullptr;
  ASSERT_EQ(::getifaddrs(&all), 0);
  for (auto* i = all; i; i = i->ifa_next)
    if (i->ifa_addr && i->ifa_addr->sa_family == AF_INET && !(i->ifa_flags & IFF_LOOPBACK) &&
        (i->ifa_flags & IFF_UP))
      mine = reinterpret_cast<sockaddr_in*>(i->ifa_addr)->sin_addr.s_addr;
  ::freeifaddrs(all);
  if (mine == 0) GTEST_SKIP() << "this machine has no address but loopback";
  start([](ServerOptions& o) {
    o.address = "0.0.0.0";
    o.max_per_address = 3;
  });
  std::vector<Client> held;
  for (int i = 0; i < 3; ++i) {
    held.emplace_back(server_->port(), mine);
    held.back().send(get("/x"));
    EXPECT_EQ(status_of(held.back().read_one()), 200);
  }
  Client fourth(server_->port(), mine);
  fourth.send(get("/x"));
  EXPECT_EQ(fourth.read_all(), "");
  EXPECT_EQ(status_of(ask(get("/x"))), 200) << "others are not counted";
  held.pop_back();
  std::this_thread::sleep_for(milliseconds(50));
  Client fifth(server_->port(), mine);
  fifth.send(get("/x"));
  EXPECT_EQ(status_of(fifth.read_one()), 200);
}

TEST_F(ServerTest, BelievesAProxyOnlyWhenTold) {
  struct Who : App {
    Response handle(Request& r) override {
      return Response::text(r.remote_address + (r.secure ? " https" : " http"));
    }
  } who;
  for (bool behind : {false, true}) {
    ServerOptions o;
    o.behind_proxy = behind;
    Server server(o, who);
    server.start();
    Client c(server.port());
    c.send(get("/", "X-Forwarded-For: 6.6.6.6, 10.0.0.7\r\nX-Forwarded-Proto: https\r\n"));
    EXPECT_EQ(body_of(c.read_one()), behind ? "10.0.0.7 https" : "127.0.0.1 http");
  }
}

TEST_F(ServerTest, TellsFiguresWithoutAddresses) {
  std::mutex mutex;
  std::string seen;
  start([&](ServerOptions& o) {
    o.on_done = [&](std::string_view method, std::string_view route, int status, std::chrono::microseconds) {
      std::lock_guard lock(mutex);
      seen += fmt::format("{} {} {};", method, route, status);
    };
    o.io_threads = 2;
  });
  auto c = client();
  c.send(get("/a?name=secret", "Connection: close\r\n"));
  c.read_all();
  std::lock_guard lock(mutex);
  EXPECT_EQ(seen, "GET /* 200;");
}

}  // namespace
}  // namespace heed::web

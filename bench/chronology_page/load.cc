// Asks a server on this machine again and again, and prints what it met as JSON. At a fixed rate the time of an answer counts from when
// its request was due, not from when a connection was free, so that a server that stalls cannot hide it.
//
//   load PORT PATH COOKIE CONNECTIONS SECONDS [RATE]       without RATE, or 0: each connection asks again as soon as it has its answer
//
// PATH is one address, or @FILE with one on each line, asked in turn. Of a file each address is first asked alone, in quiet; an answer
// under load that differs from the quiet one by a byte counts as different.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

using Clock = std::chrono::steady_clock;

struct Connection {
  int socket = -1;
  bool busy = false;
  Clock::time_point due;
  std::string head;
  long long left = -1;  // of the body; -1 while the head is not whole
  std::size_t asked = 0;  // which address
  std::uint64_t hash = 0;
};

// FNV-1a: of the body's bytes, in whatever pieces they come.
constexpr std::uint64_t kNothing = 14695981039346656037ull;
static std::uint64_t with(std::uint64_t hash, const char* bytes, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) hash = (hash ^ static_cast<unsigned char>(bytes[i])) * 1099511628211ull;
  return hash;
}

static void fail(const char* what) {
  std::perror(what);
  std::exit(1);
}

// Each address once, one after another: what the answers are when nothing else is asked.
static void ask_in_quiet(int socket, int poll, const std::vector<std::string>& requests, std::vector<std::uint64_t>& quiet) {
  std::vector<char> buffer(1 << 18);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (::send(socket, requests[i].data(), requests[i].size(), MSG_NOSIGNAL) != ssize_t(requests[i].size())) fail("send");
    std::string answer;
    for (std::size_t whole = std::string::npos; answer.size() < whole;) {
      epoll_event event;
      ::epoll_wait(poll, &event, 1, -1);
      const auto got = ::recv(socket, buffer.data(), buffer.size(), 0);
      if (got <= 0) fail("the server closed a connection");
      answer.append(buffer.data(), std::size_t(got));
      const auto end = answer.find("\r\n\r\n");
      if (end == std::string::npos) continue;
      std::string head = answer.substr(0, end);
      std::transform(head.begin(), head.end(), head.begin(), [](unsigned char ch) { return char(std::tolower(ch)); });
      const auto length = head.find("content-length: ");
      if (length == std::string::npos) std::fprintf(stderr, "an answer without a length\n"), std::exit(1);
      whole = end + 4 + std::size_t(std::atoll(head.c_str() + length + 16));
      quiet[i] = with(kNothing, answer.data() + end + 4, answer.size() - end - 4);
    }
  }
}

int main(int argc, char** argv) {
  if (argc < 6) return std::fprintf(stderr, "Usage: load PORT PATH COOKIE CONNECTIONS SECONDS [RATE]\n"), 2;
  const int port = std::atoi(argv[1]);
  const int connections = std::atoi(argv[4]);
  const double seconds = std::atof(argv[5]), rate = argc > 6 ? std::atof(argv[6]) : 0;
  std::vector<std::string> requests;
  const auto add = [&](const std::string& path) {
    requests.push_back("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + argv[1] + "\r\nCookie: " + argv[3] + "\r\n\r\n");
  };
  const bool many = argv[2][0] == '@';
  if (!many) add(argv[2]);
  if (std::ifstream file(argv[2] + 1); many)
    for (std::string line; std::getline(file, line);)
      if (!line.empty()) add(line);
  if (requests.empty()) return std::fprintf(stderr, "no address to ask\n"), 2;
  std::vector<std::uint64_t> quiet(requests.size(), 0);  // of each answer's body; 0 while it is not known

  const int poll = ::epoll_create1(0);
  std::vector<Connection> all(static_cast<std::size_t>(connections));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const int s = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(s, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) fail("connect");
    const int on = 1;
    ::setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::fcntl(s, F_SETFL, O_NONBLOCK);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    ::epoll_ctl(poll, EPOLL_CTL_ADD, s, &event);
    all[i].socket = s;
  }

  std::vector<double> took;
  long long errors = 0, bytes = 0, sent = 0, different = 0;
  if (many) ask_in_quiet(all[0].socket, poll, requests, quiet);
  const auto start = Clock::now();
  const auto end = start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  const auto due_at = [&](long long n) { return start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(double(n) / rate)); };
  const auto ask = [&](Connection& c, Clock::time_point due) {
    c.busy = true;
    c.due = due;
    c.head.clear();
    c.left = -1;
    c.hash = kNothing;
    c.asked = std::size_t(sent) % requests.size();
    ++sent;
    const auto& request = requests[c.asked];
    if (::send(c.socket, request.data(), request.size(), MSG_NOSIGNAL) != ssize_t(request.size())) fail("send");
  };
  std::vector<char> buffer(1 << 18);
  while (true) {
    const auto now = Clock::now();
    const bool over = now >= end;
    int busy = 0;
    for (auto& c : all) {
      if (!c.busy && !over) {
        if (rate <= 0) ask(c, now);
        else if (due_at(sent) <= now) ask(c, due_at(sent));
      }
      busy += c.busy;
    }
    if (over && (busy == 0 || now > end + std::chrono::seconds(10))) break;
    int wait = 100;
    if (rate > 0 && !over && busy < connections)
      wait = int(std::max<long long>(0, std::chrono::duration_cast<std::chrono::milliseconds>(due_at(sent) - Clock::now()).count()));
    epoll_event events[256];
    const int n = ::epoll_wait(poll, events, 256, wait);
    for (int i = 0; i < n; ++i) {
      auto& c = all[events[i].data.u64];
      const auto got = ::recv(c.socket, buffer.data(), buffer.size(), 0);
      if (got <= 0) fail("the server closed a connection");
      bytes += got;
      long long body = got;
      if (c.left < 0) {
        c.head.append(buffer.data(), std::size_t(got));
        const auto at = c.head.find("\r\n\r\n");
        if (at == std::string::npos) continue;
        if (c.head.compare(9, 3, "200") != 0) ++errors;
        std::string head = c.head.substr(0, at);
        std::transform(head.begin(), head.end(), head.begin(), [](unsigned char ch) { return char(std::tolower(ch)); });
        const auto length = head.find("content-length: ");
        if (length == std::string::npos) return std::fprintf(stderr, "an answer without a length\n"), 1;
        c.left = std::atoll(head.c_str() + length + 16);
        body = (long long)(c.head.size() - at - 4);
      }
      c.hash = with(c.hash, buffer.data() + (got - body), std::size_t(body));
      c.left -= body;
      if (c.left == 0 && c.busy) {
        c.busy = false;
        different += quiet[c.asked] != 0 && c.hash != quiet[c.asked];
        took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - c.due).count());
      }
    }
  }
  long long unanswered = 0;
  for (const auto& c : all) unanswered += c.busy;
  // Requests that were due and never sent, since every connection was busy, count as unanswered too.
  if (rate > 0) unanswered += std::max<long long>(0, (long long)(rate * seconds) - sent);
  std::sort(took.begin(), took.end());
  const auto at = [&](double p) { return took.empty() ? 0.0 : took[std::min(took.size() - 1, std::size_t(p * double(took.size())))]; };
  const double whole = std::chrono::duration<double>(Clock::now() - start).count();
  std::printf("{\"answers\":%zu,\"per_second\":%.1f,\"p50\":%.2f,\"p99\":%.2f,\"max\":%.2f,\"errors\":%lld,\"different\":%lld,\"unanswered\":%lld,\"bytes_each\":%.0f}\n", took.size(),
              double(took.size()) / whole, at(0.50), at(0.99), at(1.0), errors, different, unanswered, took.empty() ? 0.0 : double(bytes) / double(took.size()));
}

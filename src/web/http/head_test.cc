#include "web/http/head.h"

#include <gtest/gtest.h>

namespace heed::web {
namespace {

int status_of(const std::string& raw) {
  Head head;
  if (auto refusal = parse_head(raw, head)) return refusal->status;
  Request request;
  if (auto refusal = make_request(std::move(head), request)) return refusal->status;
  return 0;
}

TEST(Head, ReadsAnOrdinaryRequest) {
  Head head;
  ASSERT_FALSE(parse_head(
      "POST /a%20b?x=1 HTTP/1.1\r\nHost: h:80\r\nCookie: a=1\r\ncookie: b=2\r\nContent-Length: 12\r\n"
      "Expect: 100-Continue\r\nX:  padded \t\r\n\r\n",
      head));
  EXPECT_EQ(head.content_length, 12u);
  EXPECT_TRUE(head.expects_continue);
  EXPECT_TRUE(head.keep_alive);
  EXPECT_FALSE(head.chunked);
  Request request;
  ASSERT_FALSE(make_request(std::move(head), request));
  EXPECT_EQ(request.path, "/a b");
  EXPECT_EQ(request.query("x"), "1");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("b"), "2");
  EXPECT_EQ(request.header("x"), "padded");
}

TEST(Head, KeepAliveFollowsVersionAndConnection) {
  const std::tuple<std::string, bool> kRows[] = {{"HTTP/1.1\r\nHost: h", true},
                                                 {"HTTP/1.1\r\nHost: h\r\nConnection: x, Close", false},
                                                 {"HTTP/1.0", false},
                                                 {"HTTP/1.0\r\nConnection: keep-alive", true}};
  for (const auto& [tail, keep] : kRows) {
    Head head;
    ASSERT_FALSE(parse_head("GET / " + tail + "\r\n\r\n", head)) << tail;
    EXPECT_EQ(head.keep_alive, keep) << tail;
  }
}

TEST(Head, AnswersEachMalformationWithItsStatus) {
  const std::pair<std::string, int> kRows[] = {
      {"GET / HTTP/1.1\r\nHost: h\r\n\r\n", 0},
      {"GET http://h/x HTTP/1.1\r\nHost: h\r\n\r\n", 0},
      {"GET / HTTP/1.1\r\nHost: [::1]:80\r\nX:\r\n\r\n", 0},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n", 0},
      {"GET / HTTP/1.1\r\n\r\n", 400},                           // no Host
      {"GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n", 400},     // two
      {"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},                  // empty
      {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},              // not a host
      {"GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", 400},  // folding
      {"GET / HTTP/1.1\r\n Host: h\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost : h\r\n\r\n", 400},  // space before the colon
      {"GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: h\r\n: v\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: h\r\nX: a\x01\r\n\r\n", 400},  // control character
      {std::string("GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n", 35), 400},
      {"GET / HTTP/1.1\nHost: h\n\r\n\r\n", 400},        // bare LF
      {"GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n", 400},  // bare CR
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1, 1\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x1\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505},
      {"GET / HTTP/1.2\r\nHost: h\r\n\r\n", 505},
      {"GET / http/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /\r\nHost: h\r\n\r\n", 400},
      {"GET  / HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET / HTTP/1.1 \r\nHost: h\r\n\r\n", 400},
      {"GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /\xC3\xA9 HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /../x HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET /?a=%zz HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"GET * HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n", 501},
      {"BREW / HTTP/1.1\r\nHost: h\r\n\r\n", 501},
      {"get / HTTP/1.1\r\nHost: h\r\n\r\n", 501},
      {"GET / HTTP/1.1\r\nHost: h\r\nExpect: tea\r\n\r\n", 417},
      {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414},
  };
  for (const auto& [raw, status] : kRows) EXPECT_EQ(status_of(raw), status) << raw.substr(0, 90);
  std::string many = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 100; ++i) many += "X: y\r\n";
  EXPECT_EQ(status_of(many + "\r\n"), 431);
}

TEST(Head, HopelessBytesAreKnownAtOnce) {
  EXPECT_TRUE(hopeless("\x16\x03\x01\x02"));  // a TLS greeting
  EXPECT_TRUE(hopeless(std::string(33, 'A')));
  EXPECT_TRUE(hopeless("GET / HTTP/1.1\n"));
  for (std::string_view begun : {"", "G", "GET / HT", "GET / HTTP/1.1\r", "GET / HTTP/1.1\r\nHo"})
    EXPECT_FALSE(hopeless(begun)) << begun;
}

}  // namespace
}  // namespace heed::web

#include "web/http/content.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "web/http/spool.h"

namespace heed::web {
namespace {

std::string unpacked(std::string_view packed) {
  z_stream z{};
  inflateInit2(&z, 15 + 16);
  std::string out(1 << 20, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  z.avail_in = static_cast<uInt>(packed.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&z, Z_FINISH), Z_STREAM_END);
  out.resize(z.total_out);
  inflateEnd(&z);
  return out;
}

Request get(std::initializer_list<std::pair<std::string_view, std::string_view>> headers) {
  Request r;
  r.method = "GET";
  for (const auto& [name, value] : headers) r.headers.add(name, value);
  return r;
}

TEST(AcceptsGzip, FollowsTheWeights) {
  for (std::string_view yes : {"gzip", "br, gzip;q=0.5", "*", "gzip;q=1.0, identity"})
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  for (std::string_view no : {"", "br", "gzip;q=0", "gzip; q=0.000", "xgzip", "identity"})
    EXPECT_FALSE(accepts_gzip(no)) << no;
}

TEST(Compression, OnlyWhereTheResponseSaysSo) {
  const std::string page(5000, 'p');
  auto plain = Response::html(page);
  adapt(plain, get({{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(plain.body, page);
  auto packed = Response::html(page);
  packed.compressible = true;
  packed.etag = "v1";
  adapt(packed, get({{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(packed.headers["content-encoding"], "gzip");
  EXPECT_EQ(packed.headers["etag"], "\"v1-gz\"");
  EXPECT_EQ(unpacked(packed.body), page);
  auto small = Response::text("short");
  small.compressible = true;
  adapt(small, get({{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(small.body, "short");
  EXPECT_EQ(small.headers["vary"], "Accept-Encoding");
}

TEST(Etag, AnswersNotModifiedForEitherForm) {
  const std::pair<std::string_view, int> kRows[] = {
      {"\"v1\"", 304}, {"W/\"v1\"", 304}, {"\"x\", \"v1-gz\"", 304}, {"*", 304},
      {"\"v2\"", 200}, {"v1", 200},       {"\"v1x\"", 200},          {"", 200}};
  for (const auto& [header, status] : kRows) {
    auto r = Response::asset("text/css", "body{}", {}, "v1");
    adapt(r, get({{"If-None-Match", header}}));
    EXPECT_EQ(r.status, status) << header;
    EXPECT_EQ(r.headers["etag"], "\"v1\"");
    EXPECT_EQ(body_size(r), status == 304 ? 0u : 6u);
  }
}

TEST(Range, IsReadStrictly) {
  struct Row {
    std::string_view header;
    RangeIs is;
    std::uint64_t first, last;
  };
  const Row kRows[] = {{"bytes=0-4", RangeIs::Satisfiable, 0, 4},
                       {"bytes=5-", RangeIs::Satisfiable, 5, 9},
                       {"bytes=-3", RangeIs::Satisfiable, 7, 9},
                       {"bytes=-30", RangeIs::Satisfiable, 0, 9},
                       {"bytes=2-99", RangeIs::Satisfiable, 2, 9},
                       {"bytes=10-", RangeIs::Unsatisfiable, 0, 0},
                       {"bytes=-0", RangeIs::Unsatisfiable, 0, 0},
                       {"bytes=4-2", RangeIs::Absent, 0, 0},
                       {"bytes=0-1,3-4", RangeIs::Absent, 0, 0},
                       {"bytes=a-b", RangeIs::Absent, 0, 0},
                       {"lines=0-1", RangeIs::Absent, 0, 0},
                       {"bytes=-", RangeIs::Absent, 0, 0},
                       {"", RangeIs::Absent, 0, 0},
                       {"bytes=99999999999999999999-", RangeIs::Absent, 0, 0}};
  for (const auto& row : kRows) {
    ByteRange range;
    EXPECT_EQ(parse_range(row.header, 10, range), row.is) << row.header;
    if (row.is == RangeIs::Satisfiable) {
      EXPECT_EQ(range.first, row.first) << row.header;
      EXPECT_EQ(range.last, row.last) << row.header;
    }
  }
}

TEST(Range, CutsMemoryAndProducersAlike) {
  auto whole = Response::download("a.bin", "application/octet-stream", "0123456789");
  adapt(whole, get({{"Range", "bytes=3-6"}}));
  EXPECT_EQ(whole.status, 206);
  EXPECT_EQ(whole.body, "3456");
  EXPECT_EQ(whole.headers["content-range"], "bytes 3-6/10");

  int n = 0;
  auto piecewise = Response::download(
      "a.bin", "x/y",
      [n](std::string& chunk) mutable {
        if (n == 5) return false;
        chunk = std::to_string(2 * n) + std::to_string(2 * n + 1);
        ++n;
        return true;
      },
      10);
  (void)n;
  adapt(piecewise, get({{"Range", "bytes=3-6"}}));
  std::string all, chunk;
  while (piecewise.producer(chunk)) all += chunk;
  EXPECT_EQ(all, "3456");
  EXPECT_EQ(piecewise.producer_size, 4u);

  auto changed = Response::download("a.bin", "x/y", "0123456789");
  changed.etag = "v2";
  adapt(changed, get({{"Range", "bytes=3-6"}, {"If-Range", "\"v1\""}}));
  EXPECT_EQ(changed.status, 200);
  auto beyond = Response::download("a.bin", "x/y", "0123456789");
  adapt(beyond, get({{"Range", "bytes=10-"}}));
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.headers["content-range"], "bytes */10");
}

TEST(Headers, CannotCarryALineBreak) {
  Response r;
  EXPECT_THROW(r.headers.set("X", "a\r\nSet-Cookie: b"), std::logic_error);
  EXPECT_THROW(r.headers.set("X: y", "a"), std::logic_error);
  for (std::string_view away :
       {"//evil.example", "https://evil.example", "", "a", "/\\evil.example", "/a\r\nb"})
    EXPECT_THROW(Response::redirect(away), std::logic_error) << away;
  EXPECT_EQ(Response::redirect("/a?b#c").headers["location"], "/a?b#c");
}

TEST(ContentDisposition, IsSafeInAsciiAndExactInUtf8) {
  EXPECT_EQ(content_disposition("plan.docx"), "attachment; filename=\"plan.docx\"");
  EXPECT_EQ(content_disposition("pl\xC3\xA4n \"x\".docx"),
            "attachment; filename=\"pl_n _x_.docx\"; filename*=UTF-8''pl%C3%A4n%20%22x%22.docx");
  EXPECT_EQ(content_disposition("a\r\nb"), "attachment; filename=\"ab\"");
}

TEST(Cookie, IsAlwaysHttpOnlyAndLax) {
  EXPECT_EQ(set_cookie_value({"heed", "a;b", true, 60}),
            "heed=a%3Bb; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure");
  EXPECT_EQ(set_cookie_value({"heed", "x", false, {}}), "heed=x; Path=/; HttpOnly; SameSite=Lax");
}

TEST(Spool, GivesBackWhatWasWrittenAndLeavesNoFile) {
  const auto folder = std::filesystem::temp_directory_path() / "heed-spool-test";
  std::filesystem::create_directories(folder);
  for (std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65535}, std::size_t{65536},
                           std::size_t{65537}, std::size_t{300000}}) {
    auto spool = std::make_shared<Spool>(folder);
    std::string whole;
    for (std::size_t i = 0; i < size; ++i) whole += static_cast<char>(i * 31 + i / 7);
    for (std::size_t at = 0; at < size; at += 7001) spool->write(std::string_view(whole).substr(at, 7001));
    spool->finish();
    EXPECT_TRUE(std::filesystem::is_empty(folder));
    Upload upload{"f", "f", "x/y", spool->size(), false, spool};
    const auto back = upload.read_all(1 << 20);
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(*back, whole);
    EXPECT_EQ(upload.size, size);
    if (size == 0) continue;
    EXPECT_EQ(upload.read_all(size - 1).error().code, Code::TooLarge);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace heed::web

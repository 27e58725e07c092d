#include "web/http/path.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace heed::web {
namespace {

TEST(Utf8, IsTakenOnlyWhenWellFormed) {
  for (std::string_view good :
       {"", "plain", "caf\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x99\x82", "\xF4\x8F\xBF\xBF"})
    EXPECT_TRUE(is_utf8(good)) << good;
  for (std::string_view bad : {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                               "\xF8\x88\x80\x80\x80", "\xE2\x82", "a\xFF"})
    EXPECT_FALSE(is_utf8(bad));
}

TEST(PercentCoding, RefusesWhatIsCutShort) {
  EXPECT_EQ(percent_decode("a%20b+c"), "a b+c");
  EXPECT_EQ(percent_decode("a%20b+c", PlusIs::Space), "a b c");
  EXPECT_EQ(percent_decode("%e2%82%AC"), "\xE2\x82\xAC");
  for (std::string_view bad : {"%", "a%2", "%zz", "%2", "%%20", "%-1"})
    EXPECT_FALSE(percent_decode(bad)) << bad;
}

TEST(PercentCoding, GoesThereAndBack) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  EXPECT_EQ(percent_decode(percent_encode(all)), all);
  EXPECT_EQ(percent_encode("a-b_c.d~e/f g&h"), "a-b_c.d~e%2Ff%20g%26h");
}

TEST(PathOfTarget, TakesOnlyWhatHeedCouldHaveMade) {
  EXPECT_EQ(path_of_target("/"), "/");
  EXPECT_EQ(path_of_target("/reviews/"), "/reviews/");
  EXPECT_EQ(path_of_target("/a%20b?x=/../"), "/a b");
  EXPECT_EQ(path_of_target("/caf%C3%A9"), "/caf\xC3\xA9");
  EXPECT_EQ(path_of_target("/..."), "/...");
  EXPECT_EQ(path_of_target("/.well-known/x"), "/.well-known/x");
  for (std::string_view bad : {"",       "a",     "?a",    "//",          "//evil.example", "/a//b",
                               "/..",    "/../a", "/a/..", "/a/./b",      "/%2e%2e/a",      "/a%2Fb",
                               "/a%5Cb", "/a\\b", "/%00",  "/a%0d%0aX:y", "/%ff",           "/%c0%ae%c0%ae/",
                               "/%",     "/a%7f"})
    EXPECT_FALSE(path_of_target(bad)) << bad;
}

TEST(Match, TakesWholePathsAndNamesTheirSegments) {
  const std::string path = "/reviews/abc/people/x y";
  const auto captures = match("/reviews/:review/people/:person", path);
  ASSERT_TRUE(captures);
  EXPECT_EQ((*captures)["review"], "abc");
  EXPECT_EQ((*captures)["person"], "x y");
  EXPECT_EQ((*captures)["nobody"], "");
  EXPECT_EQ(captures->size(), 2u);
  EXPECT_TRUE(match("/", "/"));
  EXPECT_TRUE(match("/a/", "/a/"));
  EXPECT_EQ((*match("/assets/*rest", "/assets/a/b.css"))["rest"], "a/b.css");
}

TEST(Match, PassesOverNearMisses) {
  const std::pair<std::string_view, std::string_view> kMisses[] = {{"/a", "/a/"},
                                                                   {"/a/", "/a"},
                                                                   {"/a", "/A"},
                                                                   {"/a/:b", "/a/"},
                                                                   {"/a/:b", "/a"},
                                                                   {"/a/:b", "/a/b/c"},
                                                                   {"/:a", "/"},
                                                                   {"/assets/*rest", "/assets/"},
                                                                   {"/assets/*rest", "/assets"},
                                                                   {"", "/"},
                                                                   {"/a", ""},
                                                                   {"/a/b", "/ab"}};
  for (const auto& [pattern, path] : kMisses) EXPECT_FALSE(match(pattern, path)) << pattern << " " << path;
}

TEST(Url, EncodesEveryPart) {
  EXPECT_EQ(
      Url("/reviews").segment("a/b c").query("tab", "people & places").query("q", "1").fragment("p 1").str(),
      "/reviews/a%2Fb%20c?tab=people%20%26%20places&q=1#p%201");
  EXPECT_EQ(Url("/").segment("x").str(), "/x");
  EXPECT_EQ(fill("/reviews/:review/people/:person", {"r1", "p?"}), "/reviews/r1/people/p%3F");
  EXPECT_EQ(fill("/", {}), "/");
  EXPECT_THROW(fill("/:a", {}), std::logic_error);
  EXPECT_THROW(fill("/a", {"b"}), std::logic_error);
}

}  // namespace
}  // namespace heed::web

#include "web/http/form.h"

#include <gtest/gtest.h>

namespace heed::web {
namespace {

TEST(Urlencoded, KeepsOrderAndRepeats) {
  const auto f = parse_urlencoded("a=1&b=two+words&a=%C3%A9&empty=&bare&&x=%2B");
  ASSERT_TRUE(f);
  EXPECT_EQ(f->size(), 6u);
  EXPECT_EQ((*f)["a"], "1");
  EXPECT_EQ(f->all("a").size(), 2u);
  EXPECT_EQ(f->all("a")[1], "\xC3\xA9");
  EXPECT_EQ((*f)["b"], "two words");
  EXPECT_TRUE(f->has("empty"));
  EXPECT_TRUE(f->has("bare"));
  EXPECT_FALSE(f->has("c"));
  EXPECT_EQ((*f)["x"], "+");
}

TEST(Urlencoded, RefusesWhatIsNotText) {
  for (std::string_view bad : {"a=%", "a=%4", "%zz=1", "a=%00", "a=%ff", "a=\xFF"})
    EXPECT_FALSE(parse_urlencoded(bad)) << bad;
  EXPECT_FALSE(parse_urlencoded("a&b&c", 2));
  EXPECT_TRUE(parse_urlencoded("a&b&c", 3));
}

TEST(Cookies, PassOverWhatIsMalformed) {
  const auto c = parse_cookies("heed=abc%3D; theme=\"dark\";=x; bare;  spaced = y ; bad=%zz; heed=second");
  EXPECT_EQ(c["heed"], "abc=");
  EXPECT_EQ(c["theme"], "dark");
  EXPECT_EQ(c["spaced"], " y");
  EXPECT_FALSE(c.has("bare"));
  EXPECT_FALSE(c.has("bad"));
  EXPECT_EQ(c.all("heed").size(), 2u);
}

TEST(HeaderParameter, ReadsQuotedAndBare) {
  EXPECT_EQ(media_type_of("Text/HTML ; charset=utf-8"), "text/html");
  EXPECT_EQ(header_parameter("form-data; name=\"a;b\"; filename=\"C:\\x\\y.doc\"", "filename"),
            "C:\\x\\y.doc");
  EXPECT_EQ(header_parameter("form-data; name=\"a;b\"", "name"), "a;b");
  EXPECT_EQ(header_parameter("form-data; NAME=x ; y", "name"), "x");
  EXPECT_EQ(header_parameter("form-data; name=\"a\\\"b\"", "name"), "a\"b");
  EXPECT_FALSE(header_parameter("form-data; name=\"never closed", "name"));
  EXPECT_FALSE(header_parameter("form-data; filename=x", "name"));
  EXPECT_FALSE(header_parameter("form-data", "name"));
}

TEST(FileName, IsNeverAPath) {
  EXPECT_EQ(clean_file_name("C:\\Users\\me\\IMR.docx"), "IMR.docx");
  EXPECT_EQ(clean_file_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(clean_file_name(".."), "file");
  EXPECT_EQ(clean_file_name(""), "file");
  EXPECT_EQ(clean_file_name(".htaccess"), "htaccess");
  EXPECT_EQ(clean_file_name("a\r\nb\x01.doc"), "ab.doc");
  EXPECT_EQ(clean_file_name("caf\xC3\xA9.odt"), "caf\xC3\xA9.odt");
  EXPECT_EQ(clean_file_name("bad\xFF.odt"), "bad_.odt");
  EXPECT_EQ(clean_file_name("exe\u202Etxt.doc"), "exetxt.doc");
  const auto longest = clean_file_name(std::string(500, 'x') + ".docx");
  EXPECT_EQ(longest.size(), 200u);
  EXPECT_EQ(longest.substr(195), ".docx");
}

struct Got : MultipartParser::Receiver {
  struct File {
    MultipartParser::Part part;
    std::string bytes;
    bool too_large = false;
    bool finished = false;
  };
  Fields fields;
  std::vector<std::shared_ptr<File>> files;

  struct Sink : FileSink {
    explicit Sink(std::shared_ptr<File> f) : file(std::move(f)) {}
    void write(std::string_view b) override { file->bytes += b; }
    void finish(bool large) override {
      file->too_large = large;
      file->finished = true;
    }
    std::shared_ptr<File> file;
  };
  void on_field(std::string name, std::string value) override {
    fields.add(std::move(name), std::move(value));
  }
  std::unique_ptr<FileSink> on_file(const MultipartParser::Part& part) override {
    files.push_back(std::make_shared<File>(File{part, {}, false, false}));
    return std::make_unique<Sink>(files.back());
  }
};

const std::string kBody =
    "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nA title\r\n--Cnot\r\n"
    "--B\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\nContent-Type: "
    "application/octet-stream\r\n\r\n\r\n"
    "--B\r\nContent-Disposition: form-data; name=\"imr\"; filename=\"a%22b.bin\"\r\nContent-Type: "
    "Application/X; q=1\r\n\r\n"
    "\r\n--\r\n--A\r\n\r\n--b\r"
    "\r\n--B\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--B--\r\n";

TEST(Multipart, GivesTheSameHoweverItIsCut) {
  for (std::size_t step :
       {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, std::size_t{64}, kBody.size()}) {
    Got got;
    MultipartParser parser("B", {}, got);
    for (std::size_t at = 0; at < kBody.size(); at += step)
      ASSERT_TRUE(parser.feed(std::string_view(kBody).substr(at, step))) << step << ": " << parser.problem();
    EXPECT_TRUE(parser.complete());
    EXPECT_EQ(got.fields.size(), 2u);
    EXPECT_TRUE(got.fields.has("empty"));
    EXPECT_EQ(got.fields["empty"], "");
    ASSERT_EQ(got.files.size(), 1u);
    EXPECT_EQ(got.files[0]->part.file_name, "a\"b.bin");
    EXPECT_EQ(got.files[0]->part.media_type, "application/x");
    EXPECT_EQ(got.files[0]->bytes, "\r\n--\r\n--A\r\n\r\n--b\r");
    EXPECT_TRUE(got.files[0]->finished);
  }
}

TEST(Multipart, PaddingAfterABoundaryIsBoundedHoweverItIsCut) {
  for (std::size_t padding : {0u, 128u, 129u, 400u})
    for (std::size_t step : {1u, 1000u}) {
      const std::string body = "--B" + std::string(padding, ' ') +
                               "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B--";
      Got got;
      MultipartParser parser("B", {}, got);
      bool good = true;
      for (std::size_t at = 0; good && at < body.size(); at += step)
        good = parser.feed(std::string_view(body).substr(at, step));
      EXPECT_EQ(good, padding <= 128) << padding << " by " << step;
    }
}

TEST(Multipart, ALineThatOnlyBeginsLikeABoundaryIsAFault) {
  // "\r\n--B" followed by other letters cannot be told from a boundary (RFC 2046 forbids it in a body).
  Got got;
  MultipartParser parser("B", {}, got);
  EXPECT_FALSE(parser.feed("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--Bad\r\n"));
  EXPECT_FALSE(parser.too_large());
}

TEST(Multipart, AFileOverTheLimitIsMarkedAndTheOtherFieldsSurvive) {
  Got got;
  MultipartLimits limits;
  limits.max_file_bytes = 100;
  MultipartParser parser("B", limits, got);
  ASSERT_TRUE(parser.feed("--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n"));
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(parser.feed(std::string(1000, 'x')));
  ASSERT_TRUE(parser.feed("\r\n--B\r\nContent-Disposition: form-data; name=\"after\"\r\n\r\nkept\r\n--B--"));
  EXPECT_TRUE(parser.complete());
  ASSERT_EQ(got.files.size(), 1u);
  EXPECT_TRUE(got.files[0]->too_large);
  EXPECT_LE(got.files[0]->bytes.size(), 100u);
  EXPECT_EQ(got.fields["after"], "kept");
}

TEST(Multipart, AFileOfExactlyTheLimitIsKept) {
  for (std::size_t size : {99u, 100u, 101u}) {
    Got got;
    MultipartLimits limits;
    limits.max_file_bytes = 100;
    MultipartParser parser("B", limits, got);
    ASSERT_TRUE(parser.feed("--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n" +
                            std::string(size, 'x') + "\r\n--B--\r\n"));
    EXPECT_EQ(got.files.at(0)->too_large, size > 100);
  }
}

TEST(Multipart, RefusesWhatIsMalformed) {
  const std::string_view kBad[] = {
      "preamble\r\n--B\r\n",
      "--C\r\n",
      "--Bx\r\n",
      "--B\nContent-Disposition: form-data; name=a\n\nx",
      "--B\r\nContent-Type: text/plain\r\n\r\nx\r\n--B--",
      "--B\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--B--",
      "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
      "--B\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; "
      "name=b\r\n\r\nx\r\n--B--",
      "--B\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\nx\r\n--B--",
      "--B\r\nno colon\r\n\r\nx\r\n--B--",
      "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n\xFF\r\n--B--",
  };
  for (auto bad : kBad) {
    Got got;
    MultipartParser parser("B", {}, got);
    EXPECT_FALSE(parser.feed(bad) && parser.complete()) << bad;
    EXPECT_FALSE(parser.too_large()) << bad;
  }
}

TEST(Multipart, IsNotCompleteUntilItsLastBoundary) {
  Got got;
  MultipartParser parser("B", {}, got);
  EXPECT_TRUE(parser.feed(std::string_view(kBody).substr(0, kBody.size() - 5)));
  EXPECT_FALSE(parser.complete());
}

TEST(Multipart, LimitsPartsTextAndHeads) {
  const std::string part = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nxxxx\r\n";
  MultipartLimits parts, text, heads;
  parts.max_parts = 2;
  text.max_text_bytes = 9;
  heads.max_header_bytes = 30;
  for (const auto& [limits, ok] : {std::pair(parts, 2), std::pair(text, 2), std::pair(heads, 0)}) {
    Got got;
    MultipartParser parser("B", limits, got);
    for (int i = 0; i < ok; ++i) EXPECT_TRUE(parser.feed(part));
    EXPECT_FALSE(parser.feed(part) && parser.feed(part));
    EXPECT_TRUE(parser.too_large());
  }
}

TEST(Multipart, BoundaryIsTakenOnlyWhenAllowed) {
  EXPECT_EQ(MultipartParser::boundary_of("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(MultipartParser::boundary_of("Multipart/Form-Data; charset=x; Boundary=\"a b\""), "a b");
  for (std::string bad : {std::string("multipart/form-data"), std::string("multipart/mixed; boundary=a"),
                          std::string("multipart/form-data; boundary="),
                          "multipart/form-data; boundary=" + std::string(71, 'a'),
                          std::string("multipart/form-data; boundary=\"a \"")})
    EXPECT_FALSE(MultipartParser::boundary_of(bad)) << bad;
}

}  // namespace
}  // namespace heed::web

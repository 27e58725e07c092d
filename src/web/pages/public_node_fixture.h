// For tests of public pages: a library alone, as a public node serves it, with no casework and nobody signed in.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "library/library.h"
#include "review/guidance/edition.h"
#include "web/dispatch.h"

namespace heed::web {

class PublicNode : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("heed-public-node-" + AnyId::random().text());
    auto opened = library::Library::open({.file = folder_ / "library.db", .mode = library::OpenOptions::Mode::Create});
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    library_ = std::move(*opened);
    auto loaded = guidance::Editions::load();
    ASSERT_TRUE(loaded.ok());
    editions_ = std::make_unique<guidance::Editions>(std::move(*loaded));
    app_.library = library_.get();
    app_.editions = editions_.get();
  }
  void TearDown() override {
    library_.reset();
    std::filesystem::remove_all(folder_);
  }

  Response get(const std::string& target) {
    Request request;
    request.method = "GET";
    request.path = *path_of_target(target);
    request.raw_target = target;
    request.headers.add("Host", "reviews.example");
    if (auto q = parse_urlencoded(query_of_target(target))) request.query_fields = *q;
    (void)dispatcher_.on_head(request);
    return dispatcher_.handle(request);
  }
  /// All of what is sent, however it is kept.
  static std::string body(const Response& r) {
    if (!r.shared.empty()) return std::string(r.shared);
    std::string out = r.body, chunk;
    if (r.producer)
      while (r.producer(chunk)) out += chunk;
    return out;
  }
  static bool has(const Response& r, std::string_view words) { return body(r).find(words) != std::string::npos; }

  FixedClock clock_{Instant(std::chrono::seconds(1'790'000'000))};
  std::filesystem::path folder_;
  std::unique_ptr<library::Library> library_;
  std::unique_ptr<guidance::Editions> editions_;
  App app_{.clock = clock_};
  Dispatcher dispatcher_{app_, all_routes()};
};

}  // namespace heed::web

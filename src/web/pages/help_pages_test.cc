#include "web/pages/help_pages.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

#include "web/app.h"
#include "web/pages/layout.h"

namespace heed::web {
namespace {

namespace fs = std::filesystem;

std::set<std::string> guide_pages() {
  std::set<std::string> out;
  for (const auto& file : fs::directory_iterator(fs::path(HEED_SOURCE_DIR) / "docs/guide"))
    if (file.path().extension() == ".md") out.insert("/help/" + file.path().stem().string());
  return out;
}

class HelpPages : public ::testing::Test {
 protected:
  HelpPages() { add_help_routes(routes_); }

  Response get(const std::string& path) {
    Request request;
    request.method = "GET";
    request.path = path;
    for (const auto& route : routes_) {
      const auto captures = match(route.pattern, request.path);
      if (!captures) continue;
      App app{.clock = clock_};
      Context c{.app = app, .request = request, .captures = *captures};
      return route.handler(c);
    }
    return Response::text("no route", 404);
  }

  /// The targets of a page's links that begin with /help/.
  std::set<std::string> links(const std::string& page) {
    std::set<std::string> out;
    static const std::regex href("href=\"(/help/[^\"]*)\"");
    for (std::sregex_iterator it(page.begin(), page.end(), href), end; it != end; ++it) out.insert((*it)[1]);
    return out;
  }

  FixedClock clock_{*parse_iso_instant("2026-03-10T10:00:00Z")};
  Routes routes_;
};

TEST_F(HelpPages, EveryPageOfTheGuideIsReachedFromTheFirst) { EXPECT_EQ(links(get("/help").body), guide_pages()); }

TEST_F(HelpPages, EveryLinkLeadsToAPageAndToAHeadingOfIt) {
  for (const auto& page : guide_pages()) {
    const auto shown = get(page);
    EXPECT_EQ(shown.status, 200) << page;
    for (const auto& link : links(shown.body)) {
      const auto hash = link.find('#');
      const auto to = get(link.substr(0, hash));
      EXPECT_EQ(to.status, 200) << page << " to " << link;
      if (hash == std::string::npos) continue;
      const auto id = "id=\"" + link.substr(hash + 1) + "\"";
      EXPECT_NE(to.body.find(id), std::string::npos) << page << " to " << link;
    }
  }
}

TEST_F(HelpPages, UnknownTopicIsNotFound) { EXPECT_EQ(get("/help/nothing").status, 404); }

}  // namespace
}  // namespace heed::web

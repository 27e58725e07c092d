#include "web/markdown.h"

#include <gtest/gtest.h>

namespace heed::web {
namespace {

std::string as_written(std::string_view target) { return std::string(target); }
std::string nowhere(std::string_view) { return {}; }

TEST(Markdown, FirstHeadingIsTheTitleAndOthersHaveAnchors) {
  const auto m = render_markdown("# Roles\n\nWords.\n\n## Giving a `role`, & more\n", as_written);
  EXPECT_EQ(m.title, "Roles");
  EXPECT_EQ(m.html.str(), "<p class=\"govuk-body\">Words.</p>"
                          "<h2 class=\"govuk-heading-m\" id=\"giving-a-role--more\">Giving a <code>role</code>, &amp; more</h2>");
}

TEST(Markdown, TableHasHeadersAndStandsInARegionNamedByItsHeading) {
  const auto m = render_markdown("# T\n## Who\n| a | b |\n|---|---|\n| c | **d** |\n", as_written).html.str();
  EXPECT_NE(m.find("aria-label=\"Who\""), std::string::npos) << m;
  EXPECT_NE(m.find("<th scope=\"col\""), std::string::npos) << m;
  EXPECT_NE(m.find("<strong>d</strong>"), std::string::npos) << m;
}

TEST(Markdown, HtmlInsideIsNotLetThroughAndTextIsEscaped) {
  const auto m = render_markdown("# T\n\n<script>x</script>\n\na <b>bold</b> < c\n", as_written).html.str();
  EXPECT_EQ(m, "<p class=\"govuk-body\">a bold &lt; c</p>");
}

TEST(Markdown, LinkThatLeadsNowhereIsWordsAlone) {
  EXPECT_EQ(render_markdown("[the way](x.md)", nowhere).html.str(), "<p class=\"govuk-body\">the way</p>");
  EXPECT_EQ(render_markdown("[the way](/x)", as_written).html.str(), "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/x\">the way</a></p>");
}

}  // namespace
}  // namespace heed::web

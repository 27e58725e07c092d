// What the fixtures cannot say: our own components, escaping, the page around, the assets.
#include "web/components/components.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "web/assets/assets.h"
#include "web/components/normal_html.h"
#include "web/components/page.h"

namespace heed::web {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Content, TextIsEscapedAndHtmlStands) {
  EXPECT_EQ(tag({"<b> & \"x\""}).str(), "<strong class=\"govuk-tag\">&lt;b&gt; &amp; &quot;x&quot;</strong>");
  EXPECT_EQ(tag({html("<b>{}</b>", "<i>")}).str(), "<strong class=\"govuk-tag\"><b>&lt;i&gt;</b></strong>");
}

TEST(Components, EscapeEveryOptionThatIsText) {
  const std::string bad = "\"><script>x</script>";
  std::string all;
  all +=
      input({.name = bad, .label = {bad}, .hint = {bad}, .error = {bad}, .value = bad, .classes = bad}).str();
  all += textarea({.name = bad, .label = {bad}, .value = "</textarea>" + bad}).str();
  all += select({.name = bad, .label = {bad}, .items = {{bad, bad}}}).str();
  all += radios({.name = bad, .fieldset = {.legend = {bad}}, .items = {{.value = bad, .text = bad}}}).str();
  all += checkboxes({.name = bad, .items = {{.value = bad, .text = bad, .hint = {bad}}}}).str();
  all +=
      table({.caption = bad, .head = {{bad}}, .rows = {{{bad, bad, bad}}}, .attributes = {{"data-x", bad}}})
          .str();
  all += summary_list({.rows = {{bad, bad, {{bad, bad, bad}}}}, .card = {.title = bad}}).str();
  all +=
      task_list({.items = {{.title = bad, .href = bad, .status = bad, .hint = bad}}, .id_prefix = bad}).str();
  all +=
      timeline({.items = {{.label = bad, .datetime = bad, .date = bad, .text = bad, .byline = bad}}}).str();
  all += alert({.title = bad, .text = bad, .classes = bad}).str() + scroll_region(bad, {}).str();
  all += side_navigation({.items = {{bad, bad}}, .label = bad}).str() +
         sub_navigation({.items = {{bad, bad}}}).str();
  all += service_navigation({.service_name = bad, .items = {{bad, bad, true}}}).str();
  all += pagination({.previous = {bad, bad, bad}, .items = {{bad, bad}}}).str() +
         tabs({.items = {{bad, bad, bad}}}).str();
  all += error_summary({.errors = {{bad, bad}}}).str() + notification_banner({.text = bad}).str();
  all += filter({.selected = {{bad, {{bad, bad}}}}, .clear_href = bad}).str() + hidden_input(bad, bad).str();
  EXPECT_THAT(all, Not(HasSubstr("<script")));
  EXPECT_NO_THROW(NormalHtml::of(all)) << "every tag closes, every attribute ends";
}

TEST(Textarea, KeepsALineBreakAtTheStartOfItsValue) {
  EXPECT_THAT(textarea({.name = "a", .value = "\nx"}).str(), HasSubstr(">\n\nx</textarea>"));
}

TEST(NormalHtml, RefusesWhatIsNotWhole) {
  EXPECT_THROW(NormalHtml::of("<p>"), std::runtime_error);
  EXPECT_THROW(NormalHtml::of("<p></div>"), std::runtime_error);
  EXPECT_THROW(NormalHtml::of("<p class=\"a\"class=\"b\"></p>"), std::runtime_error);
  EXPECT_THROW(NormalHtml::of("<p>a & b</p>"), std::runtime_error);
  EXPECT_NE(NormalHtml::of("<p title=\"a\">x</p>"), NormalHtml::of("<p>x</p>"));
  EXPECT_EQ(NormalHtml::of("<p  title=\"a\" class=\"b\">\n x  y </p>"),
            NormalHtml::of("<p class=\"b\" title=\"a\">x y</p>"));
}

// The expected HTML of the MoJ components is what templates of @ministryofjustice/frontend 11.1 give, by
// hand.
TEST(Timeline, IsTheOneOfMoj) {
  const Html ours = timeline({.items = {{.label = "Notified",
                                         .datetime = "2025-03-01",
                                         .date = "1 March 2025",
                                         .text = html("<p>By the police</p>"),
                                         .byline = "A. Coordinator"}}});
  EXPECT_EQ(NormalHtml::of(ours.str()), NormalHtml::of(R"(
    <div class="moj-timeline"><div class="moj-timeline__item">
      <div class="moj-timeline__header"><h2 class="moj-timeline__title">Notified</h2>
        <p class="moj-timeline__byline">by A. Coordinator</p></div>
      <p class="moj-timeline__date"><time datetime="2025-03-01">1 March 2025</time></p>
      <div class="moj-timeline__description"><p>By the police</p></div>
    </div></div>)"));
}

TEST(SideNavigation, IsTheOneOfMoj) {
  const Html ours = side_navigation(
      {.sections = {{"Work", {{"Summary", "/a", true}, {"Papers", "/b"}}}}, .label = "Review"});
  EXPECT_EQ(NormalHtml::of(ours.str()), NormalHtml::of(R"(
    <nav class="moj-side-navigation" aria-label="Review"><h4 class="moj-side-navigation__title">Work</h4>
      <ul class="moj-side-navigation__list">
        <li class="moj-side-navigation__item moj-side-navigation__item--active"><a href="/a" aria-current="location">Summary</a></li>
        <li class="moj-side-navigation__item"><a href="/b">Papers</a></li></ul></nav>)"));
}

TEST(SubNavigation, IsTheOneOfMoj) {
  const Html ours =
      sub_navigation({.items = {{"Entries", "/a", true}, {"Merge", "/b"}}, .label = "Chronology"});
  EXPECT_EQ(NormalHtml::of(ours.str()), NormalHtml::of(R"(
    <nav class="moj-sub-navigation" aria-label="Chronology"><ul class="moj-sub-navigation__list">
      <li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" aria-current="page" href="/a">Entries</a></li>
      <li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="/b">Merge</a></li></ul></nav>)"));
}

TEST(Alert, SaysItsVariantInWordsToo) {
  const std::string one =
      alert({.title = "Saved", .variant = AlertVariant::Success, .dismissible = true}).str();
  EXPECT_THAT(one, HasSubstr("aria-label=\"success: Saved\""));
  EXPECT_THAT(one, HasSubstr("class=\"moj-alert moj-alert--success\""));
  EXPECT_THAT(one, HasSubstr("data-dismissible=\"true\""));
  EXPECT_THAT(one, HasSubstr("<button class=\"moj-alert__dismiss\" hidden>Dismiss</button>"));
  EXPECT_NO_THROW(NormalHtml::of(one));
}

TEST(Page, IsAWholeDocumentWithoutInlineScriptOrStyle) {
  const std::string page =
      render_page({.title = "Overview",
                   .main = html("<h1>x</h1>"),
                   .caption = "CSP-2025-01",
                   .breadcrumbs = {{"Reviews", "/reviews"}, {"Overview"}},
                   .navigation = {{"Reviews", "/reviews", true}, {"Library", "/library"}},
                   .partnership = "Anywhere & District",
                   .signed_in = "A. Coordinator",
                   .csrf = "t0ken",
                   .has_error = true});
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\""));
  EXPECT_THAT(page, HasSubstr("<title>Error: Overview – CSP-2025-01 – Heed</title>"));
  EXPECT_THAT(page, HasSubstr("Anywhere &amp; District"));
  EXPECT_THAT(page, HasSubstr("<input type=\"hidden\" name=\"csrf\" value=\"t0ken\">"));
  EXPECT_THAT(page, HasSubstr("name=\"robots\" content=\"noindex"));
  EXPECT_THAT(page, Not(HasSubstr("style=")));
  EXPECT_THAT(page, Not(HasSubstr("<style")));
  EXPECT_THAT(page, Not(HasSubstr("onclick")));
  EXPECT_THAT(page, Not(HasSubstr("exit-this-page")));
  for (std::size_t p = page.find("<script"); p != std::string::npos; p = page.find("<script", p + 1)) {
    EXPECT_EQ(page.substr(page.find('>', p), 10), "></script>") << "a script without words of its own";
  }
  EXPECT_NO_THROW(NormalHtml::of(page.substr(page.find("<html"))));
}

TEST(Page, OfThePublicCanBeLeftInAHurryAndMayBeFound) {
  const std::string page = render_page({.title = "Library", .is_public = true});
  EXPECT_THAT(page, HasSubstr("govuk-js-exit-this-page-button"));
  EXPECT_THAT(page, HasSubstr("govuk-js-exit-this-page-skiplink"));
  EXPECT_THAT(page, Not(HasSubstr("noindex")));
}

TEST(Assets, AreFoundByTheirAddress) {
  const Asset* css = asset(asset_path("heed.css"));
  ASSERT_NE(css, nullptr);
  EXPECT_EQ(css->media_type, "text/css; charset=utf-8");
  EXPECT_THAT(css->bytes, HasSubstr(".govuk-button"));
  EXPECT_LT(css->gzip.size(), css->bytes.size() / 3);
  EXPECT_EQ(asset("/assets/heed.css"), nullptr) << "only the address with the hash";
  EXPECT_EQ(asset("/assets/../heed.css"), nullptr);
  EXPECT_THROW(asset_path("none.css"), std::logic_error);
  for (const Asset& one : all_assets()) EXPECT_EQ(asset(one.path), &one);
}

TEST(Assets, NameNoFontOfGovUkAndNothingOutside) {
  const std::string_view css = asset(asset_path("heed.css"))->bytes;
  EXPECT_THAT(css, Not(HasSubstr("GDS Transport")));
  EXPECT_THAT(css, Not(HasSubstr("@font-face")));
  EXPECT_THAT(css, Not(HasSubstr("crown")));
  EXPECT_THAT(css, Not(HasSubstr("url(http")));
  EXPECT_THAT(css, Not(HasSubstr("url(//")));
}

Table hundred_rows() {
  Table t{.caption = "Entries",
          .head = {{"Date"}, {"Time"}, {"Agency"}, {"What happened"}, {"Source"}, {"State"}}};
  for (int i = 0; i < 100; ++i) {
    t.rows.push_back({{"1 March 2025"},
                      {"09:30", "numeric"},
                      {"Police"},
                      {"A call was answered & passed on to the duty worker, who rang back the same day."},
                      {"IMR p. " + std::to_string(i)},
                      {tag({"Agreed", "govuk-tag--green"})}});
  }
  return t;
}

TEST(Table, OfAHundredRowsIsMadeAtOnce) {
  using Clock = std::chrono::steady_clock;
  auto best = Clock::duration::max();
  std::size_t bytes = 0;
  for (int i = 0; i < 50; ++i) {
    const auto start = Clock::now();
    bytes =
        render_page({.title = "Chronology", .main = scroll_region("Entries", table(hundred_rows()))}).size();
    best = std::min(best, Clock::now() - start);
  }
  fmt::print("a page of 100 rows: {} bytes in {} µs at best\n", bytes,
             std::chrono::duration_cast<std::chrono::microseconds>(best).count());
  EXPECT_GT(bytes, 20000u);
  EXPECT_LT(best, std::chrono::milliseconds(20))
      << "generous: this also runs under sanitisers on busy machines";
}

}  // namespace
}  // namespace heed::web

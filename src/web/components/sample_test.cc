// One page with nearly every component, for eyes and for the browser checks: with HEED_SAMPLE_DIR set it is
// written there with its assets, and sample_check.mjs looks at it with html-validate and axe-core. Invented
// words only.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "web/assets/assets.h"
#include "web/components/components.h"
#include "web/components/normal_html.h"
#include "web/components/page.h"

namespace heed::web {
namespace {

Html words() {
  Html h;
  h += alert({.title = "The return was received.", .variant = AlertVariant::Success, .dismissible = true});
  h += notification_banner({.text = "The panel meets on 14 May 2025.", .title_id = "banner-title"});
  h += error_summary(
      {.errors = {{"Enter the date of the death", "#died-day"}, {"Say who told you", "#told-by"}},
       .disable_auto_focus = true});
  h += html(
      "<span class=\"heed-caption\">Review ANY-2025-01, “Wren”</span><h1 "
      "class=\"govuk-heading-l\">Overview</h1>");
  h += sub_navigation(
      {.items = {{"Overview", "#o", true}, {"Papers", "#p"}, {"Chronology", "#c"}, {"Actions", "#a"}},
       .label = "This review"});
  h += html(
      "<ul class=\"heed-figures\">{}{}{}</ul>",
      html("<li class=\"heed-figure\"><span class=\"heed-figure__number\">7</span>returns asked for</li>"),
      html("<li class=\"heed-figure\"><span class=\"heed-figure__number\">212</span>entries in the "
           "chronology</li>"),
      html("<li class=\"heed-figure\"><span class=\"heed-figure__number\">3</span>actions overdue</li>"));
  h += summary_list({.rows = {{"Pseudonym", "Wren", {{"Change", "#1", "pseudonym"}}},
                              {"Relationship", "Former partner", {{"Change", "#2", "relationship"}}},
                              {"State", tag({"Evidence", "govuk-tag--teal"})}}});
  h += summary_list({.rows = {{"Received", "2 April 2025"}, {"Pages", "34"}},
                     .card = {.title = "Health trust", .actions = {{"View", "#v"}, {"Return", "#r"}}}});
  h += warning_text({"Nothing here is published until two people have released it."});
  h += inset_text({"A date that nobody is sure of is kept as it was said."});
  h += details({"Why we ask for this", "The guidance asks for it: section 5, paragraph 42."});
  h += task_list({.items = {{.title = "Notification", .href = "#n", .status = "Done"},
                            {.title = "Decision to review",
                             .href = "#d",
                             .status_tag = {"In progress", "govuk-tag--blue"},
                             .hint = "Within one month"},
                            {.title = "Terms of reference", .status = "Cannot start yet"}}});
  return h;
}

Html rows() {
  Table t{.caption = "Chronology",
          .caption_classes = "govuk-table__caption--m",
          .head = {{"Date"}, {"Agency"}, {"What happened"}, {"Source"}, {"Minutes", "numeric"}},
          .classes = "heed-chronology"};
  for (int i = 0; i < 4; ++i) {
    t.rows.push_back(
        {{.content = "About March 2019", .classes = "heed-chronology__date heed-chronology__date--uncertain"},
         {"Housing"},
         {.content = "A repair was asked for after a door was damaged. The caller did not want to say how.",
          .classes = "heed-chronology__what"},
         {.content = "IMR, page " + std::to_string(i + 3), .classes = "heed-chronology__source"},
         {std::to_string(12 * i), "numeric"}});
  }
  Html h = scroll_region("Chronology", table(t));
  h += pagination({.previous = {"#1"},
                   .next = {"#3"},
                   .items = {{"1", "#1"}, {"2", "#2", true}, {.ellipsis = true}, {"9", "#9"}}});
  h += timeline(
      {.items = {
           {.label = "Notified",
            .datetime = "2025-03-01",
            .date = "1 March 2025",
            .text = "By the police.",
            .byline = "A. Coordinator"},
           {.label = "Decision", .datetime = "2025-03-20", .date = "20 March 2025", .text = "To review."}}});
  return h;
}

Html controls() {
  Html h;
  h += input({.name = "told-by",
              .label = {"Who told you"},
              .hint = {"Their role is enough"},
              .error = {"Say who told you"}});
  h += date_input({.id = "died",
                   .name_prefix = "died",
                   .fieldset = {.legend = {"When did they die?"}},
                   .hint = {"For example, 3 11 2024"},
                   .error = {"Enter the date of the death"}});
  h += radios({.name = "meets",
               .fieldset = {.legend = {"Does it meet the test?"}},
               .items = {{"yes", "Yes"},
                         {"no", "No", {"Reasons are recorded"}},
                         {.divider = "or"},
                         {"later", "Not known yet"}}});
  h += checkboxes({.name = "told",
                   .fieldset = {.legend = {"Who has been told?"}},
                   .items = {{"family", "The family"}, {"police", "The police"}},
                   .values = {"family"}});
  h += select({.name = "agency",
               .label = {"Agency"},
               .items = {{"", "Choose an agency"}, {"h", "Housing"}, {"p", "Police"}},
               .attributes = {{"data-heed-autocomplete", ""}}});
  h += character_count({.name = "why", .label = {"Reasons"}, .max_words = 200});
  h += password_input({.name = "password", .label = {"Password"}});
  h += file_upload({.name = "return", .label = {"The return"}, .drop_zone = true});
  h += button_group({button({"Save and continue"}),
                     button({.text = "Save draft", .classes = "govuk-button--secondary"}),
                     button({.text = "Withdraw", .classes = "govuk-button--warning"}),
                     html("<a class=\"govuk-link\" href=\"#x\">Cancel</a>")});
  return h;
}

Html folds() {
  Html h =
      tabs({.items = {{"Open", "Three actions are open.", "open"}, {"Closed", "Nine are closed.", "closed"}},
            .title = "Actions"});
  h +=
      accordion({.id = "acc",
                 .items = {{"Who is on the panel", "Seven people."}, {"What was asked", "Five questions."}}});
  h += panel({.title = "Sent to the panel",
              .text = html("Reference<br><strong>ANY-2025-01</strong>"),
              .heading_level = 2});
  h += filter_layout(filter({.selected = {{"Agency", {{"Housing", "#x"}}}},
                             .clear_href = "#clear",
                             .options = input({.name = "q", .label = {"Words"}})}),
                     table({.caption = "Returns", .rows = {{{"Housing"}, {"Received"}}}}));
  h += side_navigation(
      {.sections = {{"Work", {{"Summary", "#s1", true}, {"Papers", "#s2"}}, 2}}, .label = "Review"});
  return h;
}

Page sample() {
  Html main = words();
  main += rows();
  main += html("<form method=\"post\" novalidate>{}{}</form>", hidden_input("csrf", "x"), controls());
  main += folds();
  return {.title = "Overview",
          .main = main,
          .caption = "ANY-2025-01",
          .breadcrumbs = {{"Reviews", "#reviews"}, {"ANY-2025-01", "#r"}, {"Overview"}},
          .navigation = {{"Reviews", "#reviews", false, true},
                         {"Actions", "#actions"},
                         {"Library", "#library"},
                         {"Help", "#help"}},
          .partnership = "Anywhere Community Safety Partnership",
          .signed_in = "A. Coordinator",
          .account_href = "#me",
          .csrf = "t0ken",
          .phase = "Demonstration",
          .phase_text = "Every name here is invented.",
          .has_error = true,
          .is_public = true};
}

TEST(Sample, IsWellFormedAndCanBeWritten) {
  const std::string page = render_page(sample());
  EXPECT_NO_THROW(NormalHtml::of(page.substr(page.find("<html"))));
  const char* folder = std::getenv("HEED_SAMPLE_DIR");
  if (!folder) return;
  std::filesystem::create_directories(std::filesystem::path(folder) / "assets");
  std::ofstream(std::filesystem::path(folder) / "sample.html") << page;
  for (const Asset& one : all_assets()) {
    std::ofstream(std::filesystem::path(folder) / one.path.substr(1), std::ios::binary) << one.bytes;
  }
}

}  // namespace
}  // namespace heed::web

#include "web/pages/template_pages.h"

#include "review/report/report_template.h"
#include "web/forms.h"

namespace heed::web {

namespace {

using Act = access::Action;

struct TemplateForm {
  std::string remove = "no";
};

Response template_page(Context& c) {
  const auto id = c.id<PartnershipId>("partnership");
  const auto partnership = c.store().read([&](store::Reader& r) { return access::partnership(r, id); });
  if (!partnership.ok()) return error_page(c, partnership.error());
  const auto now = c.store().read([&](store::Reader& r) { return review::report_template(r, id); });
  const std::string back = "/admin/partnerships/" + id.text();
  FormPage page{.title = "Report template",
                .button = "Save",
                .cancel = back,
                .breadcrumbs = {{.text = "Administration", .href = "/admin"}, {.text = "Partnerships", .href = "/admin/partnerships"}, {.text = partnership->value.name, .href = back}}};
  page.before = html("<p class=\"govuk-body\">Reports of this partnership are made with its own Word template when they are downloaded as Word. "
                     "<a class=\"govuk-link\" href=\"/help/templates\">What to write into a template</a>.</p>");
  if (now) page.before += html("<p class=\"govuk-body\">Now: {}, {} KB, given on {}.</p>", now->value.file_name, (now->value.size + 1023) / 1024, in_words(now->value.put_on));
  else page.before += html("<p class=\"govuk-body\">There is none yet, so reports come in Heed’s own look.</p>");
  FormOf<TemplateForm> form;
  form.custom(FieldKind::File, "file", now ? "A new template (Word, .docx)" : "The template (Word, .docx)", {},
              [](const TemplateForm&) { return std::vector<std::string>{}; }, [](TemplateForm&, const std::vector<std::string>&) {})
      .with_hint("Without macros. It is checked before it is kept.");
  if (now) form.radios("remove", "Should the present one be taken away?", {{"no", "No"}, {"yes", "Yes, reports come in Heed’s own look again"}}, &TemplateForm::remove);
  return edit(c, page, form, TemplateForm{}, now ? now->version : 0, [&](const TemplateForm& value, std::int64_t expected) -> Result<std::string> {
    if (now && value.remove == "yes") {
      auto gone = c.store().write(c.who(), "report-template.drop", [&](store::Writer& w) { return review::drop_report_template(w, id, expected); });
      if (!gone.ok()) return gone.error();
      return with_done(back + "/template", "removed");
    }
    const auto* sent = c.request.upload("file");
    if (!sent || sent->file_name.empty()) return bad_field("file", "Choose a file");
    if (sent->too_large) return bad_field("file", "The template is too large. Choose one below 4 MB, with smaller pictures");
    HEED_ASSIGN(const auto bytes, sent->read_all(c.app.max_upload_bytes));
    auto put = c.store().write(c.who(), "report-template.put", [&](store::Writer& w) { return review::put_report_template(w, *c.actor, id, sent->file_name, bytes); });
    if (!put.ok()) return put.error();
    return with_done(back + "/template", "saved");
  });
}

}  // namespace

void add_template_routes(Routes& routes) {
  add_form(routes, "/admin/partnerships/:partnership/template", "a partnership's report template", Needs::installation(Act::ManageInstallation), template_page, Body::Upload);
}

}  // namespace heed::web

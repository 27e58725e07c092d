// A report that is written elsewhere: uploading it as DOCX, deciding about what could not be read of it, removing it.
#include "base/hash.h"
#include "document/document.h"
#include "review/report/structured_text.h"
#include "web/pages/report_parts.h"

namespace heed::web::report {

Html upload_html(Context& c, const guidance::DocumentKind& kind, const review::ReportUploadRow& up, bool may_edit) {
  Html out = inset_text({.text = "An uploaded file of " + in_words(up->uploaded_on) + " stands for this document. Its sections are not written here while it does."});
  Table t;
  t.head = {{.content = "Where"}, {.content = "What"}, {.content = "Why"}, {.content = "Decided"}};
  for (std::size_t i = 0; i < up->unread.size(); ++i) {
    const auto& p = up->unread[i];
    Html decided = html("Nothing to decide");
    if (p.loses_words && !p.decision.empty()) decided = html("{}: {}", p.decision == "written_in" ? "Its words were put in" : "No words are lost", p.decided_why);
    else if (p.loses_words && may_edit) decided = link(at(c, kind, "upload/piece/" + std::to_string(i)), "Decide", "about " + p.what);
    else if (p.loses_words) decided = html("Not decided yet");
    t.rows.push_back({{.content = p.where}, {.content = p.what}, {.content = p.reason}, {.content = decided}});
  }
  if (!t.rows.empty())
    out += h2("What could not be carried over") + para("The document cannot be frozen, and so not published, until each has been looked at.") + scroll_region("What could not be carried over", table(t));
  Table s;
  s.head = {{.content = "Heading"}, {.content = "Section of the guidance"}, {.content = "Words", .format = "numeric"}};
  for (const auto& section : up->sections)
    s.rows.push_back({{.content = section.heading}, {.content = section.section.empty() ? "None of them" : "Found"}, {.content = std::to_string(review::words_in(section.text)), .format = "numeric"}});
  out += h2("What was read") + scroll_region("Sections read", table(s));
  if (may_edit) out += linked_line(at(c, kind, "upload"), "Upload a later file") + linked_line(at(c, kind, "upload/remove"), "Remove the file and write here");
  return out;
}

namespace {

const char* const kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

struct Nothing {};

Response upload_page(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const auto now = c.store().read([&](store::Reader& r) { return review::report_upload(r, c.review->id, kind->id); });
  FormOf<Nothing> form;
  form.custom(FieldKind::File, "file", "The document as DOCX", {}, [](const Nothing&) { return std::vector<std::string>{}; }, [](Nothing&, const std::vector<std::string>&) {})
      .with_hint("Without a password. Heed reads its headings, paragraphs, lists and tables, and tells you what it could not read.");
  FormPage page{.title = "Upload the " + kind->title, .button = "Upload", .cancel = at(c, *kind), .breadcrumbs = crumbs(c, kind)};
  return edit(c, page, form, Nothing{}, now ? now->version : 0, [&](const Nothing&, std::int64_t expected) -> Result<std::string> {
    const auto* sent = c.request.upload("file");
    if (!sent) return bad_field("file", "Choose a file");
    if (sent->too_large) return bad_field("file", "The file is too large. Choose one that is smaller, or take large pictures out of it");
    HEED_ASSIGN(const auto bytes, sent->read_all(c.app.max_upload_bytes));
    auto read = document::read(bytes, sent->file_name);
    if (!read.ok()) return bad_field("file", read.error().message + (read.error().next.empty() ? "" : " " + read.error().next));
    if (read->format != "docx") return bad_field("file", "The file is not a DOCX. Save it as a Word document (.docx) and choose that");
    store::AttachmentMeta meta{sent->file_name, kDocx, std::int64_t(bytes.size()), hex(sha256(bytes)), "report"};
    std::size_t done = 0;
    HEED_ASSIGN(const auto id, c.store().store_attachment(meta, c.review->id, [&]() {
      auto piece = bytes.substr(done, 1 << 20);
      done += piece.size();
      return piece;
    }));
    auto put = c.store().write(c.who(), "report.upload", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(const auto place, review::put_upload(w, *c.actor, edition_of(c), c.review->id, kind->id, id, meta, *read, expected));
      return c.store().keep_attachment(w, id, place);
    });
    if (!put.ok()) return put.error();
    return with_done(at(c, *kind), "saved");
  });
}

struct RemoveForm {
  std::string take = "yes";
};

Response remove_upload(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const auto now = c.store().read([&](store::Reader& r) { return review::report_upload(r, c.review->id, kind->id); });
  if (!now) return error_page(c, not_found());
  FormOf<RemoveForm> form;
  form.radios("take", "What should become of its text?",
              {{"yes", "Put it into the sections that are empty", "Headings that are none of the guidance’s go with the section before them."}, {"no", "Leave the sections as they were"}}, &RemoveForm::take)
      .must("Choose what should become of its text");
  FormPage page{.title = "Remove the uploaded file", .button = "Remove the file", .cancel = at(c, *kind), .breadcrumbs = crumbs(c, kind)};
  return edit(c, page, form, RemoveForm{}, now->version, [&](const RemoveForm& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "report.upload.remove", [&](store::Writer& w) {
      return review::drop_upload(w, *c.actor, edition_of(c), c.review->id, kind->id, value.take == "yes", expected);
    });
    if (!done.ok()) return done.error();
    return with_done(at(c, *kind), "removed");
  });
}

struct PieceForm {
  std::string decision, why;
};

Response piece_page(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const auto now = c.store().read([&](store::Reader& r) { return review::report_upload(r, c.review->id, kind->id); });
  const std::string number(c.captures["piece"]);
  if (!now || number.empty() || number.size() > 6 || number.find_first_not_of("0123456789") != std::string::npos) return error_page(c, not_found());
  const std::size_t piece = std::stoul(number);
  if (piece >= now->value.unread.size()) return error_page(c, not_found());
  const auto& p = now->value.unread[piece];
  FormOf<PieceForm> form;
  form.radios("decision", "What have you found?",
              {{"nothing_lost", "It holds no words that belong in the report"}, {"written_in", "Its words are in the report in another place"}}, &PieceForm::decision)
      .must("Choose what you have found");
  form.textarea("why", "How do you know?", &PieceForm::why).must("Say how you know").tall(3);
  FormPage page{.title = "A piece that could not be read", .before = para(p.where + ": " + p.what + ". " + p.reason + "."), .cancel = at(c, *kind), .breadcrumbs = crumbs(c, kind)};
  return edit(c, page, form, PieceForm{p.decision, p.decided_why}, now->version, [&](const PieceForm& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "report.upload.decide", [&](store::Writer& w) {
      return review::decide_piece(w, *c.actor, c.review->id, kind->id, piece, value.decision, value.why, expected);
    });
    if (!done.ok()) return done.error();
    return with_done(at(c, *kind), "saved");
  });
}

}  // namespace

void add_upload_routes(Routes& routes) {
  const auto change = Needs::review(Act::EditReport);
  add_form(routes, "/reviews/:review/report/:kind/upload", "report: upload a document", change, upload_page, Body::Upload);
  add_form(routes, "/reviews/:review/report/:kind/upload/remove", "report: remove an uploaded document", change, remove_upload);
  add_form(routes, "/reviews/:review/report/:kind/upload/piece/:piece", "report: a piece that could not be read", change, piece_page);
}

}  // namespace heed::web::report

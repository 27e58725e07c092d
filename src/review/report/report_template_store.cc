#include "base/base64.h"
#include "base/hash.h"
#include "review/recommendations/recommendations.h"
#include "review/report/report.h"
#include "review/report/report_template.h"

namespace heed::review {

HEED_MEMBERS(ReportTemplate, file_name, sha256, base64, size, put_by, put_on)

namespace {

const store::Shelf<ReportTemplateId, ReportTemplate> kTemplates{"report_template", {}, {"partnership"}};

/// The names that a template can ask for, with no words behind them.
document::TemplateValues names() {
  document::TemplateValues out;
  for (const char* name : {"title", "of", "partnership", "reference", "version", "marking", "date"}) out.words.emplace(name, std::string());
  out.lists["recommendations"].names = {"number", "text"};
  out.lists["actions"].names = {"number", "action", "recommendation", "owner", "due", "state"};
  return out;
}

}  // namespace

std::optional<ReportTemplateRow> report_template(store::Reader& r, PartnershipId partnership) {
  auto rows = kTemplates.list(r, {"partnership = ?", {partnership.text()}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

Result<void> put_report_template(store::Writer& w, const access::Actor& actor, PartnershipId partnership, const std::string& file_name,
                                 const std::string& bytes) {
  HEED_TRY(access::partnership(w, partnership));
  if (bytes.size() > kMostTemplateBytes) return bad_field("file", "The template is too large. Choose one below 4 MB, with smaller pictures");
  document::Document sample;
  sample.blocks.emplace_back().runs.emplace_back().text = "A paragraph.";
  if (const auto filled = document::fill_template(bytes, names(), sample, {}); !filled.ok())
    return bad_field("file", filled.error().message + (filled.error().next.empty() ? "" : " " + filled.error().next));
  const auto before = report_template(w, partnership);
  const ReportTemplate value{file_name, hex(sha256(bytes)), heed::base64(bytes), static_cast<std::int64_t>(bytes.size()), actor.account, w.clock().today()};
  return kTemplates.put(w, before ? before->id : ReportTemplateId::random(), {partnership, {}, {}}, value, before ? before->version : 0);
}

Result<void> drop_report_template(store::Writer& w, PartnershipId partnership, std::int64_t expected) {
  const auto row = report_template(w, partnership);
  if (!row) return not_found();
  return kTemplates.drop(w, row->id, expected);
}

document::TemplateValues template_values(store::Reader& r, const ReviewRow& review, const std::string& title, int version, Day today) {
  document::TemplateValues out = names();
  const auto options = write_options(title, version);
  out.words["title"] = title;
  out.words["of"] = review->pseudonym.empty() ? review->reference : review->pseudonym;
  out.words["reference"] = review->reference;
  out.words["version"] = options.footer;
  out.words["marking"] = options.marking;
  out.words["date"] = heed::in_words(today);
  if (const auto partnership = access::partnership(r, review->responsible); partnership.ok()) out.words["partnership"] = partnership->value.name;
  std::map<RecommendationId, int> numbers;
  for (const auto& row : recommendations(r, review.id)) {
    numbers[row.id] = row->number;
    document::TemplateValues item;
    item.words = {{"number", std::to_string(row->number)}, {"text", row->text}};
    out.lists["recommendations"].items.push_back(std::move(item));
  }
  int number = 0;
  for (const auto& row : actions(r, review.id)) {
    const auto agency = access::agency(r, row->owner);
    document::TemplateValues item;
    item.words = {{"number", std::to_string(++number)},
                  {"action", row->text},
                  {"recommendation", numbers.contains(row->recommendation) ? std::to_string(numbers.at(row->recommendation)) : std::string()},
                  {"owner", (agency.ok() ? agency->value.name : std::string()) + (row->owner_post.empty() ? "" : ", " + row->owner_post)},
                  {"due", row->target.typed()},
                  {"state", std::string(review::words(row->state))}};
    out.lists["actions"].items.push_back(std::move(item));
  }
  return out;
}

Result<std::string> as_word(store::Reader& r, PartnershipId partnership, const document::TemplateValues& values, const document::Document& report,
                            const document::WriteOptions& options) {
  const auto own = report_template(r, partnership);
  if (!own) return document::write_docx(report, options);
  return document::fill_template(from_base64(own->value.base64).value_or(""), values, report, options);
}

}  // namespace heed::review

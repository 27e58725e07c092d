// The rules of returns, without a store.
#include "review/evidence/evidence.h"

namespace heed::review {

namespace {

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

/// Sections that Heed has elsewhere (independence, terms, chronology, sign-off) are not typed again.
bool is_written(const guidance::ReturnKind& kind, const guidance::Section& section) {
  if (!section.assemble.empty()) return false;
  if (section.id == "sign_off" && kind.needs_sign_off) return false;
  if (section.id == "author" && kind.needs_independence) return false;
  return !(section.id == "table" && kind.has_chronology);
}

const ReturnSection* section_in(const ReturnDraft& draft, const std::string& id) {
  for (const auto& section : draft.sections)
    if (section.id == id) return &section;
  return nullptr;
}

bool has_file(const ReturnDraft& draft, std::string_view holds) {
  return std::any_of(draft.files.begin(), draft.files.end(), [&](const ReturnFile& f) { return f.holds == holds; });
}

std::string slug(std::string_view text) {
  std::string out;
  for (char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if ((u >= 'a' && u <= 'z') || (u >= '0' && u <= '9')) out += c;
    else if (u >= 'A' && u <= 'Z') out += char(u + 32);
    else if (!out.empty() && out.back() != '-') out += '-';
    if (out.size() >= 60) break;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

}  // namespace

std::string_view words(ReturnStatus status) {
  switch (status) {
    case ReturnStatus::Asked: return "Asked";
    case ReturnStatus::Working: return "Being written";
    case ReturnStatus::HandedIn: return "Handed in";
    case ReturnStatus::SentBack: return "Sent back for amendment";
    case ReturnStatus::Accepted: return "Accepted";
    case ReturnStatus::Cancelled: return "No longer asked for";
  }
  return "";
}

bool is_agencys_turn(ReturnStatus status) {
  switch (status) {
    case ReturnStatus::Asked:
    case ReturnStatus::Working:
    case ReturnStatus::SentBack: return true;
    case ReturnStatus::HandedIn:
    case ReturnStatus::Accepted:
    case ReturnStatus::Cancelled: return false;
  }
  return false;
}

bool is_owed(const Return& request) { return is_agencys_turn(request.status); }

const guidance::ReturnKind* kind_of(const guidance::Edition& edition, const Return& request, bool nil) {
  if (nil)
    if (const auto* kind = edition.return_kind("nil_return")) return kind;
  return edition.return_kind(request.kind);
}

std::vector<guidance::Section> sections_to_write(const guidance::Edition& edition, const Return& request, bool nil) {
  std::vector<guidance::Section> out;
  const auto* kind = kind_of(edition, request, nil);
  if (!kind) return out;
  for (const auto& section : kind->sections)
    if (is_written(*kind, section)) out.push_back(section);
  if (nil) return out;
  for (std::size_t i = 0; i < request.enquiries.size(); ++i) {
    guidance::Section section;
    section.id = fmt::format("enquiry:{}", i + 1);
    section.heading = fmt::format("Key line of enquiry {}", i + 1);
    section.guidance = request.enquiries[i].text;
    out.push_back(std::move(section));
  }
  return out;
}

std::vector<std::string> missing_in(const guidance::Edition& edition, const Return& request, const ReturnDraft& draft) {
  std::vector<std::string> out;
  const auto* kind = kind_of(edition, request, draft.nil);
  if (!kind) return {"the kind of return, which the guidance edition no longer has: ask the coordinator"};
  if (kind->needs_independence) {
    if (draft.independence.independent.empty()) out.push_back("your declaration of independence");
    else if (draft.independence.independent != "yes") out.push_back("an author who is independent of the case: tell the coordinator");
  }
  // An uploaded report carries the sections in its own pages; without one each is typed.
  if (draft.nil || !has_file(draft, "report")) {
    for (const auto& section : sections_to_write(edition, request, draft.nil)) {
      // Of a chronology alone, the enquiries are answered by its entries.
      if (!section.required || (kind->id == "chronology" && section.id.starts_with("enquiry:"))) continue;
      const auto* written = section_in(draft, section.id);
      if (!written || blank(written->text)) out.push_back(section.heading);
    }
  }
  if (kind->has_chronology && !has_file(draft, "chronology")) out.push_back("the chronology as a file");
  return out;
}

const guidance::Body* body_for(const guidance::Edition& edition, const access::Agency& agency, Day day) {
  static const std::map<std::string, std::string, std::less<>> kFits = {
      {"gp", "general_practice"}, {"housing", "housing_association"}, {"education", "school"}, {"nhs", "nhs_trust"}};
  const auto fits = kFits.find(agency.kind);
  const std::string wanted = fits == kFits.end() ? agency.kind : fits->second;
  const guidance::Body* other = nullptr;
  for (const auto* body : guidance::bodies_on(edition, day)) {
    if (body->id == wanted) return body;
    if (body->id == "other") other = body;
  }
  return other;
}

std::string letter_for(const guidance::Edition& edition, const Return& request) {
  const auto* kind = edition.return_kind(request.kind);
  const auto* body = edition.body(request.body);
  std::string out;
  if (kind)
    out += fmt::format("We are holding a {} and ask you for {}.\n", edition.naming.long_name, kind->article_title);
  if (body && !body->authority.empty()) out += body->authority + "\n";
  if (kind && !kind->hint.empty()) out += kind->hint + "\n";
  if (request.due.ok()) out += fmt::format("Please hand it in by {}.\n", heed::in_words(request.due));
  out += "The purpose is to learn, so that people are better protected. It is not to find who is to blame.\n";
  if (kind && kind->needs_independence)
    out += "The author must not have managed the case, or had direct contact with anybody in it.\n";
  if (kind && kind->needs_sign_off) out += "A senior officer of your agency signs it off.\n";
  out += "If you hold nothing, say so: a search that found no trace is an answer.";
  return out;
}

std::string download_name(const Review& review, const std::string& agency, const Return& request, const ReturnFile& file, int version) {
  std::string out = slug(review.reference) + "-" + slug(agency) + "-" + slug(request.kind);
  if (file.holds != request.kind && !file.holds.empty()) out += "-" + slug(file.holds);
  out += version ? fmt::format("-v{}", version) : "-draft";
  const auto ending = slug(file.ending);
  return ending.empty() ? out : out + "." + ending;
}

}  // namespace heed::review

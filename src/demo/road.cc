// The later steps of the demonstration: setting up, gathering, writing up, publishing.
#include <fstream>

#include "demo/scene.h"
#include "document/document.h"
#include "publish/detections.h"
#include "review/assurance/assurance.h"
#include "review/chronology/chronology.h"
#include "review/evidence/evidence.h"
#include "review/findings/findings.h"
#include "review/recommendations/recommendations.h"
#include "review/report/assemble.h"
#include "review/report/report.h"

namespace heed::demo {

using review::Appointment;
using store::Writer;
using access::Actor;

void set_up(Scene& s, ReviewId id, const std::string& from, const std::string& until) {
  for (const auto& [agency, authority] : {std::pair{s.police, "listed"}, {s.health, "listed"}, {s.housing, "invited"}}) {
    review::ReviewAgency in;
    in.agency = agency;
    in.authority = authority;
    in.involved = "Knew the person who died.";
    s.act(s.coordinator, "casefile.agency", [&](Writer& w, const Actor& a) { return review::put_review_agency(w, a, id, {}, in, 0); });
  }
  const auto appoint = [&](const char* role, const char* name, const char* post, const char* organisation) {
    Appointment p;
    p.role = role;
    p.name = PersonalText(name);
    p.post = post;
    p.organisation = organisation;
    p.independence = "Has never worked for an agency in Northmere and has no connection with anybody in this review.";
    p.conflict = "none";
    p.from = UncertainDate::exactly(s.ago(300));
    s.act(s.coordinator, "casefile.appoint", [&](Writer& w, const Actor& a) { return review::put_appointment(w, a, s.edition(), id, {}, p, 0); });
  };
  appoint("chair", "Dr Anjali Fernsby", "Independent chair and author", "Independent");
  appoint("panel_member", "Dilys Abernathy", "Head of safeguarding", "Mere Valley NHS Foundation Trust");
  appoint("panel_member", "Ronan Adeyemi-Clarke", "Chief executive", "Lantern Domestic Abuse Service");
  review::Terms terms;
  terms.purpose = "To learn how agencies worked with the person who died and with those around them, alone and together.";
  terms.scope = "Contact of every agency with the person who died, the person suspected of abuse, and the child.";
  terms.period_from = date(s, from);
  terms.period_until = date(s, until);
  terms.period_why = "It begins with the first call to the police.";
  terms.agreed_on = UncertainDate::exactly(s.ago(280));
  terms.agreed_by = "the panel";
  terms.family_consulted = "yes";
  terms.family_note = "The family asked that the panel look at how money was controlled.";
  s.act(s.independent_chair, "casefile.terms", [&](Writer& w, const Actor& a) { return review::add_terms(w, a, s.edition(), id, terms, 0); });
  for (const char* question : {"How did agencies recognise and respond to controlling behaviour, money included?",
                               "Was what one agency knew shared with those who needed it, and in time?"}) {
    review::KeyLine line;
    line.question = question;
    s.act(s.independent_chair, "casefile.key_line", [&](Writer& w, const Actor& a) { return review::put_key_line(w, a, id, {}, line, 0); });
  }
  review::Participant sister;
  sister.name = PersonalText("Ngozi Eze-Thornbury");
  sister.group = "family";
  sister.relation = PersonalText("sister");
  sister.contact = PersonalText("07700 900417");
  sister.safe_how = "A text first; she rings back.";
  sister.do_not_contact = "no";
  sister.never = {"post"};
  sister.must_not_know = PersonalText("Her brother-in-law's parents");
  sister.advocate = "has_one";
  sister.advocate_who = PersonalText("An independent advocate");
  sister.identity = "yes";
  sister.avoid_dates = "The birthday of the person who died, in May";
  if (!s.edition().family_milestones.empty()) sister.milestones.push_back({s.edition().family_milestones.front().id, "yes", UncertainDate::exactly(s.ago(250)), ""});
  s.act(s.independent_chair, "participants.add", [&](Writer& w, const Actor& a) { return review::put_participant(w, a, id, {}, sister, 0); });
}

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

AttachmentId keep(Scene& s, ReviewId id, const std::string& bytes, const std::string& name, const std::string& type) {
  bool given = false;
  store::AttachmentMeta meta;
  meta.name = name;
  meta.media_type = type;
  meta.purpose = "return";
  return must(s.store.store_attachment(meta, id, [&]() -> std::string {
    if (given) return {};
    given = true;
    return bytes;
  }));
}

struct Source {
  AgencyId agency;
  AccountId author;
  std::string file, type, ending, name;
};

}  // namespace

void gather(Scene& s, ReviewId id, bool all_returned) {
  const std::vector<Source> sources = {
      {s.police, s.police_author, "police.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Northmere Police"},
      {s.health, s.health_author, "health.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Mere Valley NHS Foundation Trust"},
      {s.housing, s.housing_author, "housing.csv", "text/csv", "csv", "Vale Homes"}};
  for (const auto& source : sources) {
    review::Return request;
    request.agency = source.agency;
    request.kind = source.agency == s.housing ? "summary_report" : "imr";
    request.asked_on = s.ago(120);
    request.due = source.agency == s.housing ? s.ago(20) : s.ago(60);
    request.period_from = "January 2024";
    request.period_until = "March 2025";
    if (const auto* body = review::body_for(s.edition(), s.store.read([&](store::Reader& r) { return must(access::agency(r, source.agency)).value; }), s.ago(120))) request.body = body->id;
    const auto asked = s.act(s.coordinator, "evidence.ask", [&](Writer& w, const Actor& a) { return review::ask(w, a, s.edition(), id, request); });
    if (source.agency == s.housing && !all_returned) continue;
    const auto row = s.store.read([&](store::Reader& r) { return must(review::review(r, id)); });
    const auto version = [&] {
      return s.store.read([&](store::Reader& r) { return must(review::draft(r, s.as(source.author), row, asked)).version; });
    };
    review::Independence independence;
    independence.name = PersonalText(source.agency == s.police ? "Piotr Lindqvist" : source.agency == s.health ? "Sunita Vandermeer" : "Kwame Brightwell");
    independence.post = "Review officer";
    independence.independent = "yes";
    independence.details = "Supervised by a head of service who had no part in the case.";
    independence.declared_on = s.ago(110);
    s.act(source.author, "evidence.independence", [&](Writer& w, const Actor& a) { return review::declare_independence(w, a, id, asked, independence, version()); });
    const std::string bytes = read_file(s.data / "agency-files" / source.file);
    const auto attachment = keep(s, id, bytes, source.file, source.type);
    s.act(source.author, "evidence.file", [&](Writer& w, const Actor& a) -> Result<void> {
      review::ReturnFile file;
      file.attachment = attachment;
      file.holds = "chronology";
      file.name = PersonalText(source.file);
      file.media_type = source.type;
      file.ending = source.ending;
      file.size = std::int64_t(bytes.size());
      file.added_on = s.ago(70);
      file.added_by = source.author;
      HEED_ASSIGN(auto place, review::add_file(w, a, id, asked, file));
      return s.store.keep_attachment(w, attachment, place);
    });
    for (const auto& section : review::sections_to_write(s.edition(), must(s.store.read([&](store::Reader& r) { return review::find_return(r, s.as(source.author), row, asked); })).value, false))
      s.act(source.author, "evidence.section", [&](Writer& w, const Actor& a) {
        return review::write_section(w, a, s.edition(), id, asked, section.id,
                                     "What our records show, read by somebody who had no part in the case, with what was done well and what was missed.", version());
      });
    s.act(source.author, "evidence.hand_in", [&](Writer& w, const Actor& a) { return review::hand_in(w, a, s.edition(), id, asked); });
    review::SignOff officer;
    officer.name = PersonalText("A senior officer");
    officer.post = "Head of safeguarding";
    officer.day = s.ago(58);
    s.act(source.author, "evidence.sign_off", [&](Writer& w, const Actor& a) { return review::sign_off(w, a, id, asked, officer); });
    s.act(s.coordinator, "evidence.accept", [&](Writer& w, const Actor& a) { return review::accept(w, a, s.edition(), id, asked); });

    auto document = must(document::read(bytes, source.file));
    review::ImportOptions options;
    options.agency = source.name;
    auto import = must(review::import_table(document, options, s.today()));
    std::vector<review::Entry> accepted = import.entries;
    accepted.insert(accepted.end(), import.doubtful.begin(), import.doubtful.end());
    s.act(s.coordinator, "chronology.import", [&](Writer& w, const Actor& a) { return review::import_entries(w, a, id, source.agency, attachment, accepted); });
  }
}

void add_entries(Scene& s, ReviewId id, int count) {
  static constexpr const char* kWhat[] = {"Home visit; the family was well.", "Telephone call about an appointment.", "Letter sent about support that is available.",
                                          "Seen at the surgery; she spoke of being tired.", "A colleague passed on a worry.", "Meeting of the professionals around the family."};
  std::vector<review::Entry> batch;
  const AgencyId agencies[] = {s.police, s.health, s.housing};
  for (int n = 0; n < 3; ++n) {
    batch.clear();
    for (int i = n; i < count; i += 3) {
      review::Entry e;
      const Day day = add_days(Day{std::chrono::year{2015}, std::chrono::January, std::chrono::day{5}}, (i * 37) % 3600);
      e.date = UncertainDate::exactly(day);
      e.date_written = in_words(day);
      e.agency = n == 0 ? "Northmere Police" : n == 1 ? "Mere Valley NHS Foundation Trust" : "Vale Homes";
      e.source = "Record";
      e.what = std::string(kWhat[i % 6]) + " Entry " + std::to_string(i + 1) + ".";
      e.action = "Noted, and shared where the guidance asks for it.";
      e.staff_role = "Worker";
      e.original = "Date: " + e.date_written + "\nEvent: " + e.what;
      e.place = "sheet Contacts, row " + std::to_string(i + 2);
      e.order = i + 1;
      batch.push_back(std::move(e));
    }
    if (!batch.empty())
      s.act(s.coordinator, "chronology.import", [&](Writer& w, const Actor& a) { return review::import_entries(w, a, id, agencies[n], {}, batch); });
  }
}

void write_up(Scene& s, ReviewId id, bool letter) {
  const auto lines = s.store.read([&](store::Reader& r) { return review::key_lines(r, id); });
  const auto entries = s.store.read([&](store::Reader& r) { return review::all_entries(r, id); });
  review::Finding between;
  between.key_line = lines.at(1).id;
  between.text = "The emergency department did not know of the police call of the evening before, and the housing provider did not pass on a broken door.";
  between.reach = review::Reach::Between;
  between.agencies = {s.police, s.health, s.housing};
  for (std::size_t i = 0; i < entries.size() && i < 3; ++i) between.entries.push_back(entries[i].id.any());
  const auto finding = s.act(s.independent_chair, "findings.add", [&](Writer& w, const Actor& a) { return review::put_finding(w, a, id, {}, between, 0); });
  review::Finding good;
  good.key_line = lines.at(0).id;
  good.text = "Officers who were sent to the open line arrived within ten minutes and completed a risk assessment.";
  good.good_practice = true;
  good.reach = review::Reach::Within;
  good.agencies = {s.police};
  s.act(s.independent_chair, "findings.add", [&](Writer& w, const Actor& a) { return review::put_finding(w, a, id, {}, good, 0); });
  review::Lesson lesson;
  lesson.findings = {finding};
  lesson.text = "Each agency held one piece. Together they showed control over money, movement and telephone.";
  lesson.change = "A worry about control is passed on the same day, whoever sees it first.";
  lesson.how = "One shared form for all three agencies.";
  lesson.by_when = UncertainDate::exactly(s.ago(-90));
  lesson.reach = review::Reach::Between;
  lesson.agencies = {s.police, s.health, s.housing};
  const auto learned = s.act(s.independent_chair, "lessons.add", [&](Writer& w, const Actor& a) { return review::put_lesson(w, a, id, {}, lesson, 0); });
  const auto recommend = [&](const char* text, AgencyId owner, const char* work, int target_days_ago, bool done) {
    review::Recommendation rec;
    rec.lessons = {learned};
    rec.text = text;
    rec.origin = "panel";
    const auto rid = s.act(s.independent_chair, "recommendations.add", [&](Writer& w, const Actor& a) { return review::put_recommendation(w, a, id, {}, rec, 0); });
    review::Addressee to;
    to.recommendation = rid;
    to.agency = owner;
    to.sent = UncertainDate::exactly(s.ago(50));
    s.act(s.coordinator, "recommendations.address", [&](Writer& w, const Actor& a) { return review::put_addressee(w, a, id, {}, to, 0); });
    review::Action action;
    action.recommendation = rid;
    action.text = work;
    action.owner = owner;
    action.owner_post = "Head of safeguarding";
    action.target = UncertainDate::exactly(s.ago(target_days_ago));
    action.expected_change = "Worries about control reach the safeguarding desk the same day.";
    action.measure = "The share of worries passed on within a day, from a sample of fifty records.";
    action.test_on = UncertainDate::exactly(s.ago(-120));
    const auto aid = s.act(s.coordinator, "actions.add", [&](Writer& w, const Actor& a) { return review::put_action(w, a, id, {}, action, 0); });
    review::ActionUpdate update;
    update.action = aid;
    update.on = UncertainDate::exactly(s.ago(10));
    update.text = done ? "The form is in use in all teams." : "The form is being tried in two teams.";
    update.state = done ? review::ActionState::Done : review::ActionState::InProgress;
    if (done) update.evidence = "Minutes of the safeguarding board, and the form itself.";
    s.act(s.coordinator, "actions.update", [&](Writer& w, const Actor& a) { return review::add_update(w, a, id, aid, update); });
    const auto version = s.store.read([&](store::Reader& r) { return must(review::recommendation(r, id, rid)).version; });
    s.act(s.coordinator, "recommendations.clear", [&](Writer& w, const Actor& a) { return review::clear_for_public(w, a, id, rid, true, version); });
  };
  recommend("Agencies should use one shared form for worries about controlling behaviour.", s.police, "Bring the shared form into use", 5, true);
  recommend("Housing providers should pass on damage that may come from violence.", s.housing, "Train repairs staff and change the works order", 12, false);

  const auto people = s.store.read([&](store::Reader& r) { return review::people(r, id); });
  const std::string real = people.front().value.name.reveal();
  for (const auto& kind : s.edition().documents) {
    for (const auto& section : kind.sections) {
      const auto actor = s.as(s.independent_chair);
      auto text = s.store.read([&](store::Reader& r) { return review::assemble(r, actor, must(review::review(r, id)), s.edition(), kind, section, s.today()); });
      if (text.empty())
        text = real + " was loved by her family and is missed every day. This part tells, from the records and from those who knew her, what happened and what can be learned.";
      s.act(s.independent_chair, "report.section", [&](Writer& w, const Actor& a) { return review::put_section(w, a, s.edition(), id, kind.id, section.id, text, 0); });
    }
    const auto frozen = s.act(s.independent_chair, "report.freeze", [&](Writer& w, const Actor& a) { return review::freeze(w, a, s.edition(), id, kind.id, "For the panel and the partnership"); });
    const auto sign = [&](review::SignOffKind by, const char* who, const char* post, const char* outcome, AccountId as) {
      review::ReportSignOff so;
      so.version = frozen;
      so.kind = kind.id;
      so.by = by;
      so.name = PersonalText(who);
      so.post = post;
      so.on = s.ago(40);
      so.outcome = outcome;
      s.act(as, "report.sign_off", [&](Writer& w, const Actor& a) { return review::sign_off_report(w, a, s.edition(), id, so); });
    };
    sign(review::SignOffKind::Family, "The family", "", "read", s.coordinator);
    sign(review::SignOffKind::Panel, "The panel", "Review panel", "agreed", s.coordinator);
    sign(review::SignOffKind::Partnership, "Helen Marchetti", "Chair of the partnership", "agreed", s.csp_chair);
  }
  std::vector<review::CheckAnswer> checks;
  for (const auto& check : s.edition().self_checks) checks.push_back({check.id, "yes", ""});
  s.act(s.coordinator, "assurance.checks", [&](Writer& w, const Actor& a) { return review::answer_checks(w, a, s.edition(), id, checks, 0); });
  const auto submission = s.act(s.coordinator, "assurance.submit", [&](Writer& w, const Actor& a) { return review::submit(w, a, s.edition(), id, s.ago(35), "Review coordinator", ""); });
  if (!letter) return;
  review::Letter l;
  l.submission = submission;
  l.received = s.ago(15);
  for (const auto& outcome : s.edition().letter_outcomes)
    if (outcome.permits && l.outcome.empty()) l.outcome = outcome.id;
  l.text = "The panel thanks the partnership for a clear report. It may be published once the points below are answered.";
  const auto received = s.act(s.coordinator, "assurance.letter", [&](Writer& w, const Actor& a) {
    return review::record_letter(w, a, s.edition(), id, l, {"Say more about what the family hoped for."});
  });
  for (const auto& point : s.store.read([&](store::Reader& r) { return review::letter_points(r, id, received); }))
    s.act(s.coordinator, "assurance.answer", [&](Writer& w, const Actor& a) {
      return review::answer_point(w, a, s.edition(), id, point.id, "change", "The introduction now says it in their words.", point.version);
    });
}

void publish_summary(Scene& s, ReviewId id) {
  const std::string kind = "executive_summary";
  const auto edition = must(publish::make_edition(s.store, s.as(s.coordinator), id, kind));
  for (const auto& item : s.store.read([&](store::Reader& r) { return publish::found(r, id, edition); })) {
    const bool listed = item.value.listed;
    s.act(s.coordinator, "publication.decide", [&](Writer& w, const Actor& a) {
      return publish::decide(w, a, id, item.id, listed ? "accept" : "keep", listed ? "" : "An agency, a place or a word that names nobody", item.version);
    });
  }
  must(publish::finalise_edition(s.store, s.as(s.coordinator), id, edition));
  const auto version = [&] { return s.store.read([&](store::Reader& r) { return must(publish::edition(r, id, edition)).version; }); };
  s.act(s.coordinator, "publication.family", [&](Writer& w, const Actor& a) {
    return publish::family_told(w, a, s.edition(), id, edition, s.ago(2), "By telephone, with their advocate", version());
  });
  const auto hash = s.store.read([&](store::Reader& r) { return must(publish::edition(r, id, edition)).value.hash; });
  for (const auto who : {s.csp_chair, s.approver})
    s.act(who, "publication.sign", [&](Writer& w, const Actor& a) { return publish::sign(w, a, s.edition(), id, edition, hash); });
  must(publish::bring_library_up(s.store, s.library));
}

void withhold_all(Scene& s, ReviewId id) {
  publish::Withholding w;
  w.scope = "all";
  w.grounds = {"welfare_children"};
  w.reasons = "The children are at school nearby and could be recognised from any account.";
  w.section = "section 8";
  w.decided_by = "The partnership's chair, with the panel";
  w.decided_on = s.ago(9);
  w.reasons_sent = s.ago(8);
  w.commissioner_copied = s.ago(8);
  w.family_told = s.ago(10);
  w.shared = {{"All agencies of the review", s.ago(6), s.ago(3)}};
  w.notice_text = s.edition().withholding.public_notice;
  s.act(s.csp_chair, "publication.withhold", [&](Writer& writer, const Actor& a) { return publish::withhold(writer, a, s.edition(), id, w, 0); });
  must(publish::bring_library_up(s.store, s.library));
}

}  // namespace heed::demo

#include "access/passwords.h"
#include "demo/scene.h"
#include "review/decision/decision.h"
#include "review/notification/notification.h"

namespace heed::demo {

using access::Role;

namespace {

AccountId account(store::Writer& w, const std::string& hash, const char* name, const char* email, const char* title, AgencyId agency = {}) {
  access::Account a;
  a.name = PersonalText(name);
  a.email = PersonalText(email);
  a.job_title = title;
  a.agency = agency;
  a.password = hash;
  return must(access::put_account(w, AccountId::random(), a, 0));
}

AgencyId agency(store::Writer& w, const char* name, const char* kind, bool listed) {
  access::Agency a;
  a.name = name;
  a.kind = kind;
  a.listed = listed;
  return must(access::put_agency(w, AgencyId::random(), a, 0));
}

}  // namespace

void make_people(Scene& s) {
  const auto hash = access::hash_password("river lantern pebble");
  must(s.store.write({}, "demonstration.people", [&](store::Writer& w) -> Result<void> {
    access::Partnership north;
    north.name = "Northmere Community Safety Partnership";
    north.contact_email = "reviews@northmere.example";
    north.local_guidance_title = "How reviews work in Northmere";
    north.local_guidance = "Northmere tells every family about an independent advocate in its first letter.\nReviews are run by the county's review team for the district partnerships too.";
    s.northmere = must(access::put_partnership(w, PartnershipId::random(), north, 0));
    access::Partnership west;
    west.name = "Westhaven and the Vale Community Safety Partnership";
    west.review_term = "DARDR";
    west.contact_email = "learning@westhaven.example";
    west.local_guidance_title = "Learning from deaths in Westhaven and the Vale";
    west.local_guidance = "Westhaven and the Vale publishes the learning of every review, also where the report itself cannot be published.";
    s.westhaven = must(access::put_partnership(w, PartnershipId::random(), west, 0));

    s.police = agency(w, "Northmere Police", "police", true);
    s.health = agency(w, "Mere Valley NHS Foundation Trust", "nhs_trust", true);
    s.housing = agency(w, "Vale Homes", "housing", false);
    s.probation = agency(w, "Northmere Probation Service", "probation", true);
    s.lantern = agency(w, "Lantern Domestic Abuse Service", "voluntary", false);
    s.council = agency(w, "Northmere Council adult social care", "local_authority", true);

    s.administrator = account(w, hash, "Bronwen Achterberg", "administrator@heed.example", "Systems officer");
    s.coordinator = account(w, hash, "Oluwaseun Hartley", "coordinator@heed.example", "Review coordinator", s.council);
    s.csp_chair = account(w, hash, "Helen Marchetti", "chair@heed.example", "Chair of the partnership", s.council);
    s.independent_chair = account(w, hash, "Dr Anjali Fernsby", "independent@heed.example", "Independent chair");
    s.panel = account(w, hash, "Dilys Abernathy", "panel@heed.example", "Head of safeguarding", s.health);
    s.police_author = account(w, hash, "Piotr Lindqvist", "police@heed.example", "Review officer", s.police);
    s.health_author = account(w, hash, "Sunita Vandermeer", "health@heed.example", "Named nurse", s.health);
    s.housing_author = account(w, hash, "Kwame Brightwell", "housing@heed.example", "Neighbourhood manager", s.housing);
    s.auditor = account(w, hash, "Tamsin Oduya", "auditor@heed.example", "Information governance officer", s.council);
    s.approver = account(w, hash, "Farid Nakamura", "approver@heed.example", "Director of communities", s.council);
    s.other_coordinator = account(w, hash, "Siobhan Castellanos", "westhaven@heed.example", "Safeguarding reviews officer");
    s.excluded = account(w, hash, "Gareth Pemberton-Shaw", "excluded@heed.example", "Panel member", s.police);

    const auto give = [&](AccountId who, Role role, PartnershipId where) { must(access::give(w, {.account = who, .role = role, .partnership = where})); };
    must(access::give(w, {.account = s.administrator, .role = Role::Administrator}));
    give(s.coordinator, Role::Coordinator, s.northmere);
    give(s.csp_chair, Role::PartnershipChair, s.northmere);
    give(s.auditor, Role::Auditor, s.northmere);
    give(s.approver, Role::PublicationApprover, s.northmere);
    give(s.other_coordinator, Role::Coordinator, s.westhaven);
    return {};
  }));
}

review::PersonId add_person(Scene& s, ReviewId review, const Sketch& k) {
  review::Person p;
  p.name = PersonalText(k.name);
  p.roles.push_back({k.role, {}, {}, ""});
  p.pseudonym = k.pseudonym;
  if (!k.pseudonym.empty()) {
    p.pseudonym_chosen_by = k.role == "died" ? "the family, with their advocate" : "the independent chair";
    p.pseudonym_agreed_by = "the panel";
  }
  if (!k.born.empty()) p.born = date(s, k.born);
  if (!k.died.empty()) p.died = date(s, k.died);
  if (!k.address.empty()) p.addresses.push_back({PersonalText(k.address), "home", {}, {}});
  for (const auto& [kind, name] : k.other_names) p.other_names.push_back({kind, PersonalText(name)});
  for (const auto& [kind, value] : k.identifiers) p.identifiers.push_back({kind, PersonalText(value)});
  p.status = k.status;
  p.staff_role = k.staff_role;
  p.characteristics = {{"disability", "not_recorded", ""}, {"religion", "not_asked", ""}};
  const auto id = review::PersonId::random();
  s.act(s.coordinator, "people.add", [&](store::Writer& w, const access::Actor& a) { return review::put_person(w, a, review, id, p, 0); });
  return id;
}

void declare_all(Scene& s, ReviewId review) {
  for (const auto who : {s.coordinator, s.csp_chair, s.independent_chair, s.panel, s.police_author, s.health_author, s.housing_author,
                         s.auditor, s.approver}) {
    access::Declaration d;
    d.account = who;
    must(s.store.write({who}, "access.declare", [&](store::Writer& w) -> Result<void> {
      HEED_TRY(access::declare(w, s.northmere, review, d));
      return {};
    }));
  }
}

ReviewId start_review(Scene& s, const Start& start) {
  review::NewReview request;
  request.responsible = start.responsible;
  request.operating = start.operating;
  request.reference = start.reference;
  request.edition = s.edition().id;
  const auto id = s.act(s.coordinator, "notification.start", [&](store::Writer& w, const access::Actor& a) {
    return review::start_review(w, a, request, s.today());
  });
  must(s.store.write({}, "access.give", [&](store::Writer& w) -> Result<void> {
    const auto give = [&](AccountId who, Role role, AgencyId agency) {
      must(access::give(w, {.account = who, .role = role, .partnership = start.responsible, .review = id, .agency = agency}));
    };
    give(s.independent_chair, Role::IndependentChair, {});
    give(s.panel, Role::PanelMember, s.health);
    give(s.police_author, Role::AgencyAuthor, s.police);
    give(s.health_author, Role::AgencyAuthor, s.health);
    give(s.housing_author, Role::AgencyAuthor, s.housing);
    give(s.excluded, Role::PanelMember, s.police);
    must(access::exclude(w, start.responsible, id, {s.excluded, {}, "Worked with a relative of somebody in this review"}));
    return {};
  }));
  declare_all(s, id);
  std::vector<review::PersonId> people;
  for (const auto& sketch : start.people) people.push_back(add_person(s, id, sketch));
  if (people.size() > 1)
    s.act(s.coordinator, "people.connect", [&](store::Writer& w, const access::Actor& a) {
      return review::put_connection(w, a, id, review::ConnectionId::random(), {people[1], people[0], start.current, start.former, ""}, 0);
    });
  s.act(s.coordinator, "notification.answer", [&](store::Writer& w, const access::Actor& a) -> Result<void> {
    HEED_ASSIGN(auto row, review::notification(w, id));
    auto n = row.value;
    n.told_by = "police";
    n.told_by_detail = "Major crime review team";
    n.told_to = "The partnership's chair";
    n.told_on = date(s, start.told);
    n.in_writing = "yes";
    n.manner = start.manner;
    n.abuse_known = "yes";
    n.abuse_detail = "Police and the domestic abuse service knew of earlier reports.";
    n.suspects = start.people.size() > 1 ? "listed" : "not_known";
    n.lived_where = "Northmere";
    return review::put_notification(w, a, s.edition(), id, n, row.version);
  });
  return id;
}

void decide(Scene& s, ReviewId review, const std::string& kind, const std::string& reason, int days_ago) {
  for (const auto& part : s.edition().eligibility)
    for (const auto& question : part.questions) {
      review::Eligibility answer;
      answer.question = question.id;
      answer.answer = part.kind == guidance::PartKind::Test && question.rules_in ? std::string(guidance::answer_id(*question.rules_in)) : "not_known";
      answer.evidence = "Police notification and the agencies' first answers.";
      answer.answered_on = s.ago(days_ago + 2);
      s.act(s.coordinator, "decision.answer", [&](store::Writer& w, const access::Actor& a) {
        return review::answer_question(w, a, s.edition(), review, answer, 0);
      });
    }
  review::Decision d;
  d.kind = kind;
  d.reasons = {{reason, "", "From what the police and two health bodies hold."}};
  d.day = s.ago(days_ago);
  d.decided_by = "The partnership's chair";
  d.considered = "The core group met and advised a review.";
  d.family_view = "The family's advocate says that they welcome it.";
  const auto id = s.act(s.coordinator, "decision.decide", [&](store::Writer& w, const access::Actor& a) {
    return review::decide(w, a, s.edition(), review, d);
  });
  for (const char* who : {"home_office", "family"}) {
    review::Telling t;
    t.decision = id;
    t.tell = who;
    t.told_on = s.ago(days_ago - 1);
    t.how = "By letter";
    s.act(s.coordinator, "decision.tell", [&](store::Writer& w, const access::Actor& a) { return review::tell(w, a, s.edition(), review, t); });
  }
}

}  // namespace heed::demo

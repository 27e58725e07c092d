#include "demo/demo.h"

#include <fstream>

#include "demo/scene.h"
#include "review/decision/decision.h"

namespace heed::demo {

namespace {

void put(const std::filesystem::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("a demonstration file could not be written");
}

std::string day_text(const Scene& s, int days_ago) { return in_words(s.ago(days_ago)); }

}  // namespace

Result<std::vector<std::string>> make(const std::filesystem::path& data, const Options& options, Clock& clock) {
  if (std::filesystem::exists(data) && !std::filesystem::is_empty(data))
    return bad_input(data.string() + " is not empty, so nothing was made.", "Name a new folder.");
  auto store = store::Store::open({.data = data, .create = true}, clock);
  if (!store.ok()) return store.error();
  auto library = library::Library::open({.file = data / "library.db", .mode = library::OpenOptions::Mode::Create});
  if (!library.ok()) return library.error();
  auto editions = guidance::Editions::load(data / "guidance");
  if (!editions.ok()) return editions.error();
  Scene s{.store = **store, .library = **library, .editions = *editions, .clock = clock, .data = data};
  write_agency_files(data / "agency-files");
  make_people(s);

  const auto first = start_review(s, {.reference = "NCSP-01", .manner = "suicide", .told = day_text(s, 9), .responsible = s.northmere, .operating = s.northmere,
      .people = {{.name = "Callum James Strathearn", .role = "died", .born = "3 July 1991", .died = day_text(s, 12), .address = "14 Harbour Rise, Northmere NM4 2QT"},
                 {.name = "Marcus Bellweather", .role = "suspected", .born = "1988", .status = "alive"}},
      .current = "none", .former = "partner"});

  const auto second = start_review(s, {.reference = "WVCSP-01", .manner = "homicide", .told = day_text(s, 41), .responsible = s.westhaven, .operating = s.northmere,
      .people = {{.name = "Margaret Ellen Whitlock", .role = "died", .born = "19 May 1946", .died = day_text(s, 45), .other_names = {{"nickname", "Peggy"}}},
                 {.name = "Peter Whitlock", .role = "suspected", .born = "1971", .status = "charged"}},
      .current = "child", .former = "none"});
  for (const auto agency : {s.police, s.health, s.housing}) {
    review::Scoping ask;
    ask.agency = agency;
    ask.asked_of = "Safeguarding lead";
    ask.asked_on = s.ago(38);
    ask.due = s.ago(24);
    if (agency == s.police) {
      ask.answer = review::ScopingAnswer::Known;
      ask.secured = "yes";
      ask.summary = "Two calls in the last year.";
      ask.answered_on = s.ago(30);
      ask.answered_by = "Review officer";
    }
    s.act(s.coordinator, "decision.scoping", [&](store::Writer& w, const access::Actor& a) {
      return review::put_scoping(w, a, s.edition(), second, {}, ask, 0);
    });
  }

  const auto third = start_review(s, {.reference = "NCSP-02", .manner = "homicide", .told = day_text(s, 330), .responsible = s.northmere, .operating = s.northmere,
      .people = {{.name = "Ifeoma Adaeze Okonkwo", .role = "died", .pseudonym = "Amara", .born = "2 May 1989", .died = "18 March 2025", .address = "Flat 3, 27 Quarry Lane, Northmere NM1 7LD",
                  .other_names = {{"nickname", "Ify"}}, .identifiers = {{"nhs", "943 476 5919"}, {"phone", "07700 900123"}}},
                 {.name = "Daniel Achterman", .role = "suspected", .pseudonym = "Joel", .born = "11 November 1985", .status = "charged"},
                 {.name = "Chidera Okonkwo", .role = "child", .born = "June 2016"}},
      .current = "partner", .former = "none"});
  decide(s, third, "review", "test_met", 305);
  set_up(s, third, "January 2024", "18 March 2025");
  gather(s, third, false);
  if (options.extra_entries > 0) add_entries(s, third, options.extra_entries);

  const auto fourth = start_review(s, {.reference = "NCSP-03", .manner = "homicide", .told = day_text(s, 800), .responsible = s.northmere, .operating = s.northmere,
      .people = {{.name = "Rukhsana Parveen Chaudhry", .role = "died", .pseudonym = "Samira", .born = "8 January 1979", .died = "2 August 2024", .address = "91 Millrace Road, Northmere NM2 5RG"},
                 {.name = "Imran Chaudhry", .role = "suspected", .pseudonym = "Bilal", .born = "1975", .status = "charged"}},
      .current = "spouse", .former = "none"});
  decide(s, fourth, "review", "test_met", 770);
  set_up(s, fourth, "January 2022", "2 August 2024");
  gather(s, fourth, true);
  write_up(s, fourth, false);
  review::Hold hold;
  hold.kind = "criminal";
  hold.reason = "The trial has not ended.";
  hold.stops = "publication";
  hold.from = UncertainDate::exactly(s.ago(200));
  s.act(s.coordinator, "casefile.hold", [&](store::Writer& w, const access::Actor& a) { return review::put_hold(w, a, fourth, {}, hold, 0); });

  const auto fifth = start_review(s, {.reference = "NCSP-04", .manner = "homicide", .told = day_text(s, 1100), .responsible = s.northmere, .operating = s.northmere,
      .people = {{.name = "Kathryn Mair Pryce-Llewellyn", .role = "died", .pseudonym = "Eleri", .born = "30 September 1952", .died = "14 October 2023", .address = "2 Chapel Cottages, Northmere NM9 1AB",
                  .other_names = {{"nickname", "Kitty"}}},
                 {.name = "Gethin Pryce-Llewellyn", .role = "suspected", .pseudonym = "Owain", .born = "1980", .status = "convicted"}},
      .current = "child", .former = "none"});
  decide(s, fifth, "review", "test_met", 1075);
  set_up(s, fifth, "January 2021", "14 October 2023");
  gather(s, fifth, true);
  write_up(s, fifth, true);
  publish_summary(s, fifth);

  const auto sixth = start_review(s, {.reference = "NCSP-05", .manner = "homicide", .told = day_text(s, 1300), .responsible = s.northmere, .operating = s.northmere,
      .people = {{.name = "Zofia Wiśniewska", .role = "died", .pseudonym = "Hanna", .born = "17 February 1990", .died = "May 2023"},
                 {.name = "Tomasz Wiśniewski", .role = "suspected", .pseudonym = "Adam", .born = "1987", .status = "convicted"},
                 {.name = "Lena Wiśniewska", .role = "child", .born = "2015"}},
      .current = "spouse", .former = "none"});
  decide(s, sixth, "review", "test_met", 1280);
  set_up(s, sixth, "2020", "May 2023");
  gather(s, sixth, true);
  write_up(s, sixth, true);
  withhold_all(s, sixth);

  // Ready to publish, for whoever wants to take the last steps.
  const auto seventh = start_review(s, {.reference = "NCSP-06", .manner = "homicide", .told = day_text(s, 1000), .responsible = s.northmere, .operating = s.northmere,
      .people = {{.name = "Jacqueline Thandiwe Mokoena-Reid", .role = "died", .pseudonym = "Palesa", .born = "9 December 1968", .died = "21 January 2024", .address = "5 Signal Terrace, Northmere NM3 8UW"},
                 {.name = "Stephen Reid", .role = "suspected", .pseudonym = "Graham", .born = "1966", .status = "convicted"}},
      .current = "spouse", .former = "none"});
  decide(s, seventh, "review", "test_met", 975);
  set_up(s, seventh, "January 2021", "21 January 2024");
  gather(s, seventh, true);
  write_up(s, seventh, true);

  put(data / "demonstration", "The reviews in this folder are invented.\n");
  std::string sign_ins, ids;
  const std::pair<const char*, const char*> accounts[] = {
      {"administrator", "administrator@heed.example"}, {"coordinator", "coordinator@heed.example"}, {"partnership_chair", "chair@heed.example"},
      {"independent_chair", "independent@heed.example"}, {"panel_member", "panel@heed.example"}, {"agency_author", "police@heed.example"},
      {"agency_author_health", "health@heed.example"}, {"agency_author_housing", "housing@heed.example"}, {"auditor", "auditor@heed.example"},
      {"publication_approver", "approver@heed.example"}, {"other_coordinator", "westhaven@heed.example"}, {"excluded", "excluded@heed.example"}};
  for (const auto& [role, email] : accounts) sign_ins += std::string(role) + "\t" + email + "\triver lantern pebble\n";
  put(data / "SIGN-INS.txt", sign_ins);
  std::string names;
  s.store.read([&](store::Reader& r) {
    for (const auto id : {first, second, third, fourth, fifth, sixth, seventh})
      for (const auto& person : review::people(r, id)) names += person.value.name.reveal() + "\n";
  });
  put(data / "REAL-NAMES.txt", names);
  Json j = {{"notified", first}, {"deciding", second}, {"evidence", third}, {"held", fourth}, {"published", fifth}, {"withheld", sixth}, {"ready", seventh},
            {"agencies", {{"police", s.police}, {"health", s.health}, {"housing", s.housing}}},
            {"partnerships", {{"northmere", s.northmere}, {"westhaven", s.westhaven}}},
            {"accounts", {{"coordinator", s.coordinator}, {"police", s.police_author}, {"excluded", s.excluded}}}};
  put(data / "demo-ids.json", j.dump(1) + "\n");

  return std::vector<std::string>{
      "Two partnerships, six agencies, twelve people who sign in (SIGN-INS.txt; one password for all: river lantern pebble).",
      "NCSP-01 has just been notified; WVCSP-01 is being decided; NCSP-02 gathers evidence, with one return late.",
      "NCSP-03 is with the Home Office and on hold; NCSP-04 is published; NCSP-05 is withheld; NCSP-06 is ready to be published.",
      "The agencies' chronologies stand as files in agency-files: police.xlsx, health.docx, housing.csv.",
      "Everything is invented. Nobody in it exists."};
}

}  // namespace heed::demo

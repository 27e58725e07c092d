#include "anonymise/model/train/synthetic.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace heed::anonymise::model::train {

namespace {

using Strings = std::vector<std::string>;

Strings list(std::string_view s, char by = '|') {
  Strings out;
  for (std::size_t at = 0; at <= s.size();) {
    const auto end = std::min(s.find(by, at), s.size());
    out.emplace_back(s.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

struct Tradition {
  Strings f, m, s;
};
struct Person {
  std::string first, last, middle, title;
  bool female = false;
};
struct Piece {
  std::string text;
  Label label = Label::Nothing;
};
using Pieces = std::vector<Piece>;

class Maker {
 public:
  Maker(const SyntheticSources& from, std::uint64_t seed) : rng_{seed} {
    std::ifstream grammar(from.grammar), names(from.names), cities(from.cities);
    if (!grammar || !names || !cities) throw std::runtime_error("cannot read the grammar, the names or the places");
    std::string line, section;
    while (std::getline(grammar, line)) {
      if (line.empty() || line[0] == '#') continue;
      if (line[0] == '[') section = line.substr(1, line.size() - 2);
      else sections_[section].push_back(line);
    }
    std::map<std::string, Tradition> by;
    while (std::getline(names, line)) {
      if (line.empty() || line[0] == '#') continue;
      std::istringstream in(line);
      std::string group, kind;
      in >> group >> kind;
      auto& t = by[group];
      for (std::string n; in >> n;) (kind == "f" ? t.f : kind == "m" ? t.m : t.s).push_back(n);
    }
    for (auto& [name, t] : by)
      if (!t.s.empty()) {
        all_surnames_.insert(all_surnames_.end(), t.s.begin(), t.s.end());
        if (t.f.empty()) t.f = by["other"].f;
        if (t.m.empty()) t.m = by["other"].m;
        if (name == "british") british_ = t;
        else traditions_.push_back(t);
      }
    for (const auto& p : nlohmann::json::parse(cities)) {
      const auto name = p["name"].get<std::string>();
      const auto country = p["country"].get<std::string>();
      if (country == "GB") uk_.push_back(name);
      else if (country == "PL" || country == "TR" || country == "IE" || country == "US" || country == "DE" || country == "IN" || country == "PK" || country == "NG" || rng_.below(4) == 0)
        world_.push_back(name);
    }
  }

  GoldText text(const std::string& kind, std::size_t number) {
    out_ = {};
    out_.id = fmt::format("synthetic {} {}", kind, number);
    out_.plain = true;
    people_.clear();
    places_.clear();
    abroad_ = rng_.below(kind == "bio" ? 2 : 5) == 0;
    odd_ = rng_.below(4) == 0;
    const auto& own = sections_.at(kind);
    const auto& plain = sections_.at("plain");
    const auto& headings = sections_.at("headings");
    const std::size_t sentences = 10 + rng_.below(22);
    const bool lines = kind == "chronology" || kind == "letter" || rng_.below(6) == 0;
    for (std::size_t i = 0; i < sentences; ++i) {
      if (i > 0 && rng_.below(12) == 0) {
        out_.text += "\n\n";
        const std::size_t at = out_.text.size();
        line(pick(headings));
        if (rng_.below(3) == 0) upper(at);
        out_.text += "\n\n";
      } else if (i > 0) {
        out_.text += lines ? "\n" : rng_.below(4) == 0 ? "\n\n" : " ";
      }
      if (rng_.below(9) == 0 && (out_.text.empty() || out_.text.back() == '\n')) out_.text += fmt::format("{}.{} ", 1 + rng_.below(9), 1 + rng_.below(30));
      line(pick(rng_.below(4) == 0 ? plain : own));
    }
    return std::move(out_);
  }

 private:
  const std::string& pick(const Strings& s) { return s[rng_.below(s.size())]; }
  std::string one_of(std::string_view s) { return pick(list(s)); }

  void upper(std::size_t from) {
    for (std::size_t i = from; i < out_.text.size(); ++i)
      if (out_.text[i] >= 'a' && out_.text[i] <= 'z') out_.text[i] = static_cast<char>(out_.text[i] - 32);
  }

  /// A name that no list has: the model must learn from what stands around it.
  std::string odd(std::string n) {
    if (n.size() < 4) return n;
    static const Strings kEnds = list("by|worth|ley|wick|ell|ard|ova|ski|ande|oke|ier|ini|opo|ham|sen|idou|yan|oğlu|escu|ekwe|thorn|field|mere|quist");
    const auto cut = 2 + rng_.below(std::min<std::size_t>(n.size() - 2, 4));
    if (static_cast<unsigned char>(n[cut]) >= 0x80 || static_cast<unsigned char>(n[cut - 1]) >= 0x80) return n;
    return n.substr(0, cut) + pick(kEnds);
  }

  Person person(bool child) {
    const Tradition& t = rng_.below(2) ? british_ : traditions_[rng_.below(traditions_.size())];
    Person p;
    p.female = rng_.below(2) == 0;
    p.first = pick(p.female ? t.f : t.m);
    p.last = pick(t.s);
    if (rng_.below(7) == 0) p.last = pick(all_surnames_) + "-" + p.last;
    if (rng_.below(6) == 0) p.middle = pick(p.female ? t.f : t.m);
    if (odd_ || rng_.below(6) == 0) p.last = odd(p.last);
    if (rng_.below(10) == 0) p.first = odd(p.first);
    if (rng_.below(25) == 0 && p.last.size() > 3) p.last = one_of("O’|O'|Mc|Mac|de |van |St |Al-|El ") + p.last;
    p.title = child ? "" : p.female ? one_of("Mrs|Ms|Miss|Mrs|Ms") : "Mr";
    return p;
  }
  Person& cast(char role) {
    // A fresh member of staff, relative or chair each time or so; the others stay.
    auto it = people_.find(role);
    const bool fresh = it == people_.end() || ((role == 'S' || role == 'T' || role == 'R' || role == 'C') && rng_.below(2) == 0);
    if (fresh) it = people_.insert_or_assign(role, person(role == 'C')).first;
    if (role == 'R' || role == 'C')
      if (people_.contains('V') && fresh && rng_.below(2) == 0) it->second.last = people_['V'].last;
    return it->second;
  }

  std::string place() {
    if (places_.size() > 2 && rng_.below(2) == 0) return pick(places_);
    auto p = pick(abroad_ ? world_ : uk_);
    if (rng_.below(8) == 0) p = odd(p);
    places_.push_back(p);
    return p;
  }
  std::string number(std::size_t low, std::size_t high) { return std::to_string(low + rng_.below(high - low + 1)); }

  std::string month() { return one_of("January|February|March|April|May|June|July|August|September|October|November|December"); }
  std::string year() { return number(1930, 2025); }
  std::string date() {
    const auto day = 1 + rng_.below(28);
    const auto th = day % 10 == 1 && day != 11 ? "st" : day % 10 == 2 && day != 12 ? "nd" : day % 10 == 3 && day != 13 ? "rd" : "th";
    switch (rng_.below(12)) {
      case 0: return fmt::format("{}{} {} {}", day, th, month(), year());
      case 1: return fmt::format("{}{} of {} {}", day, th, month(), year());
      case 2: return fmt::format("{}/{:02}/{}", day, 1 + rng_.below(12), year());
      case 3: return fmt::format("{:02}.{:02}.{:02}", day, 1 + rng_.below(12), rng_.below(30));
      case 4: return fmt::format("{} {}", day, month());
      case 5: return fmt::format("{}{} {}", day, th, month());
      case 6: return fmt::format("{} {}, {}", month(), day, year());
      case 7: return fmt::format("{} {} {} {}", one_of("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"), day, month(), year());
      default: return fmt::format("{} {} {}", day, month(), year());
    }
  }
  std::string short_date() {
    const auto d = 1 + rng_.below(28), m = 1 + rng_.below(12), y = 1950 + rng_.below(75);
    switch (rng_.below(5)) {
      case 0: return fmt::format("{:02}/{:02}/{}", d, m, y);
      case 1: return fmt::format("{}.{}.{:02}", d, m, y % 100);
      case 2: return fmt::format("{}-{:02}-{:02}", y, m, d);
      case 3: return fmt::format("{} {} {}", d, month().substr(0, 3), y);
      default: return fmt::format("{:02}/{:02}/{:02}", d, m, y % 100);
    }
  }
  std::string time() {
    switch (rng_.below(5)) {
      case 0: return fmt::format("{}:{:02}am", 1 + rng_.below(12), rng_.below(60));
      case 1: return fmt::format("{}.{:02} pm", 1 + rng_.below(12), rng_.below(60));
      case 2: return fmt::format("{:02}{:02}hrs", rng_.below(24), rng_.below(60));
      case 3: return fmt::format("{} pm", 1 + rng_.below(12));
      default: return fmt::format("{:02}:{:02}", rng_.below(24), rng_.below(60));
    }
  }
  std::string letters(std::size_t n) {
    std::string s;
    for (std::size_t i = 0; i < n; ++i) s += static_cast<char>('A' + rng_.below(26));
    return s;
  }
  std::string digits(std::size_t n) {
    std::string s;
    for (std::size_t i = 0; i < n; ++i) s += static_cast<char>('0' + rng_.below(10));
    return s;
  }
  std::string count_word() { return one_of("two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|2|3|5|11|24|40"); }
  std::string occupation() {
    return one_of("teacher|nurse|builder|bus driver|care assistant|accountant|hairdresser|solicitor|chef|plumber|journalist|poet|footballer|physicist|lorry driver|"
                  "teaching assistant|software engineer|taxi driver|dentist|painter|librarian|farmer|soldier|shop assistant|security guard|pharmacist|cleaner|student|"
                  "politician|actor|historian|civil servant|police officer|electrician|scaffolder|seamstress|retired headteacher|warehouse operative");
  }
  std::string street() {
    static const Strings kNames = list("Station|Church|Mill|Park|Victoria|Albert|High|Queen|King|School|Manor|Orchard|Elm|Oak|Chapel|Bridge|Grange|Springfield|Windsor|York|Green");
    auto name = rng_.below(2) ? pick(kNames) : rng_.below(2) ? pick(uk_) : pick(british_.s);
    return name + " " + one_of("Road|Street|Lane|Avenue|Close|Drive|Crescent|Gardens|Terrace|Court|Way|Grove");
  }
  std::string postcode() { return fmt::format("{}{} {}{}{}", letters(1 + rng_.below(2)), 1 + rng_.below(30), rng_.below(10), one_of("A|B|D|E|H|L|N|P|R|S|T|W"), one_of("A|B|D|E|H|J|L|N|Q|S|U|X")); }
  std::string agency() {
    const auto p = place();
    switch (rng_.below(20)) {
      case 0: return p + " Police";
      case 1: return p + " Constabulary";
      case 2: return p + " City Council";
      case 3: return p + " Borough Council";
      case 4: return p + " County Council";
      case 5: return p + " and " + place() + " NHS Foundation Trust";
      case 6: return p + " University Hospitals NHS Trust";
      case 7: return p + " Community Safety Partnership";
      case 8: return one_of("Victim Support|Women's Aid|Refuge|Samaritans|Cafcass|Crown Prosecution Service|National Probation Service|Care Quality Commission|NHS England|Mind");
      case 9: return p + " Women's Aid";
      case 10: return p + " Integrated Care Board";
      case 11: return p + " Ambulance Service";
      case 12: return one_of("Metropolitan Police Service|West Midlands Police|Greater Manchester Police|North West Ambulance Service|South Wales Police|Thames Valley Police");
      case 13: return one_of("Oak|Beacon|Harbour|Willow|Phoenix|Bridge|Compass|Lantern") + " " + one_of("Housing Association|Domestic Abuse Service|Drug and Alcohol Service|Housing Group");
      case 14: return p + " Adult Social Care";
      case 15: return p + " Children's Services";
      case 16: return p + " Fire and Rescue Service";
      case 17: return "Department for Work and Pensions";
      case 18: return p + " Clinical Commissioning Group";
      default: return p + " Mental Health NHS Trust";
    }
  }
  std::string organisation(const std::string& kind) {
    const auto p = place();
    if (kind == "hospital")
      return one_of("Royal |St |Queen |North |") == "" ? p + " Hospital" : one_of("Royal " + p + " Infirmary|" + p + " General Hospital|St " + pick(british_.m) + "’s Hospital|" + p + " District Hospital|Queen " + pick(british_.f) + " Hospital|University Hospital of " + p);
    if (kind == "practice") return p + one_of(" Surgery| Medical Centre| Health Centre| Medical Practice| Road Surgery");
    if (kind == "school")
      return rng_.below(3) ? p + one_of(" Primary School| Academy| High School| Grammar School| Community College| Nursery") : "St " + pick(british_.f) + "'s " + one_of("Primary School|Catholic School|CE School");
    if (kind == "prison") return "HMP " + p;
    if (kind == "court") return p + one_of(" Crown Court| Magistrates’ Court| Magistrates' Court| County Court| Family Court");
    if (kind == "university") return rng_.below(2) ? "University of " + p : p + " University";
    if (kind == "club") return p + one_of(" United| City| Town| Rovers| Athletic| FC");
    if (kind == "charity") return "the " + p + one_of(" Air Ambulance| Hospice| Food Bank");
    if (kind == "employer" && rng_.below(4) == 0) return one_of("Tesco|Asda|Sainsbury's|Amazon|Royal Mail|Lidl|Morrisons|Argos|B&Q|Boots|DHL|Greggs");
    return one_of(pick(all_surnames_) + " & Sons|" + pick(all_surnames_) + " " + one_of("Ltd|plc|Logistics|Construction|Engineering|Bakery|Group|Motors|Care Homes") + "|" + p + " " +
                  one_of("Chronicle|Symphony Orchestra|Institute|Museum|Theatre Company|Steelworks|Care Home|Garden Centre|Gazette") + "|" + pick(all_surnames_) + " and " + pick(all_surnames_));
  }

  Pieces name(char role, const std::string& form) {
    Person& p = cast(role);
    const Label label = role == 'S' ? Label::Staff : role == 'T' ? Label::OpenPerson : Label::Person;
    const auto full = p.middle.empty() || rng_.below(2) ? p.first + " " + p.last : p.first + " " + p.middle + " " + p.last;
    const auto title = role == 'S' && rng_.below(3) ? one_of("Dr|Dr|Professor|PC|DC|DS|Nurse|Sister|Inspector|Sergeant") : p.title.empty() ? std::string("Miss") : p.title;
    if (form == "first") return {{p.first, label}};
    if (form == "last") return {{p.last, label}};
    if (form == "titled") return {{title + " " + p.last, label}};
    if (form == "formal") return {{(p.title.empty() ? "" : p.title + " ") + full, label}};
    if (form == "poss") return {{p.first, label}, {one_of("’s|'s"), Label::Nothing}};
    if (form == "initials") return {{p.first.substr(0, 1) + p.last.substr(0, 1), label}};
    if (form == "initial") return {{p.first.substr(0, 1) + ". " + p.last, label}};
    if (form == "caps") {
      std::string last = p.last;
      for (char& c : last)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
      return {{p.first + " " + last, label}};
    }
    const auto n = rng_.below(30);
    if (n == 0) return {{p.last + ", " + p.first, label}};
    if (n == 1) return {{p.first.substr(0, 1) + ". " + p.last, label}};
    if (n == 2 && !p.middle.empty()) return {{p.first + " " + p.middle.substr(0, 1) + ". " + p.last, label}};
    return {{full, label}};
  }

  Pieces fill(const std::string& slot) {
    if (slot.size() > 2 && slot[1] == '.') return name(slot[0], slot.substr(2));
    const auto colon = slot.find(':');
    const auto head = slot.substr(0, colon), tail = colon == std::string::npos ? std::string() : slot.substr(colon + 1);
    const bool female = cast('V').female;
    if (head == "date") return {{date(), Label::Date}};
    if (head == "sdate") return {{short_date(), Label::Date}};
    if (head == "year") return {{year(), Label::Date}};
    if (head == "month_year") return {{(rng_.below(4) ? "" : one_of("early |late |mid-")) + month() + " " + year(), Label::Date}};
    if (head == "time") return {{time(), Label::Date}};
    if (head == "dur") {
      if (tail == "later") return {{one_of("Two days|Three weeks|A week|Four months|Ten minutes|A year") + " later", Label::Date}};
      return {{count_word() + " " + one_of("years|months|weeks"), Label::Date}};
    }
    if (head == "age") return {{rng_.below(2) ? number(16, 90) : number(16, 90) + " years old", Label::Demographic}};
    if (head == "place") return {{place(), Label::Place}};
    if (head == "country") return {{one_of("Poland|Pakistan|Nigeria|Ireland|Jamaica|India|Scotland|Wales|Romania|Turkey|Bangladesh|Ghana|Lithuania|Somalia|Germany|France|Italy|Canada|Australia|Kenya|Iran|Sri Lanka|South Africa"), Label::Place}};
    if (head == "street") return {{rng_.below(3) ? street() : number(1, 240) + " " + street(), Label::Place}};
    if (head == "road") return {{one_of("A|M|B") + number(1, 99) , Label::Place}};
    if (head == "address") return {{number(1, 240) + " " + street() + ", " + place() + ", " + postcode(), Label::Place}};
    if (head == "agency") return {{agency(), Label::OpenOrganisation}};
    if (head == "court") return {{organisation(head), Label::OpenOrganisation}};
    if (head == "hospital" || head == "practice" || head == "school" || head == "prison" || head == "university" || head == "club" || head == "employer" || head == "company" || head == "charity")
      return {{organisation(head), Label::Organisation}};
    if (head == "phone") return {{one_of("07|01|020 |0161 ") + digits(3) + " " + digits(6), Label::Code}};
    if (head == "email") return {{cast('S').first + "." + cast('S').last + "@example.org", Label::Code}};
    if (head == "nhs") return {{digits(3) + " " + digits(3) + " " + digits(4), Label::Code}};
    if (head == "code") return {{one_of(letters(2) + "/" + digits(5) + "/" + digits(2) + "|" + digits(2) + letters(1) + digits(7) + "|" + digits(6) + "/" + digits(2) + "|" + letters(3) + digits(6) + "|" + digits(4) + " of " + digits(6)), Label::Code}};
    if (head == "reg") return {{letters(2) + digits(2) + " " + letters(3), Label::Code}};
    if (head == "money") return {{one_of("£" + number(100, 900) + ",000|£" + number(5, 95) + "." + digits(2) + "|$" + number(2, 90) + " million|£" + number(100, 999) + "|€" + number(1, 90) + ",500"), Label::Quantity}};
    if (head == "qty") {
      const std::map<std::string, std::string> units = {{"years", "years"}, {"times", "times"}, {"children", "children"}, {"occasions", "occasions"}, {"units", "units of alcohol"},
                                                        {"messages", "messages"}, {"days", "days"}, {"goals", "goals"}, {"matches", "matches"}};
      return {{count_word() + " " + units.at(tail), tail == "years" || tail == "days" ? Label::Date : Label::Quantity}};
    }
    if (head == "dem") {
      if (tail == "occupation") {
        const auto o = occupation();
        return {{std::string("aeiou").find(o[0]) != std::string::npos ? "an " : "a ", Label::Nothing}, {o, Label::Demographic}};
      }
      if (tail == "ethnic") return {{one_of("White British|Black African|Black Caribbean|Pakistani|Bangladeshi|Indian|Polish|White Irish|of Asian heritage|British Pakistani|Romanian|mixed heritage|Kurdish|Somali"), Label::Demographic}};
      if (tail == "faith") return {{one_of("Catholic|Muslim|Jewish|Sikh|Hindu|Methodist|Protestant|Buddhist|Quaker"), Label::Demographic}};
      if (tail == "language") return {{one_of("Polish|Urdu|Punjabi|Bengali|Romanian|Arabic|Turkish|Somali|Welsh|Kurdish"), Label::Demographic}};
      return {{one_of("British|Irish|American|German|Polish|Turkish|Nigerian|Indian|French|Swedish|Welsh|Scottish|Canadian|Italian|Russian|Austrian"), Label::Demographic}};
    }
    if (head == "poss") return {{tail == "cap" ? (female ? "Her" : "His") : female ? "her" : "his", Label::Nothing}};
    // Words that are filled in without a label, or with that of a person's description.
    if (tail == "age") return {{number(16, 95), Label::Demographic}};
    if (tail == "child") return {{number(1, 15), Label::Demographic}};
    if (tail == "occupation") return {{occupation(), Label::Demographic}};
    if (tail == "year4") return {{year(), Label::Date}};
    if (tail == "weekday") return {{one_of("Monday|Tuesday|Wednesday|Thursday|Friday"), Label::Date}};
    if (tail == "relation") return {{one_of("mother|father|sister|brother|daughter|son|aunt|uncle|cousin|grandmother"), Label::Nothing}};
    if (tail == "partner") return {{one_of("husband|partner|ex-partner|boyfriend|wife|former husband|son"), Label::Nothing}};
    if (tail == "childword") return {{female ? "daughter" : "son", Label::Nothing}};
    if (tail == "objpron") return {{female ? "her" : "him", Label::Nothing}};
    if (tail == "subjpron") return {{female ? "she" : "he", Label::Nothing}};
    if (tail == "Subjpron") return {{female ? "She" : "He", Label::Nothing}};
    if (tail == "nth") return {{one_of("second|third|youngest|eldest|fourth"), Label::Nothing}};
    if (tail == "car") return {{one_of("Ford Fiesta|Vauxhall Corsa|BMW|Volkswagen Golf|Toyota Yaris|Land Rover"), Label::Nothing}};
    throw std::runtime_error("prose.txt: unknown slot " + slot);
  }

  void line(const std::string& sentence) {
    for (std::size_t at = 0; at < sentence.size();) {
      if (sentence[at] != '{') {
        out_.text += sentence[at++];
        continue;
      }
      const auto end = sentence.find('}', at);
      for (auto& piece : fill(sentence.substr(at + 1, end - at - 1))) {
        if (piece.label != Label::Nothing) out_.spans.push_back({out_.text.size(), out_.text.size() + piece.text.size(), piece.label});
        out_.text += piece.text;
      }
      at = end + 1;
    }
  }

  Rng rng_;
  std::map<std::string, Strings> sections_;
  Tradition british_;
  std::vector<Tradition> traditions_;
  Strings all_surnames_, uk_, world_, places_;
  std::map<char, Person> people_;
  bool abroad_ = false, odd_ = false;
  GoldText out_;
};

}  // namespace

std::vector<GoldText> make_prose(const SyntheticSources& from, std::size_t count, std::uint64_t seed) {
  Maker maker(from, seed);
  static const Strings kKinds = list("inquest|dhr|dhr|chronology|bio|news|letter|inquest|bio|dhr");
  std::vector<GoldText> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(maker.text(kKinds[i % kKinds.size()], i));
  return out;
}

}  // namespace heed::anonymise::model::train

#include "anonymise/recognisable.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <memory>

namespace heed::anonymise {

namespace {

using text::Span;

struct Pattern {
  FactKind kind;
  const char* regex;
};

// Each has one group: the words that count.
constexpr Pattern kPatterns[] = {
    {FactKind::ExactAge, R"((?i)\b((?:aged?|was|is|at the age of|then|turned)\s+(?:\d{1,3})(?:\s+years?(?:\s+old)?)?)\b[^\d%/]{0,1})"},
    {FactKind::ExactAge, R"((?i)\b(\d{1,3}[\s-]+years?[\s-]+old|\d{1,2}[\s-]+(?:months?|weeks?)[\s-]+old)\b)"},
    {FactKind::ExactAge, R"((?i)\b((?:eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)[\s-]+years?[\s-]+old)\b)"},
    {FactKind::ExactDate, R"((?i)\b(\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{4})?)\b)"},
    {FactKind::ExactDate, R"(\b((?:Christmas|New Year[’']s|Boxing|Mother[’']s|Father[’']s|Valentine[’']s|Easter) (?:Eve|Day|Sunday|Monday)|Eid(?: al-\w+)?|Diwali)\b)"},
    {FactKind::Month, R"(\b((?:January|February|March|April|May|June|July|August|September|October|November|December),?\s+(?:19|20)\d\d)\b)"},
    {FactKind::Place, R"(\b(?:in|at|from|near|outside|village of|town of|hamlet of)\s+((?:the (?:village|hamlet|town) of )?[A-Z][a-zéèôêâîŵŷ]{2,}(?:[ -](?:upon|on|under|le|by|in|next|the|[A-Z][a-z]+))*)\b)"},
    {FactKind::Occupation,
     R"((?i)\b((?:as|was|is|a|an|her work as|his work as|retired|former|trainee)\s+(?:a\s+|an\s+|the\s+)?(?:retired\s+|former\s+|trainee\s+|senior\s+|local\s+|well[- ]known\s+)?(?:police (?:officer|constable|sergeant)|detective|firefighter|paramedic|surgeon|midwife|vicar|priest|imam|rabbi|judge|magistrate|barrister|solicitor|councillor|mayor|head ?teacher|footballer|boxer|jockey|athlete|actor|actress|musician|singer|journalist|author|pilot|vet|veterinary surgeon|farmer|fisherman|gamekeeper|prison officer|prison governor|bishop|archdeacon|nun|monk|MP|member of parliament|sheriff|ambassador|astronaut|astronomer|auctioneer|bailiff|bell ?ringer|blacksmith|bookmaker|brewer|bus driver|train driver|tram driver|air traffic controller|flight attendant|cabin crew|racing driver|referee|umpire|football coach|gymnast|ballet dancer|conductor|composer|poet|novelist|sculptor|potter|weaver|thatcher|stonemason|glass ?blower|saddler|farrier|shepherd|zoo ?keeper|dog breeder|locksmith|clairvoyant|magician|DJ|radio presenter|newsreader|weather presenter|lifeguard|lifeboat (?:man|crew|volunteer)|coastguard|mountain guide|ski instructor|driving instructor|tattooist|embalmer|pathologist|anaesthetist|neurosurgeon|oncologist|psychiatrist|optometrist|podiatrist|soldier|marine|pharmacist|dentist|professor|lecturer|florist|butcher|undertaker|beekeeper|lighthouse keeper|taxi driver|lorry driver|childminder|publican|landlady|shopkeeper|registrar|coroner|diplomat|dancer|model|chef|clockmaker|taxidermist))\b)"},
    {FactKind::Method,
     R"((?i)\b(with (?:a|an|his|her|the) (?:crossbow|samurai sword|sword|machete|chainsaw|axe|hammer|dumb-?bell|frying pan|shotgun|rifle|nail gun|spade|drill|rolling pin|cricket bat|golf club|ornament|lamp|iron|kettle|dog lead|dressing gown cord|screwdriver|scissors)|crossbow|poison(?:ed|ing)|antifreeze|cyanide|insulin|acid|set (?:her|him|them|the house) (?:on fire|alight)|petrol|drown(?:ed|ing)|bath|dismember(?:ed|ment)|buried|suitcase|wheelie bin|freezer|well|quarry|canal|reservoir|cliff|balcony|train|motorway)\b)"},
    {FactKind::Method,
     R"((?i)\b((?:stabbed|struck|hit|shot|kicked|punched) (?:\w+ ){0,3}(?:at least |more than |over |some )?(?:\d+|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty) times|(?:\d+|multiple) (?:stab|knife|gunshot|puncture) wounds|strangled (?:\w+ ){0,2}with|beheaded|decapitat\w+|burn(?:ed|t) (?:her|his|the) body|thrown from|pushed (?:\w+ ){0,2}(?:under|in front of|off|from)|run over|hypothermia|starv(?:ed|ation)|scald\w+|electrocut\w+)\b)"},
    {FactKind::Sentence,
     R"((?i)\b((?:sentenced to|minimum (?:term|tariff) of|life (?:sentence|imprisonment) with|jailed for|serve at least|whole[- ]life)\s?(?:\w+\s){0,6}?(?:(?:\d+|\w+) years?|life|order)|Court of Appeal|first (?:person|man|woman|conviction) (?:\w+ ){0,4}(?:convicted|under)|unduly lenient|retrial|(?:manslaughter|murder) (?:trial|conviction))\b)"},
    {FactKind::Home, R"((?i)\b(house ?boat|narrow ?boat|caravan|mobile home|lighthouse|farm(?:house|yard)?|smallholding|vicarage|barracks|pub flat|tower block|penthouse|gated community|converted (?:barn|chapel|mill|church)|commune|squat|tent|(?:traveller|gypsy) site)\b)"},
    {FactKind::Animal, R"((?i)\b(XL bull(?:y|ies)|pit ?bull|rottweiler|alsatian|german shepherd|husk(?:y|ies)|greyhounds?|parrots?|cockatoo|snakes?|python|tarantula|horses?|pon(?:y|ies)|racing pigeons|falcons?|alpacas?|goats?|guide dog|assistance dog)\b)"},
    {FactKind::AgeGap, R"((?i)\b((?:\d{2}|ten|twelve|fifteen|twenty|twenty[- ]five|thirty|forty) years (?:older|younger|her (?:senior|junior)|his (?:senior|junior))|age (?:gap|difference) of (?:\w+) years|half (?:her|his) age|twice (?:her|his) age)\b)"},
    {FactKind::Marriage, R"((?i)\b(married for (?:over |more than |nearly |almost )?(?:\d+|\w+(?:[- ]\w+)?) years|(?:silver|ruby|golden|diamond) wedding|(?:second|third|fourth|fifth) (?:wife|husband|marriage)|polygam\w+|arranged marriage|forced marriage|same[- ]sex (?:couple|marriage|relationship)|civil partnership|(?:married|marriage to) (?:her|his) (?:first )?cousin)\b)"},
    {FactKind::Service, R"((?i)\b((?:served|tours?|deployed|deployment) (?:\w+ ){0,3}in (?:Afghanistan|Iraq|Northern Ireland|the Falklands|Bosnia|Kosovo)|ex[- ](?:soldier|serviceman|servicewoman|army|marine|paratrooper)|army veteran|(?:Royal (?:Navy|Marines|Air Force)|Parachute Regiment|Gurkha|SAS|special forces|Territorial Army|reservist))\b)"},
    {FactKind::Children,
     R"((?i)\b((?:four|five|six|seven|eight|nine|ten|eleven|twelve|[4-9]|1[0-2])\s+(?:\w+\s+)?(?:children|sons|daughters|siblings|brothers|sisters|grandchildren)|(?:mother|father|parent)\s+of\s+(?:four|five|six|seven|eight|nine|ten|[4-9]))\b)"},
    {FactKind::Twins, R"((?i)\b(twins?|triplets?|adopted (?:son|daughter|child)|foster(?:ed)? (?:son|daughter|child)|surrogate|only (?:son|daughter|child))\b)"},
    {FactKind::Nationality,
     R"(\b((?:Afghan|Albanian|Algerian|Bangladeshi|Brazilian|Bulgarian|Chinese|Colombian|Congolese|Cypriot|Czech|Egyptian|Eritrean|Ethiopian|Filipin[oa]|Ghanaian|Greek|Hungarian|Indian|Iranian|Iraqi|Jamaican|Kenyan|Kurdish|Latvian|Lithuanian|Moldovan|Mongolian|Nepalese|Nepali|Nigerian|Pakistani|Polish|Portuguese|Romanian|Roma|Russian|Rwandan|Sierra Leonean|Slovak|Somali|Sri Lankan|Sudanese|Syrian|Tamil|Thai|Turkish|Ugandan|Ukrainian|Uzbek|Vietnamese|Yemeni|Zimbabwean|Irish Traveller|Traveller)(?:\s+(?:national|heritage|origin|man|woman|family|community|citizen|descent))?)\b)"},
    {FactKind::Faith, R"(\b(Jehovah[’']s Witness(?:es)?|Plymouth Brethren|Quaker|Mormon|Sikh|Jain|Parsi|Zoroastrian|Ahmadi(?:yya)?|Haredi|Orthodox Jew(?:ish)?|Coptic|Druze|Yazidi|Baháʼí|Baha'i|Pentecostal|Salvation Army)\b)"},
    {FactKind::Illness,
     R"((?i)\b(Huntington[’']s(?: disease)?|motor neurone disease|cystic fibrosis|haemophilia|sickle cell(?: disease| anaemia)?|muscular dystrophy|albinism|dwarfism|achondroplasia|Down[’']s syndrome|locked-in syndrome|deafblind|amputee|prosthetic (?:leg|arm)|one (?:leg|arm)|early[- ]onset dementia|transplant)\b)"},
    {FactKind::Press,
     R"((?i)\b((?:local|national|widely|extensive|significant|much)[\s\w]{0,20}(?:press|media|newspaper)(?: coverage| attention| interest| reports?)?|reported in the (?:press|media|local paper|newspapers)|(?:television|TV) (?:appeal|programme|documentary|show)|documentary|Channel 4|the BBC|crowdfund\w*|public appeal|vigil|memorial (?:bench|garden|fund))\b)"},
    {FactKind::Distance, R"((?i)\b((?:\d+|two|three|four|five|several) (?:doors|houses|miles|streets|metres|yards) (?:away|from|down)|next door(?: to)?|above (?:the|a) (?:shop|pub|takeaway|salon)|opposite (?:the|a) (?:church|school|pub|station|mosque|park))\b)"},
};

/// All patterns, and one automaton that says in a single pass which of them a paragraph holds at all. Places stand in nearly every
/// paragraph and say nothing by themselves: they are looked for where there is something else.
struct Patterns {
  std::vector<std::pair<FactKind, std::unique_ptr<re2::RE2>>> all;
  re2::RE2::Set any{options(), re2::RE2::UNANCHORED};
  std::vector<int> in_set;  // by number in the set: index into `all`
  int place = 0;

  static re2::RE2::Options options() {
    re2::RE2::Options o;
    o.set_max_mem(256 << 20);
    o.set_never_capture(true);
    return o;
  }
  Patterns() {
    for (const auto& p : kPatterns) {
      all.emplace_back(p.kind, std::make_unique<re2::RE2>(p.regex));
      if (p.kind == FactKind::Place) {
        place = static_cast<int>(all.size()) - 1;
      } else {
        any.Add(p.regex, nullptr);
        in_set.push_back(static_cast<int>(all.size()) - 1);
      }
    }
    any.Compile();
  }
};
const Patterns& patterns() {
  static const Patterns all;
  return all;
}

/// What a fact weighs in a combination: nothing by itself tells more than the reader should guess at, so whole numbers only.
int weight(FactKind kind) {
  switch (kind) {
    case FactKind::ExactDate:
    case FactKind::Method:
    case FactKind::Occupation:
    case FactKind::Illness:
    case FactKind::Sentence:
    case FactKind::Press: return 2;
    case FactKind::ExactAge:
    case FactKind::Month:
    case FactKind::Place:
    case FactKind::Children:
    case FactKind::Twins:
    case FactKind::Nationality:
    case FactKind::Faith:
    case FactKind::Home:
    case FactKind::Animal:
    case FactKind::AgeGap:
    case FactKind::Marriage:
    case FactKind::Service:
    case FactKind::Distance: return 1;
  }
  return 1;
}

std::string_view alone_why(FactKind kind) {
  switch (kind) {
    case FactKind::Method: return "An unusual way of dying is often what newspapers wrote about, and finds the case by itself.";
    case FactKind::Press: return "Words about the press or an appeal lead straight to what was published with the names.";
    case FactKind::ExactDate: return "An exact date can be laid beside newspapers and registers of deaths.";
    case FactKind::Sentence: return "The sentence, laid beside reports of trials, finds the case and every name in it.";
    case FactKind::Illness: return "Few people of one area live with this, and others know who they are.";
    case FactKind::ExactAge:
    case FactKind::Month:
    case FactKind::Place:
    case FactKind::Occupation:
    case FactKind::Children:
    case FactKind::Twins:
    case FactKind::Nationality:
    case FactKind::Faith:
    case FactKind::Home:
    case FactKind::Animal:
    case FactKind::AgeGap:
    case FactKind::Marriage:
    case FactKind::Service:
    case FactKind::Distance: return {};
  }
  return {};
}

std::string_view suggestion(FactKind kind) {
  switch (kind) {
    case FactKind::ExactAge: return "give an age band (“in her thirties”)";
    case FactKind::ExactDate: return "give the month and the year, or how long after the event before it";
    case FactKind::Month: return "give the season or the year";
    case FactKind::Place: return "give the kind of place (“a small town”)";
    case FactKind::Occupation: return "give the sector (“worked in health care”)";
    case FactKind::Method: return "say no more of the method than the learning needs";
    case FactKind::Children: return "say “children”, without how many";
    case FactKind::Twins: return "say “children” or “a relative”";
    case FactKind::Nationality: return "give the wider background that the learning needs, agreed with the family";
    case FactKind::Faith: return "say “a faith community”, unless the learning is about it";
    case FactKind::Illness: return "say “a long-term condition”";
    case FactKind::Press: return "take out what was published elsewhere";
    case FactKind::Distance: return "say “nearby”";
    case FactKind::Sentence: return "say that there was a conviction, without the term";
    case FactKind::Home: return "say “home”";
    case FactKind::Animal: return "say “a pet”, or nothing";
    case FactKind::AgeGap: return "say that one was older, if the learning needs it";
    case FactKind::Marriage: return "say “married” or “in a relationship”, without how long or which";
    case FactKind::Service: return "say “had served in the armed forces”";
  }
  return {};
}

bool is_month_of(std::string_view s) {
  // "in May", "in Spring", "from Monday": no places.
  for (const std::string_view w : {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Monday", "Tuesday",
                                   "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "The", "This", "Adult", "Child", "Spring", "Summer", "Autumn", "Winter", "Children", "Police", "Council",
                                   "England", "Wales", "Britain", "Community", "Section", "Appendix", "Chapter", "Family", "Home Office", "Domestic", "Review", "Panel"})
    if (s.starts_with(w)) return true;
  return false;
}

}  // namespace

std::string_view words(FactKind kind) {
  switch (kind) {
    case FactKind::ExactAge: return "exact age";
    case FactKind::ExactDate: return "exact date";
    case FactKind::Month: return "month and year";
    case FactKind::Place: return "place";
    case FactKind::Occupation: return "occupation";
    case FactKind::Method: return "unusual method";
    case FactKind::Children: return "number of children";
    case FactKind::Twins: return "unusual family";
    case FactKind::Nationality: return "nationality";
    case FactKind::Faith: return "faith";
    case FactKind::Illness: return "rare condition";
    case FactKind::Press: return "press or public appeal";
    case FactKind::Distance: return "where it is, by a neighbour";
    case FactKind::Sentence: return "sentence";
    case FactKind::Home: return "unusual home";
    case FactKind::Animal: return "animal";
    case FactKind::AgeGap: return "difference in age";
    case FactKind::Marriage: return "kind or length of marriage";
    case FactKind::Service: return "military service";
  }
  return "";
}

std::vector<Recognisable> recognisable(std::string_view s) {
  std::vector<Recognisable> out;
  std::vector<int> held;
  // A paragraph is what a reader takes in at once.
  for (std::size_t begin = 0; begin < s.size();) {
    auto end = s.find('\n', begin);
    if (end == std::string_view::npos) end = s.size();
    const auto paragraph = s.substr(begin, end - begin);
    std::vector<Fact> facts;
    held.clear();
    patterns().any.Match({paragraph.data(), paragraph.size()}, &held);
    for (int& which : held) which = patterns().in_set[static_cast<std::size_t>(which)];
    if (!held.empty()) held.push_back(patterns().place);
    for (const int which : held) {
      const auto& [kind, re] = patterns().all[static_cast<std::size_t>(which)];
      re2::StringPiece rest(paragraph.data(), paragraph.size()), found;
      while (re2::RE2::FindAndConsume(&rest, *re, &found)) {
        const auto at = begin + static_cast<std::size_t>(found.data() - paragraph.data());
        if (kind == FactKind::Place && is_month_of({found.data(), found.size()})) continue;
        facts.push_back({kind, {at, at + found.size()}});
      }
    }
    std::sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) { return std::tuple(a.span.begin, b.span.end) < std::tuple(b.span.begin, a.span.end); });
    facts.erase(std::unique(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) { return a.span.end > b.span.begin; }), facts.end());
    std::vector<FactKind> kinds;
    int sum = 0;
    for (const auto& f : facts)
      if (std::find(kinds.begin(), kinds.end(), f.kind) == kinds.end()) kinds.push_back(f.kind), sum += weight(f.kind);
    const bool alone = kinds.size() == 1 && !alone_why(kinds[0]).empty();
    if ((kinds.size() >= 2 && sum >= 3) || alone) {
      Recognisable r;
      r.facts = facts;
      r.span = {facts.front().span.begin, facts.front().span.end};
      for (const auto& f : facts) r.span.end = std::max(r.span.end, f.span.end);
      r.shown = PersonalText(std::string(s.substr(r.span.begin, r.span.size())));
      std::string list;
      for (std::size_t i = 0; i < kinds.size(); ++i) {
        list += i == 0 ? "" : i + 1 == kinds.size() ? " and " : ", ";
        list += words(kinds[i]);
        r.suggestion += (i == 0 ? "" : "; ") + std::string(suggestion(kinds[i]));
      }
      r.why = alone ? std::string(alone_why(kinds[0])) : "Together, " + list + " may fit one person alone, whom neighbours, colleagues or a search of the news would find.";
      if (!r.suggestion.empty() && r.suggestion[0] >= 'a' && r.suggestion[0] <= 'z') r.suggestion[0] = static_cast<char>(r.suggestion[0] - 32);
      r.suggestion += kinds.size() > 1 ? ". One of these is often enough." : ".";
      out.push_back(std::move(r));
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace heed::anonymise

#include "anonymise/recognisable_patterns.h"

#include <array>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace heed::anonymise {

namespace {

constexpr FactPattern kPatterns[] = {
    {FactKind::ExactAge, "aged# age# was# is# of# then# turned#",
     R"((?i)\b((?:aged?|was|is|at the age of|then|turned)\s+(?:\d{1,3})(?:\s+years?(?:\s+old)?)?)\b[^\d%/]{0,1})"},
    {FactKind::ExactAge, "old",
     R"((?i)\b((?:\d{1,3}|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)[\s-]+years?[\s-]+old|\d{1,2}[\s-]+(?:months?|weeks?)[\s-]+old)\b)"},
    {FactKind::ExactDate, "january february march april may june july august september october november december",
     R"((?i)\b(\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{4})?)\b)"},
    {FactKind::ExactDate, "christmas year boxing mother father valentine easter eid diwali",
     R"(\b((?:Christmas|New Year[’']s|Boxing|Mother[’']s|Father[’']s|Valentine[’']s|Easter) (?:Eve|Day|Sunday|Monday)|Eid(?: al-\w+)?|Diwali)\b)"},
    {FactKind::Month, "january# february# march# april# may# june# july# august# september# october# november# december#",
     R"(\b((?:January|February|March|April|May|June|July|August|September|October|November|December),?\s+(?:19|20)\d\d)\b)"},
    {FactKind::Place, "",
     R"(\b(?:in|at|from|near|outside|village of|town of|hamlet of)\s+((?:the (?:village|hamlet|town) of )?[A-Z][a-zéèôêâîŵŷ]{2,}(?:[ -](?:upon|on|under|le|by|in|next|the|[A-Z][a-z]+))*)\b)"},
    {FactKind::Occupation, "officer constable sergeant detective firefighter paramedic surgeon midwife vicar priest imam rabbi judge magistrate barrister solicitor councillor "
     "mayor headteacher teacher footballer boxer jockey athlete actor actress musician singer journalist author pilot vet farmer fisherman gamekeeper "
     "governor bishop archdeacon nun monk mp parliament sheriff ambassador astronaut astronomer auctioneer bailiff bellringer ringer blacksmith bookmaker "
     "brewer driver controller attendant crew referee umpire coach gymnast dancer conductor composer poet novelist sculptor potter weaver thatcher stonemason "
     "glassblower blower saddler farrier shepherd zookeeper keeper breeder locksmith clairvoyant magician dj presenter newsreader lifeguard lifeboat "
     "coastguard guide instructor tattooist embalmer pathologist anaesthetist neurosurgeon oncologist psychiatrist optometrist podiatrist soldier marine "
     "pharmacist dentist professor lecturer florist butcher undertaker beekeeper childminder publican landlady shopkeeper registrar coroner diplomat model "
     "chef clockmaker taxidermist",
     R"((?i)\b((?:as|was|is|a|an|her work as|his work as|retired|former|trainee)\s+(?:a\s+|an\s+|the\s+)?(?:retired\s+|former\s+|trainee\s+|senior\s+|local\s+|well[- ]known\s+)?(?:police (?:officer|constable|sergeant)|detective|firefighter|paramedic|surgeon|midwife|vicar|priest|imam|rabbi|judge|magistrate|barrister|solicitor|councillor|mayor|head ?teacher|footballer|boxer|jockey|athlete|actor|actress|musician|singer|journalist|author|pilot|vet|veterinary surgeon|farmer|fisherman|gamekeeper|prison officer|prison governor|bishop|archdeacon|nun|monk|MP|member of parliament|sheriff|ambassador|astronaut|astronomer|auctioneer|bailiff|bell ?ringer|blacksmith|bookmaker|brewer|bus driver|train driver|tram driver|air traffic controller|flight attendant|cabin crew|racing driver|referee|umpire|football coach|gymnast|ballet dancer|conductor|composer|poet|novelist|sculptor|potter|weaver|thatcher|stonemason|glass ?blower|saddler|farrier|shepherd|zoo ?keeper|dog breeder|locksmith|clairvoyant|magician|DJ|radio presenter|newsreader|weather presenter|lifeguard|lifeboat (?:man|crew|volunteer)|coastguard|mountain guide|ski instructor|driving instructor|tattooist|embalmer|pathologist|anaesthetist|neurosurgeon|oncologist|psychiatrist|optometrist|podiatrist|soldier|marine|pharmacist|dentist|professor|lecturer|florist|butcher|undertaker|beekeeper|lighthouse keeper|taxi driver|lorry driver|childminder|publican|landlady|shopkeeper|registrar|coroner|diplomat|dancer|model|chef|clockmaker|taxidermist))\b)"},
    {FactKind::Method, "crossbow sword machete chainsaw axe hammer dumbbell dumb pan shotgun rifle gun spade drill pin bat club ornament lamp iron kettle lead cord screwdriver "
     "scissors poisoned poisoning antifreeze cyanide insulin acid fire alight petrol drowned drowning bath dismembered dismemberment buried suitcase bin "
     "freezer well quarry canal reservoir cliff balcony train motorway",
     R"((?i)\b(with (?:a|an|his|her|the) (?:crossbow|samurai sword|sword|machete|chainsaw|axe|hammer|dumb-?bell|frying pan|shotgun|rifle|nail gun|spade|drill|rolling pin|cricket bat|golf club|ornament|lamp|iron|kettle|dog lead|dressing gown cord|screwdriver|scissors)|crossbow|poison(?:ed|ing)|antifreeze|cyanide|insulin|acid|set (?:her|him|them|the house) (?:on fire|alight)|petrol|drown(?:ed|ing)|bath|dismember(?:ed|ment)|buried|suitcase|wheelie bin|freezer|(?:in|into|down) (?:a|the|his|her|their) well|quarry|canal|reservoir|cliff|balcony|(?:under|by|off|in front of|onto) (?:a|the) train|motorway)\b)"},
    {FactKind::Method, "times wounds strangled beheaded decapitated decapitating decapitation burned burnt thrown pushed run hypothermia starved starvation scalds scalded scalding electrocuted electrocution",
     R"((?i)\b((?:stabbed|struck|hit|shot|kicked|punched) (?:\w+ ){0,3}(?:at least |more than |over |some )?(?:\d+|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty) times|(?:\d+|multiple) (?:stab|knife|gunshot|puncture) wounds|strangled (?:\w+ ){0,2}with|beheaded|decapitat(?:ed|ing|ion)|burn(?:ed|t) (?:her|his|the) body|thrown from|pushed (?:\w+ ){0,2}(?:under|in front of|off|from)|run over|hypothermia|starv(?:ed|ation)|scald(?:s|ed|ing)|electrocut(?:ed|ion))\b)", 96, 96},
    {FactKind::Sentence, "sentenced minimum sentence imprisonment jailed serve whole appeal person man woman conviction lenient retrial trial",
     R"((?i)\b((?:sentenced to|minimum (?:term|tariff) of|life (?:sentence|imprisonment) with|jailed for|serve at least|whole[- ]life)\s?(?:\w+\s){0,6}?(?:(?:\d+|\w+) years?|life|order)|Court of Appeal|first (?:person|man|woman|conviction) (?:\w+ ){0,4}(?:convicted|under)|unduly lenient|retrial|(?:manslaughter|murder) (?:trial|conviction))\b)", 64, 160},
    {FactKind::Home, "houseboat narrowboat boat caravan mobile lighthouse farm farmhouse farmyard smallholding vicarage barracks pub tower penthouse gated converted commune "
     "squat tent site",
     R"((?i)\b(house ?boat|narrow ?boat|caravan|mobile home|lighthouse|farm(?:house|yard)?|smallholding|vicarage|barracks|pub flat|tower block|penthouse|gated community|converted (?:barn|chapel|mill|church)|commune|squat|tent|(?:traveller|gypsy) site)\b)"},
    {FactKind::Animal, "bully bullies pitbull bull rottweiler alsatian shepherd husky huskies greyhound greyhounds parrot parrots cockatoo snake snakes python tarantula horse "
     "horses pony ponies pigeons falcon falcons alpaca alpacas goat goats dog",
     R"((?i)\b(XL bull(?:y|ies)|pit ?bull|rottweiler|alsatian|german shepherd|husk(?:y|ies)|greyhounds?|parrots?|cockatoo|snakes?|python|tarantula|horses?|pon(?:y|ies)|racing pigeons|falcons?|alpacas?|goats?|guide dog|assistance dog)\b)"},
    {FactKind::AgeGap, "older younger senior junior gap difference half twice",
     R"((?i)\b((?:\d{2}|ten|twelve|fifteen|twenty|twenty[- ]five|thirty|forty) years (?:older|younger|her (?:senior|junior)|his (?:senior|junior))|age (?:gap|difference) of (?:\w+) years|half (?:her|his) age|twice (?:her|his) age)\b)"},
    {FactKind::Marriage, "married wedding wife husband marriage polygamy polygamous polygamist sex civil cousin",
     R"((?i)\b(married for (?:over |more than |nearly |almost )?(?:\d+|\w+(?:[- ]\w+)?) years|(?:silver|ruby|golden|diamond) wedding|(?:second|third|fourth|fifth) (?:wife|husband|marriage)|polygam(?:y|ous|ist)|arranged marriage|forced marriage|same[- ]sex (?:couple|marriage|relationship)|civil partnership|(?:married|marriage to) (?:her|his) (?:first )?cousin)\b)"},
    {FactKind::Service, "afghanistan iraq ireland falklands bosnia kosovo soldier serviceman servicewoman army marine paratrooper royal regiment gurkha sas forces reservist",
     R"((?i)\b((?:served|tours?|deployed|deployment) (?:\w+ ){0,3}in (?:Afghanistan|Iraq|Northern Ireland|the Falklands|Bosnia|Kosovo)|ex[- ](?:soldier|serviceman|servicewoman|army|marine|paratrooper)|army veteran|(?:Royal (?:Navy|Marines|Air Force)|Parachute Regiment|Gurkha|SAS|special forces|Territorial Army|reservist))\b)", 96, 48},
    {FactKind::Children, "children sons daughters siblings brothers sisters grandchildren mother father parent",
     R"((?i)\b((?:four|five|six|seven|eight|nine|ten|eleven|twelve|[4-9]|1[0-2])\s+(?:\w+\s+)?(?:children|sons|daughters|siblings|brothers|sisters|grandchildren)|(?:mother|father|parent)\s+of\s+(?:four|five|six|seven|eight|nine|ten|[4-9]))\b)"},
    {FactKind::Twins, "twin twins triplet triplets son daughter child surrogate",
     R"((?i)\b(twins?|triplets?|adopted (?:son|daughter|child)|foster(?:ed)? (?:son|daughter|child)|surrogate|only (?:son|daughter|child))\b)"},
    {FactKind::Nationality, "afghan albanian algerian bangladeshi brazilian bulgarian chinese colombian congolese cypriot czech egyptian eritrean ethiopian filipino filipina "
     "ghanaian greek hungarian indian iranian iraqi jamaican kenyan kurdish latvian lithuanian moldovan mongolian nepalese nepali nigerian pakistani polish "
     "portuguese romanian roma russian rwandan leonean slovak somali lankan sudanese syrian tamil thai turkish ugandan ukrainian uzbek vietnamese yemeni "
     "zimbabwean traveller",
     R"(\b((?:Afghan|Albanian|Algerian|Bangladeshi|Brazilian|Bulgarian|Chinese|Colombian|Congolese|Cypriot|Czech|Egyptian|Eritrean|Ethiopian|Filipin[oa]|Ghanaian|Greek|Hungarian|Indian|Iranian|Iraqi|Jamaican|Kenyan|Kurdish|Latvian|Lithuanian|Moldovan|Mongolian|Nepalese|Nepali|Nigerian|Pakistani|Polish|Portuguese|Romanian|Roma|Russian|Rwandan|Sierra Leonean|Slovak|Somali|Sri Lankan|Sudanese|Syrian|Tamil|Thai|Turkish|Ugandan|Ukrainian|Uzbek|Vietnamese|Yemeni|Zimbabwean|Irish Traveller|Traveller)(?:\s+(?:national|heritage|origin|man|woman|family|community|citizen|descent))?)\b)"},
    {FactKind::Faith, "jehovah brethren quaker mormon sikh jain parsi zoroastrian ahmadi ahmadiyya haredi orthodox coptic druze yazidi bah baha pentecostal salvation",
     R"(\b(Jehovah[’']s Witness(?:es)?|Plymouth Brethren|Quaker|Mormon|Sikh|Jain|Parsi|Zoroastrian|Ahmadi(?:yya)?|Haredi|Orthodox Jew(?:ish)?|Coptic|Druze|Yazidi|Baháʼí|Baha'i|Pentecostal|Salvation Army)\b)"},
    {FactKind::Illness, "huntington neurone cystic haemophilia sickle muscular albinism dwarfism achondroplasia syndrome deafblind amputee prosthetic leg arm dementia "
     "transplant",
     R"((?i)\b(Huntington[’']s(?: disease)?|motor neurone disease|cystic fibrosis|haemophilia|sickle cell(?: disease| anaemia)?|muscular dystrophy|albinism|dwarfism|achondroplasia|Down[’']s syndrome|locked-in syndrome|deafblind|amputee|prosthetic (?:leg|arm)|one (?:leg|arm)|early[- ]onset dementia|transplant)\b)"},
    {FactKind::Press, "press media newspaper newspapers paper television tv documentary channel bbc crowdfund crowdfunded crowdfunder crowdfunding appeal vigil memorial",
     R"((?i)\b((?:local|national|widely|extensive|significant|much)\s(?:[\s\w]{0,20}\s)?(?:press|media|newspaper)(?: coverage| attention| interest| reports?)?|reported in the (?:press|media|local paper|newspapers)|(?:television|TV) (?:appeal|programme|documentary|show)|documentary|Channel 4|the BBC|crowdfund(?:ed|er|ing)?|public appeal|vigil|memorial (?:bench|garden|fund))\b)", 96, 64},
    {FactKind::Distance, "doors houses miles streets metres yards door above opposite",
     R"((?i)\b((?:\d+|two|three|four|five|several) (?:doors|houses|miles|streets|metres|yards) (?:away|from|down)|next door(?: to)?|above (?:the|a) (?:shop|pub|takeaway|salon)|opposite (?:the|a) (?:church|school|pub|station|mosque|park))\b)"},
};

static_assert(std::size(kPatterns) <= 32);

constexpr std::size_t kLetters = 7;  // of a word that are looked at

/// A word of letters as a number: its first seven in small letters, and how many there are. That another word has the same costs
/// time and nothing else. REQUIRES: eight bytes may be read.
std::uint64_t key_of(const char* word, std::size_t size) {
  std::uint64_t letters;
  std::memcpy(&letters, word, 8);
  letters |= 0x2020202020202020u;
  letters &= (std::uint64_t{1} << (8 * std::min(size, kLetters))) - 1;
  return letters | static_cast<std::uint64_t>(std::min<std::size_t>(size, 255)) << 56;
}

/// Every anchor in a small table of open addressing, behind a bitmap that most words do not pass.
class Anchors {
 public:
  Anchors() {
    for (std::size_t p = 0; p < std::size(kPatterns); ++p) {
      const auto all = kPatterns[p].anchors;
      for (std::size_t at = 0; at < all.size();) {
        const auto end = std::min(all.find(' ', at), all.size());
        const bool numbered = all[end - 1] == '#';
        char padded[16] = {};
        const auto size = end - at - (numbered ? 1 : 0);
        std::memcpy(padded, all.data() + at, std::min<std::size_t>(size, 8));
        const auto key = key_of(padded, size);
        auto& slot = slots_[place_of(key)];
        slot.key = key;
        (numbered ? slot.numbered : slot.plain) |= FactPatterns{1} << p;
        const auto h = hash(slot.key);
        bits_[h >> 6] |= std::uint64_t{1} << (h & 63);
        at = end + 1;
      }
    }
  }

  /// `after`: where the word ends in `text`.
  FactPatterns look_up(std::uint64_t key, std::string_view text, std::size_t after) const {
    const auto h = hash(key);
    if (!((bits_[h >> 6] >> (h & 63)) & 1)) [[likely]] return 0;
    const auto& slot = slots_[place_of(key)];
    if (slot.numbered == 0 || slot.key != key) return slot.key == key ? slot.plain : 0;
    const auto next = text.find_first_not_of(" ,\t\f\r", after);
    const bool number = next != std::string_view::npos && text[next] >= '0' && text[next] <= '9';
    return slot.plain | (number ? slot.numbered : 0);
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    FactPatterns plain = 0, numbered = 0;
  };
  static std::size_t hash(std::uint64_t key) { return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >> 51); }
  /// Where it stands, or would.
  std::size_t place_of(std::uint64_t key) const {
    auto at = hash(key) & (slots_.size() - 1);
    while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  std::array<std::uint64_t, 128> bits_{};
  std::array<Slot, 1024> slots_{};
};

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/// Which of 64 bytes are letters of ASCII.
std::uint64_t letters_of(const char* at) {
  std::uint64_t out = 0;
#if defined(__SSE2__)
  for (int i = 0; i < 4; ++i) {
    const __m128i bytes = _mm_or_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * i)), _mm_set1_epi8(0x20));
    const __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(bytes, _mm_set1_epi8('z' + 1)));
    out |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(letter))) << (16 * i);
  }
#else
  for (int i = 0; i < 64; ++i) out |= static_cast<std::uint64_t>(is_letter(at[i])) << i;
#endif
  return out;
}

}  // namespace

std::span<const FactPattern> fact_patterns() { return kPatterns; }

std::vector<Anchor> find_anchors(std::string_view s) {
  static const Anchors anchors;
  std::vector<Anchor> out;
  auto word = [&](std::size_t begin, std::size_t end) {
    char last[8] = {};
    const char* letters = s.data() + begin;
    if (begin + 8 > s.size()) std::memcpy(last, letters, std::min<std::size_t>(end - begin, 8)), letters = last;
    if (const auto patterns = anchors.look_up(key_of(letters, end - begin), s, end); patterns != 0) out.push_back({begin, patterns});
  };
  std::size_t begin = 0;
  std::uint64_t inside = 0;  // whether the byte before was a letter
  std::size_t block = 0;
  for (; block + 64 <= s.size(); block += 64) {
    const auto letters = letters_of(s.data() + block);
    // Edges alternate: where a word begins, where it ends.
    for (auto edges = letters ^ ((letters << 1) | inside); edges != 0; edges &= edges - 1) {
      const auto bit = static_cast<unsigned>(__builtin_ctzll(edges));
      if ((letters >> bit) & 1) begin = block + bit;
      else word(begin, block + bit);
    }
    inside = letters >> 63;
  }
  bool in_word = inside != 0;
  for (auto at = block; at < s.size(); ++at) {
    if (is_letter(s[at]) == in_word) continue;
    in_word = !in_word;
    if (in_word) begin = at;
    else word(begin, at);
  }
  if (in_word) word(begin, s.size());
  return out;
}

}  // namespace heed::anonymise

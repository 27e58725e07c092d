#include "anonymise/vocabulary.h"

#include <unordered_set>

namespace heed::anonymise {

namespace {

using Set = std::unordered_set<std::string_view>;

Set split(std::string_view words) {
  Set out;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t end = words.find(' ', at);
    if (end == std::string_view::npos) end = words.size();
    if (end > at) out.insert(words.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// Names that are also words come first, then function words, then the words that reports of this kind use most.
constexpr std::string_view kCommon =
    "will grace mark hope may june april august summer autumn rose lily daisy violet ivy holly heather hazel olive poppy iris jasmine "
    "ruby pearl amber crystal jade gemma coral dawn eve joy faith charity patience prudence constance felicity verity mercy honour "
    "sky star angel art bill bob buck chase chance chip chuck cliff clay dale dean don drew duke earl ernest frank gale gene glen "
    "grant guy hank harry heath herb hunter jack jay jimmy josh john jean jet joey king lance lane lee leo link major mason max miles "
    "nick norm noble norman oliver page parker pat patsy peg penny pip piers prince queen rain ray reed reg rich rick rob robin rocky "
    "rod rusty sandy sage sally saul skip sonny stew stone storm sue tab tanner teddy terry tony trip tucker ty victor wade ward warren "
    "wayne wells woody young old brown black white green gray grey blue gold silver little long short strong smart sharp swift wise good "
    "best bright bird fish fox wolf lamb hart bull swan crane drake finch nightingale peacock partridge cook baker butler carter carpenter "
    "chandler cooper farmer fisher fletcher forester gardener glover hunter judge knight mason miller painter palmer piper porter potter "
    "shepherd singer skinner slater smith spencer steward taylor thatcher turner tyler walker weaver webb wheeler wright abbot bishop pope "
    "priest monk church temple chapel bridge brook brooks banks burn bush field fields ford forest garden gate gates hall hill hills house houses "
    "lake land marsh mill mills moor park pool pond rivers river rock sands shore street wall wells wood woods west east north south "
    "bell berry blade bond book boot bow box bread butcher case cash chain chambers church coin collier comb cross crow cup day days england english "
    "flood flowers fortune freeman friend frost french german golden hammer hand hands head heard holiday hood horn hunt ireland kettle key keys "
    "law laws lever light lock locke love low marks marshall may meadows measures mean money moon morning mould munday neat newman nail noon oakes "
    "orange paine pace peace pitt plant pleasant poor post power powers price pride proud purchase quick ram read rice ring road root rope rush "
    "sale savage seal self sharpe shield shields short silk sleight small snow son sparrow speed spring stamp starling start steel stock "
    "street summers sweet stubbs tall thorn tower town trail treasure tree trout underwood vale waters way weeks wild winter winters woman wood worth yard york "
    "bailey barber barker barnes barrow bates beach bean beard beer belt blood bloom bolt bone booth bower boys brand broad bruce burns "
    "child childs christmas churchill close cloud coal coast cold cole cope corn cotton court cousins crook crouch cruise dance darling dear "
    "diamond dark drew duck eagle early fair faithful fast fear fell fern fine flint fly foot force fowler free fry fuller game gay gentle given glass goodman "
    "goose grain grave groom grove gunn hale hardy harper harvest hay hays hawk hazel heal heir high holder holly holmes horne horse hound "
    "ill ivory joiner jolly joy just kind kitchen lark leach lead leaf lightfoot lion list loft lord lucky man manners mantle march marine marvel mayor merry minor moody moss "
    "nature noble nurse page paradise parish parrot parsons pen pepper perfect petty pickles pike pink pitch plumber polish port pound pounds press prior "
    "proctor prophet pullen quarry quest rains raven reader regan revel riddle rider rigg ripley rising roach room rowan royal rule rust saint "
    "salmon salt sawyer scholes seaman sergeant service sexton shade sheep sheldon shine ship shore shot silence singer skill sky sole song "
    "spark spear spice squire stable stack stark stead stern stile still stout strange stroud sunday tall tailor teal temple thrift tiller timber tippet toll "
    "tombs trainer travel trick true truman twin valentine victory vine virgin wake walls want war warden warn wash watch weather wedge weir welcome "
    "whale wheat wick wicks widow willow wind wine wing wise witt wonder workman worthy wren "
    "the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an my one all would there "
    "their what so up out if about who get which go me when make can like time no just him know take people into year your some could them see "
    "other than then now look only come its over think also back after use two how our work first well even new want because any these give "
    "most us is was are were been being had has did does done am very where why each both own same such through during before after above below "
    "between against under again further once here every few more much many those until while since although though however therefore meanwhile "
    "moreover furthermore nevertheless additionally finally following despite according including whether either neither nor yet unless within without "
    "upon around across along among behind beyond near toward towards onto off down another others someone anyone everyone nobody nothing something "
    "anything everything himself herself themselves itself myself yes may might must shall should cannot never always often sometimes usually already "
    "still later earlier today yesterday tomorrow three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand "
    "second third fourth fifth last next previous dear sir madam yours sincerely faithfully regarding re subject please thank thanks note see "
    "said told asked went came made took gave found saw knew felt left called began became kept held brought wrote sat stood heard let meant set met "
    "ran paid led spoke lived died born moved married divorced separated attended reported disclosed stated described contacted arrived advised "
    "recorded agreed received provided reviewed referred assessed recommended identified concerned considered discharged admitted treated "
    "mother father parent parents sister brother son daughter wife husband partner former ex aunt uncle cousin nephew niece grandmother grandfather "
    "grandparents child children baby boy girl man woman men women male female adult adults person people family friend friends neighbour neighbours "
    "colleague colleagues victim victims perpetrator suspect offender deceased patient client tenant resident applicant witness staff officer officers "
    "name names age aged date place home house flat address school college work job letter report review case cases issue issues matter matters point "
    "question answer reason cause death life health care risk harm abuse violence alcohol drug drugs medical mental physical evidence incident incidents "
    "event events action actions plan plans policy practice practices procedure procedures process training information record records system number part section "
    "page table figure appendix annex chapter item list end start day week month year morning afternoon evening night monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november december her his their our my your its "
    "there here nothing none several various further additional overall based key main general local national british english scottish welsh irish european "
    "good great high low large small long short early late recent current full whole total clear available able likely possible necessary important "
    "right left open closed public private social legal criminal civil domestic sexual emotional financial coercive controlling "
    "panel chair author summary introduction background conclusion conclusions findings lessons recommendation recommendations chronology contents "
    "purpose terms scope methodology confidentiality equality diversity dissemination analysis overview executive facts circumstances reference";

constexpr std::string_view kInstitutional =
    "police constabulary council borough county district city royal metropolitan national health service services nhs trust hospital hospitals infirmary clinic "
    "surgery practice foundation integrated board boards commissioning group ccg icb partnership partnerships community safety csp dhr dhrs dardr imr imrs marac maracs mappa idva "
    "isva gp gps ambulance fire rescue probation prison hmp cps crown court courts coroner coroners inquest home office ministry department government "
    "secretary minister state parliament act acts regulation regulations order directive schedule section article chapter part guidance statutory "
    "domestic abuse violence crime victims homicide review reviews panel chair author commissioner independent agency agencies authority authorities committee "
    "children childrens adult adults social care safeguarding education housing association school schools academy college university women aid refuge "
    "centre center unit team department ward general mental trustee trustees chief executive director manager head officer constable sergeant inspector superintendent "
    "detective assistant deputy senior lead nurse doctor consultant psychiatrist professor dr pc ps di dci dc wpc acting area regional north south east west "
    "northern southern eastern western central greater england wales scotland ireland britain uk london united kingdom great english welsh british scottish irish "
    "european europe union february january march april may june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday christmas easter bank holiday covid coronavirus facebook whatsapp instagram snapchat google microsoft dash vhr aafda cqc iopc hmicfrs nice "
    "samaritans relate shelter victim support women's respect crimestoppers internet english sir madam mr mrs ms miss dame lord lady regulation prevention future "
    "deaths report recommendation annex appendix table figure terms reference key line enquiry lines human rights equality mental capacity data protection gdpr "
    "a&e ed icu camhs cmht iapt aa na id ok tv dvd cctv sms gmt bst utc pdf url dna hiv adhd ptsd ocd bmi ecg ct mri xray iv "
    "christian muslim jewish hindu sikh catholic protestant church mosque temple black white asian african caribbean indian pakistani bangladeshi chinese polish romanian";

constexpr std::string_view kTitles =
    "mr mrs ms miss mx master dr doctor prof professor sir dame lord lady rev reverend pc ps wpc di dci dc ds dsu sgt sergeant constable inspector "
    "nurse sister father imam rabbi cllr councillor judge uncle auntie aunt grandma grandad nan";

struct Month {
  std::string_view name, folded, brief;
};
constexpr Month kMonths[] = {
    {"January", "january", "jan"}, {"February", "february", "feb"}, {"March", "march", "mar"},     {"April", "april", "apr"},
    {"May", "may", "may"},         {"June", "june", "jun"},         {"July", "july", "jul"},       {"August", "august", "aug"},
    {"September", "september", "sep"}, {"October", "october", "oct"}, {"November", "november", "nov"}, {"December", "december", "dec"},
};

struct Street {
  std::string_view whole, brief;
};
constexpr Street kStreets[] = {
    {"street", "st"}, {"road", "rd"}, {"avenue", "ave"}, {"close", "cl"}, {"lane", "ln"}, {"drive", "dr"}, {"court", "ct"}, {"crescent", "cres"},
    {"gardens", "gdns"}, {"terrace", "terr"}, {"place", "pl"}, {"square", "sq"}, {"house", "hse"}, {"grove", "gr"}, {"park", "pk"},
    {"mews", "mews"}, {"way", "way"}, {"walk", "walk"}, {"rise", "rise"}, {"row", "row"}, {"hill", "hill"}, {"view", "view"}, {"parade", "pde"},
    {"green", "grn"}, {"estate", "est"}, {"buildings", "bldgs"},
};

}  // namespace

bool is_common_word(std::string_view w) {
  static const Set set = split(kCommon);
  return set.contains(w);
}
bool is_institutional_word(std::string_view w) {
  static const Set set = split(kInstitutional);
  return set.contains(w);
}
bool is_title(std::string_view w) {
  static const Set set = split(kTitles);
  return set.contains(w);
}

bool looks_like_word(std::string_view w) {
  if (w.size() < 5) return false;
  for (const std::string_view end : {"tion", "tions", "sion", "ment", "ments", "ness", "ingly", "ally", "edly", "ously", "ively", "able", "ible", "ities",
                                     "ity", "ical", "ously", "ative", "ance", "ence", "ising", "ising", "ating", "cting", "nting", "rding", "sing"})
    if (w.size() > end.size() + 1 && w.ends_with(end)) return true;
  return false;
}

int month_number(std::string_view w) {
  if (w == "sept") return 9;
  for (int i = 0; i < 12; ++i)
    if (w == kMonths[i].folded || w == kMonths[i].brief) return i + 1;
  return 0;
}
std::string_view month_name(int month) { return kMonths[month - 1].name; }

std::string_view street_twin(std::string_view w) {
  for (const auto& s : kStreets) {
    if (w == s.whole) return s.brief;
    if (w == s.brief) return s.whole;
  }
  return {};
}

}  // namespace heed::anonymise

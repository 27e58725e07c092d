#include "review/guidance/edition_read.h"

#include "review/guidance/toml_fields.h"

namespace heed::guidance {
namespace {

constexpr std::string_view kGuide = "The help page on guidance editions shows what it may hold.";

Result<toml::table> parsed(const std::string& file, std::string_view text) {
  try {
    return toml::parse(text, std::string_view(file));
  } catch (const toml::parse_error& e) {
    return bad_input(fmt::format("{}, line {}: this is not TOML that can be read: {}.", file,
                                 e.source().begin.line, e.description()),
                     "Correct that line; text stands between quotation marks and every [ has its ].");
  }
}

template <class E>
E one_of(Fields& f, std::string_view key, E otherwise,
         std::initializer_list<std::pair<std::string_view, E>> words) {
  const std::string value = f.text(key);
  if (value.empty()) return otherwise;
  std::string known;
  for (const auto& [word, meaning] : words) {
    if (value == word) return meaning;
    known += (known.empty() ? "" : ", ") + std::string(word);
  }
  f.wrong(key, fmt::format("`{}` is not a {} of {}", value, key, f.what()),
          fmt::format("Use one of: {}.", known));
  return otherwise;
}

std::string cite_words(const Citation& cite, const std::vector<Instrument>& instruments) {
  std::string words;
  for (const auto& instrument : instruments)
    if (instrument.id == cite.instrument) words = instrument.title;
  if (!cite.section.empty())
    words += (cite.section[0] >= '0' && cite.section[0] <= '9' ? ", section " : ", ") + cite.section;
  if (!cite.paragraph.empty()) words += ", paragraph " + cite.paragraph;
  return words;
}

/// Reads one edition; the instruments come first, because every rule cites one of them.
class Reading {
 public:
  explicit Reading(Problems& problems) : problems_(problems) {}
  Edition read(const toml::table& root);

 private:
  Citation cite(Fields& f, const Citation* inherited = nullptr);
  ClockLength length(Fields& f);
  void question(Fields& f, Question& q, const Citation& inherited);
  void tell(Fields& f, Tell& t, const Citation& inherited);
  void section(Fields& f, Section& s);
  void event_known(Fields& f, std::string_view key, const std::string& id);
  void rules(Fields& f);
  void documents(Fields& f);
  void words(Fields& f);

  Problems& problems_;
  Edition e_;
};

Citation Reading::cite(Fields& f, const Citation* inherited) {
  const toml::table* table = f.table("cite");
  if (table == nullptr) {
    if (inherited != nullptr) return *inherited;
    if (!f.has("cite"))
      f.wrong("cite", fmt::format("{} does not say where it comes from", f.what()),
              "Add cite = { in = \"…\", section = \"…\", verified = false, note = \"…\" }.");
    return {};
  }
  Fields c(*table, fmt::format("the citation of {}", f.what()), problems_);
  Citation out;
  out.instrument = c.need("in");
  out.section = c.text("section");
  out.paragraph = c.text("paragraph");
  out.verified = c.flag("verified", false);
  out.note = c.text("note");
  if (!out.instrument.empty() && e_.instrument(out.instrument) == nullptr)
    c.wrong(
        "in",
        fmt::format("{} cites `{}`, which is not an instrument of this edition", f.what(), out.instrument),
        "Add an [[instrument]] with that id, or cite one that is there.");
  if (!out.paragraph.empty() && !out.verified && out.note.empty())
    c.wrong("paragraph",
            fmt::format("{} cites a paragraph that nobody has verified, without a note", f.what()),
            "Say in `note` where the number was seen, or leave `paragraph` out.");
  c.finish();
  out.words = cite_words(out, e_.instruments);
  return out;
}

ClockLength Reading::length(Fields& f) {
  const std::string text = f.need("length");
  if (text.empty()) return {};
  if (text == "as soon as practicable") return {};
  const std::size_t space = text.find(' ');
  const std::string digits = text.substr(0, space);
  const std::string unit = space == std::string::npos ? "" : text.substr(space + 1);
  ClockLength out;
  bool good =
      !digits.empty() && digits.size() <= 4 && digits.find_first_not_of("0123456789") == std::string::npos;
  if (good) out.amount = std::stoi(digits);
  if (unit == "day" || unit == "days")
    out.unit = ClockUnit::CalendarDays;
  else if (unit == "working day" || unit == "working days")
    out.unit = ClockUnit::WorkingDays;
  else if (unit == "month" || unit == "months")
    out.unit = ClockUnit::Months;
  else
    good = false;
  if (!good) {
    f.wrong("length", fmt::format("`{}` is not a length of time that can be counted", text),
            "Write \"14 days\", \"5 working days\", \"1 month\" or \"as soon as practicable\".");
    return {};
  }
  return out;
}

void Reading::question(Fields& f, Question& q, const Citation& inherited) {
  q.text = f.need("text");
  q.hint = f.text("hint");
  q.evidence = f.text("evidence");
  for (const auto& id : f.texts("answers")) {
    if (auto answer = parse_answer(id))
      q.answers.push_back(*answer);
    else
      f.wrong("answers", fmt::format("`{}` is not an answer", id), "Use yes, no and not_known.");
  }
  if (q.answers.empty()) q.answers = {Answer::Yes, Answer::No, Answer::NotKnown};
  for (auto [key, to] : {std::pair{"rules_in", &q.rules_in}, std::pair{"rules_out", &q.rules_out}}) {
    const std::string id = f.text(key);
    if (id.empty()) continue;
    *to = parse_answer(id);
    if (!*to || **to == Answer::NotKnown)
      f.wrong(key, fmt::format("`{}` cannot settle {}", id, f.what()), "Use yes or no.");
  }
  q.citation = cite(f, &inherited);
}

void Reading::tell(Fields& f, Tell& t, const Citation& inherited) {
  t.who = f.need("who");
  t.what = f.text("what");
  t.hint = f.text("hint");
  t.required = f.flag("required", true);
  t.event = f.text("event");
  event_known(f, "event", t.event);
  t.citation = cite(f, &inherited);
}

void Reading::section(Fields& f, Section& s) {
  s.heading = f.need("heading");
  s.guidance = f.text("guidance");
  s.assemble = f.text("assemble");
  s.prompts = f.texts("prompts");
  s.required = f.flag("required", true);
  const auto& known = assemblies();
  if (!s.assemble.empty() && std::find(known.begin(), known.end(), s.assemble) == known.end()) {
    std::string list;
    for (auto word : known) list += (list.empty() ? "" : ", ") + std::string(word);
    f.wrong("assemble", fmt::format("Heed cannot assemble `{}`", s.assemble),
            fmt::format("Use one of: {}; or leave it out.", list));
  }
}

void Reading::event_known(Fields& f, std::string_view key, const std::string& id) {
  if (!id.empty() && e_.event(id) == nullptr)
    f.wrong(key, fmt::format("{} names the event `{}`, which the edition does not have", f.what(), id),
            "Add an [[event]] with that id, or name one that is there.");
}

void Reading::rules(Fields& f) {
  e_.events = f.items<Event>("event", "an event", [](Fields& c, Event& x) { x.title = c.need("title"); });
  e_.eligibility_intro = f.text("eligibility_intro");
  e_.eligibility = f.items<Part>("part", "a part of the test", [this](Fields& c, Part& x) {
    x.title = c.need("title");
    x.hint = c.text("hint");
    x.kind = one_of(c, "kind", PartKind::Test,
                    {{"test", PartKind::Test},
                     {"responsibility", PartKind::Responsibility},
                     {"concern", PartKind::Concern}});
    x.citation = cite(c);
    x.questions = c.items<Question>("question", "a question",
                                    [&](Fields& q, Question& y) { question(q, y, x.citation); });
    if (x.questions.empty())
      c.wrong("question", fmt::format("{} asks nothing", c.what()), "Add a [[part.question]] under it.");
  });
  std::set<std::string> questions;
  for (const auto& part : e_.eligibility)
    for (const auto& q : part.questions)
      if (!questions.insert(q.id).second)
        f.wrong("part", fmt::format("two parts of the test have a question `{}`", q.id),
                "Give each question its own id.");
  e_.decisions = f.items<DecisionKind>("decision", "a kind of decision", [this](Fields& c, DecisionKind& x) {
    x.title = c.need("title");
    x.hint = c.text("hint");
    x.outcome = one_of(c, "outcome", DecisionOutcome::Review,
                       {{"review", DecisionOutcome::Review},
                        {"no_review", DecisionOutcome::NoReview},
                        {"other", DecisionOutcome::Other}});
    x.decided_by = c.need("decided_by");
    x.citation = cite(c);
    x.reasons = c.items<Reason>("reason", "a reason", [&](Fields& r, Reason& y) {
      y.text = r.need("text");
      y.hint = r.text("hint");
      y.needs_text = r.flag("needs_text", false);
      y.citation = cite(r, &x.citation);
    });
    x.tells =
        c.items<Tell>("tell", "somebody to be told", [&](Fields& t, Tell& y) { tell(t, y, x.citation); });
  });
  e_.duties = f.items<DutyRule>("duty", "a duty", [this](Fields& c, DutyRule& x) {
    x.title = c.need("title");
    x.hint = c.text("hint");
    x.from = c.need("from");
    x.done_by = c.text("done_by");
    event_known(c, "from", x.from);
    event_known(c, "done_by", x.done_by);
    x.length = length(c);
    x.owner = c.need("owner");
    x.each = c.flag("each", false);
    x.shown = c.flag("shown", true);
    x.warn_days = c.number("warn_days", 7);
    x.kinds = c.texts("kinds");
    for (const auto& kind : x.kinds)
      if (e_.decision(kind) == nullptr)
        c.wrong(
            "kinds",
            fmt::format("{} is for decisions of kind `{}`, which the edition does not have", c.what(), kind),
            "Use the ids of the [[decision]] tables.");
    x.citation = cite(c);
  });
  e_.stages = f.items<Stage>("stage", "a stage", [](Fields& c, Stage& x) {
    x.title = c.need("title");
    x.hint = c.text("hint");
  });
}

void Reading::documents(Fields& f) {
  auto sections = [this](Fields& c) {
    return c.items<Section>("section", "a section", [this](Fields& s, Section& y) { section(s, y); });
  };
  e_.return_kinds = f.items<ReturnKind>("return", "a kind of return", [&](Fields& c, ReturnKind& x) {
    x.title = c.need("title");
    x.article_title = c.text("article_title");
    if (x.article_title.empty()) x.article_title = "a " + x.title;
    x.hint = c.text("hint");
    x.has_chronology = c.flag("has_chronology", false);
    x.needs_sign_off = c.flag("needs_sign_off", false);
    x.needs_independence = c.flag("needs_independence", false);
    x.sections = sections(c);
    x.citation = cite(c);
  });
  e_.bodies = f.items<Body>("body", "a body", [this](Fields& c, Body& x) {
    x.title = c.need("title");
    x.hint = c.text("hint");
    x.duty = c.flag("duty", false);
    x.authority = c.need("authority");
    x.from = c.day("from");
    x.until = c.day("until");
    if (x.from && x.until && *x.until < *x.from)
      c.wrong("until", fmt::format("{} ends before it begins", c.what()), "Correct `from` or `until`.");
    x.citation = cite(c);
  });
  e_.documents = f.items<DocumentKind>("document", "a document", [&](Fields& c, DocumentKind& x) {
    x.title = c.need("title");
    x.hint = c.text("hint");
    x.landscape = c.flag("landscape", false);
    x.columns = c.texts("columns");
    x.sections = sections(c);
    x.citation = cite(c);
  });
  e_.family_milestones =
      f.items<Milestone>("milestone", "a family milestone", [this](Fields& c, Milestone& x) {
        x.title = c.need("title");
        x.hint = c.text("hint");
        x.library_tag = c.text("library_tag");
        x.citation = cite(c);
      });
  if (const toml::table* table = f.table("withholding")) {
    Fields w(*table, "withholding", problems_);
    Withholding& x = e_.withholding;
    x.citation = cite(w);
    x.public_notice = w.need("public_notice");
    x.scopes = w.items<WithholdScope>("scope", "a scope of withholding", [](Fields& c, WithholdScope& y) {
      y.title = c.need("title");
      y.hint = c.text("hint");
    });
    x.grounds =
        w.items<WithholdGround>("ground", "a ground for withholding", [&](Fields& c, WithholdGround& y) {
          y.text = c.need("text");
          y.hint = c.text("hint");
          y.needs_text = c.flag("needs_text", true);
          y.citation = cite(c, &x.citation);
        });
    x.tells =
        w.items<Tell>("tell", "somebody to be told", [&](Fields& c, Tell& y) { tell(c, y, x.citation); });
    w.finish();
  }
  e_.publication_pack =
      f.items<PackItem>("pack", "an item of the publication pack", [this](Fields& c, PackItem& x) {
        x.text = c.need("text");
        x.hint = c.text("hint");
        x.citation = cite(c);
      });
  e_.letter_outcomes = f.items<LetterOutcome>("letter", "an outcome of quality assurance",
                                              [this](Fields& c, LetterOutcome& x) {
                                                x.title = c.need("title");
                                                x.hint = c.text("hint");
                                                x.permits = c.flag("permits", false);
                                                x.citation = cite(c);
                                              });
  e_.self_checks = f.items<SelfCheck>("check", "a check before submission", [this](Fields& c, SelfCheck& x) {
    x.text = c.need("text");
    x.hint = c.text("hint");
    x.citation = cite(c);
  });
}

void Reading::words(Fields& f) {
  if (const toml::table* table = f.table("public")) {
    Fields p(*table, "the public words", problems_);
    PublicWords& x = e_.public_words;
    x.heading = p.need("heading");
    x.paragraphs = p.texts("paragraphs");
    x.purpose_heading = p.text("purpose_heading");
    x.purposes = p.texts("purposes");
    x.help_heading = p.text("help_heading");
    x.emergency = p.text("emergency");
    x.citation = cite(p);
    p.finish();
  }
  e_.help_lines = f.items<HelpLine>("help", "a help line", [](Fields& c, HelpLine& x) {
    x.name = c.need("name");
    x.number = c.text("number");
    x.hours = c.text("hours");
    x.who_for = c.need("who_for");
    x.url = c.text("url");
    x.verified = c.flag("verified", false);
    x.areas = c.texts("areas");
    if (x.number.empty() && x.url.empty())
      c.wrong("number", fmt::format("{} has neither a number nor an address", c.what()),
              "Add `number` or `url`.");
  });
  e_.learning_reports = f.items<Link>("learning", "a learning report", [](Fields& c, Link& x) {
    x.title = c.need("title");
    x.publisher = c.need("publisher");
    x.url = c.text("url");
    x.verified = c.flag("verified", false);
    if (!x.url.empty() && !x.url.starts_with("https://"))
      c.wrong("url", fmt::format("the address of {} is not one that begins with https://", c.what()),
              "Write the whole address.");
  });
  e_.avoid_words = f.items<AvoidWord>("avoid", "a word to avoid", [](Fields& c, AvoidWord& x) {
    x.pattern = c.need("word");
    x.also = c.texts("also");
    x.why = c.need("why");
    x.instead = c.text("instead");
  });
  e_.prefer_words = f.items<PreferWord>("prefer", "a preferred word", [](Fields& c, PreferWord& x) {
    x.say = c.need("say");
    x.rather_than = c.need("rather_than");
    x.why = c.text("why");
  });
}

Edition Reading::read(const toml::table& root) {
  Fields f(root, "an edition", problems_);
  e_.id = f.id();
  e_.title = f.need("title");
  e_.summary = f.text("summary");
  e_.revision = f.need("revision");
  e_.extends = f.text("extends");
  e_.status = one_of(f, "status", EditionStatus::Draft,
                     {{"in_force", EditionStatus::InForce},
                      {"prospective", EditionStatus::Prospective},
                      {"draft", EditionStatus::Draft}});
  e_.jurisdictions = f.texts("jurisdictions");
  for (const auto& where : e_.jurisdictions)
    if (where != "england" && where != "wales")
      f.wrong("jurisdictions", fmt::format("`{}` is not a jurisdiction that reviews are held in", where),
              "Use england and wales.");
  e_.from = f.day("from");
  e_.until = f.day("until");
  if (const toml::table* table = f.table("naming")) {
    Fields n(*table, "the naming", problems_);
    e_.naming = {n.need("short"), n.need("long"), n.need("plural_short"), n.need("plural_long")};
    n.finish();
  } else if (!f.has("naming")) {
    f.wrong("naming", "the edition does not say what a review is called",
            "Add [naming] with short, long, plural_short and plural_long.");
  }
  e_.instruments = f.items<Instrument>("instrument", "an instrument", [](Fields& c, Instrument& x) {
    x.title = c.need("title");
    x.short_title = c.text("short_title");
    if (x.short_title.empty()) x.short_title = x.title;
    x.kind = one_of<std::string>(c, "kind", "guidance",
                                 {{"act", "act"},
                                  {"statutory_guidance", "statutory_guidance"},
                                  {"draft_guidance", "draft_guidance"},
                                  {"guidance", "guidance"},
                                  {"practice", "practice"}});
    x.status = one_of<std::string>(c, "status", "in_force",
                                   {{"in_force", "in_force"},
                                    {"prospective", "prospective"},
                                    {"draft", "draft"},
                                    {"superseded", "superseded"},
                                    {"practice", "practice"}});
    x.dated = c.text("dated");
    x.url = c.text("url");
    x.note = c.text("note");
  });
  rules(f);
  documents(f);
  words(f);
  auto present = [&](bool there, std::string_view key, std::string_view what) {
    if (!there)
      f.wrong(key, fmt::format("the edition has no {}", what),
              fmt::format("Add [[{}]], or extend an edition that has one.", key));
  };
  present(!e_.eligibility.empty(), "part", "eligibility test");
  present(!e_.decisions.empty(), "decision", "kinds of decision");
  present(!e_.stages.empty(), "stage", "stages");
  present(!e_.return_kinds.empty(), "return", "kinds of return");
  present(!e_.documents.empty(), "document", "documents");
  present(!e_.bodies.empty(), "body", "bodies to ask");
  f.finish();
  return std::move(e_);
}

}  // namespace

Result<EditionHead> read_edition_head(const std::string& file, std::string_view text) {
  HEED_ASSIGN(toml::table root, parsed(file, text));
  EditionHead head{root["id"].value_or(std::string{}), root["extends"].value_or(std::string{})};
  if (head.id.empty())
    return bad_input(fmt::format("{}: this guidance edition has no id.", file),
                     "Begin it with id = \"…\". " + std::string(kGuide));
  return head;
}

Result<Edition> read_edition(const EditionChain& chain) {
  Problems problems(chain.back().first);
  HEED_ASSIGN(toml::table root, parsed(chain.front().first, chain.front().second));
  for (std::size_t i = 1; i < chain.size(); ++i) {
    HEED_ASSIGN(toml::table over, parsed(chain[i].first, chain[i].second));
    merge_tables(root, std::move(over), problems);
  }
  Edition edition = Reading(problems).read(root);
  if (!problems.empty()) return problems.first();
  edition.file = chain.back().first;
  return edition;
}

}  // namespace heed::guidance

// A guidance edition: the rules, questions, clocks, document sections and words of one regime of review, read
// from one TOML file. Law is data here: the code knows the shape, the file knows the law, and every rule says
// where it comes from and whether that text has been read. Editions inside the program come from
// data/guidance/; a file in the data folder's guidance/ adds one, replaces one, or changes parts of one
// (`extends`) without compiling. Deliberately not here: what a review answered, and when duties fall due
// (duty.h).
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

namespace heed::guidance {

/// Where a rule comes from. `verified` only when that text itself was read; a paragraph is never guessed.
struct Citation {
  std::string instrument;  ///< id of an Instrument of the edition
  std::string section;     ///< "9(3B)", "section 5"; "" when not known
  std::string paragraph;   ///< "" when not known
  bool verified = false;
  std::string note;   ///< how sure, and by what
  std::string words;  ///< made by the loader for pages: "Domestic Violence, Crime and Victims Act 2004,
                      ///< section 9(3B)"
  bool operator==(const Citation&) const = default;
};
HEED_STORABLE(Citation)

struct Instrument {
  std::string id, title, short_title;
  std::string kind;    ///< act | statutory_guidance | draft_guidance | guidance | practice
  std::string status;  ///< in_force | prospective | draft | superseded | practice
  std::string dated, url, note;
};

/// What a review is called under this edition. A partnership may say otherwise in its own settings.
struct Naming {
  std::string short_name, long_name;      ///< "DHR", "domestic homicide review"
  std::string plural_short, plural_long;  ///< "DHRs", "domestic homicide reviews"
};

enum class Answer { Yes, No, NotKnown };
std::string_view answer_id(Answer answer);     ///< "yes", "no", "not_known"
std::string_view answer_words(Answer answer);  ///< "Yes", "No", "Not known"
std::optional<Answer> parse_answer(std::string_view id);

struct Question {
  std::string id, text, hint;
  std::vector<Answer> answers;      ///< allowed, in the order shown
  std::string evidence;             ///< what to ask for beside the answer
  std::optional<Answer> rules_in;   ///< this answer alone satisfies the part
  std::optional<Answer> rules_out;  ///< this answer alone fails the part
  Citation citation;
};

/// Test: a part that must be met. Responsibility: who leads (never rules a review out). Concern:
/// circumstances to weigh.
enum class PartKind { Test, Responsibility, Concern };

/// A part of the eligibility test: met when one of its questions is answered with `rules_in`.
struct Part {
  std::string id, title, hint;
  PartKind kind = PartKind::Test;
  std::vector<Question> questions;
  Citation citation;
};

enum class PartState { Met, NotMet, Open };
enum class ScreenOutcome { Met, NotMet, Open };
struct PartResult {
  std::string part;
  PartState state = PartState::Open;
  std::vector<std::string> unanswered;
};
/// What the answers amount to. Advice to the person who decides, never a decision.
struct Screening {
  ScreenOutcome outcome = ScreenOutcome::Open;
  std::vector<PartResult> parts;      ///< of kind Test, in order
  std::vector<std::string> concerns;  ///< ids of concern questions answered yes
  std::vector<std::string> unknown;   ///< ids of test questions answered "not known": evidence to look for
};

struct Reason {
  std::string id, text, hint;
  bool needs_text = false;
  Citation citation;
};
/// Somebody who must be told, of a decision, a withholding or a publication.
struct Tell {
  std::string id, who, what, hint;
  bool required = true;
  std::string event;
  Citation citation;
};

enum class DecisionOutcome { Review, NoReview, Other };
struct DecisionKind {
  std::string id, title, hint;
  DecisionOutcome outcome = DecisionOutcome::Review;
  std::string decided_by;
  std::vector<Reason> reasons;
  std::vector<Tell> tells;
  Citation citation;
};

/// Something that happens in a review and from which a duty counts or by which it is done: "notification",
/// "decision".
struct Event {
  std::string id, title;
};

enum class ClockUnit { CalendarDays, WorkingDays, Months, AsSoonAsPracticable };
struct ClockLength {
  int amount = 0;
  ClockUnit unit = ClockUnit::AsSoonAsPracticable;
  bool operator==(const ClockLength&) const = default;
};
std::string in_words(
    const ClockLength& length);  ///< "one month", "15 working days", "as soon as practicable"

/// A duty with its clock. `duty.h` opens and closes them as events happen.
struct DutyRule {
  std::string id, title, hint;
  std::string from;     ///< event id that starts it
  std::string done_by;  ///< event id that completes it; "" when a person says so
  ClockLength length;
  std::string owner;               ///< who owes it, in words
  bool each = false;               ///< once for every occurrence of `from`, rather than once a review
  bool shown = true;               ///< on the clock page
  int warn_days = 7;               ///< "due soon" from so many days before
  std::vector<std::string> kinds;  ///< only for these decision kinds; empty: always
  Citation citation;
};

struct Stage {
  std::string id, title, hint;
};

/// A section of a document or a return, in order.
struct Section {
  std::string id, heading, guidance;
  std::string assemble;  ///< what Heed puts there; one of `assemblies()`, "" when it is written by hand
  std::vector<std::string> prompts;
  bool required = true;
};
/// The words that `assemble` may hold.
const std::vector<std::string_view>& assemblies();

/// chronology, imr, summary_report, nil_return
struct ReturnKind {
  std::string id, title, article_title, hint;  ///< article_title: "an individual management review"
  bool has_chronology = false, needs_sign_off = false, needs_independence = false;
  std::vector<Section> sections;
  Citation citation;
};

/// A kind of body that may be asked. Duty: listed by the Act, must have regard to the guidance. Invited: a
/// full contributor.
struct Body {
  std::string id, title, hint;
  bool duty = false;
  std::string authority;           ///< the sentence that a request carries
  std::optional<Day> from, until;  ///< bodies change as the law does
  Citation citation;
};

struct DocumentKind {
  std::string id, title, hint;  ///< overview_report, executive_summary, action_plan
  bool landscape = false;
  std::vector<Section> sections;
  std::vector<std::string> columns;  ///< of the action plan's table
  Citation citation;
};

struct Milestone {
  std::string id, title, hint, library_tag;
  Citation citation;
};
struct WithholdGround {
  std::string id, text, hint;
  bool needs_text = true;
  Citation citation;
};
struct WithholdScope {
  std::string id, title, hint;
};
struct Withholding {
  std::vector<WithholdScope> scopes;
  std::vector<WithholdGround> grounds;
  std::vector<Tell> tells;
  std::string public_notice;  ///< bare: no month, no pseudonym
  Citation citation;
};
struct PackItem {
  std::string id, text, hint;
  Citation citation;
};

/// A quality-assurance outcome. `permits`: publication may follow.
struct LetterOutcome {
  std::string id, title, hint;
  bool permits = false;
  Citation citation;
};
/// A check of a draft before it is submitted; most are judged by a person.
struct SelfCheck {
  std::string id, text, hint;
  Citation citation;
};

struct HelpLine {
  std::string id, name, number, hours, who_for, url;
  bool verified = false;
  std::vector<std::string> areas;
};
struct Link {
  std::string id, title, publisher, url;
  bool verified = false;
};
struct PublicWords {
  std::string heading;
  std::vector<std::string> paragraphs;  ///< what a review is, and is not
  std::string purpose_heading;
  std::vector<std::string> purposes;  ///< a to f
  std::string help_heading, emergency;
  Citation citation;
};
/// `pattern` is a plain word or phrase, matched without case at word edges; `also` are its other forms.
struct AvoidWord {
  std::string id, pattern;
  std::vector<std::string> also;
  std::string why, instead;
};
struct PreferWord {
  std::string id, say, rather_than, why;
};

enum class EditionStatus { InForce, Prospective, Draft };

struct Edition {
  std::string id, title, summary, revision;
  std::string extends;  ///< the edition it began as; "" when whole
  std::string file;     ///< where it was read; "built in: dhr-2016.toml" or a path
  EditionStatus status = EditionStatus::Draft;
  std::vector<std::string> jurisdictions;  ///< "england", "wales"
  std::optional<Day> from, until;          ///< for decisions made on these days
  Naming naming;
  std::vector<Instrument> instruments;
  std::string eligibility_intro;
  std::vector<Part> eligibility;
  std::vector<DecisionKind> decisions;
  std::vector<Event> events;
  std::vector<DutyRule> duties;
  std::vector<Stage> stages;
  std::vector<ReturnKind> return_kinds;
  std::vector<Body> bodies;
  std::vector<DocumentKind> documents;
  std::vector<Milestone> family_milestones;
  Withholding withholding;
  std::vector<PackItem> publication_pack;
  std::vector<LetterOutcome> letter_outcomes;
  std::vector<SelfCheck> self_checks;
  PublicWords public_words;
  std::vector<HelpLine> help_lines;
  std::vector<Link> learning_reports;
  std::vector<AvoidWord> avoid_words;
  std::vector<PreferWord> prefer_words;

  // Finders: null when the edition has no such thing.
  const Question* question(std::string_view id) const;
  const DecisionKind* decision(std::string_view id) const;
  const DutyRule* duty(std::string_view id) const;
  const Event* event(std::string_view id) const;
  const ReturnKind* return_kind(std::string_view id) const;
  const DocumentKind* document(std::string_view id) const;
  const Body* body(std::string_view id) const;
  const Milestone* milestone(std::string_view id) const;
  const WithholdGround* withhold_ground(std::string_view id) const;
  const LetterOutcome* letter_outcome(std::string_view id) const;
  const Instrument* instrument(std::string_view id) const;
};

/// What the answers (question id -> answer) come to under the edition's test. Pure.
Screening screen(const Edition& edition, const std::map<std::string, Answer>& answers);

/// The bodies under the duty, or invited, on a day.
std::vector<const Body*> bodies_on(const Edition& edition, Day day);

/// A blaming word found in a text: where, and what the edition says of it.
struct AvoidHit {
  std::size_t begin = 0, end = 0;
  const AvoidWord* word = nullptr;
};
std::vector<AvoidHit> find_avoid_words(const Edition& edition, std::string_view text);

/// Every edition that this installation knows. Built once at start, never changed after; share it freely
/// between threads.
class Editions {
 public:
  /// The built-in editions, then every *.toml of `extra` (missing folder: none). A file with the id of a
  /// built-in one replaces it; one that `extends` an edition changes or adds to it. Errors: BadInput naming
  /// file, line, what is wrong and what to do.
  static Result<Editions> load(const std::optional<std::filesystem::path>& extra = std::nullopt);
  /// From texts alone: (file name, TOML). For tests and `load`.
  static Result<Editions> from_texts(const std::vector<std::pair<std::string, std::string>>& built_in,
                                     const std::vector<std::pair<std::string, std::string>>& extra);

  const Edition* find(std::string_view id) const;  ///< null when unknown
  std::vector<const Edition*> all() const;         ///< in order of id
  /// The edition in force for a review begun in "england" or "wales" on `day`: the newest in force there;
  /// never null after load.
  const Edition& for_new_review(std::string_view jurisdiction, Day day) const;
  /// `find`, or the edition for England today's default when a review names one that is gone. Never null
  /// after load.
  const Edition& find_or_default(std::string_view id) const;

 private:
  std::vector<std::shared_ptr<const Edition>> editions_;
};

}  // namespace heed::guidance

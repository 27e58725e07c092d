// What a review is coded by: the fields of the Home Office's own schema, with codes apart from labels, and coded records as
// they come in from a source. A field belongs to the review, to each victim or to each perpetrator. "Yes", "no", "not
// recorded" (a source that only tags what it met says nothing of the rest), "not known" and "not applicable" are answers;
// where nobody answered, the answer is missing, which is not the same. It counts nothing: library/tables.h does.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "library/library.h"

namespace heed::library {

enum class Subject { Review, Victim, Perpetrator };
std::string_view name(Subject subject);    ///< "review", "victim", "perpetrator"
std::string_view plural(Subject subject);  ///< what is counted: "incidents", "victims", "perpetrators"
std::optional<Subject> parse_subject(std::string_view word);  ///< singular or plural, "people" not

/// Answers that every field may have, beside its own values.
inline constexpr std::string_view kYes = "yes", kNo = "no", kNotRecorded = "not-recorded", kNotKnown = "not-known",
                                  kNotApplicable = "not-applicable", kMissing = "missing";

struct FieldValue {
  std::string code, label;
  std::vector<std::string> also;  ///< what sources write for it
  std::string group;              ///< "Partner", for a field that is worked out from this one
};

struct Field {
  std::string id, label;
  Subject of = Subject::Review;
  std::string scale;                ///< of its values; empty for a flag and for names
  std::vector<FieldValue> values;   ///< in order; a flag's are yes and no; empty for names of places and years
  std::string group;                ///< of a flag
  std::string path, theme;          ///< in the Home Office's library
  std::string dhrd, dhrd_false;     ///< file.column in the DHRD; what False means there
  std::vector<std::string> also;    ///< other names of the field
  std::string derived_from;         ///< a field whose values' groups are the values of this one
  std::string computed;             ///< how it is worked out, for the reader; empty for what is stored
  bool flag() const { return !group.empty() || (scale.empty() && derived_from.empty() && computed.empty()); }
  bool stored() const { return derived_from.empty() && computed.empty(); }
};

struct FieldGroup {
  std::string id, label;
  Subject of = Subject::Review;
};

/// "Sex of victim", "sex_of_victim", "victims.sex-of-victim" all become sex-of-victim: lower case, words joined by hyphens.
std::string slug(std::string_view text);

class FieldSchema {
 public:
  static const FieldSchema& built_in();
  explicit FieldSchema(std::string_view toml);  ///< REQUIRES: a file of the project's own, else std::logic_error
  const std::vector<Field>& fields() const { return fields_; }
  const std::vector<FieldGroup>& groups() const { return groups_; }
  std::optional<std::size_t> index(std::string_view id) const;
  /// By id, or by another name of it; `of` settles a name that victims and perpetrators share, and where nothing does, the
  /// victim's is meant. A name may say itself whose it is: "victims.prev_offence_history".
  const Field* find(std::string_view name, std::optional<Subject> of = {}) const;
  const FieldGroup* group(std::string_view name) const;
  std::vector<const Field*> fields_of(std::string_view group) const;
  /// The code of what a source wrote; nullopt for nothing written, a new code (the slug of it) when `known` comes back false.
  std::optional<std::string> code(const Field& field, std::string_view written, bool& known) const;
  /// "Female", "Not known"; a code that the field does not have is given back as words.
  std::string label(const Field& field, std::string_view code) const;
  /// With the group before it, so that it stands on its own: "Vulnerabilities of the victim: Alcohol misuse".
  std::string full_label(const Field& field) const;

 private:
  std::vector<Field> fields_;
  std::vector<FieldGroup> groups_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
};

// --- coded records, as a source brings them ---

/// Whose words these are and on what terms. `credit` is shown on every page and in every export that uses them.
struct CodingSource {
  std::string id, title, credit, licence, licence_url, address, caution;
  bool open_rows = false;  ///< its rows are published one by one, so that hiding a small number would hide nothing
  bool operator==(const CodingSource&) const = default;
};

/// How sure the coder said they were.
enum class Sureness { NotStated, Unsure, Probable, Certain };
std::string_view name(Sureness sureness);  ///< "not-stated"
std::optional<Sureness> parse_sureness(std::string_view name);

/// One answer: the field, its code, and what the source wrote.
struct Coding {
  std::string field, value, written;
  std::optional<Sureness> sureness;  ///< where it differs from the batch's
  bool operator==(const Coding&) const = default;
};

struct CodedPerson {
  std::string id;  ///< in the source
  Subject role = Subject::Victim;
  std::vector<Coding> codings;
};

struct CodedRecord {
  std::string id;           ///< in the source; with the source's id it makes the public one
  std::string title;
  std::string partnership;  ///< as written
  std::string death;        ///< date of death as written: "September 2018", "2015"; may be empty
  std::string published;    ///< as written; may be empty
  std::string address;      ///< of the report; may be empty
  EditionId edition;        ///< where the report itself is in this library
  std::vector<Coding> codings;
  std::vector<CodedPerson> people;
};

struct CodedBatch {
  CodingSource source;
  std::string coder;  ///< who coded: a person's role, a project; never shown without the source
  Sureness sureness = Sureness::NotStated;
  std::vector<CodedRecord> records;
};

struct CodedChange {
  std::int64_t added = 0, changed = 0, unchanged = 0;
};

}  // namespace heed::library

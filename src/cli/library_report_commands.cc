#include "cli/library_report_commands.h"

#include <set>

#include "cli/library_commands.h"
#include "library/coding_csv.h"
#include "library/dhrd.h"
#include "library/tables.h"

namespace heed::cli {

namespace {

struct ReportOptions {
  std::string data, output;
  std::vector<library::TableRequest> tables;
  library::TableRequest common;
  bool csv = false, json = false, list = false, how = false;
};

/// `--filter` may be given again and again, so the words are read here.
Result<ReportOptions> read_options(const Args& args) {
  ReportOptions o;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < args.size(); ++i) {
    std::string name = args[i];
    if (name.size() < 2 || name[0] != '-') {
      names.push_back(name);
      continue;
    }
    std::optional<std::string> value;
    if (const auto equals = name.find('='); name.starts_with("--") && equals != std::string::npos) {
      value = name.substr(equals + 1);
      name = name.substr(0, equals);
    }
    const bool takes = name == "--data" || name == "--filter" || name == "--unit" || name == "--by" || name == "-o" || name == "--table";
    if (takes && !value) {
      if (i + 1 >= args.size()) return bad_input(name + " needs a value.");
      value = args[++i];
    }
    if (name == "--data") o.data = *value;
    else if (name == "-o") o.output = *value;
    else if (name == "--by") o.common.by = *value;
    else if (name == "--table") names.push_back(*value);
    else if (name == "--filter") {
      const auto equals = value->find('=');
      if (equals == std::string::npos || equals == 0) return bad_input("--filter needs field=value.");
      o.common.filters.emplace_back(value->substr(0, equals), value->substr(equals + 1));
    } else if (name == "--unit") {
      o.common.unit = library::parse_subject(*value);
      if (!o.common.unit) return bad_input("--unit takes victims, perpetrators or incidents.");
    } else if (value) return bad_input("There is no option " + name + " that takes a value.");
    else if (name == "--csv") o.csv = true;
    else if (name == "--json") o.json = true;
    else if (name == "--list") o.list = true;
    else if (name == "--how") o.how = true;
    else if (name == "--intervals") o.common.intervals = true;
    else if (name == "--suppress") o.common.hiding = library::Hiding::Always;
    else if (name == "--unsuppressed") o.common.hiding = library::Hiding::Never;
    else return bad_input("There is no option " + name + ".");
  }
  for (const auto& name : names) {
    auto request = o.common;
    request.table = name;
    o.tables.push_back(std::move(request));
  }
  return o;
}

void list_names(const library::CodedData* data, bool csv) {
  const auto& schema = library::FieldSchema::built_in();
  if (csv) fmt::print("kind,name,unit,title,values\r\n");
  std::string section;
  for (const auto& t : library::table_names()) {
    const auto* field = t.standing ? nullptr : schema.find(t.id, t.unit);
    std::string values;
    if (field && t.section == "Fields") {
      for (const auto& v : field->values) values += (values.empty() ? "" : " ") + v.code;
      if (field->values.empty() && data) {
        const auto at = *schema.index(field->id);
        values = fmt::format("{} different", data->value_count(at) - 1);
      }
    }
    if (csv) {
      fmt::print("{},{},{},\"{}\",\"{}\"\r\n", t.standing ? "table" : t.section == "Fields" ? "field" : "group", t.id, library::plural(t.unit), t.title, values);
      continue;
    }
    if (t.section != section) fmt::print("{}{}\n", section.empty() ? "" : "\n", t.section);
    section = t.section;
    fmt::print("  {:<36} {:<13} {}\n", t.id, library::plural(t.unit), t.title);
    if (!values.empty()) fmt::print("  {:<36} {}\n", "", values.size() > 160 ? values.substr(0, values.rfind(' ', 150)) + " …" : values);
  }
  if (!csv) fmt::print("\nEvery field and group is a table too. Filters: --filter FIELD=VALUE, again and again; --by FIELD splits; --unit says what is counted.\n");
}

void notes(const std::vector<library::MadeTable>& tables, const ReportOptions& o) {
  std::set<std::string> said;
  const auto say = [&](const std::string& words) {
    if (said.insert(words).second) fmt::print(stderr, "{}\n", words);
  };
  for (const auto& t : tables) {
    for (const auto& credit : t.credits) say("Source: " + credit + ".");
    for (const auto& caution : t.cautions) say("Note: " + caution);
    if (t.any_hidden) say("Note: small numbers are hidden, and others so that they cannot be worked out.");
    else if (!t.small_hidden && t.rows_open && !t.credits.empty()) say("Note: the rows of this source are public one by one, so no number is hidden; --suppress hides small ones.");
  }
  if (o.common.hiding == library::Hiding::Never && said.empty()) say("Note: nothing is coded in this library.");
}

}  // namespace

int library_import_dhrd(const Args& args) {
  auto o = Options::parse(args, {"--data"}, {});
  if (!o.ok()) return wrong_usage("library import-dhrd", o.error().message);
  if (o->words().size() != 1 || !o->has("--data")) return wrong_usage("library import-dhrd", "import-dhrd needs the dataset's folder and --data DIR.");
  auto files = library::dhrd_files(o->words()[0]);
  if (!files.ok()) return fail({files.error().code, files.error().message, "The dataset's folder has incidents.csv, victims.csv and perpetrators.csv.", {}});
  auto read = library::read_dhrd(*files);
  if (!read.ok()) return fail(read.error());
  auto opened = open_library(o->value("--data"), library::OpenOptions::Mode::Create);
  if (!opened.ok()) return fail(opened.error());
  auto change = (*opened)->put_coded(read->batch);
  if (!change.ok()) return fail(change.error());
  // The search finds them too, as records without words.
  if (auto shelved = (*opened)->shelve_coded(); !shelved.ok()) return fail(shelved.error());
  std::int64_t victims = 0, perpetrators = 0;
  for (const auto& r : read->batch.records)
    for (const auto& p : r.people) ++(p.role == library::Subject::Victim ? victims : perpetrators);
  fmt::print("{} reviews with {} victims and {} perpetrators: {} added, {} changed, {} as they were.\n", read->batch.records.size(), victims, perpetrators, change->added, change->changed, change->unchanged);
  for (const auto& remark : read->remarks) fmt::print("{}\n", remark);
  fmt::print("Source: {}.\n", read->batch.source.credit);
  return kDone;
}

int library_code(const Args& args) {
  auto o = Options::parse(args, {"--data", "--source", "--credit", "--title", "--coder", "--licence"}, {"--public-rows"});
  if (!o.ok()) return wrong_usage("library code", o.error().message);
  if (o->words().size() != 1 || !o->has("--data") || !o->has("--source") || !o->has("--credit") || !o->has("--coder"))
    return wrong_usage("library code", "code needs a table, --data DIR, --source ID, --credit LINE and --coder WHO.");
  auto bytes = read_whole_file(o->words()[0]);
  if (!bytes.ok()) return fail(bytes.error());
  auto batch = library::read_coding_csv(*bytes);
  if (!batch.ok()) return fail(batch.error());
  batch->source.id = library::slug(o->value("--source"));
  batch->source.credit = o->value("--credit");
  batch->source.title = o->value("--title", o->value("--source"));
  batch->source.licence = o->value("--licence");
  batch->source.open_rows = o->has("--public-rows");
  batch->coder = o->value("--coder");
  auto opened = open_library(o->value("--data"), library::OpenOptions::Mode::Create);
  if (!opened.ok()) return fail(opened.error());
  auto change = (*opened)->put_coded(*batch);
  if (!change.ok()) return fail(change.error());
  if (auto shelved = (*opened)->shelve_coded(); !shelved.ok()) return fail(shelved.error());
  fmt::print("{} reviews: {} added, {} changed, {} as they were.\n", batch->records.size(), change->added, change->changed, change->unchanged);
  return kDone;
}

int library_report(const Args& args) {
  auto o = read_options(args);
  if (!o.ok()) return wrong_usage("library report", o.error().message);
  if (o->data.empty() && o->list) {
    list_names(nullptr, o->csv);
    return kDone;
  }
  if (o->data.empty()) return wrong_usage("library report", "report needs --data DIR.");
  if (o->csv && o->json) return wrong_usage("library report", "Choose --csv or --json.");
  auto opened = open_library(o->data, library::OpenOptions::Mode::ReadOnly);
  if (!opened.ok()) return fail(opened.error());
  const auto data = (*opened)->coded();
  if (o->list) {
    list_names(data.get(), o->csv);
    return kDone;
  }
  const bool all = o->tables.empty();
  if (all)
    for (const auto& t : library::standing_tables()) {
      auto request = o->common;
      request.table = t.id;
      // What has no other people to count keeps its own.
      if (t.id == "summary" || t.id == "time-to-publication") request.unit.reset();
      o->tables.push_back(std::move(request));
    }
  std::vector<library::MadeTable> made;
  for (const auto& request : o->tables) {
    auto table = library::make_table(*data, request);
    if (!table.ok()) return fail(table.error());
    if (all && !table->covered) continue;  // named tables are shown even when nothing answers them
    made.push_back(std::move(*table));
  }
  std::string out;
  if (o->csv) {
    out = library::table_csv(made);
  } else if (o->json) {
    out = "[";
    for (const auto& t : made) out += (&t == &made.front() ? "" : ",") + library::table_json(t);
    out += "]\n";
  } else {
    for (const auto& t : made) {
      out += (out.empty() ? "" : "\n") + library::table_text(t);
      if (o->how) {
        for (const auto& line : t.how) out += "  " + line + "\n";
        if (!t.sql.empty()) out += t.sql + "\n";
      }
    }
  }
  if (o->output.empty()) std::fwrite(out.data(), 1, out.size(), stdout);
  else if (auto written = write_whole_file(o->output, out); !written.ok()) return fail(written.error());
  std::fflush(stdout);
  notes(made, *o);
  return kDone;
}

int library_match(const Args& args) {
  auto o = Options::parse(args, {}, {"--force"});
  if (!o.ok()) return wrong_usage("library match", o.error().message);
  if (o->words().empty()) return wrong_usage("library match", "Give a name to match.");
  bool all = true;
  const auto as = o->has("--force") ? library::MatchAs::Force : library::MatchAs::Partnership;
  for (const auto& written : o->words()) {
    const auto match = library::match_place(written, as);
    fmt::print("{}\n", match.sentence());
    if (const auto region = match.region(); !region.empty()) fmt::print("  police force area {}, {}\n", match.force(), region);
    for (const auto* p : match.found)
      if (!p->note.empty()) fmt::print("  {}: {}\n", p->name, p->note);
    all = all && match.place() != nullptr;
  }
  return all ? kDone : kFound;
}

}  // namespace heed::cli

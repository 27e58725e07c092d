#include "library/thesaurus.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <toml++/toml.h>

#include "library/tokens.h"
#include "library/vocabulary_texts.h"

namespace heed::library {

namespace {

constexpr float kSynonymWeight = 0.7f;

std::vector<std::string> stems_of(std::string_view words) {
  std::vector<std::string> out;
  each_word(words, [&](std::string_view word, std::uint32_t, std::uint32_t) { out.push_back(stem(word)); });
  return out;
}

std::vector<std::string> strings(const toml::node_view<const toml::node>& node) {
  std::vector<std::string> out;
  if (const auto* array = node.as_array())
    for (const auto& one : *array)
      if (const auto text = one.value<std::string>()) out.push_back(*text);
  return out;
}

std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else out += c;
  }
  return out + "\"@en";
}

}  // namespace

namespace {
/// The number of the first line that begins like "[" and goes on with no key, 0 when none does: the parser takes for granted that there
/// is one.
int line_without_key(std::string_view text) {
  int number = 1;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  for (std::size_t at = 0; at < text.size(); ++number) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    at = end + 1;
    std::size_t i = line.find_first_not_of(" \t");
    if (i == line.npos || line[i] != '[') continue;
    i = line.find_first_not_of(" \t", line.compare(i, 2, "[[") == 0 ? i + 2 : i + 1);
    if (i == line.npos) return number;
    const unsigned char c = static_cast<unsigned char>(line[i]);
    if (!(c < 0x80 && std::isalnum(c)) && std::string_view("_-\"'").find(line[i]) == std::string_view::npos) return number;
  }
  return 0;
}
}  // namespace

Result<Thesaurus> Thesaurus::read(std::string_view name, std::string_view text) {
  if (const auto line = line_without_key(text); line > 0)
    return bad_input(fmt::format("The vocabulary {} cannot be read: line {} opens a table without a name.", name, line), "Mend the line and start again.");
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& e) {
    return bad_input(fmt::format("The vocabulary {} cannot be read: line {}, {}.", name, e.source().begin.line, e.description()), "Mend the line and start again.");
  }
  Thesaurus out;
  const auto* concepts = root["concept"].as_array();
  if (!concepts) return bad_input(fmt::format("The vocabulary {} has no [[concept]].", name), "See data/vocabulary for one that has.");
  for (const auto& node : *concepts) {
    const auto* table = node.as_table();
    if (!table) continue;
    const toml::table& t = *table;
    Concept c;
    c.id = t["id"].value_or(std::string());
    c.preferred = t["preferred"].value_or(std::string());
    c.also = strings(t["also"]);
    c.broader = strings(t["broader"]);
    c.related = strings(t["related"]);
    c.note = t["note"].value_or(std::string());
    if (c.id.empty() || c.preferred.empty())
      return bad_input(fmt::format("A concept of the vocabulary {} at line {} has no id or no preferred words.", name, table->source().begin.line));
    if (out.find(c.id)) return bad_input(fmt::format("The vocabulary {} has the concept {} twice.", name, c.id));
    out.concepts_.push_back(std::move(c));
  }
  for (const auto& c : out.concepts_)
    for (const auto* ids : {&c.broader, &c.related})
      for (const auto& id : *ids)
        if (!out.find(id)) return bad_input(fmt::format("In the vocabulary {}, {} names {}, which is not there.", name, c.id, id));
  for (std::size_t i = 0; i < out.concepts_.size(); ++i) {
    const auto& c = out.concepts_[i];
    out.by_stems_.emplace(stems_of(c.preferred), i);
    for (const auto& also : c.also) out.by_stems_.emplace(stems_of(also), i);
  }
  out.by_stems_.erase(std::vector<std::string>{});
  return out;
}

const Thesaurus& Thesaurus::built_in() {
  static const Thesaurus all = [] {
    std::string together;
    for (const auto& [name, text] : built_in_vocabulary()) together += std::string(text) + "\n";
    auto read = Thesaurus::read("built in", together);
    if (!read.ok()) throw std::logic_error(read.error().message);
    return std::move(*read);
  }();
  return all;
}

const Concept* Thesaurus::find(std::string_view id) const {
  const auto at = std::find_if(concepts_.begin(), concepts_.end(), [&](const Concept& c) { return c.id == id; });
  return at == concepts_.end() ? nullptr : &*at;
}

std::vector<const Concept*> Thesaurus::narrower(const Concept& of) const {
  std::vector<const Concept*> out;
  for (const auto& c : concepts_)
    if (std::find(c.broader.begin(), c.broader.end(), of.id) != c.broader.end()) out.push_back(&c);
  return out;
}

Thesaurus::Widened Thesaurus::widen(const SearchQuery& query) const {
  Widened out;
  std::set<std::string> said;
  const auto add = [&](std::size_t concept_at, std::size_t from, std::size_t groups, const std::vector<std::string>& own) {
    const auto& c = concepts_[concept_at];
    std::vector<std::string> labels = c.also;
    labels.insert(labels.begin(), c.preferred);
    for (const auto& label : labels) {
      if (stems_of(label) == own) continue;
      for (std::size_t g = from; g < from + groups; ++g) out.terms.push_back({g, Term{label, true, false, {}}, kSynonymWeight / float(groups)});
      if (said.insert(label).second) out.also.push_back(label);
    }
    for (const auto& id : c.broader) out.neighbours.push_back({find(id)->preferred, "broader"});
    for (const auto* n : narrower(c)) out.neighbours.push_back({n->preferred, "narrower"});
    for (const auto& id : c.related) out.neighbours.push_back({find(id)->preferred, "related"});
  };
  const auto plain = [&](std::size_t g) {
    if (query.all[g].size() != 1) return false;
    const auto& term = query.all[g][0];
    return !term.prefix && term.near.empty();
  };
  for (std::size_t g = 0; g < query.all.size();) {
    std::size_t taken = 0;
    // The longest run of plain words that is a label; a phrase is a run of its own.
    std::vector<std::string> run;
    std::vector<std::pair<std::size_t, std::vector<std::string>>> runs;
    for (std::size_t end = g; end < query.all.size() && end < g + 8 && plain(end) && (end == g || !query.all[end][0].phrase); ++end) {
      for (auto& word : stems_of(query.all[end][0].text)) run.push_back(std::move(word));
      runs.emplace_back(end - g + 1, run);
      if (query.all[end][0].phrase) break;
    }
    for (auto at = runs.rbegin(); at != runs.rend() && taken == 0; ++at)
      if (const auto found = by_stems_.find(at->second); found != by_stems_.end()) {
        taken = at->first;
        add(found->second, g, taken, at->second);
      }
    g += std::max<std::size_t>(1, taken);
  }
  return out;
}

std::string Thesaurus::turtle(std::string_view base) const {
  std::string out = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n";
  out += fmt::format("<{}> a skos:ConceptScheme ;\n  skos:prefLabel \"Words of domestic abuse related death reviews\"@en .\n", base);
  for (const auto& c : concepts_) {
    out += fmt::format("\n<{}#{}> a skos:Concept ;\n  skos:inScheme <{}> ;\n  skos:prefLabel {}", base, c.id, base, literal(c.preferred));
    for (const auto& also : c.also) out += " ;\n  skos:altLabel " + literal(also);
    for (const auto& id : c.broader) out += fmt::format(" ;\n  skos:broader <{}#{}>", base, id);
    for (const auto* n : narrower(c)) out += fmt::format(" ;\n  skos:narrower <{}#{}>", base, n->id);
    for (const auto& id : c.related) out += fmt::format(" ;\n  skos:related <{}#{}>", base, id);
    if (!c.note.empty()) out += " ;\n  skos:scopeNote " + literal(c.note);
    out += " .\n";
  }
  return out;
}

}  // namespace heed::library

#include "static_site.h"

#include <deque>
#include <fstream>
#include <map>
#include <set>

#include "base/json.h"
#include "cli/library_commands.h"
#include "library/library.h"
#include "library/query.h"
#include "library/tables.h"
#include "review/guidance/edition.h"
#include "web/assets/assets.h"
#include "web/dispatch.h"
#include "web/http/path.h"
#include "web/pages/learning_pages.h"

namespace heed {

namespace {

namespace fs = std::filesystem;

// Finds in the pieces of the index that the words need; everything it shows is set as text, never as markup.
constexpr std::string_view kSearchScript = R"js(const box = document.getElementById('static-results');
const root = box.dataset.root;
const fold = (s) => s.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
const wordsOf = (s) => fold(s).match(/[\p{L}\p{N}]+/gu) ?? [];
const get = async (path) => { const r = await fetch(root + path); return r.ok ? r.json() : null; };
const piece = (word) => [...word].slice(0, 2).map((c) => (/[a-z0-9]/.test(c) ? c : '_')).join('');
const say = (text) => { const p = document.createElement('p'); p.className = 'govuk-body'; p.setAttribute('role', 'status'); p.textContent = text; box.replaceChildren(p); };
const query = new URLSearchParams(location.search).get('q') ?? '';
const input = document.querySelector('input[name=q]');
if (input) input.value = query;
const words = [...new Set(wordsOf(query))].slice(0, 12);
if (words.length) {
  say('Searching …');
  const documents = await get('search/documents.json');
  let found = null;
  for (const word of words) {
    const list = (await get(`search/words/${piece(word)}.json`))?.[word] ?? [];
    const here = new Map(list.map(([doc, anchor]) => [`${doc}#${anchor}`, [doc, anchor]]));
    found = found === null ? here : new Map([...found].filter(([key]) => here.has(key)));
  }
  const hits = [...found.values()];
  say(hits.length ? `${hits.length} ${hits.length === 1 ? 'paragraph has' : 'paragraphs have'} all the words.` : 'Nothing was found. Try fewer words.');
  const list = document.createElement('ol');
  list.className = 'govuk-list govuk-list--spaced';
  for (const [doc, anchor] of hits.slice(0, 50)) {
    const d = documents[doc];
    const texts = await get(`search/texts/${doc}.json`);
    const item = document.createElement('li');
    const heading = document.createElement('h2');
    heading.className = 'govuk-heading-s';
    const link = document.createElement('a');
    link.className = 'govuk-link';
    link.href = `${root}${d.url}${anchor ? `#${anchor}` : ''}`;
    link.textContent = d.title;
    heading.append(link);
    const text = document.createElement('p');
    text.className = 'govuk-body';
    for (const part of (texts?.[anchor] ?? '').split(/([\p{L}\p{N}]+)/u)) {
      if (words.includes(fold(part))) { const m = document.createElement('mark'); m.textContent = part; text.append(m); } else text.append(part);
    }
    item.append(heading, text);
    list.append(item);
  }
  box.append(list);
}
)js";

/// A page's address with the one part of a query that a static site keeps: which page of a list.
struct Address {
  std::string path;
  std::int64_t page = 1;
  auto operator<=>(const Address&) const = default;
};

class StaticSite {
 public:
  StaticSite(web::App& app, fs::path out, std::string site) : app_(app), dispatcher_(app, web::all_routes()), out_(std::move(out)), site_(std::move(site)) {}

  Result<std::size_t> write() {
    for (const auto* path : {"/", "/about", "/get-help", "/progress", "/search", "/accessibility", "/privacy", "/learning", "/learning/all.csv", "/learning/fields", "/learning/places", "/learning/records", "/feed.atom", "/api", "/api/openapi.json", "/api/catalog.jsonld", "/api/tables", "/api/fields", "/library.db"})
      want({path, 1});
    if (!site_.empty()) want({"/sitemap.xml", 1}), want({"/robots.txt", 1});
    for (const auto& t : library::standing_tables())
      for (const auto& path : {"/learning/" + t.id, "/learning/" + t.id + "/csv", "/learning/" + t.id + "/metadata", "/learning/" + t.id + "/docx", "/api/tables/" + t.id}) want({path, 1});
    for (const auto& asset : web::all_assets()) want({std::string(asset.path), 1});
    // First everything is made and its links are followed; only then is it known which links have somewhere to lead.
    while (!waiting_.empty()) {
      const auto at = waiting_.front();
      waiting_.pop_front();
      HEED_TRY(make(at));
    }
    for (auto& [address, made] : made_) {
      if (made.html) made.body = linked(made);
      else if (made.json) made.body = linked_json(made.body);
      HEED_TRY(put(made.file, made.body));
    }
    HEED_TRY(write_search());
    return files_;
  }

 private:
  struct Made {
    std::string file, body;
    bool html = false, json = false;
  };

  void want(Address at) {
    if (seen_.insert(at).second) waiting_.push_back(std::move(at));
  }

  web::Response ask(const Address& at) {
    web::Request request;
    request.method = "GET";
    request.path = at.path;
    request.raw_target = at.path;
    if (at.page > 1) {
      request.query_fields.add("page", std::to_string(at.page));
      request.raw_target += "?page=" + std::to_string(at.page);
    }
    if (const auto host = site_.find("://"); host != site_.npos) {
      request.headers.set("Host", site_.substr(host + 3));
      request.secure = site_.starts_with("https");
    }
    dispatcher_.on_head(request);
    return dispatcher_.handle(request);
  }

  Result<void> make(const Address& at) {
    auto response = ask(at);
    if (response.status != 200) return {};  // a link to what is not public, or not here: it will lead nowhere and be dropped
    Made made;
    const auto type = std::string(response.headers["Content-Type"]);
    made.html = type.starts_with("text/html");
    made.json = type.find("json") != type.npos;
    if (response.producer) {
      std::string chunk;
      while (response.producer(chunk)) made.body += chunk;
    } else {
      made.body = response.shared.empty() ? std::move(response.body) : std::string(response.shared);
    }
    made.file = file_of(at, made);
    if (made.html) follow(made.body);
    made_.emplace(at, std::move(made));
    return {};
  }

  static std::string file_of(const Address& at, const Made& made) {
    std::string path = at.path.substr(1);
    if (made.html) return (path.empty() ? "" : path + "/") + (at.page > 1 ? fmt::format("page-{}/", at.page) : "") + "index.html";
    // learning/death-type/csv becomes learning/death-type/death-type.csv, so that a server knows what it is.
    const auto slash = path.rfind('/');
    const auto last = slash == path.npos ? path : path.substr(slash + 1);
    if (slash != path.npos && (last == "csv" || last == "docx" || last == "pdf" || last == "metadata")) {
      const auto folder = path.substr(0, slash);
      const auto name = folder.substr(folder.rfind('/') + 1);
      return folder + "/" + name + (last == "metadata" ? ".csv-metadata.json" : "." + last);
    }
    if (made.json && last.find(".json") == last.npos) return path + ".json";
    return path;
  }

  /// Calls take(value, from, to) for the value of each href, src and action that leads into this site.
  template <class F>
  static void links(std::string_view page, F&& take) {
    for (std::size_t at = page.find("=\"/"); at != page.npos; at = page.find("=\"/", at + 3)) {
      const auto name_from = page.find_last_of(" \t\n<", at);
      const auto name = page.substr(name_from + 1, at - name_from - 1);
      const auto to = page.find('"', at + 2);
      if (to == page.npos) return;
      if (name == "href" || name == "src" || name == "action") take(page.substr(at + 2, to - at - 2), at + 2, to);
    }
  }

  struct Target {
    std::optional<Address> address;
    std::string fragment;
    bool query_lost = false;
  };
  static Target target_of(std::string_view value) {
    std::string plain;
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (value.substr(i).starts_with("&amp;")) plain += '&', i += 4;
      else if (value.substr(i).starts_with("&#39;")) plain += '\'', i += 4;
      else plain += value[i];
    }
    Target out;
    if (const auto hash = plain.find('#'); hash != plain.npos) {
      out.fragment = plain.substr(hash);
      plain.resize(hash);
    }
    const auto path = web::path_of_target(plain);
    if (!path) return out;
    out.address = Address{*path, 1};
    if (const auto fields = web::parse_urlencoded(web::query_of_target(plain)))
      for (const auto& [name, v] : *fields) {
        if (name == "page" && !v.empty() && v.size() < 7 && v.find_first_not_of("0123456789") == v.npos) out.address->page = std::max<std::int64_t>(1, std::stoll(v));
        else out.query_lost = true;
      }
    return out;
  }

  void follow(std::string_view page) {
    links(page, [&](std::string_view value, std::size_t, std::size_t) {
      auto t = target_of(value);
      if (!t.address) return;
      if (t.query_lost) t.address->page = 1;  // a filtered list is not here; the whole one is
      want(*t.address);
    });
  }

  std::string linked(const Made& made) const {
    std::string up;
    for (const char c : made.file) up += c == '/' ? "../" : "";
    std::string out;
    std::size_t from = 0;
    const std::string_view page = made.body;
    links(page, [&](std::string_view value, std::size_t begin, std::size_t end) {
      out += page.substr(from, begin - from);
      from = end;
      auto t = target_of(value);
      if (t.address && t.query_lost) t.address->page = 1;
      const auto there = t.address ? made_.find(*t.address) : made_.end();
      if (there == made_.end()) {
        out += up.empty() ? "./" : up;  // nowhere to lead: home
        return;
      }
      auto file = there->second.file;
      if (file == "index.html") file.clear();
      else if (file.ends_with("/index.html")) file.resize(file.size() - std::string_view("index.html").size());
      const auto whole = up + file;
      web::escape_to(out, (whole.empty() ? "./" : whole) + t.fragment);
    });
    out += page.substr(from);
    const auto head = out.find("<head>");
    if (head != out.npos)
      out.insert(head + 6, "\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'\">");
    if (made.file == "search/index.html")
      if (const auto end = out.find("</main>"); end != out.npos)
        out.insert(end, "<noscript><p class=\"govuk-body\">Searching here needs JavaScript. Without it, <a class=\"govuk-link\" href=\"../\">browse what is published</a>.</p></noscript>"
                        "<div id=\"static-results\" data-root=\"../\"></div><script type=\"module\" src=\"../search/search.js\"></script>");
    return out;
  }

  std::string linked_json(const std::string& text) const {
    auto j = nlohmann::ordered_json::parse(text, nullptr, false);
    if (j.is_discarded()) return text;
    const auto walk = [&](auto& self, nlohmann::ordered_json& at) -> void {
      if (at.is_structured()) {
        for (auto& inside : at) self(self, inside);
      } else if (at.is_string()) {
        const auto& s = at.get_ref<const std::string&>();
        const auto path = s.starts_with("/") ? s : !site_.empty() && s.starts_with(site_ + "/") ? s.substr(site_.size()) : std::string();
        if (const auto there = made_.find({path, 1}); !path.empty() && there != made_.end() && !there->second.html) at = s.substr(0, s.size() - path.size()) + "/" + there->second.file;
      }
    };
    walk(walk, j);
    return j.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  }

  Result<void> write_search() {
    using Json = nlohmann::json;
    Json documents = Json::array();
    std::map<std::string, std::map<std::string, std::vector<std::pair<int, std::string>>>> pieces;
    for (int page = 1;; ++page) {
      const auto listing = app_.library->list({}, {page, 100});
      for (const auto& e : listing.entries) {
        const auto d = app_.library->document(e.edition);
        if (!d.ok()) continue;
        const int number = int(documents.size());
        documents.push_back({{"title", e.title}, {"url", "published/" + e.edition.text + "/"}, {"partnership", e.partnership}});
        Json texts = Json::object();
        const auto take = [&](const std::string& anchor, const std::string& text) {
          std::set<std::string> words;
          std::string word;
          for (const char c : library::fold(text) + " ") {
            if (std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80)) word += c;
            else if (!word.empty()) words.insert(std::exchange(word, {}));
          }
          for (const auto& w : words) {
            if (w.size() > 60) continue;
            std::string piece;
            for (std::size_t i = 0, letters = 0; i < w.size() && letters < 2; ++i) {
              if ((w[i] & 0xc0) == 0x80) continue;  // the rest of a letter of several bytes
              piece += (w[i] >= 'a' && w[i] <= 'z') || (w[i] >= '0' && w[i] <= '9') ? w[i] : '_';
              ++letters;
            }
            pieces[piece][w].emplace_back(number, anchor);
          }
        };
        take("", e.title);
        for (const auto& p : d->paragraphs) {
          if (p.block.text.empty()) continue;
          texts[p.anchor] = p.block.text.substr(0, 1200);
          take(p.anchor, p.block.text);
        }
        HEED_TRY(put(fmt::format("search/texts/{}.json", number), texts.dump(-1, ' ', false, Json::error_handler_t::replace)));
      }
      if (std::int64_t(page) * 100 >= listing.total) break;
    }
    for (const auto& [piece, words] : pieces) HEED_TRY(put("search/words/" + piece + ".json", Json(words).dump(-1, ' ', false, Json::error_handler_t::replace)));
    HEED_TRY(put("search/documents.json", documents.dump(-1, ' ', false, Json::error_handler_t::replace)));
    return put("search/search.js", kSearchScript);
  }

  Result<void> put(const std::string& file, std::string_view bytes) {
    const auto path = out_ / file;
    std::error_code ec;
    fs::create_directories(path.parent_path(), ec);
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), std::streamsize(bytes.size()));
    out.flush();
    if (!out) return bad_input(path.string() + " could not be written.", "Check that the disk has room and the folder may be written to.");
    ++files_;
    return {};
  }

  web::App& app_;
  web::Dispatcher dispatcher_;
  fs::path out_;
  std::string site_;
  std::set<Address> seen_;
  std::deque<Address> waiting_;
  std::map<Address, Made> made_;
  std::size_t files_ = 0;
};

}  // namespace

int export_library(const cli::Args& args) {
  auto o = cli::Options::parse(args, {"--static", "--data", "--site"}, {});
  if (!o.ok()) return cli::wrong_usage("library export", o.error().message);
  if (!o->has("--static") || !o->has("--data") || !o->words().empty()) return cli::wrong_usage("library export", "export needs --static DIR and --data DIR.");
  auto site = o->value("--site");
  while (site.ends_with('/')) site.pop_back();
  if (!site.empty() && !site.starts_with("https://") && !site.starts_with("http://")) return cli::wrong_usage("library export", "--site needs an address like https://reviews.example.");
  const fs::path out = o->value("--static");
  std::error_code ec;
  if (fs::exists(out, ec) && !fs::is_empty(out, ec) && !fs::exists(out / "search/documents.json", ec))
    return cli::fail(refused(out.string() + " holds something else.", "Name an empty folder, or one of an earlier export."));
  auto opened = cli::open_library(o->value("--data"), library::OpenOptions::Mode::ReadOnly);
  if (!opened.ok()) return cli::fail(opened.error());
  auto editions = guidance::Editions::load(fs::path(o->value("--data")) / "guidance");
  if (!editions.ok()) return cli::fail(editions.error());
  SystemClock clock;
  web::App app{.clock = clock};
  app.library = opened->get();
  app.editions = &*editions;
  app.static_site = true;
  // What an earlier export left must not stay: a document may have been withdrawn since.
  auto fresh = out;
  fresh += ".new";
  fs::remove_all(fresh, ec);
  auto files = StaticSite(app, fresh, site).write();
  if (!files.ok()) {
    fs::remove_all(fresh, ec);
    return cli::fail(files.error());
  }
  fs::remove_all(out, ec);
  fs::rename(fresh, out, ec);
  if (ec) return cli::fail(bad_input(out.string() + " could not be put in place.", "The site is in " + fresh.string() + "; move it yourself."));
  fmt::print("{} files in {}. Any web server can serve them.\n", *files, out.string());
  return cli::kDone;
}

}  // namespace heed

#include "serve.h"

#include <sodium.h>

#include "library/library.h"
#include "publish/publish.h"
#include "review/guidance/edition.h"
#include "web/dispatch.h"

namespace heed {

namespace {

struct Address {
  std::string host;
  std::uint16_t port;
};

Result<Address> parse_address(const std::string& text) {
  const auto colon = text.rfind(':');
  const std::string port = colon == std::string::npos ? "" : text.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos || std::stoi(port) > 65535)
    return bad_input("--listen needs an address and a port, like 127.0.0.1:8080.");
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  return Address{host, std::uint16_t(std::stoi(port))};
}

}  // namespace

int serve(const cli::Args& args) {
  using cli::fail;
  using cli::wrong_usage;
  auto options = cli::Options::parse(args, {"--data", "--library", "--listen", "--key", "--workers"}, {"--behind-proxy"});
  if (!options.ok()) return wrong_usage("serve", options.error().message);
  const bool alone = options->has("--library");
  if (options->has("--data") == alone) return wrong_usage("serve", "serve needs --data DIR, or --library FILE for the public pages alone.");
  auto address = parse_address(options->value("--listen", "127.0.0.1:8080"));
  if (!address.ok()) return wrong_usage("serve", address.error().message);

  SystemClock clock;
  const std::filesystem::path file = alone ? std::filesystem::path(options->value("--library")) : std::filesystem::path(options->value("--data")) / "library.db";
  const std::filesystem::path data = alone ? file.parent_path() : std::filesystem::path(options->value("--data"));
  std::unique_ptr<store::Store> casework;
  if (!alone) {
    auto opened = store::Store::open({.data = data, .key_file = options->value("--key"), .readers = 8}, clock);
    if (!opened.ok()) return fail(opened.error());
    casework = std::move(*opened);
  }
  using Mode = library::OpenOptions::Mode;
  auto library = library::Library::open({.file = file, .mode = alone ? Mode::ReadOnly : Mode::Create, .readers = 8});
  if (!library.ok()) return fail(library.error());
  // What a release or a withdrawal could not finish is finished before anybody reads.
  if (casework)
    if (auto brought = publish::bring_library_up(*casework, **library); !brought.ok())
      fmt::print(stderr, "The public library could not be brought up to the casework: {} heed check says how they differ.\n", brought.error().message);
  auto editions = guidance::Editions::load(data / "guidance");
  if (!editions.ok()) return fail(editions.error());
  std::optional<access::Sessions> sessions;
  if (casework) sessions.emplace(*casework, clock);

  web::App app{.clock = clock};
  app.casework = casework.get();
  app.library = library->get();
  app.editions = &*editions;
  app.sessions = sessions ? &*sessions : nullptr;
  app.secure_cookies = options->has("--behind-proxy");
  app.demonstration = std::filesystem::exists(data / "demonstration");

  web::Dispatcher dispatcher(app, web::all_routes());
  web::ServerOptions server_options;
  server_options.address = address->host;
  server_options.port = address->port;
  if (!alone) server_options.spool_dir = data / "spool";
  server_options.behind_proxy = options->has("--behind-proxy");
  server_options.max_file_bytes = app.max_upload_bytes;
  // Most of a request's time is the wait until its reading is on disk, and readings are written together: many workers, little work.
  const auto workers = options->value("--workers", "32");
  if (workers.empty() || workers.size() > 3 || workers.find_first_not_of("0123456789") != std::string::npos || std::stoi(workers) < 1)
    return wrong_usage("serve", "--workers needs a number from 1 to 999.");
  server_options.worker_threads = unsigned(std::stoi(workers));
  server_options.on_fault = [](std::string_view what) { fmt::print(stderr, "fault: {}\n", what); };
  web::Server server(server_options, dispatcher);
  fmt::print("Heed is at http://{}:{}\n", address->host, server.port());
  std::fflush(stdout);
  server.run();
  return cli::kDone;
}

int routes(const cli::Args& args) {
  if (args != cli::Args{"--json"} && !args.empty()) return cli::wrong_usage("routes", "routes takes --json or nothing.");
  Json list = Json::array();
  for (const auto& route : web::all_routes()) {
    using Scope = web::Needs::Scope;
    const char* scope = "";
    switch (route.needs.scope()) {
      case Scope::Public: scope = "public"; break;
      case Scope::Guest: scope = "guest"; break;
      case Scope::SignedIn: scope = "signed in"; break;
      case Scope::Installation: scope = "installation"; break;
      case Scope::Review: scope = "review"; break;
      case Scope::Agency: scope = "agency"; break;
      case Scope::Declaring: scope = "declaring"; break;
    }
    const bool by_action = route.needs.scope() == Scope::Installation || route.needs.scope() == Scope::Review || route.needs.scope() == Scope::Agency;
    const std::string action = by_action ? std::string(access::words(route.needs.action())) : "";
    const char* method = route.method == web::Method::Get ? "GET" : "POST";
    if (args.empty()) fmt::print("{:<5}{:<70} {:<13} {}\n", method, route.pattern, scope, action);
    else list.push_back({{"method", method}, {"pattern", route.pattern}, {"name", route.name}, {"scope", scope}, {"action", action}});
  }
  if (!args.empty()) fmt::print("{}\n", list.dump(1));
  return cli::kDone;
}

}  // namespace heed

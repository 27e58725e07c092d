#include "cli/store_commands.h"

#include <iostream>

#include "access/sessions.h"
#include "demo/demo.h"
#include "library/library.h"
#include "publish/publish.h"
#include "store/store.h"

namespace heed::cli {

namespace {

/// The answer to a question on the terminal, or what the option said.
std::string asked(const Options& options, std::string_view option, std::string_view question) {
  if (options.has(option)) return options.value(option);
  fmt::print("{} ", question);
  std::fflush(stdout);
  std::string line;
  std::getline(std::cin, line);
  return line;
}

Result<std::unique_ptr<library::Library>> open_library(const std::filesystem::path& data) {
  return library::Library::open({.file = data / "library.db", .mode = library::OpenOptions::Mode::Create});
}

}  // namespace

int init(const Args& args) {
  auto o = Options::parse(args, {"--data", "--partnership", "--name", "--email", "--key"}, {});
  if (!o.ok()) return wrong_usage("init", o.error().message);
  if (!o->has("--data")) return wrong_usage("init", "init needs --data DIR.");
  access::Partnership partnership;
  partnership.name = asked(*o, "--partnership", "The partnership's name:");
  access::Account administrator;
  administrator.name = PersonalText(asked(*o, "--name", "The first administrator's name:"));
  administrator.email = PersonalText(asked(*o, "--email", "Their email address:"));
  SystemClock clock;
  const std::filesystem::path data = o->value("--data");
  auto store = store::Store::open({.data = data, .key_file = o->value("--key"), .create = true}, clock);
  if (!store.ok()) return fail(store.error());
  auto account = (*store)->write({}, "installation.begin", [&](store::Writer& w) -> Result<AccountId> {
    HEED_TRY(access::put_partnership(w, PartnershipId::random(), partnership, 0));
    HEED_ASSIGN(auto id, access::put_account(w, AccountId::random(), administrator, 0));
    HEED_TRY(access::give(w, {.account = id, .role = access::Role::Administrator}));
    return id;
  });
  if (!account.ok()) return fail(account.error());
  if (auto library = open_library(data); !library.ok()) return fail(library.error());
  access::Sessions sessions(**store, clock);
  fmt::print("The data folder is {}. Keep the key file apart from it and from its backups: without the key nothing can be read.\n"
             "When Heed is running, the administrator chooses a password at /invitation/{} (good for a week).\n",
             data.string(), sessions.invite(*account));
  return kDone;
}

int demo(const Args& args) {
  auto o = Options::parse(args, {"--data", "--entries"}, {});
  if (!o.ok()) return wrong_usage("demo", o.error().message);
  if (!o->has("--data")) return wrong_usage("demo", "demo needs --data DIR.");
  const auto entries = o->value("--entries", "0");
  if (entries.size() > 6 || entries.find_first_not_of("0123456789") != std::string::npos)
    return wrong_usage("demo", "--entries needs a number up to 999999.");
  SystemClock clock;
  auto made = demo::make(o->value("--data"), {.extra_entries = std::stoi(entries)}, clock);
  if (!made.ok()) return fail(made.error());
  for (const auto& line : *made) fmt::print("{}\n", line);
  return kDone;
}

int check(const Args& args) {
  auto o = Options::parse(args, {"--data", "--key"}, {"--json"});
  if (!o.ok()) return wrong_usage("check", o.error().message);
  if (!o->has("--data")) return wrong_usage("check", "check needs --data DIR.");
  SystemClock clock;
  const std::filesystem::path data = o->value("--data");
  auto store = store::Store::open({.data = data, .key_file = o->value("--key")}, clock);
  if (!store.ok()) return fail(store.error());
  auto results = (*store)->check();
  auto library = open_library(data);
  if (!library.ok()) {
    results.push_back({"library", false, library.error().message});
  } else {
    const auto differences = (*store)->read([&](store::Reader& r) { return publish::library_differences(r, **library); });
    results.push_back({"library", differences.empty(), differences.empty() ? "The library holds what the casework released." : differences.front()});
  }
  bool ok = true;
  Json list = Json::array();
  for (const auto& result : results) {
    ok = ok && result.ok;
    if (o->has("--json")) list.push_back({{"name", result.name}, {"ok", result.ok}, {"detail", result.detail}});
    else fmt::print("{:<14} {:<6} {}\n", result.name, result.ok ? "ok" : "WRONG", result.detail);
  }
  if (o->has("--json")) fmt::print("{}\n", list.dump(1));
  return ok ? kDone : kFound;
}

int backup(const Args& args) {
  auto o = Options::parse(args, {"--data", "--to", "--keys-to", "--key"}, {});
  if (!o.ok()) return wrong_usage("backup", o.error().message);
  if (!o->has("--data") || !o->has("--to") || !o->has("--keys-to")) return wrong_usage("backup", "backup needs --data, --to and --keys-to.");
  SystemClock clock;
  auto store = store::Store::open({.data = o->value("--data"), .key_file = o->value("--key")}, clock);
  if (!store.ok()) return fail(store.error());
  if (auto done = (*store)->backup(o->value("--to"), o->value("--keys-to")); !done.ok()) return fail(done.error());
  fmt::print("The data is backed up to {} and the key ring to {}. Keep them apart; the master key is in neither.\n", o->value("--to"), o->value("--keys-to"));
  return kDone;
}

int restore(const Args& args) {
  auto o = Options::parse(args, {"--from", "--keys", "--data", "--key"}, {});
  if (!o.ok()) return wrong_usage("restore", o.error().message);
  if (!o->has("--from") || !o->has("--keys") || !o->has("--data") || !o->has("--key"))
    return wrong_usage("restore", "restore needs --from, --keys, --data and --key.");
  SystemClock clock;
  const std::filesystem::path data = o->value("--data");
  if (auto done = store::restore(o->value("--from"), o->value("--keys"), {.data = data, .key_file = o->value("--key")}, clock); !done.ok())
    return fail(done.error());
  auto store = store::Store::open({.data = data, .key_file = o->value("--key")}, clock);
  if (!store.ok()) return fail(store.error());
  auto library = open_library(data);
  if (!library.ok()) return fail(library.error());
  if (auto up = publish::bring_library_up(**store, **library); !up.ok()) return fail(up.error());
  fmt::print("The backup is restored to {}, and the library is brought up to it.\n", data.string());
  return kDone;
}

}  // namespace heed::cli

#include <sodium.h>

#include "cli/commands.h"
#include "document/worker/worker.h"
#include "serve.h"
#include "static_site.h"

int main(int argc, char** argv) {
  // Not in the table of commands: it is what the program asks of itself, and it needs nothing of the rest.
  if (argc >= 2 && std::string_view(argv[1]) == "read-worker") return heed::document::worker_main(argc > 2 && std::string_view(argv[2]) == "--type");
  heed::document::use_workers();
  if (sodium_init() < 0) return heed::cli::kFault;
  return heed::cli::run(argc, argv, {
      {"serve", "serve --data DIR|--library FILE [--listen ADDR:PORT] [--key FILE] [--behind-proxy] [--workers N]", "Serves the pages until it is stopped.", heed::serve},
      {"library export", "library export --static DIR --data DIR [--site URL]", "Writes the public library as files that any web server can serve.", heed::export_library},
      {"routes", "routes [--json]", "Lists the addresses and what each needs.", heed::routes},
  });
}

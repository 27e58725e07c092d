#include <sodium.h>

#include "serve.h"

int main(int argc, char** argv) {
  if (sodium_init() < 0) return heed::cli::kFault;
  return heed::cli::run(argc, argv, {
      {"serve", "serve --data DIR [--listen ADDR:PORT] [--key FILE] [--behind-proxy] [--workers N]", "Serves the pages until it is stopped.", heed::serve},
      {"routes", "routes [--json]", "Lists the addresses and what each needs.", heed::routes},
  });
}

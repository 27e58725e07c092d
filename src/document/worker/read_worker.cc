#include "document/kind.h"
#include "document/worker/worker.h"

namespace heed::document {
namespace {

Result<Document> type_alone(std::string_view bytes, std::string_view name, const Limits&) {
  Document d;
  d.format = media_type_of(kind_of(bytes, name), bytes);
  return d;
}

}  // namespace

int worker_main(bool type_only) { return worker_main(type_only ? type_alone : read_here, false); }

}  // namespace heed::document

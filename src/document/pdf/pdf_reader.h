// Reads PDF by a program of its own, heed-pdf, which alone is made with poppler: a process with limits of memory, time and
// output, sealed off from the network and from files, in bubblewrap where the system allows it. Here is only who asks it.
#pragma once

#include "document/document.h"
#include "document/worker/child.h"
#include "document/worker/worker.h"

namespace heed::document {

/// heed-pdf, as it is asked.
worker::Reader pdf_reader();
/// Errors: Unsupported for encrypted or damaged files, or when heed-pdf is missing; TooLarge beyond a limit.
Result<Document> read_pdf(const worker::File& file, const Limits& limits);

}  // namespace heed::document

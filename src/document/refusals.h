// What is said of files that cannot be read, where several readers must say the same.
#pragma once

#include "base/result.h"

namespace heed::document {

inline constexpr const char* kSendAgain = "Ask the sender to send it again, and to check that it opens on their computer.";

inline Error cut_off() { return {Code::Unsupported, "This file is cut off or damaged, so it could not be opened.", kSendAgain, {}}; }

}  // namespace heed::document

// The way into this engine: what the engine-independent part of the store calls.
#pragma once

#include "store/store.h"

namespace heed::store::sqlite {

Result<std::unique_ptr<Store>> open_store(const OpenOptions& options, Clock& clock);

}  // namespace heed::store::sqlite

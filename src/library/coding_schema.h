// For schema.cc alone: the script of migration 3.
#pragma once

namespace heed::library {
extern const char* const kCodingSchema;
}

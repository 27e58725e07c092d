// The model file as a part of the program. It lies in read-only memory that the system loads page by page at first use.
#include "anonymise/model/model.h"

asm(".section .rodata\n"
    ".balign 64\n"
    ".global heed_model_begin\n"
    "heed_model_begin:\n"
    ".incbin \"" HEED_MODEL_FILE "\"\n"
    ".global heed_model_end\n"
    "heed_model_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" {
extern const char heed_model_begin[];
extern const char heed_model_end[];
}

namespace heed::anonymise::model {

std::string_view Model::built_in_bytes() { return {heed_model_begin, static_cast<std::size_t>(heed_model_end - heed_model_begin)}; }

}  // namespace heed::anonymise::model

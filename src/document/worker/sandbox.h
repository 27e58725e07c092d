// Takes away from this process what a reader of a hostile file does not need: other files, the network, other programs,
// memory and time without end. Called by a worker before it looks at the first byte; cannot be undone.
// Under a sanitiser, which needs system calls and address space of its own, only what it can live with is taken.
#pragma once

#include <cstdint>

namespace heed::document {

enum class May {
  OpenNothing,   ///< only descriptors that are open already
  ReadShared,    ///< also read below /usr/share (character maps of PDF)
};

struct Seal {
  bool limits = false, calls = false, files = false;  ///< what is in force
};

/// Memory in bytes, seconds of processor time. Never fails; says what could be put in force.
Seal seal(May may, std::uint64_t memory, int seconds);

}  // namespace heed::document

// The Domestic Homicide Review Dataset (Cook and Cook 2026): coded reviews made from the tags of the Home Office's library, as
// incidents.csv, victims.csv and perpetrators.csv, with documents.csv where it is there. Its True is a tag that was met; its
// False says only that none was, and becomes "not recorded". A cell that is no value of the schema is kept as written and
// reported, never mended.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "library/coding.h"

namespace heed::library {

struct DhrdFiles {
  std::string incidents, victims, perpetrators;  ///< contents
  std::string documents;                         ///< may be empty
};

struct DhrdRead {
  CodedBatch batch;
  std::vector<std::string> remarks;  ///< what was met that the codebook does not say, one sentence each
};

/// Errors: BadInput for a file without its key columns, a victim or perpetrator of an incident that is not there, an id that
/// stands twice, or a file that cannot be read.
Result<DhrdRead> read_dhrd(const DhrdFiles& files);
/// The files of a folder. Errors: as above, and NotFound.
Result<DhrdFiles> dhrd_files(const std::string& folder);
CodingSource dhrd_source();

}  // namespace heed::library

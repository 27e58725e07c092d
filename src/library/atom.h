// Writes the Atom feed (RFC 4287) of what was published and withdrawn. Everything is escaped and what XML
// cannot hold is left out. It makes no ids: a feed item brings its own, which says nothing about the
// casework.
#pragma once

#include <string>
#include <vector>

#include "library/library.h"

namespace heed::library {

struct FeedInfo {
  std::string title;     ///< "Published domestic homicide reviews"
  std::string subtitle;  ///< may be empty
  std::string site;      ///< "https://reviews.example", without a closing slash; documents are at site +
                         ///< document_path + id
  std::string self;      ///< address of the feed itself
  std::string author;    ///< the partnership or the installation
  std::string document_path = "/library/";
  std::string notice_path = "/library/notices/";
};

/// A whole Atom document, UTF-8. `items` newest first, as `Library::feed` gives them.
std::string atom(const FeedInfo& info, const std::vector<FeedItem>& items);

}  // namespace heed::library

// How a spreadsheet shows a number: dates by the format's own letters, and the formats offices use for figures. A format
// it does not know gives the plain number. Dates follow both systems of Excel (1900 with its invented 29 February 1900,
// and 1904; ECMA-376 part 1, 18.17.4.1).
#pragma once

#include <string>
#include <string_view>

namespace heed::document::xlsx {

/// The format code of a built-in number format (18.8.30), with 14 in British order; "" for General and unknown ones.
std::string_view built_in_format(int id);
bool is_date_format(std::string_view code);

struct DateParts {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  bool has_day = true;  ///< false for a time alone
  bool valid = false;
};
DateParts date_parts(double serial, bool from_1904);
/// "2016-05-22" or "2016-05-22T14:30"; "" for a time alone or a number that is no date.
std::string iso_date(const DateParts& parts);
/// As the format shows it; dd/mm/yyyy where the format says nothing.
std::string shown_date(const DateParts& parts, double serial, std::string_view code);
std::string shown_number(double value, std::string_view raw, std::string_view code);
/// The words of a sheet's header or footer without its codes for places, fields and fonts ("&LDraft&RPage &P").
std::string header_words(std::string_view code);

}  // namespace heed::document::xlsx

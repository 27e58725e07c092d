#include "base/result.h"

namespace heed {

namespace {
struct Row {
  Code code;
  int http;
  int exit;
};
// One table: what each refusal becomes on the web and on the command line.
constexpr Row kTable[] = {
    {Code::BadInput, 422, 1},    {Code::NotFound, 404, 1},  {Code::SignIn, 303, 1},
    {Code::Forbidden, 403, 1},   {Code::Stale, 409, 1},     {Code::Refused, 409, 1},
    {Code::TooLarge, 413, 1},    {Code::Unsupported, 422, 1}, {Code::RateLimited, 429, 1},
    {Code::Busy, 503, 1},        {Code::Unfinished, 409, 1},
};
}  // namespace

int http_status(Code code) {
  for (const auto& row : kTable)
    if (row.code == code) return row.http;
  return 500;
}

int exit_code(Code code) {
  for (const auto& row : kTable)
    if (row.code == code) return row.exit;
  return 3;
}

}  // namespace heed

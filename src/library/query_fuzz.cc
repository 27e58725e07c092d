// Whatever is typed, the index takes what we make of it: no syntax error, and the expression asks only for what was understood.
#include "library/query.h"
#include "library/sqlite_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::library;
  static Connection& db = *[] {
    auto* made = new Connection(":memory:", Connection::Mode::Create);
    made->script(
        "CREATE VIRTUAL TABLE t USING fts5(body, section_text, tokenize=\"porter unicode61 remove_diacritics 2\");"
        "INSERT INTO t VALUES ('The police were told.', 'Findings')");
    return made;
  }();
  const auto query = parse_query({reinterpret_cast<const char*>(data), size});
  if (query.empty()) return 0;
  const auto expression =
      match_expression(query, [](const std::string& p) { return std::vector<std::string>{p, p + "s"}; });
  auto s = db.query("SELECT count(*) FROM t WHERE t MATCH ?", expression);
  s.step();
  return 0;
}

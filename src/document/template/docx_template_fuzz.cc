// A template from anybody, and XML from anybody as its body: filled or refused, never a crash.
#include "document/template/docx_template.h"
#include "document/zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  TemplateValues values;
  values.words["title"] = "T {{";
  TemplateList list{{"number"}, std::vector<TemplateValues>(2)};
  list.items[0].words["number"] = "1\n2";
  values.lists["actions"] = list;
  Document report;
  report.blocks.resize(1);
  report.blocks[0].runs.push_back({"words"});
  Limits limits;
  limits.expanded_bytes = limits.part_bytes = 4u << 20;
  (void)fill_template(bytes, values, report, {}, limits);
  const std::string types =
      "<Types><Override PartName=\"/d.xml\" ContentType=\"wordprocessingml.document.main+xml\"/>"
      "<Override PartName=\"/s.xml\" ContentType=\"wordprocessingml.styles+xml\"/></Types>";
  (void)fill_template(pack({{"[Content_Types].xml", types}, {"d.xml", std::string(bytes)}, {"s.xml", "<w:styles/>"}}), values, report, {}, limits);
  return 0;
}

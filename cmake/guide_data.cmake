# The guide (docs/guide) goes into the program, which shows it as its help.
file(GLOB heed_guide_texts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/docs/guide/*.md)
string(REPLACE ";" "|" heed_guide_list "${heed_guide_texts}")
set(heed_guide_cc ${CMAKE_BINARY_DIR}/generated/guide_texts.cc)
add_custom_command(
  OUTPUT ${heed_guide_cc}
  COMMAND ${CMAKE_COMMAND} -DOUT=${heed_guide_cc} "-DFILES=${heed_guide_list}" -DNAMESPACE=heed::web
          -DFUNCTION=guide_texts -P ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
  DEPENDS ${heed_guide_texts} ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
  VERBATIM)
target_sources(heed_pages PRIVATE ${heed_guide_cc})

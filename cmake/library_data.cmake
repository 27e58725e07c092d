# The fields that reviews are coded by, the tables and the list of places go into the program.
file(GLOB heed_library_texts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/library/*.toml ${CMAKE_SOURCE_DIR}/data/library/*.tsv)
string(REPLACE ";" "|" heed_library_list "${heed_library_texts}")
set(heed_library_cc ${CMAKE_BINARY_DIR}/generated/library_texts.cc)
add_custom_command(
  OUTPUT ${heed_library_cc}
  COMMAND ${CMAKE_COMMAND} -DOUT=${heed_library_cc} "-DFILES=${heed_library_list}" -DNAMESPACE=heed::library
          -DFUNCTION=built_in_texts -P ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
  DEPENDS ${heed_library_texts} ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
  VERBATIM)
target_sources(heed_library PRIVATE ${heed_library_cc})

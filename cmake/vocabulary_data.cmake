# The field's words go into the program.
file(GLOB heed_vocabulary_texts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/vocabulary/*.toml)
string(REPLACE ";" "|" heed_vocabulary_list "${heed_vocabulary_texts}")
set(heed_vocabulary_cc ${CMAKE_BINARY_DIR}/generated/vocabulary_texts.cc)
add_custom_command(
  OUTPUT ${heed_vocabulary_cc}
  COMMAND ${CMAKE_COMMAND} -DOUT=${heed_vocabulary_cc} "-DFILES=${heed_vocabulary_list}" -DNAMESPACE=heed::library
          -DFUNCTION=built_in_vocabulary -P ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
  DEPENDS ${heed_vocabulary_texts} ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
  VERBATIM)
target_sources(heed_library PRIVATE ${heed_vocabulary_cc})

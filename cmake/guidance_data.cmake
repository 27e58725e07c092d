# The guidance editions and the reference names go into the program.
file(GLOB heed_guidance_texts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/guidance/*.toml
     ${CMAKE_SOURCE_DIR}/data/reference/*.tsv ${CMAKE_SOURCE_DIR}/data/reference/*.txt)
string(REPLACE ";" "|" heed_guidance_list "${heed_guidance_texts}")
set(heed_guidance_cc ${CMAKE_BINARY_DIR}/generated/guidance_texts.cc)
add_custom_command(
  OUTPUT ${heed_guidance_cc}
  COMMAND ${CMAKE_COMMAND} -DOUT=${heed_guidance_cc} "-DFILES=${heed_guidance_list}" -DNAMESPACE=heed::guidance
          -DFUNCTION=built_in_texts -P ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
  DEPENDS ${heed_guidance_texts} ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
  VERBATIM)
target_sources(heed_guidance PRIVATE ${heed_guidance_cc})

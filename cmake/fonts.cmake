# The fonts of a written PDF go into the program by the assembler: a file is the same wherever it is made, and a server needs no
# fonts. Liberation Sans 2 has the widths of Arial; DejaVu Sans has the scripts that it lacks. Both may be embedded and passed on.
function(heed_font variable)
  find_file(HEED_FONT_${variable} NAMES ${ARGN}
    PATHS /usr/share/fonts/truetype/liberation2 /usr/share/fonts/truetype/liberation /usr/share/fonts/truetype/dejavu
    NO_DEFAULT_PATH REQUIRED)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${HEED_FONT_${variable}})
  list(APPEND heed_font_files ${HEED_FONT_${variable}})
  list(APPEND heed_font_definitions "HEED_FONT_${variable}=\"${HEED_FONT_${variable}}\"")
  set(heed_font_files ${heed_font_files} PARENT_SCOPE)
  set(heed_font_definitions ${heed_font_definitions} PARENT_SCOPE)
endfunction()
heed_font(REGULAR LiberationSans-Regular.ttf)
heed_font(BOLD LiberationSans-Bold.ttf)
heed_font(ITALIC LiberationSans-Italic.ttf)
heed_font(BOLD_ITALIC LiberationSans-BoldItalic.ttf)
heed_font(WIDE DejaVuSans.ttf)
heed_font(WIDE_BOLD DejaVuSans-Bold.ttf)
set_source_files_properties(src/document/pdf_write/font_files.cc PROPERTIES
  OBJECT_DEPENDS "${heed_font_files}"
  SKIP_PRECOMPILE_HEADERS ON
  COMPILE_DEFINITIONS "${heed_font_definitions}")

# Puts web-build/ into heed_web. script/assets makes it (npm packages from script/bootstrap); the build runs that by
# itself when a source of an asset is newer, and does not need Node while none is.
file(GLOB heed_asset_sources CONFIGURE_DEPENDS
     src/web/assets/*.scss src/web/assets/*.js src/web/assets/*.mjs src/web/assets/*.svg src/web/assets/*.png)
set(heed_assets_data ${CMAKE_SOURCE_DIR}/web-build/assets_data.cc)
add_custom_command(
  OUTPUT ${heed_assets_data}
  COMMAND ${CMAKE_SOURCE_DIR}/script/assets
  DEPENDS ${heed_asset_sources} ${CMAKE_SOURCE_DIR}/package-lock.json ${CMAKE_SOURCE_DIR}/script/assets
  COMMENT "Making the front-end assets (script/assets)"
  VERBATIM)
if(NOT EXISTS ${heed_assets_data})
  message(STATUS "The front-end assets are not made yet; the build will run script/assets.")
endif()
target_sources(heed_web PRIVATE ${heed_assets_data})
set_source_files_properties(${heed_assets_data} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)

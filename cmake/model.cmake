# The model file goes into the program by the assembler, which costs the compiler nothing; and the program that makes it.
set(HEED_MODEL_FILE ${CMAKE_SOURCE_DIR}/data/model/names.model CACHE FILEPATH "The model that detection uses")
file(SHA256 ${HEED_MODEL_FILE} heed_model_hash)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${HEED_MODEL_FILE})
set_source_files_properties(src/anonymise/model/built_in.cc PROPERTIES
  OBJECT_DEPENDS ${HEED_MODEL_FILE}
  SKIP_PRECOMPILE_HEADERS ON
  COMPILE_DEFINITIONS "HEED_MODEL_FILE=\"${HEED_MODEL_FILE}\";HEED_MODEL_HASH=\"${heed_model_hash}\"")
# The arithmetic is loops over sixteen labels: worth unrolling even where the rest is built for debugging.
set_source_files_properties(src/anonymise/model/crf.cc src/anonymise/model/model.cc src/anonymise/model/features.cc src/anonymise/model/tokens.cc
  PROPERTIES SKIP_PRECOMPILE_HEADERS ON COMPILE_OPTIONS "$<$<NOT:$<BOOL:${HEED_SANITISE}>>:-O3>")
file(GLOB heed_train_sources CONFIGURE_DEPENDS src/anonymise/model/train/*.cc)
list(FILTER heed_train_sources EXCLUDE REGEX "_(test|fuzz)\\.cc$")
add_executable(heed_train EXCLUDE_FROM_ALL ${heed_train_sources})
target_precompile_headers(heed_train REUSE_FROM heed_pch)
target_link_libraries(heed_train PRIVATE heed_anonymise)
# Not where the shared header was compiled without optimisation. A root that must not set errno can be taken of four at once.
set_source_files_properties(src/anonymise/model/train/learn.cc PROPERTIES SKIP_PRECOMPILE_HEADERS ON COMPILE_OPTIONS "-O3;-fno-math-errno;-fno-trapping-math")

list(FILTER heed_train_sources EXCLUDE REGEX "/main\\.cc$")
add_executable(heed_train_test ${heed_train_sources} src/anonymise/model/train/train_test.cc)
target_precompile_headers(heed_train_test REUSE_FROM heed_pch)
target_link_libraries(heed_train_test PRIVATE heed_anonymise GTest::gtest GTest::gtest_main)
add_test(NAME train COMMAND heed_train_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})

# Checks of the project's own texts.
# The C++ of README and docs is taken from compiled files.
add_test(NAME snippets COMMAND ${CMAKE_COMMAND} -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -P ${CMAKE_CURRENT_LIST_DIR}/snippets.cmake)
add_test(NAME snippets_fail COMMAND ${CMAKE_COMMAND}
  -D WORK_DIR=${CMAKE_CURRENT_BINARY_DIR}/snippets -P ${CMAKE_CURRENT_LIST_DIR}/snippets_fail.cmake)

# No link of a page leads nowhere.
add_test(NAME links COMMAND ${CMAKE_COMMAND} -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -P ${CMAKE_CURRENT_LIST_DIR}/links.cmake)
add_test(NAME links_fail COMMAND ${CMAKE_COMMAND}
  -D WORK_DIR=${CMAKE_CURRENT_BINARY_DIR}/links -P ${CMAKE_CURRENT_LIST_DIR}/links_fail.cmake)

# What is there in English is there in Portuguese.
add_test(NAME languages COMMAND ${CMAKE_COMMAND} -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -P ${CMAKE_CURRENT_LIST_DIR}/languages.cmake)
add_test(NAME languages_fail COMMAND ${CMAKE_COMMAND}
  -D WORK_DIR=${CMAKE_CURRENT_BINARY_DIR}/languages -P ${CMAKE_CURRENT_LIST_DIR}/languages_fail.cmake)

# What ./dev docs makes, where its programs are.
find_program(RUBRICA_MKDOCS mkdocs)
find_program(RUBRICA_DOXYGEN doxygen)
find_program(RUBRICA_PYTHON python3)
mark_as_advanced(RUBRICA_MKDOCS RUBRICA_DOXYGEN RUBRICA_PYTHON)
if(RUBRICA_MKDOCS)
  add_test(NAME site COMMAND ${RUBRICA_MKDOCS} build --quiet --site-dir ${CMAKE_CURRENT_BINARY_DIR}/site
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endif()
if(RUBRICA_DOXYGEN AND RUBRICA_PYTHON)
  add_test(NAME reference COMMAND ${CMAKE_COMMAND} -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -D DOXYGEN=${RUBRICA_DOXYGEN}
    -D PYTHON=${RUBRICA_PYTHON} -D WORK_DIR=${CMAKE_CURRENT_BINARY_DIR}/reference -P ${CMAKE_CURRENT_LIST_DIR}/reference.cmake)
endif()

# The numbered examples, each against its own simulator; tests/programs has the first two.
if(RUBRICA_BUILD_EXAMPLES)
  file(GLOB guides RELATIVE ${PROJECT_SOURCE_DIR}/examples/guide CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/examples/guide/*.cpp)
  foreach(source IN LISTS guides)
    string(REPLACE ".cpp" "" name guide_${source})
    if(TARGET ${name} AND NOT name MATCHES "_0[12]_")
      add_test(NAME ${name}
        COMMAND ${CMAKE_COMMAND} -D PROGRAM=$<TARGET_FILE:${name}> -D SOURCE=${PROJECT_SOURCE_DIR}/examples/guide/${source}
          -P ${CMAKE_CURRENT_LIST_DIR}/example.cmake
        WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/examples/assets)
    endif()
  endforeach()
  add_dependencies(checks guide receivers)
endif()

add_test(NAME versions_agree COMMAND ${CMAKE_COMMAND}
  -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -D VERSION=${PROJECT_VERSION} -P ${CMAKE_CURRENT_LIST_DIR}/versions_agree.cmake)

# docs/coverage.md: every operation of the list and the test that makes it. The target `coverage` writes it anew.
set(exchanges ${CMAKE_CURRENT_BINARY_DIR}/exchanges/clicksign.jsonl)
add_executable(coverage_table tools/coverage.cpp)
rubrica_target_defaults(coverage_table)
add_dependencies(checks coverage_table)
target_link_libraries(coverage_table PRIVATE rubrica_test_operations)
set_tests_properties(test_clicksign PROPERTIES FIXTURES_SETUP exchanges)
add_test(NAME coverage COMMAND coverage_table --check ${PROJECT_SOURCE_DIR} ${exchanges})
set_tests_properties(coverage PROPERTIES FIXTURES_REQUIRED exchanges)
add_custom_target(coverage VERBATIM USES_TERMINAL
  COMMAND test_clicksign --record ${exchanges}
  COMMAND coverage_table --write ${PROJECT_SOURCE_DIR} ${exchanges})

add_test(NAME simdjson_choice COMMAND ${CMAKE_COMMAND}
  -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -D WORK_DIR=${CMAKE_CURRENT_BINARY_DIR}/simdjson_choice
  -P ${CMAKE_CURRENT_LIST_DIR}/simdjson_choice.cmake)

# A citation such as `clicksign-rest §5.1` names a heading of docs/wire.
add_test(NAME citations COMMAND ${CMAKE_COMMAND}
  -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -P ${CMAKE_CURRENT_LIST_DIR}/citations.cmake)
add_test(NAME citations_fail COMMAND ${CMAKE_COMMAND}
  -D WORK_DIR=${CMAKE_CURRENT_BINARY_DIR}/citations -P ${CMAKE_CURRENT_LIST_DIR}/citations_fail.cmake)

# The map of CONTRIBUTING.md says which folder may include which.
add_test(NAME floors COMMAND ${CMAKE_COMMAND} -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -P ${CMAKE_CURRENT_LIST_DIR}/floors.cmake)

# The section "Tests" of CONTRIBUTING.md: the tags of the tests, and the headers whose test has another name.
add_test(NAME tags COMMAND ${CMAKE_COMMAND}
  -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -D CASES=1000 -P ${CMAKE_CURRENT_LIST_DIR}/tags.cmake)
add_test(NAME tags_fail COMMAND ${CMAKE_COMMAND}
  -D WORK_DIR=${CMAKE_CURRENT_BINARY_DIR}/tags -P ${CMAKE_CURRENT_LIST_DIR}/tags_fail.cmake)
add_test(NAME mirror COMMAND ${CMAKE_COMMAND} -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -P ${CMAKE_CURRENT_LIST_DIR}/mirror.cmake)

# What ./dev dist makes; it reads the history, which an unpacked archive has not.
find_package(Git QUIET)
find_program(RUBRICA_PYTHON python3)
mark_as_advanced(RUBRICA_PYTHON)
if(GIT_FOUND AND RUBRICA_PYTHON AND EXISTS ${PROJECT_SOURCE_DIR}/.git)
  add_test(NAME dist COMMAND ${CMAKE_COMMAND}
    -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -D WORK_DIR=${CMAKE_CURRENT_BINARY_DIR}/dist -P ${CMAKE_CURRENT_LIST_DIR}/dist.cmake)
endif()

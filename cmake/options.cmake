# What a person may switch. A parent project that adds rubrica gets the library and nothing else.
option(BUILD_SHARED_LIBS "Build shared libraries" OFF)
option(RUBRICA_BUILD_SANDBOX "Build rubrica::sandbox, the ClickSign simulator (needs cpp-httplib)" ${PROJECT_IS_TOP_LEVEL})
option(RUBRICA_BUILD_EXAMPLES "Build the programs in examples/" ${PROJECT_IS_TOP_LEVEL})
option(RUBRICA_BUILD_TESTS "Build the tests (needs Catch2)" ${PROJECT_IS_TOP_LEVEL})
option(RUBRICA_INSTALL "Generate the install and export rules" ${PROJECT_IS_TOP_LEVEL})
option(RUBRICA_WARNINGS_AS_ERRORS "Fail on a compiler warning" OFF)
set(RUBRICA_WITH_SIMDJSON AUTO CACHE STRING "Parse JSON with simdjson: AUTO (where it is found), ON or OFF")
set_property(CACHE RUBRICA_WITH_SIMDJSON PROPERTY STRINGS AUTO ON OFF)
set(RUBRICA_SANITIZE "" CACHE STRING "Sanitizers for everything here, as -fsanitize= takes them: address,undefined or thread")

if(RUBRICA_BUILD_EXAMPLES OR RUBRICA_BUILD_TESTS)
  set(RUBRICA_BUILD_SANDBOX ON)
endif()

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release)
endif()

if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endif()

include(GNUInstallDirs)

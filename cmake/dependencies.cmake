# Why each one is here: docs/dependencies.md. All are found on the machine; nothing is downloaded.

include(cmake/find.cmake)

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
if(RUBRICA_BUILD_CLIENT)
  rubrica_find(CURL 7.85)
endif()
find_package(OpenSSL 3.0 REQUIRED)
find_package(nlohmann_json 3.10 REQUIRED)
rubrica_find(fmt 9)

include(cmake/simdjson.cmake)

if(RUBRICA_BUILD_SANDBOX)
  include(cmake/find-cpp-httplib.cmake)
  rubrica_find(ZLIB 1.2)
endif()
include(cmake/workflow.cmake)
if(RUBRICA_BUILD_TESTS)
  find_package(Catch2 REQUIRED)
  # For rubrica/interop, which is compiled in the user's build only.
  find_path(RUBRICA_ASIO_INCLUDE_DIR asio.hpp)
  mark_as_advanced(RUBRICA_ASIO_INCLUDE_DIR)
endif()
if(RUBRICA_BUILD_TESTS OR RUBRICA_BUILD_EXAMPLES)
  find_package(Boost 1.70 QUIET)
  if(NOT Boost_FOUND)
    set(Boost_INCLUDE_DIRS) # FindBoost leaves a NOTFOUND in it, which is no folder to include from
  endif()
endif()

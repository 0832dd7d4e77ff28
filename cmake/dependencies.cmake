# Why each one is here: docs/dependencies.md. All are found on the machine; nothing is downloaded.

# rubrica_find(NAME VERSION): finds NAME in VERSION or newer. Some packages call a newer version incompatible when it is
# asked for by number (simdjson: another minor, curl: another major), so the number is compared here.
macro(rubrica_find name version)
  find_package(${name} REQUIRED)
  set(rubrica_found "${${name}_VERSION}")
  if(rubrica_found STREQUAL "") # FindCURL.cmake's spelling
    set(rubrica_found "${${name}_VERSION_STRING}")
  endif()
  if(rubrica_found VERSION_LESS ${version})
    message(FATAL_ERROR "rubrica needs ${name} ${version} or newer; '${rubrica_found}' was found.")
  endif()
endmacro()

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
rubrica_find(CURL 7.85)
find_package(OpenSSL 3.0 REQUIRED)
find_package(nlohmann_json 3.10 REQUIRED)
rubrica_find(fmt 9)

if(RUBRICA_WITH_SIMDJSON STREQUAL "AUTO")
  find_package(simdjson QUIET)
elseif(RUBRICA_WITH_SIMDJSON)
  rubrica_find(simdjson 3)
endif()

if(RUBRICA_BUILD_SANDBOX)
  include(cmake/find-cpp-httplib.cmake)
  rubrica_find(ZLIB 1.2)
endif()
if(RUBRICA_BUILD_TESTS)
  find_package(Catch2 REQUIRED)
endif()

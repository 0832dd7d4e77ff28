# cmake -P: RUBRICA_WITH_SIMDJSON decides, whatever simdjson lies about or a parent project found.
#   SOURCE_DIR  the project      WORK_DIR  a folder to fill
cmake_minimum_required(VERSION 3.23)

if(CASE) # one configuration, in a process of its own because it may end with an error
  include(${SOURCE_DIR}/cmake/find.cmake)
  if(PARENT)
    find_package(simdjson REQUIRED)
  endif()
  include(${SOURCE_DIR}/cmake/simdjson.cmake)
  message(NOTICE "with simdjson: ${RUBRICA_HAVE_SIMDJSON}")
  return()
endif()

foreach(version 0.7.1 2.2.3 3.0.0 3.10.1 4.2.0)
  file(WRITE ${WORK_DIR}/${version}/simdjson-config.cmake "set(simdjson_VERSION ${version})\n")
  # As simdjson's own: only the minor version that was asked for fits.
  file(WRITE ${WORK_DIR}/${version}/simdjson-config-version.cmake "set(PACKAGE_VERSION ${version})
string(REGEX MATCH \"^[0-9]+\\\\.[0-9]+\" minor \${PACKAGE_VERSION})
if(NOT PACKAGE_FIND_VERSION OR PACKAGE_FIND_VERSION STREQUAL minor)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
endif()\n")
endforeach()

# expect(WITH VERSION SAYS [PARENT]): with this choice, and this version found or `none`, the configuration says SAYS.
function(expect with version says)
  execute_process(COMMAND ${CMAKE_COMMAND} -D CASE=ON -D SOURCE_DIR=${SOURCE_DIR} -D RUBRICA_WITH_SIMDJSON=${with}
      -D simdjson_ROOT=${WORK_DIR}/${version} -D CMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF -D "PARENT=${ARGN}" -P ${CMAKE_CURRENT_FUNCTION_LIST_FILE}
    OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT output MATCHES "${says}")
    message(SEND_ERROR "RUBRICA_WITH_SIMDJSON=${with} with simdjson ${version} ${ARGN}: no '${says}' in\n${output}")
  endif()
endfunction()

set(too_old "3\\.0 or newer")
foreach(version 3.0.0 3.10.1 4.2.0)
  expect(AUTO ${version} "with simdjson: ON")
  expect(ON ${version} "with simdjson: ON")
  expect(OFF ${version} "with simdjson: OFF")
  expect(OFF ${version} "with simdjson: OFF" PARENT)
endforeach()
foreach(version 0.7.1 2.2.3)
  expect(AUTO ${version} "${too_old}.*with simdjson: OFF")
  expect(AUTO ${version} "${too_old}.*with simdjson: OFF" PARENT)
  expect(OFF ${version} "with simdjson: OFF" PARENT)
  expect(ON ${version} "Error.*${too_old}")
endforeach()
expect(AUTO none "with simdjson: OFF")
expect(ON none "Error.*simdjson")

# cmake -P: installs a build of rubrica into a fresh prefix and uses it from there as strangers would.
#   BUILD_DIR  a finished build of rubrica         SOURCE_DIR  the project
#   WORK_DIR   a folder to fill               CXX         the compiler
#   SANITIZE   what the build was sanitized with   SHARED      ON: link shared libraries of OBJECTS first
#   OBJECTS    the build's objects.cmake           WITH_SIMDJSON  whether the objects need it
#   WITH_WORKFLOW  whether rubrica::workflow was built
cmake_minimum_required(VERSION 3.23)
set(prefix ${WORK_DIR}/prefix)
set(consumer ${SOURCE_DIR}/tests/consumer)
set(flags "-Wall -Wextra -Wpedantic -Werror")
if(SANITIZE)
  string(APPEND flags " -fsanitize=${SANITIZE}")
endif()

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
  list(JOIN ARGN " " line)
  if(failed)
    message(FATAL_ERROR "${line}\n${output}")
  endif()
  message(STATUS "${line}")
endfunction()

function(configure source binary)
  run(${CMAKE_COMMAND} -S ${source} -B ${binary} -G Ninja -DCMAKE_CXX_COMPILER=${CXX} ${ARGN})
endfunction()

file(REMOVE_RECURSE ${WORK_DIR})
set(components core client sandbox)
set(libraries rubrica_rubrica rubrica_sandbox programs)
if(WITH_WORKFLOW)
  list(APPEND components workflow)
  list(APPEND libraries rubrica_workflow)
endif()
if(SHARED)
  set(BUILD_DIR ${WORK_DIR}/build)
  configure(${SOURCE_DIR} ${BUILD_DIR} -DBUILD_SHARED_LIBS=ON -DRUBRICA_OBJECTS=${OBJECTS} -DCMAKE_BUILD_TYPE=Release
    -DRUBRICA_WITH_SIMDJSON=${WITH_SIMDJSON} -DRUBRICA_WITH_WORKFLOW=${WITH_WORKFLOW} -DRUBRICA_SANITIZE=${SANITIZE} -DRUBRICA_WARNINGS_AS_ERRORS=ON -DRUBRICA_BUILD_TESTS=OFF)
  run(${CMAKE_COMMAND} --build ${BUILD_DIR} --target ${libraries})
endif()
# An installed tree may be made elsewhere, moved, and need not lie where the loader looks.
run(${CMAKE_COMMAND} -E env DESTDIR=${WORK_DIR}/staged ${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix /opt/rubrica)
file(RENAME ${WORK_DIR}/staged/opt/rubrica ${prefix})
if(SHARED)
  file(GLOB programs ${prefix}/bin/*)
  foreach(program IN LISTS programs)
    run(${program} --version) # says the loader's words, when it does not find a library
  endforeach()
  string(APPEND flags " -fvisibility=hidden")
endif()

# A static consumer needs our dependencies, a shared one none of them; nobody who links core alone needs libcurl.
set(core_without -DCMAKE_DISABLE_FIND_PACKAGE_CURL=ON -DCMAKE_DISABLE_FIND_PACKAGE_nlohmann_json=ON)
set(client_without -DCMAKE_DISABLE_FIND_PACKAGE_nlohmann_json=ON)
if(SHARED)
  foreach(package OpenSSL fmt simdjson)
    list(APPEND core_without -DCMAKE_DISABLE_FIND_PACKAGE_${package}=ON)
  endforeach()
  set(client_without ${core_without})
endif()
set(sandbox_without ${core_without})
set(workflow_without ${client_without})
foreach(component IN LISTS components)
  set(build ${WORK_DIR}/${component})
  configure(${consumer} ${build} -DCMAKE_PREFIX_PATH=${prefix} -DCOMPONENT=${component} -DCMAKE_CXX_FLAGS=${flags}
    ${${component}_without})
  run(${CMAKE_COMMAND} --build ${build})
  run(${build}/consumer_17)
  run(${build}/consumer_20)
endforeach()

# A component that does not exist is named.
execute_process(COMMAND ${CMAKE_COMMAND} -S ${consumer} -B ${WORK_DIR}/unknown -G Ninja -DCMAKE_CXX_COMPILER=${CXX}
  -DCMAKE_PREFIX_PATH=${prefix} -DCOMPONENT=sandbx RESULT_VARIABLE failed OUTPUT_QUIET ERROR_VARIABLE output)
if(NOT failed OR NOT output MATCHES "no component 'sandbx'")
  message(FATAL_ERROR "an unknown component is not named:\n${output}")
endif()

# By pkg-config, which must answer with our prefix although it was chosen at installation, and tell a compiler nothing of what
# rubrica itself is made with. The objects are those of above.
find_program(PKG_CONFIG NAMES pkgconf pkg-config REQUIRED)
file(GLOB_RECURSE pc ${prefix}/*/rubrica.pc)
cmake_path(GET pc PARENT_PATH pc_dir)
cmake_path(GET pc_dir PARENT_PATH lib_dir)
set(ENV{PKG_CONFIG_PATH} ${pc_dir})
set(only_flags -I${prefix}/include)
if(NOT SHARED)
  list(APPEND only_flags -DRUBRICA_STATIC_DEFINE)
endif()
separate_arguments(flags UNIX_COMMAND "${flags}")
foreach(component IN LISTS components)
  set(module rubrica-${component})
  if(component STREQUAL "client")
    set(module rubrica)
  endif()
  foreach(question --cflags --libs)
    execute_process(COMMAND ${PKG_CONFIG} ${question} ${module}
      OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(${question} UNIX_COMMAND "${answer}")
  endforeach()
  list(TRANSFORM --cflags REPLACE "/[^/]+/[^/]+/pkgconfig/\\.\\./\\.\\./\\.\\./|/lib/pkgconfig/\\.\\./\\.\\./" "/")
  list(FILTER --cflags EXCLUDE REGEX "^-I/usr/include/") # Debian's curl names a folder that every compiler knows
  list(SORT --cflags)
  list(SORT only_flags)
  if(NOT --cflags STREQUAL only_flags)
    message(FATAL_ERROR "pkg-config --cflags ${module} says ${--cflags}, and not ${only_flags}")
  endif()
  set(object ${WORK_DIR}/${component}/CMakeFiles/consumer_17.dir/${component}.cpp.o)
  run(${CXX} ${flags} ${object} -o ${WORK_DIR}/${component}/by_pkg_config -Wl,-rpath,${lib_dir} ${--libs})
  run(${WORK_DIR}/${component}/by_pkg_config)
endforeach()

if(SHARED)
  # A library finds the others itself: a program knows of those only that it uses.
  file(GLOB libraries ${lib_dir}/librubrica*.so)
  execute_process(COMMAND ldd ${libraries} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
  if(output MATCHES "not found")
    message(FATAL_ERROR "a library does not find what it needs:\n${output}")
  endif()
  run(sh ${consumer}/exports.sh ${lib_dir} ${prefix}/include ${WORK_DIR}/exports ${CXX}
    ${SOURCE_DIR}/docs/coverage.md)
endif()

foreach(fetch OFF ON)
  configure(${consumer}/subdirectory ${WORK_DIR}/parent_${fetch} -DRUBRICA_SOURCE_DIR=${SOURCE_DIR} -DFETCH=${fetch})
endforeach()

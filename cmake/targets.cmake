# For our own targets only: nothing of this reaches a project that links them.
set(RUBRICA_COMPILE_OPTIONS
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2 -Wimplicit-fallthrough)
set(RUBRICA_LINK_OPTIONS)
if(RUBRICA_WARNINGS_AS_ERRORS)
  list(APPEND RUBRICA_COMPILE_OPTIONS -Werror)
endif()
if(RUBRICA_SANITIZE)
  list(APPEND RUBRICA_COMPILE_OPTIONS -fsanitize=${RUBRICA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  list(APPEND RUBRICA_LINK_OPTIONS -fsanitize=${RUBRICA_SANITIZE})
  if(RUBRICA_SANITIZE MATCHES undefined)
    list(APPEND RUBRICA_COMPILE_OPTIONS -fno-sanitize=vptr) # it looks for types that SOCI's libraries do not export
  endif()
endif()

# Gives a target of this project its language level, warnings and visibility.
function(rubrica_target_defaults target)
  target_compile_features(${target} PUBLIC cxx_std_17)
  target_compile_options(${target} PRIVATE ${RUBRICA_COMPILE_OPTIONS})
  target_link_options(${target} PRIVATE ${RUBRICA_LINK_OPTIONS})
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF CXX_SCAN_FOR_MODULES OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON)
endfunction()

# rubrica_target_unity(TARGET [WHOLE]): compiles the sources of each UNITY_GROUP as one; with WHOLE, all of them. That a local name
# is also a constant of another source means nothing; other builds look for names that hide one of their own source.
function(rubrica_target_unity target)
  if(NOT RUBRICA_UNITY_BUILD)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON)
  if(ARGN STREQUAL "WHOLE")
    set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE BATCH UNITY_BUILD_BATCH_SIZE 0)
  else()
    set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  endif()
  target_compile_options(${target} PRIVATE -Wno-shadow)
endfunction()

# rubrica_drops_the_unused(OBJECTS): each function has a section of its own, and a shared library keeps those that it needs of the
# helpers that all parts share.
function(rubrica_drops_the_unused objects)
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang" AND NOT APPLE)
    target_compile_options(${objects} PRIVATE $<$<NOT:$<CONFIG:Debug>>:-ffunction-sections;-fdata-sections>)
  endif()
endfunction()

# rubrica_exports_only_rubrica(LIBRARY): without it, a shared library also exports what it instantiated of std's templates, which
# a program would then share with it by chance.
function(rubrica_exports_only_rubrica library)
  if(BUILD_SHARED_LIBS AND CMAKE_SYSTEM_NAME MATCHES "Linux|FreeBSD")
    set(map ${PROJECT_SOURCE_DIR}/cmake/exports.map)
    target_link_options(${library} PRIVATE LINKER:--version-script=${map} LINKER:--gc-sections)
    set_target_properties(${library} PROPERTIES LINK_DEPENDS ${map})
  endif()
endfunction()

# rubrica_install_rpath(TARGET FOLDER): installed into FOLDER, it finds rubrica's shared libraries from where it lies itself, so
# that an install outside of the loader's path works, also after it was moved. CMAKE_INSTALL_RPATH goes first.
function(rubrica_install_rpath target folder)
  if(NOT BUILD_SHARED_LIBS OR DEFINED CMAKE_INSTALL_RPATH)
    return()
  endif()
  file(RELATIVE_PATH way ${folder} ${CMAKE_INSTALL_FULL_LIBDIR})
  set(origin $ORIGIN)
  if(APPLE)
    set(origin @loader_path)
  endif()
  string(REGEX REPLACE "/$" "" rpath "${origin}/${way}")
  set_target_properties(${target} PROPERTIES INSTALL_RPATH ${rpath})
endfunction()

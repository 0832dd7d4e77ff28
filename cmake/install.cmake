# cmake --install gives the headers, the libraries, a CMake package and pkg-config files. The sandbox is a component of
# its own in all of them: a production image does without it. So are the programs, with their manual.
include(CMakePackageConfigHelpers)

set(RUBRICA_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/rubrica)
set(RUBRICA_LIBRARIES core)
if(RUBRICA_BUILD_CLIENT)
  list(APPEND RUBRICA_LIBRARIES rubrica)
endif()
if(RUBRICA_BUILD_SANDBOX)
  list(APPEND RUBRICA_LIBRARIES sandbox)
endif()
if(RUBRICA_HAVE_WORKFLOW)
  list(APPEND RUBRICA_LIBRARIES workflow)
endif()

set(httplib_link -) # of headers alone, as vcpkg and Conan have it
if(TARGET PkgConfig::CPP_HTTPLIB)
  set(httplib_link -lcpp-httplib)
endif()
# What a library is linked with: our name for it, the package that CMake finds it by, and the module of pkg-config, or what its
# linker is told. The modules of simdjson and cpp-httplib carry definitions, which would reach whoever compiles with ours.
set(RUBRICA_DEPENDENCIES
  "Threads::Threads Threads -pthread"
  "CURL::libcurl CURL libcurl"
  "OpenSSL::SSL OpenSSL libssl"
  "OpenSSL::Crypto OpenSSL libcrypto"
  "fmt::fmt fmt fmt"
  "simdjson::simdjson simdjson -lsimdjson"
  "httplib::httplib httplib ${httplib_link}"
  "ZLIB::ZLIB ZLIB zlib"
  "rubrica_soci_sqlite3 - -lsoci_sqlite3"
  "rubrica_soci_postgresql - -lsoci_postgresql"
  "rubrica_soci_mysql - -lsoci_mysql"
  "rubrica_soci_core soci -lsoci_core"
  "rubrica_soci_sqlite3 - -lsqlite3" # which our code calls besides
  "rubrica_soci_postgresql - -lpq"
  "rubrica_core - rubrica-core"
  "rubrica_rubrica - rubrica")

# rubrica_shared_flag(OUT TARGET): what a linker is told of a dependency that is a shared library; nothing for others. A pkg-config
# file that only names its module would ask for what curl is linked with in turn, whose development files need not be there.
function(rubrica_shared_flag out target)
  set(${out} "" PARENT_SCOPE)
  if(NOT TARGET ${target})
    return()
  endif()
  get_target_property(aliased ${target} ALIASED_TARGET)
  if(aliased)
    set(target ${aliased})
  endif()
  get_target_property(configurations ${target} IMPORTED_CONFIGURATIONS)
  list(TRANSFORM configurations PREPEND IMPORTED_LOCATION_)
  foreach(property IMPORTED_LOCATION ${configurations})
    get_target_property(file ${target} ${property})
    if(file MATCHES "/lib([^/]+)\\.so[.0-9]*$")
      set(${out} -l${CMAKE_MATCH_1} PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

# Whoever links a static library links its dependencies too; a shared one brings its own. Both lists are read off the
# targets, so that they cannot fall behind. Of the modules, those of ours are the ones whose headers ours include.
function(rubrica_dependencies_of library packages_out modules_out private_out flags_out)
  get_target_property(linked rubrica_${library} LINK_LIBRARIES)
  set(packages)
  set(modules)
  set(private)
  set(flags)
  foreach(dependency IN LISTS RUBRICA_DEPENDENCIES)
    string(REPLACE " " ";" dependency "${dependency}")
    list(POP_FRONT dependency target package module)
    if(NOT target IN_LIST linked OR (BUILD_SHARED_LIBS AND NOT target MATCHES "^rubrica_(core|rubrica)$"))
      continue()
    endif()
    if(NOT package STREQUAL "-")
      list(APPEND packages ${package})
    endif()
    rubrica_shared_flag(flag ${target})
    list(APPEND flags ${flag})
    if(module MATCHES "^-.")
      list(APPEND flags ${module})
    elseif(module MATCHES "^rubrica")
      list(APPEND modules ${module})
    elseif(NOT module STREQUAL "-")
      list(APPEND private ${module})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES packages)
  list(REMOVE_DUPLICATES flags)
  foreach(kind packages modules private flags)
    set(${${kind}_out} "${${kind}}" PARENT_SCOPE)
  endforeach()
endfunction()

# rubrica_pc_line(OUT NAME WORDS...): appends a line of a pkg-config file, when there are words for it
function(rubrica_pc_line out name)
  list(JOIN ARGN " " words)
  if(words)
    set(${out} "${${out}}${name}: ${words}\n" PARENT_SCOPE)
  endif()
endfunction()

# rubrica_pkg_config(LIBRARY NAME DESCRIPTION COMPONENT)
function(rubrica_pkg_config library name description component)
  rubrica_dependencies_of(${library} unused modules private flags)
  get_target_property(output rubrica_${library} OUTPUT_NAME)
  if(NOT output)
    set(output rubrica_${library})
  endif()
  set(lines)
  rubrica_pc_line(lines Requires ${modules})
  rubrica_pc_line(lines Requires.private ${private})
  rubrica_pc_line(lines Libs "-L\${libdir}" -l${output} ${flags})
  if(library STREQUAL "core") # which all others require
    set(static)
    if(NOT BUILD_SHARED_LIBS)
      set(static -DRUBRICA_STATIC_DEFINE)
    endif()
    rubrica_pc_line(lines Cflags "-I\${includedir}" ${static})
  endif()
  # The prefix is found from where the file lies, so that an installed tree may be moved.
  file(RELATIVE_PATH up ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
  string(REGEX REPLACE "/$" "" up ${up})
  cmake_path(APPEND libdir "\${prefix}" ${CMAKE_INSTALL_LIBDIR})
  cmake_path(APPEND includedir "\${prefix}" ${CMAKE_INSTALL_INCLUDEDIR})
  configure_file(cmake/rubrica.pc.in ${PROJECT_BINARY_DIR}/package/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/package/${name}.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT ${component})
endfunction()

foreach(library IN LISTS RUBRICA_LIBRARIES)
  set(component rubrica)
  set(targets_file rubrica-${library}-targets)
  if(library STREQUAL "rubrica")
    set(targets_file rubrica-targets)
  elseif(library STREQUAL "sandbox")
    set(component rubrica_sandbox)
  elseif(library STREQUAL "workflow")
    set(component rubrica_workflow)
  endif()
  rubrica_dependencies_of(${library} RUBRICA_PACKAGES_${library} unused unused unused)
  # INCLUDES DESTINATION: for consumers with a CMake too old to read the file's other ways of saying it.
  install(TARGETS rubrica_${library} EXPORT ${targets_file}
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${component}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${component}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${component}
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT ${targets_file} NAMESPACE rubrica:: DESTINATION ${RUBRICA_PACKAGE_DIR} COMPONENT ${component})
endforeach()

install(DIRECTORY include/rubrica DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT rubrica
  PATTERN sandbox EXCLUDE PATTERN workflow EXCLUDE)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT rubrica)
rubrica_pkg_config(core rubrica-core "Models, parsers and webhook verification of rubrica; needs no network" rubrica)
if(RUBRICA_BUILD_CLIENT)
  rubrica_pkg_config(rubrica rubrica "${PROJECT_DESCRIPTION}" rubrica)
endif()
if(RUBRICA_BUILD_SANDBOX)
  install(DIRECTORY include/rubrica/sandbox DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/rubrica COMPONENT rubrica_sandbox)
  install(FILES cmake/find-cpp-httplib.cmake DESTINATION ${RUBRICA_PACKAGE_DIR} COMPONENT rubrica_sandbox)
  rubrica_pkg_config(sandbox rubrica-sandbox "A ClickSign simulator for tests" rubrica_sandbox)
endif()

foreach(program IN LISTS RUBRICA_PROGRAMS) # when the examples were built
  rubrica_install_rpath(${program} ${CMAKE_INSTALL_FULL_BINDIR})
  install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT rubrica_tools)
  install(FILES docs/man/${program}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT rubrica_tools)
endforeach()

if(RUBRICA_HAVE_WORKFLOW)
  install(DIRECTORY include/rubrica/workflow DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/rubrica COMPONENT rubrica_workflow)
  install(FILES cmake/find-soci.cmake DESTINATION ${RUBRICA_PACKAGE_DIR} COMPONENT rubrica_workflow)
  rubrica_pkg_config(workflow rubrica-workflow "rubrica's engine on a CRM's own database" rubrica_workflow)
endif()

configure_package_config_file(cmake/rubrica-config.cmake.in ${PROJECT_BINARY_DIR}/package/rubrica-config.cmake
  INSTALL_DESTINATION ${RUBRICA_PACKAGE_DIR} NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may change what a program sees; docs/adr/0003-abi.md.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/rubrica-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/package/rubrica-config.cmake ${PROJECT_BINARY_DIR}/package/rubrica-config-version.cmake
  DESTINATION ${RUBRICA_PACKAGE_DIR} COMPONENT rubrica)

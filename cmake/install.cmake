# cmake --install gives the headers, the libraries, a CMake package and pkg-config files. The sandbox is a component of
# its own in all of them: a production image does without it.
include(CMakePackageConfigHelpers)

set(RUBRICA_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/rubrica)
set(RUBRICA_LIBRARIES core rubrica)
if(RUBRICA_BUILD_SANDBOX)
  list(APPEND RUBRICA_LIBRARIES sandbox)
endif()
if(RUBRICA_HAVE_WORKFLOW)
  list(APPEND RUBRICA_LIBRARIES workflow)
endif()

# What a library is linked with: our name for it, the package that CMake finds it by, the module of pkg-config.
set(RUBRICA_DEPENDENCIES
  "Threads::Threads Threads -"
  "CURL::libcurl CURL libcurl"
  "OpenSSL::Crypto OpenSSL libcrypto"
  "OpenSSL::SSL OpenSSL libssl"
  "fmt::fmt fmt fmt"
  "simdjson::simdjson simdjson simdjson"
  "httplib::httplib httplib cpp-httplib"
  "ZLIB::ZLIB ZLIB zlib"
  "rubrica_soci_core soci -"
  "rubrica_core - rubrica-core"
  "rubrica_rubrica - rubrica")

# Whoever links a static library links its dependencies too; a shared one brings its own. Both lists are read off the
# targets, so that they cannot fall behind.
function(rubrica_dependencies_of library packages_out modules_out)
  get_target_property(linked rubrica_${library} LINK_LIBRARIES)
  set(packages)
  set(modules)
  foreach(dependency IN LISTS RUBRICA_DEPENDENCIES)
    string(REPLACE " " ";" dependency "${dependency}")
    list(POP_FRONT dependency target package module)
    if(NOT target IN_LIST linked OR (BUILD_SHARED_LIBS AND NOT target MATCHES "^rubrica_(core|rubrica)$"))
      continue()
    endif()
    if(NOT package STREQUAL "-")
      list(APPEND packages ${package})
    endif()
    if(NOT module STREQUAL "-")
      list(APPEND modules ${module})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES packages)
  list(JOIN modules ", " modules)
  set(${packages_out} "${packages}" PARENT_SCOPE)
  set(${modules_out} "${modules}" PARENT_SCOPE)
endfunction()

# rubrica_pkg_config(LIBRARY NAME DESCRIPTION COMPONENT)
function(rubrica_pkg_config library name description component)
  rubrica_dependencies_of(${library} unused requires)
  set(cflags)
  if(NOT BUILD_SHARED_LIBS)
    set(cflags " -DRUBRICA_STATIC_DEFINE")
  endif()
  get_target_property(output rubrica_${library} OUTPUT_NAME)
  if(NOT output)
    set(output rubrica_${library})
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
  rubrica_dependencies_of(${library} RUBRICA_PACKAGES_${library} unused)
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
rubrica_pkg_config(rubrica rubrica "${PROJECT_DESCRIPTION}" rubrica)
if(RUBRICA_BUILD_SANDBOX)
  install(DIRECTORY include/rubrica/sandbox DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/rubrica COMPONENT rubrica_sandbox)
  install(FILES cmake/find-cpp-httplib.cmake DESTINATION ${RUBRICA_PACKAGE_DIR} COMPONENT rubrica_sandbox)
  rubrica_pkg_config(sandbox rubrica-sandbox "A ClickSign simulator for tests" rubrica_sandbox)
  if(TARGET rubrica-sandbox) # the program, when the examples were built
    rubrica_install_rpath(rubrica-sandbox ${CMAKE_INSTALL_FULL_BINDIR})
    install(TARGETS rubrica-sandbox RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT rubrica_sandbox)
  endif()
endif()

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

# Debian ships cpp-httplib with a pkg-config file, vcpkg and Conan ship a CMake config; both end as httplib::httplib.
# Installed beside rubrica-config.cmake, because a static rubrica::sandbox needs the same.
find_package(httplib CONFIG QUIET)
if(NOT TARGET httplib::httplib)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(CPP_HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
  add_library(httplib::httplib ALIAS PkgConfig::CPP_HTTPLIB)
endif()

# rubrica_find(NAME VERSION): finds NAME in VERSION or newer. Some packages call a newer version incompatible when it is
# asked for by number (simdjson: another minor, curl: another major), so the number is compared here.
macro(rubrica_find name version)
  find_package(${name} REQUIRED)
  rubrica_version_of(${name} rubrica_found)
  if(rubrica_found VERSION_LESS ${version})
    message(FATAL_ERROR "rubrica needs ${name} ${version} or newer; '${rubrica_found}' was found.")
  endif()
endmacro()

# rubrica_version_of(NAME OUT): the version of a package that was found.
macro(rubrica_version_of name out)
  set(${out} "${${name}_VERSION}")
  if(${out} STREQUAL "") # FindCURL.cmake's spelling
    set(${out} "${${name}_VERSION_STRING}")
  endif()
endmacro()

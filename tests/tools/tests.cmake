# Checks of the project's own texts.
add_test(NAME readme_program COMMAND ${CMAKE_COMMAND}
  -D README=${PROJECT_SOURCE_DIR}/README.md -D PROGRAM=${PROJECT_SOURCE_DIR}/examples/first_envelope.cpp
  -P ${CMAKE_CURRENT_LIST_DIR}/readme_program.cmake)

add_test(NAME versions_agree COMMAND ${CMAKE_COMMAND}
  -D SOURCE_DIR=${PROJECT_SOURCE_DIR} -D VERSION=${PROJECT_VERSION} -P ${CMAKE_CURRENT_LIST_DIR}/versions_agree.cmake)

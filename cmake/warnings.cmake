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
endif()

# Gives a target of this project its language level, warnings and visibility.
function(rubrica_target_defaults target)
  target_compile_features(${target} PUBLIC cxx_std_17)
  target_compile_options(${target} PRIVATE ${RUBRICA_COMPILE_OPTIONS})
  target_link_options(${target} PRIVATE ${RUBRICA_LINK_OPTIONS})
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF CXX_SCAN_FOR_MODULES OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON)
endfunction()

# Strangers who use an installed rubrica; run.cmake says how. The shared one links the objects of this build into shared
# libraries; nothing of rubrica is compiled again.
foreach(kind static shared)
  set(shared OFF)
  if(kind STREQUAL "shared")
    set(shared ON)
  endif()
  add_test(NAME consumer_${kind} COMMAND ${CMAKE_COMMAND}
    -D BUILD_DIR=${PROJECT_BINARY_DIR} -D SOURCE_DIR=${PROJECT_SOURCE_DIR}
    -D WORK_DIR=${CMAKE_CURRENT_BINARY_DIR}/consumer_${kind} -D CXX=${CMAKE_CXX_COMPILER}
    -D SANITIZE=${RUBRICA_SANITIZE} -D SHARED=${shared} -D OBJECTS=${PROJECT_BINARY_DIR}/objects.cmake
    -D WITH_SIMDJSON=${RUBRICA_HAVE_SIMDJSON} -D WITH_WORKFLOW=${RUBRICA_HAVE_WORKFLOW} -P ${CMAKE_CURRENT_LIST_DIR}/run.cmake)
  # It builds on all cores, which tests with deadlines should not have to share.
  set_tests_properties(consumer_${kind} PROPERTIES TIMEOUT 1800 LABELS consumer RUN_SERIAL ON)
endforeach()
add_dependencies(checks rubrica_rubrica rubrica_sandbox)
if(RUBRICA_HAVE_WORKFLOW)
  add_dependencies(checks rubrica_workflow)
endif()
if(TARGET programs) # are installed too
  add_dependencies(checks programs)
endif()

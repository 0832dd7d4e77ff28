# The engine's workers as processes that are killed, stalled and cut off from their database; and many tenants on many workers in
# virtual time.
function(rubrica_workflow_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
  add_executable(${name} ${arg_SOURCES})
  rubrica_target_defaults(${name})
  target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O0>)
  target_link_libraries(${name} PRIVATE rubrica_test_databases ${arg_LIBRARIES})
  add_dependencies(checks ${name})
endfunction()

rubrica_workflow_program(workflow_torture SOURCES workflow/torture.cpp
  LIBRARIES rubrica_test_support nlohmann_json::nlohmann_json)
add_dependencies(workflow_torture rubrica-engine rubrica-sandbox)
foreach(engine sqlite postgresql mariadb)
  add_test(NAME workflow_torture_${engine} COMMAND workflow_torture --engine ${engine} --submissions 60 --restart-database)
  set_tests_properties(workflow_torture_${engine} PROPERTIES TIMEOUT 1800 SKIP_RETURN_CODE 77)
endforeach()

rubrica_workflow_program(tenants_simulation SOURCES workflow/tenants_simulation.cpp)
add_test(NAME tenants_simulation COMMAND tenants_simulation --tenants 300 --workers 10)
add_test(NAME tenants_simulation_greedy
  COMMAND tenants_simulation --tenants 60 --each 1 --greedy 1 --of-greedy 200 --minutes 5 --workers 20)

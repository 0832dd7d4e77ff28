# Durable sending in a simulated world (docs/adr/0015-durable-sending.md): the world, its test, and the program for many seeds.
file(GLOB simulation_sources CONFIGURE_DEPENDS simulation/*.cpp)
list(FILTER simulation_sources EXCLUDE REGEX "/(simulate|.*_test)\\.cpp$")
add_library(rubrica_test_simulation STATIC ${simulation_sources})
rubrica_target_defaults(rubrica_test_simulation)
rubrica_target_unity(rubrica_test_simulation WHOLE)
target_include_directories(rubrica_test_simulation PRIVATE ${CMAKE_CURRENT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(rubrica_test_simulation PUBLIC rubrica::rubrica rubrica::sandbox PRIVATE nlohmann_json::nlohmann_json)

rubrica_test_of(test_simulation SOURCES simulation/simulation_test.cpp simulation/rate_limit_test.cpp LIBRARIES rubrica_test_simulation)

add_executable(simulate EXCLUDE_FROM_ALL simulation/simulate.cpp)
rubrica_target_defaults(simulate)
target_include_directories(simulate PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(simulate PRIVATE rubrica_test_simulation Threads::Threads)

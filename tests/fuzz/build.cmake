# cmake -P: builds the fuzzers with clang, as the preset fuzz says.
#   SOURCE_DIR  the project      BUILD_DIR  a folder to fill      CXX  a clang++ with libFuzzer
cmake_minimum_required(VERSION 3.23)
execute_process(COMMAND ${CMAKE_COMMAND} --preset fuzz -S ${SOURCE_DIR} -B ${BUILD_DIR} -D CMAKE_CXX_COMPILER=${CXX}
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${BUILD_DIR} --target fuzzers COMMAND_ERROR_IS_FATAL ANY)

# Finds a clang++ that can link libFuzzer with both sanitizers: RUBRICA_FUZZ_CXX.
find_program(RUBRICA_FUZZ_CXX NAMES clang++ clang++-20 clang++-19 clang++-18 clang++-17 clang++-16 clang++-15 clang++-14)
if(NOT RUBRICA_FUZZ_CXX)
  message(FATAL_ERROR "RUBRICA_FUZZ_SECONDS needs clang++ (Debian: clang libclang-rt-14-dev); 0 replays the corpus only.")
endif()
set(probe ${CMAKE_CURRENT_BINARY_DIR}/fuzzer_probe)
file(WRITE ${probe}.cpp "extern \"C\" int LLVMFuzzerTestOneInput(unsigned char const*, unsigned long) { return 0; }\n")
execute_process(COMMAND ${RUBRICA_FUZZ_CXX} -fsanitize=fuzzer,address,undefined ${probe}.cpp -o ${probe}
  RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(failed)
  message(FATAL_ERROR "RUBRICA_FUZZ_SECONDS needs libFuzzer beside ${RUBRICA_FUZZ_CXX} (Debian: libclang-rt-14-dev); "
    "0 replays the corpus only.\n${output}")
endif()

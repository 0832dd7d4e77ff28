# cmake -P: lets one fuzzer search for a while, and says how often it ran.
#   FUZZER    the program                     SECONDS     how long
#   SEEDS     folders with inputs to begin with   DICTIONARY  words of its inputs; the file may be missing
#   WORK_DIR  a folder of its own: what it finds is kept there, and used again the next time
cmake_minimum_required(VERSION 3.23)
get_filename_component(name ${FUZZER} NAME)
file(MAKE_DIRECTORY ${WORK_DIR}/inputs)

# A container may forbid what LeakSanitizer needs (ptrace); then the search goes on without it, and says so.
execute_process(COMMAND ${FUZZER} -runs=0 RESULT_VARIABLE failed OUTPUT_VARIABLE probe ERROR_VARIABLE probe)
set(leaks 1)
set(remark)
if(failed AND probe MATCHES "LeakSanitizer has encountered a fatal error")
  set(leaks 0)
  set(remark "; leaks were not looked for, because LeakSanitizer cannot work here")
elseif(failed)
  message(FATAL_ERROR "${name} does not even start:\n${probe}")
endif()

set(options -max_total_time=${SECONDS} -timeout=20 -detect_leaks=${leaks} -print_final_stats=1 -artifact_prefix=${WORK_DIR}/)
if(EXISTS ${DICTIONARY})
  list(APPEND options -dict=${DICTIONARY})
endif()
set(log ${WORK_DIR}/log.txt)
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=${leaks} UBSAN_OPTIONS=print_stacktrace=1
    ${FUZZER} ${options} ${WORK_DIR}/inputs ${SEEDS}
  RESULT_VARIABLE failed OUTPUT_FILE ${log} ERROR_FILE ${log})

if(failed)
  file(READ ${log} text)
  string(LENGTH "${text}" length)
  if(length GREATER 12000)
    math(EXPR begin "${length} - 12000")
    string(SUBSTRING "${text}" ${begin} -1 text)
  endif()
  # The machine may be gone tomorrow, so the input is shown whole.
  string(REGEX MATCH "Test unit written to ([^\n]*)" unused "${text}")
  set(input ${CMAKE_MATCH_1})
  set(hex)
  if(input)
    file(READ ${input} hex HEX)
    set(input "\n${input} (xxd -r -p makes it of these digits again):\n${hex}")
  endif()
  message(FATAL_ERROR "${text}\n${name} found something (${failed})${input}")
endif()

file(STRINGS ${log} runs REGEX "number_of_executed_units")
string(REGEX REPLACE ".*: *" "" runs "${runs}")
file(STRINGS ${log} covered REGEX "cov: ")
list(POP_BACK covered covered)
string(REGEX REPLACE ".*cov: ([0-9]+) .*" "\\1" covered "${covered}")
set(summary "${name}: ${runs} executions in ${SECONDS} s, ${covered} edges covered${remark}")
file(WRITE ${WORK_DIR}/summary.txt "${summary}\n")
message(STATUS "${summary}")

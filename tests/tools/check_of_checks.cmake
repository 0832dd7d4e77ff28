# Included by the tests of our checks: check(EXPECTED [-D NAME=VALUE...]) runs CHECKED_SCRIPT on the small tree in WORK_DIR, which
# must complain of EXPECTED, or of nothing when EXPECTED is empty.
function(check expected)
  execute_process(COMMAND ${CMAKE_COMMAND} -D SOURCE_DIR=${WORK_DIR} ${ARGN} -P ${CHECKED_SCRIPT}
    RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE complained)
  string(FIND "${complained}" "${expected}" at)
  if(expected AND (NOT failed OR at EQUAL -1))
    message(FATAL_ERROR "'${expected}' was to be found:\n${complained}")
  elseif(NOT expected AND failed)
    message(FATAL_ERROR "nothing was to be found:\n${complained}")
  endif()
endfunction()

# cmake -P: a program that gives a plain text where a secret belongs does not compile, and is told what to write.
#   CXX  the compiler     INCLUDE_DIR  our headers     WORK_DIR  a folder to fill
foreach(text "std::string(\"t0ken\")" "\"t0ken\"" "std::string_view(\"t0ken\")")
  file(WRITE ${WORK_DIR}/secret_named.cpp "#include <rubrica/clicksign/client.hpp>
rubrica::clicksign::client make() { return rubrica::clicksign::client{{.token = ${text}}}; }\n")
  execute_process(COMMAND ${CXX} -std=c++20 -I${INCLUDE_DIR} -fsyntax-only ${WORK_DIR}/secret_named.cpp
    RESULT_VARIABLE failed OUTPUT_QUIET ERROR_VARIABLE output)
  if(NOT failed)
    message(FATAL_ERROR "${text} becomes a secret by accident")
  elseif(NOT output MATCHES "write rubrica::secret\\(text\\)")
    message(FATAL_ERROR "the compiler does not name secret:\n${output}")
  endif()
endforeach()

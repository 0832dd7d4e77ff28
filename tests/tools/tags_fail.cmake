# cmake -P: tags.cmake finds a test without its module's tag and a tag that nobody explains, in a small tree in WORK_DIR.
file(REMOVE_RECURSE ${WORK_DIR})
file(WRITE ${WORK_DIR}/CONTRIBUTING.md "# C\n\n## Tests\n\n| `[http]`, `[retry]` | modules |\n\n## Style\n\n`[other]`\n")
set(source ${WORK_DIR}/tests/unit/http/retry/one_test.cpp)

set(CHECKED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/tags.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/check_of_checks.cmake)

file(WRITE ${source} "\nTEST_CASE(\"a; \\\"b\\\"\", \"[http][retry]\") {\n}\n\nTEST_CASE(\"c\",\n          \"[http][retry]\") {\n}\n")
check("" -D CASES=1)
file(WRITE ${source} "\nTEST_CASE(\"a name\") {\n}\n")
check("\"a name\" has no tag" -D CASES=1)
file(WRITE ${source} "\nTEST_CASE(\"a name\", \"[http]\") {\n}\n")
check("has no tag [retry]" -D CASES=1)
file(WRITE ${source} "\nTEST_CASE(\"a name\", \"[http][retry][other]\") {\n}\n")
check("does not explain [other]" -D CASES=1)
file(WRITE ${source} "int none;\n")
check("gone blind" -D CASES=1)

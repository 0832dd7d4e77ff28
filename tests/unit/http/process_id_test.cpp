#include "http/process_id.hpp"
#include "support/catch.hpp"
#include "support/process/forked.hpp"

#include <unistd.h>

namespace process_id_test {

using rubrica::http::process_id;

TEST_CASE("a process's id is that of the process, also in a forked child and in its child", "[http][process]") {
  pid_t const own = process_id();
  CHECK(own == getpid());
  auto const in_grandchild = [&] { return process_id() == getpid() && process_id() != own ? 0 : 1; };
  auto const in_child = [&] {
    bool const fine = process_id() == getpid() && process_id() != own;
    return fine ? rubrica_test::exit_code_of(rubrica_test::fork_child(in_grandchild)) : 1;
  };
  CHECK(rubrica_test::exit_code_of(rubrica_test::fork_child(in_child)) == 0);
  CHECK(process_id() == own);
}

} // namespace process_id_test

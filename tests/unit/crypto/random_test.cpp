#include "support/catch.hpp"

#include "crypto/random.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <set>

namespace random_test {

using namespace rubrica;

TEST_CASE("random ids are 16 hexadecimal digits and never the same", "[crypto]") {
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) {
    std::string const id = detail::random_id();
    REQUIRE(id.size() == 16);
    REQUIRE(id.find_first_not_of("0123456789abcdef") == std::string::npos);
    REQUIRE(seen.insert(id).second);
  }
}

TEST_CASE("a forked process draws other numbers than its parent", "[crypto]") {
  CHECK(detail::random_bits() != detail::random_bits()); // the generator has begun before the fork
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  pid_t const child = ::fork();
  if (child == 0) {
    std::uint64_t const drawn = detail::random_bits();
    ::_exit(::write(ends[1], &drawn, sizeof drawn) == sizeof drawn ? 0 : 1);
  }
  std::uint64_t const ours = detail::random_bits();
  std::uint64_t theirs = 0;
  CHECK(::read(ends[0], &theirs, sizeof theirs) == sizeof theirs);
  int status = 0;
  CHECK(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
  CHECK(ours != theirs);
  ::close(ends[0]);
  ::close(ends[1]);
}

} // namespace random_test

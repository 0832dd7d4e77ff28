// Sends over a network that loses 1, 5 and 20 of a hundred exchanges, with the waits skipped; counts what must not be.
#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

#include <cstdio>
#include <cstdlib>
#include <map>

int main(int argc, char** argv) {
  int const sends = argc > 1 ? std::atoi(argv[1]) : 2000;
  bool right = true;
  for (unsigned percent : {1u, 5u, 20u}) {
    int sent = 0;
    int notified = 0;
    std::map<std::string, int> wrongs;
    for (int i = 0; i < sends; ++i) {
      rubrica_test::lossy_sandbox world(rubrica_test::losing(percent, static_cast<unsigned>(i) + 1));
      auto const told = rubrica::signing::sender(world.box.client).send(rubrica_test::request_with_signers(2));
      sent += told ? 1 : 0;
      notified += told && told->notified ? 1 : 0;
      for (std::string const& wrong : rubrica_test::wrongs_of(world, told, 2)) ++wrongs[wrong];
    }
    std::printf("%u %% lost: %d of %d sent, %d of them surely notified, %zu kinds of wrongs\n", percent, sent, sends, notified,
                wrongs.size());
    for (auto const& [wrong, times] : wrongs) std::printf("  %s: %d\n", wrong.c_str(), times);
    right = right && wrongs.empty();
  }
  return right ? 0 : 1;
}

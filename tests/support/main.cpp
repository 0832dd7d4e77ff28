#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
namespace command_line = Catch::Clara;
using listener_base = Catch::EventListenerBase;
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
namespace command_line = Catch::clara;
using listener_base = Catch::TestEventListenerBase;
#endif

#include "support/process/thread_failures.hpp"
#include "support/sandbox/recording.hpp"

#include <iostream>

namespace {

struct test_names : listener_base {
  using listener_base::listener_base;
  void testCaseStarting(Catch::TestCaseInfo const& info) override { rubrica_test::record_for(info.name, info.lineInfo.file); }
};

} // namespace

CATCH_REGISTER_LISTENER(test_names)

int main(int argc, char** argv) {
  Catch::Session session;
  std::string file;
  session.cli(session.cli() | command_line::Opt(file, "file")["--record"]("write each exchange with a simulator to the file"));
  if (int const status = session.applyCommandLine(argc, argv); status != 0) return status;
  if (!file.empty() && !rubrica_test::start_recording(file)) {
    std::cerr << file << " cannot be written\n";
    return 2;
  }
  int const failed = session.run();
  return failed == 0 && rubrica_test::thread_failures > 0 ? 1 : failed;
}

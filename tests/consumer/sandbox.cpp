// A program that tests itself against the simulator.
#include <rubrica/core/version.hpp>
#include <rubrica/sandbox/server.hpp>

#include <cstdio>
#include <string_view>

int main() {
  rubrica::sandbox::server const server;
  bool const works =
      server.base_url().rfind("http://127.0.0.1:", 0) == 0 && std::string_view(rubrica::version_text) == PACKAGE_VERSION;
  std::printf("rubrica::sandbox %s %s\n", rubrica::version_text, works ? "works" : "does not work");
  return works ? 0 : 1;
}

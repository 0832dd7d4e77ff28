// A program that only reads: no client, no libcurl.
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/core/timestamp.hpp>
#include <rubrica/core/version.hpp>

#include <cstdio>
#include <string_view>

static rubrica::result<int> half(int number) {
  if (number % 2 != 0) return rubrica::make_error(rubrica::errc::invalid_argument, "odd");
  return number / 2;
}

static bool throws_failure() {
  try {
    (void)half(3).value();
  } catch (rubrica::failure const& caught) { // its type information must cross the library's border
    return caught.error().code == rubrica::errc::invalid_argument;
  }
  return false;
}

int main() {
  rubrica::timestamp const when{"2026-08-13T10:27:02.931-03:00"};
  rubrica::secret const token{"abc"};
  bool const works = half(8).value() == 4 && throws_failure() && when.at().has_value() && token.reveal() == "abc" &&
                     rubrica::personal{"ana@acme.com.br"}.masked() != "ana@acme.com.br" &&
                     std::string_view(rubrica::version_text) == PACKAGE_VERSION;
  std::printf("rubrica %s %s\n", rubrica::version_text, works ? "works" : "does not work");
  return works ? 0 : 1;
}

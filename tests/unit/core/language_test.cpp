#include "support/catch.hpp"

#include <rubrica/core/language.hpp>

TEST_CASE("a language names itself as HTML does", "[core]") {
  CHECK(to_string(rubrica::language::portuguese) == "pt-BR");
  CHECK(to_string(rubrica::language::english) == "en");
}

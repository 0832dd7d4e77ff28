#include "support/catch.hpp"

#include <rubrica/core/personal.hpp>

#include <sstream>
#include <string>

namespace personal_test {

using namespace rubrica;

TEST_CASE("personal values print masked", "[core][secrets][rule8]") {
  auto printed = [](char const* text) {
    std::ostringstream out;
    out << personal(text);
    return out.str();
  };
  CHECK(printed("ana.souza@acme.com.br") == "a***@***");
  CHECK(printed("529.982.247-25") == "*********25");
  CHECK(printed("11987654321") == "*********21");
  CHECK(printed("1984-02-03") == "******03");
  CHECK(printed("Ana Souza") == "A*** S***");
  CHECK(printed("\xC3\x89rica  d'Avila") == "\xC3\x89*** d***");
  CHECK(printed("") == "");
  CHECK(printed("@") == "***@***");
  CHECK(personal("Ana Souza").reveal() == "Ana Souza");
}

TEST_CASE("texts from elsewhere lose personal values", "[core][secrets][rule8]") {
  CHECK(without_personal_values("email ana@acme.com.br in use") == "email *** in use");
  CHECK(without_personal_values("CPF 529.982.247-25.") == "CPF ***");
  CHECK(without_personal_values("phone 11987654321 bad") == "phone *** bad");
  CHECK(without_personal_values("record 6f3200ae-a89d-4c86-81bf-685ccb71a8d2 lost") ==
        "record 6f3200ae-a89d-4c86-81bf-685ccb71a8d2 lost");
  CHECK(without_personal_values("later than 2024-02-29 09:20:09 -0300") == "later than 2024-02-29 09:20:09 -0300");
  CHECK(without_personal_values("two\nlines\x1b[31m") == "two lines [31m");
}

TEST_CASE("texts from elsewhere lose numbers and addresses in other spellings too", "[core]") {
  for (char const* hidden : {"529 982 247 25",
                             "529\xC2\xA0"
                             "982\xC2\xA0"
                             "247\xC2\xA0"
                             "25",
                             "529.982 247-25", "(11) 98765-4321", "11 98765 4321",
                             "\xEF\xBC\x95\xEF\xBC\x92\xEF\xBC\x99\xEF\xBC\x99\xEF\xBC\x98\xEF\xBC\x92", "17 03 1985",
                             "%35%32%39%39%38%32", "ana%40acme.com.br",
                             "ana\xEF\xBC\xA0"
                             "acme.com.br",
                             "ana&#64;acme.com.br"}) {
    INFO(hidden);
    std::string const shown = without_personal_values(std::string("o valor ") + hidden + " foi recusado");
    CHECK(shown.find("o valor ***") == 0);
    CHECK(shown.find("foi recusado") != std::string::npos);
    CHECK(shown.find_first_of("0123456789") == std::string::npos);
    CHECK(shown.find("acme") == std::string::npos);
  }
  CHECK(without_personal_values("entre 100 e 2000, ou 1, 2, 3") == "entre 100 e 2000, ou 1, 2, 3");
  CHECK(without_personal_values("later than 2024-02-29 09:20:09 -0300 12") == "later than 2024-02-29 09:20:09 -0300 12");
  CHECK(without_personal_values("two\xE2\x80\xA8lines\xE2\x80\xAE.\xC2\x85") == "two lines . ");
  CHECK(without_personal_values("caf\xE9") == "caf?");
}

} // namespace personal_test

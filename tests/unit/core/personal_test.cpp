#include "support/catch.hpp"

#include <rubrica/core/personal.hpp>

#include <sstream>
#include <string>

using namespace rubrica;

TEST_CASE("personal values print masked") {
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

TEST_CASE("texts from elsewhere lose personal values") {
  CHECK(without_personal_values("email ana@acme.com.br in use") == "email *** in use");
  CHECK(without_personal_values("CPF 529.982.247-25.") == "CPF ***");
  CHECK(without_personal_values("phone 11987654321 bad") == "phone *** bad");
  CHECK(without_personal_values("record 6f3200ae-a89d-4c86-81bf-685ccb71a8d2 lost") ==
        "record 6f3200ae-a89d-4c86-81bf-685ccb71a8d2 lost");
  CHECK(without_personal_values("later than 2024-02-29 09:20:09 -0300") == "later than 2024-02-29 09:20:09 -0300");
  CHECK(without_personal_values("two\nlines\x1b[31m") == "two lines [31m");
}

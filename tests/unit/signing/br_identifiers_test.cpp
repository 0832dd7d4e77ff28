#include "support/catch.hpp"

#include <rubrica/signing/br_identifiers.hpp>

namespace br_identifiers_test {

using namespace rubrica::signing;

TEST_CASE("a CPF is checked and punctuated", "[signing][preflight]") {
  CHECK(formatted_cpf("529.982.247-25") == "529.982.247-25");
  CHECK(formatted_cpf("52998224725") == "529.982.247-25");
  CHECK(formatted_cpf("529 982 247 25") == "529.982.247-25");
  CHECK(formatted_cpf("529.982.247\xE2\x80\x93"
                      "25") == "529.982.247-25");
  CHECK(formatted_cpf("529.982.247-25\n") == "529.982.247-25");
  CHECK(formatted_cpf("\xEF\xBB\xBF"
                      "529\xC2\xA0"
                      "982 247 25") == "529.982.247-25");
  CHECK(formatted_cpf("012.345.678-90") == "012.345.678-90");
  // Check digits of 10 count as 0.
  CHECK(formatted_cpf("111.444.777-35") == "111.444.777-35");
  CHECK(formatted_cpf("000.000.001-91") == "000.000.001-91");
  for (char const* bad : {"", "529.982.247-24", "529.982.247-15", "111.111.111-11", "000.000.000-00", "5299822472",
                          "529982247255", "529.982.247/25", "abc.def.ghi-jk", "12.ABC.345/01DE-35", "1234567890"}) {
    CHECK_FALSE(formatted_cpf(bad).has_value());
  }
}

TEST_CASE("every single wrong digit of a CPF is noticed", "[signing][preflight]") {
  std::string const good = "52998224725";
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (char c = '0'; c <= '9'; ++c) {
      std::string changed = good;
      changed[i] = c;
      CHECK(formatted_cpf(changed).has_value() == (c == good[i]));
    }
  }
}

TEST_CASE("a Brazilian mobile is reduced to its 11 digits", "[signing][preflight]") {
  for (char const* spelling : {"11987654321",
                               "(11) 98765-4321",
                               "11 98765 4321",
                               "+55 11 98765-4321",
                               "5511987654321",
                               "+55(11)98765.4321",
                               "011 98765-4321",
                               "+55 (011) 98765-4321",
                               "0055 11 98765-4321",
                               "(11)\xC2\xA0"
                               "98765-4321",
                               "11987654321\r",
                               "0 15 11 98765-4321",
                               "0XX11 98765-4321",
                               "(0xx11) 98765-4321",
                               "(0**11) 98765-4321",
                               "+55 0 15 11 98765-4321",
                               "55 011 98765-4321",
                               "(+55) 11 98765-4321",
                               "+55 (0xx11) 98765-4321",
                               "\xEF\xBC\x91\xEF\xBC\x91 98765\xE2\x80\x93"
                               "4321",
                               "\xE2\x80\xAA+55 11 98765-4321\xE2\x80\xAC"}) {
    INFO(spelling);
    CHECK(mobile_digits(spelling) == "11987654321");
  }
}

TEST_CASE("a mobile that begins with 55 has Brazil's code or that area code", "[signing][preflight]") {
  for (char const* spelling :
       {"55987654321", "5555987654321", "+55 55 98765-4321", "0055 55 98765-4321", "055 98765-4321", "0 21 55 98765-4321"}) {
    INFO(spelling);
    CHECK(mobile_digits(spelling) == "55987654321");
  }
}

TEST_CASE("a number of another form is no Brazilian mobile", "[signing][preflight]") {
  for (char const* bad : {"",
                          "1187654321",
                          "1133334444",
                          "11 8765-43210",
                          "01987654321",
                          "10987654321",
                          "+1 212 555 0100",
                          "+351 912 345 678",
                          "119876543210",
                          "98765-4321",
                          "11 98765-432a",
                          "55119876543",
                          "+1 (415) 555-2671",
                          "001 415 555 2671",
                          "+55987654321",
                          "00 11 98765-4321",
                          "11+987654321",
                          "++5511987654321",
                          "11\t987654321",
                          "0XX0XX11987654321",
                          "11 xx987654321",
                          "0 05 11 98765-4321"}) {
    INFO(bad);
    CHECK_FALSE(mobile_digits(bad).has_value());
  }
}

} // namespace br_identifiers_test

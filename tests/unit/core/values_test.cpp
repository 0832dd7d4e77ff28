#include "support/catch.hpp"

#include <rubrica/clicksign/authentication.hpp>
#include <rubrica/clicksign/locale.hpp>
#include <rubrica/clicksign/role.hpp>
#include <rubrica/clicksign/status.hpp>
#include <rubrica/core/field.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/core/version.hpp>

#include <iterator>
#include <set>
#include <sstream>
#include <type_traits>

using namespace rubrica;
using clicksign::role;

TEST_CASE("an open_enum knows its constants and keeps what it does not know") {
  role r = role::witness;
  CHECK(r == role::witness);
  CHECK(role::witness == r);
  CHECK(r != role::sign);
  CHECK(r.is_known());
  CHECK(r.text() == "witness");

  role const read{"witness"};
  CHECK(read == r);
  role const copy = read;
  CHECK(copy.is_known());

  role const future{std::string("time_traveller_of_a_later_version")};
  CHECK_FALSE(future.is_known());
  CHECK(future.text() == "time_traveller_of_a_later_version");
  CHECK_FALSE(future == role::witness);

  CHECK(role().empty());
  CHECK_FALSE(role().is_known());
}

TEST_CASE("the sets hold all of ClickSign's values") {
  CHECK(std::size(role::all) == 72);
  CHECK(std::size(clicksign::authentication::all) == 17);
  CHECK(std::size(clicksign::status::all) == 4);
  CHECK(clicksign::locale(clicksign::locale::pt_br).text() == "pt-BR");
  std::set<std::string_view> names;
  for (auto const& one : role::all) CHECK(names.insert(one.text).second);
}

TEST_CASE("a secret cannot be printed, and survives copies and moves") {
  secret a{"s3cr3t"};
  secret b = a;
  CHECK(b.reveal() == "s3cr3t");
  secret c = std::move(a);
  CHECK(c.reveal() == "s3cr3t");
  b = secret("other");
  CHECK(b.reveal() == "other");
  CHECK(secret(static_cast<char const*>(nullptr)).empty());
  CHECK(secret("").empty());
  STATIC_REQUIRE_FALSE(std::is_convertible_v<secret, std::string>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<std::string, secret>);
}

TEST_CASE("texts are compared in constant time, by value") {
  CHECK(constant_time_equal("abc", "abc"));
  CHECK_FALSE(constant_time_equal("abc", "abd"));
  CHECK_FALSE(constant_time_equal("abc", "ab"));
  CHECK(constant_time_equal("", ""));
}

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

TEST_CASE("ids of different kinds do not mix, and odd ones are noticed") {
  STATIC_REQUIRE_FALSE(std::is_convertible_v<envelope_id, document_id>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<std::string, envelope_id>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<envelope_id, document_id>);
  CHECK(is_valid_id("6f3200ae-a89d-4c86-81bf-685ccb71a8d2"));
  CHECK(is_valid_id("56a9dd19-xxxx_g"));
  for (char const* bad : {"", "a/b", "..", "a b", "a%2f", "a?x", "a#x", "a\r\nb", "\xC3\xA9"}) CHECK_FALSE(is_valid_id(bad));
  CHECK_FALSE(is_valid_id(std::string(65, 'a')));
  CHECK_FALSE(is_valid_id(std::string_view("a\0b", 3)));
  CHECK(std::hash<envelope_id>()(envelope_id("a")) == std::hash<envelope_id>()(envelope_id("a")));
}

TEST_CASE("a field is absent, null or a value") {
  field<int> f;
  CHECK(f.is_absent());
  CHECK(f.value() == nullptr);
  f = null;
  CHECK(f.is_null());
  CHECK_FALSE(f.is_absent());
  f = 3;
  REQUIRE(f.value() != nullptr);
  CHECK(*f.value() == 3);
  field<std::string> text = "x";
  CHECK(*text.value() == "x");
}

TEST_CASE("the version is told") {
  CHECK(std::string(version_text) ==
        std::to_string(version.major) + "." + std::to_string(version.minor) + "." + std::to_string(version.patch));
}

#include "support/catch.hpp"

#include "text/nearest.hpp"
#include "text/person.hpp"

#include <string>

namespace person_test {

using namespace rubrica;

TEST_CASE("a person's name has two words of letters", "[text]") {
  for (char const* good : {"Ana Souza", "D\xE2\x80\x99\xC3\x81vila J\xC3\xBAnior", "D'Avila Junior", "D\xC2\xB4\xC3\x81vila Lima",
                           "Joa\xCC\x83o da Silva", "Maria-Clara Sant'Ana", "Ana S.", "J. P. Costa",
                           "\xC3\x82ngela da Concei\xC3\xA7\xC3\xA3o", "\xD0\x90\xD0\xBD\xD0\xBD\xD0\xB0 \xD0\x98.",
                           "Jos\xC3\xA9 N\xC3\xBA\xC3\xB1"
                           "ez"}) {
    INFO(good);
    CHECK(text::is_person_name(good));
  }
  for (char const* bad : {"",
                          "Ana",
                          "Ana .",
                          "Ana -",
                          "- -",
                          "Silva & Filhos LTDA",
                          "Ana Souza (s\xC3\xB3"
                          "cia)",
                          "Ana/Souza Lima",
                          "Souza, Ana",
                          "Ana \"Nina\" Souza",
                          "Ana_Souza Lima",
                          "Ana Souza @acme",
                          "Ana\tSouza",
                          "Ana\nSouza",
                          "MARIA DE SOUZA 52998224725",
                          "Ana Souza 2",
                          "Ana Souza;",
                          "Ana <Souza>",
                          "Ana Souza \xE2\x84\xA2",
                          "Ana Souza \xF0\x9F\x98\x80",
                          "Ana\xC2\xA0Souza",
                          "Ana Souza + 1",
                          "Ana Souza!",
                          "Ana Souza\xE2\x80\x94",
                          "\xFF\xFE Ana Souza",
                          "Ana Souza *",
                          "Ana Souza [x]",
                          "Ana \xC2\xB0 Souza"}) {
    INFO(bad);
    CHECK_FALSE(text::is_person_name(bad));
  }
}

TEST_CASE("an e-mail address is one that mail can be sent to", "[text]") {
  for (char const* good :
       {"ana@acme.com.br", "a@b.co", "ana.s+crm@acme.example", "o'neil@acme.com", "ana_s-1@sub.acme.com.br", "ANA@ACME.COM",
        "ana@a\xC3\xA7"
        "ai.com.br",
        "ana@xn--aai-1la.xn--p1ai"}) {
    INFO(good);
    CHECK(text::is_email(good));
  }
  for (char const* bad : {"",
                          "ana",
                          "@acme.com",
                          "ana@acme",
                          "ana@@acme.com",
                          "ana@acme.com,b@c.com",
                          "ana @acme.com",
                          "ana@.com",
                          "ana@acme.",
                          "ana..s@acme..com",
                          "ana..s@acme.com",
                          ".ana@acme.com",
                          "ana.@acme.com",
                          "ana@acme..com",
                          "ana@-acme.com",
                          "ana@acme-.com",
                          "ana@acme.c",
                          "ana@acme.123",
                          "ana@acme_x.com",
                          "<ana@acme.com>",
                          "ana@acme.com;",
                          "ana@acme.com ",
                          "\"ana\"@acme.com",
                          "ana(x)@acme.com",
                          "ana@acme.com\n",
                          "ana@ac\xC2\xA0me.com",
                          "mailto:ana@acme.com",
                          "ana@acme.com/x",
                          "ana@[10.0.0.1]"}) {
    INFO(bad);
    CHECK_FALSE(text::is_email(bad));
  }
  CHECK_FALSE(text::is_email(std::string(65, 'a') + "@acme.com"));
  CHECK_FALSE(text::is_email("a@" + std::string(64, 'b') + ".com"));
}

TEST_CASE("the nearest value of a list is found, and none where none is near", "[text]") {
  std::vector<std::string_view> const list{"sign", "witness", "legal_representative", "email", "sms", "pt-BR"};
  std::vector<text::synonym> const synonyms{{"assinar", "sign"}, {"testemunha", "witness"}};
  auto const near = [&](char const* written) { return text::nearest(written, list, synonyms); };
  CHECK(near("EMAIL") == "email");
  CHECK(near("emial") == "email");
  CHECK(near("e-mail") == "email");
  CHECK(near("SMS ") == "sms");
  CHECK(near("Assinar") == "sign");
  CHECK(near("testemunha") == "witness");
  CHECK(near("Testem\xC3\xBAnha") == "witness");
  CHECK(near("wittness") == "witness");
  CHECK(near("Legal Representative") == "legal_representative");
  CHECK(near("pt_br") == "pt-BR");
  CHECK(near("zzzz").empty());
  CHECK(near("").empty());
  CHECK(near(std::string(100'000, 'a').c_str()).empty());
}

} // namespace person_test

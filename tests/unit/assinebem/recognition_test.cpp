#include "fixtures.hpp"

#include <vector>

namespace recognition_test {

using rubrica::errc;

namespace {

struct named {
  char const* ours;
  char const* theirs;
};
constexpr named names[] = {
    {"document_signed", "documento_assinado"},
    {"party_status_changed", "status_parte"},
    {"document_invalidated", "documento_invalidado"},
    {"party_signed", "parte_assinou"},
    {"party_refused", "parte_recusou"},
    {"party_data_filled", "parte_preencheu_dados"},
    {"party_delegated", "parte_delegou"},
    {"document_viewed", "parte_visualizou"},
    {"attachment_sent", "parte_anexo"},
};

std::vector<std::string> candidates(std::string const& body, std::string const& hint = "") {
  auto const parsed = assinebem::parse(hint, body);
  REQUIRE_FALSE(parsed.has_value());
  REQUIRE(parsed.error().code == errc::ambiguous_payload);
  std::vector<std::string> codes;
  for (auto const& one : parsed.error().problems) {
    CHECK(parsed.error().message.find(one.code) != std::string::npos);
    codes.push_back(one.code);
  }
  return codes;
}

using list = std::vector<std::string>;

} // namespace

TEST_CASE("each fixture is recognised without a hint, with the right one, and keeps its bytes", "[assinebem]") {
  for (named const& each : names) {
    INFO(each.ours);
    std::string const body = bytes_of(std::string(each.ours) + ".json");
    std::string const ours = each.ours;
    std::string const theirs = each.theirs;
    for (std::string const& hint : {std::string(), ours, theirs, "/callbacks/" + theirs, "/hook/T0KEN/" + ours + "/?x=1",
                                    std::string("PARTY-") + "unheard-of", std::string("unknown")}) {
      auto const parsed = assinebem::parse(hint, body);
      REQUIRE(parsed.has_value());
      CHECK(assinebem::kind(parsed->payload) == ours);
      CHECK(assinebem::wire_name(parsed->payload) == theirs);
      CHECK(parsed->raw == body);
      CHECK_FALSE(parsed->decided_by_route);
    }
    std::string shouted = theirs;
    for (char& c : shouted) c = c == '_' ? '-' : static_cast<char>(std::toupper(c));
    CHECK(kind_of(body, shouted) == ours);
  }
}

TEST_CASE("each fixture under each wrong hint is a mismatch that names both", "[assinebem]") {
  for (named const& each : names) {
    std::string const body = bytes_of(std::string(each.ours) + ".json");
    for (named const& wrong : names) {
      if (&wrong == &each) continue;
      INFO(each.ours << " on the route of " << wrong.ours);
      auto const found = candidates(body, wrong.theirs);
      CHECK(found.size() == 2);
      CHECK(std::find(found.begin(), found.end(), each.ours) != found.end());
      CHECK(std::find(found.begin(), found.end(), wrong.ours) != found.end());
    }
  }
}

TEST_CASE("every row of the decision table looks at the key, not at the value", "[assinebem]") {
  CHECK(kind_of(R"({"dados":{"partes":null}})") == "document_signed");
  CHECK(kind_of(R"({"dados":{"documento":{"motivo":null}}})") == "document_invalidated");
  CHECK(kind_of(R"({"parte_delegado":null})") == "party_delegated");
  CHECK(kind_of(R"({"id_externo_delegado":null})") == "party_delegated");
  CHECK(kind_of(R"({"id_externo_delegador":null})") == "party_delegated");
  CHECK(kind_of(R"({"anexo":null})") == "attachment_sent");
  CHECK(kind_of(R"({"motivo_recusa":null})") == "party_refused");
  CHECK(kind_of(R"({"identificador_assinatura":null})") == "party_signed");
  CHECK(kind_of(R"({"dt_visualizado":null})") == "document_viewed");
  CHECK(kind_of(R"({"id_status_parte":null})") == "party_status_changed");
  CHECK(kind_of(R"({"cpf":null})") == "party_data_filled");
  CHECK(kind_of(R"({"dt_nascimento":null})") == "party_data_filled");
}

TEST_CASE("members that no kind has to itself are ambiguous", "[assinebem]") {
  CHECK(candidates(bytes_of("party_status_changed.json").replace(0, std::string::npos, R"({"id_externo":"1"})")) ==
        list{"party_status_changed", "party_data_filled"});
  list const four{"party_signed", "party_refused", "document_viewed", "attachment_sent"};
  CHECK(candidates(R"({"id_externo_documento":1,"id_externo_contato":2})") == four);
  CHECK(candidates(R"({"id_externo_documento":1,"id_externo_contato":2,"descricao":"x"})") == four);
  CHECK(candidates(R"({"id_externo_documento":1})") ==
        list{"party_signed", "party_refused", "party_delegated", "document_viewed", "attachment_sent"});
  list const two{"document_signed", "document_invalidated"};
  CHECK(candidates(R"({"dados":{"documento":{"id_externo":"1"}}})") == two);
  CHECK(candidates(R"({"dados":null})") == two);
  CHECK(candidates(R"({"dados":{}})") == two);
  CHECK(candidates(R"({"dados":[{"partes":[]}]})") == two);
  CHECK(candidates(R"({"dados":{"documento":"8812"}})") == two);
  CHECK(candidates(R"({"id_externo":1,"id_externo_contato":2})").size() == 6);
}

TEST_CASE("a hint decides what the payload leaves open", "[assinebem]") {
  auto const decided = [](std::string const& body, std::string const& hint) {
    auto const parsed = assinebem::parse(hint, body).value();
    CHECK(parsed.decided_by_route);
    return std::string(assinebem::kind(parsed.payload));
  };
  CHECK(decided(R"({"id_externo":"1"})", "status_parte") == "party_status_changed");
  CHECK(decided(R"({"id_externo":"1"})", "party_data_filled") == "party_data_filled");
  CHECK(decided(R"({"dados":{"documento":{"id_externo":"1"}}})", "documento_assinado") == "document_signed");
  CHECK(decided(R"({"dados":{"documento":{"id_externo":"1"}}})", "documento_invalidado") == "document_invalidated");
  for (char const* hint : {"party_signed", "party_refused", "document_viewed", "attachment_sent"}) {
    CHECK(decided(R"({"id_externo_documento":1,"id_externo_contato":2})", hint) == hint);
  }
  CHECK(decided(R"({"id_externo_documento":1})", "parte_delegou") == "party_delegated");
  CHECK(read<assinebem::party_refused>(R"({"id_externo_documento":1,"id_externo_contato":2,"descricao":"x"})", "parte_recusou")
            .description == "x");
}

TEST_CASE("a hint alone is not enough to recognise a kind", "[assinebem]") {
  CHECK(candidates(R"({"id_externo_documento":1})", "party_signed").size() == 5);
  CHECK(candidates(R"({"id_externo":1})", "party_signed") == list{"party_status_changed", "party_signed", "party_data_filled"});
  CHECK(candidates(R"({"dados":{}})", "document_signed") == list{"document_signed", "document_invalidated"});
  CHECK(kind_of(R"({"foo":"bar"})", "party_signed") == "unknown");
}

TEST_CASE("a payload of two kinds is a conflict, unless the hint is one of them", "[assinebem]") {
  struct {
    char const* body;
    list both;
  } const cases[] = {
      {R"({"dados":{"documento":{"id_externo":1,"motivo":"x"},"partes":[]}})", {"document_signed", "document_invalidated"}},
      {R"({"identificador_assinatura":"a","dt_visualizado":"b"})", {"party_signed", "document_viewed"}},
      {R"({"anexo":[],"motivo_recusa":"b"})", {"party_refused", "attachment_sent"}},
      {R"({"parte_delegado":{},"anexo":[]})", {"party_delegated", "attachment_sent"}},
      {R"({"id_status_parte":2,"cpf":"1"})", {"party_status_changed", "party_data_filled"}},
      {R"({"dados":{"partes":[]},"id_status_parte":2})", {"document_signed", "party_status_changed"}},
      {R"({"motivo_recusa":"x","identificador_assinatura":"a"})", {"party_signed", "party_refused"}},
  };
  for (auto const& one : cases) {
    INFO(one.body);
    CHECK(candidates(one.body) == one.both);
    for (std::string const& hint : one.both) {
      auto const parsed = assinebem::parse(hint, one.body).value();
      CHECK(assinebem::kind(parsed.payload) == hint);
      CHECK(parsed.decided_by_route);
    }
  }
  CHECK(candidates(cases[1].body, "status_parte") == list{"party_status_changed", "party_signed", "document_viewed"});
}

TEST_CASE("an error of recognition points at the members and repeats no value", "[assinebem][secrets][rule8]") {
  auto const error =
      assinebem::parse("", R"({"id_externo_documento":"SECRETO","cpf":"39053344705","anexo":["SECRETO"]})").error();
  REQUIRE(error.problems.size() == 2);
  CHECK(error.problems[0].code == "party_data_filled");
  CHECK(error.problems[0].title == "parte_preencheu_dados");
  CHECK(error.problems[0].pointer == "/cpf");
  CHECK(error.problems[1].pointer == "/anexo");
  CHECK(to_string(error).find("SECRETO") == std::string::npos);
  CHECK(to_string(error).find("39053344705") == std::string::npos);
}

TEST_CASE("a payload that has nothing of a callback is unknown, and kept", "[assinebem]") {
  for (char const* body : {"{}", R"({"foo":"bar"})", R"({"descricao":"x"})", R"({"documento":{"motivo":"x"},"partes":[]})"}) {
    auto const parsed = assinebem::parse("", body).value();
    CHECK(std::holds_alternative<assinebem::unknown>(parsed.payload));
    CHECK(assinebem::kind(parsed.payload) == "unknown");
    CHECK(assinebem::wire_name(parsed.payload).empty());
    CHECK(parsed.raw == body);
  }
}

} // namespace recognition_test

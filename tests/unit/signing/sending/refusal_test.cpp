#include "support/catch.hpp"

#include "signing/sending/refusal.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/signing/sender.hpp>

namespace refusal_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::sandboxed;

namespace {

/// The simulator's refusal of a request that the preflight accepted.
error_info refusal_of(request const& request) {
  sandboxed box;
  auto sent = sender(box.client).send(request);
  REQUIRE_FALSE(sent);
  CHECK(sent.error().http_status != 0);
  CHECK(sent.error().envelope_left_behind.empty());
  REQUIRE_FALSE(sent.error().problems.empty());
  return std::move(sent).error();
}

error_info refused(std::string const& pointer, errc code = errc::invalid) {
  error_info error = make_error(code);
  error.outcome = outcome::rejected;
  if (!pointer.empty()) error.problems.push_back({"100", "", "inv\xC3\xA1lido", pointer});
  return error;
}

} // namespace

TEST_CASE("a refusal of the service names the setting of the request", "[signing][sending][socket]") {
  auto request = rubrica_test::small_request();
  request.locale = clicksign::locale::unlisted("fr-FR");
  CHECK(refusal_of(request).problems[0].pointer == "/locale");
  CHECK(about_envelope(refused("/data/attributes/default_subject")).problems[0].pointer == "/subject");
  CHECK(about_envelope(refused("/data/attributes/deadline_at")).problems[0].pointer == "/deadline");
  CHECK(about_envelope(refused("/data/relationships/folder")).problems[0].pointer == "/folder");
  CHECK(about_envelope(refused("/data/attributes/status")).problems[0].pointer.empty());
}

TEST_CASE("a refusal of the service names the signer", "[signing][sending][socket]") {
  auto request = rubrica_test::request_with_signers(3);
  request.signers[1].channels.emplace();
  request.signers[1].channels->signature_request = clicksign::channel::unlisted("telegram");
  CHECK(refusal_of(request).problems[0].pointer == "/signers/1/channels/signature_request");
  for (auto const& [wire, ours] : {std::pair("name", "name"),
                                   {"email", "email"},
                                   {"phone_number", "mobile"},
                                   {"documentation", "cpf"},
                                   {"signature_host/name", "host/name"},
                                   {"has_documentation", "asks_cpf"},
                                   {"new_one", ""}}) {
    std::string const expected = std::string("/signers/2") + (*ours == '\0' ? "" : "/") + ours;
    CHECK(about_signer(refused(std::string("/data/attributes/") + wire), 2).problems[0].pointer == expected);
  }
  CHECK(about_signer(refused("", errc::not_found), 2).problems.at(0).pointer == "/signers/2");
  CHECK(about_signer(refused("", errc::unauthorized), 2).problems.empty());
  CHECK(about_signer(refused("/data/attributes/name", errc::rate_limited), 2).problems[0].pointer == "/data/attributes/name");
}

TEST_CASE("a refusal of the service names the file", "[signing][sending]") {
  plan plan;
  plan.documents.resize(2);
  plan.documents[1].path = "contrato.pdf";
  CHECK(about_file(refused("/data/attributes/content"), plan, 0).problems[0].pointer == "/files/0/bytes");
  CHECK(about_file(refused("/data/attributes/content_base64"), plan, 1).problems[0].pointer == "/files/1/path");
  CHECK(about_file(refused("/data/attributes/filename"), plan, 1).problems[0].pointer == "/files/1/name");
  CHECK(about_file(refused(""), plan, 1).problems.at(0).pointer == "/files/1");
}

TEST_CASE("a refusal of a requirement names the signer and the file", "[signing][sending][socket]") {
  auto request = rubrica_test::request_with_signers(2);
  request.files.push_back(request.files[0]);
  SECTION("the role") {
    request.signers[1].role = role::unlisted("godparent");
    auto const error = refusal_of(request);
    CHECK(error.problems[0].pointer == "/signers/1/role");
    CHECK(error.message.find("/signers/1 and /files/0") != std::string::npos);
  }
  SECTION("the authentication") {
    request.signers[1].authentication = auth::unlisted("telepathy");
    CHECK(refusal_of(request).problems[0].pointer == "/signers/1/authentication");
  }
  SECTION("a further one") {
    request.signers[1].more_authentications = {auth(auth::selfie), auth::unlisted("telepathy")};
    CHECK(refusal_of(request).problems[0].pointer == "/signers/1/more_authentications/1");
  }
  SECTION("a rule of the service without a place") {
    request.signers[1].authentication = auth::auto_signature; // no term was signed
    request.signers[1].cpf = "529.982.247-25";
    request.signers[1].birthday = "1984-02-03";
    CHECK(refusal_of(request).problems[0].pointer == "/signers/1/authentication");
  }
  SECTION("of the whole request at once") {
    auto const plan = make_plan(preflight(request, *timestamp("2026-11-22T10:00:00Z").at()).value(), "k");
    std::vector<std::size_t> const asked{0, 1, 2, 3, 4, 5, 6, 7};
    auto const error = about_requirements(refused("/atomic:operations/7/data/attributes/auth"), plan, asked);
    CHECK(error.problems[0].pointer == "/signers/1/authentication");
    CHECK(error.message.find("/files/1") != std::string::npos);
    auto const unknown = about_requirements(refused("/atomic:operations/99/data"), plan, asked);
    CHECK(unknown.problems[0].pointer.empty());
  }
}

} // namespace refusal_test

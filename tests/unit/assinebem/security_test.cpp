#include "support/catch.hpp"

#include <rubrica/assinebem/security.hpp>

#include <string>

namespace security_test {

namespace assinebem = rubrica::assinebem;
using rubrica::errc;
using rubrica::secret;

TEST_CASE("the header of the token is found in the spellings of servers", "[assinebem]") {
  for (char const* name : {"ASSINEBEM-SECURITY-TOKEN", "assinebem-security-token", "Assinebem-Security-Token",
                           "HTTP-ASSINEBEM-SECURITY-TOKEN", "HTTP_ASSINEBEM_SECURITY_TOKEN", "http_assinebem_security_token"}) {
    CHECK(assinebem::is_security_token_header(name));
  }
  for (char const* name : {"", "HTTP_", "SECURITY-TOKEN", "ASSINEBEM-SECURITY-TOKEN-2", "HTTP_HTTP_ASSINEBEM_SECURITY_TOKEN",
                           "XHTTP_ASSINEBEM_SECURITY_TOKEN", "ASSINEBEM SECURITY TOKEN"}) {
    CHECK_FALSE(assinebem::is_security_token_header(name));
  }
}

TEST_CASE("a security token matches itself only", "[assinebem]") {
  secret const token("tenant-token-9f");
  CHECK(assinebem::token_matches("tenant-token-9f", token));
  for (char const* other : {"", "tenant-token-9", "tenant-token-9f ", "Tenant-token-9f", "tenant-token-9e", "x"}) {
    CHECK_FALSE(assinebem::token_matches(other, token));
  }
  CHECK_FALSE(assinebem::token_matches("", secret()));
  CHECK_FALSE(assinebem::token_matches("x", secret()));
  std::string const text(token.reveal());
  for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
    std::string changed = text;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    CHECK_FALSE(assinebem::token_matches(changed, token));
  }
}

TEST_CASE("verify_token says which token, or why not", "[assinebem]") {
  std::vector<secret> const tokens{secret("new"), secret("old"), secret("old")};
  CHECK(assinebem::verify_token("new", tokens).value() == 0);
  CHECK(assinebem::verify_token("old", tokens).value() == 1);
  CHECK(assinebem::verify_token("", tokens).error().code == errc::signature_missing);
  CHECK(assinebem::verify_token("other", tokens).error().code == errc::signature_mismatch);
  CHECK(assinebem::verify_token("other", tokens).error().message.find("other") == std::string::npos);
  CHECK(assinebem::verify_token("new", {}).error().code == errc::invalid_argument);
  CHECK(assinebem::verify_token("new", {secret("new"), secret()}).error().code == errc::invalid_argument);
}

TEST_CASE("security_hash agrees with the vectors of assinebem §2", "[assinebem]") {
  secret const token("TOKEN-EXEMPLO");
  secret const api_secret("SECRET-EXEMPLO");
  auto const hash = [&](char const* url, char const* query) {
    return std::string(assinebem::security_hash(token, api_secret, url, query).value().reveal());
  };
  CHECK(hash("https://www.assinebem.com.br/api/documento/get_identifier_to_upload", "") ==
        "VE9LRU4tRVhFTVBMTzo1NzI4ZDE1ZTBlYjk4ODMxNWFiYTI0N2VmNDQ5NDFlMjdkZGMwYjkzNzA4ZmQzNDkwN2FkMjcwNDgwMTYzNTQ3");
  CHECK(hash("https://www.assinebem.com.br/api/documento", "id_externo=abc-123") ==
        "VE9LRU4tRVhFTVBMTzo1MzBiMTJlMTYyNjI0MTUzNGU5YmRjODczZGNlYWE5YWM0Mjc1YmI1OTBhZjJhMTliMmExMTgzZmU0MjM5N2Nk");
  CHECK(hash("https://www.assinebem.com.br/api/documento/invalidar", R"({"id_externo": "abc-123"})") ==
        "VE9LRU4tRVhFTVBMTzpmZDA0YTYyZTk3YzMxOTlmNDYwMjlhZmQ5OTk2N2QxZDFkZmNkMzhhNGUwZTJhNzhlNzA1NGNlOWJiMjliOGMz");
}

TEST_CASE("security_hash refuses what it cannot hash", "[assinebem]") {
  CHECK(assinebem::security_hash(secret(), secret("s"), "u", "q").error().code == errc::invalid_argument);
  CHECK(assinebem::security_hash(secret("t"), secret(), "u", "q").error().code == errc::invalid_argument);
}

} // namespace security_test

#include "crypto/hmac.hpp"
#include "support/catch.hpp"

#include <string>
#include <thread>

namespace hmac_test {

using rubrica::detail::digest;

namespace {

std::string hmac(std::string const& key, std::string const& data) {
  digest value{};
  REQUIRE(rubrica::detail::hmac_sha256(key, data, value));
  return rubrica::detail::hex(value);
}

} // namespace

TEST_CASE("HMAC-SHA256 agrees with the vectors of RFC 4231", "[crypto]") {
  CHECK(hmac(std::string(20, '\x0b'), "Hi There") == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hmac("Jefe", "what do ya want for nothing?") == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hmac(std::string(20, '\xaa'), std::string(50, '\xdd')) ==
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  std::string counting;
  for (char c = 1; c <= 25; ++c) counting += c;
  CHECK(hmac(counting, std::string(50, '\xcd')) == "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
  CHECK(hmac(std::string(20, '\x0c'), "Test With Truncation").substr(0, 32) == "a3b6167473100ee06e0c796c2955552b");
  CHECK(hmac(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  CHECK(hmac(std::string(131, '\xaa'),
             "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
             "hashed before being used by the HMAC algorithm.") ==
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST_CASE("HMAC-SHA256 keeps no state between calls and threads", "[crypto]") {
  std::string const first = hmac("one", "a");
  CHECK(hmac("two", "a") != first);
  CHECK(hmac("", "a") != hmac("two", "a"));
  CHECK(hmac("one", "a") == first);
  std::string elsewhere;
  std::thread([&] { elsewhere = hmac("one", "a"); }).join();
  CHECK(elsewhere == first);
  CHECK(hmac("", "") == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST_CASE("SHA-256 agrees with published vectors", "[crypto]") {
  digest value{};
  REQUIRE(rubrica::detail::sha256("abc", value));
  CHECK(rubrica::detail::hex(value) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(rubrica::detail::sha256_hex("abc") == rubrica::detail::hex(value));
  CHECK(rubrica::detail::sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

} // namespace hmac_test

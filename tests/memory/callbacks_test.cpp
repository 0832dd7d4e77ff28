#include "support/callbacks/signed_body.hpp"
#include "support/catch.hpp"
#include "support/process/failing_memory.hpp"

#include <rubrica/callbacks/router.hpp>

#include <new>
#include <string>

namespace callbacks_test {

using namespace rubrica;
using namespace rubrica::callbacks;
using rubrica_test::failing_allocation;
using rubrica_test::shortage;

namespace {

constexpr char key[] = "973d92ca80c2206a0e65b35d2371d595";
std::string const body = R"({"event":{"data":{"signer":{"key":"s","name":"a name that does not fit into the string itself"}},)"
                         R"("name":"tomorrow's name"},"document":"{\"key\":\"doc-1\",\"status\":\"running\"}"})";

route tenant(std::size_t number, std::string path = {}) {
  route one;
  one.tenant = "a tenant whose name is long, " + std::to_string(number);
  one.path = std::move(path);
  one.path_token = secret("a-token-that-is-long-as-well-" + std::to_string(number));
  one.secrets = {secret(key), secret("a former secret of this tenant")};
  return one;
}

receipt post(router const& table, std::size_t number, std::string const& form = "/api/rest/clicksign/") {
  std::string const path = form + "a-token-that-is-long-as-well-" + std::to_string(number);
  std::string const signature = rubrica_test::content_hmac(key, body);
  incoming request;
  request.path = path;
  request.body = body;
  request.headers = [&](std::string_view name) { return name == "Content-Hmac" ? signature : std::string(); };
  return table.receive(request);
}

} // namespace

TEST_CASE("a router is as it was when memory lacks for one more route", "[memory][rule2]") {
  for (std::size_t const before : {std::size_t{0}, std::size_t{7}, std::size_t{8}, std::size_t{31}}) {
    for (bool const is_new_form : {false, true}) {
      std::string const form = is_new_form ? "/other/{TOKEN}" : "";
      int failures = 0;
      for (std::size_t allocation = 0;; ++allocation) {
        router table;
        for (std::size_t i = 0; i < before; ++i) table.add(tenant(i)).value();
        auto one = tenant(before, form);
        bool added = false;
        bool failed = false;
        {
          failing_allocation const now(allocation);
          try {
            added = table.add(std::move(one)).has_value();
          } catch (std::bad_alloc const&) {
            // what is under test
          }
          failed = failing_allocation::happened();
        }
        if (!failed) {
          REQUIRE(added);
          break;
        }
        ++failures;
        INFO("before " << before << ", allocation " << allocation);
        if (added) { // OpenSSL does without some of its allocations: then the route must be there and work
          REQUIRE(post(table, before, is_new_form ? "/other/" : "/api/rest/clicksign/"));
          continue;
        }
        REQUIRE(table.size() == before);
        for (std::size_t i = 0; i < before; ++i) REQUIRE(post(table, i));
        REQUIRE_FALSE(post(table, before));
        // Nor is the path taken: another provider may still have it.
        auto other = tenant(before, "/other/{TOKEN}");
        other.provider = provider::assinebem;
        REQUIRE(table.add(other).has_value());
        REQUIRE(table.add(tenant(before)).has_value());
        REQUIRE(post(table, before));
      }
      CHECK(failures > 1);
    }
  }
}

TEST_CASE("a callback for which memory lacks is neither taken nor called malformed: it is to be sent again", "[memory][rule2]") {
  router table;
  table.add(tenant(1)).value();
  std::string const path = "/api/rest/clicksign/a-token-that-is-long-as-well-1";
  std::string const signature = rubrica_test::content_hmac(key, body);
  incoming request;
  request.path = path;
  request.body = body;
  request.headers = [&](std::string_view name) { return name == "Content-Hmac" ? signature : std::string(); };
  int failures = 0;
  for (std::size_t allocation = 0;; ++allocation) {
    bool failed = false;
    int status = 0;
    errc code = errc::not_ready;
    verdict given = verdict::accept;
    {
      failing_allocation const now(allocation, shortage::for_good);
      auto const answer = table.receive(request);
      failed = failing_allocation::happened();
      status = answer.reply().status;
      given = answer.verdict();
      if (!answer) code = answer.error().code;
    }
    INFO("allocation " << allocation);
    if (!failed) {
      CHECK(status == 200);
      break;
    }
    ++failures;
    REQUIRE(given == verdict::reject);
    REQUIRE(status == 503);
    REQUIRE(code == errc::out_of_memory);
  }
  CHECK(failures > 20);
}

} // namespace callbacks_test

// What answers to lists may say about their pages.
#include "support/catch.hpp"

#include "support/http/raw_server.hpp"
#include "support/http/scripted_client.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

namespace lists_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::scripted_client;

namespace {

std::string items_of(int first, int count) {
  std::string out;
  for (int i = first; i < first + count; ++i) {
    out += (i == first ? "" : ",") + std::string(R"({"type":"envelopes","id":"e)") + std::to_string(i) + "\"}";
  }
  return out;
}

std::string list_of(int first, int count, std::string const& meta, std::string const& next) {
  std::string out = R"({"data":[)" + items_of(first, count) + "]";
  if (!meta.empty()) out += R"(,"meta":{"record_count":)" + meta + "}";
  if (!next.empty()) out += R"(,"links":{"next":)" + next + "}";
  return out + "}";
}

/// A link to a page, as JSON.
std::string link_to(std::string const& number, std::string const& base = "https://app.clicksign.com/api/v3") {
  return "\"" + base + "/envelopes?page%5Bnumber%5D=" + number + "&page%5Bsize%5D=50\"";
}

result<std::vector<envelope>> walk(std::vector<std::string> const& answers, int size = 50, std::string const& from = {}) {
  scripted_client s;
  for (std::string const& one : answers) s.transport->status(200, one);
  envelope_query query;
  query.paging.size = size;
  query.paging.from = from;
  return s.client().envelopes().list(query).all();
}

errc code_of(result<std::vector<envelope>> const& walked) {
  return walked ? errc::unknown_route : walked.error().code;
}

std::size_t items_in(result<std::vector<envelope>> const& walked) {
  return walked ? walked->size() : 0;
}

} // namespace

TEST_CASE("a next link counts as text and as an object", "[clicksign][protocol][lists]") {
  for (std::string const& link :
       {link_to("2"), R"({"href":)" + link_to("2") + "}", R"({"meta":{},"href":)" + link_to("2") + R"(,"x":[]})",
        std::string(R"("/api/v3/envelopes?page[number]=2")"), std::string(R"("?page%5bnumber%5d=2#x")"),
        std::string(R"("/api/v3/envelopes?page%5Bafter%5D=abc")")}) {
    INFO(link);
    CHECK(items_in(walk({list_of(1, 2, "3", link), list_of(3, 1, "3", "")}, 2)) == 3);
  }
}

TEST_CASE("a list that has more than it gives does not end in silence", "[clicksign][protocol][lists]") {
  // A full page: the link is missing, and the page is there.
  CHECK(items_in(walk({list_of(1, 2, "3", ""), list_of(3, 1, "3", "")}, 2)) == 3);
  CHECK(items_in(walk({list_of(1, 2, "4", "null"), list_of(3, 2, "4", "")}, 2)) == 4);
  // A page that is not full although the total says that there are more items.
  for (char const* total : {"2", "7", "\"7\"", "2147483648", "1000000000000000000000000000000", "1e5", "1e30", "5.0"}) {
    INFO(total);
    CHECK(code_of(walk({list_of(1, 1, total, "")})) == errc::protocol);
  }
  // The server returns smaller pages than requested, and leaves the link out in the middle.
  CHECK(code_of(walk({list_of(1, 2, "9", link_to("2")), list_of(3, 2, "9", link_to("3")), list_of(5, 2, "9", "")}, 4)) ==
        errc::protocol);
  // An empty page in the middle.
  CHECK(code_of(walk({list_of(1, 2, "4", link_to("2")), list_of(3, 0, "4", "")}, 2)) == errc::protocol);
  scripted_client s;
  s.transport->status(200, list_of(1, 1, "2", ""));
  async_client async(s.client());
  CHECK(start_future(async, async.envelopes().list()).get().error().code == errc::protocol);
}

TEST_CASE("a total that is none is no reason for anything", "[clicksign][protocol][lists]") {
  for (char const* total :
       {"-1", "-1e30", "1.5", "1e-30", "\"x\"", "\"\"", "null", "[]", "{}", "true", "0", "1", "\"1\"", "1.0", "10e-1"}) {
    INFO(total);
    CHECK(items_in(walk({list_of(1, 1, total, "")})) == 1);
  }
}

TEST_CASE("a link that does not lead to the next page ends the list with an error", "[clicksign][protocol][lists]") {
  for (char const* number :
       {"1", "0", "-1", "3", "2147483647", "2147483648", "99999999999999999999", "2.0", "2e0", "", "x", "2x", "%32"}) {
    INFO(number);
    CHECK(code_of(walk({list_of(1, 50, "", link_to(number)), list_of(51, 1, "", "")})) == errc::protocol);
  }
  // The pages lead back to the first one.
  CHECK(code_of(walk({list_of(1, 50, "", link_to("2")), list_of(51, 50, "", link_to("1"))})) == errc::protocol);
  CHECK(code_of(walk({list_of(1, 50, "", link_to("2")), list_of(51, 50, "", link_to("2"))})) == errc::protocol);
}

TEST_CASE("the last page that can be counted has none behind it", "[clicksign][protocol][lists]") {
  CHECK(code_of(walk({list_of(1, 50, "", "\"?page[after]=x\"")}, 50, "1000000000")) == errc::protocol);
  for (char const* from : {"1000000001", "2147483647", "2147483648", "1.4294967296", "1.18446744073709551615", "1.-1"}) {
    INFO(from);
    CHECK(code_of(walk({}, 50, from)) == errc::invalid_argument);
  }
}

TEST_CASE("a page of no item is not asked for, and none of more than fifty", "[clicksign][protocol][lists]") {
  for (int size : {0, -1, -2147483647}) CHECK(code_of(walk({}, size)) == errc::invalid_argument);
  scripted_client s;
  s.transport->status(200, list_of(1, 1, "1", ""));
  envelope_query query;
  query.paging.size = 2147483647;
  CHECK(s.client().envelopes().list(query).all());
  CHECK(s.transport->requests().at(0).url.find("page%5Bsize%5D=50") != std::string::npos);
}

TEST_CASE("a list leads to no other server, whatever its links name", "[clicksign][protocol][lists]") {
  // ClickSign's nested lists name other hosts and paths; the next page is requested where the first one was.
  for (char const* base :
       {"https://sandbox.clicksign.dev/api/v3", "https://evil.example", "//evil.example", "https://a@evil.example", ""}) {
    scripted_client s;
    s.transport->status(200, list_of(1, 50, "", link_to("2", base))).status(200, list_of(51, 1, "", ""));
    INFO(base);
    CHECK(items_in(s.client().envelopes().list().all()) == 51);
    for (auto const& one : s.transport->requests()) CHECK(one.url.rfind("https://app.clicksign.com/api/v3/envelopes?", 0) == 0);
  }
}

TEST_CASE("a record of a list that has no usable id is an error", "[clicksign][protocol][lists]") {
  for (char const* item :
       {R"({"type":"envelopes"})", R"({"type":"envelopes","id":""})", R"({"type":"envelopes","id":null})",
        R"({"type":"envelopes","id":7})", R"({"type":"envelopes","id":"a/b"})", R"({"type":"envelopes","id":"a b"})"}) {
    INFO(item);
    CHECK(code_of(walk({R"({"data":[{"type":"envelopes","id":"e1"},)" + std::string(item) + "]}"})) == errc::protocol);
  }
}

TEST_CASE("a list takes as many bytes as it is told, over a real socket", "[clicksign][protocol][lists][socket]") {
  std::string const pad(100'000, 'x');
  std::atomic<int> page{0};
  rubrica_test::raw_server const server([&](rubrica_test::connection& peer) {
    while (peer.read_request()) {
      int const number = ++page;
      std::string body = list_of(number * 50, 50, "", link_to(std::to_string(number + 1)));
      body.insert(body.size() - 1, R"(,"pad":")" + pad + '"');
      if (!peer.write(rubrica_test::answer(200, body))) return;
    }
  });
  client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("t0ken");
  auto const all = client(options).envelopes().list().all(1'000'000);
  REQUIRE_FALSE(all);
  CHECK(all.error().code == errc::too_large);
  CHECK(all.error().outcome == outcome::rejected);
  CHECK(page <= 11);
}

} // namespace lists_test

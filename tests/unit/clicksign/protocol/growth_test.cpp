// The cost of an answer grows only linearly with its size.
#include "support/catch.hpp"

#include "support/http/scripted_client.hpp"

#include "clicksign/protocol/hidden_values.hpp"

#include <ctime>

#include <algorithm>

namespace growth_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::scripted_client;

namespace {

/// The processor time of this thread, in seconds: other programs do not influence it.
double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// How many times longer `work(4 * size)` takes than `work(size)`: 4 if linear, 16 if quadratic. The best of three runs each, so
/// that a cold cache does not matter.
template <class Work> double growth_at_four_times(std::size_t size, Work const& work) {
  auto const best = [&](std::size_t n) {
    double least = 1e9;
    for (int i = 0; i < 3; ++i) {
      double const began = thread_seconds();
      work(n);
      least = std::min(least, thread_seconds() - began);
    }
    return least;
  };
  double const once = best(size);
  return best(4 * size) / std::max(once, 1e-9);
}

/// Between linear and quadratic, with a margin for differences between machines.
constexpr double about_linear = 8;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// An envelope that names and includes `count` records.
std::string with_included(std::size_t count, std::size_t different, std::string const& attributes) {
  std::string named;
  std::string included;
  for (std::size_t i = 0; i < count; ++i) {
    named += (i == 0 ? "" : ",") + std::string(R"({"type":"signers","id":"s)") + std::to_string(i % different) + "\"}";
  }
  for (std::size_t i = 0; i < different; ++i) {
    included += (i == 0 ? "" : ",") + std::string(R"({"type":"signers","id":"s)") + std::to_string(i) + R"(","attributes":)" +
                attributes + "}";
  }
  return R"({"data":{"type":"envelopes","id":"e","relationships":{"signers":{"data":[)" + named + R"(]}}},"included":[)" +
         included + "]}";
}

result<envelope> got(std::string body) {
  scripted_client s;
  s.transport->status(200, std::move(body));
  return s.client().envelopes().get(envelope_id("e"));
}

} // namespace

TEST_CASE("masking a text takes time for its size, however much of it is hidden", "[clicksign][protocol][growth]") {
  hidden_values const hidden({"Ana Souza", "52998224725", "c1a7f3b0-5d2e-4e9a-9b6f-0d4e8a7c2b15"});
  for (char const* piece : {"Ana Souza ", "529.982 ", "a", "%41%6e%61 ", "&#65;", "UW5hIFNvdXph ", "Ana\xE2\x80\x8B", "@"}) {
    INFO(piece);
    std::size_t masked = 0;
    CHECK(growth_at_four_times(1000, [&](std::size_t n) { masked += hidden.masked(repeated(piece, n)).size(); }) < about_linear);
  }
}

TEST_CASE("hiding values takes time for their size, and so does a text that names them all", "[clicksign][protocol][growth]") {
  auto const run = [](std::size_t n) {
    std::vector<std::string> values;
    std::string text;
    for (std::size_t i = 0; i < n; ++i) text += values.emplace_back("Pessoa" + std::to_string(i) + " ");
    hidden_values const hidden({values.begin(), values.end()});
    REQUIRE(hidden.masked(text).size() < 10);
  };
  CHECK(growth_at_four_times(1000, run) < about_linear);
}

TEST_CASE("a refusal of many problems takes time for its size", "[clicksign][protocol][growth]") {
  auto const run = [](std::size_t n) {
    std::string const problem = R"({"title":"x","detail":"o valor Ana Souza 52998224725 n\u00e3o pode ser usado","code":"100"})";
    scripted_client s;
    s.transport->status(422, R"({"errors":[)" + repeated(problem + ",", n - 1) + problem + "]}");
    REQUIRE(s.create_error().problems.size() == n);
  };
  CHECK(growth_at_four_times(100, run) < about_linear);
}

TEST_CASE("a refusal's text that is not in errors takes time for its size", "[clicksign][protocol][growth]") {
  // One that only repeats the word plan is looked at twice.
  std::string const repeating = R"({"message":"nome 'do plano 'a 'a inv\u00e1lido"})";
  std::string const bodies[][3] = {
      {"[", repeating, "]"}, {R"({"errors":[)", repeating, "]}"}, {"x", "o plano Ana\xE3 529982 ", "x"}};
  for (auto const& [before, piece, after] : bodies) {
    std::string const separator = before == "x" ? "" : ",";
    auto const run = [&, &before = before, &piece = piece, &after = after](std::size_t n) {
      scripted_client s;
      s.transport->status(422, before + repeated(piece + separator, n - 1) + piece + after);
      REQUIRE_FALSE(s.create_error().problems.empty());
    };
    INFO(piece);
    CHECK(growth_at_four_times(100, run) < about_linear);
  }
}

TEST_CASE("included records of an answer are attached in time for its size", "[clicksign][protocol][growth]") {
  auto const run = [](std::size_t n) { REQUIRE(got(with_included(n, n, R"({"name":"x"})"))->related.size() == n); };
  CHECK(growth_at_four_times(1000, run) < about_linear);
}

TEST_CASE("records that name one large record over and over do not fill the memory", "[clicksign][protocol][growth]") {
  std::string const large = R"({"name":")" + std::string(1u << 20, 'x') + R"("})";
  auto const few = got(with_included(10, 1, large));
  REQUIRE(few);
  CHECK(few->related.back().attributes.size() == large.size());
  auto const many = got(with_included(1000, 1, large));
  REQUIRE_FALSE(many);
  CHECK(many.error().code == errc::too_large);
  CHECK(many.error().outcome == outcome::rejected);
}

TEST_CASE("the last of two included records with one id counts", "[clicksign][protocol][growth]") {
  auto const found = got(R"({"data":{"type":"envelopes","id":"e","relationships":{"folder":{"data":{"type":"folders","id":"f"}}}},
    "included":[{"type":"folders","id":"f","attributes":{"name":"a"}},{"type":"users","id":"f","attributes":{"name":"c"}},
                {"type":"folders","id":"f","attributes":{"name":"b"}}]})");
  REQUIRE(found);
  CHECK(found->related.at(0).attributes == R"({"name":"b"})");
}

} // namespace growth_test

// Whether the time of a refusal reveals which part of a forgery is wrong: Welch's t of a million measurements for each question.
#include "bench/measure.hpp"
#include "bench/welch.hpp"
#include "support/callbacks/signed_body.hpp"

#include <rubrica/assinebem/security.hpp>
#include <rubrica/callbacks/router.hpp>
#include <rubrica/clicksign/webhook/verify.hpp>

#include <chrono>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

using namespace rubrica;
using namespace rubrica_bench;

namespace {

constexpr int measurements = 1'000'000;
constexpr double suspicious = 4.5;
constexpr std::string_view digits = "0123456789abcdef";

std::mt19937 randomness(20261124);

/// A class of inputs: gives the next one.
using input_class = std::function<std::string()>;

/// Measures both classes in random order. All inputs of a batch are made beforehand, so that nothing but the call differs.
template <class Call> std::vector<measurement> measure(input_class const& first, input_class const& second, Call const& call) {
  using clock = std::chrono::steady_clock;
  constexpr int batch = 10'000;
  std::vector<measurement> all;
  std::vector<std::string> inputs(batch, std::string(128, ' ')); // where an input lies must not depend on its class
  std::vector<measurement> batched(batch);
  for (int done = -batch; done < measurements; done += batch) {
    for (int i = 0; i < batch; ++i) {
      bool const is_second = (randomness() & 1) != 0;
      batched[i].second_class = is_second;
      inputs[i] = std::string_view(is_second ? second() : first());
    }
    for (int i = 0; i < batch; ++i) {
      auto const begin = clock::now();
      bool const refused = call(inputs[i]);
      batched[i].nanoseconds = std::chrono::duration<double, std::nano>(clock::now() - begin).count();
      must(refused, "a forgery is accepted");
    }
    if (done >= 0) all.insert(all.end(), batched.begin(), batched.end()); // the first batch warms up
  }
  return all;
}

struct comparison {
  double first = 0; ///< medians, nanoseconds
  double second = 0;
  double t = 0; ///< Welch's, the largest
};

comparison compare(std::vector<measurement> const& all) {
  std::vector<double> times[2];
  for (measurement const& one : all) times[one.second_class ? 1 : 0].push_back(one.nanoseconds);
  return {median(std::move(times[0])), median(std::move(times[1])), std::abs(largest_t(all))};
}

bool print(char const* name, comparison const& found, bool fine) {
  std::printf("%-62s medians %5.0f and %5.0f ns, ratio %.3f, |t| %5.2f %s\n", name, found.first, found.second,
              found.second / found.first, found.t, fine ? "ok" : "MISS");
  return fine;
}

/// No difference can be found.
template <class Call> bool same_time(char const* name, input_class const& first, input_class const& second, Call const& call) {
  auto const found = compare(measure(first, second, call));
  return print(name, found, found.t < suspicious);
}

/// The difference is too small for a network: what a tenant has is found in another cache than what all strangers share, so
/// some nanoseconds remain.
template <class Call>
bool nearly_same_time(char const* name, input_class const& first, input_class const& second, Call const& call) {
  auto const found = compare(measure(first, second, call));
  return print(name, found, std::abs(found.second / found.first - 1) < 0.02);
}

std::string random_digits(std::size_t count) {
  std::string out;
  while (out.size() < count) out += digits[randomness() % digits.size()];
  return out;
}

input_class always(std::string text) {
  return [text] { return text; };
}

/// Another digit at this place.
std::string wrong_at(std::string text, std::size_t at) {
  text[at] = digits[(digits.find(text[at]) + 1) % digits.size()];
  return text;
}

/// Whether the method finds what there is to find.
bool control() {
  std::string const right = "sha256=" + random_digits(64);
  auto const stops_early = [&](std::string const& header) {
    std::size_t same = 0;
    while (same < right.size() && header[same] == right[same]) ++same;
    return same < right.size();
  };
  auto const found = compare(measure(always(wrong_at(right, 7)), always(wrong_at(right, right.size() - 1)), stops_early));
  return print("control, to be found: a comparison that stops early", found, found.t > suspicious);
}

bool signatures() {
  std::string const body = R"({"event":{"name":"sign"}})"; // a short one, so that the comparison is not lost in the HMAC
  std::vector<secret> const known = {secret("973d92ca80c2206a0e65b35d2371d595")};
  std::string const right = rubrica_test::content_hmac(known[0].reveal(), body);
  auto const refused = [&](std::string const& header) { return !clicksign::webhook::matching_secret(body, header, known); };
  auto const first_wrong = always(wrong_at(right, 7));
  auto const last_wrong = always(wrong_at(right, right.size() - 1));
  auto const all_wrong = [] { return "sha256=" + random_digits(64); };
  bool fine = same_time("verify: first digit wrong, last digit wrong", first_wrong, last_wrong, refused);
  fine = same_time("verify: first digit wrong, random digits", first_wrong, all_wrong, refused) && fine;
  return same_time("verify: last digit wrong, random digits", last_wrong, all_wrong, refused) && fine;
}

bool security_tokens() {
  std::string const right = "6f1c0a7e52b94d38a1e0c7f35d2b8e94";
  secret const known(right);
  auto const refused = [&](std::string const& header) { return !assinebem::token_matches(header, known); };
  auto const first_wrong = always(wrong_at(right, 0));
  auto const last_wrong = always(wrong_at(right, right.size() - 1));
  auto const all_wrong = [&] { return random_digits(right.size()); };
  bool const fine = same_time("security token: first digit wrong, last digit wrong", first_wrong, last_wrong, refused);
  return same_time("security token: last digit wrong, random digits", last_wrong, all_wrong, refused) && fine;
}

bool path_tokens() {
  callbacks::router router;
  std::vector<std::string> tokens;
  for (int tenant = 0; tenant < 64; ++tenant) {
    callbacks::route route;
    route.tenant = "a tenant with a long name, " + std::to_string(tenant);
    tokens.push_back(random_digits(32));
    route.path_token = secret(tokens.back());
    route.secrets = {secret(random_digits(32))};
    must(router.add(route).has_value(), "a route cannot be added");
    route.provider = callbacks::provider::assinebem;
    route.secrets = {secret(random_digits(32))};
    must(router.add(route).has_value(), "a route cannot be added");
  }
  std::string const body = R"({"event":{"name":"sign"}})";
  std::string const signature = "sha256=" + random_digits(64);
  std::string const start = "/api/rest/clicksign/";
  callbacks::incoming request;
  request.body = body;
  request.headers = [&](std::string_view name) { return name == "Content-Hmac" ? signature : std::string(); };
  auto const refused = [&](std::string const& path) {
    request.path = path;
    return router.receive(request).verdict() == callbacks::verdict::reject;
  };
  auto const tenant = [&] { return start + tokens[randomness() % tokens.size()]; };
  auto const stranger = [&] { return start + random_digits(32); };
  auto const neighbour = [&] { return start + wrong_at(tokens[randomness() % tokens.size()], 31); };
  bool const fine = nearly_same_time("router: a tenant's path with a wrong signature, unknown path", tenant, stranger, refused);
  return same_time("router: unknown path, one that differs in its last digit", stranger, neighbour, refused) && fine;
}

} // namespace

int main(int argc, char** argv) {
  bool fine = control();
  fine = signatures() && fine;
  fine = security_tokens() && fine;
  fine = path_tokens() && fine;
  return checked(argc, argv) && !fine ? 1 : 0;
}

// The cost of a callback compared with OpenSSL and a JSON parser used directly, in paired rounds of one run.
#include "bench/allocations.hpp"
#include "bench/bare_mac.hpp"
#include "bench/bare_reader.hpp"
#include "bench/measure.hpp"
#include "bench/sign_bodies.hpp"
#include "clicksign/webhook/read_event.hpp"
#include "support/callbacks/signed_body.hpp"
#include "support/process/small_stack.hpp"

#include <rubrica/clicksign/webhook/verify.hpp>
#include <rubrica/signing/history.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace rubrica;
using namespace rubrica_bench;
using rubrica_test::signed_body;
namespace webhook = clicksign::webhook;

namespace {

constexpr int rounds = 41;
constexpr std::size_t different = 64; // so that the branch predictor cannot learn them
std::string const key = "973d92ca80c2206a0e65b35d2371d595";

std::vector<signed_body> signed_callbacks() {
  std::vector<signed_body> out;
  for (std::string& body : sign_bodies(different)) {
    std::string header = rubrica_test::content_hmac(key, body);
    out.push_back({std::move(body), std::move(header)});
  }
  return out;
}

/// A list without an end.
class rotated {
public:
  explicit rotated(std::vector<signed_body> const& all) : all_(all) {}
  signed_body const& next() { return all_[next_++ % all_.size()]; }

private:
  std::vector<signed_body> const& all_;
  std::size_t next_ = 0;
};

result<webhook::event> by_rubrica(signed_body const& one, secret const& known, detail::json_producer producer) {
  auto body = webhook::verify(one.body, one.header, known);
  must(body.has_value(), "verify refuses a right signature");
  return webhook::read_event((*std::move(body)).bytes(), {}, producer);
}

webhook::event by_hand(signed_body const& one, bare_mac& mac, bare_reader& reader) {
  webhook::event event;
  must(mac.verify(one.body, one.header) && reader.read(one.body, event), "the bare reader refuses a callback");
  return event;
}

/// Receives all events and does nothing.
struct null_sax final : nlohmann::json_sax<nlohmann::json> {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, string_t const&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t, std::string const&, nlohmann::detail::exception const&) override { return false; }
};

void read_and_forget(signed_body const& one, bare_mac& mac) {
  null_sax nobody;
  bool const read = mac.verify(one.body, one.header) && nlohmann::json::sax_parse(one.body.begin(), one.body.end(), &nobody);
  must(read, "nlohmann refuses a callback");
}

signing::history told(webhook::event const& event) {
  signing::history history;
  history.apply(event);
  return history;
}

double copies(webhook::event const& event) {
  return allocations_each(1, [&] { webhook::event const copy(event); });
}

/// The baseline is only valid if it reads what rubrica reads.
void same_events(std::vector<signed_body> const& all) {
  secret const known(key);
  bare_mac mac(key);
  bare_reader reader;
  double size = 0;
  for (signed_body const& one : all) {
    auto const ours = by_rubrica(one, known, &detail::parse_json).value();
    auto const theirs = by_hand(one, mac, reader);
    must(told(ours) == told(theirs) && ours.raw == theirs.raw, "the bare reader reads another history");
    must(ours.document->metadata == theirs.document->metadata &&
             ours.document->downloads.original_file_url.reveal() == theirs.document->downloads.original_file_url.reveal(),
         "the bare reader reads another document");
    must(copies(ours) == copies(theirs), "the bare reader reads fewer members");
    size += static_cast<double>(one.body.size());
  }
  std::printf("%zu bodies of %.0f bytes on average\n", all.size(), size / static_cast<double>(all.size()));
}

bool compare(char const* name, pairing const& costs, double target) {
  std::printf("%-56s %9.2f us, by hand %.2f us\n", name, median(costs.ours), median(costs.theirs));
  return report("  rubrica / by hand", median(costs.ratios), target, "x");
}

/// Both sides read all callbacks in turn.
template <class ByHand>
bool verify_and_parse(char const* name, std::vector<signed_body> const& all, detail::json_producer producer,
                      ByHand const& by_hand_too, double target) {
  constexpr int calls = 640;
  secret const known(key);
  rotated ours(all);
  rotated theirs(all);
  auto const read = [&] { must(by_rubrica(ours.next(), known, producer).has_value(), "a callback cannot be read"); };
  auto const costs = in_pairs(
      rounds, [&] { return cpu_microseconds_each(calls, read); },
      [&] { return cpu_microseconds_each(calls, [&] { by_hand_too(theirs.next()); }); });
  return compare(name, costs, target);
}

bool with_simdjson(std::vector<signed_body> const& all) {
  bare_mac mac(key);
  bare_reader reader;
  auto const on_demand = [&](signed_body const& one) { by_hand(one, mac, reader); };
  return verify_and_parse("verify and parse with simdjson; by hand: On-Demand", all, &detail::parse_with_simdjson, on_demand,
                          1.7);
}

bool with_nlohmann(std::vector<signed_body> const& all) {
  bare_mac mac(key);
  auto const empty_pass = [&](signed_body const& one) { read_and_forget(one, mac); };
  return verify_and_parse("verify and parse with nlohmann; by hand: an empty SAX pass", all, &detail::parse_with_nlohmann,
                          empty_pass, 1.25);
}

bool memory(char const* name, std::vector<signed_body> const& all, detail::json_producer producer, double target) {
  secret const known(key);
  double copying = 0;
  for (signed_body const& one : all) copying += copies(by_rubrica(one, known, producer).value());
  copying /= static_cast<double>(all.size());
  rotated callbacks(all);
  double const reading =
      allocations_each(static_cast<int>(all.size()), [&] { static_cast<void>(by_rubrica(callbacks.next(), known, producer)); });
  std::printf("%-56s %9.1f, of a copy of the event %.1f\n", name, reading, copying);
  return report("  reading / copying", reading / copying, target, "x");
}

/// The verdict on a body that nobody signed.
bool forged() {
  std::string const body(20'000, 'f');
  std::string const header = rubrica_test::content_hmac("another key", body);
  std::vector<secret> const known = {secret(key)};
  bare_mac mac(key);
  auto const verdict = [&] { must(!webhook::matching_secret(body, header, known), "a forged body is accepted"); };
  auto const bare = [&] { must(!mac.verify(body, header), "the bare HMAC accepts a forged body"); };
  verdict(), bare();
  auto const costs = in_pairs(
      rounds, [&] { return cpu_microseconds_each(400, verdict); }, [&] { return cpu_microseconds_each(400, bare); });
  bool const fast = compare("verdict on a forged body of 20 KB; by hand: EVP_MAC", costs, 1.1);
  auto const before = allocations_so_far();
  verdict();
  auto const between = allocations_so_far();
  bare();
  auto const after = allocations_so_far();
  std::printf("  allocations of OpenSSL's own: %zu, by hand %zu\n", (between - before).openssl, (after - between).openssl);
  return report("  allocations", static_cast<double>((between - before).ours), 0, "") && fast;
}

bool brackets() {
  std::string const text(10'000'000, '[');
  double milliseconds = 0;
  rubrica_test::on_stack_of(256u << 10, [&] {
    double const begin = cpu_milliseconds();
    detail::null_handler nobody;
    must(!detail::parse_json(text, nobody).has_value(), "ten million brackets are accepted");
    milliseconds = cpu_milliseconds() - begin;
  });
  return report("10,000,000 opening brackets refused, 256 KiB of stack", milliseconds, 1, "ms");
}

} // namespace

int main(int argc, char** argv) {
  must(count_allocations_of_openssl(), "OpenSSL was used before its allocations could be counted");
  auto const all = signed_callbacks();
  same_events(all);
  bool fine = with_simdjson(all);
  fine = with_nlohmann(all) && fine;
  fine = memory("allocations with simdjson", all, &detail::parse_with_simdjson, 1.2) && fine;
  // nlohmann's lexer grows a string and a vector of its own in every parse.
  fine = memory("allocations with nlohmann", all, &detail::parse_with_nlohmann, 1.45) && fine;
  fine = forged() && fine;
  fine = brackets() && fine;
  return checked(argc, argv) && !fine ? 1 : 0;
}

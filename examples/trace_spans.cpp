// Builds trace spans from the observer, named by OpenTelemetry's conventions for HTTP clients, and prints each as a line of JSON.
// To have something to trace, it sends one contract to a simulator in this process.
//
// It does not use the OpenTelemetry SDK: Debian has no package of the C++ one, and the SDK and the exporter are the program's
// choice, not this library's. With an SDK at hand `begin` becomes `tracer->StartSpan(...)` and `finish` becomes `span->End()`.
#include "help_and_version.hpp"

#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <nlohmann/json.hpp>

#include <iostream>
#include <map>
#include <mutex>
#include <random>

namespace http = rubrica::http;
namespace sign = rubrica::signing;
using nlohmann::ordered_json;

class span_builder final : public http::observer {
public:
  explicit span_builder(std::ostream& out) : out_(out) {}

  void call_started(http::call_notice const& notice) noexcept override {
    std::lock_guard const lock(mutex_);
    open_call& call = calls_[notice.call];
    call.trace_id = random_hex(2);
    call.whole = begin("rubrica", notice);
  }

  void request_started(http::request_notice const& notice) noexcept override {
    std::lock_guard const lock(mutex_);
    open_call& call = calls_[notice.call];
    call.request = begin("HTTP", notice);
    if (notice.attempt > 1) call.request.attributes["http.request.resend_count"] = notice.attempt - 1;
  }

  void request_finished(http::end_notice const& notice) noexcept override {
    std::lock_guard const lock(mutex_);
    open_call const& call = calls_[notice.call];
    finish(call.request, call.trace_id, call.whole.id, notice);
  }

  void retry(http::wait_notice const& notice) noexcept override { add_event("retry", notice); }
  void quota_wait(http::wait_notice const& notice) noexcept override { add_event("quota_wait", notice); }

  void call_finished(http::end_notice const& notice) noexcept override {
    std::lock_guard const lock(mutex_);
    open_call const& call = calls_[notice.call];
    finish(call.whole, call.trace_id, "", notice);
    calls_.erase(notice.call);
  }

private:
  struct span {
    std::string id{}, name{};
    std::int64_t started = 0;
    ordered_json attributes = ordered_json::object();
    ordered_json events = ordered_json::array();
  };
  struct open_call {
    std::string trace_id;
    span whole;   // with its waits and retries
    span request; // the current request
  };

  static std::int64_t nanoseconds_since_1970() {
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
  }

  std::string random_hex(int words) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (int word = 0; word < words; ++word) {
      for (auto value = random_(); text.size() < static_cast<std::size_t>(word + 1) * 16; value >>= 4) text += digits[value & 15];
    }
    return text;
  }

  span begin(std::string_view text, http::call_notice const& notice) {
    span one;
    one.id = random_hex(1);
    one.name = std::string(text) + ' ' + std::string(to_string(notice.verb)) + ' ' + std::string(notice.route);
    one.started = nanoseconds_since_1970();
    one.attributes["http.request.method"] = to_string(notice.verb);
    one.attributes["url.template"] = notice.route; // never the URL, which contains ids
    return one;
  }

  void add_event(std::string_view text, http::wait_notice const& notice) noexcept {
    std::lock_guard const lock(mutex_);
    ordered_json event{{"name", text}, {"time_unix_nano", nanoseconds_since_1970()}, {"wait_ms", notice.wait.count()}};
    if (notice.status != 0) event["http.response.status_code"] = notice.status;
    calls_[notice.call].whole.events.push_back(std::move(event));
  }

  void finish(span one, std::string const& trace_id, std::string const& parent, http::end_notice const& notice) {
    if (notice.status != 0)
      one.attributes["http.response.status_code"] = notice.status;
    else
      one.attributes["error.type"] = to_string(notice.error);
    one.attributes["rubrica.outcome"] = to_string(notice.outcome);
    if (!notice.request_id.empty()) one.attributes["clicksign.request_id"] = notice.request_id;
    bool const failed = notice.status == 0 || notice.status >= 400;
    out_ << ordered_json{{"trace_id", trace_id},
                         {"span_id", one.id},
                         {"parent_span_id", parent},
                         {"name", one.name},
                         {"start_time_unix_nano", one.started},
                         {"end_time_unix_nano", nanoseconds_since_1970()},
                         {"attributes", one.attributes},
                         {"events", one.events},
                         {"status", failed ? "ERROR" : "OK"}}
         << '\n';
  }

  std::ostream& out_;
  std::mutex mutex_; // notices of several threads come at the same time
  std::mt19937_64 random_{std::random_device{}()};
  std::map<std::uint64_t, open_call> calls_;
};

constexpr char tiny_pdf[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Size 4/Root 1 0 R>>\n%%EOF\n";

int main(int argc, char** argv) {
  constexpr char usage[] =
      "usage: trace_spans [--help | --version]\n"
      "Sends one file on a simulator of its own; prints a span of OpenTelemetry for each call, a line of JSON.\n";
  if (tells_help_or_version(argc, argv, "trace_spans", usage)) return 0;
  rubrica::sandbox::server sandbox;
  rubrica::clicksign::client const client{
      {.base_url = sandbox.base_url(), .token = sandbox.token(), .observer = std::make_shared<span_builder>(std::cout)}};
  sign::request const request{
      .record = {sign::record_kind::opportunity, "OP-1207"},
      .files = {{.bytes = tiny_pdf, .name = "contrato.pdf"}},
      .signers = {{.name = "Ana Souza", .email = "ana@acme.example"}},
  };
  auto const sent = sign::sender{client}.send(request);
  if (!sent) std::cerr << to_string(sent.error()) << '\n';
  return sent ? 0 : 1;
}

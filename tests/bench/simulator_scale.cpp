// What a call to the simulator costs when a thousand, ten thousand and a hundred thousand envelopes exist, and what they take.
#include "bench/measure.hpp"

#include <rubrica/sandbox/server.hpp>

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

using namespace rubrica_bench;
using json = nlohmann::json;

namespace {

std::string const content =
    "data:application/pdf;base64,JVBERi0xLjQKMSAwIG9iago8PCAvVHlwZSAvQ2F0YWxvZyA+PgplbmRvYmoKdHJhaWxlcgo8PCAvUm9vdCAxIDAgUiA+"
    "PgpzdGFydHhyZWYKOQolJUVPRg==";

double resident_mib() {
  std::ifstream status("/proc/self/status");
  double kib = 0;
  for (std::string word; status >> word;) {
    if (word == "VmRSS:") status >> kib;
  }
  return kib / 1024;
}

class account {
public:
  account() : sandbox_(options()), client_(sandbox_.base_url().substr(0, sandbox_.base_url().size() - 7)) {
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);
  }

  json post(std::string const& path, json const& data) {
    auto const answer = client_.Post("/api/v3" + path, headers_, json{{"data", data}}.dump(), "application/vnd.api+json");
    must(answer && answer->status < 300, "a call was refused");
    return answer->body.empty() ? json() : json::parse(answer->body);
  }
  void get(std::string const& path) {
    auto const answer = client_.Get("/api/v3" + path, headers_);
    must(answer && answer->status == 200, "a record was not found");
  }
  void activate(std::string const& id) {
    json const data = {{"type", "envelopes"}, {"id", id}, {"attributes", {{"status", "running"}}}};
    auto const answer =
        client_.Patch("/api/v3/envelopes/" + id, headers_, json{{"data", data}}.dump(), "application/vnd.api+json");
    must(answer && answer->status == 200, "an envelope was not activated");
  }
  void sign(std::string const& signer) { must(static_cast<bool>(sandbox_.sign(signer)), "a signature was refused"); }

  std::string envelope() {
    std::string const name = "Contrato " + std::to_string(made.size());
    made.push_back(post("/envelopes", {{"type", "envelopes"}, {"attributes", {{"name", name}}}})["data"]["id"]);
    return made.back();
  }

  /// An envelope that runs, with one document and one signer, and the signer's id.
  std::string running() {
    std::string const id = envelope();
    json const file = {{"filename", "a.pdf"}, {"content_base64", content}};
    std::string const document =
        post("/envelopes/" + id + "/documents", {{"type", "documents"}, {"attributes", file}})["data"]["id"];
    json const who = {{"name", "Ana Souza"}, {"email", "ana@example.com"}};
    std::string const signer = post("/envelopes/" + id + "/signers", {{"type", "signers"}, {"attributes", who}})["data"]["id"];
    json const links = {{"document", {{"data", {{"type", "documents"}, {"id", document}}}}},
                        {"signer", {{"data", {{"type", "signers"}, {"id", signer}}}}}};
    for (json const& attributes :
         {json{{"action", "agree"}, {"role", "sign"}}, json{{"action", "provide_evidence"}, {"auth", "email"}}}) {
      post("/envelopes/" + id + "/requirements",
           {{"type", "requirements"}, {"attributes", attributes}, {"relationships", links}});
    }
    activate(id);
    return signer;
  }

  std::vector<std::string> made;

private:
  static rubrica::sandbox::server_options options() {
    rubrica::sandbox::server_options out;
    out.rate_limit = 0;
    return out;
  }
  rubrica::sandbox::server sandbox_;
  httplib::Client client_;
  httplib::Headers headers_{{"Authorization", "sandbox-token"}};
};

double milliseconds_each(int times, std::function<void()> const& act) {
  auto const begin = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) act();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count() / times;
}

} // namespace

int main(int argc, char** argv) {
  // One envelope of ten runs: the most that a test of a CRM is likely to keep.
  std::size_t const last = argc > 1 && std::string(argv[1]) == "--short" ? 10'000 : 100'000;
  account on;
  std::printf("%9s %9s %9s %9s %9s %9s %9s %12s\n", "envelopes", "create", "get", "page", "by name", "send", "sign",
              "MiB in all");
  for (std::size_t target = 1'000; target <= last; target *= 10) {
    while (on.made.size() < target) on.made.size() % 10 == 0 ? (void)on.running() : (void)on.envelope();
    std::string const middle = std::to_string(on.made.size() / 2);
    double const create = milliseconds_each(200, [&] { on.envelope(); });
    double const get = milliseconds_each(200, [&] { on.get("/envelopes/" + on.made[on.made.size() / 2]); });
    double const page =
        milliseconds_each(200, [&] { on.get("/envelopes?page%5Bsize%5D=20&page%5Bnumber%5D=" + std::to_string(target / 40)); });
    double const named = milliseconds_each(200, [&] { on.get("/envelopes?filter%5Bname%5D=Contrato%20" + middle); });
    std::vector<std::string> signers;
    double const send = milliseconds_each(50, [&] { signers.push_back(on.running()); });
    double const sign = milliseconds_each(50, [&] {
      on.sign(signers.back());
      signers.pop_back();
    });
    std::printf("%9zu %8.3f %9.3f %9.3f %9.3f %9.3f %9.3f %12.1f\n", target, create, get, page, named, send, sign,
                resident_mib());
  }
  std::printf("milliseconds of one call over HTTP; send: seven calls, from the envelope to its activation\n");
}

// rubrica-trigger against a receiver on a real socket: what it posts must be what the router understands.
#include "support/catch.hpp"

#include "programs/our_programs.hpp"
#include "support/clock/wait_until.hpp"
#include "support/files/temporary_folder.hpp"

#include <rubrica/callbacks/router.hpp>

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

namespace trigger_test {

using namespace rubrica;
using nlohmann::json;
using rubrica_test::finished;
using rubrica_test::program;

namespace {

/// A web server with a router, as users write it; it keeps what was accepted, and the order in which it came.
class receiver {
public:
  receiver() {
    for (auto const provider : {callbacks::provider::clicksign, callbacks::provider::assinebem, callbacks::provider::pacto}) {
      callbacks::route route;
      route.tenant = "acme";
      route.provider = provider;
      route.path_token = secret("t0ken-7f3a");
      if (provider != callbacks::provider::pacto) route.secrets.push_back(secret("s3cret"));
      router_.add(std::move(route)).value();
    }
    server_.Post("/.*", [this](httplib::Request const& request, httplib::Response& response) { take(request, response); });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    rubrica_test::wait_until([this] { return server_.is_running(); });
  }
  ~receiver() {
    server_.stop();
    thread_.join();
  }

  [[nodiscard]] std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::string url() const { return origin() + "/api/rest/{PROVIDER}/t0ken-7f3a/{HINT}"; }

  std::vector<callbacks::delivery> deliveries() {
    std::lock_guard<std::mutex> const lock(mutex_);
    return deliveries_;
  }

private:
  void take(httplib::Request const& request, httplib::Response& response) {
    callbacks::incoming in;
    in.path = request.target;
    in.body = request.body;
    in.headers = [&](std::string_view name) { return request.get_header_value(std::string(name)); };
    auto const receipt = router_.receive(in);
    response.status = receipt.reply().status;
    std::lock_guard<std::mutex> const lock(mutex_);
    if (receipt) deliveries_.push_back(*receipt);
  }

  callbacks::router router_;
  std::mutex mutex_;
  std::vector<callbacks::delivery> deliveries_;
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

finished trigger(std::vector<std::string> arguments, std::map<std::string, std::string> const& environment = {}) {
  arguments.insert(arguments.begin(), program("rubrica-trigger"));
  return rubrica_test::run(std::move(arguments), environment);
}

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

/// The first word of each line of `--list`.
std::vector<std::string> listed_kinds() {
  std::vector<std::string> out;
  for (std::string const& line : lines_of(trigger({"--list"}).out)) out.push_back(line.substr(0, line.find(' ')));
  return out;
}

/// What the router understood, in the program's words.
std::string kind_of(callbacks::delivery const& one) {
  if (auto const* event = one.clicksign()) return "clicksign." + std::string(event->name.text());
  if (auto const* callback = one.assinebem()) return "assinebem." + std::string(wire_name(callback->payload));
  return one.pacto().size() == 1 ? "pacto." + std::string(one.pacto()[0].kind.text()) : std::string();
}

/// Nothing of it is left to guess.
void check_understood(callbacks::delivery const& one) {
  INFO(kind_of(one));
  CHECK(one.verdict == callbacks::verdict::accept);
  CHECK_FALSE(one.problem);
  CHECK(one.verified == (one.provider != callbacks::provider::pacto));
  if (auto const* event = one.clicksign()) {
    CHECK(event->name.is_known());
    CHECK_FALSE(std::holds_alternative<clicksign::webhook::unknown_event>(event->data));
    CHECK(event->occurred_at.at());
    CHECK((event->document.has_value() || event->acceptance.has_value() ||
           std::holds_alternative<clicksign::webhook::activation_event>(event->data)));
  }
  if (auto const* callback = one.assinebem()) CHECK(is_told(callback->payload));
  for (auto const& each : one.pacto()) {
    CHECK(each.confidence == pacto::confidence::certain);
    CHECK(each.disposition == pacto::disposition::accepted);
    CHECK(each.fields.client_code);
  }
}

std::vector<std::string> kinds_of(std::vector<callbacks::delivery> const& all) {
  std::vector<std::string> out;
  for (auto const& one : all) out.push_back(kind_of(one));
  return out;
}

} // namespace

TEST_CASE("rubrica-trigger lists the 47 callbacks of the three providers", "[programs][process]") {
  auto const kinds = listed_kinds();
  CHECK(kinds.size() == 47);
  CHECK(std::set<std::string>(kinds.begin(), kinds.end()).size() == 47);
  auto const count = [&](std::string const& provider) {
    return std::count_if(kinds.begin(), kinds.end(), [&](std::string const& one) { return one.rfind(provider, 0) == 0; });
  };
  CHECK(count("clicksign.") == 33);
  CHECK(count("assinebem.") == 9);
  CHECK(count("pacto.") == 5);
}

TEST_CASE("rubrica-trigger posts each kind so that the router verifies and understands it", "[programs][process][socket]") {
  receiver at;
  auto const end = trigger({"all", "--url", at.url(), "--secret", "s3cret"});
  CHECK(end.status == 0);
  CHECK(end.err.empty());
  auto const all = at.deliveries();
  for (auto const& one : all) check_understood(one);
  CHECK(kinds_of(all) == listed_kinds());
  auto const lines = lines_of(end.out);
  REQUIRE(lines.size() == all.size());
  for (std::size_t i = 0; i < lines.size(); ++i)
    CHECK(json::parse(lines[i]) == json{{"kind", kind_of(all[i])}, {"status", 200}, {"duplicate", false}});
}

TEST_CASE("rubrica-trigger posts the three events that are in no list, too", "[programs][process][socket]") {
  receiver at;
  auto const end = trigger({"tracking_notification_error", "clicksign.envelope_activated", "envelope_activation_failed", "--url",
                            at.url(), "--secret", "s3cret"});
  CHECK(end.status == 0);
  CHECK(kinds_of(at.deliveries()) == std::vector<std::string>{"clicksign.tracking_notification_error",
                                                              "clicksign.envelope_activated",
                                                              "clicksign.envelope_activation_failed"});
  for (auto const& one : at.deliveries()) check_understood(one);
}

TEST_CASE("rubrica-trigger takes its secret from a file or the environment, and says when it has none",
          "[programs][process][socket][file]") {
  receiver at;
  rubrica_test::temporary_folder const folder;
  auto const secret_file = folder.write("secret", "s3cret\n");
  CHECK(trigger({"sign", "--url", at.url(), "--secret-file", secret_file}).status == 0);
  CHECK(trigger({"sign", "--url", at.url()}, {{"CLICKSIGN_WEBHOOK_SECRET", "s3cret"}}).status == 0);
  CHECK(trigger({"parte_assinou", "--url", at.url()}, {{"ASSINEBEM_SECURITY_TOKEN", "s3cret"}}).status == 0);
  CHECK(at.deliveries().size() == 3);
  auto const without = trigger({"sign", "--url", at.url()});
  CHECK(without.status == 1);
  CHECK(without.err.find("not signed") != std::string::npos);
  CHECK(at.deliveries().size() == 3);
}

TEST_CASE("rubrica-trigger signs wrongly when it is told to, and a receiver refuses that", "[programs][process][socket]") {
  receiver at;
  auto const end = trigger({"sign", "parte_assinou", "--url", at.url(), "--secret", "s3cret", "--bad-signature"});
  CHECK(end.status == 1);
  for (std::string const& line : lines_of(end.out)) CHECK(json::parse(line)["status"] == 404); // as for an unknown token
  CHECK(at.deliveries().empty());
}

TEST_CASE("rubrica-trigger sets values before it signs", "[programs][process][socket]") {
  receiver at;
  auto const end = trigger({"sign", "--url", at.url(), "--secret", "s3cret", "--set", "document.key=mine", "--set",
                            "event.data.signer.email=bia@acme.example", "--set", "document.signers[0].group=7", "--set",
                            "document.metadata={\"crm\":\"OP-1\"}"});
  CHECK(end.status == 0);
  REQUIRE(at.deliveries().size() == 1);
  auto const one = at.deliveries()[0];
  check_understood(one);
  CHECK(one.clicksign()->document->key.text() == "mine");
  CHECK(std::get<clicksign::webhook::signed_event>(one.clicksign()->data).signer.email.reveal() == "bia@acme.example");
  CHECK(json::parse(one.raw())["document"]["signers"][0]["group"] == 7);
  CHECK(json::parse(one.raw())["document"]["metadata"]["crm"] == "OP-1");
  auto const wrong = trigger({"sign", "--url", at.url(), "--set", "event.name.first=x"});
  CHECK(wrong.status == 2);
  CHECK(wrong.err.find("clicksign.sign has no place event.name.first") != std::string::npos);
}

TEST_CASE("rubrica-trigger repeats the same bytes, which is one callback for a receiver", "[programs][process][socket]") {
  receiver at;
  auto const end = trigger({"auto_close", "notificarPagamento", "--url", at.url(), "--secret", "s3cret", "--repeat", "3"});
  CHECK(end.status == 0);
  auto const all = at.deliveries();
  REQUIRE(all.size() == 6);
  std::set<std::string> keys;
  for (auto const& one : all) keys.insert(deduplication_key(one));
  CHECK(keys.size() == 2);
  auto const lines = lines_of(end.out);
  for (std::size_t i = 0; i < lines.size(); ++i) CHECK(json::parse(lines[i])["duplicate"] == (i % 3 != 0));
}

TEST_CASE("rubrica-trigger posts all in another order when it is told to", "[programs][process][socket]") {
  receiver at;
  CHECK(trigger({"all", "--url", at.url(), "--secret", "s3cret", "--shuffle"}).status == 0);
  auto const came = kinds_of(at.deliveries());
  auto const listed = listed_kinds();
  CHECK(came != listed);
  CHECK(std::multiset<std::string>(came.begin(), came.end()) == std::multiset<std::string>(listed.begin(), listed.end()));
}

TEST_CASE("rubrica-trigger posts stored deliveries again, byte for byte", "[programs][process][socket][file]") {
  receiver at;
  CHECK(trigger({"sign", "notificarAcesso", "parte_assinou", "--url", at.url(), "--secret", "s3cret"}).status == 0);
  auto const stored = at.deliveries();
  REQUIRE(stored.size() == 3);
  rubrica_test::temporary_folder const folder;
  // AssineBem's token was not stored, so it cannot be posted again.
  auto const file = folder.write("deliveries", stored[0].to_json() + '\n' + stored[1].to_json() + '\n');
  auto const end = trigger({"--replay", file, "--url", at.origin(), "--token", "t0ken-7f3a"});
  CHECK(end.status == 0);
  auto const all = at.deliveries();
  REQUIRE(all.size() == 5);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(all[3 + i].raw() == stored[i].raw());
    CHECK(all[3 + i].target == stored[i].target);
    CHECK(deduplication_key(all[3 + i]) == deduplication_key(stored[i]));
  }
  CHECK(kinds_of({all[3], all[4]}) == std::vector<std::string>{"clicksign.sign", "pacto.notificarAcesso"});
  folder.write("deliveries", "{}\n");
  CHECK(trigger({"--replay", file, "--url", at.origin()}).status == 2);
}

TEST_CASE("rubrica-trigger ends with 1 when nobody answers, and says why", "[programs][process][socket]") {
  std::string url;
  {
    receiver const gone;
    url = gone.origin();
  }
  auto const end = trigger({"sign", "--url", url, "--secret", "s3cret"});
  CHECK(end.status == 1);
  auto const line = json::parse(end.out);
  CHECK(line["status"].is_null());
  CHECK(line["error"] == "connect");
}

TEST_CASE("rubrica-trigger explains itself, and refuses arguments that it cannot use", "[programs][process]") {
  CHECK(trigger({"--help"}).out.find("--bad-signature") != std::string::npos);
  CHECK(trigger({"--version"}).out.rfind("rubrica-trigger ", 0) == 0);
  std::vector<std::vector<std::string>> const wrong{{},
                                                    {"sign"},
                                                    {"--url", "http://127.0.0.1:1"},
                                                    {"sing", "--url", "http://127.0.0.1:1"},
                                                    {"sign", "--url", "http://127.0.0.1:1", "--repeat", "0"},
                                                    {"sign", "--url", "http://127.0.0.1:1", "--delay", "soon"},
                                                    {"sign", "--url", "http://127.0.0.1:1", "--set", "document.key"},
                                                    {"sign", "--url", "http://127.0.0.1:1", "--secret", ""},
                                                    {"sign", "--url", "http://127.0.0.1:1", "--secret-file", "/nonexistent"},
                                                    {"sign", "--replay", "x", "--url", "http://127.0.0.1:1"},
                                                    {"--replay", "/nonexistent", "--url", "http://127.0.0.1:1"},
                                                    {"--replay", "x", "--secret", "s", "--url", "http://127.0.0.1:1"},
                                                    {"sign", "--colour", "red", "--url", "http://127.0.0.1:1"},
                                                    {"sign", "--url"}};
  for (auto const& arguments : wrong) {
    auto const end = trigger(arguments);
    INFO(end.err);
    CHECK(end.status == 2);
    CHECK_FALSE(end.err.empty());
    CHECK(end.out.empty());
  }
}

} // namespace trigger_test

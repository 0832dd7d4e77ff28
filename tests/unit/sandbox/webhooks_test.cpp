#include "support/catch.hpp"

#include "fixture.hpp"
#include "support/callbacks/content_hmac.hpp"

#include <rubrica/core/timestamp.hpp>

namespace webhooks_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

rubrica::sandbox::server_options calling(receiver const& at) {
  auto options = unlimited();
  options.webhook_url = at.url();
  options.webhook_secret = rubrica::secret("973d92ca80c2206a0e65b35d2371d595");
  return options;
}

strings names_of(std::vector<received> const& all) {
  strings names;
  for (auto const& one : all) names.push_back(json::parse(one.body)["event"]["name"]);
  return names;
}

std::string header(received const& one, std::string const& name) {
  auto const found = one.headers.find(name);
  return found == one.headers.end() ? std::string() : found->second;
}

} // namespace

TEST_CASE("the signature of a callback agrees with the textbook vector", "[sandbox][webhooks]") {
  CHECK(rubrica_test::content_hmac("key", "The quick brown fox jumps over the lazy dog") ==
        "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
}

TEST_CASE("callbacks come after activation and signing, not for drafts, all in order and signed", "[sandbox][webhooks][socket]") {
  receiver crm;
  account on(calling(crm));
  auto const id = on.envelope();
  auto const document = on.document(id);
  auto const signer = on.signer(id);
  on.link(id, document, signer);
  on.sandbox.drain_webhooks();
  CHECK(crm.all().empty());
  on.activate(id);
  on.sandbox.drain_webhooks();
  CHECK(names_of(crm.all()) == strings{"add_signer", "update_deadline"});
  REQUIRE(on.sandbox.sign(signer));
  on.sandbox.drain_webhooks();
  auto const all = crm.all();
  CHECK(names_of(all) == strings{"add_signer", "update_deadline", "signature_started", "sign", "auto_close", "document_closed"});
  auto const sent = on.sandbox.deliveries();
  REQUIRE(sent.size() == all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].target == "/clicksign?tenant=1");
    CHECK(header(all[i], "Content-Type") == "application/json");
    CHECK(header(all[i], "Event") == sent[i].event);
    CHECK(header(all[i], "Content-Hmac") == rubrica_test::content_hmac("973d92ca80c2206a0e65b35d2371d595", all[i].body));
    CHECK(sent[i].hmac == header(all[i], "Content-Hmac"));
    CHECK(sent[i].body == all[i].body);
    CHECK(sent[i].status == 200);
    CHECK(sent[i].attempts == 1);
  }
}

TEST_CASE("one add_signer callback comes for each document and signer", "[sandbox][webhooks][socket]") {
  account on;
  json later = person("Rui Lima", "rui@example.com");
  later["group"] = 2;
  start(on, json::object(), {person(), later}, 2);
  CHECK(event_names(on.sandbox) ==
        strings{"add_signer", "add_signer", "update_deadline", "add_signer", "add_signer", "update_deadline"});
}

TEST_CASE("the document of a callback is complete", "[sandbox][webhooks][socket]") {
  account on;
  json later = person("Rui Lima", "rui@example.com");
  later["group"] = 2;
  auto const made = start(on, {{"remind_interval", 7}}, {person(), later});
  REQUIRE(on.sandbox.sign(made.signers[0]));
  auto const body = json::parse(on.sandbox.deliveries().back().body);
  CHECK(body["event"]["name"] == "sign");
  CHECK(rubrica::timestamp(body["event"]["occurred_at"].get<std::string>()).offset() == std::chrono::minutes(-180));
  json const& document = body["document"];
  CHECK(document["key"] == made.documents[0]);
  CHECK(document["account_key"] == body["event"]["data"]["account"]["key"]);
  CHECK(document["path"] == "/Contrato/contrato-0.pdf");
  CHECK(document["filename"] == "contrato-0.pdf");
  CHECK(document["uploaded_at"].get<std::string>().back() == 'Z');
  CHECK(document["updated_at"].get<std::string>().back() == 'Z');
  CHECK(document["finished_at"].is_null());
  CHECK(document["deadline_at"] == on.get(made.path()).attributes()["deadline_at"]);
  CHECK(document["status"] == "running");
  CHECK(document["auto_close"] == true);
  CHECK(document["locale"] == "pt-BR");
  CHECK(document["metadata"] == json{{"position_sign_fields", json::array()}});
  CHECK(document["sequence_enabled"] == true);
  CHECK(document["signable_group"] == 2);
  CHECK(document["remind_interval"] == 7);
  CHECK(document["block_after_refusal"] == true);
  CHECK(document["downloads"].size() == 1);
  CHECK(document["downloads"].contains("original_file_url"));
  CHECK(document["template"].is_null());
  REQUIRE(document["signers"].size() == 2);
  CHECK(document["signers"][0]["address"] == "127.0.0.1");
  CHECK_FALSE(document["signers"][1].contains("address"));
  CHECK(document["events"].size() == 7);
  CHECK(document["events"][0] == body["event"]);
  CHECK(document["events"][6]["name"] == "upload");
  CHECK(document["attachments"] == json::array());
  CHECK(document["links"]["self"] == "/" + made.documents[0]);
}

TEST_CASE("the document_closed callback has the links of the files", "[sandbox][webhooks][socket]") {
  account on;
  auto const made = start(on);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  auto const all = on.sandbox.deliveries();
  auto const closed = json::parse(all.back().body);
  CHECK(closed["document"]["status"] == "closed");
  CHECK_FALSE(closed["document"]["finished_at"].is_null());
  for (char const* name : {"original_file_url", "signed_file_url", "ziped_file_url"}) {
    std::string const url = closed["document"]["downloads"][name];
    httplib::Client client(origin_of(url));
    CHECK(account::read(client.Get(target_of(url))).status == 200);
  }
  auto const auto_closed = json::parse(all[all.size() - 2].body);
  CHECK(auto_closed["event"]["name"] == "auto_close");
  CHECK(auto_closed["event"]["data"].is_null());
  CHECK(auto_closed["document"]["status"] == "closed");
}

TEST_CASE("a cancellation, a closing and a deadline make callbacks", "[sandbox][webhooks][socket][clock]") {
  account on;
  auto const cancelled = start(on);
  on.patch(cancelled.document_path(), change("documents", cancelled.documents[0], {{"status", "canceled"}}));
  auto body = json::parse(on.sandbox.deliveries().back().body);
  CHECK(body["event"]["name"] == "cancel");
  CHECK(body["event"]["data"].contains("user"));
  CHECK(body["document"]["status"] == "canceled");
  start(on);
  on.sandbox.advance(std::chrono::hours(24 * 31));
  body = json::parse(on.sandbox.deliveries().back().body);
  CHECK(body["event"]["name"] == "deadline");
  CHECK(body["event"]["data"]["reached_at"] == body["document"]["deadline_at"]);
  CHECK(body["event"]["occurred_at"] == body["document"]["deadline_at"]);
  CHECK(body["document"]["status"] == "canceled");
}

TEST_CASE("the removal of a signer makes a callback", "[sandbox][webhooks][socket]") {
  account on;
  auto const made = start(on, json::object(), {person(), person("Rui Lima", "rui@example.com")});
  on.remove(made.path() + "/signers/" + made.signers[1]);
  auto const body = json::parse(on.sandbox.deliveries().back().body);
  CHECK(body["event"]["name"] == "remove_signer");
  CHECK(body["event"]["data"]["signers"][0]["key"] == made.signers[1]);
  CHECK(body["document"]["signers"].size() == 1);
}

TEST_CASE("a failing receiver is tried four times, then passed over", "[sandbox][webhooks][socket]") {
  receiver crm;
  account on(calling(crm));
  crm.answer_with({500, 302, 200, 500, 500, 404, 503});
  start(on);
  on.sandbox.drain_webhooks();
  CHECK(names_of(crm.all()) == strings{"add_signer", "add_signer", "add_signer", "update_deadline", "update_deadline",
                                       "update_deadline", "update_deadline"});
  auto const sent = on.sandbox.deliveries();
  REQUIRE(sent.size() == 2);
  CHECK(sent[0].status == 200);
  CHECK(sent[0].attempts == 3);
  CHECK(sent[1].status == 503);
  CHECK(sent[1].attempts == 4);
}

TEST_CASE("a callback is passed over when nobody listens", "[sandbox][webhooks][socket]") {
  int port = 0;
  {
    receiver const gone;
    port = gone.port();
  }
  auto options = unlimited();
  options.webhook_url = "http://127.0.0.1:" + std::to_string(port);
  account on(options);
  start(on);
  on.sandbox.drain_webhooks();
  auto const sent = on.sandbox.deliveries();
  REQUIRE(sent.size() == 2);
  CHECK(sent[0].status == 0);
  CHECK(sent[0].attempts == 4);
}

TEST_CASE("the address of a webhook may carry a user and a password", "[sandbox][webhooks][socket]") {
  receiver crm;
  auto options = unlimited();
  options.webhook_url = "http://crm:s3cret@127.0.0.1:" + std::to_string(crm.port());
  account on(options);
  start(on);
  auto const all = crm.wait_for(2);
  REQUIRE(all.size() == 2);
  CHECK(all[0].target == "/");
  CHECK(header(all[0], "Authorization") == "Basic Y3JtOnMzY3JldA==");
}

TEST_CASE("a callback that is due while nobody calls the simulator is posted all the same", "[sandbox][webhooks][socket]") {
  receiver crm;
  auto options = calling(crm);
  options.signed_files_ready_after = std::chrono::milliseconds(30);
  account on(options);
  auto const made = start(on);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  auto const all = crm.wait_for(6);
  REQUIRE(all.size() == 6);
  CHECK(names_of(all).back() == "document_closed");
}

TEST_CASE("a server with undelivered callbacks stops", "[sandbox][webhooks][socket]") {
  std::mutex mutex;
  std::condition_variable changed;
  bool asked = false;
  bool released = false;
  listening_server const silent([&](httplib::Request const&, httplib::Response&) {
    std::unique_lock<std::mutex> lock(mutex);
    asked = true;
    changed.notify_all();
    changed.wait_for(lock, std::chrono::seconds(60), [&] { return released; });
  });
  auto options = unlimited();
  options.webhook_url = "http://127.0.0.1:" + std::to_string(silent.port());
  {
    account on(options);
    start(on);
    std::unique_lock<std::mutex> lock(mutex);
    CHECK(changed.wait_for(lock, std::chrono::seconds(30), [&] { return asked; }));
  }
  {
    std::lock_guard<std::mutex> const lock(mutex);
    released = true;
    changed.notify_all();
  }
}

} // namespace webhooks_test

#pragma once

#include "support/sandbox/recorded.hpp"

#include <rubrica/sandbox/server.hpp>

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <condition_variable>
#include <deque>
#include <initializer_list>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace fixture {

using json = nlohmann::json;

using rubrica_test::unlimited;

inline std::string origin_of(std::string const& url) {
  return url.substr(0, url.find('/', 8));
}
inline std::string target_of(std::string const& url) {
  return url.substr(url.find('/', 8));
}

struct answer {
  int status = 0;
  std::string text;
  httplib::Headers headers;
  json body; ///< discarded when the text is not JSON

  [[nodiscard]] std::string header(std::string const& name) const {
    auto const found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
  [[nodiscard]] std::string id() const { return body["data"]["id"]; }
  [[nodiscard]] json const& attributes() const { return body.at("data").at("attributes"); }
  [[nodiscard]] json error(std::size_t i = 0) const { return body.at("errors").at(i); }
  /// `detail @ pointer` of each error, in order.
  [[nodiscard]] std::vector<std::string> problems() const {
    std::vector<std::string> all;
    for (json const& one : body.at("errors")) {
      std::string text_of_one = one.value("detail", "");
      if (one.contains("source")) text_of_one += " @ " + one["source"].value("pointer", "");
      all.push_back(text_of_one);
    }
    return all;
  }
};

/// `data` of a request.
inline json resource(std::string const& type, json attributes, json relationships = nullptr) {
  json data = {{"type", type}, {"attributes", std::move(attributes)}};
  if (!relationships.is_null()) data["relationships"] = std::move(relationships);
  return {{"data", data}};
}

inline json change(std::string const& type, std::string const& id, json attributes) {
  json body = resource(type, std::move(attributes));
  body["data"]["id"] = id;
  return body;
}

inline json link_to(std::string const& document, std::string const& signer) {
  return {{"document", {{"data", {{"type", "documents"}, {"id", document}}}}},
          {"signer", {{"data", {{"type", "signers"}, {"id", signer}}}}}};
}

inline std::string const tiny_pdf = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
                                    "trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF";
inline std::string const tiny_pdf_base64 =
    "JVBERi0xLjQKMSAwIG9iago8PCAvVHlwZSAvQ2F0YWxvZyA+PgplbmRvYmoKdHJhaWxlcgo8PCAvUm9vdCAxIDAgUiA+PgpzdGFydHhyZWYKOQol"
    "JUVPRg==";

inline json pdf(std::string const& filename = "contrato.pdf") {
  return {{"filename", filename}, {"content_base64", "data:application/pdf;base64," + tiny_pdf_base64}};
}

inline json person(std::string const& name = "Ana Souza", std::string const& email = "ana@example.com") {
  return {{"name", name}, {"email", email}};
}

inline json identifier(std::string const& type, std::string const& id) {
  return {{"type", type}, {"id", id}};
}
/// `{"user":{"data":{"type":"users","id":…}}}`
inline json relationship(std::string const& name, std::string const& type, std::string const& id) {
  return {{name, {{"data", identifier(type, id)}}}};
}

/// A user that the account can have.
inline json colleague(std::string const& email = "ana@rubrica.test") {
  return resource("users", {{"name", "Ana Souza"}, {"email", email}, {"phone_number", "11966666666"}});
}

/// A sandbox, and one client with the right token.
class account {
public:
  explicit account(rubrica::sandbox::server_options options = unlimited())
      : sandbox(rubrica_test::recorded(std::move(options))), client(origin_of(sandbox.base_url())) {
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.set_read_timeout(30, 0);
  }

  rubrica::sandbox::server sandbox;
  httplib::Client client;
  httplib::Headers headers{{"Authorization", "sandbox-token"}};

  answer get(std::string const& path) { return read(client.Get("/api/v3" + path, headers)); }
  answer remove(std::string const& path) { return read(client.Delete("/api/v3" + path, headers)); }
  answer remove(std::string const& path, json const& body) {
    return read(client.Delete("/api/v3" + path, headers, body.dump(), "application/vnd.api+json"));
  }
  answer post(std::string const& path, json const& body) { return post_text(path, body.dump()); }
  answer post_text(std::string const& path, std::string const& body) {
    return read(client.Post("/api/v3" + path, headers, body, "application/vnd.api+json"));
  }
  answer patch(std::string const& path, json const& body) {
    return read(client.Patch("/api/v3" + path, headers, body.dump(), "application/vnd.api+json"));
  }
  answer put(std::string const& path, json const& body) {
    return read(client.Put("/api/v3" + path, headers, body.dump(), "application/vnd.api+json"));
  }
  answer control(std::string const& name, json const& body) {
    return read(client.Post("/__sandbox/" + name, body.dump(), "application/json"));
  }
  answer control(std::string const& name) { return read(client.Get("/__sandbox/" + name)); }

  static answer read(httplib::Result const& result) {
    answer out;
    if (!result) return out;
    out.status = result->status;
    out.text = result->body;
    out.headers = result->headers;
    out.body = json::parse(out.text, nullptr, false);
    return out;
  }

  std::string envelope(json attributes = {{"name", "Contrato"}}) {
    return post("/envelopes", resource("envelopes", std::move(attributes))).id();
  }
  std::string document(std::string const& envelope_id, std::string const& filename = "contrato.pdf") {
    return post("/envelopes/" + envelope_id + "/documents", resource("documents", pdf(filename))).id();
  }
  std::string signer(std::string const& envelope_id, json attributes = person()) {
    return post("/envelopes/" + envelope_id + "/signers", resource("signers", std::move(attributes))).id();
  }
  answer require(std::string const& envelope_id, std::string const& document_id, std::string const& signer_id, json attributes) {
    return post("/envelopes/" + envelope_id + "/requirements",
                resource("requirements", std::move(attributes), link_to(document_id, signer_id)));
  }
  void link(std::string const& envelope_id, std::string const& document_id, std::string const& signer_id,
            std::string const& role = "sign", std::string const& auth = "email") {
    require(envelope_id, document_id, signer_id, {{"action", "agree"}, {"role", role}});
    require(envelope_id, document_id, signer_id, {{"action", "provide_evidence"}, {"auth", auth}});
  }
  answer activate(std::string const& envelope_id) {
    return patch("/envelopes/" + envelope_id, change("envelopes", envelope_id, {{"status", "running"}}));
  }
  std::string status(std::string const& path) { return get(path).attributes()["status"]; }
};

/// The day in Brasilia, so many days after today.
inline std::string day(account& on, int later) {
  return rubrica::timestamp(on.sandbox.now() + std::chrono::hours(24 * later)).text().substr(0, 10);
}

/// The answer to a link, requested without a token.
inline answer fetch(std::string const& url, httplib::Headers const& headers = {}) {
  httplib::Client client(origin_of(url));
  return account::read(client.Get(target_of(url), headers));
}

/// A running envelope with every signer on every document.
struct running {
  std::string id;
  std::vector<std::string> documents;
  std::vector<std::string> signers;

  [[nodiscard]] std::string path() const { return "/envelopes/" + id; }
  [[nodiscard]] std::string document_path(std::size_t i = 0) const { return path() + "/documents/" + documents[i]; }
};

inline running start(account& on, json envelope_attributes, std::vector<json> const& people, std::size_t documents = 1) {
  running made;
  envelope_attributes["name"] = "Contrato";
  made.id = on.envelope(std::move(envelope_attributes));
  for (std::size_t i = 0; i < documents; ++i) {
    made.documents.push_back(on.document(made.id, "contrato-" + std::to_string(i) + ".pdf"));
  }
  for (json const& who : people) made.signers.push_back(on.signer(made.id, who));
  for (std::string const& document : made.documents) {
    for (std::string const& signer : made.signers) on.link(made.id, document, signer);
  }
  on.activate(made.id);
  return made;
}

inline running start(account& on) {
  return start(on, json::object(), {person()});
}

/// The names of the callbacks so far, in order.
inline std::vector<std::string> event_names(rubrica::sandbox::server const& sandbox) {
  std::vector<std::string> names;
  for (auto const& one : sandbox.deliveries()) names.push_back(one.event);
  return names;
}

struct received {
  std::string target;
  httplib::Headers headers;
  std::string body;
};

/// Answers each POST on a free port as `answer` does, until it ends.
class listening_server {
public:
  explicit listening_server(httplib::Server::Handler answer) {
    server_.Post(".*", std::move(answer));
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~listening_server() {
    server_.stop();
    thread_.join();
  }
  listening_server(listening_server const&) = delete;
  listening_server& operator=(listening_server const&) = delete;

  [[nodiscard]] int port() const { return port_; }

private:
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

/// A web server of the caller, which takes callbacks.
class receiver {
public:
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port()) + "/clicksign?tenant=1"; }
  [[nodiscard]] int port() const { return server_.port(); }

  /// The statuses of the next answers; 200 after them.
  void answer_with(std::initializer_list<int> statuses) {
    std::lock_guard<std::mutex> const lock(mutex_);
    statuses_.assign(statuses);
  }
  std::vector<received> all() {
    std::lock_guard<std::mutex> const lock(mutex_);
    return all_;
  }
  std::vector<received> wait_for(std::size_t count) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(30), [&] { return all_.size() >= count; });
    return all_;
  }

private:
  void answer(httplib::Request const& request, httplib::Response& response) {
    std::lock_guard<std::mutex> const lock(mutex_);
    all_.push_back({request.target, request.headers, request.body});
    response.status = 200;
    if (!statuses_.empty()) {
      response.status = statuses_.front();
      statuses_.pop_front();
    }
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<received> all_;
  std::deque<int> statuses_;
  listening_server server_{[this](httplib::Request const& request, httplib::Response& response) { answer(request, response); }};
};

} // namespace fixture

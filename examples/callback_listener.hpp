#pragma once

#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/clicksign/webhook/verify.hpp>

#include <httplib.h>

#include <chrono>
#include <functional>
#include <string>
#include <thread>

/// The host of the callbacks: a web server that passes raw bytes to rubrica. In your program this is your framework.
class callback_listener {
public:
  using handler = std::function<void(rubrica::clicksign::webhook::event const&)>;

  callback_listener(rubrica::secret secret, handler on_event) : secret_(std::move(secret)), on_event_(std::move(on_event)) {
    server_.Post("/callbacks/clicksign", [this](httplib::Request const& request, httplib::Response& response) {
      response.status = receive(request.body, request.get_header_value("Content-Hmac"));
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    // Stopping a server that is not running yet would never end.
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ~callback_listener() {
    server_.stop();
    thread_.join();
  }
  callback_listener(callback_listener const&) = delete;
  callback_listener& operator=(callback_listener const&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/callbacks/clicksign"; }

private:
  int receive(std::string const& body, std::string const& signature) {
    namespace webhook = rubrica::clicksign::webhook;
    auto const verified = webhook::verify(body, signature, secret_);
    if (!verified) return 401; // not from ClickSign, or signed with another secret
    auto const event = webhook::parse(*verified);
    if (!event) return 422; // keep the bytes and report the case to us: rubrica should have understood them
    on_event_(*event);
    return 200;
  }

  rubrica::secret secret_;
  handler on_event_;
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

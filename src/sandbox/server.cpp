#include <rubrica/sandbox/server.hpp>

#include "sandbox/acceptance.hpp"
#include "sandbox/api.hpp"
#include "sandbox/auto_signature.hpp"
#include "sandbox/controls.hpp"
#include "sandbox/lifecycle.hpp"
#include "sandbox/listener.hpp"
#include "sandbox/media.hpp"
#include "sandbox/storage.hpp"
#include "sandbox/webhooks.hpp"

#include <rubrica/core/failure.hpp>

#include <httplib.h>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

constexpr int api_threads = 32;
constexpr int storage_threads = 8;

void write(reply answer, httplib::Response& response) {
  response.status = answer.status;
  for (auto& header : answer.headers) response.set_header(header.first, header.second);
  if (!answer.content_type.empty()) response.set_content(std::move(answer.body), answer.content_type);
}

server_options checked(server_options options) {
  if (options.token.empty()) throw failure(make_error(errc::invalid_argument, "an empty sandbox token"));
  if (!options.oauth_token.empty() && options.oauth_token.reveal() == options.token.reveal())
    throw failure(make_error(errc::invalid_argument, "an OAuth token that is the access token"));
  if (options.port < 0 || options.port > 65535) throw failure(make_error(errc::invalid_argument, "port"));
  if (options.rate_limit < 0) throw failure(make_error(errc::invalid_argument, "rate_limit"));
  if (options.webhook_url.empty()) return options;
  bool const http = options.webhook_url.rfind("http://", 0) == 0 || options.webhook_url.rfind("https://", 0) == 0;
  if (!http) throw failure(make_error(errc::invalid_argument, "webhook_url must begin with http:// or https://"));
  if (options.webhook_secret.empty()) throw failure(make_error(errc::invalid_argument, "an empty webhook secret"));
  return options;
}

} // namespace

class server::impl {
public:
  impl(server& owner, server_options options)
      : service_(checked(std::move(options))), api_(service_), controls_(owner, service_),
        api_listener_(service_.options.port, api_threads, [this](auto const& in, auto& out) { answer_api(in, out); }),
        storage_listener_(0, storage_threads, [this](auto const& in, auto& out) { answer_storage(in, out); }), poster_(service_) {
    {
      locked const lock(service_.mutex);
      service_.api_origin = api_listener_.origin();
      service_.storage_origin = storage_listener_.origin();
    }
  }

  // Apart from the constructor and the destructor, because the controls call the server, which must be whole.
  void start() {
    api_listener_.start();
    storage_listener_.start();
  }

  void stop() {
    api_listener_.stop();
    storage_listener_.stop();
  }

  /// Runs `act` with the world locked, and lets the poster see what it changed.
  template <class Act> auto with_world(Act act) {
    locked const lock(service_.mutex);
    service_.changed.notify_all();
    return act(service_);
  }

  void drain() { poster_.drain(); }

private:
  void answer_api(httplib::Request const& request, httplib::Response& response) {
    if (is_media(request.path)) return write(media_answer(request), response);
    bool const is_control = request.path.rfind("/__sandbox/", 0) == 0;
    write(is_control ? controls_.answer(request.method, request.path, request.body) : api_.answer(request), response);
  }

  reply media_answer(httplib::Request const& request) {
    return with_world([&](world& service) {
      reply answer = serve_media(service, request.path, request.get_param_value("sha"));
      service.api_requests.push_back(noted(request, answer.status, origin::api, service.options));
      return answer;
    });
  }

  void answer_storage(httplib::Request const& request, httplib::Response& response) {
    storage_request asked{request.path, {}, request.has_header("Authorization")};
    asked.query.insert(request.params.begin(), request.params.end());
    storage_answer const found = with_world([&](world& service) {
      catch_up(service);
      storage_answer answer = serve_file(service, asked);
      service.storage_requests.push_back(noted(request, answer.status, origin::storage, service.options));
      response.set_header("x-amz-request-id", service.request_ids.hex(16));
      return answer;
    });
    // httplib itself chooses between 200 and 206, for who asks for a part.
    if (found.status != 200) response.status = found.status;
    response.set_content_provider(found.bytes->size(), found.content_type,
                                  [bytes = found.bytes](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                    return sink.write(bytes->data() + offset, length);
                                  });
  }

  world service_;
  api api_;
  controls controls_;
  listener api_listener_;
  listener storage_listener_;
  webhook_poster poster_;
};

server::server(server_options options) : impl_(std::make_unique<impl>(*this, std::move(options))) {
  impl_->start();
}

server::~server() {
  impl_->stop();
}

std::string server::base_url() const {
  return impl_->with_world([](world& service) { return service.api_origin + "/api/v3"; });
}

std::string server::storage_url() const {
  return impl_->with_world([](world& service) { return service.storage_origin; });
}

secret const& server::token() const {
  return *impl_->with_world([](world& service) { return &service.options.token; });
}

result<void> server::sign(std::string const& signer_id) {
  return impl_->with_world([&](world& service) { return sandbox::sign(service, signer_id); });
}

result<void> server::refuse(std::string const& signer_id, std::string const& reason, std::string const& comment) {
  return impl_->with_world([&](world& service) { return sandbox::refuse(service, signer_id, reason, comment); });
}

result<void> server::answer_acceptance(std::string const& acceptance_term_id, acceptance_answer answer) {
  return impl_->with_world([&](world& service) { return sandbox::answer_acceptance(service, acceptance_term_id, answer); });
}

result<void> server::sign_auto_signature_term(std::string const& term_id) {
  return impl_->with_world([&](world& service) { return sandbox::sign_auto_signature_term(service, term_id); });
}

void server::advance(std::chrono::milliseconds by) {
  impl_->with_world([&](world& service) {
    service.ahead += by;
    catch_up(service);
  });
}

instant server::now() const {
  return impl_->with_world([](world& service) { return service.now(); });
}

void server::drain_webhooks() {
  impl_->drain();
}

std::vector<delivery> server::deliveries() const {
  return impl_->with_world([](world& service) { return service.deliveries; });
}

std::vector<seen_request> server::requests() const {
  return impl_->with_world([](world& service) { return service.api_requests; });
}

std::vector<seen_request> server::storage_requests() const {
  return impl_->with_world([](world& service) { return service.storage_requests; });
}

void server::forget_requests() {
  impl_->with_world([](world& service) {
    service.api_requests.clear();
    service.storage_requests.clear();
  });
}

}}} // namespace rubrica::v0_1::sandbox
